"""Functions for a cell: they ask the indicators, and compute nothing themselves.

Excel for Windows alone can call them. What cannot be told comes back as a Dutch sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import xlwings as xw

from prestatieafspraken.afspraken.model import Richting
from prestatieafspraken.dutch.written import listing
from prestatieafspraken.indicators.context import FigureRow
from prestatieafspraken.indicators.grenzen import label
from prestatieafspraken.indicators.lijn import Line
from prestatieafspraken.indicators.rates import rate
from prestatieafspraken.indicators.result import Maatstaf, UndeterminedError
from prestatieafspraken.workbook.labelklassen import LABELS

Answer = float | str
CATEGORY = "Prestatieafspraken"


@xw.func(category=CATEGORY)
def PA_SLAAGKANS(verhuringen: Any, woningzoekenden: Any) -> Any:  # noqa: N802
    """Slaagkans: verhuringen gedeeld door actief woningzoekenden."""

    def answer() -> Answer:
        cells = {"teller": verhuringen, "noemer": woningzoekenden}
        return float(rate(FigureRow("werkblad", 1, cells, None)).waarde)

    return _told(answer)


@xw.func(category=CATEGORY)
def PA_LABEL(energie_index: Any, methode: Any) -> Any:  # noqa: N802
    """Energielabel bij een energie-index; de methode is een keuze uit de lijst op het blad."""

    def answer() -> Answer:
        found = label(_number("energie-index", energie_index), str(methode))
        if found is None:
            known = listing(sorted(LABELS))
            raise UndeterminedError(
                f"Bij deze methode hoort geen label. De methoden zijn: {known}."
            )
        return found

    return _told(answer)


@xw.func(category=CATEGORY)
def PA_GROEI_NODIG(doel: Any, gerealiseerd: Any) -> Any:  # noqa: N802
    """Groei die nog nodig is: die van het doel min de gerealiseerde, en 0 als die er al is."""
    return _told(
        lambda: float(_norm(doel).short(_number("gerealiseerde groei", gerealiseerd))),
    )


@xw.func(category=CATEGORY)
def PA_GROEI_PER_JAAR(  # noqa: N802
    doel: Any, gerealiseerd: Any, jaar: Any, streefjaar: Any
) -> Any:
    """Groei die per jaar nog nodig is, van het laatst getelde jaar tot het streefjaar."""

    def answer() -> Answer:
        now, goal = int(_number("jaar", jaar)), int(_number("streefjaar", streefjaar))
        done = _number("gerealiseerde groei", gerealiseerd)
        needed = Line(now, done, now, done).needed(_norm(doel), goal)
        if needed is None:
            raise UndeterminedError(f"Het streefjaar {goal} is al geteld.")
        return float(needed)

    return _told(answer)


FUNCTIONS: tuple[Callable[..., Any], ...] = (
    PA_SLAAGKANS,
    PA_LABEL,
    PA_GROEI_NODIG,
    PA_GROEI_PER_JAAR,
)
"""What can be used in a cell."""


def _norm(doel: Any) -> Maatstaf:
    return Maatstaf(_number("doel", doel), Richting.MINIMAAL, "de cel")


def _number(naam: str, value: Any) -> Decimal:
    """Read a number as the indicators read a cell (UndeterminedError when it is none)."""
    found = FigureRow("werkblad", 1, {naam: value}, None).number(naam)
    if found is None:
        raise UndeterminedError(f"Bij {naam} staat geen getal.")
    return found


def _told(answer: Callable[[], Answer]) -> Answer:
    try:
        return answer()
    except UndeterminedError as reason:
        return str(reason)
