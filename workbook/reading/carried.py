"""The agreements that a workbook carries, taken out of it before its sheets are looked at."""

from __future__ import annotations

from dataclasses import replace

from prestatieafspraken.afspraken.kopie import Kopie, KopieError, read
from prestatieafspraken.dutch.folded import key
from prestatieafspraken.workbook.raw import RawBook
from prestatieafspraken.workbook.table import COPY_SHEET


def carried(raw: RawBook) -> tuple[Kopie | KopieError | None, RawBook]:
    """Give the copy (or why it is none) and the workbook without it.

    What is not whole stays a sheet like any other: nobody hides personal data in its name.
    """
    sheet = next((one for one in raw.sheets if key(one.name) == COPY_SHEET), None)
    if sheet is None:
        return None, raw
    try:
        kopie = read(sheet.rows)
    except KopieError as why:
        return why, raw
    return kopie, replace(raw, sheets=[one for one in raw.sheets if one is not sheet])
