"""Work in a process of its own: its result, what it raises, and each way to end badly."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from types import FunctionType, ModuleType

import pytest
from proving.hostile.misbehave import grow, misbehave, refuse, steps

from prestatieafspraken.batch.guarding.limited import ExceededError, Reason, limited
from prestatieafspraken.dutch.user_error import UserError
from prestatieafspraken.workbook.package.limits import Cost

pytestmark = pytest.mark.traag

QUICK, SOON = Cost(seconds=2, clock=6), Cost(seconds=2, clock=2)


def test_the_result_and_what_is_told_on_the_way_come_back() -> None:
    told: list[str] = []
    assert limited(steps, 3, tell=told.append) == [0, 1, 2]
    assert told == ["stap 0", "stap 1", "stap 2"]
    assert limited(steps, 2) == [0, 1]


def test_what_the_work_raises_comes_back_whole() -> None:
    with pytest.raises(UserError, match="geen werkmap") as caught:
        limited(refuse)
    error = caught.value
    assert (error.code, error.repair, error.exit_code) == ("XXX-001", "Geef een werkmap.", 4)


def test_work_that_the_process_cannot_find_is_said_by_its_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gone = ModuleType("er_niet_meer")
    monkeypatch.setitem(sys.modules, gone.__name__, gone)
    work = FunctionType(refuse.__code__, {}, "weg")
    work.__module__, work.__qualname__ = gone.__name__, "weg"
    monkeypatch.setattr(gone, "weg", work, raising=False)
    with pytest.raises(ModuleNotFoundError, match="er_niet_meer"):
        limited(work)


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        ("abort", Reason.BROKEN),
        ("segv", Reason.BROKEN),
        ("killed", Reason.BROKEN),
        ("exit", Reason.BROKEN),
        ("rust", Reason.MEMORY),
        ("spin", Reason.TIME),
        ("sleep", Reason.TIME),
    ],
)
def test_work_that_dies_or_never_ends_is_told_why(how: str, reason: Reason) -> None:
    with pytest.raises(ExceededError) as caught:
        limited(misbehave, Path(f"{how}.xlsx"), cost=SOON if how == "sleep" else QUICK)
    assert caught.value.reason is reason


def test_work_that_takes_all_memory_is_told_so() -> None:
    with pytest.raises(ExceededError) as caught:
        limited(grow)
    assert caught.value.reason is Reason.MEMORY


def test_an_interrupted_caller_leaves_no_process_behind(tmp_path: Path) -> None:
    def stop(_: str) -> None:
        raise KeyboardInterrupt

    mark = tmp_path / "af"
    with pytest.raises(KeyboardInterrupt):
        limited(steps, 4, 0.2, str(mark), tell=stop)
    time.sleep(1.5)
    assert not mark.exists()
