"""What holds for all indicators, whatever the workbook holds."""

from __future__ import annotations

import json
import math
import random
import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from indicatoren import MEANINGS, indicators_page
from proving.kit.gewoon import typed_rows
from proving.kit.nagerekend import faults, outcome
from proving.kit.schema import conforms, published
from proving.kit.tabellen import TABLES

from prestatieafspraken.afspraken import Afspraken
from prestatieafspraken.indicators import rates, samenhang, voortgang
from prestatieafspraken.indicators.bronnen import sources
from prestatieafspraken.indicators.compute import DEFINITIONS, PARTS, compute, of_part
from prestatieafspraken.indicators.context import Context, PlainTable
from prestatieafspraken.indicators.oordeel import judge
from prestatieafspraken.indicators.result import Indicator, Oordeel, plain
from prestatieafspraken.indicators.voortgang import UNREADABLE
from prestatieafspraken.validators.sheets.codelists import codelists
from prestatieafspraken.workbook import labelklassen
from prestatieafspraken.workbook.building.prefill import prefill
from prestatieafspraken.workbook.periode import FULL_YEAR
from prestatieafspraken.workbook.table import Table

pytestmark = pytest.mark.traag

ROOT = Path(__file__).parent.parent.parent
WORD = re.compile(r"\b(?:None|True|False|NaN|nan|NaT)\b")
"""What is a word of the program, and none of a sentence."""
USED = [t for t in TABLES if t.name not in {"partijen", "totalen"}]
"""The tables that indicators read."""
PER_WORD = {"NBW-TYPE", "NBW-FASE", "NBW-KERN", "AFS-STATUS", "NBW-OPGELEVERD-KERN"}
PER_WORD |= {"NBW-OPGELEVERD-TYPE", "ELB-INDEX", "ELB-PRIMAIR"}
"""Indicators with a value for each word that occurs, so with none when there are no words."""


TWO = ("Woonforte", "Habeko Wonen")
DAY = date(2019, 3, 1)
ELSEWHERE: dict[str, list[dict[str, Any]]] = {
    "toewijzingen": [
        {"corporatie": naam, "jaar": jaar, "periode": deel, "verhuringen": 100 + n,
         "doelgroep": 80 - n, "middeninkomen": 12 + n, "hoger_inkomen": 8 + n, "huurtoeslag": 60,
         "passend": 57 + n, "maatwerk": 30 - n} for n, naam in enumerate(TWO)
        for jaar, deel in ((2018, "heel jaar"), (2019, "kwartaal 1 t/m 2"))
    ],
    "grondprijsbeding": [
        {"corporatie": naam, "project": naam, "woningen": 10 + n, "ingang": DAY - timedelta(days=n),
         "onttrokken": 1, "onttrekking": DAY} for n, naam in enumerate(TWO)
    ],
    "leefbaarheid": [
        {"corporatie": naam, "jaar": 2019, "soort_cijfer": "realisatie", "verhuureenheden": 100,
         "ontmoeting": 1 + n, "plekken": 2, "menskracht": 3} for n, naam in enumerate(TWO)
    ],
    "leefbaarometer": [
        {"wijk": wijk, "jaar": 2018, "versie": "2.0", "klasse": "Zwak"} for wijk in ("A", "B")
    ],
    "bewonersinitiatieven": [{"initiatief": "A", "fase": "uitgevoerd", "uitgevoerd_op": DAY}],
    "wijkschouwen": [{"locatie": "Benthuizen", "gehouden_op": DAY, "gepland_op": DAY}],
    "levensloopbestendig": [
        {"eigenaar": naam, "jaar": jaar, "woningen": 100 + n, "geschikt": jaar - 2010 + n}
        for n, naam in enumerate((*TWO, "overige voorraad")) for jaar in (2017, 2019)
    ],
    "open_verbranding": [
        {"corporatie": naam, "jaar": 2019, "begin": 10 + n, "gepland": 9 + n, "vervangen": 4 + n}
        for n, naam in enumerate(TWO)
    ],
    "gasverbruik": [{"jaar": jaar, "gas": 4000 - jaar} for jaar in (2016, 2018)],
    "duurzame_energie": [
        {"corporatie": naam, "jaar": 2019, "opgewekt": 10 + n, "behoefte": 90}
        for n, naam in enumerate(TWO)
    ],
    "kengetallen": [
        {"doel": "D0-3", "partij": naam, "jaar": jaar, "soort_cijfer": soort, "waarde": 40 + n}
        for n, naam in enumerate(TWO) for jaar, soort in ((2019, "realisatie"), (2050, "prognose"))
    ],
    "energielabels": [
        {"eenheid": str(n), "corporatie": "Woonforte", "label": "B", "energie_index": 1.3 + n,
         "methode": "2015-2020 (Nader Voorschrift)", "geldig_tot": DAY} for n in range(3)
    ],
}  # fmt: skip
"""Figures for the tables that the agreements leave empty."""


