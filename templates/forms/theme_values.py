"""The values that a theme may give, each read into one of ours and written by us."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from tinycss2.color4 import parse_color

CssParts = Sequence[Any]
"""What stands after the colon, as tinycss2 parted it, without spaces and comments."""

PIXELS = {"px": 1, "pt": 96 / 72, "mm": 96 / 25.4, "cm": 96 / 2.54, "rem": 16, "em": 16}
GENERIC = {"serif", "sans-serif", "monospace", "system-ui", "ui-serif", "ui-sans-serif"}
FAMILIES, NAME = 12, re.compile(r"[\w .&'-]{1,60}")
"""Names that a list of type may have, and what one is made of."""


class NoValueError(Exception):
    """A value is not of this kind; the text is the end of a Dutch sentence."""


def colour(values: CssParts) -> str:
    """Read a colour that hides nothing behind it, as #154273 (NoValueError for any other)."""
    try:
        found = parse_color(values[0]) if len(values) == 1 else None
        if found is None or isinstance(found, str):
            raise NoValueError("geen kleur; schrijf die als #154273")
        parts = [float(part or 0) for part in found.to("srgb").coordinates]
    except (NotImplementedError, ValueError, OverflowError) as error:
        raise NoValueError("geen kleur die overal te zien is; schrijf die als #154273") from error
    if not found.alpha == 1:  # not a number is no colour either
        raise NoValueError("een doorzichtige kleur; schrijf er een die dekt, zoals #154273")
    if not all(-1 < part < 2 for part in parts):
        raise NoValueError("geen kleur; schrijf die als #154273")
    return "#" + "".join(f"{round(255 * min(max(part, 0), 1)):02x}" for part in parts)


def families(values: CssParts) -> str:
    """Read a list of type faces by their names, each in quotes (NoValueError for anything else)."""
    names: list[list[Any]] = [[]]
    for one in values:
        if one.type == "literal" and one.value == ",":
            names.append([])
        else:
            names[-1].append(one)
    if len(names) > FAMILIES:
        raise NoValueError(f"een lijst van meer dan {FAMILIES} lettertypen; houd de eerste over")
    return ", ".join(map(_family, names))


def _family(parts: CssParts) -> str:
    kinds = {one.type for one in parts}
    name = " ".join(str(one.value) for one in parts if one.type in ("ident", "string"))
    if kinds == {"ident"} and name.lower() in GENERIC:
        return name.lower()
    if kinds not in ({"ident"}, {"string"}) or not NAME.fullmatch(name):
        raise NoValueError(
            'geen lijst van lettertypen; schrijf die als "Fira Sans", Arial, sans-serif'
        )
    return f'"{name}"'


def size(low: int, high: int) -> Callable[[CssParts], str]:
    """Read a size between two numbers of pixels, written in the letters of the reader."""

    def read(values: CssParts) -> str:
        one = values[0] if len(values) == 1 else None
        if one is None or one.type != "dimension" or one.lower_unit not in PIXELS:
            raise NoValueError("geen maat; schrijf die als 1.1rem, 18px of 13pt")
        pixels = one.value * PIXELS[one.lower_unit]
        if not low <= pixels <= high:
            raise NoValueError(f"te klein of te groot; kies van {low}px tot en met {high}px")
        return f"{pixels / 16:.4g}rem"

    return read


def spacing(values: CssParts) -> str:
    """Read how many lines high a line is (NoValueError for what cannot be read)."""
    one = values[0] if len(values) == 1 else None
    if one is None or one.type != "number" or not 1.2 <= one.value <= 2.5:
        raise NoValueError("geen regelafstand; kies een getal van 1.2 tot en met 2.5")
    return f"{one.value:.4g}"


@dataclass(frozen=True)
class Token:
    """A name that a theme may set: how its value is read, and where it is a size, of what.

    `default` is the value without a theme, or the name that counts then. `rule` is a selector
    with its property; on paper the sizes are ours, as the columns of the tables were made to fit.
    """

    read: Callable[[CssParts], str]
    default: str = ""
    rule: tuple[str, str] | None = None


TOKENS = {
    "--inkt": Token(colour, "#1f2933"),
    "--zacht": Token(colour, "#52606d"),
    "--lijn": Token(colour, "#cbd2d9"),
    "--vlak": Token(colour, "#f5f7fa"),
    "--accent": Token(colour, "#154273"),
    "--utrecht-document-color": Token(colour, "--inkt"),
    "--utrecht-document-background-color": Token(colour, "#fff"),
    "--utrecht-heading-1-color": Token(colour, "--inkt"),
    "--utrecht-heading-2-color": Token(colour, "--accent"),
    "--utrecht-link-color": Token(colour, "--accent"),
    "--utrecht-document-font-family": Token(families),
    "--utrecht-document-font-size": Token(size(12, 24), rule=("body", "font-size")),
    "--utrecht-document-line-height": Token(spacing, rule=("body", "line-height")),
    "--utrecht-heading-1-font-size": Token(size(16, 64), rule=("h1", "font-size")),
    "--utrecht-heading-2-font-size": Token(size(14, 48), rule=("h2", "font-size")),
    "--utrecht-heading-3-font-size": Token(size(12, 36), rule=("h3", "font-size")),
}
"""All that a theme may set; the names are those of verslag.css and of NL Design System."""
