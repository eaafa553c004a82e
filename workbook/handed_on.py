"""What of somebody's workbook may be handed on in a file of ours: what shows, never what acts.

Excel stops macros and links in a file that came by mail, by a mark that it bears. A file that we
write bears none, so nothing may be in it that would need stopping. A workbook is walked from its
root, along relations of the kinds that are listed here. Macros and a ribbon are left behind, and
with them what only they lead to. When it holds anything else that is not listed, an external link,
a query, a control or a formula that reaches out, no part of it is handed on: only its values are.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element
from xml.sax.saxutils import quoteattr

from defusedxml.ElementTree import fromstring

from prestatieafspraken.workbook import archive, door
from prestatieafspraken.workbook.acting import only_computes
from prestatieafspraken.workbook.door import part_name
from prestatieafspraken.workbook.extras import OWN_MACROS
from prestatieafspraken.workbook.limits import LIMITS, Limits
from prestatieafspraken.workbook.package import main_part

_BASES = (
    "http://schemas.openxmlformats.org/",
    "http://purl.oclc.org/ooxml/",
    "http://schemas.microsoft.com/office/",
)
_NAMES = """
    officedocument coreproperties extendedproperties customproperties thumbnail
    classificationlabels worksheet chartsheet sharedstrings styles theme themeoverride calcchain
    sheetmetadata table drawing vmldrawing comments threadedcomment person image chart chartex
    chartusershapes chartstyle chartcolorstyle diagramdata diagramlayout diagramquickstyle
    diagramcolors diagramdrawing printersettings slicer slicercache timeline timelinecache
    pivottable pivotcachedefinition pivotcacherecords customxml customxmlprops namedsheetview
    featurepropertybag hyperlink
