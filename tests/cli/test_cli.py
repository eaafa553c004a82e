"""The command line as its users meet it: words, exit codes, and files that stay whole."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from openpyxl import load_workbook
from proving.kit.schema import conforms, published

from prestatieafspraken.cli.app import run
from prestatieafspraken.indicators.result import Oordeel

ENGLISH = re.compile(
    r"\b(usage|options|arguments|commands|show this|error|missing|required|default|no such|help"
    r"|invalid|try)\b",
    re.IGNORECASE,
)
NIEUW = ["werkmap", "nieuw", "--gemeente", "Alphen aan den Rijn", "--jaar", "2019"]


@pytest.fixture(scope="session")
def werkmappen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Build the workbooks of the municipality and of one corporatie, through the command.

    In `fout` the corporatie filled in less than no demolition.
    """
    folder = tmp_path_factory.mktemp("werkmappen")
    paths = {}
    for partij in ("gemeente", "Woonforte"):
        paths[partij] = folder / f"{partij}.xlsx"
        assert run([*NIEUW, "--partij", partij, "--uit", str(paths[partij])]) == 0
    book = load_workbook(paths["Woonforte"])
    book["Woningvoorraad"]["I7"] = -3
    paths["fout"] = folder / "fout.xlsx"
    book.save(paths["fout"])
    return paths


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["werkmap", "nieuw"],
        ["controleer"],
        ["regels"],
        ["bereken"],
        ["energielabels"],
        ["verslag"],
        ["sjabloon", "maak"],
        ["demo"],
    ],
    ids=lambda words: " ".join(words) or "prestatieafspraken",
)
def test_help_is_dutch(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*words, "--help"]) == 0
    text = capsys.readouterr().out.replace("--help", "")
    assert "Gebruik: prestatieafspraken" in text
    assert ENGLISH.findall(text) == []


