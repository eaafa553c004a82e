"""Files made to harm: each is told with a code, a sentence and a repair, and harms nothing."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from proving.hostile.kinds import KINDS, Hostile
from proving.hostile.mutants import outcomes, sound

from prestatieafspraken.batch.judging.verdict import Verdict, exit_code

pytestmark = pytest.mark.traag

AMOUNT = int(os.environ.get("PRESTATIEAFSPRAKEN_MUTANTEN", "16"))
SEED = int(os.environ.get("PRESTATIEAFSPRAKEN_ZAAD", time.time_ns() % 1_000_000))


def test_there_are_kinds_enough() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS) >= 60


@pytest.mark.steekproef(40)
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
    seen = 0
    for one in outcomes([werkmap], AMOUNT, SEED, tmp_path):
        sound(one.verdict)
        # no crash, no hang, no want of memory that the door let through, nothing lost in silence
        codes = {finding.code for finding in one.verdict.findings}
        assert not codes & {"BST-014", "BST-015", "BST-016"}, (one.path.name, SEED)
        assert one.seconds <= 20, (one.path.name, SEED)
        assert one.peak <= 1024, (one.path.name, SEED)
        assert not one.silent, (one.path.name, SEED)
        code = {"goed": 0, "onvolledig": 0, "fouten": 1, "onleesbaar": 4}[one.verdict.status]
        assert exit_code([one.verdict]) == code
        seen += 1
    assert seen == AMOUNT
