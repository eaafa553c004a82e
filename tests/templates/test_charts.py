"""Whatever people write, a chart draws it as text, is of bounded size, and stays itself."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import warnings
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import matplotlib as mpl
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from PIL import Image
from proving.kit.reading import DAY, FORMS, words_of
from proving.kit.soffice import pdf_text

from prestatieafspraken.cli.app import run
from prestatieafspraken.cli.verslag import report_of
from prestatieafspraken.templates.charts.chances import chances
from prestatieafspraken.templates.charts.chart import BLUE, STYLE, Chart
from prestatieafspraken.templates.charts.energy import energy
from prestatieafspraken.templates.charts.plans import plans
from prestatieafspraken.templates.charts.statuses import statuses
from prestatieafspraken.templates.charts.stock import stock
from prestatieafspraken.templates.forms.page import inline
from prestatieafspraken.templates.report.report import Report

pytestmark = pytest.mark.traag

MATHS = (r"kost $\frac{1}$ x", "prijs $5 tot $6", "$", "$$", r"\$", r"$\text{%s}$", "${x}^{$")
NAMES = ("_verborgen", "_nolegend_", "_", "#1 #abc;", 'id="x" href="#y"', "<metadata>x</metadata>")
SIGNS = ("100% {0} %(naam)s %d", "--> <b>dik</b>", "een\nregel\tmeer", "a_x0007_b", "\\", "''")
LETTERS = ("שלום", "مرحبا", "e" + "\u0301" * 400, "🏠👨\u200d👩\u200d👧", "中文字", "\u202eom")
LONG = ("x" * 32_000, "woord " * 5_000)


@pytest.fixture
def met_status(schrijf: Callable[..., Path]) -> Callable[..., Path]:
    """Give a function that builds a workbook in which the first agreements have these statuses."""

    def met_status(*texts: str) -> Path:
        def change(rows: dict[str, Any]) -> None:
            written = [row for theme in range(4) for row in rows[f"afspraken_{theme}"]]
            for row, text in zip(written, texts, strict=False):
                row["status"] = text

        return schrijf("gemeente", change)

    return met_status


def drawn(chart: Chart) -> list[str]:
    """Give the texts that were drawn; matplotlib tells each before it draws its letters."""
    return [text.strip() for text in re.findall(r"<!--(.*?)-->", chart.svg, re.DOTALL)]


def chart_of(path: Path) -> Chart:
    """Give the chart of the statuses of a workbook."""
    chart = statuses(report_of([path], DAY))
    assert chart is not None
    return chart


def painted(chart: Chart | None) -> Axes:
    """Paint a chart, and give the axes with all that was put on them."""
    assert chart is not None
    with mpl.rc_context(STYLE):
        axes = Figure().subplots()
        chart.draw(axes)
    return axes


def points(axes: Axes) -> list[tuple[str, list[tuple[float, float]]]]:
    """Give each line and mark: how it is drawn, and through which points."""
    return [
        (
            f"{line.get_linestyle()} {line.get_marker()}",
            [
                (float(x), round(float(y), 4))
                for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True)
            ],
        )  # type: ignore[arg-type]
        for line in axes.lines
    ]


def bars(axes: Axes) -> list[list[tuple[float, float, float]]]:
    """Give each series of bars: from where, how high in the chart and how long each is."""
    return [
        [(round(b.get_x(), 4), b.get_y() + b.get_height() / 2, round(b.get_width(), 4))
         for b in series]
        for series in axes.containers
    ]  # fmt: skip


def changed(report: Report, **values: float | None) -> Report:
    """Give the report with other values: of the code, its _ for -, and of the party if named."""

    def of(one: Any) -> Any:
        code = one.code.replace("-", "_")
        name = f"{code}__{(one.onderdeel or '').replace(' ', '_').replace('-', '_')}"
        for known in (name, code):
            if known in values and (known == name or one.onderdeel is None):
                return replace(one, waarde=values[known])
        return one

    return replace(report, indicators=[of(one) for one in report.indicators])


def escaped(text: str) -> str:
    """Write a text as it stands in a comment of XML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@pytest.mark.parametrize("suffix", FORMS)
def test_every_text_makes_every_form(
    suffix: str, met_status: Callable[..., Path], tmp_path: Path
) -> None:
    uit = tmp_path / f"verslag{suffix}"
    path = met_status(*MATHS[:2], *LONG, *NAMES, *SIGNS, *LETTERS)
    assert run(["verslag", str(path), "--uit", str(uit)]) == 0
    text = pdf_text(uit) if suffix == ".pdf" else words_of(uit.read_bytes(), suffix)
    loose = re.sub(r"\s", "", text)
    assert "prijs$5tot$6" in loose
    assert "frac{1}$x" in loose


