"""The zip of a workbook, beside what calamine reads: its parts, tables, names and error cells.

calamine gives an error value as an empty cell, refuses a whole sheet for the newer ones, and tells
nothing of formulas, names or properties. This scan does, on the bytes of the parts.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from prestatieafspraken.dutch.shown import SENTENCE, cut
from prestatieafspraken.workbook.address import parse_range
from prestatieafspraken.workbook.aside import Aside, asides
from prestatieafspraken.workbook.finding import Finding
from prestatieafspraken.workbook.package import archive
from prestatieafspraken.workbook.package import file_faults as faults
from prestatieafspraken.workbook.package.certain_cells import certain
from prestatieafspraken.workbook.package.door import (
    FaultyFileError,
    check_strings,
    part_name,
    unpack,
)
from prestatieafspraken.workbook.package.extras import extras, other_sheet
from prestatieafspraken.workbook.package.limits import LIMITS, Limits
from prestatieafspraken.workbook.package.measure import measure
from prestatieafspraken.workbook.package.plain_xml import plain
from prestatieafspraken.workbook.package.scan import SheetScan, scan
from prestatieafspraken.workbook.raw import RawTable

_SHEET = re.compile(rb"<(?:[\w.-]+:)?sheet\s[^<]*(?:</(?:[\w.-]+:)?sheet\s*>)?")
_IDS = re.compile(rb":id\s*=\s*[\"']([^\"']*)[\"']")


@dataclass(frozen=True)
class Package:
    """What the scan found; `data` is the workbook in a form that calamine can read whole.

    `findings` tells what else is in the file: macros, links, sheets of another kind.
    """

    data: bytes
    sheets: Mapping[str, SheetScan]
    tables: Sequence[RawTable]
    names: Mapping[str, str]
    properties: Mapping[str, str]
    findings: Sequence[Finding] = ()
    hidden: frozenset[str] = frozenset()
    """The names of the sheets that are out of sight."""
    asides: Sequence[Aside] = ()
    """The texts that are in no cell."""


def open_package(data: bytes, limits: Limits = LIMITS) -> Package:
    """Scan the bytes of a zip.

    Raises FaultyFileError when it is damaged, locked, too large, or no workbook.
    """
    parts = unpack(data, limits)
    main = main_part(parts)
    root = _xml(parts, main)
    relations = relations_of(parts, main)
    places, findings = _places(parts, root, relations)
    if len(places) > limits.sheets:
        raise FaultyFileError(faults.TE_GROOT, wat=f"zij heeft meer dan {limits.sheets} bladen")
    sheets: dict[str, SheetScan] = {}
    tables: list[RawTable] = []
    seen: set[str] = set()
    area = 0
    for name, part in places.items():
        sheets[name] = scan(_once(part, parts[part], seen))
        if not certain(parts[part]):
            what = f"op het blad {name} staan cellen die een programma mag overslaan"
            raise FaultyFileError(faults.BESCHADIGD, wat=what)
        area += measure(sheets[name], name, limits, limits.area - area)
        for target in dict.fromkeys(
            t for k, t in relations_of(parts, part).values() if k == "table"
        ):
            if target in parts:
                _once(target, parts[target], seen)
                tables += tables_of(parts, target, name)
    parts[main] = _only(parts[main], relations)
    contents = {name: sheets[name].repaired or parts[part] for name, part in places.items()}
    for kind, target in relations.values():
        if kind == "sharedstrings" and target in parts:
            parts[target] = plain(parts[target])
            check_strings(parts[target], contents, limits)
    unseen = asides(parts, _of_sheets(parts, places))
    findings += extras(parts, main, contents, _kinds(parts), list(_outside(parts)))
    return Package(
        archive.stored(_readable(parts, places, sheets)),
        sheets,
        tables,
        dict(names_of(root)),
        dict(_properties(parts)),
        findings,
        frozenset(_hidden(root)),
        unseen,
    )


def _places(
    parts: Mapping[str, bytes], root: Element, relations: Mapping[str, tuple[str, str]]
) -> tuple[dict[str, str], list[Finding]]:
    """Give the part of each sheet with cells, and a finding for each sheet of another kind."""
    places: dict[str, str] = {}
    others: list[Finding] = []
    for name, relation in sheets_of(root):
        kind, part = relations.get(relation, ("", ""))
        if name in places:
            raise FaultyFileError(faults.BESCHADIGD, wat=f"twee bladen heten {name}")
        if part not in parts:
            raise FaultyFileError(
                faults.BESCHADIGD, wat=f"het blad {name} ontbreekt in het bestand"
            )
        if kind == "worksheet":
            places[name] = part
        else:
            others.append(other_sheet(name, kind))
    if not places:
        raise FaultyFileError(faults.BESCHADIGD, wat="er staat geen enkel blad in")
    return places, others


def _of_sheets(parts: Mapping[str, bytes], places: Mapping[str, str]) -> dict[str, str]:
    """Give the sheet of each part that hangs on one: its notes and drawings, and their charts."""
    known = {part: name for name, part in places.items()}
    left = list(known)
    while left:
        part = left.pop()
        folder, _, name = part.rpartition("/")
        known.setdefault(f"{folder}/_rels/{name}.rels", known[part])
        for _, target in relations_of(parts, part).values():
            if target in parts and target not in known and target.startswith("xl/"):
                known[target] = known[part]
                left.append(target)
    return known


def _once(name: str, content: bytes, seen: set[str]) -> bytes:
    """Give a part that belongs to one sheet: one that many share would be read for each of them."""
    if name in seen:
        raise FaultyFileError(
            faults.BESCHADIGD, wat=f"het onderdeel {name} hoort bij meer dan één blad"
        )
    seen.add(name)
    return content


def _only(content: bytes, relations: Mapping[str, tuple[str, str]]) -> bytes:
    """Leave sheets of another kind out of the list of sheets; calamine stumbles over them."""
    others = {i.encode() for i, (kind, _) in relations.items() if kind != "worksheet"}

    def kept(element: re.Match[bytes]) -> bytes:
        return b"" if set(_IDS.findall(element[0])) & others else element[0]

    return _SHEET.sub(kept, content)


def _readable(
    parts: Mapping[str, bytes], places: Mapping[str, str], sheets: Mapping[str, SheetScan]
) -> dict[str, bytes]:
    """Give the parts that a reader may see: those of XML, repaired where it would stumble."""
    read = {name: part for name, part in parts.items() if part.lstrip()[:1] in (b"<", b"\xef")}
    read |= {places[n]: scan.repaired for n, scan in sheets.items() if scan.repaired is not None}
    return read


def main_part(parts: Mapping[str, bytes]) -> str:
    """Find the part that lists the sheets, or say what this zip is instead."""
    mimetype = parts.get("mimetype", b"")
    if mimetype.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        raise FaultyFileError(faults.ANDER_FORMAAT, soort="een OpenDocument-werkmap (.ods)")
    if "xl/workbook.bin" in parts:
        raise FaultyFileError(faults.ANDER_FORMAAT, soort="een binaire Excel-werkmap (.xlsb)")
    if "index/document.iwa" in parts:
        raise FaultyFileError(faults.ANDER_FORMAAT, soort="een werkmap van Numbers")
    if any(name.startswith("word/") for name in parts):
        raise FaultyFileError(faults.GEEN_WERKMAP, soort="een Word-document")
    if any(name.startswith("ppt/") for name in parts):
        raise FaultyFileError(faults.GEEN_WERKMAP, soort="een presentatie")
    if "[content_types].xml" not in parts:
        raise FaultyFileError(faults.GEEN_WERKMAP, soort="een zipbestand")
    for kind, target in relations_of(parts, "").values():
        if kind == "officedocument" and target in parts:
            return target
    raise FaultyFileError(faults.BESCHADIGD, wat="de lijst van bladen ontbreekt")


def _xml(parts: Mapping[str, bytes], name: str) -> Element:
    try:
        return fromstring(parts[name], forbid_dtd=True)
    except DefusedXmlException as error:
        raise FaultyFileError(faults.NIET_VERTROUWD) from error
    except (ParseError, ValueError, LookupError) as error:
        raise FaultyFileError(faults.BESCHADIGD, wat=f"het onderdeel {name} is verminkt") from error


_RELATIONS = re.compile(
    r"\{http://(?:schemas\.openxmlformats\.org/officeDocument/2006|"
    r"purl\.oclc\.org/ooxml/officeDocument)/relationships\}"
)


def _local(name: str) -> str:
    """Drop the namespace, which differs between the two kinds of .xlsx that Excel writes."""
    return name.rpartition("}")[2]


def _attributes(element: Element) -> dict[str, str]:
    """Give the values of an element by name; those of a relation go before any of the same name.

    What stands in another space of names is left out, as Excel leaves it out: `x:Target` beside
    `Target` would have us read another sheet than people see.
    """
    own = {name: value for name, value in element.attrib.items() if "}" not in name}
    relations = {name: value for name, value in element.attrib.items() if _RELATIONS.match(name)}
    return own | {_local(name): value for name, value in relations.items()}


def _elements(root: Element, name: str) -> Iterator[Element]:
    return (element for element in root.iter() if _local(element.tag) == name)


def relations_of(parts: Mapping[str, bytes], part: str) -> dict[str, tuple[str, str]]:
    """Give by id the kind and the target of what a part refers to within the file."""
    folder = part.rpartition("/")[0]
    found = {}
    for values in _relations(parts, part):
        target = values.get("Target", "").replace("\\", "/")
        if values.get("TargetMode") != "External" and target:
            full = target if target.startswith("/") else posixpath.join(folder, target)
            found[values.get("Id", "")] = (_kind(values), part_name(full))
    return found


def _relations(parts: Mapping[str, bytes], part: str) -> Iterator[dict[str, str]]:
    folder, _, name = part.rpartition("/")
    own = posixpath.join(folder, "_rels", f"{name}.rels")
    if own in parts:
        yield from map(_attributes, _elements(_xml(parts, own), "Relationship"))


def _kind(relation: Mapping[str, str]) -> str:
    return relation.get("Type", "").rpartition("/")[2].lower()


def _kinds(parts: Mapping[str, bytes]) -> dict[str, set[str]]:
    """Give all that each part is to the parts that refer to it."""
    kinds: dict[str, set[str]] = {}
    for part in _referring(parts):
        with suppress(FaultyFileError):  # nothing is reached by relations that cannot be read
            for kind, target in relations_of(parts, part).values():
                kinds.setdefault(target, set()).add(kind)
    return kinds


def _outside(parts: Mapping[str, bytes]) -> Iterator[tuple[str, str, str]]:
    """Give what parts refer to outside the file: the part, as what, and where."""
    for part in _referring(parts):
        with suppress(FaultyFileError):
            for values in _relations(parts, part):
                if values.get("TargetMode") == "External":
                    yield part, _kind(values), values.get("Target", "")


def _referring(parts: Mapping[str, bytes]) -> Iterator[str]:
    for name in parts:
        folder, between, own = name.rpartition("_rels/")
        if between and own.endswith(".rels"):
            yield folder + own.removesuffix(".rels")


def sheets_of(root: Element) -> Iterator[tuple[str, str]]:
    """Give each sheet in the list of sheets, with the id of its relation."""
    for element in _elements(root, "sheet"):
        values = _attributes(element)
        if len(set(map(_local, element.attrib))) < len(element.attrib):
            # Readers differ in which of the two they take: people would see another sheet.
            raise FaultyFileError(
                faults.BESCHADIGD, wat="een blad heeft twee namen of twee onderdelen"
            )
        yield values.get("name", ""), values.get("id", "")


def _hidden(root: Element) -> Iterator[str]:
    for element in _elements(root, "sheet"):
        values = _attributes(element)
        if values.get("state") in ("hidden", "veryHidden"):
            yield values.get("name", "")


def names_of(root: Element) -> Iterator[tuple[str, str]]:
    """Give each name that holds in the whole workbook, with what it stands for."""
    for element in _elements(root, "definedName"):
        if "localSheetId" not in element.attrib:
            yield element.attrib.get("name", ""), (element.text or "").strip()


def _properties(parts: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    for kind, target in relations_of(parts, "").values():
        # The strict form of .xlsx writes customProperties here.
        if kind.replace("-", "") == "customproperties" and target in parts:
            for element in _elements(_xml(parts, target), "property"):
                yield element.attrib.get("name", ""), "".join(element.itertext())


def tables_of(parts: Mapping[str, bytes], part: str, sheet: str) -> list[RawTable]:
    """Give the Excel table that a part describes; none when it does not say where it is."""
    root = _xml(parts, part)
    values = _attributes(root)
    area = parse_range(values.get("ref", ""))
    if area is None:
        return []
    top, left, bottom, _ = area
    header = tuple(
        re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), column.attrib.get("name", ""))
        for column in _elements(root, "tableColumn")
    )
    first = top + _count(values, "headerRowCount", 1)
    totals = _count(values, "totalsRowCount", 0)
    name = values.get("displayName") or values.get("name", "")
    filtered = any(_elements(root, "filterColumn"))
    return [RawTable(name, sheet, first, left, header, bottom - totals, totals, filtered)]


def _count(values: Mapping[str, str], name: str, default: int) -> int:
    """Read a number of rows; Excel writes 0 or 1 there and nothing else."""
    text = values.get(name, str(default))
    if text not in ("0", "1"):
        raise FaultyFileError(
            faults.BESCHADIGD, wat=f"een tabel heeft {name} met de waarde {cut(text, SENTENCE)}"
        )
    return int(text)
