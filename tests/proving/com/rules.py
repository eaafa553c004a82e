"""Rules of conditional formatting; one that is held is known by its place among those of its cells.

Whether Excel keeps a handle to a rule or to its place is not known: this is the worse of the two.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from proving.com.dispatch import CALLS, Dispatch, Many, com_error

if TYPE_CHECKING:
    from proving.com.cells import Area, Range

CELL_VALUE, EXPRESSION, COLOR_SCALE = 1, 2, 3


def overlap(one: Area, other: Area) -> bool:
    """Say whether two rectangles have a cell in common."""
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


class Rule:
    """What a sheet keeps of a rule."""

    def __init__(self, areas: list[Area], formula: str, kind: int = EXPRESSION) -> None:
        self.areas, self.formula, self.kind = areas, formula, kind
        self.fill: int | None = None


class Fill(Dispatch):
    """The fill that a rule gives."""

    def __init__(self, rule: FormatCondition) -> None:
        self.rule = rule

    @property
    def Color(self) -> int | None:  # noqa: N802
        return self.rule.kept.fill

    @Color.setter
    def Color(self, value: int) -> None:  # noqa: N802
        self.rule.kept.fill = value

    @property
    def ColorIndex(self) -> int:  # noqa: N802
        return -4142 if self.rule.kept.fill is None else 1


class FormatCondition(Dispatch):
    """A rule."""

    StopIfTrue = True

    def __init__(self, cells: Range, number: int) -> None:
        self.cells, self.number = cells, number

    @property
    def kept(self) -> Rule:
        """Give the rule that has this place now."""
        found = within(self.cells)
        if self.number >= len(found):
            raise com_error("Het subscript valt buiten het bereik")
        return found[self.number]

    @property
    def Type(self) -> int:  # noqa: N802
        return self.kept.kind

    @property
    def Formula1(self) -> str:  # noqa: N802
        if self.kept.kind not in (CELL_VALUE, EXPRESSION):
            raise com_error("onbekend lid", -2147352570)
        return self.kept.formula

    @property
    def Interior(self) -> Fill:  # noqa: N802
        return Fill(self)

    def SetFirstPriority(self) -> None:  # noqa: N802
        rules, kept = self.cells.sheet.rules, self.kept
        rules.remove(kept)
        rules.insert(0, kept)

    def Delete(self) -> None:  # noqa: N802
        self.cells.sheet.demand_open()
        self.cells.sheet.rules.remove(self.kept)


class Rules(Many):
    """The rules of cells."""

    def __init__(self, cells: Range) -> None:
        self.cells = cells
        super().__init__(within(cells))

    def Item(self, key: int) -> FormatCondition:  # noqa: N802
        return FormatCondition(self.cells, key - 1)

    def __iter__(self) -> Iterator[FormatCondition]:
        for number in range(len(self.items)):
            CALLS["Next"] += 1
            yield FormatCondition(self.cells, number)

    def Add(self, Type: int, Formula1: str, **_: object) -> FormatCondition:  # noqa: N802, N803
        sheet = self.cells.sheet
        sheet.demand_open()
        sheet.rules.append(Rule(self.cells.areas, Formula1, Type))
        return FormatCondition(self.cells, len(within(self.cells)) - 1)


def within(cells: Range) -> list[Rule]:
    """Give the rules that hold for some of these cells."""
    return [
        rule
        for rule in cells.sheet.rules
        if any(overlap(one, other) for one in rule.areas for other in cells.areas)
    ]
