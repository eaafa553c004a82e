"""What was expected in the workbook of one year is not counted in that of the next.

The rows of the first year are written to a file, read, typed into the workbook of the next year as
people do, and read again. Every figure is worked out beside its case.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

import pytest
from proving.kit.gevuld import werkmap

from prestatieafspraken.afspraken import Afspraken, load
from prestatieafspraken.afspraken.volgend_jaar import volgend_jaar
from prestatieafspraken.batch.front_door import check
from prestatieafspraken.batch.front_door import compute as of_workbook
from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.indicators.doelbesluit import besloten
from prestatieafspraken.indicators.result import Indicator
from prestatieafspraken.workbook.building.prefill import prefill

pytestmark = pytest.mark.traag

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
SETS = ("alphen-aan-den-rijn", "rietmeer")


@cache
def twee(map_: str) -> tuple[Afspraken, Afspraken]:
    """Give the agreements of a year and of the next; of Rietmeer those of 2025 a year later.

    Without printed figures: what was agreed of a row is put back before anything is counted.
    """
    own = load(map_, 2025 if map_ == "rietmeer" else 2019)
    later = volgend_jaar(own) if map_ == "rietmeer" else load(map_, 2020)
    return own.model_copy(update={"tabellen": {}}), later.model_copy(update={"tabellen": {}})


VERDICTS: dict[str, Verdict] = {}
"""What was found in a workbook, by all that is in it: several days are asked of one."""


def gecontroleerd(own: Afspraken, rows: Rows) -> Verdict:
    """Write the workbook of a municipality and judge it."""
    key = f"{own.gemeente.map} {own.gemeente.jaar} {sorted(own.tabellen)} {rows}"
    if key not in VERDICTS:
        gemeente = next(one for one in own.partijen if one.is_gemeente)
        data = werkmap(own, gemeente, {k: list(v) for k, v in rows.items()})
        VERDICTS[key] = check(data, agreements=own)
    return VERDICTS[key]


def gelezen(own: Afspraken, rows: Rows, dag: date) -> tuple[Rows, list[Indicator]]:
    """Write the workbook of a municipality, and give what is read in it and computed of it."""
    verdict = gecontroleerd(own, rows)
    assert verdict.book is not None
    read = {name: list(data.rows.values()) for name, data in verdict.book.tables.items()}
    return read, list(of_workbook(verdict, peildatum=dag))


def over_twee_jaren(map_: str, first: Rows, more: Rows, dag: date) -> list[Indicator]:
    """Take the rows of a year through both workbooks; `more` is what the next year adds."""
    earlier, later = twee(map_)
    read, _ = gelezen(earlier, first, date(earlier.gemeente.jaar, 12, 31))
    kept = {name: [*read.get(name, ()), *more.get(name, ())] for name in {*first, *more}}
    again, found = gelezen(later, kept, dag)
    for name, rows in first.items():
        kinds = [(row["jaar"], row.get("soort_cijfer")) for row in rows]
        there = again[name][: len(rows)]
        assert [(row["jaar"], row.get("soort_cijfer")) for row in there] == kinds
    return found


def oordeel(map_: str, doel: str, found: Sequence[Indicator]) -> str:
    return str(besloten(twee(map_)[1].doel(doel), found).oordeel)


def value(found: Sequence[Indicator], code: str, periode: str | None = None) -> float | None:
    (one,) = (
        i
        for i in found
        if (i.code, i.onderdeel) == (code, None)
        and (i.periode == periode if periode else i.actueel)
    )
    return one.waarde


def test_what_the_document_expects_is_printed_as_expected_in_both_years() -> None:
    """C4 (r. 258-270) expects the stock of 2022, C6 (r. 775-776) the index of 2019."""
    asked = set()
    for year in (2019, 2020):
        own = load("alphen-aan-den-rijn", year)
        gemeente = own.partij("gemeente")
        read, _ = gelezen(own, prefill(own, gemeente), date(own.gemeente.jaar, 12, 31))
        asked.add(
            frozenset(
                (name, row["corporatie"], row["jaar"], row["soort_cijfer"])
                for name in ("woningvoorraad", "energie_index")
                for row in read[name]
            )
        )
    (same,) = asked
    assert {(name, jaar) for name, _, jaar, kind in same if kind == "prognose"} == {
        ("woningvoorraad", 2022),
        ("energie_index", 2019),
    }


def voorraad(*figures: tuple[int, str, int], own: Afspraken) -> list[dict[str, Any]]:
    """Give the stock of the first corporatie that signs; the others have a hundred homes."""
    names = own.deelnemers()
    return [
        {"corporatie": naam, "jaar": jaar, "soort_cijfer": soort, "daeb": homes if not at else 100}
        for jaar, soort, homes in figures
        for at, naam in enumerate(names)
    ]


@pytest.mark.parametrize(
    ("map_", "doel", "basis", "eind", "vraagt"),
    [("alphen-aan-den-rijn", "D0-1", 2017, 2022, 500), ("rietmeer", "B1", 2023, 2027, 240)],
)
def test_the_stock_that_was_expected_is_no_growth(
    map_: str, doel: str, basis: int, eind: int, vraagt: int
) -> None:
    """In the next year nothing is counted yet but the base year and the year after it."""
    earlier, later = twee(map_)
    jaar = later.gemeente.jaar
    first = voorraad(
        (basis, "realisatie", 5000), (basis + 1, "realisatie", 5010), (jaar - 1, "prognose", 5600),
        (jaar, "prognose", 5900), (eind, "prognose", 5000 + vraagt), own=earlier,
    )  # fmt: skip
    none: Rows = {}
    on_way = over_twee_jaren(map_, {"woningvoorraad": first}, none, date(jaar, 12, 31))
    assert value(on_way, "VRD-GROEI") == 10
    assert oordeel(map_, doel, on_way) == "op koers"  # the plan reaches it
    over = over_twee_jaren(map_, {"woningvoorraad": first}, none, date(eind, 12, 31))
    assert oordeel(map_, doel, over) == "niet te bepalen"
    for counted, said in ((vraagt, "gehaald"), (vraagt - 1, "niet gehaald")):
        more = {"woningvoorraad": voorraad((eind, "realisatie", 5000 + counted), own=later)}
        beside = over_twee_jaren(map_, {"woningvoorraad": first}, more, date(eind, 12, 31))
        assert value(beside, "VRD-GROEI") == counted
        assert oordeel(map_, doel, beside) == said


def test_an_index_that_was_expected_is_no_measurement() -> None:
    """D3-1 asks at most 1,25 in 2020: 1,20 was expected, 1,30 is what was measured."""
    map_, columns = "alphen-aan-den-rijn", {"methode": "voor 2015 (EPA)", "woningen": 100}
    names = twee(map_)[0].deelnemers()

    def index(jaar: int, soort: str, waarde: float) -> list[dict[str, Any]]:
        own = {"jaar": jaar, "soort_cijfer": soort, "energie_index": waarde, **columns}
        return [{"corporatie": naam, **own} for naam in names]

    first = {"energie_index": [*index(2017, "realisatie", 1.7), *index(2020, "prognose", 1.2)]}
    assert oordeel(map_, "D3-1", over_twee_jaren(map_, first, {}, date(2020, 12, 30))) == "op koers"
    over = over_twee_jaren(map_, first, {}, date(2020, 12, 31))
    assert oordeel(map_, "D3-1", over) == "niet te bepalen"
    more = {"energie_index": index(2020, "realisatie", 1.45)}  # label B of that method: to 1,30
    assert oordeel(map_, "D3-1", over_twee_jaren(map_, first, more, date(2020, 12, 31))) == (
        "niet gehaald"
    )


def kengetal(doel: str, partij: str, jaar: int, soort: str, waarde: int) -> dict[str, Any]:
    own = {"doel": doel, "partij": partij, "jaar": jaar, "soort_cijfer": soort}
    return own | {"waarde": waarde}


def test_a_kengetal_that_was_expected_is_no_realisation() -> None:
    """B3 allows 15 sales in each year up to 2027, of both corporaties together."""
    names = ("De Brink Wonen", "Volkshuis Noord")
    first = [kengetal("B3", naam, 2024, "realisatie", 7) for naam in names]
    first += [kengetal("B3", naam, jaar, "prognose", 2) for naam in names for jaar in (2025, 2026)]
    none: Rows = {}
    found = over_twee_jaren("rietmeer", {"kengetallen": first}, none, date(2026, 12, 31))
    assert oordeel("rietmeer", "B3", found) == "niet te bepalen"
    counted = [kengetal("B3", naam, j, "realisatie", 8) for naam in names for j in (2025, 2026)]
    found = over_twee_jaren(
        "rietmeer", {"kengetallen": first}, {"kengetallen": counted}, date(2026, 12, 31)
    )
    assert oordeel("rietmeer", "B3", found) == "aandacht"  # 16 twice, while 2027 is still to come
    parts = [i for i in found if i.code == "KGT-DOEL" and not i.toets and i.bron.startswith("B3")]
    assert sorted(float(i.waarde or 0) for i in parts if i.norm is not None)[-2:] == [16, 16]


def test_a_programme_of_last_year_that_nobody_counted_is_not_done() -> None:
    """T3-05 and T3-07 plan works per year; what was planned is never what was done."""
    map_ = "alphen-aan-den-rijn"
    names = twee(map_)[0].deelnemers()
    for name, code in (("kwaliteitsverbetering", "KWL"), ("zonnepanelen", "ZON")):
        plan = [{"corporatie": n, "jaar": 2019, "gepland": 100} for n in names]
        found = over_twee_jaren(map_, {name: plan}, {}, date(2020, 12, 31))
        assert value(found, f"{code}-PLAN", "2019") == 200
        assert value(found, f"{code}-REALISATIE", "2019") is None