"""
_SHOWS = frozenset(_NAMES.split())
"""Relations to what shows, by the end of their type without hyphens."""
_LEFT = frozenset({"vbaproject", "extensibility", "origin"})
"""Relations that are not followed: to macros, a ribbon, and a signature of the whole."""
_LINKS = re.compile(r"(?:https?://|mailto:|#)[^\s\x00-\x1f]*\Z", re.IGNORECASE)
_PICTURES = {"png", "jpeg", "jpg", "gif", "bmp", "tiff", "x-emf", "x-wmf", "emf", "wmf"}
_ACTING_TYPE = re.compile(
    "macro|vba|activex|oleobject|dialogsheet|externallink|connection|querytable|ctrlprop|webext"
    "|control|datamodel|javascript|html|svg",
    re.IGNORECASE,
)
_ACTING_VML = re.compile(
    rb"Fmla|OLEObject|\x00|[\s:](?:src|href|link)\s*=|<\s*script", re.IGNORECASE
)
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_LIST, _KIND = "[content_types].xml", "ContentType"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


class Acts(Exception):  # noqa: N818 (a word for what the file does)
    """There is something in the workbook besides macros that would do more than show."""


@dataclass(frozen=True, slots=True)
class _Relation:
    """One relation: `target` is the part, `written` what stands there."""

    written: Mapping[str, str]
    kind: str
    target: str
    outside: bool


@dataclass(frozen=True, slots=True)
class _Type:
    """A content type, of one part or of all parts whose name ends so."""

    element: str
    name: str
    written: Mapping[str, str]
    kind: str


@dataclass
class _Walk:
    """What was met along the relations from the root.

    `kept` are the parts, `old` those of them in the older language for drawings, `relations` those
    that stay by the part that lists them, `shorter` the lists from which some were left out,
    `macros` the programs.
    """

    parts: Mapping[str, bytes]
    types: Sequence[_Type]
    kept: set[str] = field(default_factory=set)
    old: set[str] = field(default_factory=set)
    relations: dict[str, list[_Relation]] = field(default_factory=dict)
    shorter: set[str] = field(default_factory=set)
    macros: set[str] = field(default_factory=set)

    def visit(self, part: str) -> None:
        todo = [part]
        while todo:
            here = todo.pop()
            own = _relations_name(here)
            if own in self.relations:
                continue
            found = list(_relations(self.parts, here))
            stays = [relation for relation in found if relation.kind not in _LEFT]
            self.relations[own] = stays
            self.macros |= {
                one.target for one in found if one.kind == "vbaproject" and one.target in self.parts
            }
            if len(stays) < len(found):
                self.shorter.add(own)
            for relation in stays:
                _demand_showing(relation)
                if not relation.outside and relation.target in self.parts:
                    self.kept.add(relation.target)
                    if relation.kind == "vmldrawing":
                        self.old.add(relation.target)
                    todo.append(relation.target)


def handed_on(data: bytes, limits: Limits = LIMITS) -> bytes:
    """Give a workbook without macros and ribbon, as it is when it has none.

    Every part that stays keeps its packed bytes. Acts when something else in it would act,
    FileFault when it cannot be opened.
    """
    parts = door.unpack(data, limits)
    walk = walked(parts)
    main = main_part(parts)
    stay = walk.kept | {name for name in walk.relations if name in parts} | {_LIST}
    plain = [one.kind for one in walk.types if one.name == main] == [_WORKBOOK]
    if set(parts) == stay and not walk.shorter and plain:
        return data
    changed = {_LIST: _written_types(walk, main)}
    changed |= {name: _written_relations(walk.relations[name]) for name in walk.shorter}
    return archive.write(
        archive.packed(entry.name, changed[name]) if name in changed else entry
        for entry in archive.entries(data, limits.entries)
        if (name := part_name(entry.name)) in stay and not entry.is_folder
    )


def demand_known(data: bytes, limits: Limits = LIMITS) -> None:
    """Demand that nothing acts in a workbook but macros of this version (Acts, FileFault)."""
    parts = door.unpack(data, limits)
    macros = walked(parts).macros | {name for name in parts if name.endswith("vbaproject.bin")}
    if any(hashlib.sha256(parts[name]).hexdigest() not in OWN_MACROS for name in macros):
        raise Acts


def walked(parts: Mapping[str, bytes]) -> _Walk:
    """Walk a workbook from its root (Acts when it meets anything but what shows, or macros)."""
    walk = _Walk(parts, _types(parts[_LIST]))
    walk.visit("")
    main = main_part(parts)
    books = [r for r in walk.relations[_relations_name("")] if r.kind == "officedocument"]
    if len(books) != 1:
        raise Acts
    for name in walk.kept:
        end = name.rpartition(".")[2]
        kinds = [one.kind for one in walk.types if one.name in (name, f".{end}")]
        if name != main and any(map(_ACTING_TYPE.search, kinds[-1:])):
            raise Acts
        if name in walk.old and _ACTING_VML.search(parts[name]):
            raise Acts
        if _acts(name, parts[name]) or any(map(_is_odd_picture, kinds[-1:])):
            raise Acts
    return walk


def _is_odd_picture(kind: str) -> bool:
    return kind.startswith("image/") and kind[6:].lower() not in _PICTURES


def _acts(name: str, part: bytes) -> bool:
    if name.endswith(".vml"):
        return bool(_ACTING_VML.search(part))
    if b"DataMashup" in part or b"D\0a\0t\0a\0M\0a\0s\0h\0u\0p" in part:
        return True
    if part.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] != b"<" or name.startswith("customxml/"):
        return False
    return b"webPublishItem" in part or not only_computes(part)


def _demand_showing(relation: _Relation) -> None:
    target = relation.written.get("Target", "")
    if relation.kind not in _SHOWS:
        raise Acts
    if relation.outside and (relation.kind != "hyperlink" or not _LINKS.match(target)):
        raise Acts
    if not relation.outside and (":" in target.partition("#")[0] or target[:2] in ("//", r"\\")):
        raise Acts


def _relations_name(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _relations(parts: Mapping[str, bytes], part: str) -> Iterator[_Relation]:
    own = _relations_name(part)
    if own not in parts:
        return
    folder = posixpath.dirname(part)
    for element in _elements(parts[own], "Relationship"):
        kind, target = element.get("Type", ""), element.get("Target", "")
        known = kind.startswith(_BASES)
        full = target.replace("\\", "/")
        full = full if full.startswith("/") else posixpath.join(folder, full)
        yield _Relation(
            dict(element.attrib),
            kind.rpartition("/")[2].lower().replace("-", "") if known else "",
            part_name(full),
            element.get("TargetMode", "Internal") != "Internal",
        )


def _elements(content: bytes, name: str) -> list[Element]:
    root = fromstring(content, forbid_dtd=True)
    return [element for element in root.iter() if element.tag.rpartition("}")[2] == name]


def _types(content: bytes) -> list[_Type]:
    """Give the content types; those of one part come last, for they go before the others."""
    found = [
        _Type("Default", f".{one.get('Extension', '').lower()}", one.attrib, one.get(_KIND, ""))
        for one in _elements(content, "Default")
    ]
    return found + [
        _Type("Override", part_name(one.get("PartName", "")), one.attrib, one.get(_KIND, ""))
        for one in _elements(content, "Override")
    ]


def _written_types(walk: _Walk, main: str) -> bytes:
    """Write the content types anew, of what stays: it is a workbook without macros now."""
    names = walk.kept | {".rels"} | {f".{name.rpartition('.')[2]}" for name in walk.kept}
    lines = [
        _element(
            one.element, {**one.written, _KIND: _WORKBOOK} if one.name == main else one.written
        )
        for one in walk.types
        if one.name in names
    ]
    if not any(one.name == main for one in walk.types):
        lines.append(_element("Override", {"PartName": f"/{main}", _KIND: _WORKBOOK}))
    return f'<Types xmlns="{_TYPES}">{"".join(lines)}</Types>'.encode()


def _element(name: str, values: Mapping[str, str]) -> str:
    return f"<{name}{''.join(f' {key}={quoteattr(value)}' for key, value in values.items())}/>"


def _written_relations(relations: Sequence[_Relation]) -> bytes:
    body = "".join(_element("Relationship", relation.written) for relation in relations)
    return f'<Relationships xmlns="{_RELATIONS}">{body}</Relationships>'.encode()
