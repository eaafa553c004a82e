"""The Leefbaarometer: nine ordered classes, never compared between its versions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial

from prestatieafspraken.afspraken.model import Doel
from prestatieafspraken.afspraken.voorbij import is_over
from prestatieafspraken.dutch.counted import counted
from prestatieafspraken.dutch.written import listing
from prestatieafspraken.indicators.context import NO_GOAL, Context, FigureRow, once, years
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
    "Laagste van alle wijken die ooit zijn gemeten, in het laatste meetjaar tot en met dat van het "
    "doel, binnen een versie van de Leefbaarometer.",
    "van de 9",
    MAAT,
    toets=True,
)
DEFINITIONS = (KLASSE, LAAGSTE)


def compute(context: Context) -> Iterator[Indicator]:
    """Give the class of each wijk in each year, and the lowest of the last one that counts."""
    rows = context.rows("leefbaarometer")
    measured = [y for y in years(rows) if y <= context.peildatum.year]
    if not measured:
        raise UndeterminedError("Er is nog geen meting tot en met de peildatum.")
    for doel in context.goals(MAAT):
        last = _counts(doel, measured)
        for jaar in measured:
            for wijk, row in _wijken(rows, jaar).items():
                yield context.indicator(
                    KLASSE,
                    partial(of_wijk, context, doel, row, rows),
                    onderdeel=wijk,
                    periode=str(jaar),
                    actueel=jaar == last,
                    doel=doel,
                )
        for wijk, before in _missing(rows, last).items():
            gone = UndeterminedError(f"In {last} is er niets gemeten, in {before} wel.")
            absent = context.undetermined(KLASSE, gone, doel=doel)
            yield replace(absent, onderdeel=wijk, periode=str(last))
        yield context.indicator(
            LAAGSTE,
            partial(lowest, context, doel, rows, last),
            periode=str(last) if last else None,
            doel=doel,
        )


def _counts(doel: Doel | None, measured: Sequence[int]) -> int:
    """Give the last measured year that counts: one after the goal is not about it (0: none)."""
    target = doel.streefjaar if doel else None
    return max((y for y in measured if target is None or y <= target), default=0)


def _wijken(rows: Sequence[FigureRow], jaar: int) -> dict[str, FigureRow]:
    """Give the first row of each wijk in a year."""
    return {row.label("wijk"): row for row in reversed(rows) if row.year("jaar") == jaar}


def _missing(rows: Sequence[FigureRow], last: int) -> dict[str, int]:
    """Name the wijken that were measured before, and have no row in a year; with the year."""
    named = [row for row in rows if row.values.get("wijk")]
    there = _wijken(named, last)
    before = sorted({y for row in named if (y := row.year("jaar")) and y < last})
    seen = {wijk: jaar for jaar in before for wijk in _wijken(named, jaar)}
    return {wijk: jaar for wijk, jaar in seen.items() if wijk not in there}


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


def _held(
    context: Context, doel: Doel | None, norm: Maatstaf | None, rank: int, jaar: int
) -> tuple[Oordeel, str]:
    """Give the oordeel on a class in a year, and why a measurement of another year has none."""
    target = doel.streefjaar if doel else None
    if doel is None or norm is None:
        return Oordeel.GEEN_NORM, ""
    if target is None:
        return held(norm, Decimal(rank), final=False), ""
    over = is_over(target, context.peildatum)
    if jaar < target and over:
        why = f" Het jaar {target} is om; wat in {jaar} is gemeten, beslist het doel niet."
        return Oordeel.NIET_TE_BEPALEN, why
    if jaar > target:
        why = f" Het doel is voor {target}; wat in {jaar} is gemeten, beslist het niet."
        return Oordeel.NIET_TE_BEPALEN, why
    return held(norm, Decimal(rank), final=over), ""


def of_wijk(
    context: Context, doel: Doel | None, row: FigureRow, rows: Sequence[FigureRow]
) -> Outcome:
    """Hold the class of one wijk against a goal."""
    rank, jaar = _rank(row), row.year("jaar") or 0
    wijk = row.label("wijk")
    once([one for one in rows if (one.year("jaar"), one.label("wijk")) == (jaar, wijk)], "wijk")
    norm = of_class(context, doel, order(), METER) if doel else None
    klasse, versie = row.text("klasse"), row.text("versie") or "onbekend"
    text = f"{klasse} in {jaar} (versie {versie})"
    text += f"; gevraagd is {_wanted(norm).lower()}." if norm else f". {NO_GOAL}."
    oordeel, why = _held(context, doel, norm, rank, jaar)
    return Outcome(
        rank,
        text + why,
        oordeel,
        cellen=(row.cell("klasse"),),
        berekening=f"{klasse} is klasse {rank} van {len(order())}",
        norm=norm,
        klasse=klasse,
        reeks=versie,
    )


def lowest(context: Context, doel: Doel | None, rows: Sequence[FigureRow], jaar: int) -> Outcome:
    """Hold the lowest class of all wijken against a goal (R-30).

    A wijk that was measured before counts as one of all: what it has now is not known.
    """
    if not jaar:
        until = doel.streefjaar if doel else None
        raise UndeterminedError(f"Er is geen meting tot en met {until}.")
    absent = list(_missing(rows, jaar))
    rows = once([row for row in rows if row.year("jaar") == jaar], "wijk")
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
    gone = f" Van {listing(absent)} is in {jaar} niets gemeten, en eerder wel." if absent else ""
    if absent and (norm is None or norm.meets(Decimal(least))):
        raise UndeterminedError(f"{text}{gone}")
    oordeel, why = _held(context, doel, norm, least, jaar)
    text += why + gone
    text += _below(rows, ranks, norm) if norm else f" {NO_GOAL}."
    text += " De Leefbaarometer signaleert; zij wijst geen oorzaak aan."
    return Outcome(
        least,
        text,
        oordeel,
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
