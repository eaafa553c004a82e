"""What happens when the fault is our own: one sentence for the user, the evidence in a log."""

from __future__ import annotations

import tempfile
import traceback
from importlib import metadata

from prestatieafspraken.workbook.finding import Finding, Place, Rule, Severity

INTERNAL = Rule(
    code="INT-001",
    ernst=Severity.FOUT,
    titel="Het programma beoordeelt elke werkmap zonder eigen fouten.",
    melding="Er ging iets mis in het programma zelf; deze werkmap is niet beoordeeld.",
    herstel="Stuur het logboek {log} naar de beheerder; uw bestanden zijn niet gewijzigd.",
    waarom="Een fout van ons mag nooit op een fout van u lijken.",
)


def write_log() -> str:
    """Write the exception that is being handled to a file of its own and give its path."""
    with tempfile.NamedTemporaryFile(
        "w", prefix="prestatieafspraken-", suffix=".log", delete=False, encoding="utf-8"
    ) as log:
        log.write(f"prestatieafspraken {metadata.version('prestatieafspraken')}\n\n")
        traceback.print_exc(file=log)
    return log.name


def internal_finding() -> Finding:
    """Give the finding for the exception that is being handled, after writing its log."""
    return INTERNAL.at(Place(), log=write_log())
