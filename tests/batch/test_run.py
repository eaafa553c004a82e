"""A run that is stopped, resumed and hindered: no result is lost, doubled or half-written."""

from __future__ import annotations

import gc
import itertools
import json
import os
import random
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Iterable, Iterator
from datetime import date
from importlib import resources
from pathlib import Path
from types import SimpleNamespace

import pytest
from proving.hostile.misbehave import by_name
from proving.hostile.trial import trial
from proving.kit.started import start

from prestatieafspraken.batch.collect import collect, shown
from prestatieafspraken.batch.front_door import now
from prestatieafspraken.batch.guarding.sound_ledger import LedgerForeignError, LedgerInUseError
from prestatieafspraken.batch.judging.check import check
from prestatieafspraken.batch.judging.verdict import Verdict, guarded
from prestatieafspraken.batch.run import ledger
from prestatieafspraken.batch.run.events import Event, Judged
from prestatieafspraken.batch.run.ledger import (
    Ledger,
    as_text,
    from_text,
    look,
    rules_version,
)
from prestatieafspraken.batch.run.many import judge_into
from prestatieafspraken.batch.run.opened import prepared
from prestatieafspraken.batch.run.pool import Pool
from prestatieafspraken.batch.run.run import run
from prestatieafspraken.batch.run.worker import Task
from prestatieafspraken.cli.app import run as cli
from prestatieafspraken.workbook.finding import Finding, Place, Severity
from prestatieafspraken.workbook.lists.checked import Status
from prestatieafspraken.workbook.package.content import content
from prestatieafspraken.workbook.package.limits import LIMITS

pytestmark = pytest.mark.traag

FILES = int(os.environ.get("PRESTATIEAFSPRAKEN_BESTANDEN", "30"))
WORDS = [sys.executable, "-m", "prestatieafspraken.cli", "controleer"]


def test_a_verdict_comes_back_as_it_was_written() -> None:
    place = Place("Blad", "tbl", "B7", "Jaar", "Woonforte 2018")
    finding = Finding("CEL-002", Severity.FOUT, "m", "h", place, waarde=1.5, bron="b")
    verdict = Verdict(
        *("a/ë.xlsx", Status.FOUTEN, (finding,), "0" * 64, date(2019, 12, 31)),
        *("alphen", 2019, "g", "W"),
    )
    assert from_text(as_text(verdict)) == verdict


def test_only_what_changed_is_judged_again(tmp_path: Path) -> None:
    paths = [tmp_path / f"quick{n}.xlsx" for n in range(4)]
    for path in paths:
        path.write_bytes(b"x")
    ledger = tmp_path / "l.sqlite"
    task = Task(check=by_name)

    def again(rules: str = "1", day: date | None = None) -> list[str]:
        with Ledger(ledger, rules, day) as book:
            return sorted(d.path.stem for d in run(paths, Pool(1, task), book, now) if not d.again)

    assert again() == ["quick0", "quick1", "quick2", "quick3"]
    assert again() == []
    paths[1].write_bytes(b"other")
    assert again() == ["quick1"]
    paths[2].unlink()
    assert again() == ["quick2"]
    assert again() == ["quick2"]  # what is not there is looked for each time
    assert len(again(rules="2")) == 4
    assert len(again(rules="2", day=date(2019, 1, 1))) == 4


class Ready:
    """Judges who have a verdict with findings of its own on any file; no process is needed."""

    def __enter__(self) -> Ready:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def verdicts(self, paths: Iterable[Path]) -> Iterator[tuple[Path, Verdict]]:
        """Give each file another verdict."""
        for path in paths:
            found = [Finding("CEL-002", Severity.FOUT, f"{path} {n}", "h") for n in range(10)]
            yield path, Verdict(str(path), Status.FOUTEN, tuple(found), partij=path.stem)


