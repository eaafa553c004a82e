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
        self.skipped = 0
        self.rows: list[list[str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a row or a cell."""
        self.skipped += tag == "details"
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        """End what is folded."""
        self.skipped -= tag == "details"

    def handle_data(self, data: str) -> None:
        """Add to the cell that is open."""
        if self.rows and self.rows[-1] and not self.skipped:
            self.rows[-1][-1] += data


def _of_page(text: str) -> list[tuple[str, ...]]:
    reader = Rows()
    told = []
    for part in re.split(r'<div class="blad"', text)[1:]:
        sheet = re.search(r"<h\d[^>]*>([^<]*)<", part)
        reader.rows = []
        reader.feed(part[: part.index("</table>")])
        for kind, place, _, said, repair in reader.rows[1:]:
            cells = place.partition("Woonforte 2018")[0]
            code = re.search(r"[A-Z]{3}-[0-9]{3}", repair)
            assert sheet
            assert code
            where = "!".join(filter(None, (sheet[1], cells)))
            told.append((kind.split()[0], code[0], where, said))
    return told


def test_every_page_tells_the_same_groups_by_sheet() -> None:
    """Within a sheet the severest comes first; of one workbook or of more they are the same."""
    own = html([ONE], RULES, "1")
    order = [TOLD[2], TOLD[1], TOLD[0], TOLD[3], TOLD[4], TOLD[5]]
    assert _of_page(own) == order
    assert _of_page(html([ONE, ONE], RULES, "1")) == order * 2
    assert RULES["CEL-001"].waarom in own


def test_what_one_rule_says_often_in_other_words_is_one_row_that_holds_all() -> None:
    many = [finding("CEL-012", f"H{n}", melding=f"Ongewoon: {n}.") for n in (3, 4, 5, 9)]
    page = html([replace(ONE, findings=many)], RULES, "1")
    assert _of_page(page) == [("!", "CEL-012", "Woningvoorraad!H3:H5, H9", "Ongewoon: 3.")]
    assert "3 keer ook zoiets" in page
    for cell, said in (("H4", "4"), ("H5", "5"), ("H9", "9")):
        assert f"<b>{cell}</b>: Ongewoon: {said}." in page
    few = html([replace(ONE, findings=many[:3])], RULES, "1")
    assert [row[2] for row in _of_page(few)] == [f"Woningvoorraad!H{n}" for n in (3, 4, 5)]


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
