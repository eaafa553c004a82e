"""The slaagkans; the percentages are those printed in the agreements (r. 167-197)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prestatieafspraken.afspraken import Afspraken
from prestatieafspraken.indicators.context import FigureRow
from prestatieafspraken.indicators.rates import together

Reken = Callable[..., dict[Any, Any]]

DEEL = "2018, kwartaal 1 t/m 3"
KERNEN = {  # 2015, 2016, 2017, 2018 (three quarters)
    "Aarlanderveen": (0.35, 0.364, 0.333, 0.118),
    "Alphen aan den Rijn": (0.258, 0.276, 0.256, 0.108),
    "Benthuizen": (0.5, 0.277, 0.246, 0.123),
    "Boskoop": (0.235, 0.441, 0.287, 0.204),
    "Hazerswoude-Dorp": (0.302, 0.182, 0.07, 0.132),
    "Hazerswoude-Rijndijk": (0.36, 0.554, 0.246, 0.193),
    "Koudekerk aan den Rijn": (0.356, 0.237, 0.126, 0.102),
    "Zwammerdam": (0.23, 0.262, 0.287, 0.122),
    "Totaal": (0.278, 0.303, 0.251, 0.126),
}
KLASSEN = {
    "t/m € 22.700": (0.326, 0.324, 0.245, 0.125),
    "boven € 22.700 t/m € 30.825": (0.254, 0.251, 0.252, 0.129),
    "boven € 30.825 t/m € 38.035": (0.192, 0.358, 0.265, 0.151),
    "boven € 38.035 t/m € 42.436": (0.056, 0.208, 0.412, 0.028),
    "boven € 42.436": (0.0, 0.13, 0.098, 0.048),
}


def gedrukt(kolom: str, cijfers: dict[str, tuple[float, ...]], zonder: str = "") -> str:
    """Write a printed table, without the row of one name in 2018."""
    lines = [f"{kolom} | jaar | periode | opgegeven"]
    for naam, waarden in cijfers.items():
        for jaar, waarde in zip((2015, 2016, 2017, 2018), waarden, strict=True):
            if (naam, jaar) != (zonder, 2018):
                periode = "kwartaal 1 t/m 3" if jaar == 2018 else "heel jaar"
                lines.append(f"{naam} | {jaar} | {periode} | {waarde}")
    return "\n".join(lines)


@pytest.fixture(scope="module")
def cijfers(reken: Reken) -> dict[Any, Any]:
    return reken(
        {
            "slaagkans_kern": gedrukt("kern", KERNEN),
            "slaagkans_inkomen": gedrukt("inkomensklasse", KLASSEN),
        }
    )


def test_seven_of_eight_kernen_are_below_the_norm(cijfers: dict[Any, Any]) -> None:
    found = cijfers["SLK-KERN-ONDER", None, DEEL]
    assert found.waarde == 7
    assert found.toelichting == (
        "7 van de 8 kernen zijn onder de norm van 20%; niet onder de norm: Boskoop. Zoals "
        "opgegeven: niet na te rekenen zonder verhuringen en woningzoekenden. Let op: dit is een "
        "deel van het jaar (kwartaal 1 t/m 3)."
    )


def test_while_the_year_runs_its_part_is_on_course_or_not(reken: Reken) -> None:
    found = reken({"slaagkans_kern": gedrukt("kern", KERNEN)}, date(2018, 12, 30))
    on_course = [
        naam
        for naam in KERNEN
        if naam != "Totaal" and found["SLK-KERN", naam, DEEL].oordeel == "op koers"
    ]
    assert on_course == ["Boskoop"]


def test_a_year_that_is_over_is_not_decided_by_a_part_of_it(cijfers: dict[Any, Any]) -> None:
    found = cijfers["SLK-KERN", "Boskoop", DEEL]
    assert (found.waarde, found.oordeel) == (0.204, "niet te bepalen")
    assert found.toelichting.startswith(
        "20,4%. Het jaar 2018 is om, maar alleen kwartaal 1 t/m 3 is gemeten. In 2016 was "
        "het 44,1%."
    )


def test_of_a_year_that_is_whole_a_part_has_no_verdict_any_more(reken: Reken) -> None:
    table = """kern | jaar | periode | opgegeven
        Boskoop | 2018 | kwartaal 1 t/m 3 | 0.204
        Boskoop | 2018 | heel jaar | 0.19"""
    found = reken({"slaagkans_kern": table})
    part, whole = found["SLK-KERN", "Boskoop", DEEL], found["SLK-KERN", "Boskoop", "2018"]
    assert (part.waarde, part.oordeel) == (0.204, "niet te bepalen")
    assert part.toelichting.startswith(
        "20,4%. Van 2018 is ook meer gemeten; dit deel beslist niets."
    )
    assert (whole.waarde, whole.oordeel) == (0.19, "niet gehaald")


OUTSIDE = ["boven € 38.035 t/m € 42.436", "boven € 42.436"]


def test_the_three_classes_of_the_goal_are_below_the_norm(cijfers: dict[Any, Any]) -> None:
    assert cijfers["SLK-INKOMEN-ONDER", None, DEEL].waarde == 3
    inside = [naam for naam in KLASSEN if naam not in OUTSIDE]
    assert {cijfers["SLK-INKOMEN", naam, DEEL].norm for naam in inside} == {0.2}


def test_a_class_above_the_limit_has_no_norm_and_says_why(cijfers: dict[Any, Any]) -> None:
    """The norm is on seekers with an income up to € 38.035 (r. 156-157)."""
    why = "Doel D1-2 gaat over inkomens tot en met € 38.035; de norm geldt hier niet."
    found = {naam: cijfers["SLK-INKOMEN", naam, DEEL] for naam in KLASSEN}
    assert [naam for naam, value in found.items() if why in value.toelichting] == OUTSIDE
    assert [naam for naam, value in found.items() if value.norm is None] == OUTSIDE
    assert {found[naam].oordeel for naam in OUTSIDE} == {"geen norm"}
    assert [found[naam].waarde for naam in OUTSIDE] == [0.028, 0.048]


@pytest.mark.parametrize(
    ("code", "onderdeel", "punten"),
    [
        ("SLK-TOTAAL-VERSCHIL", None, -17.7),
        ("SLK-KERN-VERSCHIL", "Hazerswoude-Rijndijk", -36.1),
        ("SLK-KERN-VERSCHIL", "Hazerswoude-Dorp", -5),
        ("SLK-INKOMEN-VERSCHIL", "boven € 38.035 t/m € 42.436", -18),
    ],
)
def test_change_since_2016(
    cijfers: dict[Any, Any], code: str, onderdeel: str | None, punten: float
) -> None:
    assert cijfers[code, onderdeel, DEEL].waarde == punten


@pytest.mark.parametrize(
    ("wat", "sleutel", "waarde", "norm", "oordeel", "actueel"),
    [
        ("nog geen norm", ("SLK-TOTAAL", None, "2015"), 0.278, None, "geen norm", False),
        ("een heel jaar is definitief", ("SLK-TOTAAL", None, "2017"), 0.251, 0.2, "gehaald", False),
        ("te laag", ("SLK-KERN", "Hazerswoude-Dorp", "2017"), 0.07, 0.2, "niet gehaald", False),
        ("een deel niet", ("SLK-TOTAAL", None, DEEL), 0.126, 0.2, "niet te bepalen", True),
    ],
)  # fmt: skip
def test_verdicts(
    cijfers: dict[Any, Any],
    wat: str,
    sleutel: tuple[str, str | None, str],
    waarde: float,
    norm: float | None,
    oordeel: str,
    actueel: bool,
) -> None:
    found = cijfers[sleutel]
    assert (found.waarde, found.norm, found.oordeel, found.actueel) == (
        waarde,
        norm,
        oordeel,
        actueel,
    ), wat


def test_the_total_is_never_a_mean_of_the_kernen(reken: Reken, cijfers: dict[Any, Any]) -> None:
    assert cijfers["SLK-TOTAAL", None, "2016"].nulmeting == 0.303
    shown = {i.waarde for i in cijfers.values()}
    # The unweighted means of the printed kernen and classes.
    assert not shown & {0.32388, 0.3241, 0.23138, 0.13775, 0.1656, 0.2542, 0.2544, 0.0962}
    rows = "\n".join(r for r in gedrukt("kern", KERNEN).splitlines() if "Totaal" not in r)
    assert reken({"slaagkans_kern": rows})["SLK-TOTAAL", None, DEEL].waarde is None


def test_a_small_number_is_told_with_its_kern(reken: Reken, afspraken: Afspraken) -> None:
    """3 of 24 is 12,5%; all others 30 of 100."""
    counts = {kern.naam: (30, 100) for kern in afspraken.kernen} | {"Zwammerdam": (3, 24)}
    rows = "".join(f"\n{naam} | 2019 | heel jaar | {t} | {n}" for naam, (t, n) in counts.items())
    table = f"kern | jaar | periode | teller | noemer{rows}"
    found = reken({"slaagkans_kern": table})["SLK-KERN-ONDER", None, "2019"]
    assert found.waarde == 1
    assert found.toelichting.endswith(
        " Bij Zwammerdam gaat het om 24 woningzoekenden: te weinig voor een conclusie."
    )
    assert found.toelichting.count("te weinig") == 1


def test_a_missing_kern_is_named_and_not_counted_as_good(reken: Reken) -> None:
    found = reken({"slaagkans_kern": gedrukt("kern", KERNEN, zonder="Benthuizen")})
    assert found["SLK-KERN", "Benthuizen", DEEL].oordeel == "niet te bepalen"
    assert found["SLK-KERN-ONDER", None, DEEL].toelichting == (
        "Niet alle slaagkansen zijn bekend. Over 2018, kwartaal 1 t/m 3 is er geen rij van "
        "Benthuizen."
    )


@pytest.mark.parametrize(
    ("wat", "teller", "noemer", "opgegeven", "waarde", "tekst"),
    [
        ("precies de norm", "200", "1000", "", 0.2, "20% is gelijk aan de norm van 20%."),
        ("net eronder", "399", "2000", "", 0.1995, "19,95% is onder de norm van 20%."),
        ("haast", "199999", "1000000", "", 0.199999, "19,9999% is onder de norm van 20%."),
        ("net erboven", "2001", "10000", "", 0.2001, "20,01% is boven de norm van 20%."),
        ("de telling gaat voor het percentage", "1", "3", "0.5", 0.333333333, "33,3% is boven"),
        ("opgegeven", "", "", "0.1995", 0.1995, "19,95% is onder de norm van 20%. Zoals"),
        ("zonder noemer telt het percentage", "5", "", "0.204", 0.204, "20,4% is boven"),
        ("niemand geslaagd is echt nul", "0", "40", "", 0, "0% is onder de norm van 20%."),
        ("noemer nul", "0", "0", "0.3", None, "Er zijn geen actief woningzoekenden"),
        ("niets ingevuld", "", "", "", None, "Verhuringen of woningzoekenden ontbreken"),
    ],
)  # fmt: skip
def test_one_slaagkans(
    reken: Reken,
    wat: str,
    teller: str,
    noemer: str,
    opgegeven: str,
    waarde: float | None,
    tekst: str,
) -> None:
    found = reken(
        {
            "slaagkans_kern": "kern | jaar | periode | teller | noemer | opgegeven\n"
            f"Boskoop | 2018 | heel jaar | {teller} | {noemer} | {opgegeven}"
        }
    )["SLK-KERN", "Boskoop", "2018"]
    assert found.waarde == waarde, wat
    assert found.toelichting.startswith(tekst), wat


@pytest.mark.parametrize(
    ("wat", "rijen", "periode"),
    [
        ("heel gaat voor deel", "2018 | kwartaal 1 t/m 3\n2018 | heel jaar", "2018"),
        ("langste deel", "2018 | kwartaal 1 t/m 2\n2018 | kwartaal 1", "2018, kwartaal 1 t/m 2"),
        ("later voor eerder", "2018 | heel jaar\n2019 | kwartaal 1", "2019, kwartaal 1"),
        ("na de peildatum telt niet", "2018 | heel jaar\n2020 | heel jaar", "2018"),
    ],
)  # fmt: skip
def test_the_current_period(reken: Reken, wat: str, rijen: str, periode: str) -> None:
    lines = [f"Totaal | {rij} | 30 | 100" for rij in rijen.splitlines()]
    text = "\n".join(["kern | jaar | periode | teller | noemer", *lines])
    found = reken({"slaagkans_kern": text})
    assert [i.periode for i in found.values() if i.code == "SLK-TOTAAL" and i.actueel] == [periode]


def test_a_year_that_still_runs_is_not_final(reken: Reken) -> None:
    text = "kern | jaar | periode | teller | noemer\nTotaal | 2019 | heel jaar | 30 | 100"
    last_day = reken({"slaagkans_kern": text}, date(2019, 12, 31))
    before = reken({"slaagkans_kern": text}, date(2019, 12, 30))
    assert last_day["SLK-TOTAAL", None, "2019"].oordeel == "gehaald"
    assert before["SLK-TOTAAL", None, "2019"].oordeel == "op koers"


def test_the_division_is_written_out_or_the_percentage_is_told_as_stated(reken: Reken) -> None:
    kop = "kern | jaar | periode | teller | noemer | opgegeven"
    counted = reken({"slaagkans_kern": f"{kop}\nTotaal | 2018 | heel jaar | 30 | 90 | "})
    stated = reken({"slaagkans_kern": f"{kop}\nTotaal | 2018 | heel jaar | | | 0.278"})
    key = ("SLK-TOTAAL", None, "2018")
    assert counted[key].berekening == "30 / 90 = 33,33%"
    assert stated[key].berekening == "27,8% zoals opgegeven"


def groep(*tellingen: tuple[str, str]) -> str:
    """Write the classes of 2018 with their counts."""
    lines = [
        f"{k} | 2018 | heel jaar | {t} | {n}" for k, (t, n) in zip(KLASSEN, tellingen, strict=True)
    ]
    return "\n".join(["inkomensklasse | jaar | periode | teller | noemer", *lines])


def test_the_target_group_is_the_three_classes_up_to_the_limit(reken: Reken) -> None:
    counts = [("10", "100"), ("60", "200"), ("90", "300"), ("500", "500"), ("500", "500")]
    found = reken({"slaagkans_inkomen": groep(*counts)})["SLK-DOELGROEP", None, "2018"]
    # (10 + 60 + 90) / (100 + 200 + 300); the mean of 10%, 30% and 30% would be 23,3%.
    assert (found.waarde, found.oordeel) == (0.266666667, "gehaald")
    assert found.toelichting.startswith("Klassen tot en met € 38.035 samen: 26,7%")
    assert len(found.cellen) == 6


def test_the_target_group_is_held_beside_the_same_classes_in_the_base_year(reken: Reken) -> None:
    counts = [("10", "100"), ("60", "200"), ("90", "300"), ("500", "500"), ("500", "500")]
    before = zip(KLASSEN, (30, 10, 50), (100, 100, 200), strict=False)
    rows = [f"{name} | 2016 | heel jaar | {let} | {seek}" for name, let, seek in before]
    table = "\n".join([groep(*counts), *rows])
    found = reken({"slaagkans_inkomen": table})["SLK-DOELGROEP", None, "2018"]
    # (30 + 10 + 50) / (100 + 100 + 200)
    assert found.nulmeting == 0.225
    assert "In 2016 was het 22,5%." in found.toelichting


@pytest.mark.parametrize(("zoekers", "verschil"), [("1200", True), ("1000", False)])
def test_the_classes_and_the_kernen_count_the_same_people(
    reken: Reken, zoekers: str, verschil: bool
) -> None:
    kernen = f"kern | jaar | periode | teller | noemer\nTotaal | 2018 | heel jaar | 240 | {zoekers}"
    tables = {"slaagkans_inkomen": groep(*[("40", "200")] * 5), "slaagkans_kern": kernen}
    found = reken(tables)["SLK-KLASSEN", None, "2018"]
    remark = (
        "De tabel per kern telt 1.200 zoekers, hier zijn het er 1.000; "
        "beide horen alle zoekers één keer te tellen."
    )
    assert (found.waarde, remark in found.toelichting) == (0.2, verschil)


def test_the_target_group_has_no_value_without_counts(cijfers: dict[Any, Any]) -> None:
    found = cijfers["SLK-DOELGROEP", None, DEEL]
    assert (found.waarde, found.oordeel, found.norm) == (None, "niet te bepalen", 0.2)
    assert found.toelichting == (
        "Verhuringen en woningzoekenden ontbreken van de klassen t/m € 22.700, boven € 22.700 t/m "
        "€ 30.825 en boven € 30.825 t/m € 38.035. Een gemiddelde van percentages is niet de "
        "slaagkans van de groep en wordt niet gegeven."
    )


@pytest.mark.parametrize(
    ("wat", "teller", "noemer", "waarde"),
    [
        ("een lege klasse doet niet mee", "0", "0", 0.2),
        ("een klasse zonder telling laat de groep open", "", "10", None),
    ],
)
def test_one_class_of_the_group(
    reken: Reken, wat: str, teller: str, noemer: str, waarde: float | None
) -> None:
    rest = ("1", "1")
    counts = [(teller, noemer), ("20", "100"), ("20", "100"), rest, rest]
    found = reken({"slaagkans_inkomen": groep(*counts)})["SLK-DOELGROEP", None, "2018"]
    assert found.waarde == waarde, wat


@given(st.lists(st.tuples(st.integers(0, 5000), st.integers(1, 90000)), min_size=2, max_size=5))
def test_a_group_is_sum_over_sum(counts: list[tuple[int, int]]) -> None:
    rows = [FigureRow("t", i, {"teller": t, "noemer": n}, None) for i, (t, n) in enumerate(counts)]
    exact = Fraction(sum(t for t, _ in counts), sum(n for _, n in counts))
    mean = sum(Fraction(t, n) for t, n in counts) / len(counts)
    value = together(rows, "inkomensklasse").waarde
    assert abs(Fraction(value) - exact) < Fraction(1, 10**20)
    low, high = min(Fraction(t, n) for t, n in counts), max(Fraction(t, n) for t, n in counts)
    assert low - Fraction(1, 10**20) <= Fraction(value) <= high + Fraction(1, 10**20)
    if mean != exact:
        assert Fraction(value) != mean
    assert isinstance(value, Decimal)


@pytest.mark.parametrize(
    ("teller", "noemer", "counts"),
    [("30", "", [30, 220, 250]), ("", "250", [30, 220, 250]), ("", "", [])],
    ids=["homes", "seekers", "neither"],
)
def test_a_stated_share_tells_the_count_beside_the_one_that_is_there(
    reken: Reken, teller: str, noemer: str, counts: list[int]
) -> None:
    """12% of 250 seekers is 30 homes, and whoever reads two of the three knows the third."""
    head = "kern | jaar | periode | teller | noemer | opgegeven"
    rows = f"{head}\nBoskoop | 2018 | heel jaar | {teller} | {noemer} | 0.12"
    found = reken({"slaagkans_kern": rows})["SLK-KERN", "Boskoop", "2018"]
    assert sorted(int(steun.aantal) for steun in found.steunt_op) == counts
