"""The verdict on one workbook, and on all of them together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from prestatieafspraken.afspraken import Afspraken, AfsprakenError, load
from prestatieafspraken.batch.internal import internal_finding
from prestatieafspraken.validators.judge import judge
from prestatieafspraken.validators.tables import of_party
from prestatieafspraken.workbook.book import Book
from prestatieafspraken.workbook.faults import MAP_LEEG, SJB_ONBEKENDE_AFSPRAKEN
from prestatieafspraken.workbook.finding import Finding, Place, Severity
from prestatieafspraken.workbook.read import read


@dataclass(frozen=True)
class Verdict:
    """What became of one path: `status` is goed, fouten, onleesbaar or intern."""

    path: str
    status: str
    findings: tuple[Finding, ...]
    sha256: str | None = None
    peildatum: date | None = None
    book: Book | None = field(default=None, repr=False, compare=False)
    afspraken: Afspraken | None = field(default=None, repr=False, compare=False)

    def count(self, severity: Severity) -> int:
        """Count the findings of one severity."""
        return sum(finding.ernst is severity for finding in self.findings)

    def as_dict(self) -> dict[str, Any]:
        """Give the verdict in the form of the JSON contract."""
        return {
            "pad": self.path,
            "sha256": self.sha256,
            "status": self.status,
            "peildatum": self.peildatum.isoformat() if self.peildatum else None,
            "bevindingen": [finding.as_dict() for finding in self.findings],
        }


def check(path: Path, peildatum: date | None = None) -> Verdict:
    """Read and judge the workbook at `path`; `peildatum` overrules the one in the workbook.

    A fault of our own becomes a verdict too (status intern), so that the other files go on.
    """
    try:
        return _check(path, peildatum)
    except Exception:
        return Verdict(str(path), "intern", (internal_finding(),), peildatum=peildatum)


def _check(path: Path, peildatum: date | None) -> Verdict:
    name = str(path)
    if path.is_dir():
        return Verdict(name, "onleesbaar", (MAP_LEEG.at(Place()),), peildatum=peildatum)
    return judged(read(path, of_party), name, peildatum)


def judged(book: Book, name: str, peildatum: date | None = None) -> Verdict:
    """Judge a workbook that was read, from a file or from a program that has it open."""
    day = peildatum or book.start.peildatum
    if not book.readable or book.template is None:
        return Verdict(name, "onleesbaar", tuple(book.findings), book.sha256 or None, day, book)
    try:
        afspraken = load(book.template.gemeente, book.template.jaar)
    except AfsprakenError:
        unknown = SJB_ONBEKENDE_AFSPRAKEN.at(
            Place(), gemeente=book.template.gemeente, jaar=book.template.jaar
        )
        findings = (*book.findings, unknown)
        return Verdict(name, "onleesbaar", findings, book.sha256, day, book)
    findings = tuple(judge(book, afspraken, peildatum))
    wrong = any(finding.ernst is Severity.FOUT for finding in findings)
    return Verdict(name, "fouten" if wrong else "goed", findings, book.sha256, day, book, afspraken)


def exit_code(verdicts: Sequence[Verdict]) -> int:
    """Give the exit code for a run: 3 wins over all, then 4, then 1, then 0."""
    statuses = {verdict.status for verdict in verdicts}
    for status, code in (("intern", 3), ("onleesbaar", 4), ("fouten", 1)):
        if status in statuses:
            return code
    return 0


def report(verdicts: Sequence[Verdict], versie: str, peildatum: date | None) -> dict[str, Any]:
    """Give the JSON contract of `controleer` as a plain dict."""
    days = {verdict.peildatum for verdict in verdicts}
    day = peildatum or (days.pop() if len(days) == 1 else None)
    statuses = Counter(verdict.status for verdict in verdicts)
    severities = Counter(f.ernst for verdict in verdicts for f in verdict.findings)
    return {
        "schema": "prestatieafspraken/controle/1",
        "versie": versie,
        "peildatum": day.isoformat() if day else None,
        "bestanden": [verdict.as_dict() for verdict in verdicts],
        "samenvatting": {
            "bestanden": len(verdicts),
            **{s: statuses[s] for s in ("goed", "fouten", "onleesbaar", "intern")},
            "bevindingen": {str(severity): severities[severity] for severity in Severity},
        },
    }
