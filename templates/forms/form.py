"""The forms of a report by the suffix of its file; each is loaded only when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from prestatieafspraken.templates.charts.chart import Chart
from prestatieafspraken.templates.charts.charts import charts
from prestatieafspraken.templates.forms.theme import PLAIN, Theme
from prestatieafspraken.templates.report.content import context
from prestatieafspraken.templates.report.report import Report

SUFFIXES = (".docx", ".html", ".pdf", ".md")
"""Word, a web page, a PDF of that page, and the form in which a change can be reviewed."""


@dataclass(frozen=True)
class Look:
    """What people may choose of the looks: an own Word template, an own theme for the page."""

    template: bytes | None = None
    theme: Theme = PLAIN


OnProgress = Callable[[str], None]
"""Is told what is being made."""

T = TypeVar("T")


class Workplace(Protocol):
    """Where work is done on what somebody sent: here, or in a process that can be ended."""

    def __call__(self, work: Callable[..., T], *args: object) -> T:
        """Give what `work(*args)` gives."""


def here(work: Callable[..., T], *args: object) -> T:
    """Do work in this process."""
    return work(*args)


@dataclass(frozen=True)
class Laid:
    """A report ready to be laid out: its content, with the charts that belong to each theme."""

    content: dict[str, Any]
    charts: Sequence[Chart] = field(default=())


def lay_out(report: Report) -> Laid:
    """Gather the content of a report and its charts."""
    return Laid(context(report), charts(report))


def render(
    laid: Laid,
    suffix: str,
    look: Look,
    tell: OnProgress = lambda _: None,
    apart: Workplace = here,
) -> bytes:
    """Give the bytes of the report in one form; the same report gives the same bytes.

    An own Word template is filled in `apart`.

    Raises TemplateError (a Dutch sentence) when an own Word template cannot be filled in, and
    MissingPartError when a form needs a library that is not installed.
    """
    match suffix:
        case ".md":
            from prestatieafspraken.templates.forms.markdown import markdown

            return markdown(laid.content, laid.charts).encode("utf-8")
        case ".html":
            from prestatieafspraken.templates.forms.page import html

            return html(laid.content, laid.charts, look.theme, tell).encode("utf-8")
        case ".pdf":
            from prestatieafspraken.templates.forms.pdf import pdf

            return pdf(laid.content, laid.charts, look.theme, tell)
        case ".docx":
            from prestatieafspraken.templates.word import filled, own

            drawn = filled.drawings(laid.charts, tell)
            if look.template is None:
                return filled.word(laid.content, drawn)
            fields, stamp = filled.fields(laid.content, drawn), filled.stamp(laid.content)
            return apart(own.filled, look.template, fields, stamp)
    raise ValueError(f"no form of a report ends with {suffix}")
