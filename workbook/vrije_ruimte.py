"""How much may be let above the income limit: as agreed within the law, or else as the law has it.

Until 2021 the law gave 10% to a middle group and 10% to all; from 2022 on there is one free room of
7,5%, and up to 15% where the agreements say so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from prestatieafspraken.afspraken.model import Afspraak, Afspraken, Getal
from prestatieafspraken.afspraken.vindplaats import met_regels
from prestatieafspraken.normen import Norm, NormStatus, UnknownNormError, has_lapsed, norm

MAAT = "boven_inkomensgrens"
"""How the agreements call the part of the lettings that may go to incomes above the limit."""
MIDDLE = "toewijzing_middeninkomen"


@dataclass(frozen=True)
class Ruimte:
    """A share of the lettings, and where it is written; `afspraak` is its code if it is agreed."""

    share: Decimal
    bron: str
    status: NormStatus
    vanaf: date | None
    tot: date | None
    afspraak: str | None = None


def has_middle_group(dag: date) -> bool:
    """Say whether lettings to middle incomes are a group of their own on a day."""
    return not has_lapsed(MIDDLE, dag)


def most_above(afspraken: Afspraken, dag: date) -> Ruimte:
    """Give the largest share above the income limit (UnknownNormError if nothing says so)."""
    code = afspraken.gemeente.code
    for afspraak, getal in _agreed(afspraken, dag):
        assert getal.waarde is not None  # noqa: S101 (as _agreed says)
        most = _lawful(dag, code)
        if most and most.share < getal.waarde:
            return most
        bron = met_regels(afspraak.id, getal.regel)
        return Ruimte(getal.waarde, bron, NormStatus.AFGESPROKEN, getal.van, getal.tot, afspraak.id)
    if has_middle_group(dag):
        return _rest(norm("toewijzing_doelgroep", dag, code))
    return _of(norm("toewijzing_vrij", dag, code))


def least_target(afspraken: Afspraken, dag: date) -> Ruimte:
    """Give the smallest share for the target group (UnknownNormError if nothing says so).

    While there is a middle group the law itself says it; later it is what the free room leaves.
    """
    agreed = None if has_middle_group(dag) else most_above(afspraken, dag)
    if agreed is None or agreed.share == norm("toewijzing_vrij", dag).waarde:
        return _of(norm("toewijzing_doelgroep", dag, afspraken.gemeente.code))
    return Ruimte(
        1 - agreed.share, agreed.bron, agreed.status, agreed.vanaf, agreed.tot, agreed.afspraak
    )


def _agreed(afspraken: Afspraken, dag: date) -> Iterator[tuple[Afspraak, Getal]]:
    """Give the agreed numbers of a day; one without days is of the year of the agreements."""
    first, last = (date(afspraken.gemeente.jaar, *day) for day in ((1, 1), (12, 31)))
    for afspraak in afspraken.afspraken:
        for getal in afspraak.getallen:
            van, tot = getal.van or first, getal.tot or (date.max if getal.van else last)
            within = getal.holds(MAAT, dag, None) and van <= dag <= tot
            if within and getal.waarde is not None:
                yield afspraak, getal


def _lawful(dag: date, code: str) -> Ruimte | None:
    """Give the most that agreements may say."""
    try:
        if has_middle_group(dag):
            return _rest(norm("toewijzing_doelgroep", dag, code))
        return _of(norm("toewijzing_vrij_met_afspraak", dag, code))
    except UnknownNormError:
        return None


def _of(found: Norm) -> Ruimte:
    bron = f"{found.omschrijving}; {found.bron}"
    return Ruimte(found.waarde, bron, found.status, found.vanaf, found.tot)


def _rest(found: Norm) -> Ruimte:
    of = _of(found)
    return Ruimte(1 - of.share, of.bron, of.status, of.vanaf, of.tot)
