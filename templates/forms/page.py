"""The report as one web page: no scripts, nothing from elsewhere, readable on any screen."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from prestatieafspraken.templates.charts.chart import Chart
from prestatieafspraken.templates.forms.theme import PLAIN, Theme
from prestatieafspraken.templates.sandbox.environment import sandbox, text

_NAME = re.compile(r'(<!--.*?-->|#[0-9a-fA-F]{3,8}(?=[;"\s]))|id="|#', re.DOTALL)
"""Where a name in a drawing begins; a comment (the words that are drawn) or a colour is none."""

DRAWING = "data:image/svg+xml;base64,"
"""How the address of a drawing begins that stands in the page itself."""


def inline(chart: Chart) -> str:
    """Give the drawing as part of the page: one picture to a screen reader, named beside it."""
    svg = re.sub(r"<metadata>.*?</metadata>", "", chart.svg, flags=re.DOTALL)
    # Names inside the drawing must be its own, or two drawings on a page share their marks.
    svg = _NAME.sub(lambda found: found[0] if found[1] else f"{found[0]}{chart.id}-", svg)
    named = f'<svg role="img" aria-labelledby="titel-{chart.id} alt-{chart.id}" '
    return svg.replace("<svg ", named, 1)


def html(
    content: Mapping[str, Any],
    charts: Sequence[Chart],
    theme: Theme = PLAIN,
    tell: Callable[[str], None] = lambda _: None,
    picture: Callable[[Chart], str] = inline,
) -> str:
    """Give the page; `theme` holds the colours, sizes and type of a municipality.

    `picture` gives the markup of a chart.
    """
    drawn = []
    for chart in charts:
        tell(f"Grafiek {chart.id}")
        # The drawing is made by us from numbers; every text in it went through matplotlib.
        drawn.append({"grafiek": chart.words(), "svg": Markup(picture(chart))})  # noqa: S704
    style = Markup(text("verslag.css") + theme.css)  # noqa: S704  # both were written by us
    template = sandbox(escape=True).from_string(text("verslag.html.j2"))
    page = template.render(**content, grafieken=drawn, stijl=style)
    return _printable(page).strip() + "\n"


def _printable(page: str) -> str:
    return "".join(c for c in page if c in "\n\t" or c.isprintable() or c.isspace())
