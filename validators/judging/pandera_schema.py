"""The schema of pandera that follows from a column: the judge of the values that are in doubt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

import pandas as pd
import pandera.pandas as pa

from prestatieafspraken.validators.any_sheet.cells import (
    GEEN_BAG_ID,
    NIET_IN_LIJST,
    TE_HOOG,
    TE_LAAG,
    TE_LANG,
)
from prestatieafspraken.validators.judging.screen import Demand, demands
from prestatieafspraken.workbook.column import Column
from prestatieafspraken.workbook.frames import DTYPES, typed_array

_CHECKS: Mapping[str, Callable[[Any, str], pa.Check]] = {
    TE_LAAG.code: lambda low, code: pa.Check.ge(_end(low), name=code),
    TE_HOOG.code: lambda high, code: pa.Check.le(_end(high), name=code),
    TE_LANG.code: lambda longest, code: pa.Check.str_length(max_value=longest, name=code),
    GEEN_BAG_ID.code: lambda pattern, code: pa.Check.str_matches(rf"(?:{pattern})\Z", name=code),
    NIET_IN_LIJST.code: lambda choices, code: pa.Check.isin(list(choices), name=code),
}
"""The check that pandera makes of each demand, named after the rule."""


def _end(bound: Any) -> Any:
    return pd.Timestamp(bound) if isinstance(bound, date) else bound


@lru_cache(maxsize=1024)
def schema(column: Column, choices: tuple[str, ...] = ()) -> pa.Column:
    """Give the schema of a column; `choices` is its list, if it has one."""
    checks = [
        _CHECKS[demand.code](demand.bound, demand.code) for demand in demands(column, choices)
    ]
    return pa.Column(
        DTYPES[column.kind],
        checks,
        nullable=not column.required,
        name=column.name,
        title=column.header,
        description=column.help,
    )


def failing(
    column: Column, choices: tuple[str, ...], demand: Demand, values: Sequence[Any]
) -> list[int]:
    """Give the positions of the values that do not meet a demand; none of them may be empty."""
    (check,) = (one for one in schema(column, choices).checks if one.name == demand.code)
    met = check(pd.Series(typed_array(values, column.kind))).check_output
    return [int(position) for position in met.index[~met.astype(bool)]]
