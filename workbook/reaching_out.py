"""Formulas that are known to fetch or send by themselves, to tell them (BST-026, BST-030).

What we hand on ourselves is held against what is known to be harmless instead: see `acting`.
Excel reads a formula however it is written in XML: in small letters, with characters as numbers,
with a comment or a space in between. So the formula is read here as it is there.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

_FUNCTIONS = (
    *("WEBSERVICE", "IMAGE", "STOCKHISTORY", "TRANSLATE", "DETECTLANGUAGE", "COPILOT", "PY"),
    *("RTD", "CALL", "REGISTER", "REGISTER.ID", "SQL.REQUEST"),
)
"""Functions that ask the internet or another program for their outcome."""

_SIGNS = (b"|", b"<!", *(f"{name}".encode() for name in _FUNCTIONS if name != "REGISTER.ID"))
_NAMES = "|".join(re.escape(name) for name in _FUNCTIONS)
_CALLS = re.compile(rf"(?<![A-Z0-9_])(?:{_NAMES})\s*\(|^[^\"']*\|['A-Z]")
"""A call of one of them, or a topic of another program (DDE): program|topic!item."""

_FORMULA = re.compile(
    rb"<(?:[\w.-]+:)?(?:f|formula[12]?|definedName|calculatedColumnFormula)(?:\s[^>]*)?>([^<]*)</"
)
_TEXT = re.compile(r'"[^"]*"')
"""A text in a formula, which may say anything."""

_NUMBERED = re.compile(rb"&#[^;<]*;?")
_BETWEEN = re.compile(rb"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[(.*?)\]\]>", re.DOTALL)


def reaches_out(content: bytes) -> bool:
    """Say whether a formula in a part (well-formed XML of a sheet or the workbook) reaches out."""
    if not _worth_a_look(content):
        return False
    return any(_CALLS.search(formula) for formula in _formulas(content))


def _worth_a_look(content: bytes) -> bool:
    """Say fast of most parts that there is nothing of the kind: no such word, no hidden sign."""
    large = content.upper()
    if any(sign in large for sign in _SIGNS):
        return True
    numbered = html.unescape(_text(b"".join(set(_NUMBERED.findall(content)))))
    # A letter or a sign that could as well have been written as such hides; a line break does not.
    return any(sign.isascii() and not sign.isspace() for sign in numbered)


def _formulas(content: bytes) -> Iterator[str]:
    if b"<!" in content or b"<?" in content:
        content = _BETWEEN.sub(lambda found: html.escape(_text(found[1])).encode(), content)
    for found in _FORMULA.finditer(content):
        yield _TEXT.sub('""', html.unescape(_text(found[1])).upper())


def _text(data: bytes | None) -> str:
    return (data or b"").decode("utf-8", "replace")
