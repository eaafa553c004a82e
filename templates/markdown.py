"""The report in Markdown, the form in which a change can be reviewed line by line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from prestatieafspraken.templates.chart import Chart
from prestatieafspraken.templates.environment import sandbox, text


def markdown(content: Mapping[str, Any], charts: Sequence[Chart]) -> str:
    """Give the report in Markdown; a chart is its title, its words and its table."""
    environment = sandbox(escape=False)
    environment.filters["cel"] = harmless
    template = environment.from_string(text("verslag.md.j2"))
    rendered = template.render(**content, grafieken=[chart.words() for chart in charts])
    return re.sub(r"\n{3,}", "\n\n", rendered).strip() + "\n"


def harmless(value: str) -> str:
    """Make a text harmless in Markdown: no markup, no new cell, no new line, no control codes."""
    plain = "".join(c if c.isprintable() or c.isspace() else "" for c in str(value))
    line = re.sub(r"\s+", " ", plain).strip()
    return re.sub(r"([\\`*_{}\[\]<>|#~&])", r"\\\1", line)
