"""Following a folder, in a process of its own: what comes slowly, changes, goes, or is rubbish."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from proving.kit.started import start

from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.batch.run.ledger import look
from prestatieafspraken.batch.run.run import Done
from prestatieafspraken.batch.run.watch import Watch
from prestatieafspraken.cli.app import run as cli
from prestatieafspraken.workbook.finding import Place
from prestatieafspraken.workbook.lists.checked import Status
from prestatieafspraken.workbook.package import file_faults as faults

WORDS = [sys.executable, "-m", "prestatieafspraken.cli", "controleer"]
PACE = 1
"""Seconds between two looks."""


class Following:
    """A process that follows `inbox` and keeps its results in `out`."""

    def __init__(self, folder: Path, *more: str) -> None:
        self.inbox, self.out = folder / "in", folder / "uit"
        self.inbox.mkdir(exist_ok=True)
        pace = ["--volg", "--tussenpoos", str(PACE), "--werkers", "1"]
        words = [*WORDS, str(self.inbox), "--uitmap", str(self.out), *pace, *more]
        self.process = start(words)

    def statuses(self) -> dict[str, str]:
        """Give what the overview says of each workbook, by name."""
        csv = self.out / "overzicht.csv"
        if not csv.exists():
            return {}
        lines = csv.read_text(encoding="utf-8-sig").splitlines()[1:]
        return {parts[0].strip('"'): parts[4].strip('"') for parts in (x.split(";") for x in lines)}

    def until(self, **wanted: str) -> None:
        """Wait until the overview says exactly this."""
        names = {f"{name}.xlsx": word for name, word in wanted.items()}
        patience = time.monotonic() + 120
        while self.statuses() != names:
            assert self.process.poll() is None, self.process.communicate()
            assert time.monotonic() < patience, (self.statuses(), names)
            time.sleep(0.1)

    def stop(self, by: signal.Signals = signal.SIGINT) -> tuple[int, str]:
        """Stop it as a person does; give the exit code and all that was said."""
        self.process.send_signal(by)
        said, told = self.process.communicate(timeout=120)
        return self.process.returncode, said + told


@pytest.fixture
def following(tmp_path: Path) -> Iterator[Following]:
    """Follow a folder."""
    following = Following(tmp_path)
    yield following
    if following.process.poll() is None:
        following.process.kill()
        following.process.communicate()


def slowly(following: Following, data: bytes) -> str:
    """Write a file in pieces, without a pause as long as that between two looks; give its name.

    Where the machine itself stood still in between, half a file lay still as well, and it may have
    been judged so with reason: that file goes again, and another one is written.
    """
    for number in range(8):
        path = following.inbox / f"stil{number}.xlsx"
        pause, last = 0.0, time.monotonic()
        with path.open("wb") as stream:
            for start in range(0, len(data), len(data) // 20):
                stream.write(data[start : start + len(data) // 20])
                stream.flush()
                pause, last = max(pause, time.monotonic() - last), time.monotonic()
                time.sleep(0.1)
            seen = path.name in following.statuses()
            pause = max(pause, time.monotonic() - last)
        if pause < PACE:
            assert not seen
            return path.stem
        path.unlink()
        following.until(onzin="onleesbaar")
    return pytest.fail("this machine stands still too often to write a file slowly")


@pytest.mark.steekproef(2, familie="lange runs")
def test_what_comes_in_is_judged_when_it_lies_still(following: Following, werkmap: bytes) -> None:
    inbox = following.inbox
    (inbox / "~$open.xlsx").write_bytes(b"slot")
    (inbox / "half.xlsx.tmp").write_bytes(werkmap)
    (inbox / "onzin.xlsx").write_bytes(b"geen werkmap")
    following.until(onzin="onleesbaar")
    slow = slowly(following, werkmap)
    following.until(onzin="onleesbaar", **{slow: "onvolledig"})
    (inbox / "onzin.xlsx").write_bytes(werkmap)  # sent again, good now
    (inbox / "diep").mkdir()
    (inbox / "diep" / "leeg.xlsx").touch()
    following.until(onzin="onvolledig", leeg="onleesbaar", **{slow: "onvolledig"})
    (inbox / f"{slow}.xlsx").unlink()
    following.until(onzin="onvolledig", leeg="onleesbaar")
    code, said = following.stop()
    assert code == 4
    assert "Traceback" not in said
    assert "1 van 2 werkmappen zonder fouten, 0 daarvan volledig ingevuld." in said
    assert said.count(f"{slow}.xlsx") == 1  # one verdict: never seen half
    assert said.count("onzin.xlsx") == 2
    assert not list(following.out.rglob("*.deel"))
    html = (following.out / "overzicht.html").read_text(encoding="utf-8")
    assert "afgebroken" not in html
    assert slow not in html
    ledger = sqlite3.connect(following.out / "voortgang.sqlite")
    rows = dict(ledger.execute("SELECT pad, status FROM bestand").fetchall())
    ledger.close()
    statuses = {Path(pad).name: status for pad, status in rows.items() if Path(pad).name[0] != "~"}
    known = {"onzin.xlsx": "onvolledig", f"{slow}.xlsx": "onvolledig", "leeg.xlsx": "onleesbaar"}
    assert statuses.items() >= known.items()
    assert all(name in known or name.startswith("stil") for name in statuses)


@pytest.mark.steekproef(2, familie="lange runs")
def test_following_goes_on_where_it_stopped(tmp_path: Path) -> None:
    first = Following(tmp_path)
    (first.inbox / "a.xlsx").write_bytes(b"geen werkmap")
    first.until(a="onleesbaar")
    assert first.stop(signal.SIGTERM)[0] == 4
    page = first.out / "werkmappen" / f"{look(first.inbox / 'a.xlsx').key}.json"
    page.write_text("{}", encoding="utf-8")  # as if it was killed before it wrote the page
    (first.inbox / "b.xlsx").write_bytes(b"geen werkmap")
    (first.out / "overzicht.csv").unlink()
    (first.out / "overzicht.xlsx").unlink()
    (first.out / "overzicht.xlsx").mkdir()  # as if it stood open: it cannot be written
    second = Following(tmp_path, "--hervat")
    second.until(a="onleesbaar", b="onleesbaar")
    (first.out / "overzicht.xlsx").rmdir()
    patience = time.monotonic() + 60
    while not (first.out / "overzicht.xlsx").is_file():
        assert time.monotonic() < patience
        time.sleep(0.1)
    code, said = second.stop()
    assert code == 4
    assert "Traceback" not in said
    assert said.count("overzicht.xlsx is een map") == 1
    assert json.loads(page.read_text(encoding="utf-8"))["bestanden"][0]["status"] == "onleesbaar"


def test_a_file_that_somebody_has_open_is_tried_again(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"x")
    os.utime(path, (1, 1))
    watch = Watch([tmp_path], tmp_path / "uit")
    first = watch.look()
    assert first is not None
    assert first.new == ()  # seen once
    second = watch.look()
    assert second is not None
    assert second.new == (path,)
    shut = Verdict(str(path), Status.ONLEESBAAR, (faults.GEEN_TOEGANG.at(Place(), pad=path),))
    watch.note(Done(path, "k", shut))
    third = watch.look()
    assert third is not None
    assert third.new == (path,)
    watch.note(Done(path, "k", Verdict(str(path), Status.GOED, ())))
    fourth = watch.look()
    assert fourth is not None
    assert (fourth.new, fourth.there) == ((), (path,))


def test_a_file_that_was_just_written_is_looked_into_again(tmp_path: Path) -> None:
    """It may be written again at once, with as many bytes, and look the same."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"x")
    watch = Watch([tmp_path], tmp_path / "uit")
    good = Verdict(str(path), Status.GOED, ())
    for _ in range(3):
        watch.look()
        watch.note(Done(path, "k", good))
    fresh = watch.look()
    assert fresh is not None
    assert fresh.new == (path,)
    os.utime(path, (1, 1))
    for _ in range(2):
        watch.look()
        watch.note(Done(path, "k", good))
    old = watch.look()
    assert old is not None
    assert (old.new, old.there) == ((), (path,))


def test_a_network_that_is_away_takes_nothing_out_of_the_overview(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.xlsx").write_bytes(b"x")
    watch = Watch([tmp_path / "in"], tmp_path / "uit")
    watch.look()
    os.rename(tmp_path / "in", tmp_path / "weg")  # noqa: PTH104
    assert watch.look() is None
    os.rename(tmp_path / "weg", tmp_path / "in")  # noqa: PTH104
    again = watch.look()
    assert again is not None
    assert again.new == (tmp_path / "in" / "a.xlsx",)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["BESTAND", "--volg", "--uitmap", "UIT"], "GBR-014"),
        (["MAP", "--volg"], "GBR-015"),
        (["MAP", "--volg", "--uitmap", "UIT", "--formaat", "json"], "GBR-016"),
    ],
)
def test_following_asks_for_a_folder_and_a_place(
    words: list[str], code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    known = {"BESTAND": tmp_path / "a.xlsx", "MAP": tmp_path, "UIT": tmp_path / "uit"}
    (tmp_path / "a.xlsx").write_bytes(b"x")
    assert cli(["controleer", *(str(known.get(word, word)) for word in words)]) == 2
    assert code in capsys.readouterr().err
