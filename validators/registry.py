"""Every rule by its code; importing this module registers them all."""

from importlib import import_module
from pkgutil import iter_modules

from prestatieafspraken.validators import any_sheet, document, inzending, sheets
from prestatieafspraken.validators.declaring.registration import DECLARED, declare
from prestatieafspraken.validators.declaring.rule import CROSS_RULES, ROW_RULES
from prestatieafspraken.validators.document.rules import TEXT_RULES
from prestatieafspraken.workbook.finding import Rule
from prestatieafspraken.workbook.reading.faults import FAULTS

__all__ = ["CROSS_RULES", "ROW_RULES", "RULES"]

_WINGS = (any_sheet, sheets, document)
_HOMES = [f"{wing.__name__}.{m.name}" for wing in _WINGS for m in iter_modules(wing.__path__)]
"""The modules with rules: of two findings in one row, that of the earlier module is told first."""

_held = [value for name in _HOMES for value in vars(import_module(name)).values()]
for _rule in (*FAULTS, *inzending.RULES, *(value for value in _held if isinstance(value, Rule))):
    declare(_rule)
TEXT_RULES.sort(key=lambda one: one.rule.code)
CROSS_RULES.sort(key=lambda one: _HOMES.index(one.home))
RULES = dict(sorted(DECLARED.items()))
"""All rules by code, those of reading included."""
