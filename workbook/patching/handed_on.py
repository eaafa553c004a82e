"""What of somebody's workbook may be handed on in a file of ours: what shows, never what acts.

Excel stops macros and links in a file that came by mail, by a mark that it bears. A file that we
write bears none, so nothing may be in it that would need stopping. A workbook is walked from its
root, along relations of the kinds that are listed here. Macros and a ribbon are left behind, and
with them what only they lead to. When it holds anything else that is not listed, an external link,
a query, a control or a formula that reaches out, no part of it is handed on: only its values are.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from prestatieafspraken.workbook.package import archive, door
from prestatieafspraken.workbook.package.door import part_name
from prestatieafspraken.workbook.package.extras import OWN_MACROS
from prestatieafspraken.workbook.package.limits import LIMITS, Limits
from prestatieafspraken.workbook.package.parts import main_part
from prestatieafspraken.workbook.package.solution import names_program
from prestatieafspraken.workbook.patching.acting import only_computes
from prestatieafspraken.workbook.patching.package_lists import (
    TYPES,
    WORKBOOK,
    Relation,
    content_types,
    relations,
    relations_name,
    written_relations,
    written_types,
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
    rb"Fmla|OLEObject|\x00|(?:src|href|link)\s*=|<[\s\w:]*script|\A[^<]*<\?[^>]*\bencoding\s*="
    rb"\s*.(?!utf-8\b|us-ascii\b|iso-8859-1\b|windows-1252\b)",
    re.IGNORECASE,
)
_PUBLISHES = re.compile(rb"webPublish(?:Item|Object)")
"""What Excel writes to another place whenever the workbook is saved."""
_NO_XML = {"image", "thumbnail", "printersettings"}
_FOREIGN = {"customxml", "customxmlprops"}
"""Relations to XML of other programs, in any coding, that Excel keeps and hardly reads."""


class ActsError(Exception):
    """There is something in the workbook besides macros that would do more than show."""


@dataclass
class _Walk:
    """What was met along the relations from the root.

    `kept` are the parts, with the kinds of the relations to each; `stay` the relations by the part
    that lists them, `shorter` the lists from which some were left out, `macros` the programs.
    """

    parts: Mapping[str, bytes]
    kept: dict[str, set[str]] = field(default_factory=dict)
    stay: dict[str, list[Relation]] = field(default_factory=dict)
    shorter: set[str] = field(default_factory=set)
    macros: set[str] = field(default_factory=set)

    def visit(self, part: str) -> None:
        todo = [part]
        while todo:
            here = todo.pop()
            own = relations_name(here)
            if own in self.stay:
                continue
            self.stay[own] = []
            for relation in relations(self.parts, here):
                if relation.kind in _LEFT:
                    self.shorter.add(own)
                    if relation.kind == "vbaproject" and relation.target in self.parts:
                        self.macros.add(relation.target)
                    continue
                _demand_showing(relation)
                self.stay[own].append(relation)
                if not relation.outside and relation.target in self.parts:
                    self.kept.setdefault(relation.target, set()).add(relation.kind)
                    todo.append(relation.target)


def handed_on(data: bytes, limits: Limits = LIMITS) -> bytes:
    """Give a workbook without macros and ribbon, as it is when it has none.

    Every part that stays keeps its packed bytes. Acts when something else in it would act,
    FaultyFileError when it cannot be opened.
    """
    parts = door.unpack(data, limits)
    walk = walked(parts)
    main, types = main_part(parts), content_types(parts)
    stay = set(walk.kept) | (set(walk.stay) & set(parts)) | {TYPES}
    plain = [one.kind for one in types if one.name == main] == [WORKBOOK]
    if set(parts) == stay and not walk.shorter and plain:
        return data
    changed = {TYPES: written_types(types, set(walk.kept), main)}
    changed |= {name: written_relations(walk.stay[name]) for name in walk.shorter}
    return archive.write(
        archive.packed(entry.name, changed[name]) if name in changed else entry
        for entry in archive.entries(data, limits.entries)
        if (name := part_name(entry.name)) in stay and not entry.is_folder
    )


def demand_known(data: bytes, limits: Limits = LIMITS) -> None:
    """Demand that nothing acts in a workbook but macros of this version.

    Raises ActsError, FaultyFileError.
    """
    parts = door.unpack(data, limits)
    macros = walked(parts).macros | {name for name in parts if name.endswith("vbaproject.bin")}
    if any(hashlib.sha256(parts[name]).hexdigest() not in OWN_MACROS for name in macros):
        raise ActsError


def walked(parts: Mapping[str, bytes]) -> _Walk:
    """Walk a workbook from its root.

    Raises ActsError when it meets anything but what shows, or macros.
    """
    walk = _Walk(parts)
    walk.visit("")
    main, types = main_part(parts), content_types(parts)
    if [one.kind for one in walk.stay[relations_name("")]].count("officedocument") != 1:
        raise ActsError
    for name, kinds in walk.kept.items():
        end = f".{name.rpartition('.')[2]}"
        called = [one.kind for one in types if one.name in (name, end)][-1:]
        if name != main and any(_ACTING_TYPE.search(kind) for kind in called):
            raise ActsError
        if any(map(_is_odd_picture, called)) or _acts(kinds, parts[name]):
            raise ActsError
    return walk


def _is_odd_picture(kind: str) -> bool:
    return kind.startswith("image/") and kind[6:].lower() not in _PICTURES


def _acts(kinds: set[str], part: bytes) -> bool:
    """Tell whether a part acts; what others refer to it as counts, and not how it is called."""
    if b"DataMashup" in part or b"D\0a\0t\0a\0M\0a\0s\0h\0u\0p" in part:
        return True
    if "vmldrawing" in kinds:  # the older language for drawings; Excel itself writes it as it likes
        return kinds != {"vmldrawing"} or bool(_ACTING_VML.search(part))
    if kinds <= _NO_XML:
        return False
    if (kinds & _FOREIGN or "customproperties" in kinds) and names_program(part):
        return True
    return not kinds <= _FOREIGN and (
        _PUBLISHES.search(part) is not None or not only_computes(part)
    )


def _demand_showing(relation: Relation) -> None:
    target = relation.written.get("Target", "")
    if relation.kind not in _SHOWS:
        raise ActsError
    if relation.outside and (relation.kind != "hyperlink" or not _LINKS.match(target)):
        raise ActsError
    if not relation.outside and (":" in target.partition("#")[0] or target[:2] in ("//", r"\\")):
        raise ActsError
