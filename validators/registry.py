"""Every rule by its code; importing this module registers them all."""

from __future__ import annotations

from collections.abc import Mapping

from prestatieafspraken.validators import (  # noqa: F401  # importing registers the rules
    energie,
    kwaliteit,
    leefbaarheid,
    nieuwbouw,
    partijen,
    slaagkans,
    toewijzing,
    totalen,
    uniek,
    woningvoorraad,
)
from prestatieafspraken.validators.cells import CELL_RULES
from prestatieafspraken.validators.rule import CROSS_RULES, ROW_RULES
from prestatieafspraken.workbook.faults import FAULTS
from prestatieafspraken.workbook.finding import Rule, Severity

NOT_JUDGED = Rule(
    code="NBO-001",
    ernst=Severity.INFO,
    titel="Elke tabel van het sjabloon is te beoordelen.",
    melding="De tabel {naam} is niet beoordeeld: {reden}",
    herstel="Herstel eerst de fout die hierboven bij deze tabel staat en controleer opnieuw.",
    waarom="Wat niet beoordeeld is, is niet goedgekeurd.",
)


def _all() -> dict[str, Rule]:
    rules: dict[str, Rule] = {}
    for rule in (
        *FAULTS,
        *CELL_RULES.values(),
        *(row.rule for row in ROW_RULES),
        *(cross.rule for cross in CROSS_RULES),
        NOT_JUDGED,
    ):
        if rules.setdefault(rule.code, rule) is not rule:
            raise ValueError(f"two rules have the code {rule.code}")
    return dict(sorted(rules.items()))


RULES: Mapping[str, Rule] = _all()
"""All rules by code, those of reading included."""

__all__ = ["CROSS_RULES", "NOT_JUDGED", "ROW_RULES", "RULES"]
