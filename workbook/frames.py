"""A table as frames of pandas, for what needs them: formulas, and pandera."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.types import pandas_dtype

from prestatieafspraken.workbook.column import ColumnKind
from prestatieafspraken.workbook.table import Table

DTYPES: Mapping[ColumnKind, str] = {
    ColumnKind.WHOLE: "Int64",
    ColumnKind.DECIMAL: "Float64",
    ColumnKind.DAY: "datetime64[ns]",
    ColumnKind.TEXT: "string[python]",
}
"""The type of pandas in which each kind of column is held; all have room for an empty cell."""


def typed_frame(
    table: Table, rows: Sequence[int], values: Mapping[str, Sequence[Any]]
) -> pd.DataFrame:
    """Give plain values (None: empty) as a frame by Excel row, typed as its columns say."""
    columns = {
        name: typed_array(listed, table.column(name).kind) for name, listed in values.items()
    }
    return pd.DataFrame(columns, _index(rows))


def typed_array(values: Sequence[Any], kind: ColumnKind) -> Any:
    """Give plain values (None: empty) of a kind of column as an array of its type."""
    return pd.array(values, dtype=_dtype(DTYPES[kind]))


def raw_frame(rows: Sequence[int], values: Mapping[str, Sequence[Any]]) -> pd.DataFrame:
    """Give what stood in the cells as a frame by Excel row, each value as it is."""
    # One row of memory per column, so that a column of the frame lies together.
    cells = np.empty((len(values), len(rows)), object)
    for order, listed in enumerate(values.values()):
        cells[order] = listed
    return pd.DataFrame(cells.T, _index(rows), pd.Index(list(values)), dtype=object, copy=False)


def mask_frame(
    rows: Sequence[int], names: Sequence[str], marked: Mapping[str, frozenset[int]]
) -> pd.DataFrame:
    """Give a frame by Excel row that is true in the rows that are marked in each column."""
    index = _index(rows)
    columns = {name: index.isin(list(marked.get(name, ()))) for name in names}
    return pd.DataFrame(columns, index, dtype=bool)


def _index(rows: Sequence[int]) -> pd.Index[Any]:
    return pd.Index(np.array(rows, np.int64))


@lru_cache(maxsize=16)
def _dtype(name: str) -> Any:
    return pandas_dtype(name)
