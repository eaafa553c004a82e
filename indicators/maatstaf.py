"""Where a norm comes from: a goal, an agreement, or the law as it holds on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Literal

from prestatieafspraken.afspraken.maat import Vorm
from prestatieafspraken.afspraken.maten import by_code
from prestatieafspraken.afspraken.model import Doel, Richting
from prestatieafspraken.afspraken.vindplaats import met_regels
from prestatieafspraken.indicators.context import Context
from prestatieafspraken.indicators.result import BindingRichting, Maatstaf, UndeterminedError
from prestatieafspraken.normen import UnknownNormError, norm
from prestatieafspraken.workbook.vrije_ruimte import Ruimte


def of_goal(context: Context, doel: Doel, vorm: Literal[Vorm.NIVEAU, Vorm.VERANDERING]) -> Maatstaf:
    """Give the level or the change that a goal asks (UndeterminedError if it asks none)."""
    value = doel.streefwaarde if vorm is Vorm.NIVEAU else doel.verandering
    if value is None or doel.richting is Richting.GEEN:
        raise UndeterminedError(f"Doel {doel.id} noemt geen {vorm} om aan te toetsen.")
    return _until(context, doel, value, doel.richting)


def of_class(context: Context, doel: Doel, order: Sequence[str], van: str) -> Maatstaf:
    """Give the place of the class that a goal asks in an order, the worst first.

    `van` is whose classes they are.
    """
    if doel.streefklasse not in order:
        raise UndeterminedError(f"Doel {doel.id} noemt geen klasse van {van}.")
    rank = Decimal(order.index(doel.streefklasse) + 1)
    return _until(context, doel, rank, Richting.MINIMAAL)


def _until(context: Context, doel: Doel, value: Decimal, richting: BindingRichting) -> Maatstaf:
    end = date(doel.streefjaar, 12, 31) if doel.streefjaar else None
    return Maatstaf(value, richting, context.source([doel.id]), tot=doel.streefdatum or end)


def agreed(context: Context, maat: str, dag: date, partij: str | None = None) -> Maatstaf | None:
    """Give the number that the agreements set for a measure (None if they do not)."""
    for afspraak, getal, value in context.afspraken.genoemd(maat, dag, partij):
        says = getal.richting
        if says is Richting.GEEN:
            says = by_code()[maat].grens
        # What says no direction, of a measure that has none, is a floor.
        richting: BindingRichting = Richting.MINIMAAL if says is Richting.GEEN else says
        bron = met_regels(afspraak.id, getal.regel)
        return Maatstaf(value, richting, bron, vanaf=getal.van, tot=getal.tot)
    return None


def of_law(context: Context, naam: str, dag: date, richting: BindingRichting) -> Maatstaf:
    """Give a national norm as it holds on a day (UndeterminedError outside its data)."""
    try:
        found = norm(naam, dag, context.afspraken.gemeente.code)
    except UnknownNormError as unknown:
        raise UndeterminedError(str(unknown)) from None
    bron = f"{found.omschrijving}; {found.bron}"
    return Maatstaf(found.waarde, richting, bron, found.status, found.vanaf, found.tot)


def of_ruimte(found: Ruimte, richting: BindingRichting) -> Maatstaf:
    """Give a share of the lettings that was looked up, agreed or of the law."""
    return Maatstaf(found.share, richting, found.bron, found.status, found.vanaf, found.tot)


def times(norm: Maatstaf, number: Decimal) -> Maatstaf:
    """Give a norm per thing as a norm for a number of things."""
    return Maatstaf(
        norm.waarde * number, norm.richting, norm.bron, norm.status, norm.vanaf, norm.tot
    )
