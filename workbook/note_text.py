"""What a note on a cell says of its findings; by its last line a note is known as one of ours.

What is wrong comes first: of a note that does not fit its box Excel shows the beginning alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from prestatieafspraken.workbook.finding import Severity

HEAD = "Controle prestatieafspraken"
BETWEEN = "\n\n"

_WORDS = "|".join(severity.word.capitalize() for severity in Severity)
_PART = rf"(?:{_WORDS}): .*\nHerstel: .* \([A-Z]+-\d+\)"
_OURS = re.compile(rf"(?:\A|{BETWEEN})({_PART}(?:{BETWEEN}{_PART})*){BETWEEN}{HEAD}\Z")


def told(ernst: str, melding: str, herstel: str, code: str) -> str:
    """Say what is asked, what is wrong, how to repair it, and by which rule."""
    melding, herstel = (text.replace("\n", " ") for text in (melding, herstel))
    return f"{Severity(ernst).word.capitalize()}: {melding}\nHerstel: {herstel} ({code})"


def note(parts: Iterable[str]) -> str:
    """Give the whole note on a cell."""
    return BETWEEN.join([*parts, HEAD])


def split(text: str) -> tuple[str, str] | None:
    """Give what people wrote in front and what we told in a note (None where none of it is ours).

    In version 0.2.0 the line by which a note is known stood first.
    """
    if found := _OURS.search(text):
        return text[: found.start()], found[1]
    own, head, ours = text.rpartition(HEAD + BETWEEN)
    return (own.removesuffix(BETWEEN), ours) if head else None
