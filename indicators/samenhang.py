"""Whether every goal has an agreement, and every goal and agreement something it is measured by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from prestatieafspraken.afspraken.model import Afspraken, Doel
from prestatieafspraken.dutch.written import listing
from prestatieafspraken.indicators.bronnen import sources
from prestatieafspraken.indicators.context import Context
from prestatieafspraken.indicators.result import Definition, Indicator, Outcome

ZONDER_AFSPRAAK = Definition(
    "DOE-ZONDER-AFSPRAAK",
    "Doelen zonder afspraak",
    "Aantal doelen waaraan geen enkele afspraak bijdraagt.",
    "doelen",
    "",
)
ZONDER_CIJFER = Definition(
    "DOE-ZONDER-CIJFER",
    "Doelen met een getal die nog niet te meten zijn",
    "Aantal doelen met een getal of klasse waarvan in deze werkmap geen enkele indicator een "
    "waarde heeft.",
    "doelen",
    "",
)
ZONDER_MAAT = Definition(
    "AFS-ZONDER-MAAT",
    "Afspraken zonder maat",
    "Aantal afspraken waar geen indicator bij hoort.",
    "afspraken",
    "",
)
DEFINITIONS = (ZONDER_AFSPRAAK, ZONDER_CIJFER, ZONDER_MAAT)


def compute(
    context: Context, definitions: Sequence[Definition], results: Sequence[Indicator]
) -> Iterator[Indicator]:
    """Hold goals and agreements against each other and against what was computed (R-50)."""
    own = context.afspraken
    outcomes = {
        ZONDER_AFSPRAAK: _named(without_agreement(own)),
        ZONDER_CIJFER: _named(without_value(own, definitions, results)),
        ZONDER_MAAT: _named(without_measure(own, definitions)),
    }
    for definition, outcome in outcomes.items():
        yield context.indicator(definition, partial(_same, outcome))


def _same(outcome: Outcome) -> Outcome:
    return outcome


def without_agreement(own: Afspraken) -> list[str]:
    """Name the goals that no agreement serves; a milestone from outside is no goal of theirs."""
    served = {code for afspraak in own.afspraken for code in afspraak.doelen}
    return [doel.id for doel in own.doelen if doel.id not in served and not doel.van_buiten]


def quantified(doel: Doel) -> bool:
    """Say whether a goal names a level, a change or a class."""
    return doel.vraagt_getal or bool(doel.streefklasse)


def without_value(
    own: Afspraken, definitions: Sequence[Definition], results: Sequence[Indicator]
) -> list[str]:
    """Name the goals with a number for which this workbook gives no figure at all."""
    there = [r for r in results if r.waarde is not None]
    known = {r.code for r in there}
    measured = {bron for d in definitions if d.code in known for bron in sources(own, d)}
    measured |= {r.bron.split(" ")[0].rstrip(";") for r in there}  # a kengetal has one code for all
    return [doel.id for doel in own.doelen if quantified(doel) and doel.id not in measured]


def without_measure(own: Afspraken, definitions: Sequence[Definition]) -> list[str]:
    """Name the agreements that no indicator is about."""
    measured = {bron for definition in definitions for bron in sources(own, definition)}
    return [afspraak.id for afspraak in own.afspraken if afspraak.id not in measured]


def _named(codes: Sequence[str]) -> Outcome:
    text = f"{listing(codes)}." if codes else "Geen."
    return Outcome(len(codes), text, berekening=f"geteld: {len(codes)}")
