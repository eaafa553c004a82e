"""How fast the annotated copy is made, beside loading and saving the workbook with openpyxl.

python benchmarks/kopie.py [ROWS ...]        default: 12000

Both mark the same findings. Processor time of this process, medians of alternating rounds; only
the ratio means anything elsewhere.
"""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path
from statistics import median

from snelheid import ROUNDS, register, spent


def main() -> None:
    """Measure every size and print the ratio."""
    from openpyxl import load_workbook
    from openpyxl.styles import PatternFill

    from prestatieafspraken.batch.judging.check import check
    from prestatieafspraken.workbook.patching.annotate import annotate

    mark = PatternFill("solid", fgColor="FFFFC9C9")
    print("| rows | findings | copy (ms) | openpyxl (ms) | openpyxl / copy |")
    print("|---:|---:|---:|---:|---:|")
    for rows in [int(word) for word in sys.argv[1:]] or [12_000]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "register.xlsx"
            path.write_bytes(register(rows))
            findings = check(path).findings

            def ours(path: Path) -> int:
                return len(annotate(path.read_bytes(), findings))  # noqa: B023

            def peer(path: Path) -> int:
                book = load_workbook(path)
                for finding in findings:  # noqa: B023
                    place = finding.place
                    if place.blad in book.sheetnames and place.cel and ":" not in place.cel:
                        book[place.blad][place.cel].fill = mark
                sheet = book.create_sheet("Bevindingen controle")
                for finding in findings:  # noqa: B023
                    sheet.append([str(finding.ernst), finding.place.cel, finding.melding])
                stream = io.BytesIO()
                book.save(stream)
                return len(stream.getvalue())

            times = [(spent(ours, path), spent(peer, path)) for _ in range(ROUNDS)]
            own, other = (1000 * median(column) for column in zip(*times, strict=True))
            print(
                f"| {rows} | {len(findings)} | {own:.0f} | {other:.0f} | {other / own:.1f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
