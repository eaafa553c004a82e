"""The pages by keyboard alone: every control is reached and its focus seen, and none is a trap."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from proving.kit.toetsenbord import opened
from proving.kit.told import filled, verdicts

from prestatieafspraken.afspraken import load
from prestatieafspraken.templates.verdicts import page as findings
from prestatieafspraken.templates.verdicts.overview import overview, row
from prestatieafspraken.templates.verdicts.toets_page import toets_html
from prestatieafspraken.validators.formulier.slip import Slip
from prestatieafspraken.validators.registry import RULES
from prestatieafspraken.validators.toets.toets import toets
from prestatieafspraken.validators.volledigheid import Open
from prestatieafspraken.workbook.lists.checked import Status


def pages() -> dict[str, str]:
    """Give the pages that people read a check, a run and a review on."""
    open_ = filled(Open("Woonforte 2019", "Uitgaven"), gevraagd=12)
    rows = [
        row("in/a.xlsx", Status.ONVOLLEDIG, "Woonforte", 2019, (), {}, "w/1.html", open_),
        row("in/b.xlsx", Status.GOED, "Habeko Wonen", 2019, (), {}, "w/2.html"),
    ]
    slips = [Slip("Jaar is niet ingevuld.", "Vul Jaar in.", blad="Gemeente", cel="C7")]
    review = toets(load("alphen-aan-den-rijn", 2019))
    return {
        "werkmap": findings.html(
            verdicts()[:1], RULES, "1", links={"JSON": "2.json"}, back="o.html"
        ),
        "bevindingen": findings.html(verdicts(), RULES, "1"),
        "overzicht": overview(rows, {}, checked_on=date(2020, 1, 3)),
        "toets": toets_html("map", "1 fout", slips, review, "1"),
    }


@pytest.mark.traag
def test_every_control_is_reached_and_seen(tmp_path: Path) -> None:
    for name, html in pages().items():
        path = tmp_path / f"{name}.html"
        path.write_text(html, encoding="utf-8")
        for width in (1280, 390):
            with opened(path, width) as browser:
                assert browser.walk() == ([], []), (name, width)


def test_the_filter_works_by_keys(tmp_path: Path) -> None:
    path = tmp_path / "overzicht.html"
    path.write_text(pages()["overzicht"], encoding="utf-8")
    with opened(path) as browser:
        while browser.value("document.activeElement.id") != "zoek":
            browser.press("Tab")
        for letter in "habeko":
            browser.press(letter)
        shown = "document.querySelectorAll('#werkmappen-tabel tbody tr:not([hidden])').length"
        assert browser.value(shown) == 1
