"""Rows that say the same twice, in any table whose key is unique."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pandas as pd

from prestatieafspraken.validators.row_key import plain_keys
from prestatieafspraken.validators.rule import row_rule
from prestatieafspraken.validators.tables import TABLES
from prestatieafspraken.workbook.dutch import listing
from prestatieafspraken.workbook.finding import Rule, Severity

TWICE = Rule(
    code="DUB-001",
    ernst=Severity.FOUT,
    titel="Elke rij komt maar één keer voor.",
    melding="{rij} staat er {aantal} keer, in de rijen {rijen}.",
    herstel="Laat één rij staan en maak de andere leeg, of verbeter {kolommen}.",
    waarom="Een rij die twee keer voorkomt, telt twee keer mee.",
)


def rij_dubbel(key: tuple[str, ...], frame: pd.DataFrame) -> pd.Series:
    """Mark every second and later row with the same key, whatever its case."""
    return plain_keys(frame, key).duplicated().reindex(frame.index, fill_value=False)


def _words(key: tuple[str, ...], headers: str, frame: pd.DataFrame) -> Mapping[str, pd.Series]:
    plain = plain_keys(frame, key)
    plain = plain[plain.duplicated(keep=False)]
    rows = plain.index.to_series().groupby([plain[name] for name in key])
    return {
        "aantal": rows.transform("size"),
        "rijen": rows.transform(lambda group: listing([str(row) for row in group])),
        "kolommen": pd.Series(headers, frame.index),
    }


for _table in TABLES:
    if _table.unique:
        _headers = listing([_table.column(name).header for name in _table.key], "of")
        row_rule(
            TWICE,
            _table.name,
            _table.key[0],
            needs=_table.key,
            words=partial(_words, _table.key, _headers),
        )(partial(rij_dubbel, _table.key))
