"""What long texts cost to judge: four times as long may not cost much more than four times as much.

python benchmarks/teksten.py

A workbook with 40 cells of one shape (a number of a person, brackets, words of one letter, ...) is
judged with cells of 8,000, 16,000 and 32,000 characters. Processor time of this process counts;
the workbook without those cells is taken off. What grows with the square has 16 in the last column.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

SHAPES = {
    "numbers of persons": "111222333 ",
    "numbers to call": "06-12345678 ",
    "accounts": "NL91ABNA0417164300 ",
    "mail": "a@b.",
    "at signs": "@",
    "digits": "1",
    "digits and spaces": "1 ",
    "digits and dashes": "1-",
    "digits and points": ".000",
    "words of one letter": "a a ",
    "capitals": "Jan de ",
    "streets": "Kerkstraat 1 ",
    "postcodes": "2405XB ",
    "brackets": "(",
    "square brackets": "[@[",
    "commas": "a, ",
    "quotes": "'",
    "semicolons": "; ",
    "unicode spaces": "1\u00a0",
    "other scripts": "\u0430b ",
}
LENGTHS = (8_000, 16_000, 32_000)
ROUNDS = 3


def main() -> None:
    """Measure every shape and print the ratios."""
    from proving.hostile.kinds import cells, noise, text
    from proving.kit import voorbeeld

    from prestatieafspraken.batch.judging.check import check

    base = voorbeeld.gedrukt("Woonforte")

    def spent(path: Path) -> float:
        rounds = []
        for _ in range(ROUNDS):
            begin = time.process_time()
            check(path)
            rounds.append(time.process_time() - begin)
        return median(rounds)

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        path.write_bytes(base)
        check(path)  # what is imported on the way
        nothing = spent(path)
        print(f"without those cells: {1000 * nothing:.0f} ms\n")
        print("| shape | 8,000 (ms) | 16,000 | 32,000 | 32,000 / 8,000 |")
        print("|---|---:|---:|---:|---:|")
        ends = noise(40 * 150).hex()
        for name, unit in SHAPES.items():
            took = []
            for length in LENGTHS:
                full = (unit * (length // len(unit) + 1))[:length]
                rows = [
                    b'<row r="%d">%s</row>'
                    % (r, text(f"P{r}", full + ends[(r - 100) * 300 :][:300]))
                    for r in range(100, 140)
                ]
                path.write_bytes(cells(*rows)(base))
                took.append(max(spent(path) - nothing, 0.001))
            times = " | ".join(f"{1000 * one:.0f}" for one in took)
            print(f"| {name} | {times} | {took[-1] / took[0]:.1f} |", flush=True)


if __name__ == "__main__":
    main()
