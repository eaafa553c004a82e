"""A text as a reader takes it: look-alikes made plain letters, with the way back to the text.

For `mevr.\u00a0Ö\u200bzil` a program sees other characters than for `mevr. Ozil`, and people do not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

CYRILLIC = dict(zip("АВЕЅІЈКМНОРСТУХаеѕіјорсух", "ABESIJKMHOPCTYXaesijopcyx", strict=True))
GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρυι", "ABEZHIKMNOPTYXovpui", strict=True))

_AS_READ = {
    **CYRILLIC,
    **GREEK,
    **dict.fromkeys("−⁃", "-"),
    **dict.fromkeys("⁄∕", "/"),
    **dict.fromkeys("·‧∙⋅・", "."),
    **dict.fromkeys("‘’‛´`ʼ", "'"),
    **dict(zip("ıłŁøØđĐħĦ", "ilLoOdDhH", strict=True)),
    "ß": "ss",
    "æ": "ae",
    "Æ": "AE",
    "œ": "oe",
    "Œ": "OE",
    "\N{BRAILLE PATTERN BLANK}": " ",
    "\N{HANGUL FILLER}": " ",
}
"""What Unicode does not say of itself to be alike."""


class _Plain(dict[int, str]):
    """What each character is read as; worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        whole = _AS_READ.get(chr(code)) or unicodedata.normalize("NFKC", chr(code))
        plain = "".join(map(_plain_character, whole))
        if len(self) < _KEPT:
            self[code] = plain
        return plain


_KEPT = 20_000
_LETTERS = _Plain()


def _plain_character(character: str) -> str:
    character = _AS_READ.get(character, character)
    kind = unicodedata.category(character)
    if kind[0] == "M" or kind == "Cf":
        return ""
    if kind[0] == "Z" or (kind == "Cc" and character != "\0"):  # NUL parts texts from each other
        return " "
    if kind == "Nd":
        return str(unicodedata.decimal(character))
    if kind == "Pd":
        return "-"
    bare = unicodedata.normalize("NFKD", character)
    return "".join(c for c in bare if unicodedata.category(c)[0] != "M")


@lru_cache(maxsize=64)
def plain(text: str) -> str:
    """Give a text in plain letters, digits and marks, each stretch of white space one space."""
    return re.sub("  +", " ", text.translate(_LETTERS))


def origin(text: str) -> Sequence[int]:
    """Give of each character of `plain(text)` where in `text` it came from."""
    found: list[int] = []
    last = ""
    for at, character in enumerate(text):
        for one in _LETTERS[ord(character)]:
            if not one == last == " ":
                found.append(at)
            last = one
    return found
