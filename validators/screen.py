"""The checks of a column as plain Python: a first look that says whether pandera has to look.

pandera's schemas are the only declaration; its fixed cost on the dozen small tables of a workbook
is many times that of reading the file. So each check is read off its own statistics and asked of
the plain values of the whole column. What is not known here is left to pandera, and a test holds
the two equal on random columns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pandas.api.types import pandas_dtype

from prestatieafspraken.workbook.table import CheckLike, Column

Filled = Sequence[Any]
"""The values of the cells of a column that are not empty; at least one."""
Holds = Callable[[Filled, Mapping[str, Any]], bool]


def _fits(values: Filled, bounds: Mapping[str, Any]) -> bool:
    longest, shortest = bounds.get("max_value"), bounds.get("min_value")
    lengths = [len(value) for value in values]
    exact = bounds.get("exact_value")
    return (
        (longest is None or max(lengths) <= longest)
        and (shortest is None or min(lengths) >= shortest)
        and (exact is None or set(lengths) == {exact})
    )


_CHECKS: Mapping[str, Holds] = {
    "greater_than_or_equal_to": lambda values, bounds: min(values) >= bounds["min_value"],
    "less_than_or_equal_to": lambda values, bounds: max(values) <= bounds["max_value"],
    "isin": lambda values, bounds: set(values) <= set(bounds["allowed_values"]),
    "str_length": _fits,
    "str_matches": lambda values, bounds: all(map(re.compile(bounds["pattern"]).match, values)),
}
"""What each check of pandera asks of a whole column, by the name that it has in its error."""


def is_clean(
    column: Column, checks: Sequence[CheckLike], dtype: Any, values: Sequence[Any]
) -> bool:
    """Say whether a column certainly passes its schema: type, no empty cell, and all checks.

    `dtype` is that of the column as read, `values` are its plain values (None: empty). No means
    that pandera has to look.
    """
    if dtype != pandas_dtype(str(column.schema.dtype)):
        return False
    filled = [value for value in values if value is not None]
    if len(filled) < len(values) and not column.schema.nullable:
        return False
    return not filled or all(_passes(check, filled) for check in checks)


def _passes(check: Any, values: Filled) -> bool:
    holds = _CHECKS.get(str(check.error).partition("(")[0])
    return holds is not None and bool(holds(values, check.statistics))
