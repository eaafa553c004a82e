"""What may be published: small counts are left out, and whatever would give them away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import zip_longest

from prestatieafspraken.indicators.context import SO_FAR
from prestatieafspraken.indicators.result import Indicator, Oordeel
from prestatieafspraken.indicators.steun import Steun
from prestatieafspraken.templates.publishing.bounds import KnownSum, highest, rest, with_rests
from prestatieafspraken.templates.publishing.known import Known, known
from prestatieafspraken.templates.publishing.leftover import (
    SMALL,
    ToldSum,
    is_small,
    small_leftovers,
)
from prestatieafspraken.templates.publishing.personal import nameless
from prestatieafspraken.templates.publishing.span import Span, apart
from prestatieafspraken.templates.report.report import Report

LEFT_OUT = "Weggelaten in de openbare versie: kleiner dan 10, of af te leiden uit een ander cijfer."


def published(report: Report) -> Report:
    """Give the report without small counts and without what they could be computed from."""
    left = suppressed(report.indicators, known(report))
    return nameless(replace(report, indicators=left, openbaar=True))


def suppressed(indicators: Sequence[Indicator], reader: Known) -> list[Indicator]:
    """Leave out what rests on small counts, and what would give one of them away.

    What a value rests on are the equations that a reader has, beside what he knows anyway. As
    long as a small count (a secret, or what a value left out rests on) follows from those that
    are shown, or a few of them together are less than ten, one more value is left out: a part
    before a whole, the smallest first.
    """
    hidden = {
        at for at, one in enumerate(indicators) if any(is_small(s.aantal) for s in one.steunt_op)
    }
    more = [
        _vector(steun)
        for at in hidden
        for steun in indicators[at].steunt_op
        if is_small(steun.aantal) and steun.cellen
    ]
    reader = replace(reader, secrets=[*reader.secrets, *more])
    shown = [
        (at, steun)
        for at, one in enumerate(indicators)
        if at not in hidden
        for steun in one.steunt_op
        if steun.cellen
    ]
    vectors = [*(_vector(steun) for _, steun in shown), *reader.secrets, *reader.identities]
    vectors += [{part: 1, whole: 1} for part, (whole, _) in reader.wholes.items()]
    # Sums that have no cell in common tell nothing of each other.
    for cells in apart(vectors):
        mine = [(at, steun) for at, steun in shown if steun.cellen[0] in cells]
        his = reader.among(cells)
        while found := _betraying([(at, steun) for at, steun in mine if at not in hidden], his):
            hidden.add(min(found, key=lambda at: _worth(indicators[at])))
    return [_without(one) if at in hidden else _open(one) for at, one in enumerate(indicators)]


_ANYWAY = -1
"""Stands for what a reader knows without the report."""


def _betraying(shown: Sequence[tuple[int, Steun]], reader: Known) -> set[int]:
    """Give the values that together tell something small (none: what is shown is safe)."""
    # One value tells several sums, so a sum has a number of its own.
    anyway = [*reader.identities, *({whole: 1} for whole, _ in reader.wholes.values())]
    numbered = [(_ANYWAY, vector) for vector in anyway]
    numbered += [(number, _vector(one)) for number, (_, one) in enumerate(shown)]
    span = Span(numbered)
    for secret in reader.secrets:
        if found := span.combination(secret) - {_ANYWAY}:
            return {shown[number][0] for number in found}
    return next(small_leftovers([*_sums(shown, reader)]), set()) or _bounding(shown, reader)


def _bounding(shown: Sequence[tuple[int, Steun]], reader: Known) -> set[int]:
    """Give the values by which a small count, or what a part leaves, is at most nine."""
    sums = [KnownSum(vector, Decimal(0)) for vector in reader.identities]
    sums += [KnownSum({whole: 1}, count) for whole, count in dict(reader.wholes.values()).items()]
    sums += [KnownSum(_vector(one), one.aantal, number) for number, (_, one) in enumerate(shown)]
    # What a part leaves of its whole is a count too, and has a name of its own.
    sums += [replace(one, of=with_rests(one.of, reader.parts)) for one in sums]
    sums += [
        KnownSum({whole: 1, part: -1, rest(part): -1}, Decimal(0))
        for part, whole in reader.parts.items()
    ]
    bounds = highest(sums)
    for secret in reader.secrets:
        named = with_rests(secret, reader.parts)
        bound = bounds.get(next(iter(named))) if len(named) == 1 else None
        if bound and bound.value < SMALL and bound.by:
            return {shown[number][0] for number in bound.by}
    return set()


def _sums(shown: Iterable[tuple[int, Steun]], reader: Known) -> Iterator[ToldSum]:
    """Give the sums that are told: as they are, in parts, and what they leave of their wholes."""
    parts_of: dict[str, list[frozenset[str]]] = {}
    for vector in reader.identities:
        wholes = [cell for cell, times in vector.items() if times > 0]
        if len(wholes) == 1:
            parts_of.setdefault(wholes[0], []).append(frozenset(vector) - {wholes[0]})
    for at, steun in shown:
        told = ToldSum.by(at, steun)
        every = [told]
        if told.cells <= parts_of.keys():
            for several in zip_longest(*(parts_of[whole] for whole in told.cells)):
                parts = [one or parts_of[w][-1] for w, one in zip(told.cells, several, strict=True)]
                every.append(ToldSum(at, frozenset().union(*parts), told.count))
        yield from every
        for one in every:
            if one.cells <= reader.wholes.keys():
                pairs = [reader.wholes[part] for part in one.cells]
                cells = {whole for whole, _ in pairs} | {f"-{part}" for part in one.cells}
                left = sum((count for _, count in pairs), -one.count)
                yield ToldSum(at, frozenset(cells), left)


def _vector(steun: Steun) -> dict[str, int]:
    off = dict.fromkeys(set(steun.af).difference(steun.cellen), -1)
    return {cell: 1 for cell in steun.cellen if cell not in steun.af} | off


def _worth(one: Indicator) -> tuple[bool, bool, float]:
    # To leave out nothing hides nothing.
    return one.onderdeel is None, not one.waarde, abs(one.waarde or 0)


def _open(one: Indicator) -> Indicator:
    """Give a value as it is; what belongs to other values, left out or not, goes."""
    told = one.toelichting.partition(SO_FAR)[0]
    return replace(_alone(one), toelichting=told)


def _alone(one: Indicator) -> Indicator:
    """Give a value without what the report does not print of it."""
    return replace(
        one,
        berekening="",
        afstand=None,
        nodig_per_jaar=None,
        aankomst=None,
        trend=None,
        vorige=None,
    )


def _without(one: Indicator) -> Indicator:
    verdict = Oordeel.GEEN_NORM if one.norm is None else Oordeel.NIET_TE_BEPALEN
    return replace(
        _alone(one),
        waarde=None,
        norm=None,
        nulmeting=None,
        klasse=None,
        dag=None,
        oordeel=verdict,
        toelichting=LEFT_OUT,
        steunt_op=(),
        cellen=(),
    )
