"""What is in a workbook besides cells: seen and told, never opened, followed or run."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Set
from urllib.parse import unquote

from prestatieafspraken.dutch.shown import cut
from prestatieafspraken.workbook.finding import Finding, Place
from prestatieafspraken.workbook.package import file_faults as faults
from prestatieafspraken.workbook.package.own_macros import OF_WORKBOOKS
from prestatieafspraken.workbook.package.reaching_out import reaches_out
from prestatieafspraken.workbook.package.solution import names_program

OWN_MACROS: frozenset[str] = OF_WORKBOOKS | {
    "c1e3e5b6313fd6bb2a005e498863dae50b731b67121534188e611c6566ba8fea",  # -functies.xlam
    # Those of 0.1.0, of which the buttons start the same program in the same way.
    "87b0c4e9e59582f01ae3b5618da2f84dfaa2f40529eb824d339803b9a4e88d6c",
    "d9bce316d805634053294031cc49d2c649b9d4033c907ed4c4a86d7b5fb8beda",
    "553ac8aa76e55fb9074d7280adbb6f99fb43c6d6301e7b051261cecbd2605829",
}
"""SHA-256 of the macro projects that we put into files ourselves; those are not told.

A reader need not be able to build them; a test compares these with what the builder makes.
"""

OLD_MACROS: frozenset[str] = frozenset(
    {
        "505edd829b0658e701de697bb76634f704b13a22adec3a743179f1fec7eaa5e0",
        "93bf44c9555407df4b42761b80a3e6f9bd6e8b93088959a4fc607804cb91e8c2",
        "b56cd6f726db07bcc744c058e20e9c860357f8ce6105fb4c451090bf97a67431",
        "bb7c5a534eaf2bc746979210085bced29a8a3321a3c1263e71071061805ebaf0",
        "d80b9929015f8290e79075c2c8fb54fcca83964846026599b001d2027d12fbce",
        "edefd7091e4f5f5993f73ab13f84089bbf1b9457e6c5f2cb497cdaf83401fe5e",
    }
)
"""Those of earlier versions: a name of a workbook could make their buttons start a program.

They do nothing when a workbook is opened. Never add to this what was not built from our source.
"""

_SHEETS = {
    "chartsheet": "een grafiekblad",
    "dialogsheet": "een dialoogblad",
}
_MACRO_SHEETS = {"xlmacrosheet", "xlintlmacrosheet"}
_NONE: frozenset[str] = frozenset()
_PROPERTIES = {"custom-properties", "customproperties", "customxml"}
_QUERIES = {"connections", "querytable"}
_EMBEDDED = {
    *("oleobject", "package", "control", "activexcontrolbinary", "ctrlprop"),
    *("webextension", "webextensiontaskpanes"),
}
_TARGET = re.compile(rb"""\bTarget=["']([^"']*)["']""")


def other_sheet(name: str, kind: str) -> Finding:
    """Give the finding about a sheet that has no cells of a table."""
    if kind in _MACRO_SHEETS:
        return faults.MACROBLAD.at(Place(name))
    soort = _SHEETS.get(kind, "geen gewoon blad met cellen")
    return faults.ONDERDEEL_GEEN_TABEL.at(Place(name), soort=soort)


def extras(
    parts: Mapping[str, bytes],
    main: str,
    sheets: Mapping[str, bytes],
    kinds: Mapping[str, Set[str]],
    outside: Iterable[tuple[str, str, str]],
) -> Iterator[Finding]:
    """Tell macros, links, queries and embedded things, from the names and bytes of the parts.

    `main` is the part that lists the sheets, `sheets` the XML of each. `kinds` gives by part all
    that other parts refer to it as: that, and no name, is what counts for Excel. A part that has
    only the name is told all the same. `outside` gives what parts refer to elsewhere, and as what.
    """
    here = Place()
    yield from _macros(parts, kinds)
    links = {
        name: part
        for name, part in parts.items()
        if "externallink" in kinds.get(name, _NONE) or re.match(r"xl/externallinks/[^/]+$", name)
    }
    for name in links:
        folder, _, file = name.rpartition("/")
        found = _TARGET.search(parts.get(f"{folder}/_rels/{file}.rels", b""))
        if found:
            target = unquote(found[1].decode("utf-8", "replace"))
            yield faults.VERWIJST_NAAR_BUITEN.at(here, doel=cut(target, 120))
    if any(b"ddeLink" in part or b"oleLink" in part for part in links.values()):
        yield faults.DDE.at(here)
    called = {kind for name, as_what in kinds.items() if name in parts for kind in as_what}
    if called & _QUERIES or any(_is_query(name, part) for name, part in parts.items()):
        yield faults.GEGEVENSVERBINDING.at(here)
    if called & _EMBEDDED or any(
        re.match(r"xl/(?:embeddings|activex|ctrlprops)/", name) for name in parts
    ):
        yield faults.INGESLOTEN.at(here)
    for part, kind, target in outside:
        if kind != "hyperlink" and part not in links:  # that takes a click, and those are told
            yield faults.HAALT_OP.at(here, wat=cut(unquote(target), 120))
    if any(
        called & _PROPERTIES and names_program(parts[name])
        for name, called in kinds.items()
        if name in parts
    ):
        yield faults.HAALT_OP.at(here, wat="een programma dat bij de werkmap hoort")
    yield from _formulas(parts[main], sheets)


def _formulas(main: bytes, sheets: Mapping[str, bytes]) -> Iterator[Finding]:
    if reaches_out(main):
        yield faults.HAALT_OP.at(Place(), wat="een naam met een formule (Formules, Namen beheren)")
    for name, content in sheets.items():
        if reaches_out(content):
            yield faults.WEBFUNCTIE.at(Place(name))


def _macros(parts: Mapping[str, bytes], kinds: Mapping[str, Set[str]]) -> Iterator[Finding]:
    projects = {
        hashlib.sha256(part).hexdigest()
        for name, part in parts.items()
        if "vbaproject" in kinds.get(name, _NONE) or name.endswith("vbaproject.bin")
    }
    if projects - OWN_MACROS - OLD_MACROS:
        yield faults.MACROS.at(Place())
    elif projects & OLD_MACROS:
        yield faults.OUDE_MACROS.at(Place())


def _is_query(name: str, part: bytes) -> bool:
    if name == "xl/connections.xml" or name.startswith("xl/querytables/"):
        return True
    return name.startswith("customxml/") and (
        b"DataMashup" in part or "DataMashup".encode("utf-16-le") in part
    )
