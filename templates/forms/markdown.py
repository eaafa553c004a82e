"""The report in Markdown, the form in which a change can be reviewed line by line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from prestatieafspraken.templates.charts.chart import Chart
from prestatieafspraken.templates.sandbox.environment import sandbox, text


def markdown(content: Mapping[str, Any], charts: Sequence[Chart]) -> str:
    """Give the report in Markdown; a chart is its title, its words and its table."""
    environment = sandbox(escape=False)
    environment.filters["cel"] = harmless
    template = environment.from_string(text("verslag.md.j2"))
    rendered = template.render(**content, grafieken=[chart.words() for chart in charts])
    return re.sub(r"\n{3,}", "\n\n", rendered).strip() + "\n"


_MEANT = re.compile(
    r"[\\`*_{}\[\]<>|#~&$@^]"
    r"|/(?=/)|=(?==)"  # a link of any scheme or none; text that is marked
    r"|(?<=\w)\.(?=[^\W\d_]{2})(?!xls[mx]\b)"  # www.a.nl and a.nl, but not the name of a workbook
    r"|(?<=(?i:www))\."  # a viewer takes www. with nothing behind it for a link too
    r"|^[-+=](?=\s|[-=\s]*$)"  # at the start of a line: a list, a line, a heading
)
"""What Markdown, or a viewer that makes links of its own accord, gives a meaning to."""

_NUMBERED = re.compile(r"^(\d+)([.)])(?=\s|$)")

_NO_BREAK = "\u2060"
"""Nothing to see; behind an @ it keeps a viewer that looks past the backslash from a link."""


def harmless(value: str) -> str:
    r"""Make a text harmless in Markdown: no markup, link, new cell, new line or control codes.

    `zie http://x.nl` becomes `zie http:\//x\.nl`, which is read as it was written.
    """
    plain = "".join(c if c.isprintable() or c.isspace() else "" for c in str(value))
    line = re.sub(r"\s+", " ", plain).strip()
    told = _MEANT.sub(lambda found: f"\\{found[0]}", line).replace("@", f"@{_NO_BREAK}")
    return _NUMBERED.sub(r"\1\\\2", told)
