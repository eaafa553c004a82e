"""The texts of a workbook that are in no cell: properties, notes, headers, names, drawings, caches.

Every part of the file is gone through once. What a person may have written is given with its
place in words; what programs write for each other (coordinates, keys, colours) is not.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.parsers import expat

from prestatieafspraken.workbook.finding import Place

RENAME = "Geef het een andere naam."
INSPECT = (
    "Haal het weg; Excel vindt zulke plaatsen met Bestand, Info, Controleren op problemen, "
    "Document controleren."
)


@dataclass(frozen=True, slots=True)
class Aside:
    """A text that is in no cell; `where` begins a sentence about it, `repair` ends one."""

    place: Place
    where: str
    text: str
    repair: str = INSPECT


@dataclass(frozen=True, slots=True)
class Piece:
    """A text in a part: that of an element, or of its attribute `named`."""

    element: str
    attributes: Mapping[str, str]
    text: str
    named: str = ""


PROPERTIES = {
    "creator": "Auteur",
    "lastModifiedBy": "Laatst gewijzigd door",
    "title": "Titel",
    "subject": "Onderwerp",
    "description": "Opmerkingen",
    "keywords": "Trefwoorden",
    "category": "Categorie",
    "contentStatus": "Status",
    "Manager": "Manager",
    "Company": "Bedrijf",
    "HyperlinkBase": "Basis van koppelingen",
}
"""The document properties as Excel calls them, by their element."""

_WHOLE = {"comment", "threadedComment", "p", "property", "rPh", "definedName"}
"""Elements of which the text is one, however many pieces with a look of their own it has."""

_NUMBERS = {
    *("numCache", "numLit", "colOff", "rowOff", "Anchor", "Row", "Column", "f", "sqref", "binary"),
    *("TitlesOfParts", "TotalTime", "created", "modified", "lastPrinted", "AppVersion"),
}
"""Elements in which programs write for each other, and nothing in them is read."""

_NAMED = {
    *("name", "displayName", "title", "descr", "comment", "description", "help", "statusBar"),
    *("userId", "userName", "user", "refreshedBy", "author", "prompt", "promptTitle", "error"),
    *("errorTitle", "tooltip", "caption", "alt", "totalsRowLabel", "formatCode"),
    *("codeName", "connectionString", "Target"),
}
"""Attributes in which people write."""
_VALUES = {"s": "v", "filter": "val", "customFilter": "val"}
"""The attribute with a value from a cell, of an element that keeps one."""

_SKIPPED = re.compile(
    r"\[content_types\]\.xml|xl/theme/|xl/calcchain|xl/media/|.*\.(?:bin|png|jpe?g|emf|wmf|gif)$"
)
_KINDS = (
    (r"docprops/", "In een eigenschap van het bestand"),
    (r"xl/(?:\w+/)?threadedcomments?", "In een opmerking bij deze cel"),
    (r"xl/persons/", "Bij de schrijver van een opmerking"),
    (r"xl/(?:\w+/)?comments?", "In de opmerking bij deze cel"),
    (r"xl/worksheets/_rels/|.*\.rels$", "In een koppeling"),
    (r"xl/(?:work|chart|dialog|macro)sheets/", "In een kop, melding of koppeling van dit blad"),
    (r"xl/tables/", "In de naam of de beschrijving van een tabel"),
    (r"xl/drawings/", "In een tekstvak of afbeelding"),
    (r"xl/charts/", "In een grafiek"),
    (r"xl/pivot", "In de gegevens achter een draaitabel"),
    (r"xl/externallinks/", "In wat van een ander bestand is bewaard"),
    (r"xl/sharedstrings", "In de uitspraak bij een tekst"),
    (r"xl/workbook", "In een gedefinieerde naam of een instelling van de werkmap"),
    (r"", "In een onderdeel van het bestand dat Excel niet toont"),
)
_HEADER_CODE = re.compile(r'&"[^"]*"|&K[0-9A-Fa-f]{6}|&\d{1,3}|&[A-Za-z]')
_CACHED = re.compile(rb"""<(?:\w+:)?s\s[^>]*?\bv=(?:"([^"]*)"|'([^']*)')""")
SHORTEST = 6
"""Characters of the shortest text that can hold anything of a person."""


