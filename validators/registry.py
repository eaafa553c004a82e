"""Every rule by its code; importing this module registers them all."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules

from prestatieafspraken.validators import any_sheet, document, inzending, sheets
from prestatieafspraken.validators.declaring.registration import DECLARED, declare
from prestatieafspraken.validators.declaring.rule import CROSS_RULES, ROW_RULES
from prestatieafspraken.workbook.finding import Rule
from prestatieafspraken.workbook.reading.faults import FAULTS

_NAMES = [
    f"{w.__name__}.{m.name}"
    for w in (any_sheet, sheets, document)
    for m in iter_modules(w.__path__)
]
"""The modules with rules: of two findings in one row, that of the earlier module is told first."""

for _module in (inzending, *map(import_module, _NAMES)):
    for _rule in vars(_module).values():
        if isinstance(_rule, Rule):
            declare(_rule)
for _rule in FAULTS:
    declare(_rule)
CROSS_RULES.sort(key=lambda one: _NAMES.index(one.home))

RULES: Mapping[str, Rule] = dict(sorted(DECLARED.items()))
"""All rules by code, those of reading included."""

__all__ = ["CROSS_RULES", "ROW_RULES", "RULES"]
