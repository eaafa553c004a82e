"""The rows of a page of findings: by sheet, what has one cause together, nothing lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from prestatieafspraken.dutch.counted import counted
from prestatieafspraken.dutch.legible import legible
from prestatieafspraken.dutch.shown import SENTENCE, cut
from prestatieafspraken.validators.judging.telling import Group, grouped, ranges
from prestatieafspraken.validators.sheets.tables import TABLES
from prestatieafspraken.workbook.finding import Finding, Rule, Severity
from prestatieafspraken.workbook.lists.checked import Checked, CompleteSheet, found

WHOLE = "De hele werkmap"
"""Over what is about no sheet."""
MOST_NAMED = 3
"""Different values, or names of rows, of one row of the page that are written out."""
MOST_ALIKE = 3
"""Of one rule on one sheet so many are rows of their own; once there are more they are one row."""
OPEN, EMPTY = "leeg", "◐"
"""What cells that are still to be filled in are called beside findings, and their sign."""

_PLACES = {table.sheet: number for number, table in enumerate(TABLES)}


@dataclass
class PageSheet:
    """What a page says of one sheet: its findings, and what is still to be filled in."""

    naam: str
    anker: str
    groups: list[Group] = field(default_factory=list)
    open: CompleteSheet | None = None

    @property
    def findings(self) -> list[Finding]:
        """Every finding on it."""
        return [finding for group in self.groups for finding in group.findings]

    def count(self, severity: Severity) -> int:
        """Count its findings of one severity."""
        return sum(finding.ernst is severity for finding in self.findings)

    @property
    def left(self) -> int:
        """How many cells are still to be filled in."""
        return len(self.open.nog) if self.open else 0

    @property
    def told(self) -> str:
        """What is on it, counted: 1 fout, 2 vragen, 4 cellen nog leeg."""
        told = [
            severity.counted(amount) for severity in Severity if (amount := self.count(severity))
        ]
        if self.left:
            told.append(f"{counted(self.left, 'cellen')} nog leeg")
        return ", ".join(told)

    def as_dict(self, rules: Mapping[str, Rule]) -> dict[str, Any]:
        """Give it as plain values."""
        rows = [_row(groups, rules) for groups in _causes(self.groups)]
        if self.open and self.left:
            rows.append(_open(self.open))
        return {"naam": self.naam, "anker": self.anker, "telling": self.told, "rijen": rows}


def sheets_of(one: Checked, anchor: str) -> list[PageSheet]:
    """Give the sheets about which there is something to tell, as they follow in a workbook."""
    known: dict[str, PageSheet] = {}

    def sheet(name: str | None) -> PageSheet:
        shown = legible(name or WHOLE)
        return known.setdefault(shown, PageSheet(shown, ""))

    asked = [there.blad for there in one.volledigheid.bladen] if one.volledigheid else []

    def place(sheet: PageSheet) -> tuple[bool, int, int]:
        # The sheets of the themes have names of their own; what is asked is in their order.
        own = asked.index(sheet.naam) if sheet.naam in asked else -1
        return sheet.naam != WHOLE, _PLACES.get(sheet.naam, -1), own

    for group in grouped(one.findings):
        sheet(group.first.place.blad).groups.append(group)
    for there in one.volledigheid.bladen if one.volledigheid else ():
        if there.nog:
            sheet(there.blad).open = there
    for number, each in enumerate(sorted(known.values(), key=place), 1):
        each.anker = f"{anchor}-{number}"
    return sorted(known.values(), key=place)


def _causes(groups: Sequence[Group]) -> list[list[Group]]:
    """Put together what one rule says of one column in different words, once that is much."""
    alike: dict[tuple[object, ...], list[Group]] = {}
    severest = sorted(groups, key=lambda group: list(Severity).index(group.first.ernst))
    for group in severest:
        one = group.first
        cause = (one.code, one.ernst, one.place.kolom, bool(one.toelichting))
        alike.setdefault(cause, []).append(group)
    return [
        part
        for members in alike.values()
        for part in ([members] if len(members) > MOST_ALIKE else [[group] for group in members])
    ]


def _row(groups: Sequence[Group], rules: Mapping[str, Rule]) -> dict[str, Any]:
    first = groups[0].first
    findings = [finding for group in groups for finding in group.findings]
    rule, about = rules.get(first.code), _about(findings)
    values = [found(one.waarde) for one in findings if one.waarde is not None]
    return {
        "soort": first.ernst.word,
        "teken": first.ernst.sign,
        "woord": first.ernst.word,
        "cellen": _cells(findings) or ("" if about else "het hele blad"),
        "rij": about,
        "gevonden": _some([cut(value, SENTENCE) for value in values], "; "),
        "melding": legible(first.told),
        "meer": [
            {"cellen": _cells(group.findings), "melding": legible(group.first.told)}
            for group in groups[1:]
        ],
        "herstel": legible(first.herstel),
        "nog": [],
        "code": first.code,
        "keer": len(findings),
        "waarom": rule.waarom if rule else "",
        "bron": legible(first.bron or ""),
    }


def _open(there: CompleteSheet) -> dict[str, Any]:
    amount = len(there.nog)
    cells = f"{amount} van {counted(there.gevraagd, 'cellen')}"
    nothing: dict[str, Any] = dict.fromkeys(("rij", "gevonden", "code", "waarom"), "")
    return {
        **nothing,
        "soort": OPEN,
        "teken": EMPTY,
        "woord": OPEN,
        "keer": 1,
        "meer": [],
        "cellen": counted(amount, "cellen"),
        "melding": f"Nog in te vullen: {cells}.",
        "herstel": "",
        "nog": [legible(text) for text in there.nog],
    }


def _cells(findings: Iterable[Finding]) -> str:
    return legible(", ".join(ranges(one.place.cel for one in findings if one.place.cel)))


def _about(findings: Sequence[Finding]) -> str:
    """Name the rows, and the column if it is one: Woonforte 2018, Woonforte 2019, DAEB."""
    columns = {one.place.kolom for one in findings if one.place.kolom}
    rows = _some([one.place.rij for one in findings if one.place.rij], "; ")
    return legible(": ".join(filter(None, (rows, *(columns if len(columns) == 1 else ())))))


def _some(texts: Iterable[str], between: str) -> str:
    """Write out the first few different texts, and say how many more there are."""
    different = [*dict.fromkeys(texts)]
    more = len(different) - MOST_NAMED
    shown = [*different[:MOST_NAMED], *([f"en nog {more}"] if more > 0 else [])]
    return legible(between.join(shown))
