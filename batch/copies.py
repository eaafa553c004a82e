"""The annotated copy of each workbook with something to repair, beside its page."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Sequence
from pathlib import Path

from prestatieafspraken.batch.ledger import look
from prestatieafspraken.batch.verdict import Verdict
from prestatieafspraken.workbook import safe_write
from prestatieafspraken.workbook.annotate import annotate
from prestatieafspraken.workbook.door import FileFault
from prestatieafspraken.workbook.file import content
from prestatieafspraken.workbook.finding import Finding
from prestatieafspraken.workbook.limits import Limits


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
    if path.suffix.lower() == ".xlsm":
        target = target.with_suffix(".xlsm")
    with contextlib.suppress(FileFault, ValueError, OSError):
        target.with_suffix(".json").unlink(missing_ok=True)
        target.unlink(missing_ok=True)
        if verdict.book is None or not (verdict.status == "fouten" or more):
            return
        data = content(path, limits)
        if hashlib.sha256(data).hexdigest() == verdict.sha256:
            copy = annotate(data, (*verdict.findings, *more), limits)
            safe_write.write(target, copy)
