"""A task that is set per half year: what is short or over goes along to the next one.

The Huisvestingswet sets how many statushouders a municipality houses in each half year; what is
left of one is added to the next, and who did more has done a part of the next already.

    1e halfjaar: 10 asked, 7 done              3 to catch up
    2e halfjaar: 10 + 3 asked, 15 done         2 ahead
    the year: 22 done of 20
    1e halfjaar of the next year: 12 asked, 2 of it were done before
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import groupby

from prestatieafspraken.afspraken.voorbij import has_passed, is_over, last_day
from prestatieafspraken.dutch.counted import count_of
from prestatieafspraken.indicators.meting import Meting
from prestatieafspraken.indicators.result import UndeterminedError

WHOLE = ({0}, {1, 2})
"""What makes a year: one row of it all, or its two halves."""


def met_inhaal(metingen: Sequence[Meting], peildatum: date) -> list[Meting]:
    """Give the figure of each year: what was done of its task and of what was left before it."""
    by_whom = sorted(metingen, key=_whose)
    return [one for _, mine in groupby(by_whom, _whose) for one in _years(list(mine), peildatum)]


def _whose(one: Meting) -> tuple[str, str]:
    return one.partij, one.gebied


def _years(metingen: Sequence[Meting], peildatum: date) -> Iterator[Meting]:
    """Go over the years in their order, with what is left of those before (below 0: ahead)."""
    left = Decimal(0)
    for jaar, mine in groupby(sorted(metingen, key=lambda one: one.jaar), lambda one: one.jaar):
        rows = _chosen(list(mine), jaar, peildatum)
        if not all(one.noemer for one in rows):  # a share that somebody else worked out
            yield from rows
            continue
        done = sum((one.teller or Decimal(0) for one in rows), Decimal(0))
        task = sum((one.noemer or Decimal(0) for one in rows), Decimal(0))
        expected = any(one.prognose for one in rows)
        whole = {one.halfjaar for one in rows} in WHOLE
        yield replace(
            rows[0],
            teller=done + max(-left, Decimal(0)),
            noemer=task + max(left, Decimal(0)),
            prognose=expected,
            heel=whole and (expected or is_over(jaar, peildatum)),
            cellen=tuple(cel for one in rows for cel in one.cellen),
            halfjaar=0,
        )
        left += task - done


def _chosen(rows: Sequence[Meting], jaar: int, peildatum: date) -> list[Meting]:
    """Give one row of each half year: what was counted once it is over, till then the forecast."""
    found: dict[int, Meting] = {}
    over = {half: has_passed(last_day(jaar, half or 2, 2), peildatum) for half in (0, 1, 2)}
    for one in sorted(rows, key=lambda one: (one.halfjaar, one.prognose is over[one.halfjaar])):
        before = found.setdefault(one.halfjaar, one)
        if before is not one and before.prognose == one.prognose:
            raise UndeterminedError(f"Van {jaar} staat hetzelfde halfjaar er meer dan één keer.")
    if 0 in found and len(found) > 1:
        raise UndeterminedError(f"Van {jaar} staat het hele jaar er, en ook een halfjaar.")
    return list(found.values())


def te_doen(metingen: Sequence[Meting]) -> str:
    """Say what is left at the end of the last year, or how far ahead it is."""
    counted = [one for one in metingen if one.teller is not None and one.noemer]
    if not counted:
        return ""
    last = max(counted, key=lambda one: one.jaar)
    left = (last.noemer or Decimal(0)) - (last.teller or Decimal(0))
    when = f"aan het eind van {last.jaar}" if last.heel else f"van wat er van {last.jaar} bekend is"
    amount = count_of(int(abs(left)), "persoon", "personen")
    if not left:
        return f" Er blijft niets over {when}."
    if left > 0:
        return f" Nog in te halen {when}: {amount}."
    return f" Vooruit {when}: {amount}; dat telt mee voor het volgende halfjaar."
