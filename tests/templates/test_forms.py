"""The four forms of the report: they say the same, of known origin, and can be read by anyone."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from proving.kit.reading import DAY, FORMS, words_of
from proving.kit.soffice import convert, pdf_text
from pypdf import PdfReader

from prestatieafspraken.cli.verslag import report_of
from prestatieafspraken.dutch.user_error import UserError
from prestatieafspraken.templates.charts.charts import charts
from prestatieafspraken.templates.forms.form import SUFFIXES, Laid, Look, lay_out, render
from prestatieafspraken.templates.report.report import Report

pytestmark = pytest.mark.traag

HEADINGS = [
    "Samenvatting",
    "0. Partners in wonen: organisatie en samenwerking",
    "1. Betaalbare sociale huurvoorraad met keuzemogelijkheden door variatie",
    "Alle doelen",
    "Bijlage: kwaliteit van de gegevens",
    "Bijlage: gebruikte parameters",
    "Bijlage: herkomst van de cijfers",
]
SENTENCES = (
    "Slaagkans van alle woningzoekenden: 12,6%. Het jaar 2018 is om, maar alleen kwartaal 1 t/m 3 "
    "is gemeten. In 2016 was het 30,3%.",
    "Dat is 83% van de 500 die doel D0-1 vraagt, 85 te weinig.",
)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_form_says_the_same(suffix: str, vormen: dict[str, bytes]) -> None:
    text = words_of(vormen[suffix], suffix)
    loose = re.sub(r"\s", "", text)
    for sentence in SENTENCES:
        assert re.sub(r"\s", "", sentence) in loose
    for heading in HEADINGS[3:]:
        assert re.sub(r"\s", "", heading) in loose


@pytest.mark.parametrize("suffix", FORMS)
def test_the_same_report_gives_the_same_bytes(
    suffix: str, gedrukt: Report, vormen: dict[str, bytes]
) -> None:
    assert render(lay_out(gedrukt), suffix, Look()) == vormen[suffix]


def test_word_is_read_back(vormen: dict[str, bytes], opgemaakt: Laid) -> None:
    document = docx.Document(io.BytesIO(vormen[".docx"]))
    levels = [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"]
    assert [t for t in levels if t in HEADINGS] == HEADINGS
    pictures = document.element.xpath(".//wp:docPr")
    assert len(pictures) == len(opgemaakt.charts) >= 4
    assert {p.get("descr") for p in pictures} == {c.alt for c in opgemaakt.charts}
    ids = [p.get("id") for p in pictures]
    assert len(set(ids)) == len(ids)
    assert len(document.tables) > 15
    data = {tuple(c.text for c in row.cells) for t in document.tables for row in t.rows}
    assert all(row in data for chart in opgemaakt.charts for row in chart.rijen)
    anchors = document.element.xpath(".//w:hyperlink/@w:anchor")
    marks = document.element.xpath(".//w:bookmarkStart/@w:name")
    assert set(anchors) <= set(marks)
    numbers = document.element.xpath(".//w:bookmarkStart/@w:id")
    assert len(set(numbers)) == len(numbers)
    assert "{{" not in words_of(vormen[".docx"], ".docx")


def test_libreoffice_opens_the_word_document(vormen: dict[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / "verslag.docx"
    path.write_bytes(vormen[".docx"])
    text = re.sub(r"\s", "", pdf_text(convert(path, "pdf", tmp_path)))
    for sentence in SENTENCES:
        assert re.sub(r"\s", "", sentence) in text


def test_the_page_needs_nothing_else(vormen: dict[str, bytes]) -> None:
    page = vormen[".html"].decode("utf-8")
    assert "<script" not in page
    assert "default-src 'none'" in page
    assert re.findall(r'(?:src|href)="(?!#)[^"]*"', page) == []
    assert re.findall(r"url\(\s*['\"]?https?:", page) == []
    assert '<html lang="nl">' in page
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(set(ids)) == len(ids)
    targets = {t[1:] for t in re.findall(r'(?:xlink:)?href="(#[^"]+)"', page)}
    targets |= set(re.findall(r"url\(#([^)]+)\)", page))
    assert targets <= set(ids)


def test_the_pdf_can_be_read_aloud(vormen: dict[str, bytes], opgemaakt: Laid) -> None:
    reader = PdfReader(io.BytesIO(vormen[".pdf"]))
    catalog = reader.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in catalog
    assert catalog["/Lang"] == "nl"
    assert reader.metadata is not None
    assert reader.metadata.title == "Prestatieafspraken Alphen aan den Rijn 2019: verslag"
    assert [item.title for item in reader.outline if not isinstance(item, list)] == ["Verslag 2019"]
    (chapters,) = [item for item in reader.outline if isinstance(item, list)]
    titles = [item.title for item in chapters if not isinstance(item, list)]
    assert [t for t in titles if t in HEADINGS] == [HEADINGS[0], *HEADINGS[3:]]
    figures = [e for e in _elements(catalog["/StructTreeRoot"]) if e.get("/S") == "/Figure"]
    assert len(figures) == len(opgemaakt.charts)
    assert all(e.get("/Alt") for e in figures)


def _elements(node: Any) -> Iterator[Any]:
    """Walk the tags of a PDF."""
    found = node.get("/K", [])
    for child in found if isinstance(found, list) else [found]:
        if not isinstance(child, int) and hasattr(child.get_object(), "get"):
            yield child.get_object()
            yield from _elements(child.get_object())


def test_every_chart_says_its_conclusion(gedrukt: Report) -> None:
    made = {chart.id: chart for chart in charts(gedrukt)}
    assert set(made) == {"voorraad", "slaagkans", "plan-1", "plan-3", "energie"}
    assert made["voorraad"].titel == "Het plan telt 415 woningen erbij, 85 te weinig"
    assert made["slaagkans"].titel == (
        "In 7 van de 8 kernen ligt de slaagkans onder 20%; alleen Boskoop niet"
    )
    assert made["energie"].titel == "Geen corporatie haalt de energie-index van 1,25 in 2020"
    table = {row[0]: row[1:] for row in made["slaagkans"].rijen}
    assert table["Boskoop"] == ("23,5%", "44,1%", "28,7%", "20,4%")
    assert table["Hazerswoude-Rijndijk"] == ("36%", "55,4%", "24,6%", "19,3%")
    assert made["energie"].rijen == (
        ("Woonforte", "1,79", "1,63", "1,55"),
        ("Habeko Wonen", "1,55", "1,41", "1,34"),
    )


def test_statuses_and_realisations_are_drawn(schrijf: Callable[..., Path]) -> None:
    def change(rows: dict[str, Any]) -> None:
        for row, status in zip(rows["afspraken_1"], ("nagekomen", "bezig"), strict=False):
            row["status"] = status
        for row, done in zip(rows["zonnepanelen"], (700, 50), strict=False):
            row["gerealiseerd"] = done

    made = {chart.id: chart for chart in charts(report_of([schrijf("gemeente", change)], DAY))}
    status = made["status"]
    assert status.titel == ("1 van de 40 afspraken is nagekomen; van 38 is de status niet ingevuld")
    assert "thema 1: nagekomen (1), bezig (1) en nog niet ingevuld (12)" in status.alt
    assert ("thema 1", "1", "1", "12") in status.rijen
    assert made["plan-3"].titel.endswith("niet ingevuld: kwaliteitsverbetering")
    assert made["plan-3"].rijen[1] == ("Zonnepanelen", "750 panelen", "750 panelen")


def test_own_figures_count_before_shared_ones(schrijf: Callable[..., Path]) -> None:
    def shared(rows: dict[str, Any]) -> None:
        for row, done in zip(rows["zonnepanelen"], (640, 90, 0), strict=True):
            row["gerealiseerd"] = done

    def other(rows: dict[str, Any]) -> None:
        rows["zonnepanelen"][0]["gerealiseerd"] = 600

    paths = [schrijf("gemeente", shared), schrijf("Woonforte", other)]
    with pytest.raises(UserError, match=r"gemeente\.xlsx, Zonnepanelen!D7: hier staat 640, .*600"):
        report_of(paths, DAY)
    both = report_of(paths, DAY, kies=["woonforte.xlsx"])
    (total,) = [i for i in both.current if i.code == "ZON-REALISATIE" and i.onderdeel is None]
    assert total.waarde == 690  # 600 as Woonforte files it, 90 and 0 as shared
    assert total.cellen[0].startswith("[")
    assert any(cell.startswith("[woonforte.xlsx]Zonnepanelen!") for cell in total.cellen)


def test_missing_data_gives_an_honest_sentence(schrijf: Callable[..., Path]) -> None:
    empty = report_of([schrijf("gemeente", lambda rows: rows.clear())], DAY)
    text = words_of(render(lay_out(empty), ".md", Look()), ".md")
    assert "Er zijn bij dit thema nog geen metingen om op terug te kijken." in text
    assert "Van geen enkel doel laten de cijfers zien dat het is gehaald of op koers ligt." in text
    assert "nan" not in text.lower().split()
