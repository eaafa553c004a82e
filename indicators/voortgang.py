"""How the agreements themselves stand: their status, and the terms that have passed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from prestatieafspraken.indicators.context import Context, Row
from prestatieafspraken.indicators.result import Definition, Indicator, Outcome, Undetermined
from prestatieafspraken.workbook.dutch import listing

CLOSED = ("afgerond", "niet gehaald", "vervallen")
"""The statuses after which a term no longer runs."""

AANTAL = Definition("AFS-AANTAL", "Afspraken", "Aantal afspraken in de werkmap.", "afspraken", ())
STATUS = Definition(
    "AFS-STATUS", "Afspraken per status", "Aantal afspraken met deze status.", "afspraken", ()
)
ZONDER = Definition(
    "AFS-ZONDER-STATUS",
    "Afspraken zonder status",
    "Aantal afspraken waarvan de status niet is ingevuld.",
    "afspraken",
    (),
)
VERSTREKEN = Definition(
    "AFS-VERSTREKEN",
    "Afspraken over de termijn",
    "Aantal afspraken met een uiterste dag voor de peildatum die niet zijn afgesloten (status "
    "afgerond, niet gehaald of vervallen).",
    "afspraken",
    (),
)
DEFINITIONS = (AANTAL, STATUS, ZONDER, VERSTREKEN)


def compute(context: Context) -> Iterator[Indicator]:
    """Count the agreements of all themes together."""
    try:
        themes = [f"afspraken_{thema.nummer}" for thema in context.afspraken.themas]
        rows = [row for table in themes for row in context.rows(table, empty=True)]
    except Undetermined as reason:
        for definition in DEFINITIONS:
            yield context.undetermined(definition, reason)
        return
    yield context.indicator(AANTAL, partial(_number, context, rows))
    for status in sorted({status for row in rows if (status := row.text("status"))}):
        chosen = [row for row in rows if row.text("status") == status]
        yield context.indicator(STATUS, partial(_count, chosen, "status"), onderdeel=status)
    yield context.indicator(ZONDER, partial(without_status, rows))
    yield context.indicator(VERSTREKEN, partial(overdue, context, rows))


def without_status(rows: Sequence[Row]) -> Outcome:
    """Count the agreements of which nobody said how they stand."""
    silent = _count([row for row in rows if row.text("status") is None], "status")
    none = silent.waarde == len(rows)
    return replace(silent, toelichting="Geen enkele status is ingevuld.") if none else silent


def overdue(context: Context, rows: Sequence[Row]) -> Outcome:
    """Count the agreements whose last day has passed and that are not closed (R-44)."""
    late = [
        row
        for row in rows
        if (day := row.day("uiterlijk"))
        and day < context.peildatum
        and row.text("status") not in CLOSED
    ]
    outcome = _count(late, "uiterlijk")
    silent = sum(row.text("status") is None for row in late)
    rest = f" Daarvan zonder status: {silent}." if silent else ""
    return replace(outcome, toelichting=outcome.toelichting + rest)


def _number(context: Context, rows: Sequence[Row]) -> Outcome:
    total = len(context.afspraken.afspraken)
    text = f"In de werkmap staan {len(rows)} van de {total} afspraken."
    return Outcome(len(rows), text, cellen=tuple(row.cell("code") for row in rows))


def _count(rows: Sequence[Row], column: str) -> Outcome:
    codes = [row.text("code") or f"rij {row.index}" for row in rows]
    text = f"{listing(codes)}." if codes else "Geen enkele afspraak."
    return Outcome(len(rows), text, cellen=tuple(row.cell(column) for row in rows))
