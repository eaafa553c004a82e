"""Rows that say the same twice, in any table whose key is unique."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from prestatieafspraken.dutch.written import listing
from prestatieafspraken.validators.declaring.row_key import doubles
from prestatieafspraken.validators.declaring.rule import rows_rule
from prestatieafspraken.validators.sheets.tables import TABLES
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.finding import Rule, Severity

RIJ_DUBBEL = Rule(
    code="DUB-001",
    ernst=Severity.FOUT,
    titel="Elke rij komt maar één keer voor.",
    melding="{rij} staat er {aantal} keer, in de rijen {rijen}.",
    herstel="Laat één rij staan en maak de andere leeg, of verbeter {kolommen}.",
    waarom="Een rij die twee keer voorkomt, telt twee keer mee.",
)


def rij_dubbel(key: tuple[str, ...], data: TableData) -> Iterator[int]:
    """Give every second and later row with the same key, whatever its case."""
    return (row for rows in doubles(data, key) for row in rows[1:])


class _Same:
    """Which rows are the same in the table that was asked for last: a rule asks row by row."""

    def __init__(self) -> None:
        self._data: TableData | None = None
        self._words: dict[int, Mapping[str, object]] = {}

    def __call__(
        self, key: tuple[str, ...], headers: str, data: TableData, row: int
    ) -> Mapping[str, object]:
        if self._data is not data:
            self._data, self._words = data, {}
            for rows in doubles(data, key):
                listed = listing([str(number) for number in rows])
                words = {"aantal": len(rows), "rijen": listed, "kolommen": headers}
                self._words |= dict.fromkeys(rows, words)
        return self._words[row]


for _table in TABLES:
    if _table.unique:
        _headers = listing([_table.column(name).header for name in _table.row_key], "of")
        rows_rule(
            RIJ_DUBBEL,
            _table,
            _table.key[0],
            needs=_table.row_key,
            words=partial(_Same(), _table.row_key, _headers),
        )(partial(rij_dubbel, _table.row_key))
