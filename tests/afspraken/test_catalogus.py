"""The list of measures of today: what it covers, and what is told of a line that is wrong."""

from __future__ import annotations

import pytest

from prestatieafspraken.afspraken import Afspraken, AfsprakenError, load
from prestatieafspraken.afspraken.catalogus import MatenError, catalogus, read
from prestatieafspraken.afspraken.load import load_texts
from prestatieafspraken.afspraken.maten import by_code
from prestatieafspraken.afspraken.written import texts

FIELD = {
    1: "voorraad_daeb voorraad_daeb_kernen",
    2: "voorraad_mutaties sloop",
    3: "verkoop liberalisatie",
    4: "start_bouw",
    5: "nieuwbouw opgeleverd",
    6: "flexwoningen studentenwoningen zorgwoningen geclusterd_wonen",
    7: "middenhuur middenhuur_nieuw aandeel_middenhuur_nieuwbouw",
    8: "oppervlakte_nieuwbouw",
    9: "aandeel_sociaal_voorraad aandeel_sociaal_nieuwbouw aandeel_betaalbaar_nieuwbouw",
    10: "voorraad_huurklasse aandeel_voorraad_huurklasse aandeel_verhuringen_huurklasse",
    11: "verhuringen mutatiegraad",
    12: "passend_toewijzen",
    13: "toewijzing_doelgroep toewijzing_vrij boven_inkomensgrens",
    14: "slaagkans",
    15: "slaagkans_groep",
    16: "zoektijd inschrijfduur",
    17: "reacties_per_woning",
    18: "urgenten uitstroom bijzondere_doelgroepen aandeel_bijzondere_doelgroepen",
    19: "statushouders taakstelling_statushouders achterstand_statushouders",
    20: "doorstroming senioren_verhuisd",
    21: "huurverhoging huursom huurachterstand ontruimingen",
    22: "woningen_efg aandeel_labels energielabel",
    23: "labelstappen",
    24: "primaire_energie",
    25: "energie_index",
    26: "geisoleerd standaard_isolatie",
    27: "aardgasvrij aandeel_aardgasvrij",
    28: "zonnepanelen aandeel_zonnepanelen zonnevermogen",
    29: "gasverbruik duurzame_energie co2 co2_per_m2",
    30: "vocht_schimmel conditie funderingen",
    31: "kwaliteitsverbetering",
    32: "open_toestellen",
    33: "levensloopbestendig",
    34: "nultredenwoningen aandeel_ouderenwoningen geclusterd_wonen",
    35: "leefbaarheid",
    36: "leefbaarometer",
    37: "wijkschouwen_kop wijkschouwen_tekst bewonersinitiatieven",
    38: "overlast woonfraude",
    39: "huurdersoordeel",
    40: "investeringen investering_per_woning",
}
"""What monitors of real municipalities follow, by its row in the table of the field, and how.

The rows 41 and 42, on the agreements themselves, are no measures: how they stand is told by the
indicators AFS-*, how they are written by the review of a set.
"""
FILES = texts(load("alphen-aan-den-rijn", 2019))
LINE = """
[[maat]]
code = "bankjes"
naam = "Bankjes"
definitie = "Bankjes in het park."
eenheid = "bankjes"
waarde = "bankjes"
delen = ["wijk"]
vormen = ["niveau"]
bron = "eigen telling"
status = "te verifiëren"
"""


def test_every_row_of_the_field_has_its_measures() -> None:
    named = [code for codes in FIELD.values() for code in codes.split()]
    assert set(named) <= by_code().keys()
    assert {maat.code for maat in catalogus()} <= set(named)
    assert sorted(FIELD) == list(range(1, 41))


def test_a_line_says_what_to_count_and_where_that_comes_from() -> None:
    (maat,) = read(LINE)
    assert (maat.formule, maat.eenheid, maat.nodig[0].tabel) == (
        "Bankjes.",
        "bankjes",
        "kengetallen",
    )
    share = LINE.replace('waarde = "bankjes"', 'teller = "groene bankjes"\nnoemer = "bankjes"')
    assert read(share)[0].formule == "Groene bankjes, gedeeld door bankjes."
    for one in catalogus():
        assert one.telwijze is not None
        assert one.telwijze.definitie.endswith("."), one.code
        assert one.telwijze.anders.endswith(".") or not one.telwijze.anders, one.code


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            'waarde = "bankjes"',
            'teller = "bankjes"',
            "maten.toml, maat bankjes: Niet is gezegd wat er wordt geteld. Schrijf waarde, of "
            "teller en noemer.",
        ),
        (
            'waarde = "bankjes"',
            'waarde = "bankjes"\nteller = "a"\nnoemer = "b"',
            "maten.toml, maat bankjes: Niet is gezegd wat er wordt geteld.",
        ),
        (
            '"wijk"',
            '"wijken"',
            "maten.toml, maat bankjes delen.0: De waarde wijken kan hier niet. Bedoelt u wijk?",
        ),
        (
            'eenheid = "bankjes"',
            'eenhied = "bankjes"',
            "maten.toml, maat bankjes eenheid: De sleutel ontbreekt. Voeg eenheid toe.\n- "
            "maten.toml, maat bankjes eenhied: De sleutel eenhied bestaat niet. Bedoelt u eenheid?",
        ),
        (
            'status = "te verifiëren"',
            'status = "misschien"',
            "maten.toml, maat bankjes status: De waarde misschien kan hier niet.",
        ),
        (
            LINE,
            LINE + LINE,
            "maten.toml, maat bankjes: De code staat er twee keer. Laat er één staan.",
        ),
    ],
)
def test_a_line_that_is_wrong_is_told_at_its_key(old: str, new: str, sentence: str) -> None:
    assert LINE.count(old) == 1
    with pytest.raises(MatenError) as caught:
        read(LINE.replace(old, new))
    assert sentence in str(caught.value)


