"""`normen`: the norms and the calendar of a day, and which of them end soon."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer

from prestatieafspraken.cli.dutch import parse_day
from prestatieafspraken.cli.output import console

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from decimal import Decimal

    from rich.table import Table

    from prestatieafspraken.normen import Ending


def normen(
    op: Annotated[
        str | None,
        typer.Option(metavar="JJJJ-MM-DD", help="De dag waarop ze gelden; anders vandaag."),
    ] = None,
) -> int:
    """Lees welke normen er op een dag gelden, hoe zeker ze zijn, en welke er aflopen."""
    from datetime import date

    from prestatieafspraken.dutch.written import day
    from prestatieafspraken.normen import UnknownNormError, has_lapsed, kalender, names, norm

    dag = parse_day(op) if op else date.today()
    out = console()
    out.print(f"Normen op {day(dag)}", style="bold")
    known = _table(3)
    unknown: list[str] = []
    lapsed: list[str] = []
    for naam in names():
        try:
            held = norm(naam, dag)
        except UnknownNormError:
            (lapsed if has_lapsed(naam, dag) else unknown).append(naam)
            continue
        until = f"t/m {day(held.tot)}" if held.tot else "zonder eind"
        known.add_row(naam, f"{_amount(held.waarde, held.eenheid)}, {until}", held.status)
    out.print(known)
    for word, absent in (("Niet bekend", unknown), ("Door de wet vervallen", lapsed)):
        if absent:
            out.print(f"{word} op deze dag: {', '.join(absent)}.", soft_wrap=True)
    out.print(f"\nKalender van {dag.year}", style="bold")
    days = _table(3)
    for on, entry in kalender(dag.year):
        when = f"vóór {day(on)}" if entry.voor else day(on)
        days.add_row(when, f"{entry.omschrijving} ({entry.wie})", entry.status)
    out.print(days)
    for line in reminders(dag):
        out.print(line, markup=False, soft_wrap=True)
    return 0


def reminders(dag: date) -> Iterator[str]:
    """Say which norms end soon or have ended, on which day, and what depends on them."""
    from prestatieafspraken.normen import ending

    for tot, found in groupby(ending(dag), key=lambda one: one.tot):
        yield from _reminder(dag, tot, found)


def _reminder(dag: date, tot: date, found: Iterable[Ending]) -> Iterator[str]:
    from prestatieafspraken.dutch.counted import count_of
    from prestatieafspraken.dutch.written import after_colon, day

    left = (tot - dag).days
    when = f"Over {count_of(left, 'dag', 'dagen')}, op {day(tot)}, eindigen"
    if left <= 0:
        when = f"Vandaag, op {day(tot)}, eindigen" if left == 0 else f"Op {day(tot)} eindigden"
    yield f"\n! {when} deze normen; van daarna is er nog geen waarde:"
    for one in found:
        yield f"  {one.naam}: {after_colon(one.omschrijving)}. {_rests_on(one)}"
    yield "  Installeer een versie waarin de nieuwe waarden staan, of vul ze aan in de map normen."


def _rests_on(one: Ending) -> str:
    from prestatieafspraken.batch.judging.all_rules import all_rules
    from prestatieafspraken.dutch.written import after_colon, listing
    from prestatieafspraken.indicators.compute import DEFINITIONS

    if not one.gebruik:
        return "Er hangt nog geen oordeel van af."
    called = {d.code: after_colon(d.naam) for d in DEFINITIONS}
    called |= {rule.code: "regel" for rule in all_rules().values()}
    return f"Daarvan hangt af: {listing([f'{called[code]} {code}' for code in one.gebruik])}."


def _amount(waarde: Decimal, eenheid: str) -> str:
    from prestatieafspraken.dutch.figure import exactly

    if eenheid.startswith("euro "):
        return f"{exactly(waarde, 'euro')} {eenheid.removeprefix('euro ')}"
    return exactly(waarde, eenheid)


def _table(columns: int) -> Table:
    from rich.table import Table

    table = Table.grid(padding=(0, 2))
    for _ in range(columns):
        table.add_column()
    return table
