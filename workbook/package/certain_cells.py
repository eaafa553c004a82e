"""Whether every program reads the same cells in a sheet.

Markup of Office may hold choices, and elements that a program leaves out when it does not know
them. Around cells they would show people other figures than are judged here:

    <mc:Choice Requires="nobody"><c r="D8">…</c></mc:Choice>    read here, and not by Excel

No program writes them there. Where none is found the bytes are looked at and nothing is parsed.
"""

from __future__ import annotations

import re
from xml.parsers import expat

_DATA = re.compile(rb"<(?:[\w.-]+:)?sheetData[\s>/]")
_PREFIXED = re.compile(rb"<[\w.-]+:")


def certain(content: bytes) -> bool:
    """Tell whether the block of cells hangs on the sheet itself, and is of one space of names.

    `content` is a sheet, well-formed XML.
    """
    found = _DATA.search(content)
    if found is None:
        return True
    if _depth(content[: found.start()]) != 1:
        return False
    end = content.rfind(b"sheetData")
    plain = content.find(b"xmlns", found.end(), end) < 0
    return (plain and not _PREFIXED.search(content, found.start(), end)) or _one_space(content)


def _depth(head: bytes) -> int:
    """Give how many elements are open at the end of the begin of a part."""
    depth = 0

    def step(by: int) -> None:
        nonlocal depth
        depth += by

    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda *_: step(1)
    parser.EndElementHandler = lambda _: step(-1)
    parser.Parse(head, False)
    return depth


def _one_space(content: bytes) -> bool:
    open_: list[str] = []
    foreign: list[str] = []
    spaces: list[str] = []

    def start(tag: str, _: object) -> None:
        space, _, local = tag.rpartition(" ")
        open_.append(local)
        if local == "sheetData" and not spaces:
            spaces.append(space)
            foreign.extend(open_[1:-1])
        elif "sheetData" in open_[:2] and "extLst" not in open_[:6] and space != spaces[0]:
            foreign.append(tag)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: open_.pop()
    parser.Parse(content, True)
    return not foreign
