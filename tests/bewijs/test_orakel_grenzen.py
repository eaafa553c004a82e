"""The product against the second judge at every bound of the document: columns, terms, numbers.

What is typed here follows from the typed tables, so that a bound that is off by one in the product
is seen whatever the random workbooks hold.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from proving.kit.voorbeeld import PARTIJEN, PEILDATUM, afspraken
from proving.orakel import document
from proving.orakel.kolommen import Veld, bladen
from proving.orakel.oordeel import (
    plain_cells,
    plain_formulas,
    second_findings,
    told_by,
    told_otherwise,
)
from proving.planten.planting import Filled, Put, fault, in_raw

from prestatieafspraken.validators.judging.judge import judge
from prestatieafspraken.validators.sheets.tables import of_party
from prestatieafspraken.workbook.reading.normalise import normalise

SEED = int(os.environ["PRESTATIEAFSPRAKEN_ZAAD"])


def put(naam: str, row: int, /, **values: Any) -> list[Put]:
    """Change cells of a row, by the names of their columns."""
    blad = bladen()[naam]
    order = [veld.naam for veld in blad.velden]
    return [Put(blad.naam, row, 1 + order.index(name), value) for name, value in values.items()]


def rows(book: Filled, naam: str) -> list[int]:
    """Give the filled rows of a table."""
    return list(book.rows(book.tables[naam]))


def agree(book: Filled, edits: Iterable[Put], peildatum: date = PEILDATUM) -> Counter[str]:
    """Fail if the two judges do not say the same; give how often each code was said."""
    raw = in_raw(book.raw, [fault("bounds", list(edits), [])])
    product = judge(normalise(raw, of_party), afspraken(), peildatum)
    second = second_findings(book, plain_cells(raw), plain_formulas(raw), peildatum)
    ours, theirs = told_by(product), Counter(second)
    assert ours == theirs, f"product: {dict(ours - theirs)}\noracle: {dict(theirs - ours)}"
    assert not (otherwise := told_otherwise(product, second)), "\n".join(otherwise)
    return Counter(code for code, *_ in second)


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
    agree(book, edits)


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
    edits = agreements(book, status="niet gestart", uiterlijk=None, realisatie=None, keren=None)
    agree(book, edits, peildatum)


def test_every_term_that_was_moved_by_a_day() -> None:
    book = Filled(PARTIJEN[0], SEED)
    moved = {a.code: a.tot + timedelta(1) for a in document.afspraken().values() if a.tot}
    edits = [
        edit
        for naam in book.tables
        if naam.startswith("afspraken_")
        for row in rows(book, naam)
        if (code := book.value(book.tables[naam], row, "code")) in moved
        for edit in put(naam, row, uiterlijk=moved[code])
    ]
    assert agree(book, edits)["AFS-024"] == len(moved)


@pytest.mark.parametrize("trekker", document.lijsten()["trekkers"])
def test_every_lead_is_the_one_that_was_agreed(trekker: str) -> None:
    book = Filled(PARTIJEN[0], SEED)
    assert agree(book, agreements(book, trekker=trekker))["AFS-023"]


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
    agree(book, lettings(book, shares, more), date(2025, 3, 1))


@pytest.mark.parametrize("more", [0, 1])
def test_the_amount_per_unit(more: int) -> None:
    book, edits = Filled(PARTIJEN[0], SEED), []
    for number, row in enumerate(rows(book, "leefbaarheid")):
        amounts = {"ontmoeting": 100_000, "plekken": 25_000 + more, "menskracht": 0}
        values = {"jaar": 2014 + number, "verhuureenheden": 1_000, **amounts}
        edits += put("leefbaarheid", row, **values)
    assert bool(agree(book, edits)["LFB-020"]) == bool(more)


@pytest.mark.parametrize("days", [-1, 0, 1])
@pytest.mark.parametrize("begin", [date(2009, 1, 1), date(2008, 2, 29), date(2010, 12, 31)])
def test_the_term_and_the_fine_of_the_land_price(begin: date, days: int) -> None:
    book = Filled(PARTIJEN[0], SEED)
    free = date(begin.year + 10, 3, 1) if begin.day == 29 else begin.replace(year=begin.year + 10)
    row, *_ = rows(book, "grondprijsbeding")
    gone = {"onttrekking": free + timedelta(days), "onttrokken": 3, "woningen": 3}
    edits = put("grondprijsbeding", row, ingang=begin, reden="anders", **gone)
    assert agree(book, edits, free + timedelta(days + 1))["GPB-020"] == (days < 0)


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
    told = agree(book, edits)
    assert (told["WSC-001"], told["WSC-002"]) == (held < 2, held == 2)
