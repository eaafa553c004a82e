"""What became of a workbook after it was handed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wijziging:
    """One thing that is not as it was handed in; `wat` says what was done to it."""

    blad: str
    cel: str | None
    wat: str


@dataclass(frozen=True, slots=True)
class Ingeleverd:
    """What became of an inzending: what it says, the number of now, and what was changed.

    `meer` is how many changes there are besides.
    """

    feiten: Mapping[str, str]
    controlegetal: str
    wijzigingen: tuple[Wijziging, ...] = ()
    meer: int = 0
    reden: str | None = None

    @property
    def is_unchanged(self) -> bool:
        """Whether all is as it was handed in, the cover included."""
        return not self.wijzigingen and self.reden is None
