"""The parts of a year that figures may cover."""

from __future__ import annotations

FULL_YEAR = "heel jaar"
QUARTERS = {FULL_YEAR: 4, "kwartaal 1": 1, "kwartaal 1 t/m 2": 2, "kwartaal 1 t/m 3": 3}
"""How many quarters each part covers; the order is that of the drop-down."""
HALVES = ("1e halfjaar", "2e halfjaar")
"""The halves of a year, in their order."""
