"""Agreements on measures of today, from their files to the report; the figures made up by hand."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from prestatieafspraken.cli.app import run

pytestmark = pytest.mark.traag

GETAL = (
    'wat = "start bouw", eenheid = "woningen", regel = 4, maat = "start_bouw", '
    'richting = "minimaal"'
)
ELSE = 'vorm = "niveau"\neenheid = "%"\n'
"""What a goal says itself where its measure is none of today."""
FILES = {
    "gemeente.toml": """
[gemeente]
naam = "Voorbeeldstad"
map = "voorbeeldstad"
code = "GM9999"
jaar = 2025
titel = "Afspraken 2025"
document = "afspraken"
periode_van = 2024
periode_tot = 2027
[[thema]]
nummer = 1
titel = "Wonen"
""",
    "partijen.toml": "".join(
        f'[[partij]]\nnaam = "{naam}"\nsoort = "{soort}"\ndoet_mee = true\n'
        for naam, soort in (
            ("Gemeente Voorbeeldstad", "gemeente"),
            ("Woonbedrijf", "corporatie"),
            ("Thuisgoed", "corporatie"),
        )
    ),
    "doelen.toml": "".join(
        f'[[doel]]\nid = "{code}"\nthema = 1\ntitel = "{titel}"\nmaat = "{maat}"\n'
        f"over = {{ partijen = [{wie}] }}\nwaarden = [{{ {asked} }}]\n"
        f"{ELSE if maat == 'passend_toewijzen' else ''}"
        for code, titel, maat, wie, asked in (
            ("D1", "Op tijd huisvesten", "taakstelling_statushouders", "", "jaar=2025, minstens=1"),
            ("D2", "Verkoop", "verkoop", '"Corporaties"', "van=2024, tot=2027, hoogstens=100"),
            ("D3", "Korter zoeken", "zoektijd", '"Corporaties"', "jaar=2025, hoogstens=3"),
            ("D4", "Passend", "passend_toewijzen", '"Corporaties"', "jaar=2025, minstens=0.955"),
        )
    ),
    "afspraken.toml": f"""
[[afspraak]]
id = "A1"
thema = 1
paragraaf = "1"
titel = "Bouwen"
trekker = "Corporaties"
wie = "corporaties"
wanneer = "2025"
termijn = {{ soort = "jaar", van = 2025-01-01, tot = 2025-12-31 }}
maten = ["ontruimingen"]
regels = "1"
getallen = [
  {{ {GETAL}, waarde = 60, partij = "Woonbedrijf" }},
  {{ {GETAL}, waarde = 40, partij = "Thuisgoed" }},
]
""",
}  # fmt: skip
FIGURES: dict[tuple[str, str, int], tuple[int, ...]] = {
    ("D1", "Gemeente Voorbeeldstad", 2025): (27, 30),
    ("D2", "Woonbedrijf", 2024): (30,),
    ("D2", "Woonbedrijf", 2025): (20,),
    ("D2", "Thuisgoed", 2024): (10,),
    ("D2", "Thuisgoed", 2025): (4,),
    ("D3", "Woonbedrijf", 2025): (1250, 400),
    ("D3", "Thuisgoed", 2025): (250, 100),
    ("D4", "Woonbedrijf", 2025): (96, 100),
    ("D4", "Thuisgoed", 2025): (48, 50),
    ("A1 start_bouw Woonbedrijf", "Woonbedrijf", 2025): (60,),
    ("A1 start_bouw Thuisgoed", "Thuisgoed", 2025): (38,),
    ("A1 ontruimingen", "Woonbedrijf", 2025): (13,),
    ("A1 ontruimingen", "Thuisgoed", 2025): (12,),
}
"""What each row of the sheet asks: a value, or a numerator and a denominator."""


def _fill(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book["Kengetallen"]
    at = {cell.value: cell.column for cell in sheet[6]}
    rows: dict[tuple[Any, ...], list[int]] = {}
    for number, one in enumerate(sheet.iter_rows(min_row=7, values_only=True), 7):
        if one[0]:
            key = (one[0], one[at["Partij"] - 1], one[at["Jaar"] - 1])
            rows.setdefault(key, []).append(number)
    assert [len(numbers) for key, numbers in rows.items() if key[0] == "D1"] == [2]  # each half
    assert rows.keys() == FIGURES.keys()
    for key, figures in FIGURES.items():
        headers = ("Teller", "Noemer") if len(figures) == 2 else ("Waarde",)
        for number in rows[key]:
            for header, figure in zip(headers, figures, strict=True):
                sheet.cell(number, at[header]).value = figure
    book.save(path)


def test_measures_of_today_are_asked_computed_decided_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "set").mkdir()
    for name, text in FILES.items():
        (tmp_path / "set" / name).write_text(text, encoding="utf-8")
    where = ["--afspraken", "set"]
    build = ["werkmap", "nieuw", "--partij", "gemeente", *where, "--uit", "g.xlsx"]
    assert run(build) == 0
    _fill(tmp_path / "g.xlsx")
    when = [*where, "--peildatum", "2026-01-15"]
    assert run(["controleer", "g.xlsx", *when]) == 0
    capsys.readouterr()
    assert run(["bereken", "g.xlsx", *when]) == 0
    said = " ".join(capsys.readouterr().out.split())
    for told in (
        "Het cijfer over 2025 is 90%; afgesproken is ten minste 100%.",
        # 64 in two of four years.
        "tempo komt het over 2024 tot en met 2027 op 128 woningen; afgesproken is ten hoogste",
        # (1250 + 250) / (400 + 100)
        "Het cijfer over 2025 is 3 jaar; afgesproken is ten hoogste 3 jaar.",
        # (96 + 48) / (100 + 50)
        "Het cijfer over 2025 is 96%; afgesproken is ten minste 95,5%.",
        "Het cijfer over 2025 is 60 woningen; afgesproken is ten minste 60 woningen.",
        "Het cijfer over 2025 is 38 woningen; afgesproken is ten minste 40 woningen.",
        "13 ontruimingen (Woonbedrijf) en 12 ontruimingen (Thuisgoed)",
    ):
        assert told in said
    assert run(["verslag", "g.xlsx", *when, "--uit", "v.md"]) == 0
    report = (tmp_path / "v.md").read_text(encoding="utf-8")
    assert "None" not in report
    verdicts = dict(re.findall(r"^\| (D\d) \|[^|]*\|[^|]*\| . ([^|]*) \|", report, re.M))
    assert verdicts == {
        "D1": "niet gehaald",
        "D2": "aandacht",
        "D3": "gehaald",
        # Of Toewijzingen, where the measure has its sheet, nothing is filled in.
        "D4": "gehaald",
    }
    care = report.split("### Aandachtspunten")[1].split("\n## ")[0]
    # Each goal and number that does not do is told once, and by itself.
    for words in ("90%", "128 woningen", "38 woningen"):
        assert care.count(words) == 1, care
    origin = report.split("herkomst van de cijfers")[1]
    assert "### Korter zoeken (KGT-DOEL)" in origin
    assert "Jaren tussen eerste reactie en verhuring" in origin
