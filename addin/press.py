"""What a ribbon button starts: one action per button, and only those that are named here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Action = Callable[[Any], str]
"""Works on the open workbook and gives the sentence to end with."""


def _todo(book: Any) -> str:
    return "Deze knop werkt nog niet."


ACTIONS: dict[str, Action] = dict.fromkeys(
    (
        "controleer_werkmap",
        "controleer_blad",
        "vorige_bevinding",
        "volgende_bevinding",
        "leg_toelichting_vast",
        "wis_markeringen",
        "bereken_indicatoren",
        "maak_jaarverslag",
        "maak_inzending",
        "herstel_keuzelijsten",
        "nieuw_jaar",
        "handleiding",
        "over",
    ),
    _todo,
)
"""The action of each button, by its id on the ribbon."""
