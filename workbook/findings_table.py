"""The table on the sheet Bevindingen: what a check found, and what people explain about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from prestatieafspraken.workbook.locate import key
from prestatieafspraken.workbook.number import clean
from prestatieafspraken.workbook.source import RawBook, RawSheet, address

SHEET, EXCEL_NAME = "Bevindingen", "tblBevindingen"
COLUMNS = (
    ("Ernst", 19, "Hoe zwaar de bevinding weegt."),
    ("Code", 11, "De code van de regel."),
    ("Blad", 24, "Het blad van de cel."),
    ("Cel", 9, "Het adres van de cel. Met Rij en Kolom erbij mag de cel verschuiven."),
    ("Rij", 28, "Waar de rij over gaat, bijvoorbeeld Woonforte 2018."),
    ("Kolom", 20, "De kop van de kolom."),
    (
        "Waarde",
        16,
        "De waarde die de controle vond. Een toelichting geldt alleen voor deze waarde.",
    ),
    ("Melding", 58, "Wat de controle vond."),
    ("Herstel", 46, "Wat er anders moet."),
    ("Toelichting", 46, "Klopt de waarde toch? Zeg hier waarom, zonder namen van personen."),
)
"""Header, width and help of each column; a person who types a row may leave most of them empty."""


@dataclass(frozen=True)
class Explanation:
    """What a person explains about one finding; `at` is the cell in which that stands.

    The place is as it was written: a part that was left empty is "".
    """

    at: str
    code: str
    blad: str
    cel: str
    rij: str
    kolom: str
    waarde: Any
    tekst: str


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
