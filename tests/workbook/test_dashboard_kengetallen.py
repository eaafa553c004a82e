"""Goals of the sheet Kengetallen on the dashboard: LibreOffice comes to the verdict of Python."""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet
from proving.kit.dashboard_cellen import (
    alike,
    counterparts,
    differences,
    figure_of_year,
    recalculated,
)
from proving.kit.doelen_elders import elsewhere

from prestatieafspraken.afspraken import Afspraken, load
from prestatieafspraken.afspraken.doel import Doel
from prestatieafspraken.afspraken.kengetaldoelen import kengetaldoelen
from prestatieafspraken.afspraken.model import Afspraak, Partij
from prestatieafspraken.indicators.compute import compute
from prestatieafspraken.indicators.context import Context
from prestatieafspraken.validators.sheets.tables import of_party
from prestatieafspraken.validators.workbook import workbook
from prestatieafspraken.workbook.building.prefill import prefill
from prestatieafspraken.workbook.reading.read import read

pytestmark = pytest.mark.traag
DRAWS = int(os.environ.get("PRESTATIEAFSPRAKEN_VOORBEELDEN", "2"))
ELSEWHERE = "→ zie het verslag"


def compare(own: Afspraken, partij: Partij, path: Path, folder: Path) -> Counter[str]:
    """Hold the block against Python; give the verdicts, and how many were left to the report."""
    sheet = recalculated(path, folder)
    book = read(path, lambda one: of_party(partij.soort, own))
    tables = {name: data.rows for name, data in book.tables.items()}
    day = book.start.peildatum
    assert day is not None
    same = [one for one in counterparts(own, partij) if one.reeks]
    told = {one.reeks: sheet[one.cell].value for one in same if one.veld == "oordeel"}
    left = {goal for goal, said in told.items() if said == ELSEWHERE}
    mine = [one for one in same if one.reeks not in left]
    assert differences(sheet, mine, compute(tables, own, day), Counter(), own) == []
    _the_year(sheet, Context(tables, own, day), {one.reeks: one.cell[1:] for one in mine})
    return Counter(str(word) for word in told.values())


def _the_year(sheet: Worksheet, context: Context, rows: dict[str | None, str]) -> None:
    """Hold the figure of the year of the agreements against that of the goal as a whole."""
    for one in kengetaldoelen(context.afspraken):
        if one.doel.id in rows:
            value = figure_of_year(context, one.doel)
            assert alike(sheet[f"C{rows[one.doel.id]}"].value, value), one.doel.id


def drawn(own: Afspraken, chance: random.Random) -> Iterator[dict[str, Any]]:
    """Draw figures for each goal: some parties and years, near what is asked, counted or not."""
    for one in kengetaldoelen(own):
        doel = one.doel
        for partij in [*own.leden(doel.genoemd or ["Gemeente"]), *own.leden(["Gemeente"])][:3]:
            places = [None, *(place.naam for place in doel.over.gebieden)]
            for jaar in range(own.gemeente.jaar - 2, own.gemeente.jaar + 4):
                for place in places:
                    for soort in ("realisatie", "prognose"):
                        if chance.random() < (0.45 if place is None else 0.2):
                            yield {
                                "doel": doel.id, "partij": partij, "jaar": jaar, "gebied": place,
                                "soort_cijfer": soort, **_figure(doel, chance),
                            }  # fmt: skip


def _figure(doel: Doel, chance: random.Random) -> dict[str, Any]:
    asked = [n for one in doel.op_dag(None) for n in (one.getal, one.minstens, one.hoogstens) if n]
    near = chance.choice(asked or [Decimal(1)]) * Decimal(chance.choice(["0.5", "1", "1.5"]))
    if chance.random() < 0.3:
        return {"teller": near * 200, "noemer": 200}
    return {"waarde": near}


