"""The colours of charts are told apart by everyone: with any kind of sight, and in grey."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest

from prestatieafspraken.templates.charts import chart, statuses
from prestatieafspraken.workbook.dashboard import charts

Rgb = tuple[float, float, float]
SIGHT = {
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "every colour": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
}
"""How light is seen by people who lack one kind of cone (Machado and others, 2009)."""
TO_XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
WHITE = (0.9505, 1.0, 1.089)
APART = 18
"""Of two colours side by side; about 2 is the least that anyone sees."""


def mixed(matrix: Sequence[Sequence[float]], rgb: Rgb) -> Rgb:
    """Mix the channels of light."""
    red, green, blue = (
        min(1.0, max(0.0, sum(a * b for a, b in zip(row, rgb, strict=True)))) for row in matrix
    )
    return red, green, blue


def lab(colour: str, sight: str = "every colour") -> Rgb:
    """Give the place of a colour in CIE Lab as somebody sees it; the first is its lightness."""
    text = colour.lstrip("#")
    parts = [int(text[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    xyz = mixed(TO_XYZ, mixed(SIGHT[sight], (red, green, blue)))
    x, y, z = (
        t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116
        for t in (a / b for a, b in zip(xyz, WHITE, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


DASHBOARD = {
    "bars": (charts.DARK, charts.LIGHT, charts.FAINT),
    "bars and norm": (charts.DARK, charts.NORM, charts.LIGHT),
    "statuses": charts.STACK,
    "lines of the report": (chart.BLUE, chart.ORANGE, chart.GREEN, chart.RED),
}


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("chart", DASHBOARD)
def test_any_two_colours_of_a_chart_are_apart(chart: str, sight: str) -> None:
    for one, two in itertools.combinations(DASHBOARD[chart], 2):
        places = zip(lab(one, sight), lab(two, sight), strict=True)
        distance = sum((a - b) ** 2 for a, b in places) ** 0.5
        assert distance > APART, (one, two, round(distance))


@pytest.mark.parametrize("chart", ["bars", "statuses"])
def test_neighbours_differ_in_lightness_alone(chart: str) -> None:
    """What is printed in grey; lines differ by their dashes and marks as well."""
    for one, two in itertools.pairwise(DASHBOARD[chart]):
        assert abs(lab(one)[0] - lab(two)[0]) > APART, (one, two)


def test_statuses_of_the_report_have_a_hatch_wherever_grey_would_not_do() -> None:
    order = statuses.ORDER
    looks = dict(zip(order, statuses.looks_of(order), strict=True))
    for (one, hatch), (two, other) in itertools.combinations(looks.values(), 2):
        alike = abs(lab(one)[0] - lab(two)[0]) < APART
        assert not alike or hatch != other, (one, two)
