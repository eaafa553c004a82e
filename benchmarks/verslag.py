"""How long a large report takes: many agreements and charts, in every form, with its progress.

python benchmarks/verslag.py [AGREEMENTS [CHARTS]]        default: 300 100

The agreements and the charts of 2019 are repeated under new names, so that each is drawn anew. The
floor is what matplotlib takes for as many charts without anything in them: as SVG for the page and
the PDF, as PNG for Word. Processor time of this process is measured; a form that uses a drawing
which an earlier form has made is measured with a fresh one.
"""

from __future__ import annotations

import io
import itertools
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from prestatieafspraken.afspraken import Afspraken, load
from prestatieafspraken.cli.verslag import report_of
from prestatieafspraken.templates.charts.chart import PRINT, WIDTH, Chart
from prestatieafspraken.templates.forms.form import SUFFIXES, Laid, Look, lay_out, render
from prestatieafspraken.templates.report.report import Report
from prestatieafspraken.validators.workbook import workbook

DAY = date(2019, 12, 31)


def large(report: Report, agreements: int) -> Report:
    """Give the report on so many agreements."""
    own = report.afspraken
    again = itertools.islice(itertools.cycle(own.afspraken), agreements)
    more = [
        afspraak if n < len(own.afspraken) else afspraak.model_copy(update={"id": f"X-{n}"})
        for n, afspraak in enumerate(again)
    ]
    return replace(report, afspraken=own.model_copy(update={"afspraken": more}))


def drawn(charts: list[Chart], wanted: int) -> list[Chart]:
    """Give so many charts, none of which has been painted yet."""
    again = itertools.islice(itertools.cycle(charts), wanted)
    return [replace(chart, id=f"{chart.id}-{n}") for n, chart in enumerate(again)]


def empty(charts: int, form: str) -> None:
    """Paint so many charts without anything in them."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    for _ in range(charts):
        figure = Figure(figsize=(WIDTH, 2.6))
        FigureCanvasAgg(figure)
        figure.add_subplot()
        figure.savefig(io.BytesIO(), format=form, dpi=PRINT)


def spent(work: Callable[[], object]) -> float:
    """Give the seconds of the processor that the work takes."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def printed(afspraken: Afspraken) -> Report:
    """Report on the workbook of the municipality with the printed figures."""
    party = next(p for p in afspraken.partijen if p.is_gemeente)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "gemeente.xlsx"
        path.write_bytes(workbook(afspraken, party, DAY))
        return report_of([path], DAY)


def main() -> None:
    """Measure every form and print the ratios."""
    given = [int(word) for word in sys.argv[1:]]
    agreements, charts = given + [300, 100][len(given) :]
    report = large(printed(load("alphen-aan-den-rijn", 2019)), agreements)
    for form in ("svg", "png"):
        empty(1, form)  # what matplotlib loads once belongs to neither side
    floors = {form: spent(lambda form=form: empty(charts, form)) for form in ("svg", "png")}
    print(f"{agreements} agreements, {charts} charts")
    print("| form | seconds | floor (s) | report / floor | steps told |")
    print("|---|---:|---:|---:|---:|")
    total = 0.0
    for suffix in SUFFIXES:
        steps: list[str] = []

        def make(suffix: str = suffix, steps: list[str] = steps) -> None:
            laid = lay_out(report)
            fresh = Laid(laid.content, drawn(list(laid.charts), charts))
            render(fresh, suffix, Look(), steps.append)

        seconds = spent(make)
        total += seconds
        low = floors["png" if suffix == ".docx" else "svg"]
        ratio = f"{low:.1f} | {seconds / low:.1f}" if suffix != ".md" else "- | -"
        print(f"| {suffix[1:]} | {seconds:.1f} | {ratio} | {len(steps)} |", flush=True)
    print(f"all forms together: {total:.0f} seconds of the processor")


if __name__ == "__main__":
    main()
