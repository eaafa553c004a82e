"""The annual report from the workbooks of all parties: gathered, and rendered in one form."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from importlib.metadata import version

from prestatieafspraken.afspraken import Herkomst
from prestatieafspraken.afspraken.written import texts as written
from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.batch.side_by_side.together import together
from prestatieafspraken.dutch.user_error import UserError, WrongArgumentError
from prestatieafspraken.normen import noted
from prestatieafspraken.templates.forms.form import Look
from prestatieafspraken.templates.report.report import Filed, Report


def gathered(verdicts: Sequence[Verdict], day: date | None, *, public: bool) -> Report:
    """Compute the indicators of workbooks that were judged, and gather the report.

    The day of the report is `day`, else the last peildatum. Raises UserError when the workbooks
    are not of the same agreements, or when personal data would be published.
    """
    from prestatieafspraken.templates.publishing.public import published

    demand_one_set(verdicts)
    first = verdicts[0]
    peildatum = day or max((v.peildatum for v in verdicts if v.peildatum), default=None)
    if first.afspraken is None or peildatum is None:
        raise ValueError("only a workbook that was read, with a peildatum, can be reported")
    filed = [Filed(v.book, v.findings) for v in verdicts if v.book is not None]
    if public:  # two files of one name have cells of one name, and no name is for everyone
        filed = [
            replace(one, book=replace(one.book, path=f"werkmap {number}"))
            for number, one in enumerate(filed, 1)
        ]
    joined = together([one.book for one in filed])
    with noted() as normen:
        indicators = joined.indicators(first.afspraken, peildatum)
    report = Report(
        first.afspraken,
        filed,
        indicators,
        peildatum,
        version("prestatieafspraken"),
        public,
        list(normen.values()),
        first.herkomst,
    )
    return _for_everyone(published(report)) if public else report


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
