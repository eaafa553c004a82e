"""The pages as an accessibility checker sees them, the report on the screen of a telephone."""

from __future__ import annotations

from pathlib import Path

from proving.kit.axe import violations
from proving.kit.told import verdicts

from prestatieafspraken.afspraken import load
from prestatieafspraken.templates.forms.form import Laid, Look, render
from prestatieafspraken.templates.verdicts import page as findings
from prestatieafspraken.templates.verdicts.toets_page import toets_html
from prestatieafspraken.validators.formulier.slip import Slip
from prestatieafspraken.validators.registry import RULES
from prestatieafspraken.validators.toets.toets import toets


def test_the_report_can_be_used_by_anyone(opgemaakt: Laid, tmp_path: Path) -> None:
    page = tmp_path / "verslag.html"
    page.write_bytes(render(opgemaakt, ".html", Look()))
    assert violations(page, 390) == []


def test_the_findings_can_be_used_by_anyone(tmp_path: Path) -> None:
    page = tmp_path / "bevindingen.html"
    page.write_text(findings.html(verdicts(), RULES, "1.2.3"), encoding="utf-8")
    assert violations(page) == []


def test_the_review_of_agreements_can_be_used_by_anyone(tmp_path: Path) -> None:
    page = tmp_path / "toets.html"
    slips = [Slip("Jaar is niet ingevuld.", "Vul Jaar in.", blad="Gemeente", cel="C7")]
    review = toets(load("alphen-aan-den-rijn", 2019))
    page.write_text(toets_html("map", "1 fout", slips, review, "1.2.3"), encoding="utf-8")
    assert violations(page) == []


def test_what_is_wrong_is_found(tmp_path: Path) -> None:
    page = tmp_path / "slecht.html"
    page.write_text('<!doctype html><html><body><img src="x.png"></body></html>', encoding="utf-8")
    found = " ".join(violations(page))
    assert "html-has-lang" in found
    assert "image-alt" in found
