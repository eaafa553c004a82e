"""Whose dashboard it is: the agreements, the party, and the corporaties that count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from prestatieafspraken.afspraken.doel import Beslist
from prestatieafspraken.afspraken.model import Afspraken, Doel, Partij, Richting
from prestatieafspraken.dutch.written import listing
from prestatieafspraken.workbook.dashboard.formulas import Cells, as_agreed
from prestatieafspraken.workbook.table import Table

_TOGETHER = {
    Beslist.ALLE: "{} moeten kloppen",
    Beslist.EEN_VAN: "een ervan is genoeg",
    Beslist.LEZINGEN: "verschillen zij, dan hangt het oordeel van de lezing af",
}
"""How rows decide a goal together."""


@dataclass(frozen=True)
class Scope:
    """What the sections of a dashboard are laid out from."""

    afspraken: Afspraken
    partij: Partij
    tables: Mapping[str, Table]

    def cells(self, name: str) -> Cells:
        """Give a table of the workbook, to pick rows of it."""
        table = self.tables[name]
        return Cells(
            table.excel_name, tuple(table.column(one).header for one in table.figure_columns)
        )

    def has(self, *names: str) -> bool:
        """Say whether the workbook has all of these tables."""
        return set(names) <= self.tables.keys()

    def goals(
        self, maat: str, *needs: str, richting: Richting | None = Richting.MINIMAAL
    ) -> list[Doel]:
        """Give the goals of a measure that say what is needed to draw a line to them.

        `needs` are keys of a goal, `richting` the side on which its number binds (None: any).
        """
        return [
            doel
            for doel in self.afspraken.doelen_met(maat)
            if richting in (None, doel.richting)
            and all(getattr(doel, key) is not None for key in needs)
        ]

    def as_agreed(self, formula: str, doel: Doel | None) -> str:
        """Give an oordeel as hard as its goal, and as its condition lets it be."""
        return as_agreed(formula, doel, self.afspraken.gemeente.jaar)

    def decides(self, doel: Doel | None, rows: Mapping[str, str]) -> str:
        """Say which rows decide a goal: their names by the code of the indicator that they hold.

        A goal is of the whole municipality, so in the workbook of one party nothing decides it.
        """
        if doel is None or not self.whole:
            return ""
        mine = [name for code, name in rows.items() if code in (doel.beslist_door or rows)]
        if not mine:
            return f"Dit licht {doel.id} toe en beslist er niet over."
        if len(mine) == 1:
            return f"Over {doel.id} beslist {mine[0]}."
        how = _TOGETHER[doel.beslist].format("beide" if len(mine) == 2 else "alle")
        return f"Over {doel.id} beslissen {listing(mine)}: {how}."

    @property
    def whole(self) -> bool:
        """Whether the workbook is of the whole municipality."""
        return self.partij.is_gemeente

    @property
    def onderdeel(self) -> str | None:
        """Name the part that totals are of: the whole, or the one corporatie."""
        return None if self.whole else self.partij.naam

    @property
    def names(self) -> list[str]:
        """Name the corporaties whose figures a total needs."""
        return self.afspraken.deelnemers() if self.whole else [self.partij.naam]

    @property
    def parts(self) -> list[str | None]:
        """Name what figures are of: the whole (None) if there is one, and each corporatie."""
        return [*([None] if self.whole else []), *self.names]

    @property
    def others(self) -> list[str]:
        """Name the other corporaties that may have rows."""
        known = [p.naam for p in self.afspraken.corporaties()] if self.whole else []
        return [naam for naam in known if naam not in self.names]
