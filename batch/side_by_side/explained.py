"""What people explained in a workbook of what is found between it and others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple, replace
from typing import Any

from prestatieafspraken.dutch.shown import as_json
from prestatieafspraken.validators.any_sheet.privacy import veiled
from prestatieafspraken.validators.any_sheet.toelichtingen import explain
from prestatieafspraken.validators.inzending import is_between
from prestatieafspraken.validators.personal.persoonsgegevens import masked
from prestatieafspraken.workbook.finding import Finding
from prestatieafspraken.workbook.findings_table import Explanation

WrittenExplanation = Sequence[Any]
"""An explanation as it is sent and kept: its fields in their order, with nobody's data in them."""


def as_written(given: Iterable[Explanation]) -> list[WrittenExplanation]:
    """Write the explanations of what is found between workbooks."""
    mine = [replace(one, waarde=as_json(one.waarde)) for one in given if is_between(one.code)]
    return [
        [masked(value) if isinstance(value, str) else value for value in astuple(one)]
        for one in mine
    ]


def explained(
    findings: Sequence[Finding], known: Iterable[WrittenExplanation]
) -> Sequence[Finding]:
    """Give findings between workbooks with what the workbook that they are about explains."""
    given = [Explanation(*one) for one in known]
    # What was explained of a workbook that does not lie beside it now is kept without a word.
    return veiled(explain(veiled(findings), given)[: len(findings)])
