"""The macros of our workbooks as a reader knows them: a project has a module for each sheet."""

from __future__ import annotations

import hashlib

from prestatieafspraken.addin.build import macros
from prestatieafspraken.workbook.vba.into_package import project

MOST = 80
"""Sheets: twelve themes, all tables and the sheets of our own are fewer."""


def macros_module() -> str:
    """Give the module with a SHA-256 for each number of sheets, from one on."""
    ours = macros()
    lines = [
        f'        "{hashlib.sha256(project(ours, number)).hexdigest()}",'
        for number in range(1, MOST + 1)
    ]
    return "\n".join([HEAD, *lines, TAIL])


HEAD = '''"""SHA-256 of the macros in a workbook of ours by its number of sheets: docs/macros.py.

Which sheets a workbook has follows from its agreements, and each sheet has a module of its own.
A reader need not be able to build the macros.
"""

from __future__ import annotations

OF_WORKBOOKS: frozenset[str] = frozenset(
    {'''
TAIL = """    }
)
"""
