"""A row that is there twice counts for no two, in any table in which it may be there once.

The check tells it (DUB-001); until then a figure that needs the row is not known.
"""

from __future__ import annotations

import os
import random
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import pytest
from proving.kit import gevuld
from proving.kit.gewoon import typed_rows

from prestatieafspraken.afspraken import load
from prestatieafspraken.indicators.compute import compute
from prestatieafspraken.indicators.result import Indicator
from prestatieafspraken.validators.sheets import tables
from prestatieafspraken.workbook.table import Table

SEED = os.environ["PRESTATIEAFSPRAKEN_ZAAD"]
Key = tuple[str, str | None, str | None, str]
OWN = {naam: load(*which) for naam, which in gevuld.SETS.items()}
KNOWN = {naam: {one.name: one for one in tables.of_agreements(own)} for naam, own in OWN.items()}
TABLES = [
    (naam, name)
    for naam, known in KNOWN.items()
    for name, table in known.items()
    if table.unique and name not in ("totalen", "partijen", "voorwaarden")
]
NOT_KEPT = {"DOE-ZONDER-CIJFER", "TWZ-MAATWERK-PUNTEN"}
"""It counts what cannot be determined, and so rises; it takes the last stock that is known."""
OF_ONE_ROW = {"NBW-PROJECT", "NBW-MAATWERK"}
"""It tells each row by itself."""


@cache
def filled(naam: str) -> dict[str, list[dict[str, Any]]]:
    own = OWN[naam]
    return gevuld.rijen(own, next(one for one in own.partijen if one.is_gemeente))


def values(naam: str, rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[Key, Indicator]:
    known: Mapping[str, Table] = KNOWN[naam]
    plain = {name: typed_rows(table, rows.get(name, ())) for name, table in known.items()}
    sheets = {name: table.sheet for name, table in known.items()}
    day = gevuld.peildatum(OWN[naam])
    found = compute(plain, OWN[naam], day, lambda t, r, c: f"{t}!{c}{r}", sheets)
    return {(one.code, one.onderdeel, one.periode, one.bron): one for one in found}


@cache
def before(naam: str) -> dict[Key, Indicator]:
    return values(naam, filled(naam))


@pytest.mark.steekproef(6)
@pytest.mark.parametrize(("naam", "name"), TABLES)
def test_a_row_that_is_there_twice_counts_once_or_not(naam: str, name: str) -> None:
    rows = filled(naam)
    if not rows.get(name):
        return
    again = random.Random(f"{SEED} {naam} {name}").choice(rows[name])  # noqa: S311
    after = values(naam, {**rows, name: [*rows[name], dict(again)]})
    more = [
        f"{key}: {was.waarde} became {now.waarde}, {now.toelichting}"
        for key, was in before(naam).items()
        if (now := after.get(key)) and now.waarde not in (None, was.waarde)
        if now.code not in NOT_KEPT | OF_ONE_ROW
    ]
    assert more == [], again


def test_a_wijk_of_two_classes_has_none() -> None:
    """Zwak or Uitstekend: nobody says which, so neither the wijk nor the lowest of all is known."""
    wijken = [
        {"wijk": wijk, "jaar": 2018, "versie": "2.0", "klasse": klasse}
        for wijk, klasse in (("Noord", "Goed"), ("Zuid", "Zwak"), ("ZUID", "Uitstekend"))
    ]
    found = values("alphen-aan-den-rijn 2019", {"leefbaarometer": wijken})
    told = {key[:2]: one.toelichting for key, one in found.items() if key[0].startswith("LBM")}
    assert told["LBM-LAAGSTE", None] == "ZUID staat er meer dan één keer in."
    assert told["LBM-WIJK", "Noord"] == "Goed in 2018 (versie 2.0); gevraagd is voldoende."
