"""Goals that a kengetal follows: what is filled in per year, decided in the form of the goal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from prestatieafspraken.afspraken.doel import KENGETAL, Doel
from prestatieafspraken.afspraken.kengetaldoelen import Kengetaldoel, kengetaldoelen
from prestatieafspraken.afspraken.maten import by_code
from prestatieafspraken.afspraken.model import Richting
from prestatieafspraken.dutch.written import number
from prestatieafspraken.indicators.beslissen import beslissen
from prestatieafspraken.indicators.besluit import Besluit
from prestatieafspraken.indicators.context import Context, FigureRow
from prestatieafspraken.indicators.meting import Meting
from prestatieafspraken.indicators.result import Definition, Indicator, Maatstaf, Oordeel, Outcome
from prestatieafspraken.indicators.steun import Steun, deel
from prestatieafspraken.indicators.uitkomst import Kring
from prestatieafspraken.workbook.cijfersoort import CijferSoort

TABLE = "kengetallen"
FIGURES = ("teller", "noemer", "waarde")
DOEL = Definition(
    "KGT-DOEL",
    "Kengetal bij een doel",
    "De cijfers bij het doel op het blad Kengetallen, samengenomen zoals het doel zegt: een "
    "niveau, een verandering, een som, een gemiddelde, of elk jaar of elk onderdeel apart.",
    "eenheid van het doel",
    KENGETAL,
    (TABLE,),
    toets=True,
)
DEFINITIONS = (DOEL,)


def compute(context: Context) -> Iterator[Indicator]:
    """Give the verdict on each goal that has no measure of its own."""
    goals = kengetaldoelen(context.afspraken)
    if not goals:
        yield context.unasked(DOEL)
    for one in goals:
        decided = partial(_decided, context, one)
        found = context.indicator(_of_goal(one.doel), decided, doel=one.doel, onderdeel=one.partij)
        yield replace(found, bron=context.source([one.bron])) if one.of_agreement else found


def _of_goal(doel: Doel) -> Definition:
    """Give the indicator as it is of one goal: with its unit, and the formula of its measure."""
    named = replace(
        DOEL,
        naam=doel.omschrijving or doel.titel,
        eenheid=doel.eenheid,
        maat=doel.gevolgd_door,
    )
    known = by_code().get(doel.maat)
    return replace(named, formule=known.formule) if known and doel.maat != KENGETAL else named


def _decided(context: Context, asked: Kengetaldoel) -> Outcome:
    doel = asked.doel
    rows = [row for row in context.rows(TABLE, empty=True) if row.text("doel") == doel.id]
    known = [one for row in rows if (one := _meting(context, doel, row))]
    besluit = beslissen(doel, known, context.peildatum, Kring.of(context.afspraken))
    found = besluit.uitkomst if besluit.oordeel is not Oordeel.NIET_TE_BEPALEN else None
    return Outcome(
        found.waarde if found else None,
        besluit.zin,
        besluit.oordeel,
        cellen=besluit.cellen,
        berekening=(found.som or number(found.waarde)) if found else "",
        norm=_maatstaf(context, besluit, asked.bron),
        reeks=doel.id,
        steunt_op=tuple(told for one in known for told in _counts(doel, one)),
    )


def _meting(context: Context, doel: Doel, row: FigureRow) -> Meting | None:
    """Give the figure of a row; that of a municipality that is no party of it is of the whole."""
    teller, noemer, waarde = (row.number(column) for column in FIGURES)
    jaar, partij = row.year("jaar"), row.text("partij") or ""
    share = teller is not None and bool(noemer)
    if jaar is None or not (share or waarde is not None):
        return None
    own = context.afspraken
    whole = partij in own.leden(["Gemeente"]) and partij not in own.leden(doel.over.partijen)
    return Meting(
        jaar,
        waarde,
        "" if whole else partij,
        row.text("gebied") or "",
        prognose=row.text("soort_cijfer") == CijferSoort.PROGNOSE,
        teller=teller if share else None,
        noemer=noemer if share else None,
        cellen=tuple(map(row.cell, ("teller", "noemer") if share else ("waarde",))),
    )


def _maatstaf(context: Context, besluit: Besluit, code: str) -> Maatstaf | None:
    """Give the bound that a figure was held against, where there is one of both."""
    asked = besluit.gevraagd
    if asked is None or asked.grens is None:
        return None
    floor = asked.minstens is not None
    bron = context.source([code])
    return Maatstaf(asked.grens, Richting.MINIMAAL if floor else Richting.MAXIMAAL, bron)


def _counts(doel: Doel, one: Meting) -> tuple[Steun, ...]:
    """Give the counts that a figure tells; money, an index and a bare share count nobody."""
    if one.teller is not None and one.noemer is not None:
        teller, noemer = (
            Steun(n, (cel,)) for n, cel in zip((one.teller, one.noemer), one.cellen, strict=True)
        )
        return deel(teller, noemer)
    unit = by_code()[doel.maat].eenheid if doel.telwijze else doel.eenheid
    counted = doel.is_optelbaar and not any(word in unit for word in NOT_COUNTED)
    return (Steun(one.waarde, one.cellen),) if counted and one.waarde is not None else ()


NOT_COUNTED = ("%", "euro", "index", "ton", "MW")
