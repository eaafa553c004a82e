"""A strict reader of what lies around a document: its parts, their types and their relations.

Excel and Word ask their user whether to repair a file, or refuse it, for what is named here; other
readers let it pass. It knows nothing of the product.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml.ElementTree import fromstring

TYPES = "[Content_Types].xml"
REPEATED = "{}: {} more than once"


@dataclass(frozen=True)
class Relation:
    """What a part refers to: as what, and where; `outside` is not in the file."""

    id: str
    kind: str
    target: str
    outside: bool


@dataclass(frozen=True)
class Opened:
    """The parts of a file by name."""

    parts: dict[str, bytes]

    def xml(self, part: str) -> Element:
        """Give a part as XML."""
        return fromstring(self.parts[part])

    def relations(self, part: str) -> list[Relation]:
        """Give what a part refers to; "" is the file itself."""
        folder, _, name = part.rpartition("/")
        own = posixpath.join(folder, "_rels", f"{name}.rels")
        if own not in self.parts:
            return []
        return [
            Relation(
                one.attrib["Id"],
                one.attrib["Type"].rsplit("/", 1)[1],
                _full(folder, one.attrib["Target"]),
                one.get("TargetMode") == "External",
            )
            for one in self.xml(own)
        ]


def _full(folder: str, target: str) -> str:
    return (
        target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    )


def opened(data: bytes) -> Opened:
    """Open a file."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return Opened({name: source.read(name) for name in source.namelist()})


def local(element: Element) -> str:
    """Give the name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def doubles(what: str, names: Sequence[str | None]) -> Iterator[str]:
    """Name what occurs more than once; capitals make no difference."""
    seen = [str(name).casefold() for name in names]
    for name in sorted({name for name in seen if seen.count(name) > 1}):
        yield REPEATED.format(what, name)


def package_remarks(data: bytes) -> Iterator[str]:
    """Name what is wrong with the parts of a file."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        yield from doubles("part", source.namelist())
    file = opened(data)
    for name, content in file.parts.items():
        if name.endswith((".xml", ".rels", ".vml")):
            try:
                fromstring(content)
            except ParseError as error:
                yield f"{name}: {error}"
    yield from _types(file)
    for name in file.parts:
        folder, between, own = name.rpartition("_rels/")
        if between and own.endswith(".rels"):
            yield from _relations(file, folder + own.removesuffix(".rels"))


def _types(file: Opened) -> Iterator[str]:
    listed = list(file.xml(TYPES))
    ends = [one.attrib["Extension"] for one in listed if local(one) == "Default"]
    names = [one.attrib["PartName"] for one in listed if local(one) == "Override"]
    yield from doubles("type of an extension", ends)
    yield from doubles("type of a part", names)
    for name in names:
        if name[1:] not in file.parts:
            yield f"{name}: a type, and no part"
    for name in file.parts:
        known = f"/{name}" in names or name.rpartition(".")[2].lower() in map(str.lower, ends)
        if name != TYPES and not known:
            yield f"{name}: no type"


def _relations(file: Opened, part: str) -> Iterator[str]:
    if part and part not in file.parts:
        yield f"{part}: relations of a part that is not there"
    relations = file.relations(part)
    yield from doubles(f"relation of {part}", [one.id for one in relations])
    for one in relations:
        if not one.outside and one.target not in file.parts:
            yield f"{part}: {one.kind} {one.target} is not there"
