"""What a run says of itself while it goes on; who listens decides how it is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from prestatieafspraken.batch.judging.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Begun:
    """So many files will be judged, one after the other or side by side."""

    total: int


@dataclass(frozen=True, slots=True)
class Judged:
    """One file has its verdict; `moment` is when, to the second (ISO 8601), if anybody asked."""

    verdict: Verdict
    moment: str = ""


@dataclass(frozen=True, slots=True)
class Follows:
    """These folders are looked at from now on, until somebody stops it."""

    folders: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Hindered:
    """Something keeps the run from going on for now; the sentence says what, and what to do."""

    sentence: str


Event = Begun | Judged | Follows | Hindered
Tell = Callable[[Event], None]


def silent(event: Event) -> None:
    """Listen to nothing."""
