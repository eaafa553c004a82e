"""The set of a municipality that does not exist: a frame of four years, and its year 2025.

What is expected here was read in the files of the set, and is what its form was filled in with.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from prestatieafspraken.afspraken import load
from prestatieafspraken.afspraken.doel import Beslist, DoelVorm, Reikwijdte, Voldaan
from prestatieafspraken.afspraken.streefwaarde import Hardheid
from prestatieafspraken.validators.sheets.codelists import codelists
from prestatieafspraken.validators.sheets.tables import of_party
from prestatieafspraken.validators.toets.toets import toets
from prestatieafspraken.workbook.building.prefill import prefill

OWN = load("rietmeer", 2025)
BRINK, VOLKSHUIS, LINDE = "De Brink Wonen", "Volkshuis Noord", "Zorghuis De Linde"


def test_it_is_an_example_of_a_year_in_a_frame() -> None:
    gemeente = OWN.gemeente
    assert gemeente.voorbeeld
    assert gemeente.vastgesteld == date(2024, 12, 12)
    assert (gemeente.jaar, gemeente.periode_van, gemeente.periode_tot) == (2025, 2024, 2027)
    assert [thema.nummer for thema in OWN.themas] == [0, 1, 2, 3, 4, 5]
    assert (OWN.tabellen, OWN.inkomensklassen) == ({}, [])


def test_who_signs_for_a_part_is_meant_only_by_name() -> None:
    assert OWN.deelnemers() == [BRINK, VOLKSHUIS]
    assert OWN.leden(["Corporaties", LINDE]) == [BRINK, VOLKSHUIS, LINDE]
    linde = OWN.partij(LINDE)
    rows = prefill(OWN, linde)
    codes = {row["code"] for name, table in rows.items() for row in table if "code" in row}
    assert codes == {"S-02", "Z-01"}
    assert {row["doel"] for row in rows["kengetallen"]} == {"Z1", "Z4"}
    told = next(row for row in rows["partijen"] if row["naam"] == LINDE)
    assert told["toelichting"] == "Tekent alleen voor wonen met zorg en goed ouder worden."


def test_targets_per_year_and_party() -> None:
    asked = {(one.partij, one.jaar): one.minstens for one in OWN.doel("B2").waarden}
    assert [asked[BRINK, jaar] for jaar in range(2024, 2028)] == [40, 60, 70, 80]
    assert [asked[VOLKSHUIS, jaar] for jaar in range(2024, 2028)] == [20, 30, 30, 40]


def test_every_kind_of_goal_is_there() -> None:
    (sales,), (share,), (flex,) = (OWN.doel(code).waarden for code in ("B3", "B5", "B6"))
    assert (sales.hoogstens, OWN.doel("B3").vorm) == (15, DoelVorm.PER_JAAR)
    assert (share.minstens, share.hoogstens) == (Decimal("0.3"), Decimal("0.4"))
    condition = OWN.doel("B6").voorwaarde
    assert condition is not None
    assert [condition.in_jaar(jaar) for jaar in (2025, 2026)] == [Voldaan.VERVULD, Voldaan.OPEN]
    assert flex.ongeveer
    assert OWN.doel("B7").hardheid is Hardheid.STREVEN
    assert OWN.doel("B7").versies[0].waarden[0].getal == 80
    assert (OWN.doel("V3").beslist, len(OWN.doel("V3").manieren)) == (Beslist.LEZINGEN, 2)
    assert OWN.doel("V4").streefjaar is None
    assert OWN.doel("W4").voor is Reikwijdte.ELK
    promises = [one for one in OWN.afspraken if one.deel_van == "B-02"]
    assert [(one.trekker, one.termijn.tot) for one in promises] == [
        ("Gemeente", date(2025, 6, 1)),
        (BRINK, date(2025, 11, 1)),
        (VOLKSHUIS, date(2025, 12, 15)),
    ]


def test_a_figure_is_asked_of_each_year_party_and_place() -> None:
    rows = prefill(OWN, OWN.partij("Gemeente Rietmeer"))["kengetallen"]
    asked = [(row["partij"], row["jaar"]) for row in rows if row["doel"] == "B4"]
    assert asked == [(naam, jaar) for naam in (BRINK, VOLKSHUIS) for jaar in (2024, 2025)]
    assert "B2" not in {row["doel"] for row in rows}  # the stock knows what was delivered
    places = [(row["gebied"], row["jaar"]) for row in rows if row["doel"] == "W4"]
    assert places == [("Oosterwijk", 2025), ("Meerzicht", 2025)]


def test_who_leads_by_name_can_be_chosen_as_lead() -> None:
    leads = codelists(OWN)["trekkers"]
    assert "Huurdersbelang De Brink" in leads
    assert "Bewonersraad Volkshuis" not in leads
    assert len(leads) == len(set(leads))


@pytest.mark.parametrize("soort", ["gemeente", "corporatie"])
def test_a_workbook_has_no_sheet_that_nobody_asked_for(soort: str) -> None:
    names = {table.name for table in of_party(soort, OWN)}
    assert not {name for name in names if name.startswith(("slaagkans", "zonnepanelen"))}
    assert {f"afspraken_{n}" for n in range(6)} | {"kengetallen", "woningvoorraad"} <= names


def test_two_goals_that_each_count_something_of_their_own_contradict_nothing() -> None:
    (contradictions,) = (one for one in toets(OWN) if one.deel == "tegenspraak")
    assert [punt.melding for punt in contradictions.punten] == []
