"""How long is waited for work in another process, and what is said of one that died: no process."""

from __future__ import annotations

import pickle
import signal
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from prestatieafspraken.batch.guarding import limited
from prestatieafspraken.batch.guarding.limited import ExceededError, Reason, died_of
from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.batch.run import pool
from prestatieafspraken.batch.run.pool import Pool
from prestatieafspraken.batch.run.worker import READY, Task
from prestatieafspraken.workbook.lists.checked import Status
from prestatieafspraken.workbook.package import file_faults as faults
from prestatieafspraken.workbook.package.limits import Cost

FILE = Path("werkmap.xlsx")
GOOD = Verdict("werkmap.xlsx", Status.GOED, ())


@dataclass
class Clock:
    """The time as the code under test asks for it."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    held = Clock()
    monkeypatch.setattr(time, "monotonic", held)
    return held


@dataclass
class Ended:
    """A process that is over, with how it ended."""

    exitcode: int | None = None
    calls: list[str] = field(default_factory=list)

    def join(self, _: float | None = None) -> None:
        self.calls.append("join")

    def kill(self) -> None:
        self.calls.append("kill")

    def close(self) -> None:
        self.calls.append("close")


@dataclass
class Line:
    """One end of a connection: what comes over it, and what was sent."""

    comes: list[Any] = field(default_factory=list)
    sent: list[Any] = field(default_factory=list)
    polled: list[float] = field(default_factory=list)
    clock: Clock | None = None

    def poll(self, seconds: float) -> bool:
        self.polled.append(seconds)
        if self.clock:
            self.clock.now += 4
        return bool(self.comes)

    def recv(self) -> Any:
        if not self.comes:
            raise EOFError
        return self.comes.pop(0)

    def recv_bytes(self) -> bytes:
        return pickle.dumps(self.recv())

    def send(self, what: Any) -> None:
        self.sent.append(what)

    def close(self) -> None:
        self.sent.append("closed")


@pytest.mark.parametrize(
    ("code", "words", "reason"),
    [
        (1, "memory allocation of 99 bytes failed", Reason.MEMORY),
        (1, "MemoryError", Reason.MEMORY),
        (-signal.SIGXCPU, "", Reason.TIME),
        (-signal.SIGKILL, "", Reason.BROKEN),
        (0, "", Reason.BROKEN),
        (None, "", Reason.BROKEN),
    ],
)
def test_how_a_process_ended_says_why(code: int | None, words: str, reason: Reason) -> None:
    assert died_of(code, words) is reason


def test_what_is_told_on_the_way_gives_no_more_time(clock: Clock) -> None:
    """Ten seconds for all of it: after a word at four, six are left, then two, then none."""
    told: list[str] = []
    line = Line([("told", "a"), ("told", "b"), ("told", "c")], clock=clock)
    line.comes = [(limited._TOLD, word) for word in "abc"]
    with pytest.raises(ExceededError) as caught:
        limited._result(line, Cost(clock=10), told.append)  # type: ignore[arg-type]
    assert told == ["a", "b", "c"]
    assert line.polled == [10, 6, 2, 0]
    assert caught.value.reason is Reason.TIME


def a_pool(**worker: Any) -> tuple[Pool, pool._Worker]:
    """Give a pool with one worker, of which the process is none."""
    made = Pool(1, Task(cost=Cost(clock=10)))
    given = {"process": Ended(), "connection": Line(), "stderr": Path("geen.txt"), "since": 1000.0}
    one = pool._Worker(**(given | worker))
    made._workers.append(one)
    return made, one


@pytest.mark.parametrize(
    ("worker", "passed", "overdue"),
    [
        ({"ready": True, "path": FILE}, 10, False),
        ({"ready": True, "path": FILE}, 10.5, True),
        ({"ready": True}, 1e6, False),  # it has nothing to do
        ({}, pool.START_SECONDS, False),
        ({}, pool.START_SECONDS + 1, True),
    ],
)
def test_a_worker_gets_its_time_and_no_more(
    clock: Clock, worker: dict[str, Any], passed: float, overdue: bool
) -> None:
    made, one = a_pool(**worker)
    clock.now += passed
    assert made._overdue(one) is overdue


@pytest.mark.parametrize(
    ("path", "passed", "seconds"),
    [(None, 0, 1), (FILE, 0, 1), (FILE, 9.5, 0.5), (FILE, 20, 0.01)],
)
def test_nobody_waits_past_the_end_of_a_file(
    clock: Clock, path: Path | None, passed: float, seconds: float
) -> None:
    made, _ = a_pool(path=path, ready=True)
    clock.now += passed
    assert made._patience() == seconds


def test_a_worker_that_is_ready_gets_a_file(clock: Clock) -> None:
    for ready, busy, sent in ((False, None, []), (True, FILE, []), (True, None, [FILE])):
        made, one = a_pool(ready=ready, path=busy, since=0.0)
        left = pool.deque([FILE])
        made._hand_out(left)
        assert one.connection.sent == sent  # type: ignore[attr-defined]
        assert len(left) == 1 - len(sent)
        assert (one.since == clock.now) is bool(sent)


def test_a_worker_that_is_ready_is_no_verdict(clock: Clock) -> None:
    made, one = a_pool(connection=Line([READY]), since=0.0)
    assert made._hear(one) == (None, None)
    assert (one.ready, one.since) == (True, clock.now)


@pytest.mark.parametrize(
    ("done", "verdict", "kept"),
    [
        (pool.FILES_PER_WORKER - 2, GOOD, True),
        (pool.FILES_PER_WORKER - 1, GOOD, False),
        (0, pool.verdict_of(FILE, Reason.MEMORY, Cost()), False),
        (0, pool.broken_off(FILE), True),
    ],
    ids=["one before its last", "its last", "much memory", "another fault"],
)
def test_a_worker_is_kept_or_replaced(done: int, verdict: Verdict, kept: bool) -> None:
    made, one = a_pool(connection=Line([verdict]), ready=True, path=FILE, done=done)
    assert made._hear(one) == (FILE, verdict)
    assert (made._workers == [one]) is kept
    ended: list[Any] = [one.process.calls, one.connection.sent]  # type: ignore[attr-defined]
    assert ended == ([[], []] if kept else [["kill", "join", "close"], ["closed"]])


@pytest.mark.parametrize(
    ("code", "status"),
    [
        (-signal.SIGKILL, None),  # by somebody else: it is tried once more
        (-signal.SIGTERM, None),
        (-signal.SIGSEGV, Status.ONLEESBAAR),
        (-signal.SIGXCPU, Status.ONLEESBAAR),
    ],
)
def test_what_killed_a_worker_is_the_file_or_somebody_else(
    code: int, status: Status | None
) -> None:
    made, one = a_pool(process=Ended(code), ready=True, path=FILE)
    path, verdict = made._hear(one)
    assert path == FILE
    assert (verdict.status if verdict else None) is status
    assert made._workers == []
    assert one.process.calls[0] == "join"  # type: ignore[attr-defined]  # or there is no exit code


def test_a_worker_that_dies_before_it_is_ready_is_a_fault_of_ours(tmp_path: Path) -> None:
    (tmp_path / "stderr.txt").write_text("geen geheugen")
    made, one = a_pool(process=Ended(3), stderr=tmp_path / "stderr.txt")
    with pytest.raises(RuntimeError, match=r"exit code 3\): geen geheugen"):
        made._hear(one)
    assert not (tmp_path / "stderr.txt").exists()
    made, one = a_pool(process=Ended(3), ready=True)
    assert made._hear(one) == (None, None)  # it had nothing in its hands


def test_a_computer_has_as_many_workers_as_it_may_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool.os, "sched_getaffinity", lambda _: {3, 5, 7}, raising=False)
    assert pool.default_workers() == 3
    monkeypatch.delattr(pool.os, "sched_getaffinity")
    monkeypatch.setattr(pool.os, "cpu_count", lambda: 6)
    assert pool.default_workers() == 6
    monkeypatch.setattr(pool.os, "cpu_count", lambda: None)
    assert pool.default_workers() == 1


def test_what_a_file_died_of_is_told() -> None:
    kinds = {pool.verdict_of(FILE, reason, Cost()).findings[0].code for reason in Reason}
    assert kinds == {
        faults.LEZEN_VRAAGT_TE_VEEL.code,
        faults.LEZEN_DUURT_TE_LANG.code,
        faults.LEZEN_BRAK_AF.code,
    }
