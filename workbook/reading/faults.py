"""Every rule of reading a workbook. Codes are never reused."""

from __future__ import annotations

from prestatieafspraken.workbook.finding import Rule
from prestatieafspraken.workbook.package import file_faults
from prestatieafspraken.workbook.reading import cell_faults, inzending_faults, structure_faults

FAULTS: tuple[Rule, ...] = tuple(
    rule
    for kind in (file_faults, structure_faults, inzending_faults, cell_faults)
    for rule in vars(kind).values()
    if isinstance(rule, Rule)
)
"""The rules in the order in which they are told: file, template, structure, handing in, cells."""
