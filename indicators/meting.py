"""Plain figures, each of a year, a party and a place, and what they are together in a year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from prestatieafspraken.dutch.written import listing
from prestatieafspraken.indicators.result import UndeterminedError


@dataclass(frozen=True, slots=True)
class Meting:
    """One figure as somebody counted it, or (a `prognose`) expects it.

    Of a share `teller` and `noemer` may be known, and it is their quotient. A figure of a part of
    a year is not `heel`; of a task per half year `halfjaar` says which. A class has a `klasse`, a
    milestone the `dag` on which it was reached. A figure for one of the ways to read a goal names
    that `manier`.
    """

    jaar: int
    waarde: Decimal | None = None
    partij: str = ""
    gebied: str = ""
    prognose: bool = False
    heel: bool = True
    teller: Decimal | None = None
    noemer: Decimal | None = None
    klasse: str = ""
    dag: date | None = None
    manier: str = ""
    cellen: tuple[str, ...] = ()
    halfjaar: int = 0

    @property
    def cijfer(self) -> Decimal | None:
        """Its value, from the counts where they are known."""
        if self.teller is not None and self.noemer:
            return self.teller / self.noemer
        return self.waarde


@dataclass(frozen=True, slots=True)
class Jaarcijfer:
    """What all figures of a year make together; `ontbreekt` names who has none."""

    jaar: int
    waarde: Decimal
    metingen: tuple[Meting, ...]
    ontbreekt: tuple[str, ...] = ()

    @property
    def is_prognose(self) -> bool:
        """Whether a part of it is only expected."""
        return any(one.prognose for one in self.metingen)

    @property
    def tekort(self) -> str:
        """Say what it lacks to be the figure of the year; nothing when it lacks nothing."""
        if self.ontbreekt:
            return f"van {listing(self.ontbreekt)} is geen cijfer bekend"
        if self.is_prognose:
            return "er staat nog een prognose"
        if not all(one.heel for one in self.metingen):
            return "alleen een deel van het jaar is gemeten"
        return ""


def of_year(
    metingen: Iterable[Meting],
    jaar: int,
    partijen: Sequence[str],
    gebieden: Sequence[str],
    *,
    mean: bool,
    optelbaar: bool,
) -> Jaarcijfer | None:
    """Give the figure of a year: a sum, of a share that of its counts, or (`mean`) the mean.

    Of `partijen` and `gebieden` each must have one, once one of them has. A figure of the whole,
    with no party and no place, stands for those of the parts. None if there is no figure at all.
    """
    found = _counted_first([one for one in metingen if one.jaar == jaar])
    whole = [one for one in found if not one.partij and not one.gebied]
    found = whole or found
    values = [one.cijfer for one in found if one.cijfer is not None]
    if not values:
        return None
    if len(values) < len(found):
        raise UndeterminedError(f"Van {jaar} is een cijfer leeg.")
    missing = [
        *_without({one.partij for one in found}, partijen),
        *_without({one.gebied for one in found}, gebieden),
    ]
    value = _together(found, values, sums=mean or optelbaar, mean=mean)
    return Jaarcijfer(jaar, value, tuple(found), tuple(missing))


def _without(known: Set[str], wanted: Sequence[str]) -> list[str]:
    return [name for name in wanted if name not in known] if known != {""} else []


def _counted_first(found: Sequence[Meting]) -> list[Meting]:
    """Leave out what was expected of a party and place once it was counted.

    While the year runs it is the other way round: a part of it says less than what is expected.
    """
    best: dict[tuple[str, str], int] = {}
    for one in sorted(found, key=_rang):
        best.setdefault((one.partij, one.gebied), _rang(one))
    kept = [one for one in found if _rang(one) == best[one.partij, one.gebied]]
    for (partij, gebied), times in Counter((one.partij, one.gebied) for one in kept).items():
        if times > 1:
            whose = " ".join(filter(None, (partij, gebied))) or "het geheel"
            raise UndeterminedError(f"Van {whose} staat {kept[0].jaar} er {times} keer.")
    return kept


def _rang(one: Meting) -> int:
    return 1 if one.prognose else 0 if one.heel else 2


def _together(
    found: Sequence[Meting], values: Sequence[Decimal], *, sums: bool, mean: bool
) -> Decimal:
    counts = [(one.teller, one.noemer) for one in found if one.teller is not None and one.noemer]
    if len(counts) == len(found):
        tellers, noemers = zip(*counts, strict=True)
        return sum(tellers, Decimal(0)) / sum(noemers, Decimal(0))
    if len(values) > 1 and not sums:
        raise UndeterminedError(
            "Cijfers van meer partijen zijn hier niet op te tellen; vul teller en noemer in."
        )
    return sum(values, Decimal(0)) / (len(values) if mean else 1)