def holds(results: list[Indicator]) -> None:
    """Hold every value against what users and the schema of the command count on."""
    codes = {r.code for r in results}
    assert codes | PER_WORD == {d.code for d in DEFINITIONS}
    for result in results:
        text = json.dumps(result.as_dict(), allow_nan=False, ensure_ascii=False)
        assert not WORD.search(text), text
        unknown = result.oordeel is Oordeel.NIET_TE_BEPALEN
        assert unknown or result.waarde is not None, result
        # A part of a year that is over is known, but decides nothing.
        assert not (unknown and result.waarde is not None) or "gemeten" in result.toelichting
        assert result.toelichting.strip().endswith("."), result.toelichting
        assert "  " not in result.toelichting, result.toelichting
        assert result.bron
        assert result.toets or result.oordeel in (Oordeel.GEEN_NORM, Oordeel.NIET_TE_BEPALEN)
        if result.waarde is not None:
            assert math.isfinite(result.waarde)
            assert result.waarde == round(result.waarde, 9)
            assert result.oordeel is Oordeel.GEEN_NORM or result.norm is not None
            assert result.berekening, result
            _adds_up(result)
            if result.norm is not None:
                assert result.norm_bron
                assert result.afstand is not None
                assert result.afstand >= 0
    keys = [(r.code, r.onderdeel, r.periode) for r in results]
    assert len(set(keys)) == len(keys)


def _adds_up(result: Indicator) -> None:
    """Hold the sum beside a value against arithmetic, and its end against the value."""
    assert not faults(result.berekening), (result.code, faults(result.berekening))
    told = outcome(re.sub(r"= \S+, dus (?=0(?:$| jaar))", "= ", result.berekening))
    if told is None or result.code == "GPB-VRIJ":  # a sum in words, and one with days
        return
    since = re.search(r"jaar na eind (\d{4})$", result.berekening)
    value = Decimal(str(result.waarde)) - int(since[1] if since else 0)
    assert abs(value - told[0]) <= told[1] + abs(value) / 10**12, result


@pytest.fixture(scope="module")
def gevuld(afspraken: Afspraken) -> dict[str, list[dict[str, Any]]]:
    """Give the rows of the municipality's new workbook; a dash that is a text is no number."""
    rows = {**prefill(afspraken, afspraken.partij("gemeente")), **ELSEWHERE}
    return {
        name: [{k: None if v == "-" else v for k, v in row.items()} for row in table]
        for name, table in rows.items()
    }


def tables_of(rows: dict[str, list[dict[str, Any]]]) -> dict[str, PlainTable]:
    """Give the tables of rows."""
    return {t.name: typed_rows(t, rows.get(t.name, [])) for t in USED}


def test_the_printed_figures_give_a_sound_result(
    afspraken: Afspraken, gevuld: dict[str, list[dict[str, Any]]]
) -> None:
    results = compute(tables_of(gevuld), afspraken, date(2019, 12, 31))
    holds(results)
    schema = published("indicatoren.schema.json")
    one = {**schema, **schema["$defs"]["indicator"], "required": []}
    for result in results:
        conforms(result.as_dict(), one)


@pytest.mark.parametrize("peildatum", [date(2010, 1, 1), date(2019, 12, 31), date(2040, 1, 1)])
@pytest.mark.parametrize("tables", ["geen", "leeg"])
def test_nothing_filled_in_gives_no_value(
    afspraken: Afspraken, tables: str, peildatum: date
) -> None:
    given_tables = {} if tables == "geen" else tables_of({})
    results = compute(given_tables, afspraken, peildatum)
    holds(results)
    known = {r.code for r in results if r.oordeel is not Oordeel.NIET_TE_BEPALEN}
    # An empty theme sheet truly has no agreements.
    assert known <= {d.code for d in (*voortgang.DEFINITIONS, *samenhang.DEFINITIONS)}


