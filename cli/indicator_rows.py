"""Indicators as flat rows: for a file with commas, and for a workbook."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO
from typing import Any

from prestatieafspraken.indicators.result import Indicator
from prestatieafspraken.workbook.lists.csv_text import harmless

LISTED = ", "


def rows(results: Sequence[Indicator]) -> tuple[list[str], list[list[Any]]]:
    """Give the headers and the rows, with the keys of the JSON contract as headers."""
    headers = list(results[0].as_dict()) if results else []
    return headers, [[_flat(value) for value in r.as_dict().values()] for r in results]


def _flat(value: Any) -> Any:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return LISTED.join(value) if isinstance(value, list) else value


def as_csv(results: Sequence[Indicator]) -> str:
    """Give the rows as Dutch Excel reads them: parted by semicolons, with decimal commas.

    A text that a spreadsheet program would take for a formula gets an apostrophe in front.
    """
    headers, lines = rows(results)
    stream = StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(headers)
    writer.writerows([_written(value) for value in line] for line in lines)
    return "\ufeff" + stream.getvalue()


def _written(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, int | float):
        return repr(value).replace(".", ",")
    return harmless(str(value))
