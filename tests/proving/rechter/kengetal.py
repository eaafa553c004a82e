"""Goals that are followed on the sheet Kengetallen, in the forms that the three sets have."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from proving.rechter.tabel import Eis, Grens, gemeente, getal, norm, van_set
from proving.rechter.uitspraak import (
    NIET_BEOORDEELD,
    NIET_GEHAALD,
    NIET_TE_BEOORDELEN,
    Uitspraak,
    alle,
    jaar_om,
    naast,
    onbekend,
    verzacht,
)

Rij = Mapping[str, Any]
GETELD, VERWACHT = "realisatie", "prognose"
Vorm = Callable[..., Uitspraak]


class OndeelbaarError(Exception):
    """Shares stand there that cannot be taken together without the counts behind them."""


class Cijfers:
    """The figures of one goal: of whom, where, in which year, counted or expected."""

    def __init__(self, rijen: Sequence[Rij], eis: Eis, wie: str) -> None:
        self.rijen = [rij for rij in rijen if rij["doel"] == eis.doel]
        self.eis = eis
        self.geheel = gemeente(wie)

    def _van(self, partij: str, gebied: str, jaar: int, soort: str) -> tuple[Fraction, ...] | None:
        """Give numerator and denominator, or the value alone, of one party."""
        for rij in self.rijen:
            who = (rij["partij"], rij.get("gebied") or "", rij["jaar"], rij["soort_cijfer"])
            if who != (partij, gebied, jaar, soort):
                continue
            teller, noemer, waarde = (getal(rij.get(k)) for k in ("teller", "noemer", "waarde"))
            if teller is not None and noemer:
                return teller, noemer
            if waarde is not None:
                return (waarde,)
        return None

    def samen(
        self, partijen: Sequence[str], gebied: str, jaar: int, *soorten: str
    ) -> Fraction | None:
        """Give the figure of these parties together, of each in the first kind that it has.

        The municipality may file the whole instead.
        """
        found = [self._eerste(partij, gebied, jaar, soorten) for partij in partijen]
        known = [one for one in found if one is not None]
        if len(known) < len(found):
            whole = self._eerste(self.geheel, gebied, jaar, soorten)
            if known or whole is None or tuple(partijen) != self.eis.partijen or self.eis.elk:
                return None
            known = [whole]
        if all(len(one) > 1 for one in known):
            return sum((one[0] for one in known), Fraction()) / sum(one[1] for one in known)
        if self.eis.deelbaar and len(known) > 1:
            raise OndeelbaarError  # a mean of shares is no share
        return sum((one[0] / one[1] if len(one) > 1 else one[0] for one in known), Fraction())

    def _eerste(
        self, partij: str, gebied: str, jaar: int, soorten: Sequence[str]
    ) -> tuple[Fraction, ...] | None:
        found = (self._van(partij, gebied, jaar, soort) for soort in soorten)
        return next((one for one in found if one is not None), None)

    def jaar(self, partijen: Sequence[str], gebied: str, jaar: int, dag: date) -> Fraction | None:
        """Give what counts for a year: what was counted once it is over, else what is expected."""
        if jaar_om(jaar, dag):
            return self.samen(partijen, gebied, jaar, GETELD)
        if self.samen_geteld(partijen, gebied, jaar):
            return None
        return self.samen(partijen, gebied, jaar, VERWACHT, GETELD)

    def samen_geteld(self, partijen: Sequence[str], gebied: str, jaar: int) -> bool:
        """Say whether nobody expects anything of a year: it is at most what was counted."""
        return all(
            self._van(partij, gebied, jaar, VERWACHT) is None
            for partij in (*partijen, *(() if self.eis.elk else (self.geheel,)))
        )

    def tot_nu(self, partijen: Sequence[str], gebied: str, jaar: int, dag: date) -> Fraction | None:
        """Give what was counted so far of the year that runs; of one that must come, nothing."""
        return self.samen(partijen, gebied, jaar, GETELD) if jaar == dag.year else None

    def laatste(self, partijen: Sequence[str], gebied: str, dag: date) -> Fraction | None:
        """Give the last figure that was counted."""
        for jaar in range(dag.year, 2009, -1):
            found = self.samen(partijen, gebied, jaar, GETELD)
            if found is not None:
                return found
        return None


def uitspraak(eis: Eis, rijen: Sequence[Rij], wie: str, dag: date) -> Uitspraak:
    """Judge one way to read a goal."""
    if any(grens.tot is None for grens in eis.grenzen):
        return Uitspraak(NIET_TE_BEOORDELEN)  # no year was agreed
    cijfers = Cijfers(rijen, eis, wie)
    delen = [
        deel
        for grens in eis.grenzen
        for partijen in _groepen(eis, grens)
        for deel in _delen(cijfers, grens, partijen, dag)
    ]
    return verzacht(_voorwaardelijk(alle(delen), eis, wie), eis.hardheid)


def _groepen(eis: Eis, grens: Grens) -> list[tuple[str, ...]]:
    """Give who are taken together: one party, each for itself, or all."""
    if grens.partij:
        return [(grens.partij,)]
    return [(p,) for p in eis.partijen] if eis.elk == "corporatie" else [eis.partijen]


def _delen(cijfers: Cijfers, grens: Grens, partijen: tuple[str, ...], dag: date) -> list[Uitspraak]:
    van, tot = grens.van, grens.tot
    assert van is not None
    assert tot is not None
    if cijfers.eis.vorm == "per jaar":
        return [
            _poging(_in_jaar, cijfers, grens, partijen, jaar, dag) for jaar in range(van, tot + 1)
        ]
    if cijfers.eis.vorm in ("som", "gemiddeld"):
        return [_over_jaren(cijfers, grens, partijen, range(van, tot + 1), dag)]
    return [_poging(_niveau, cijfers, grens, partijen, tot, dag)]


def _poging(form: Vorm, *about: Any) -> Uitspraak:
    """Judge, or say that it is unknown because of what stands there."""
    try:
        return form(*about)
    except OndeelbaarError:
        return onbekend(om=jaar_om(*about[-2:]), mist=True)


def _in_jaar(
    cijfers: Cijfers, grens: Grens, partijen: tuple[str, ...], jaar: int, dag: date
) -> Uitspraak:
    om = jaar_om(jaar, dag)
    if grens.norm:
        known = norm(grens.norm, jaar)
        if known is None:
            return onbekend(om=om)
        grens = replace(grens, hoogstens=known[0])
    cijfer = cijfers.jaar(partijen, grens.gebied, jaar, dag)
    if cijfer is None and not om:
        cijfer = cijfers.tot_nu(partijen, grens.gebied, jaar, dag)
        if cijfer is not None and not cijfers.eis.deelbaar:
            return _tot_nu(cijfer, grens)
    return onbekend(om=om) if cijfer is None else naast(cijfer, grens, om=om)


def _tot_nu(cijfer: Fraction, grens: Grens) -> Uitspraak:
    """Judge what was counted so far: too little is not too little yet, too much is."""
    if grens.minstens is not None and cijfer < grens.minstens:
        return onbekend(om=False)
    return naast(cijfer, grens, om=False)


def _niveau(
    cijfers: Cijfers, grens: Grens, partijen: tuple[str, ...], jaar: int, dag: date
) -> Uitspraak:
    """Take the year that is meant; before it is over what is expected, else what is so already."""
    om = jaar_om(jaar, dag)
    cijfer = cijfers.jaar(partijen, grens.gebied, jaar, dag)
    if cijfer is None and not om:
        cijfer = cijfers.tot_nu(partijen, grens.gebied, jaar, dag)
    if cijfer is not None:
        return naast(cijfer, grens, om=om)
    last = (
        None
        if om or cijfers.eis.vorm == "ja of nee"
        else cijfers.laatste(partijen, grens.gebied, dag)
    )
    if last is not None:
        said = naast(last, grens, om=False)
        if said.oordeel == "op koers":
            return said
    return onbekend(om=om)


def _over_jaren(
    cijfers: Cijfers, grens: Grens, partijen: tuple[str, ...], jaren: range, dag: date
) -> Uitspraak:
    """Add up the years; before they are over a year that is not known is as the mean of others."""
    om = jaar_om(jaren[-1], dag)
    deler = len(jaren) if cijfers.eis.vorm == "gemiddeld" else 1
    known, so_far, runs = [], Fraction(), False
    for jaar in jaren:
        over = jaar_om(jaar, dag)
        cijfer = cijfers.jaar(partijen, grens.gebied, jaar, dag)
        if cijfer is None and over and not om:  # not counted yet, and nothing is final
            cijfer = cijfers.samen(partijen, grens.gebied, jaar, GETELD, VERWACHT)
        elif over:
            so_far += cijfer or 0
        if cijfer is not None:
            known.append(cijfer)
        elif over:
            return onbekend(om=om, mist=True)
        elif jaar == dag.year:
            part = cijfers.tot_nu(partijen, grens.gebied, jaar, dag)
            so_far, runs = so_far + (part or 0), part is not None
    total = sum(known, Fraction()) * len(jaren) / len(known) if known else Fraction()
    if runs and (so_far > total or not known):
        return _tot_nu(so_far / deler, grens)
    return naast(total / deler, grens, om=om) if known else onbekend(om=False)


def _voorwaardelijk(said: Uitspraak, eis: Eis, wie: str) -> Uitspraak:
    """Judge what was not reached only when its condition is known to be met."""
    standen = {
        int(rij["jaar"]): rij["stand"]
        for rij in van_set("voorwaarden", wie)
        if rij["doel"] == eis.doel
    }
    last = max(grens.tot or 0 for grens in eis.grenzen)
    lost = said.oordeel == NIET_GEHAALD
    return (
        replace(said, oordeel=NIET_BEOORDEELD)
        if standen and lost and standen[last] != "vervuld"
        else said
    )
