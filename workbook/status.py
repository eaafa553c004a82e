"""The statuses of an agreement that say more than their word."""

from __future__ import annotations

CLOSED = ("afgerond", "niet gehaald", "vervallen")
"""The statuses after which a term no longer runs."""
