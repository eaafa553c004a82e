"""The functions that the formulas of our workbooks use, by their names."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import ROUND_HALF_UP, ROUND_UP, Decimal
from functools import partial

from prestatieafspraken.workbook.outcomes import values
from prestatieafspraken.workbook.outcomes.criteria import is_number, pattern_of
from prestatieafspraken.workbook.outcomes.values import (
    CellFault,
    CellValue,
    Operand,
    PlainValue,
    UnknownOutcomeError,
    alone,
    each,
    items,
    number,
    row_by_row,
    same,
    truth,
    words,
)

SUM_OF_VISIBLE = 109


def numbers(arguments: Iterable[Operand]) -> Iterator[float]:
    """Give the numbers among the arguments: in a column only those, and else each value."""
    for argument in arguments:
        if not isinstance(argument, list):
            yield number(argument)
            continue
        for item in argument:
            if isinstance(item, CellFault):
                raise item
            if is_number(item):
                yield number(item)


def conditions(arguments: Iterable[Operand]) -> list[bool]:
    """Give the conditions among the arguments."""
    if any(isinstance(one, list) for one in arguments):
        raise UnknownOutcomeError
    return [truth(one) for one in arguments if not isinstance(one, list)]


def sumproduct(*arguments: Operand) -> PlainValue:
    """Add up the products of the rows; what is no number counts as 0."""
    columns = [items(one) for one in arguments]
    return math.fsum(row_by_row(lambda row: math.prod(map(_factor, row)), columns))


def _factor(item: CellValue) -> float:
    if isinstance(item, bool):
        raise UnknownOutcomeError  # 0 in Excel and 1 in LibreOffice
    return 0.0 if isinstance(item, str) else number(item)


def rounded(how: str, value: CellValue, digits: CellValue) -> PlainValue:
    """Round a number as people do it: on the digits that it shows."""
    place = Decimal(1).scaleb(-int(number(digits)))
    return float(Decimal(f"{number(value):.15g}").quantize(place, how))


def find(part: CellValue, text: CellValue) -> PlainValue:
    """Give the place of a text in another."""
    at = words(text).find(words(part))
    if at < 0:
        raise CellFault("#VALUE!")
    return float(at + 1)


def index(column: Operand, at: Operand, across: Operand = 0.0) -> Operand:
    """Give a cell of a column, or all of it."""
    cells, row = items(column), int(number(alone(at)))
    if number(alone(across)) > 1:
        raise UnknownOutcomeError
    if row == 0:
        return column
    if not 0 < row <= len(cells):
        raise CellFault("#REF!")
    found = cells[row - 1]
    if isinstance(found, CellFault):
        raise found
    return found


def match(wanted: Operand, column: Operand, how: Operand = 1.0) -> Operand:
    """Give the first row that holds a value, once for each value that is sought."""
    if number(alone(how)) != 0:
        raise UnknownOutcomeError
    return each(lambda sought: _first(sought, items(column)), wanted)


def _first(sought: CellValue, column: list[CellValue]) -> PlainValue:
    if isinstance(sought, CellFault):
        raise sought
    if sought is None:
        raise CellFault("#N/A")
    pattern = pattern_of(sought) if isinstance(sought, str) else None
    for at, item in enumerate(column, 1):
        if isinstance(item, CellFault) or type(item) is not type(sought):
            continue
        if pattern.fullmatch(words(item)) if pattern else same(number(item), number(sought)):
            return float(at)
    raise CellFault("#N/A")


def subtotal(how: Operand, column: Operand) -> PlainValue:
    """Add up a column of which no row is hidden."""
    if number(alone(how)) != SUM_OF_VISIBLE:
        raise UnknownOutcomeError
    return math.fsum(numbers([column]))


def modulo(value: CellValue, by: CellValue) -> PlainValue:
    """Give what is left of a division."""
    if not number(by):
        raise CellFault("#DIV/0!")
    return number(value) % number(by)


def substitute(text: CellValue, old: CellValue, new: CellValue) -> PlainValue:
    """Put one text for another."""
    return words(text).replace(words(old), words(new))


def one_by_one(function: Callable[..., PlainValue]) -> Callable[..., Operand]:
    """Let a function of plain values work on columns, row by row."""
    return partial(each, function)


FUNCTIONS: Mapping[str, Callable[..., Operand]] = {
    "AND": lambda *a: all(conditions(a)),
    "OR": lambda *a: any(conditions(a)),
    "NOT": one_by_one(lambda value: not truth(value)),
    "TRUE": lambda: True,
    "FALSE": lambda: False,
    "SUM": lambda *a: math.fsum(numbers(a)),
    "MAX": lambda *a: max(numbers(a), default=0.0),
    "MIN": lambda *a: min(numbers(a), default=0.0),
    "COUNT": lambda *a: float(sum(is_number(item) for one in a for item in items(one))),
    "COUNTA": lambda *a: float(sum(item is not None for one in a for item in items(one))),
    "SUMPRODUCT": sumproduct,
    "SUBTOTAL": subtotal,
    "INDEX": index,
    "HYPERLINK": lambda link, shown: alone(shown),
    "MATCH": match,
    "ROUND": one_by_one(partial(rounded, ROUND_HALF_UP)),
    "ROUNDUP": one_by_one(partial(rounded, ROUND_UP)),
    "ABS": one_by_one(lambda value: abs(number(value))),
    "SIGN": one_by_one(lambda value: float((number(value) > 0) - (number(value) < 0))),
    "INT": one_by_one(lambda value: float(math.floor(number(value)))),
    "MOD": one_by_one(modulo),
    "LEN": one_by_one(lambda value: float(len(words(value)))),
    "FIND": one_by_one(find),
    "SUBSTITUTE": one_by_one(substitute),
    "REPT": one_by_one(lambda text, times: words(text) * int(number(times))),
    "YEAR": one_by_one(lambda value: float(values.day(number(value)).year)),
    "MONTH": one_by_one(lambda value: float(values.day(number(value)).month)),
    "DAY": one_by_one(lambda value: float(values.day(number(value)).day)),
    "DATE": one_by_one(lambda *parts: values.serial(*map(number, parts))),
    "ISNUMBER": one_by_one(lambda value: is_number(value)),
    "N": one_by_one(lambda value: number(value) if is_number(value) else 0.0),
    "ISTEXT": one_by_one(lambda value: isinstance(value, str)),
}
"""Each takes what all its arguments come to; `formula.py` has those that choose among them."""
