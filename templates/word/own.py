"""An own Word template: read, looked at, checked and filled in; each step under bounds.

What crosses to another process is bytes and plain data.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from prestatieafspraken.templates.sandbox.budget import Budget
from prestatieafspraken.templates.word import door
from prestatieafspraken.templates.word.filled import TemplateError, fill, opened
from prestatieafspraken.templates.word.rehearsal import missing
from prestatieafspraken.workbook.package.steady import steady

STEPS, TEXT = 500_000, 50_000_000
"""Turns of loops and characters of one document; see decision 40 for what reports take."""


def read(path: Path) -> bytes:
    """Read a template (TemplateError when it is no file, too large or changing)."""
    return door.read(path)


def unknown(template: bytes) -> list[str]:
    """Name the fields of a template that do not exist, each with the nearest that does.

    Raises TemplateError when the template may not be used, cannot be read, or cannot be filled in.
    """
    return missing(opened(door.admitted(template)), Budget(STEPS, TEXT))


def filled(template: bytes, fields: Mapping[str, Any], stamp: str) -> bytes:
    """Give the document that an own template makes of the fields.

    What `unknown` names is refused here as well, and so is a document that holds what a template
    may not hold: fields can put together what stood in none of them.
    """
    safe = door.admitted(template)
    lines = missing(opened(safe), Budget(STEPS, TEXT))
    if lines:
        raise TemplateError(f"{lines[0][0].lower()}{lines[0][1:]}")
    document = fill(opened(safe), fields, Budget(STEPS, TEXT))
    door.examine_result(document)
    return steady(document, stamp)
