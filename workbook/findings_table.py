"""The table on the sheet Bevindingen: what a check found, and what people explain about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from prestatieafspraken.workbook.finding import MEANING

SHEET, EXCEL_NAME = "Bevindingen", "tblBevindingen"
COLUMNS = (
    ("Ernst", 9, MEANING),
    ("Code", 9, "De code van de regel."),
    ("Blad", 17, "Het blad van de cel."),
    ("Cel", 7, "Het adres van de cel. Met Rij en Kolom erbij mag de cel verschuiven."),
    ("Rij", 17, "Waar de rij over gaat, bijvoorbeeld een corporatie en een jaar."),
    ("Kolom", 13, "De kop van de kolom."),
    (
        "Waarde",
        12,
        "De waarde die de controle vond. Een toelichting geldt alleen voor deze waarde.",
    ),
    ("Melding", 30, "Wat de controle vond."),
    ("Herstel", 26, "Wat er anders moet."),
    ("Toelichting", 20, "Klopt de waarde toch? Zeg hier waarom, zonder namen van personen."),
)
"""Header, width and help of each column; a person who types a row may leave most of them empty.

Together they are as wide as a screen of 1366 pixels shows.
"""


@dataclass(frozen=True)
class Explanation:
    """What a person explains about one finding; `at` is the cell in which that stands.

    The place is as it was written: a part that was left empty is "".
    """

    at: str
    code: str
    blad: str
    cel: str
    rij: str
    kolom: str
    waarde: Any
    tekst: str
