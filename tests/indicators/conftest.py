"""Small tables written as text, and the indicators computed from them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from proving.kit.gewoon import typed_rows
from proving.kit.tabellen import SHEETS, table

from prestatieafspraken.afspraken import Afspraken, load
from prestatieafspraken.indicators.compute import compute
from prestatieafspraken.indicators.context import PlainTable
from prestatieafspraken.indicators.result import Indicator


def make_table(name: str, text: str) -> PlainTable:
    """Give a table from a header line and lines of cells, parted by |; "" is empty."""
    header, *lines = [
        [cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()
    ]
    form = table(name)
    unknown = set(header) - {column.name for column in form.columns}
    assert not unknown, f"{name} has no column {unknown}"
    return typed_rows(form, (dict(zip(header, line, strict=True)) for line in lines))


@pytest.fixture(scope="session")
def afspraken() -> Afspraken:
    return load("alphen-aan-den-rijn", 2019)


@pytest.fixture(scope="session")
def reken(afspraken: Afspraken) -> Callable[..., dict[Any, Indicator]]:
    """Compute from texts by table name, or from plain rows; by code, onderdeel and periode."""

    def compute_all(
        tables: dict[str, str | PlainTable],
        peildatum: date = date(2019, 12, 31),
        own: Afspraken | None = None,
    ) -> dict[tuple[str, str | None, str | None], Indicator]:
        plain_tables = {
            name: make_table(name, value) if isinstance(value, str) else value
            for name, value in tables.items()
        }
        results = compute(
            plain_tables,
            own or afspraken,
            peildatum,
            lambda t, row, column: f"{t}!{column}{row}",
            SHEETS,
        )
        by_key = {(r.code, r.onderdeel, r.periode): r for r in results}
        assert len(by_key) == len(results), "two values with the same code, onderdeel and periode"
        return by_key

    return compute_all


@pytest.fixture
def gevolgd(reken: Callable[..., dict[Any, Indicator]]) -> Callable[..., Indicator]:
    """Compute as `reken`, and give the verdict on a goal (of a party) of the sheet Kengetallen."""

    def verdict(*given: Any, partij: str | None = None) -> Indicator:
        whole = [i for i in reken(*given).values() if (i.code, i.onderdeel) == ("KGT-DOEL", partij)]
        assert len(whole) == 1
        return whole[0]

    return verdict
