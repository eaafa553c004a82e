"""The annotated copy of each workbook with faults, beside its page."""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path

from prestatieafspraken.batch.ledger import look
from prestatieafspraken.batch.verdict import Verdict
from prestatieafspraken.workbook.annotate import annotate
from prestatieafspraken.workbook.door import FileFault
from prestatieafspraken.workbook.file import content
from prestatieafspraken.workbook.limits import Limits


def copy_beside(path: Path, verdict: Verdict, folder: Path, limits: Limits) -> None:
    """Write the copy of a workbook into `folder`, under the key of the file.

    A copy of an earlier verdict goes. Without a copy the verdict still stands: a workbook without
    faults, one that has changed meanwhile, or one whose XML is written in a way that cannot be
    patched, has none.
    """
    target = folder / f"{look(path).key}.xlsx"
    if path.suffix.lower() == ".xlsm":
        target = target.with_suffix(".xlsm")
    part = target.with_suffix(".deel")
    with contextlib.suppress(FileFault, ValueError, OSError):
        target.unlink(missing_ok=True)
        if verdict.book is None or verdict.status != "fouten":
            return
        data = content(path, limits)
        if hashlib.sha256(data).hexdigest() == verdict.sha256:
            try:
                part.write_bytes(annotate(data, verdict.findings, limits))
                part.replace(target)
            finally:
                part.unlink(missing_ok=True)
