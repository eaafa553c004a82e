"""Write docs/weerbaarheid.md: what became of damaged, hostile, public and very many workbooks.

python docs/weerbaarheid.py mutaties AMOUNT SEED...   so many damaged workbooks for each seed
python docs/weerbaarheid.py vijandig                  the kinds of proving.hostile
python docs/weerbaarheid.py openbaar MAP              the test files of others
python docs/weerbaarheid.py proef GOOD HOSTILE KILLS SEED   a long run, killed and resumed
python docs/weerbaarheid.py opdrachten                what the heaviest files cost each command

Each command writes its own part of the page and leaves the others as they are. A damaged workbook
that did harm is kept in the folder `schadelijk`.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

PAGE = Path(__file__).parent / "weerbaarheid.md"

READ, REFUSED = "gelezen", "niet te lezen, met code, reden en herstel"
HARM = {
    "BST-014": "te lang",
    "BST-015": "te veel geheugen",
    "BST-016": "lezer afgebroken",
    "INT-001": "fout van het programma",
}
SILENT = "gelezen, maar een deel verdween zonder melding"

DAMAGED = """## Wat er met beschadigde werkmappen gebeurt

Goede en vreemde werkmappen, elk op één tot drie plaatsen willekeurig beschadigd: in de zip, in de
XML of in de cellen. Elke vijfde wordt ook beoordeeld; de andere worden alleen gelezen, want daar
doet een bestand kwaad. Herhalen: `python docs/weerbaarheid.py mutaties {amount} {seeds}`.

| Uitkomst | {heads} | Samen |
|---|{lines}---:|
{rows}

De zwaarste vroeg {seconds} s van de processor en een werker hield nooit meer dan {peak} MB vast.
Meest genoemde redenen om niet te lezen: {reasons}.
"""

HOSTILE = """## Wat er met vijandige bestanden gebeurt

Elk soort is gemaakt van een goede werkmap (`tests/proving/hostile/kinds.py`); een
bestand dat ons niet deert, wordt gewoon gelezen.

| Soort bestand | Oordeel | Verteld als |
|---|---|---|
{kinds}
"""

PUBLIC = """## Wat er met testbestanden van anderen gebeurt

De bestanden waarmee andere lezers en schrijvers van werkmappen worden getest, voor zover hun
bronpakketten op PyPI ze bevatten. Geen ervan is een werkmap van ons; elk wordt dus geweigerd, met
een reden en een herstel. Herhalen: `python tests/proving/hostile/openbaar.py MAP`, dan
`python docs/weerbaarheid.py openbaar MAP`.

| Pakket | Bestanden | Geweigerd | Als |
|---|---:|---:|---|
{lines}
"""

TRIAL = """## Wat er in een lange controle gebeurt

{good} goede werkmappen met {hostile} vijandige ertussen, met `--uitmap` en twee werkers: eerst
ongestoord, daarna nog eens met {kills} keer `SIGKILL` op een willekeurig moment en `--hervat`.
Herhalen: `python docs/weerbaarheid.py proef {good} {hostile} {kills} {seed}`.

| Wat | Uitkomst |
|---|---|
| oordelen | {statuses} |
| oordelen veilig bij elke keer afbreken | {kept} |
| verloren of dubbele resultaten | 0 |
| verschillen tussen ongestoord en afgebroken | 0 |
| geheugen na {warm_files} bestanden | {warm} MB |
| meeste geheugen zolang er wordt beoordeeld | {judging} MB ({growth}) |
| meeste geheugen, met het maken van het overzicht aan het einde | {most} MB |
"""


COSTS = """## Wat het zwaarste bestand elke opdracht kost

Elke opdracht kreeg {amount} bestanden die veel vragen: de zwaarste vijandige soorten, een blad met
regels die nergens horen, en een eerlijk register van 100.000 woningen. Per opdracht staat hier het
bestand dat de meeste tijd vroeg en dat wat het meeste geheugen vroeg, in seconden op de klok en in
MB van alle processen samen, met het starten van Python erbij. Een eerlijk bestand staat er apart
bij. Herhalen:
`python docs/weerbaarheid.py opdrachten`.

