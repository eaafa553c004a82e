"""How much faster two workers are than one.

python benchmarks/werkers.py [FILES [ROWS]]        default: 40 1000

The clock counts here, so a computer that is busy with other things says little: its load is told.
Beside it stands the bound that follows from processor time alone, whatever else runs: what the
files cost in a worker, and what the parent spends on them. On two processors, two workers share
them with the parent, so the bound is 2 * workers / (workers + parent).
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from snelheid import register, spent

ROUNDS = 3


def main() -> None:
    """Measure one worker and two in turn, and print the ratio and its bound."""
    from prestatieafspraken.batch.judging.check import check
    from prestatieafspraken.batch.run.pool import Pool
    from prestatieafspraken.batch.run.worker import Task

    given = [int(word) for word in sys.argv[1:]]
    files, rows = (*given, *(40, 1_000)[len(given) :])
    with tempfile.TemporaryDirectory() as folder:
        data = register(rows)
        paths = [Path(folder) / f"{number:03}.xlsx" for number in range(files)]
        for path in paths:
            path.write_bytes(data)

        def alone(path: Path) -> int:
            return len(check(path).findings)

        spent(alone, paths[0])
        each = median(spent(alone, path) for path in paths[:5])
        clocks: dict[int, list[float]] = {1: [], 2: []}
        parent: list[float] = []
        for _ in range(ROUNDS):
            for workers, times in clocks.items():
                begin, own = time.perf_counter(), time.process_time()
                with Pool(workers, Task()) as pool:
                    found = pool.verdicts(paths)
                    next(found)  # the start of the workers is paid once, however many files follow
                    began = time.perf_counter()
                    done = sum(1 for _ in found)
                assert done == files - 1
                times.append((time.perf_counter() - began) / done)
                parent.append((time.process_time() - own) / files)
                print(f"{workers}: {time.perf_counter() - begin:.1f} s", file=sys.stderr)
    one, two, own = median(clocks[1]), median(clocks[2]), median(parent)
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0
    print("| files | rows | one worker (ms each) | two | ratio | parent (ms each) | bound | load |")
    print("|---:|---:|---:|---:|---:|---:|---:|---:|")
    print(
        f"| {files} | {rows} | {1000 * one:.0f} | {1000 * two:.0f} | {one / two:.2f} "
        f"| {1000 * own:.1f} | {2 * each / (each + own):.2f} | {load:.1f} |"
    )


if __name__ == "__main__":
    main()