def test_nothing_of_a_file_stays_in_memory(tmp_path: Path) -> None:
    """Five findings in the memory of the run, or one line of the overview, would be seen."""
    amount, step = 120, 20
    files = [tmp_path / f"{number}.xlsx" for number in range(amount)]
    held: list[int] = []

    count = itertools.count(1)

    def watched(event: Event) -> None:
        if isinstance(event, Judged) and next(count) % step == 0:
            gc.collect()  # what only holds itself is no matter
            held.append(tracemalloc.get_traced_memory()[0])

    tracemalloc.start()
    try:
        results = prepared(tmp_path / "uit", Task(), resume=False)
        judge_into(results, files, lambda task: Ready(), now, watched, whole=False)
    finally:
        tracemalloc.stop()
    assert len(held) == amount // step
    # What stays of each file stays of every twenty; what is made once, is made in some of them.
    growth = [(later - earlier) / step for earlier, later in itertools.pairwise(held)]
    assert min(growth[1:]) < 600, growth  # bytes for each file


def test_parties_that_are_not_known_are_no_party(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.xlsx").write_text(f"geen werkmap {name}")
    assert cli(["controleer", str(tmp_path), "--uitmap", str(tmp_path / "uit")]) == 4
    html = (tmp_path / "uit" / "overzicht.html").read_text(encoding="utf-8")
    assert "meer dan één werkmap" not in html


def test_a_file_that_changes_without_looking_different(tmp_path: Path) -> None:
    """Written again within a step of the clock of the disk, with as many bytes."""
    path = tmp_path / "quick.xlsx"

    def write(content: bytes, ago: float) -> None:
        path.write_bytes(content)
        os.utime(path, (start - ago, start - ago))

    def again() -> bool:
        with Ledger(tmp_path / "l", "1", None) as book:
            (done,) = run([path], Pool(1, Task(check=by_name)), book, now)
        return done.again

    start = time.time()
    write(b"een", 1)
    assert not again()
    assert again()
    write(b"two", 1)
    assert not again()
    write(b"een", 3600)
    assert not again()
    write(b"two", 3600)  # an hour later, with the time of an hour ago: who does this means ill
    assert not again()
    assert again()


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a copy of what the mark of the rules is made from, with that mark made from it."""
    for name in ledger._RULES_IN:
        own = Path(str(resources.files(f"prestatieafspraken.{name}")))
        shutil.copytree(own, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    copied = SimpleNamespace(files=lambda name: tmp_path / name.rpartition(".")[2])
    monkeypatch.setattr(ledger, "resources", copied)
    return tmp_path


def test_the_mark_of_the_rules_changes_with_a_letter_of_them(rules: Path) -> None:
    """What `--hervat` rests on: after an update every workbook is judged again."""
    marks = {rules_version()}
    changed = [
        next((rules / "afspraken").rglob("afspraken.toml")),
        next((rules / "afspraken").rglob("C1.csv")),
        rules / "normen" / "inkomens.toml",
        *(rules / name / "__init__.py" for name in sorted(ledger._RULES_IN)),
    ]
    for file in changed:
        before = rules_version()
        file.write_text(file.read_text(encoding="utf-8") + " ", encoding="utf-8")
        assert rules_version() not in marks, file
        marks |= {before, rules_version()}
    (rules / "validators" / "__pycache__").mkdir()
    (rules / "validators" / "__pycache__" / "x.py").write_text("")
    assert rules_version() in marks  # what Python keeps for itself is no rule


def test_the_mark_of_the_rules_is_the_same_in_another_process() -> None:
    ask = "from prestatieafspraken.batch.run.ledger import rules_version; print(rules_version())"
    words = [sys.executable, "-c", ask]
    told = subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip()
    assert told == rules_version()
    assert re.fullmatch("[0-9a-f]{16}", told)


def test_every_room_that_judges_is_in_the_mark(tmp_path: Path, werkmap: bytes) -> None:
    (tmp_path / "werkmap.xlsx").write_bytes(werkmap)
    judge = (
        "import sys; from pathlib import Path\n"
        "from prestatieafspraken.batch.judging.check import check\n"
        "assert check(Path(sys.argv[1])).status.is_sound\n"
        "print(*{n.split('.')[1] for n in sys.modules if n.startswith('prestatieafspraken.')})"
    )
    words = [sys.executable, "-c", judge, str(tmp_path / "werkmap.xlsx")]
    told = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    assert set(told.split()) <= set(ledger._RULES_IN)


def test_one_ledger_has_one_writer(tmp_path: Path) -> None:
    with Ledger(tmp_path / "l", "1", None), pytest.raises(LedgerInUseError):
        Ledger(tmp_path / "l", "1", None)


def test_a_ledger_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "l").write_text("geen grootboek" * 100)
    with pytest.raises(LedgerForeignError):
        Ledger(tmp_path / "l", "1", None)
    other = sqlite3.connect(tmp_path / "m")
    other.execute("PRAGMA user_version = 99")
    other.close()
    with pytest.raises(LedgerForeignError):
        Ledger(tmp_path / "m", "1", None)


@pytest.mark.steekproef(2, familie="lange runs")
def test_killed_and_resumed_without_loss(tmp_path: Path, werkmap: bytes) -> None:
    """Kill a run at random moments, four times; what it wrote is whole, and the end complete."""
    names = [f"slow{n}.xlsx" for n in range(FILES)]
    dice = random.Random(7)  # noqa: S311
    for n in range(0, FILES, 6):  # hostile ones among them
        names[n] = f"{dice.choice(['abort', 'exit', 'segv'])}{n}.xlsx"
    for name in names:
        (tmp_path / name).write_bytes(b"x")
    script = (
        "import sys\nfrom pathlib import Path\n"
        f"sys.path.insert(0, {str(Path(__file__).parent.parent)!r})\n"
        "from proving.hostile.misbehave import by_name\n"
        "from prestatieafspraken.batch.run.ledger import Ledger\n"
        "from prestatieafspraken.batch.run.pool import Pool\n"
        "from prestatieafspraken.batch.run.run import run\n"
        "from prestatieafspraken.batch.run.worker import Task\n"
        "from prestatieafspraken.batch.front_door import now\n"
        "if __name__ == '__main__':\n"
        "    folder = Path(sys.argv[1])\n"
        "    paths = sorted(folder.glob('*.xlsx'))\n"
        "    with Ledger(folder / 'l.sqlite', '1', None) as book:\n"
        "        for done in run(paths, Pool(2, Task(check=by_name)), book, now):\n"
        "            print(done.path.name, done.again, flush=True)\n"
    )
    (tmp_path / "loop.py").write_text(script)
    command = [sys.executable, str(tmp_path / "loop.py"), str(tmp_path)]
    judged: list[str] = []
    for _ in range(4):
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert process.stdout
        stop = dice.randint(1, max(2, FILES // 12))
        for line in process.stdout:
            name, again = line.split()
            if again == "False":
                judged.append(name)
                stop -= 1
            if stop == 0:
                process.send_signal(signal.SIGKILL)
                break
        # what is still in the pipe was safe in the ledger too
        judged += [n for n, a in (li.split() for li in process.stdout) if a == "False"]
        process.stdout.close()
        process.wait()
    rest = subprocess.run(command, capture_output=True, text=True, check=True)
    judged += [n for n, a in (li.split() for li in rest.stdout.splitlines()) if a == "False"]
    # A verdict that was safe, but not yet said when the run was killed, is not said again.
    assert len(judged) == len(set(judged))
    book = sqlite3.connect(tmp_path / "l.sqlite")
    rows = book.execute("SELECT pad, status FROM bestand").fetchall()
    book.close()
    assert sorted(Path(pad).name for pad, _ in rows) == sorted(names)
    for pad, status in rows:
        read = Path(pad).name.startswith("slow")
        assert Status(status).is_sound if read else status == "onleesbaar"


@pytest.mark.steekproef(2, familie="lange runs")
def test_a_long_run_in_short(tmp_path: Path) -> None:
    """`python docs/weerbaarheid.py proef` does the same with 510 workbooks and ten kills."""
    came = trial(12, 3, 2, int(os.environ["PRESTATIEAFSPRAKEN_ZAAD"]), tmp_path)
    # A third of them are of a municipality, and full; the others lack the agreed projects.
    assert came.statuses == {"goed": 4, "onvolledig": 8, "onleesbaar": 3}
    assert came.growth <= 0.02


def test_ctrl_c_leaves_an_overview_and_a_ledger(tmp_path: Path, werkmap: bytes) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for number in range(80):  # more than can be done before the signal is there
        (source / f"{number:02}.xlsx").write_bytes(werkmap)
    words = [*WORDS, str(source), "--uitmap", str(tmp_path / "uit"), "--werkers", "1"]
    process = start(words)
    until = time.monotonic() + 120
    while not list(tmp_path.glob("uit/werkmappen/*.html")) and time.monotonic() < until:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=120)
    assert process.returncode == 130
    assert "Traceback" not in told
    assert re.search(r"GBR-017 .* [1-7]?\d van 80 werkmappen", " ".join(told.split()))
    assert "niet aan de beurt" in (tmp_path / "uit/overzicht.html").read_text(encoding="utf-8")
    assert not list(tmp_path.rglob("*.deel"))
    judged = len(list(tmp_path.glob("uit/werkmappen/*.html")))
    assert 0 < judged < 80
    for path in sorted(source.iterdir())[judged + 2 :]:
        path.unlink()
    assert cli([*words[3:], "--hervat"]) == 0
    done = (tmp_path / "uit/overzicht.html").read_text(encoding="utf-8")
    assert f"{judged + 2} van {judged + 2} werkmappen zonder fouten" in done
    assert len(list(tmp_path.glob("uit/werkmappen/*.html"))) == judged + 2


def test_results_are_not_mixed_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.xlsx").write_text("geen werkmap")
    words = ["controleer", str(tmp_path / "in"), "--uitmap", str(tmp_path / "in" / "uit")]
    assert cli(words) == 4
    assert cli(words) == 2
    assert "UIT-020" in capsys.readouterr().err
    assert cli([*words, "--hervat", "--formaat", "json"]) == 4
    bestanden = json.loads(capsys.readouterr().out)["bestanden"]
    assert [Path(b["pad"]).name for b in bestanden] == ["a.xlsx"]  # its own results are no input
    # nor to a run that does not know of them
    assert cli(["controleer", str(tmp_path), "--formaat", "json"]) == 4
    bestanden = json.loads(capsys.readouterr().out)["bestanden"]
    assert [Path(b["pad"]).name for b in bestanden] == ["a.xlsx"]
    assert cli(["controleer", str(tmp_path / "in"), "--uitmap", f"{tmp_path}/in/../in"]) == 2
    assert "GBR-018" in capsys.readouterr().err
    assert cli(["controleer", str(tmp_path), "--hervat"]) == 2
    assert "GBR-004" in capsys.readouterr().err
    with Ledger(tmp_path / "in" / "uit" / "voortgang.sqlite", "1", None):
        assert cli([*words, "--hervat"]) == 2
    assert "UIT-021" in capsys.readouterr().err


def test_results_come_in_the_order_of_the_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whichever was judged first, or in an earlier run."""
    folder, out = tmp_path / "in", tmp_path / "uit"
    folder.mkdir()
    words = ["controleer", str(folder), "--uitmap", str(out), "--hervat", "--formaat", "json"]
    for names in ("c", "abcde"):
        for name in names:
            (folder / f"{name}.xlsx").write_text(name)
        assert cli(words) == 4
    told = capsys.readouterr().out.split("\n}\n")[-2] + "}"
    files = [Path(one["pad"]).stem for one in json.loads(told)["bestanden"]]
    lines = (out / "overzicht.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    assert files == [line[1] for line in lines] == list("abcde")


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    """A file may grow to 100 kB here, as on a disk with no more room."""
    (tmp_path / "a.xlsx").write_text("geen werkmap")

    def small() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (6_000, 6_000))

    words = [*WORDS, str(tmp_path / "a.xlsx"), "--uitmap", str(tmp_path / "uit")]
    done = subprocess.run(words, capture_output=True, text=True, preexec_fn=small)
    assert done.returncode == 2, done.stderr
    assert "UIT-022" in done.stderr or "UIT-004" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.rglob("*.deel"))
    assert cli([*words[3:], "--hervat"]) == 4


