"""The columns on the sheet Indicatoren: verdicts first, what was meant last."""

from __future__ import annotations

SHEET = "Indicatoren"
COLUMNS = (
    ("Oordeel", 18),
    ("Wat", 36),
    ("Waarvan", 22),
    ("Periode", 11),
    ("Waarde", 15),
    ("Norm", 15),
    ("Waarom", 28),
    ("Code", 15),
)
"""Header and width; a reason shows its first words, and all of it where its cell is chosen."""
