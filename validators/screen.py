"""The checks of a column as plain Python: a first look that says which ones pandera has to make.

pandera's schemas are the only declaration; its fixed cost on the dozen small tables of a workbook
is many times that of reading the file. So each check is read off its own statistics and asked of
the plain values of the whole column. What is not known here is left to pandera, and a test holds
the two equal on random columns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from prestatieafspraken.workbook.table import CheckLike

Filled = Sequence[Any]
"""The values of the cells of a column that are not empty; at least one."""
Holds = Callable[[Filled, Mapping[str, Any]], bool]
Check = TypeVar("Check", bound=CheckLike)


def _fits(values: Filled, bounds: Mapping[str, Any]) -> bool:
    longest, shortest = bounds.get("max_value"), bounds.get("min_value")
    exact = bounds.get("exact_value")
    return (
        (longest is None or max(map(len, values)) <= longest)
        and (shortest is None or min(map(len, values)) >= shortest)
        and (exact is None or set(map(len, values)) == {exact})
    )


_CHECKS: Mapping[str, Holds] = {
    "greater_than_or_equal_to": lambda values, bounds: min(values) >= bounds["min_value"],
    "less_than_or_equal_to": lambda values, bounds: max(values) <= bounds["max_value"],
    "isin": lambda values, bounds: set(values) <= set(bounds["allowed_values"]),
    "str_length": _fits,
    "str_matches": lambda values, bounds: all(map(re.compile(bounds["pattern"]).match, values)),
}
"""What each check of pandera asks of a whole column, by the name that it has in its error."""


def doubtful(checks: Sequence[Check], values: Sequence[Any]) -> list[Check]:
    """Give the checks that a column does not certainly pass; pandera has to say of which cells.

    `values` are the plain values of the column (None: empty, which no check looks at).
    """
    filled = [value for value in values if value is not None]
    return [check for check in checks if filled and not _passes(check, filled)]


def _passes(check: Any, values: Filled) -> bool:
    holds = _CHECKS.get(str(check.error).partition("(")[0])
    return holds is not None and bool(holds(values, check.statistics))
