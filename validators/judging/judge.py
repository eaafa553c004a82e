"""Judge a workbook: what is found in it, told to who filled it in."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from prestatieafspraken.afspraken.model import Afspraken
from prestatieafspraken.validators.any_sheet.afgesproken import CODES, as_agreed, holder
from prestatieafspraken.validators.any_sheet.notities import notities
from prestatieafspraken.validators.any_sheet.privacy import veiled
from prestatieafspraken.validators.any_sheet.toelichtingen import explain
from prestatieafspraken.validators.inzending import is_between
from prestatieafspraken.validators.judging.found import found
from prestatieafspraken.validators.judging.in_print import of_print
from prestatieafspraken.validators.judging.one_cause import once
from prestatieafspraken.validators.judging.telling import in_order
from prestatieafspraken.validators.judging.untouched import without_what_is_asked
from prestatieafspraken.workbook.book import Book
from prestatieafspraken.workbook.building.prefill import prefill
from prestatieafspraken.workbook.finding import Finding


def judge(
    book: Book, afspraken: Afspraken, peildatum: date | None = None, vorig: Book | None = None
) -> list[Finding]:
    """Give all findings in the order of telling (see `telling.Step`).

    `peildatum` overrules the day on the start sheet, `vorig` is last year's workbook to compare
    with. What could not be judged because of an earlier fault is said once per table, at the end
    and as information. What people explained weighs less; personal data are never repeated. What
    the agreements bring about as they are printed, and nobody who fills in can change, is not
    told here but in their review.
    """
    everything = found(book, afspraken, peildatum, vorig)
    printed = {(one.code, one.place) for one in of_print(everything, afspraken)}
    # Veiled before, as the sheet Bevindingen has them, and after, as people write names there.
    told = veiled([cited(one, afspraken) for one in everything])
    partij = holder(book, afspraken)
    notes = notities(book, prefill(afspraken, partij) if partij else {})
    # What is found between workbooks is explained where they lie beside each other.
    given = [one for one in book.explanations if not is_between(one.code)]
    told = veiled(explain(told, given, notes))
    told = [one for one in told if (one.code, one.place) not in printed]
    return in_order(told, book.declared)


def cited(finding: Finding, afspraken: Afspraken) -> Finding:
    """Say where in the document stands what a finding is about, if it does."""
    bron = afspraken.bron_van(finding.code)
    return replace(finding, bron=bron) if bron else finding


def judge_as_agreed(
    book: Book, afspraken: Afspraken, peildatum: date | None = None, vorig: Book | None = None
) -> tuple[Book, list[Finding]]:
    """Judge a workbook by what was agreed, and give it with that in its agreed cells.

    Where it says otherwise is told at that cell. What follows from the difference alone is told
    neither of what stands there nor of what was agreed: a sum of the others that no longer fits.
    What nobody filled in yet is no question: the completeness tells it.
    """
    agreed = as_agreed(book, afspraken)
    everything = judge(agreed.book, afspraken, peildatum, vorig)
    everything = once(everything, agreed.book)
    told = without_what_is_asked(everything, agreed.book, afspraken, peildatum)
    if agreed.book.tables == book.tables:
        return agreed.book, told
    before = {_at(one) for one in judge(book, afspraken, peildatum, vorig)}
    kept = [
        one for one in told if one.code in CODES or _at(one) in before or _row(one) in agreed.lost
    ]
    return agreed.book, kept


def _at(finding: Finding) -> tuple[str | None, ...]:
    place = finding.place
    return finding.code, place.blad, place.cel or place.kolom


def _row(finding: Finding) -> tuple[str | None, int]:
    number = re.search(r"\d+$", finding.place.cel or "")
    return finding.place.blad, int(number.group()) if number else 0
