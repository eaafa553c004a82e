"""Files made to harm: each is told with a code, a sentence and a repair, and harms nothing."""

from __future__ import annotations

import os
import random
import re
import time
from pathlib import Path

import pytest
from hostile import KINDS, Hostile
from mutate import mostly_read, mutate

from prestatieafspraken.batch.pool import Pool
from prestatieafspraken.batch.verdict import Verdict, exit_code
from prestatieafspraken.batch.worker import Task

AMOUNT = int(os.environ.get("PRESTATIEAFSPRAKEN_MUTANTEN", "60"))
SEED = int(os.environ.get("PRESTATIEAFSPRAKEN_ZAAD", time.time_ns() % 1_000_000))


def sound(verdict: Verdict) -> None:
    """Check what holds of every verdict, whatever the file was."""
    assert verdict.status in ("goed", "fouten", "onleesbaar"), verdict.findings
    for finding in verdict.findings:
        assert re.fullmatch(r"[A-Z]{3}-\d{3}", finding.code)
        for sentence in (finding.melding, finding.herstel):
            assert sentence
            assert "{" not in sentence.replace("{{7*7}}", "")
            assert "Traceback" not in sentence
    if verdict.status == "onleesbaar":
        assert verdict.findings[-1].ernst == "FOUT"


def test_there_are_kinds_enough() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS) >= 60


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_hostile_file(kind: Hostile, hostile: dict[str, Verdict]) -> None:
    verdict = hostile[kind.name]
    sound(verdict)
    codes = {finding.code for finding in verdict.findings}
    if kind.codes:
        assert codes & set(kind.codes), verdict.findings
    else:
        assert verdict.status != "onleesbaar", verdict.findings
    if any(code.startswith("BST-01") for code in codes):
        assert verdict.status == "onleesbaar"
        assert exit_code([verdict]) == 4


def test_mutations_never_harm(werkmap: bytes, tmp_path: Path) -> None:
    """Run more with PRESTATIEAFSPRAKEN_MUTANTEN=5000; repeat one with PRESTATIEAFSPRAKEN_ZAAD."""
    print(f"{AMOUNT} mutations, seed {SEED}")  # noqa: T201 (shown when it fails)
    odd = [werkmap, *(kind.make(werkmap) for kind in KINDS if not kind.codes)]
    seen = 0
    with Pool(2, Task(check=mostly_read)) as pool:
        for batch in range(0, AMOUNT, 100):
            paths = []
            for number in range(batch, min(batch + 100, AMOUNT)):
                dice = random.Random(SEED * 1_000_000 + number)  # noqa: S311
                source = werkmap if dice.random() < 0.7 else dice.choice(odd)
                path = tmp_path / f"{number}.xlsx"
                path.write_bytes(mutate(source, dice))
                paths.append(path)
            for path, verdict in pool.verdicts(paths):
                sound(verdict)
                # no crash, no hang, no want of memory that the door let through
                codes = {finding.code for finding in verdict.findings}
                assert not codes & {"BST-014", "BST-015", "BST-016"}, (path.name, SEED)
                path.unlink()
                seen += 1
    assert seen == AMOUNT
