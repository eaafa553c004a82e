"""Workers that die, hang or overrun: one file pays, the others are judged."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from proving.hostile.misbehave import by_name

from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.batch.run.pool import Pool, _Worker
from prestatieafspraken.batch.run.worker import Task, bounded
from prestatieafspraken.workbook.finding import Finding, Severity
from prestatieafspraken.workbook.lists.checked import Status
from prestatieafspraken.workbook.package.limits import Cost


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Verdict]:
    """Judge good files with one of each kind of trouble among them."""
    folder = tmp_path_factory.mktemp("werkers")
    names = ["quick1", "abort", "segv", "killed", "exit", "rust", "memory", "quick2"]
    # Little time is only for what never ends: on a busy computer it would end the others too.
    runs = [(names, Cost()), (["spin", "sleep", "quick3"], Cost(seconds=3, clock=6))]
    found = []
    for some, cost in runs:
        with Pool(2, Task(check=by_name, cost=cost)) as pool:
            found += pool.verdicts([folder / f"{name}.xlsx" for name in some])
    assert len(found) == sum(len(some) for some, _ in runs)
    return {path.stem: verdict for path, verdict in found}


@pytest.mark.parametrize(
    ("name", "code", "word"),
    [
        ("abort", "BST-016", "brak onverwacht af"),
        ("segv", "BST-016", "brak onverwacht af"),
        ("killed", "BST-016", "brak onverwacht af"),
        ("exit", "BST-016", "brak onverwacht af"),
        ("rust", "BST-015", "meer dan 1024 MB geheugen"),
        ("memory", "BST-015", "meer dan 1024 MB geheugen"),
        ("spin", "BST-014", "seconden en is afgebroken"),  # by processor, or by clock when busy
        ("sleep", "BST-014", "langer dan 6 seconden"),
    ],
)
def test_trouble_becomes_one_finding(
    name: str, code: str, word: str, verdicts: dict[str, Verdict]
) -> None:
    verdict = verdicts[name]
    assert verdict.status == "onleesbaar"
    (finding,) = verdict.findings
    assert finding.code == code
    assert word in finding.melding
    assert finding.herstel


def test_the_others_are_judged(verdicts: dict[str, Verdict]) -> None:
    assert {verdicts[f"quick{n}"].status for n in (1, 2, 3)} == {"goed"}


def test_more_findings_than_anybody_reads_are_counted() -> None:
    many = [Finding("XXX-001", Severity.INFO, "i", "h") for _ in range(20)]
    wrong = Finding("XXX-002", Severity.FOUT, "f", "h")
    kept = bounded(Verdict("x", Status.FOUTEN, (*many, wrong)), 5).findings
    assert len(kept) == 6
    assert kept[0] == wrong
    assert (kept[-1].code, kept[-1].melding) == (
        "BST-027",
        "Er zijn nog 16 bevindingen; die zijn niet opgesomd.",
    )


@pytest.mark.parametrize("ready", [True, False])
def test_only_a_worker_that_never_starts_is_told_when_it_ends_without_a_file(ready: bool) -> None:
    gone: Any = SimpleNamespace(**dict.fromkeys(("join", "kill", "close"), lambda *_: None))
    gone.exitcode = 1
    pool = Pool(1, Task(check=by_name, cost=Cost()))
    worker = _Worker(gone, gone, Path("weg.txt"), ready)
    pool._workers.append(worker)
    with nullcontext() if ready else pytest.raises(RuntimeError, match="does not start"):
        assert pool._autopsy(worker) is None
    assert pool._workers == []
