"""`demo`: the whole chain on the agreements of Alphen aan den Rijn for 2019, in seconds."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from prestatieafspraken.batch.guarding.written import make_folder, write_file
from prestatieafspraken.cli.output import console
from prestatieafspraken.dutch.user_error import UserError
from prestatieafspraken.workbook.package.content import is_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from prestatieafspraken.batch.judging.verdict import Verdict
    from prestatieafspraken.workbook.finding import Finding, Severity

GEMEENTE, JAAR = "alphen-aan-den-rijn", 2019
MAP = "prestatieafspraken-demo"
FORMS = (".docx", ".html", ".md")
"""The forms of the report that need nothing beyond what is always installed."""


def demo(
    uit: Annotated[
        Path | None,
        typer.Option(
            metavar="MAP", help="Nieuwe map voor de resultaten; anders een in de huidige map."
        ),
    ] = None,
) -> int:
    """Laat alles zien met de cijfers van Alphen aan den Rijn: maken, controleren, verslag."""
    from rich.progress import BarColumn, Progress, TextColumn

    folder = _new_folder(uit)
    out = console()
    steps = _steps(folder)
    results: dict[str, Any] = {}
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed}/{task.total}"),
        console=console(stderr=True),
        transient=True,
    ) as progress:
        task = progress.add_task("Beginnen", total=STEPS)
        for description, found in steps:
            progress.update(task, description=description)
            progress.advance(task)
            results.update(found)
    _summarise(out, folder, results)
    return 0


STEPS = 8
"""How many steps there are; the bar needs to know before the first one."""


def _new_folder(uit: Path | None) -> Path:
    if uit is None:
        number, folder = 1, Path(MAP)
        while folder.exists():
            number += 1
            folder = Path(f"{MAP}-{number}")
    else:
        folder = uit
        if os.path.lexists(folder) and (not is_folder(folder) or any(folder.iterdir())):
            raise UserError(
                "UIT-007",
                f"{folder} bestaat al en is niet leeg.",
                "Kies bij --uit een nieuwe of lege map.",
            )
    make_folder(folder)
    return folder


def _steps(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    from datetime import date
    from importlib.metadata import version

    from prestatieafspraken.afspraken import load
    from prestatieafspraken.batch.front_door import build, compute
    from prestatieafspraken.batch.judging.check import check
    from prestatieafspraken.batch.werkmappen import file_name
    from prestatieafspraken.templates.forms.form import Look, lay_out, render
    from prestatieafspraken.templates.report.report import Filed, Report
    from prestatieafspraken.validators.toets.toets import toets

    afspraken = load(GEMEENTE, JAAR)
    day = date(JAAR, 12, 31)
    parties = [
        afspraken.gemeentepartij,
        *(p for p in afspraken.corporaties() if p.doet_mee),
    ]
    verdicts: list[Verdict] = []
    for partij in parties:
        path = folder / file_name(partij, afspraken)
        write_file(path, build(afspraken, partij.naam, peildatum=day), private=False)
        verdicts.append(check(path))
        yield f"Werkmap van {partij.naam}", {}
    faulty = folder / f"met-ingebouwde-fouten-{JAAR}.xlsx"
    write_file(faulty, _with_faults(afspraken, parties[-1], day), private=False)
    verdicts.append(check(faulty))
    yield "Werkmap met ingebouwde fouten", {"verdicts": verdicts}
    shared = verdicts[0]
    results = compute(shared)
    totals = [punt for part in toets(afspraken) for punt in part.punten if _is_total(punt.code)]
    yield "Indicatoren", {"indicators": results, "totals": totals}
    if shared.book is None:
        raise ValueError("the shared workbook of the demo could not be read")
    filed = [Filed(shared.book, shared.findings, shared.volledigheid)]
    laid = lay_out(Report(afspraken, filed, results, day, version("prestatieafspraken")))
    reports = []
    for suffix in FORMS:
        reports.append(folder / f"verslag-{JAAR}{suffix}")
        write_file(reports[-1], render(laid, suffix, Look()), private=False)
        yield f"Verslag ({suffix[1:]})", {"reports": list(reports)}


def _with_faults(afspraken: Any, partij: Any, day: Any) -> bytes:
    from prestatieafspraken.validators.workbook import workbook
    from prestatieafspraken.workbook.building.prefill import prefill

    rows = prefill(afspraken, partij)
    stock = rows["woningvoorraad"]
    stock[0]["daeb"] = "ongeveer 1.800"
    stock[1]["corporatie"] = "Habecko Wonen"
    stock[2]["soort_cijfer"] = None
    rows["energie_index"][0]["energie_index"] = 15.5
    rows["nieuwbouwprojecten"][0]["kern"] = "Hazerswoude Rijndijk"
    rows["nieuwbouwprojecten"].append(dict(rows["nieuwbouwprojecten"][1]))
    return workbook(afspraken, partij, day, rows)


def _summarise(out: Console, folder: Path, results: dict[str, Any]) -> None:
    from rich.table import Table

    from prestatieafspraken.cli.indicator_text import print_headlines
    from prestatieafspraken.cli.slip_text import print_points
    from prestatieafspraken.cli.verdict_text import print_findings, style_of
    from prestatieafspraken.workbook.finding import Severity
    from prestatieafspraken.workbook.lists.checked import TOLD_AS, share

    verdicts: list[Verdict] = results["verdicts"]
    out.print(f"[bold]Prestatieafspraken Alphen aan den Rijn {JAAR}[/]", end="\n\n")
    table = Table(title="Werkmappen", title_justify="left", title_style="bold")
    for header in ("Werkmap", "Oordeel", "Ingevuld", *(s.many.capitalize() for s in Severity)):
        table.add_column(header, justify="left" if header in ("Werkmap", "Oordeel") else "right")
    for verdict in verdicts:
        word, style = " ".join(TOLD_AS[verdict.status]), style_of(verdict.status)
        counts = [str(verdict.count(severity)) for severity in Severity]
        filled = share(verdict.volledigheid)
        table.add_row(Path(verdict.path).name, f"[{style}]{word}[/]", filled, *counts)
    out.print(table)
    out.print("\n[bold]De werkmap met ingebouwde fouten: wat moet er anders?[/]\n")
    print_findings(_only(verdicts[-1], Severity.FOUT), out)
    out.print(f"\n[bold]De gedrukte totalen van {JAAR}, nagerekend[/]\n")
    print_points(results["totals"], out)
    out.print("\n[bold]Halen we de doelen?[/]\n")
    print_headlines(results["indicators"], out)
    out.print(f"\n[bold]Alles staat in[/] {folder.absolute()}", soft_wrap=True)
    for path in [*(Path(v.path) for v in verdicts), *results["reports"]]:
        out.print(f"  {path.name}", soft_wrap=True)
    out.print("\n[bold]Probeer ook[/]")
    out.print(f"  prestatieafspraken controleer {folder}", soft_wrap=True)
    out.print(f"  prestatieafspraken bereken {verdicts[0].path}", soft_wrap=True)


def _is_total(code: str) -> bool:
    return code.startswith("TOT-")


def _only(verdict: Verdict, severity: Severity) -> list[Finding]:
    return [finding for finding in verdict.findings if finding.ernst is severity]
