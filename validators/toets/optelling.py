"""Goals that must add up to another, and do not."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from prestatieafspraken.afspraken.doel import Doel
from prestatieafspraken.afspraken.model import Afspraken
from prestatieafspraken.dutch.figure import exactly
from prestatieafspraken.dutch.written import listing
from prestatieafspraken.validators.document.rules import of_goal
from prestatieafspraken.validators.toets.punt import Punt, point

Jaren = tuple[int | None, int | None]
"""The first and the last year of a number."""


def points(afspraken: Afspraken) -> Iterator[Punt]:
    """Point at a goal whose parts make another number, for the same years."""
    goals = {doel.id: doel for doel in afspraken.doelen}
    for doel in afspraken.doelen:
        parts = [(code.startswith("-"), goals[code.removeprefix("-")]) for code in doel.telt_op]
        if not parts or len({one.eenheid for one in (doel, *(part for _, part in parts))}) > 1:
            continue
        asked = _amounts(doel)
        told = [(-1 if off else 1, _amounts(part)) for off, part in parts]
        for span, number in asked.items():
            shares = [sign * known[span] for sign, known in told if span in known]
            if len(shares) == len(told) and sum(shares) != number:
                yield _differs(doel, span, number, sum(shares, Decimal(0)))


def _amounts(doel: Doel) -> dict[Jaren, Decimal]:
    """Give the number of each span of years, of all parties and places together.

    A span of which a part is open, bounded on both sides or printed as about so many makes no sum.
    """
    found: dict[Jaren, Decimal] = {}
    open_: set[Jaren] = set()
    for one in doel.op_dag(None):
        span = (one.van or one.jaar, one.eind)
        numbers = [n for n in (one.getal, one.minstens, one.hoogstens) if n is not None]
        if len(numbers) != 1 or one.ongeveer or one.norm:
            open_.add(span)
        else:
            found[span] = found.get(span, Decimal(0)) + numbers[0]
    return {span: number for span, number in found.items() if span not in open_}


def _differs(doel: Doel, span: Jaren, number: Decimal, total: Decimal) -> Punt:
    first, last = span
    when = f"{last}" if first == last or first is None else f"{first} tot en met {last}"
    parts = listing([code.removeprefix("-") for code in doel.telt_op])
    melding = (
        f"Het doel vraagt {exactly(number, doel.eenheid)} in {when}, maar {parts} tellen op tot "
        f"{exactly(total, doel.eenheid)}."
    )
    herstel = "Spreek af welk getal geldt, of welk deel nog ontbreekt."
    return point(of_goal(doel), melding, herstel)
