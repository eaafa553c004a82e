"""An own Word template: read, and filled in where it can be ended."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from prestatieafspraken.dutch.user_error import UserError
from prestatieafspraken.templates.word.filled import TemplateError

T = TypeVar("T")

MEMORY, SECONDS = 1024 * 1024 * 1024, 60
"""Bytes of address space, and seconds of the processor, for an own template; a report takes 200 MB
and one second, on a slow computer ten."""


def own(path: Path | None) -> bytes | None:
    """Read an own template, if there is one (UserError when it cannot be read)."""
    if path is None:
        return None
    from prestatieafspraken.templates.word import own as own_word

    try:
        return own_word.read(path)
    except TemplateError as error:
        raise refused(error) from error


def apart(work: Callable[..., T], *args: object) -> T:
    """Do work on an own template in a process that can be ended (TemplateError when it was)."""
    from prestatieafspraken.batch.guarding.limited import Exceeded, Reason, limited
    from prestatieafspraken.templates.word.filled import TemplateError
    from prestatieafspraken.workbook.package.limits import Cost

    cost = Cost(memory=MEMORY, seconds=SECONDS, clock=2 * SECONDS)
    try:
        return limited(work, *args, cost=cost)
    except Exceeded as error:
        words = {
            Reason.TIME: f"het duurde langer dan {SECONDS} seconden en is afgebroken.",
            Reason.MEMORY: f"het vroeg meer dan {MEMORY >> 20} MB geheugen en is afgebroken.",
            Reason.BROKEN: "het invullen brak af.",
        }
        raise TemplateError(words[error.reason]) from error


def refused(error: TemplateError) -> UserError:
    """Say that an own template cannot be used, and why."""
    return UserError(
        "VSL-001",
        f"Het sjabloon kan niet worden ingevuld: {error}",
        "Controleer het met: prestatieafspraken sjabloon controleer EIGEN.docx.",
    )
