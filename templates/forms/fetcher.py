"""What the layout of the PDF may fetch: the drawings that stand in the page, and nothing else."""

from __future__ import annotations

import base64

from weasyprint.urls import URLFetcher, URLFetcherResponse

from prestatieafspraken.templates.forms.page import DRAWING

LARGEST = 10_000_000
"""Letters that the address of a drawing may have."""


class Drawings(URLFetcher):  # type: ignore[misc]
    """Reads drawings out of the page; opens no file and no connection, whatever is asked."""

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Give a drawing of the page (ValueError for anything else, which is then left out)."""
        if not url.startswith(DRAWING) or len(url) > LARGEST:
            raise ValueError(f"not a drawing of the page: {url[:80]}")
        drawing = base64.b64decode(url.removeprefix(DRAWING), validate=True)
        return URLFetcherResponse(url, drawing, {"Content-Type": "image/svg+xml"})
