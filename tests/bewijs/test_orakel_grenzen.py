"""The product against the second judge at every bound of the document: columns, terms, numbers.

What is typed here follows from the typed tables, so that a bound that is off by one in the product
is seen whatever the random workbooks hold.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from proving.kit.voorbeeld import PARTIJEN, PEILDATUM
from proving.orakel import document
from proving.orakel.judge import Told
from proving.orakel.kolommen import Veld, banden, bladen, gewoon
from proving.orakel.oordeel import agree, laid_beside
from proving.planten.planting import Damage, Filled, Planting, Put

pytestmark = pytest.mark.traag

SEED = int(os.environ["PRESTATIEAFSPRAKEN_ZAAD"])


def put(naam: str, row: int, /, **values: Any) -> list[Put]:
    """Change cells of a row, by the names of their columns."""
    blad = bladen()[naam]
    order = [veld.naam for veld in blad.velden]
    return [Put(blad.naam, row, 1 + order.index(name), value) for name, value in values.items()]


def rows(book: Filled, naam: str) -> list[int]:
    """Give the filled rows of a table."""
    return list(book.rows(book.tables[naam]))


MESS = Planting("any", lambda *_: None, "test_orakel_grenzen.py")


def both(book: Filled, edits: Iterable[Put], peildatum: date = PEILDATUM) -> list[Told]:
    """Fail if the two judges do not say the same; give what both say."""
    verdicts = agree(book, [Damage(MESS, (edit,)) for edit in edits], peildatum=peildatum)
    return list(verdicts.oracle.elements())


def same(book: Filled, edits: Iterable[Put], peildatum: date = PEILDATUM) -> Counter[str]:
    """Fail if the two judges do not say the same; give how often each code was said."""
    return Counter(code for code, *_ in both(book, edits, peildatum))


# --- columns ---


def at_the_bounds(veld: Veld) -> list[Any]:
    """Give nothing, what may just stand in a column, and what just may not."""
    if veld.lijst is not None:
        return [None, *veld.lijst, "Elders"]
    if veld.soort == "tekst":
        most = int(veld.hoog or 16)
        return [None, "1" * (most - 1), "1" * most, "1" * (most + 1), " "]
    step: Any = timedelta(1) if veld.soort == "dag" else 1
    if veld.soort == "getal":
        step = 0.01 if veld.hoog <= 10 else 0.5
    return [None, veld.laag, veld.laag - step, veld.hoog, veld.hoog + step]


MOST = 2 + max(len(values) for values in document.lijsten().values())


@pytest.mark.steekproef(5)
@pytest.mark.parametrize("turn", range(MOST))
def test_every_column(turn: int) -> None:
    """Each column gets one of these values, in a row of its own where there are enough."""
    book, edits = Filled(PARTIJEN[0], SEED), []
    for naam, blad in bladen().items():
        filled = rows(book, naam)
        for at, veld in enumerate(blad.velden):
            if not veld.berekend:
                values = at_the_bounds(veld)
                row = filled[(at + turn) % len(filled)]
                edits += put(naam, row, **{veld.naam: values[turn % len(values)]})
    same(book, edits)


def test_rows_that_are_there_twice_in_pairs() -> None:
    """Of two pairs in a table each is told with its own rows."""
    book, edits = Filled(PARTIJEN[0], SEED), []
    for naam, blad in bladen().items():
        for here, there in zip(rows(book, naam)[:2], rows(book, naam)[2:4], strict=False):
            key = {part: book.value(book.tables[naam], here, part) for part in blad.sleutel}
            edits += put(naam, there, **key)
    unique = [naam for naam, blad in bladen().items() if blad.uniek and len(rows(book, naam)) > 3]
    assert same(book, edits)["DUB-001"] == 2 * len(unique)


# --- what is usual ---

CHAINS: Mapping[tuple[str, str], tuple[Mapping[str, Any], Sequence[Mapping[str, Any]]]] = {
    ("woningvoorraad", "daeb"): (
        {"corporatie": "Woonforte", "soort_cijfer": "prognose"},
        [{"daeb": 1_000 + n} for n in (0, 100, 101, -100, -101)],
    ),
    ("woningvoorraad", "niet_daeb"): (
        {"corporatie": "Woonforte", "soort_cijfer": "prognose"},
        [{"niet_daeb": 1_000 + n} for n in (0, 250, 251, -250, -251)],
    ),
    ("slaagkans_kern", "berekend"): (
        {"kern": "Boskoop", "periode": "heel jaar", "noemer": 1_000},
        [{"teller": 500 + n} for n in (0, 200, 201, -200, -201)],
    ),
    ("slaagkans_inkomen", "berekend"): (
        {"inkomensklasse": "boven € 42.436", "periode": "heel jaar", "noemer": 1_000},
        [{"teller": 500 + n} for n in (0, 200, 201, -200, -201)],
    ),
    ("toewijzingen", "verhuringen"): (
        {"corporatie": "Woonforte", "periode": "heel jaar"},
        [{"verhuringen": 1_000 + n} for n in (0, 500, 501, -500, -501)],
    ),
    ("leefbaarheid", "totaal"): (
        {"corporatie": "Woonforte", "plekken": 0, "menskracht": 0},
        [{"ontmoeting": 10_000 + n} for n in (0, 5_000, 5_001, -5_000, -5_001)],
    ),
    ("levensloopbestendig", "woningen"): (
        {"eigenaar": "Woonforte"},
        [{"woningen": 1_000 + n} for n in (0, 100, 101, -100, -101)],
    ),
    ("energie_index", "energie_index"): (
        {"corporatie": "Woonforte", "methode": "NTA 8800", "woningen": 1_000},
        [{"energie_index": n} for n in (1.5, 1.8, 1.81, 1.2, 1.19)],
    ),
    ("gasverbruik", "gas"): ({}, [{"gas": 1_000 + n} for n in (0, 250, 251, -250, -251)]),
}
"""Per band a figure, then what is just within and just beyond the band, up and down."""


def test_every_band_has_its_chain() -> None:
    assert list(CHAINS) == [(band.tabel, band.kolom) for band in banden()]


@pytest.mark.parametrize("turn", range(1, 5))
def test_every_band(turn: int) -> None:
    """In the first two rows of each table: a figure, and a year later the next one."""
    book, edits = Filled(PARTIJEN[0], SEED), []
    for (naam, _), (shared, figures) in CHAINS.items():
        before, after, *_ = rows(book, naam)
        edits += put(naam, before, jaar=2050, **shared, **figures[0])
        edits += put(naam, after, jaar=2051, **shared, **figures[turn])
    told = both(book, edits)
    leaps = [one for one in told if one[0] == "JRV-001" and one[2][1:] == "8"]
    assert len(leaps) == (len(CHAINS) if turn % 2 == 0 else 0)


@pytest.mark.parametrize("beyond", [0, 1])
def test_every_usual_value(beyond: int) -> None:
    book, edits = Filled(PARTIJEN[0], SEED), []
    for naam, kolom, low, high in gewoon():
        here, there, *_ = rows(book, naam)
        step = 1 if high == int(high) and high > 10 else 0.01
        edits += put(naam, here, **{kolom: low - beyond * step})
        edits += put(naam, there, **{kolom: high + beyond * step})
    assert same(book, edits)["ONG-001"] == beyond * 2 * len(gewoon())


# --- terms ---

DAYS = sorted(
    {
        day + timedelta(n)
        for afspraak in document.afspraken().values()
        for day in (afspraak.van, afspraak.tot, afspraak.mijlpaal)
        for n in (0, 1)
        if day
    }
)
"""The last day of every term, and the day after."""


def agreements(book: Filled, **values: Any) -> list[Put]:
    """Change the same columns of every agreement."""
    return [
        edit
        for naam in book.tables
        if naam.startswith("afspraken_")
        for row in rows(book, naam)
        for edit in put(naam, row, **values)
    ]


@pytest.mark.parametrize("peildatum", DAYS, ids=str)
def test_every_term_before_and_after_its_last_day(peildatum: date) -> None:
    book = Filled(PARTIJEN[0], SEED)
    edits = agreements(book, status="niet begonnen", uiterlijk=None, realisatie=None, keren=None)
    same(book, edits, peildatum)


# --- numbers of the agreements and of law ---

LET = 1_000
"""So many lettings that a percentage is a number of them."""


def lettings(book: Filled, shares: Mapping[str, int], more: int) -> list[Put]:
    """Fill in lettings of whole years, `more` than so many of a thousand each."""
    edits, filled = [], rows(book, "toewijzingen")
    years = [(naam, jaar) for jaar in (2019, 2020, 2021, 2022, 2024) for naam in PARTIJEN[1:]]
    for row, (naam, jaar) in zip(filled, years, strict=False):
        above, local = shares["above"] + more, shares[naam] + more
        values = {"corporatie": naam, "jaar": jaar, "periode": "heel jaar", "verhuringen": LET}
        groups = {"doelgroep": LET - above, "middeninkomen": above, "hoger_inkomen": 0}
        counts = {"maatwerk": local, "huurtoeslag": 0, "passend": 0}
        edits += put("toewijzingen", row, **values, **groups, **counts)
    return edits


@pytest.mark.parametrize("more", [-1, 0, 1])
@pytest.mark.parametrize(
    ("above", "woonforte", "habeko"), [(200, 100, 400), (100, 250, 250), (75, 500, 500)]
)
def test_every_ceiling(more: int, above: int, woonforte: int, habeko: int) -> None:
    """20% and 10% above the limit of income (7,5% by law), 40% of Habeko, 25% and 50% of all."""
    book = Filled(PARTIJEN[0], SEED)
    shares = {"above": above, "Woonforte": woonforte, "Habeko Wonen": habeko}
    same(book, lettings(book, shares, more), date(2025, 3, 1))


@pytest.mark.parametrize("more", [0, 1])
def test_the_amount_per_unit(more: int) -> None:
    book, edits = Filled(PARTIJEN[0], SEED), []
    for number, row in enumerate(rows(book, "leefbaarheid")):
        amounts = {"ontmoeting": 100_000, "plekken": 25_000 + more, "menskracht": 0}
        values = {"jaar": 2014 + number, "verhuureenheden": 1_000, **amounts}
        edits += put("leefbaarheid", row, **values)
    assert bool(same(book, edits)["LFB-020"]) == bool(more)


@pytest.mark.parametrize("days", [-1, 0, 1])
@pytest.mark.parametrize("begin", [date(2009, 1, 1), date(2008, 2, 29), date(2010, 12, 31)])
def test_the_term_and_the_fine_of_the_land_price(begin: date, days: int) -> None:
    book = Filled(PARTIJEN[0], SEED)
    free = date(begin.year + 10, 3, 1) if begin.day == 29 else begin.replace(year=begin.year + 10)
    row, *_ = rows(book, "grondprijsbeding")
    gone = {"onttrekking": free + timedelta(days), "onttrokken": 3, "woningen": 3}
    edits = put("grondprijsbeding", row, ingang=begin, reden="anders", **gone)
    assert same(book, edits, free + timedelta(days + 1))["GPB-020"] == (days < 0)


@pytest.mark.parametrize(
    ("naam", "kolom", "code"),
    [
        ("slaagkans_kern", "noemer", "SLK-007"),
        ("slaagkans_kern", "teller", "SLK-008"),
        ("slaagkans_inkomen", "teller", "SLK-009"),
    ],
)
def test_the_total_of_chances(naam: str, kolom: str, code: str) -> None:
    """A total that is much too large, or a class that is; the sentence says within what it must."""
    book, first = Filled(PARTIJEN[0], SEED), bladen()[naam].sleutel[0]
    table = book.tables[naam]
    (row, *_) = [
        row
        for row in rows(book, naam)
        if naam != "slaagkans_kern" or book.value(table, row, first) == "Totaal"
    ]
    assert same(book, put(naam, row, **{kolom: 900_000}))[code]


@pytest.mark.parametrize("held", range(5))
def test_every_number_of_walks(held: int) -> None:
    book = Filled(PARTIJEN[0], SEED)
    filled = rows(book, "wijkschouwen")
    edits = [
        edit
        for number, row in enumerate(filled)
        for edit in put(
            "wijkschouwen", row, gehouden_op=date(2019, 5, 1) if number < held else None
        )
    ]
    told = same(book, edits)
    assert (told["WSC-001"], told["WSC-002"]) == (held < 2, held == 2)


# --- other years ---


@pytest.mark.parametrize("naam", PARTIJEN)
@pytest.mark.parametrize("jaar", [2017, 2018, 2020])
def test_the_same_agreements_for_another_year(jaar: int, naam: str) -> None:
    book = Filled(naam, SEED)
    for peildatum in (date(jaar, 7, 1), date(jaar + 1, 3, 1)):
        verdicts = laid_beside(book.raw, peildatum, jaar)
        assert verdicts.differences == []
