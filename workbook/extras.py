"""What is in a workbook besides cells: seen and told, never opened, followed or run."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from prestatieafspraken.workbook import file_faults as faults
from prestatieafspraken.workbook.finding import Finding, Place
from prestatieafspraken.workbook.show import cut

OWN_MACROS: frozenset[str] = frozenset(
    {
        "d80b9929015f8290e79075c2c8fb54fcca83964846026599b001d2027d12fbce",  # .xlsm
        "edefd7091e4f5f5993f73ab13f84089bbf1b9457e6c5f2cb497cdaf83401fe5e",  # .xlam
    }
)
"""SHA-256 of the macro projects that we put into workbooks ourselves; those are not told.

A reader need not be able to build them; a test compares these with what the builder makes.
"""

_SHEETS = {
    "chartsheet": "een grafiekblad",
    "dialogsheet": "een dialoogblad",
}
_MACRO_SHEETS = {"xlmacrosheet", "xlintlmacrosheet"}
_TARGET = re.compile(rb"""\bTarget=["']([^"']*)["']""")
_FORMULA = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*)?>([^<]*)</")
_REACHES_OUT = re.compile(rb"WEBSERVICE\(|RTD\(|CALL\(|REGISTER\.ID\(|^[^\"']*\|['A-Za-z]")


def other_sheet(name: str, kind: str) -> Finding:
    """Give the finding about a sheet that has no cells of a table."""
    if kind in _MACRO_SHEETS:
        return faults.MACROBLAD.at(Place(name))
    soort = _SHEETS.get(kind, "geen gewoon blad met cellen")
    return faults.ONDERDEEL_GEEN_TABEL.at(Place(name), soort=soort)


def extras(parts: Mapping[str, bytes], sheets: Mapping[str, bytes]) -> Iterator[Finding]:
    """Tell macros, links, queries and embedded things, from the names and bytes of the parts."""
    here = Place()
    macros = [part for name, part in parts.items() if name.endswith("vbaproject.bin")]
    if any(hashlib.sha256(part).hexdigest() not in OWN_MACROS for part in macros):
        yield faults.MACROS.at(here)
    links = {n: p for n, p in parts.items() if re.match(r"xl/externallinks/[^/]+$", n)}
    for name in links:
        folder, _, file = name.rpartition("/")
        found = _TARGET.search(parts.get(f"{folder}/_rels/{file}.rels", b""))
        if found:
            target = unquote(found[1].decode("utf-8", "replace"))
            yield faults.VERWIJST_NAAR_BUITEN.at(here, doel=cut(target, 120))
    if any(b"ddeLink" in part or b"oleLink" in part for part in links.values()):
        yield faults.DDE.at(here)
    if any(_is_query(name, part) for name, part in parts.items()):
        yield faults.GEGEVENSVERBINDING.at(here)
    if any(re.match(r"xl/(?:embeddings|activex|ctrlprops)/", name) for name in parts):
        yield faults.INGESLOTEN.at(here)
    for name, content in sheets.items():
        if any(word in content for word in (b"WEBSERVICE(", b"RTD(", b"CALL(", b"REGISTER", b"|")):
            found_in = (match[1] for match in _FORMULA.finditer(content))
            if any(_REACHES_OUT.search(formula) for formula in found_in):
                yield faults.WEBFUNCTIE.at(Place(name))


def _is_query(name: str, part: bytes) -> bool:
    if name == "xl/connections.xml" or name.startswith("xl/querytables/"):
        return True
    return name.startswith("customxml/") and (
        b"DataMashup" in part or "DataMashup".encode("utf-16-le") in part
    )
