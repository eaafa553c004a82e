"""A link in a folder to a file elsewhere: told, and never read; what is named itself is read."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from prestatieafspraken.batch.collect import collect, leads_out
from prestatieafspraken.cli.app import run

pytestmark = pytest.mark.traag


@pytest.fixture
def folder(tmp_path: Path, werkmap: bytes) -> Path:
    """Give a folder with a workbook; beside it lies one that is of somebody else."""
    for place in ("in/diep/goed.xlsx", "ander/geheim.xlsx"):
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_bytes(werkmap)
    return tmp_path / "in"


def _file(folder: Path) -> None:
    (folder / "a.xlsx").symlink_to("../ander/geheim.xlsx")


def _twice(folder: Path) -> None:
    (folder / "a.xlsx").symlink_to("b.xlsm")
    (folder / "b.xlsm").symlink_to(folder.parent / "ander" / "geheim.xlsx")


def _device(folder: Path) -> None:
    (folder / "a.xlsx").symlink_to("/dev/zero")


def _gone(folder: Path) -> None:
    (folder / "a.xlsx").symlink_to("../ander/weg.xlsx")


def _out_and_back(folder: Path) -> None:
    (folder / "a.xlsx").symlink_to("../ander/terug/diep/goed.xlsx")
    (folder.parent / "ander" / "terug").symlink_to(folder)


def _within(folder: Path) -> None:
    (folder / "a.xlsx").symlink_to("diep/goed.xlsx")


@pytest.mark.parametrize(
    ("lay", "codes"),
    [
        (_file, {"a.xlsx": ["BST-029"]}),
        (_twice, {"a.xlsx": ["BST-029"], "b.xlsm": ["BST-029"]}),
        (_device, {}),  # no file: passed over
        (_gone, {"a.xlsx": ["BST-029"]}),
        (_within, {"a.xlsx": []}),
        (_out_and_back, {"a.xlsx": []}),
    ],
)
@pytest.mark.parametrize("more", [[], ["--werkers", "1"]])
def test_a_link_out_of_the_folder_is_told(
    folder: Path,
    lay: Callable[[Path], None],
    codes: dict[str, list[str]],
    more: list[str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    lay(folder)
    run(["controleer", str(folder), "--formaat", "json", *more])
    files = json.loads(capsys.readouterr().out)["bestanden"]
    found = {Path(one["pad"]).name: one for one in files}
    assert set(found) == {"goed.xlsx", *codes}
    for name, wanted in codes.items():
        told = [f["code"] for f in found[name]["bevindingen"] if f["code"].startswith("BST")]
        assert told == wanted
        assert (found[name]["sha256"] is None) == bool(wanted)


def test_a_file_that_is_named_is_read_through_its_link(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _file(folder)
    assert run(["controleer", str(folder), str(folder / "a.xlsx"), "--formaat", "json"]) == 0
    assert run(["controleer", str(folder / "a.xlsx")]) == 0
    assert "BST-029" not in capsys.readouterr().out


def test_a_folder_that_is_named_may_be_a_link(folder: Path) -> None:
    other = folder.parent / "snel"
    other.symlink_to(folder)
    assert run(["controleer", str(other)]) == 0


def test_no_page_or_copy_of_it_is_made(folder: Path) -> None:
    """Who laid the link reads the results; the secret is not in them."""
    _file(folder)
    out = folder.parent / "uit"
    assert run(["controleer", str(folder), "--uitmap", str(out)]) == 4
    overview = (out / "overzicht.csv").read_text(encoding="utf-8-sig")
    assert "BST-029" in overview
    assert overview.count("Woonforte") == 1  # of the workbook in the folder itself
    assert len(list(out.glob("werkmappen/*/*.xlsx"))) == 1  # of that workbook too


def test_a_report_is_not_made_of_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _file(folder)
    assert run(["verslag", str(folder), "--uit", str(folder.parent / "v.md")]) == 2
    assert "BST-029" in capsys.readouterr().err
    assert not (folder.parent / "v.md").exists()


def test_last_year_is_not_sought_behind_it(folder: Path) -> None:
    _file(folder)
    words = ["controleer", str(folder / "diep"), "--vorig", str(folder)]
    assert run(words) in (0, 1)


def test_links_in_a_ring_lead_nowhere(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").symlink_to("b.xlsx")
    (tmp_path / "b.xlsx").symlink_to("a.xlsx")
    assert not any(leads_out(path, [tmp_path]) for path in collect([tmp_path]))
    assert not leads_out(tmp_path / "a.xlsx", [])
