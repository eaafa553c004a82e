"""How many agreements say who, when and how much."""

from __future__ import annotations

from prestatieafspraken.afspraken.model import Afspraken
from prestatieafspraken.validators.document.concreet import STEPS, steps


def count(afspraken: Afspraken) -> tuple[int, int]:
    """Count the agreements that say all three."""
    whole = sum(len(steps(afspraak)) == len(STEPS) for afspraak in afspraken.afspraken)
    return whole, len(afspraken.afspraken)
