"""The chance of success of active home seekers, by kern and by income class."""

from __future__ import annotations

from prestatieafspraken.validators.column import choice, count, note, share, year
from prestatieafspraken.workbook.table import Column, Format, Table


def _columns(first: Column) -> tuple[Column, ...]:
    ratio = share(
        "berekend", "Slaagkans", help="Teller gedeeld door noemer; wordt vanzelf berekend."
    )
    return (
        first,
        year(required=True, help="Kalenderjaar van de meting."),
        choice(
            "periode",
            "Periode",
            "perioden",
            required=True,
            width=20,
            help="Het hele jaar, of het deel dat al gemeten is.",
        ),
        count(
            "teller",
            "Verhuringen",
            unit="woningen",
            width=13,
            help="Teller: vrijgekomen woningen die aan actief woningzoekenden uit de gemeente zijn verhuurd.",
        ),
        count(
            "noemer",
            "Woningzoekenden",
            unit="huishoudens",
            width=17,
            help="Noemer: actief woningzoekenden uit de gemeente, ieder één keer geteld.",
        ),
        Column(
            "berekend",
            "Slaagkans",
            ratio.schema,
            Format.PROCENT,
            ratio.help,
            unit="%",
            width=12,
            formula='=IF(OR([@Verhuringen]="",[@Woningzoekenden]="",[@Woningzoekenden]=0),"",[@Verhuringen]/[@Woningzoekenden])',
        ),
        share(
            "opgegeven",
            "Opgegeven slaagkans",
            width=14,
            help="Het percentage zoals het eerder is opgegeven of afgedrukt.",
        ),
        note(),
    )


SLAAGKANS_KERN = Table(
    name="slaagkans_kern",
    sheet="Slaagkans per kern",
    excel_name="tblSlaagkansKern",
    title="Slaagkans per kern",
    description="Lokale slaagkans: verhuringen gedeeld door actief woningzoekenden uit de gemeente.",
    theme=1,
    key=("kern", "jaar", "periode"),
    source="tabel C1, r. 161-185",
    columns=_columns(
        choice(
            "kern",
            "Kern",
            "kernen_en_totaal",
            required=True,
            width=26,
            help="De kern, of Totaal voor de hele gemeente (unieke woningzoekenden).",
        ),
    ),
)

SLAAGKANS_INKOMEN = Table(
    name="slaagkans_inkomen",
    sheet="Slaagkans per inkomen",
    excel_name="tblSlaagkansInkomen",
    title="Slaagkans per inkomensklasse",
    description="Lokale slaagkans per inkomensklasse; iedere woningzoekende valt in precies één klasse.",
    theme=1,
    key=("inkomensklasse", "jaar", "periode"),
    source="tabel C2, r. 187-197",
    columns=_columns(
        choice(
            "inkomensklasse",
            "Inkomensklasse",
            "inkomensklassen",
            required=True,
            width=26,
            help="Belastbaar jaarinkomen van het huishouden, in euro.",
        ),
    ),
)
