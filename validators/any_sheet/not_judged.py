"""What could not be judged because of an earlier fault: said once per table, never passed over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from prestatieafspraken.dutch.counted import count_of
from prestatieafspraken.dutch.written import day, listing
from prestatieafspraken.normen import UnknownNormError
from prestatieafspraken.validators.declaring.row import unread
from prestatieafspraken.validators.declaring.rule import CROSS_RULES, ROW_RULES
from prestatieafspraken.workbook.book import Book
from prestatieafspraken.workbook.finding import Finding, Place, Rule, Severity

TABEL_NIET_BEOORDEELD = Rule(
    code="NBO-001",
    ernst=Severity.INFO,
    titel="Elke tabel van het sjabloon is te beoordelen.",
    melding="De tabel {naam} is niet beoordeeld: {reden}.",
    herstel="Herstel eerst de fout bij deze tabel en controleer dan opnieuw.",
    waarom="Wat niet beoordeeld is, is niet goedgekeurd.",
)
KOLOM_NIET_GELEZEN = Rule(
    code="NBO-002",
    ernst=Severity.INFO,
    titel="Alle regels van een tabel zijn toe te passen.",
    melding="Deze regels zijn niet toegepast, omdat een kolom niet is gelezen: {codes}.",
    herstel="Herstel eerst de fout bij de kolom en controleer dan opnieuw.",
    waarom="Een regel die niet is toegepast, heeft niets goedgekeurd.",
)
REGEL_GELDT_NIET = Rule(
    code="NBO-004",
    ernst=Severity.INFO,
    titel="Elke regel geldt in het jaar van de afspraken.",
    melding="Deze regels zijn niet toegepast, omdat zij voor {jaar} niet gelden: {codes}.",
    herstel="U hoeft niets te doen.",
    waarom="Wie een ander jaar gewend is, mist een regel en denkt dat alles goed is.",
)
NORM_NIET_BEKEND = Rule(
    code="NBO-005",
    ernst=Severity.INFO,
    titel="Elke norm die een regel nodig heeft, is bekend.",
    melding="De norm {norm} ({wat}) is niet bekend op {dagen}. Daarom is dit niet overal toegepast: {codes}.",
    herstel="Vraag de beheerder om een versie waarin deze norm staat; in de werkmap hoeft u niets te doen.",
    waarom="Een regel die niet is toegepast, heeft niets goedgekeurd.",
)
START_NIET_BEKEND = Rule(
    code="NBO-006",
    ernst=Severity.INFO,
    titel="Waar de beoordeling op rust, is bekend.",
    melding="De {wat} is niet bekend. Daarom {gevolg}, en {geteld} niet toegepast{codes}.",
    herstel="Vul op het startblad de {wat} in en controleer dan opnieuw.",
    waarom="Wat niet bekend is, wordt niet geraden; een regel die niet is toegepast, keurt niets goed.",
)
RESTS_ON = {
    "peildatum": "zijn de indicatoren niet te berekenen",
    "partij": "is de werkmap niet naast andere te leggen",
}
"""What else than rules rests on a field of the start sheet."""
CELLEN_OVERGESLAGEN = Rule(
    code="NBO-003",
    ernst=Severity.INFO,
    titel="Elke cel telt mee in de regels over rijen en totalen.",
    melding="De regels over rijen en totalen slaan {cellen} met een fout over.",
    herstel="Herstel eerst de fouten in die cellen en controleer dan opnieuw.",
    waarom="Een fout in een cel veroorzaakt zo geen tweede fout, maar kan er wel een verbergen.",
)


def not_judged(book: Book, jaar: int) -> Iterator[Finding]:
    """Give one finding per table that was not read, per lost column, per table with bad cells.

    And one of the rules that do not hold for the year of the agreements.
    """
    if codes := _of_other_years(book, jaar):
        yield REGEL_GELDT_NIET.at(Place(), jaar=jaar, codes=listing(codes))
    for lost in (table for table in book.declared if table.name in book.not_judged):
        reason = book.not_judged[lost.name]
        place = Place(blad=lost.sheet, tabel=lost.excel_name)
        yield TABEL_NIET_BEOORDEELD.at(place, naam=lost.title, reden=reason.rstrip("."))
    for data in book.tables.values():
        needs = _needs(data.table.form, jaar)
        place = Place(blad=data.sheet, tabel=data.table.excel_name)
        codes = sorted({code for code, columns in needs if set(columns) - data.letters.keys()})
        if codes:
            yield KOLOM_NIET_GELEZEN.at(place, codes=listing(codes))
        judged = {column for _, columns in needs for column in columns} & data.letters.keys()
        amount = sum(len(unread(data, column)) for column in judged)
        if amount:
            yield CELLEN_OVERGESLAGEN.at(place, cellen=count_of(amount, "cel", "cellen"))


def without_norm(left: Sequence[tuple[str, UnknownNormError]]) -> Iterator[Finding]:
    """Give one finding per norm that is not known, with the rules that had to leave something."""
    for naam in sorted({unknown.naam for _, unknown in left}):
        mine = [(code, unknown) for code, unknown in left if unknown.naam == naam]
        days = sorted({unknown.dag for _, unknown in mine if unknown.dag})
        yield NORM_NIET_BEKEND.at(
            Place(),
            norm=naam,
            wat=mine[0][1].wat,
            dagen=listing([day(one) for one in days]),
            codes=listing(sorted({code for code, _ in mine})),
        )


def without_start(unknown: Sequence[str], left: Mapping[str, Sequence[str]]) -> Iterator[Finding]:
    """Give one finding per field of the start sheet that is unknown; `left` has its rules."""
    for field in unknown:
        codes = sorted(set(left.get(field, ())))
        yield START_NIET_BEKEND.at(
            Place(blad="Start"),
            wat=field,
            gevolg=RESTS_ON[field],
            geteld=f"{'is' if len(codes) == 1 else 'zijn'} {count_of(len(codes), 'regel', 'regels')}",
            codes=f": {listing(codes)}" if codes else "",
        )


@cache
def _needs(form: str, jaar: int) -> list[tuple[str, tuple[str, ...]]]:
    """Give the columns of a table that each rule of a year needs, by the code of the rule."""
    needs = [(one.rule, one.needs) for one in ROW_RULES if one.table == form]
    needs += [(one.rule, one.needs[form]) for one in CROSS_RULES if form in one.needs]
    return [(rule.code, columns) for rule, columns in needs if rule.holds_in(jaar)]


def _of_other_years(book: Book, jaar: int) -> list[str]:
    """Give the codes of rules on the tables at hand that do not hold in a year."""
    held = {data.table.form for data in book.tables.values()}
    rules = [one.rule for one in ROW_RULES if one.table in held]
    rules += [one.rule for one in CROSS_RULES if one.needs.keys() <= held]
    return sorted({rule.code for rule in rules if not rule.holds_in(jaar)})
