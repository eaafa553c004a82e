"""The buttons that work on what the last check found, and judge nothing themselves."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

import xlwings as xw

from prestatieafspraken.addin import findings_sheet, marks, record
from prestatieafspraken.addin.new_sheet import shown as is_shown
from prestatieafspraken.addin.record import StoredFinding
from prestatieafspraken.addin.refusal import Allowed
from prestatieafspraken.addin.stop import StopError
from prestatieafspraken.dutch.counted import count_of
from prestatieafspraken.dutch.written import listing
from prestatieafspraken.workbook.findings_table import SHEET


def clear(book: xw.Book) -> str:
    """Give every marked cell back its own look; findings and explanations stay."""
    kept = record.load(book)
    with suppress(StopError):  # a sheet Bevindingen that is damaged keeps no mark in place
        findings_sheet.harvest(book, kept)
    amount, closed, _ = marks.unmark(book, kept.bevindingen)
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
    for stored in kept.bevindingen:
        if (stored.blad, _first(stored)) == here:
            cell = findings_sheet.explanation(book, kept.bevindingen, stored)
            cell.sheet.activate()
            cell.select()
            return f"Typ hier de toelichting bij {stored.code} op {stored.plaats}."
    raise StopError(
        "XLS-005", "Bij de gekozen cel is geen bevinding.", "Kies eerst een gemarkeerde cel."
    )


def _step(book: xw.Book, step: int) -> str:
    marked = places(book, record.load(book).bevindingen)
    if not marked:
        raise StopError(
            "XLS-005",
            "Er is nog niets gevonden om naartoe te gaan.",
            "Druk eerst op Controleer werkmap.",
        )
    here = [(stored.blad, _first(stored)) for stored in marked]
    current = _here(book)
    if current in here:
        at = (here.index(current) + step) % len(here)
    else:
        at = 0 if step > 0 else len(here) - 1
    select(book, stored := marked[at])
    return f"Bevinding {at + 1} van {len(marked)}, {stored.plaats}: {stored.melding}"


def places(book: xw.Book, found: Sequence[StoredFinding]) -> list[StoredFinding]:
    """Give the first finding of each cell that can be shown, in the order of Bevindingen."""
    shown = {sheet.name for sheet in book.sheets if is_shown(sheet)}
    unique = {(stored.blad, _first(stored)): stored for stored in reversed(found) if stored.cel}
    return [t for t in found if t.blad in shown and t.cel and unique[t.blad, _first(t)] is t]


def _first(stored: StoredFinding) -> str:
    return findings_sheet.cell_of(stored.cel or "")


def _here(book: xw.Book) -> tuple[str, str] | None:
    selected = book.app.selection
    if selected is None:
        return None
    cell = selected[0, 0]
    return cell.sheet.name, cell.get_address(False, False)


def select(book: xw.Book, stored: StoredFinding) -> None:
    """Go to the cell of a finding."""
    sheet = book.sheets[str(stored.blad)]
    sheet.activate()
    sheet.range(_first(stored)).select()
