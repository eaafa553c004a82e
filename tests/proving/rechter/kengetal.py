"""Goals that are followed on the sheet Kengetallen, in the forms that the three sets have."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from proving.rechter.cijfers import GETELD, VERWACHT, Cijfers, OndeelbaarError, Rij
from proving.rechter.tabel import Eis, Grens, norm, van_set
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

Vorm = Callable[..., Uitspraak]


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
