"""An own Word template: read, and filled in where it can be ended."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

MEMORY, SECONDS = 1024 * 1024 * 1024, 60
"""Bytes of address space, and seconds of the processor, for an own template; a report takes 200 MB
and one second, on a slow computer ten."""


def own(path: Path | None) -> bytes | None:
    """Read an own template, if there is one (UserError when it cannot be read)."""
    if path is None:
        return None
    from prestatieafspraken.templates.word import own as own_word

    return own_word.read(path)


def apart(work: Callable[..., T], *args: object) -> T:
    """Do work on an own template in a process that can be ended (TemplateError when it was)."""
    from prestatieafspraken.batch.guarding.limited import ExceededError, Reason, limited
    from prestatieafspraken.templates.word.filled import TemplateError
    from prestatieafspraken.workbook.package.limits import Cost

    cost = Cost(memory=MEMORY, seconds=SECONDS, clock=2 * SECONDS)
    try:
        return limited(work, *args, cost=cost)
    except ExceededError as error:
        words = {
            Reason.TIME: f"het duurde langer dan {SECONDS} seconden en is afgebroken.",
            Reason.MEMORY: f"het vroeg meer dan {MEMORY >> 20} MB geheugen en is afgebroken.",
            Reason.BROKEN: "het invullen brak af.",
        }
        raise TemplateError(words[error.reason]) from error