@pytest.mark.parametrize("partij", ["Woonforte", "Habeko Wonen"])
def test_an_own_workbook_judges_no_goal_of_all(afspraken: Afspraken, partij: str) -> None:
    rows = prefill(afspraken, afspraken.partij(partij))
    own = {
        n: [{k: None if v == "-" else v for k, v in r.items()} for r in t] for n, t in rows.items()
    }
    tables = tables_of(own)
    del tables["slaagkans_kern"], tables["slaagkans_inkomen"]
    results = compute(tables, afspraken, date(2019, 12, 31))
    holds(results)
    goals = {"VRD-GROEI-PLAN", "VRD-GROEI", "EIX-PAD", "KWL-REALISATIE", "SLK-TOTAAL"}
    whole = [r for r in results if r.code in goals and r.onderdeel is None]
    assert {r.oordeel for r in whole} == {Oordeel.NIET_TE_BEPALEN}


@pytest.fixture(scope="module")
def beschadigd(
    afspraken: Afspraken, gevuld: dict[str, list[dict[str, Any]]]
) -> Callable[[int, date], list[Indicator]]:
    """Compute with tables, rows and cells left out, and counts that are zero or huge."""

    def compute_damaged(seed: int, peildatum: date) -> list[Indicator]:
        chance = random.Random(seed)  # noqa: S311
        kept = {
            table.name: [row for row in gevuld.get(table.name, []) if chance.random() < 0.95]
            for table in USED
        }
        rows = {
            table.name: [_damaged(row, table, chance) for row in kept[table.name]] for table in USED
        }
        tables = tables_of(rows)
        for name in chance.sample(sorted(tables), chance.choice([0, 0, 1, 2])):
            del tables[name]
        return compute(tables, afspraken, peildatum)

    return compute_damaged


