"""The Leefbaarometer: nine ordered classes, never compared between its versions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial

from prestatieafspraken.afspraken.model import Doel
from prestatieafspraken.afspraken.voorbij import is_over
from prestatieafspraken.dutch.counted import counted
from prestatieafspraken.dutch.written import listing
from prestatieafspraken.indicators.context import NO_GOAL, Context, FigureRow, years
from prestatieafspraken.indicators.maatstaf import of_class
from prestatieafspraken.indicators.oordeel import held
from prestatieafspraken.indicators.result import (
    Definition,
    Indicator,
    Maatstaf,
    Oordeel,
    Outcome,
    UndeterminedError,
)
from prestatieafspraken.normen import klassen

MAAT, METER = "leefbaarometer", "de Leefbaarometer"

KLASSE = Definition(
    "LBM-WIJK",
    "Leefbaarometer per wijk",
    "Plaats van de klasse in de negen geordende klassen, van 1 (zeer onvoldoende) tot 9 "
    "(uitstekend).",
    "van de 9",
    MAAT,
    toets=True,
    licht_toe=True,
)
LAAGSTE = Definition(
    "LBM-LAAGSTE",
    "Laagste klasse van alle wijken op de Leefbaarometer",
    "Laagste van de wijken in het laatste meetjaar, binnen een versie van de Leefbaarometer.",
    "van de 9",
    MAAT,
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
                for doel in context.goals(MAAT):
                    yield context.indicator(
                        KLASSE,
                        partial(of_wijk, context, doel, row),
                        onderdeel=wijk,
                        periode=str(jaar),
                        actueel=jaar == measured[-1],
                        doel=doel,
                    )
    last = [row for row in rows if row.year("jaar") == measured[-1]]
    for doel in context.goals(MAAT):
        yield context.indicator(
            LAAGSTE,
            partial(lowest, context, doel, last, measured[-1]),
            periode=str(measured[-1]),
            doel=doel,
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


def _wanted(norm: Maatstaf) -> str:
    return order()[int(norm.waarde) - 1]


def _oordeel(
    context: Context, doel: Doel | None, norm: Maatstaf | None, rank: int, jaar: int
) -> Oordeel:
    if doel is None or norm is None:
        return Oordeel.GEEN_NORM
    target = doel.streefjaar
    final = target is not None and jaar >= target and is_over(target, context.peildatum)
    return held(norm, Decimal(rank), final=final)


def of_wijk(context: Context, doel: Doel | None, row: FigureRow) -> Outcome:
    """Hold the class of one wijk against a goal."""
    rank, jaar = _rank(row), row.year("jaar") or 0
    norm = of_class(context, doel, order(), METER) if doel else None
    klasse, versie = row.text("klasse"), row.text("versie") or "onbekend"
    text = f"{klasse} in {jaar} (versie {versie})"
    text += f"; gevraagd is {_wanted(norm)}." if norm else f". {NO_GOAL}."
    return Outcome(
        rank,
        text,
        _oordeel(context, doel, norm, rank, jaar),
        cellen=(row.cell("klasse"),),
        berekening=f"{klasse} is klasse {rank} van {len(order())}",
        norm=norm,
        klasse=klasse,
        reeks=versie,
    )


def lowest(context: Context, doel: Doel | None, rows: Sequence[FigureRow], jaar: int) -> Outcome:
    """Hold the lowest class of all wijken against a goal (R-30)."""
    ranks = [_rank(row) for row in rows]
    versions = sorted({row.text("versie") or "onbekend" for row in rows})
    if len(versions) > 1:
        raise UndeterminedError(
            f"In {jaar} staan de versies {listing(versions)} door elkaar; die zijn niet te "
            "vergelijken."
        )
    norm, least = of_class(context, doel, order(), METER) if doel else None, min(ranks)
    klasse = order()[least - 1]
    wijken = counted(len(rows), "wijken")
    text = f"{klasse} is de laagste klasse van {wijken} in {jaar}, versie {versions[0]}."
    text += _below(rows, ranks, norm) if norm else f" {NO_GOAL}."
    text += " De Leefbaarometer signaleert; zij wijst geen oorzaak aan."
    return Outcome(
        least,
        text,
        _oordeel(context, doel, norm, least, jaar),
        cellen=tuple(row.cell("klasse") for row in rows),
        berekening=f"laagste van {wijken} is klasse {least} van {len(order())}",
        norm=norm,
        klasse=klasse,
        reeks=versions[0],
    )


def _below(rows: Sequence[FigureRow], ranks: Sequence[int], norm: Maatstaf) -> str:
    """Name the wijken below the class that is asked."""
    low = [
        row.label("wijk")
        for row, rank in zip(rows, ranks, strict=True)
        if not norm.meets(Decimal(rank))
    ]
    wanted = _wanted(norm).lower()
    return f" Onder {wanted}: {listing(low)}." if low else f" Geen wijk ligt onder {wanted}."
