"""What may be filled in: the rules of cells, strict where Excel is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from proving.com.dispatch import Dispatch, com_error
from proving.com.rules import overlap

if TYPE_CHECKING:
    from proving.com.cells import Area, Range

TITLE, MESSAGE = 32, 255
LIST = 3
TEXTS = ("InputTitle", "InputMessage", "ErrorTitle", "ErrorMessage")


@dataclass(frozen=True)
class Kept:
    """A rule, and the cells that have it."""

    areas: tuple[Area, ...]
    kind: int
    operator: int = 1
    formula1: str = ""
    formula2: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    dropdown: bool = True

    @property
    def told(self) -> tuple[Any, ...]:
        """Give all but where it holds."""
        return replace(self, areas=(), texts={}).__dict__, self.texts


class Validation(Dispatch):
    """The rule of cells. Type and whatever follows from it raises where there is no one rule."""

    def __init__(self, cells: Range) -> None:
        self.cells = cells

    def _inside(self) -> list[Kept]:
        rules = self.cells.sheet.validations
        return [
            rule
            for rule in rules
            if any(overlap(one, other) for one in rule.areas for other in self.cells.areas)
        ]

    def _one(self) -> Kept:
        inside = self._inside()
        counted = sum(
            _size(_common(one, other))
            for rule in inside
            for one in rule.areas
            for other in self.cells.areas
            if overlap(one, other)
        )
        same = all(rule.told == inside[0].told for rule in inside)
        if not inside or not same or counted < sum(map(_size, self.cells.areas)):
            raise com_error("Door de toepassing of door object gedefinieerde fout")
        return inside[0]

    @property
    def Type(self) -> int:  # noqa: N802
        return self._one().kind

    @property
    def Operator(self) -> int:  # noqa: N802
        return self._one().operator

    @property
    def Formula1(self) -> str:  # noqa: N802
        return self._one().formula1

    @property
    def Formula2(self) -> str:  # noqa: N802
        return self._one().formula2

    def Add(self, Type: int, AlertStyle: int = 1, Operator: int = 1, Formula1: Any = None,  # noqa: N802, N803
            Formula2: Any = None) -> None:  # fmt: skip  # noqa: N803
        self.cells.sheet.demand_open()
        if self._inside():
            raise com_error("Door de toepassing of door object gedefinieerde fout")
        made = Kept(tuple(self.cells.areas), Type, Operator, self._read(Formula1, Type),
                    self._read(Formula2, Type))  # fmt: skip
        self.cells.sheet.validations.append(made)

    def Modify(self, Type: int, AlertStyle: int = 1, Operator: int = 1, Formula1: Any = None,  # noqa: N802, N803
               Formula2: Any = None) -> None:  # fmt: skip  # noqa: N803
        texts = self._one().texts
        self._take_away()
        self.Add(Type, AlertStyle, Operator, Formula1, Formula2)
        self._change(texts=texts)

    def Delete(self) -> None:  # noqa: N802
        self.cells.sheet.demand_open()
        self._take_away()

    def _take_away(self) -> None:
        sheet = self.cells.sheet
        left = []
        for rule in sheet.validations:
            areas = list(rule.areas)
            for cut in self.cells.areas:
                areas = [part for area in areas for part in _without(area, cut)]
            if areas:
                left.append(replace(rule, areas=tuple(areas)))
        sheet.validations[:] = left

    def _change(self, **what: Any) -> None:
        self.cells.sheet.demand_open()
        made = replace(self._one(), areas=tuple(self.cells.areas), **what)
        self._take_away()
        self.cells.sheet.validations.append(made)

    def _text(self, name: str, value: str, most: int) -> None:
        if len(value) > most:
            raise com_error("Tekenreeks te lang")
        self._change(texts={**self._one().texts, name: value})

    def _read(self, value: Any, kind: int) -> str:
        """Take a limit as Excel does: a text is a formula in the language of the user."""
        if value is None:
            return ""
        if not isinstance(value, str):
            return f"{value:.15g}".replace(".", self.cells.sheet.book.excel.comma)
        point = "." if self.cells.sheet.book.excel.comma == "," else ","
        if kind != LIST and re.search(rf"\d[{point}]\d", value):
            raise com_error("Door de toepassing of door object gedefinieerde fout")
        return value

    @property
    def InCellDropdown(self) -> bool:  # noqa: N802
        return self._one().dropdown

    @InCellDropdown.setter
    def InCellDropdown(self, value: bool) -> None:  # noqa: N802
        self._change(dropdown=value)


def _texts() -> Iterator[tuple[str, property]]:
    for name in TEXTS:
        most = TITLE if name.endswith("Title") else MESSAGE

        def get(self: Validation, name: str = name) -> str:
            return self._one().texts.get(name, "")

        def put(self: Validation, value: str, name: str = name, most: int = most) -> None:
            self._text(name, value, most)

        yield name, property(get, put)


for _name, _property in _texts():
    setattr(Validation, _name, _property)


def _size(area: Area) -> int:
    return (area[2] - area[0] + 1) * (area[3] - area[1] + 1)


def _common(one: Area, other: Area) -> Area:
    return (max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]),
            min(one[3], other[3]))  # fmt: skip


def _without(area: Area, cut: Area) -> Iterator[Area]:
    """Give what is left of a rectangle without another."""
    if not overlap(area, cut):
        yield area
        return
    top, left, bottom, right = area
    t, le, b, r = _common(area, cut)
    parts = ((top, left, t - 1, right), (b + 1, left, bottom, right), (t, left, b, le - 1),
             (t, r + 1, b, right))  # fmt: skip
    yield from (part for part in parts if part[0] <= part[2] and part[1] <= part[3])
