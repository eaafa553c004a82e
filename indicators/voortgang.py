"""How the agreements themselves stand: their status, and the terms that have passed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from prestatieafspraken.afspraken.model import Termijn
from prestatieafspraken.afspraken.status import CLOSED
from prestatieafspraken.afspraken.voorbij import Tijdig, is_overdue, tijdig
from prestatieafspraken.dutch.counted import counted, part_agreeing, part_of
from prestatieafspraken.dutch.written import capital, listing
from prestatieafspraken.indicators.context import Context, FigureRow
from prestatieafspraken.indicators.result import Definition, Indicator, Outcome
from prestatieafspraken.workbook.theme import table_name

AANTAL = Definition("AFS-AANTAL", "Afspraken", "Aantal afspraken in de werkmap.", "afspraken", "")
STATUS = Definition(
    "AFS-STATUS", "Afspraken per status", "Aantal afspraken met deze status.", "afspraken", ""
)
ZONDER = Definition(
    "AFS-ZONDER-STATUS",
    "Afspraken zonder status",
    "Aantal afspraken waarvan de status niet is ingevuld.",
    "afspraken",
    "",
)
VERSTREKEN = Definition(
    "AFS-VERSTREKEN",
    "Afspraken over de termijn",
    "Aantal afspraken met een uiterste dag in of na het jaar, tot en met de peildatum, waarvan de "
    "status niet zegt hoe zij zijn afgelopen (of, bij een start, dat zij zijn begonnen).",
    "afspraken",
    "",
)
PER_TREKKER = Definition(
    "AFS-TREKKER",
    "Afspraken per trekker",
    "Aantal afspraken met deze trekker; in de toelichting hoe ze ervoor staan.",
    "afspraken",
    "",
)
PER_THEMA = Definition(
    "AFS-THEMA",
    "Afspraken per thema",
    "Aantal afspraken op het themablad; in de toelichting hoe ze ervoor staan.",
    "afspraken",
    "",
)
PER_PARTIJ = Definition(
    "AFS-PARTIJ",
    "Afspraken per partij",
    "Aantal afspraken waaraan deze partij meedoet, als trekker of met anderen.",
    "afspraken",
    "",
)
TE_LAAT = Definition(
    "AFS-TE-LAAT",
    "Afspraken over de termijn, per trekker",
    "Aantal afspraken van deze trekker over de termijn (zie AFS-VERSTREKEN).",
    "afspraken",
    "",
)
OP_TIJD = Definition(
    "AFS-OP-TIJD",
    "Afspraken op tijd nagekomen, te laat nagekomen, of open",
    "Nagekomen afspraken die zijn afgerond tot en met hun uiterste dag (op tijd) of daarna (te "
    "laat), en afspraken waarvan de status niet zegt hoe zij zijn afgelopen (open).",
    "afspraken",
    "",
)
DEFINITIONS = (
    OP_TIJD,
    AANTAL,
    STATUS,
    ZONDER,
    VERSTREKEN,
    PER_TREKKER,
    PER_THEMA,
    PER_PARTIJ,
    TE_LAAT,
)
NOBODY = "geen trekker"
UNREADABLE = "niet te lezen"
"""The word for a status or a name that stands there, but cannot be read."""


def compute(context: Context) -> Iterator[Indicator]:
    """Count the agreements of all themes together."""
    themes = [table_name(thema.nummer) for thema in context.afspraken.themas]
    rows = [row for table in themes for row in _per_code(context.rows(table, empty=True))]
    yield context.indicator(AANTAL, partial(_number, context, rows))
    lost = _lost(rows, "status")
    for status, chosen in _by(rows, lambda row: [_word(row, "status") or ""]):
        yield context.indicator(STATUS, partial(_count, chosen, "status", lost), onderdeel=status)
    yield context.indicator(ZONDER, partial(without_status, rows))
    yield context.indicator(VERSTREKEN, partial(overdue, context, rows))
    for kind in Tijdig:
        yield context.indicator(OP_TIJD, partial(timely, context, rows, kind), onderdeel=kind)
    yield from _divided(context, rows)


def _per_code(rows: Sequence[FigureRow]) -> Iterator[FigureRow]:
    """Give the first row of each agreement, which is the one that the report tells."""
    seen: set[str] = set()
    for row in rows:
        code = row.label("code")
        if code not in seen:
            yield row
        seen.add(code)


def _divided(context: Context, rows: Sequence[FigureRow]) -> Iterator[Indicator]:
    """Give the agreements by who leads them, by theme and by who takes part."""
    lost = _lost(rows, "trekker")
    leads = _by(rows, lambda row: [_word(row, "trekker") or NOBODY])
    for name, own in leads or [(NOBODY, [])]:
        yield context.indicator(PER_TREKKER, partial(standing, own, lost), onderdeel=name)
        yield context.indicator(TE_LAAT, partial(overdue, context, own, lost), onderdeel=name)
    for thema in context.afspraken.themas:
        own = [row for row in rows if row.table == table_name(thema.nummer)]
        label = f"{thema.nummer} {thema.titel}"
        yield context.indicator(PER_THEMA, partial(standing, own), onderdeel=label)
    lost = _lost(rows, "trekker", "partijen")
    for name, own in _by(rows, _parties) or [(NOBODY, [])]:
        yield context.indicator(PER_PARTIJ, partial(standing, own, lost), onderdeel=name)


def _by(
    rows: Sequence[FigureRow], names: Callable[[FigureRow], Sequence[str]]
) -> list[tuple[str, list[FigureRow]]]:
    """Give the rows of each name, in the order of the names; each row is asked once."""
    found: dict[str, list[FigureRow]] = {}
    for row in rows:
        for name in filter(None, names(row)):
            found.setdefault(name, []).append(row)
    return sorted(found.items())


def _word(row: FigureRow, column: str) -> str | None:
    return row.text(column) if row.readable(column) else UNREADABLE


def _lost(rows: Sequence[FigureRow], *columns: str) -> str:
    """Name the agreements that may belong in a count, but nobody can read it."""
    codes = [row.label("code") for row in rows if not all(row.readable(c) for c in columns)]
    return f" Bij {listing(codes)} is een cel {UNREADABLE}." if codes else ""


def _parties(row: FigureRow) -> list[str]:
    """Name who takes part in an agreement, the one who leads it first."""
    others = (_word(row, "partijen") or "").split(",")
    names = [_word(row, "trekker") or "", *(name.strip() for name in others)]
    return list(dict.fromkeys(name for name in names if name))


def standing(rows: Sequence[FigureRow], lost: str = "") -> Outcome:
    """Count agreements, and say in words how many have each status."""
    counts = Counter(_word(row, "status") or "zonder status" for row in rows)
    text = listing([f"{status} ({count})" for status, count in sorted(counts.items())])
    cells = tuple(row.cell("status") for row in rows)
    parts = " + ".join(str(count) for _, count in sorted(counts.items()))
    how = f"{parts} = {len(rows)}" if len(counts) > 1 else f"geteld: {len(rows)}"
    words = f"{capital(text) or 'Geen enkele afspraak'}.{lost}"
    return Outcome(len(rows), words, cellen=cells, berekening=how)


def without_status(rows: Sequence[FigureRow]) -> Outcome:
    """Count the agreements of which nobody said how they stand."""
    open_ = [row for row in rows if _word(row, "status") is None]
    silent = _count(open_, "status", _lost(rows, "status"))
    none = silent.waarde == len(rows)
    return replace(silent, toelichting="Geen enkele status is ingevuld.") if none else silent


def _terms(context: Context) -> dict[str, Termijn]:
    return {one.id: one.termijn for one in context.afspraken.afspraken}


def overdue(context: Context, rows: Sequence[FigureRow], lost: str = "") -> Outcome:
    """Count the agreements whose last day has passed and that are not closed (R-44)."""
    own, day = context.afspraken, context.peildatum
    terms = _terms(context)
    unasked = {one.id for one in own.afspraken if not one.geldt}
    late = [
        row
        for row in rows
        if row.label("code") not in unasked
        and is_overdue(
            terms.get(row.label("code")),
            row.day("uiterlijk"),
            _word(row, "status"),
            own.gemeente.jaar,
            day,
        )
    ]
    silent = sum(_word(row, "status") is None for row in late)
    rest = f" Daarvan zonder status: {silent}." if silent else ""
    return _count(late, "uiterlijk", rest + (lost or _lost(late, "status")))


def timely(context: Context, rows: Sequence[FigureRow], kind: Tijdig) -> Outcome:
    """Count the agreements that were kept in time, too late, or are open."""
    if kind is Tijdig.OPEN:
        return _count([r for r in rows if _word(r, "status") not in CLOSED], "status")
    terms = _terms(context)
    chosen = [
        row
        for row in rows
        if tijdig(
            terms.get(row.label("code")),
            _word(row, "status"),
            row.day("afgerond_op"),
            row.day("uiterlijk"),
        )
        is kind
    ]
    return _count(chosen, "afgerond_op", _lost(rows, "status"))


def _number(context: Context, rows: Sequence[FigureRow]) -> Outcome:
    total = len(context.afspraken.afspraken)
    there = part_agreeing(len(rows), "staat", "staan")
    text = f"In de werkmap {there} {part_of(len(rows), total, 'afspraken')}."
    cells = tuple(row.cell("code") for row in rows)
    return Outcome(
        len(rows), text, cellen=cells, berekening=f"{counted(len(rows), 'rijen')} met een code"
    )


def _count(rows: Sequence[FigureRow], column: str, rest: str = "") -> Outcome:
    codes = [row.label("code") for row in rows]
    text = f"{listing(codes)}." if codes else "Geen enkele afspraak."
    cells = tuple(row.cell(column) for row in rows)
    return Outcome(len(rows), text + rest, cellen=cells, berekening=f"geteld: {len(rows)}")