def filled(own: Afspraken, seed: int, folder: Path) -> tuple[Partij, Path]:
    chance = random.Random(seed)  # noqa: S311
    partij = next(one for one in own.partijen if one.is_gemeente)
    jaar = own.gemeente.jaar + chance.choice([-1, 0, 0, 1, 3, 8])
    day = date(jaar, *chance.choice([(12, 31), (6, 30), (1, 15)]))
    rows = {**prefill(own, partij), "kengetallen": list(drawn(own, chance))}
    states = [None, "open", "vervuld", "niet vervuld"]
    rows["voorwaarden"] = [row | {"stand": chance.choice(states)} for row in rows["voorwaarden"]]
    path = folder / "werkmap.xlsx"
    path.write_bytes(workbook(own, partij, day, rows))
    return partij, path


@pytest.mark.steekproef(1)
@pytest.mark.parametrize("draw", range(DRAWS))
def test_goals_of_other_places(draw: int, tmp_path: Path) -> None:
    seed = random.SystemRandom().randrange(10**9) + draw
    print(f"{seed=}")  # noqa: T201
    own = elsewhere()
    partij, path = filled(own, seed, tmp_path)
    said = compare(own, partij, path, tmp_path)
    assert said[ELSEWHERE] < len(kengetaldoelen(own)) / 3, said
    assert len(said) > 4, said


@pytest.mark.steekproef(1)
@pytest.mark.parametrize("draw", range(DRAWS))
def test_goals_of_a_municipality_of_today(draw: int, tmp_path: Path) -> None:
    seed = random.SystemRandom().randrange(10**9) + draw
    print(f"{seed=}")  # noqa: T201
    own = load("rietmeer", 2025)
    partij, path = filled(own, seed, tmp_path)
    said = compare(own, partij, path, tmp_path)
    # Of each party with a figure of the whole, of two halves, and of what the stock knows.
    assert said[ELSEWHERE] <= 6, said
    assert sum(said.values()) == 24


def test_a_corporatie_sees_what_it_alone_decides(tmp_path: Path) -> None:
    own = load("rietmeer", 2025)
    partij = own.partij("De Brink Wonen")
    path = tmp_path / "werkmap.xlsx"
    asked = [row for row in prefill(own, partij)["kengetallen"] if row["doel"] == "B6"]
    rows = [{**row, "waarde": 30} for row in asked]
    path.write_bytes(
        workbook(own, partij, date(2025, 12, 31), {**prefill(own, partij), "kengetallen": rows})
    )
    assert compare(own, partij, path, tmp_path) == {"↗ op koers": 1}  # 30 in each of two years


def test_agreements_in_a_condition_are_late_when_it_is_met(tmp_path: Path) -> None:
    """Three agreements of one theme hold in a condition, one as the set says: met, not, unknown."""
    own = load("rietmeer", 2025)
    ended = [one for one in own.afspraken if one.termijn.tot and not one.maten][:4]
    asked = {"tekst": "de raad stelt het plan vast"}
    states = dict(zip([one.id for one in ended], ["vervuld", "niet vervuld", None], strict=False))
    made = [
        Afspraak.model_validate(
            one.model_dump()
            | {"getallen": [], "voorwaarde": asked if one.id in states else one.voorwaarde}
        )
        for one in own.afspraken
    ]
    own = own.model_copy(update={"afspraken": made})
    partij = own.gemeentepartij
    rows = prefill(own, partij)
    rows["voorwaarden"] = [
        row | {"stand": states.get(str(row["code"]), row["stand"])} for row in rows["voorwaarden"]
    ]
    path = tmp_path / "werkmap.xlsx"
    path.write_bytes(workbook(own, partij, date(2026, 6, 30), rows))
    sheet = recalculated(path, tmp_path)
    book = read(path, lambda one: of_party(partij.soort, own))
    found = compute({name: data.rows for name, data in book.tables.items()}, own, date(2026, 6, 30))
    (total,) = [one for one in found if one.code == "AFS-VERSTREKEN"]
    late = set(total.toelichting.split(".")[0].replace(" en ", ", ").split(", "))
    assert {code in late for code, said in states.items() if said == "vervuld"} == {True}
    assert not {code for code, said in states.items() if said != "vervuld"} & late
    mine = [
        one for one in counterparts(own, partij) if one.code in ("AFS-VERSTREKEN", "AFS-TE-LAAT")
    ]
    assert len(mine) > 3
    assert differences(sheet, mine, found, Counter(), own) == []
