"""The zip of a workbook, beside what calamine reads: its parts, tables, names and error cells.

calamine gives an error value as an empty cell, refuses a whole sheet for the newer ones, and tells
nothing of formulas, names or properties. This scan does, on the bytes of the parts.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from prestatieafspraken.workbook import faults
from prestatieafspraken.workbook.finding import Rule
from prestatieafspraken.workbook.sheet_scan import SheetScan, scan
from prestatieafspraken.workbook.source import RawTable, address, parse_range

PARTS_LIMIT = 2_000
SIZE_LIMIT = 400 * 1024 * 1024
"""Bytes of all parts unpacked; a register of 100,000 dwellings takes a tenth of it."""

AREA_LIMIT = 5_000_000
"""Cells between A1 and the last filled cell of a sheet; calamine keeps room for each."""


class FileFault(Exception):  # noqa: N818 (a fault of the file, in the words of the rules)
    """A file that cannot be read, with the rule that it breaks and the words of its message."""

    def __init__(self, rule: Rule, **words: Any) -> None:
        super().__init__(rule.code)
        self.rule = rule
        self.words = words


@dataclass(frozen=True)
class Package:
    """What the scan found; `data` is the workbook with error values that calamine can read."""

    data: bytes
    sheets: Mapping[str, SheetScan]
    tables: Sequence[RawTable]
    names: Mapping[str, str]
    properties: Mapping[str, str]
    hidden: frozenset[str] = frozenset()
    """The names of the sheets that are out of sight."""


def open_package(data: bytes) -> Package:
    """Scan the bytes of a zip (FileFault when it is damaged, locked, or no workbook)."""
    parts = _parts(data)
    main = _main_part(parts)
    root = _xml(parts, main)
    relations = _relations(parts, main)
    sheets: dict[str, SheetScan] = {}
    tables: list[RawTable] = []
    repaired: dict[str, bytes] = {}
    hidden: set[str] = set()
    for name, relation, state in _sheets(root):
        kind, part = relations.get(relation, ("", ""))
        if kind != "worksheet":
            continue
        if name in sheets:
            raise FileFault(faults.BESCHADIGD, wat=f"twee bladen heten {name}")
        if part not in parts:
            raise FileFault(faults.BESCHADIGD, wat=f"het blad {name} ontbreekt in het bestand")
        sheets[name] = _scan(parts[part], name)
        if state in ("hidden", "veryHidden"):
            hidden.add(name)
        if sheets[name].repaired is not None:
            repaired[part] = sheets[name].repaired or b""
        for other, target in _relations(parts, part).values():
            if other == "table" and target in parts:
                tables += _table(_xml(parts, target), name)
    if not sheets:
        raise FileFault(faults.BESCHADIGD, wat="er staat geen enkel blad in")
    return Package(
        _repack(parts, repaired) if repaired else data,
        sheets,
        tables,
        dict(_names(root)),
        dict(_properties(parts)),
        frozenset(hidden),
    )


def _parts(data: bytes) -> dict[str, bytes]:
    """Unpack every part, under its name in lower case."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if any(entry.flag_bits & 1 for entry in entries):
                raise FileFault(faults.WACHTWOORD)
            names = [_part_name(entry.filename) for entry in entries]
            if len(set(names)) != len(names):
                raise FileFault(faults.BESCHADIGD, wat="een onderdeel zit er twee keer in")
            if len(entries) > PARTS_LIMIT or sum(e.file_size for e in entries) > SIZE_LIMIT:
                raise FileFault(faults.TE_GROOT, wat="uitgepakt is zij honderden megabytes groot")
            parts = {name: archive.read(entry) for name, entry in zip(names, entries, strict=True)}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise FileFault(
            faults.BESCHADIGD, wat="het bestand is niet volledig of verminkt"
        ) from error
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            if content.startswith((b"\xff\xfe", b"\xfe\xff")):
                raise FileFault(faults.BESCHADIGD, wat="het heeft een ongewone tekencodering")
            if b"<!DOCTYPE" in content:
                raise FileFault(faults.NIET_VERTROUWD)
    return parts


def _part_name(name: str) -> str:
    return posixpath.normpath(name.replace("\\", "/").lower()).lstrip("/")


