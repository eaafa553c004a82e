"""Which program has the workbook open."""

from __future__ import annotations

from typing import Any

WINDOWS = "xlwings._xlwindows"
"""The engine of xlwings for Excel for Windows."""


def in_excel(of: Any) -> bool:
    """Say whether this is of Excel for Windows, which is asked for more than xlwings has words for.

    An app, a workbook, a sheet or cells will do: nothing is asked of Excel.
    """
    return type(getattr(of, "impl", None)).__module__ == WINDOWS
