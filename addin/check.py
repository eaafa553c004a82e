"""The buttons that judge the workbook and mark what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

import xlwings as xw

from prestatieafspraken.addin import findings_sheet, marks, record
from prestatieafspraken.addin.autosave import SENTENCE as SAVED
from prestatieafspraken.addin.autosave import saves_itself
from prestatieafspraken.addin.findings import places, select
from prestatieafspraken.addin.loud import Loud
from prestatieafspraken.addin.open_book import verdict
from prestatieafspraken.addin.record import StoredFinding
from prestatieafspraken.addin.refusal import Allowed
from prestatieafspraken.addin.stop import StopError
from prestatieafspraken.dutch.counted import count_of
from prestatieafspraken.dutch.written import listing
from prestatieafspraken.validators.volledigheid import Volledigheid
from prestatieafspraken.workbook.finding import Severity, tally
from prestatieafspraken.workbook.findings_table import SHEET

NAMED = 3
"""Cells without a note that are named in a sentence."""


def check_book(book: xw.Book) -> str:
    """Judge the whole workbook and show what was found."""
    return _check(book, None)


def check_sheet(book: xw.Book) -> str:
    """Judge the sheet in view; what was found on other sheets before stays."""
    if book.sheets.active.name == SHEET:
        raise StopError(
            "XLS-005",
            f"Het blad {SHEET} is de uitkomst van de controle.",
            "Ga naar het blad dat u wilt controleren, of druk op Controleer werkmap.",
        )
    return _check(book, book.sheets.active.name)


def _check(book: xw.Book, only: str | None) -> str:
    kept = record.load(book)
    # Whatever can stop a check comes before anything is written: the workbook is left as it is.
    judged = verdict(book)
    found = [StoredFinding.of(finding) for finding in judged.findings]
    own, before = findings_sheet.harvest(book, kept), kept.bevindingen
    if only is not None:
        found = [stored for stored in found if stored.blad == only]
        found += [stored for stored in before if stored.blad != only]
    order = list(Severity)
    kept.bevindingen = sorted(found, key=lambda stored: order.index(Severity(stored.ernst)))
    sentence = _outcome([t for t in kept.bevindingen if only in (None, t.blad)], only)
    sentence += _filled(judged.volledigheid, only)
    own = findings_sheet.absorb(kept, before, own)
    _, closed, noted = marks.unmark(book, before, kept.bevindingen)
    marked = marks.mark(book, kept.bevindingen, noted)
    closed = list(dict.fromkeys(closed + marked.closed))
    with Allowed(SHEET, closed):
        findings_sheet.show(book, kept, f"{sentence} ({datetime.now():%d-%m-%Y %H:%M})", own)
    with Allowed(record.SHEET, closed):
        record.save(book, kept)
    first = [stored for stored in places(book, kept.bevindingen) if only in (None, stored.blad)]
    if first:
        select(book, first[0])
    more = _protected(closed) + _discussed(marked.discussed)
    if kept.bevindingen and saves_itself(book):
        more += SAVED
    return Loud(sentence + more) if more or not kept.bevindingen else sentence


def _discussed(cells: Sequence[str]) -> str:
    """Say which cells have no note, as Excel gives none to a cell that people discuss."""
    if not cells:
        return ""
    more = len(cells) - NAMED
    rest = [count_of(more, "andere cel", "andere cellen")] if more > 0 else []
    told = listing([*cells[:NAMED], *rest])
    return f" Zonder notitie, want er staat al een opmerking: {told}. Zie het blad {SHEET}."


def _protected(closed: Sequence[str]) -> str:
    """Say what could not be written, and what that means."""
    told = []
    if sheets := [name for name in closed if name not in (SHEET, record.SHEET)]:
        told.append(f"Door een beveiliging niet gemarkeerd: {listing(sheets)}.")
    if SHEET in closed:
        told.append(f"Het blad {SHEET} is beveiligd en is niet gevuld.")
    if record.SHEET in closed:
        told.append("De werkmap is beveiligd; Vorige en Volgende bevinding werken daardoor niet.")
    if not told:
        return ""
    return " ".join(["", *told, "Haal de beveiliging weg en controleer opnieuw."])


def _filled(there: Volledigheid | None, only: str | None) -> str:
    """Say how much of the workbook, or of one sheet, is filled in, if anything is asked there."""
    asked = [one for one in (there.bladen if there else ()) if only in (None, one.blad)]
    return f" {Volledigheid(tuple(asked)).zin}." if asked else ""


def _outcome(found: Sequence[StoredFinding], only: str | None) -> str:
    where = "De werkmap is gecontroleerd" if only is None else f"Het blad {only} is gecontroleerd"
    if not found:
        return f"{where}: niets gevonden."
    return f"{where}: {tally(Counter(Severity(stored.ernst) for stored in found))}."
