"""How the agreements themselves stand: their status, and the terms that have passed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from prestatieafspraken.indicators.context import Context, Row
from prestatieafspraken.indicators.result import Definition, Indicator, Outcome, Undetermined
from prestatieafspraken.workbook.dutch import listing
from prestatieafspraken.workbook.status import CLOSED

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
PER_TREKKER = Definition(
    "AFS-TREKKER",
    "Afspraken per trekker",
    "Aantal afspraken met deze trekker; in de toelichting hoe ze ervoor staan.",
    "afspraken",
    (),
)
PER_THEMA = Definition(
    "AFS-THEMA",
    "Afspraken per thema",
    "Aantal afspraken op het themablad; in de toelichting hoe ze ervoor staan.",
    "afspraken",
    (),
)
PER_PARTIJ = Definition(
    "AFS-PARTIJ",
    "Afspraken per partij",
    "Aantal afspraken waaraan deze partij meedoet, als trekker of met anderen.",
    "afspraken",
    (),
)
TE_LAAT = Definition(
    "AFS-TE-LAAT",
    "Afspraken over de termijn, per trekker",
    "Aantal afspraken van deze trekker over de termijn (zie AFS-VERSTREKEN).",
    "afspraken",
    (),
)
DEFINITIONS = (AANTAL, STATUS, ZONDER, VERSTREKEN, PER_TREKKER, PER_THEMA, PER_PARTIJ, TE_LAAT)
NOBODY = "geen trekker"


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
    yield from _divided(context, rows)


def _divided(context: Context, rows: Sequence[Row]) -> Iterator[Indicator]:
    """Give the agreements by who leads them, by theme and by who takes part."""
    leads = sorted({row.text("trekker") or NOBODY for row in rows})
    for name in leads or [NOBODY]:
        own = [row for row in rows if (row.text("trekker") or NOBODY) == name]
        yield context.indicator(PER_TREKKER, partial(standing, own), onderdeel=name)
        yield context.indicator(TE_LAAT, partial(overdue, context, own), onderdeel=name)
    for thema in context.afspraken.themas:
        own = [row for row in rows if row.table == f"afspraken_{thema.nummer}"]
        label = f"{thema.nummer} {thema.titel}"
        yield context.indicator(PER_THEMA, partial(standing, own), onderdeel=label)
    taking = {name for row in rows for name in _parties(row)}
    for name in sorted(taking) or [NOBODY]:
        own = [row for row in rows if name in _parties(row)]
        yield context.indicator(PER_PARTIJ, partial(standing, own), onderdeel=name)


def _parties(row: Row) -> list[str]:
    """Name who takes part in an agreement, the one who leads it first."""
    others = (row.text("partijen") or "").split(",")
    names = [row.text("trekker") or "", *(name.strip() for name in others)]
    return list(dict.fromkeys(name for name in names if name))


def standing(rows: Sequence[Row]) -> Outcome:
    """Count agreements, and say in words how many have each status."""
    counts = Counter(row.text("status") or "zonder status" for row in rows)
    text = listing([f"{count} {status}" for status, count in sorted(counts.items())])
    cells = tuple(row.cell("status") for row in rows)
    how = f"{len(rows)} = {' + '.join(str(c) for _, c in sorted(counts.items())) or '0'}"
    return Outcome(len(rows), f"{text or 'Geen enkele afspraak'}.", cellen=cells, berekening=how)


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
    cells = tuple(row.cell("code") for row in rows)
    return Outcome(len(rows), text, cellen=cells, berekening=f"{len(rows)} rijen met een code")


def _count(rows: Sequence[Row], column: str) -> Outcome:
    codes = [row.text("code") or f"rij {row.index}" for row in rows]
    text = f"{listing(codes)}." if codes else "Geen enkele afspraak."
    cells = tuple(row.cell(column) for row in rows)
    return Outcome(len(rows), text, cellen=cells, berekening=f"geteld: {len(rows)}")
