"""The sentences of whole reports, of every set: what a reader must never meet in them.

Each pattern is of a fault that a report once had; what is told wrongly is shown with its line.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from proving.kit import gevuld

from prestatieafspraken.afspraken import load
from prestatieafspraken.cli.verslag import report_of
from prestatieafspraken.dutch.counted import SINGULAR
from prestatieafspraken.templates.forms.form import Look, lay_out, render
from prestatieafspraken.templates.report.report import Report

MANY = "|".join(sorted(SINGULAR, key=len, reverse=True))
NEVER = {
    "a raw name": r"\b[a-z]+_[a-z_]+\b",
    "a Python word": r"\b(None|nan|True|False)\b",
    "a day as computers write it": r"\b\d{4}-\d{2}-\d{2}\b",
    "two spaces": r"\S  +\S",
    "two ends of a sentence": r"\.\.(?!\.)|[.!?]”\.|\.\s*;",
    "one of many": rf"(?<![\d.,])1 (?:{MANY})\b",
    "all of all as a part": r"\b(\d+) van de \1 (?!cellen)[a-z]",
    "a year against an amount": r"(?:over|met) 20\d\d \d",
    "a status that is counted as a noun": r"\d (?:loopt door|vraagt aandacht|in geschil)\b",
    "a code without its capital": r"Bron: [a-z]-?\d",
    "a decimal point": r"(?<![\d.])\d+\.\d{1,2}(?![\d.])(?!\))",
    "a colon after a colon": r": van \d[^.:]*: [−+]?\d|: [\d,]+ in 20\d\d: |: \d+ projecten?: ",
    "a capital amid a sentence": r"Zonder oordeel: [A-Z][a-z]+ norm|bekend\. [^.]{2,60}: Over",
    "a method without its noun": r"\bbij voor 2015",
}
NO_SENTENCE = re.compile(
    r"versie \d\.\d|sha256.*|prestatieafspraken \d.*|straat \d{4} \d|bijlage I 4\.1"
)
"""Versions, sums and the names of the projects of the kit, which are no sentences of ours."""


@cache
def report(naam: str, *, filled: bool) -> Report:
    """Report on the workbooks of all parties of a set, filled in or as they are sent out."""
    own = load(*gevuld.SETS[naam])
    with TemporaryDirectory() as folder:
        paths = []
        for partij in gevuld.houders(own):
            made = gevuld.vol if filled else gevuld.verstuurd
            paths.append(Path(folder) / f"{partij.naam}.xlsx")
            paths[-1].write_bytes(made(naam, partij.naam))
        return report_of(paths, gevuld.peildatum(own))


def lines(made: Report) -> list[str]:
    """Give every line and cell of a report, and what `bereken` tells of each figure."""
    text = render(lay_out(made), ".md", Look()).decode("utf-8").replace("\\", "")
    told = [f"{one.code} | {one.toelichting}" for one in made.indicators]
    cells = [cell.strip() for line in (*text.splitlines(), *told) for cell in line.split(" | ")]
    return [NO_SENTENCE.sub("…", cell.strip("| ")) for cell in cells]


each_report = pytest.mark.parametrize(
    ("naam", "filled"),
    [
        pytest.param(
            *(naam, filled),
            id=f"{naam} {wat}",
            marks=pytest.mark.steekproef(2, familie="verslagen", lid=f"{naam} {wat}"),
        )
        for naam in gevuld.SETS
        for filled, wat in ((True, "ingevuld"), (False, "verstuurd"))
    ],
)


@pytest.mark.traag
@each_report
def test_a_report_reads_as_dutch(naam: str, filled: bool) -> None:
    read = lines(report(naam, filled=filled))
    assert len(read) > 500
    found = [
        f"{wat}: {line[:300]}"
        for wat, pattern in NEVER.items()
        for line in read
        if re.search(pattern, line)
    ]
    assert not found, "\n".join(found[:20])
