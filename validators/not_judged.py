"""What could not be judged because of an earlier fault: said once per table, never passed over."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from prestatieafspraken.validators.row import unread
from prestatieafspraken.validators.rule import CROSS_RULES, ROW_RULES
from prestatieafspraken.validators.tables import table
from prestatieafspraken.workbook.book import Book
from prestatieafspraken.workbook.dutch import count_of, listing
from prestatieafspraken.workbook.finding import Finding, Place, Rule, Severity

TABLE = Rule(
    code="NBO-001",
    ernst=Severity.INFO,
    titel="Elke tabel van het sjabloon is te beoordelen.",
    melding="De tabel {naam} is niet beoordeeld: {reden}.",
    herstel="Herstel eerst de fout bij deze tabel en controleer dan opnieuw.",
    waarom="Wat niet beoordeeld is, is niet goedgekeurd.",
)
COLUMN = Rule(
    code="NBO-002",
    ernst=Severity.INFO,
    titel="Alle regels van een tabel zijn toe te passen.",
    melding="Deze regels zijn niet toegepast, omdat een kolom niet is gelezen: {codes}.",
    herstel="Herstel eerst de fout bij de kolom en controleer dan opnieuw.",
    waarom="Een regel die niet is toegepast, heeft niets goedgekeurd.",
)
CELL = Rule(
    code="NBO-003",
    ernst=Severity.INFO,
    titel="Elke cel telt mee in de regels over rijen en totalen.",
    melding="De regels over rijen en totalen slaan {cellen} met een fout over.",
    herstel="Herstel eerst de fouten in de cellen van deze tabel en controleer dan opnieuw.",
    waarom="Een fout in een cel veroorzaakt zo geen tweede fout, maar kan er wel een verbergen.",
)


def not_judged(book: Book) -> Iterator[Finding]:
    """Give one finding per table that was not read, per lost column, per table with bad cells."""
    for name, reason in book.not_judged.items():
        lost = table(name)
        place = Place(blad=lost.sheet, tabel=lost.excel_name)
        yield TABLE.at(place, naam=lost.title, reden=reason.rstrip("."))
    for name, data in book.tables.items():
        needs = _needs(name)
        place = Place(blad=data.sheet, tabel=data.table.excel_name)
        codes = sorted({code for code, columns in needs if set(columns) - data.letters.keys()})
        if codes:
            yield COLUMN.at(place, codes=listing(codes))
        judged = {column for _, columns in needs for column in columns} & data.letters.keys()
        amount = sum(len(unread(data, column)) for column in judged)
        if amount:
            yield CELL.at(place, cellen=count_of(amount, "cel", "cellen"))


@cache
def _needs(name: str) -> list[tuple[str, tuple[str, ...]]]:
    """Give the columns of a table that each rule needs, by the code of the rule."""
    needs = [(r.rule.code, r.needs) for r in ROW_RULES if r.table == name]
    return needs + [(r.rule.code, r.needs[name]) for r in CROSS_RULES if name in r.needs]
