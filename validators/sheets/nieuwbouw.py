"""Building projects, and homes built on the social land price that must stay DAEB."""

from __future__ import annotations

from prestatieafspraken.validators.declaring.column import (
    choice,
    corporatie,
    count,
    day,
    note,
    share,
    text,
    year,
)
from prestatieafspraken.validators.declaring.row import Row
from prestatieafspraken.validators.declaring.rule import row_rule
from prestatieafspraken.workbook.finding import Rule, Severity
from prestatieafspraken.workbook.table import Table
from prestatieafspraken.workbook.uitvraag import Uitvraag

NIEUWBOUWPROJECTEN = Table(
    name="nieuwbouwprojecten",
    sheet="Nieuwbouwprojecten",
    excel_name="tblNieuwbouwprojecten",
    title="Projecten sociale nieuwbouw",
    description="Elk project met sociale huurwoningen: plan en realisatie.",
    theme=1,
    key=("corporatie", "project"),
    party_column="corporatie",
    uitvraag=Uitvraag(vrij=("oplevering", "maatwerk", "afspraak_huurders")),
    columns=(
        corporatie("Wie bouwt."),
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
        day(
            "aanvraag",
            "Aanvraag vergunning",
            help="Dag waarop de omgevingsvergunning voor de bouw is aangevraagd.",
        ),
        choice(
            "gasloos",
            "Gasloos",
            "ja_nee",
            width=10,
            help="Wordt er gebouwd zonder gasaansluiting?",
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
    columns=(
        corporatie("Eigenaar van de woningen."),
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
            help="Aantal woningen dat aan de DAEB-voorraad is onttrokken. Leeg: niets onttrokken.",
        ),
        day("onttrekking", "Onttrekking", help="Dag van de onttrekking. Leeg: niets onttrokken."),
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


@row_rule(
    Rule(
        code="NBW-001",
        ernst=Severity.FOUT,
        titel="Er zijn niet meer woningen opgeleverd dan het plan telt.",
        melding="Bij {project} is het aantal opgeleverde woningen ({opgeleverd}) groter dan het plan ({woningen}).",
        herstel="Verbeter het aantal opgeleverde woningen of het plan.",
        waarom="Anders telt de realisatie mee voor meer dan er gebouwd is.",
        afgesproken=True,
    ),
    NIEUWBOUWPROJECTEN,
    "opgeleverd",
    needs=("woningen", "opgeleverd"),
)
def meer_opgeleverd_dan_gepland(row: Row) -> bool:
    """Mark a part that is larger than the whole."""
    return row.number("opgeleverd") > row.number("woningen")


@row_rule(
    Rule(
        code="NBW-002",
        ernst=Severity.FOUT,
        titel="Een project wordt opgeleverd nadat de bouw is begonnen.",
        melding="De oplevering ({oplevering}) ligt vóór de start van de bouw ({start_bouw}).",
        herstel="Verbeter de dag bij Oplevering of bij Start bouw.",
        waarom="Met dagen in de verkeerde volgorde klopt de planning niet.",
        afgesproken=True,
    ),
    NIEUWBOUWPROJECTEN,
    "oplevering",
    needs=("start_bouw", "oplevering"),
)
def oplevering_voor_start(row: Row) -> bool:
    """Mark days in the wrong order."""
    return row.day("oplevering") < row.day("start_bouw")


@row_rule(
    Rule(
        code="NBW-003",
        ernst=Severity.WAARSCHUWING,
        titel="Van een opgeleverd project is bekend hoeveel woningen het telt en wanneer het klaar was.",
        melding="Het project {project} is opgeleverd, maar het aantal ({opgeleverd}) of de dag ({oplevering}) ontbreekt.",
        herstel="Vul bij het project het aantal opgeleverde woningen en de dag van oplevering in.",
        waarom="Alleen getelde woningen tellen mee in de realisatie.",
        afgesproken=True,
    ),
    NIEUWBOUWPROJECTEN,
    "fase",
    needs=("fase", "opgeleverd", "oplevering"),
)
def opgeleverd_zonder_aantal(row: Row) -> bool:
    """Mark delivered projects without a count or a day."""
    empty = None in (row.get("opgeleverd"), row.get("oplevering"))
    return row["fase"] == "opgeleverd" and empty


@row_rule(
    Rule(
        code="NBW-004",
        ernst=Severity.WAARSCHUWING,
        titel="Lokaal maatwerk bij nieuwbouw is per project afgesproken met de huurdersorganisatie.",
        melding="Bij {project} wordt {maatwerk} toegewezen via lokaal maatwerk, zonder afspraak met de huurdersorganisatie.",
        herstel="Maak de afspraak en vul Ja in bij Afspraak huurders.",
        waarom="Zo is het per project afgesproken.",
        afgesproken=True,
    ),
    NIEUWBOUWPROJECTEN,
    "afspraak_huurders",
    needs=("maatwerk", "afspraak_huurders"),
)
def maatwerk_zonder_afspraak(row: Row) -> bool:
    """Mark local priority without the agreement that goes with it."""
    return row.number("maatwerk") > 0 and row.get("afspraak_huurders") != "Ja"


@row_rule(
    Rule(
        code="GPB-001",
        ernst=Severity.FOUT,
        titel="Er zijn niet meer woningen onttrokken dan er onder het beding vallen.",
        melding="Het aantal onttrokken woningen ({onttrokken}) is groter dan het aantal onder het beding ({woningen}).",
        herstel="Verbeter het aantal bij Onttrokken of bij Woningen.",
        waarom="De boete wordt per onttrokken woning gerekend.",
        afgesproken=True,
    ),
    GRONDPRIJSBEDING,
    "onttrokken",
    needs=("onttrokken", "woningen"),
)
def meer_onttrokken_dan_aanwezig(row: Row) -> bool:
    """Mark a part that is larger than the whole."""
    return row.number("onttrokken") > row.number("woningen")


@row_rule(
    Rule(
        code="GPB-002",
        ernst=Severity.FOUT,
        titel="Een woning wordt onttrokken na de dag waarop het beding ingaat.",
        melding="De onttrekking ({onttrekking}) ligt vóór de ingang van het beding ({ingang}).",
        herstel="Verbeter de dag bij Onttrekking of bij Ingang.",
        waarom="Van deze dagen hangt af of er een boete is verschuldigd.",
        afgesproken=True,
    ),
    GRONDPRIJSBEDING,
    "onttrekking",
    needs=("onttrekking", "ingang"),
)
def onttrekking_voor_ingang(row: Row) -> bool:
    """Mark days in the wrong order."""
    return row.day("onttrekking") < row.day("ingang")


@row_rule(
    Rule(
        code="GPB-003",
        ernst=Severity.WAARSCHUWING,
        titel="Van onttrokken woningen is de dag bekend.",
        melding="Bij {project} is het aantal onttrokken woningen {onttrokken}, maar de dag ontbreekt.",
        herstel="Vul de dag van de onttrekking in.",
        waarom="Zonder dag is niet te zeggen of de termijn van het beding voorbij was.",
        afgesproken=True,
    ),
    GRONDPRIJSBEDING,
    "onttrekking",
    needs=("onttrokken", "onttrekking"),
)
def onttrokken_zonder_dag(row: Row) -> bool:
    """Mark withdrawals without a day."""
    return row.number("onttrokken") > 0 and row.get("onttrekking") is None
