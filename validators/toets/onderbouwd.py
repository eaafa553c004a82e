"""Whether a goal says all that is needed to decide it: measure, year, direction and source."""

from __future__ import annotations

from collections.abc import Iterator

from prestatieafspraken.afspraken.model import Afspraken, Doel, Richting
from prestatieafspraken.dutch.written import listing
from prestatieafspraken.validators.document.doelen import has_begin, starts_somewhere
from prestatieafspraken.validators.document.rules import of_goal
from prestatieafspraken.validators.toets.punt import Punt, point

REPAIR = {
    "maat": "een maat",
    "streefjaar": "een jaar of dag waarop het is bereikt",
    "richting": "of het getal een minimum of een maximum is",
    "bron": "waar de cijfers vandaan komen",
}
"""What a goal with a number says, and how the lack of it is told; a rule tells of the begin."""


def lacking(afspraken: Afspraken, doel: Doel) -> list[str]:
    """Give which of those things a goal with a number does not say."""
    asked = doel.op_dag(None)
    said = {
        "maat": bool(doel.maat or doel.omschrijving),
        "streefjaar": doel.streefdatum is not None or all(one.eind is not None for one in asked),
        "richting": doel.richting is not Richting.GEEN
        or all(one.klasse or (one.minstens, one.hoogstens) != (None, None) for one in asked),
        "basiswaarde": not starts_somewhere(doel) or has_begin(afspraken, doel),
        "bron": bool(doel.bron or doel.cijfer or doel.maat),
    }
    return [what for what, is_said in said.items() if not is_said]


def _asking(afspraken: Afspraken) -> list[Doel]:
    return [doel for doel in afspraken.doelen if doel.op_dag(None)]


def count(afspraken: Afspraken) -> tuple[int, int]:
    """Count the goals with a number that say all that is needed to decide them."""
    asking = _asking(afspraken)
    return sum(not lacking(afspraken, doel) for doel in asking), len(asking)


def points(afspraken: Afspraken) -> Iterator[Punt]:
    """Name what each goal with a number leaves out."""
    for doel in _asking(afspraken):
        lacks = [what for what in lacking(afspraken, doel) if what in REPAIR]
        if lacks:
            missing = listing([REPAIR[what] for what in lacks])
            melding = f"Doel {doel.id} ({doel.titel}) zegt niet: {missing}."
            yield point(
                of_goal(doel).of(lacks[0]), melding, "Spreek dat af en vul het bij het doel in."
            )
