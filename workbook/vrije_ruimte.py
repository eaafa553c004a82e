"""Ceilings on lettings: as agreed within the law, or else as the law has it.

Until 2021 the law gave 10% to a middle group and 10% to all above the income limit; from 2022 on
there is one free room of 7,5%, and up to 15% where the agreements say so. A corporatie may have a
number of its own; of all together there is then none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from prestatieafspraken.afspraken.model import Afspraken
from prestatieafspraken.afspraken.vindplaats import met_regels
from prestatieafspraken.normen import Norm, NormStatus, UnknownNormError, has_lapsed, norm

MAAT = "boven_inkomensgrens"
"""How the agreements call the part of the lettings that may go to incomes above the limit."""
MIDDLE = "toewijzing_middeninkomen"
LOCAL = "lokaal_maatwerk"


@dataclass(frozen=True)
class Ruimte:
    """A share of the lettings, and where it is written; `afspraak` is its code if it is agreed."""

    share: Decimal
    bron: str
    status: NormStatus
    vanaf: date | None
    tot: date | None
    afspraak: str | None = None


RuimteOf = Callable[[Afspraken, date, str | None], Ruimte | None]
"""Gives a bound on a day, of one corporatie or (None) of all together."""


def has_middle_group(dag: date) -> bool:
    """Say whether lettings to middle incomes are a group of their own on a day."""
    return not has_lapsed(MIDDLE, dag)


def most_above(afspraken: Afspraken, dag: date, partij: str | None = None) -> Ruimte:
    """Give the largest share above the income limit, of one corporatie or (None) of all together.

    Raises UnknownNormError if nothing says so.
    """
    code = afspraken.gemeente.code
    agreed = _agreed(afspraken, MAAT, dag, partij) or _agreed(afspraken, MAAT, dag)
    if agreed:
        most = _lawful(dag, code)
        return most if most and most.share < agreed.share else agreed
    if partij is None and any(_agreed(afspraken, MAAT, dag, n) for n in afspraken.deelnemers()):
        raise UnknownNormError(
            "De ruimte boven de inkomensgrens is per corporatie afgesproken, niet voor allen samen."
        )
    if has_middle_group(dag):
        return _rest(norm("toewijzing_doelgroep", dag, code))
    return most_free(afspraken, dag)


def most_free(afspraken: Afspraken, dag: date) -> Ruimte:
    """Give what the law leaves to all incomes (UnknownNormError outside its data)."""
    return _of(norm("toewijzing_vrij", dag, afspraken.gemeente.code))


def most_local(afspraken: Afspraken, dag: date, partij: str | None = None) -> Ruimte | None:
    """Give the ceiling of local priority: what a corporatie agreed for itself (None if nothing).

    That of all together is agreed or else of the law (UnknownNormError outside its data).
    """
    agreed = _agreed(afspraken, LOCAL, dag, partij)
    return agreed if agreed or partij else _of(norm(LOCAL, dag, afspraken.gemeente.code))


def least_target(afspraken: Afspraken, dag: date, partij: str | None = None) -> Ruimte:
    """Give the smallest share for the target group (UnknownNormError if nothing says so).

    While there is a middle group the law itself says it; later it is what the free room leaves.
    """
    agreed = None if has_middle_group(dag) else most_above(afspraken, dag, partij)
    if agreed is None or agreed.share == norm("toewijzing_vrij", dag).waarde:
        return _of(norm("toewijzing_doelgroep", dag, afspraken.gemeente.code))
    return Ruimte(
        1 - agreed.share, agreed.bron, agreed.status, agreed.vanaf, agreed.tot, agreed.afspraak
    )


def _agreed(afspraken: Afspraken, maat: str, dag: date, partij: str | None = None) -> Ruimte | None:
    for afspraak, getal, share in afspraken.genoemd(maat, dag, partij):
        bron = met_regels(afspraak.id, getal.regel)
        return Ruimte(share, bron, NormStatus.AFGESPROKEN, getal.van, getal.tot, afspraak.id)
    return None


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
