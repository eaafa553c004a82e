"""The annotated copy of each workbook with something to repair, beside its page."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Sequence
from pathlib import Path

from prestatieafspraken.batch.guarding import safe_write
from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.batch.run.ledger import look
from prestatieafspraken.workbook.finding import Finding
from prestatieafspraken.workbook.lists.checked import Status
from prestatieafspraken.workbook.package.content import content
from prestatieafspraken.workbook.package.door import FaultyFileError
from prestatieafspraken.workbook.package.limits import Limits
from prestatieafspraken.workbook.patching.annotate import annotate
from prestatieafspraken.workbook.patching.handed_on import ActsError, handed_on
from prestatieafspraken.workbook.patching.internet_mark import carry_mark
from prestatieafspraken.workbook.patching.values_copy import TooManyError, values_of

VALUES = "-waarden.xlsx"
"""How the name of a copy ends that has the values only."""


def copy_beside(
    path: Path, verdict: Verdict, more: Sequence[Finding], folder: Path, limits: Limits
) -> None:
    """Write the copy of a workbook into `folder`, under the key of the file.

    It also tells `more`, what laying workbooks side by side found in its cells. A copy of an
    earlier verdict goes, and first the JSON that says that all beside it is of that verdict.
    Without a copy the verdict still stands: a workbook without faults, one that has changed
    meanwhile, or one whose XML is written in a way that cannot be patched, has none.
    """
    target = folder / f"{look(path).key}.xlsx"
    values = target.with_name(target.stem + VALUES)
    with contextlib.suppress(FaultyFileError, ValueError, OSError, TooManyError):
        for old in (target.with_suffix(".json"), target, target.with_suffix(".xlsm"), values):
            old.unlink(missing_ok=True)
        if verdict.book is None or not (verdict.status == Status.FOUTEN or more):
            return
        data = content(path, limits)
        if hashlib.sha256(data).hexdigest() == verdict.sha256:
            try:
                shown = handed_on(data, limits)
            except ActsError:
                target, shown = values, values_of(data, limits)
            safe_write.write(target, annotate(shown, (*verdict.findings, *more), limits))
            carry_mark(path, target)
