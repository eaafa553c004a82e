"""`inzending`: make what is handed in, and see whether it was changed afterwards."""

from __future__ import annotations

import json
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from prestatieafspraken.batch.guarding.written import check_free, write_file, write_new
from prestatieafspraken.cli.agreements import AfsprakenMap
from prestatieafspraken.cli.dutch import parse_day
from prestatieafspraken.cli.output import console, echo
from prestatieafspraken.dutch.user_error import UserError
from prestatieafspraken.workbook.package.content import is_folder
from prestatieafspraken.workbook.package.limits import COST, Cost

if TYPE_CHECKING:
    from datetime import datetime

    from prestatieafspraken.afspraken import Sources
    from prestatieafspraken.batch.inzending import Gemaakt
    from prestatieafspraken.batch.judging.verdict import Verdict
    from prestatieafspraken.batch.ontvangst import Ontvangst

SCHEMA = "prestatieafspraken/inzendingen/1"
MAKING = Cost(memory=COST.memory, seconds=120, clock=300)
"""What making an inzending may cost: it is read, judged, written and read again."""
MOST_TOLD = 20
"""Changes of one inzending that are printed; the JSON has more."""


class ControleForm(StrEnum):
    """How is written what became of inzendingen."""

    TEKST = "tekst"
    JSON = "json"


def maak(
    bestand: Annotated[Path, typer.Argument(metavar="BESTAND", help="De ingevulde werkmap.")],
    uit: Annotated[
        Path | None,
        typer.Option(
            metavar="BESTAND.xlsx", help="Waar de inzending komt; anders naast de werkmap."
        ),
    ] = None,
    afspraken: AfsprakenMap = None,
    overschrijf: Annotated[
        bool, typer.Option("--overschrijf", help="Een bestaand bestand mag worden vervangen.")
    ] = False,
) -> int:
    """Maak van een werkmap de inzending: een vastgelegde kopie met voorblad en controlegetal."""
    from datetime import datetime

    from prestatieafspraken.batch.agreements import sources
    from prestatieafspraken.batch.guarding.bounded import bounded
    from prestatieafspraken.cli.forms import check_no_input
    from prestatieafspraken.workbook.patching.internet_mark import carry_mark

    if uit:
        if uit.suffix.lower() != ".xlsx":
            raise UserError(
                "UIT-005",
                f"{uit} is geen naam voor een werkmap.",
                "Laat de naam eindigen op .xlsx.",
            )
        check_no_input(uit, [bestand])
        check_free(uit, overwrite=overschrijf)
    if is_folder(bestand):
        raise UserError("GBR-004", f"{bestand} is een map.", "Geef de naam van één werkmap op.")
    there = sources(afspraken)
    at = datetime.now().replace(microsecond=0)
    made = bounded([bestand], _made, bestand, at, there, cost=MAKING)
    if uit:
        write_file(uit, made.data, overwrite=overschrijf)
    path = uit or write_new(bestand.parent, f"{made.naam}.xlsx", made.data)
    carry_mark(bestand, path)
    _tell_made(made, path)
    return 0


def _made(bestand: Path, at: datetime, there: Sources) -> Gemaakt:
    from dataclasses import replace

    from prestatieafspraken.batch.collect import shown
    from prestatieafspraken.batch.inzending import make
    from prestatieafspraken.workbook.finding import Place
    from prestatieafspraken.workbook.package.content import content
    from prestatieafspraken.workbook.package.door import FaultyFileError
    from prestatieafspraken.workbook.package.limits import LIMITS

    try:
        made = make(content(bestand, LIMITS), bestand.name, at, there)
    except FaultyFileError as fault:
        told = fault.rule.at(Place(), **fault.words)
        raise UserError(
            told.code, f"{shown(bestand)}: {told.melding}", told.herstel, exit_code=4
        ) from fault
    return replace(made, verdict=replace(made.verdict, book=None, afspraken=None))


def _tell_made(made: Gemaakt, path: Path) -> None:
    from prestatieafspraken.workbook.lists.checked import TOLD_AS, stands

    out = console()
    out.print(f"Gemaakt: {path}", markup=False, soft_wrap=True)
    out.print(f"Oordeel: {TOLD_AS[made.verdict.status][0]} {stands(made.verdict)}", markup=False)
    out.print(f"Controlegetal: {made.controlegetal}", markup=False)
    if made.weggelaten:
        out.print(f"Niet meegenomen: {made.weggelaten}.", markup=False)


