"""Marking cells with a rule and a note, and taking both away again.

The fill is a rule of conditional formatting, so that what people did to a cell themselves is never
touched. A note of their own stays in front of ours.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

import xlwings as xw

from prestatieafspraken.addin.note_box import fit, is_discussed
from prestatieafspraken.addin.program import in_excel
from prestatieafspraken.addin.record import StoredFinding
from prestatieafspraken.addin.refusal import Allowed, of_program, refused
from prestatieafspraken.addin.where import area
from prestatieafspraken.workbook.address import Cell, address, letter, parse_range
from prestatieafspraken.workbook.finding import Severity
from prestatieafspraken.workbook.note_text import BETWEEN, split, told
from prestatieafspraken.workbook.note_text import note as whole
from prestatieafspraken.workbook.reading.rows import runs

COLORS: Mapping[Severity, tuple[int, int, int]] = {
    Severity.FOUT: (251, 213, 224),
    Severity.WAARSCHUWING: (255, 232, 194),
    Severity.INFO: (220, 235, 250),
}
"""The fill of a marked cell; the note says the same in words."""

RULE = '="prestatieafspraken"="prestatieafspraken"'
"""The formula of our rules: always true, and without a word that Excel translates."""

LIMIT = 1_000
"""Cells that are marked at most: each note takes a call, and nobody looks at more."""

LONGEST = 255
"""Characters of the addresses in one call; Excel takes no more."""


NotedCells = Mapping[str, Collection[Cell]]
"""Cells by sheet that have the note which they should have."""


class Unmarked(NamedTuple):
    """How many notes were taken away, which sheets did not allow it, and which cells keep one."""

    amount: int
    closed: list[str]
    noted: NotedCells


class Marked(NamedTuple):
    """Which sheets did not allow it, and which cells got no note as people discuss them."""

    closed: list[str]
    discussed: list[str]


def mark(
    book: xw.Book, findings: Sequence[StoredFinding], noted: NotedCells = MappingProxyType({})
) -> Marked:
    """Mark the cells of the findings, the worst first.

    A sheet gets a rule per severity in one go, and then its notes, but for those that are `noted`.
    """
    sheets = {sheet.name: sheet for sheet in book.sheets}
    closed: list[str] = []
    discussed: list[str] = []
    for blad, cells in _cells(findings).items():
        if blad in sheets:
            with Allowed(blad, closed):
                _color(sheets[blad], cells)
            with Allowed(blad, closed):
                done = noted.get(blad, ())
                coming = {c: t for c, t in cells.items() if c not in done}
                taken = _add_notes(sheets[blad], coming)
                discussed += [f"{blad}!{address(*cell)}" for cell in taken]
    return Marked(closed, discussed)


def unmark(
    book: xw.Book, findings: Sequence[StoredFinding], coming: Sequence[StoredFinding] = ()
) -> Unmarked:
    """Take the marks of these findings away.

    A note is known by its text, wherever its cell has moved; what people changed in our part of
    it is theirs. Without findings the last line of our part tells. A note that the `coming`
    findings would put back the same is left, as a note takes longer than anything else.
    """
    known, again = _cells(findings), _cells(coming)
    ours = {BETWEEN.join(_parts(stored)) for cells in known.values() for stored in cells.values()}
    amount = 0
    closed: list[str] = []
    noted: dict[str, set[Cell]] = {}
    for sheet in book.sheets:
        rules = [rule for rule in sheet.cells.conditional_formats if _is_ours(rule)]
        if findings and not rules and sheet.name not in known:
            continue  # the notes on all the other sheets need not be read
        coming_here = again.get(sheet.name, {}).items()
        stay = {cell: BETWEEN.join(_parts(stored)) for cell, stored in coming_here}
        with Allowed(sheet.name, closed):
            for rule in reversed(rules):  # the places of the others stay as they are
                rule.delete()
            for found in reversed(list(sheet.notes)):  # the numbers of the others stay as they are
                own, told_there = split(found.text) or ("", "")
                if not told_there or (ours and told_there not in ours):
                    continue
                where = area(found.location)[:2] if stay else None
                if where and stay.get(where) == told_there:
                    noted.setdefault(sheet.name, set()).add(where)
                    continue
                _restore(found, own)
                amount += 1
    return Unmarked(amount, closed, noted)


def _is_ours(rule: xw.main.ConditionalFormat) -> bool:
    if not in_excel(rule):
        return bool(rule.formula == RULE)
    try:
        return bool(rule.impl.api.Formula1 == RULE)  # xlwings asks what kind it is first
    except Exception as error:  # a scale of colours has no formula
        if not of_program(error):
            raise
        return False


def note(stored: Sequence[StoredFinding]) -> str:
    """Give the text of a note: what is wrong, how to repair it, and the code."""
    return whole(_parts(stored))


def _parts(stored: Sequence[StoredFinding]) -> list[str]:
    return [told(one.ernst, one.melding, one.herstel, one.code) for one in stored]


def _cells(findings: Sequence[StoredFinding]) -> dict[str, dict[Cell, list[StoredFinding]]]:
    """Give by sheet the cells to mark, each with its findings; a range is marked cell by cell."""
    groups: dict[tuple[str, str], list[StoredFinding]] = {}
    for stored in findings:
        if stored.blad and stored.cel:
            groups.setdefault((stored.blad, stored.cel), []).append(stored)
    found: dict[str, dict[Cell, list[StoredFinding]]] = {}
    left = LIMIT
    for (blad, cel), here in sorted(groups.items(), key=lambda item: _rank(item[1])):
        cells = found.setdefault(blad, {})
        for one in _within(cel, left):
            if one not in cells:
                cells[one] = here
                left -= 1
    return found


def _within(cel: str, most: int) -> list[Cell]:
    area = parse_range(cel)
    if area is None:
        return []
    top, left, bottom, right = area
    cells = ((row, col) for row in range(top, bottom + 1) for col in range(left, right + 1))
    return [cell for cell, _ in zip(cells, range(most), strict=False)]


def _rank(stored: Sequence[StoredFinding]) -> int:
    return min(list(Severity).index(Severity(one.ernst)) for one in stored)


def _color(sheet: xw.Sheet, cells: Mapping[Cell, Sequence[StoredFinding]]) -> None:
    for rank, severity in enumerate(Severity):
        here = [cell for cell, stored in cells.items() if _rank(stored) == rank]
        for areas in _addresses(here):
            rules = sheet.range(areas).conditional_formats
            rules.add_custom(RULE, fill_color=COLORS[severity])


def _addresses(cells: Iterable[Cell]) -> Iterator[str]:
    """Name cells in as few texts as Excel takes; those below each other are one area."""
    columns: dict[int, list[int]] = {}
    for row, col in cells:
        columns.setdefault(col, []).append(row)
    text = ""
    for col, rows in columns.items():
        for first, last in runs(sorted(rows)):
            area = address(first, col) + (f":{letter(col)}{last}" if last > first else "")
            if len(text) + 1 + len(area) > LONGEST:
                yield text
                text = ""
            text += f",{area}" if text else area
    if text:
        yield text


def _add_notes(sheet: xw.Sheet, cells: Mapping[Cell, Sequence[StoredFinding]]) -> list[Cell]:
    """Give cells their note, and tell which of them cannot have one as people discuss them."""
    taken = []
    for cell, stored in cells.items():
        where, text = sheet.range(address(*cell)), note(stored)
        own = where.note
        if own is not None:
            if not (before := own.text).endswith(text):  # a note of people keeps its form
                own.text = before + BETWEEN + text
            continue
        try:
            made = where.add_note(text)
        except Exception as error:
            if not (refused(error) and is_discussed(where)):
                raise
            taken.append(cell)
        else:
            fit(made, text)
    return taken


def _restore(found: xw.main.Note, own: str) -> None:
    if own:
        found.text = own
    else:
        found.delete()
