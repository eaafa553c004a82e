"""Mistakes that people make who fill in a workbook: each with what must be said of it, and where.

Tried with the workbook of a corporatie by somebody who did not make the product; of most it was
written down what was typed, of a few only the kind of mistake.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from prestatieafspraken.afspraken import load
from prestatieafspraken.workbook.table import HEADER_ROW
from proving.kit import gevuld, ingevuld

Rij = Mapping[str, Any]


@dataclass(frozen=True)
class Zet:
    """Another value in the cell of a row (known by some of its cells) under a header."""

    blad: str
    rij: Rij
    kop: str
    waarde: Any


@dataclass(frozen=True)
class Typ:
    """A row typed below the last one that has anything in it."""

    blad: str
    rij: Rij


@dataclass(frozen=True)
class Wis:
    """A row of which all cells were emptied."""

    blad: str
    rij: Rij


Daad = Zet | Typ | Wis


def gemaakt(naam: str, partij: str, daden: Sequence[Daad]) -> tuple[bytes, list[str]]:
    """Give the filled year of a party with these mistakes in it, and the cell of each."""
    opened = load_workbook(io.BytesIO(_heel(naam, partij)))
    cellen = [_gedaan(opened, daad) for daad in daden]
    stream = io.BytesIO()
    opened.save(stream)
    return stream.getvalue(), cellen


@cache
def _heel(naam: str, partij: str) -> bytes:
    own = load(*gevuld.SETS[naam])
    return ingevuld.werkmap(own, own.partij(partij))


def _gedaan(opened: Workbook, daad: Daad) -> str:
    sheet = opened[daad.blad]
    koppen = {cell.value: cell.column for cell in sheet[HEADER_ROW] if cell.value}
    if isinstance(daad, Typ):
        row = _last(sheet, koppen) + 1
        for kop, waarde in daad.rij.items():
            sheet.cell(row, koppen[kop]).value = waarde
        return sheet.cell(row, koppen[next(iter(daad.rij))]).coordinate
    (row,) = (
        row
        for row in range(HEADER_ROW + 1, sheet.max_row + 1)
        if all(sheet.cell(row, koppen[kop]).value == value for kop, value in daad.rij.items())
    )
    if isinstance(daad, Wis):
        for col in koppen.values():
            sheet.cell(row, col).value = None
        return ""
    cell = sheet.cell(row, koppen[daad.kop])
    cell.value = daad.waarde
    return cell.coordinate


def _last(sheet: Worksheet, koppen: Mapping[str, int]) -> int:
    """Give the last row in which somebody filled in anything."""
    return max(
        row
        for row in range(HEADER_ROW, sheet.max_row + 1)
        if any(
            (value := sheet.cell(row, col).value) is not None and not str(value).startswith("=")
            for col in koppen.values()
        )
    )


@dataclass(frozen=True)
class Vergissing:
    """What somebody did, and the one finding of it: its code, the cell of a deed, what it says.

    `bij` is the number of the deed of which the cell is pointed at, or an address; "" for a sheet.
    """

    wat: str
    code: str
    zegt: str
    daden: Sequence[Daad]
    bij: int | str = 0
    naam: str = "alphen-aan-den-rijn 2019"
    partij: str = "Woonforte"


JAAR = {"Corporatie": "Woonforte", "Jaar": 2019}
STAND = JAAR | {"Soort cijfer": "realisatie"}
CONCERTWEG = {"Project": "Concertweg"}
BRINK = {"Corporatie": "De Brink Wonen", "Jaar": 2025}
INITIATIEF = {
    "Initiatief": "Buurttuin",
    "Kern": "Boskoop",
    "Begeleid door": "Woonforte",
    "Fase": "uitgevoerd",
}


def _initiatief(dag: Any) -> Typ:
    return Typ("Bewonersinitiatieven", INITIATIEF | {"Uitgevoerd op": dag})


def _status(code: str, status: str) -> list[Daad]:
    row = {"Code": code}
    return [Zet("1 Huurvoorraad", row, "Status", status)]


VERGISSINGEN = (
    Vergissing(
        "a point becomes a comma",
        "CEL-003",
        "Bedoelt u 9.875?",
        [Zet("Woningvoorraad", STAND, "DAEB", 9.875)],
    ),
    Vergissing(
        "the same in another municipality",
        "CEL-003",
        "Bedoelt u 2.393?",
        [Zet("Woningvoorraad", BRINK | {"Soort cijfer": "realisatie"}, "DAEB", 2.393)],
        naam="rietmeer 2025",
        partij="De Brink Wonen",
    ),
    Vergissing(
        "a point becomes a comma, in a text",
        "CEL-011",
        "9.875",
        [Zet("Woningvoorraad", STAND, "DAEB", "9,875")],
    ),
    Vergissing(
        "with its unit",
        "CEL-002",
        "Bedoelt u 9.822?",
        [Zet("Woningvoorraad", STAND, "DAEB", "9.822 woningen")],
    ),
    Vergissing(
        "about so many",
        "CEL-002",
        "Bedoelt u 170?",
        [Zet("Toewijzingen", BRINK, "Verhuringen", "ca. 170")],
        naam="rietmeer 2025",
        partij="De Brink Wonen",
    ),
    Vergissing(
        "the comma left out",
        "CEL-007",
        "Bedoelt u 1,66?",
        [Zet("Energie-index", STAND, "Energie-index", 166)],
    ),
    Vergissing(
        "a year with its digits swapped",
        "CEL-007",
        "Bedoelt u 2019?",
        [Zet("Toewijzingen", JAAR, "Jaar", 2109)],
    ),
    Vergissing(
        "a year of two digits",
        "CEL-006",
        "Bedoelt u 2025?",
        [Zet("Toewijzingen", BRINK, "Jaar", 25)],
        naam="rietmeer 2025",
        partij="De Brink Wonen",
    ),
    Vergissing(
        "a day as text", "CEL-004", "Bedoelt u 17-10-2019?", [_initiatief("17-10-19")], "E7"
    ),
    Vergissing(
        "an older word", "CEL-008", "Bedoelt u 'bezig' of 'loopt door'?", _status("T1-02", "loopt")
    ),
    Vergissing("not applicable", "CEL-008", "Bedoelt u 'vervallen'?", _status("T1-02", "n.v.t.")),
    Vergissing("done", "CEL-008", "Bedoelt u 'nagekomen'?", _status("T1-02", "Klaar")),
    Vergissing(
        "a phase by another word",
        "CEL-008",
        "Bedoelt u 'opgeleverd'?",
        [Zet("Nieuwbouwprojecten", CONCERTWEG, "Fase", "gereed")],
    ),
    Vergissing(
        "a name almost right",
        "CEL-008",
        "Bedoelt u Hazerswoude-Dorp?",
        [
            Typ(
                "Bewonersinitiatieven",
                INITIATIEF | {"Kern": "Hazerswoude Dorp", "Fase": "aangemeld"},
            )
        ],
        "B7",
    ),
    Vergissing(
        "a cross for yes",
        "CEL-008",
        "Bedoelt u 'Ja'?",
        [Zet("Nieuwbouwprojecten", CONCERTWEG, "Gasloos", "x")],
    ),
    Vergissing(
        "a row with the total",
        "CEL-008",
        "Een totaalrij hoort niet in de tabel.",
        [
            Typ(
                "Leefbaarheid",
                STAND | {"Corporatie": "Totaal", "Uitgaven": 3},
            )
        ],
    ),
    Vergissing(
        "a row with a remark alone",
        "CEL-001",
        "zegt niet waar zij over gaat: Corporatie, Project, Kern, Type, Woningen en Jaar",
        [Typ("Nieuwbouwprojecten", {"Toelichting": "De rest volgt in 2020."})],
        "A9",
    ),
    Vergissing(
        "a percentage without its sign",
        "CEL-016",
        "Bedoelt u 25%?",
        [Zet("Toewijzingen", JAAR, "Verwacht maatwerk", 25)],
    ),
    Vergissing(
        "address and number of a person",
        "PRV-002",
        "een telefoonnummer",
        [
            Zet(
                "Partijen",
                {"Partij": "Woonforte"},
                "Vast aanspreekpunt (functie)",
                "j.devries@woonforte.nl, 06-12345678",
            )
        ],
    ),
    Vergissing(
        "a person for a function",
        "PRT-006",
        "een naam van een persoon",
        [
            Zet(
                "Partijen",
                {"Partij": "De Brink Wonen"},
                "Vast aanspreekpunt (functie)",
                "Piet Jansen",
            )
        ],
        naam="rietmeer 2025",
        partij="De Brink Wonen",
    ),
    Vergissing(
        "an agreement removed",
        "AFG-002",
        "ontbreekt 1 afgesproken rij: T1-07",
        [Wis("1 Huurvoorraad", {"Code": "T1-07"})],
        "",
    ),
    Vergissing(
        "an agreed plan changed",
        "AFG-001",
        "Er staat 500; afgesproken is 650.",
        [Zet("Zonnepanelen", JAAR, "Gepland", 500)],
    ),
    Vergissing(
        "the text of an agreement changed",
        "AFG-001",
        "Er staat 'Iets anders'; afgesproken is",
        [Zet("1 Huurvoorraad", {"Code": "T1-07"}, "Afspraak", "Iets anders")],
    ),
    Vergissing(
        "the year of a project changed",
        "AFG-001",
        "Er staat 2020; afgesproken is 2019.",
        [Zet("Nieuwbouwprojecten", CONCERTWEG, "Jaar", 2020)],
    ),
    Vergissing(
        "less done than planned",
        "PLN-002",
        "181 woningen, zijn er 174 gedaan",
        [
            Zet("Kwaliteitsverbetering", JAAR, "Gerealiseerd", 174),
            Zet("3 Kwaliteit", {"Code": "T3-05"}, "Status", "deels nagekomen"),
            Zet("3 Kwaliteit", {"Code": "T3-05"}, "Toelichting", "Zeven woningen volgen."),
        ],
    ),
    Vergissing(
        "appliances that remain",
        "OVT-020",
        "nog 26 open toestellen",
        [
            Zet("Open verbrandingstoestellen", JAAR, "Vervangen", 12),
            Zet("3 Kwaliteit", {"Code": "T3-06"}, "Status", "deels nagekomen"),
            Zet("3 Kwaliteit", {"Code": "T3-06"}, "Toelichting", "De rest volgt in 2020."),
        ],
    ),
    Vergissing(
        "carried out after the peildatum",
        "BWI-002",
        "dat is na de peildatum",
        [_initiatief(date(2020, 1, 17))],
        "E7",
    ),
    Vergissing(
        "an amount with a minus",
        "VRD-001",
        "De verkoop is −6",
        [Zet("Woningvoorraad", STAND, "Verkoop", -6)],
    ),
    Vergissing(
        "a part above its whole",
        "VRD-002",
        "maar in totaal zijn het er 9.870",
        [Zet("Woningvoorraad", STAND, "DAEB in de kernen", 19_875)],
    ),
    Vergissing(
        "a stock that its movements do not explain",
        "VRD-003",
        "een verschil van +1.005",
        [Zet("Woningvoorraad", STAND, "DAEB", 10_875)],
    ),
    Vergissing(
        "more fitting than there were",
        "TWZ-002",
        "505 keer passend",
        [Zet("Toewijzingen", JAAR, "Waarvan passend", 505)],
    ),
    Vergissing(
        "a row of another party",
        "PRT-004",
        "Deze rij is van Habeko Wonen, maar de werkmap is van Woonforte.",
        [Typ("Zonnepanelen", {"Corporatie": "Habeko Wonen", "Jaar": 2019, "Gepland": 1})],
    ),
    Vergissing(
        "a row twice",
        "DUB-001",
        "Woonforte 2019 staat er 2 keer, in de rijen 7 en 8.",
        [Typ("Zonnepanelen", JAAR | {"Gepland": 650, "Gerealiseerd": 650})],
    ),
    Vergissing(
        "a dash",
        "CEL-012",
        "Hier staat '-'; dat is",
        [Zet("Zonnepanelen", JAAR, "Gerealiseerd", "-")],
    ),
    Vergissing(
        "a formula that lost its cell",
        "CEL-005",
        "de foutwaarde #REF!",
        [Zet("Woningvoorraad", STAND, "Aankoop", "#REF!")],
    ),
    Vergissing(
        "more delivered than planned",
        "NBW-001",
        "(12) groter dan het plan (11)",
        [Zet("Nieuwbouwprojecten", CONCERTWEG, "Opgeleverd", 12)],
    ),
    Vergissing(
        "ready before it began",
        "NBW-002",
        "ligt vóór de start van de bouw",
        [Zet("Nieuwbouwprojecten", CONCERTWEG, "Oplevering", date(2018, 6, 14))],
    ),
    Vergissing(
        "kept, without what came of it",
        "AFS-002",
        "T1-07 is nagekomen, maar",
        [Zet("1 Huurvoorraad", {"Code": "T1-07"}, "Realisatie", None)],
    ),
    Vergissing(
        "a number as text",
        "CEL-010",
        "Het is gelezen als 650.",
        [Zet("Zonnepanelen", JAAR, "Gerealiseerd", "650")],
    ),
    Vergissing(
        "two groups swapped",
        "TWZ-020",
        "Zijn Doelgroep en Middeninkomen verwisseld?",
        [
            Zet("Toewijzingen", JAAR, "Doelgroep", 17),
            Zet("Toewijzingen", JAAR, "Middeninkomen", 667),
        ],
        "D7",
    ),
    Vergissing(
        "a project by another name",
        "GPB-025",
        "Bedoelt u Concertweg?",
        [
            Typ(
                "Grondprijsbeding",
                {"Project": "Consertweg", "Corporatie": "Woonforte", "Woningen": 11}
                | {"Ingang": date(2019, 6, 14)},
            ),
            Zet("Nieuwbouwprojecten", CONCERTWEG, "Sociale grondprijs", "Ja"),
        ],
    ),
    Vergissing(
        "euros in thousands",
        "ONG-002",
        "Is het in duizenden euro's ingevuld?",
        [
            Zet("Leefbaarheid", STAND, kop, value)
            for kop, value in (("Ontmoeting", 300), ("Plekken", 435), ("Menskracht", 400))
        ],
        "H7",
    ),
    Vergissing(
        "the same in another municipality",
        "ONG-002",
        "Is het in duizenden euro's ingevuld?",
        [
            Zet("Leefbaarheid", BRINK | {"Soort cijfer": "realisatie"}, kop, value)
            for kop, value in (("Ontmoeting", 48), ("Plekken", 72), ("Menskracht", 96))
        ],
        "H7",
        naam="rietmeer 2025",
        partij="De Brink Wonen",
    ),
    Vergissing(
        "megawatt-hours",
        "ONG-002",
        "Is het in MWh ingevuld?",
        [Zet("Duurzame energie", JAAR, "Opgewekt", 1_326)],
    ),
    Vergissing(
        "of the year before",
        "BWI-003",
        "dat is vóór 2019, dus het telt niet mee",
        [_initiatief(date(2018, 10, 17))],
        "E7",
    ),
    Vergissing(
        "still running after its term, led by another",
        "AFS-020",
        "Afspraak T1-05 moest klaar zijn op 31 december 2019; de status is 'bezig'.",
        [
            Zet("1 Huurvoorraad", {"Code": "T1-05"}, "Status", "bezig"),
            Zet("1 Huurvoorraad", {"Code": "T1-05"}, "Afgerond op", None),
        ],
    ),
    Vergissing(
        "kept, with a plan that was not met",
        "AFS-035",
        "Woonforte 174 van 181",
        [
            Zet("3 Kwaliteit", {"Code": "T3-05"}, "Status", "nagekomen"),
            Zet("Kwaliteitsverbetering", JAAR, "Gerealiseerd", 174),
            Zet("Kwaliteitsverbetering", JAAR, "Toelichting", "Zeven woningen volgen."),
        ],
    ),
    Vergissing(
        "a digit too many",
        "PLN-004",
        "Bedoelt u 650?",
        [Zet("Zonnepanelen", JAAR, "Gerealiseerd", 6_500)],
    ),
)
"""Each with the one finding that must be told of it."""
LEEG = (
    ([Wis("Woningvoorraad", STAND)], "Woningvoorraad", "Woonforte 2019 realisatie: DAEB"),
    (
        [Zet("Leefbaarheid", STAND, kop, None) for kop in ("Ontmoeting", "Plekken", "Menskracht")],
        "Leefbaarheid",
        "Woonforte 2019 realisatie: Ontmoeting (E7)",
    ),
    (
        [Zet("Nieuwbouwprojecten", CONCERTWEG, "Fase", None)],
        "Nieuwbouwprojecten",
        "Woonforte Concertweg: Fase (G7)",
    ),
)
"""What was left empty, with the sheet and the words by which the completeness tells it."""
