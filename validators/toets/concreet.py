"""How many agreements say who, when and how much."""

from __future__ import annotations

from collections.abc import Iterator

from prestatieafspraken.afspraken.model import Afspraken
from prestatieafspraken.dutch.written import listing
from prestatieafspraken.validators.document.concreet import REPAIR, STEPS, steps
from prestatieafspraken.validators.toets.punt import Punt

CODE = "TXT-011"
"""The rule that tells this of a workbook, where other rules tell part of it already."""


def count(afspraken: Afspraken) -> tuple[int, int]:
    """Count the agreements that say all three."""
    whole = sum(len(steps(afspraak)) == len(STEPS) for afspraak in afspraken.afspraken)
    return whole, len(afspraken.afspraken)


def points(afspraken: Afspraken) -> Iterator[Punt]:
    """Name what each agreement leaves out."""
    for afspraak in afspraken.afspraken:
        missing = [step for step in STEPS if step not in steps(afspraak)]
        if missing:
            melding = f"Afspraak {afspraak.id} zegt niet {listing(missing, 'of')}."
            wanted = listing([REPAIR[step] for step in missing])
            yield Punt(afspraak.id, melding, f"Noem {wanted}, als dat erbij past.", CODE)
