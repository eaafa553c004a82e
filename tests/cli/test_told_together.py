"""What is the same of several cells is told together, on every page, and nothing of it is lost."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

from openpyxl import load_workbook
from proving.kit.told import Told, finding
from rich.console import Console

from prestatieafspraken.cli.verdict_text import print_findings
from prestatieafspraken.templates.verdicts.junit import junit
from prestatieafspraken.templates.verdicts.overview import page, row
from prestatieafspraken.templates.verdicts.page import html
from prestatieafspraken.templates.verdicts.sarif import sarif
from prestatieafspraken.validators.registry import RULES
from prestatieafspraken.workbook.finding import Severity
from prestatieafspraken.workbook.lists.checked import Status
from prestatieafspraken.workbook.lists.findings_list import findings_list

EXPLAINED = replace(
    finding("CEL-012", "H3", melding="Ongewoon veel."),
    ernst=Severity.INFO,
    toelichting="De sloop kwam later.",
)
FINDINGS = (
    finding("CEL-001", "D9", melding="DAEB is leeg."),
    finding("NBO-003", melding="Niet beoordeeld."),
    finding("CEL-001", "D7", melding="DAEB is leeg."),
    replace(EXPLAINED, place=replace(EXPLAINED.place, cel="H5"), toelichting="Er is gefuseerd."),
    finding("CEL-001", "D8", melding="DAEB is leeg."),
    EXPLAINED,
    finding("CEL-001", "D8", melding="DAEB is leeg.", blad="Nieuwbouw"),
    finding("STR-004", melding="Een kolom ontbreekt."),
)
ONE = Told("map/a.xlsx", Status.FOUTEN, FINDINGS)
TOLD = [
    ("i", "STR-004", "Woningvoorraad", "Een kolom ontbreekt."),
    ("✗", "CEL-001", "Woningvoorraad!D7:D9", "DAEB is leeg."),
    ("✗", "CEL-001", "Nieuwbouw!D8", "DAEB is leeg."),
    (
        "i",
        "CEL-012",
        "Woningvoorraad!H5",
        "Ongewoon veel. Toelichting in de werkmap: 'Er is gefuseerd.'",
    ),
    (
        "i",
        "CEL-012",
        "Woningvoorraad!H3",
        "Ongewoon veel. Toelichting in de werkmap: 'De sloop kwam later.'",
    ),
    ("i", "NBO-003", "Woningvoorraad", "Niet beoordeeld."),
]
"""By step, within it the severest first; equal ones together, but not what was explained apart."""


class Rows(HTMLParser):
    """Collects the texts of the rows of tables of findings."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a row or a cell."""
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        """Add to the cell that is open."""
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


def _of_page(text: str) -> list[tuple[str, ...]]:
    reader = Rows()
    reader.feed(text[text.index('class="bevindingen"') :])
    six = [row for row in reader.rows if len(row) == 6][1:]
    heads = [row[0].split() for row in six]
    return [
        (head[0], head[2], row[1], row[3].strip()) for head, row in zip(heads, six, strict=True)
    ]


def test_every_page_tells_the_same_groups() -> None:
    own = page(
        row(ONE.path, Status.FOUTEN, None, None, FINDINGS, {}), ONE.path, None, FINDINGS, {}, RULES
    )
    assert _of_page(own) == TOLD
    assert _of_page(html([ONE], RULES, "1")) == TOLD
    assert RULES["CEL-001"].waarom in own


def test_the_screen_tells_the_same_groups() -> None:
    out = Console(file=io.StringIO(), width=400)
    print_findings(FINDINGS, out)
    said = re.sub(r"\s+", " ", out.file.getvalue())  # type: ignore[attr-defined]
    places = [said.index(f"{sign} {code} {place} {text}") for sign, code, place, text in TOLD]
    assert places == sorted(places)
    assert said.count("DAEB is leeg.") == 2


def test_a_list_for_another_program_has_each_finding_by_itself() -> None:
    wanted = sorted((one.code, one.place.blad, one.place.cel) for one in FINDINGS)
    sheet = load_workbook(io.BytesIO(findings_list([ONE], RULES, Path.cwd())))["Bevindingen"]
    listed = [(r[2], r[3], r[4]) for r in sheet.iter_rows(min_row=4, values_only=True)]
    assert sorted(listed, key=str) == sorted(wanted, key=str)
    results = sarif([ONE], RULES, "1", Path.cwd())["runs"][0]["results"]
    assert sorted(r["ruleId"] for r in results) == sorted(code for code, _, _ in wanted)
    assert "gefuseerd" in json.dumps(results)


def test_a_case_of_junit_is_a_rule_on_a_sheet_and_holds_all_its_places() -> None:
    text = junit([ONE])
    assert text.count("<testcase") == 5
    for _, _, place, _ in TOLD:
        assert place in text
