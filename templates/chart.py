"""A chart of the report: what it says, its colours and type, and how it is painted.

Colours are those of Okabe and Ito; each series also has its own line or hatch, so that the chart
reads in grey.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from prestatieafspraken.workbook.dutch import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BLUE, ORANGE, GREEN, RED, GREY, INK = (
    "#0072B2", "#E69F00", "#009E73", "#D55E00", "#8A939C", "#1f2933",
)  # fmt: skip
STYLE: Any = {
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": GREY,
    "axes.labelcolor": INK,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "svg.hashsalt": "prestatieafspraken",
    "figure.constrained_layout.use": True,
}
WIDTH, PRINT = 6.6, 220
"""Inches that fit between the margins of A4, and dots per inch on paper."""

OFFSET: dict[str, Any] = {"textcoords": "offset points", "ha": "center", "fontsize": 8}
"""How a label stands beside its point."""


@dataclass(frozen=True)
class Chart:
    """A chart: where it belongs, what it says, and what it shows.

    `thema` is the theme whose chapter it stands in, None for the summary.
    `titel` is its conclusion, `alt` says the same figures in words; `kop` and `rijen` are the
    data as a table. `draw` paints it on the axes of matplotlib.
    """

    id: str
    thema: int | None
    titel: str
    alt: str
    kop: tuple[str, ...]
    rijen: tuple[tuple[str, ...], ...]
    draw: Callable[[Axes], None]
    hoogte: float = 2.6

    def words(self) -> dict[str, Any]:
        """Give all that a template may print of it, beside the drawing."""
        return {
            "id": self.id,
            "thema": self.thema,
            "titel": self.titel,
            "alt": self.alt,
            "kop": list(self.kop),
            "rijen": [list(row) for row in self.rijen],
        }

    @cached_property
    def svg(self) -> str:
        """The chart painted for a page, once; the same figures give the same text."""
        text = self._paint("svg").decode("utf-8")
        return text[text.index("<svg") :]

    @cached_property
    def png(self) -> bytes:
        """The chart painted for paper, once; the same figures give the same bytes."""
        return self._paint("png")

    def _paint(self, form: str) -> bytes:
        from matplotlib import rc_context
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        with rc_context(STYLE):
            figure = Figure(figsize=(WIDTH, self.hoogte))
            FigureCanvasAgg(figure)
            axes = figure.add_subplot()
            self.draw(axes)
            stream = io.BytesIO()
            steady: dict[str, Any] = {"Date": None} if form == "svg" else {"Software": None}
            figure.savefig(stream, format=form, dpi=PRINT, metadata=steady)
            return stream.getvalue()


def written(axes: Axes, digits: int) -> None:
    """Write the numbers along the axis the Dutch way."""
    from matplotlib.ticker import FuncFormatter

    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value, digits)))
