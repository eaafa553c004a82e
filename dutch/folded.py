"""Names in the form in which two spellings of one name are the same."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from prestatieafspraken.dutch.number import clean


@lru_cache(maxsize=4096)
def key(text: str) -> str:
    """Give the form in which names are compared: case, spaces and soft hyphens do not count."""
    return " ".join(clean(unicodedata.normalize("NFKC", text)).casefold().split())


def hyphenated(text: str, most: int = 80) -> str:
    """Give a name as part of the name of a file: its letters and digits, in small ones.

    >>> hyphenated("Habeko Wonen 2019")
    'habeko-wonen-2019'
    """
    return "-".join(re.findall(r"\w+", text.casefold()))[:most]
