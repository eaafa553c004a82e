"""A slip in a file of our own data is told where it is, by every command, and never at import."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from proving.hostile.misbehave import slip
from proving.kit import voorbeeld

from prestatieafspraken import afspraken, normen
from prestatieafspraken.afspraken.load import load as load_afspraken
from prestatieafspraken.batch.guarding.limited import limited
from prestatieafspraken.cli.app import run
from prestatieafspraken.normen import NormenError
from prestatieafspraken.normen.load import load as load_normen

ROOT = Path(__file__).parents[2]
DATA = (".toml", ".csv")
SLIP = (
    "huren.toml, norm daeb_huurgrens waarden 2018-01-01 status: De waarde te verifieren kan hier "
    "niet. Bedoelt u te verifiëren? Kies uit 'bevestigd', 'te verifiëren'."
)


def _forget() -> None:
    load_normen.cache_clear()
    load_afspraken.cache_clear()


@pytest.fixture
def broken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[Any, str, str, str], None]]:
    """Have a package of data loaded from a copy in which one text is another."""
    genuine = resources.files

    def break_(package: Any, name: str, old: str, new: str) -> None:
        copy = tmp_path / "gegevens"
        shutil.copytree(Path(str(package.__file__)).parent, copy)
        path = next(copy.rglob(name))
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        monkeypatch.setattr(
            resources, "files", lambda name: copy if name == package.__name__ else genuine(name)
        )
        _forget()

    _forget()
    yield break_
    _forget()


@pytest.fixture
def werkmap(tmp_path: Path) -> Path:
    """Give the workbook of the municipality."""
    path = tmp_path / "gemeente.xlsx"
    path.write_bytes(voorbeeld.gedrukt("gemeente"))
    return path


@pytest.fixture
def norm_with_a_slip(werkmap: Path, broken: Callable[[Any, str, str, str], None]) -> None:
    """Have a wrong status in the norms, once the workbook is there."""
    broken(normen, "huren.toml", 'status = "te verifiëren"', 'status = "te verifieren"')


def _said(words: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    code = run(words)
    told = capsys.readouterr()
    return code, " ".join((told.out + told.err).split())


def test_every_command_says_where_a_norm_has_a_slip(
    werkmap: Path, norm_with_a_slip: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = ["--gemeente", "Alphen aan den Rijn", "--jaar", "2019", "--partij", "gemeente"]
    for words in (
        ["controleer", str(werkmap)],
        ["bereken", str(werkmap)],
        ["verslag", str(werkmap), "--uit", str(tmp_path / "verslag.md")],
        ["werkmap", "nieuw", *new, "--uit", str(tmp_path / "nieuw.xlsx")],
    ):
        code, said = _said(words, capsys)
        assert code == 3, words
        assert SLIP in said
        assert "Laat de beheerder dit herstellen" in said
        assert "INT-002" in said
        assert "INT-001" not in said
        assert "logboek" not in said
    assert not (tmp_path / "verslag.md").exists()
    assert not (tmp_path / "nieuw.xlsx").exists()


def test_the_json_has_it_as_a_finding(werkmap: Path, norm_with_a_slip: None) -> None:
    uit = werkmap.with_suffix(".json")
    assert run(["controleer", str(werkmap), "--uit", str(uit)]) == 3
    (bestand,) = json.loads(uit.read_text(encoding="utf-8"))["bestanden"]
    assert bestand["status"] == "intern"
    assert [one["code"] for one in bestand["bevindingen"]] == ["INT-002"]
    assert SLIP in bestand["bevindingen"][0]["melding"]


def test_agreements_with_a_slip_are_not_called_unknown(
    werkmap: Path, broken: Callable[[Any, str, str, str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    broken(afspraken, "partijen.toml", "naam = ", "nam = ")
    code, said = _said(["controleer", str(werkmap)], capsys)
    assert code == 3
    assert "Bedoelt u naam?" in said
    assert "SJB-" not in said


def test_it_comes_whole_out_of_a_process_of_its_own() -> None:
    with pytest.raises(NormenError) as caught:
        limited(slip)
    assert [fault.sleutel for fault in caught.value.faults] == ["norm x"]


def test_no_module_reads_data_when_it_is_imported() -> None:
    """Else one slip would end every command, whatever it has to do."""
    program = f"""
import importlib, sys
read = []
def note(event, args):
    name = str(args[0]) if event == "open" else ""
    if name.startswith({str(ROOT)!r}) and name.endswith({DATA!r}):
        read.append(name)
sys.addaudithook(note)
for name in {_modules()!r}:
    importlib.import_module(name)
    assert not read, (name, read)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def _modules() -> list[str]:
    paths = {
        path.relative_to(ROOT).with_suffix("")
        for folder in ROOT.glob("*/__init__.py")
        if folder.parent.name != "tests"
        for path in folder.parent.rglob("*.py")
        if path.name != "__main__.py"
    }
    names = sorted(".".join(("prestatieafspraken", *path.parts)) for path in paths)
    assert len(names) > 200
    return [name.removesuffix(".__init__") for name in names]
