"""Notes on cells, added to those that a sheet has: in the list of texts and in its drawing.

A cell that has a note keeps it, and a sheet that has none gets none: what is found stands in front.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape

from prestatieafspraken.dutch.legible import legible
from prestatieafspraken.workbook.address import parse_address
from prestatieafspraken.workbook.package.parts import relations_of
from prestatieafspraken.workbook.patching.added_sheets import Patched

AUTHOR = "prestatieafspraken"
MOST = 200
"""Notes on one sheet; more hide the cells, and Excel numbers a thousand shapes of a sheet."""
LONGEST = 2_000
WIDE = 300
"""Points."""

_LIST = re.compile(rb"<(?:[\w.-]+:)?commentList\s*>")
_LIST_END = re.compile(rb"</((?:[\w.-]+:)?)commentList\s*>")
_AUTHOR = re.compile(rb"<(?:[\w.-]+:)?author(?:\s[^>]*)?/?>")
_AUTHORS_END = re.compile(rb"</((?:[\w.-]+:)?)authors\s*>")
_ON = re.compile(rb"""<(?:[\w.-]+:)?comment\s[^>]*?\bref=["']([A-Z]+\d+)["']""")
_DRAWING_END = re.compile(rb"</xml\s*>\s*$")
_SHAPE = re.compile(rb"""_x0000_s(\d{1,9})["']""")
_TYPE = (
    '<v:shapetype xmlns:v="urn:schemas-microsoft-com:vml" id="_x0000_t202" '
    'coordsize="21600,21600" xmlns:o="urn:schemas-microsoft-com:office:office" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/></v:shapetype>'
)


def add_notes(book: Patched, part: str, notes: Mapping[str, str]) -> None:
    """Put notes on cells of the sheet that stands in a part of a workbook."""
    known = dict(relations_of(book.parts, part).values())
    texts, drawing = known.get("comments", ""), known.get("vmldrawing", "")
    if texts not in book.parts or drawing not in book.parts:
        return
    listed, drawn = book.part(texts), book.part(drawing)
    there = {cell.decode() for cell in _ON.findall(listed)}
    fresh = {cell: note for cell, note in notes.items() if cell not in there and _at(cell)}
    fresh = dict(list(fresh.items())[:MOST])
    ends = _LIST.search(listed), _AUTHORS_END.search(listed), _DRAWING_END.search(drawn)
    if not fresh or not all(ends):
        return
    book.changed[texts] = _listed(listed, fresh)
    book.changed[drawing] = _drawn(drawn, fresh)


def _at(cell: str) -> tuple[int, int] | None:
    return parse_address(cell)


def _listed(content: bytes, notes: Mapping[str, str]) -> bytes:
    number = len(_AUTHOR.findall(content))

    def author(found: re.Match[bytes]) -> bytes:
        tag = f"{found[1].decode()}author"
        return f"<{tag}>{AUTHOR}</{tag}>".encode() + found[0]

    def texts(found: re.Match[bytes]) -> bytes:
        p = found[1].decode()
        lines = "".join(
            f'<{p}comment ref="{cell}" authorId="{number}"><{p}text><{p}t xml:space="preserve">'
            f"{escape(legible(note)[:LONGEST])}</{p}t></{p}text></{p}comment>"
            for cell, note in notes.items()
        )
        return lines.encode() + found[0]

    return _LIST_END.sub(texts, _AUTHORS_END.sub(author, content, count=1), count=1)


def _drawn(content: bytes, notes: Mapping[str, str]) -> bytes:
    first = max((int(number) for number in _SHAPE.findall(content)), default=1024) + 1
    shapes = [_shape(first + n, cell, note) for n, (cell, note) in enumerate(notes.items())]
    if b"_x0000_t202" not in content:
        shapes.insert(0, _TYPE)
    return _DRAWING_END.sub(lambda found: "".join(shapes).encode() + found[0], content)


def _shape(number: int, cell: str, note: str) -> str:
    row, col = _at(cell) or (1, 1)
    high = 18 + 15 * sum(1 + len(line) // 52 for line in note.split("\n"))
    return (
        '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:o="urn:schemas-microsoft-com:office:office" '
        f'xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{number}" '
        f'type="#_x0000_t202" style="position:absolute;width:{WIDE}pt;height:{high}pt;z-index:1;'
        'visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
        '<v:shadow color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"/></v:textbox>'
        f'<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>'
        f"{col}, 12, {row - 1}, 4, {col + 3}, 60, {row - 1 + high // 20 + 1}, 4</x:Anchor>"
        f"<x:AutoFill>False</x:AutoFill><x:Row>{row - 1}</x:Row><x:Column>{col - 1}</x:Column>"
        "</x:ClientData></v:shape>"
    )
