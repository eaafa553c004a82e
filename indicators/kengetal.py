"""Goals that a kengetal follows: what is filled in per year, decided in the form of the goal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from prestatieafspraken.afspraken.doel import KENGETAL, Doel
from prestatieafspraken.afspraken.gevraagd import staat_op
from prestatieafspraken.afspraken.kengetaldoelen import Kengetaldoel, kengetaldoelen
from prestatieafspraken.afspraken.maten import by_code
from prestatieafspraken.afspraken.model import Richting
from prestatieafspraken.afspraken.voorbij import is_over
from prestatieafspraken.dutch.figure import exactly, measure
from prestatieafspraken.dutch.written import capital, number
from prestatieafspraken.indicators.beslissen import beslissen
from prestatieafspraken.indicators.besluit import Besluit
from prestatieafspraken.indicators.context import Context, FigureRow
from prestatieafspraken.indicators.inhaal import met_inhaal, te_doen
from prestatieafspraken.indicators.meting import Meting
from prestatieafspraken.indicators.result import (
    Definition,
    Indicator,
    Maatstaf,
    Oordeel,
    Outcome,
    UndeterminedError,
)
from prestatieafspraken.indicators.steun import Steun, deel
from prestatieafspraken.indicators.uitkomst import Kring, Uitkomst
from prestatieafspraken.workbook.cijfersoort import CijferSoort
from prestatieafspraken.workbook.periode import HALVES

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
    """Give the verdict on each goal that has no measure of its own, then the figures behind it."""
    goals = kengetaldoelen(context.afspraken)
    if not goals:
        yield context.unasked(DOEL)
    for one in goals:
        for found in _of(context, one):
            yield replace(found, bron=context.source([one.bron])) if one.of_agreement else found


def _of(context: Context, one: Kengetaldoel) -> Iterator[Indicator]:
    doel, definition = one.doel, _of_goal(one.doel)
    try:
        known = figures_of(context, doel)
    except UndeterminedError as reason:
        yield context.undetermined(definition, reason, doel=doel)
        return
    besluit = beslissen(doel, known, context.peildatum, Kring.of(context.afspraken))
    whole = partial(_outcome, context, one, besluit, known)
    yield context.indicator(definition, whole, doel=doel, onderdeel=one.partij)
    # What is asked of one party is its whole: its sentence tells the years and places.
    for named, part in besluit.per_deel() if one.partij is None else ():
        figure = partial(_outcome, context, one, part, part.metingen)
        told = replace(definition, toets=False)  # the whole has judged it
        yield context.indicator(told, figure, doel=doel, onderdeel=_name(named, part))


def _name(named: Sequence[str], part: Besluit) -> str:
    """Name a part by its party, place or reading; by its year where it has no other name."""
    periode = part.uitkomst.periode if part.uitkomst else ""
    return ", ".join(name for name in named if name != periode) or periode


def _of_goal(doel: Doel) -> Definition:
    """Give the indicator as it is of one goal: with its unit, and the formula of its measure."""
    named = replace(
        DOEL,
        naam=capital(doel.omschrijving or doel.titel),
        eenheid=doel.eenheid,
        maat=doel.gevolgd_door,
    )
    known = by_code().get(doel.maat)
    return replace(named, formule=known.formule) if known and doel.maat != KENGETAL else named


def figures_of(context: Context, doel: Doel) -> list[Meting]:
    """Give the figures of a goal as they stand in the table."""
    rows = [row for row in context.rows(TABLE, empty=True) if row.text("doel") == doel.id]
    found = [one for row in rows if (one := _meting(context, doel, row))]
    found += _of_table(context, doel, found)
    return met_inhaal(found, context.peildatum) if doel.haalt_in else found


def _of_table(context: Context, doel: Doel, here: Sequence[Meting]) -> Iterator[Meting]:
    """Give the figures that another table knows; what contradicts those here is not chosen."""
    at, own = staat_op(doel, context.afspraken), context.afspraken
    if at is None or at[0] not in context.tables:
        return
    told = {(one.partij, one.jaar, one.prognose): one for one in here if not one.gebied}
    parties = own.leden(doel.genoemd)
    for row in context.rows(at[0], empty=True):
        partij, jaar = row.text("corporatie") or "", row.year("jaar")
        if partij not in parties or jaar is None or (value := row.number(at[1])) is None:
            continue
        expected = row.text("soort_cijfer") == CijferSoort.PROGNOSE
        same = told.get((partij, jaar, expected))
        if same is not None and same.cijfer != value:
            raise UndeterminedError(
                f"Van {partij} staat {jaar} er met twee cijfers: {number(same.cijfer or 0)} in "
                f"{same.cellen[0]} en {number(value)} in {row.cell(at[1])}."
            )
        if same is None and (expected or jaar <= context.peildatum.year):
            yield Meting(
                jaar,
                value,
                partij,
                prognose=expected,
                heel=expected or is_over(jaar, context.peildatum),
                cellen=(row.cell(at[1]),),
            )


def _outcome(
    context: Context, asked: Kengetaldoel, besluit: Besluit, known: Sequence[Meting]
) -> Outcome:
    """Give a verdict as an outcome; `known` are the figures that its sentence may tell."""
    found = besluit.uitkomst if besluit.oordeel is not Oordeel.NIET_TE_BEPALEN else None
    return Outcome(
        found.waarde if found else None,
        besluit.zin + (te_doen(known) if asked.doel.haalt_in else ""),
        besluit.oordeel,
        cellen=besluit.cellen,
        periode=found.periode if found else None,
        berekening=(found.som or _sum(found, asked.doel.eenheid)) if found else "",
        norm=_maatstaf(context, besluit, asked.bron),
        reeks=asked.doel.id,
        steunt_op=tuple(told for one in known for told in _counts(asked.doel, one)),
    )


def _sum(found: Uitkomst, unit: str) -> str:
    """Write the division that a share is, else the figure alone."""
    counts = [(one.teller, one.noemer) for one in found.metingen]
    if counts and all(teller is not None and noemer for teller, noemer in counts):
        teller, noemer = (sum(n for n in side if n) for side in zip(*counts, strict=True))
        if noemer and teller / noemer == found.waarde:
            return f"{number(teller)} / {number(noemer)} = {measure(found.waarde, unit)}"
    return number(found.waarde) if unit != "%" else exactly(found.waarde, unit)


def _meting(context: Context, doel: Doel, row: FigureRow) -> Meting | None:
    """Give the figure of a row; that of a municipality that is no party of it is of the whole.

    On the peildatum nothing is counted of a year that has yet to begin, and of one that runs only
    a part.
    """
    teller, noemer, waarde = (row.number(column) for column in FIGURES)
    jaar, partij = row.year("jaar"), row.text("partij") or ""
    share = teller is not None and bool(noemer)
    expected = row.text("soort_cijfer") == CijferSoort.PROGNOSE
    if jaar is None or not (share or waarde is not None):
        return None
    if not expected and jaar > context.peildatum.year:
        return None
    own = context.afspraken
    whole = partij in own.leden(["Gemeente"]) and partij not in own.leden(doel.over.partijen)
    return Meting(
        jaar,
        waarde,
        "" if whole else partij,
        row.text("gebied") or "",
        prognose=expected,
        heel=expected or is_over(jaar, context.peildatum),
        halfjaar=HALVES.index(half) + 1 if (half := row.text("halfjaar")) in HALVES else 0,
        teller=teller if share else None,
        noemer=noemer if share else None,
        cellen=tuple(map(row.cell, ("teller", "noemer") if share else ("waarde",))),
    )


def _maatstaf(context: Context, besluit: Besluit, code: str) -> Maatstaf | None:
    """Give the bound that a figure was held against: of two the one it is beyond, or the lower."""
    asked, found = besluit.gevraagd, besluit.uitkomst
    if asked is None or asked.grens is None:
        return None
    most, bron = asked.hoogstens, context.source([code])
    beyond = found is not None and most is not None and found.waarde > most
    if most is not None and (beyond or asked.minstens is None):
        return Maatstaf(most, Richting.MAXIMAAL, bron, geschreven=asked.words)
    return Maatstaf(asked.grens, Richting.MINIMAAL, bron, geschreven=asked.words)


def _counts(doel: Doel, one: Meting) -> tuple[Steun, ...]:
    """Give the counts that a figure tells; money, an index and a bare share count nobody."""
    if one.teller is not None and one.noemer is not None:
        teller, noemer = Steun(one.teller, one.cellen[::2]), Steun(one.noemer, one.cellen[1::2])
        return deel(teller, noemer)
    unit = by_code()[doel.maat].eenheid if doel.telwijze else doel.eenheid
    counted = doel.is_optelbaar and not any(word in unit for word in NOT_COUNTED)
    return (Steun(one.waarde, one.cellen),) if counted and one.waarde is not None else ()


NOT_COUNTED = ("%", "euro", "index", "ton", "MW")
