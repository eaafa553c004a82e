"""Small tables written as text, and the indicators computed from them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import pytest
from proving.kit.tabellen import SHEETS, table

from prestatieafspraken.afspraken import Afspraken, load
from prestatieafspraken.indicators.compute import compute
from prestatieafspraken.indicators.result import Indicator
from prestatieafspraken.workbook.frames import DTYPES

FIRST_ROW = 7


def make_frame(name: str, text: str) -> pd.DataFrame:
    """Give a typed frame from a header line and lines of cells, parted by |; "" is empty."""
    header, *lines = [line.split("|") for line in text.strip().splitlines()]
    columns = {cell.strip(): i for i, cell in enumerate(header)}
    index = range(FIRST_ROW, FIRST_ROW + len(lines))
    frame = pd.DataFrame(index=pd.Index(index))
    for column in table(name).columns:
        place = columns.pop(column.name, None)
        cells = [line[place].strip() or None if place is not None else None for line in lines]
        values = pd.Series(cells, index=index, dtype="object")
        kind = DTYPES[column.kind]
        if column.is_number:
            frame[column.name] = pd.to_numeric(values).astype(kind)
        else:
            frame[column.name] = values.astype("datetime64[ns]" if "date" in kind else "string")
    assert not columns, f"{name} has no column {list(columns)}"
    return frame


@pytest.fixture(scope="session")
def afspraken() -> Afspraken:
    return load("alphen-aan-den-rijn", 2019)


@pytest.fixture(scope="session")
def reken(afspraken: Afspraken) -> Callable[..., dict[Any, Indicator]]:
    """Compute from texts by table name, or from frames; by code, onderdeel and periode."""

    def compute_all(
        tables: dict[str, str | pd.DataFrame],
        peildatum: date = date(2019, 12, 31),
        own: Afspraken | None = None,
    ) -> dict[tuple[str, str | None, str | None], Indicator]:
        frames = {
            name: make_frame(name, value) if isinstance(value, str) else value
            for name, value in tables.items()
        }
        results = compute(
            frames, own or afspraken, peildatum, lambda t, row, column: f"{t}!{column}{row}", SHEETS
        )
        by_key = {(r.code, r.onderdeel, r.periode): r for r in results}
        assert len(by_key) == len(results), "two values with the same code, onderdeel and periode"
        return by_key

    return compute_all
