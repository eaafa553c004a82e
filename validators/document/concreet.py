"""How concrete an agreement is, in three steps: who, when, how much."""

from __future__ import annotations

from collections.abc import Iterator

from prestatieafspraken.afspraken.model import Afspraak, Afspraken, TermijnSoort
from prestatieafspraken.dutch.written import listing
from prestatieafspraken.validators.document.rules import Words, agreement_rule
from prestatieafspraken.workbook.finding import Rule, Severity

STEPS = ("wie", "wanneer", "hoeveel")
"""What a concrete agreement says; the grade is how many of these it does."""


def steps(afspraak: Afspraak) -> tuple[str, ...]:
    """Give which of the STEPS an agreement says; their number is its grade, from 0 to 3.

    Who is the party that leads; when is a term that ends or recurs; how much is a number of its
    own, or a printed table that it refers to.
    """
    said = {
        "wie": afspraak.trekker is not None,
        "wanneer": afspraak.termijn.soort.ends,
        "hoeveel": bool(afspraak.tabellen)
        or any(getal.waarde is not None for getal in afspraak.getallen),
    }
    return tuple(step for step in STEPS if said[step])


REPAIR = {
    "wie": "één trekker",
    "wanneer": "een termijn die afloopt of terugkeert",
    "hoeveel": "een aantal, bedrag of percentage",
}
"""What makes an agreement concrete on a step."""


@agreement_rule(
    Rule(
        code="TXT-011",
        ernst=Severity.INFO,
        titel="Een concrete afspraak zegt wie, wanneer en hoeveel.",
        melding="Afspraak {code} zegt niet {mist}; zij is concreet op {graad} van de {stappen} punten wie, wanneer en hoeveel.",
        herstel="Noem in de volgende afspraken {voorbeeld}, als dat bij deze afspraak past.",
        waarom="Van een afspraak zonder wie, wanneer en hoeveel valt niet vast te stellen of zij is nagekomen.",
        eigen_eis=True,
    ),
    "titel",
)
def niet_concreet(afspraken: Afspraken, afspraak: Afspraak) -> Iterator[Words]:
    """Say which of who, when and how much an agreement leaves out.

    That it has no lead, or no term at all, is told by itself where that is all that it lacks.
    """
    said = steps(afspraak)
    missing = [step for step in STEPS if step not in said]
    told = {"wie"} | ({"wanneer"} if afspraak.termijn.soort is TermijnSoort.GEEN else set())
    if set(missing) - told:
        yield {
            "graad": len(said),
            "stappen": len(STEPS),
            "mist": listing(missing, "of"),
            "voorbeeld": listing([REPAIR[step] for step in missing]),
        }
