"""Workbooks as they are sent in, and what a run makes of the hostile ones."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from proving.hostile.kinds import KINDS, Hostile
from proving.kit import voorbeeld
from proving.kit.once import once

from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.batch.run.ledger import as_text, from_text
from prestatieafspraken.batch.run.pool import Pool
from prestatieafspraken.batch.run.worker import Task


@pytest.fixture(scope="session")
def werkmap() -> bytes:
    """Build the workbook of Woonforte."""
    return voorbeeld.gedrukt("Woonforte")


@pytest.fixture(scope="session")
def hostile(
    werkmap: bytes, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> dict[str, Verdict]:
    """Judge a file of every hostile kind that this run asks for."""
    made = [getattr(item, "callspec", None) for item in request.session.items]
    kinds = [one.params["kind"] for one in made if one and "kind" in one.params]

    def make(folder: Path) -> None:
        verdicts = _judged(werkmap, folder, [kind for kind in KINDS if kind in kinds])
        texts = {name: as_text(verdict) for name, verdict in verdicts.items()}
        (folder / "vijandig.json").write_text(json.dumps(texts), encoding="utf-8")

    found = once(tmp_path_factory, "vijandig", make) / "vijandig.json"
    texts = json.loads(found.read_text(encoding="utf-8"))
    return {name: from_text(text) for name, text in texts.items()}


def _judged(werkmap: bytes, folder: Path, kinds: list[Hostile]) -> dict[str, Verdict]:
    names = {}
    for number, kind in enumerate(kinds):
        path = folder / f"{number}-{re.sub('[^a-z0-9]+', '-', kind.name)}.xlsx"
        path.write_bytes(kind.make(werkmap))
        names[path] = kind.name
    with Pool(2, Task()) as pool:
        return {names[path]: verdict for path, verdict in pool.verdicts(names)}