def _set(goal: str) -> Afspraken:
    """Load the agreements of Alphen with this goal besides."""
    own = FILES["doelen.toml"].rstrip().removesuffix("]")
    head = 'id = "X", thema = 0, titel = "Een doel", regels = "1"'
    return load_texts({**FILES, "doelen.toml": f"{own}{{ {head}, {goal} }}]\n"})


def test_a_number_of_an_agreement_is_in_the_unit_of_its_measure() -> None:
    old = 'maat = "beding_boete"'
    text = FILES["afspraken.toml"]
    assert text.count(old) == 1
    own = text.replace(old, 'maat = "ontruimingen"')
    with pytest.raises(AfsprakenError) as caught:
        load_texts({**FILES, "afspraken.toml": own})
    (fault,) = caught.value.faults
    assert str(fault) == (
        "afspraken.toml, afspraak T1-06 getallen.1.eenheid: De maat ontruimingen is in "
        'ontruimingen, en het getal is in euro. Schrijf eenheid = "ontruimingen", of kies een '
        "andere maat."
    )


@pytest.mark.parametrize(
    ("goal", "unit"),
    [
        ('maat = "statushouders"', "personen"),
        ('maat = "doorstroming"', "%"),
        ('maat = "co2", relatief = true', "%"),
        ('maat = "verkoop", eenheid = "woningen per jaar"', "woningen per jaar"),
    ],
)
def test_a_goal_takes_the_unit_of_its_measure(goal: str, unit: str) -> None:
    doel = _set(goal).doel("X")
    assert doel.eenheid == unit
    assert doel.is_kengetal


@pytest.mark.parametrize(
    ("goal", "vorm"),
    [
        ('maat = "verkoop", waarden = [{ van = 2019, tot = 2022, hoogstens = 40 }]', "som"),
        ('maat = "woningen_efg", waarden = [{ jaar = 2028, hoogstens = 0 }]', "niveau"),
        ('maat = "verkoop", vorm = "per_jaar", waarden = [{ jaar = 2022, hoogstens = 9 }]', "per_"),
        ('maat = "verkoop", eenheid = "woningen per jaar", waarden = [{ hoogstens = 9 }]', "None"),
    ],
)
def test_a_goal_without_a_form_has_the_first_of_its_measure(goal: str, vorm: str) -> None:
    assert str(_set(goal).doel("X").bedoelde_vorm).startswith(vorm)


@pytest.mark.parametrize(
    ("goal", "sentence"),
    [
        (
            'maat = "statushouders", eenheid = "woningen"',
            "doelen.toml, doel X eenheid: De maat statushouders is in personen, en het doel is in "
            'woningen. Schrijf eenheid = "personen", of kies een andere maat.',
        ),
        (
            'maat = "doorstroming", vorm = "som"',
            "doelen.toml, doel X vorm: Van de maat doorstroming is geen som te geven. Kies uit "
            "niveau, verandering, per_jaar en gemiddeld_per_jaar.",
        ),
        (
            'maat = "huursom", voor = "elk", elk_van = "wijk"',
            "doelen.toml, doel X elk_van: Van de maat huursom zijn er geen cijfers per wijk. Kies "
            "uit corporatie.",
        ),
        (
            'maat = "taakstelling_statushouders", voor = "elk", elk_van = "kern"',
            "Van de maat taakstelling_statushouders zijn er geen cijfers per kern. Laat elk_van "
            "weg.",
        ),
        (
            'maat = "verkoop", manieren = [{ naam = "b", maat = "verkopen" }]',
            "doelen.toml, doel X maat: De maat verkopen bestaat niet. Bedoelt u verkoop?",
        ),
        (
            'maat = "verkoop", manieren = [{ naam = "b", maat = "huursom", eenheid = "euro" }]',
            "doelen.toml, doel X eenheid: De maat huursom is in %, en het doel is in euro.",
        ),
    ],
)
def test_a_goal_that_contradicts_its_measure_is_told(goal: str, sentence: str) -> None:
    with pytest.raises(AfsprakenError) as caught:
        _set(goal)
    (fault,) = caught.value.faults
    assert sentence in str(fault)
