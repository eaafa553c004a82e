"""The agreements of 2019 as data, against figures typed over from the printed document."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from prestatieafspraken.afspraken import Afspraken, load

D = Decimal


@pytest.fixture(scope="module")
def afspraken() -> Afspraken:
    """Load the agreements of 2019."""
    return load("Alphen aan den Rijn", 2019)


def test_forty_agreements_in_four_parts(afspraken: Afspraken) -> None:
    assert [a.id for a in afspraken.afspraken] == [
        f"T{thema}-{n:02d}"
        for thema, count in ((0, 5), (1, 14), (2, 11), (3, 10))
        for n in range(1, count + 1)
    ]
    assert all(a.thema == int(a.id[1]) for a in afspraken.afspraken)


def test_who_leads(afspraken: Afspraken) -> None:
    assert Counter(a.trekker for a in afspraken.afspraken) == {
        "Gemeente": 20,
        "Corporaties": 15,
        "Woonforte": 1,
        "Huurdersorganisaties": 1,
        None: 3,
    }
    assert [a.id for a in afspraken.afspraken if a.trekker is None] == ["T1-01", "T2-04", "T3-04"]


def test_kinds_of_term(afspraken: Afspraken) -> None:
    assert Counter(a.termijn.soort for a in afspraken.afspraken) == {
        "maand": 4,
        "medio": 1,
        "kwartaal": 1,
        "vanaf": 1,
        "seizoen": 1,
        "herhaling": 2,
        "doorlopend": 1,
        "start": 2,  # the restructuring of 2020, and a scheme of which 2018 is the first year
        "jaar": 24,
        "geen": 3,
    }


def test_printed_mistakes_are_kept(afspraken: Afspraken) -> None:
    days = afspraken.afspraak("T3-04").data
    assert [(d.gedrukt, d.dag) for d in days] == [
        ("31 juni 2018", None),
        ("1 juli 2018", date(2018, 7, 1)),
    ]
    numbers = [g.waarde for g in afspraken.afspraak("T2-05").getallen]
    assert numbers == [3, 2]
    index = afspraken.doel("D3-1")
    assert (index.richting, index.gedrukte_richting) == ("maximaal", "minimaal")
    stock = afspraken.tabellen["C4"]
    assert stock.waarde("Totaal ‘22", "verkoop*") == 258
    assert stock.waarde("Totaal ‘22", "niet-DAEB") == 606


def test_what_the_text_says_beside_the_rows(afspraken: Afspraken) -> None:
    shares = [(g.waarde, g.tot_jaar, g.na_jaar) for g in afspraken.afspraak("T1-11").getallen[:2]]
    assert shares == [(D("0.20"), 2021, None), (D("0.10"), None, 2021)]
    amount = afspraken.afspraak("T2-04").getallen[1]
    assert (amount.waarde, amount.regel) == (None, 553)
    pilots = afspraken.afspraak("T3-02").getallen[0]
    assert pilots.namen == ["Rode dorp", "Edelstenenbuurt", "Preludeweg"]
    drawn = {a.id: a.conclusie for a in afspraken.afspraken if a.conclusie}
    assert {code: (c.jaar, c.regel) for code, c in drawn.items()} == {
        "T1-08": (2019, 355),
        "T1-09": (2019, 367),
    }
    assert {a.id: a.tabellen for a in afspraken.afspraken if a.tabellen} == {
        "T1-01": ["C3"],
        "T1-02": ["C4"],
        "T3-05": ["C5", "C6"],
        "T3-07": ["C7"],
    }
    assert afspraken.afspraak("T2-03").gebieden == ["Rode dorp"]
    assert [t.id for t in afspraken.tabellen.values() if t.prijspeil == 2019] == ["C2"]
    assert [t.id for t in afspraken.tabellen.values() if t.voetnoot] == ["C7"]
    assert afspraken.doel("D3-1").streeflabel == "B"


def test_goals(afspraken: Afspraken) -> None:
    assert Counter(d.id[:2] for d in afspraken.doelen) == {
        "D0": 3,
        "D1": 3,
        "D2": 4,
        "D3": 5,
        "M-": 1,
    }
    aims = {d.id: (d.verandering, d.streefwaarde, d.streefjaar) for d in afspraken.doelen}
    assert aims["D0-1"] == (D(500), None, 2022)
    assert aims["D0-2"] == (D(130), None, 2022)
    assert aims["D1-2"] == (None, D("0.20"), None)
    assert aims["D2-2"] == (None, D(3), 2019)
    assert aims["D2-4"] == (D("0.10"), None, 2020)
    assert aims["D3-1"] == (None, D("1.25"), 2020)
    assert aims["D3-2"] == (D("-0.20"), None, 2026)
    assert aims["D3-3"] == (None, D("0.14"), 2020)
    assert afspraken.doel("D2-3").streefklasse == "Voldoende"
    served = {code for a in afspraken.afspraken for code in a.doelen}
    assert {"D2-2", "D2-3", "D1-3"} & served == set()


PRINTED = {
    "C1": {
        "Aarlanderveen": "35,0% 36,4% 33,3% 11,8%",
        "Alphen aan den Rijn": "25,8% 27,6% 25,6% 10,8%",
        "Benthuizen": "50% 27,7% 24,6% 12,3%",
        "Boskoop": "23,5% 44,1% 28,7% 20,4%",
        "Hazerswoude-Dorp": "30,2% 18,2% 7,0% 13,2%",
        "Hazerswoude-Rijndijk": "36% 55,4% 24,6% 19,3%",
        "Koudekerk aan den Rijn": "35,6% 23,7% 12,6% 10,2%",
        "Zwammerdam": "23,0% 26,2% 28,7% 12,2%",
        "Totaal": "27,8% 30,3% 25,1% 12,6%",
    },
    "C2": {
        "22.700 of minder": "32,6% 32,4% 24,5% 12,5%",
        "22.700 t/m 30.825": "25,4% 25,1% 25,2% 12,9%",
        "30.825 t/m 38.035": "19,2% 35,8% 26,5% 15,1%",
        "38.035 t/m 42.436": "5,6% 20,8% 41,2% 2,8%",
        "Meer dan 42.436": "0,0% 13,0% 9,8% 4,8%",
    },
    "C4": {
        "Woonforte 2017": "9.769 52 530",
        "Woonforte 2018": "9.823 5 494",
        "Woonforte 2022": "10.053 15 469",
        "Habeko Wonen 2017": "1829 0 41",
        "Habeko Wonen 2018": "1824 -2 40",
        "Habeko Wonen 2022": "1960 -2 39",
        "Woonpartners Midden-Holland 2017": "0 0 62",
        "Woonpartners Midden-Holland 2018": "0 0 62",
        "Totaal ‘17": "11598 52 633",
        "Totaal ‘18": "11647",
        "Totaal ‘22": "12013 258 606",
    },
    "C5": {"WoonForte": "181", "Habeko Wonen": "8", "Woonpartners": "-", "Totaal": "189"},
    "C6": {"WoonForte": "1,79 1,63", "Habeko Wonen": "1.55 1.41"},
    "C7": {"WoonForte": "650", "Habeko Wonen": "100", "Woonpartners": "0", "Totaal*": "750"},
}


@pytest.mark.parametrize("table_id", sorted(PRINTED))
def test_figures_are_as_printed(table_id: str, afspraken: Afspraken) -> None:
    cells: dict[str, list[str]] = {}
    for cel in afspraken.tabellen[table_id].cellen:
        if cel.gedrukt:
            cells.setdefault(cel.rij, []).append(cel.gedrukt)
    assert {row: " ".join(texts) for row, texts in cells.items()} == PRINTED[table_id]


def _value(printed: str) -> Decimal:
    """Read a printed figure; a point before three digits groups thousands in this document."""
    if printed.endswith("%"):
        return D(printed[:-1].replace(",", ".")) / 100
    if "." in printed and len(printed.split(".")[1]) == 3:
        return D(printed.replace(".", ""))
    return D(printed.replace(",", "."))


def test_each_value_is_that_of_its_printed_text(afspraken: Afspraken) -> None:
    numbers = [c for t in afspraken.tabellen.values() for c in t.cellen if c.soort == "getal"]
    assert len(numbers) == 36 + 20 + 5 + 31 + 3 + 4 + 4
    assert [c for c in numbers if c.waarde != _value(c.gedrukt)] == []
    assert all(c.regel is not None for c in numbers)


def test_dash_zero_blank_and_absent_are_kept_apart(afspraken: Afspraken) -> None:
    t = afspraken.tabellen
    kinds = {
        "dash": t["C5"].cel("Woonpartners", "woningen 2019"),
        "zero": t["C7"].cel("Woonpartners", "panelen 2019"),
        "blank": t["C4"].cel("Totaal ‘18", "verkoop*"),
        "blank total": t["C3"].cel("Totaal woningen", "woningen"),
        "absent": t["C4"].cel("Woonpartners Midden-Holland 2022", "DAEB"),
        "absent index": t["C6"].cel("Woonpartners", "2019"),
    }
    assert {name: (c.soort, c.waarde) for name, c in kinds.items() if c} == {
        "dash": ("streepje", None),
        "zero": ("getal", D(0)),
        "blank": ("leeg", None),
        "blank total": ("leeg", None),
        "absent": ("afwezig", None),
        "absent index": ("afwezig", None),
    }


def test_project_list(afspraken: Afspraken) -> None:
    table = afspraken.tabellen["C3"]
    rows = [
        [cel.gedrukt for cel in table.cellen if cel.rij == project] for project in table.rijen()[:5]
    ]
    assert rows == [
        ["Woonforte", "Alphen a/d Rijn", "11", "EGW"],
        ["Woonforte", "Alphen a/d Rijn", "44", "APP"],
        ["Habeko Wonen", "Hazerswoude-Rijndijk", "12", "EGW"],
        ["Habeko Wonen", "Hazerswoude-Rijndijk", "6", "APP"],
        ["Habeko Wonen", "Hazerswoude-Dorp", "8", "APP"],
    ]


def test_eight_kernen_and_five_classes_with_bounds(afspraken: Afspraken) -> None:
    assert len(afspraken.kernen) == 8
    assert [k.naam for k in afspraken.kernen if k.stad] == ["Alphen aan den Rijn"]
    bounds = [(k.boven, k.tot_en_met) for k in afspraken.inkomensklassen]
    assert bounds == [
        (None, 22700),
        (22700, 30825),
        (30825, 38035),
        (38035, 42436),
        (42436, None),
    ]


@pytest.mark.parametrize(
    ("spelling", "naam"),
    [
        ("WoonForte", "Woonforte"),
        ("habeko wonen", "Habeko Wonen"),
        ("Habeko", "Habeko Wonen"),
        ("Woonpartners", "Woonpartners Midden-Holland"),
        ("gemeente", "Gemeente Alphen aan den Rijn"),
    ],
)
def test_spelling_variants(spelling: str, naam: str, afspraken: Afspraken) -> None:
    assert afspraken.partij(spelling).naam == naam


def test_who_signs(afspraken: Afspraken) -> None:
    signing = {p.naam for p in afspraken.partijen if p.doet_mee and p.soort == "corporatie"}
    assert signing == {"Woonforte", "Habeko Wonen"}
    assert not afspraken.partij("Woonpartners").doet_mee
