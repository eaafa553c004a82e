"""Values that may stand there, but nearly never do."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from prestatieafspraken.validators.declaring.row import Row
from prestatieafspraken.validators.declaring.rule import row_rule
from prestatieafspraken.validators.declaring.words import spoken
from prestatieafspraken.validators.sheets.tables import TABLES
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.column import Column, Usual
from prestatieafspraken.workbook.finding import Rule, Severity

WAARDE_ONGEWOON = Rule(
    code="ONG-001",
    ernst=Severity.WAARSCHUWING,
    titel="Een waarde ligt waar zij bijna altijd ligt.",
    melding="{kolom} is {gelezen}; gewoon is {laagste} tot en met {hoogste}. {reden}",
    herstel="Kijk of er geen cijfer of komma te veel staat.",
    waarom="Wat kan maar zelden voorkomt, is vaker een tikfout dan een bijzonder geval.",
)


def waarde_ongewoon(column: Column, usual: Usual, row: Row) -> bool:
    """Mark values outside the usual ones of their column."""
    return not usual.low <= row.number(column.name) <= usual.high


def _words(column: Column, usual: Usual, data: TableData, row: int) -> Mapping[str, str]:
    return {
        "laagste": spoken(column, usual.low),
        "hoogste": spoken(column, usual.high),
        "reden": usual.why,
        "gelezen": spoken(column, data.rows[row][column.name]),
    }


for _table in TABLES:
    for _column in _table.columns:
        if _column.usual is not None:
            row_rule(
                WAARDE_ONGEWOON,
                _table,
                _column.name,
                needs=(_column.name,),
                words=partial(_words, _column, _column.usual),
            )(partial(waarde_ongewoon, _column, _column.usual))
