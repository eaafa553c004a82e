"""What each cell of a sheet is to whoever fills it in: agreed, asked, calculated or free."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from prestatieafspraken.workbook.building.vragen import Kolommen, Vraag
from prestatieafspraken.workbook.column import Column
from prestatieafspraken.workbook.table import Table


class CellKind(Enum):
    """What a cell is; each kind has its own looks."""

    AGREED = auto()
    CALCULATED = auto()
    ASKED = auto()
    FREE = auto()


@dataclass(frozen=True)
class AskedCell:
    """A cell that is asked: its row, and the other ways in which that may be answered.

    `jaar` is the year that its figure is of; before that is over nobody asks for it.
    """

    rij: int
    kolom: str
    anders: tuple[Kolommen, ...]
    jaar: int | None


class CellKinds:
    """The kinds of the cells of one table, for the rows that its sheet starts with."""

    def __init__(
        self,
        table: Table,
        rows: Sequence[Mapping[str, Any]],
        agreed: Sequence[Mapping[str, Any]],
        vragen: Sequence[Vraag],
    ) -> None:
        """Find in `rows` what was agreed and what is asked."""
        known = {_key(table, row): row for row in agreed}
        ready = [vraag.rij for vraag in vragen] if table.ready_columns else []
        self._agreed = [_same(row, known.get(_key(table, row), {}), ready) for row in rows]
        self.asked = list(_asked(rows, vragen))
        self._asked = {(one.rij, one.kolom) for one in self.asked}

    def of(self, at: int, column: Column) -> CellKind:
        """Give what a cell is; the row that counts from 0 may be one behind the last."""
        if column.formula:
            return CellKind.CALCULATED
        if at < len(self._agreed) and column.name in self._agreed[at]:
            return CellKind.AGREED
        return CellKind.ASKED if (at, column.name) in self._asked else CellKind.FREE


def _key(table: Table, row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row.get(name) for name in table.row_key)


def _same(
    row: Mapping[str, Any], agreed: Mapping[str, Any], ready: Sequence[Mapping[str, Any]]
) -> set[str]:
    """Name the cells of a row that hold what was agreed, or which row it is that stands ready."""
    found = {name for name, value in agreed.items() if row.get(name) == value}
    return found.union(*(key for key in ready if key.items() <= row.items()))


def _asked(rows: Sequence[Mapping[str, Any]], vragen: Sequence[Vraag]) -> Iterator[AskedCell]:
    """Give the cells that are asked; of ways to answer those of the first, and what else will do.

    A cell may be asked of a row that is not there.
    """
    for vraag in vragen:
        at = next((n for n, row in enumerate(rows) if vraag.rij.items() <= row.items()), None)
        for first, *others in vraag.een_van if at is not None else ():
            for name in first:
                yield AskedCell(at or 0, name, tuple(others), vraag.jaar)
