"""A long run over good workbooks with hostile ones among them: watched, killed and resumed.

All are judged undisturbed while the memory of the run is watched, then once more with kills at
random moments, and the two are compared. `python docs/weerbaarheid.py proef` does it with 510.
"""

from __future__ import annotations

import json
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from proving.hostile.damage import repack
from proving.hostile.kinds import KINDS
from proving.kit import voorbeeld

WORDS = [sys.executable, "-m", "prestatieafspraken.cli", "controleer"]
WARM = 10
"""After so many files all that a run needs is in its memory."""

REFUSED = [kind for kind in KINDS if kind.codes and "BST" < kind.codes[0] < "BST-019"]
"""Kinds that cannot be read."""


@dataclass(frozen=True)
class Trial:
    """What came of it: the verdicts, MB of the run (see `undisturbed`), verdicts safe at a kill."""

    statuses: Counter[str]
    warm: float
    judging: float
    most: float
    kept: Sequence[int]

    @property
    def growth(self) -> float:
        """Growth of the memory from when it was warm until all were judged, as a share."""
        return self.judging / self.warm - 1


def workbooks(good: int, hostile: int, folder: Path, seed: int) -> None:
    """Write good workbooks, each with another text in a cell, and hostile ones among them."""
    dice = random.Random(seed)  # noqa: S311
    bases = [voorbeeld.werkmap(partij, 1) for partij in voorbeeld.PARTIJEN]
    for number in range(good):
        data = numbered(bases[number % len(bases)], number)
        (folder / f"{dice.randrange(10**6):06}-goed-{number}.xlsx").write_bytes(data)
    sent = voorbeeld.gedrukt("Woonforte")
    for number, kind in enumerate(dice.sample(REFUSED, hostile)):
        name = f"{dice.randrange(10**6):06}-vijandig-{number}.xlsx"
        (folder / name).write_bytes(kind.make(sent))


def numbered(data: bytes, number: int) -> bytes:
    """Give a workbook with a number at the end of one remark, so that it is like no other."""
    hits: list[str] = []

    def change(name: str, content: bytes) -> bytes:
        if hits or not re.search(r"worksheets/.*\.xml$", name):
            return content
        changed = re.sub(
            rb"(Besproken met alle deelnemers)", rb"\1 (%d)" % number, content, count=1
        )
        hits.extend([name] if changed != content else [])
        return changed

    made = repack(data, change)
    assert hits, "no remark to number"
    return made


def undisturbed(source: Path, out: Path) -> tuple[float, float, float]:
    """Run once, and give the memory of the run in MB: when warm, the most while it judges, at all.

    At the end the overview is made, which takes room by the number of its rows.
    """
    total = len(list(source.iterdir()))
    process = start(source, out)
    warm = judging = most = 0.0
    while process.poll() is None:
        memory, done = _memory(process.pid), pages(out)
        if not warm and done >= WARM:
            warm = memory
        if warm and done < total:
            judging = max(judging, memory)
        most = max(most, memory)
        time.sleep(0.05)
    return warm, judging, most


def disturbed(source: Path, out: Path, kills: int, seed: int) -> list[int]:
    """Run and kill so many times, then to the end; give how many verdicts were safe each time."""
    dice = random.Random(seed)  # noqa: S311
    total = len(list(source.iterdir()))
    safe: dict[str, str] = {}
    kept = []
    for _ in range(kills):
        process = start(source, out)
        wanted = pages(out) + dice.randint(0, 2 * total // (kills + 2))
        while process.poll() is None and pages(out) < wanted:
            time.sleep(0.01)
        time.sleep(dice.random())
        process.send_signal(signal.SIGKILL)
        process.wait()
        now = times(out)
        assert safe.items() <= now.items()  # what was safe is not judged again
        safe = now
        kept.append(len(safe))
    process = start(source, out)
    process.wait()
    assert safe.items() <= times(out).items()
    return kept


def results(source: Path, out: Path) -> tuple[dict[str, dict[str, object]], Counter[str]]:
    """Give the result of each file and count the verdicts; no file without, none with two or half.

    A verdict is on a workbook by itself; its result also says what lies beside it.
    """
    names = sorted(path.name for path in source.iterdir())
    found = {}
    for path in (out / "werkmappen").glob("*.json"):
        (one,) = json.loads(path.read_text(encoding="utf-8"))["bestanden"]
        assert path.with_suffix(".html").read_text(encoding="utf-8").rstrip().endswith("</html>")
        found[Path(one["pad"]).name] = one
    assert sorted(found) == names
    html = (out / "overzicht.html").read_text(encoding="utf-8")
    assert sorted(re.findall(r'row"><a href="werkmappen/[^"]*">([^<]*)</a>', html)) == names
    assert "afgebroken" not in html
    ledger = sqlite3.connect(out / "voortgang.sqlite")
    rows = ledger.execute("SELECT pad, status, sha256 FROM bestand").fetchall()
    ledger.close()
    assert sorted(Path(path).name for path, *_ in rows) == names
    for path, status, sha256 in rows:
        assert found[Path(path).name]["sha256"] == sha256
        assert (status == "onleesbaar") == ("vijandig" in Path(path).name), path
    return found, Counter(status for _, status, _ in rows)


def trial(good: int, hostile: int, kills: int, seed: int, folder: Path) -> Trial:
    """Do it all; assert that nothing is lost, doubled or different."""
    source = folder / "in"
    source.mkdir()
    workbooks(good, hostile, source, seed)
    memory = undisturbed(source, folder / "ongestoord")
    kept = disturbed(source, folder / "gestoord", kills, seed)
    whole = results(source, folder / "ongestoord")
    assert whole == results(source, folder / "gestoord")
    return Trial(whole[1], *memory, kept)


def start(source: Path, out: Path) -> subprocess.Popen[bytes]:
    """Start a run that goes on where the last one stopped."""
    words = [*WORDS, str(source), "--uitmap", str(out), "--hervat", "--werkers", "2"]
    return subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def pages(out: Path) -> int:
    """Count the files with a result."""
    return len(list(out.glob("werkmappen/*.json")))


def times(out: Path) -> dict[str, str]:
    """Give when each file in the ledger was done."""
    if not (out / "voortgang.sqlite").exists():
        return {}
    ledger = sqlite3.connect(out / "voortgang.sqlite")
    try:
        return dict(ledger.execute("SELECT sleutel, klaar FROM bestand").fetchall())
    except sqlite3.OperationalError:  # killed before there was a table
        return {}
    finally:
        ledger.close()


def _memory(process: int) -> float:
    """Give the MB that a process holds; 0 when it has just ended."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    found = re.search(r"VmRSS:\s*(\d+)", status)
    return int(found[1]) / 1024 if found else 0
