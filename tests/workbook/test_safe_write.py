"""The one writer: whole or not at all, unasked over nothing, and never through a link."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from prestatieafspraken.batch.guarding import safe_write

OLD, NEW = b"kostbaar", b"nieuw"


def _listed(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_file_is_written_and_nothing_else(tmp_path: Path) -> None:
    safe_write.write(tmp_path / "a.csv", NEW)
    assert (tmp_path / "a.csv").read_bytes() == NEW
    assert _listed(tmp_path) == ["a.csv"]
    assert (tmp_path / "a.csv").stat().st_nlink == 1


def test_what_is_there_stays_unless_asked(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    target.write_bytes(OLD)
    with pytest.raises(FileExistsError):
        safe_write.write(target, NEW)
    assert target.read_bytes() == OLD
    safe_write.write(target, NEW, overwrite=True)
    assert target.read_bytes() == NEW
    assert _listed(tmp_path) == ["a.csv"]


def test_windows_gives_the_file_its_name_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows holds no folder open, and refuses a name that is taken by itself."""
    monkeypatch.setattr(safe_write, "os", SimpleNamespace(**{**vars(os), "name": "nt"}))
    monkeypatch.setattr(safe_write, "_CAN_HOLD", False)
    safe_write.write(tmp_path / "a.csv", NEW)
    assert (tmp_path / "a.csv").read_bytes() == NEW
    assert _listed(tmp_path) == ["a.csv"]


def _hard_link_refused(*_: Any, **__: Any) -> None:
    raise OSError(errno.EPERM, "no links on this disk")


@pytest.mark.parametrize("links", [True, False])
def test_a_file_that_comes_meanwhile_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    """Between the first look and the last step somebody else makes the file."""
    target = tmp_path / "a.csv"
    flush = os.fsync

    def meanwhile(handle: int) -> None:
        target.write_bytes(OLD)
        flush(handle)

    monkeypatch.setattr(os, "fsync", meanwhile)
    if not links:
        monkeypatch.setattr(os, "link", _hard_link_refused)
    with pytest.raises(FileExistsError):
        safe_write.write(target, NEW)
    assert target.read_bytes() == OLD
    assert _listed(tmp_path) == ["a.csv"]


def test_a_disk_without_links_gets_the_file_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", _hard_link_refused)
    safe_write.write(tmp_path / "a.csv", NEW)
    assert (tmp_path / "a.csv").read_bytes() == NEW
    assert _listed(tmp_path) == ["a.csv"]


def test_a_system_that_cannot_hold_a_folder_open_gets_the_file_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(safe_write, "_CAN_HOLD", False)
    for overwrite in (False, True):
        safe_write.write(tmp_path / "a.csv", NEW, overwrite=overwrite)
    with pytest.raises(FileExistsError):
        safe_write.write(tmp_path / "a.csv", OLD)
    assert (tmp_path / "a.csv").read_bytes() == NEW
    assert _listed(tmp_path) == ["a.csv"]


def _link(target: Path) -> None:
    target.symlink_to("precious")


def _nowhere(target: Path) -> None:
    target.symlink_to("gone")


def _in_a_ring(target: Path) -> None:
    target.symlink_to(target.name)


def _to_a_folder(target: Path) -> None:
    target.symlink_to(".")


@pytest.mark.parametrize("overwrite", [False, True])
@pytest.mark.parametrize(
    ("lay", "why"),
    [
        (_link, errno.ELOOP),
        (_nowhere, errno.ELOOP),
        (_in_a_ring, errno.ELOOP),
        (_to_a_folder, errno.ELOOP),
        (os.mkfifo, errno.ENXIO),
        (Path.mkdir, errno.EISDIR),
    ],
)
def test_what_is_no_plain_file_is_refused(
    tmp_path: Path, lay: Callable[[Path], None], why: int, overwrite: bool
) -> None:
    (tmp_path / "precious").write_bytes(OLD)
    target = tmp_path / "a.csv"
    lay(target)
    before = _listed(tmp_path)
    with pytest.raises(OSError) as refused:  # noqa: PT011 (the kinds of it are the parameter)
        safe_write.write(target, NEW, overwrite=overwrite)
    assert refused.value.errno == why
    assert (tmp_path / "precious").read_bytes() == OLD
    assert _listed(tmp_path) == before


