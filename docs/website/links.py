"""The links of a website as it was made: each leads to a page and a place that are there.

Nothing is fetched from elsewhere by whoever looks: no font, script, picture or style.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

FETCHED = {"src", "srcset", "poster", "data"}
"""Attributes by which a page has something fetched; of `link` it is href."""
FETCHED_BY_STYLE = re.compile(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]([^'\"]+)")


class _Page(HTMLParser):
    """What a page leads to, what it has fetched, and the places in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.places: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id":
                self.places.add(value or "")
            elif name in FETCHED or (tag, name) == ("link", "href"):
                self.fetched.append(value or "")
            elif name == "href":
                self.links.append(value or "")


def faults(site: Path) -> list[str]:
    """Give what is wrong with the links of a website, one sentence each."""
    return [fault for page in sorted(site.rglob("*.html")) for fault in _of_page(page, site)] + [
        f"{style.relative_to(site)} fetches {address}"
        for style in sorted(site.rglob("*.css"))
        for address in sorted(_by_style(style.read_text(encoding="utf-8")))
        if not _is_here(style, address)
    ]


def _of_page(page: Path, site: Path) -> Iterator[str]:
    read = _read(page)
    name = page.relative_to(site)
    for address in read.fetched:
        if not _is_here(page, address):
            yield f"{name} fetches {address}"
    yield from (
        f"{name} leads to {link}: {why}" for link in read.links if (why := _dead(link, page))
    )


def _dead(link: str, page: Path) -> str:
    """Say why a link leads nowhere; nothing when it leads somewhere, or out of the website."""
    parts = urlsplit(link)
    if parts.scheme:
        return "" if parts.scheme in ("https", "mailto") else "no address for a reader"
    target = page.parent / unquote(parts.path) if parts.path else page
    if not target.is_file():
        return "no such page"
    place = unquote(parts.fragment) if target.suffix == ".html" else ""
    return "no such place" if place and place not in _read(target).places else ""


@cache
def _read(page: Path) -> _Page:
    return _Page(page.read_text(encoding="utf-8"))


def _by_style(text: str) -> Iterator[str]:
    yield from (first or second for first, second in FETCHED_BY_STYLE.findall(text))


def _is_here(page: Path, address: str) -> bool:
    """Say whether an address is a file of the website itself, or stands in the page."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return parts.scheme == "data"
    return not parts.path or (page.parent / unquote(parts.path)).is_file()
