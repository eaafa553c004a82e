"""Marking cells with a fill and a note, and giving back what people had there themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import xlwings as xw

from prestatieafspraken.addin.record import Mark, Told
from prestatieafspraken.workbook.finding import Severity
from prestatieafspraken.workbook.source import address, parse_range

COLORS: Mapping[str, tuple[int, int, int]] = {
    Severity.FOUT: (251, 213, 224),
    Severity.WAARSCHUWING: (255, 232, 194),
    Severity.INFO: (220, 235, 250),
}
"""The fill of a marked cell; the note says the same in words."""

LIMIT = 1_000
"""Cells that are marked at most: each takes a few calls, and nobody looks at more."""

HEAD = "Controle prestatieafspraken"


def mark(book: xw.Book, findings: Iterable[Told]) -> list[Mark]:
    """Mark the cells of the findings, the worst first, and say what must be restored later."""
    cells: dict[tuple[str, str], list[Told]] = {}
    for told in findings:
        if told.blad and told.cel:
            cells.setdefault((told.blad, told.cel), []).append(told)
    sheets = {sheet.name: sheet for sheet in book.sheets}
    marks: dict[tuple[str, str], Mark] = {}
    for (blad, cel), here in sorted(cells.items(), key=lambda item: _rank(item[1])):
        if blad not in sheets:
            continue
        for one in _addresses(cel):
            if (blad, one) not in marks and len(marks) < LIMIT:
                marks[blad, one] = _mark(sheets[blad], one, here)
    return list(marks.values())


def unmark(book: xw.Book, marks: Iterable[Mark]) -> int:
    """Restore the marked cells and give how many there were.

    A cell is taken for the marked one only while it still looks as it was left; a fill or note
    that people changed since then is theirs and stays. A cell that moved, because rows were put
    in, is found back by its note.
    """
    sheets = {sheet.name: sheet for sheet in book.sheets}
    moved: dict[str, dict[str, xw.Range]] = {}
    restored = 0
    for made in marks:
        sheet = sheets.get(made.blad)
        if sheet is None:
            continue
        cell = sheet.range(made.cel)
        if made.merknotitie and _text(cell) != made.merknotitie:
            if made.blad not in moved:
                moved[made.blad] = {note.text: note.location for note in sheet.notes}
            cell = moved[made.blad].get(made.merknotitie, cell)
        restored += _restore(cell, made)
    return restored


def note(told: Sequence[Told]) -> str:
    """Give the text of a note: code, what is wrong and how to repair it."""
    parts = [f"{one.code} {one.ernst}: {one.melding}\nHerstel: {one.herstel}" for one in told]
    return "\n\n".join([HEAD, *parts])


def _rank(told: Sequence[Told]) -> int:
    return min(list(Severity).index(Severity(one.ernst)) for one in told)


def _addresses(cel: str) -> list[str]:
    """Give the cells to mark, each cell of a range."""
    area = parse_range(cel)
    if area is None or ":" not in cel:
        return [cel]
    top, left, bottom, right = area
    return [address(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)][:LIMIT]


def _mark(sheet: xw.Sheet, where: str, told: Sequence[Told]) -> Mark:
    cell = sheet.range(where)
    own_color, own_note = cell.color, _text(cell)
    color = COLORS[list(Severity)[_rank(told)]]
    text = note(told) if own_note is None else f"{own_note}\n\n{note(told)}"
    cell.color = color
    _write(cell, text)
    return Mark(sheet.name, where, own_color, own_note, color, text)


def _restore(cell: xw.Range, made: Mark) -> bool:
    ours = cell.color == made.merkkleur
    if ours:
        cell.color = made.kleur
    text = _text(cell)
    if text is not None and text == made.merknotitie:
        _write(cell, made.notitie)
        return True
    return ours


def _write(cell: xw.Range, text: str | None) -> None:
    """Give the cell this note and no other; a note of people themselves keeps its form."""
    found = cell.note
    if found is None:
        if text is not None:
            cell.add_note(text)
    elif text is None:
        found.delete()
    else:
        found.text = text


def _text(cell: xw.Range) -> str | None:
    found = cell.note
    return None if found is None else found.text