def controleer(
    pad: Annotated[
        list[Path], typer.Argument(metavar="PAD...", help="Inzendingen, of mappen ermee.")
    ],
    kwijting: Annotated[
        Path | None,
        typer.Option(
            metavar="MAP",
            help="Schrijf hier per inzending een ontvangstbewijs, en houd de getallen bij.",
        ),
    ] = None,
    peildatum: Annotated[
        str | None,
        typer.Option(
            metavar="JJJJ-MM-DD", help="Beoordeel op deze dag; anders geldt die van de werkmap."
        ),
    ] = None,
    afspraken: AfsprakenMap = None,
    formaat: Annotated[
        ControleForm,
        typer.Option(metavar="|".join(ControleForm), help="Leesbare tekst, of JSON."),
    ] = ControleForm.TEKST,
) -> int:
    """Zeg van inzendingen of zij na het inleveren zijn gewijzigd, en in welke cellen."""
    from prestatieafspraken.batch.agreements import sources
    from prestatieafspraken.batch.front_door import now
    from prestatieafspraken.batch.ontvangst import acknowledge, received
    from prestatieafspraken.batch.run.many import judge_all
    from prestatieafspraken.batch.run.order import Order
    from prestatieafspraken.cli.progress import bar

    day = parse_day(peildatum) if peildatum else None
    order = Order(tuple(sorted(pad)), day, sources=sources(afspraken))
    received((), kwijting)  # a folder that is no use is told before the work
    with bar() as tell:
        verdicts = judge_all(order, now, tell, order.files())
    found = received(verdicts, kwijting)
    made = acknowledge(found, kwijting, _moment()) if kwijting else []
    if formaat is ControleForm.JSON:
        echo(_json(found))
    else:
        for one in found:
            _tell(one)
        for path in made:
            console().print(f"Geschreven: {path}", markup=False, soft_wrap=True)
    return _exit_code(verdicts, found)


def _moment() -> str:
    from datetime import datetime

    return f"{datetime.now():%d-%m-%Y %H:%M}"


def _tell(one: Ontvangst) -> None:
    from prestatieafspraken.workbook.lists.checked import TOLD_AS, stands

    out, verdict, since = console(), one.verdict, one.verdict.ingeleverd
    out.print(verdict.path, style="bold", markup=False, soft_wrap=True)
    if not verdict.status.is_judged:
        last = verdict.findings[-1]
        out.print(f"  ✗ {last.code}  {last.melding} {last.herstel}", markup=False)
        return
    whose = f"{verdict.partij}, {verdict.gemeentenaam} {verdict.jaar}"
    if since is None:
        out.print(f"  ✗ Geen inzending, maar een werkmap: {whose}.", markup=False)
        out.print("  → Vraag de afzender haar in te leveren met inzending maak.", markup=False)
        return
    made = since.feiten.get("gemaakt")
    out.print(f"  {whose}{f'; gemaakt op {made}' if made else ''}", markup=False)
    if one.is_whole:
        out.print("  ✓ Ongewijzigd sinds het inleveren.", markup=False)
    changed = [f for f in verdict.findings if f.code.startswith("INL")]
    for finding in changed[:MOST_TOLD]:
        out.print(f"  ✗ {finding.place.where}: {finding.melding}", markup=False)
    if len(changed) > MOST_TOLD:
        more = len(changed) - MOST_TOLD
        out.print(f"  En nog {more} meer; met --formaat json leest u ze.", markup=False)
    if one.eerder and one.is_the_same:
        out.print(f"  Al ontvangen op {one.eerder[0]}.", markup=False)
    if one.eerder and not one.is_the_same:
        out.print(
            f"  ! Eerder ontvangen, op {one.eerder[0]}, met een andere inhoud "
            f"(controlegetal {one.eerder[1][:12]}…).",
            markup=False,
        )
    out.print(f"  Controlegetal: {since.controlegetal}", markup=False)
    out.print(f"  Oordeel: {TOLD_AS[verdict.status][0]} {stands(verdict)}", markup=False)


def _json(found: Sequence[Ontvangst]) -> str:
    from importlib.metadata import version

    from prestatieafspraken.dutch.legible import json_safe

    told = {
        "schema": SCHEMA,
        "versie": version("prestatieafspraken"),
        "bestanden": [one.as_dict() for one in found],
    }
    return json_safe(json.dumps(told, ensure_ascii=False, indent=2)) + "\n"


def _exit_code(verdicts: Sequence[Verdict], found: Sequence[Ontvangst]) -> int:
    """Give 3 and 4 as every command, 1 when something is no inzending or no longer the same."""
    from prestatieafspraken.batch.judging.verdict import exit_code

    code = exit_code(verdicts)
    return code if code > 1 else int(not all(one.is_whole for one in found))
