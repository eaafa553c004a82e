"""The test files of others: none of them is ours, and each is told so in Dutch."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from proving.hostile.mutants import sound

from prestatieafspraken.batch.judging.verdict import exit_code
from prestatieafspraken.batch.run.pool import Pool
from prestatieafspraken.batch.run.worker import Task

FOLDER = os.environ.get("PRESTATIEAFSPRAKEN_OPENBAAR", "")


@pytest.mark.skipif(
    not FOLDER,
    reason="no public test files (proving/hostile/openbaar.py; PRESTATIEAFSPRAKEN_OPENBAAR)",
)
def test_the_test_files_of_others() -> None:
    paths = sorted(path for path in Path(FOLDER).rglob("*") if path.is_file())
    assert paths
    with Pool(2, Task()) as pool:
        found = dict(pool.verdicts(paths))
    assert sorted(found) == paths
    for path, verdict in found.items():
        sound(verdict)
        assert verdict.status == "onleesbaar", path.name
        assert exit_code([verdict]) == 4
        codes = {finding.code for finding in verdict.findings}
        assert not codes & {"BST-014", "BST-015", "BST-016"}, path.name