def asides(parts: Mapping[str, bytes], sheets: Mapping[str, str]) -> list[Aside]:
    """Give every such text of a workbook once; `sheets` gives the sheet of a part that has one."""
    found: dict[Aside, None] = {}
    names = set(sheets.values())
    for name, content in parts.items():
        if _SKIPPED.match(name) or not content.lstrip()[:4].startswith(
            (b"<", b"\xef", b"\xff", b"\xfe")
        ):
            continue
        kind = next(words for pattern, words in _KINDS if re.match(pattern, name))
        for piece in pieces(name, content):
            told = piece.element == "tableColumn" or (
                piece.element == "sheet" and piece.text in names
            )  # in a cell too, or of a sheet with cells
            if len(piece.text) >= SHORTEST and not told:
                found[_aside(name, kind, piece, sheets.get(name))] = None
    return list(found)


def _aside(part: str, kind: str, piece: Piece, sheet: str | None) -> Aside:
    cell, text = None, piece.text
    if part.startswith("docprops/"):
        label = PROPERTIES.get(piece.element) or piece.attributes.get("name") or piece.element
        kind = f"In de bestandseigenschap {label}"
    elif piece.element in ("comment", "threadedComment"):
        cell = piece.attributes.get("ref") if sheet else None
    elif piece.element == "author":
        kind = "Bij de schrijver van een opmerking"
    elif re.search(r"(?:Header|Footer)$", piece.element):
        kind, text = "In de kop- of voettekst van dit blad", _HEADER_CODE.sub(" ", text)
    elif piece.named in ("prompt", "promptTitle", "error", "errorTitle"):
        kind = "In de melding bij de invoer van een cel"
    elif piece.element == "sheet":
        kind = "In de naam van een blad"
    elif piece.element == "definedName":
        kind = "In een gedefinieerde naam"
    return Aside(Place(sheet, None, cell), kind, text)


def pieces(part: str, content: bytes) -> Iterator[Piece]:
    """Give the texts in a part of XML, in their order."""
    if part.startswith("xl/pivotcache/pivotcacherecords"):  # the longest part that there may be
        for match in _CACHED.finditer(content):
            yield Piece(
                "s", {}, html.unescape((match[1] or match[2] or b"").decode("utf-8", "replace"))
            )
        return
    if b"DataMashup" in content:
        return  # a query as a package within, told of by a finding of its own
    is_shared = part.startswith("xl/sharedstrings")
    if is_shared and b"rPh" not in content:
        return
    reader = _Reader(is_relations=part.endswith(".rels"), is_shared=is_shared)
    try:
        reader.read(_without_cells(content) if part.startswith("xl/worksheets/") else content)
    except (expat.ExpatError, ValueError, LookupError):  # VML is written as Excel likes
        text = re.sub(rb"<[^>]*>", b" ", content).decode("utf-8", "replace")
        reader.found = [Piece("", {}, html.unescape(text))]
    yield from reader.found


class _Reader:
    """Goes through the elements of one part; memory follows the texts, not the elements."""

    def __init__(self, *, is_relations: bool, is_shared: bool) -> None:
        self.found: list[Piece] = []
        self._is_relations = is_relations
        self._is_shared = is_shared
        self._open: list[tuple[str, Mapping[str, str], list[str]]] = []
        self._skipping = 0

    def read(self, content: bytes) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.Parse(content, True)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if self._skipping or name in _NUMBERS:
            self._skipping += 1
            return
        own = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        self._open.append((name, own, []))
        if self._is_relations and own.get("TargetMode") != "External":
            return
        for key in own:
            if key in _NAMED or key == _VALUES.get(name):
                self.found.append(Piece(name, own, own[key], key))

    def _end(self, tag: str) -> None:
        if self._skipping:
            self._skipping -= 1
            return
        name, own, texts = self._open.pop()
        text = "".join(texts)
        if not text.strip():
            return
        inside = next((one for one in reversed(self._open) if one[0] in _WHOLE), None)
        if inside is not None:
            inside[2].append(text)
        elif name == "rPh" or not self._is_shared:  # the text that is spoken is in a cell
            self.found.append(Piece(name, own, text))

    def _text(self, text: str) -> None:
        if self._open and not self._skipping:
            self._open[-1][2].append(text)


_DATA = re.compile(rb"<((?:[\w.-]+:)?)sheetData[\s>]")


def _without_cells(content: bytes) -> bytes:
    start = _DATA.search(content)
    end = content.rfind(b"</" + start[1] + b"sheetData") if start else -1
    return (
        content[: start.start()] + content[content.find(b">", end) + 1 :]
        if start and end > 0
        else content
    )


def of_names(names: Sequence[str]) -> list[Aside]:
    """Give the names of the sheets as texts that somebody wrote."""
    return [Aside(Place(name), "In de naam van dit blad", name, RENAME) for name in names]
