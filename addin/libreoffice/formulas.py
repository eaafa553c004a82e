"""Formulas between the notation of Excel (English names, commas) and that of LibreOffice."""

from __future__ import annotations

import re
from typing import Any

EXCEL_A1 = 3
"""com.sun.star.sheet.AddressConvention.XL_OOX: Sheet!A1, as in the file."""


def write(parser: Any, cell: Any, formula: str) -> None:
    """Put a formula in a cell; `parser` is that of its document.

    The parser that knows Excel's notation does not know names of tables in all versions; those
    are written in the notation of LibreOffice, which differs from Excel's in the separator.
    """
    if "[" in formula:
        cell.setFormula(_separators(formula))
        return
    cell.setTokens(parser.parseFormula(formula.removeprefix("="), cell.CellAddress))


def read(document: Any, cell: Any) -> str:
    """Give the formula of a cell, or its value as text where there is none."""
    text = str(cell.getFormula())
    if not text.startswith("=") or "[" in text:
        return text.replace(";", ",") if text.startswith("=") else text
    return f"={parser(document).printFormula(cell.getTokens(), cell.CellAddress)}"


def parser(document: Any) -> Any:
    """Give what knows the notation of Excel."""
    made = document.createInstance("com.sun.star.sheet.FormulaParser")
    made.CompileEnglish = True
    made.FormulaConvention = EXCEL_A1
    return made


def _separators(formula: str) -> str:
    """Replace the commas that stand outside texts and names."""
    parts = re.split(r'("(?:[^"]|"")*"|\[[^\]]*\])', formula)
    return "".join(
        part if number % 2 else part.replace(",", ";") for number, part in enumerate(parts)
    )
