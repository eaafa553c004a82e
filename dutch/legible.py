"""Texts of a sender as every output may hold them: nothing unseen, nothing that steers a program.

A name may hold codes that colour a terminal or write over it, marks that turn the writing around,
and bytes that are no text at all. Each is shown as \ufffd, so that a reader sees that it is there.
"""

from __future__ import annotations

import unicodedata

UNSEEN = frozenset({"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"})
"""Kinds of characters that show nothing, or that a form cannot hold."""


def legible(text: str) -> str:
    """Give a text without marks that are not seen; its lines and tabs stay."""
    if text.isprintable():
        return text
    return "".join(map(_seen, text.replace("\r\n", "\n")))


def one_line(text: str) -> str:
    """Give a text on one line, every space in it a plain one."""
    return " ".join(legible(text).split())


def is_altered(shown: str) -> bool:
    """Say whether a path as it is shown can no longer be the path itself."""
    return "\ufffd" in shown or "•" in shown


def json_safe(written: str) -> str:
    """Give written JSON with what is not seen as codes: the same text to who reads it."""
    if written.replace("\n", "").isprintable():
        return written
    return "".join(c if c == "\n" or _seen(c) == c else _code(c) for c in written)


def _seen(character: str) -> str:
    if character.isprintable() or character in "\n\t":
        return character
    return "\ufffd" if unicodedata.category(character) in UNSEEN else character


def _code(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))
