"""How the value, the norm and the way to it are written, the same wherever they stand."""

from __future__ import annotations

from prestatieafspraken.dutch.figure import difference, exactly, measure
from prestatieafspraken.indicators.result import Indicator


def value_of(indicator: Indicator) -> str:
    """Write the value, on the right side of its norm ("" where it is not known)."""
    if indicator.waarde is None:
        return ""
    bounds = [] if indicator.norm is None else [indicator.norm]
    return measure(indicator.waarde, indicator.eenheid, *bounds, *indicator.naast)


def norm_of(indicator: Indicator) -> str:
    """Write the norm: in words where the goal asks more than one number says ("" without one)."""
    if indicator.norm is None:
        return ""
    return indicator.norm_geschreven or exactly(indicator.norm, indicator.eenheid)


def gap_of(indicator: Indicator) -> str:
    """Write how far the value is from its norm ("" where it is met or not known)."""
    return difference(indicator.afstand, indicator.eenheid) if indicator.afstand else ""


def part_told(indicator: Indicator) -> str:
    """Name the part that a value is of; a year by itself is told as its period."""
    own = indicator.onderdeel
    return "geheel" if own is None or own == indicator.periode else own
