"""Days that were typed as text, read the way Dutch people write them."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date

from prestatieafspraken.dutch.number import clean

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ]00:00(?::00)?)?", re.A)
_DUTCH = re.compile(r"(\d{1,2})([-./])(\d{1,2})\2(\d{4})", re.A)
_WORDS = re.compile(r"(\d{1,2}) ([a-z]{3,9})\.? (\d{4})", re.A)


def readings(text: str) -> tuple[date, ...] | None:
    """Give the days that a text can mean, the Dutch one first.

    None: it is not written as a day. Nothing: it is, but that day does not exist
    (31-06-2018). Two: 06/07/2018 is another day to an American program.
    """
    bare = clean(text).casefold()
    if match := _ISO.fullmatch(bare):
        return _days((match[1], match[2], match[3]))
    if match := _WORDS.fullmatch(bare):
        word = "maart" if match[2] == "mrt" else match[2]
        months = [n for n, month in enumerate(MONTHS, 1) if month.startswith(word)]
        return _days((match[3], months[0], match[1])) if len(months) == 1 else None
    if match := _DUTCH.fullmatch(bare):
        first, second, year = match[1], match[3], match[4]
        if match[2] == "/":
            return _days((year, second, first), (year, first, second))
        return _days((year, second, first))
    return None


def _days(*parts: tuple[str | int, ...]) -> tuple[date, ...]:
    found = []
    for year, month, day in parts:
        with suppress(ValueError):
            found.append(date(int(year), int(month), int(day)))
    return tuple(dict.fromkeys(found))
