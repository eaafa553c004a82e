"""Building projects, and homes built on the social land price that must stay DAEB."""

from __future__ import annotations

from prestatieafspraken.validators.column import choice, count, day, note, share, text, year
from prestatieafspraken.workbook.table import Table

NIEUWBOUWPROJECTEN = Table(
    name="nieuwbouwprojecten",
    sheet="Nieuwbouwprojecten",
    excel_name="tblNieuwbouwprojecten",
    title="Projecten sociale nieuwbouw",
    description="Elk project met sociale huurwoningen: plan en realisatie.",
    theme=1,
    key=("corporatie", "project"),
    party_column="corporatie",
    source="tabel C3, r. 228-241",
    columns=(
        choice(
            "corporatie", "Corporatie", "corporaties", required=True, width=24, help="Wie bouwt."
        ),
        text(
            "project",
            "Project",
            limit=80,
            required=True,
            width=26,
            help="Naam of straat van het project.",
        ),
        choice(
            "kern", "Kern", "kernen", required=True, width=24, help="De kern waar het project ligt."
        ),
        choice(
            "woningtype",
            "Type",
            "woningtypen",
            required=True,
            width=8,
            help="EGW is eengezinswoning, APP is appartement.",
        ),
        count(
            "woningen",
            "Woningen",
            required=True,
            minimum=1,
            maximum=5_000,
            unit="woningen",
            width=11,
            total=True,
            help="Aantal sociale huurwoningen in het plan.",
        ),
        year(
            required=True,
            help="Jaar waarin het project volgens het plan start of in het programma staat.",
        ),
        choice("fase", "Fase", "fasen", width=14, help="Hoe ver is het project op de peildatum?"),
        day("start_bouw", "Start bouw", help="Dag waarop de bouw is begonnen."),
        day(
            "oplevering",
            "Oplevering",
            help="Dag waarop de eerste woning is opgeleverd of, als dat nog niet zo is, de verwachte dag.",
        ),
        count(
            "opgeleverd",
            "Opgeleverd",
            maximum=5_000,
            unit="woningen",
            width=12,
            total=True,
            help="Aantal woningen dat is opgeleverd.",
        ),
        choice(
            "grondprijs",
            "Sociale grondprijs",
            "ja_nee",
            width=12,
            help="Is de grond tegen de sociale grondprijs met beding verkocht?",
        ),
        share(
            "maatwerk",
            "Lokaal maatwerk",
            width=12,
            help="Deel van de toewijzingen via lokaal maatwerk; hoogstens 100%.",
        ),
        choice(
            "afspraak_huurders",
            "Afspraak huurders",
            "ja_nee",
            width=12,
            help="Is met de huurdersorganisatie afgesproken wie in aanmerking komt?",
        ),
        note(),
    ),
)

GRONDPRIJSBEDING = Table(
    name="grondprijsbeding",
    sheet="Grondprijsbeding",
    excel_name="tblGrondprijsbeding",
    title="Woningen onder het grondprijsbeding",
    description="Woningen op sociale grondprijs, en of ze binnen de termijn aan de DAEB-voorraad zijn onttrokken.",
    theme=1,
    key=("corporatie", "project", "onttrekking"),
    unique=False,
    party_column="corporatie",
    source="T1-06, r. 322-333",
    columns=(
        choice(
            "corporatie",
            "Corporatie",
            "corporaties",
            required=True,
            width=24,
            help="Eigenaar van de woningen.",
        ),
        text("project", "Project", limit=80, required=True, width=26, help="Naam van het project."),
        choice("kern", "Kern", "kernen", width=24, help="De kern waar de woningen staan."),
        count(
            "woningen",
            "Woningen",
            required=True,
            minimum=1,
            maximum=5_000,
            unit="woningen",
            width=11,
            help="Aantal woningen onder het beding.",
        ),
        day("ingang", "Ingang", required=True, help="Dag waarop de termijn van het beding begint."),
        count(
            "onttrokken",
            "Onttrokken",
            maximum=5_000,
            unit="woningen",
            width=12,
            help="Aantal woningen dat aan de DAEB-voorraad is onttrokken.",
        ),
        day("onttrekking", "Onttrekking", help="Dag van de onttrekking."),
        choice(
            "reden",
            "Reden",
            "onttrekkingsredenen",
            width=18,
            help="Waarom de woningen zijn onttrokken.",
        ),
        note(),
    ),
)
