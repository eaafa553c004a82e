"""What a goal can say, and what is told when it says something that cannot be."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from prestatieafspraken.afspraken import Afspraken, AfsprakenError, load
from prestatieafspraken.afspraken.doel import Doel, Voldaan
from prestatieafspraken.afspraken.load import load_texts
from prestatieafspraken.afspraken.streefwaarde import Hardheid
from prestatieafspraken.afspraken.written import texts

FILES = texts(load("alphen-aan-den-rijn", 2019))
HEAD = 'thema = 0, titel = "Meer woningen", regels = "1"'


def _set(*goals: str) -> Afspraken:
    """Load the agreements of Alphen with these goals besides."""
    own = FILES["doelen.toml"].rstrip().removesuffix("]")
    added = [f"{{ {HEAD}, {goal} }}" for goal in goals]
    return load_texts({**FILES, "doelen.toml": own + ",\n".join(added) + "]\n"})


def _goal(goal: str) -> Doel:
    return _set(f'id = "X", {goal}').doel("X")


@pytest.mark.parametrize(
    ("goal", "sentence"),
    [
        (
            'over = { partijen = ["Woonforto"] }',
            "doelen.toml, doel X over.partijen: De partij Woonforto bestaat niet. Bedoelt u "
            "Woonforte? Kies een naam uit partijen.toml of een groep.",
        ),
        (
            'waarden = [{ jaar = 2022, getal = 1, partij = "Habeko Women" }]',
            "doel X waarden.partij: De partij Habeko Women bestaat niet. Bedoelt u Habeko Wonen?",
        ),
        (
            'over = { gebieden = [{ soort = "kern", naam = "Boskop" }] }',
            "doel X over.gebieden: De kern Boskop bestaat niet. Bedoelt u Boskoop? Kies een kern",
        ),
        (
            'waarden = [{ jaar = 2022, getal = 1, gebied = "Aarlandervee" }]',
            "doel X waarden.gebied: Het gebied Aarlandervee bestaat niet. Bedoelt u Aarlanderveen?",
        ),
        (
            'waarden = [{ jaar = 2022, norm = "daeb_huurgrenzen" }]',
            "doel X norm: De norm daeb_huurgrenzen bestaat niet. Bedoelt u daeb_huurgrens?",
        ),
        ('deel_van = "D0-9"', "doel X deel_van: Het doel D0-9 bestaat niet. Bedoelt u D0-"),
        ('telt_op = ["D0-1", "-D0-9"]', "doel X telt_op: Het doel D0-9 bestaat niet."),
        ('deel_van = "X"', "doel X deel_van: Een doel is geen deel van zichzelf."),
        (
            "streefwaarde = 1, waarden = [{ jaar = 2022, getal = 1 }]",
            "doel X streefwaarde: Het doel heeft streefwaarde en ook waarden.",
        ),
        (
            "waarden = [{ van = 2020, tot = 2024, getal = 1 }, { jaar = 2024, getal = 2 }]",
            "doel X waarden: De tijden 2020-2024 en 2024-2024 overlappen elkaar.",
        ),
        (
            'manieren = [{ naam = "b", waarden = [{ van = 2024, tot = 2020, getal = 1 }] }]',
            "doel X waarden: Van 2024 tot 2020 kan niet. Zet ze in de goede volgorde.",
        ),
        (
            "waarden = [{ jaar = 2022, minstens = 9, hoogstens = 7 }]",
            "doel X waarden: Minstens 9 en hoogstens 7 kan niet.",
        ),
        (
            "waarden = [{ jaar = 2022, getal = 9, hoogstens = 7 }]",
            "doel X waarden: Naast getal staat ook minstens of hoogstens.",
        ),
        (
            'waarden = [{ jaar = 2022, hoogstens = 7, bovenkant = "grens" }]',
            "doel X waarden: Er staat bovenkant, maar er zijn geen twee grenzen.",
        ),
        ("waarden = [{ jaar = 2022, tot = 2023 }]", "doel X waarden: Naast jaar staat van of tot."),
        ('vorm = "nivo"', "doel X vorm: De waarde nivo kan hier niet. Bedoelt u niveau?"),
        ('hardheid = "hard"', "Kies uit 'afspraak', 'streven', 'prognose', 'plan', 'beleid'."),
        (
            'over = { telt_mee = ["nettoo"] }',
            "doel X over.telt_mee.0: De waarde nettoo kan hier niet. Bedoelt u netto?",
        ),
    ],
)
def test_a_slip_is_told_at_its_key(goal: str, sentence: str) -> None:
    with pytest.raises(AfsprakenError) as caught:
        _goal(goal)
    (fault,) = map(str, caught.value.faults)
    assert sentence in fault


def test_a_goal_that_is_part_of_itself_by_a_detour() -> None:
    with pytest.raises(AfsprakenError) as caught:
        _set('id = "X", deel_van = "Y"', 'id = "Y", deel_van = "X"', 'id = "Z", deel_van = "X"')
    said = "doelen.toml, doel {} deel_van: Langs {} is dit doel een deel van zichzelf. Haal een"
    assert [str(fault).split(" van de verw")[0] for fault in caught.value.faults] == [
        said.format("X", "Y"),
        said.format("Y", "X"),
    ]


def test_two_parties_may_have_a_value_for_one_year() -> None:
    parties = ("Woonforte", "Habeko Wonen")
    values = ", ".join(f'{{ jaar = 2022, getal = 5, partij = "{naam}" }}' for naam in parties)
    assert len(_goal(f"waarden = [{values}]").waarden) == 2


def test_almost_everything_may_be_missing() -> None:
    goal = _goal('omschrijving = "CO2"')
    assert (goal.hardheid, goal.vorm, goal.op_dag(None)) == (Hardheid.AFSPRAAK, None, [])


def test_one_number_and_a_list_of_one_are_the_same() -> None:
    own = load("alphen-aan-den-rijn", 2019)
    (stock,), (areas,) = own.doel("D0-1").op_dag(None), own.doel("D2-3").op_dag(None)
    assert (stock.jaar, stock.getal, areas.klasse) == (2022, 500, "Voldoende")


def test_a_version_holds_from_its_day() -> None:
    # Utrecht 2016-2020: 1.200, raised to 1.800 in the course of it.
    goal = _goal(
        "waarden = [{ jaar = 2020, minstens = 1200 }], versies = ["
        "{ vanaf = 2017-06-01, waarden = [{ jaar = 2020, minstens = 1800 }] },"
        '{ vanaf = 2018-06-01, wat = "alleen de woorden" }]'
    )
    asked = {
        day: goal.op_dag(day)[0].minstens for day in (date(2017, 5, 31), date(2017, 6, 1), None)
    }
    assert list(asked.values()) == [1200, 1800, 1200]
    assert goal.op_dag(date(2019, 1, 1))[0].minstens == 1800


def test_a_way_says_only_what_it_says_otherwise() -> None:
    # Alkmaar 2021-2024: some 500 homes, also printed as growth of 3,5%.
    goal = _goal(
        'eenheid = "woningen", basisjaar = 2020, beslist = "lezingen", manieren = ['
        '{ naam = "aantal", waarden = [{ jaar = 2024, minstens = 500 }] },'
        '{ naam = "groei", eenheid = "%", waarden = [{ jaar = 2024, minstens = 0.035 }] }]'
    )
    count, growth = map(goal.als, goal.manieren)
    assert (count.eenheid, growth.eenheid, growth.basisjaar) == ("woningen", "%", 2020)
    assert growth.op_dag(None)[0].minstens == Decimal("0.035")


def test_a_condition_stands_per_year() -> None:
    goal = _goal(
        'voorwaarde = { tekst = "stikstof", standen = [{ jaar = 2022, stand = "vervuld" },'
        '{ stand = "niet vervuld" }] }'
    )
    assert goal.voorwaarde is not None
    assert goal.voorwaarde.in_jaar(2022) is Voldaan.VERVULD
    assert goal.voorwaarde.in_jaar(2023) is Voldaan.NIET_VERVULD


def test_all_of_it_survives_being_written() -> None:
    own = _set(
        'id = "X", vorm = "som", voor = "elk", elk_van = "kern", relatief = true,'
        'over = { partijen = ["een deel, niet genoemd"], telt_mee = ["netto", "flex"],'
        ' gebieden = [{ soort = "project", naam = "Noordrand" }] }, hardheid = "plan",'
        "waarden = [{ van = 2020, tot = 2024, minstens = 200, hoogstens = 260,"
        ' bovenkant = "streven", gebied = "Noordrand", ongeveer = true, gedrukt = "200 à 260" }],'
        'deel_van = "D0-1", telt_op = ["D0-2", "-D0-3"], beslist = "een_van",'
        'voorwaarde = { tekst = "geld", standen = [{ stand = "open" }] }'
    )
    assert load_texts(texts(own)) == own
