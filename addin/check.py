"""The buttons of the group Controleren."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import xlwings as xw

from prestatieafspraken.addin import findings_sheet, marks, record
from prestatieafspraken.addin.open_book import SHOWN, verdict
from prestatieafspraken.addin.record import Told
from prestatieafspraken.addin.refusal import Allowed
from prestatieafspraken.addin.stop import Stop
from prestatieafspraken.workbook.dutch import count_of, listing
from prestatieafspraken.workbook.finding import Severity
from prestatieafspraken.workbook.findings_table import SHEET

NOTHING = "Er is nog niets gevonden om naartoe te gaan. Druk eerst op Controleer werkmap."


def check_book(book: xw.Book) -> str:
    """Judge the whole workbook and show what was found."""
    return _check(book, None)


def check_sheet(book: xw.Book) -> str:
    """Judge the sheet in view; what was found on other sheets before stays."""
    return _check(book, book.sheets.active.name)


def _check(book: xw.Book, only: str | None) -> str:
    kept = record.load(book)
    own, before = findings_sheet.harvest(book, kept), kept.bevindingen
    # Judged before anything is written: a workbook that is none of ours is left as it is.
    found = [Told.of(finding) for finding in verdict(book).findings]
    if only is not None:
        found = [told for told in found if told.blad == only]
        found += [told for told in before if told.blad != only]
    order = list(Severity)
    kept.bevindingen = sorted(found, key=lambda told: order.index(Severity(told.ernst)))
    sentence = _outcome([t for t in kept.bevindingen if only in (None, t.blad)], only)
    own = findings_sheet.absorb(kept, before, own)
    _, closed = marks.unmark(book, before, kept.bevindingen)
    closed = list(dict.fromkeys(closed + marks.mark(book, kept.bevindingen)))
    with Allowed(SHEET, closed):
        findings_sheet.show(book, kept, f"{sentence} ({datetime.now():%d-%m-%Y %H:%M})", own)
    with Allowed(record.SHEET, closed):
        record.save(book, kept)
    first = [told for told in _places(kept.bevindingen) if only in (None, told.blad)]
    if first:
        _select(book, first[0])
    return sentence + _protected(closed)


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


def _outcome(found: Sequence[Told], only: str | None) -> str:
    where = "De werkmap is gecontroleerd" if only is None else f"Het blad {only} is gecontroleerd"
    if not found:
        return f"{where}: niets gevonden."
    counts = [
        count_of(amount, one, many)
        for severity, one, many in (
            (Severity.FOUT, "fout", "fouten"),
            (Severity.WAARSCHUWING, "waarschuwing", "waarschuwingen"),
            (Severity.INFO, "opmerking", "opmerkingen"),
        )
        if (amount := sum(told.ernst == severity for told in found))
    ]
    return f"{where}: {', '.join(counts)}."


def clear(book: xw.Book) -> str:
    """Give every marked cell back its own look; findings and explanations stay."""
    kept = record.load(book)
    findings_sheet.harvest(book, kept)
    amount, closed = marks.unmark(book, kept.bevindingen)
    with Allowed(record.SHEET, []):
        record.save(book, kept)
    told = f"De markering van {count_of(amount, 'cel', 'cellen')} is gewist."
    if closed:
        rest = f" Door een beveiliging niet gewist: {listing(closed)}. Haal de beveiliging weg."
        return (told if amount else "Er is niets gewist.") + rest
    return told if amount else "Er waren geen markeringen."


def next_finding(book: xw.Book) -> str:
    """Go to the finding after the selected cell."""
    return _step(book, 1)


def previous_finding(book: xw.Book) -> str:
    """Go to the finding before the selected cell."""
    return _step(book, -1)


def explain(book: xw.Book) -> str:
    """Go from a marked cell to its explanation; on the sheet Bevindingen, keep what was typed."""
    kept = record.load(book)
    if book.sheets.active.name == SHEET:
        amount = len(findings_sheet.harvest(book, kept)) + len(kept.toelichtingen)
        record.save(book, kept)
        if not amount:
            return "Er is nog geen toelichting ingevuld in de kolom Toelichting."
        return f"Vastgelegd: {count_of(amount, 'toelichting', 'toelichtingen')}."
    here = _here(book)
    for told in kept.bevindingen:
        if (told.blad, _first(told)) == here:
            cell = findings_sheet.explanation(book, kept.bevindingen, told)
            cell.sheet.activate()
            cell.select()
            return f"Typ hier de toelichting bij {told.code} op {told.plaats}."
    raise Stop("Bij de gekozen cel is geen bevinding. Kies eerst een gemarkeerde cel.")


def _step(book: xw.Book, step: int) -> str:
    places = _places(record.load(book).bevindingen)
    if not places:
        raise Stop(NOTHING)
    here = [(told.blad, _first(told)) for told in places]
    current = _here(book)
    if current in here:
        at = (here.index(current) + step) % len(here)
    else:
        at = 0 if step > 0 else len(here) - 1
    _select(book, places[at])
    told = places[at]
    return f"Bevinding {at + 1} van {len(places)}, {told.plaats}: {told.melding}"


def _places(found: Sequence[Told]) -> list[Told]:
    """Give the first finding of each cell, in the order of the sheet Bevindingen."""
    unique = {(told.blad, _first(told)): told for told in reversed(found) if told.cel}
    return [t for t in found if t.cel and unique[t.blad, _first(t)] is t]


def _first(told: Told) -> str:
    return findings_sheet.cell_of(told.cel or "")


def _here(book: xw.Book) -> tuple[str, str] | None:
    selected = book.app.selection
    if selected is None:
        return None
    cell = selected[0, 0]
    return cell.sheet.name, cell.get_address(False, False)


def _select(book: xw.Book, told: Told) -> None:
    sheet = next((sheet for sheet in book.sheets if sheet.name == told.blad), None)
    if sheet is None or sheet.visible not in (True, SHOWN):
        return
    sheet.activate()
    sheet.range(_first(told)).select()
