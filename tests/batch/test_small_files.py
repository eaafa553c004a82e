"""Where a file is read, and what that may cost: just at each bound, and one byte past it."""

from __future__ import annotations

import hashlib
import hmac
import signal
import zipfile
from pathlib import Path

import pytest

from prestatieafspraken.batch.guarding import within
from prestatieafspraken.batch.guarding.limited import ExceededError, Reason
from prestatieafspraken.batch.guarding.seal import SIZE, holds, own_key, seal
from prestatieafspraken.workbook.package.limits import MB, Cost


def a_zip(path: Path, size: int) -> int:
    """Write a zip with one part of so many bytes; give how large it is itself."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("deel", b"x" * size)
    return path.stat().st_size


def test_a_file_is_small_up_to_its_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xlsx"
    size = a_zip(path, 5000)
    for most, unpacked, small in (
        (size, 5000, True),
        (size - 1, 5000, False),
        (size, 4999, False),
    ):
        monkeypatch.setattr(within, "SMALL", most)
        monkeypatch.setattr(within, "UNPACKED", unpacked)
        assert within.is_small(path) is small


def test_what_is_no_workbook_costs_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"geen zip")
    assert within.is_small(tmp_path / "a.xlsx")
    assert within.is_small(tmp_path / "weg.xlsx")


def test_work_on_large_files_is_done_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def elsewhere(work: object, *args: object, cost: Cost, tell: object) -> tuple[object, ...]:
        return ("elders", args, cost, tell)

    def work(*args: object, **named: object) -> tuple[object, ...]:
        return ("hier", args, named)

    monkeypatch.setattr(within, "limited", elsewhere)
    small, large, cost, tell = tmp_path / "k.xlsx", tmp_path / "g.xlsx", Cost(seconds=9), print
    a_zip(small, 5)
    a_zip(large, within.UNPACKED + 1)
    assert within.within([small], work, 1, cost=cost) == ("hier", (1,), {})
    assert within.within([small], work, 1, tell=tell) == ("hier", (1,), {"tell": tell})
    assert within.within([small, large], work, 1, cost=cost, tell=tell) == (
        *("elders", (1,), cost, tell),
    )


@pytest.mark.parametrize(("amount", "times"), [(0, 1), (1, 1), (3, 3)])
def test_more_files_may_cost_as_many_times(amount: int, times: int) -> None:
    cost = within.cost_of([Path("x")] * amount, Cost(memory=5, seconds=7, clock=11, findings=13))
    assert cost == Cost(5 * times, 7 * times, 11 * times, 13)


def _count_for_ever() -> None:
    number = 0
    while True:
        number += 1


def test_a_clock_ends_and_gives_the_signal_back() -> None:
    before = signal.getsignal(signal.SIGPROF)
    with pytest.raises(ExceededError) as late, within.clock(Cost(seconds=0.02)):
        _count_for_ever()
    with pytest.raises(ExceededError) as full, within.clock():
        raise MemoryError
    with within.clock(Cost(seconds=50)):
        assert 49 < signal.getitimer(signal.ITIMER_PROF)[0] < 51
    assert (late.value.reason, full.value.reason) == (Reason.TIME, Reason.MEMORY)
    assert signal.getitimer(signal.ITIMER_PROF)[0] == 0
    assert signal.getsignal(signal.SIGPROF) == before


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (Reason.MEMORY, "meer dan 512 MB geheugen"),
        (Reason.TIME, "langer dan 9 seconden"),
        (Reason.BROKEN, "brak onverwacht af"),
    ],
)
def test_what_was_passed_is_told(reason: Reason, words: str) -> None:
    assert words in within.told(reason, Cost(memory=512 * MB, seconds=9)).melding


def test_a_seal_is_that_of_one_key_and_one_record() -> None:
    key, record = b"k" * 32, ["a", 1, None]
    told = hmac.new(key, b'["a", 1, null]', hashlib.sha256).hexdigest()
    assert seal(key, record) == told
    assert holds(key, record, told)
    assert not holds(key, ["a", 2, None], told)
    assert not holds(b"x" * 32, record, told)
    assert not holds(key, record, told.encode())
    assert not holds(key, record, None)


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give where the key of a user is kept whose home is here."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "eigen"))
    return tmp_path / "eigen" / "prestatieafspraken" / "zegel"


def test_a_key_is_made_once_and_is_for_its_user_only(kept: Path) -> None:
    key = own_key()
    assert len(key) == SIZE
    assert (kept.read_bytes(), kept.stat().st_mode & 0o777) == (key, 0o600)
    assert kept.parent.stat().st_mode & 0o777 == 0o700
    assert own_key() == key


@pytest.mark.parametrize("what", ["others can read it", "too short", "too long", "a folder away"])
def test_what_is_no_key_of_ours_is_made_anew(what: str, kept: Path) -> None:
    kept.parent.mkdir(parents=True)
    length = {"too short": SIZE - 1, "too long": SIZE + 1}.get(what, SIZE)
    kept.write_bytes(b"x" * length)
    kept.chmod(0o644 if what == "others can read it" else 0o600)
    if what == "a folder away":
        kept.rename(kept.with_name("elders"))
        kept.symlink_to(kept.with_name("elders"))
    key = own_key()
    assert key[:1] * SIZE != key
    assert own_key() == key or what == "a folder away"


def test_where_no_key_can_be_kept_there_is_one_for_this_run(kept: Path) -> None:
    kept.parent.parent.write_text("geen map")
    assert len(own_key()) == SIZE
    assert own_key() != own_key()


def test_a_place_that_is_no_whole_path_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", "hier")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert own_key() == (tmp_path / ".config" / "prestatieafspraken" / "zegel").read_bytes()
