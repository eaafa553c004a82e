"""Work on files from outside within bounds, of which passing one is told to the user."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from prestatieafspraken.batch.guarding.limited import ExceededError, OnMessage
from prestatieafspraken.batch.guarding.within import cost_of, told, within
from prestatieafspraken.dutch.user_error import UserError
from prestatieafspraken.workbook.package.limits import COST, Cost

T = TypeVar("T")
MOST_NAMES = 3
"""Files that one sentence names."""


def bounded(
    files: Sequence[Path],
    work: Callable[..., T],
    *args: object,
    cost: Cost = COST,
    tell: OnMessage | None = None,
) -> T:
    """Give what `work(*args)` makes of files, or say that it passed a bound (UserError)."""
    try:
        return within(files, work, *args, cost=cost_of(files, cost), tell=tell)
    except ExceededError as why:
        finding = told(why.reason, why.cost)
        names = ", ".join(str(path) for path in files[:MOST_NAMES])
        more = ", ..." if len(files) > MOST_NAMES else ""
        message = f"{names}{more}: {finding.melding}"
        raise UserError(finding.code, message, finding.herstel, exit_code=4) from why
