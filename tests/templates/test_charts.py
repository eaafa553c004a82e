"""Whatever people write, a chart draws it as text, is of bounded size, and stays itself."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import matplotlib as mpl
import pytest
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
    assert f"2 {text}" in chart.alt
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


@pytest.mark.parametrize(
    "changed", [{"basisjaar": None}, {"streefjaar": None}, {"basisjaar": 2016}]
)
def test_without_a_way_to_the_goal_there_is_no_chart_of_the_stock(
    changed: dict[str, int | None], gedrukt: Report
) -> None:
    """Of a goal without a year to count from or to, and of a year without a figure."""
    own = gedrukt.afspraken
    doelen = [doel.model_copy(update=changed if doel.id == "D0-1" else {}) for doel in own.doelen]
    assert stock(gedrukt) is not None
    changed_report = replace(gedrukt, afspraken=own.model_copy(update={"doelen": doelen}))
    assert stock(changed_report) is None


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


def test_a_label_of_the_stock_stands_on_the_free_side_of_its_line(gedrukt: Report) -> None:
    """Printed: 11.598 in 2017 and 500 more asked in 2022; 11.647 in 2018 is behind, 12.013 too."""
    chart = stock(gedrukt)
    assert chart is not None
    with mpl.rc_context(STYLE):
        axes = Figure().subplots()
        chart.draw(axes)
    above = {one.get_text(): one.xyann[1] > 0 for one in axes.texts}
    assert above == {"11.598": False, "11.647": False, "12.013": False, "doel 12.098": True}


def test_only_what_is_below_the_norm_is_red(gedrukt: Report) -> None:
    """Of the kernen in 2018 only Boskoop (20,4%) reached 20%; on the norm is reached too."""
    exact = [
        replace(one, waarde=0.2) if one.onderdeel == "Hazerswoude-Rijndijk" else one
        for one in gedrukt.indicators
    ]
    chart = chances(replace(gedrukt, indicators=exact))
    assert chart is not None
    with mpl.rc_context(STYLE):
        axes = Figure().subplots()
        chart.draw(axes)
    names = [one.get_text() for one in axes.get_yticklabels()]
    bars = [to_hex(bar.get_facecolor()) for bar in axes.containers[0]]
    blue = {name for name, colour in zip(names, bars, strict=True) if colour == BLUE.lower()}
    assert blue == {"Boskoop", "Hazerswoude-Rijndijk"}


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
