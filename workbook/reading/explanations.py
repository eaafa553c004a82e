"""What people explain on the sheet Bevindingen, read back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from prestatieafspraken.dutch.folded import key
from prestatieafspraken.dutch.number import clean
from prestatieafspraken.workbook.address import address
from prestatieafspraken.workbook.findings_table import EXCEL_NAME, Explanation
from prestatieafspraken.workbook.raw import RawBook, RawSheet


def explanations(raw: RawBook) -> tuple[Explanation, ...]:
    """Give the rows that hold an explanation; none in a workbook without the table."""
    for table in raw.tables:
        sheet = raw.sheet(table.sheet)
        if key(table.name) == key(EXCEL_NAME) and sheet is not None:
            columns = {key(text): table.first_col + n for n, text in enumerate(table.header)}
            return tuple(_read(sheet, table.first_row, columns))
    return ()


def _read(sheet: RawSheet, first: int, columns: dict[str, int]) -> Iterator[Explanation]:
    def value(row: int, header: str) -> Any:
        col = columns.get(key(header))
        return None if col is None else sheet.value(row, col)

    def text(row: int, header: str) -> str:
        found = value(row, header)
        return "" if found is None else clean(str(found))

    if key("Toelichting") not in columns:
        return
    # People type on under the last row, whether or not the table grows with them.
    for row in range(first, len(sheet.rows) + 1):
        if tekst := text(row, "Toelichting"):
            yield Explanation(
                at=address(row, columns[key("Toelichting")]),
                code=text(row, "Code"),
                blad=text(row, "Blad"),
                cel=text(row, "Cel"),
                rij=text(row, "Rij"),
                kolom=text(row, "Kolom"),
                waarde=value(row, "Waarde"),
                tekst=tekst,
            )
