"""Homes in the list of building projects: planned and delivered."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial

from prestatieafspraken.afspraken.model import Richting
from prestatieafspraken.afspraken.voorbij import has_passed
from prestatieafspraken.dutch.counted import counted, part_agreeing, part_of
from prestatieafspraken.dutch.figure import exactly, measure
from prestatieafspraken.dutch.written import capital, day, listing, number
from prestatieafspraken.indicators.context import (
    Context,
    FigureRow,
    add_up,
    added,
    of_party,
    once,
)
from prestatieafspraken.indicators.maatstaf import agreed
from prestatieafspraken.indicators.oordeel import judge
from prestatieafspraken.indicators.result import (
    Definition,
    Indicator,
    Maatstaf,
    Outcome,
    UndeterminedError,
)
from prestatieafspraken.indicators.steun import Steun, deel, per_cel
from prestatieafspraken.indicators.voorraad import IN_KERNEN

TABLE = "nieuwbouwprojecten"
MAAT, LOKAAL = "nieuwbouw", "maatwerk_nieuwbouw"

PLAN = Definition(
    "NBW-PLAN",
    "Sociale huurwoningen in de projectenlijst",
    "Som van de woningen van de projecten in het jaar.",
    "woningen",
    MAAT,
    (TABLE,),
)
TYPE = Definition(
    "NBW-TYPE",
    "Sociale huurwoningen in de projectenlijst, per type",
    "Som van de woningen van de projecten in het jaar met dit woningtype.",
    "woningen",
    MAAT,
    (TABLE,),
)
KERNEN = Definition(
    "NBW-KERNEN",
    "Sociale huurwoningen in de projectenlijst, in de kernen",
    "Som van de woningen van de projecten in het jaar in een kern buiten de stad.",
    "woningen",
    MAAT,
    (TABLE,),
    (IN_KERNEN,),
)
OPGELEVERD = Definition(
    "NBW-OPGELEVERD",
    "Opgeleverde woningen uit de projectenlijst",
    "Som van de opgeleverde woningen van de projecten in het jaar.",
    "woningen",
    MAAT,
    (TABLE,),
)
KERN = Definition(
    "NBW-KERN",
    "Sociale huurwoningen in de projectenlijst, per kern",
    "Som van de woningen van de projecten in het jaar in deze kern.",
    "woningen",
    MAAT,
    (TABLE,),
)
FASE = Definition(
    "NBW-FASE",
    "Sociale huurwoningen in de projectenlijst, per fase",
    "Som van de woningen van de projecten in het jaar in deze fase.",
    "woningen",
    MAAT,
    (TABLE,),
)
KERN_KLAAR = Definition(
    "NBW-OPGELEVERD-KERN",
    "Opgeleverde woningen uit de projectenlijst, per kern",
    "Som van de opgeleverde woningen van de projecten in het jaar in deze kern.",
    "woningen",
    MAAT,
    (TABLE,),
)
TYPE_KLAAR = Definition(
    "NBW-OPGELEVERD-TYPE",
    "Opgeleverde woningen uit de projectenlijst, per type",
    "Som van de opgeleverde woningen van de projecten in het jaar met dit woningtype.",
    "woningen",
    MAAT,
    (TABLE,),
)
PROJECT = Definition(
    "NBW-PROJECT",
    "Opgeleverde woningen per project",
    "Opgeleverde woningen van het project, naast de woningen in het plan.",
    "woningen",
    MAAT,
    (TABLE,),
    toets=True,
)
MAATWERK = Definition(
    "NBW-MAATWERK",
    "Lokaal maatwerk per nieuwbouwproject",
    "Deel van de toewijzingen van het project via lokaal maatwerk; dat kan alleen met een afspraak "
    "met de huurdersorganisatie.",
    "%",
    LOKAAL,
    toets=True,
)
KEY = ("corporatie", "project")
DEFINITIONS = (
    PLAN,
    TYPE,
    KERN,
    FASE,
    KERNEN,
    OPGELEVERD,
    KERN_KLAAR,
    TYPE_KLAAR,
    PROJECT,
    MAATWERK,
)


def compute(context: Context) -> Iterator[Indicator]:
    """Give plan and delivery of each year: in all, per corporatie, per type, in the kernen."""
    rows = context.rows(TABLE)
    no_year = [row.label("project") for row in rows if row.year("jaar") is None]
    if no_year:
        raise UndeterminedError(f"Het jaar ontbreekt bij {listing(no_year)}.")
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
    context: Context, rows: Sequence[FigureRow]
) -> Iterator[tuple[Definition, str | None, Callable[[], Outcome]]]:
    for definition, calculate in ((PLAN, planned), (OPGELEVERD, delivered)):
        for naam in (None, *context.signing()):
            yield definition, naam, partial(calculate, rows, naam)
    for column, homes_, ready in (
        ("woningtype", TYPE, TYPE_KLAAR),
        ("kern", KERN, KERN_KLAAR),
        ("fase", FASE, None),
    ):
        filled = [row for row in rows if not row.readable(column) or row.text(column)]
        known = {row.label(column) for row in filled}
        for word in sorted(known):
            yield homes_, word, partial(chosen, rows, column, {word}, known)
            if ready:
                yield ready, word, partial(chosen, rows, column, {word}, known, "opgeleverd")
    for name, row in _named(rows):
        yield PROJECT, name, partial(project, context, row)
        yield MAATWERK, name, partial(local, context, row)
    kernen = {kern.naam: kern.stad for kern in context.afspraken.kernen}
    outside = {naam for naam, stad in kernen.items() if not stad}
    yield KERNEN, None, partial(chosen, rows, "kern", outside, kernen)


def planned(rows: Sequence[FigureRow], naam: str | None) -> Outcome:
    """Add up the homes of projects, of one corporatie or of all (R-14)."""
    rows = once(of_party(rows, naam), *KEY)
    if not rows:
        raise UndeterminedError("Er staan geen projecten in de lijst.")
    homes, cells = add_up(rows, "woningen", "Het aantal woningen", "project")
    text = _text(rows, _together(rows, measure(homes, "woningen")))
    return Outcome(
        homes,
        text,
        cellen=cells,
        berekening=_sum(rows, "woningen"),
        steunt_op=(Steun(homes, cells),),
    )


def delivered(rows: Sequence[FigureRow], naam: str | None) -> Outcome:
    """Add up the delivered homes; the list names no year of delivery, so there is no oordeel."""
    plan, rows = planned(rows, naam), of_party(rows, naam)
    homes, cells = add_up(rows, "opgeleverd", "Het aantal opgeleverde woningen", "project")
    total = plan.waarde or 1
    text = f"van {counted(len(rows), 'projecten')} {part_agreeing(homes, 'is', 'zijn')} "
    text += f"{part_of(homes, total, 'woningen')} opgeleverd ({measure(homes / total, '%')})"
    how = _sum(rows, "opgeleverd")
    why = "" if homes >= total else f" {_NO_DAY}"
    return Outcome(
        homes,
        _text(rows, text) + why,
        cellen=cells + plan.cellen,
        berekening=how,
        steunt_op=(Steun(homes, cells), *plan.steunt_op),
    )


_NO_DAY = "Zonder oordeel: de projectenlijst zegt niet wanneer deze woningen klaar moeten zijn."


def chosen(
    rows: Sequence[FigureRow],
    column: str,
    wanted: Collection[str],
    known: Collection[str],
    what: str = "woningen",
) -> Outcome:
    """Add up the homes of the projects that are `wanted`, if all are `known`."""
    unknown = [row.label("project") for row in rows if row.text(column) not in known]
    if unknown:
        article = "Het" if column == "woningtype" else "De"
        names = listing(unknown)
        raise UndeterminedError(f"{article} {column} is niet ingevuld of onbekend bij {names}.")
    own = once([row for row in rows if row.text(column) in wanted], *KEY)
    ready = what == "opgeleverd"
    words = "Het aantal opgeleverde woningen" if ready else "Het aantal woningen"
    homes, cells = add_up(own, what, words, "project")
    text = _together(own, counted(homes, "opgeleverde woningen" if ready else "woningen"))
    return Outcome(
        homes,
        _text(own, text),
        cellen=cells,
        berekening=_sum(own, what),
        steunt_op=(Steun(homes, cells),),
    )


def project(context: Context, row: FigureRow) -> Outcome:
    """Hold what one project delivered against its plan; the day in the list may still move."""
    plan, done = row.number("woningen"), row.number("opgeleverd")
    if plan is None:
        raise UndeterminedError("Het aantal woningen in het plan is nog niet ingevuld.")
    fase, due = row.text("fase"), row.day("oplevering")
    if done is None:
        raise UndeterminedError("Het aantal opgeleverde woningen is nog niet ingevuld.")
    norm = Maatstaf(plan, Richting.MINIMAAL, f"het plan van {row.label('project')}")
    text = f"{capital(part_of(done, plan, 'woningen'))} opgeleverd"
    text += f"; fase {fase}" if fase else ""
    text += f"; oplevering {day(due)}." if due else "."
    cells = (row.cell("opgeleverd"), row.cell("woningen"))
    meets = norm.meets(done)
    outcome = Outcome(
        done,
        text,
        cellen=cells,
        norm=norm,
        berekening=f"{number(done)} van {number(plan)}",
        steunt_op=per_cel((done, plan), cells),
    )
    if meets or fase == "vervallen":
        return replace(outcome, oordeel=judge(meets=meets, final=True))
    if due is None:
        remark = " Zonder oordeel: de dag van oplevering ontbreekt."
        return replace(outcome, toelichting=text + remark, norm=None)
    return replace(
        outcome, oordeel=judge(meets=not has_passed(due, context.peildatum), final=False)
    )


WITH_TENANTS = "afspraak met de huurdersorganisatie"


def local(context: Context, row: FigureRow) -> Outcome:
    """Hold local priority in a project against its ceiling and its agreement (R-28)."""
    share, made = row.number("maatwerk"), row.text("afspraak_huurders")
    if share is None:
        raise UndeterminedError("Het deel via lokaal maatwerk is nog niet ingevuld.")
    norm = agreed(context, LOKAAL, context.afspraken.slot)
    if norm is None:
        raise UndeterminedError(
            "De afspraken noemen geen grens voor lokaal maatwerk bij nieuwbouw."
        )
    if made is None and share > 0:
        raise UndeterminedError(
            f"Of er een afspraak met de huurdersorganisatie is over {measure(share, '%')} lokaal "
            "maatwerk, is nog niet ingevuld.",
            _share_of_homes(row, share),
        )
    cells = (row.cell("maatwerk"), row.cell("afspraak_huurders"))
    meets = norm.meets(share) and (share == 0 or made == "Ja")
    shown = measure(share, "%", norm.waarde)
    text = f"{shown} van de toewijzingen; {WITH_TENANTS}: "
    text += f"{(made or 'niet nodig').lower()}."
    if share and made != "Ja":
        text += " Zonder die afspraak mag het niet."
    oordeel = judge(meets=meets, final=row.text("fase") == "opgeleverd")
    limit = exactly(norm.waarde, "%")
    how = f"{shown} ≤ {limit}"
    return Outcome(
        share,
        text,
        oordeel,
        cellen=cells,
        norm=replace(norm, geschreven=f"hoogstens {limit}, met een {WITH_TENANTS}"),
        berekening=how,
        steunt_op=_share_of_homes(row, share),
    )


def _share_of_homes(row: FigureRow, share: Decimal) -> tuple[Steun, ...]:
    """Give the lettings that a share of a project stands for: those of its homes, once built."""
    for column in ("opgeleverd", "woningen"):
        homes = row.number(column) if row.readable(column) else None
        if homes:
            part = Steun((share * homes).to_integral_value(), (row.cell("maatwerk"),))
            return deel(part, Steun(homes, (row.cell(column),)))
    return ()


def _named(rows: Sequence[FigureRow]) -> Iterator[tuple[str, FigureRow]]:
    """Give each row with its name; a name that comes again gets the corporatie or a number."""
    seen: set[str] = set()
    for row in rows:
        name = row.label("project")
        if name in seen:
            name = f"{name}, {row.label('corporatie')}"
        while name in seen:
            name = f"{name}, {row.cell('project')}"
        seen.add(name)
        yield name, row


def _sum(rows: Sequence[FigureRow], column: str) -> str:
    return added([row.number(column) or Decimal(0) for row in rows])


def _together(rows: Sequence[FigureRow], homes: str) -> str:
    """Say in how many projects homes are: 3 projecten met samen 194 woningen."""
    return f"{counted(len(rows), 'projecten')} met {'samen ' if len(rows) > 1 else ''}{homes}"


def _text(rows: Sequence[FigureRow], what: str) -> str:
    told = [row for row in rows if row.readable("fase")]
    dropped = [row.label("project") for row in told if row.text("fase") == "vervallen"]
    rest = f" Vervallen, maar meegeteld: {listing(dropped)}." if dropped else ""
    return f"{capital(what)}.{rest}"
