"""The commands for people who write agreements: a form, a folder, and from one to the other."""

from __future__ import annotations

import html
import json
from pathlib import Path

import openpyxl
import pytest
from proving.kit.schema import conforms, published

from prestatieafspraken.afspraken import load, load_folder
from prestatieafspraken.cli.app import run

pytestmark = pytest.mark.traag

ALPHEN = load("alphen-aan-den-rijn", 2019)
FOLDER = Path(__file__).parents[2] / "afspraken" / "alphen-aan-den-rijn" / "2019"


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("formulier") / "alphen.xlsx"
    assert run(["afspraken", "schrijf", str(FOLDER), "--uit", str(path)]) == 0
    return path


def test_from_a_folder_to_a_form_and_back(form: Path, tmp_path: Path) -> None:
    assert run(["afspraken", "lees", str(form), "--uit", str(tmp_path / "map")]) == 0
    assert load_folder(tmp_path / "map") == ALPHEN


def test_an_empty_form_has_a_sheet_for_everything(tmp_path: Path) -> None:
    path = tmp_path / "leeg.xlsx"
    assert run(["afspraken", "nieuw", "--uit", str(path)]) == 0
    book = openpyxl.load_workbook(path)
    there = {"Gemeente", "Thema's", "Partijen", "Kernen", "Inkomensklassen", "Afspraken", "Doelen"}
    assert there | {"Getallen", "Data", "Gedrukte tabellen", "Streefwaarden"} <= set(
        book.sheetnames
    )
    lists = {rule.formula1 for rule in book["Afspraken"].data_validations.dataValidation}
    assert {"lijst_termijnsoort", "lijst_trekkers", "lijst_themas", "FALSE"} <= lists


def test_an_empty_form_says_what_to_begin_with(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "leeg.xlsx"
    run(["afspraken", "nieuw", "--uit", str(path)])
    capsys.readouterr()
    assert run(["afspraken", "lees", str(path), "--uit", str(tmp_path / "map")]) == 1
    said = capsys.readouterr().out
    assert said.count("✗") == 1
    assert "Het blad Gemeente is niet ingevuld." in said
    assert not (tmp_path / "map").exists()


@pytest.mark.parametrize("words", [["nieuw"], ["schrijf", str(FOLDER)]])
def test_a_form_is_never_written_over_unasked(words: list[str], tmp_path: Path) -> None:
    path = tmp_path / "af.xlsx"
    path.write_bytes(b"van mij")
    assert run(["afspraken", *words, "--uit", str(path)]) == 2
    assert path.read_bytes() == b"van mij"
    assert run(["afspraken", *words, "--uit", str(path), "--overschrijf"]) == 0
    assert run(["afspraken", *words, "--uit", str(tmp_path / "af.csv")]) == 2


def test_a_folder_is_never_written_over_unasked(
    form: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["afspraken", "lees", str(form), "--uit", str(tmp_path)]
    (tmp_path / "gemeente.toml").write_text("# van mij\n", encoding="utf-8")
    assert run(words) == 2
    assert "UIT-013" in capsys.readouterr().err
    assert (tmp_path / "gemeente.toml").read_text(encoding="utf-8") == "# van mij\n"
    assert run([*words, "--overschrijf"]) == 0
    assert load_folder(tmp_path) == ALPHEN


def test_what_fits_in_no_cell_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["afspraken", "lees", str(_filled(tmp_path)), "--uit", str(tmp_path / "m")]) == 0
    file = tmp_path / "m" / "gemeente.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('code = "GM0484"', 'code = "#N/A"'), encoding="utf-8")
    uit = tmp_path / "uit.xlsx"
    assert run(["afspraken", "schrijf", str(tmp_path / "m"), "--uit", str(uit)]) == 2
    said = " ".join(capsys.readouterr().err.split())
    assert "AFS-906" in said
    assert "Gemeente!B7" in said
    assert not uit.exists()


def _filled(folder: Path) -> Path:
    path = folder / "vol.xlsx"
    assert run(["afspraken", "schrijf", str(FOLDER), "--uit", str(path)]) == 0
    return path


def test_the_review_follows_the_check(form: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(["afspraken", "controleer", str(form)]) == 0
    of_form = capsys.readouterr().out
    assert run(["afspraken", "controleer", str(FOLDER)]) == 0
    of_folder = capsys.readouterr().out
    assert "geen fouten" in of_form
    parts = ["Concreet", "Compleet", "Onderbouwd", "Wederkerig", "Betrokken", "Tegenspraak"]
    parts += ["Cijfers", "Schrijfwijze"]
    for told in (of_form, of_folder):
        assert sorted(parts, key=told.index) == parts


def _points(path: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, str | None]]:
    capsys.readouterr()
    assert run(["afspraken", "controleer", str(path), "--formaat", "json"]) == 0
    return [
        point for part in json.loads(capsys.readouterr().out)["toets"] for point in part["punten"]
    ]


def test_the_review_says_where_in_a_form_and_in_a_folder(
    form: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    in_form, in_folder = _points(form, capsys), _points(FOLDER, capsys)
    said = [[(p["code"], p["waar"], p["melding"]) for p in told] for told in (in_form, in_folder)]
    assert said[0] == said[1]
    assert all(p["blad"] and p["cel"] and not p["bestand"] for p in in_form)
    assert all(p["bestand"] and not p["blad"] for p in in_folder)
    sheets = openpyxl.load_workbook(form)

    def cell(code: str, waar: str) -> object:
        (at,) = (p for p in in_form if (p["code"], p["waar"]) == (code, waar))
        return sheets[str(at["blad"])][str(at["cel"])].value

    assert cell("TXT-001", "T3-04") == "31 juni 2018"
    assert cell("TOT-001", "C4 Totaal ‘22, verkoop*") == "258"
    assert cell("AFS-001", "T1-01") is None
    assert cell("DOE-001", "D3-1") in {1.25, "1.25", "1,25"}


@pytest.mark.parametrize("suffix", [".html", ".json", ".txt"])
def test_a_review_is_written_whole(
    suffix: str, form: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    uit = tmp_path / f"toets{suffix}"
    assert run(["afspraken", "controleer", str(form), "--uit", str(uit)]) == 0
    text = " ".join(uit.read_text(encoding="utf-8").split())
    assert "T1-02 (tot 2022)" in html.unescape(text)
    assert "GDR" in text or "decimaaltekens" in text
    assert run(["afspraken", "controleer", str(form), "--uit", str(uit)]) == 2
    other = tmp_path / "toets.pdf"
    assert run(["afspraken", "controleer", str(form), "--uit", str(other)]) == 2
    assert "UIT-014" in capsys.readouterr().err


def test_the_json_says_what_the_contract_says(
    form: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run(["afspraken", "controleer", str(form), "--formaat", "json"]) == 0
    said = json.loads(capsys.readouterr().out)
    conforms(said, published("afspraken.schema.json"))
    assert said["fouten"] == 0
    assert [one["deel"] for one in said["toets"]][:2] == ["concreet", "compleet"]


def test_the_next_year_begins_with_the_agreements_of_this_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["afspraken", "volgend-jaar", str(FOLDER), "--uit", str(tmp_path / "2020")]
    assert run(words) == 0
    later = load_folder(tmp_path / "2020")
    assert (later.gemeente.jaar, later.gemeente.voorbeeld) == (2020, False)
    assert later.afspraak("T0-01").wanneer == "Voorjaar 2020"
    capsys.readouterr()
    assert run(words) == 2
    assert "UIT-013" in capsys.readouterr().err
