"""What laying workbooks side by side needs of one of them, small enough to send and to keep.

A worker cannot send the tables themselves: their declarations hold code. The figures go as
compressed JSON, which the ledger keeps too, and become tables again only when they are compared.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from prestatieafspraken.afspraken import Afspraken
from prestatieafspraken.afspraken.load import load_texts
from prestatieafspraken.afspraken.written import texts
from prestatieafspraken.batch.side_by_side.columns import compared
from prestatieafspraken.batch.side_by_side.explained import WrittenExplanation, as_written
from prestatieafspraken.validators.personal.persoonsgegevens import masked, may_hold
from prestatieafspraken.validators.sheets.tables import table
from prestatieafspraken.workbook.book import Book, TableData, key_part
from prestatieafspraken.workbook.column import ColumnKind
from prestatieafspraken.workbook.finding import Finding, Severity
from prestatieafspraken.workbook.package.limits import LIMITS

FaultyCells = frozenset[tuple[str | None, str | None]]


@dataclass(frozen=True, slots=True)
class Extract:
    """The tables that are compared; `faulty` has the cells (sheet, address) with a FOUT."""

    tables: Mapping[str, TableData]
    faulty: FaultyCells


def of_book(book: Book, findings: Iterable[Finding]) -> Extract:
    """Take the tables of a workbook that was judged just now, as they are."""
    faulty = {(f.place.blad, f.place.cel) for f in findings if f.ernst is Severity.FOUT}
    return Extract(book.tables, frozenset(faulty))


def packed(book: Book, findings: Iterable[Finding], carried: Afspraken | None = None) -> bytes:
    """Write what is needed of a workbook; `findings` are all findings on it.

    `carried` are the agreements that it carries, where those are the ones that count.
    """
    whole = of_book(book, findings)
    tables = {name: _as_json(data) for name, data in whole.tables.items() if compared(data.table)}
    sheets = {data["blad"] for data in tables.values()}
    faulty = sorted((sheet, cell) for sheet, cell in whole.faulty if sheet in sheets and cell)
    kept = {
        "tabellen": tables,
        "fout": faulty,
        "afspraken": texts(carried) if carried else None,
        "toelichtingen": as_written(book.explanations),
    }
    return zlib.compress(json.dumps(kept).encode(), 1)


def unpacked(data: bytes) -> Extract:
    """Read back what `packed` wrote (ValueError when it grows larger than a workbook may be)."""
    known = _known(data)
    tables = {name: _from_json(name, found) for name, found in known["tabellen"].items()}
    return Extract(tables, frozenset((sheet, cell) for sheet, cell in known["fout"]))


def carried_in(data: bytes) -> Afspraken | None:
    """Give the agreements of the workbook itself in what `packed` wrote."""
    files = _known(data)["afspraken"]
    return load_texts(files) if files else None


def explained_in(data: bytes) -> list[WrittenExplanation]:
    """Give what the workbook itself explains in what `packed` wrote."""
    found: list[WrittenExplanation] = _known(data).get("toelichtingen", [])
    return found


def _known(data: bytes) -> dict[str, Any]:
    engine = zlib.decompressobj()
    text = engine.decompress(data, LIMITS.total)
    if engine.unconsumed_tail:
        raise ValueError("larger than any workbook that is read")
    known: dict[str, Any] = json.loads(text)
    return known


def _as_json(data: TableData) -> dict[str, Any]:
    names = compared(data.table)
    # Kept in a ledger: nothing of a person is; a bare number is the key of a home.
    kept = partial(_veiled, {name for name in data.letters if may_hold(data.forms[name])})
    lost = {name: data.unusable_rows.get(name, ()) for name in names}
    return {
        "blad": data.sheet,
        "letters": dict(data.letters),
        "rijen": list(data.row_numbers),
        "waarden": {name: [kept(name, _written(v)) for v in data.values[name]] for name in names},
        "onbruikbaar": {name: sorted(rows) for name, rows in lost.items() if rows},
        "sleutel": {
            name: [kept(name, key_part(v)) for v in data.raw_values[name]]
            for name in data.table.key
        },
    }


def _veiled(suspect: Set[str], column: str, value: Any) -> Any:
    is_text = column in suspect and isinstance(value, str) and not value.isdigit()
    return masked(value) if is_text else value


def _written(value: Any) -> Any:
    return f"{value:%Y-%m-%d}" if isinstance(value, date) else value


def _from_json(name: str, known: Mapping[str, Any]) -> TableData:
    declared = table(name)
    values: dict[str, list[Any]] = {}
    for column, written in known["waarden"].items():
        is_day = declared.column(column).kind is ColumnKind.DAY
        values[column] = [_day(one) for one in written] if is_day else written
    return TableData(
        declared,
        known["blad"],
        known["rijen"],
        values,
        known["sleutel"],
        {column: frozenset(rows) for column, rows in known["onbruikbaar"].items()},
        known["letters"],
    )


def _day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)
