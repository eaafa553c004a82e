"""Native charts, bound to the cells of the dashboard.

The colours are told apart by people who do not see all colours, and in grey by their lightness;
what is a norm is a line, what was counted a bar.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from openpyxl.chart import BarChart, LineChart, Reference, Series
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
)
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

DARK, LIGHT, NORM, FAINT = "1F4E79", "7FB0DB", "B45309", "DDE1E6"
STACK = ("0B3D6B", "8CC8EE", "C8741A", "E8C55A", "7B241C", "C3C8CE", "FFFFFF")
WIDEST, HEIGHT = 17.0, 7.0
"""In centimetres."""
LAST = 10
"""The last column of the sheet; with it the sheet is as wide as a screen of 1366 pixels."""
CENTIMETRES = 7.2 / 96 * 2.54
"""How wide a unit of the width of a column is, where it is narrowest."""
ROWS = 14
"""Rows of the sheet that a chart covers."""


def bars(
    sheet: Worksheet,
    anchor: str,
    title: str,
    rows: tuple[int, int],
    columns: Sequence[int],
    *,
    lines: Sequence[int] = (),
    unit: str = "",
    form: str = "General",
    low: float | None = None,
    stacked: bool = False,
    labelled: bool = True,
) -> None:
    """Draw columns of the sheet as bars, and others as lines; the header names each.

    It stands from the cell `anchor` to the right, where the table leaves room.

    `rows` are the header row and the last row; labels are in column B.
    """
    head, last = rows
    chart = BarChart()
    chart.type, chart.title, chart.style = "col", _title(title), 10
    colours = STACK if stacked else (DARK, LIGHT, FAINT)
    labels = Reference(sheet, min_col=2, min_row=head + 1, max_row=last)
    for number, column in enumerate(columns):
        series = Series(
            Reference(sheet, min_col=column, min_row=head, max_row=last), title_from_data=True
        )
        edge = LineProperties(solidFill="444444", w=6350)
        series.graphicalProperties = GraphicalProperties(solidFill=colours[number], ln=edge)
        chart.series.append(series)
    chart.set_categories(labels)
    if stacked:
        chart.grouping, chart.overlap = "stacked", 100
    elif labelled:
        chart.dataLabels = DataLabelList()
        chart.dataLabels.showVal = True
        for name in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
            setattr(chart.dataLabels, name, False)
        chart.dataLabels.numFmt = form
    _axes(chart, unit, form, low)
    if lines:
        chart += _lines(sheet, (head, last), lines)
    chart.legend.position = "b"
    chart.width, chart.height = _room(sheet, anchor), HEIGHT  # type: ignore[assignment]
    sheet.add_chart(chart, anchor)


def _room(sheet: Worksheet, anchor: str) -> float:
    """Give how wide a chart may be: up to the last column."""
    first = sheet[anchor].column
    letters = map(get_column_letter, range(first, LAST + 1))
    units = sum(sheet.column_dimensions[letter].width for letter in letters)
    return min(WIDEST, units * CENTIMETRES)


def _title(words: str) -> Title:
    font = CharacterProperties(sz=1200, b=True)
    run = RegularTextRun(rPr=font, t=words)
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=font), r=[run])
    return Title(tx=Text(rich=RichText(p=[paragraph])), overlay=False)


def _lines(sheet: Worksheet, rows: tuple[int, int], columns: Sequence[int]) -> LineChart:
    head, last = rows
    chart = LineChart()
    for number, column in enumerate(columns):
        series = Series(
            Reference(sheet, min_col=column, min_row=head, max_row=last), title_from_data=True
        )
        dash: Literal["solid", "dash"] = "dash" if number % 2 else "solid"
        series.graphicalProperties = GraphicalProperties(
            ln=LineProperties(solidFill=(NORM, "000000")[number % 2], w=28575, prstDash=dash)
        )
        series.marker.symbol = "none"
        series.smooth = False
        chart.series.append(series)
    return chart


def _axes(chart: BarChart, unit: str, form: str, low: float | None) -> None:
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.title = unit or None
    chart.y_axis.number_format = form
    faint = GraphicalProperties(ln=LineProperties(solidFill="E3E6EA"))
    chart.y_axis.majorGridlines = ChartLines(spPr=faint)
    if low is not None:
        chart.y_axis.scaling.min = low