def test_version_and_help_load_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from prestatieafspraken.cli.app import run\n"
        "assert run(['--version']) == 0 and run(['--help']) == 0\n"
        "print(sorted({'pandas','pandera','openpyxl','numpy','jinja2','python_calamine'}"
        " & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["contoleer"], "Bedoelt u controleer?"),
        (["controleer"], "Het argument PAD... ontbreekt."),
        (["controleer", "x.xlsx", "--format", "json"], "Bedoelt u --formaat?"),
        (["controleer", "x.xlsx", "--formaat", "xml"], "die niet kan: kies uit tekst, json"),
        (["controleer", "x.xlsx", "--peildatum", "31-06-2018"], "De dag 31-06-2018 bestaat niet"),
        ([*NIEUW[:-1], "vorig", "--partij", "gemeente", "--uit", "x.xlsx"], "--jaar"),
        ([*NIEUW, "--partij", "Woonfort", "--uit", "x.xlsx"], "De partij Woonfort komt"),
        ([*NIEUW[:-1], "1999", "--partij", "gemeente", "--uit", "x.xlsx"], "voor 1999. Wel van"),
        ([*NIEUW, "--partij", "gemeente", "--uit", "x.pdf"], "Laat de naam eindigen op .xlsx."),
        ([*NIEUW, "--partij", "gemeente", "--uit", "weg/x.xlsx"], "De map weg bestaat niet."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_use_is_told_in_dutch(
    words: list[str],
    sentence: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(words) == 2
    told = capsys.readouterr()
    assert sentence in told.err
    assert re.match(r"[A-Z]{3}-\d{3}  ", told.err)
    assert "Traceback" not in told.err + told.out
    assert list(tmp_path.iterdir()) == []


def test_an_existing_file_is_kept(
    werkmappen: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "bestaat.xlsx"
    target.write_text("werk van iemand")
    words = [*NIEUW, "--partij", "Woonforte", "--uit", str(target)]
    assert run(words) == 2
    assert "UIT-001" in capsys.readouterr().err
    assert target.read_text() == "werk van iemand"
    assert run([*words, "--overschrijf"]) == 0
    assert target.read_bytes() == werkmappen["Woonforte"].read_bytes()
    for command in ("controleer", "bereken"):
        before = target.read_bytes()
        assert run([command, str(target), "--uit", str(target)]) == 2
        assert target.read_bytes() == before


def test_the_verdict_follows_its_schema(
    werkmappen: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "tekst.xlsx"
    text.write_text("geen werkmap")
    paths = [*werkmappen.values(), text]
    out = tmp_path / "uit.json"
    assert run(["controleer", *map(str, paths), "--formaat", "json", "--uit", str(out)]) == 4
    verdict = json.loads(out.read_text(encoding="utf-8"))
    conforms(verdict, published("controle.schema.json"))
    statuses = sorted(b["status"] for b in verdict["bestanden"])
    assert statuses == ["fouten", "onleesbaar", "onvolledig", "onvolledig"]
    assert [b["pad"] for b in verdict["bestanden"]] == sorted(map(str, paths))
    assert verdict["samenvatting"]["bestanden"] == 4
    capsys.readouterr()
    assert run(["controleer", str(werkmappen["Woonforte"]), "--formaat", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["peildatum"] == "2019-12-31"


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        (("Woonforte",), 0),
        (("gemeente",), 0),
        (("fout",), 1),
        (("gemeente", "fout", "Woonforte"), 1),
        (("gemeente", "missing"), 4),
        (("Woonforte", "missing"), 4),
    ],
    ids=lambda value: "+".join(value) if isinstance(value, tuple) else "",
)
def test_the_highest_exit_code_wins(
    parts: tuple[str, ...], code: int, werkmappen: dict[str, Path], tmp_path: Path
) -> None:
    known = {**werkmappen, "missing": tmp_path / "er-niet.xlsx"}
    assert run(["controleer", *(str(known[part]) for part in parts)]) == code


def test_an_internal_fault_shows_one_sentence_and_a_log(
    werkmappen: dict[str, Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("kapot")

    monkeypatch.setattr("prestatieafspraken.batch.judging.check.judge_as_agreed", broken)
    words = ["controleer", str(werkmappen["Woonforte"]), "--formaat", "json"]
    assert run(words) == 3
    told = capsys.readouterr()
    assert "Traceback" not in told.out + told.err
    verdict = json.loads(told.out)
    conforms(verdict, published("controle.schema.json"))
    (bestand,) = verdict["bestanden"]
    assert bestand["status"] == "intern"
    (bevinding,) = bestand["bevindingen"]
    assert bevinding["code"] == "INT-001"
    log = Path(re.search(r"\S+\.log", bevinding["herstel"])[0])  # type: ignore[index]
    assert "RuntimeError: kapot" in log.read_text(encoding="utf-8")
    log.unlink()


def test_an_empty_folder_and_a_missing_path_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["controleer", str(tmp_path), str(tmp_path / "weg.xlsx"), "--formaat", "json"]) == 4
    codes = [
        [b["code"] for b in bestand["bevindingen"]]
        for bestand in json.loads(capsys.readouterr().out)["bestanden"]
    ]
    assert codes == [["BST-002"], ["BST-001"]]


def test_a_folder_is_searched_without_lock_files(
    werkmappen: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "diep").mkdir()
    (tmp_path / "diep" / "een.xlsx").write_bytes(werkmappen["Woonforte"].read_bytes())
    (tmp_path / "~$een.xlsx").write_bytes(b"slot")
    (tmp_path / "oud.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert run(["controleer", str(tmp_path), "--formaat", "json"]) == 4
    bestanden = json.loads(capsys.readouterr().out)["bestanden"]
    assert [(Path(b["pad"]).name, b["status"]) for b in bestanden] == [
        ("een.xlsx", "onvolledig"),
        ("oud.xls", "onleesbaar"),
    ]


def test_indicators_follow_their_schema(
    werkmappen: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["bereken", str(werkmappen["gemeente"]), "--formaat", "json"]) == 0
    result = json.loads(capsys.readouterr().out)
    schema = published("indicatoren.schema.json")
    conforms(result, schema)
    assert not result["voorbeeld"]
    roles = {one["code"]: (one["doel"], one["rol"]) for one in result["indicatoren"]}
    assert roles["SLK-DOELGROEP"] == ("D1-2", "beslist")
    assert roles["SLK-KLASSEN"] == ("D1-2", "licht toe")
    assert roles["VRD-STAND"] == (None, None)
    assert schema["$defs"]["indicator"]["properties"]["oordeel"]["enum"] == [*map(str, Oordeel)]


@pytest.mark.traag
def test_the_indicators_of_an_example_say_that_it_is_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rietmeer, whose goals have the oordelen that Alphen's have not."""
    path = tmp_path / "rietmeer.xlsx"
    asked = ["--gemeente", "Rietmeer", "--jaar", "2025", "--partij", "gemeente"]
    assert run(["werkmap", "nieuw", *asked, "--uit", str(path)]) == 0
    capsys.readouterr()
    assert run(["bereken", str(path), "--formaat", "json"]) == 0
    result = json.loads(capsys.readouterr().out)
    conforms(result, published("indicatoren.schema.json"))
    assert result["voorbeeld"]
    assert "niet te beoordelen" in {one["oordeel"] for one in result["indicatoren"]}
    # What is followed on one sheet is traced goal by goal, each under its own name.
    assert run(["bereken", str(path), "--herleid", "KGT-DOEL"]) == 0
    traced = capsys.readouterr().out
    goals = [one for one in result["indicatoren"] if one["code"] == "KGT-DOEL"]
    named = {(one["naam"], one["bron"]) for one in goals}
    heads = [line for line in traced.splitlines() if line.startswith("KGT-DOEL")]
    assert len(heads) == len(named) > 10


def test_a_norm_in_words_leaves_room_for_what_it_is_of(
    werkmappen: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """Of whom it is, stood as Woonfor…: the norm of one row took the room of all."""
    assert run(["bereken", str(werkmappen["gemeente"])]) == 0
    text = capsys.readouterr().out
    assert "Woonforte, 2018" in text
    assert "…" not in text


@pytest.mark.traag
def test_the_demo_shows_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    began = time.monotonic()
    assert run(["demo"]) == 0
    assert time.monotonic() - began < 60  # a hang, not a speed
    text = capsys.readouterr().out
    folder = tmp_path / "prestatieafspraken-demo"
    names = sorted(path.name for path in folder.iterdir())
    assert len([n for n in names if n.endswith(".xlsx")]) == 4
    assert {"verslag-2019.md", "verslag-2019.html"} <= set(names)
    assert all(name in text for name in names)
    assert str(folder) in text
    assert "is niet de som van de rijen: die is 13" in text  # of what is printed
    assert "'ongeveer 1.800'" in text
    assert "415 erbij" in text
    assert run(["demo"]) == 0
    assert (tmp_path / "prestatieafspraken-demo-2").is_dir()
    for first, second in zip(
        sorted(folder.iterdir()),
        sorted((tmp_path / "prestatieafspraken-demo-2").iterdir()),
        strict=True,
    ):
        assert first.read_bytes() == second.read_bytes(), first.name


def test_indicators_as_rows_that_no_spreadsheet_runs(
    werkmappen: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "gevaarlijk.xlsx"
    book = load_workbook(werkmappen["gemeente"])
    sheet = book["Nieuwbouwprojecten"]
    added = ("Woonforte", "=CMD('x')", "Boskoop", "EGW", 1, 2019)
    for column, value in enumerate(added, 1):
        sheet.cell(12, column).value = value
    sheet["B12"].data_type = "s"
    book.save(path)
    assert run(["bereken", str(path), "--formaat", "csv"]) == 0
    text = capsys.readouterr().out
    lines = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    head = lines[0]
    assert [len(line) for line in lines] == [len(head)] * len(lines)
    plan = next(line for line in lines if line[0] == "VRD-GROEI-PLAN-DEEL")
    assert plan[head.index("waarde")] == "0,83"
    started = [cell for line in lines for cell in line if cell.startswith(("=", "+", "@"))]
    assert started == []
    assert any("'=CMD" in cell for line in lines for cell in line)
    out = tmp_path / "uit.xlsx"
    assert run(["bereken", str(path), "--formaat", "xlsx", "--uit", str(out)]) == 0
    sheet = load_workbook(out)["Indicatoren"]
    assert sheet.max_row == len(lines)
    assert {cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row} <= {
        "s",
        "n",
        "inlineStr",
    }
    assert run(["bereken", str(path), "--formaat", "xlsx"]) == 2


def test_a_value_is_traced_to_its_cells(
    werkmappen: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(werkmappen["gemeente"])
    assert run(["bereken", path, "--herleid", "vrd-tempo"]) == 0
    text = capsys.readouterr().out
    assert "VRD-TEMPO  Nodige groei per jaar" in text
    assert "Woningvoorraad!D7 = 9.769" in text
    assert "11.647 − 11.598 = 49; 500 − 49 = 451; 451 / 4 = 112,75" in text
    assert run(["bereken", path, "--herleid", "VRD-GROEI-PLAN"]) == 0
    assert "500 woningen (D0-1 (r. 26-28); afgesproken)" in capsys.readouterr().out
    assert run(["bereken", path, "--herleid", "SLK-TOTAAL"]) == 0
    assert "nog te gaan    7,4 procentpunt" in capsys.readouterr().out
    assert run(["bereken", path, "--herleid", "VRD-TEMP"]) == 2
    assert "Bedoelt u VRD-TEMPO?" in capsys.readouterr().err


def test_a_mean_of_percentages_is_shown_nowhere(
    werkmappen: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """The printed totals are 27,8, 30,3, 25,1 and 12,6; the mean of the kernen is not one."""
    assert run(["bereken", str(werkmappen["gemeente"]), "--formaat", "json"]) == 0
    found = json.loads(capsys.readouterr().out)["indicatoren"]
    totals = [r for r in found if r["code"].startswith("SLK") and r["onderdeel"] is None]
    assert totals
    for mean in ("32,39", "32,41", "23,14", "13,78", "32,4%", "23,1%", "13,8%"):
        assert [r for r in totals if mean in f"{r['toelichting']}{r['berekening']}"] == [], mean
        value = float(mean.rstrip("%").replace(",", ".")) / 100
        assert [r for r in totals if r["waarde"] and abs(r["waarde"] - value) < 0.0001] == []
