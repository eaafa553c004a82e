"""What people write stays text in the viewers of Markdown, those included that make own links.

Three of them judge: the library of GitHub, markdown-it with all its links on, and mistune with
mathematics and footnotes.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from proving.kit.reading import DAY
from proving.kit.soffice import missing

from prestatieafspraken.cli.verslag import report_of
from prestatieafspraken.templates.forms.form import Look, lay_out, render
from prestatieafspraken.templates.forms.markdown import harmless

try:
    import cmarkgfm
    import linkify_it  # noqa: F401 (markdown-it takes it along)
    import mistune
    from markdown_it import MarkdownIt
except ImportError:
    missing("the viewers of Markdown (cmarkgfm, mistune, linkify-it-py) are not installed")

PLUGINS = ["url", "table", "strikethrough", "footnotes", "math", "superscript", "mark"]
VIEWERS: dict[str, Callable[[str], Any]] = {
    "GitHub": cmarkgfm.github_flavored_markdown_to_html,
    "markdown-it": MarkdownIt("gfm-like").render,
    "mistune": mistune.create_markdown(plugins=PLUGINS),
}
WRITTEN = [
    "www.:",
    "http://kwaad.example/a",
    "HTTPS://KWAAD.example",
    "ftp://kwaad.example",
    "http:///kwaad.example",
    "//kwaad.example/a",
    "file:////server/deel",
    "www.kwaad.example",
    "WWW.kwaad.nl/a?b=c&d=e",
    "kwaad.nl",
    "kwaad.xlsx.nl/map",
    "xn--80ak6aa92e.com",
    "kwaad.рф",
    "jan@kwaad.nl",
    "jan@_kwaad.nl",
    "jan.a+b@kwaad-nl.example.nl",
    "mailto:jan@kwaad.nl",
    "xmpp:jan@kwaad.nl/x",
    "<http://kwaad.nl>",
    "<jan@kwaad.nl>",
    "[klik](http://kwaad.nl)",
    "[klik]: http://kwaad.nl 'a'",
    "![beeld](http://kwaad.nl/a.png)",
    "<img src=//kwaad.nl/a.png>",
    "<!-- weg -->",
    "&lt;b&gt; &#60;",
    "tekst[^1]",
    "[^1]: noot",
    "$x^2$ en $$y$$",
    "`code` en ``meer``",
    "~~weg~~ ==geel== ^op^",
    "**vet** __vet__ *schuin* _schuin_",
    "| a | b |",
    "# kop",
    "> citaat",
    "- een",
    "+ een",
    "1. een",
    "12) een",
    "---",
    "- - -",
    "===",
    "***",
    "    ingesprongen",
    "\\",
    "einde\\",
    "a\\*b\\",
    "```",
    "~~~",
    "een\n# twee",
    "een\u2028- twee",
]
PARTS = ["http", ":", "/", "//", "www", ".", "nl", "@", "jan", "_", "-", "[", "]", "(", ")", "<"]
PARTS += [">", "`", "$", "|", "\\", "&", "#", " ", "1", "+", "=", "^", "!", "xlsx", "mailto", "~"]


def seen(page: str) -> str:
    """Give the text of a page that has nothing but that text in one block (else it fails)."""
    tags = set(re.findall(r"</?([a-z0-9]+)", page))
    assert tags <= {"p"}, page
    return html.unescape(re.sub(r"</?p>", "", page)).strip().replace("\u2060", "")


def same(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("viewer", VIEWERS)
@pytest.mark.parametrize("text", WRITTEN)
def test_what_people_write_stays_text(text: str, viewer: str) -> None:
    page = VIEWERS[viewer](harmless(text))
    assert seen(page) == same(text)
    item = VIEWERS[viewer](f"- **D0-1.** {harmless(text)}\n")
    assert set(re.findall(r"</?([a-z0-9]+)", item)) <= {"ul", "li", "strong", "p"}


@pytest.mark.parametrize("viewer", VIEWERS)
@pytest.mark.parametrize("text", WRITTEN)
def test_what_people_write_stays_in_its_cell(text: str, viewer: str) -> None:
    page = VIEWERS[viewer](f"| a | b |\n|---|---|\n| {harmless(text)} | x |\n")
    cells = re.findall(r"<td>(.*?)</td>", page, re.DOTALL)
    assert len(cells) == 2
    assert seen(cells[0]) == same(text)


@given(st.lists(st.sampled_from(PARTS), max_size=12).map("".join))
def test_no_mixture_becomes_more_than_text(text: str) -> None:
    for name, viewer in VIEWERS.items():
        assert seen(viewer(harmless(text))) == same(text), name


def test_a_report_has_no_link_of_a_sender(schrijf: Callable[..., Path]) -> None:
    def change(rows: dict[str, Any]) -> None:
        written = [row for theme in range(4) for row in rows[f"afspraken_{theme}"]]
        for row, text in zip(written, WRITTEN, strict=False):
            row["realisatie"] = text

    data = render(lay_out(report_of([schrijf("gemeente", change)], DAY)), ".md", Look())
    text = data.decode("utf-8")
    assert "kwaad" in text
    for name, viewer in VIEWERS.items():
        page = viewer(text)
        assert not re.findall(r"<(?:a|img|code|em|del|sup|span)\b[^>]*>", page), name
        assert "kwaad.example" in html.unescape(page), name


def test_honest_words_are_as_they_were() -> None:
    for text in (
        "1.234,5 woningen in r. 156-157, d.w.z. 25%; zie bijlage (I 4.1)",
        "-5,0",
        "2019",
        "D0-1 500 erbij",
        "gemeente.xlsx",
        "i.v.m. de en/of-vraag: ja!",
    ):
        assert harmless(text) == text
