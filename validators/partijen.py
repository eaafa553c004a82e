"""Parties and the agreements of the four themes: who does what, by when, and how it stands."""

from __future__ import annotations

from prestatieafspraken.validators.column import choice, day, note, text
from prestatieafspraken.workbook.table import Table

PARTIJEN = Table(
    name="partijen",
    sheet="Partijen",
    excel_name="tblPartijen",
    title="Partijen",
    description="Wie doet mee, en wie is het vaste aanspreekpunt. Noteer een functie, nooit een naam.",
    theme=0,
    key=("naam",),
    source="r. 61-77, 529-530",
    columns=(
        choice("naam", "Partij", "partijen", required=True, width=30, help="Naam van de partij."),
        choice("soort", "Soort", "partijsoorten", required=True, help="Soort partij."),
        choice(
            "doet_mee",
            "Partij in dit jaar",
            "ja_nee",
            required=True,
            width=14,
            help="Ja als de partij de jaarafspraken van dit jaar mee aangaat.",
        ),
        text(
            "contactfunctie",
            "Vast aanspreekpunt (functie)",
            limit=80,
            help="Functie of afdeling van het vaste aanspreekpunt. Schrijf geen naam, "
            "telefoonnummer of e-mailadres op.",
        ),
        note(),
    ),
)


def _agreements(theme: int, sheet: str, title: str) -> Table:
    return Table(
        name=f"afspraken_{theme}",
        sheet=sheet,
        excel_name=f"tblAfspraken{theme}",
        title=title,
        description="De afspraken van dit thema. Werk per afspraak de status en de realisatie bij.",
        theme=theme,
        key=("code",),
        spare_rows=0,
        columns=(
            text(
                "code", "Code", limit=10, required=True, width=9, help="Vaste code van de afspraak."
            ),
            text(
                "afspraak",
                "Afspraak",
                limit=200,
                required=True,
                width=44,
                help="Wat is afgesproken, kort.",
            ),
            choice(
                "trekker",
                "Trekker",
                "trekkers",
                width=20,
                help="Wie trekt de afspraak; één partij.",
            ),
            text("partijen", "Met", limit=120, width=28, help="Welke partijen nog meer meedoen."),
            text(
                "wanneer",
                "Wanneer",
                limit=60,
                width=18,
                help="De termijn zoals die in de afspraken staat.",
            ),
            day("uiterlijk", "Uiterlijk", help="De laatste dag waarop de afspraak op tijd is."),
            choice(
                "status",
                "Status",
                "statussen",
                width=15,
                help="Hoe staat het ervoor op de peildatum?",
            ),
            text("realisatie", "Realisatie", width=36, help="Wat is er gedaan of bereikt?"),
            text(
                "bewijs",
                "Bewijs",
                limit=200,
                width=24,
                help="Waar is dat na te lezen: stuk, besluit of cijferblad.",
            ),
            note(),
        ),
    )


AFSPRAKEN = (
    _agreements(0, "0 Partners in wonen", "Partners in wonen: organisatie en samenwerking"),
    _agreements(1, "1 Huurvoorraad", "Thema 1: betaalbare sociale huurvoorraad"),
    _agreements(2, "2 Woonomgeving", "Thema 2: vitale, veilige en gezonde woonomgeving"),
    _agreements(3, "3 Kwaliteit", "Thema 3: toekomstbestendige kwaliteit"),
)
"""One table per theme sheet, all of the same form."""