def _main_part(parts: Mapping[str, bytes]) -> str:
    """Find the part that lists the sheets, or say what this zip is instead."""
    mimetype = parts.get("mimetype", b"")
    if mimetype.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        raise FileFault(faults.ANDER_FORMAAT, soort="een OpenDocument-werkmap (.ods)")
    if "xl/workbook.bin" in parts:
        raise FileFault(faults.ANDER_FORMAAT, soort="een binaire Excel-werkmap (.xlsb)")
    if "index/document.iwa" in parts:
        raise FileFault(faults.ANDER_FORMAAT, soort="een werkmap van Numbers")
    if any(name.startswith("word/") for name in parts):
        raise FileFault(faults.GEEN_WERKMAP, soort="een Word-document")
    if any(name.startswith("ppt/") for name in parts):
        raise FileFault(faults.GEEN_WERKMAP, soort="een presentatie")
    if "[content_types].xml" not in parts:
        raise FileFault(faults.GEEN_WERKMAP, soort="een zipbestand")
    for kind, target in _relations(parts, "").values():
        if kind == "officedocument" and target in parts:
            return target
    raise FileFault(faults.BESCHADIGD, wat="de lijst van bladen ontbreekt")


def _xml(parts: Mapping[str, bytes], name: str) -> Element:
    try:
        return fromstring(parts[name], forbid_dtd=True)
    except DefusedXmlException as error:
        raise FileFault(faults.NIET_VERTROUWD) from error
    except (ParseError, ValueError, LookupError) as error:
        raise FileFault(faults.BESCHADIGD, wat=f"het onderdeel {name} is verminkt") from error


def _local(name: str) -> str:
    """Drop the namespace, which differs between the two kinds of .xlsx that Excel writes."""
    return name.rpartition("}")[2]


def _attributes(element: Element) -> dict[str, str]:
    return {_local(name): value for name, value in element.attrib.items()}


def _elements(root: Element, name: str) -> Iterator[Element]:
    return (element for element in root.iter() if _local(element.tag) == name)


def _relations(parts: Mapping[str, bytes], part: str) -> dict[str, tuple[str, str]]:
    """Give by id the kind and the target of what a part refers to within the file."""
    folder, _, name = part.rpartition("/")
    own = posixpath.join(folder, "_rels", f"{name}.rels")
    if own not in parts:
        return {}
    found = {}
    for element in _elements(_xml(parts, own), "Relationship"):
        values = _attributes(element)
        target = values.get("Target", "").replace("\\", "/")
        if values.get("TargetMode") != "External" and target:
            full = target if target.startswith("/") else posixpath.join(folder, target)
            kind = values.get("Type", "").rpartition("/")[2].lower()
            found[values.get("Id", "")] = (kind, _part_name(full))
    return found


def _sheets(root: Element) -> Iterator[tuple[str, str, str]]:
    for element in _elements(root, "sheet"):
        values = _attributes(element)
        yield values.get("name", ""), values.get("id", ""), values.get("state", "visible")


def _names(root: Element) -> Iterator[tuple[str, str]]:
    for element in _elements(root, "definedName"):
        if "localSheetId" not in element.attrib:
            yield element.attrib.get("name", ""), (element.text or "").strip()


def _properties(parts: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    for kind, target in _relations(parts, "").values():
        # The strict form of .xlsx writes customProperties here.
        if kind.replace("-", "") == "customproperties" and target in parts:
            for element in _elements(_xml(parts, target), "property"):
                yield element.attrib.get("name", ""), "".join(element.itertext())


def _table(root: Element, sheet: str) -> list[RawTable]:
    values = _attributes(root)
    area = parse_range(values.get("ref", ""))
    if area is None:
        return []
    top, left, bottom, _ = area
    header = tuple(
        re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), column.attrib.get("name", ""))
        for column in _elements(root, "tableColumn")
    )
    first = top + int(values.get("headerRowCount", "1"))
    totals = int(values.get("totalsRowCount", "0"))
    name = values.get("displayName") or values.get("name", "")
    filtered = any(_elements(root, "filterColumn"))
    return [RawTable(name, sheet, first, left, header, bottom - totals, totals, filtered)]


def _scan(content: bytes, name: str) -> SheetScan:
    found = scan(content)
    if found is None:
        raise FileFault(faults.BESCHADIGD, wat=f"op het blad {name} staan cellen zonder adres")
    row, col = found.last
    if row * col > AREA_LIMIT:
        where = f"op het blad {name} loopt het gebruikte deel tot cel {address(row, col)}"
        raise FileFault(faults.TE_GROOT, wat=where)
    return found


def _repack(parts: Mapping[str, bytes], repaired: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, repaired.get(name, content))
    return stream.getvalue()
