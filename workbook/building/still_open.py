"""The yellow of what is still to be filled in: it goes when something stands there."""

from __future__ import annotations

from openpyxl.formatting.rule import FormulaRule
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from prestatieafspraken.dutch.number import DASHES, NO_VALUE
from prestatieafspraken.workbook.building.cell_kinds import AskedCell, CellKinds
from prestatieafspraken.workbook.column import list_name
from prestatieafspraken.workbook.layout import style
from prestatieafspraken.workbook.table import HEADER_ROW, Table

NOTHING = "geen_waarde"
"""The list of what people type where they have no figure; it leaves a cell open."""
NO_WORDS = tuple(
    sorted(
        {*(word.replace("?", "~?") for word in NO_VALUE), *(n * d for d in DASHES for n in (1, 2))}
    )
)
"""Those words, as criteria of COUNTIF."""


def still_open(sheet: Worksheet, table: Table, kinds: CellKinds) -> None:
    """Colour the asked cells of a sheet for as long as they are not filled in."""
    letters = {c.name: get_column_letter(n) for n, c in enumerate(table.columns, 1)}
    alike: dict[tuple[object, ...], list[AskedCell]] = {}
    for one in kinds.asked:
        alike.setdefault((one.kolom, one.anders, one.jaar), []).append(one)
    for cells in alike.values():
        first = cells[0]
        row = HEADER_ROW + 1 + first.rij
        tests = [filled(f"${letters[first.kolom]}{row}")]
        tests += [
            f"AND({','.join(filled(f'${letters[name]}{row}') for name in way)})"
            for way in first.anders
        ]
        asks = f"NOT(OR({','.join(tests)}))"
        asks = f"AND({asked_now(first.jaar)},{asks})" if first.jaar else asks
        where = " ".join(f"{letters[one.kolom]}{HEADER_ROW + 1 + one.rij}" for one in cells)
        rule = FormulaRule(  # type: ignore[no-untyped-call]
            [asks], fill=style.ASKED_FILL, border=style.ASKED_BORDER
        )
        sheet.conditional_formatting.add(where, rule)


def filled(cell: str) -> str:
    """Say that something stands in a cell, other than a word for nothing."""
    return f'COUNTIF({cell},"<>")>SUMPRODUCT(COUNTIF({cell},{list_name(NOTHING)}))'


def asked_now(year: int) -> str:
    """Say that the figures of a year are asked: it is over on the peildatum, or none is known."""
    return f'OR(start_peildatum="",start_peildatum>=DATE({year},12,31))'
