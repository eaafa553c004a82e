"""The page of findings: whole, without anything from elsewhere, and every text as text."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from proving.kit.told import HOSTILE, Told, filled, finding, verdicts

from prestatieafspraken.dutch.legible import legible
from prestatieafspraken.templates.verdicts.page import html
from prestatieafspraken.validators.registry import RULES
from prestatieafspraken.validators.volledigheid import Open
from prestatieafspraken.workbook.lists.checked import Status

VOID = {"meta", "col", "br", "wbr", "link", "img", "input", "hr"}


class Reader(HTMLParser):
    """Collects elements, ids and text, and holds each end against its start."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember an element."""
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the element that was opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Collect what people read."""
        self.text += data


@pytest.fixture(scope="module")
def page() -> str:
    """Give the page of workbooks of every kind."""
    return html(verdicts(), RULES, "1.2.3")


def _read(text: str) -> Reader:
    reader = Reader()
    reader.feed(text)
    reader.close()
    assert reader.open == []
    return reader


def test_texts_stay_texts(page: str) -> None:
    read = _read(page)
    names = {name for name, _ in read.elements}
    assert sum(name == "script" for name, _ in read.elements) == 1
    assert not names & {"evil", "b>", "img", "iframe", "link", "object", "form"}
    assert not any(key.startswith("on") for _, attrs in read.elements for key in attrs)
    for text in HOSTILE:
        assert legible(text) in read.text
    assert "49" not in re.sub(r"[a-f0-9]{64}", "", read.text)
    page.encode("utf-8")


def test_nothing_comes_from_elsewhere(page: str) -> None:
    read = _read(page)
    policy = next(a for n, a in read.elements if a.get("http-equiv") == "Content-Security-Policy")
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert str(policy["content"]).startswith(
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"
    )
    links = [attrs.get("href") or attrs.get("src") for _, attrs in read.elements]
    assert {link[0] for link in links if link} == {"#"}
    assert not re.search(r"url\(|@import|https?:", page)


def test_it_can_be_read_aloud_and_by_keyboard(page: str) -> None:
    read = _read(page)
    assert ("html", {"lang": "nl"}) in read.elements
    assert [n for n, _ in read.elements if n in ("h1", "main", "header", "footer")].count("h1") == 1
    levels = [int(name[1]) for name, _ in read.elements if re.fullmatch(r"h[1-6]", name)]
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))
    assert all(attrs.get("scope") for name, attrs in read.elements if name == "th")
    ids = [attrs["id"] for _, attrs in read.elements if "id" in attrs]
    assert len(set(ids)) == len(ids)
    for _, attrs in read.elements:
        target = (attrs.get("href") or "")[1:] or attrs.get("aria-labelledby")
        assert target is None or target in ids
    for _, attrs in read.elements:
        if attrs.get("role") == "region":
            assert attrs.get("tabindex") == "0"
            assert attrs.get("aria-label") or attrs.get("aria-labelledby")
    first_link = next(attrs for name, attrs in read.elements if name == "a")
    assert first_link["href"] == "#inhoud"


def test_it_says_all_of_a_finding(page: str) -> None:
    text = _read(page).text
    for said in (
        "✗ fout",
        "! vraag",
        "i tip",
        "CEL-001",
        "Woningvoorraad",
        "D7:D9",
        "Woonforte 2018: DAEB",
    ):
        assert said in text
    assert "DAEB is leeg." in text
    assert "Herstel dit." in text
    assert RULES["CEL-001"].waarom in text
    assert ["✗ onleesbaar" in text, "? niet beoordeeld" in text, "✓ geen fouten" in text] == [
        True
    ] * 3
    assert "10 fouten, 1 vraag, 2 tips" in text


def test_colours_can_be_told_apart_from_their_background(page: str) -> None:
    def light(colour: str) -> float:
        channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", page))
    for ink in ("inkt", "zacht", "accent"):
        for ground in ("#ffffff", colours["vlak"]):
            assert (light(ground) + 0.05) / (light(colours[ink]) + 0.05) >= 4.5


def test_a_run_without_findings_says_so() -> None:
    text = _read(html([Told("goed.xlsx", Status.GOED)], RULES, "1")).text
    assert "De controle heeft niets gevonden." in text
    assert "goed.xlsx: niets meer te doen" in text


MANY = Told(
    "map/woonforte.xlsx",
    Status.FOUTEN,
    (
        finding("STR-001", blad="Leefbaarheid"),
        finding("CEL-002", "D7", waarde="veel"),
        finding("CEL-001", "E7"),
        finding("VRD-004", "D8"),
        finding("NBO-003"),
    ),
    volledigheid=filled(*[Open("Woonforte 2019", "Uitgaven", "D9")] * 3, blad="Zonnepanelen"),
    partij="Woonforte",
    jaar=2019,
)


def test_the_title_is_the_task_and_what_comes_first_is_told() -> None:
    page = html([MANY], RULES, "1", date(2019, 11, 27), back="../overzicht.html")
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", page))
    title = "Woonforte 2019: 3 fouten herstellen, 1 vraag beantwoorden en 3 cellen invullen"
    assert f"<h1>{title}</h1>" in page
    assert "gecontroleerd op 27 november 2019 · stand op 31 december 2019 · 5 van de 8" in text
    first = text.index("Herstel dit. Leefbaarheid.")
    cells = text.index("Herstel 2 fouten: Woningvoorraad (2). Pas dan wordt de hele werkmap")
    asked = text.index("Beantwoord 1 vraag: verbeter de cel, of leg uit waarom zij klopt.")
    empty = text.index("Vul 3 cellen in: Zonnepanelen (3).")
    assert first < cells < asked < empty
    links = re.findall(r'<a href="#([^"]+)">', page)
    assert set(links) <= set(re.findall(r' id="([^"]+)"', page))
    assert '<a href="../overzicht.html">' in page
    assert page.count("Woonforte 2019: Uitgaven (D9)") == 3


def test_with_little_to_do_nobody_is_told_where_to_begin() -> None:
    few = html([Told("a.xlsx", Status.FOUTEN, MANY.findings[:3])], RULES, "1")
    assert "Begin hier" not in few
    assert "Begin hier" in html([MANY, MANY], RULES, "1")


def test_a_rule_that_does_not_hold_for_the_year_waits_for_no_fault() -> None:
    others = [one for one in MANY.findings if one.code != "NBO-003"]
    page = html([replace(MANY, findings=(*others, finding("NBO-004")))], RULES, "1")
    assert "Herstel 2 fouten" in page
    assert "Pas dan" not in page
