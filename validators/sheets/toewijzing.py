"""Lettings: to whom, how fitting, and how much by local priority."""

from __future__ import annotations

from datetime import date

from prestatieafspraken.dutch.counted import Aantal
from prestatieafspraken.dutch.written import number
from prestatieafspraken.validators.declaring.column import (
    choice,
    corporatie,
    count,
    note,
    share,
    year,
)
from prestatieafspraken.validators.declaring.row import Row
from prestatieafspraken.validators.declaring.rule import row_rule
from prestatieafspraken.workbook.column import Band
from prestatieafspraken.workbook.finding import Rule, Severity
from prestatieafspraken.workbook.periode import FULL_YEAR
from prestatieafspraken.workbook.table import Table
from prestatieafspraken.workbook.uitvraag import Uitvraag
from prestatieafspraken.workbook.vrije_ruimte import has_middle_group

TOEWIJZINGEN = Table(
    name="toewijzingen",
    sheet="Toewijzingen",
    excel_name="tblToewijzingen",
    title="Toewijzingen",
    description="Verhuringen van DAEB-woningen naar inkomen, passend toewijzen en lokaal maatwerk.",
    theme=1,
    key=("corporatie", "jaar", "periode"),
    party_column="corporatie",
    uitvraag=Uitvraag(
        per="corporatie",
        vast={"periode": FULL_YEAR},
        # What is expected is asked early in the year; from 2022 on the law knows no middle group.
        vrij=("maatwerk_verwacht", "middeninkomen"),
    ),
    columns=(
        corporatie("Wie verhuurt."),
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
            band=Band(
                share=0.5,
                small=50,
                why="Hoeveel huurders verhuizen, verandert van jaar tot jaar maar weinig.",
            ),
        ),
        count(
            "doelgroep",
            "Doelgroep",
            unit="verhuringen",
            width=12,
            help="Aan inkomens tot en met de DAEB-inkomensgrens van het jaar; vanaf 2022 die van hun "
            "huishouden.",
        ),
        count(
            "middeninkomen",
            "Middeninkomen",
            unit="verhuringen",
            width=15,
            help="Aan inkomens boven die grens, tot en met de tijdelijke grens voor middeninkomens. "
            "Vanaf 2022 is die er niet meer: leeg is dan 0.",
        ),
        count(
            "hoger_inkomen",
            "Hoger inkomen",
            unit="verhuringen",
            width=14,
            help="Aan inkomens boven de grens voor middeninkomens; vanaf 2022 boven de "
            "DAEB-inkomensgrens.",
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

GROUPS = ("doelgroep", "middeninkomen", "hoger_inkomen")


@row_rule(
    Rule(
        code="TWZ-001",
        ernst=Severity.FOUT,
        titel="De inkomensgroepen samen zijn alle verhuringen.",
        melding="Doelgroep ({doelgroep}), middeninkomen ({middeninkomen}) en hoger inkomen ({hoger_inkomen}) zijn samen niet het totaal van {verhuringen:verhuringen}.",
        herstel="Verbeter het aantal verhuringen of een van de drie groepen.",
        waarom="Anders klopt het aandeel van elke groep niet.",
        afgesproken=True,
    ),
    TOEWIJZINGEN,
    "verhuringen",
    needs=("jaar", "verhuringen", *GROUPS),
    words=lambda data, row: {
        group: "leeg" if (amount := data.rows[row][group]) is None else number(amount)
        for group in GROUPS
    },
)
def groepen_niet_alle_verhuringen(row: Row) -> bool:
    """Mark rows whose groups of that year, all filled in, are not the whole."""
    last = date(int(row.number("jaar")), 12, 31)
    gone = "middeninkomen" not in row and not has_middle_group(last)
    groups = [group for group in GROUPS if group != "middeninkomen" or not gone]
    return sum(row.number(group) for group in groups) != row["verhuringen"]


@row_rule(
    Rule(
        code="TWZ-002",
        ernst=Severity.FOUT,
        titel="Er is niet vaker passend verhuurd dan er aan de huurtoeslaggroep is verhuurd.",
        melding="Er is {passend} keer passend verhuurd, maar {huurtoeslag} keer aan de huurtoeslaggroep.",
        herstel="Verbeter het aantal bij Waarvan passend of bij Huurtoeslaggroep.",
        waarom="Passend toewijzen gaat over een deel van de huurtoeslaggroep.",
        afgesproken=True,
    ),
    TOEWIJZINGEN,
    "passend",
    needs=("passend", "huurtoeslag"),
)
def meer_passend_dan_huurtoeslag(row: Row) -> bool:
    """Mark a part that is larger than the whole."""
    return row.number("passend") > row.number("huurtoeslag")


@row_rule(
    Rule(
        code="TWZ-003",
        ernst=Severity.FOUT,
        titel="Er is niet vaker via lokaal maatwerk verhuurd dan er is verhuurd.",
        melding="Er is {maatwerk} keer via lokaal maatwerk verhuurd, maar in totaal {verhuringen} keer.",
        herstel="Verbeter het aantal bij Lokaal maatwerk of bij Verhuringen.",
        waarom="Lokaal maatwerk is een deel van alle verhuringen.",
        afgesproken=True,
    ),
    TOEWIJZINGEN,
    "maatwerk",
    needs=("maatwerk", "verhuringen"),
)
def meer_maatwerk_dan_verhuringen(row: Row) -> bool:
    """Mark a part that is larger than the whole."""
    return row.number("maatwerk") > row.number("verhuringen")


@row_rule(
    Rule(
        code="TWZ-004",
        ernst=Severity.FOUT,
        titel="Er is niet vaker aan de huurtoeslaggroep verhuurd dan er is verhuurd.",
        melding="Er is {huurtoeslag} keer aan de huurtoeslaggroep verhuurd, maar in totaal {verhuringen} keer.",
        herstel="Verbeter het aantal bij Huurtoeslaggroep of bij Verhuringen.",
        waarom="De huurtoeslaggroep is een deel van alle huurders.",
        afgesproken=True,
    ),
    TOEWIJZINGEN,
    "huurtoeslag",
    needs=("huurtoeslag", "verhuringen"),
)
def meer_huurtoeslag_dan_verhuringen(row: Row) -> bool:
    """Mark a part that is larger than the whole."""
    return row.number("huurtoeslag") > row.number("verhuringen")


@row_rule(
    Rule(
        code="TWZ-005",
        ernst=Severity.FOUT,
        titel="Een inkomensgroep is een deel van alle verhuringen.",
        melding="De ingevulde inkomensgroepen tellen samen {groepen:verhuringen}, maar in totaal {verhuringen:is|zijn} het er {verhuringen}.",
        herstel="Verbeter het aantal verhuringen of dat van een inkomensgroep.",
        waarom="Het aandeel van een groep kan niet boven 100% liggen.",
        afgesproken=True,
    ),
    TOEWIJZINGEN,
    "verhuringen",
    needs=("verhuringen", *GROUPS),
    words=lambda data, row: {
        "groepen": Aantal(sum(data.rows[row][group] or 0 for group in GROUPS))
    },
)
def groepen_boven_verhuringen(row: Row) -> bool:
    """Mark rows of which some groups are empty and the others already exceed the whole."""
    known = [row.number(group) for group in GROUPS if group in row]
    return len(known) < len(GROUPS) and sum(known) > row.number("verhuringen")


@row_rule(
    Rule(
        code="TWZ-006",
        ernst=Severity.WAARSCHUWING,
        titel="Bij Middeninkomen staan verhuringen van een jaar waarin er een middengroep was.",
        melding="Bij Middeninkomen {middeninkomen:staat|staan} {middeninkomen:verhuringen}, maar in {jaar} is er geen middengroep meer. Boven de inkomensgrens telt dat mee.",
        herstel="Tel ze bij Hoger inkomen op, of bij Doelgroep als het inkomen onder de grens van het jaar ligt, en maak de cel leeg.",
        waarom="Vanaf 2022 kent de wet alleen nog inkomens tot en met de inkomensgrens, en daarboven.",
        afgesproken=True,
    ),
    TOEWIJZINGEN,
    "middeninkomen",
    needs=("jaar", "middeninkomen"),
)
def middengroep_bestaat_niet_meer(row: Row) -> bool:
    """Mark lettings to a group that the law has ended."""
    gone = not has_middle_group(date(int(row.number("jaar")), 12, 31))
    return gone and row.number("middeninkomen") > 0
