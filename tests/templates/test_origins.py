"""Every number that people read in a report was computed, filled in, or agreed on.

The numbers are taken from the finished files by independent readers; their origins from the
values as computed, the cells of the workbook as openpyxl reads them, and the agreements.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from proving.kit.reading import words_of

from prestatieafspraken.templates.forms.form import SUFFIXES, Laid
from prestatieafspraken.templates.report.report import Report

pytestmark = pytest.mark.traag

SUM = r"\b[0-9a-f](?:\s?[0-9a-f]){63}\b"
"""A check number; in a PDF it may be broken over two lines."""
NUMBER = re.compile(r"(?<![\w.,])[−-]?\d+(?:\.\d{3})*(?:,\d+)?(?!\w|[.,]\d)")


def numbers(text: str) -> set[str]:
    """Give the numbers of a text; a code (T1-01) or an address (D7) is none."""
    text = re.sub(rf"\b(?:[TD]\d|M)-\d+\b|\b[A-Z]{{1,2}}\d+\b|{SUM}", " ", text)
    return {found.lstrip("−-") for found in NUMBER.findall(text)}


def dutch(value: Decimal, digits: int) -> str:
    """Write a number as 1.234,50; written anew here, and not taken from the product."""
    exact = abs(value).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    return f"{exact:,}".translate(str.maketrans(",.", ".,"))


def written(value: object) -> Iterator[str]:
    """Give the ways in which a value may be written."""
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        exact = Decimal(str(value))
        for number in (exact, exact * 100):
            yield from (dutch(number, digits) for digits in range(4))
        yield from numbers(str(abs(exact)).replace(".", ","))
    elif value is not None:
        yield from numbers(str(value))


def cells(paths: Iterable[Path]) -> Iterator[object]:
    """Give every cell of the workbooks."""
    for path in paths:
        book = load_workbook(path, data_only=False)
        for sheet in book.worksheets:
            for row in sheet.iter_rows(values_only=True):
                yield from row


def origins(report: Report) -> set[str]:
    """Give every number that may stand in a report on these workbooks."""
    own = report.afspraken
    known: list[object] = [own.gemeente.jaar, report.peildatum.day, report.peildatum.year]
    for one in report.indicators:
        known += [one.waarde, one.norm, one.nulmeting, one.afstand, one.vorige]
        known += [one.toelichting, one.formule, one.onderdeel, one.periode, one.bron, one.norm_bron]
    for filed in report.filed:
        if there := filed.volledigheid:
            known += [there.gevraagd, there.ingevuld]
        for finding in filed.findings:
            known += [finding.melding, finding.herstel, *_ranges(finding.place.cel)]
        known += Counter(finding.ernst for finding in filed.findings).values()
    known += Counter(one.oordeel for one in report.current).values()
    known += [
        text for norm in report.normen for text in (norm.waarde, norm.bron, norm.omschrijving)
    ]
    days = [norm.vanaf for norm in report.normen]
    days += [one.norm_vanaf for one in report.indicators if one.norm_vanaf]
    known += [part for day in days for part in (day.day, day.year)]
    for doel in own.doelen:
        known += [doel.streefwaarde, doel.verandering, doel.streefjaar, doel.basisjaar]
        known += [doel.titel, doel.regels]
    for item in own.afspraken:
        known += [item.titel, item.wanneer]
    for theme in own.themas:
        known += [theme.titel, theme.nummer, sum(a.thema == theme.nummer for a in own.afspraken)]
    known += [len(own.afspraken), report.versie, str(report.filed[0].book.template)]
    known += cells(Path(filed.book.path) for filed in report.filed)
    return {text for value in known for text in written(value)}


def _ranges(address: str | None) -> list[object]:
    return [int(n) for n in re.findall(r"\d+", address or "")]


def strange(text: str, known: set[str]) -> set[str]:
    """Give the numbers of a text that have no origin."""
    return {n for n in numbers(text) if n not in known and n.lstrip("0") not in known}


DRAWN = {"11.598", "12.098"}
"""What only a chart adds: the level of the goal, worked out by hand (11.598 + 500)."""


@pytest.fixture(scope="module")
def known(gedrukt: Report, opgemaakt: Laid) -> set[str]:
    """Give the origins of the report of 2019, with the number of its figures."""
    figures = {str(number) for number in range(1, len(opgemaakt.charts) + 1)}
    return origins(gedrukt) | figures | DRAWN


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_number_has_an_origin(suffix: str, known: set[str], vormen: dict[str, bytes]) -> None:
    text = words_of(vormen[suffix], suffix)
    if suffix == ".pdf":
        pages = int(re.findall(r"1 / (\d+)", text)[0])
        known = known | {str(page) for page in range(1, pages + 1)}
    assert strange(text, known) == set()


@pytest.mark.parametrize("number", ["4.711", "12.014", "30,4", "1,53", "7,9"])
def test_a_number_of_nowhere_is_found(number: str, known: set[str]) -> None:
    """Show that the test can fail: each is beside a number that does stand there."""
    assert strange(f"Het zijn er {number} in 2018.", known) == {number}


def test_the_forms_say_the_same_numbers(vormen: dict[str, bytes], known: set[str]) -> None:
    said = {suffix: numbers(words_of(vormen[suffix], suffix)) for suffix in SUFFIXES}
    figures = {str(number) for number in range(10)}
    for suffix in (".html", ".docx"):
        assert said[suffix] - said[".md"] <= figures
        assert said[".md"] - said[suffix] <= figures
    assert said[".md"] - said[".pdf"] <= figures
