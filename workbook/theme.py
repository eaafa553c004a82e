"""What the table and the sheet of a theme are called."""

from __future__ import annotations

import re

LONGEST = 31
"""What Excel counts as characters: a sign outside the basic plane is two."""
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")


def table_name(number: int) -> str:
    """Give the name of the table with the agreements of a theme."""
    return f"afspraken_{number}"


def sheet_name(number: int, words: str) -> str:
    """Give the name of the sheet of a theme, within what Excel allows; no two are the same.

    >>> sheet_name(1, "Huurvoorraad")
    '1 Huurvoorraad'
    >>> sheet_name(12, "Wonen, zorg en welzijn: 'samen' in de wijk [of kern]/dorp")
    "12 Wonen, zorg en welzijn 'same"
    >>> sheet_name(2, "?"), sheet_name(3, "'t Hof"), sheet_name(4, "een titel die wel erg lang is")
    ('2 Thema', "3 't Hof", '4 een titel die wel erg lang is')
    """
    plain = " ".join(_FORBIDDEN.sub(" ", words).replace(" ,", ",").split()) or "Thema"
    name = f"{number} {plain}"
    while _length(name) > LONGEST:
        name = name[:-1]
    return name.rstrip(" '")


def _length(name: str) -> int:
    return len(name.encode("utf-16-le", "surrogatepass")) // 2
