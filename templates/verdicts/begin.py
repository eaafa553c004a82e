"""What to do first with a workbook: a few steps, each with the sheets that it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from prestatieafspraken.dutch.counted import count_of, counted
from prestatieafspraken.dutch.legible import legible
from prestatieafspraken.templates.verdicts.sheets import PageSheet
from prestatieafspraken.validators.any_sheet.not_judged import (
    CELLEN_OVERGESLAGEN,
    KOLOM_NIET_GELEZEN,
    START_NIET_BEKEND,
    TABEL_NIET_BEOORDEELD,
)
from prestatieafspraken.workbook.finding import Severity
from prestatieafspraken.workbook.topic import Step

FEWEST = 4
"""Findings and sheets to fill from which a page says where to begin; fewer need no order."""
MOST_FIRST = 4
"""Faults of the workbook itself that are each a step."""
MOST_SHEETS = 6
"""Sheets of one step that are links; the list beside the findings has them all."""
UNREAD = (Step.BESTAND, Step.STRUCTUUR, Step.SJABLOON)
"""As long as these are there, other faults may be out of sight."""


WAITING = {
    rule.code
    for rule in (CELLEN_OVERGESLAGEN, KOLOM_NIET_GELEZEN, START_NIET_BEKEND, TABEL_NIET_BEOORDEELD)
}
"""What is not judged for a fault; a rule that does not hold for the year waits for nothing."""


def begin(sheets: Sequence[PageSheet]) -> list[dict[str, Any]]:
    """Give the steps in order; none where there is too little to put in order."""
    if sum(len(one.groups) + bool(one.left) for one in sheets) < FEWEST:
        return []
    first = [
        _as_step(legible(group.first.herstel), [_link(one)])
        for one in sheets
        for group in one.groups
        if group.step in UNREAD and group.first.ernst is Severity.FOUT
    ]
    return [*first[:MOST_FIRST], *_counted(sheets, len(first) > MOST_FIRST)]


def _counted(sheets: Sequence[PageSheet], more: bool) -> Iterator[dict[str, Any]]:
    def faults(one: PageSheet) -> int:
        return sum(
            len(group.findings)
            for group in one.groups
            if group.first.ernst is Severity.FOUT and (more or group.step not in UNREAD)
        )

    wrong = _step(sheets, faults, "Herstel {}:", Severity.FOUT.counted)
    if wrong and any(g.first.code in WAITING for one in sheets for g in one.groups):
        wrong["na"] = "Pas dan wordt de hele werkmap beoordeeld."
    asked = _step(
        sheets,
        lambda one: one.count(Severity.WAARSCHUWING),
        "Beantwoord {}: verbeter de cel, of leg uit waarom zij klopt.",
        Severity.WAARSCHUWING.counted,
    )
    empty = _step(sheets, lambda one: one.left, "Vul {} in:", lambda n: counted(n, "cellen"))
    yield from filter(None, (wrong, asked, empty))


def _step(
    sheets: Sequence[PageSheet],
    amount: Callable[[PageSheet], int],
    told: str,
    what: Callable[[int], str],
) -> dict[str, Any] | None:
    links = [_link(one, amount(one)) for one in sheets if amount(one)]
    total = sum(map(amount, sheets))
    if not total:
        return None
    return _as_step(told.format(what(total)), links)


def _as_step(told: str, links: Sequence[dict[str, Any]]) -> dict[str, Any]:
    more = len(links) - MOST_SHEETS
    others = count_of(more, "ander blad", "andere bladen") if more > 0 else ""
    return {"zin": told, "bladen": links[:MOST_SHEETS], "meer": others, "na": ""}


def _link(one: PageSheet, amount: int = 0) -> dict[str, Any]:
    return {"anker": one.anker, "naam": one.naam, "aantal": amount}
