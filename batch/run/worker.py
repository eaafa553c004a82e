"""The process that reads: one file at a time, under bounds, so that it may die and nothing else."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path

from prestatieafspraken.afspraken import OF_PRODUCT, Herkomst, Sources
from prestatieafspraken.batch.collect import leads_out, shown
from prestatieafspraken.batch.guarding.bounds import limit_memory, limit_processor
from prestatieafspraken.batch.judging.check import check
from prestatieafspraken.batch.judging.previous import Previous
from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.batch.side_by_side.extract import packed
from prestatieafspraken.dutch import written
from prestatieafspraken.workbook.finding import Finding, Place, Severity
from prestatieafspraken.workbook.lists.checked import Status
from prestatieafspraken.workbook.package import file_faults as faults
from prestatieafspraken.workbook.package.limits import COST, LIMITS, Cost, Limits

READY = "ready"


@dataclass(frozen=True, slots=True)
class Task:
    """How each file is judged; the same for a whole run.

    `given` are the paths that people gave; no link leads out of them. `copies` is the folder for
    annotated copies; None for none. `between` has what laying workbooks side by side found in the
    cells of a file, by its SHA-256: for its copy. `previous` are last year's workbooks, `sources`
    the agreements besides those of the product. `check` may be another function than our own: one
    that only asks whose a workbook is, or a test's.
    """

    peildatum: date | None = None
    given: tuple[Path, ...] = ()
    cost: Cost = COST
    limits: Limits = LIMITS
    copies: Path | None = None
    between: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    previous: Previous | None = None
    sources: Sources = OF_PRODUCT
    check: Callable[[Path, date | None, Limits, Previous | None, Sources], Verdict] = check

    def run(self, path: Path) -> Verdict:
        """Judge one file; what comes back is small, whatever the size of the file."""
        verdict = self.judge(path)
        if self.copies is not None:
            from prestatieafspraken.batch.run.copies import copy_beside  # openpyxl, half a second

            more = self.between.get(verdict.sha256 or "", ())
            copy_beside(path, verdict, more, self.copies, self.limits)
        figures = None
        if verdict.book is not None and verdict.afspraken is not None:
            own = verdict.afspraken if verdict.herkomst is Herkomst.WERKMAP else None
            figures = packed(verdict.book, verdict.findings, own)
        kept = bounded(verdict, self.cost.findings)
        return replace(kept, figures=figures, book=None, afspraken=None)

    def judge(self, path: Path) -> Verdict:
        """Judge one file, and keep all of it."""
        if leads_out(path, self.given):
            name = shown(path)
            finding = faults.LEIDT_NAAR_BUITEN.at(Place(), pad=name)
            return Verdict(name, Status.ONLEESBAAR, (finding,), peildatum=self.peildatum)
        return self.check(path, self.peildatum, self.limits, self.previous, self.sources)


def bounded(verdict: Verdict, most: int) -> Verdict:
    """Keep so many findings, the most serious; how many were left out is told."""
    over = len(verdict.findings) - most
    if over <= 0:
        return verdict
    order = list(Severity)
    kept = sorted(verdict.findings, key=lambda finding: order.index(finding.ernst))[:most]
    told = faults.NIET_OPGESOMD.at(Place(), aantal=written.number(over))
    return replace(verdict, findings=(*kept, told))


def serve(connection: Connection, task: Task, stderr: str) -> None:
    """Judge the files that arrive over the connection, until it closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the run that started us decides when to stop
    # What a library prints while it dies is evidence, and not for the terminal of the user.
    os.dup2(os.open(stderr, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), 2)
    limit_memory(task.cost.memory)
    connection.send(READY)
    while True:
        try:
            path = connection.recv()
        except (EOFError, OSError):
            return
        limit_processor(task.cost.seconds)
        try:
            connection.send(task.run(path))
        except OSError:
            return
