"""Workbooks as they are sent in, and what a run makes of the hostile ones."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hostile import KINDS

from prestatieafspraken.afspraken import load
from prestatieafspraken.batch.pool import Pool
from prestatieafspraken.batch.verdict import Verdict
from prestatieafspraken.batch.worker import Task
from prestatieafspraken.validators.codelists import codelists
from prestatieafspraken.validators.tables import of_party
from prestatieafspraken.workbook.build import build
from prestatieafspraken.workbook.prefill import prefill


@pytest.fixture(scope="session")
def werkmap() -> bytes:
    """Build the workbook of Woonforte."""
    afspraken = load("alphen-aan-den-rijn", 2019)
    partij = afspraken.partij("Woonforte")
    rows, lists = prefill(afspraken, partij), codelists(afspraken)
    return build(afspraken, partij, of_party(partij.soort), lists, rows, date(2019, 12, 31))


@pytest.fixture(scope="session")
def hostile(werkmap: bytes, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Verdict]:
    """Judge a file of every hostile kind, in workers."""
    folder = tmp_path_factory.mktemp("vijandig")
    names = {}
    for number, kind in enumerate(KINDS):
        path = folder / f"{number}-{re.sub('[^a-z0-9]+', '-', kind.name)}.xlsx"
        path.write_bytes(kind.make(werkmap))
        names[path] = kind.name
    with Pool(2, Task()) as pool:
        return {names[path]: verdict for path, verdict in pool.verdicts(names)}
