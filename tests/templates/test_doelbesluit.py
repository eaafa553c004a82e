"""What the report says of a goal, decided by what decides it. Figures worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from prestatieafspraken.afspraken import Afspraken, load
from prestatieafspraken.afspraken.model import Getal
from prestatieafspraken.indicators.compute import compute
from prestatieafspraken.templates.report.content import context
from prestatieafspraken.templates.report.report import Report

NV, EPA = "2015-2020 (Nader Voorschrift)", "voor 2015 (EPA)"
WHO = ("Woonforte", "Habeko Wonen")
JANUARY_2020, JANUARY_2021 = date(2020, 1, 15), date(2021, 1, 15)
Rows = Sequence[dict[str, Any]]


def said(own: Afspraken, day: date, **tables: Rows) -> dict[str, Any]:
    """Give all that a report says on these figures."""
    plain = {name: dict(enumerate(rows, 7)) for name, rows in tables.items()}
    return context(Report(own, [], compute(plain, own, day), day, "1"))


def goal(report: dict[str, Any], code: str) -> tuple[str, str]:
    """Give the verdict on a goal, and the sentence that says why."""
    found = next(one for one in report["doelen"] if one["id"] == code)
    return found["oordeel"], found["stand"]


def under(report: dict[str, Any], code: str) -> list[str]:
    """Name the parts of the summary in which a goal stands."""
    parts = ("bereikt", "niet_bereikt", "onbekend")
    return [part for part in parts if code in {row["doel"] for row in report["samenvatting"][part]}]


def asked(report: dict[str, Any], code: str) -> list[str]:
    """Give what is asked of the parties about a goal."""
    return [text for text in report["samenvatting"]["besluiten"] if code in text]


# --- D1-2: the target group alone ---


def chances(own: Afspraken, low: tuple[int, int]) -> dict[str, Rows]:
    """Give classes of which the first three are the target group, and kernen, all of 2019.

    The target group is low + 300/1.100 + 150/657.
    """
    whole = {"jaar": 2019, "periode": "heel jaar"}
    counts = [low, (300, 1100), (150, 657), (20, 300), (5, 100)]
    return {
        "slaagkans_inkomen": [
            {"inkomensklasse": k.naam, "teller": t, "noemer": n, **whole}
            for k, (t, n) in zip(own.inkomensklassen, counts, strict=True)
        ],
        "slaagkans_kern": [
            {"kern": "Totaal", "teller": 850, "noemer": 3300, **whole},
            *({"kern": k.naam, "teller": 3, "noemer": 24, **whole} for k in own.kernen),
        ],
    }


def test_the_target_group_decides_whatever_the_kernen_say(afspraken: Afspraken) -> None:
    # (400 + 300 + 150) / (1500 + 1100 + 657) = 850 / 3.257 = 26,1%; each kern is 3/24 = 12,5%.
    report = said(afspraken, JANUARY_2020, **chances(afspraken, (400, 1500)))
    assert goal(report, "D1-2") == (
        "gehaald",
        "De slaagkans van de doelgroep was 26,1% in 2019, dat is 6,1 procentpunt boven de norm "
        "van 20%.",
    )
    assert under(report, "D1-2") == ["bereikt"]
    assert asked(report, "D1-2") == []
    chapter = next(one for one in report["themas"] if one["nummer"] == 1)
    assert chapter["terugblik"][0].startswith(
        "Doel D1-2 (Slaagkans voor inkomens tot de grens; wooncarrière in kern en gemeente), "
        "gehaald: De slaagkans van de doelgroep was 26,1% in 2019"
    )
    assert chapter["indicatoren"][0]["naam"].endswith("(beslist over D1-2)")
    assert [i["code"] for i in chapter["indicatoren"] if "beslist over" in i["naam"]] == [
        "SLK-DOELGROEP"
    ]
    kernen = next(text for text in chapter["aandacht"] if text.startswith("Slaagkans per kern"))
    assert kernen.endswith("Dit licht D1-2 toe en beslist er niet over.")


def test_a_target_group_below_the_norm_is_not_saved_by_the_total(afspraken: Afspraken) -> None:
    # (150 + 300 + 150) / 3.257 = 600 / 3.257 = 18,4%; the total is 850 / 3.300 = 25,8%.
    report = said(afspraken, JANUARY_2020, **chances(afspraken, (150, 1500)))
    assert goal(report, "D1-2") == (
        "niet gehaald",
        "De slaagkans van de doelgroep was 18,4% in 2019, dat is 1,6 procentpunt onder de norm "
        "van 20%.",
    )
    assert under(report, "D1-2") == ["niet_bereikt"]
    assert asked(report, "D1-2") == [
        "Doel D1-2 is niet gehaald: welk gevolg geven partijen daaraan?"
    ]


# --- D3-1: one of two is enough ---


def indexes(first: str, then: str, value: float) -> Rows:
    """Give an index of 1,75 in 2017 and `value` in 2020, each in its method."""
    return [
        {"corporatie": naam, "jaar": jaar, "soort_cijfer": "realisatie", "methode": methode,
         "energie_index": index, "woningen": 100}
        for naam in WHO
        for jaar, methode, index in ((2017, first, 1.75), (2020, then, value))
    ]  # fmt: skip


@pytest.mark.parametrize("first", [NV, EPA])
def test_label_b_alone_is_enough(afspraken: Afspraken, first: str) -> None:
    # 1,30 is above 1,25 and within label B of the Nader Voorschrift (1,40).
    report = said(afspraken, JANUARY_2021, energie_index=indexes(first, NV, 1.30))
    oordeel, stand = goal(report, "D3-1")
    assert oordeel == "gehaald"
    assert stand.startswith(
        "Een van beide is genoeg. Energie-index in het streefjaar, getoetst aan label B: met 1,30 "
        "in 2020 ligt de index binnen de grens van label B (1,40)."
    )
    assert "boven" not in stand
    assert under(report, "D3-1") == ["bereikt"]


@pytest.mark.parametrize(
    ("methode", "index", "oordeel"),
    [
        (EPA, 1.30, "gehaald"),  # label B of EPA ends at 1,30
        (EPA, 1.31, "niet gehaald"),  # neither
        (NV, 1.41, "aandacht"),  # no label B, and the 1,25 is of another method
        ("onbekend", 1.20, "op koers"),  # nobody knows of which method it is
    ],
)
def test_label_or_index(afspraken: Afspraken, methode: str, index: float, oordeel: str) -> None:
    report = said(afspraken, JANUARY_2021, energie_index=indexes(methode, methode, index))
    assert goal(report, "D3-1")[0] == oordeel


def test_the_whole_decides_and_its_parts_illustrate(afspraken: Afspraken) -> None:
    report = said(afspraken, JANUARY_2021, energie_index=indexes(NV, NV, 1.30))
    chapter = next(one for one in report["themas"] if one["nummer"] == 3)
    named = {(i["code"], i["onderdeel"]): "beslist over D3-1" in i["naam"]
             for i in chapter["indicatoren"]}  # fmt: skip
    assert named["EIX-PAD-B", "geheel"]
    assert not named["EIX-PAD-B", "Woonforte"]


def test_what_is_past_is_on_no_course(afspraken: Afspraken) -> None:
    report = said(afspraken, JANUARY_2021, energie_index=indexes(NV, NV, 1.41))
    assert asked(report, "D3-1") == [
        "De tijd van doel D3-1 is om, maar of het is gehaald, staat niet vast: wie zoekt dat uit?"
    ]
    still = said(afspraken, date(2020, 6, 30), energie_index=indexes(NV, NV, 1.41))
    assert asked(still, "D3-1") == [
        "Doel D3-1 wordt op deze koers niet gehaald: bijsturen, of het doel aanpassen?"
    ]


# --- D2-4: two readings ---


def lifetime(first: int, last: int) -> Rows:
    """Give homes of 1.000 for each owner that are fit for all ages, in 2018 and 2020."""
    return [
        {"eigenaar": naam, "jaar": jaar, "geschikt": homes, "woningen": 1000}
        for naam in (*WHO, "overige voorraad")
        for jaar, homes in ((2018, first), (2020, last))
    ]


def test_readings_that_differ_are_told_apart(afspraken: Afspraken) -> None:
    # From 20% to 23%: 15% of what there was, and 3 points; asked is 10.
    report = said(afspraken, JANUARY_2021, levensloopbestendig=lifetime(200, 230))
    assert goal(report, "D2-4") == (
        "per lezing",
        "Hangt af van de lezing. "
        "Toename van het aandeel levensloopbestendig, ten opzichte van het eerste jaar: van 20% "
        "in 2018 naar 23% in 2020, dat is, gelezen als een deel van het eerste aandeel, +15%; "
        "het doel vraagt +10%. Zo gelezen is het oordeel: gehaald. "
        "Toename van het aandeel levensloopbestendig, in procentpunten: van 20% in 2018 naar "
        "23% in 2020, dat is, gelezen als procentpunten, +3,0 procentpunt; het doel vraagt +10,0 "
        "procentpunt. Zo gelezen is het oordeel: niet gehaald.",
    )
    assert under(report, "D2-4") == ["onbekend"]
    assert asked(report, "D2-4") == ["D2-4: de uitkomst hangt af van de lezing; welke geldt?"]


@pytest.mark.parametrize(
    ("last", "oordeel", "part"),
    [
        (201, "niet gehaald", "niet_bereikt"),  # 0,5% and 0,1 point
        (310, "gehaald", "bereikt"),  # 55% and 11 points
    ],
)
def test_readings_that_agree_need_no_choice(
    afspraken: Afspraken, last: int, oordeel: str, part: str
) -> None:
    report = said(afspraken, JANUARY_2021, levensloopbestendig=lifetime(200, last))
    found, stand = goal(report, "D2-4")
    assert (found, under(report, "D2-4")) == (oordeel, [part])
    assert stand.startswith(f"In elke lezing {oordeel}. ")


# --- what was reached does not stand under what was not ---


def test_what_was_reached_is_not_told_as_lost(afspraken: Afspraken) -> None:
    report = said(
        afspraken,
        JANUARY_2020,
        leefbaarometer=[
            {"wijk": wijk, "jaar": 2019, "versie": "2.0", "klasse": klasse}
            for wijk, klasse in (("Snijdelwijk", "Voldoende"), ("Ridderveld", "Zwak"))
        ],
        wijkschouwen=[
            {"locatie": naam, "gehouden_op": date(2019, 5, 1)} for naam in ("Benthuizen", "Boskoop")
        ],
        bewonersinitiatieven=[
            {"initiatief": "Tuin", "fase": "uitgevoerd", "uitgevoerd_op": date(2019, 5, 5)}
        ],
    )
    lost = " ".join(row["tekst"] for row in report["samenvatting"]["niet_bereikt"])
    assert "Ridderveld" in lost
    assert "Snijdelwijk" not in lost
    chapter = next(one for one in report["themas"] if one["nummer"] == 2)
    # The heading says three walks and the text two: held are two.
    walks = [text for text in chapter["aandacht"] if text.startswith("Gehouden wijkschouwen")]
    assert len(walks) == 1
    assert "volgens de kop" in walks[0]
    assert asked(report, "D2-2") == [
        "Doel D2-2 is niet gehaald: welk gevolg geven partijen daaraan?"
    ]
    assert asked(report, "D2-3") == [
        "Doel D2-3 wordt op deze koers niet gehaald: bijsturen, of het doel aanpassen?"
    ]


# --- spending on leefbaarheid: a norm that nobody could verify, and one that was agreed ---


def spending(own: Afspraken, homes: int, spent: int) -> tuple[dict[str, Any], str]:
    """Give the line of Woonforte, and what the chapter says of it, of 100 homes each."""
    rows = [
        {"corporatie": naam, "jaar": 2019, "soort_cijfer": "realisatie", "verhuureenheden": homes,
         "ontmoeting": 0, "plekken": 0, "menskracht": spent}
        for naam in WHO
    ]  # fmt: skip
    report = said(own, JANUARY_2020, leefbaarheid=rows)
    chapter = next(one for one in report["themas"] if one["nummer"] == 2)
    line = next(
        i for i in chapter["indicatoren"]
        if (i["code"], i["onderdeel"]) == ("LFB-EENHEID", "Woonforte")
    )  # fmt: skip
    return line, " ".join(text for text in chapter["aandacht"] if "leefbaarheid" in text)


def test_an_amount_that_is_not_verified_asks_attention_at_most(afspraken: Afspraken) -> None:
    line, told = spending(afspraken, 100, 12_501)  # € 125,01 for each home
    assert (line["oordeel"], line["norm"]) == ("aandacht", "€ 125 (te verifiëren)")
    assert "is nog te verifiëren." in told
    assert spending(afspraken, 100, 12_500)[0]["oordeel"] == "op koers"


def test_an_amount_that_was_agreed_decides(afspraken: Afspraken) -> None:
    asked = Getal(wat="bedrag", eenheid="euro", maat="leefbaarheid", waarde=150)
    made = [
        one.model_copy(update={"getallen": [asked]}) if one.id == "T2-04" else one
        for one in afspraken.afspraken
    ]
    own = afspraken.model_copy(update={"afspraken": made})
    line, _ = spending(own, 100, 12_501)
    assert (line["oordeel"], line["norm"]) == ("gehaald", "€ 150")
    line, told = spending(own, 100, 15_001)
    assert line["oordeel"] == "niet gehaald"
    assert "Het normbedrag is € 150 per verhuureenheid, afgesproken in T2-04." in told


# --- what has no verdict says why ---


def test_delivered_homes_without_a_verdict_say_why(afspraken: Afspraken) -> None:
    # 11 + 20 of 11 + 44 + 12 + 6 + 8 = 31 of 81, which is 38,3%.
    homes = {"Concertweg": (11, 11), "Laan der Continenten": (44, 20), "Groenestein": (12, 0),
             "H. Hermansstraat": (6, 0), "Dorpsstraat": (8, 0)}  # fmt: skip
    report = said(
        afspraken,
        JANUARY_2020,
        nieuwbouwprojecten=[
            {"corporatie": WHO[0], "project": naam, "jaar": 2019, "woningen": n, "opgeleverd": done}
            for naam, (n, done) in homes.items()
        ],
    )
    chapter = next(one for one in report["themas"] if one["nummer"] == 1)
    (told,) = [text for text in chapter["terugblik"] if text.startswith("Opgeleverde woningen")]
    assert "31 van de 81 woningen opgeleverd (38,3%)" in told
    assert told.endswith(
        "Zonder oordeel: de projectenlijst zegt niet wanneer deze woningen klaar moeten zijn."
    )


def test_every_goal_without_a_verdict_says_why(afspraken: Afspraken) -> None:
    report = said(afspraken, JANUARY_2020)
    for one in report["doelen"]:
        assert one["oordeel"] in ("niet te bepalen", "niet gemeten")
        assert one["stand"].endswith("."), one


def test_of_several_numbers_those_that_were_lost_are_told() -> None:
    # Asked of De Brink are 40 in 2024 and 60 in 2025, of Volkshuis 20 and 30.
    own = load("rietmeer", 2025)
    built = {("De Brink Wonen", 2024): 40, ("De Brink Wonen", 2025): 59,
             ("Volkshuis Noord", 2024): 20, ("Volkshuis Noord", 2025): 31}  # fmt: skip
    rows = [
        {"doel": "B2", "partij": naam, "jaar": jaar, "soort_cijfer": "realisatie", "waarde": homes}
        for (naam, jaar), homes in built.items()
    ]
    report = said(own, date(2026, 1, 15), kengetallen=rows)
    assert under(report, "B2") == ["niet_bereikt"]
    assert goal(report, "B2")[1] == (
        "De Brink Wonen: het cijfer over 2025 is 59 woningen; afgesproken is ten minste 60 "
        "woningen."
    )
    # 2025 is lost for good, 2026 and 2027 are to come: that is no course to change.
    assert asked(report, "B2") == [
        "Van doel B2 is een deel al niet gehaald: wat betekent dat voor de rest?"
    ]
    chapter = next(one for one in report["themas"] if one["nummer"] == 1)
    assert [text for text in chapter["terugblik"] if text.startswith("Doel B2")] == [
        f"Doel B2 (Sociale huurwoningen opleveren, per jaar en per corporatie), aandacht: {stand}"
        for stand in [goal(report, "B2")[1]]
    ]


def test_what_is_a_yes_or_a_no_was_measured_too() -> None:
    own = load("rietmeer", 2025)
    row = {"doel": "S1", "partij": "Gemeente Rietmeer", "jaar": 2025, "waarde": 1}
    report = said(own, date(2026, 1, 15), kengetallen=[{**row, "soort_cijfer": "realisatie"}])
    chapter = next(one for one in report["themas"] if one["nummer"] == 0)
    assert chapter["terugblik"][0] == (
        "Doel S1 (Elk jaar een gezamenlijke monitor), gehaald: Het is in 2025 gebeurd."
    )


def test_the_name_of_a_goal_is_told_once_and_a_mean_is_of_its_years() -> None:
    # B4 asks 90 a year from 2024 on; 100 and 84 are 92 on average, of those two years alone.
    own = load("rietmeer", 2025)
    rows = [
        {"doel": "B4", "partij": naam, "jaar": jaar, "soort_cijfer": "realisatie", "waarde": homes}
        for naam, jaar, homes in (
            *(("De Brink Wonen", 2024, 60), ("Volkshuis Noord", 2024, 40)),
            *(("De Brink Wonen", 2025, 50), ("Volkshuis Noord", 2025, 34)),
        )
    ]
    report = said(own, date(2026, 1, 15), kengetallen=rows)
    oordeel, stand = goal(report, "B4")
    assert (oordeel, stand) == (
        "op koers",
        "Het gemiddelde over 2024 tot en met 2025 is 92 woningen; afgesproken is ten minste 90 "
        "woningen.",
    )
    chapter = next(one for one in report["themas"] if one["nummer"] == 1)
    (mean,) = (one for one in chapter["indicatoren"] if one["waarde"] == "92 woningen")
    assert (mean["periode"], mean["norm"]) == ("2024-2025", "ten minste 90 woningen")