# One seed is one draw, so that a failure does not shrink for minutes.
@settings(max_examples=50, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(seed=st.integers(0, 2**32 - 1), peildatum=st.dates(date(2015, 1, 1), date(2026, 12, 31)))
def test_gaps_anywhere_never_make_nonsense(
    beschadigd: Callable[[int, date], list[Indicator]], seed: int, peildatum: date
) -> None:
    holds(beschadigd(seed, peildatum))


def test_a_growth_that_is_there_already_has_a_sound_result(
    beschadigd: Callable[[int, date], list[Indicator]],
) -> None:
    results = beschadigd(225, date(2018, 3, 23))
    (arrival,) = (one for one in results if one.code == "VRD-AANKOMST")
    assert arrival.berekening.endswith(", dus 0 jaar na eind 2018")
    holds(results)


def _damaged(row: dict[str, Any], table: Table, chance: random.Random) -> dict[str, Any]:
    damage = chance.choice([0, 0, 0.02, 0.2])
    changed = {}
    for column in table.columns:
        value = row.get(column.name)
        if column.is_number:
            if chance.random() < damage:
                value = chance.choice([None, 0, 1, 2019, 10_000_000])
            elif value is None and chance.random() < 0.3:
                value = chance.choice([0, 1, 3, 700])
        elif chance.random() < damage:
            value = None
        changed[column.name] = value
    return changed


def test_words_in_cells_are_those_of_the_lists(afspraken: Afspraken) -> None:
    """Validators and indicators do not import each other; here is where they must agree."""
    lists = codelists(afspraken)
    methods = {*labelklassen.LABELS, labelklassen.UNKNOWN}
    assert methods == set(lists["energiemethoden"])
    assert {doel.methode for doel in afspraken.doelen} <= {None, *methods}
    assert labelklassen.WITHOUT_INDEX in methods
    assert FULL_YEAR in lists["perioden"]
    assert sorted(p for p in lists["perioden"] if p != FULL_YEAR) == [
        p for p in lists["perioden"] if p != FULL_YEAR
    ], "parts of a year sort from short to long"
    assert rates.TOTAL in lists["kernen_en_totaal"]
    assert set(voortgang.CLOSED) < set(lists["statussen"])
    assert "realisatie" in lists["cijfersoorten"]
    assert "vervallen" in lists["fasen"]


def test_codes_and_sources(afspraken: Afspraken) -> None:
    codes = [d.code for d in DEFINITIONS]
    assert len(set(codes)) == len(codes)
    assert {d.code for d in DEFINITIONS if d.maat and not sources(afspraken, d)} == set()
    assert all(d.formule.endswith(".") for d in DEFINITIONS)


def test_the_page_names_every_indicator_and_verdict() -> None:
    page = indicators_page()
    assert [d.code for d in DEFINITIONS if f"| {d.code} |" not in page] == []
    assert [o for o in Oordeel if f"| {o} | {MEANINGS[o]} |" not in page] == []


@pytest.mark.parametrize(
    ("meets", "final", "oordeel"),
    [
        (True, True, "gehaald"),
        (False, True, "niet gehaald"),
        (True, False, "op koers"),
        (False, False, "aandacht"),
    ],
)
def test_judge(meets: bool, final: bool, oordeel: str) -> None:
    assert judge(meets=meets, final=final) == oordeel


@pytest.mark.parametrize(
    ("exact", "kaal"),
    [
        (None, None),
        (Decimal("500"), 500),
        (Decimal("1E+3"), 1000),
        (Decimal("0.830000000001"), 0.83),
        (Decimal("-0.0000000000001"), 0.0),
        (Decimal("1.75215209519"), 1.752152095),
    ],
)
def test_plain(exact: Decimal | None, kaal: float | None) -> None:
    assert plain(exact) == kaal
    assert str(plain(exact)) == str(kaal)


HAPPENED = ("AFS-", "BWI-", "WSC-", "ELB-DEKKING", "GPB-")
"""Indicators that count what somebody noted; what nobody noted did not happen yet."""
INSTEAD = {("energie_index", "woningen"): "gewogen naar de getelde DAEB-woningen"}
"""A column that another one stands in for, with the words that say so."""
DENOMINATORS = {
    ("slaagkans_kern", "noemer"): "SLK-TOTAAL",
    ("slaagkans_inkomen", "noemer"): "SLK-DOELGROEP",
    ("toewijzingen", "verhuringen"): "TWZ-DOELGROEP",
    ("toewijzingen", "huurtoeslag"): "TWZ-PASSEND",
    ("leefbaarheid", "verhuureenheden"): "LFB-EENHEID",
    ("levensloopbestendig", "woningen"): "LVB-AANDEEL",
    ("gasverbruik", "gas"): "GAS-VERANDERING",
    ("duurzame_energie", "behoefte"): "DZE-AANDEEL",
    ("energie_index", "woningen"): "EIX-STAND",
}
"""Columns that something is divided by, with an indicator that is nothing without them."""


@pytest.fixture(scope="module")
def vol(gevuld: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """Give rows from which every indicator has a value."""
    more: dict[str, dict[str, Any]] = {
        "woningvoorraad": {"daeb_kernen": 50, "nieuwbouw": 9, "aankoop": 2, "sloop": 1,
                           "verkoop": 3, "naar_niet_daeb": 4, "naar_daeb": 5},
        "nieuwbouwprojecten": {"fase": "opgeleverd", "opgeleverd": 6, "maatwerk": 0.5,
                               "afspraak_huurders": "Ja", "oplevering": DAY},
        "slaagkans_kern": {"teller": 10, "noemer": 60, "opgegeven": None},
        "slaagkans_inkomen": {"teller": 10, "noemer": 60, "opgegeven": None},
        "kwaliteitsverbetering": {"gepland": 9, "gerealiseerd": 7},
        "zonnepanelen": {"gepland": 9, "gerealiseerd": 7},
        "energie_index": {"woningen": 100},
        "energielabels": {"primair": 150.0, "geldig_tot": DAY + timedelta(days=999)},
        **{f"afspraken_{n}": {"status": "vraagt aandacht"} for n in range(4)},
    }  # fmt: skip
    rows = {
        name: [
            {**row, **{k: v + n if type(v) is int else v for k, v in more.get(name, {}).items()}}
            for n, row in enumerate(table)
        ]
        for name, table in gevuld.items()
    }
    rows["woningvoorraad"] += [
        {**row, "jaar": 2019} for row in rows["woningvoorraad"] if row["jaar"] == 2018
    ]
    methods = [m for m in labelklassen.LABELS if m]
    for row, methode in zip(rows["energielabels"], methods, strict=True):
        row["methode"] = methode
    return rows


def test_every_indicator_can_have_a_value(
    afspraken: Afspraken, vol: dict[str, list[dict[str, Any]]]
) -> None:
    results = compute(tables_of(vol), afspraken, date(2019, 12, 31))
    holds(results)
    # What is expected of a year has a value only while it runs.
    part = [{**row, "periode": "kwartaal 1 t/m 3"} for row in vol["toewijzingen"]]
    running = compute(tables_of({**vol, "toewijzingen": part}), afspraken, date(2019, 10, 15))
    results += [r for r in running if r.code == "TWZ-MAATWERK-EIND"]
    known = {r.code: r for r in results if r.waarde is not None}
    assert sorted({d.code for d in DEFINITIONS} - set(known)) == []
    judged = {r.code for r in known.values() if r.oordeel is not Oordeel.GEEN_NORM}
    judged |= {r.code for r in results if r.norm is not None}
    assert judged == {d.code for d in DEFINITIONS if d.toets}


def test_in_which_order_rows_stand_makes_no_difference(
    afspraken: Afspraken, vol: dict[str, list[dict[str, Any]]]
) -> None:
    def verdicts(rows: dict[str, list[dict[str, Any]]]) -> dict[Any, Any]:
        results = compute(tables_of(rows), afspraken, date(2019, 12, 31))
        return {(r.code, r.onderdeel, r.periode): (r.waarde, r.oordeel, r.norm) for r in results}

    assert verdicts({name: table[::-1] for name, table in vol.items()}) == verdicts(vol)


THINGS = {"nieuwbouwprojecten", "grondprijsbeding", "bewonersinitiatieven", "wijkschouwen"}
THINGS |= {"leefbaarometer", "energielabels"}
"""Tables with a row for each thing that there is, where the others have one for each figure."""
FIGURES = [t for t in USED if t.name not in THINGS and not t.name.startswith("afspraken_")]


@pytest.mark.parametrize("table", FIGURES, ids=[t.name for t in FIGURES])
def test_a_figure_that_is_there_twice_is_not_taken_for_two(
    afspraken: Afspraken,
    vol: dict[str, list[dict[str, Any]]],
    vragers: dict[str, list[ModuleType]],
    table: Table,
) -> None:
    def computed(rows: list[dict[str, Any]]) -> dict[Any, Indicator]:
        context = Context(
            {**tables_of(vol), table.name: typed_rows(table, rows)},
            afspraken,
            date(2019, 12, 31),
            lambda name, row, column: f"{name}!{column}!{row}",
        )
        results = [r for part in vragers[table.name] for r in of_part(part, context)]
        return {(r.code, r.onderdeel, r.periode): r for r in results}

    rows = vol.get(table.name, [])
    once, twice = computed(rows), computed([*rows, *rows])
    used = {k for k, r in once.items() if any(c.startswith(f"{table.name}!") for c in r.cellen)}
    assert used
    assert {k: twice[k].waarde for k in used & twice.keys() if twice[k].waarde is not None} == {}


@pytest.mark.parametrize("table", USED, ids=[t.name for t in USED])
def test_an_empty_column_gives_no_value_and_a_zero_no_nonsense(
    afspraken: Afspraken, vol: dict[str, list[dict[str, Any]]], table: Table
) -> None:
    """Whatever a value was computed from: without it there is none, and the reason is told."""
    whole = tables_of(vol)

    def computed(changed: dict[str, Any], parts: Sequence[Any]) -> dict[Any, Indicator]:
        own = [{**row, **changed} for row in vol.get(table.name, [])]
        context = Context(
            {**whole, table.name: typed_rows(table, own)},
            afspraken,
            date(2019, 12, 31),
            lambda name, row, column: f"{name}!{column}!{row}",
        )
        results = [result for part in parts for result in of_part(part, context)]
        return {(r.code, r.onderdeel, r.periode): r for r in results}

    before = computed({}, PARTS)
    for column in table.input_columns:
        cell = f"{table.name}!{column.name}!"
        used = {k for k, r in before.items() if any(c.startswith(cell) for c in r.cellen)}
        codes = {code for code, *_ in used}
        parts = [part for part in PARTS if codes & {d.code for d in part.DEFINITIONS}]
        empty = computed({column.name: None}, parts)
        instead = INSTEAD.get((table.name, column.name))
        for key in used & set(empty):
            if instead:
                assert instead in empty[key].toelichting
            elif not key[0].startswith(HAPPENED):
                assert empty[key].waarde is None, (column.name, empty[key])
                assert empty[key].oordeel is Oordeel.NIET_TE_BEPALEN
                assert len(empty[key].toelichting) > 20
        if not column.is_number:
            continue
        zero = computed({column.name: 0}, parts)
        for result in zero.values():
            assert result.waarde is None or math.isfinite(result.waarde)
        divided = DENOMINATORS.get((table.name, column.name))
        if divided:
            found = [r for r in zero.values() if r.code == divided and r.onderdeel is None]
            assert found
            assert {r.oordeel for r in found} == {Oordeel.NIET_TE_BEPALEN}, column.name


class Asked(dict[str, Any]):
    """Tables that note which of them was asked for."""

    def __init__(self, tables: dict[str, Any]) -> None:
        super().__init__(tables)
        self.names: set[str] = set()

    def __getitem__(self, name: str) -> Any:
        self.names.add(name)
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        """Note it, whether it is there or not."""
        self.names.add(name)
        return super().get(name, default)

    def __contains__(self, name: object) -> bool:
        self.names.add(str(name))
        return super().__contains__(name)


@pytest.fixture(scope="module")
def vragers(
    afspraken: Afspraken, vol: dict[str, list[dict[str, Any]]]
) -> dict[str, list[ModuleType]]:
    """Give for each table the parts that ask for it: what it holds makes no other differ."""
    found: dict[str, list[ModuleType]] = {table.name: [] for table in USED}
    for part in PARTS:
        asked = Asked(tables_of(vol))
        of_part(part, Context(asked, afspraken, date(2019, 12, 31)))
        for name in asked.names & found.keys():
            found[name].append(part)
    assert all(found.values())
    return found


@pytest.mark.parametrize("table", USED, ids=[t.name for t in USED])
def test_what_cannot_be_read_is_never_taken_for_nothing(
    afspraken: Afspraken,
    vol: dict[str, list[dict[str, Any]]],
    vragers: dict[str, list[ModuleType]],
    table: Table,
) -> None:
    """A cell of any column that nobody can read: what it was needed for is not known, or told."""
    whole = tables_of(vol)
    index = list(whole[table.name])

    def computed(column: str, lost: Sequence[int]) -> dict[Any, Indicator]:
        gaps = {row: {**whole[table.name][row], column: None} for row in lost}
        context = Context(
            {**whole, table.name: {**whole[table.name], **gaps}},
            afspraken,
            date(2019, 12, 31),
            unreadable={table.name: {column: frozenset(lost)}},
        )
        results = [r for part in vragers[table.name] for r in of_part(part, context)]
        results += samenhang.compute(context, DEFINITIONS, results)
        return {(r.code, r.onderdeel, r.periode): r for r in results}

    before = computed("", [])
    for column in table.input_columns:
        for lost in {(index[-1],), tuple(index)}:
            after = computed(column.name, lost)
            # A thing whose name cannot be read is called by its cell.
            cells = {f"{table.name} rij {row} {column.name}" for row in lost}
            told = {
                key
                for key, r in after.items()
                if any(words in f"{r.onderdeel} {r.toelichting}" for words in {UNREADABLE, *cells})
            }
            for key in before | after:
                old, new = before.get(key), after.get(key)
                same = old and new and (old.waarde, old.oordeel) == (new.waarde, new.oordeel)
                if not same and key[0] != "DOE-ZONDER-CIJFER":  # it counts what is not known
                    assert key in told if new else key[0] in {code for code, *_ in told}, (
                        column.name, lost, str(old), str(new),
                    )  # fmt: skip


def test_each_agreement_is_asked_once_who_leads_it() -> None:
    """Held against every name again, a sheet of thousands of names took minutes."""
    asked: list[int] = []

    def names(row: int) -> list[str]:
        asked.append(row)
        return [f"partij {row % 2}", ""]

    found = voortgang._by([1, 2, 3], names)  # type: ignore[type-var, arg-type]
    assert found == [("partij 0", [2]), ("partij 1", [1, 3])]
    assert asked == [1, 2, 3]
