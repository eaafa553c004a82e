"""How a value from a cell is shown: in a sentence to people, and as plain JSON."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite
from typing import Any

from prestatieafspraken.dutch import written
from prestatieafspraken.dutch.error_value import ErrorValue

SENTENCE, JSON = 60, 200
"""Characters of a cell's text that fit in a sentence, and in the JSON."""

EXACT = 10**15
"""From here on Excel no longer keeps every digit of a number."""

DUTCH_ERRORS = {
    "#DIV/0!": "#DEEL/0!",
    "#N/A": "#N/B",
    "#NAME?": "#NAAM?",
    "#NULL!": "#LEEG!",
    "#NUM!": "#GETAL!",
    "#REF!": "#VERW!",
    "#SPILL!": "#OVERLOOP!",
    "#VALUE!": "#WAARDE!",
}
"""What a Dutch Excel shows for the error values whose name it translates."""


def in_sentence(value: Any) -> str:
    """Write a value as people see it in Excel; texts get quotes and are cut short."""
    match value:
        case ErrorValue():
            local = DUTCH_ERRORS.get(value)
            return f"{value} (in Excel: {local})" if local else str(value)
        case bool():
            return "WAAR" if value else "ONWAAR"
        case int() | float() | Decimal():
            return _figure(value)
        case datetime() if value.time() != time():
            return f"{value:%d-%m-%Y %H:%M}"
        case date():
            return f"{value:%d-%m-%Y}"
        case str():
            return f"'{cut(value, SENTENCE)}'"
    return str(value)


def _figure(value: Any) -> str:
    return written.number(value) if abs(value) < EXACT else "een te groot getal"


def as_json(value: Any) -> str | int | float | bool | None:
    """Give a value in the form of the JSON contract; days as ISO, whole numbers whole."""
    match value:
        case None | bool() | int():
            return value
        case float() if isfinite(value):
            return int(value) if value.is_integer() and abs(value) < 2**53 else value
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case date() | time():
            return value.isoformat()
        case timedelta():
            return str(value)
    return cut(str(value), JSON)


def cut(text: str, limit: int) -> str:
    """Shorten a text to at most `limit` characters on one line."""
    if not text.isprintable():
        text = "".join(c if c.isprintable() else _instead(c) for c in text)
    line = " ".join(text.split())
    return line if len(line) <= limit else _before(line, limit - 1) + "…"


def _instead(character: str) -> str:
    """Give what is shown of a character that is not seen: nothing where there was no space."""
    return "" if unicodedata.category(character) == "Cf" else " "


def _before(line: str, end: int) -> str:
    """Cut a line; half a number or address says something else, or too much of a person."""
    plain = line if line.isascii() else "".join(map(_plain, line))
    if spelt := _SPELT.search(plain, 0, end):
        end = spelt.start()
    half = _HALF.search(plain, 0, end)
    return line[: half.start()] if half and _GOES_ON.match(plain, end) else line[:end]


def _plain(character: str) -> str:
    """Give the plain form of a look-alike, such as the one dot leader; the places stay the same."""
    form = unicodedata.normalize("NFKC", character)
    return form if len(form) == 1 else character


_SPELT = re.compile(
    r"[\w.+-]+(?: ?@ | ?[(\[{<] ?(?:@|at\b|apenst)| (?:at|apenstaart(?:je)?) ).{0,40}$", re.I
)
"""The beginning of an address that is written so that no program reads it: `jan (at) woon [dot`.

Whether it goes on after the cut is not asked: what is cut off may be what it is known by.
"""
_HALF = re.compile(r"(?:[\w.+-]+@[\w.-]*|\+?\d[\d ./_()-]*)$")
_GOES_ON = re.compile(r"[ ./_()-]{0,3}\d|(?<=[@\w.-])[\w@.-]")
