"""One workbook on a page of findings: what there is to do with it, and where."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from markupsafe import Markup

from prestatieafspraken.dutch.counted import counted
from prestatieafspraken.dutch.legible import one_line
from prestatieafspraken.dutch.written import day, listing
from prestatieafspraken.templates.verdicts.begin import begin
from prestatieafspraken.templates.verdicts.script import own_template
from prestatieafspraken.templates.verdicts.sheets import sheets_of
from prestatieafspraken.workbook.finding import EXPLAIN, Rule, Severity
from prestatieafspraken.workbook.lists.checked import TOLD_AS, Checked, share


class PageBook:
    """A workbook on a page; `alone` when that page is about nothing else."""

    def __init__(self, number: int, one: Checked, *, alone: bool) -> None:
        self.one, self.alone = one, alone
        self.anker = f"werkmap-{number}"
        self.path = one_line(one.path)
        self.name = re.split(r"[/\\]", self.path)[-1] or self.path
        self.sheets = sheets_of(one, "blad" if alone else self.anker)

    @property
    def left(self) -> int:
        """How many cells are still to be filled in."""
        return sum(sheet.left for sheet in self.sheets)

    @property
    def title(self) -> str:
        """Whose it is and what there is to do: Woonforte 2019: 16 fouten herstellen."""
        year = str(self.one.jaar or "")
        owner = f"{one_line(self.one.partij)} {year}".rstrip() if self.one.partij else self.name
        return f"{owner}: {self._task()}"

    def _task(self) -> str:
        one = self.one
        if not one.status.is_judged:
            return TOLD_AS[one.status][1]
        faults, asked = one.count(Severity.FOUT), one.count(Severity.WAARSCHUWING)
        todo = (
            (faults, f"{Severity.FOUT.counted(faults)} herstellen"),
            (asked, f"{Severity.WAARSCHUWING.counted(asked)} beantwoorden"),
            (self.left, f"{counted(self.left, 'cellen')} invullen"),
        )
        return listing([told for amount, told in todo if amount]) or "niets meer te doen"

    def facts(self, checked_on: date | None = None) -> str:
        """Say of which file and of which days this is, and how complete it is."""
        one, there = self.one, self.one.volledigheid
        told = [
            self.name,
            f"gecontroleerd op {day(checked_on)}" if checked_on else "",
            f"stand op {day(one.peildatum)}" if one.peildatum else "",
            there.zin if there else "",
        ]
        return " · ".join(filter(None, told))

    def verdict(self) -> dict[str, str]:
        """Give the verdict on it: a sign, a word and what it is called in a style."""
        sign, word = TOLD_AS[self.one.status]
        return {"klasse": str(self.one.status), "teken": sign, "woord": word}

    def line(self) -> dict[str, Any]:
        """Give the row of it in a list of workbooks."""
        return {
            **self.verdict(),
            "anker": self.anker,
            "naam": self.name,
            "pad": self.path,
            "ingevuld": share(self.one.volledigheid),
            "aantallen": [self.one.count(severity) for severity in Severity],
        }

    def contents(self) -> list[dict[str, Any]]:
        """Give the sheets with what is told of each, as links."""
        return [
            {"anker": one.anker, "naam": one.naam, "aantal": len(one.groups) + bool(one.left)}
            for one in self.sheets
        ]

    def begin(self) -> Markup:
        """Give what to do first, if there is much to do."""
        steps = begin(self.sheets)
        level = 2 if self.alone else 3
        text = own_template("bevindingen_begin.html.j2").render(begin=steps, niveau=level)
        return Markup(text if steps else "")  # noqa: S704 (our own template, which escaped)

    def section(self, rules: Mapping[str, Rule]) -> Markup:
        """Give all that is told of it, sheet by sheet."""
        text = own_template("bevindingen_werkmap.html.j2").render(
            anker=self.anker,
            kop="" if self.alone else self.title,
            oordeel=self.verdict(),
            feiten=self.facts(),
            begin="" if self.alone else self.begin(),
            niveau=2 if self.alone else 3,
            bladen=[sheet.as_dict(rules) for sheet in self.sheets],
            uitleg=EXPLAIN if any(finding.asks for finding in self.one.findings) else "",
            pad=self.path,
            sha256=self.one.sha256 or "niet bepaald",
        )
        return Markup(text.rstrip())  # noqa: S704 (our own template wrote it, and escaped)
