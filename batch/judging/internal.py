"""What happens when the fault is our own: one sentence for the user, the evidence in a log.

A slip in a file with agreements or norms needs no log: the sentence says where it is.
"""

from __future__ import annotations

import sys
import traceback
from importlib import metadata

from prestatieafspraken.batch.guarding.logs import keep
from prestatieafspraken.dutch.data_faults import DataError
from prestatieafspraken.validators.personal.persoonsgegevens import masked
from prestatieafspraken.workbook.finding import Finding, Place, Rule, Severity

FOUT_VAN_ONS = Rule(
    code="INT-001",
    ernst=Severity.FOUT,
    titel="Het programma beoordeelt elke werkmap zonder eigen fouten.",
    melding="Er ging iets mis in het programma zelf; deze werkmap is niet beoordeeld.",
    herstel="Stuur het logboek {log} naar de beheerder; uw bestanden zijn niet gewijzigd.",
    waarom="Een fout van ons mag nooit op een fout van u lijken.",
)

GEGEVENS_ONLEESBAAR = Rule(
    code="INT-002",
    ernst=Severity.FOUT,
    titel="De bestanden met afspraken en normen van het programma zijn in orde.",
    melding="De gegevens van het programma kloppen niet; deze werkmap is niet beoordeeld. {fouten}",
    herstel="Laat de beheerder dit herstellen; uw bestanden zijn niet gewijzigd.",
    waarom="Met een norm die niet klopt, klopt geen enkel oordeel.",
)
INTERNAL_RULES = (FOUT_VAN_ONS, GEGEVENS_ONLEESBAAR)
"""Rules that hold for the program itself."""

MOST_FAULTS = 3
"""Faults in our own data that one sentence tells."""

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
    return FOUT_VAN_ONS.at(Place(), log=write_log())


def data_finding(error: DataError) -> Finding:
    """Give the finding for files of our own that cannot be loaded."""
    return GEGEVENS_ONLEESBAAR.at(Place(), fouten=faults_told(error))


def faults_told(error: DataError) -> str:
    """Say in one breath what is wrong in our own files, the first few faults."""
    told = [str(fault) for fault in error.faults[:MOST_FAULTS]] or [str(error)]
    more = len(error.faults) - MOST_FAULTS
    return " ".join([*told, *([f"En nog {more} andere."] if more > 0 else [])])
