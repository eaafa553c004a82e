"""The annual report from the workbooks of all parties: gathered, and rendered in one form."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.metadata import version
from pathlib import Path

from prestatieafspraken.afspraken import Afspraken, Herkomst
from prestatieafspraken.afspraken.voorwaarden import TABEL, met_standen
from prestatieafspraken.afspraken.written import texts as written
from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.batch.side_by_side.joint import JointVerdict, joint
from prestatieafspraken.dutch.user_error import UserError, WrongArgumentError
from prestatieafspraken.dutch.written import day as in_words
from prestatieafspraken.dutch.written import listing
from prestatieafspraken.indicators.result import Indicator
from prestatieafspraken.normen import noted
from prestatieafspraken.templates.forms.form import Look
from prestatieafspraken.templates.report.report import Filed, Report


def gathered(
    verdicts: Sequence[Verdict],
    day: date | None,
    *,
    public: bool,
    chosen: Sequence[str] = (),
) -> Report:
    """Compute the indicators of workbooks that were judged, and gather the report.

    The day of the report is `day`, else that of the workbooks. Raises UserError when these are
    not of the same agreements or day, contradict each other where none is `chosen`, or when
    personal data would be published.
    """
    from prestatieafspraken.templates.publishing.public import published

    peildatum, side_by_side, first = _laid(verdicts, day, chosen)
    if public:  # two files of one name have cells of one name, and no name is for everyone
        nameless = [
            replace(one, book=one.book and replace(one.book, path=f"werkmap {number}"))
            for number, one in enumerate(side_by_side.verdicts, 1)
        ]
        side_by_side = replace(side_by_side, verdicts=nameless)
    filed = [
        Filed(one.book, one.findings, one.volledigheid)
        for one in side_by_side.verdicts
        if one.book is not None
    ]
    with noted() as normen:
        indicators = side_by_side.together.indicators(first, peildatum)
    report = Report(
        met_standen(first, side_by_side.together.plain.get(TABEL, {}).values()),
        filed,
        indicators,
        peildatum,
        version("prestatieafspraken"),
        public,
        list(normen.values()),
        side_by_side.verdicts[0].herkomst,
        side_by_side.between,
    )
    return _for_everyone(published(report)) if public else report


@dataclass(frozen=True)
class Computed:
    """The indicators of workbooks together, on which day, and what was laid side by side."""

    joint: JointVerdict
    peildatum: date
    indicators: list[Indicator]


def computed(verdicts: Sequence[Verdict], day: date | None, chosen: Sequence[str] = ()) -> Computed:
    """Compute the indicators of workbooks together (UserError as `gathered`)."""
    peildatum, side_by_side, agreed = _laid(verdicts, day, chosen)
    return Computed(side_by_side, peildatum, side_by_side.together.indicators(agreed, peildatum))


def _laid(
    verdicts: Sequence[Verdict], day: date | None, chosen: Sequence[str]
) -> tuple[date, JointVerdict, Afspraken]:
    """Give the day, the workbooks side by side, and the agreements that they are all of."""
    demand_one_set(verdicts)
    peildatum = day or day_of(verdicts)
    side_by_side = joint(verdicts, chosen, peildatum)
    agreed = side_by_side.verdicts[0].afspraken
    if agreed is None:
        raise ValueError("only a workbook that was read can be computed or reported")
    return peildatum, side_by_side, agreed


def day_of(verdicts: Sequence[Verdict]) -> date:
    """Give the one day of the workbooks (UserError: without any, or with more, one is named)."""
    named = "geef de dag met --peildatum"
    if lost := sorted({Path(one.path).name for one in verdicts if one.peildatum is None}):
        raise WrongArgumentError(
            "VSL-015",
            f"Zonder peildatum is er niets te berekenen; zij is niet bekend in {listing(lost)}.",
            f"Vul op het blad Start de peildatum in, of {named}.",
            exit_code=1,
        )
    days = {one.peildatum: Path(one.path).name for one in verdicts if one.peildatum}
    if len(days) > 1:
        told = listing([f"{in_words(when)} ({name})" for when, name in sorted(days.items())])
        raise WrongArgumentError(
            "VSL-017",
            f"De werkmappen hebben niet dezelfde peildatum: {told}.",
            f"Maak de peildatum op de bladen Start gelijk, of {named}.",
            exit_code=1,
        )
    return next(iter(days))


def demand_one_set(verdicts: Sequence[Verdict]) -> None:
    """Refuse workbooks of different agreements (UserError)."""
    templates = [v.book.template for v in verdicts if v.book is not None]
    kinds = {(template.gemeente, template.jaar) for template in templates if template}
    if len(kinds) > 1:
        names = "; ".join(f"{gemeente} {jaar}" for gemeente, jaar in sorted(kinds))
        raise WrongArgumentError(
            "VSL-004",
            f"De werkmappen horen niet bij dezelfde afspraken: {names}.",
            "Geef alleen werkmappen van één gemeente en één jaar op.",
        )
    if len({v.afspraken_sha256 for v in verdicts if v.book is not None}) > 1:
        raise WrongArgumentError(
            "VSL-013",
            "De werkmappen dragen verschillende afspraken van dezelfde gemeente en hetzelfde jaar "
            "mee.",
            "Wijs met --afspraken de map aan met de afspraken die gelden.",
        )


VEILED = r"\w•"
"""How a word begins of which the rest is veiled."""
MOST_CELLS = 20
"""Cells with personal data that one message names."""


def _for_everyone(report: Report) -> Report:
    """Refuse a public report in which personal data would stand, if only veiled."""
    sent = written(report.afspraken) if report.herkomst is Herkomst.WERKMAP else {}
    if any(re.search(VEILED, text) for text in sent.values()):
        raise UserError(
            "VSL-014",
            "Het openbare verslag is niet gemaakt: in de afspraken die in de werkmap staan, staan "
            "persoonsgegevens.",
            "Wijs met --afspraken de map aan met de afspraken die gelden.",
            exit_code=1,
        )
    from prestatieafspraken.dutch.counted import count_of
    from prestatieafspraken.templates.forms.form import lay_out
    from prestatieafspraken.templates.publishing.personal import published_persons, texts

    laid = lay_out(report)
    charts = [(chart.titel, chart.alt, chart.kop, chart.rijen) for chart in laid.charts]
    found = published_persons(report, texts([laid.content, charts]))
    if not found:
        return report
    places = [f"{report.party_of(one.filed)}, {one.plaats}" for one in found[:MOST_CELLS]]
    more = len(found) - len(places)
    rest = f" en nog {count_of(more, 'cel', 'cellen')}" if more else ""
    raise UserError(
        "VSL-010",
        "Het openbare verslag is niet gemaakt: er zouden persoonsgegevens in staan, uit "
        f"{'; '.join(places)}{rest}.",
        "Haal de persoonsgegevens uit deze cellen en maak het verslag opnieuw.",
        exit_code=1,
    )


def made(
    report: Report, form: str, look: Look, tell: Callable[[str], None] = lambda _: None
) -> bytes:
    """Lay out and render a report (UserError for a fault in what was given)."""
    from prestatieafspraken.batch.guarding.own_template import apart
    from prestatieafspraken.templates.forms.form import lay_out, render

    tell("Verslag opmaken")
    return render(lay_out(report), form, look, tell, apart)
