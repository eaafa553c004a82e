"""Values of cells between LibreOffice and Python, as Excel would give and take them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from prestatieafspraken.addin.libreoffice import formulas, office
from prestatieafspraken.dutch.error_value import ErrorValue

EPOCH = datetime(1899, 12, 30)
DATE, TIME, LOGICAL = 2, 4, 1024
"""Kinds of number formats."""

FORMULA_ERROR = 4
ERRORS = {
    502: "#NUM!",
    503: "#NUM!",
    519: "#VALUE!",
    521: "#NULL!",
    524: "#REF!",
    525: "#NAME?",
    532: "#DIV/0!",
    32767: "#N/A",
}
"""The name that Excel gives to an error, by the number that LibreOffice gives it."""

Grid = list[list[Any]]


def read(document: Any, native: Any) -> Grid:
    """Give the values of a range in one call, days as datetime and errors by their name."""
    rows = [[None if v == "" else v for v in row] for row in native.getDataArray()]
    top, left = native.RangeAddress.StartRow, native.RangeAddress.StartColumn
    kinds: dict[int, int] = {}
    groups = native.getUniqueCellFormatRanges()
    for number in range(groups.getCount()):
        group = groups.getByIndex(number)
        key = group.NumberFormat
        if key not in kinds:
            kinds[key] = document.NumberFormats.getByKey(key).Type
        convert = _converter(kinds[key])
        if convert is not None:
            for row, col in _cells(group.getRangeAddresses(), top, left):
                value = rows[row][col]
                if isinstance(value, float):
                    rows[row][col] = convert(value)
    wrong = native.queryFormulaCells(FORMULA_ERROR)
    for row, col in _cells(wrong.getRangeAddresses(), top, left):
        error = native.getCellByPosition(col, row).getError()
        rows[row][col] = ErrorValue(ERRORS.get(error, "#VALUE!"))
    return rows


def write(document: Any, native: Any, rows: Sequence[Sequence[Any]]) -> None:
    """Write values in one call, and after that what is no plain number or text, cell by cell."""
    plain = [
        # A text stays a text, so the sign that says so can go.
        tuple(
            v.removeprefix("'") if isinstance(v, str) else v if isinstance(v, float) else ""
            for v in row
        )
        for row in rows
    ]
    native.setDataArray(tuple(plain))
    parser = None
    for number, row in enumerate(rows):
        for col, value in enumerate(row):
            if isinstance(value, str) and value.startswith("="):
                parser = parser or formulas.parser(document)
                formulas.write(parser, native.getCellByPosition(col, number), value)
            elif isinstance(value, bool | date):
                _write(document, native.getCellByPosition(col, number), value)


def _write(document: Any, cell: Any, value: bool | date) -> None:
    """Write a truth value or a moment, as Excel understands it when it is typed."""
    kind = LOGICAL if isinstance(value, bool) else DATE
    cell.setValue(float(value) if isinstance(value, bool) else serial(value))
    # It gets the plain format of its kind, unless it has one already.
    if not document.NumberFormats.getByKey(cell.NumberFormat).Type & kind:
        locale = office.struct("com.sun.star.lang.Locale")
        cell.NumberFormat = document.NumberFormats.getStandardFormat(kind, locale)


def _cells(areas: Sequence[Any], top: int, left: int) -> Iterator[tuple[int, int]]:
    for area in areas:
        # Each question to a struct of LibreOffice takes its time: none per row.
        rows = range(area.StartRow - top, area.EndRow - top + 1)
        cols = range(area.StartColumn - left, area.EndColumn - left + 1)
        for row in rows:
            for col in cols:
                yield row, col


def _converter(kind: int) -> Callable[[float], Any] | None:
    if kind & (DATE | TIME):
        return day
    return bool if kind & LOGICAL else None


def day(value: float) -> datetime:
    """Give the moment that a count of days stands for, to the microsecond that a float holds."""
    moment = EPOCH + timedelta(days=value)
    return moment.replace(microsecond=0) + timedelta(seconds=round(moment.microsecond / 1e6))


def serial(value: date) -> float:
    """Give the count of days for a day or a moment."""
    if not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day)
    return (value.replace(tzinfo=None) - EPOCH) / timedelta(days=1)


def prepare(value: Any, options: Any = None) -> Any:
    """Make a value ready to be written; whatever is missing becomes an empty cell."""
    if value is None or value != value or type(value).__name__ in ("NAType", "NaTType"):
        return ""
    if hasattr(value, "item") and not isinstance(value, date):
        value = value.item()
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def clean(
    data: Sequence[Sequence[Any]],
    datetime_builder: Callable[..., Any],
    empty_as: Any,
    number_builder: Callable[[Any], Any] | None,
    err_to_str: bool,
) -> Grid:
    """Give values as the caller of xlwings asked for them."""

    def one(value: Any) -> Any:
        match value:
            case None | "":
                return empty_as
            case ErrorValue():
                return str(value) if err_to_str else None
            case datetime():
                parts = ("year", "month", "day", "hour", "minute", "second", "microsecond")
                return datetime_builder(**{p: getattr(value, p) for p in parts}, tzinfo=None)
            case float() if number_builder is not None:
                return number_builder(value)
        return value

    return [[one(value) for value in row] for row in data]
