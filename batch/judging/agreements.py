"""The agreements that count for a workbook: those of the receiver, else those that it carries."""

from __future__ import annotations

from prestatieafspraken.afspraken import Afspraken, AfsprakenError, Found, Herkomst, Sources
from prestatieafspraken.afspraken.kopie import KopieError, first_of
from prestatieafspraken.afspraken.versie import naast_elkaar, verschil
from prestatieafspraken.afspraken.written import digest_of, texts
from prestatieafspraken.dutch.shown import SENTENCE, cut
from prestatieafspraken.dutch.written import listing
from prestatieafspraken.validators.personal.persoonsgegevens import masked
from prestatieafspraken.validators.sheets.tables import of_agreements, of_party
from prestatieafspraken.workbook.book import Book
from prestatieafspraken.workbook.finding import Finding, Place
from prestatieafspraken.workbook.reading.normalise import TablesFor
from prestatieafspraken.workbook.reading.structure_faults import (
    AFSPRAKEN_VAN_AFZENDER,
    ANDERE_AFSPRAKEN,
    KOPIE_ONBRUIKBAAR,
    VOORBEELDAFSPRAKEN,
)
from prestatieafspraken.workbook.table import Table

VERSIONS = 300
"""Signs of the sentence on versions: a sender may have written any length of it."""


def tables_by(sources: Sources) -> TablesFor:
    """Give the tables of a workbook; all that there may be when its agreements are not known."""

    def tables(book: Book) -> tuple[Table, ...]:
        if book.template is None:
            return ()
        found, _ = counting(book, sources)
        return of_party(book.template.soort, found.afspraken if found else None)

    return tables


def counting(book: Book, sources: Sources) -> tuple[Found | None, list[Finding]]:
    """Give the agreements for a workbook, and what is to be told about them.

    Raises AfsprakenError for a slip in those of the receiver.
    """
    found, told = _carried(book, sources)
    gemeente = found.afspraken.gemeente if found else None
    if gemeente and gemeente.voorbeeld:
        words = {"gemeente": gemeente.naam, "jaar": gemeente.jaar}
        told.append(VOORBEELDAFSPRAKEN.at(Place(), **words))
    return found, told


def _carried(book: Book, sources: Sources) -> tuple[Found | None, list[Finding]]:
    """Give the agreements that count, and what is to be told of those that the workbook carries."""
    template = book.template
    if template is None:
        return None, []
    own, kopie = sources.find(template.gemeente, template.jaar), book.kopie
    if kopie is None:  # whether it was made with other agreements than ours, nobody can see
        gone = [KOPIE_ONBRUIKBAAR.at(Place(), reden="het blad ermee ontbreekt")]
        return own, gone if own else []
    try:
        if isinstance(kopie, KopieError):
            raise kopie
        if own is not None and kopie.digest == digest_of(own.afspraken):
            return own, []
        if own is None:  # nothing of a person that a sender wrote is repeated
            kopie = kopie.each_line(masked)
        sent = kopie.load(template.gemeente, template.jaar)
        of_agreements(sent)
    except KopieError as why:
        return own, [KOPIE_ONBRUIKBAAR.at(Place(), reden=cut(str(why), SENTENCE))]
    except AfsprakenError as slip:
        return own, [KOPIE_ONBRUIKBAAR.at(Place(), reden=cut(first_of(slip), SENTENCE))]
    words = {"gemeente": sent.gemeente.naam, "jaar": sent.gemeente.jaar}
    if own is None:
        return Found(sent, Herkomst.WERKMAP), [AFSPRAKEN_VAN_AFZENDER.at(Place(), **words)]
    differs = differing(own.afspraken, sent)
    if not differs:
        return own, []
    where = cut(listing(differs), SENTENCE)
    versions = cut(masked(naast_elkaar(own.afspraken.gemeente, sent.gemeente)), VERSIONS)
    return own, [ANDERE_AFSPRAKEN.at(Place(), waar=where, versies=versions, **words)]


def differing(ours: Afspraken, theirs: Afspraken) -> list[str]:
    """Name the files in which two sets differ, with the goals and agreements among it."""
    mine, sent, items = texts(ours), texts(theirs), verschil(ours, theirs)
    names = sorted(name for name in {*mine, *sent} if mine.get(name) != sent.get(name))
    return [f"{name} ({masked(items[name])})" if name in items else name for name in names]
