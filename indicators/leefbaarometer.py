"""The Leefbaarometer: nine ordered classes, never compared between its versions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import partial

from prestatieafspraken.afspraken.model import Richting
from prestatieafspraken.dutch.written import listing
from prestatieafspraken.indicators.context import Context, FigureRow, years
from prestatieafspraken.indicators.oordeel import is_over, judge
from prestatieafspraken.indicators.result import (
    Definition,
    Indicator,
    Maatstaf,
    Outcome,
    UndeterminedError,
)
from prestatieafspraken.normen import klassen

KLASSE = Definition(
    "LBM-WIJK",
    "Leefbaarometer per wijk",
    "Plaats van de klasse in de negen geordende klassen, van 1 (zeer onvoldoende) tot 9 "
    "(uitstekend).",
    "van de 9",
    ("D2-3",),
    toets=True,
)
LAAGSTE = Definition(
    "LBM-LAAGSTE",
    "Laagste klasse van alle wijken op de Leefbaarometer",
    "Laagste van de wijken in het laatste meetjaar, binnen een versie van de Leefbaarometer.",
    "van de 9",
    ("D2-3",),
    toets=True,
)
DEFINITIONS = (KLASSE, LAAGSTE)


def compute(context: Context) -> Iterator[Indicator]:
    """Give the class of each wijk in each year, and the lowest of the last one."""
    rows = context.rows("leefbaarometer")
    measured = [y for y in years(rows) if y <= context.peildatum.year]
    if not measured:
        raise UndeterminedError("Er is nog geen meting tot en met de peildatum.")
    seen = set()
    for jaar in measured:
        for row in rows:
            wijk = row.label("wijk")
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


def _rank(row: FigureRow) -> int:
    klasse = row.text("klasse")
    if klasse not in order():
        raise UndeterminedError(f"De klasse van {row.label('wijk')} is niet ingevuld of onbekend.")
    return order().index(klasse) + 1


def _norm(context: Context) -> Maatstaf:
    doel = context.doel("D2-3")
    if doel.streefklasse not in order():
        raise UndeterminedError("Doel D2-3 noemt geen klasse van de Leefbaarometer.")
    rank = Decimal(order().index(doel.streefklasse) + 1)
    end = date(doel.streefjaar, 12, 31) if doel.streefjaar else None
    return Maatstaf(rank, Richting.MINIMAAL, context.source(["D2-3"]), tot=end)


def _final(context: Context, jaar: int) -> bool:
    target = context.doel("D2-3").streefjaar
    return target is not None and jaar >= target and is_over(target, context.peildatum)


def of_wijk(context: Context, row: FigureRow) -> Outcome:
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


def lowest(context: Context, rows: Sequence[FigureRow], jaar: int) -> Outcome:
    """Hold the lowest class of all wijken against the goal (R-30)."""
    ranks = [_rank(row) for row in rows]
    versions = sorted({row.text("versie") or "onbekend" for row in rows})
    if len(versions) > 1:
        raise UndeterminedError(
            f"In {jaar} staan de versies {listing(versions)} door elkaar; die zijn niet te "
            "vergelijken."
        )
    norm, least = _norm(context), min(ranks)
    klasse = order()[least - 1]
    low = [
        row.label("wijk")
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
