"""What is over on a peildatum, for agreements, figures and programmes alike (decision 69).

A peildatum stands for the end of its day: on 31 December the year is whole, and a term that ends
on that day is over.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from prestatieafspraken.afspraken.model import Termijn, TermijnSoort
from prestatieafspraken.afspraken.status import CLOSED, AfspraakStatus

NOT_BEGUN = (None, AfspraakStatus.NIET_BEGONNEN)


def has_passed(dag: date, peildatum: date) -> bool:
    """Say whether a day is over on the peildatum.

    >>> has_passed(date(2019, 12, 31), date(2019, 12, 31))
    True
    """
    return dag <= peildatum


def is_over(jaar: int, peildatum: date) -> bool:
    """Say whether a year is over on the peildatum."""
    return has_passed(date(jaar, 12, 31), peildatum)


@cache
def last_day(jaar: int, part: int, per_year: int) -> date:
    """Give the last day of the `part`-th of `per_year` parts of a year, in whole months."""
    months = -(-12 * part // per_year)
    years, month = divmod(months, 12)
    return date(jaar + years, month + 1, 1) - timedelta(days=1)


def parts_over(jaar: int, per_year: int, peildatum: date) -> int:
    """Count the parts of a year that are over on the peildatum."""
    parts = range(1, per_year + 1)
    return sum(has_passed(last_day(jaar, part, per_year), peildatum) for part in parts)


class Tijdig(StrEnum):
    """Whether an agreement was kept in time."""

    OP_TIJD = "op tijd"
    TE_LAAT = "te laat"
    OPEN = "open"


def tijdig(
    termijn: Termijn | None,
    status: str | None,
    afgerond: date | None,
    uiterlijk: date | None,
) -> Tijdig | None:
    """Say whether an agreement was kept in time; None where it ended otherwise, or no day says.

    Of what had to start by a day, the agreement does not say when it had to be done.
    """
    if status not in CLOSED:
        return Tijdig.OPEN
    kept = status == AfspraakStatus.NAGEKOMEN and not _starts(termijn)
    if not kept or afgerond is None or uiterlijk is None:
        return None
    return Tijdig.OP_TIJD if afgerond <= uiterlijk else Tijdig.TE_LAAT


def is_overdue(
    termijn: Termijn | None,
    uiterlijk: date | None,
    status: str | None,
    jaar: int,
    peildatum: date,
) -> bool:
    """Say whether a term is over while the status does not say how the agreement ended.

    A day before the year of the agreements is the begin of what runs, or a slip: either has a rule
    of its own. What must start by a day is in time as soon as it has begun.
    """
    if uiterlijk is None or uiterlijk.year < jaar or not has_passed(uiterlijk, peildatum):
        return False
    return status in NOT_BEGUN if _starts(termijn) else status not in CLOSED


def _starts(termijn: Termijn | None) -> bool:
    return termijn is not None and termijn.soort is TermijnSoort.START
