"""The annotated copy of each workbook with something to repair or to explain, to send back."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from prestatieafspraken.batch.guarding import safe_write
from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.batch.run.ledger import look
from prestatieafspraken.dutch.folded import hyphenated
from prestatieafspraken.workbook.finding import Finding
from prestatieafspraken.workbook.package.content import content
from prestatieafspraken.workbook.package.door import FaultyFileError
from prestatieafspraken.workbook.package.limits import Limits
from prestatieafspraken.workbook.patching.annotate import annotate
from prestatieafspraken.workbook.patching.handed_on import ActsError, handed_on
from prestatieafspraken.workbook.patching.internet_mark import carry_mark
from prestatieafspraken.workbook.patching.marks import MARKED
from prestatieafspraken.workbook.patching.values_copy import TooManyError, values_of

MARKED_COPY, VALUES = "gemarkeerd.xlsx", "gemarkeerd-waarden.xlsx"
"""How the name of a copy ends, and that of one that has the values only."""
MAIL = "mail.txt"
"""How the name ends of the text that goes with it."""


def copy_beside(
    path: Path, verdict: Verdict, more: Sequence[Finding], folder: Path, limits: Limits
) -> None:
    """Write the copy of a workbook into a folder of its own, called after its party and year.

    That folder lies in `folder` under the key of the file. The copy also tells `more`, what laying
    workbooks side by side found in its cells. A copy of an earlier verdict goes, and first the JSON
    that says that all beside it is of that verdict. Without a copy the verdict still stands: a
    workbook of which nothing is asked, one that has changed meanwhile, or one whose XML is written
    in a way that cannot be patched, has none.
    """
    key = look(path).key
    place = folder / key
    with contextlib.suppress(FaultyFileError, ValueError, OSError, TooManyError):
        for old in (folder / f"{key}.json", *sent_back(place)):
            old.unlink(missing_ok=True)
        if verdict.book is None or not asks((*verdict.findings, *more)):
            return
        data = content(path, limits)
        if hashlib.sha256(data).hexdigest() == verdict.sha256:
            try:
                shown, end = handed_on(data, limits), MARKED_COPY
            except ActsError:
                shown, end = values_of(data, limits), VALUES
            own_place(place)
            target = place / named(verdict, end)
            safe_write.write(target, annotate(shown, (*verdict.findings, *more), limits))
            carry_mark(path, target)


def asks(findings: Iterable[Finding]) -> bool:
    """Tell whether anything is asked of the sender: a repair, or an explanation."""
    return any(finding.ernst in MARKED for finding in findings)


def named(verdict: Verdict, end: str) -> str:
    """Call a file after the party and the year: woonforte-2019-gemarkeerd.xlsx."""
    whose = f"{verdict.partij or 'werkmap'} {verdict.jaar or ''}"
    return f"{hyphenated(whose)}-{end}"


def own_place(place: Path) -> None:
    """Make the folder of a workbook (OSError when a link lies in its place)."""
    place.mkdir(mode=0o700, exist_ok=True)
    if safe_write.leads_away(place.lstat()):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(place))


def sent_back(place: Path) -> list[Path]:
    """Give what lies in the folder of a workbook, to go back to its sender."""
    return sorted(place.iterdir()) if place.is_dir() and not place.is_symlink() else []
