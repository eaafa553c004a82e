"""The log of a fault of our own is for its user alone, says no more than needed, and goes away."""

from __future__ import annotations

import os
import re
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from proving.kit.started import start

from prestatieafspraken.batch.guarding import logs
from prestatieafspraken.batch.judging.internal import write_log
from prestatieafspraken.cli.app import run as cli

DAY = 24 * 3600
COMMAND = [sys.executable, "-m", "prestatieafspraken.cli"]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the user a home of its own; the folder of logs in it is not there yet."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "thuis"))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path / "thuis"


def log_of(message: str) -> Path:
    try:
        raise RuntimeError(message)
    except RuntimeError:
        return Path(write_log())


def test_a_log_is_for_its_user_alone(home: Path) -> None:
    old = os.umask(0)
    try:
        path, other = log_of("kapot"), log_of("kapot")
    finally:
        os.umask(old)
    assert path.parent == home / "prestatieafspraken"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert re.fullmatch(r"fout-[0-9a-f]{32}\.log", path.name)
    assert path.name != other.name
    assert "RuntimeError: kapot" in path.read_text(encoding="utf-8")


def test_what_a_cell_held_is_veiled_and_cut(home: Path) -> None:
    cell = "mail jan.devries@woonforte.nl, BSN 111222333, " + "x" * 30_000
    text = log_of(cell).read_text(encoding="utf-8")
    assert "RuntimeError: mail" in text
    assert "woonforte" not in text
    assert "111222333" not in text
    assert len(text) < 10_000


def test_the_causes_of_a_fault_are_veiled_too(home: Path) -> None:
    def fail() -> None:
        try:
            raise KeyError("111222333 van jan.devries@woonforte.nl")
        except KeyError as error:
            error.add_note("bel 06-12345678")
            raise ValueError("te lang") from error

    try:
        fail()
    except ValueError:
        text = Path(write_log()).read_text(encoding="utf-8")
    assert "KeyError" in text
    assert "ValueError: te lang" in text
    for data in ("111222333", "jan.devries", "12345678"):
        assert data not in text


def test_few_logs_stay_and_none_for_long(home: Path) -> None:
    made = [log_of(str(number)) for number in range(logs.KEPT)]
    now = time.time()
    for age, path in enumerate(made):
        os.utime(path, (now - age * DAY, now - age * DAY))
    log_of("nog een")
    assert not made[-1].exists()  # the oldest of one too many
    assert [path.exists() for path in made[:-1]] == [True] * (logs.KEPT - 1)
    logs.clean(now + (logs.DAYS - 5) * DAY + 1)
    assert [path.exists() for path in made[:7]] == [True] * 5 + [False] * 2


def test_a_command_clears_old_logs_and_nothing_else(home: Path) -> None:
    path = log_of("kapot")
    own = path.with_name("fout-van-mijzelf.log")
    elsewhere = home / "elders.log"
    elsewhere.write_text("van een ander")
    link = path.with_name(f"fout-{'0' * 32}.log")
    link.symlink_to(elsewhere)
    own.write_text("eigen aantekening")
    old = time.time() - (logs.DAYS + 1) * DAY
    for each in (path, own, elsewhere):
        os.utime(each, (old, old))
    subprocess.run([*COMMAND, "--version"], check=True, capture_output=True)
    assert not path.exists()
    assert own.exists()
    assert link.is_symlink()
    assert elsewhere.read_text() == "van een ander"


@pytest.mark.parametrize("laid", ["link", "file", "theirs", "closed home"])
def test_a_folder_that_is_not_of_the_user_alone_is_left(
    laid: str, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.mkdir()
    place = home / "prestatieafspraken"
    elsewhere = tmp_path / "elders"
    elsewhere.mkdir()
    match laid:
        case "link":
            place.symlink_to(elsewhere)
        case "file":
            place.write_text("geen map")
        case "theirs":
            uid = os.geteuid()
            monkeypatch.setattr("os.geteuid", lambda: uid + 1)
        case "closed home":
            monkeypatch.setenv("XDG_STATE_HOME", "/proc/nergens")
    path = log_of("kapot")
    assert path.parent.parent == tmp_path
    assert path.parent not in (home, elsewhere)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert not list(elsewhere.iterdir())


def test_an_open_folder_is_closed(home: Path) -> None:
    place = home / "prestatieafspraken"
    place.mkdir(parents=True)
    place.chmod(0o777)
    log_of("kapot")
    assert stat.S_IMODE(place.stat().st_mode) == 0o700


def test_a_folder_in_the_place_where_one_works_is_no_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert logs.folder({"XDG_STATE_HOME": "hier"}) == logs.folder({})
    assert logs.folder({}).is_absolute()


def test_a_log_that_cannot_be_written_hides_no_fault(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(logs, "write", full)
    monkeypatch.setattr("prestatieafspraken.cli.regels.all_rules", full)
    assert cli(["regels"]) == 3
    told = capsys.readouterr().err
    assert "INT-001" in told
    assert "Traceback" not in told


@pytest.mark.steekproef(1)
@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_whoever_stops_a_run_leaves_nothing_behind(
    by: signal.Signals, tmp_path: Path, werkmap: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch, inbox = tmp_path / "t", tmp_path / "in"
    scratch.mkdir()
    inbox.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    # Far more than are judged before it is stopped, however long this test has to wait its turn.
    (inbox / "0.xlsx").write_bytes(werkmap)
    for number in range(1, 200):
        (inbox / f"{number}.xlsx").hardlink_to(inbox / "0.xlsx")
    words = ["controleer", str(inbox), "--uitmap", str(tmp_path / "uit"), "--werkers", "1"]
    here = signal.signal(by, signal.SIG_IGN)  # as it is for tests under nohup or in the background
    try:
        process = start([*COMMAND, *words])
    finally:
        signal.signal(by, here)
    until = time.monotonic() + 120
    while not list(tmp_path.glob("uit/werkmappen/*.html")) and time.monotonic() < until:
        assert process.poll() is None
        time.sleep(0.05)
    assert list(scratch.iterdir())
    process.send_signal(by)
    _, told = process.communicate(timeout=120)
    assert process.returncode == 130
    assert "Traceback" not in told
    assert not list(scratch.iterdir())
    assert not list(tmp_path.rglob("*.deel"))


def test_a_terminal_that_closes_does_not_stop_what_ignores_it() -> None:
    asks = "import signal; from prestatieafspraken.cli import _stop_in_good_order as s; s(); "
    asks += "print(signal.getsignal(signal.SIGHUP) is signal.SIG_IGN)"
    told = subprocess.run(
        ["nohup", sys.executable, "-c", asks], check=True, capture_output=True, text=True
    )
    assert told.stdout.strip() == "True"
