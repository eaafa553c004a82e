"""A chart of the report: what it says, its colours and type, and how it is painted.

Colours are those of Okabe and Ito; each series also has its own line or hatch, so that the chart
reads in grey.
"""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prestatieafspraken.dutch.shown import cut
from prestatieafspraken.dutch.written import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BLUE, ORANGE, GREEN, RED, GREY, INK = (
    "#0072B2", "#E69F00", "#009E73", "#D55E00", "#8A939C", "#1f2933",
)  # fmt: skip
STYLE: Any = {
    "text.parse_math": False,  # a text with dollar signs is text
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

UNSEEN = r"Glyph \d+"
"""How matplotlib begins to say that its type has no such letter; it draws a box instead."""
LONGEST = 30
"""Letters of a text that fit in a chart."""
NEAR, TICKS = 25, 20
"""Years before and after those of a goal that are drawn, and the most that are named."""

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
        # A file matplotlibrc in the current folder, which may be a sender's, is not even read (it
        # may have no end, and what is wrong in it is told raw), and sets nothing.
        with contextlib.chdir(Path(__file__).parent):
            from matplotlib import rc_context, rcParamsDefault
            from matplotlib.backends.backend_agg import FigureCanvasAgg
            from matplotlib.figure import Figure

        with rc_context(rcParamsDefault | STYLE), warnings.catch_warnings():
            warnings.filterwarnings("ignore", UNSEEN)  # the text is beside the chart as well
            figure = Figure(figsize=(WIDTH, self.hoogte))
            FigureCanvasAgg(figure)
            axes = figure.add_subplot()
            self.draw(axes)
            stream = io.BytesIO()
            steady: dict[str, Any] = {"Date": None} if form == "svg" else {"Software": None}
            figure.savefig(stream, format=form, dpi=PRINT, metadata=steady)
            return stream.getvalue()


def label(text: str) -> str:
    r"""Give a text as it can stand in a chart: a short line of letters that can be seen.

    >>> label("geen  tijd\n"), label("\x00"), label("a" * 40)
    ('geen tijd', 'niet te lezen', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaa…')
    """
    return cut(text, LONGEST) or "niet te lezen"


def name_years(axes: Axes, first: int, last: int) -> None:
    """Name the years along the axis: every one, or so many that they can be told apart."""
    axes.set_xticks(range(first, last + 1, max(1, -(-(last - first) // TICKS))))


def written(axes: Axes, digits: int) -> None:
    """Write the numbers along the axis the Dutch way."""
    from matplotlib.ticker import FuncFormatter

    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value, digits)))
