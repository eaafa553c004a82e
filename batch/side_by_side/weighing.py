"""Whether what workbooks say otherwise of one thing changes a figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby

from prestatieafspraken.afspraken import Afspraken
from prestatieafspraken.batch.side_by_side.figures import Clash, Twins
from prestatieafspraken.batch.side_by_side.together import NOTHING, Chosen, together
from prestatieafspraken.workbook.book import Book


@dataclass(frozen=True)
class Weighing:
    """Workbooks that are computed together, to see what a choice does.

    Without a day nothing can be computed, and then every choice matters.
    """

    books: Sequence[Book]
    agreed: Afspraken
    day: date | None

    def silent(self, some: Sequence[Clash]) -> Iterator[Clash]:
        """Give the cells that an own workbook left empty, and that change a figure when filled."""
        mine = [one for one in some if one.leeg is one.own]
        for _, found in groupby(mine, key=lambda one: (one.own.number, one.table)):
            clashes = list(found)
            if self._changes(Chosen(instead=dict(one.moved for one in clashes))):
                yield from clashes

    def twofold(self, some: Sequence[Twins]) -> Iterator[Twins]:
        """Give the rows under two parties that change a figure when one party alone has them."""
        for _, found in groupby(some, key=lambda one: one.table):
            same = list(found)
            ways = ([row for one in same for row in one.others(one.rows[at])] for at in (0, -1))
            if any(self._changes(Chosen(without=frozenset(rows))) for rows in ways):
                yield from same

    def _changes(self, choices: Chosen) -> bool:
        return self.day is None or self._figures(choices, self.day) != self._as_they_are

    @cached_property
    def _as_they_are(self) -> list[object]:
        return self._figures(NOTHING, self.day) if self.day else []

    def _figures(self, choices: Chosen, day: date) -> list[object]:
        found = together(self.books, choices).indicators(self.agreed, day)
        return [(one.code, one.onderdeel, one.periode, one.waarde, one.oordeel) for one in found]
