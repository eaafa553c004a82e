"""Building projects (r. 228-241), yearly programmes (r. 763-796) and the agreements themselves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from prestatieafspraken.afspraken import Afspraken
from prestatieafspraken.indicators.kwaliteit import elapsed

Reken = Callable[..., dict[Any, Any]]

PROJECTEN = """corporatie | project | kern | woningtype | woningen | jaar | opgeleverd | fase
    Woonforte | Concertweg | Alphen aan den Rijn | EGW | 11 | 2019 | {} |
    Woonforte | Laan der Continenten | Alphen aan den Rijn | APP | 44 | 2019 | {} |
    Habeko Wonen | Groenestein | Hazerswoude-Rijndijk | EGW | 12 | 2019 | {} |
    Habeko Wonen | H. Hermansstraat | Hazerswoude-Rijndijk | APP | 6 | 2019 | {} |
    Habeko Wonen | Dorpsstraat | Hazerswoude-Dorp | APP | 8 | 2019 | {} | vervallen"""


@pytest.mark.parametrize(
    ("code", "onderdeel", "waarde"),
    [
        ("NBW-PLAN", None, 81),
        ("NBW-PLAN", "Woonforte", 55),
        ("NBW-PLAN", "Habeko Wonen", 26),
        ("NBW-TYPE", "EGW", 23),
        ("NBW-TYPE", "APP", 58),
        ("NBW-KERNEN", None, 26),
        ("NBW-OPGELEVERD", None, 17),
        ("NBW-OPGELEVERD", "Habeko Wonen", 6),
    ],
)
def test_the_project_list(reken: Reken, code: str, onderdeel: str | None, waarde: int) -> None:
    found = reken({"nieuwbouwprojecten": PROJECTEN.format(11, 0, 6, 0, 0)})
    assert found[code, onderdeel, "2019"].waarde == waarde
    assert found[code, onderdeel, "2019"].oordeel == "geen norm"


def test_delivery_is_told_beside_the_plan(reken: Reken) -> None:
    found = reken({"nieuwbouwprojecten": PROJECTEN.format(11, 0, 6, 0, 0)})
    assert found["NBW-OPGELEVERD", None, "2019"].toelichting == (
        "Van 5 projecten zijn 17 van de 81 woningen opgeleverd (21%). Vervallen, maar meegeteld: "
        "Dorpsstraat. Zonder oordeel: de projectenlijst zegt niet wanneer deze woningen klaar "
        "moeten zijn."
    )


@pytest.mark.parametrize(
    ("wat", "van", "naar", "code", "reden"),
    [
        (
            "een open vak is geen nul",
            "| 2019 | 6",
            "| 2019 | ",
            "NBW-OPGELEVERD",
            "Het aantal opgeleverde woningen is nog niet ingevuld voor Groenestein. Bekend is 11.",
        ),
        (
            "aantal ontbreekt",
            "| 44 |",
            "| |",
            "NBW-PLAN",
            "Het aantal woningen is nog niet ingevuld voor Laan der Continenten. Bekend is 37.",
        ),
        (
            "kern ontbreekt",
            "| Hazerswoude-Dorp |",
            "| |",
            "NBW-KERNEN",
            "De kern is niet ingevuld of onbekend bij Dorpsstraat.",
        ),
        (
            "kern bestaat niet",
            "| Hazerswoude-Dorp |",
            "| Leiden |",
            "NBW-KERNEN",
            "De kern is niet ingevuld of onbekend bij Dorpsstraat.",
        ),
    ],
)
def test_what_the_list_misses(
    reken: Reken, wat: str, van: str, naar: str, code: str, reden: str
) -> None:
    text = PROJECTEN.format(11, 0, 6, 0, 0)
    assert van in text
    found = reken({"nieuwbouwprojecten": text.replace(van, naar)})[code, None, "2019"]
    assert (found.waarde, found.toelichting) == (None, reden), wat


def test_a_project_without_a_year_makes_every_year_uncertain(reken: Reken) -> None:
    text = PROJECTEN.format(11, 0, 6, 0, 0).replace("| 44 | 2019 |", "| 44 | |")
    found = reken({"nieuwbouwprojecten": text})["NBW-PLAN", None, None]
    assert found.toelichting == "Het jaar ontbreekt bij Laan der Continenten."


PROGRAMMA = """corporatie | jaar | gepland | gerealiseerd
    Woonforte | 2019 | {} | {}
    Habeko Wonen | 2019 | {} | {}
    Woonpartners Midden-Holland | 2019 | | """


def test_the_printed_programmes(reken: Reken) -> None:
    found = reken(
        {
            "kwaliteitsverbetering": PROGRAMMA.format(181, "", 8, ""),
            "zonnepanelen": PROGRAMMA.format(650, "", 100, ""),
        }
    )
    assert found["KWL-PLAN", None, "2019"].waarde == 189
    assert found["KWL-PLAN", None, "2019"].toelichting == (
        "189 woningen gepland. Zonder Woonpartners Midden-Holland: niets opgegeven."
    )
    assert found["ZON-PLAN", None, "2019"].waarde == 750
    done = found["ZON-REALISATIE", None, "2019"]
    assert (done.waarde, done.norm, done.oordeel) == (None, 750, "niet te bepalen")
    assert done.toelichting == (
        "Het gerealiseerde aantal is nog niet ingevuld voor Woonforte en Habeko Wonen."
    )


@pytest.mark.parametrize(
    ("wat", "gedaan", "peildatum", "oordeel"),
    [
        ("alles klaar", (181, 8), date(2019, 12, 31), "gehaald"),
        ("jaar om, één te weinig", (180, 8), date(2019, 12, 31), "niet gehaald"),
        ("alles klaar voor het einde", (181, 8), date(2019, 6, 30), "gehaald"),
        ("halverwege meer dan de helft", (95, 0), date(2019, 6, 30), "op koers"),
        ("halverwege minder dan de helft", (93, 0), date(2019, 6, 30), "aandacht"),
        ("nog een dag te gaan", (188, 0), date(2019, 12, 30), "aandacht"),
        ("het jaar moet nog beginnen", (0, 0), date(2018, 12, 31), "op koers"),
    ],
)
def test_realisation_against_plan(
    reken: Reken, wat: str, gedaan: tuple[int, int], peildatum: date, oordeel: str
) -> None:
    text = PROGRAMMA.format(181, gedaan[0], 8, gedaan[1])
    found = reken({"kwaliteitsverbetering": text}, peildatum)["KWL-REALISATIE", None, "2019"]
    assert (found.waarde, found.norm) == (sum(gedaan), 189), wat
    assert found.oordeel == oordeel, wat


@pytest.mark.parametrize(
    ("dag", "deel"),
    [
        (date(2018, 12, 31), Decimal(0)),
        (date(2019, 1, 1), Decimal(1) / 365),
        (date(2019, 12, 31), Decimal(1)),
        (date(2020, 3, 1), Decimal(1)),
    ],
)
def test_elapsed(dag: date, deel: Decimal) -> None:
    assert elapsed(2019, dag) == deel


def test_an_own_workbook_has_no_total_of_all(reken: Reken) -> None:
    text = "corporatie | jaar | gepland | gerealiseerd\nWoonforte | 2019 | 181 | 5"
    found = reken({"kwaliteitsverbetering": text})
    assert found["KWL-PLAN", "Woonforte", "2019"].waarde == 181
    assert (
        found["KWL-PLAN", None, "2019"].toelichting == "Over 2019 is er geen rij van Habeko Wonen."
    )
    assert found["KWL-REALISATIE", None, "2019"].norm is None


def afspraken_tabellen(afspraken: Afspraken, status: dict[str, str]) -> dict[str, str]:
    """Write the theme sheets, with a status for some agreements."""
    return {
        f"afspraken_{thema.nummer}": "\n".join(
            [
                "code | uiterlijk | status",
                *(
                    f"{a.id} | {a.termijn.tot or ''} | {status.get(a.id, '')}"
                    for a in afspraken.afspraken
                    if a.thema == thema.nummer
                ),
            ]
        )
        for thema in afspraken.themas
    }


def test_the_forty_agreements(reken: Reken, afspraken: Afspraken) -> None:
    status = {"T0-05": "nagekomen", "T1-07": "vraagt aandacht", "T1-10": "niet nagekomen"}
    found = reken(afspraken_tabellen(afspraken, status), date(2019, 3, 31))
    assert found["AFS-AANTAL", None, None].waarde == 40
    assert found["AFS-ZONDER-STATUS", None, None].waarde == 37
    assert found["AFS-STATUS", "vraagt aandacht", None].toelichting == "T1-07."
    late = found["AFS-VERSTREKEN", None, None]
    # January, the first quarter and March are over; two of the three are closed. The scheme of
    # T2-11 began a year before the agreements.
    assert late.toelichting == "T1-07."
    assert (late.waarde, late.oordeel) == (1, "geen norm")


@pytest.mark.parametrize(
    ("dag", "waarde"), [(date(2019, 5, 30), 0), (date(2019, 5, 31), 1), (date(2020, 1, 1), 1)]
)
def test_a_term_is_over_at_the_end_of_its_last_day(reken: Reken, dag: date, waarde: int) -> None:
    empty = {f"afspraken_{n}": "code | uiterlijk | status" for n in range(4)}
    tables = {**empty, "afspraken_0": "code | uiterlijk | status\nT0-04 | 2019-05-31 | bezig"}
    assert reken(tables, dag)["AFS-VERSTREKEN", None, None].waarde == waarde


def test_kept_in_time_too_late_or_open(reken: Reken) -> None:
    """The last day itself is in time; what ended otherwise, or on a day unknown, is neither.

    Nor is what had to start by a day: when it had to be done, was not agreed.
    """
    empty = {f"afspraken_{n}": "code | uiterlijk | status | afgerond_op" for n in range(4)}
    lines = """code | uiterlijk | status | afgerond_op
        T1-01 | 2019-12-31 | nagekomen | 2019-12-31
        T1-07 | 2019-03-31 | nagekomen | 2019-04-01
        T1-08 | 2019-12-31 | nagekomen |
        T1-09 | 2019-05-31 | niet nagekomen | 2019-05-31
        T1-10 | 2019-03-31 | bezig |
        T1-11 | 2019-12-31 | |"""
    start = "code | uiterlijk | status | afgerond_op\n T2-11 | 2018-01-01 | nagekomen | 2019-12-20"
    found = reken({**empty, "afspraken_1": lines, "afspraken_2": start})
    kinds = ("op tijd", "te laat", "open")
    told = {kind: found["AFS-OP-TIJD", kind, None].toelichting for kind in kinds}
    assert told == {"op tijd": "T1-01.", "te laat": "T1-07.", "open": "T1-10 en T1-11."}


def test_no_status_at_all_is_said_in_one_sentence(reken: Reken, afspraken: Afspraken) -> None:
    found = reken(afspraken_tabellen(afspraken, {}))["AFS-ZONDER-STATUS", None, None]
    assert (found.waarde, found.toelichting) == (40, "Geen enkele status is ingevuld.")


def test_a_missing_theme_leaves_the_counts_open(reken: Reken, afspraken: Afspraken) -> None:
    tables = afspraken_tabellen(afspraken, {})
    del tables["afspraken_2"]
    found = reken(tables)["AFS-AANTAL", None, None]
    assert (found.waarde, found.toelichting) == (
        None,
        "Het blad 2 Woonomgeving staat niet in deze werkmap of is niet gelezen.",
    )
