"""What the command line writes to: nothing is padded, and no sign becomes a question mark."""

from __future__ import annotations

import codecs
import io
import re
import sys
import unicodedata
from typing import Any

PLAIN = {
    **dict(pair.split() for pair in (
        *("− -", "– -", "— -", "· -", "• *", "× x", "→ ->", "← <-", "… ...", "≤ <=", "≥ >="),
        *("€ EUR", "“ \"", "” \"", "„ \"", "‘ '", "’ '", "█ #", "✓ OK", "✗ X", "◐ ~", "� _"),
    )),
    **dict.fromkeys("─━═", "-"),
    **dict.fromkeys("│┃║", "|"),
    **dict.fromkeys("╭╮╰╯┌┐└┘├┤┬┴┼┏┓┗┛┡┩╇╞╡╪", "+"),
}  # fmt: skip
"""Signs of ours that not every terminal has, and what stands for them there."""
ERRORS = "prestatieafspraken.plain"


def plain(error: UnicodeError) -> tuple[str, int]:
    """Give what stands for text that a terminal has no signs for; an e for an é.

    A code page of Windows and the locale C lack most of ours; "?5" for "−5" would be another
    number. Of what nobody knows a sign for, as in the name of a file, remains a low line.
    """
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_plain, error.object[error.start : error.end])), error.end


def _plain(sign: str) -> str:
    base = unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode("ascii")
    return PLAIN.get(sign) or base or "_"


class Trimmed:
    """A stream that leaves out the spaces at the end of a line."""

    def __init__(self, stream: io.TextIOBase) -> None:
        self._stream, self._held = stream, ""

    def write(self, text: str) -> int:
        """Write a text; spaces at its end wait for what follows."""
        whole = self._held + text
        kept = whole.rstrip(" ")
        self._held = whole[len(kept) :]
        self._stream.write(re.sub(r" +\n", "\n", kept))
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def prepare() -> None:
    """Make the streams of this process fit for any terminal, file and pipe."""
    codecs.register_error(ERRORS, plain)
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=ERRORS)
            if not stream.isatty():
                setattr(sys, name, Trimmed(stream))
