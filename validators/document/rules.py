"""How a rule on the printed agreements is written down, and where its findings stand.

The agreements are data; what contradicts in them is told to the municipality, at the row in its
workbook that the text belongs to. A corporatie cannot repair the document and is not told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import partial, update_wrapper, wraps

from prestatieafspraken.afspraken.model import Afspraak, Afspraken, Cel, Doel, GedrukteTabel
from prestatieafspraken.validators.declaring.registration import check_columns
from prestatieafspraken.validators.declaring.row import records
from prestatieafspraken.validators.declaring.rule import Case, cross_rule, table_rule
from prestatieafspraken.validators.sheets.afspraken import AFSPRAKEN
from prestatieafspraken.validators.sheets.tables import DATA
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.finding import Finding, Place, Rule
from prestatieafspraken.workbook.goal import goal_place
from prestatieafspraken.workbook.table import Table

Words = Mapping[str, object]
"""What fills the templates of a rule, for one finding."""
OnAgreement = Callable[[Case, Afspraak], Iterator[Words]]
OnGoal = Callable[[Case, Doel], Iterator[Words]]
OnPrinted = Callable[[Case, GedrukteTabel], Iterator[tuple[Cel | None, Words]]]

ON_AGREEMENT: dict[str, OnAgreement] = {}
ON_GOAL: dict[str, OnGoal] = {}
ON_PRINTED: dict[str, OnPrinted] = {}
"""By the code of each rule what it looks at; of goals those that need no workbook."""


def agreement_rule(rule: Rule, column: str) -> Callable[[OnAgreement], OnAgreement]:
    """Register a function that looks at one agreement; it points at `column` of its row."""

    def register(function: OnAgreement) -> OnAgreement:
        ON_AGREEMENT[rule.code] = function
        check_columns(rule, AFSPRAKEN, [column])
        table_rule(rule, AFSPRAKEN, needs=("code",))(
            update_wrapper(partial(_agreements, function, column), function)
        )
        return function

    return register


def _agreements(
    function: OnAgreement, column: str, case: Case, rule: Rule, data: TableData
) -> Iterator[Finding]:
    if case.is_own:
        return
    known = {a.id: a for a in case.afspraken.afspraken if a.thema == data.table.theme}
    for index, row in records(data):
        afspraak = known.pop(row["code"], None)
        if afspraak is not None:
            for words in function(case, afspraak):
                yield rule.at(data.place(index, column), code=afspraak.id, **words)


def goal_rule(
    rule: Rule, header: str, *needs: tuple[Table, tuple[str, ...]]
) -> Callable[[OnGoal], OnGoal]:
    """Register a function that looks at one goal; it points under `header` of sheet Doelen.

    `needs` are the tables that it looks at besides, with their columns.
    """

    def register(function: OnGoal) -> OnGoal:
        if not needs:
            ON_GOAL[rule.code] = function

        @wraps(function)
        def findings(case: Case, rule: Rule) -> Iterator[Finding]:
            if case.is_own:
                return
            for doel in case.afspraken.doelen:
                place = goal_place(case.afspraken, doel, header)
                for words in function(case, doel):
                    yield rule.at(place, code=doel.id, titel_doel=doel.titel, **words)

        cross_rule(rule, *needs)(findings)
        return function

    return register


def printed_rule(rule: Rule) -> Callable[[OnPrinted], OnPrinted]:
    """Register a function that looks at one printed table, and gives the figure to point at."""

    def register(function: OnPrinted) -> OnPrinted:
        ON_PRINTED[rule.code] = function
        for table in DATA:
            table_rule(rule, table, needs=table.key)(
                update_wrapper(partial(_printed, function), function)
            )
        return function

    return register


def _printed(function: OnPrinted, case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    if case.is_own:
        return
    for tabel in case.afspraken.gedrukt_bij(data.table.name):
        for cel, words in function(case, tabel):
            place = printed_place(case.afspraken, data, cel)
            yield rule.at(place, code=tabel.id, naam=tabel.titel, **words)


def printed_place(afspraken: Afspraken, data: TableData, cel: Cel | None) -> Place:
    """Give the row of a printed figure; the table without one, or when that row is not there."""
    first = data.table.key[0]
    if cel is not None:
        name, years = canonical(afspraken, cel.rij), years_of(cel)
        for index, row in records(data):
            named = name in {row[column] for column in data.table.key}
            if named and (not years or row.get("jaar") in {None, *years}):
                return data.place(index, first)
    return Place(blad=data.sheet, tabel=data.table.excel_name)


def canonical(afspraken: Afspraken, label: str) -> str:
    """Give the name in the workbook of what a printed row is about, without its year."""
    bare = _YEAR.sub("", label).strip()
    with suppress(KeyError):
        return afspraken.kern(bare).naam
    for klasse in afspraken.inkomensklassen:
        if label == klasse.gedrukt:
            return klasse.naam
    try:
        return afspraken.partij(bare).naam
    except KeyError:
        return bare


_YEAR = re.compile(r"\s*(?:\b(20\d\d)\b|[‘'’](\d\d)\b)")


def years_of(cel: Cel) -> list[int]:
    """Give the years that the labels of a figure name: 2017, or ‘22 for 2022."""
    found = _YEAR.findall(f"{cel.rij} {cel.kolom}")
    return [int(whole or f"20{short}") for whole, short in found]


def is_total(label: str) -> bool:
    """Say whether a printed row is a total and no part of one."""
    return label.casefold().startswith("totaal")
