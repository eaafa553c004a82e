"""Formulas that are known to fetch or send by themselves, to tell them (BST-026, BST-030).

What we hand on ourselves is held against what is known to be harmless instead: see `acting`.
Excel reads a formula however it is written in XML: in small letters, with characters as numbers,
with a comment or a space in between. So the formula is read here as it is there.
"""

from __future__ import annotations

import html
import re
from xml.parsers import expat

_FUNCTIONS = (
    *("WEBSERVICE", "IMAGE", "STOCKHISTORY", "TRANSLATE", "DETECTLANGUAGE", "COPILOT", "PY"),
    *("RTD", "CALL", "REGISTER", "REGISTER.ID", "SQL.REQUEST"),
)
"""Functions that ask the internet or another program for their outcome."""

_SIGNS = (b"|", b"<!", *(f"{name}".encode() for name in _FUNCTIONS if name != "REGISTER.ID"))
_NAMES = "|".join(re.escape(name) for name in _FUNCTIONS)
_CALLS = re.compile(rf"(?<![A-Z0-9_])(?:(?:{_NAMES})\s*\(|_XLETA\.(?:{_NAMES})(?![A-Z0-9_]))|\|")
"""A call of one of them, one that is handed to another function, or a topic of another program
(DDE): program|topic!item."""

_FORMULAS = {"f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula"}
_SAID = re.compile(
    r'"(?:[^"]|"")*"|\'(?:[^\']|\'\')*\'|\[(?:[^\[\]\']|\'.|\[(?:[^\[\]\']|\'.)*\])*\]'
)
"""What may say anything: a text, the name of a sheet, a column of a table such as `T[a"b]`."""

_NUMBERED = re.compile(rb"&#[^;<]*;?")


def reaches_out(content: bytes) -> bool:
    """Say whether a formula in a part (well-formed XML of a sheet or the workbook) reaches out.

    One with an element in it, which no program writes, may be read in more ways than one.
    """
    if not _worth_a_look(content):
        return False
    formulas = _formulas(content)
    return formulas is None or any(_CALLS.search(_SAID.sub('"', one.upper())) for one in formulas)


def _worth_a_look(content: bytes) -> bool:
    """Say fast of most parts that there is nothing of the kind: no such word, no hidden sign."""
    large = content.upper()
    if any(sign in large for sign in _SIGNS):
        return True
    numbered = html.unescape(_text(b"".join(set(_NUMBERED.findall(content)))))
    # A letter or a sign that could as well have been written as such hides; a line break does not.
    return any(sign.isascii() and not sign.isspace() for sign in numbered)


def _formulas(content: bytes) -> list[str] | None:
    """Give all formulas, or None when one of them is parted by an element."""
    found: list[list[str]] = []
    inside: list[bool] = []
    parted: list[str] = []

    def start(name: str, _: object) -> None:
        if inside and inside[-1]:
            parted.append(name)
        inside.append(name.rpartition(":")[2] in _FORMULAS)
        if inside[-1]:
            found.append([])

    def text(data: str) -> None:
        if inside and inside[-1]:
            found[-1].append(data)

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.CharacterDataHandler = start, text
    parser.EndElementHandler = lambda _: inside.pop()
    parser.Parse(content, True)
    return None if parted else ["".join(pieces) for pieces in found]


def _text(data: bytes | None) -> str:
    return (data or b"").decode("utf-8", "replace")
