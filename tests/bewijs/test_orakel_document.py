"""The tables that people typed from the document against what the product declares and loads.

Where the two differ, one of them is wrong: look the place up that the row names, and repair the
table in tests/proving/orakel/tabellen or the declaration in validators/, afspraken/ or normen/.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from proving.kit.tabellen import TABLES
from proving.orakel.document import (
    afspraken,
    corporaties,
    doelen,
    getallen,
    lijsten,
    norm,
    regels,
)
from proving.orakel.kolommen import Veld, banden, bladen, gewoon

from prestatieafspraken.afspraken import load
from prestatieafspraken.afspraken.model import TermijnSoort
from prestatieafspraken.normen import UnknownNormError, names
from prestatieafspraken.normen import norm as load_norm
from prestatieafspraken.validators.sheets.codelists import codelists
from prestatieafspraken.validators.sheets.totalen import SUMS
from prestatieafspraken.workbook.column import Column, ColumnKind, Format
from prestatieafspraken.workbook.table import Table

GELADEN = load("alphen-aan-den-rijn", 2019)
SOORTEN = {
    ColumnKind.TEXT: "tekst",
    ColumnKind.WHOLE: "heel",
    ColumnKind.DECIMAL: "getal",
    ColumnKind.DAY: "dag",
}


def _day(value: Any) -> date | None:
    return None if value is None else date.fromisoformat(str(value)[:10])


def declared(table: Table, column: Column) -> Veld:
    """Write down what the product declares of a column, in the form of the typed tables."""
    low, high = column.low, column.high
    if column.kind is ColumnKind.DAY:
        low, high = _day(low), _day(high)
    if column.kind is ColumnKind.TEXT:
        high = column.longest
    calculated = column.formula is not None
    return Veld(
        table.name,
        column.name,
        column.header,
        "getal" if calculated else SOORTEN[column.kind],
        column.required,
        None if calculated else low,
        None if calculated else high,
        codelists(GELADEN)[column.codelist] if column.codelist else None,
        not calculated and column.format is Format.PROCENT,
        not calculated and column.format is Format.EURO,
        column.format is Format.JAAR,
        calculated,
        column.pattern is not None,
    )


def test_there_are_the_same_tables() -> None:
    typed = [
        (b.tabel, b.naam, tuple(b.sleutel), tuple(b.naast), b.uniek, b.partijkolom)
        for b in bladen().values()
    ]
    assert typed == [(t.name, t.sheet, t.key, t.apart, t.unique, t.party_column) for t in TABLES]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_column_is_declared_as_the_document_has_it(table: Table) -> None:
    typed = bladen()[table.name].velden
    assert [veld.naam for veld in typed] == [column.name for column in table.columns]
    for veld, column in zip(typed, table.columns, strict=True):
        found = declared(table, column)
        assert vars(veld) | {"lijst": list(veld.lijst or ())} == vars(found) | {
            "lijst": list(found.lijst or ())
        }, f"kolommen.csv: {table.name}, {veld.naam}"


def test_a_list_holds_what_the_document_has() -> None:
    product = {name: list(values) for name, values in codelists(GELADEN).items()}
    del product["werkmapstatussen"]  # of the start sheet, which holds no figures
    del product["standen"], product["voorwaardelijk"]  # nothing of 2019 has a condition
    assert {name: list(values) for name, values in lijsten().items()} == product


def test_what_is_usual_is_what_the_figures_of_the_document_show() -> None:
    bands = [
        (t.name, c.name, c.band.share, c.band.step, c.band.small, c.band.base, c.band.stated)
        for t in TABLES
        for c in t.columns
        if c.band
    ]
    assert [tuple(vars(band).values()) for band in banden()] == bands
    usual = [
        (t.name, c.name, c.usual.low, c.usual.high) for t in TABLES for c in t.columns if c.usual
    ]
    assert list(gewoon()) == usual


def test_a_total_is_the_sum_of_the_column_that_the_document_adds_up() -> None:
    typed = [(r["onderdeel"], r["tabel"], r["kolom"]) for r in regels("sommen")]
    assert typed == [(s.name, s.table.name, s.column) for s in SUMS]


@pytest.mark.parametrize("afspraak", afspraken().values(), ids=lambda a: a.code)
def test_an_agreement_is_loaded_as_it_is_printed(afspraak: Any) -> None:
    found = GELADEN.afspraak(afspraak.code)
    (place,) = (r["regels"] for r in regels("afspraken") if r["code"] == afspraak.code)
    loaded = (
        found.trekker,
        found.wie,
        found.wanneer,
        found.termijn.van,
        found.termijn.tot,
        found.termijn.per_jaar,
        tuple(found.onderdelen),
        next((dag.dag for dag in found.data if dag.naam == "mijlpaal"), None),
        found.termijn.soort is TermijnSoort.START,
        found.regels,
    )
    typed = tuple(vars(afspraak).values())[1:]
    assert (*typed, place) == loaded, f"afspraken.csv, {afspraak.code}, r. {place}"


def test_there_are_no_other_agreements() -> None:
    assert list(afspraken()) == [afspraak.id for afspraak in GELADEN.afspraken]


def test_a_number_by_which_is_measured_is_the_one_that_was_agreed() -> None:
    typed = [tuple(vars(getal).values()) for getal in getallen()]
    loaded = [
        (g.maat, a.id, _exact(g.waarde), g.partij, g.van, g.tot)
        for a in GELADEN.afspraken
        for g in a.getallen
        if g.maat
    ]
    assert sorted(typed, key=str) == sorted(loaded, key=str)
    days = [
        (d.naam, a.id, d.dag.isoformat())
        for a in GELADEN.afspraken
        for d in a.data
        if d.dag and d.naam not in ("", "mijlpaal")
    ]
    assert [(r["naam"], r["afspraak"], r["dag"]) for r in regels("dagen")] == days


def _exact(value: Any) -> Any:
    return None if value is None else Fraction(value)


def test_a_goal_is_loaded_as_it_is_printed() -> None:
    loaded = [
        (
            doel.id,
            doel.eenheid,
            doel.basisjaar,
            doel.basiswaarde,
            doel.streefjaar,
            doel.streefwaarde,
            doel.verandering,
            doel.streefklasse,
            doel.cijfer.tabel if doel.cijfer else "",
            tuple(filter(None, (doel.cijfer.kolom, doel.cijfer.anders))) if doel.cijfer else (),
        )
        for doel in GELADEN.doelen
    ]
    for typed, found in zip(doelen().values(), loaded, strict=True):
        assert tuple(vars(typed).values()) == found, f"doelen.csv, {typed.code}"


def test_a_party_and_a_class_are_loaded_as_they_are_printed() -> None:
    parties = [(p.naam, p.soort, "ja" if p.doet_mee else "") for p in GELADEN.partijen]
    assert [(r["naam"], r["soort"], r["doet_mee"]) for r in regels("partijen")] == parties
    classes = [
        (k.naam, str(k.boven or ""), str(k.tot_en_met or "")) for k in GELADEN.inkomensklassen
    ]
    assert [(r["klasse"], r["boven"], r["tot_en_met"]) for r in regels("klassen")] == classes
    assert corporaties(doen_mee=True) == ("Woonforte", "Habeko Wonen")


def _days(naam: str) -> Iterator[date]:
    """Give the days on which a norm begins or ends, and their neighbours."""
    for row in regels("normen"):
        if row["naam"] == naam:
            for text in filter(None, (row["van"], row["tot"])):
                for days in (-1, 0, 1):
                    yield date.fromisoformat(text) + timedelta(days)


@pytest.mark.parametrize("naam", dict.fromkeys(r["naam"] for r in regels("normen")))
def test_a_norm_is_what_the_law_says_on_every_day(naam: str) -> None:
    for op in _days(naam):
        try:
            found = _exact(load_norm(naam, op).waarde)
        except UnknownNormError:
            found = None
        assert found == norm(naam, op), f"normen.csv: {naam} op {op:%d-%m-%Y}"


def test_every_norm_was_typed() -> None:
    assert sorted({r["naam"] for r in regels("normen")}) == names()
