"""An error as a spreadsheet keeps it in a cell."""

from __future__ import annotations


class ErrorValue(str):
    """The name of an error value, such as #REF!, as the value of a cell."""

    __slots__ = ()
