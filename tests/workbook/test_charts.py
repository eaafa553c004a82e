"""Charts in a workbook: what of them is seen beside their figures."""

from __future__ import annotations

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart

from prestatieafspraken.workbook.dashboard.charts import bars


def drawn(**given: bool | tuple[int, ...]) -> BarChart:
    """Give the chart of two columns with a line."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    bars(sheet, "H2", "Slaagkans", (2, 5), (3, 4), **given)  # type: ignore[arg-type]
    (chart,) = sheet._charts
    return chart


def test_the_title_stands_above_the_bars_in_bold() -> None:
    title = drawn().title
    (paragraph,) = title.tx.rich.p
    (run,) = paragraph.r
    assert run.t == "Slaagkans"
    for font in (run.rPr, paragraph.pPr.defRPr):  # each program looks at one of the two
        assert (font.sz, font.b) == (1200, True)
    assert title.overlay is False


def test_a_bar_has_its_value_and_no_other_label() -> None:
    labels = drawn().dataLabels
    assert labels.showVal is True
    others = ("showSerName", "showCatName", "showLegendKey", "showPercent")
    assert [getattr(labels, name) for name in others] == [False] * 4


@pytest.mark.parametrize("without", [{"labelled": False}, {"stacked": True}])
def test_a_chart_can_do_without_labels(without: dict[str, bool]) -> None:
    chart = drawn(**without)
    assert chart.dataLabels is None
    assert chart.grouping == ("stacked" if "stacked" in without else "clustered")


def test_a_norm_is_a_straight_line_and_both_axes_are_seen() -> None:
    chart = drawn(lines=(5, 6))
    assert (chart.x_axis.delete, chart.y_axis.delete) == (False, False)
    lines = chart._charts[1].series
    assert [one.smooth for one in lines] == [False] * 2
    assert [one.graphicalProperties.ln.prstDash for one in lines] == ["solid", "dash"]
