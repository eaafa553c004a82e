"""Sheets that are added to somebody's workbook, on its zip: all that stood there stays.

A sheet comes first, in view, or last and very hidden. One that is there under the same name is
replaced, where that is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element
from xml.sax.saxutils import quoteattr

from defusedxml.ElementTree import fromstring

from prestatieafspraken.workbook.package import archive, door
from prestatieafspraken.workbook.package.limits import LIMITS, Limits
from prestatieafspraken.workbook.package.parts import main_part, relations_of, sheets_of
from prestatieafspraken.workbook.patching.package_lists import TYPES, relations_name

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_SELECTED = re.compile(rb"""(<(?:[\w.-]+:)?sheetView\s[^>]*?)\s+tabSelected=["'](?:1|true)["']""")
_VIEW = re.compile(rb"<(?:[\w.-]+:)?workbookView\b[^>]*>")
_IN_VIEW = re.compile(rb"""\s(?:activeTab|firstSheet)=["']\d+["']""")
_LOCAL = re.compile(rb"""(<(?:[\w.-]+:)?definedName\s[^>]*?\blocalSheetId=["'])(\d+)""")


@dataclass(frozen=True, slots=True)
class AddedSheet:
    """A sheet with its XML; `is_hidden` puts it last and out of sight, else it comes first."""

    name: str
    content: bytes
    is_hidden: bool = False


@dataclass
class Patched:
    """A workbook while it is changed: its parts, and those of them that are different now."""

    parts: dict[str, bytes]
    entries: list[archive.Entry]
    main: str
    root: Element
    changed: dict[str, bytes]
    new: dict[str, bytes]

    @classmethod
    def of(cls, data: bytes, limits: Limits = LIMITS) -> Patched:
        """Open a workbook (FaultyFileError when that cannot be done)."""
        parts, entries = door.unpack(data, limits), archive.entries(data, limits.entries)
        main = main_part(parts)
        return cls(parts, entries, main, fromstring(parts[main], forbid_dtd=True), {}, {})

    @property
    def namespace(self) -> str:
        """The space of names of its XML, which differs between the two kinds of .xlsx."""
        return str(self.root.tag).rpartition("}")[0].lstrip("{")

    @property
    def sheets(self) -> dict[str, str]:
        """The part of each sheet by its name."""
        known = relations_of(self.parts, self.main)
        return {name: known.get(relation, ("", ""))[1] for name, relation in sheets_of(self.root)}

    @property
    def styles(self) -> str:
        """The part with the styles, "" without one."""
        known = relations_of(self.parts, self.main).values()
        return next((part for kind, part in known if kind == "styles" and part in self.parts), "")

    def part(self, name: str) -> bytes:
        """Give a part as it is now."""
        return self.changed.get(name, self.parts[name])

    def add(self, sheets: Sequence[AddedSheet]) -> None:
        """Add sheets; what has the name of one already gets its content."""
        there = {name.casefold(): part for name, part in self.sheets.items()}
        for sheet in sheets:
            if sheet.name.casefold() in there:
                self.changed[there[sheet.name.casefold()]] = sheet.content
        fresh = [one for one in sheets if one.name.casefold() not in there]
        if any(not one.is_hidden for one in sheets):
            self._unselect(set(there.values()))
        own, types = relations_name(self.main), TYPES
        for sheet in fresh:
            part = self._free_part()
            relation = f"rId-{part.rpartition('/')[2].removesuffix('.xml')}"
            self.new[part] = sheet.content
            self.changed[self.main] = self._listed(sheet, relation)
            self.changed[own] = _before_end(
                self.part(own), "Relationships", self._relation(relation, part)
            )
            override = f'Override PartName="/{part}" ContentType="{_TYPE}"/>'
            self.changed[types] = _before_end(self.part(types), "Types", override)

    def write(self) -> bytes:
        """Give the workbook; the parts that were not changed keep their bytes."""
        kept = [
            archive.packed(entry.name, self.changed[part])
            if (part := door.part_name(entry.name)) in self.changed and not entry.is_folder
            else entry
            for entry in self.entries
        ]
        return archive.write([*kept, *(archive.packed(*one) for one in self.new.items())])

    def free_name(self, name: str) -> str:
        """Give a name that no sheet has yet."""
        known = {one.casefold() for one in self.sheets}
        numbered = [name, *(f"{name} {number}" for number in range(2, len(known) + 3))]
        return next(one for one in numbered if one.casefold() not in known)

    def _free_part(self) -> str:
        """Give a name that no part has, and no relation: a part may have gone and left that."""
        taken = {*self.parts, *self.new}
        listed = self.part(relations_name(self.main))
        names = (f"prestatieafspraken-{number}" for number in range(1, len(taken) + 99))
        free = (one for one in names if f'{one}"'.encode() not in listed)
        return next(part for one in free if (part := f"xl/worksheets/{one}.xml") not in taken)

    def _unselect(self, parts: set[str]) -> None:
        """Leave one sheet in view: who types while several are chosen, types in all of them."""
        for part in parts & set(self.parts):
            if _SELECTED.search(self.part(part)):
                self.changed[part] = _SELECTED.sub(rb"\1", self.part(part))
        first = _VIEW.sub(lambda found: _IN_VIEW.sub(b"", found[0]), self.part(self.main))
        self.changed[self.main] = first

    def _listed(self, sheet: AddedSheet, relation: str) -> bytes:
        """List a sheet; names that belong to a sheet count the sheets before it."""
        content = self.part(self.main)
        ids = re.findall(rb"""\bsheetId=["'](\d+)["']""", content)
        bounds = r"<((?:[\w.-]+:)?)sheets\s*>", r"</((?:[\w.-]+:)?)sheets\s*>"
        match = re.search(bounds[sheet.is_hidden].encode(), content)
        if match is None:
            raise ValueError("no list of sheets")
        at = match.start() if sheet.is_hidden else match.end()
        hidden = ' state="veryHidden"' if sheet.is_hidden else ""
        new = (
            f"<{match[1].decode()}sheet name={quoteattr(sheet.name)} "
            f'sheetId="{max(map(int, ids), default=0) + 1}"{hidden} '
            f'xmlns:bc="{self._base}/relationships" bc:id="{relation}"/>'
        )
        made = content[:at] + new.encode() + content[at:]
        if sheet.is_hidden:
            return made
        return _LOCAL.sub(lambda found: found[1] + str(int(found[2]) + 1).encode(), made)

    @property
    def _base(self) -> str:
        if b"purl.oclc.org" in self.parts[self.main]:
            return "http://purl.oclc.org/ooxml/officeDocument"
        return "http://schemas.openxmlformats.org/officeDocument/2006"

    def _relation(self, relation: str, part: str) -> str:
        kind = f"{self._base}/relationships/worksheet"
        return f'Relationship Id="{relation}" Type="{kind}" Target="/{part}"/>'


def _before_end(content: bytes, name: str, new: str) -> bytes:
    match = re.search(rf"</((?:[\w.-]+:)?){name}\s*>\s*$".encode(), content)
    if match is None:
        raise ValueError(f"no end of {name}")
    return content[: match.start()] + b"<" + match[1] + new.encode() + content[match.start() :]
