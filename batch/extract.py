"""What laying workbooks side by side needs of one of them, small enough to send and to keep.

A worker cannot send the tables themselves: their declarations hold code. The figures go as
compressed JSON, which the ledger keeps too, and become tables again only when they are compared.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from prestatieafspraken.batch.cijfers import compared
from prestatieafspraken.validators.tables import table
from prestatieafspraken.workbook.book import Book, TableData, key_part
from prestatieafspraken.workbook.finding import Finding, Severity

Cells = frozenset[tuple[str | None, str | None]]


@dataclass(frozen=True, slots=True)
class Extract:
    """The tables that are compared; `faulty` has the cells (sheet, address) with a FOUT."""

    tables: Mapping[str, TableData]
    faulty: Cells


def of_book(book: Book, findings: Iterable[Finding]) -> Extract:
    """Take the tables of a workbook that was judged just now, as they are."""
    faulty = {(f.place.blad, f.place.cel) for f in findings if f.ernst is Severity.FOUT}
    return Extract(book.tables, frozenset(faulty))


def packed(book: Book, findings: Iterable[Finding]) -> bytes:
    """Write what is needed of a workbook; `findings` are all findings on it."""
    whole = of_book(book, findings)
    tables = {name: _as_json(data) for name, data in whole.tables.items() if compared(data.table)}
    sheets = {data["blad"] for data in tables.values()}
    faulty = sorted((sheet, cell) for sheet, cell in whole.faulty if sheet in sheets and cell)
    return zlib.compress(json.dumps({"tabellen": tables, "fout": faulty}).encode(), 1)


def unpacked(data: bytes) -> Extract:
    """Read back what `packed` wrote."""
    known = json.loads(zlib.decompress(data))
    tables = {name: _from_json(name, found) for name, found in known["tabellen"].items()}
    return Extract(tables, frozenset((sheet, cell) for sheet, cell in known["fout"]))


def _as_json(data: TableData) -> dict[str, Any]:
    names = compared(data.table)
    return {
        "blad": data.sheet,
        "letters": dict(data.letters),
        "rijen": data.frame.index.tolist(),
        "waarden": {name: _plain(data.frame[name]) for name in names},
        "onbruikbaar": {name: np.flatnonzero(data.unusable[name]).tolist() for name in names},
        "sleutel": {name: [key_part(v) for v in data.raw[name]] for name in data.table.key},
    }


def _plain(column: pd.Series) -> list[Any]:
    if str(column.dtype).startswith("datetime64"):
        return list(map(str, column.to_numpy().astype("datetime64[D]")))
    values: list[Any] = column.astype(object).where(column.notna(), None).tolist()
    return values


def _from_json(name: str, known: Mapping[str, Any]) -> TableData:
    declared = table(name)
    index = pd.Index(known["rijen"], dtype="int64")
    frame: dict[str, Any] = {}
    unusable: dict[str, Any] = {}
    for column, values in known["waarden"].items():
        dtype = declared.column(column).dtype
        frame[column] = (
            np.array(values, "datetime64[D]").astype("datetime64[ns]")
            if dtype.startswith("datetime64")
            else pd.array(values, dtype=dtype)
        )
        unusable[column] = np.zeros(len(index), bool)
        unusable[column][known["onbruikbaar"][column]] = True
    return TableData(
        declared,
        known["blad"],
        pd.DataFrame(frame, index),
        pd.DataFrame(known["sleutel"], index, dtype=object),
        pd.DataFrame(unusable, index),
        known["letters"],
    )
