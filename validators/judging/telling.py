"""How findings are told: in which order, and which of them together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from prestatieafspraken.validators.registry import CROSS_RULES, ROW_RULES, RULES
from prestatieafspraken.workbook.address import Range, address, parse_range
from prestatieafspraken.workbook.finding import Finding, Severity
from prestatieafspraken.workbook.table import Table
from prestatieafspraken.workbook.topic import Step, Topic

MOST_ALIKE, FIRST_FEW = 16, 3
"""Of one rule in one column a screen shows the first few once there are more than so many."""

MOST_CELLS = 8
"""Cells and ranges of one finding that a screen writes out."""


_STEPS = {step: number for number, step in enumerate(Step)}


@lru_cache(maxsize=1024)
def step(code: str) -> Step:
    """Give the step at which the findings of a rule are told.

    The rule says so itself, or its topic does; else it follows from how it was registered.
    """
    rule = RULES.get(code)
    if rule and rule.step:
        return rule.step
    topic = Topic.__members__.get(code[:3])
    if topic and topic.step:
        return topic.step
    registered = [row.step for row in ROW_RULES if row.rule.code == code]
    registered += [cross.step for cross in CROSS_RULES if cross.rule.code == code]
    return max(registered, key=_STEPS.__getitem__, default=Step.TUSSEN_WERKMAPPEN)


_SEVERITIES = {severity: number for number, severity in enumerate(Severity)}


def in_order(findings: Iterable[Finding], tables: Iterable[Table] = ()) -> list[Finding]:
    """Put findings in the order of telling: by step, and within it by table as in the workbook."""
    places = {table.excel_name: number for number, table in enumerate(tables)}

    def position(finding: Finding) -> tuple[int, int]:
        return _STEPS[step(finding.code)], places.get(finding.place.tabel or "", -1)

    return sorted(findings, key=position)


@dataclass(frozen=True)
class Group:
    """Findings that say the same of several cells of one sheet."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The finding whose words hold for all."""
        return self.findings[0]

    @property
    def step(self) -> Step:
        """When it is told."""
        return step(self.first.code)

    def place(self, most: int | None = None) -> str:
        """Say where: "Woningvoorraad!B3, B5:B9"; after `most` ranges only how many more there are."""
        cells = ranges(f.place.cel for f in self.findings if f.place.cel)
        if most is not None and len(cells) > most:
            cells = [*cells[:most], f"en nog {len(cells) - most} andere plaatsen"]
        return "!".join(part for part in (self.first.place.blad, ", ".join(cells)) if part)


def grouped(findings: Iterable[Finding]) -> list[Group]:
    """Put together what is the same, for display: by step, and within it the severest first.

    Nothing is lost: each finding is in one group.
    """
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in in_order(findings):
        groups.setdefault(_same(finding), []).append(finding)
    return sorted(
        (Group(tuple(members)) for members in groups.values()),
        key=lambda group: (_STEPS[group.step], _SEVERITIES[group.first.ernst]),
    )


def _same(finding: Finding) -> tuple[object, ...]:
    """Give what findings must share to be told in one breath: all that is told, but the cell."""
    place, words = finding.place, (finding.melding, finding.herstel, finding.toelichting)
    return finding.code, finding.ernst, place.blad, *words


def shortened(groups: Sequence[Group]) -> list[tuple[Group, int]]:
    """Give the groups that a screen shows, each with how many like it are left out after it.

    Of one rule in one column the first few are kept once there are very many; a file holds all.
    """
    alike: dict[tuple[object, ...], list[Group]] = {}
    for group in groups:
        place = group.first.place
        alike.setdefault((group.first.code, place.blad, place.kolom), []).append(group)
    left: dict[int, int] = {}
    dropped: set[int] = set()
    for members in alike.values():
        if len(members) > MOST_ALIKE:
            rest = members[FIRST_FEW:]
            dropped |= {id(group) for group in rest}
            left[id(members[FIRST_FEW - 1])] = sum(len(group.findings) for group in rest)
    return [(group, left.get(id(group), 0)) for group in groups if id(group) not in dropped]


def ranges(cells: Iterable[str]) -> list[str]:
    """Join neighbouring cells and ranges: B3, B5, B6 give B3 and B5:B6; other texts stay."""
    areas: list[Range] = []
    other: dict[str, None] = {}
    for cell in cells:
        area = parse_range(cell)
        if area is None:
            other[cell] = None
        else:
            areas.append(area)
    down = _joined(areas, along=0)
    across = sorted(_joined(down, along=1))
    return [
        address(top, left)
        if (top, left) == (bottom, right)
        else f"{address(top, left)}:{address(bottom, right)}"
        for top, left, bottom, right in across
    ] + list(other)


def _joined(areas: Iterable[Range], *, along: int) -> list[Range]:
    """Join areas that follow each other down (0) or across (1) and are equally wide or high."""
    start, end, low, high = along, along + 2, 1 - along, 3 - along
    joined: list[Range] = []
    for area in sorted(areas, key=lambda a: (a[low], a[high], a[start])):
        last = joined[-1] if joined else None
        if (
            last
            and (last[low], last[high]) == (area[low], area[high])
            and area[start] <= last[end] + 1
        ):
            top, left, bottom, right = last
            further = max(last[end], area[end])
            joined[-1] = (top, left, further, right) if not along else (top, left, bottom, further)
        else:
            joined.append(area)
    return joined
