"""The columns on the sheet Indicatoren: verdicts first, what was meant last."""

from __future__ import annotations

SHEET = "Indicatoren"
COLUMNS = (
    ("Oordeel", 17),
    ("Wat", 38),
    ("Waarvan", 19),
    ("Periode", 10),
    ("Waarde", 15),
    ("Norm", 16),
    ("Waarom", 27),
    ("Code", 17),
)
"""Header and width; a reason shows its first words, and all of it where its cell is chosen."""
