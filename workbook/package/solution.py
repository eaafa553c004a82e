r"""Whether XML in a document of Office names a program of its own, to be loaded with the document.

A solution made with Visual Studio is two custom properties: `_AssemblyName` and
`_AssemblyLocation`, which may be an address of the internet. Smart documents have `Solution URL`
or the `manifestLocation` of a schema, and forms of SharePoint an `xsnLocation`. The sources of a
list of literature name what lays them out: `\APA.XSL` is of Word, a path may be anybody's.
"""

from __future__ import annotations

import re
from xml.parsers import expat

_PROPERTIES = ("_assembly", "solution")
"""How the names of the properties begin; a long place goes on in `_AssemblyLocation1`."""
_PLACES = {"manifestLocation", "xsnLocation"}
_OF_WORD = re.compile(r"[\\/]?[^\\/:]*")
"""A style for a list of literature that lies with Word itself."""


def names_program(part: bytes) -> bool:
    """Tell whether a part of XML names a program; XML that is not whole might."""
    found: list[str] = []
    inside: list[str] = []

    def start(name: str, values: dict[str, str]) -> None:
        inside.append(name.rpartition(":")[2])
        for key, value in values.items():
            local = key.rpartition(":")[2]
            style = local == "SelectedStyle" and not _OF_WORD.fullmatch(value)
            if local in _PLACES or style:
                found.append(value)
            elif (inside[-1], local) == ("property", "name"):
                found.extend([value] if value.strip().lower().startswith(_PROPERTIES) else [])

    def text(data: str) -> None:
        if not _PLACES.isdisjoint(inside):
            found.append(data)

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: inside.pop()
    parser.CharacterDataHandler = text
    try:
        parser.Parse(part, True)
    except (expat.ExpatError, ValueError, LookupError):
        return True
    return any(value.strip() for value in found)
