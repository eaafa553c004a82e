"""The report of 2019: unchanged unless meant, and its figures as the document prints them.

Every expectation below was typed from the printed agreements, or worked out from them by hand
where the comment says how; none comes from the program.
"""

from __future__ import annotations

import io

import pytest
from bestanden import ROOT, TEMPLATE, parts, template
from proving.kit.golden import GOLDEN, golden

from prestatieafspraken.templates.report.report import Report

ROWS = [
    # the printed slaagkansen: name, 2015, 2016, 2017, three quarters of 2018
    "Aarlanderveen | 35% | 36,4% | 33,3% | 11,8%",
    "Alphen aan den Rijn | 25,8% | 27,6% | 25,6% | 10,8%",
    "Benthuizen | 50% | 27,7% | 24,6% | 12,3%",
    "Boskoop | 23,5% | 44,1% | 28,7% | 20,4%",
    "Hazerswoude-Dorp | 30,2% | 18,2% | 7% | 13,2%",
    "Hazerswoude-Rijndijk | 36% | 55,4% | 24,6% | 19,3%",
    "Koudekerk aan den Rijn | 35,6% | 23,7% | 12,6% | 10,2%",
    "Zwammerdam | 23% | 26,2% | 28,7% | 12,2%",
    "geheel | 2015 | 27,8%",
    "geheel | 2016 | 30,3%",
    "geheel | 2017 | 25,1%",
    "geheel | 2018, kwartaal 1 t/m 3 | 12,6%",
    "t/m € 22.700 | 2015 | 32,6%",
    "t/m € 22.700 | 2018, kwartaal 1 t/m 3 | 12,5%",
    "boven € 22.700 t/m € 30.825 | 2016 | 25,1%",
    "boven € 30.825 t/m € 38.035 | 2015 | 19,2%",
    "boven € 38.035 t/m € 42.436 | 2017 | 41,2%",
    "boven € 38.035 t/m € 42.436 | 2018, kwartaal 1 t/m 3 | 2,8%",
    "boven € 42.436 | 2015 | 0%",
    "boven € 42.436 | 2018, kwartaal 1 t/m 3 | 4,8%",
    # stock: 9769 + 1829 + 0, 9823 + 1824 + 0, 10053 + 1960
    "2017 | 11.598 | geteld",
    "2018 | 11.647 | geteld",
    "2022 | 12.013 | prognose",
    "doel 2022 | 12.098 | D0-1",  # 11598 + 500
    "Woonforte | 2017 | 9.769 woningen",
    "Habeko Wonen | 2018 | 1.824 woningen",
    "Woonforte | 2022 | 10.053 woningen",
    "verkoop | 2017 | 52 woningen",
    "geheel | 2017-2022 | 415 woningen",  # 12013 - 11598
    "geheel | 2017-2022 | 83%",  # 415 / 500
    "geheel | 2017-2022 | 85 woningen",
    "Woonforte | 2017-2022 | 284 woningen",  # 10053 - 9769
    "Habeko Wonen | 2017-2022 | 131 woningen",  # 1960 - 1829
    "Habeko Wonen | 2017-2018 | −5 woningen",
    "geheel | 2017-2018 | 451 woningen",  # 500 - 49
    "geheel | 2018-2022 | 366 woningen",  # 12013 - 11647
    "geheel | 2017-2018 | 112,75 woningen per jaar",  # 451 / 4
    # projects: 11 + 44, 12 + 6 + 8
    "geheel | 2019 | 81 woningen",
    "Woonforte | 2019 | 55 woningen",
    "Habeko Wonen | 2019 | 26 woningen",
    "APP | 2019 | 58 woningen",  # 44 + 6 + 8
    "EGW | 2019 | 23 woningen",  # 11 + 12
    "Hazerswoude-Rijndijk | 2019 | 18 woningen",  # 12 + 6
    # energy index; the way to 2020 is a straight line: 1,63 - (1,79 - 1,63) / 2
    "Woonforte | 1,79 | 1,63 | 1,55",
    "Habeko Wonen | 1,55 | 1,41 | 1,34",
    # programmes
    "Kwaliteitsverbetering | 189 woningen | niet ingevuld",
    "Zonnepanelen | 750 panelen | niet ingevuld",
    "Kwaliteitsverbetering, realisatie | Woonforte | 2019 | niet te bepalen | 181 woningen",
    "Kwaliteitsverbetering, realisatie | Habeko Wonen | 2019 | niet te bepalen | 8 woningen",
    "Zonnepanelen, realisatie | Woonforte | 2019 | niet te bepalen | 650 panelen",
    "Zonnepanelen, realisatie | Habeko Wonen | 2019 | niet te bepalen | 100 panelen",
    # since 2016
    "Hazerswoude-Rijndijk | 2018, kwartaal 1 t/m 3 | −36,1 procentpunt",  # 19,3 - 55,4
    "Hazerswoude-Dorp | 2018, kwartaal 1 t/m 3 | −5,0 procentpunt",  # 13,2 - 18,2
    "geheel | 2018, kwartaal 1 t/m 3 | −17,7 procentpunt",  # 12,6 - 30,3
    "geheel | 2018, kwartaal 1 t/m 3 | 7 kernen",  # all but Boskoop
    # goals, with the lines of the document that they stand on
    "500 sociale woningen erbij | +500 woningen sinds 2017, in 2022 | ! aandacht | regel 26-28",
    "+130 woningen sinds 2017, in 2022",
    "ten minste 20% | ? niet te bepalen | regel 155-157, 165",
    "ten minste 3 initiatieven in 2019 | ? niet te bepalen | regel 490-491",
    "minstens voldoende in 2021",
    "ten hoogste 1,25 in 2020",
    "−20% sinds 2016, in 2026",
    "ten minste 14% in 2020",
    # agreements: who leads them and when, as printed
    "| Corporaties | medio september 2019 |",
    "| Gemeente | 1 x per kwartaal |",
    "| geen trekker aangewezen | 2019 |",
    "| Woonforte | Start 2020 |",
    "| Gemeente | 1 januari 2018 |",
    "| Huurdersorganisaties | 2019 |",
]
SENTENCES = [
    "Slaagkans van alle woningzoekenden: 12,6%. Het jaar 2018 is om, maar alleen kwartaal 1 t/m 3 "
    "is gemeten. In 2016 was het 30,3%.",
    "| Slaagkans per kern | Boskoop | 2018, kwartaal 1 t/m 3 | 20,4% | 20% | ? niet te bepalen |",
    "Dat is 83% van de 500 die doel D0-1 vraagt, 85 te weinig.",
    "Dat is 9,8% van de 500 die doel D0-1 vraagt; er zijn er nog 451 nodig.",
    # (1,79 × 9769 + 1,55 × 1829) / 11598 = 1,752; (1,63 × 9823 + 1,41 × 1824) / 11647 = 1,596
    "van 1,75 in 2017 naar 1,60 in 2019 (prognose).",
    # 1,596 - (1,752 - 1,596) / 2 = 1,518, which is 0,268 above 1,25
    "Op een rechte lijn is de index 1,52 in 2020, dat is 0,27 boven de norm van 1,25.",
    "Zonder trekker: T1-01, T2-04 en T3-04.",
    "Zonder termijn: T1-02, T1-06 en T2-04.",
    "Van geen van de 40 afspraken is de status ingevuld.",
]