| Opdracht | Wat | Bestand | Seconden | MB | Code | Wat er wordt gezegd |
|---|---|---|---:|---:|---:|---|
{rows}
"""

HEAVY = (
    "40 cells full of numbers of persons", "5,000 rows that are the same",
    "4,000 explanations of 4,000 findings", "headers without end", "cells within cells",
    "a text of 20 MB", "a long text 40,000 times", "a bomb of 70 MB",
    "2,000 rows of figures under a table",
)  # fmt: skip
"""The kinds of tests/proving/hostile/kinds.py that ask the most."""


def put(part: str) -> None:
    """Put a part in the page, in the place of the one with the same heading, or at the end."""
    heading = part.partition("\n")[0]
    page = PAGE.read_text(encoding="utf-8")
    head, *parts = re.split(r"(?m)^(?=## )", page)
    kept = {one.partition("\n")[0]: one.rstrip() + "\n" for one in parts}
    kept[heading] = part
    text = "\n".join([head.rstrip() + "\n", *kept.values()])
    PAGE.write_text(text, encoding="utf-8", newline="\n")


def good() -> list[bytes]:
    """Build a new workbook of one corporatie, and the completely filled one of another."""
    from proving.kit import voorbeeld

    from prestatieafspraken.afspraken import load
    from prestatieafspraken.validators.workbook import workbook

    afspraken = load("alphen-aan-den-rijn", 2019)
    new = workbook(afspraken, afspraken.partij("Woonforte"), date(2019, 12, 31))
    return [new, voorbeeld.werkmap("Habeko Wonen", 1)]


def damaged(amount: int, seeds: Sequence[int], folder: Path) -> None:
    """Judge so many damaged workbooks for each seed and write what became of them."""
    from proving.hostile.mutants import outcomes

    from prestatieafspraken.workbook.lists.checked import Status

    counts: dict[int, Counter[str]] = {}
    reasons: Counter[str] = Counter()
    seconds = peak = 0.0
    for seed in seeds:
        counts[seed] = Counter()
        for one in outcomes(good(), amount, seed, folder):
            last = one.verdict.findings[-1].code if one.verdict.findings else ""
            refused = one.verdict.status == Status.ONLEESBAAR
            word = HARM.get(last, REFUSED if refused else SILENT if one.silent else READ)
            counts[seed][word] += 1
            reasons[last] += refused
            seconds, peak = max(seconds, one.seconds), max(peak, one.peak)
            if word not in (READ, REFUSED):
                Path("schadelijk").mkdir(exist_ok=True)
                shutil.copy(one.path, "schadelijk")
            if counts[seed].total() % 100 == 0:
                print(seed, dict(counts[seed]), f"{seconds:.1f} s {peak:.0f} MB", flush=True)
    rows = [
        f"| {word} | {' | '.join(str(counts[seed][word]) for seed in seeds)} "
        f"| {sum(counts[seed][word] for seed in seeds)} |"
        for word in (READ, REFUSED, SILENT, *HARM.values())
    ]
    all_of = " | ".join(f"**{counts[seed].total()}**" for seed in seeds)
    rows.append(f"| **samen** | {all_of} | **{amount * len(seeds)}** |")
    put(
        DAMAGED.format(
            amount=amount,
            seeds=" ".join(map(str, seeds)),
            heads=" | ".join(f"Zaad {seed}" for seed in seeds),
            lines="---:|" * len(seeds),
            rows="\n".join(rows),
            seconds=f"{seconds:.1f}".replace(".", ","),
            peak=f"{peak:.0f}",
            reasons=", ".join(f"{code} ({n})" for code, n in reasons.most_common(6) if n),
        )
    )


def kinds(data: bytes, folder: Path) -> Iterator[str]:
    """Give a line for each hostile kind."""
    from proving.hostile.kinds import KINDS

    from prestatieafspraken.batch.run.pool import Pool
    from prestatieafspraken.batch.run.worker import Task

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


def public(folder: Path) -> None:
    """Judge the test files of others and write what became of them, by package."""
    from proving.hostile.openbaar import PACKAGES

    from prestatieafspraken.batch.run.pool import Pool
    from prestatieafspraken.batch.run.worker import Task
    from prestatieafspraken.workbook.lists.checked import Status

    lines = []
    for package in PACKAGES:
        paths = sorted((folder / package).glob("*"))
        with Pool(2, Task()) as pool:
            verdicts = [verdict for _, verdict in pool.verdicts(paths)]
        told = Counter(
            next(found.code for found in one.findings if found.ernst == "FOUT") for one in verdicts
        )
        words = ", ".join(f"{code} ({times})" for code, times in sorted(told.items()))
        refused = sum(one.status == Status.ONLEESBAAR for one in verdicts)
        lines.append(f"| {package} | {len(paths)} | {refused} | {words or 'geen in het pakket'} |")
    put(PUBLIC.format(lines="\n".join(lines)))


def long_run(good: int, hostile: int, kills: int, seed: int, folder: Path) -> None:
    """Judge very many workbooks, kill and resume, and write what came of it."""
    from proving.hostile.trial import WARM, trial

    came = trial(good, hostile, kills, seed, folder)

    def number(value: float) -> str:
        return f"{value:.1f}".replace(".", ",")

    put(
        TRIAL.format(
            good=good,
            hostile=hostile,
            kills=kills,
            seed=seed,
            statuses=", ".join(f"{amount} {word}" for word, amount in came.statuses.items()),
            kept=", ".join(map(str, came.kept)),
            warm_files=WARM,
            warm=number(came.warm),
            judging=number(came.judging),
            growth=f"{came.growth:+.1%}".replace(".", ","),
            most=number(came.most),
        )
    )


def heavy(folder: Path) -> dict[str, Path]:
    """Write the files that ask the most, by what they are."""
    from proving.hostile.kinds import KINDS, cells, same_rows, text

    sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))
    from snelheid import register

    base = good()[0]
    files = {kind.name: kind.make(base) for kind in KINDS if kind.name in HEAVY}
    junk = b"".join(
        b'<row r="%d">%s</row>'
        % (r, b"".join(text(f"{c}{r}", f"x{r}{c}") for c in "ABCDEFGHIJKLM"))
        for r in range(100, 12_100)
    )
    files["12,000 rows that belong nowhere"] = cells(junk)(base)
    files["20,000 rows that are the same"] = cells(same_rows(20_000))(base)
    files[HONEST] = register(100_000)
    paths = {}
    for number, (name, data) in enumerate(files.items()):
        paths[name] = folder / f"{number}.xlsx"
        paths[name].write_bytes(data)
    return paths


HONEST = "een eerlijk register van 100.000 woningen"


def costs(folder: Path) -> tuple[int, Iterator[str]]:
    """Give how many files there are, and the lines of the table."""
    from proving.kit.cost import Came, command

    paths = heavy(folder)
    (folder / "r.csv").write_text("Pand_Energieklasse;Pand_postcode\nB;2405XB\n")
    (folder / "l.csv").write_text("BAG-id\n0484010000000001\n")
    (folder / "goed.xlsx").write_bytes(good()[0])
    orders = {
        "controleer": ["controleer", "{}"],
        "controleer --vorig": ["controleer", "goed.xlsx", "--vorig", "{}"],
        "bereken": ["bereken", "{}"],
        "verslag (html)": ["verslag", "{}", "--uit", "v.html", "--overschrijf"],
        "verslag (docx)": ["verslag", "{}", "--uit", "v.docx", "--overschrijf"],
        "energielabels --in": [
            *("energielabels", "r.csv", "--adressen", "l.csv", "--in", "{}"),
            *("--uit", "u.xlsx", "--overschrijf"),
        ],
    }

    def line(order: str, what: str, name: str, came: Came) -> str:
        lines = [one for one in [*came.err.splitlines(), *came.out.splitlines()] if one.strip()]
        coded = next((one for one in lines if re.search(r"\b[A-Z]{3}-\d{3}\b", one)), lines[-1])
        said = re.sub(r"\S*/(?=\d+\.xlsx)", "", " ".join(coded.split()))
        said = re.sub(r"([|<>*_])", r"\\\1", said)
        numbers = f"{came.seconds:.1f}".replace(".", ","), f"{came.peak:.0f}"
        return f"| {order} | {what} | {name} | {' | '.join(numbers)} | {came.code} | {said} |"

    def table() -> Iterator[str]:
        for order, words in orders.items():
            found = {}
            for name, path in paths.items():
                filled = [word.replace("{}", str(path)) for word in words]
                found[name] = command(filled, folder, clock=400)
                print(
                    order,
                    name,
                    f"{found[name].seconds:.1f} s {found[name].peak:.0f} MB",
                    flush=True,
                )
            honest = found.pop(HONEST)
            slow = max(found, key=lambda name: found[name].seconds)
            large = max(found, key=lambda name: found[name].peak)
            yield line(order, "meeste tijd", slow, found[slow])
            yield line(order, "meeste geheugen", large, found[large])
            yield line(order, "eerlijk", HONEST, honest)

    return len(paths), table()


def main() -> None:
    """Make, judge, count and write one part."""
    command, *words = sys.argv[1:]
    with tempfile.TemporaryDirectory() as name:
        match command:
            case "mutaties":
                damaged(int(words[0]), [int(word) for word in words[1:]], Path(name))
            case "proef":
                good_ones, hostile, kills, seed = map(int, words)
                long_run(good_ones, hostile, kills, seed, Path(name))
            case "openbaar":
                public(Path(words[0]))
            case "opdrachten":
                amount, rows = costs(Path(name))
                put(COSTS.format(amount=amount, rows="\n".join(rows)))
            case "vijandig":
                put(HOSTILE.format(kinds="\n".join(kinds(good()[0], Path(name)))))


if __name__ == "__main__":
    main()
