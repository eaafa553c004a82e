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

from prestatieafspraken.afspraken import Afspraken, UnknownAfsprakenError, load
from prestatieafspraken.batch.collect import shown
from prestatieafspraken.batch.judging.internal import data_finding, internal_finding
from prestatieafspraken.dutch.data_faults import DataError
from prestatieafspraken.validators.any_sheet.jaarvergelijking import VORIGE_ONTBREEKT
from prestatieafspraken.validators.any_sheet.privacy import veiled
from prestatieafspraken.validators.judging.judge import judge
from prestatieafspraken.validators.sheets.tables import of_party
from prestatieafspraken.validators.told import shown as shown_name
from prestatieafspraken.validators.told import shown_book, shown_findings
from prestatieafspraken.workbook.book import Book
from prestatieafspraken.workbook.finding import Finding, Place, Severity
from prestatieafspraken.workbook.package.content import is_folder
from prestatieafspraken.workbook.package.file_faults import (
    GEEN_TOEGANG,
    LEZEN_VRAAGT_TE_VEEL,
    MAP_LEEG,
)
from prestatieafspraken.workbook.package.limits import COST, LIMITS, MB, Limits
from prestatieafspraken.workbook.reading.read import read, read_data
from prestatieafspraken.workbook.reading.structure_faults import SJB_ONBEKENDE_AFSPRAKEN

if TYPE_CHECKING:
    from prestatieafspraken.batch.judging.previous import Previous


@dataclass(frozen=True)
class Verdict:
    """What became of one path: `status` is goed, fouten, onleesbaar or intern.

    `gemeente`, `jaar`, `soort` (of the template), `partij` and `gemeentenaam` (of the start sheet)
    say whose workbook it is. `figures` is what comparing it with others needs, in the place of
    the book (see `extract`).
    """

    path: str
    status: str
    findings: tuple[Finding, ...]
    sha256: str | None = None
    peildatum: date | None = None
    gemeente: str | None = None
    jaar: int | None = None
    soort: str | None = None
    partij: str | None = None
    gemeentenaam: str | None = None
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
            "status": self.status,
            "peildatum": self.peildatum.isoformat() if self.peildatum else None,
            "bevindingen": [finding.as_dict() for finding in self.findings],
        }


def check(
    path: Path,
    peildatum: date | None = None,
    limits: Limits = LIMITS,
    previous: Previous | None = None,
) -> Verdict:
    """Read and judge the workbook at `path`; `peildatum` overrules the one in the workbook.

    With `previous`, figures are also laid beside last year's workbook of the same party.
    A fault of our own becomes a verdict too (status intern), so that the other files go on.
    """

    def of_file() -> Verdict:
        return judged(read(path, of_party, limits), shown(path), peildatum, previous)

    return guarded(path, peildatum, of_file)


def check_data(
    data: bytes,
    name: str,
    peildatum: date | None = None,
    limits: Limits = LIMITS,
    previous: Previous | None = None,
) -> Verdict:
    """Judge bytes as `check` judges a file; `name` is what the verdict calls them."""

    def of_data() -> Verdict:
        return judged(read_data(name, data, of_party, limits), told, peildatum, previous)

    told = shown(Path(name))
    return _guarded(told, peildatum, of_data)


def as_told(verdict: Verdict) -> Verdict:
    """Give a verdict in which no name of the sender is raw: what every output is made of."""
    partij, gemeente = verdict.partij, verdict.gemeentenaam
    return replace(
        verdict,
        findings=shown_findings(verdict.findings),
        partij=partij and shown_name(partij),
        gemeentenaam=gemeente and shown_name(gemeente),
        book=verdict.book and shown_book(verdict.book),
    )


def guarded(path: Path, peildatum: date | None, of_file: Callable[[], Verdict]) -> Verdict:
    """Give what `of_file` says; a folder, or a fault of our own, gets its verdict here."""
    name = shown(path)
    try:
        folder = is_folder(path)
    except Exception:
        return Verdict(name, "intern", (internal_finding(),), peildatum=peildatum)
    if folder:
        fault = MAP_LEEG if os.access(path, os.R_OK | os.X_OK) else GEEN_TOEGANG
        finding = fault.at(Place(), pad=name)
        return Verdict(name, "onleesbaar", (finding,), peildatum=peildatum)
    return _guarded(name, peildatum, of_file)


def _guarded(name: str, peildatum: date | None, of_file: Callable[[], Verdict]) -> Verdict:
    try:
        with no_collecting():
            return as_told(of_file())
    except MemoryError:
        most = LEZEN_VRAAGT_TE_VEEL.at(Place(), geheugen=COST.memory // MB)
        return Verdict(name, "onleesbaar", (most,), peildatum=peildatum)
    except DataError as error:
        return Verdict(name, "intern", (data_finding(error),), peildatum=peildatum)
    except Exception:
        return Verdict(name, "intern", (internal_finding(),), peildatum=peildatum)


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


def judged(
    book: Book, name: str, peildatum: date | None = None, previous: Previous | None = None
) -> Verdict:
    """Judge a workbook that was read, from a file or from a program that has it open."""
    verdict = Verdict(
        name, "onleesbaar", tuple(veiled(book.findings)), book.sha256 or None, peildatum, book=book
    )
    if not book.readable or book.template is None:
        return verdict
    template = book.template
    verdict = replace(
        verdict,
        peildatum=peildatum or book.start.peildatum,
        gemeente=template.gemeente,
        jaar=template.jaar,
        soort=template.soort,
        partij=book.start.partij,
        gemeentenaam=book.start.gemeente,
    )
    try:
        afspraken = load(template.gemeente, template.jaar)
    except UnknownAfsprakenError:
        unknown = SJB_ONBEKENDE_AFSPRAKEN.at(
            Place(), gemeente=template.gemeente, jaar=template.jaar
        )
        return replace(verdict, findings=(*verdict.findings, unknown))
    earlier = previous.of(book) if previous else None
    findings = tuple(judge(book, afspraken, peildatum, earlier))
    if previous and earlier is None:
        known = {"partij": book.start.partij or "deze partij", "jaar": template.jaar - 1}
        findings = (*findings, VORIGE_ONTBREEKT.at(Place(), **known))
    wrong = any(finding.ernst is Severity.FOUT for finding in findings)
    status = "fouten" if wrong else "goed"
    return replace(verdict, status=status, findings=findings, afspraken=afspraken)


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
