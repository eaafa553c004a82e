"""So many damaged workbooks judged in workers, and what each of them cost and came to."""

from __future__ import annotations

import json
import random
import re
import sys
import time
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from prestatieafspraken.batch.judging.check import check
from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.batch.run.pool import Pool
from prestatieafspraken.batch.run.worker import Task
from prestatieafspraken.workbook.book import Book
from prestatieafspraken.workbook.lists.checked import Status
from prestatieafspraken.workbook.package.limits import MB, Limits
from prestatieafspraken.workbook.reading.read import read
from proving.hostile.kinds import KINDS
from proving.hostile.mutate import mutate
from proving.kit.tabellen import of_party

AT_ONCE = 100
"""So many lie on disk at the same time."""
LARGEST = 1 * MB
"""An odd workbook of more bytes is not damaged: its size is what is odd, and it takes long."""


@dataclass(frozen=True)
class Outcome:
    """What became of one damaged workbook.

    `seconds` of the processor and `peak`, the most MB that its worker ever held, are unknown (0)
    when the worker died. `silent` says that cells are gone and that nothing tells so.
    """

    path: Path
    verdict: Verdict
    seconds: float
    peak: float
    silent: bool


def outcomes(goods: Sequence[bytes], amount: int, seed: int, folder: Path) -> Iterator[Outcome]:
    """Damage and judge so many workbooks; number and seed make each the same every time."""
    odd = [kind.make(goods[0]) for kind in KINDS if not kind.codes]
    sources = [*goods, *(data for data in odd if len(data) <= LARGEST)]
    for number, data in enumerate(sources):
        (folder / f"bron-{number}.xlsx").write_bytes(data)
    whole = {path.name: _account(path) for path in sorted(folder.glob("bron-*.xlsx"))}
    with Pool(2, Task(check=measured)) as pool:
        for start in range(0, amount, AT_ONCE):
            made = {}
            for number in range(start, min(start + AT_ONCE, amount)):
                dice = random.Random(seed * 1_000_000 + number)  # noqa: S311
                good = dice.random() < 0.7
                source = dice.randrange(len(goods) if good else len(sources))
                path = folder / f"{seed}-{number}.xlsx"
                path.write_bytes(mutate(sources[source], dice))
                made[path] = whole[f"bron-{source}.xlsx"]
            for path, verdict in pool.verdicts(made):
                yield _outcome(path, verdict, made[path])
                path.unlink()


def sound(verdict: Verdict) -> None:
    """Check what holds of every verdict, whatever the file was."""
    assert verdict.status in ("goed", "onvolledig", "fouten", "onleesbaar"), verdict.findings
    for finding in verdict.findings:
        assert re.fullmatch(r"[A-Z]{3}-\d{3}", finding.code)
        for sentence in (finding.melding, finding.herstel):
            assert sentence
            assert "{" not in sentence.replace("{{7*7}}", "")
            assert "Traceback" not in sentence
    if verdict.status == "onleesbaar":
        assert any(finding.ernst == "FOUT" for finding in verdict.findings)


def measured(path: Path, day: date | None, limits: Limits, *_: object) -> Verdict:
    """Judge one in five and only read the others, which is where files do harm; note the cost."""
    start = time.process_time()
    if zlib.crc32(path.name.encode()) % 5 == 0:
        verdict = check(path, day, limits)
        book = verdict.book
    else:
        book = read(path, of_party, limits)
        verdict = Verdict(
            str(path), Status.GOED if book.readable else Status.ONLEESBAAR, tuple(book.findings)
        )
    noted = {"seconds": time.process_time() - start, "peak": _peak(), **_cells(book)}
    path.with_suffix(".json").write_text(json.dumps(noted))
    return verdict


def _account(path: Path) -> dict[str, object]:
    """Read a workbook before it is damaged: its cells by table, and the codes of its findings."""
    book = read(path, of_party)
    return {"codes": {finding.code for finding in book.findings}, **_cells(book)}


def _cells(book: Book | None) -> dict[str, object]:
    tables = book.tables.items() if book else ()
    return {"cells": {name: int(table.raw.count().sum()) for name, table in tables}}


def _outcome(path: Path, verdict: Verdict, whole: dict[str, object]) -> Outcome:
    note = path.with_suffix(".json")
    noted = json.loads(note.read_text()) if note.exists() else {"seconds": 0, "peak": 0}
    note.unlink(missing_ok=True)
    told = {finding.code for finding in verdict.findings} - whole["codes"]
    # One piece of damage takes a cell or a few; a table that is gone must be told of.
    gone = (
        any(noted["cells"].get(name, 0) < cells - 3 for name, cells in whole["cells"].items())
        if "cells" in noted
        else False
    )
    silent = verdict.status != "onleesbaar" and gone and not told
    return Outcome(path, verdict, noted["seconds"], noted["peak"], silent)


def _peak() -> float:
    if sys.platform == "win32":
        return 0
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / MB if sys.platform == "darwin" else used / 1024
