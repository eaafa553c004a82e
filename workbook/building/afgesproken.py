"""Which cells of a workbook are agreed: those in which it starts with what was signed.

Whoever colours or guards them asks here, and nowhere else.
"""

from __future__ import annotations

from prestatieafspraken.afspraken.model import Afspraken, Partij
from prestatieafspraken.dutch.number import is_no_value
from prestatieafspraken.workbook.building.prefill import prefill
from prestatieafspraken.workbook.building.printed import PrefilledRow


def afgesproken(afspraken: Afspraken, partij: Partij) -> dict[str, list[PrefilledRow]]:
    """Give the rows of the agreements in the workbook of a party, by table name.

    They are in the order of the new workbook, each with its agreed cells alone, by column name.
    """
    return {
        name: [agreed(row) for row in rows] for name, rows in prefill(afspraken, partij).items()
    }


def agreed(row: PrefilledRow) -> PrefilledRow:
    """Give the cells of a prefilled row that are agreed; the others are there to be filled in.

    A printed dash or "onbekend" says that nobody knew: who knows now may say so.
    """
    return {name: value for name, value in row.items() if _says_something(value)}


def _says_something(value: object) -> bool:
    return value is not None and not (isinstance(value, str) and is_no_value(value))
