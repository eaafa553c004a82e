"""Measure one press on Controleer werkmap: `python docs/meet_druk.py` prints where the time goes.

The workbook is the shared one with a sheet of labels of 12,000 rows and 200 planted faults. It
runs in a LibreOffice of its own; nothing is saved.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path
from uuid import uuid4

from prestatieafspraken.addin import findings_sheet, marks, open_book, record
from prestatieafspraken.addin.libreoffice import office
from prestatieafspraken.addin.libreoffice.cells import Range
from prestatieafspraken.addin.libreoffice.engine import activate
from prestatieafspraken.addin.press import run
from prestatieafspraken.afspraken import load
from prestatieafspraken.validators.codelists import codelists
from prestatieafspraken.validators.tables import TABLES, table
from prestatieafspraken.workbook.build import build
from prestatieafspraken.workbook.prefill import prefill

ROWS, FAULTS = 12_000, 200
SHEET = "energielabels"


def workbook() -> bytes:
    """Build the workbook with many rows, of which some hold a text in place of a number."""
    afspraken = load("alphen-aan-den-rijn", 2019)
    owner = next(partij for partij in afspraken.partijen if partij.soort == "gemeente")
    lists = codelists(afspraken)
    rows = prefill(afspraken, owner)
    rows[SHEET] = [_row(number, lists) for number in range(ROWS)]
    return build(afspraken, owner, TABLES, lists, rows, date(2019, 12, 31))


def _row(number: int, lists: dict[str, tuple[str, ...]]) -> dict[str, object]:
    values: dict[str, object] = {}
    for column in table(SHEET).input_columns:
        if column.codelist:
            choices = lists[column.codelist]
            values[column.name] = choices[number % len(choices)]
        elif str(column.schema.dtype) == "string":
            values[column.name] = f"woning {number}"
        elif str(column.schema.dtype) in ("Int64", "Float64"):
            low = int(column.statistics.get("min_value") or 0)
            values[column.name] = "onbekend" if number < FAULTS else low + 1
    return values


def main() -> None:
    """Press once, and say how long each part took and how often the program was asked for cells."""
    spent: Counter[str] = Counter()
    calls: Counter[str] = Counter()
    inside: list[str] = []

    def timed(module: object, name: str, label: str) -> None:
        function = getattr(module, name)

        def wrapper(*args: object, **kwargs: object) -> object:
            began = time.perf_counter()
            inside.append(label)
            try:
                return function(*args, **kwargs)
            finally:
                inside.pop()
                spent[label] += time.perf_counter() - began

        setattr(module, name, wrapper)

    timed(open_book, "raw_book", "bulk reading through LibreOffice")
    timed(open_book, "normalise", "normalising")
    timed(open_book, "judged", "judging")
    timed(marks, "mark", "marking cells")
    timed(marks, "unmark", "clearing marks")
    timed(findings_sheet, "show", "writing Bevindingen")
    timed(record, "save", "writing the record")
    read = Range.raw_value.fget

    def counted(self: Range) -> object:
        calls[f"{inside[-1] if inside else 'other'}"] += 1
        return read(self)

    Range.raw_value = property(counted, Range.raw_value.fset)  # type: ignore[assignment]
    pipe = f"meting-{uuid4().hex}"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "meting.xlsx"
        path.write_bytes(workbook())
        process = office.start(pipe, profile=Path(folder) / "profiel", headless=True)
        try:
            book = activate(pipe).books.open(path)
            began = time.perf_counter()
            sentence = run(book, "controleer_werkmap")
            total = time.perf_counter() - began
            marked = len(record.load(book).merken)
        finally:
            process.terminate()
            process.wait(30)
    print(f"{sys.platform}, {ROWS} rows, {marked} cells marked: {sentence}")
    for label, seconds in spent.most_common():
        print(f"{label:36} {seconds:7.2f} s  {seconds / total:6.1%}")
    print(f"{'whole press':36} {total:7.2f} s")
    print("reads of cells:", dict(calls))


if __name__ == "__main__":
    main()