def test_a_link_of_the_last_moment_is_replaced_and_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "precious").write_bytes(OLD)
    flush = os.fsync

    def meanwhile(handle: int) -> None:
        _link(tmp_path / "a.csv")
        flush(handle)

    monkeypatch.setattr(os, "fsync", meanwhile)
    safe_write.write(tmp_path / "a.csv", NEW, overwrite=True)
    assert (tmp_path / "precious").read_bytes() == OLD
    assert (tmp_path / "a.csv").read_bytes() == NEW
    assert not (tmp_path / "a.csv").is_symlink()


def test_a_folder_that_is_swapped_meanwhile_sends_nothing_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder is held open, so a link in its place leads nothing of ours away."""
    folder, elsewhere = tmp_path / "uit", tmp_path / "elsewhere"
    folder.mkdir()
    elsewhere.mkdir()
    (elsewhere / "a.csv").write_bytes(OLD)
    flush = os.fsync

    def meanwhile(handle: int) -> None:
        folder.rename(tmp_path / "moved")
        folder.symlink_to(elsewhere)
        flush(handle)

    monkeypatch.setattr(os, "fsync", meanwhile)
    safe_write.write(folder / "a.csv", NEW, overwrite=True)
    assert (elsewhere / "a.csv").read_bytes() == OLD
    assert (tmp_path / "moved" / "a.csv").read_bytes() == NEW


def test_names_cannot_be_guessed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: set[str] = set()
    flush = os.fsync

    def look(handle: int) -> None:
        seen.update(_listed(tmp_path))
        flush(handle)

    monkeypatch.setattr(os, "fsync", look)
    for _ in range(20):
        safe_write.write(tmp_path / "a.csv", NEW, overwrite=True)
    assert len(seen - {"a.csv"}) == 20
    assert all(len(name) > 32 for name in seen - {"a.csv"})


@pytest.mark.parametrize("fault", [KeyboardInterrupt(), OSError(errno.ENOSPC, "full")])
@pytest.mark.parametrize("links", [True, False])
@pytest.mark.parametrize("step", ["fsync", "replace", "link"])
def test_whatever_happens_leaves_nothing_behind(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    fault: BaseException,
    links: bool,
    step: str,
) -> None:
    """Also between taking the name on a disk without links and filling it."""

    def fails(*_: Any, **__: Any) -> None:
        raise fault

    if not links:
        monkeypatch.setattr(os, "link", _hard_link_refused)
    monkeypatch.setattr(os, step, fails)
    if (step, links) == ("replace", True) or (step == "link" and isinstance(fault, OSError)):
        safe_write.write(tmp_path / "a.csv", NEW)
        assert _listed(tmp_path) == ["a.csv"]
    else:
        with pytest.raises(type(fault)):
            safe_write.write(tmp_path / "a.csv", NEW)
        assert _listed(tmp_path) == []


@pytest.mark.parametrize("mask", [0o022, 0o002, 0o077])
def test_a_private_file_is_for_its_owner_only(tmp_path: Path, mask: int) -> None:
    old = os.umask(mask)
    try:
        safe_write.write(tmp_path / "own", NEW)
        safe_write.write(tmp_path / "all", NEW, private=False)
    finally:
        os.umask(old)
    assert _mode(tmp_path / "own") == 0o600
    assert _mode(tmp_path / "all") == 0o666 & ~mask


def test_a_folder_that_may_not_be_listed_can_be_written_in(tmp_path: Path) -> None:
    folder = tmp_path / "box"
    folder.mkdir(mode=0o300)
    try:
        safe_write.write(folder / "a.csv", NEW)
        assert (folder / "a.csv").read_bytes() == NEW
    finally:
        folder.chmod(0o700)


def test_a_junction_of_windows_leads_away_and_a_file_in_the_cloud_does_not() -> None:
    class Found:
        st_mode = stat.S_IFREG
        st_reparse_tag = 0

    found: Any = Found()
    assert not safe_write.leads_away(found)
    for tag in (0xA000000C, 0xA0000003):  # a link, a junction
        found.st_reparse_tag = tag
        assert safe_write.leads_away(found)
    found.st_reparse_tag = 0x9000001A  # a file of OneDrive
    assert not safe_write.leads_away(found)
