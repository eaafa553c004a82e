"""Values that may stand there, but nearly never do."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pandas as pd

from prestatieafspraken.validators.rule import row_rule
from prestatieafspraken.validators.tables import TABLES
from prestatieafspraken.validators.words import spoken
from prestatieafspraken.workbook.finding import Rule, Severity
from prestatieafspraken.workbook.table import Column, Usual

UNUSUAL = Rule(
    code="ONG-001",
    ernst=Severity.WAARSCHUWING,
    titel="Een waarde ligt waar zij bijna altijd ligt.",
    melding="{kolom} is {gelezen}; gewoon is {laagste} tot en met {hoogste}. {reden}",
    herstel="Kijk of er geen cijfer of komma te veel staat.",
    waarom="Wat kan maar zelden voorkomt, is vaker een tikfout dan een bijzonder geval.",
    zacht=True,
)


def waarde_ongewoon(column: Column, usual: Usual, frame: pd.DataFrame) -> pd.Series:
    """Mark values outside the usual ones of their column."""
    return (frame[column.name] < usual.low) | (frame[column.name] > usual.high)


def _words(column: Column, usual: Usual, frame: pd.DataFrame) -> Mapping[str, pd.Series]:
    said = {
        "laagste": spoken(column, usual.low),
        "hoogste": spoken(column, usual.high),
        "reden": usual.why,
    }
    words = {name: pd.Series(text, frame.index, dtype=object) for name, text in said.items()}
    words["gelezen"] = frame[column.name].map(partial(spoken, column), na_action="ignore")
    return words


for _table in TABLES:
    for _column in _table.columns:
        if _column.usual is not None:
            row_rule(
                UNUSUAL,
                _table.name,
                _column.name,
                needs=(_column.name,),
                words=partial(_words, _column, _column.usual),
            )(partial(waarde_ongewoon, _column, _column.usual))
