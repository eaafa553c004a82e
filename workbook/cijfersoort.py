"""Whether a figure was counted or is expected."""

from __future__ import annotations

from enum import StrEnum

SOORT = "soort_cijfer"
"""The column that says it, in every table that has one."""


class CijferSoort(StrEnum):
    """What kind of figure a row has; the order is that of the drop-down."""

    REALISATIE = "realisatie"
    PROGNOSE = "prognose"