def test_a_folder_that_cannot_be_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "uit").write_text("een bestand")
    assert cli(["controleer", str(tmp_path), "--uitmap", str(tmp_path / "uit")]) == 2
    assert "UIT-004" in capsys.readouterr().err


def test_a_file_that_changes_or_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"half")
    seen = os.fstat

    def growing(number: int) -> os.stat_result:
        found = seen(number)
        path.write_bytes(path.read_bytes() + b"meer")
        return found

    monkeypatch.setattr(os, "fstat", growing)
    (finding,) = check(path).findings
    assert finding.code == "BST-017"

    def going(number: int) -> os.stat_result:
        found = seen(number)
        path.unlink(missing_ok=True)
        return found

    monkeypatch.setattr(os, "fstat", going)
    (finding,) = check(path).findings
    assert finding.code == "BST-001"


def test_a_file_in_the_cloud_is_not_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"x")
    found = path.stat()

    class Cloud:
        st_mode, st_size, st_mtime_ns = found.st_mode, found.st_size, found.st_mtime_ns
        st_file_attributes = 0x400000

    monkeypatch.setattr(Path, "stat", lambda self, **_: Cloud())
    with pytest.raises(Exception, match="BST-018"):
        content(path, LIMITS)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.xlsx")
    (finding,) = check(tmp_path / "a.xlsx").findings
    assert finding.code == "BST-003"