@pytest.mark.steekproef(5)
@pytest.mark.parametrize("text", [*MATHS, *NAMES])
def test_a_status_is_drawn_as_it_stands(text: str, met_status: Callable[..., Path]) -> None:
    chart = chart_of(met_status(text, text, "bezig"))
    assert text in chart.kop
    assert f"{text} (2)" in chart.alt
    shown = escaped(text)[:29]
    assert any(line.startswith(shown) for line in drawn(chart))
    assert chart.png.startswith(b"\x89PNG")


@pytest.mark.steekproef(5)
@pytest.mark.parametrize("text", [*SIGNS, *LETTERS, *LONG])
def test_what_cannot_be_drawn_breaks_nothing(text: str, met_status: Callable[..., Path]) -> None:
    chart = chart_of(met_status(text))
    ElementTree.fromstring(chart.svg)  # noqa: S314  # our own drawing
    assert all(len(name) <= 30 and name.isprintable() for name in chart.kop)
    assert chart.png.startswith(b"\x89PNG")


def test_a_letter_that_the_type_lacks_is_no_warning(met_status: Callable[..., Path]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert chart_of(met_status("中文字")).png


def test_who_draws_himself_keeps_his_own_way_of_drawing(gedrukt: Report) -> None:
    before = mpl.get_backend()
    mpl.use("svg")
    try:
        chart = energy(gedrukt)
        assert chart is not None
        assert chart.png
        assert mpl.get_backend() == "svg"
    finally:
        mpl.use(before)


def test_agreements_with_as_many_statuses(met_status: Callable[..., Path]) -> None:
    texts = [f"eigen woorden over afspraak {n}" for n in range(39)]
    few, many = chart_of(met_status("bezig")), chart_of(met_status("bezig", *texts))
    assert len(many.kop) <= 1 + 7 + 6
    assert "andere status" in many.kop
    told = sum(int(cell) for row in many.rijen for cell in row[1:])
    assert told == sum(int(cell) for row in few.rijen for cell in row[1:])
    assert many.hoogte < 4
    assert len(many.svg) < 20 * len(few.svg)


def test_the_whole_legend_is_within_the_picture(
    met_status: Callable[..., Path], tmp_path: Path
) -> None:
    """Nothing is drawn up to the edge: what stands there would be cut off."""
    path = tmp_path / "grafiek.png"
    path.write_bytes(chart_of(met_status(*("MW" * 20 + str(n) for n in range(9)))).png)
    image = Image.open(path).convert("L")
    width, height = image.size
    for at in ((0, 0, width, 1), (0, height - 1, width, height), (0, 0, 1, height)):
        assert image.crop(at).getextrema() == (255, 255)
    assert image.crop((width - 1, 0, width, height)).getextrema() == (255, 255)


def test_every_point_of_the_energy_index_has_its_figure(gedrukt: Report) -> None:
    """Two points of one year that read the same share theirs; the axis has round figures only."""
    chart = energy(gedrukt)
    assert chart is not None
    figures = [text for text in drawn(chart) if re.fullmatch(r".*\d,\d[1-9]", text)]
    assert sorted(figures) == [
        *("1,41", "1,55", "1,63", "1,79"),
        *("Habeko Wonen 1,34", "Woonforte 1,55", "norm 1,25"),
    ]
    same = [
        replace(one, waarde=1.63)
        if (one.onderdeel, one.periode) == ("Habeko Wonen", "2019")
        else one
        for one in gedrukt.indicators
        if one.code in ("EIX-STAND", "EIX-PAD")
    ]
    chart = energy(replace(gedrukt, indicators=same))
    assert chart is not None
    plain = [text for text in drawn(chart) if re.fullmatch(r"\d,\d[1-9]", text)]
    assert sorted(plain) == ["1,55", "1,63", "1,79"]


@pytest.mark.parametrize("other", [{"basisjaar": None}, {"streefjaar": None}, {"basisjaar": 2016}])
def test_without_a_way_to_the_goal_there_is_no_chart_of_the_stock(
    other: dict[str, int | None], gedrukt: Report
) -> None:
    """Of a goal without a year to count from or to, and of a year without a figure."""
    own = gedrukt.afspraken
    doelen = [doel.model_copy(update=other if doel.id == "D0-1" else {}) for doel in own.doelen]
    assert stock(gedrukt) is not None
    report = replace(gedrukt, afspraken=own.model_copy(update={"doelen": doelen}))
    assert stock(report) is None


@pytest.mark.parametrize("year", [5, 1900, 2100, 9998])
def test_a_year_far_away_is_not_drawn(year: int, gedrukt: Report) -> None:
    """A figure of the year 5 would give an axis of two thousand names."""
    for code, draw in (("VRD-STAND", stock), ("EIX-STAND", energy)):
        known = gedrukt.known(code)
        extra = [replace(one, periode=str(year), actueel=False) for one in known]
        report = replace(gedrukt, indicators=[*gedrukt.indicators, *extra])
        plain, chart = draw(gedrukt), draw(report)
        assert plain is not None
        assert chart is not None
        assert (chart.rijen, chart.svg) == (plain.rijen, plain.svg)


def test_the_stock_is_drawn_as_it_was_printed(gedrukt: Report) -> None:
    """Printed: 11.598 in 2017 and 500 more asked in 2022; 11.647 in 2018 is behind, 12.013 too.

    A label stands on the free side of its line.
    """
    axes = painted(stock(gedrukt))
    assert points(axes) == [
        ("- o", [(2017, 11598), (2018, 11647)]),
        ("-- o", [(2018, 11647), (2022, 12013)]),
        (": None", [(2017, 11598), (2022, 12098)]),
    ]
    told = [(one.get_text(), one.xy, one.xyann[1] > 0) for one in axes.texts]
    assert told == [
        ("11.598", (2017, 11598), False),
        ("11.647", (2018, 11647), False),
        ("12.013", (2022, 12013), False),
        ("doel 12.098", (2022, 12098), True),
    ]
    assert [one.get_text() for one in axes.get_xticklabels()] == [*map(str, range(2017, 2023))]


@pytest.mark.parametrize(
    ("plan", "titel", "boven"),
    [
        (499, "Het plan telt 499 woningen erbij, 1 te weinig", True),
        (500, "Het plan telt 500 woningen erbij, genoeg voor het doel", True),
        (501, "Het plan telt 501 woningen erbij, genoeg voor het doel", False),
    ],
)
def test_whether_the_plan_is_enough_is_the_title(
    gedrukt: Report, plan: int, titel: str, boven: bool
) -> None:
    """Of the goal of 500; where the plan ends above it, its label stands above."""
    chart = stock(changed(gedrukt, VRD_GROEI_PLAN=plan))
    assert chart is not None
    assert chart.titel == titel
    assert (painted(chart).texts[-1].xyann[1] > 0) is boven


def test_only_what_is_below_the_norm_is_red(gedrukt: Report) -> None:
    """Of the kernen in 2018 only Boskoop (20,4%) reached 20%; on the norm is reached too."""
    axes = painted(chances(changed(gedrukt, SLK_KERN__Hazerswoude_Rijndijk=0.2)))
    names = [one.get_text() for one in axes.get_yticklabels()]
    colours = [to_hex(bar.get_facecolor()) for bar in axes.containers[0]]
    blue = {name for name, colour in zip(names, colours, strict=True) if colour == BLUE.lower()}
    assert blue == {"Boskoop", "Hazerswoude-Rijndijk"}


def test_the_slaagkans_is_drawn_as_it_was_printed(gedrukt: Report) -> None:
    """The bars are 2018, from low to high; the marks the years before."""
    axes = painted(chances(gedrukt))
    (now,) = bars(axes)
    assert now == [
        (0, n, x) for n, x in enumerate((10.2, 10.8, 11.8, 12.2, 12.3, 13.2, 19.3, 20.4))
    ]
    assert [(one.get_text(), one.xy) for one in axes.texts[:-1]] == [
        (f"{x:.1f}%".replace(".", ","), (0, n)) for _, n, x in now
    ]
    marks = [line for line in points(axes) if line[0] != "-- None"]
    assert marks[:3] == [  # Koudekerk in 2015, 2016 and 2017
        ("None s", [(35.6, 0)]),
        ("None ^", [(23.7, 0)]),
        ("None D", [(12.6, 0)]),
    ]
    assert marks[21:] == [  # Boskoop, and the legend
        ("None s", [(23.5, 7)]),
        ("None ^", [(44.1, 7)]),
        ("None D", [(28.7, 7)]),
        *((f"None {mark}", []) for mark in "s^D"),
    ]
    assert [line for line in points(axes) if line[0] == "-- None"] == [
        ("-- None", [(20, 0), (20, 1)])
    ]
    assert [text.get_text() for text in axes.get_legend().get_texts()] == ["2015", "2016", "2017"]


KERNEN = ("Aarlanderveen", "Alphen_aan_den_Rijn", "Benthuizen", "Boskoop", "Hazerswoude_Dorp")
KERNEN += ("Hazerswoude_Rijndijk", "Koudekerk_aan_den_Rijn", "Zwammerdam")


@pytest.mark.parametrize(
    ("boven", "titel"),
    [
        (0, "In alle 8 kernen ligt de slaagkans onder 20%"),
        (1, "In 7 van de 8 kernen ligt de slaagkans onder 20%; alleen Aarlanderveen niet"),
        (2, "In 6 van de 8 kernen ligt de slaagkans onder 20%; alleen Aarlanderveen en Alphen aan "
            "den Rijn niet"),
        (3, "In 5 van de 8 kernen ligt de slaagkans onder 20%"),
        (7, "In 1 van de 8 kernen ligt de slaagkans onder 20%"),
        (8, "In geen van de 8 kernen ligt de slaagkans onder 20%"),
    ],
)  # fmt: skip
def test_how_many_kernen_are_below_is_the_title(gedrukt: Report, boven: int, titel: str) -> None:
    values = {f"SLK_KERN__{name}": 0.2 if n < boven else 0.19 for n, name in enumerate(KERNEN)}
    chart = chances(changed(gedrukt, **values))
    assert chart is not None
    assert chart.titel == titel


def test_the_energy_index_is_drawn_as_it_was_printed(gedrukt: Report) -> None:
    """1,79 to 1,63 in two years is 0,08 a year: 1,55 in 2020; 1,55 to 1,41 gives 1,34."""
    axes = painted(energy(gedrukt))
    assert points(axes) == [
        ("- o", [(2017, 1.79), (2019, 1.63)]),
        (": None", [(2019, 1.63), (2020, 1.55)]),
        ("None o", [(2020, 1.55)]),
        ("- s", [(2017, 1.55), (2019, 1.41)]),
        (": None", [(2019, 1.41), (2020, 1.34)]),
        ("None s", [(2020, 1.34)]),
        ("-- None", [(0, 1.25), (1, 1.25)]),
    ]
    told = [(one.get_text(), one.xy, one.xyann[1] > 0) for one in axes.texts]
    assert told == [
        ("Woonforte 1,55", (2020, 1.55), False),
        ("1,79", (2017, 1.79), True),
        ("1,63", (2019, 1.63), True),
        ("Habeko Wonen 1,34", (2020, 1.34), False),
        ("1,55", (2017, 1.55), False),
        ("1,41", (2019, 1.41), False),
        ("norm 1,25", (2017, 1.25), True),
    ]
    assert [one.get_text() for one in axes.get_xticklabels()] == [*map(str, range(2017, 2021))]


@pytest.mark.parametrize(
    ("woonforte", "habeko", "titel"),
    [
        (1.25, 1.25, "Alle corporaties halen de energie-index van 1,25 in 2020"),
        (1.26, 1.25, "Woonforte haalt de energie-index van 1,25 in 2020 niet"),
        (1.26, 1.26, "Geen corporatie haalt de energie-index van 1,25 in 2020"),
    ],
)
def test_who_reaches_the_index_is_the_title(
    gedrukt: Report, woonforte: float, habeko: float, titel: str
) -> None:
    chart = energy(changed(gedrukt, EIX_PAD__Woonforte=woonforte, EIX_PAD__Habeko_Wonen=habeko))
    assert chart is not None
    assert chart.titel == titel


def test_what_was_done_is_a_part_of_what_was_planned(gedrukt: Report) -> None:
    """Planned are 189 improvements and 750 panels; far beyond the plan the bar ends at 130%."""
    done = changed(gedrukt, KWL_REALISATIE=63, ZON_REALISATIE=1500)
    (chart,) = [chart for chart in plans(done) if chart.id == "plan-3"]
    axes = painted(chart)
    assert bars(axes) == [[(0, 0, 100)], [(0, 0, 130)], [(0, 1, 100)], [(0, 1, 33.3333)]]
    assert [one.get_text() for one in axes.texts] == [
        "1.500 panelen; gepland 750 panelen",
        "63 woningen; gepland 189 woningen",
    ]
    assert [one.get_text() for one in axes.get_yticklabels()] == [
        "Zonnepanelen",
        "Kwaliteitsverbetering",
    ]
    assert chart.titel == (
        "Gerealiseerd van het plan: kwaliteitsverbetering 33,3% en zonnepanelen 200%"
    )


def test_what_is_not_filled_in_is_named(gedrukt: Report) -> None:
    (chart,) = [one for one in plans(changed(gedrukt, KWL_REALISATIE=63)) if one.id == "plan-3"]
    assert chart.titel == "De realisatie staat er niet overal; niet ingevuld: zonnepanelen"
    assert chart.rijen[1] == ("Zonnepanelen", "750 panelen", "niet ingevuld")


def test_statuses_are_bars_behind_each_other(met_status: Callable[..., Path]) -> None:
    """The first theme, of five agreements; of the others no status is known."""
    chart = chart_of(met_status("bezig", "nagekomen", "bezig"))
    axes = painted(chart)
    assert chart.kop == ("Thema", "nagekomen", "bezig", "nog niet ingevuld")
    assert chart.rijen[0] == ("algemeen", "1", "2", "2")
    assert [series[0] for series in bars(axes)] == [(0, 0, 1), (1, 0, 2), (3, 0, 2)]
    first = [(one.get_text(), one.xy) for one in axes.texts if one.xy[1] == 0]
    assert first == [("1", (0.5, 0)), ("2", (2, 0)), ("2", (4, 0))]
    legend = [one.get_text() for one in axes.get_legend().get_texts()]
    assert legend == ["nagekomen", "bezig", "nog niet ingevuld"]
    assert chart.titel == "1 van de 40 afspraken is nagekomen; van 37 is de status niet ingevuld"
    assert chart.alt.startswith(
        "Staven van het aantal afspraken per thema en status. "
        "Algemeen: nagekomen (1), bezig (2) en nog niet ingevuld (2); thema 1: nog niet ingevuld"
    )


def test_a_year_in_the_distance_does_not_fill_the_axis(gedrukt: Report) -> None:
    extra = [replace(one, periode="1995", actueel=False) for one in gedrukt.known("VRD-STAND")]
    chart = stock(replace(gedrukt, indicators=[*gedrukt.indicators, *extra]))
    assert chart is not None
    assert 5 < sum(bool(re.fullmatch(r"(19|20)\d\d", text)) for text in drawn(chart)) <= 21


def test_words_do_not_steer_the_names_in_a_drawing(met_status: Callable[..., Path]) -> None:
    chart = chart_of(met_status(*NAMES[3:]))
    page = inline(chart)
    assert re.findall(r"<!--.*?-->", page, re.DOTALL) == re.findall(
        r"<!--.*?-->", chart.svg, re.DOTALL
    )
    tree = ElementTree.fromstring(page)  # noqa: S314  # our own drawing
    names = [one.get("id") for one in tree.iter() if one.get("id")]
    assert len(names) == len(set(names))
    assert all(name.startswith("status-") for name in names if name)
    asked = re.findall(r'href="#([^"]+)"|url\(#([^)]+)\)', re.sub(r"<!--.*?-->", "", page))
    assert {one or other for one, other in asked} <= set(names)


SETTINGS = "text.usetex: True\nfont.family: monospace\nsvg.fonttype: none\npath.sketch: 9, 9, 9\n"
DRAW = """
import sys
from prestatieafspraken.templates.charts.chart import Chart
draw = lambda axes: axes.set_xlabel("prijs $5 \\\\input{geheim}")
sys.stdout.write(Chart("a", None, "", "", (), (), draw).svg)
"""


def test_settings_in_the_folder_of_a_sender_set_nothing(tmp_path: Path) -> None:
    """What TeX sets could read files, and matplotlib takes its settings from where it starts."""
    made = []
    for name in ("leeg", "vol"):
        (tmp_path / name).mkdir()
        if name == "vol":
            (tmp_path / name / "matplotlibrc").write_text(SETTINGS)
        done = subprocess.run(
            [sys.executable, "-P", "-c", DRAW],
            cwd=tmp_path / name,
            env={**os.environ, "MPLCONFIGDIR": str(tmp_path)},
            capture_output=True,
            check=True,
            text=True,
        )
        made.append(done.stdout)
    assert made[0] == made[1]
    assert made[0].startswith("<svg")
