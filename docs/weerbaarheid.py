"""Write docs/weerbaarheid.md: what became of every hostile file and of so many mutations.

python docs/weerbaarheid.py [MUTATIONS [SEED]]
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

HEAD = """# Weerbaarheid

Deze pagina is geschreven door `docs/weerbaarheid.py`, dat alle bestanden maakt, ze laat beoordelen
zoals `controleer` dat doet, en telt. De grenzen met hun reden staan in `workbook/limits.py`.

## Wat er met beschadigde werkmappen gebeurt

Goede en vreemde werkmappen, elk op één tot drie plaatsen willekeurig beschadigd: in de zip, in de
XML of in de cellen. Herhalen: `python docs/weerbaarheid.py {amount} {seed}`.

| Uitkomst | Aantal |
|---|---:|
{counts}

Meest genoemde redenen om niet te lezen: {reasons}.

## Wat er met vijandige bestanden gebeurt

Elk soort is gemaakt van een goede werkmap (`tests/hostile.py`); een bestand dat ons niet deert,
wordt gewoon gelezen.

| Soort bestand | Oordeel | Verteld als |
|---|---|---|
{kinds}
"""


def werkmap() -> bytes:
    """Build the workbook of one corporatie."""
    from prestatieafspraken.afspraken import load
    from prestatieafspraken.cli.werkmap import workbook

    afspraken = load("alphen-aan-den-rijn", 2019)
    return workbook(afspraken, afspraken.partij("Woonforte"), date(2019, 12, 31))


def mutants(data: bytes, amount: int, seed: int, folder: Path) -> Iterator[list[Path]]:
    """Give damaged workbooks, a hundred at a time."""
    from hostile import KINDS
    from mutate import mutate

    odd = [data, *(kind.make(data) for kind in KINDS if not kind.codes)]
    for start in range(0, amount, 100):
        paths = []
        for number in range(start, min(start + 100, amount)):
            dice = random.Random(seed * 1_000_000 + number)  # noqa: S311
            path = folder / f"{number}.xlsx"
            path.write_bytes(mutate(data if dice.random() < 0.7 else dice.choice(odd), dice))
            paths.append(path)
        yield paths


def judged(batches: Iterable[list[Path]]) -> tuple[Counter[str], Counter[str]]:
    """Count the verdicts, and the codes of what could not be read."""
    from mutate import mostly_read

    from prestatieafspraken.batch.pool import Pool
    from prestatieafspraken.batch.worker import Task

    counts: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    with Pool(2, Task(check=mostly_read)) as pool:
        for paths in batches:
            for path, verdict in pool.verdicts(paths):
                last = verdict.findings[-1].code if verdict.status == "onleesbaar" else ""
                word = {
                    "BST-014": "te lang",
                    "BST-015": "te veel geheugen",
                    "BST-016": "lezer afgebroken",
                }.get(last, "niet te lezen, met code, reden en herstel" if last else "gelezen")
                counts["fout van het programma" if verdict.status == "intern" else word] += 1
                reasons[last] += bool(last)
                path.unlink()
    return counts, reasons


def kinds(data: bytes, folder: Path) -> Iterator[str]:
    """Give a line for each hostile kind."""
    from hostile import KINDS

    from prestatieafspraken.batch.pool import Pool
    from prestatieafspraken.batch.worker import Task

    paths = {}
    for number, kind in enumerate(KINDS):
        path = folder / f"soort-{number}.xlsx"
        path.write_bytes(kind.make(data))
        paths[path] = kind
    with Pool(2, Task()) as pool:
        found = dict(pool.verdicts(paths))
    for path, kind in paths.items():
        verdict = found[path]
        told = [f for f in verdict.findings if f.code in kind.codes or f.code.startswith("BST")]
        words = f"{told[0].code}: {told[0].melding}" if told else ""
        text = re.sub(r"([|<>*_])", r"\\\1", " ".join(words.split()).replace(str(folder), ""))
        yield f"| {kind.name} | {verdict.status} | {text} |"


def main() -> None:
    """Make, judge, count and write."""
    amount = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else time.time_ns() % 1_000_000
    data = werkmap()
    with tempfile.TemporaryDirectory() as name:
        lines = list(kinds(data, Path(name)))
        counts, reasons = judged(mutants(data, amount, seed, Path(name)))
    rows = [
        f"| {word} | {counts[word]} |"
        for word in (
            *("gelezen", "niet te lezen, met code, reden en herstel", "te lang"),
            *("te veel geheugen", "lezer afgebroken", "fout van het programma"),
        )
    ]
    text = HEAD.format(
        amount=amount,
        seed=seed,
        counts="\n".join([*rows, f"| **samen** | **{sum(counts.values())}** |"]),
        reasons=", ".join(f"{code} ({times})" for code, times in reasons.most_common(6) if code),
        kinds="\n".join(lines),
    )
    page = Path(__file__).parent / "weerbaarheid.md"
    page.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
