"""The statuses of an agreement."""

from __future__ import annotations

from enum import StrEnum


class AfspraakStatus(StrEnum):
    """How an agreement stands; the order is that of the drop-down."""

    NIET_GESTART = "niet gestart"
    OP_KOERS = "op koers"
    AANDACHT = "aandacht"
    AFGEROND = "afgerond"
    NIET_GEHAALD = "niet gehaald"
    VERVALLEN = "vervallen"


CLOSED = (AfspraakStatus.AFGEROND, AfspraakStatus.NIET_GEHAALD, AfspraakStatus.VERVALLEN)
"""The statuses after which a term no longer runs."""
