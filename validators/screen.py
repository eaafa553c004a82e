"""The checks of a column as plain Python: a first look at what pandera has to decide.

pandera's schemas are the only declaration; its fixed cost on the dozen small tables of a workbook
is many times that of reading the file. So each check is read off its own statistics and asked of
the different values of the column. What is not known here is left to pandera, and a test holds
the two equal on random columns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence, Set
from typing import Any, TypeVar

from prestatieafspraken.workbook.table import CheckLike

Values = Set[Any]
"""The different values of a column, the empty cell left out."""
Doubts = Callable[[Values, Mapping[str, Any]], Values]
Check = TypeVar("Check", bound=CheckLike)


def _lengths(values: Values, bounds: Mapping[str, Any]) -> Values:
    longest, shortest = bounds.get("max_value"), bounds.get("min_value")
    exact = bounds.get("exact_value")
    return {
        value
        for value in values
        if (longest is not None and len(value) > longest)
        or (shortest is not None and len(value) < shortest)
        or (exact is not None and len(value) != exact)
    }


def _forms(values: Values, bounds: Mapping[str, Any]) -> Values:
    fits = re.compile(bounds["pattern"]).match
    return {value for value in values if not fits(value)}


_CHECKS: Mapping[str, Doubts] = {
    "greater_than_or_equal_to": lambda values, bounds: {
        value for value in values if not value >= bounds["min_value"]
    },
    "less_than_or_equal_to": lambda values, bounds: {
        value for value in values if not value <= bounds["max_value"]
    },
    "isin": lambda values, bounds: values - set(bounds["allowed_values"]),
    "str_length": _lengths,
    "str_matches": _forms,
}
"""Which values do not certainly pass each check of pandera, by the name that it has in its error."""


def doubtful(checks: Sequence[Check], values: Sequence[Any]) -> list[tuple[Check, Values]]:
    """Give the checks that a column does not certainly pass, each with the values in doubt.

    `values` are the plain values of the column (None: empty, which no check looks at). Whether
    their cells fail, pandera says.
    """
    different = set(values) - {None}
    doubts = ((check, _in_doubt(check, different)) for check in checks if different)
    return [(check, doubt) for check, doubt in doubts if doubt]


def _in_doubt(check: Any, values: Values) -> Values:
    look = _CHECKS.get(str(check.error).partition("(")[0])
    return values if look is None else look(values, check.statistics)
