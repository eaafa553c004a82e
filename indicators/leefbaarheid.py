"""Livability: spending against the norm, the Leefbaarometer, initiatives, neighbourhood walks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import partial

from prestatieafspraken.indicators.context import Context, Row, add_up, added, years
from prestatieafspraken.indicators.maatstaf import agreed, of_goal, of_law, times
from prestatieafspraken.indicators.result import (
    Definition,
    Indicator,
    Maatstaf,
    Oordeel,
    Outcome,
    Undetermined,
)
from prestatieafspraken.indicators.verdict import is_over, judge
from prestatieafspraken.normen import klassen
from prestatieafspraken.workbook.dutch import day, euro, listing, number

LINES = ("ontmoeting", "plekken", "menskracht")

UITGAVEN = Definition(
    "LFB-UITGAVEN",
    "Uitgaven aan leefbaarheid",
    "Som van de drie lijnen in het jaar; de norm is het normbedrag maal de verhuureenheden.",
    "euro",
    ("T2-04",),
)
PER_EENHEID = Definition(
    "LFB-EENHEID",
    "Uitgaven aan leefbaarheid per verhuureenheid",
    "Uitgaven aan leefbaarheid gedeeld door de verhuureenheden.",
    "euro",
    ("T2-04",),
)
KLASSE = Definition(
    "LBM-WIJK",
    "Leefbaarometer per wijk",
    "Plaats van de klasse in de negen geordende klassen, van 1 (zeer onvoldoende) tot 9 "
    "(uitstekend).",
    "van de 9",
    ("D2-3",),
)
LAAGSTE = Definition(
    "LBM-LAAGSTE",
    "Laagste klasse van alle wijken op de Leefbaarometer",
    "Laagste van de wijken in het laatste meetjaar, binnen een versie van de Leefbaarometer.",
    "van de 9",
    ("D2-3",),
)
INITIATIEVEN = Definition(
    "BWI-UITGEVOERD",
    "Uitgevoerde bewonersinitiatieven",
    "Aantal initiatieven met fase uitgevoerd en een dag tot en met de peildatum en de streefdatum.",
    "initiatieven",
    ("D2-2",),
)
SCHOUWEN = Definition(
    "WSC-GEHOUDEN",
    "Gehouden wijkschouwen",
    "Aantal locaties met een schouw die in het jaar en tot en met de peildatum is gehouden. De kop "
    "van de afspraak noemt een ander aantal dan de tekst; beide staan er.",
    "wijkschouwen",
    ("T2-05",),
)
DEFINITIONS = (UITGAVEN, PER_EENHEID, KLASSE, LAAGSTE, INITIATIEVEN, SCHOUWEN)


def compute(context: Context) -> Iterator[Indicator]:
    """Give spending, classes of the wijken, initiatives and walks."""
    yield from _spending(context)
    yield from _classes(context)
    yield context.indicator(INITIATIEVEN, partial(initiatives, context))
    for maat, word in (("wijkschouwen_kop", "kop"), ("wijkschouwen_tekst", "tekst")):
        yield context.indicator(
            SCHOUWEN,
            partial(walks, context, maat),
            onderdeel=f"volgens de {word}",
            periode=str(context.afspraken.gemeente.jaar),
        )


def _spending(context: Context) -> Iterator[Indicator]:
    try:
        rows = context.rows("leefbaarheid")
        known = years(rows)
    except Undetermined as reason:
        yield context.undetermined(UITGAVEN, reason)
        yield context.undetermined(PER_EENHEID, reason)
        return
    for jaar in known:
        of_year = [row for row in rows if row.year("jaar") == jaar]
        for naam in (None, *context.signing()):
            for definition in (UITGAVEN, PER_EENHEID):
                yield context.indicator(
                    definition,
                    partial(
                        spending, context, of_year, naam, jaar, a_home=definition is not UITGAVEN
                    ),
                    onderdeel=naam,
                    periode=str(jaar),
                    actueel=jaar == known[-1],
                )


def spending(
    context: Context, rows: Sequence[Row], naam: str | None, jaar: int, *, a_home: bool
) -> Outcome:
    """Hold the spending of a year against the norm, in all or per home (R-32)."""
    own = [row for row in rows if naam in {None, row.text("corporatie")}]
    found = [row.text("corporatie") for row in own]
    absent = [n for n in ([naam] if naam else context.signing()) if n not in found]
    if absent:
        raise Undetermined(f"Er is geen rij van {listing(absent)}.")
    if len(set(found)) < len(found):
        raise Undetermined("Een corporatie staat er meer dan één keer in.")
    sums: list[Decimal] = []
    cells: list[str] = []
    for line in LINES:
        value, used = add_up(own, line, f"Het bedrag voor {line}", _corporatie)
        sums.append(value)
        cells += used
    homes, used = add_up(own, "verhuureenheden", "Het aantal verhuureenheden", _corporatie)
    if homes <= 0:
        raise Undetermined("Er zijn geen verhuureenheden om het normbedrag op toe te passen.")
    total = sum(sums, Decimal(0))
    forecast = any(row.text("soort_cijfer") != "realisatie" for row in own)
    value, how = total, added(sums)
    norm: Maatstaf | None = None
    try:
        norm = of_law(context, "leefbaarheid_normbedrag", date(jaar, 12, 31), "maximaal")
        remark = f" Het normbedrag is {euro(norm.waarde)} per verhuureenheid."
        norm = norm if a_home else times(norm, homes)
    except Undetermined as unknown:
        remark = f" Zonder oordeel: {unknown}"
    if a_home:
        value = total / homes
        how += f"; {number(total)} / {number(homes)} = {number(value, 2)}"
    text = f"{euro(total)} voor {number(homes)} verhuureenheden.{remark}"
    if norm is None:
        return Outcome(value, text, cellen=(*cells, *used), berekening=how)
    final = is_over(jaar, context.peildatum) and not forecast
    oordeel = judge(meets=norm.meets(value), final=final)
    return Outcome(value, text, oordeel, cellen=(*cells, *used), berekening=how, norm=norm)


def _classes(context: Context) -> Iterator[Indicator]:
    try:
        rows = context.rows("leefbaarometer")
        measured = [y for y in years(rows) if y <= context.peildatum.year]
        if not measured:
            raise Undetermined("Er is nog geen meting tot en met de peildatum.")
    except Undetermined as reason:
        yield context.undetermined(KLASSE, reason)
        yield context.undetermined(LAAGSTE, reason)
        return
    seen = set()
    for jaar in measured:
        for row in rows:
            wijk = row.text("wijk") or f"rij {row.index}"
            if row.year("jaar") == jaar and (wijk, jaar) not in seen:
                seen.add((wijk, jaar))
                yield context.indicator(
                    KLASSE,
                    partial(of_wijk, context, row),
                    onderdeel=wijk,
                    periode=str(jaar),
                    actueel=jaar == measured[-1],
                )
    last = [row for row in rows if row.year("jaar") == measured[-1]]
    yield context.indicator(
        LAAGSTE, partial(lowest, context, last, measured[-1]), periode=str(measured[-1])
    )


def order() -> list[str]:
    """Give the classes of the Leefbaarometer, the worst first; Zwak is below Voldoende.

    >>> order().index("Onvoldoende") < order().index("Zwak") < order().index("Voldoende")
    True
    """
    return klassen("leefbaarometer").volgorde


def _rank(row: Row) -> int:
    klasse = row.text("klasse")
    if klasse not in order():
        raise Undetermined(
            f"De klasse van {row.text('wijk') or f'rij {row.index}'} is niet ingevuld of onbekend."
        )
    return order().index(klasse) + 1


def _norm(context: Context) -> Maatstaf:
    doel = context.doel("D2-3")
    if doel.streefklasse not in order():
        raise Undetermined("Doel D2-3 noemt geen klasse van de Leefbaarometer.")
    rank = Decimal(order().index(doel.streefklasse) + 1)
    end = date(doel.streefjaar, 12, 31) if doel.streefjaar else None
    return Maatstaf(rank, "minimaal", context.source(["D2-3"]), tot=end)


def _final(context: Context, jaar: int) -> bool:
    target = context.doel("D2-3").streefjaar
    return target is not None and jaar >= target and is_over(target, context.peildatum)


def of_wijk(context: Context, row: Row) -> Outcome:
    """Hold the class of one wijk against the goal."""
    rank, norm, jaar = _rank(row), _norm(context), row.year("jaar") or 0
    klasse, versie = row.text("klasse"), row.text("versie") or "onbekend"
    text = f"{klasse} in {jaar} (versie {versie}); gevraagd is {order()[int(norm.waarde) - 1]}."
    return Outcome(
        rank,
        text,
        judge(meets=norm.meets(Decimal(rank)), final=_final(context, jaar)),
        cellen=(row.cell("klasse"),),
        berekening=f"{klasse} is klasse {rank} van {len(order())}",
        norm=norm,
        klasse=klasse,
        reeks=versie,
    )


def lowest(context: Context, rows: Sequence[Row], jaar: int) -> Outcome:
    """Hold the lowest class of all wijken against the goal (R-30)."""
    ranks = [_rank(row) for row in rows]
    versions = sorted({row.text("versie") or "onbekend" for row in rows})
    if len(versions) > 1:
        raise Undetermined(
            f"In {jaar} staan de versies {listing(versions)} door elkaar; die zijn niet te "
            "vergelijken."
        )
    norm, least = _norm(context), min(ranks)
    klasse = order()[least - 1]
    low = [
        row.text("wijk") or f"rij {row.index}"
        for row, rank in zip(rows, ranks, strict=True)
        if not norm.meets(Decimal(rank))
    ]
    wanted = order()[int(norm.waarde) - 1].lower()
    text = f"{klasse} is de laagste klasse van {len(rows)} wijken in {jaar}, versie {versions[0]}."
    text += f" Onder {wanted}: {listing(low)}." if low else f" Geen wijk ligt onder {wanted}."
    text += " De Leefbaarometer signaleert; zij wijst geen oorzaak aan."
    return Outcome(
        least,
        text,
        judge(meets=not low, final=_final(context, jaar)),
        cellen=tuple(row.cell("klasse") for row in rows),
        berekening=f"laagste van {len(rows)} wijken is klasse {least} van {len(order())}",
        norm=norm,
        klasse=klasse,
        reeks=versions[0],
    )


def initiatives(context: Context) -> Outcome:
    """Count the initiatives that were carried out (R-29)."""
    doel = context.doel("D2-2")
    norm = of_goal(context, doel)
    rows = context.rows("bewonersinitiatieven")
    end = min(context.peildatum, norm.tot) if norm.tot else context.peildatum
    done = [r for r in rows if r.text("fase") == "uitgevoerd"]
    counted = [r for r in done if (when := r.day("uitgevoerd_op")) and when <= end]
    undated = [_name(r) for r in done if r.day("uitgevoerd_op") is None]
    unknown = [_name(r) for r in rows if r.text("fase") is None]
    running = sum(r.text("fase") == "in uitvoering" for r in rows)
    value, over = Decimal(len(counted)), norm.tot is not None and context.peildatum >= norm.tot
    meets = norm.meets(value)
    if not meets and (undated or unknown) and norm.meets(value + len(undated) + len(unknown)):
        raise Undetermined(
            f"De dag of de fase ontbreekt bij {listing([*undated, *unknown])}; geteld zijn er "
            f"{number(value)}."
        )
    text = f"{number(value)} uitgevoerd tot en met {day(end)}; {number(norm.waarde)} is het doel."
    if undated:
        text += f" Zonder dag, dus niet meegeteld: {listing(undated)}."
    if not meets and not over:
        text += f" Nog in uitvoering: {running}."
    oordeel = judge(meets=meets or (not over and norm.meets(value + running)), final=meets or over)
    cells = tuple(row.cell("uitgevoerd_op") for row in counted)
    names = listing([_name(row) for row in counted]) or "geen"
    return Outcome(value, text, oordeel, cellen=cells, norm=norm, berekening=f"geteld: {names}")


def walks(context: Context, maat: str) -> Outcome:
    """Count the neighbourhood walks that were held in the year (R-33)."""
    jaar = context.afspraken.gemeente.jaar
    norm = agreed(context, maat, date(jaar, 12, 31))
    if norm is None:
        raise Undetermined("De afspraken noemen geen aantal wijkschouwen.")
    rows = context.rows("wijkschouwen")
    if not any(row.day("gehouden_op") or row.day("gepland_op") for row in rows):
        raise Undetermined("Bij geen enkele locatie staat een dag waarop de schouw is of komt.")
    held = [
        row
        for row in rows
        if (when := row.day("gehouden_op")) and when.year == jaar and when <= context.peildatum
    ]
    planned = [
        row
        for row in rows
        if row not in held
        and (when := row.day("gepland_op"))
        and when.year == jaar
        and when > context.peildatum
    ]
    value, over = Decimal(len(held)), is_over(jaar, context.peildatum)
    meets = norm.meets(value)
    names = listing([row.text("locatie") or "" for row in held])
    text = f"Gehouden: {names}." if names else "Er is nog geen schouw gehouden."
    if planned and not over:
        text += f" Nog gepland: {listing([row.text('locatie') or '' for row in planned])}."
    oordeel: Oordeel = judge(
        meets=meets or (not over and norm.meets(value + len(planned))), final=meets or over
    )
    cells = tuple(row.cell("gehouden_op") for row in held)
    return Outcome(
        value, text, oordeel, cellen=cells, norm=norm, berekening=f"geteld: {names or 'geen'}"
    )


def _name(row: Row) -> str:
    return row.text("initiatief") or f"rij {row.index}"


def _corporatie(row: Row) -> str:
    return row.text("corporatie") or f"rij {row.index}"
