"""Where the time of one press on Controleer werkmap goes, in LibreOffice.

python benchmarks/druk.py [ROWS] [FINDINGS]     default: 12000 200

The shared workbook gets a sheet of labels with so many rows, of which some hold a label that does
not exist: each is one finding. It is pressed in a LibreOffice of its own; nothing is saved. Only
the shares mean anything elsewhere.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

from prestatieafspraken.addin import findings_sheet, marks, open_book, record
from prestatieafspraken.addin.libreoffice import office
from prestatieafspraken.addin.libreoffice.cells import Range
from prestatieafspraken.addin.libreoffice.conditional import ConditionalFormats
from prestatieafspraken.addin.libreoffice.engine import activate
from prestatieafspraken.addin.press import run
from prestatieafspraken.afspraken import load
from prestatieafspraken.validators.sheets.tables import table
from prestatieafspraken.validators.workbook import workbook as build
from prestatieafspraken.workbook.building.prefill import prefill

TABLE = "energielabels"
METHOD = "2015-2020 (Nader Voorschrift)"
COLUMNS = ("eenheid", "corporatie", "bag_id", "methode", "label")
PARTS = (
    (open_book, "raw_book", "reading cells through LibreOffice"),
    (open_book, "normalise", "making tables of them"),
    (open_book, "judged", "judging"),
    (marks, "unmark", "writing: taking away marks"),
    (marks, "mark", "writing: marks"),
    (findings_sheet, "show", "writing: the sheet Bevindingen"),
    (record, "save", "writing: what is remembered"),
)


def workbook(rows: int, findings: int) -> bytes:
    """Build the shared workbook with dwellings in it, some of them with a wrong label."""
    afspraken = load("alphen-aan-den-rijn", 2019)
    owner = next(partij for partij in afspraken.partijen if partij.is_gemeente)
    filled = prefill(afspraken, owner)
    filled[TABLE] = [
        dict(zip(COLUMNS, _dwelling(n, n < findings), strict=True)) for n in range(rows)
    ]
    return build(afspraken, owner, date(2019, 12, 31), filled)


def _dwelling(number: int, wrong: bool) -> tuple[str, ...]:
    letter = "Z" if wrong else "ABCDEFG"[number % 7]
    bag = f"{484010000000000 + number:016}"
    return f"VHE-{number:06}", "Woonforte", bag, METHOD, letter


@contextmanager
def measured() -> Iterator[tuple[Counter[str], Counter[tuple[str, str]]]]:
    """Note the seconds of each part, and the calls to LibreOffice by kind and sheet."""
    spent: Counter[str] = Counter()
    calls: Counter[tuple[str, str]] = Counter()
    undo: list[tuple[Any, str, Any]] = []

    def put(owner: Any, name: str, new: Any) -> None:
        undo.append((owner, name, owner.__dict__[name]))
        setattr(owner, name, new)

    def timed(function: Callable[..., Any], label: str) -> Callable[..., Any]:
        def wrapper(*args: Any) -> Any:
            began = time.perf_counter()
            try:
                return function(*args)
            finally:
                spent[label] += time.perf_counter() - began

        return wrapper

    def counted(function: Callable[..., Any], kind: str) -> Callable[..., Any]:
        def wrapper(self: Any, *args: Any) -> Any:
            calls[kind, self.sheet.name] += 1
            return function(self, *args)

        return wrapper

    for module, name, label in PARTS:
        put(module, name, timed(getattr(module, name), label))
    read = Range.__dict__["raw_value"]
    put(Range, "raw_value", property(counted(read.fget, "bulk reads"), read.fset))
    put(Range, "add_note", counted(Range.add_note, "notes"))
    put(ConditionalFormats, "add_custom", counted(ConditionalFormats.add_custom, "fills"))
    try:
        yield spent, calls
    finally:
        for owner, name, old in reversed(undo):
            setattr(owner, name, old)


def main() -> None:
    """Press twice and say of each press what it took."""
    rows, findings = [int(word) for word in sys.argv[1:]] or (12_000, 200)
    pipe = f"meting-{uuid4().hex}"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "meting.xlsx"
        path.write_bytes(workbook(rows, findings))
        process = office.start(pipe, profile=Path(folder) / "profiel", headless=True)
        try:
            book = activate(pipe).books.open(path)
            for title in ("first press", "second press"):
                with measured() as (spent, calls):
                    began = time.perf_counter()
                    sentence = run(book, "controleer_werkmap")
                    total = time.perf_counter() - began
                report(title, sentence, total, spent, calls)
            sheet = table(TABLE).sheet
            found = record.load(book).bevindingen
            faults = sum(t.blad == sheet and t.ernst == "FOUT" for t in found)
            print(f"\n{rows} rows on {sheet}, {findings} planted, {faults} found there as FOUT")
        finally:
            process.terminate()
            process.wait(30)


def report(
    title: str, sentence: str, total: float, spent: Counter[str], calls: Counter[tuple[str, str]]
) -> None:
    """Print one press as a table."""
    print(f"\n{title}: {sentence}\n\n| part | seconds | share |\n|---|---:|---:|")
    for _, _, label in PARTS:
        print(f"| {label} | {spent[label]:.2f} | {spent[label] / total:.0%} |")
    rest = total - sum(spent.values())
    print(f"| the rest | {rest:.2f} | {rest / total:.0%} |\n| the whole press | {total:.2f} | |\n")
    for kind in ("bulk reads", "fills", "notes"):
        here = {sheet: amount for (one, sheet), amount in calls.items() if one == kind}
        most = max(here, key=lambda sheet: here[sheet], default="")
        told = f", at most {here[most]} on one ({most})" if here else ""
        print(f"{kind}: {sum(here.values())} calls on {len(here)} sheets{told}")


if __name__ == "__main__":
    main()
