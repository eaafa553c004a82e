"""Homes in the list of building projects: planned and delivered."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial

from prestatieafspraken.indicators.context import Context, Row, add_up
from prestatieafspraken.indicators.result import Definition, Indicator, Outcome, Undetermined
from prestatieafspraken.workbook.dutch import listing, number, percent

TABLE = "nieuwbouwprojecten"
_SOURCES = ("T1-01", "C3")

PLAN = Definition(
    "NBW-PLAN",
    "Sociale huurwoningen in de projectenlijst",
    "Som van de woningen van de projecten in het jaar.",
    "woningen",
    _SOURCES,
)
TYPE = Definition(
    "NBW-TYPE",
    "Sociale huurwoningen in de projectenlijst, per type",
    "Som van de woningen van de projecten in het jaar met dit woningtype.",
    "woningen",
    _SOURCES,
)
KERNEN = Definition(
    "NBW-KERNEN",
    "Sociale huurwoningen in de projectenlijst, in de kernen",
    "Som van de woningen van de projecten in het jaar in een kern buiten de stad.",
    "woningen",
    (*_SOURCES, "D0-2"),
)
OPGELEVERD = Definition(
    "NBW-OPGELEVERD",
    "Opgeleverde woningen uit de projectenlijst",
    "Som van de opgeleverde woningen van de projecten in het jaar.",
    "woningen",
    _SOURCES,
)
DEFINITIONS = (PLAN, TYPE, KERNEN, OPGELEVERD)


def compute(context: Context) -> Iterator[Indicator]:
    """Give plan and delivery of each year: in all, per corporatie, per type, in the kernen."""
    try:
        rows = context.rows(TABLE)
        no_year = [_project(row) for row in rows if row.year("jaar") is None]
        if no_year:
            raise Undetermined(f"Het jaar ontbreekt bij {listing(no_year)}.")
    except Undetermined as reason:
        for definition in DEFINITIONS:
            yield context.undetermined(definition, reason)
        return
    for jaar in sorted({row.year("jaar") or 0 for row in rows}):
        year = [row for row in rows if row.year("jaar") == jaar]
        for definition, onderdeel, calculate in _parts(context, year):
            yield context.indicator(
                definition,
                calculate,
                onderdeel=onderdeel,
                periode=str(jaar),
                actueel=jaar == context.afspraken.gemeente.jaar,
            )


def _parts(
    context: Context, rows: Sequence[Row]
) -> Iterator[tuple[Definition, str | None, Callable[[], Outcome]]]:
    for definition, calculate in ((PLAN, planned), (OPGELEVERD, delivered)):
        yield definition, None, partial(calculate, rows)
        for naam in context.signing():
            own = [row for row in rows if row.text("corporatie") == naam]
            yield definition, naam, partial(calculate, own)
    types = {woningtype for row in rows if (woningtype := row.text("woningtype"))}
    for woningtype in sorted(types):
        yield TYPE, woningtype, partial(chosen, rows, "woningtype", {woningtype}, types)
    kernen = {kern.naam: kern.stad for kern in context.afspraken.kernen}
    outside = {naam for naam, stad in kernen.items() if not stad}
    yield KERNEN, None, partial(chosen, rows, "kern", outside, kernen)


def planned(rows: Sequence[Row]) -> Outcome:
    """Add up the homes of projects (R-14)."""
    if not rows:
        raise Undetermined("Er staan geen projecten in de lijst.")
    homes, cells = add_up(rows, "woningen", "Het aantal woningen", _project)
    return Outcome(homes, _text(rows, f"samen {number(homes)} woningen"), cellen=cells)


def delivered(rows: Sequence[Row]) -> Outcome:
    """Add up the delivered homes; the list names no year of delivery, so there is no verdict."""
    plan = planned(rows)
    homes, cells = add_up(rows, "opgeleverd", "Het aantal opgeleverde woningen", _project)
    total = plan.waarde or 1
    text = (
        f"{number(homes)} van de {number(total)} woningen opgeleverd ({percent(homes / total, 1)})"
    )
    return Outcome(homes, _text(rows, text), cellen=cells + plan.cellen)


def chosen(
    rows: Sequence[Row], column: str, wanted: Collection[str], known: Collection[str]
) -> Outcome:
    """Add up the homes of the projects that are `wanted`, if all are `known`."""
    unknown = [_project(row) for row in rows if row.text(column) not in known]
    if unknown:
        article = "Het" if column == "woningtype" else "De"
        names = listing(unknown)
        raise Undetermined(f"{article} {column} is niet ingevuld of onbekend bij {names}.")
    own = [row for row in rows if row.text(column) in wanted]
    homes, cells = add_up(own, "woningen", "Het aantal woningen", _project)
    return Outcome(homes, _text(own, f"samen {number(homes)} woningen"), cellen=cells)


def _text(rows: Sequence[Row], what: str) -> str:
    dropped = [_project(row) for row in rows if row.text("fase") == "vervallen"]
    rest = f" Vervallen, maar meegeteld: {listing(dropped)}." if dropped else ""
    projects = "1 project" if len(rows) == 1 else f"{len(rows)} projecten"
    return f"{projects}: {what}.{rest}"


def _project(row: Row) -> str:
    return row.text("project") or f"rij {row.index}"
