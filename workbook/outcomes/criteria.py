"""Counting and adding up the rows that meet criteria, as COUNTIFS and SUMIFS do.

The rows of a column that meet a criterion are the bits of one number: a workbook asks the same of
the same column hundreds of times.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from prestatieafspraken.workbook.outcomes.values import (
    CellFault,
    CellValue,
    Operand,
    PlainValue,
    UnknownOutcomeError,
    number,
    row_by_row,
    same,
)

_CRITERION = re.compile(r"(<=|>=|<>|<|>|=)?(.*)", re.DOTALL)
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_SIDES = {"<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge}


@dataclass
class Criteria:
    """The rows by column and criterion, as found so far; columns live as long as this does."""

    _rows: dict[tuple[int, type, CellValue], int] = field(default_factory=dict)

    def count(self, *pairs: Operand) -> Operand:
        """Count the rows that meet all criteria, once for each if they are a column."""
        return self._each(lambda rows: float(rows.bit_count()), pairs)

    def sum(self, column: Operand, *pairs: Operand) -> Operand:
        """Add up the numbers of a column in the rows that meet all criteria."""
        if not isinstance(column, list):
            raise UnknownOutcomeError
        return self._each(lambda rows: _total(column, rows), pairs)

    def _each(self, outcome: Callable[[int], PlainValue], pairs: Sequence[Operand]) -> Operand:
        columns, wanted = pairs[::2], pairs[1::2]
        lengths = {len(one) for one in wanted if isinstance(one, list)}
        if len(lengths) > 1:
            raise UnknownOutcomeError
        if not lengths:
            return outcome(self._all(columns, wanted))
        each = [one if isinstance(one, list) else [one] * min(lengths) for one in wanted]
        return [outcome(self._all(columns, row)) for row in zip(*each, strict=True)]

    def _all(
        self, columns: Sequence[Operand], wanted: Sequence[CellValue | list[CellValue]]
    ) -> int:
        found = -1
        for column, criterion in zip(columns, wanted, strict=True):
            if not isinstance(column, list) or isinstance(criterion, list):
                raise UnknownOutcomeError
            found &= self._meeting(column, criterion)
        return found

    def _meeting(self, column: list[CellValue], criterion: CellValue) -> int:
        key = id(column), type(criterion), criterion
        if key not in self._rows:
            test = meets(criterion)
            met = row_by_row(lambda row: "1" if test(row[0]) else "0", [column])
            self._rows[key] = int("0" + "".join(reversed(met)), 2)
        return self._rows[key]


def _total(column: list[CellValue], rows: int) -> float:
    chosen = [value for value, met in zip(column, f"{rows:b}"[::-1], strict=False) if met == "1"]
    for value in chosen:
        if isinstance(value, CellFault):
            raise value
    return sum((value for value in chosen if isinstance(value, float)), 0.0)


def is_number(value: CellValue) -> bool:
    """Say whether a number stands in a cell; a condition is none."""
    return isinstance(value, float)


def meets(criterion: CellValue) -> Callable[[CellValue], bool]:
    """Give the test of a criterion: `5`, `">=0"`, `"<>prognose"`, `"?*"`, `"="`."""
    if isinstance(criterion, CellFault):
        raise criterion
    if not isinstance(criterion, str):
        return _is_number(number(criterion))
    sign, wanted = _CRITERION.fullmatch(criterion).groups()  # type: ignore[union-attr]
    if sign in _SIDES:
        if not _NUMBER.fullmatch(wanted):
            raise UnknownOutcomeError
        side, bound = _SIDES[sign], float(wanted)
        return lambda value: is_number(value) and side(number(value), bound)
    if not wanted:
        if sign is None:
            raise UnknownOutcomeError
        return (lambda value: value is not None) if sign == "<>" else (lambda value: value is None)
    test = _is_number(float(wanted)) if _NUMBER.fullmatch(wanted) else _is_text(wanted)
    return (lambda value: not test(value)) if sign == "<>" else test


def _is_number(wanted: float) -> Callable[[CellValue], bool]:
    def test(value: CellValue) -> bool:
        if isinstance(value, str) and _NUMBER.fullmatch(value) and same(float(value), wanted):
            raise UnknownOutcomeError  # a number typed as a text counts in Excel alone
        return is_number(value) and same(number(value), wanted)

    return test


def _is_text(wanted: str) -> Callable[[CellValue], bool]:
    pattern = pattern_of(wanted)
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def pattern_of(wanted: str) -> re.Pattern[str]:
    """Give the pattern of a text with wildcards: ? for a sign, * for any, ~ before a plain one."""
    signs = re.findall(r"~[~*?]|.", wanted, re.DOTALL)
    meant = {"?": ".", "*": ".*"}
    written = "".join(meant.get(one, re.escape(one[-1])) for one in signs)
    return re.compile(written, re.DOTALL | re.IGNORECASE)