@pytest.fixture(scope="module")
def verslag(gedrukt: Report) -> str:
    """Give the report as it is made now; the file beside this test is held against it once."""
    return golden(gedrukt).replace("\\", "")


def test_the_report_is_as_it_was_read(gedrukt: Report) -> None:
    known = GOLDEN.read_text(encoding="utf-8").splitlines()
    now = golden(gedrukt).splitlines()
    told = "read it, then: PYTHONPATH=tests python -m proving.kit.golden --schrijf"
    assert [line for line in now if line not in set(known)] == [], told
    assert now == known, told


@pytest.mark.parametrize("expected", [*ROWS, *SENTENCES])
def test_a_figure_is_as_printed(expected: str, verslag: str) -> None:
    assert any(expected in line for line in verslag.splitlines())


def test_all_40_agreements_and_16_goals_are_there(verslag: str) -> None:
    counts = {0: 5, 1: 14, 2: 11, 3: 10}
    for theme, amount in counts.items():
        for number in range(1, amount + 1):
            assert verslag.count(f"\n| T{theme}-{number:02} |") == 1
    goals = [("D0", 3), ("D1", 3), ("D2", 4), ("D3", 5), ("M", 1)]
    for series, amount in goals:
        for number in range(1, amount + 1):
            assert verslag.count(f"\n| {series}-{number} |") == 2  # its theme, and all goals


def test_the_committed_template_is_a_fresh_build() -> None:
    assert parts(ROOT / TEMPLATE) == parts(io.BytesIO(template()))
