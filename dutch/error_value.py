"""An error as a spreadsheet keeps it in a cell."""

from __future__ import annotations

ERROR_NAMES = frozenset(
    [
        *("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"),
        *("#GETTING_DATA", "#SPILL!", "#CONNECT!", "#BLOCKED!", "#UNKNOWN!", "#FIELD!", "#CALC!"),
    ]
)
"""The names under which spreadsheets know their error values; the second line is of Excel 365."""


class ErrorValue(str):
    """The name of an error value, such as #REF!, as the value of a cell."""

    __slots__ = ()
