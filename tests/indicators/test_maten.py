"""Indicators follow measures: with other ids, several goals on one measure, or none at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import pytest
from proving.kit.andere_ids import other_ids, put
from proving.kit.voorbeeld import GEMEENTE, werkmap

from prestatieafspraken.afspraken import Afspraken
from prestatieafspraken.afspraken.beslissers import BESLISSERS
from prestatieafspraken.afspraken.catalogus import catalogus
from prestatieafspraken.afspraken.maat import Maat
from prestatieafspraken.afspraken.maten import by_code
from prestatieafspraken.afspraken.model import Doel
from prestatieafspraken.batch.judging.check import check
from prestatieafspraken.indicators.compute import DEFINITIONS, PARTS, compute, of_part
from prestatieafspraken.indicators.context import NO_GOAL, Context, FigureRow, PlainTable
from prestatieafspraken.indicators.result import Indicator, Oordeel
from prestatieafspraken.validators.sheets.tables import table

DAY = date(2019, 12, 31)
FIGURES = {
    *("VRD-STAND", "SLK-TOTAAL", "SLK-KERN", "SLK-INKOMEN", "SLK-DOELGROEP", "SLK-KLASSEN"),
    *("LBM-WIJK", "LBM-LAAGSTE", "BWI-UITGEVOERD", "EIX-STAND", "LVB-AANDEEL", "LVB-RELATIEF"),
    *("LVB-PUNTEN", "GAS-VERANDERING", "DZE-AANDEEL"),
}
"""What says something by itself; the other indicators of a goal only say how far away it is."""
GOALS = sorted({d.maat for d in DEFINITIONS if d.maat} & {"slaagkans", "leefbaarometer",
    "voorraad_daeb", "voorraad_daeb_kernen", "bewonersinitiatieven", "levensloopbestendig",
    "energie_index", "gasverbruik", "duurzame_energie"})  # fmt: skip
NAMES = {
    *(("bewonersinitiatieven", "initiatief"), ("leefbaarometer", "wijk")),
    *(("grondprijsbeding", "project"), ("nieuwbouwprojecten", "project")),
}
"""Columns that a row is called by; that is no figure, so it is read even where it says nothing."""
INSTEAD = {
    *(("slaagkans_kern", "opgegeven"), ("slaagkans_inkomen", "opgegeven")),
    *(("grondprijsbeding", "reden"), ("wijkschouwen", "gepland_op")),
}
"""Columns that are looked at where another says too little; in this workbook none does."""
Tables = dict[str, PlainTable]


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """Give the tables of a workbook that is filled in."""
    path = tmp_path_factory.mktemp("maten") / "gevuld.xlsx"
    path.write_bytes(werkmap(GEMEENTE, 1))
    book = check(path, DAY).book
    assert book is not None
    return {name: data.rows for name, data in book.tables.items()}


def computed(tables: Tables, own: Afspraken) -> list[Indicator]:
    return compute(tables, own, DAY, lambda t, row, column: f"{t}!{column}{row}")


def with_goals(own: Afspraken, goals: Iterable[Doel]) -> Afspraken:
    return own.model_copy(update={"doelen": list(goals)})


def test_nothing_hangs_on_an_id(afspraken: Afspraken, tables: Tables) -> None:
    other, ids = other_ids(afspraken)
    other = with_goals(other, reversed(other.doelen))
    back = {new: old for old, new in ids.items()}

    def plain(results: list[Indicator]) -> list[str]:
        # What lists goals does so in their order.
        return sorted(put(back, repr(r)) for r in results if not r.code.startswith("DOE-"))

    # A kengetal names its goal in the workbook.
    figures = {
        row: {**cells, "doel": ids[str(cells["doel"])]}
        for row, cells in tables["kengetallen"].items()
    }
    renamed = {**tables, "kengetallen": figures} | {
        name: {
            row: {**cells, "code": ids.get(str(cells["code"]), cells["code"])}
            for row, cells in rows.items()
        }
        for name, rows in tables.items()
        if name.startswith("afspraken_")
    }
    assert plain(computed(renamed, other)) == plain(computed(tables, afspraken))


def stricter(doel: Doel) -> Doel:
    """Give a second goal on the same measure, of a later year and out of reach."""
    far = {
        "id": "G-ver",
        "streefjaar": (doel.streefjaar or 2019) + 1,
        "streefdatum": None,
        "streefklasse": "Uitstekend" if doel.streefklasse else None,
    }
    sign = -1 if doel.richting == "maximaal" else 1
    for key, far_away in (("streefwaarde", Decimal("0.01")), ("verandering", Decimal("-0.99"))):
        if getattr(doel, key) is not None:
            far[key] = Decimal(99999) if sign > 0 else far_away
    return doel.model_copy(update=far)


@pytest.mark.parametrize("maat", GOALS)
def test_each_goal_on_a_measure_has_a_verdict_of_its_own(
    afspraken: Afspraken, tables: Tables, maat: str
) -> None:
    (doel,) = afspraken.doelen_met(maat)
    own = with_goals(afspraken, [stricter(doel), *afspraken.doelen])
    results = computed(tables, own)
    keys = [(r.code, r.bron, r.onderdeel, r.periode) for r in results]
    assert len(set(keys)) == len(keys)
    before = {(r.code, r.onderdeel, r.periode): r for r in computed(tables, afspraken)}
    by_goal: dict[str, list[Indicator]] = defaultdict(list)
    for r in results:
        if r.toets and r.norm is not None:
            by_goal[r.bron.split(" ")[0]].append(r)
    assert {r.code for r in by_goal["G-ver"]} == {r.code for r in by_goal[doel.id]} != set()
    for r in by_goal[doel.id]:
        same = before[r.code, r.onderdeel, r.periode]
        assert (r.waarde, r.norm, r.oordeel) == (same.waarde, same.norm, same.oordeel)
    # The label beside the index is not out of reach.
    lost = {r.oordeel for r in by_goal["G-ver"] if r.code != "EIX-PAD-B"}
    assert not lost & {Oordeel.GEHAALD, Oordeel.OP_KOERS}


@pytest.mark.parametrize("maat", GOALS)
def test_without_a_goal_figures_are_told_and_nothing_is_judged(
    afspraken: Afspraken, tables: Tables, maat: str
) -> None:
    own = with_goals(afspraken, [doel for doel in afspraken.doelen if doel.maat != maat])
    before = {(r.code, r.onderdeel, r.periode): r for r in computed(tables, afspraken)}
    known = {code for (code, *_), r in before.items() if r.waarde is not None}
    codes = {d.code for d in DEFINITIONS if d.maat == maat}
    found = [r for r in computed(tables, own) if r.code in codes]
    assert {r.code for r in found} == codes
    for r in found:
        assert (r.norm, r.norm_bron) == (None, None)
        assert r.oordeel in (Oordeel.GEEN_NORM, Oordeel.NIET_TE_BEPALEN)
        if r.code not in FIGURES:
            assert (r.waarde, r.toelichting) == (None, f"{NO_GOAL}.")
        elif r.toets and r.waarde is not None:
            assert NO_GOAL in r.toelichting
    assert {r.code for r in found if r.waarde is not None} == codes & FIGURES & known
    for r in found:
        same = before.get((r.code, r.onderdeel, r.periode))
        if same is not None and r.code in FIGURES - {"GAS-VERANDERING", "LVB-RELATIEF"}:
            assert r.waarde == same.waarde


@pytest.mark.parametrize("maat", by_code().values(), ids=[maat.code for maat in by_code().values()])
def test_a_measure_asks_for_tables_and_columns_that_are_there(maat: Maat) -> None:
    for nodig in maat.nodig:
        form = table(nodig.tabel)
        assert [form.column(name).name for name in nodig.kolommen] == list(nodig.kolommen)


def test_every_indicator_follows_a_measure_of_the_list() -> None:
    named = {maat for d in DEFINITIONS for maat in (d.maat, *d.ook)} - {""}
    named |= {maat.code for maat in catalogus()}  # those follow the sheet Kengetallen together
    assert named <= by_code().keys()
    # It is followed by a rule (TWZ-024).
    assert by_code().keys() - named == {"monitor_maatwerk"}
    printed = {name for d in DEFINITIONS for name in d.gedrukt}
    assert printed <= {nodig.tabel for maat in by_code().values() for nodig in maat.nodig}


def test_a_measure_names_the_columns_that_are_read(
    afspraken: Afspraken, tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the indicators of a measure look at stands in the list, and nothing else does."""
    read: set[tuple[str, str]] = set()
    value = FigureRow._value

    def noted(row: FigureRow, column: str) -> object:
        read.add((row.table, column))
        return value(row, column)

    monkeypatch.setattr(FigureRow, "_value", noted)
    asked, looked_at = set[tuple[str, str]](), set[tuple[str, str]]()
    for part in PARTS:
        maten = {d.maat for d in part.DEFINITIONS} - {""}
        told = {
            (nodig.tabel, column)
            for maat in maten
            for nodig in by_code()[maat].nodig
            for column in nodig.kolommen
        }
        read.clear()
        for day in (DAY, date(2024, 1, 1)):
            of_part(part, Context(tables, afspraken, day))
        assert not maten or read <= told, sorted(read - told)
        asked, looked_at = asked | told, looked_at | read
    # The list of labels is read by the column, and what a row is called is no figure.
    silent = {(name, column) for name, column in asked - looked_at if name != "energielabels"}
    assert silent == NAMES | INSTEAD


def test_who_loads_agreements_knows_what_can_decide() -> None:
    judged: dict[str, list[str]] = {}
    for one in DEFINITIONS:
        if one.toets:
            judged.setdefault(one.maat, []).append(one.code)
    assert judged == {maat: list(codes) for maat, codes in BESLISSERS.items()}
