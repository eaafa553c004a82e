"""Lettings: to whom, how fitting, and how much by local priority."""

from __future__ import annotations

from prestatieafspraken.validators.column import choice, count, note, share, year
from prestatieafspraken.workbook.table import Table

TOEWIJZINGEN = Table(
    name="toewijzingen",
    sheet="Toewijzingen",
    excel_name="tblToewijzingen",
    title="Toewijzingen",
    description="Verhuringen van DAEB-woningen naar inkomen, passend toewijzen en lokaal maatwerk.",
    theme=1,
    key=("corporatie", "jaar", "periode"),
    party_column="corporatie",
    source="T1-08, T1-11, T1-12, r. 344-419",
    columns=(
        choice(
            "corporatie", "Corporatie", "corporaties", required=True, width=24, help="Wie verhuurt."
        ),
        year(required=True, help="Kalenderjaar van de verhuringen."),
        choice(
            "periode",
            "Periode",
            "perioden",
            required=True,
            width=20,
            help="Het hele jaar, of het deel tot de meting.",
        ),
        count(
            "verhuringen",
            "Verhuringen",
            required=True,
            unit="verhuringen",
            width=13,
            help="Alle verhuringen van DAEB-woningen in de periode.",
        ),
        count(
            "doelgroep",
            "Doelgroep",
            unit="verhuringen",
            width=12,
            help="Aan inkomens tot en met de DAEB-inkomensgrens van het jaar.",
        ),
        count(
            "middeninkomen",
            "Middeninkomen",
            unit="verhuringen",
            width=15,
            help="Aan inkomens boven die grens, tot en met de tijdelijke grens voor middeninkomens.",
        ),
        count(
            "hoger_inkomen",
            "Hoger inkomen",
            unit="verhuringen",
            width=14,
            help="Aan inkomens boven de grens voor middeninkomens.",
        ),
        count(
            "huurtoeslag",
            "Huurtoeslaggroep",
            unit="verhuringen",
            width=17,
            help="Aan huishoudens met een inkomen dat recht op huurtoeslag geeft.",
        ),
        count(
            "passend",
            "Waarvan passend",
            unit="verhuringen",
            width=16,
            help="Daarvan met een huur tot en met de aftoppingsgrens.",
        ),
        count(
            "maatwerk",
            "Lokaal maatwerk",
            unit="verhuringen",
            width=16,
            help="Verhuringen met voorrang door lokaal maatwerk, ook in nieuwbouw.",
        ),
        share(
            "maatwerk_verwacht",
            "Verwacht maatwerk",
            width=14,
            help="Deel van de verhuringen dat de corporatie dit jaar via lokaal maatwerk verwacht.",
        ),
        note(),
    ),
)
