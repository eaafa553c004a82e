"""Key figures of goals that no other sheet asks the figures of: one form for whatever is counted."""

from __future__ import annotations

from prestatieafspraken.validators.declaring.column import (
    choice,
    decimal,
    note,
    soort_cijfer,
    text,
    year,
)
from prestatieafspraken.workbook.column import Format
from prestatieafspraken.workbook.table import Table
from prestatieafspraken.workbook.uitvraag import Uitvraag

MOST = 100_000_000_000
"""No figure of a municipality is larger, be it in euro."""

KENGETALLEN = Table(
    name="kengetallen",
    sheet="Kengetallen",
    excel_name="tblKengetallen",
    title="Kengetallen bij de doelen",
    description="Cijfers bij doelen waarvoor deze werkmap geen eigen blad heeft: per doel, partij en jaar een teller en noemer, of een waarde.",
    theme=0,
    key=("doel", "partij", "gebied", "jaar", "halfjaar", "soort_cijfer"),
    party_column="partij",
    uitvraag=Uitvraag(een_van=(("waarde",), ("teller", "noemer")), eerder=True),
    columns=(
        choice(
            "doel",
            "Doel",
            "kengetaldoelen",
            required=True,
            width=12,
            help="Het doel waar het cijfer bij hoort, of de afspraak met haar maat.",
        ),
        text(
            "wat",
            "Wat er wordt gemeten",
            width=40,
            help="Waar het doel om gaat en wat er is afgesproken; staat er al in.",
        ),
        choice(
            "partij",
            "Partij",
            "partijen",
            required=True,
            width=28,
            help="Van wie het cijfer is; kies de gemeente voor een cijfer van het geheel.",
        ),
        text(
            "gebied",
            "Gebied of project",
            width=22,
            limit=100,
            help="Alleen als het doel per gebied of project geldt: welk.",
        ),
        year(required=True, help="Kalenderjaar."),
        choice(
            "halfjaar",
            "Halfjaar",
            "halfjaren",
            width=14,
            help="Alleen bij een taakstelling per halfjaar: welk. Leeg is het hele jaar.",
        ),
        soort_cijfer("Geteld (realisatie) of verwacht (prognose)."),
        text(
            "telwijze",
            "Hoe het wordt geteld",
            width=60,
            limit=1000,
            help="Wat er in teller en noemer komt, of in waarde, en wat er precies meetelt; staat er al in als het is afgesproken.",
        ),
        decimal(
            "teller",
            "Teller",
            minimum=-MOST,
            maximum=MOST,
            format=Format.GETAL,
            width=14,
            help="Bij een aandeel: hoeveel eraan voldoen.",
        ),
        decimal(
            "noemer",
            "Noemer",
            minimum=0,
            maximum=MOST,
            format=Format.GETAL,
            width=14,
            help="Bij een aandeel: van hoeveel.",
        ),
        decimal(
            "waarde",
            "Waarde",
            minimum=-MOST,
            maximum=MOST,
            format=Format.DECIMAAL,
            width=14,
            help="Het cijfer zelf, in de eenheid van het doel. Typ een percentage met het teken: 25%.",
        ),
        note(),
    ),
)
