"""The lists in the zip of a workbook: what its parts are, and what each of them refers to.

They are read whole, also what leads outside, and can be written anew with less in them.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element
from xml.sax.saxutils import quoteattr

from defusedxml.ElementTree import fromstring

from prestatieafspraken.workbook.package.door import part_name

TYPES = "[content_types].xml"
"""The name of the list of kinds of parts, in lower case."""
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
"""The content type of the main part of a workbook without macros."""
_BASES = (
    "http://schemas.openxmlformats.org/",
    "http://purl.oclc.org/ooxml/",
    "http://schemas.microsoft.com/office/",
)
_SPACE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "ContentType"


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation: `kind` the end of its type, `target` the part, `written` what stands there.

    A type that is not of the standard or of Microsoft has no kind.
    """

    written: Mapping[str, str]
    kind: str
    target: str
    outside: bool


@dataclass(frozen=True, slots=True)
class ContentType:
    """A content type, of one part or of all parts whose name ends so (`.xml`)."""

    element: str
    name: str
    written: Mapping[str, str]
    kind: str


def relations_name(part: str) -> str:
    """Give the name of the part with the relations of a part."""
    folder, _, name = part.rpartition("/")
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relations(parts: Mapping[str, bytes], part: str) -> list[Relation]:
    """Give all relations of a part, in their order."""
    own = relations_name(part)
    listed = _elements(parts[own], "Relationship") if own in parts else []
    return [_relation(element, posixpath.dirname(part)) for element in listed]


def _relation(element: Element, folder: str) -> Relation:
    kind, target = element.get("Type", ""), element.get("Target", "").replace("\\", "/")
    return Relation(
        dict(element.attrib),
        kind.rpartition("/")[2].lower().replace("-", "") if kind.startswith(_BASES) else "",
        part_name(target if target.startswith("/") else posixpath.join(folder, target)),
        element.get("TargetMode", "Internal") != "Internal",
    )


def content_types(parts: Mapping[str, bytes]) -> list[ContentType]:
    """Give the content types; those of one part come last, for they go before the others."""
    listed = parts[TYPES]
    return [
        ContentType("Default", f".{one.get('Extension', '').lower()}", one.attrib, _kind(one))
        for one in _elements(listed, "Default")
    ] + [
        ContentType("Override", part_name(one.get("PartName", "")), one.attrib, _kind(one))
        for one in _elements(listed, "Override")
    ]


def _kind(element: Element) -> str:
    return element.get(_KIND, "")


def _elements(content: bytes, name: str) -> list[Element]:
    root = fromstring(content, forbid_dtd=True)
    return [element for element in root.iter() if element.tag.rpartition("}")[2] == name]


def written_types(types: Iterable[ContentType], kept: set[str], main: str) -> bytes:
    """Write the content types of the parts that stay, of a workbook without macros."""
    names = kept | {".rels"} | {f".{name.rpartition('.')[2]}" for name in kept}
    stay = [one for one in types if one.name in names and one.name != main]
    own = [one.written.get("PartName", "") for one in types if one.name == main]
    lines = [_element(one.element, one.written) for one in stay]
    lines.append(_element("Override", {"PartName": (own or [f"/{main}"])[0], _KIND: WORKBOOK}))
    return f'<Types xmlns="{_SPACE}/content-types">{"".join(lines)}</Types>'.encode()


def written_relations(stay: Iterable[Relation]) -> bytes:
    """Write the relations that stay."""
    body = "".join(_element("Relationship", relation.written) for relation in stay)
    return f'<Relationships xmlns="{_SPACE}/relationships">{body}</Relationships>'.encode()


def _element(name: str, values: Mapping[str, str]) -> str:
    return f"<{name}{''.join(f' {key}={quoteattr(value)}' for key, value in values.items())}/>"
