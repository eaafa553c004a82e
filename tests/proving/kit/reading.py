"""The forms of a report as an independent reader sees them."""

from __future__ import annotations

import io
import re
from datetime import date
from html.parser import HTMLParser
from typing import Any

import docx
import pytest
from pypdf import PdfReader

DAY = date(2019, 12, 31)

# A PDF takes five seconds and more.
of_pdf = pytest.mark.steekproef(2, familie="pdf")
FORMS = (".docx", ".html", ".md", pytest.param(".pdf", marks=of_pdf))
"""The forms of a report, for a test that makes one itself."""


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.skip = 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.skip += tag in ("style", "svg")

    def handle_endtag(self, tag: str) -> None:
        self.skip -= tag in ("style", "svg")

    def handle_data(self, data: str) -> None:
        if not self.skip:
            self.parts.append(data)


def plain(text: str) -> str:
    """Give a text on one line, without the signs of Markdown."""
    return " ".join(re.sub(r"\\([^\w\s])", r"\1", text).replace("\u00ad", "").split())


def words_of(data: bytes, suffix: str) -> str:
    """Give the text of one form, as an independent reader sees it."""
    match suffix:
        case ".md":
            return plain(data.decode("utf-8"))
        case ".html":
            parser = _Text()
            parser.feed(data.decode("utf-8"))
            return plain(" ".join(parser.parts))
        case ".docx":
            document = docx.Document(io.BytesIO(data))
            body = document.element.body
            kinds = {docx.oxml.ns.qn("w:t"), docx.oxml.ns.qn("w:tab")}
            found = []
            for paragraph in body.iter(docx.oxml.ns.qn("w:p")):
                found.append("".join(t.text or " " for t in paragraph.iter() if t.tag in kinds))
            return plain(" ".join(found))
    return plain("".join(page.extract_text() + " " for page in PdfReader(io.BytesIO(data)).pages))
