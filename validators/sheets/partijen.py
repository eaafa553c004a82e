"""Who takes part, and who is the fixed contact of each."""

from __future__ import annotations

from collections.abc import Iterator

from prestatieafspraken.afspraken.model import Afspraken, PartijSoort
from prestatieafspraken.dutch.data_faults import suggestion
from prestatieafspraken.dutch.shown import SENTENCE, cut
from prestatieafspraken.validators.declaring.column import choice, note, text
from prestatieafspraken.validators.declaring.row import records
from prestatieafspraken.validators.declaring.rule import Case, cross_rule, table_rule
from prestatieafspraken.validators.personal.names import called
from prestatieafspraken.validators.personal.persoonsgegevens import veil
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.finding import Finding, Place, Rule, Severity
from prestatieafspraken.workbook.table import Table

PARTIJEN = Table(
    name="partijen",
    sheet="Partijen",
    excel_name="tblPartijen",
    title="Partijen",
    description="Wie doet mee, en wie is het vaste aanspreekpunt. Noteer een functie, nooit een naam.",
    theme=0,
    key=("naam",),
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


AANSPREEKPUNT_ONTBREEKT = Rule(
    code="PRT-001",
    ernst=Severity.WAARSCHUWING,
    titel="Gemeente en corporaties die meedoen hebben een vast aanspreekpunt.",
    melding="Deze partij doet mee, maar heeft geen vast aanspreekpunt.",
    herstel="Vul de functie of afdeling van het aanspreekpunt in, zonder naam.",
    waarom="Corporaties en gemeente wijzen elk een vaste contactpersoon aan.",
    afgesproken=True,
)
NAAM_ALS_AANSPREEKPUNT = Rule(
    code="PRT-006",
    ernst=Severity.WAARSCHUWING,
    titel="Als aanspreekpunt staat er een functie of afdeling, en geen naam van een persoon.",
    melding="Als aanspreekpunt lijkt hier een naam van een persoon te staan: {gegeven}.",
    herstel="Vervang de naam door de functie of de afdeling.",
    waarom="De werkmap gaat naar alle partijen, en een functie blijft als iemand weggaat.",
    afgesproken=True,
)
PARTIJ_ONBEKEND = Rule(
    code="PRT-003",
    ernst=Severity.FOUT,
    titel="De werkmap is van een partij uit de afspraken.",
    melding="De partij {gelezen} op het startblad komt in de afspraken niet voor.{hint}",
    herstel="Zet op het startblad de naam terug van de partij van wie deze werkmap is.",
    waarom="Aan de naam wordt herkend van wie de cijfers zijn.",
    eigen_eis=True,
)

PARTIJ_PAST_NIET = Rule(
    code="PRT-005",
    ernst=Severity.FOUT,
    titel="De partij op het startblad past bij de soort werkmap.",
    melding="Op het startblad staat {partij}, maar deze werkmap is gemaakt voor een {soort}.",
    herstel="Zet op het startblad de naam terug die er stond, of gebruik de eigen werkmap.",
    waarom="De soort werkmap bepaalt van wie de cijfers erin horen te staan.",
    eigen_eis=True,
)


FILING = (PartijSoort.GEMEENTE, PartijSoort.CORPORATIE)
"""The kinds of party that deliver figures, and so have somebody to ask about them."""


@table_rule(
    AANSPREEKPUNT_ONTBREEKT, PARTIJEN, needs=("naam", "soort", "doet_mee", "contactfunctie")
)
def aanspreekpunt_ontbreekt(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point at parties without a contact; a corporatie is only asked for its own."""
    for index, row in records(data):
        asked = row["doet_mee"] == "Ja" and row["soort"] in FILING
        if not asked or (case.is_own and row["naam"] != case.holder):
            continue
        if row["contactfunctie"] is None and not data.is_unusable(index, "contactfunctie"):
            yield rule.at(data.place(index, "contactfunctie"))


@table_rule(NAAM_ALS_AANSPREEKPUNT, PARTIJEN, needs=("contactfunctie",))
def naam_als_aanspreekpunt(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point at a person where a function is asked; a party, whoever it is, is no person."""
    for index, naam in zip(data.row_numbers, data.texts("contactfunctie"), strict=True):
        if naam and called(naam) and not _is_party(case.afspraken, naam):
            veiled = cut(veil(naam), SENTENCE)
            yield rule.at(data.place(index, "contactfunctie"), waarde=veiled, gegeven=veiled)


def _is_party(afspraken: Afspraken, text: str) -> bool:
    """Say whether a text begins with the name of a party."""
    return any(text.casefold().startswith(one.naam.casefold()) for one in afspraken.partijen)


@cross_rule(PARTIJ_ONBEKEND)
def partij_onbekend(case: Case, rule: Rule) -> Iterator[Finding]:
    """Point at a start sheet that names nobody."""
    naam = case.book.start.partij
    if naam is not None and case.partij is None:
        near = suggestion(naam, [partij.naam for partij in case.afspraken.partijen])
        place = Place(blad="Start", kolom="Partij")
        yield rule.at(place, waarde=naam, gelezen=cut(naam, SENTENCE), hint=near)


@cross_rule(PARTIJ_PAST_NIET)
def partij_past_niet(case: Case, rule: Rule) -> Iterator[Finding]:
    """Point at a party of another kind than the workbook was made for."""
    if case.partij is not None and not case.fits(case.partij):
        naam = case.partij.naam
        place = Place(blad="Start", kolom="Partij")
        yield rule.at(place, waarde=naam, partij=naam, soort=case.soort)
