"""What a column demands of its values, and a first look in plain Python at which may not meet it.

pandera decides, but its import takes as long as judging a workbook, and its fixed cost on two
dozen small tables many times that of reading the file. So each demand is first asked of the
different values of a column, and only what does not certainly meet it is left to pandera (see
`pandera_schema`). A test holds the two equal for every column.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from prestatieafspraken.validators.any_sheet.cells import (
    GEEN_BAG_ID,
    NIET_IN_LIJST,
    TE_HOOG,
    TE_LAAG,
    TE_LANG,
)
from prestatieafspraken.workbook.column import Column

DistinctValues = Set[Any]
"""The different values of a column, the empty cell left out."""


@dataclass(frozen=True, slots=True)
class Demand:
    """One thing that each value of a column must meet: the code of its rule, and the bound."""

    code: str
    bound: Any


def demands(column: Column, choices: Sequence[str]) -> Iterator[Demand]:
    """Give what a column demands of what is filled in; `choices` is its list, if it has one."""
    if column.low is not None:
        yield Demand(TE_LAAG.code, column.low)
    if column.high is not None:
        yield Demand(TE_HOOG.code, column.high)
    if column.longest is not None:
        yield Demand(TE_LANG.code, column.longest)
    if column.pattern is not None:
        yield Demand(GEEN_BAG_ID.code, column.pattern)
    if column.codelist is not None:
        yield Demand(NIET_IN_LIJST.code, tuple(choices))


def _of_another_form(values: DistinctValues, pattern: str) -> DistinctValues:
    fits = re.compile(pattern).fullmatch
    return {value for value in values if not fits(value)}


_DOUBTS: Mapping[str, Callable[[DistinctValues, Any], DistinctValues]] = {
    TE_LAAG.code: lambda values, low: {value for value in values if not value >= low},
    TE_HOOG.code: lambda values, high: {value for value in values if not value <= high},
    TE_LANG.code: lambda values, longest: {value for value in values if len(value) > longest},
    GEEN_BAG_ID.code: _of_another_form,
    NIET_IN_LIJST.code: lambda values, choices: values - set(choices),
}
"""Which values do not certainly meet each demand."""


def doubtful(
    column: Column, choices: Sequence[str], values: Sequence[Any]
) -> list[tuple[Demand, DistinctValues]]:
    """Give the demands that a column does not certainly meet, each with the values in doubt.

    `values` are the plain values of the column (None: empty, of which nothing is demanded).
    """
    different = set(values) - {None}
    if not different:
        return []
    doubts = [(one, _DOUBTS[one.code](different, one.bound)) for one in demands(column, choices)]
    return [(demand, doubt) for demand, doubt in doubts if doubt]
