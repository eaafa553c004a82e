"""What a value rests on: the counts of homes or households that it was computed from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

CellNames = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Steun:
    """A count that a value, or what is said of it, tells: a sum of cells, less those in `af`.

    Where the count belongs to something else than cells of its own (a mean, an energy bill), the
    cells are those of what it was taken over, and `aantal` says over how many homes.
    """

    aantal: Decimal
    cellen: CellNames = ()
    af: CellNames = ()


def deel(teller: Steun, noemer: Steun) -> tuple[Steun, ...]:
    """Give what a share tells: the part, the whole, and what the part leaves.

    >>> [str(one.aantal) for one in deel(Steun(Decimal(25)), Steun(Decimal(26)))]
    ['25', '26', '1']
    """
    rest = Steun(noemer.aantal - teller.aantal, noemer.cellen + teller.af, teller.cellen)
    return teller, noemer, rest


def per_cel(values: Sequence[Decimal], cells: CellNames) -> tuple[Steun, ...]:
    """Give counts that are told one by one."""
    return tuple(Steun(value, (cell,)) for value, cell in zip(values, cells, strict=True))
