"""Homes on the social land price: withdrawn within the term, the fine, and when each is free."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import partial

from prestatieafspraken.dutch.figure import exactly, measure
from prestatieafspraken.dutch.written import day, euro, listing, number
from prestatieafspraken.indicators.context import Context, FigureRow, add_up, added, of_party
from prestatieafspraken.indicators.maatstaf import agreed
from prestatieafspraken.indicators.result import Definition, Indicator, Outcome, UndeterminedError
from prestatieafspraken.indicators.steun import Steun, per_cel

TABLE = "grondprijsbeding"
TERMIJN, BOETE_PER_WONING = "beding_termijn", "beding_boete"

WONINGEN = Definition(
    "GPB-WONINGEN",
    "Woningen onder het grondprijsbeding",
    "Som van de woningen van de projecten waarvan de termijn op de peildatum loopt, zonder de "
    "woningen die tot en met de peildatum zijn onttrokken. Een rij zonder onttrekking telt als "
    "niet onttrokken.",
    "woningen",
    TERMIJN,
)
ONTTROKKEN = Definition(
    "GPB-ONTTROKKEN",
    "Woningen onttrokken binnen de termijn",
    "Som van de woningen die tot en met de peildatum zijn onttrokken vóór de dag waarop ze vrij "
    "zijn.",
    "woningen",
    TERMIJN,
)
BOETE = Definition(
    "GPB-BOETE",
    "Verschuldigde boete",
    "Woningen onttrokken binnen de termijn maal de boete per woning.",
    "euro",
    BOETE_PER_WONING,
)
VRIJ = Definition(
    "GPB-VRIJ",
    "Dagen tot de woningen vrij zijn van het beding",
    "Dagen van de peildatum tot de ingang plus de termijn; 0 als die dag is geweest.",
    "dagen",
    TERMIJN,
)
DEFINITIONS = (WONINGEN, ONTTROKKEN, BOETE, VRIJ)


def free_day(start: date, years: int) -> date:
    """Give the first day on which a home is free: as many full years later.

    >>> free_day(date(2019, 7, 1), 10)
    datetime.date(2029, 7, 1)

    A term that began on 29 February ends at the end of 28 February.

    >>> free_day(date(2008, 2, 29), 10)
    datetime.date(2018, 3, 1)
    """
    try:
        return start.replace(year=start.year + years)
    except ValueError:
        return date(start.year + years, 3, 1)


def withdrawn_early(gone: date, start: date, years: int) -> bool:
    """Say whether a home was withdrawn before it was free; the free day itself is no breach.

    >>> withdrawn_early(date(2029, 6, 30), date(2019, 7, 1), 10)
    True
    >>> withdrawn_early(date(2029, 7, 1), date(2019, 7, 1), 10)
    False
    """
    return gone < free_day(start, years)


def _term(context: Context) -> int:
    found = agreed(context, TERMIJN, context.afspraken.slot)
    if found is None:
        raise UndeterminedError("De afspraken noemen geen termijn voor het grondprijsbeding.")
    return int(found.waarde)


def _started(rows: Sequence[FigureRow]) -> None:
    absent = [row.label("project") for row in rows if row.day("ingang") is None]
    if absent:
        raise UndeterminedError(f"De ingang van het beding ontbreekt bij {listing(absent)}.")


def _gone(context: Context, rows: Sequence[FigureRow]) -> list[tuple[FigureRow, date, Decimal]]:
    """Give what was withdrawn up to the peildatum: row, day and number of homes.

    The fine is on the event of a withdrawal (r. 330-333), and a home stays bound as long as none
    came. So a row that tells of no withdrawal at all (no number, day or reason) had none; one that
    tells only a part is Undetermined.
    """
    silent = [row for row in rows if row.number("onttrokken") is None]
    hollow = [row.label("project") for row in silent if _told(row)]
    if hollow:
        raise UndeterminedError(
            f"Bij {listing(hollow)} staat een onttrekking zonder het aantal woningen."
        )
    some = [(row, count) for row in rows if (count := row.number("onttrokken"))]
    undated = [row.label("project") for row, _ in some if row.day("onttrekking") is None]
    if undated:
        raise UndeterminedError(f"De dag van de onttrekking ontbreekt bij {listing(undated)}.")
    return [
        (row, day_, count)
        for row, count in some
        if (day_ := row.day("onttrekking")) and day_ <= context.peildatum
    ]


def _told(row: FigureRow) -> bool:
    return row.day("onttrekking") is not None or row.text("reden") is not None


def _silent(rows: Sequence[FigureRow]) -> str:
    """Name the rows without a withdrawal that were left empty, so that nobody reads a count."""
    empty = [row.label("project") for row in rows if row.number("onttrokken") is None]
    if not empty:
        return ""
    return f" Bij {listing(empty)} is geen onttrekking ingevuld; dat telt als niet onttrokken."


def homes(context: Context, rows: Sequence[FigureRow]) -> Outcome:
    """Count the homes that are bound on the peildatum."""
    term = _term(context)
    _started(rows)
    running = [
        row
        for row in rows
        if (start := row.day("ingang")) and start <= context.peildatum < free_day(start, term)
    ]
    total, cells = add_up(running, "woningen", "Het aantal woningen", "project")
    gone = _gone(context, rows)
    less = sum((count for row, _, count in gone if row in running), Decimal(0))
    off = tuple(row.cell("onttrokken") for row, *_ in gone if row in running)
    counts = (Steun(total - less, cells, off),)
    cells += off
    names = listing([row.label("project") for row in running]) or "geen enkel project"
    text = f"De termijn van {term} jaar loopt bij {names}.{_silent(running)}"
    how = f"{number(total)} − {number(less)} = {number(total - less)}"
    return Outcome(
        total - less,
        text,
        cellen=cells or tuple(row.cell("ingang") for row in rows),
        berekening=how,
        steunt_op=counts,
    )


def withdrawn(context: Context, rows: Sequence[FigureRow]) -> Outcome:
    """Count the homes withdrawn within the term (R-17)."""
    term = _term(context)
    _started(rows)
    early = [
        (row, gone, count)
        for row, gone, count in _gone(context, rows)
        if (start := row.day("ingang")) and withdrawn_early(gone, start, term)
    ]
    counts = [count for *_, count in early]
    where = "; ".join(
        f"{row.label('project')} {number(count)} op {day(gone)}" for row, gone, count in early
    )
    text = f"{where}." if where else "Er zijn geen woningen binnen de termijn onttrokken."
    cells = tuple(row.cell(c) for row, *_ in early for c in ("onttrokken", "onttrekking"))
    return Outcome(
        sum(counts, Decimal(0)),
        text + _silent(rows),
        cellen=cells or tuple(row.cell("onttrokken") for row in rows),
        berekening=added(counts),
        steunt_op=per_cel(counts, tuple(row.cell("onttrokken") for row, *_ in early)),
    )


def fine(context: Context, rows: Sequence[FigureRow]) -> Outcome:
    """Give the fine that is due (R-18)."""
    found = agreed(context, BOETE_PER_WONING, context.afspraken.slot)
    if found is None:
        raise UndeterminedError("De afspraken noemen geen boete per woning.")
    gone = withdrawn(context, rows)
    count = Decimal(gone.waarde or 0)
    value = count * found.waarde
    text = (
        f"{measure(count, 'woningen')}, {exactly(found.waarde, 'euro')} per woning ({found.bron})."
    )
    text += _silent(rows)
    how = f"{number(count)} × {euro(found.waarde)} = {euro(value)}"
    return Outcome(value, text, cellen=gone.cellen, berekening=how, steunt_op=gone.steunt_op)


def free(context: Context, row: FigureRow) -> Outcome:
    """Give the day on which the homes of one row are free."""
    term, start = _term(context), row.day("ingang")
    if start is None:
        raise UndeterminedError(f"De ingang van het beding ontbreekt bij {row.label('project')}.")
    when = free_day(start, term)
    left = max((when - context.peildatum).days, 0)
    text = f"De woningen zijn vrij vanaf {day(when)}, {term} jaar na {day(start)}."
    how = f"{day(start)} + {term} jaar = {day(when)}"
    return Outcome(left, text, cellen=(row.cell("ingang"),), dag=when, berekening=how)


_CALCULATIONS: dict[Definition, Callable[[Context, Sequence[FigureRow]], Outcome]] = {
    WONINGEN: homes,
    ONTTROKKEN: withdrawn,
    BOETE: fine,
}


def _of_party(
    context: Context, definition: Definition, rows: Sequence[FigureRow], naam: str | None
) -> Outcome:
    return _CALCULATIONS[definition](context, of_party(rows, naam))


def compute(context: Context) -> Iterator[Indicator]:
    """Give the homes, the breaches and the fine, in all and per corporatie, and each free day."""
    rows = context.rows(TABLE)
    for naam in (None, *context.signing()):
        if naam and all(r.readable("corporatie") and r.text("corporatie") != naam for r in rows):
            continue
        for definition in _CALCULATIONS:
            yield context.indicator(
                definition, partial(_of_party, context, definition, rows, naam), onderdeel=naam
            )
    seen: dict[str, int] = {}
    for row in rows:
        name = f"{row.label('corporatie')}, {row.label('project')}"
        seen[name] = seen.get(name, 0) + 1
        label = name if seen[name] == 1 else f"{name} ({seen[name]})"
        yield context.indicator(VRIJ, partial(free, context, row), onderdeel=label)
