"""Excel that saves by itself: what a button writes is then kept, and seen by others, at once."""

from __future__ import annotations

from typing import Any

import xlwings as xw

from prestatieafspraken.addin.program import in_excel
from prestatieafspraken.addin.refusal import of_program

SENTENCE = (
    " Let op: Automatisch opslaan staat aan. Wat hier is gemarkeerd is al bewaard, en wie de "
    "werkmap ook open heeft ziet het. Druk op Wis markeringen als u klaar bent."
)


def saves_itself(book: xw.Book) -> bool:
    """Say whether Excel saves this workbook by itself (older ones never do)."""
    if not in_excel(book):
        return False
    excel: Any = book.impl
    try:
        return bool(excel.xl.AutoSaveOn)
    except Exception as error:
        if not of_program(error):
            raise
        return False
