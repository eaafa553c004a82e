"""What happens when the fault is our own: one sentence for the user, the evidence in a log."""

from __future__ import annotations

import sys
import traceback
from importlib import metadata

from prestatieafspraken.batch.guarding.logs import keep
from prestatieafspraken.validators.personal.persoonsgegevens import masked
from prestatieafspraken.workbook.finding import Finding, Place, Rule, Severity

INTERNAL = Rule(
    code="INT-001",
    ernst=Severity.FOUT,
    titel="Het programma beoordeelt elke werkmap zonder eigen fouten.",
    melding="Er ging iets mis in het programma zelf; deze werkmap is niet beoordeeld.",
    herstel="Stuur het logboek {log} naar de beheerder; uw bestanden zijn niet gewijzigd.",
    waarom="Een fout van ons mag nooit op een fout van u lijken.",
)


MOST = 1000
"""Characters of one step of a traceback; what a cell held may stand in it."""


def write_log() -> str:
    """Write the exception that is being handled to a file of its own and give its path.

    Personal data in it are veiled, and what it quotes is cut.
    """
    error = sys.exc_info()[1]
    steps = traceback.format_exception(error) if error else ["geen fout\n"]
    told = masked("".join(step if len(step) <= MOST else f"{step[:MOST]}…\n" for step in steps))
    return keep(f"prestatieafspraken {metadata.version('prestatieafspraken')}\n\n{told}")


def internal_finding() -> Finding:
    """Give the finding for the exception that is being handled, after writing its log."""
    return INTERNAL.at(Place(), log=write_log())
