"""The verdict on one workbook, and on all of them together."""

from __future__ import annotations

import gc
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prestatieafspraken.afspraken import Afspraken, Herkomst
from prestatieafspraken.batch.collect import shown
from prestatieafspraken.batch.judging.internal import data_finding, internal_finding
from prestatieafspraken.dutch.data_faults import DataError
from prestatieafspraken.validators.told import shown as shown_name
from prestatieafspraken.validators.told import shown_book, shown_findings
from prestatieafspraken.validators.volledigheid import Volledigheid
from prestatieafspraken.workbook.book import Book
from prestatieafspraken.workbook.finding import Finding, Place, Severity
from prestatieafspraken.workbook.ingeleverd import Ingeleverd
from prestatieafspraken.workbook.lists.checked import Status
from prestatieafspraken.workbook.package.content import is_folder
from prestatieafspraken.workbook.package.file_faults import (
    GEEN_TOEGANG,
    LEZEN_VRAAGT_TE_VEEL,
    MAP_LEEG,
)
from prestatieafspraken.workbook.package.limits import COST, MB

if TYPE_CHECKING:
    pass


@dataclass(frozen=True)
class Verdict:
    """What became of one path.

    `gemeente`, `jaar`, `soort` (of the template), `partij` and `gemeentenaam` (of the start sheet)
    say whose workbook it is; `herkomst` where the agreements come from that it was judged by, and
    `afspraken_sha256` is the check number of those. `volledigheid` is what was asked of the party
    and what of it is there; None where nobody knows what is asked. `figures` is what comparing it
    with others needs, in the place of the book (see `extract`).
    """

    path: str
    status: Status
    findings: tuple[Finding, ...]
    sha256: str | None = None
    peildatum: date | None = None
    gemeente: str | None = None
    jaar: int | None = None
    soort: str | None = None
    partij: str | None = None
    gemeentenaam: str | None = None
    herkomst: Herkomst | None = None
    afspraken_sha256: str | None = None
    volledigheid: Volledigheid | None = None
    ingeleverd: Ingeleverd | None = None
    figures: bytes | None = field(default=None, repr=False, compare=False)
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
            "status": str(self.status),
            "peildatum": self.peildatum.isoformat() if self.peildatum else None,
            "volledigheid": self.volledigheid.as_dict() if self.volledigheid else None,
            "bevindingen": [finding.as_dict() for finding in self.findings],
        }


def as_told(verdict: Verdict) -> Verdict:
    """Give a verdict in which no name of the sender is raw: what every output is made of."""
    partij, gemeente = verdict.partij, verdict.gemeentenaam
    return replace(
        verdict,
        findings=shown_findings(verdict.findings),
        partij=partij and shown_name(partij),
        gemeentenaam=gemeente and shown_name(gemeente),
        ingeleverd=verdict.ingeleverd and _shown(verdict.ingeleverd),
        book=verdict.book and shown_book(verdict.book),
    )


def _shown(since: Ingeleverd) -> Ingeleverd:
    facts = {shown_name(name): shown_name(value) for name, value in since.feiten.items()}
    changes = (
        replace(one, blad=shown_name(one.blad), wat=shown_name(one.wat))
        for one in since.wijzigingen
    )
    return replace(since, feiten=facts, wijzigingen=tuple(changes))


def guarded(path: Path, peildatum: date | None, of_file: Callable[[], Verdict]) -> Verdict:
    """Give what `of_file` says; a folder, or a fault of our own, gets its verdict here."""
    name = shown(path)
    try:
        folder = is_folder(path)
    except Exception:
        return Verdict(name, Status.INTERN, (internal_finding(),), peildatum=peildatum)
    if folder:
        fault = MAP_LEEG if os.access(path, os.R_OK | os.X_OK) else GEEN_TOEGANG
        finding = fault.at(Place(), pad=name)
        return Verdict(name, Status.ONLEESBAAR, (finding,), peildatum=peildatum)
    return guarded_data(name, peildatum, of_file)


def guarded_data(name: str, peildatum: date | None, of_file: Callable[[], Verdict]) -> Verdict:
    try:
        with no_collecting():
            return as_told(of_file())
    except MemoryError:
        most = LEZEN_VRAAGT_TE_VEEL.at(Place(), geheugen=COST.memory // MB)
        return Verdict(name, Status.ONLEESBAAR, (most,), peildatum=peildatum)
    except DataError as error:
        return Verdict(name, Status.INTERN, (data_finding(error),), peildatum=peildatum)
    except Exception:
        return Verdict(name, Status.INTERN, (internal_finding(),), peildatum=peildatum)


@contextmanager
def no_collecting() -> Iterator[None]:
    """Leave the collector of cycles at rest for one workbook.

    A register makes very many objects and hardly a cycle; to look through them again and again
    takes longer than to look for faults in them.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def exit_code(verdicts: Sequence[Verdict], *, whole: bool = False) -> int:
    """Give the exit code for a run: 3 wins over all, then 4, then 1, then 0.

    With `whole` a workbook that is not complete counts as one with faults.
    """
    statuses = {verdict.status for verdict in verdicts}
    wrong = (Status.FOUTEN, Status.ONVOLLEDIG) if whole else (Status.FOUTEN,)
    codes = [(Status.INTERN, 3), (Status.ONLEESBAAR, 4), *((status, 1) for status in wrong)]
    for status, code in codes:
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
        "schema": "prestatieafspraken/controle/2",
        "versie": versie,
        "peildatum": day.isoformat() if day else None,
        "bestanden": [verdict.as_dict() for verdict in verdicts],
        "samenvatting": {
            "bestanden": len(verdicts),
            **{str(status): statuses[status] for status in Status},
            "bevindingen": {str(severity): severities[severity] for severity in Severity},
        },
    }
