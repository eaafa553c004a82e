"""Workbooks that a command takes together: which, what was found between them, and which counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from prestatieafspraken.cli.output import console
from prestatieafspraken.dutch.user_error import UserError

if TYPE_CHECKING:
    from datetime import date

    from prestatieafspraken.afspraken import Sources
    from prestatieafspraken.batch.judging.verdict import Verdict
    from prestatieafspraken.templates.report.report import Between

Kies = Annotated[
    list[str] | None,
    typer.Option(
        "--kies",
        metavar="BESTAND",
        help="Waar werkmappen elkaar tegenspreken, telt deze; mag vaker.",
    ),
]
Lines = list[tuple[str, str]]
"""What was found between workbooks: a code and a line each."""


@dataclass(frozen=True)
class Selection:
    """Which workbooks are taken together, judged how, and which of them counts."""

    paths: Sequence[Path]
    day: date | None
    agreed: Sources
    kies: Sequence[str]


def told(between: Sequence[Between]) -> Lines:
    """Give what was found between workbooks as it is printed."""
    return [(one.finding.code, one.told()) for one in between]


def print_between(lines: Lines) -> None:
    """Print what was found between workbooks, beside what is written."""
    for code, line in lines:
        console(stderr=True).print(f"{code}  {line}", markup=False, soft_wrap=True)


def read_all(asked: Selection) -> list[Verdict]:
    """Read and judge every workbook that is meant, or say why that cannot be (UserError)."""
    from prestatieafspraken.batch.collect import collect, leads_out, shown
    from prestatieafspraken.workbook.finding import Place
    from prestatieafspraken.workbook.package.file_faults import LEIDT_NAAR_BUITEN

    files = collect(sorted(asked.paths))
    for path in files:
        if leads_out(path, asked.paths):
            fault = LEIDT_NAAR_BUITEN.at(Place(), pad=shown(path))
            raise UserError(fault.code, fault.melding, fault.herstel)
    return [checked(path, asked.day, asked.agreed) for path in files]


def checked(path: Path, peildatum: date | None, sources: Sources) -> Verdict:
    """Read and judge one workbook, or say why that cannot be (UserError, exit code 4)."""
    from prestatieafspraken.batch.judging.check import check
    from prestatieafspraken.batch.judging.verdict import exit_code
    from prestatieafspraken.batch.run.worker import bounded
    from prestatieafspraken.workbook.package.content import is_folder
    from prestatieafspraken.workbook.package.limits import COST

    if is_folder(path):
        raise UserError(
            "GBR-004", f"{path} is een map.", "Geef de naam van één werkmap op.", exit_code=2
        )
    verdict = bounded(check(path, peildatum, sources=sources), COST.findings)
    if not verdict.status.is_judged:
        last = verdict.findings[-1]
        code = exit_code([verdict])
        raise UserError(last.code, f"{verdict.path}: {last.melding}", last.herstel, exit_code=code)
    return verdict