def test_what_is_collected(tmp_path: Path) -> None:
    for name in (
        "b.xlsx",
        "~$b.xlsx",
        ".c.xlsx",
        "d.tmp",
        "diep/a.xlsm",
        "uit/x.xlsx",
        "~$q/e.xlsx",
        "eerder/voortgang.sqlite",
        "eerder/overzicht.xlsx",
        "eerder/werkmappen/a.xlsx",
        "eerder/f.xlsx",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "weg.xlsx").symlink_to(tmp_path / "nergens.xlsx")
    (tmp_path / "lus.xlsx").symlink_to(tmp_path / "lus.xlsx")
    found = collect([tmp_path], tmp_path / "uit")
    assert [path.relative_to(tmp_path).as_posix() for path in found] == [
        *("b.xlsx", "diep/a.xlsm", "eerder/f.xlsx", "lus.xlsx", "weg.xlsx"),
    ]
    for name in ("lus", "weg"):
        (finding,) = check(tmp_path / f"{name}.xlsx").findings
        assert finding.code in ("BST-001", "BST-003")


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are text elsewhere")
def test_a_name_in_an_old_coding(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.xlsx"))
    path.write_bytes(b"x")
    assert shown(path).endswith("caf\ufffd.xlsx")
    assert check(path).path == shown(path)
    assert cli(["controleer", str(tmp_path), "--uitmap", str(tmp_path / "uit")]) == 4
    assert look(path).size == 1


@pytest.mark.parametrize("was_on", [True, False])
def test_the_collector_of_cycles_is_left_as_it_was(*, was_on: bool) -> None:
    seen = []

    def of_file() -> Verdict:
        seen.append(gc.isenabled())
        raise MemoryError

    if not was_on:
        gc.disable()
    try:
        assert guarded(Path("x.xlsx"), None, of_file).status == "onleesbaar"
        assert (seen, gc.isenabled()) == ([False], was_on)
    finally:
        gc.enable()
