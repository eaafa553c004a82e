"""The key of a row, in the form in which two spellings of one key are the same."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd


def plain_keys(frame: pd.DataFrame, key: Sequence[str]) -> pd.DataFrame:
    """Give the keys as texts; case and spaces do not count, rows without a whole key are left out."""
    known: pd.DataFrame = frame[list(key)].dropna().astype("string")
    for name in key:
        known[name] = known[name].str.casefold().str.split().str.join(" ")
    return known


def doubled(frame: pd.DataFrame, key: Sequence[str]) -> pd.Series:
    """Mark every row whose key is there more than once."""
    return plain_keys(frame, key).duplicated(keep=False).reindex(frame.index, fill_value=False)
