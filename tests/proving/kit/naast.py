"""What `controleer` finds in some tables beside what `bereken` says of the same ones."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from prestatieafspraken.afspraken import Afspraken
from prestatieafspraken.batch.side_by_side.together import together
from prestatieafspraken.indicators.result import Indicator
from prestatieafspraken.templates.forms.markdown import markdown
from prestatieafspraken.templates.report.content import context
from prestatieafspraken.templates.report.report import Filed, Report
from prestatieafspraken.validators.judging.judge import judge
from prestatieafspraken.validators.sheets import tables
from prestatieafspraken.workbook.book import Book
from prestatieafspraken.workbook.finding import Finding
from prestatieafspraken.workbook.reading.normalise import normalise
from proving.kit.markdown import raw_from_markdown

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
TOLD = re.compile(r"Woonforte|Habeko|gemeente|verwachting|[A-Z]\d-\d\d|[\d.,]*\d%?")
Key = tuple[str, str | None, str | None]
"""The code of an indicator, its part and its period."""


@dataclass(frozen=True)
class Naast:
    """One workbook of the municipality: what both commands say of it, and its report."""

    book: Book
    afspraken: Afspraken
    peildatum: date
    findings: list[Finding]
    indicators: dict[Key, Indicator]

    def gevonden(self, code: str) -> list[str]:
        """Give the cell of each finding of a rule, with the names and figures that it tells."""
        told = [(f.place.cel, TOLD.findall(f.melding)) for f in self.findings if f.code == code]
        return [" ".join((str(cel), *parts)) for cel, parts in told]

    @property
    def verslag(self) -> str:
        """The report as Markdown, its escapes left out."""
        made = Report(
            self.afspraken,
            [Filed(self.book, self.findings)],
            list(self.indicators.values()),
            self.peildatum,
            "1",
        )
        return markdown(context(made), []).replace("\\", "")


def naast(afspraken: Afspraken, rows: Rows, peildatum: date) -> Naast:
    """Judge tables, written as rows by the name of their columns, and compute them."""
    own = tables.of_party("gemeente", afspraken)
    gemeente = afspraken.gemeente
    raw = raw_from_markdown(
        "\n\n".join(_text(table, rows[table.name]) for table in own if rows.get(table.name)),
        own,
        template=f"{gemeente.map}/{gemeente.jaar}/1/gemeente",
        gemeente=gemeente.naam,
        jaar=float(gemeente.jaar),
        partij=next(p.naam for p in afspraken.partijen if p.soort == "gemeente"),
        peildatum=peildatum,
    )
    book = normalise(raw, lambda _: own)
    found = together([book]).indicators(afspraken, peildatum)
    by_key = {(one.code, one.onderdeel, one.periode): one for one in found}
    return Naast(book, afspraken, peildatum, judge(book, afspraken), by_key)


def _text(table: Any, rows: Sequence[Mapping[str, Any]]) -> str:
    names = list(dict.fromkeys(name for row in rows for name in row))
    headers = " | ".join(table.column(name).header for name in names)
    lines = [f"| {table.name} | {headers} |", "|---" * (len(names) + 1) + "|"]
    for row in rows:
        cells = ("" if row.get(name) is None else str(row[name]) for name in names)
        lines.append(f"|  | {' | '.join(cells)} |")
    return "\n".join(lines)
