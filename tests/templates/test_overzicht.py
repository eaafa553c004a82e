"""The overview of a run: what it says, and that hostile texts stay texts in every form."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import re
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from proving.kit.axe import violations
from proving.kit.soffice import needed
from proving.kit.told import Told, filled

from prestatieafspraken.templates.verdicts.overview import (
    HEADERS,
    Difference,
    OverviewRow,
    as_csv,
    overview,
    row,
    table,
)
from prestatieafspraken.templates.verdicts.page import html as page
from prestatieafspraken.validators.volledigheid import Open
from prestatieafspraken.workbook.finding import Finding, Place, Severity
from prestatieafspraken.workbook.lists.checked import Status
from prestatieafspraken.workbook.lists.overview_list import overview_book

EVIL = "=1+1<script><img src=x onerror=alert(1)>\u202e\x07.xlsx"
FAULT = Finding(
    "CEL-002", Severity.FOUT, "Hier hoort <b>een</b> getal.", "Vul in.", Place("A", "t")
)
WARNING = Finding("CEL-010", Severity.WAARSCHUWING, "Let op.", "Kijk.", Place("A", "u"))
THEMES = {"t": "Thema 1", "u": "Thema 2"}
DAY = date(2020, 1, 3)
TEN = filled(*[Open("Woonforte 2019", "Uitgaven")] * 10, gevraagd=12)
TITLES = {"CEL-002": "De titel van de regel."}


def rows() -> list[OverviewRow]:
    """Give a workbook of each verdict, one under a hostile name."""
    return [
        row("in/b.xlsx", Status.GOED, "Woonforte", 2019, (WARNING,), THEMES, "werkmappen/1.html"),
        row(
            f"in/{EVIL}",
            Status.FOUTEN,
            "@SUM(A1)</script>",
            2019,
            (FAULT, FAULT),
            THEMES,
            "werkmappen/2.html",
        ),
        row("in/c.xlsx", Status.ONLEESBAAR, None, None, (FAULT,), THEMES, "werkmappen/3.html"),
        row("in/a10.xlsx", Status.GOED, "Habeko wonen", 2018, (), THEMES, "werkmappen/4.html"),
    ]


def own_page() -> str:
    """Give the page of the workbook under a hostile name."""
    one = Told(f"in/{EVIL}", Status.FOUTEN, (FAULT, WARNING), partij="@SUM(A1)</script>", jaar=2019)
    return page([one], {}, "1", DAY, links={"JSON": "2.json"}, back="../overzicht.html")


def test_it_says_who_is_done_and_who_is_not() -> None:
    html = overview(rows(), TITLES, ["Hetzelfde bestand kwam twee keer."], 3, checked_on=DAY)
    assert "2 van 4 werkmappen zonder fouten, 2 daarvan volledig ingevuld</h1>" in html
    assert "De controle is afgebroken: 3 niet" in html
    assert "Hetzelfde bestand kwam twee keer." in html
    assert html.count('data-oordeel="goed"') == 2
    assert 'href="werkmappen/3.html"' in html
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html))
    assert "afspraken van 2018 en 2019 · gecontroleerd op 3 januari 2020 · 3 partijen" in text
    assert "partij onbekend nee 1 1 onleesbaar" in text
    assert "Thema 1 3 0 2" in text
    assert "CEL-002 De titel van de regel. 3 2" in text
    assert "Hier hoort &lt;b&gt;een&lt;/b&gt; getal. (en nog 1)" in text


def test_a_party_with_several_workbooks() -> None:
    three = [
        row("in/1.xlsx", Status.GOED, "Woonforte", 2019, (), THEMES, "", filled(gevraagd=8)),
        row("in/2.xlsx", Status.FOUTEN, "Woonforte", 2019, (FAULT,), THEMES, "", TEN),
        row("in/3.xlsx", Status.ONLEESBAAR, "Woonforte", 2019, (FAULT,), THEMES),
    ]
    html = overview(
        [*three, row("in/4.xlsx", Status.GOED, "Habeko Wonen", 2019, (), THEMES)], TITLES
    )
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html))
    assert "Woonforte 10 van 20 1 van 3 3 1 met fouten en 1 onleesbaar" in text
    assert "Habeko Wonen ja 1 <" not in text
    assert "Habeko Wonen ja 1" in text


def test_the_code_of_a_fault_comes_first() -> None:
    found = row("a.xlsx", Status.FOUTEN, None, None, (WARNING, WARNING, FAULT), THEMES)
    assert found.codes == "CEL-002, CEL-010"
    assert found.per_code == {"CEL-002": 1, "CEL-010": 2}


def test_hostile_texts_stay_texts() -> None:
    for html in (
        overview(rows(), TITLES, [EVIL]),
        own_page(),
    ):
        assert "<img" not in html
        assert "\u202e" not in html
        assert html.count("<script>") <= 1
        assert "default-src 'none'" in html


def test_only_our_own_script_may_run() -> None:
    html = overview(rows(), TITLES)
    (script,) = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in html
    assert re.findall(r'(?:src|href)="(?!werkmappen/|#)', html) == []


def test_no_formula_in_csv_or_excel() -> None:
    lines = list(csv.reader(io.StringIO(as_csv(rows()).lstrip("\ufeff")), delimiter=";"))
    assert tuple(lines[0]) == HEADERS
    assert lines[2][0].startswith("'=1+1")
    assert lines[2][2] == "'@SUM(A1)</script>"
    sheet = load_workbook(io.BytesIO(overview_book(table(rows()))))["Overzicht"]
    assert sheet["A3"].value.startswith("=1+1")
    assert sheet["A3"].data_type == "s"
    assert sheet["G3"].value == 2
    assert sheet.tables["tblOverzicht"].ref == "A1:J5"


def test_an_overview_of_nothing() -> None:
    assert "0 van 0 werkmappen" in overview([], {})
    assert load_workbook(io.BytesIO(overview_book(table([]))))["Overzicht"].max_row == 1


def dom(html: str, path: Path) -> str:
    """Give what a browser makes of a page that is opened from a file."""
    program = needed("chromium", "Chromium is not installed")
    path.write_text(html, encoding="utf-8")
    done = subprocess.run(
        [
            *(program, "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"),
            *(f"--user-data-dir={path.parent / 'profiel'}", "--virtual-time-budget=2000"),
            "--allow-file-access-from-files",
            path.as_uri(),
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return done.stdout


def test_it_sorts_and_filters_in_a_browser(tmp_path: Path) -> None:
    html = overview(rows(), TITLES)
    assert ">4 van 4 getoond</output>" in dom(html, tmp_path / "eigen.html")
    # The page itself allows no other script than its own, so a copy of it does without the rule.
    act = """<script>
    var said = [];
    function names() {
      return Array.from(document.querySelectorAll("#werkmappen-tabel tbody tr"))
        .filter(r => !r.hidden).map(r => r.cells[0].querySelector("a").textContent.slice(0, 4));
    }
    window.onerror = e => said.push("ERROR " + e);
    document.querySelectorAll("#werkmappen-tabel th button")[0].click(); said.push(names());
    document.querySelectorAll("#werkmappen-tabel th button")[5].click();
    document.querySelectorAll("#werkmappen-tabel th button")[5].click(); said.push(names());
    var field = document.getElementById("zoek"); field.value = "habeko";
    field.dispatchEvent(new Event("input")); said.push(names());
    field.value = ""; var state = document.getElementById("oordeel"); state.value = "onleesbaar";
    state.dispatchEvent(new Event("change")); said.push(names());
    document.body.dataset.gezegd = said.join("|");
    </script></body>"""
    free = re.sub(r"<meta http-equiv[^>]*>", "", html).replace("</body>", act)
    said = re.search(r'data-gezegd="([^"]*)"', dom(free, tmp_path / "vrij.html"))
    assert said
    assert said[1].split("|") == [
        "=1+1,a10.,b.xl,c.xl",
        "=1+1,c.xl,a10.,b.xl",
        "a10.",
        "c.xl",
    ]


def test_a_link_leads_to_the_page_of_the_workbook(tmp_path: Path) -> None:
    (tmp_path / "werkmappen").mkdir()
    html = own_page()
    (tmp_path / "werkmappen" / "2.html").write_text(html, encoding="utf-8")
    follow = """<script>
    document.querySelectorAll("#werkmappen-tabel th button")[0].click();
    document.querySelector("#werkmappen-tabel tbody a").click();
    </script></body>"""
    free = re.sub(r"<meta http-equiv[^>]*>", "", overview(rows(), TITLES))
    seen = dom(free.replace("</body>", follow), tmp_path / "vrij.html")
    assert "2 fouten" not in seen
    assert "1 fout herstellen en 1 vraag beantwoorden</h1>" in seen
    assert "Hier hoort &lt;b&gt;een&lt;/b&gt; getal." in seen


def test_a_code_that_is_not_shown_is_found(tmp_path: Path) -> None:
    many = [Finding(f"XXX-00{n}", Severity.FOUT, "f", "h") for n in range(1, 6)]
    html = overview(
        [*rows(), row("in/d.xlsx", Status.FOUTEN, "W", 2019, many, THEMES, "5.html")], {}
    )
    folded = re.sub(r"<details>.*?</details>", "", html, flags=re.DOTALL)
    assert "XXX-005" not in re.sub(r'data-codes="[^"]*"', "", folded)
    act = """<script>
    var field = document.getElementById("zoek"); field.value = "xxx-005";
    field.dispatchEvent(new Event("input"));
    </script></body>"""
    free = re.sub(r"<meta http-equiv[^>]*>", "", html).replace("</body>", act)
    assert ">1 van 5 getoond</output>" in dom(free, tmp_path / "vrij.html")


def test_nobody_is_kept_out(tmp_path: Path) -> None:
    forms = {
        "overzicht": forty(),
        "werkmap": own_page(),
    }
    for name, html in forms.items():
        path = tmp_path / f"{name}.html"
        path.write_text(html, encoding="utf-8")
        assert violations(path) == [], name


LONG = "W" * 180
DIFFERENCE = Difference(replace(WARNING, melding=f"Woonforte zegt {EVIL}."), {EVIL: "w/2.html"})


def forty() -> str:
    """Give an overview of forty workbooks, some under names as wide as a screen."""
    more = [
        row(f"in/{LONG}{n}.xlsx", Status.ONVOLLEDIG, LONG, 2019, (WARNING,), THEMES, "", TEN)
        for n in range(36)
    ]
    return overview([*rows(), *more], TITLES, [EVIL], 2, differences=[DIFFERENCE], checked_on=DAY)


@pytest.mark.parametrize("width", [390, 1280])
def test_nobody_has_to_scroll_sideways(width: int, tmp_path: Path) -> None:
    """A window of Chromium is never as narrow as a telephone, so the page stands in a frame."""
    wide = Told(f"in/{EVIL}{LONG}", Status.FOUTEN, (FAULT, WARNING), partij=LONG)
    pages = {"overzicht": forty(), "werkmap": page([wide], {}, "1", links={LONG: "2.json"})}
    for name, html in pages.items():
        (tmp_path / f"{name}.html").write_text(
            re.sub(r"<meta http-equiv[^>]*>", "", html), encoding="utf-8"
        )
        frame = f"""<iframe id="f" src="{name}.html" style="width:{width}px;height:900px"></iframe>
        <script>f.onload = () => {{ var page = f.contentDocument.documentElement;
        document.body.dataset.breed = page.scrollWidth - page.clientWidth; }}</script>"""
        assert 'data-breed="0"' in dom(f"<body>{frame}</body>", tmp_path / "kader.html"), name


def test_what_differs_between_workbooks_is_a_block_with_links() -> None:
    html = forty()
    assert "Wat de werkmappen elkaar tegenspreken</h2>" in html
    assert '<a href="w/2.html">' in html
    assert "tegenspreken" not in overview(rows(), TITLES)


def test_the_findings_are_filtered_in_a_browser_and_all_there_without_script(
    tmp_path: Path,
) -> None:
    html = own_page()
    assert html.index("<tr class") < html.index("<script>")  # all rows stand in the page itself
    assert not re.search(r"<tr[^>]* hidden", html)
    act = """<script>
    var said = [];
    function shown() { return document.querySelectorAll("tr[data-soort]:not([hidden])").length; }
    said.push(shown());
    document.querySelector("input[value=vraag]").click(); said.push(shown());
    var field = document.getElementById("zoek"); field.value = "zoiets is er niet";
    field.dispatchEvent(new Event("input")); said.push(shown());
    document.body.dataset.gezegd = said.join("|");
    </script></body>"""
    free = re.sub(r"<meta http-equiv[^>]*>", "", html).replace("</body>", act)
    assert 'data-gezegd="2|1|0"' in dom(free, tmp_path / "vrij.html")
