"""The four forms of the report: they say the same, of known origin, and can be read by anyone."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from pypdf import PdfReader
from reading import DAY, words_of
from soffice import convert, pdf_text

from prestatieafspraken.cli.verslag import report_of
from prestatieafspraken.templates.charts import charts
from prestatieafspraken.templates.content import Report
from prestatieafspraken.templates.forms import SUFFIXES, Laid, Look, lay_out, render

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
    "De slaagkans daalde van 30,3% in 2016 naar 12,6% in de eerste drie kwartalen van 2018 en "
    "blijft 7,4 procentpunt onder de norm van 20%.",
    "Dat is 83,0% van de 500 die doel D0-1 vraagt, 85 te weinig.",
    "Slaagkans per kern: 7 van de 8 halen de norm van 20% in de eerste drie kwartalen van 2018 "
    "niet; wel Boskoop (20,4%).",
)


@pytest.fixture(scope="session")
def vormen(opgemaakt: Laid) -> dict[str, bytes]:
    """Render every form once."""
    pytest.importorskip("weasyprint")
    return {suffix: render(opgemaakt, suffix, Look()) for suffix in SUFFIXES}


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_form_says_the_same(suffix: str, vormen: dict[str, bytes]) -> None:
    text = words_of(vormen[suffix], suffix)
    loose = re.sub(r"\s", "", text)
    for sentence in SENTENCES:
        assert re.sub(r"\s", "", sentence) in loose
    for heading in HEADINGS[3:]:
        assert re.sub(r"\s", "", heading) in loose


@pytest.mark.parametrize("suffix", [".docx", ".html", ".md"])
def test_the_same_report_gives_the_same_bytes(
    suffix: str, gedrukt: Report, vormen: dict[str, bytes]
) -> None:
    assert render(lay_out(gedrukt), suffix, Look()) == vormen[suffix]


NUMBER = re.compile(r"(?<![\w.,-])[−-]?\d+(?:\.\d{3})*(?:,\d+)?(?![\w-]|[.,]\d)")


def _origins(report: Report, laid: Laid) -> set[str]:
    """Give every number that the computed results, the workbook and the agreements hold."""
    texts = [f"{i.toelichting} {i.formule} {i.onderdeel} {i.bron}" for i in report.indicators]
    texts += [i.periode or "" for i in report.indicators]
    for filed in report.filed:
        texts += [f"{f.melding} {f.herstel}" for f in filed.findings]
        for data in filed.book.tables.values():
            texts += [str(value) for value in data.frame.to_numpy().ravel()]
    own = report.afspraken
    texts += [f"{a.titel} {a.wanneer} {a.regels}" for a in own.afspraken]
    texts += [f"{d.titel} {d.maat} {d.regels}" for d in own.doelen]
    texts += [t.titel for t in own.themas]
    found = {number for text in texts for number in NUMBER.findall(text)}
    found |= {str(own.gemeente.jaar), "31"}
    return found


@pytest.mark.parametrize("suffix", [".docx", ".html", ".md"])
def test_every_number_has_an_origin(
    suffix: str, gedrukt: Report, opgemaakt: Laid, vormen: dict[str, bytes]
) -> None:
    """Hold the numbers of the printed text against the results, not against the text itself."""
    from prestatieafspraken.workbook.dutch import measure, number

    known = _origins(gedrukt, opgemaakt)
    for one in gedrukt.indicators:
        for value in (one.waarde, one.norm, one.nulmeting):
            if value is not None:
                known |= set(NUMBER.findall(measure(value, one.eenheid)))
                known |= set(NUMBER.findall(number(value * (100 if one.eenheid == "%" else 1), 1)))
                known |= set(NUMBER.findall(number(value, 2)))
        if one.waarde is not None and one.norm is not None:
            apart = abs(one.waarde - one.norm) * (100 if one.eenheid == "%" else 1)
            known |= {number(apart, 1), number(apart, 2), number(apart)}
            known.add(number(one.norm + 11598))
    for row in opgemaakt.content["parameters"]:
        known |= set(NUMBER.findall(" ".join(row.values())))
    for goal in gedrukt.afspraken.doelen:
        for value in (goal.streefwaarde, goal.verandering, goal.streefjaar, goal.basisjaar):
            if value is not None:
                known |= set(NUMBER.findall(measure(value, goal.eenheid)))
                known.add(str(value))
    counts = {str(n) for n in range(len(gedrukt.indicators) + 1)}
    text = words_of(vormen[suffix], suffix)
    main = text[: text.rindex("Bijlage: kwaliteit van de gegevens")]
    strange = {n for n in NUMBER.findall(main) if n.lstrip("−-+") not in known | counts}
    strange = {n for n in strange if n not in known}
    assert strange == set()


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


def test_the_pdf_can_be_read_aloud(vormen: dict[str, bytes]) -> None:
    reader = PdfReader(io.BytesIO(vormen[".pdf"]))
    catalog = reader.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in catalog
    assert catalog["/Lang"] == "nl"
    assert reader.metadata is not None
    assert reader.metadata.title == "Prestatieafspraken Alphen aan den Rijn 2019: verslag"
    titles = [item.title for item in reader.outline if not isinstance(item, list)]
    assert titles


def test_every_chart_says_its_conclusion(gedrukt: Report) -> None:
    made = {chart.id: chart for chart in charts(gedrukt)}
    assert set(made) == {"voorraad", "slaagkans", "plan", "energie", "status"}
    assert made["voorraad"].titel == "Het plan telt 415 woningen erbij, 85 te weinig"
    assert made["slaagkans"].titel == (
        "In 7 van de 8 kernen ligt de slaagkans onder 20%; alleen Boskoop niet"
    )
    assert made["energie"].titel == "Geen corporatie haalt de energie-index van 1,25 in 2020"
    table = {row[0]: row[1:] for row in made["slaagkans"].rijen}
    assert table["Boskoop"] == ("23,5%", "44,1%", "28,7%", "20,4%")
    assert table["Hazerswoude-Rijndijk"] == ("36,0%", "55,4%", "24,6%", "19,3%")
    assert made["energie"].rijen == (
        ("Woonforte", "1,79", "1,63", "1,55"),
        ("Habeko Wonen", "1,55", "1,41", "1,34"),
    )


def test_own_figures_count_before_shared_ones(schrijf: Callable[..., Path]) -> None:
    def other(rows: dict[str, Any]) -> None:
        rows["zonnepanelen"][0]["gepland"] = 600

    both = report_of([schrijf("gemeente"), schrijf("Woonforte", other)], DAY)
    (total,) = [i for i in both.current if i.code == "ZON-PLAN" and i.onderdeel is None]
    assert total.waarde == 700  # 600 as Woonforte files it, 100 of Habeko Wonen as shared
    assert total.cellen[0].startswith("[")
    assert any(cell.startswith("[woonforte.xlsx]Zonnepanelen!") for cell in total.cellen)


def test_missing_data_gives_an_honest_sentence(schrijf: Callable[..., Path]) -> None:
    empty = report_of([schrijf("gemeente", lambda rows: rows.clear())], DAY)
    text = words_of(render(lay_out(empty), ".md", Look()), ".md")
    assert "Er zijn bij dit thema nog geen metingen om op terug te kijken." in text
    assert "Van geen enkel doel laten de cijfers zien dat het is gehaald of op koers ligt." in text
    assert "nan" not in text.lower().split()
