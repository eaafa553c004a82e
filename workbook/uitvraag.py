"""What a table asks of whoever fills it in, over the year of the agreements.

Which columns it is about follows from the measures of the agreements; a table only says in which
rows, and what may stay empty all the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Uitvraag:
    """The rows of the year: those that the agreements print, and one for each choice of `per`.

    `vast` is what the other columns of the key hold in such a row. `altijd` are columns that no
    measure has to ask for, `vrij` those that may stay empty, and of the groups in `een_van` one is
    enough: a value, or a numerator and denominator. `eerder` asks of the years before as well,
    as far as the agreements print rows of them.
    """

    per: str | None = None
    vast: Mapping[str, str] = field(default_factory=dict, hash=False)
    altijd: tuple[str, ...] = ()
    vrij: tuple[str, ...] = ()
    een_van: tuple[tuple[str, ...], ...] = ()
    eerder: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that it names."""
        groups = [name for group in self.een_van for name in group]
        own = [*self.vast, *self.altijd, *self.vrij, *groups]
        return (*own, self.per) if self.per else tuple(own)
