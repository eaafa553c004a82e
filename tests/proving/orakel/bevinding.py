"""What the second judge says: a code at a place, and all that the product must say there.

The severities stand in ernst.csv, with the reason for each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any

from proving.orakel.document import regels

NIETS_GEZEGD: Any = object()
"""Stands for a value that nothing was said of."""


class Bevinding(tuple[str, str, str]):
    """A finding: code, sheet and cell, by which it is known, with its value and its facts.

    The facts are what the sentence must name, each as a reader sees it; `cellen` the cells beside
    its own that it may point at.
    """

    waarde: Any
    feiten: Sequence[str]
    lichter: str = ""
    """How much it matters where that is less than ernst.csv says of its code."""

    def __new__(
        cls, code: str, blad: str, cel: str, feiten: Sequence[Any] = (), waarde: Any = NIETS_GEZEGD
    ) -> Bevinding:
        """Take a finding down, a day in its value as in JSON; an empty cell is no fact."""
        self = super().__new__(cls, (code, blad, cel))
        self.waarde = waarde.isoformat() if isinstance(waarde, date) else waarde
        self.feiten = [str(feit) for feit in feiten if feit not in (None, "")]
        return self


@cache
def ernst(code: str) -> str:
    """Give how much a rule matters; nothing of a rule that this judge does not know."""
    found = [r["ernst"] for r in regels("ernst") if re.fullmatch(r["code"], code)]
    assert len(found) < 2, f"ernst.csv has two rows for {code}"
    return found[0] if found else ""


def ontbreekt(feit: str, zin: str) -> bool:
    """Say whether a sentence does not name a fact; 12 is not named by 112, 12,5 or 1.012."""
    return not re.search(rf"(?<![\w.,\u2212+]){re.escape(feit)}(?![\w%]|[.,]\d)", zin)


def verschillen(bevinding: Bevinding, ernst_: str, waarde: Any, zin: str) -> Iterator[str]:
    """Give what a finding of the product says otherwise."""
    right = bevinding.lichter or ernst(bevinding[0])
    if ernst_ != right:
        yield f"it is a {ernst_}, by ernst.csv a {right}"
    if bevinding.waarde is not NIETS_GEZEGD and waarde != bevinding.waarde:
        yield f"its value is {waarde!r}, and not {bevinding.waarde!r}"
    for feit in bevinding.feiten:
        if ontbreekt(feit, zin):
            yield f"it does not say {feit!r}: {zin}"
