"""A folder for results in which somebody laid something ready: nothing goes elsewhere."""

from __future__ import annotations

import os
import socket
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from prestatieafspraken.batch.guarding.own_folder import NotOursError, own_folder
from prestatieafspraken.batch.run.ledger import look
from prestatieafspraken.cli.app import run

pytestmark = pytest.mark.traag

OLD = b"kostbaar"


@pytest.fixture
def source(tmp_path: Path, werkmap: bytes) -> Path:
    """Give a folder with a workbook that has a fault, so that a copy of it is made."""
    from openpyxl import load_workbook

    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.xlsx").write_bytes(werkmap)
    book = load_workbook(folder / "a.xlsx")
    book["Woningvoorraad"]["D7"] = "ongeveer 1.800"
    book.save(folder / "a.xlsx")
    (tmp_path / "precious").write_bytes(OLD)
    return folder


def _judge(source: Path, *more: str) -> int:
    return run(["controleer", str(source), "--uitmap", str(source.parent / "uit"), *more])


def _link(place: Path, precious: Path) -> None:
    place.symlink_to(precious)


def _dangling(place: Path, precious: Path) -> None:
    place.symlink_to(precious.with_name("elders"))


def _pipe(place: Path, _: Path) -> None:
    os.mkfifo(place)


def _hard_link(place: Path, precious: Path) -> None:
    os.link(precious, place)


@pytest.mark.steekproef(11)
@pytest.mark.parametrize("lay", [_link, _dangling, _pipe])
@pytest.mark.parametrize(
    "name",
    [
        *("voortgang.sqlite", "voortgang.sqlite-journal", "voortgang.sqlite-wal"),
        *("voortgang.sqlite-shm", "overzicht.html", "overzicht.csv", "overzicht.xlsx"),
        *("werkmappen/{key}", "werkmappen/{key}.json", "werkmappen/{key}.html"),
        "werkmappen",
    ],
)
def test_nothing_is_written_through_what_lies_there(
    source: Path,
    name: str,
    lay: Callable[[Path, Path], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = source.parent / "uit"
    place = out / name.format(key=look(source / "a.xlsx").key)
    place.parent.mkdir(parents=True)
    lay(place, source.parent / "precious")
    before = sorted(path.name for path in source.parent.iterdir())
    assert _judge(source, "--hervat") == 2
    told = " ".join(capsys.readouterr().err.split())
    assert "UIT-023" in told or ("UIT-004" in told and name == "werkmappen")
    assert (source.parent / "precious").read_bytes() == OLD
    assert sorted(path.name for path in source.parent.iterdir()) == before


def test_the_name_beside_a_copy_is_not_known(source: Path) -> None:
    """What the hole was: a link under the name that the copy had until it was whole."""
    key = look(source / "a.xlsx").key
    place = source.parent / "uit" / "werkmappen" / f"{key}.deel"
    place.parent.mkdir(parents=True)
    place.symlink_to("../../precious")
    assert _judge(source, "--hervat") == 2
    assert (source.parent / "precious").read_bytes() == OLD
    place.unlink()
    assert _judge(source, "--hervat") == 1
    (copy,) = place.with_suffix("").glob("*.xlsx")
    assert copy.stat().st_nlink == 1
    assert not place.is_symlink()


@pytest.mark.parametrize("lay", [_link, _dangling])
def test_a_link_that_comes_after_the_look_is_not_followed(
    source: Path, lay: Callable[[Path, Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look at the folder and the first file written in it."""
    from prestatieafspraken.batch.run import opened

    out, key = source.parent / "uit", look(source / "a.xlsx").key
    real = opened.own_folder

    def then(path: Path) -> None:
        real(path)
        for end in ("html", "json", "xlsx"):
            lay(out / "werkmappen" / f"{key}.{end}", source.parent / "precious")
        lay(out / "overzicht.csv", source.parent / "precious")

    monkeypatch.setattr(opened, "own_folder", then)
    assert _judge(source) == 2
    assert (source.parent / "precious").read_bytes() == OLD
    assert not (source.parent / "elders").exists()


@pytest.mark.parametrize("lay", [_link, _dangling, _hard_link])
@pytest.mark.parametrize("end", ["", "-journal"])
def test_a_ledger_that_is_swapped_after_the_look_is_not_opened(
    source: Path,
    lay: Callable[[Path, Path], None],
    end: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from prestatieafspraken.batch.run import opened

    out, real = source.parent / "uit", opened.own_folder

    def then(path: Path) -> None:
        real(path)
        lay(out / f"voortgang.sqlite{end}", source.parent / "precious")

    monkeypatch.setattr(opened, "own_folder", then)
    assert _judge(source, "--hervat") == 2
    assert "UIT-024" in capsys.readouterr().err
    assert (source.parent / "precious").read_bytes() == OLD
    assert not (source.parent / "elders").exists()


def test_a_folder_that_is_a_link_itself(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    elsewhere = source.parent / "elders"
    elsewhere.mkdir()
    (source.parent / "uit").symlink_to(elsewhere)
    assert _judge(source) == 2
    assert "UIT-023" in capsys.readouterr().err
    assert list(elsewhere.iterdir()) == []


def test_a_socket_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own_folder(tmp_path / "uit")
    monkeypatch.chdir(tmp_path)  # the name of a socket must be short
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("uit/overzicht.csv")
    with pytest.raises(NotOursError):
        own_folder(tmp_path / "uit")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
@pytest.mark.parametrize("inner", [False, True])
def test_a_folder_of_somebody_else(tmp_path: Path, inner: bool) -> None:
    folder = tmp_path / "uit"
    own_folder(folder)
    os.chown(folder / "werkmappen" if inner else folder, 12345, -1)
    with pytest.raises(NotOursError, match="van iemand anders"):
        own_folder(folder)


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("mask", [0o022, 0o002, 0o000])
def test_results_are_for_who_made_them(source: Path, mask: int) -> None:
    old = os.umask(mask)
    try:
        assert _judge(source) == 1
    finally:
        os.umask(old)
    out = source.parent / "uit"
    made = [out, *out.rglob("*")]
    # Three folders, three overviews, the ledger, page, JSON, copy and the text for the mail.
    assert len(made) == 11
    assert {_mode(path) for path in made if path.is_dir()} == {0o700}
    assert {_mode(path) for path in made if path.is_file()} == {0o600}


def test_a_folder_that_was_made_for_it_keeps_who_may_look(tmp_path: Path) -> None:
    (tmp_path / "uit").mkdir()
    (tmp_path / "uit").chmod(0o775)
    own_folder(tmp_path / "uit")
    assert _mode(tmp_path / "uit") == 0o755
