"""Every rule by its code; importing this module registers them all."""

from __future__ import annotations

from collections.abc import Mapping

from prestatieafspraken.validators import (  # noqa: F401  # importing registers the rules
    afspraken,
    afspraken_stand,
    concreet,
    document_getallen,
    document_partijen,
    document_schrijfwijze,
    document_tabellen,
    document_termijn,
    doelen,
    eigenaar,
    energie,
    formules,
    gasloos,
    grondprijsbeding,
    inzending,
    jaarvergelijking,
    kwaliteit,
    leefbaarheid,
    leefbaarheid_norm,
    lookalikes,
    nieuwbouw,
    not_judged,
    ongewoon,
    partijen,
    privacy,
    programma,
    slaagkans,
    slaagkans_norm,
    slaagkans_periode,
    toewijzing,
    toewijzing_grenzen,
    toewijzing_volgen,
    totalen,
    uniek,
    voorraad_keten,
    woningvoorraad,
)
from prestatieafspraken.validators.cells import CELL_RULES
from prestatieafspraken.validators.rule import CROSS_RULES, ROW_RULES
from prestatieafspraken.validators.toelichtingen import EXPLANATION_RULES
from prestatieafspraken.workbook.faults import FAULTS
from prestatieafspraken.workbook.finding import Rule


def _all() -> dict[str, Rule]:
    rules: dict[str, Rule] = {}
    for rule in (
        *FAULTS,
        *CELL_RULES.values(),
        *(row.rule for row in ROW_RULES),
        *(cross.rule for cross in CROSS_RULES),
        not_judged.TABLE,
        not_judged.COLUMN,
        not_judged.CELL,
        not_judged.YEAR,
        *inzending.RULES,
        *EXPLANATION_RULES,
        jaarvergelijking.VORIGE_ONTBREEKT,
    ):
        if rules.setdefault(rule.code, rule) != rule:
            raise ValueError(f"two rules have the code {rule.code}")
    return dict(sorted(rules.items()))


RULES: Mapping[str, Rule] = _all()
"""All rules by code, those of reading included."""

__all__ = ["CROSS_RULES", "ROW_RULES", "RULES"]
