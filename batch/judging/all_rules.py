"""All rules that a finding can come from, those of the program itself included."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from prestatieafspraken.workbook.finding import Rule


def all_rules() -> Mapping[str, Rule]:
    """Give every rule by its code."""
    from prestatieafspraken.batch.judging.internal import INTERNAL_RULES
    from prestatieafspraken.validators.registry import RULES

    return dict(sorted({**RULES, **{rule.code: rule for rule in INTERNAL_RULES}}.items()))
