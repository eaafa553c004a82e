"""The forms of `controleer`, and the command `regels`, as people use them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from proving.kit.voorbeeld import GEMEENTE, rijen, werkmap

from prestatieafspraken.cli.app import run

FORMS = {
    "tekst": ("uit.txt", b"\xe2\x9c\x97 onleesbaar"),
    "json": ("uit.json", b'{\n  "schema"'),
    "html": ("uit.html", b"<!doctype html>"),
    "xlsx": ("uit.xlsx", b"PK\x03\x04"),
    "junit": ("uit.xml", b"<?xml"),
    "sarif": ("uit.sarif", b'{\n  "$schema"'),
}


@pytest.fixture
def geen_werkmap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give a file that is no workbook, in the folder where we are."""
    monkeypatch.chdir(tmp_path)
    Path("geen.xlsx").write_text("geen werkmap")
    return "geen.xlsx"


@pytest.mark.parametrize("form", FORMS)
def test_the_form_follows_from_the_name_or_the_option(form: str, geen_werkmap: str) -> None:
    name, begin = FORMS[form]
    assert run(["controleer", geen_werkmap, "--uit", name]) == 4
    assert Path(name).read_bytes().startswith(begin)
    other = "anders.xlsx" if form == "xlsx" else "anders.uit"
    assert run(["controleer", geen_werkmap, "--formaat", form, "--uit", other]) == 4
    assert Path(other).read_bytes() == Path(name).read_bytes()
    Path(name).write_text("van iemand anders")
    assert run(["controleer", geen_werkmap, "--uit", name]) == 2
    assert Path(name).read_text() == "van iemand anders"
    assert run(["controleer", geen_werkmap, "--uit", name, "--overschrijf"]) == 4
    assert Path(name).read_bytes().startswith(begin)


@pytest.mark.parametrize("form", [form for form in FORMS if form not in ("tekst", "xlsx")])
def test_without_a_file_it_is_printed(
    form: str, geen_werkmap: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["controleer", geen_werkmap, "--formaat", form]) == 4
    assert capsys.readouterr().out.encode().startswith(FORMS[form][1])


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--formaat", "xlsx"], "UIT-009"),
        (["--formaat", "html", "--uit", "lijst.xlsx"], "UIT-010"),
        (["--formaat", "xlsx", "--uit", "lijst.html"], "UIT-010"),
        (["--uit", "geen.xlsx", "--overschrijf"], "UIT-011"),
        (["--uit", "anders.xlsx", "--overschrijf"], "UIT-011"),
    ],
    ids=" ".join,
)
def test_a_target_that_cannot_be_is_refused(
    words: list[str], code: str, geen_werkmap: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("anders.xlsx").symlink_to(geen_werkmap)
    assert run(["controleer", geen_werkmap, *words]) == 2
    assert capsys.readouterr().err.startswith(code)
    assert Path(geen_werkmap).read_text() == "geen werkmap"
    assert sorted(path.name for path in Path().iterdir()) == ["anders.xlsx", "geen.xlsx"]


@pytest.mark.steekproef(2)
@pytest.mark.skipif(sys.platform != "linux", reason="only there a name can be no text")
@pytest.mark.parametrize("form", ["tekst", "json", "html", "junit", "sarif"])
def test_a_name_that_is_no_text_stops_nothing(form: str, tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"kapot\xff.xlsx")).write_text("geen werkmap")
    words = [sys.executable, "-m", "prestatieafspraken.cli", "controleer", ".", "--formaat", form]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 4, done.stderr.decode()
    assert b"BST-006" in done.stdout
    if form in ("json", "sarif"):
        json.loads(done.stdout)


def test_rules_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["regels"]) == 0
    everything = capsys.readouterr().out
    assert "CEL-006" in everything
    assert "INT-001" in everything
    assert run(["regels", "tot", "--ernst", "fout"]) == 0
    some = capsys.readouterr().out
    assert "TOT-001" in some
    assert "TOT-002" not in some
    assert "CEL-006" not in some
    assert "1 regel." in some


@pytest.mark.parametrize("code", ["CEL-006", "cel-006", "cel6"])
def test_a_rule_is_shown_with_its_example(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["regels", code]) == 0
    page = capsys.readouterr().out
    for said in ("# CEL-006", "Ernst: FOUT", "## Goed", "## Fout", "| woningvoorraad |"):
        assert said in page
    assert "Woningvoorraad!I7 [CEL-006] Sloop is −3; dat is lager dan 0." in page


def test_a_near_code_is_suggested(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["regels", "CLE-006"]) == 2
    assert "De regel CLE-006 bestaat niet. Bedoelt u CEL-006?" in capsys.readouterr().err


def test_a_disk_that_refuses_is_told_in_dutch(
    geen_werkmap: str, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "x" * 300 + ".json"
    assert run(["controleer", geen_werkmap, "--uit", name]) == 2
    told = capsys.readouterr().err
    assert "de naam is te lang" in " ".join(told.split())
    assert "Traceback" not in told


@pytest.mark.parametrize("name", ["uit.txt", "uit.html"])
def test_the_steps_come_in_order_and_how_to_explain_is_said_once(name: str, tmp_path: Path) -> None:
    path, out = tmp_path / "werkmap.xlsx", tmp_path / name
    rows = rijen(GEMEENTE, 0)
    for row in rows["energie_index"][:1]:
        row |= {"methode": "onbekend", "toelichting": None}
    for row in rows["zonnepanelen"][:1]:
        row |= {"gerealiseerd": 0, "toelichting": None}
    path.write_bytes(werkmap(GEMEENTE, 0, rows))
    assert run(["controleer", str(path), "--uit", str(out)]) == 0
    text = " ".join(out.read_text(encoding="utf-8").split())
    heads = ["De rijen", "Per tabel"] if name.endswith(".txt") else ["Energie-index", "Zonnep"]
    places = [text.index(head) for head in heads]
    assert places == sorted(places)
    assert text.count("leg dat dan uit in deze rij") == 1  # EIX-001; PLN-002 says it itself
    assert text.count("Klopt bij een vraag de waarde toch?") == 1
