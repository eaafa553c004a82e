"""Agreements from a folder: named by a command, or set for a user; and what is wrong with one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from proving.kit.elders import MAP, elders, vervang

from prestatieafspraken.batch.agreements import SETTING
from prestatieafspraken.cli.app import run

pytestmark = pytest.mark.traag

NEW = ["werkmap", "nieuw", "--partij", "Woonforte"]


def _said(words: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    code = run(words)
    told = capsys.readouterr()
    return code, " ".join((told.out + told.err).split())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return elders(tmp_path / "afspraken")


@pytest.fixture
def werkmap(folder: Path, tmp_path: Path) -> Path:
    path = tmp_path / "woonforte.xlsx"
    assert run([*NEW, "--afspraken", str(folder), "--uit", str(path)]) == 0
    return path


def test_every_command_works_with_the_agreements_of_the_folder(
    werkmap: Path, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there = ["--afspraken", str(folder)]
    code, said = _said(["controleer", str(werkmap), *there], capsys)
    assert code == 0
    assert "SJB-" not in said
    code, said = _said(["bereken", str(werkmap), *there, "--formaat", "csv"], capsys)
    assert code == 0
    assert "D0-1" in said
    uit = tmp_path / "verslag.md"
    assert run(["verslag", str(werkmap), *there, "--uit", str(uit)]) == 0
    assert "Kaag en Braassem" in uit.read_text(encoding="utf-8")
    uitmap = tmp_path / "uitmap"
    assert run(["controleer", str(werkmap), *there, "--uitmap", str(uitmap)]) == 0


def test_a_changed_folder_is_judged_anew(werkmap: Path, folder: Path, tmp_path: Path) -> None:
    uitmap = ["--afspraken", str(folder), "--uitmap", str(tmp_path / "uit")]
    assert run(["controleer", str(werkmap), *uitmap]) == 0
    (page,) = (tmp_path / "uit").rglob("*.json")
    before = page.read_bytes()
    vervang(folder, "partijen.toml", 'naam = "Woonforte"', 'naam = "Woonforte Zuid"')
    for name in ("afspraken.toml",):
        path = folder / name
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace('"Woonforte"', '"Woonforte Zuid"'), encoding="utf-8")
    assert "AFG-001" not in before.decode()
    assert run(["controleer", str(werkmap), *uitmap, "--hervat"]) == 0  # a difference is a question
    assert "Er staat 'Woonforte'; afgesproken is 'Woonforte Zuid'." in page.read_text("utf-8")


def test_what_is_set_counts_for_every_command(
    werkmap: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(SETTING, str(folder))
    assert run(["controleer", str(werkmap)]) == 0
    again = tmp_path / "weer.xlsx"
    assert run([*NEW, "--gemeente", MAP, "--jaar", "2019", "--uit", str(again)]) == 0
    assert again.read_bytes() == werkmap.read_bytes()


def test_a_folder_of_sets_is_looked_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    elders(folder.parent / "sets" / "2019")
    elders(folder.parent / "sets" / "2020", jaar=2020)
    words = [*NEW, "--afspraken", str(folder.parent / "sets"), "--uit", str(tmp_path / "w.xlsx")]
    code, said = _said(words, capsys)
    assert code == 2
    assert "AFS-905" in said
    assert "Kaag en Braassem 2019, Kaag en Braassem 2020" in said
    assert _said([*words, "--jaar", "2020"], capsys)[0] == 0
    code, said = _said([*words, "--jaar", "2021", "--overschrijf"], capsys)
    assert code == 2
    assert "Er zijn geen afspraken voor 2021. Wel van: Kaag en Braassem 2019, Kaag en" in said


@pytest.mark.parametrize(
    ("damage", "code", "sentence"),
    [
        (lambda p: p.rename(p.with_name("weg")), "AFS-901", "is er niet. Geef een map op"),
        (lambda p: (p / "gemeente.toml").unlink(), "AFS-901", "er is geen bestand gemeente.toml."),
        (
            lambda p: elders(p / "een") and elders(p / "twee") and (p / "gemeente.toml").unlink(),
            "AFS-901",
            "van Kaag en Braassem voor 2019 staan er twee keer",
        ),
        (
            lambda p: vervang(p, "afspraken.toml", "trekker = ", "treker = "),
            "AFS-902",
            "afspraken.toml, afspraak T0-01 treker: De sleutel treker bestaat niet. "
            "Bedoelt u trekker?",
        ),
        (
            lambda p: vervang(p, "gemeente.toml", "naam = ", "naam "),
            "AFS-902",
            "gemeente.toml, regel 7, kolom 6: Hier staat iets dat geen TOML is.",
        ),
    ],
)
def test_what_is_wrong_with_a_folder_is_told(
    damage: object,
    code: str,
    sentence: str,
    folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert callable(damage)
    damage(folder)
    uit = tmp_path / "w.xlsx"
    for words in ([*NEW, "--uit", str(uit)], ["controleer", str(tmp_path / "geen.xlsx")]):
        exit_code, said = _said([*words, "--afspraken", str(folder)], capsys)
        assert (exit_code, code in said) == (2, True), said
        assert sentence in said
        assert "INT-" not in said
    assert not uit.exists()
    monkeypatch.setenv(SETTING, str(folder))
    exit_code, said = _said(["controleer", str(tmp_path / "geen.xlsx")], capsys)
    if code == "AFS-901" or "gemeente.toml" in sentence:  # what is set is loaded when it is needed
        assert (exit_code, "AFS-903" in said, SETTING in said) == (2, True, True), said


def test_a_slip_in_what_is_set_is_told_where_it_is_needed(
    werkmap: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vervang(folder, "afspraken.toml", "trekker = ", "treker = ")
    monkeypatch.setenv(SETTING, str(folder))
    uit = werkmap.with_suffix(".json")
    assert run(["controleer", str(werkmap), "--uit", str(uit)]) == 3
    (bestand,) = json.loads(uit.read_text(encoding="utf-8"))["bestanden"]
    assert [one["code"] for one in bestand["bevindingen"]] == ["INT-002"]
    assert "Bedoelt u trekker?" in bestand["bevindingen"][0]["melding"]


def test_nothing_is_guessed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    uit = ["--uit", str(tmp_path / "w.xlsx")]
    for words in (NEW, [*NEW, "--gemeente", "Alphen aan den Rijn"]):
        code, said = _said([*words, *uit], capsys)
        assert (code, "AFS-904" in said) == (2, True)


def test_a_setting_is_a_full_path(
    monkeypatch: pytest.MonkeyPatch, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder.parent)
    monkeypatch.setenv(SETTING, folder.name)
    code, said = _said(["controleer", "geen.xlsx"], capsys)
    assert (code, "is geen volledig pad" in said) == (2, True)


@pytest.mark.parametrize(
    "words",
    [
        ["bereken", "w.xlsx"],
        ["controleer", "w.xlsx"],
        [
            "energielabels",
            "e.csv",
            "--adressen",
            "a.csv",
            "--partij",
            "gemeente",
            "--uit",
            "u.xlsx",
        ],
        ["excel", "controleer"],
        ["verslag", "w.xlsx", "--uit", "v.md"],
        ["werkmap", "bouw", "--uit", "m"],
        [*NEW, "--uit", "n.xlsx"],
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_every_command_that_needs_agreements_takes_a_folder(
    words: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    code, said = _said([*words, "--afspraken", "weg"], capsys)
    assert (code, "AFS-901" in said) == (2, True), said
    assert list(tmp_path.iterdir()) == []
