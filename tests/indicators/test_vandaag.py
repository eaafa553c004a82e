"""Each measure of today, computed and decided from made figures; every value worked out by hand.

Of vandaag.csv `vraag` is what is asked ("min 0.3 2018-2019") and `cijfers` what was filled in: of
W, H (the two corporaties) or G (the municipality) in a year a value, or numerator/denominator. The
years of a level or a change are the base and the year that counts; a change in "%" is relative.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from prestatieafspraken.afspraken import Afspraken
from prestatieafspraken.afspraken.catalogus import catalogus
from prestatieafspraken.afspraken.doel import Doel

CASES = list(
    csv.DictReader(
        (Path(__file__).parent / "vandaag.csv").read_text(encoding="utf-8").splitlines(),
        delimiter=";",
    )
)
HEAD = "doel | partij | jaar | soort_cijfer | teller | noemer | waarde"
NAMES = {"W": "Woonforte", "H": "Habeko Wonen", "G": "Gemeente Alphen aan den Rijn"}
DAY = date(2020, 1, 15)


def _goal(case: dict[str, str]) -> Doel:
    bound, number, years = case["vraag"].split()
    van, _, tot = years.partition("-")
    who = sorted({one.split()[0] for one in case["cijfers"].split(", ")} - {"G"}, reverse=True)
    said: dict[str, Any] = {
        "id": "G-1",
        "thema": 1,
        "titel": "Doel",
        "regels": "1",
        "maat": case["maat"],
        "vorm": case["vorm"].rstrip("%"),
        "relatief": case["vorm"].endswith("%"),
        "over": {"partijen": [NAMES[one] for one in who]},
    }
    when: dict[str, Any] = {"van": int(van), "tot": int(tot)} if tot else {"jaar": int(van)}
    if tot and said["vorm"] in ("verandering", "niveau"):
        said["basisjaar"], when = int(van), {"jaar": int(tot)}
    key = {"min": "minstens", "max": "hoogstens"}[bound]
    return Doel.model_validate({**said, "waarden": [{**when, key: number}]})


def _rows(case: dict[str, str]) -> str:
    rows = [HEAD]
    for one in case["cijfers"].split(", "):
        who, jaar, figure = one.split()
        teller, slash, noemer = figure.partition("/")
        counts = f"{teller}|{noemer}|" if slash else f"||{figure}"
        rows.append(f"G-1|{NAMES[who]}|{jaar}|realisatie|{counts}")
    return "\n".join(rows)


def test_every_measure_has_a_case() -> None:
    assert [case["maat"] for case in CASES] == [maat.code for maat in catalogus()]


@pytest.mark.parametrize("case", CASES, ids=[case["maat"] for case in CASES])
def test_a_measure_is_computed_and_decided(
    gevolgd: Callable[..., Any], afspraken: Afspraken, case: dict[str, str]
) -> None:
    own = afspraken.model_copy(update={"doelen": [_goal(case)]})
    found = gevolgd({"kengetallen": _rows(case)}, DAY, own)
    value = None if found.waarde is None else round(found.waarde, 4)
    said = str(value if value is not None else "").removesuffix(".0")
    assert (said, found.oordeel) == (case["waarde"], case["oordeel"]), found.toelichting
