"""Values as they leave the house: nobody's data in what they are of, of when, and what they say.

Calculations look at a workbook as it is. Every output of values is made of what goes through here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from prestatieafspraken.indicators.result import Indicator
from prestatieafspraken.validators.personal.cells import personal_cells
from prestatieafspraken.validators.personal.persoonsgegevens import masked, veil
from prestatieafspraken.workbook.book import TableData

NAMES = ("onderdeel", "periode", "klasse", "reeks")
"""What somebody typed, veiled whole."""
SENTENCES = ("toelichting", "berekening", "norm_bron")
"""Sentences of ours that quote what somebody typed.

Only what stands so in a cell is veiled in them: an amount of nine digits is not a person.
"""


def told_values(values: Sequence[Indicator], tables: Iterable[TableData]) -> list[Indicator]:
    """Give values of these tables with the personal data of their cells veiled."""
    data = {text for table in tables for cell in personal_cells(table) for text in cell.gegevens}
    # The longest first, for one may stand within another.
    known = {text: veil(text) for text in sorted(data, key=lambda text: (-len(text), text))}
    if not known:
        return list(values)

    def plain(text: str) -> str:
        for text_of_cell, dots in known.items():
            text = text.replace(text_of_cell, dots)
        return text

    def told(one: Indicator) -> Indicator:
        said = {name: text for name in (*NAMES, *SENTENCES) if (text := getattr(one, name))}
        changed: dict[str, Any] = {name: plain(text) for name, text in said.items()}
        changed |= {name: masked(changed[name]) for name in NAMES if name in changed}
        return replace(one, **changed)

    return [told(one) for one in values]
