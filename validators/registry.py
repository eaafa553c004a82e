"""Every rule by its code; importing this module registers them all."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from prestatieafspraken.validators.declaring.rule import CROSS_RULES, ROW_RULES
from prestatieafspraken.workbook.finding import Rule
from prestatieafspraken.workbook.reading.faults import FAULTS

_IN_ORDER = """
sheets.afspraken
sheets.afspraken_stand
document.concreet
document.getallen
document.partijen
document.schrijfwijze
document.tabellen
document.termijn
document.doelen
any_sheet.eigenaar
sheets.energie
any_sheet.formules
sheets.gasloos
sheets.grondprijsbeding
inzending
any_sheet.jaarvergelijking
sheets.kwaliteit
sheets.leefbaarheid
sheets.leefbaarheid_norm
any_sheet.lookalikes
sheets.nieuwbouw
any_sheet.not_judged
any_sheet.ongewoon
sheets.partijen
any_sheet.privacy
sheets.programma
sheets.slaagkans
sheets.slaagkans_norm
sheets.slaagkans_periode
sheets.toewijzing
sheets.toewijzing_grenzen
sheets.toewijzing_volgen
sheets.totalen
any_sheet.uniek
sheets.voorraad_keten
sheets.woningvoorraad
"""
"""The modules with rules; importing one registers its rules, and they run in this order."""

for _name in _IN_ORDER.split():
    import_module(f"prestatieafspraken.validators.{_name}")


def _all() -> dict[str, Rule]:
    from prestatieafspraken.validators import inzending
    from prestatieafspraken.validators.any_sheet import jaarvergelijking, not_judged
    from prestatieafspraken.validators.any_sheet.cells import CELL_RULES
    from prestatieafspraken.validators.any_sheet.toelichtingen import EXPLANATION_RULES

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
