"""The charts of the report: a conclusion as title, the norm as a line, labels on the lines.

Every chart also comes as a text and as a table, for whoever cannot see it.
"""

from __future__ import annotations

from prestatieafspraken.templates.charts.chances import chances
from prestatieafspraken.templates.charts.chart import Chart
from prestatieafspraken.templates.charts.energy import energy
from prestatieafspraken.templates.charts.plans import plans
from prestatieafspraken.templates.charts.statuses import statuses
from prestatieafspraken.templates.charts.stock import stock
from prestatieafspraken.templates.report.report import Report


def charts(report: Report) -> list[Chart]:
    """Give every chart for which there are figures, in the order in which they are read."""
    made = (statuses(report), stock(report), chances(report), *plans(report), energy(report))
    order = [None, *(thema.nummer for thema in report.afspraken.themas)]
    there = [chart for chart in made if chart is not None]
    return sorted(there, key=lambda chart: order.index(chart.thema))
