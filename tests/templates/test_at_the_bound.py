"""A value just beside its norm: wherever the two stand, a reader sees on which side it is.

Figures were typed that round to their norm; what is told of them was worked out by hand.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from proving.kit.reading import DAY
from proving.kit.soffice import convert, pdf_text
from rich.console import Console

from prestatieafspraken.addin import results
from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.cli.indicator_text import print_indicators
from prestatieafspraken.cli.indicator_trace import print_trace
from prestatieafspraken.cli.verslag import report_of
from prestatieafspraken.indicators.result import Indicator
from prestatieafspraken.templates.charts.charts import charts
from prestatieafspraken.templates.report.content import context
from prestatieafspraken.templates.report.report import Report
from prestatieafspraken.workbook.lists.checked import Status

YEAR = {"jaar": 2019, "periode": "heel jaar"}
CITY = "Alphen aan den Rijn"
METHOD = "2015-2020 (Nader Voorschrift)"
"""By this method label B ends at 1,40."""


def _just_beside(rows: dict[str, Any]) -> None:
    """Type 19,99% and 20,01% beside 20%, € 125,01 beside € 125, an index of 1,401 beside 1,40."""
    kernen = sorted({row["kern"] for row in rows["slaagkans_kern"]} - {CITY, "Totaal"})
    counts = {**dict.fromkeys(kernen, (300, 1000)), CITY: (1999, 10000), "Totaal": (2001, 10000)}
    rows["slaagkans_kern"] += [
        {"kern": kern, **YEAR, "teller": homes, "noemer": seekers}
        for kern, (homes, seekers) in counts.items()
    ]
    classes = list(dict.fromkeys(row["inkomensklasse"] for row in rows["slaagkans_inkomen"]))
    # 650 of 3.251 in the three classes of the target group: 19,9938%.
    of_class = [(200, 1000), (200, 1000), (250, 1251), (300, 1000), (300, 1000)]
    rows["slaagkans_inkomen"] += [
        {"inkomensklasse": klasse, **YEAR, "teller": homes, "noemer": seekers}
        for klasse, (homes, seekers) in zip(classes, of_class, strict=True)
    ]
    let = {"doelgroep": 7997, "middeninkomen": 1003, "hoger_inkomen": 1000, "maatwerk": 0}
    rows["toewijzingen"] = [
        {"corporatie": naam, **YEAR, "verhuringen": 10000, **let, "huurtoeslag": 0, "passend": 0}
        for naam in ("Woonforte", "Habeko Wonen")
    ]
    rows["leefbaarheid"] = [
        {
            "corporatie": naam, "jaar": 2019, "soort_cijfer": "realisatie", "ontmoeting": euro,
            "plekken": 0, "menskracht": 0, "verhuureenheden": 100,
        }
        for naam, euro in (("Woonforte", 12501), ("Habeko Wonen", 12500))
    ]  # fmt: skip
    # Of Habeko Wonen the line comes to 1,3502 − (1,55 − 1,3502) / 2 = 1,2503 in 2020.
    counted = {"soort_cijfer": "realisatie", "methode": METHOD}
    rows["energie_index"] = [
        {"corporatie": naam, "jaar": jaar, "energie_index": index, **counted}
        for naam, jaar, index in (
            ("Woonforte", 2017, 1.79), ("Woonforte", 2019, 1.401),
            ("Habeko Wonen", 2017, 1.55), ("Habeko Wonen", 2019, 1.3502),
        )
    ]  # fmt: skip


@pytest.fixture(scope="module")
def werkmap(schrijf: Callable[..., Path]) -> Path:
    return schrijf("gemeente", _just_beside)


@pytest.fixture(scope="module")
def report(werkmap: Path) -> Report:
    return report_of([werkmap], DAY)


OF = [
    ("SLK-KERN", CITY, "19,99%", "20%", "0,01 procentpunt"),
    ("SLK-TOTAAL", None, "20,01%", "20%", ""),
    ("SLK-DOELGROEP", None, "19,99%", "20%", "0,01 procentpunt"),
    ("TWZ-BOVEN", "Woonforte", "20,03%", "20%", "0,03 procentpunt"),
    ("LFB-EENHEID", "Woonforte", "€ 125,01", "€ 125", "€ 0,01"),
    ("LFB-EENHEID", "Habeko Wonen", "€ 125", "€ 125", ""),
    ("EIX-PAD", "Habeko Wonen", "1,2503", "1,25", "0,0003"),
    ("EIX-STAND", "Woonforte", "1,401", "", ""),
    ("TWZ-BENUT", "Woonforte", "100,2%", "", ""),
]
"""Code, part, value, norm and what is left to go, as people read them."""


def _one(report: Report, code: str, onderdeel: str | None) -> Indicator:
    (found,) = (i for i in report.current if (i.code, i.onderdeel) == (code, onderdeel))
    return found


@pytest.mark.parametrize(("code", "onderdeel", "waarde", "norm", "gap"), OF)
def test_every_table_and_trace_shows_the_side(
    report: Report, code: str, onderdeel: str | None, waarde: str, norm: str, gap: str
) -> None:
    one = _one(report, code, onderdeel)
    rows = [row for theme in context(report)["themas"] for row in theme["indicatoren"]]
    told = [r for r in rows if (r["code"], r["onderdeel"]) == (code, onderdeel or "geheel")]
    shown = [(row["waarde"], row["norm"].partition(" (")[0]) for row in told]
    assert shown == ([(waarde, norm)] if norm else [])
    assert results._line(one)[4:6] == [f"'{waarde}", f"'{norm}"]
    console = Console(width=200, color_system=None)
    with console.capture() as screen:
        print_indicators([one], [Verdict("a.xlsx", Status.GOED, ())], console)
    beside = f"norm {norm}  " if norm else ""
    assert re.search(rf"  {re.escape(waarde)}( [↑↓=])? +{re.escape(beside)}", screen.get())
    with console.capture() as screen:
        print_trace([one], [report.filed[0].book], console)
    trace = dict(re.findall(r"(?m)^  (norm|nog te gaan)  +(.*)$", screen.get()))
    assert f": {waarde}  " in screen.get()
    assert trace.get("nog te gaan", "") == gap
    assert trace.get("norm", "").split(" (")[0] == norm


SENTENCES = [
    ("SLK-KERN", CITY, "19,99% is onder de norm van 20%."),
    ("SLK-KERN-ONDER", None, "1 van de 8 kernen is onder de norm van 20%;"),
    ("TWZ-BOVEN", "Woonforte", "20,03% is boven de norm van 20%."),
    ("TWZ-BENUT", "Woonforte", "20,03% van de verhuringen, op 20% die mag."),
    ("LFB-EENHEID", "Woonforte", "€ 125,01 per verhuureenheid: € 12.501 voor 100 verhuureenheden."),
    ("EIX-STAND", "Woonforte", "1,401 in 2019. Dat is label C"),
    (
        "EIX-PAD",
        "Habeko Wonen",
        "is de index 1,2503 in 2020, dat is 0,0003 boven de norm van 1,25.",
    ),
]


@pytest.mark.parametrize(("code", "onderdeel", "words"), SENTENCES)
def test_every_sentence_shows_the_side(
    report: Report, code: str, onderdeel: str | None, words: str
) -> None:
    assert words in _one(report, code, onderdeel).toelichting


def test_the_summary_and_the_charts_show_the_side(report: Report) -> None:
    (goal,) = (goal for goal in context(report)["doelen"] if goal["id"] == "D1-2")
    assert (
        "De slaagkans van de doelgroep was 19,99% in 2019, dat is 0,01 procentpunt onder de norm "
        "van 20%."
    ) in goal["zinnen"]
    made = {chart.id: chart for chart in charts(report)}
    chances, energy = made["slaagkans"], made["energie"]
    assert chances.titel == "In 1 van de 8 kernen ligt de slaagkans onder 20%"
    assert f"{CITY} 19,99%" in chances.alt
    assert "19,99%" in next(row for row in chances.rijen if row[0] == CITY)
    assert ">19,99%<" in re.sub(r"<!-- (.*?) -->", r">\1<", chances.svg)
    assert "Habeko Wonen op 1,2503" in energy.alt
    assert energy.titel == "Habeko Wonen haalt de energie-index van 1,25 in 2020 niet"


def test_every_message_shows_the_side(report: Report) -> None:
    told = " ".join(finding.melding for finding in report.filed[0].findings)
    assert re.search(r"\(20,03%\) [^.]*\. Het maximum is 20% \(", told)
    assert re.search(r"€ 12\.501 uit; .* € 12\.500 \(100 verhuureenheden keer € 125\)", told)


@pytest.mark.traag
def test_the_dashboard_shows_the_side(werkmap: Path, tmp_path: Path) -> None:
    """LibreOffice recalculates it and shows it as a person sees it, on paper."""
    shown = pdf_text(convert(werkmap, "pdf", tmp_path)).partition("Waar staan we?")[2]
    lines = [re.sub(r" +", " ", line.replace("\xa0", " ")) for line in shown.splitlines()]
    for words in (
        f"{CITY} 19,99% 27,6% 20,0%",
        "Totaal 20,01% 30,3% 20,0%",
        "Woonforte 20,03% 20,0% 0,03% ✗ niet gehaald",  # its label takes two lines
        "Woonforte per eenheid € 125,01 € 125,00 € 0,01",
        "Habeko Wonen per eenheid € 125,00 € 125,00 € 0,00",
        "Habeko Wonen 1,55 1,35 1,2503 1,25 1,40",
        "Woonforte 1,79 1,401 1,21 1,25 1,40",
    ):
        assert any(words in line for line in lines), words
