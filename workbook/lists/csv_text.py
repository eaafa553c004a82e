"""A text in a file with semicolons, which a spreadsheet program may not take for a formula.

Not even one that parts cells elsewhere: an English Excel does so at commas, and then takes quotes
inside a cell for letters, so that a line break in a text begins a row.
"""

from __future__ import annotations

import re

from prestatieafspraken.dutch.legible import legible
from prestatieafspraken.dutch.written import MINUS

_SURE = "=@|＝＠"
_SIGNS = f"+{MINUS}＋－-"
"""What a formula or a command begins with, in the width of a Japanese keyboard too."""

_START = re.compile(rf"^(?=\s*[{_SURE}{_SIGNS}])")
_LATER = re.compile(rf"(?<=,)(?=\s*(?:[{_SURE}]|[{_SIGNS}][^\W\d]))")


def harmless(text: str) -> str:
    """Give a text as it may stand there: `=1+1` becomes `'=1+1`, behind spaces and a comma too."""
    line = re.sub(r"[\n\t]", " ", legible(text))
    return _LATER.sub("'", _START.sub("'", line))
