"""The report as a PDF that a screen reader can read, made from the web page."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from markupsafe import escape

from prestatieafspraken.dutch.user_error import UserError
from prestatieafspraken.templates.charts.chart import Chart
from prestatieafspraken.templates.forms.page import DRAWING, html
from prestatieafspraken.templates.forms.theme import PLAIN, Theme


class MissingPartError(UserError):
    """A form needs what is not installed; the text is a Dutch sentence."""

    def __init__(self, sentence: str) -> None:
        super().__init__(
            "VSL-002",
            sentence,
            "Installeer prestatieafspraken[pdf], of maak een .html en druk die af als PDF.",
        )


def pdf(
    content: Mapping[str, Any],
    charts: Sequence[Chart],
    theme: Theme = PLAIN,
    tell: Callable[[str], None] = lambda _: None,
) -> bytes:
    """Give the PDF: tagged, with language, title and bookmarks (PDF/UA-1).

    Raises MissingPartError when WeasyPrint or what it needs is not installed.
    """
    page = html(broken(content), charts, theme, tell, image)
    try:
        from weasyprint import HTML

        from prestatieafspraken.templates.forms.fetcher import Drawings
    except (ImportError, OSError) as error:
        raise MissingPartError(
            "Voor een PDF is WeasyPrint nodig, en dat is hier niet geïnstalleerd."
        ) from error
    tell("PDF opmaken")
    identity = hashlib.sha256(page.encode("utf-8")).digest()[:16]
    done: bytes = HTML(string=page, url_fetcher=Drawings()).write_pdf(
        pdf_variant="pdf/ua-1", pdf_identifier=identity, optimize_images=False
    )
    return done


def image(chart: Chart) -> str:
    """Give the drawing as a file of its own, so that the page's styles are not held against it."""
    drawing = base64.b64encode(chart.svg.encode("utf-8")).decode("ascii")
    words = escape(f"{chart.titel}. {chart.alt}")
    return f'<img src="{DRAWING}{drawing}" alt="{words}">'


_LONG, _PIECE = re.compile(r"\S{81,}"), re.compile(r"\S{1,24}")
"""A word that fits on no line, and the pieces of which it may break."""
_MAY_BREAK = "\u200b"
"""A space without width: the word stays whole for whoever reads or copies it."""


def broken(value: Any) -> Any:
    """Say where words may break that fit on no line: to find that out takes the layout minutes."""
    match value:
        case str():
            return _LONG.sub(lambda word: _MAY_BREAK.join(_PIECE.findall(word[0])), value)
        case Mapping():
            return {key: broken(item) for key, item in value.items()}
        case list() | tuple():
            return [broken(item) for item in value]
    return value
