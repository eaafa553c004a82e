"""How many random faults the tests see: python .ci/mutants.py [AMOUNT] [SEED] [WHICH].

One fault at a time goes into a copy of the tree: the kind is drawn first and then the place, so
that rare kinds come up as often as common ones. WHICH is 1/2 for the odd ones of the draw and 2/2
for the even ones, for two runs side by side, or their numbers: 3,17. With PRESTATIEAFSPRAKEN_SNEL
set the slow tests are left out, for a first look at what may live.

First one run of the fast tests notes which test runs which line; PRESTATIEAFSPRAKEN_DEKKING names
a file to keep that in for a next time. A fault meets the tests that run its line, those of the
whole workbook and report, and those of its room: what is made once and kept is noted at the first
test that asked for it only. A fault that no test sees is printed with its place, to be judged by a
person: it is a hole, or it makes no difference that anybody could see.

A test that starts Python apart from its surroundings (-I) sees the product that is installed, and
not the copy: such a test kills nothing here.
"""

from __future__ import annotations

import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from coverage import CoverageData

ROOT = Path(__file__).parent.parent
ROOMS = (
    *("dutch", "afspraken", "normen", "workbook", "registers", "validators", "indicators"),
    *("templates", "batch", "addin", "cli"),
)
NEAREST = {
    "dutch": ["tests/workbook", "tests/validators"],
    "registers": ["tests/cli/test_registers.py", "tests/cli/test_energielabels.py"],
}
"""The tests that mirror a room, where that is not the folder of its name."""
WHOLE = ["tests/addin/test_build.py", "tests/templates/test_golden.py"]
"""What is made of everything: the workbook as it is committed, and the report as it was read."""
NO_ANSWER = "no answer in time"
SECONDS = int(os.environ.get("PRESTATIEAFSPRAKEN_MUTANT_SECONDEN", "600"))
"""After so long the tests of one step are ended: the fault may hang, and counts as neither."""
KEPT = os.environ.get("PRESTATIEAFSPRAKEN_DEKKING", "")
COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
}


@dataclass(frozen=True)
class Mutant:
    """One fault: which lines and columns (in bytes) of a file become which text."""

    kind: str
    path: Path
    start: tuple[int, int]
    end: tuple[int, int]
    text: str

    def __str__(self) -> str:
        """Say where it is and what is changed."""
        lines = (ROOT / self.path).read_bytes().splitlines()
        was = lines[self.start[0] - 1].strip().decode()
        return f"{self.path}:{self.start[0]} {self.kind}: {was[:90]}  ->  {self.text[:60]}"

    def applied(self) -> bytes:
        """Give the file with the fault in it."""
        lines = (ROOT / self.path).read_bytes().splitlines(keepends=True)
        before = b"".join(lines[: self.start[0] - 1]) + lines[self.start[0] - 1][: self.start[1]]
        after = lines[self.end[0] - 1][self.end[1] :] + b"".join(lines[self.end[0] :])
        return before + self.text.encode() + after


def mutants(path: Path) -> Iterator[Mutant]:
    """Give every fault that can be made in a module."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    typed = {
        id(inner)
        for node in ast.walk(tree)
        for part in _annotations(node)
        for inner in ast.walk(part)
    }
    for node in ast.walk(tree):
        if id(node) in typed or not hasattr(node, "lineno"):
            continue
        for kind, text in _faults(node):
            start, end = (node.lineno, node.col_offset), (node.end_lineno, node.end_col_offset)
            yield Mutant(kind, path, start, (end[0] or 0, end[1] or 0), text)


def _annotations(node: ast.AST) -> Iterator[ast.AST]:
    """Give what is not run, or makes no difference: types, and the options of a dataclass."""
    for name in ("annotation", "returns"):
        if isinstance(part := getattr(node, name, None), ast.AST):
            yield part
    yield from getattr(node, "decorator_list", [])
    if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
        yield node


def _faults(node: ast.AST) -> Iterator[tuple[str, str]]:
    """Give what can be wrong with a piece of code, as the text that takes its place."""
    if isinstance(node, ast.stmt):
        yield from _faults_of_statement(node)
    elif isinstance(node, ast.Constant):
        yield from _faults_of_constant(node)
    elif isinstance(node, ast.expr):
        yield from _faults_of_expression(node)


def _faults_of_statement(node: ast.stmt) -> Iterator[tuple[str, str]]:
    match node:
        case ast.If(test=test):
            shell = ast.If(ast.UnaryOp(ast.Not(), test), node.body, node.orelse)
            yield "condition", _indented(shell, node.col_offset)
        case ast.Return(value=value) if value is not None and ast.unparse(value) != "None":
            yield "no result", "return None"
        case ast.Expr(value=ast.Call()):
            yield "call less", "pass"


def _faults_of_constant(node: ast.Constant) -> Iterator[tuple[str, str]]:
    if isinstance(node.value, bool):
        yield "boolean", str(not node.value)
    elif isinstance(node.value, int):
        yield "one more", str(node.value + 1)


def _faults_of_expression(node: ast.expr) -> Iterator[tuple[str, str]]:
    match node:
        case ast.Compare(ops=[op]) if type(op) in COMPARED:
            yield "comparison", _with(node, "ops", [COMPARED[type(op)]()])
        case ast.BoolOp(op=op, values=values):
            yield (
                "and for or",
                _with(node, "op", ast.Or() if isinstance(op, ast.And) else ast.And()),
            )
            yield "a term less", ast.unparse(values[0])
        case ast.BinOp(op=operator) if type(operator) in COUNTED and not _is_text(node):
            yield "arithmetic", _with(node, "op", COUNTED[type(operator)]())
        case ast.IfExp(body=body, orelse=orelse, test=test):
            yield "branches", f"({_text(orelse)} if {_text(test)} else {_text(body)})"
        case ast.ListComp() | ast.SetComp() | ast.GeneratorExp() | ast.DictComp():
            if any(part.ifs for part in node.generators):
                yield "filter", _unfiltered(node)
        case ast.Call(args=[first, second], keywords=[]):
            yield "arguments", f"{_text(node.func)}({_text(second)}, {_text(first)})"


def _is_text(node: ast.BinOp) -> bool:
    sides = (node.left, node.right)
    return any(isinstance(s, ast.JoinedStr | ast.List | ast.Tuple) for s in sides) or any(
        isinstance(s, ast.Constant) and isinstance(s.value, str | bytes) for s in sides
    )


def _with(node: ast.AST, name: str, value: object) -> str:
    before = getattr(node, name)
    setattr(node, name, value)
    text = ast.unparse(node)
    setattr(node, name, before)
    return f"({text})"


def _unfiltered(node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp) -> str:
    before = [part.ifs for part in node.generators]
    for part in node.generators:
        part.ifs = []
    text = ast.unparse(node)
    for part, ifs in zip(node.generators, before, strict=True):
        part.ifs = ifs
    return text


def _text(node: ast.AST) -> str:
    return ast.unparse(node)


def _indented(node: ast.AST, columns: int) -> str:
    return ast.unparse(node).replace("\n", "\n" + " " * columns)


def drawn(amount: int, rng: random.Random) -> list[Mutant]:
    """Draw so many faults: the room first, then the kind, then the place."""
    by_room: dict[str, dict[str, list[Mutant]]] = {}
    for room in ROOMS:
        kinds = by_room.setdefault(room, {})
        for path in sorted((ROOT / room).rglob("*.py")):
            for mutant in mutants(path.relative_to(ROOT)):
                kinds.setdefault(mutant.kind, []).append(mutant)
    sizes = [sum(map(len, kinds.values())) for kinds in by_room.values()]
    found: list[Mutant] = []
    while len(found) < amount:
        (room,) = rng.choices(ROOMS, sizes)
        kind = rng.choice(sorted(by_room[room]))
        mutant = rng.choice(by_room[room][kind])
        if mutant not in found:
            found.append(mutant)
    return found


def noted(tree: Path) -> CoverageData:
    """Give which test runs which line, from a run of the fast tests on the tree as it is."""
    data = CoverageData(KEPT or str(tree / ".coverage"))
    if not (KEPT and Path(KEPT).exists()):
        words = ["-m", "not traag", "-n", "2", "--cov=.", "--cov-context=test"]
        words += ["--cov-report=", "--cov-fail-under=0"]
        if told := _seen(tree, words, limit=None):  # what it ran is noted all the same
            print(f"fails on the tree as it is, and proves nothing: {told}", flush=True)
        if KEPT:
            shutil.copy(tree / ".coverage", KEPT)
    data.read()
    return data


def of_line(mutant: Mutant, data: CoverageData) -> list[str]:
    """Give the tests that run a line of the fault, those of its own room first."""
    end = f"/prestatieafspraken/{mutant.path}"
    measured = next((path for path in data.measured_files() if path.endswith(end)), "")
    lines = data.contexts_by_lineno(measured)
    names = {
        name.rpartition("|")[0]
        for line in range(mutant.start[0], mutant.end[0] + 1)
        for name in lines.get(line, [])
        if name
    }
    near = tuple(NEAREST.get(mutant.path.parts[0], [f"tests/{mutant.path.parts[0]}"]))
    return sorted(names, key=lambda name: (not name.startswith(near), name))


def fate(mutant: Mutant, tree: Path, tests: list[str]) -> str:
    """Put a fault into the copy, and say what came of it: how it was seen, or "lives"."""
    target = tree / mutant.path
    good = target.read_bytes()
    asked = tree / "asked.txt"
    asked.write_text("\n".join(tests), encoding="utf-8")
    room = mutant.path.parts[0]
    try:
        data = mutant.applied()
        compile(data, str(target), "exec")
        target.write_bytes(data)
        processes = "2" if len(tests) > 200 else "0"
        steps = [["-n", processes, f"@{asked}"]] if tests else []
        near = ["-n", "2", *NEAREST.get(room, [f"tests/{room}"])]
        slow = [] if os.environ.get("PRESTATIEAFSPRAKEN_SNEL") else [[*near, "-m", "traag"]]
        for words in (*steps, ["-n", "0", *WHOLE], [*near, "-m", "not traag"], *slow):
            if told := _seen(tree, ["-x", *words]):
                return told
        return "lives"
    except SyntaxError:
        return "no program"
    finally:
        target.write_bytes(good)


def _seen(tree: Path, words: list[str], limit: float | None = SECONDS) -> str:
    """Run tests on the copy; give which one failed first, and "" when all passed."""
    env = os.environ | {"PYTHONPATH": str(tree.parent), "PYTHONDONTWRITEBYTECODE": "1"}
    env |= {"PRESTATIEAFSPRAKEN_WERKMAPPEN": "4", "PRESTATIEAFSPRAKEN_ZAAD": "20261127"}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly"]
    try:
        done = subprocess.run(
            [*command, "-p", "no:cacheprovider", *words],
            cwd=tree,
            env=env,
            capture_output=True,
            text=True,
            timeout=limit,
        )
    except subprocess.TimeoutExpired:
        return NO_ANSWER
    if done.returncode in (0, 5):
        return ""
    failed = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return failed[0][:110] if failed else f"no test could run: {done.stdout[-300:]}"


def _which(asked: str, amount: int) -> set[int]:
    if "/" not in asked:
        return set(map(int, asked.split(",")))
    part, parts = map(int, asked.split("/"))
    return set(range(part, amount + 1, parts))


def main() -> int:
    """Draw, try and count; exit code 1 when fewer than 92 of a hundred were seen."""
    given = [int(word) for word in sys.argv[1:3]]
    amount = given[0] if given else 120
    seed = given[1] if len(given) > 1 else random.SystemRandom().randrange(10**6)
    which = _which(sys.argv[3] if len(sys.argv) > 3 else "1/1", amount)
    print(f"{amount} faults, seed {seed}, of which {len(which)} here", flush=True)
    living: list[Mutant] = []
    counts: Counter[tuple[str, bool]] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "prestatieafspraken"
        ignore: Callable[..., set[str]] = shutil.ignore_patterns(
            ".git", ".venv", "__pycache__", "*_cache", "build"
        )
        shutil.copytree(ROOT, tree, ignore=ignore)
        known = noted(tree)
        for number, mutant in enumerate(drawn(amount, random.Random(seed)), 1):  # noqa: S311
            if number not in which:
                continue
            start = time.monotonic()
            what = fate(mutant, tree, of_line(mutant, known))
            lives = what == "lives"
            if what not in ("no program", NO_ANSWER):
                counts[mutant.path.parts[0], lives] += 1
            if lives:
                living.append(mutant)
            took = time.monotonic() - start
            print(f"{number:4} {took:5.0f} s  {mutant}\n            {what}", flush=True)
    print("\n| room | seen | lives |\n|---|---|---|")
    for room in ROOMS:
        print(f"| {room} | {counts[room, False]} | {counts[room, True]} |")
    seen = sum(n for (_, lives), n in counts.items() if not lives)
    print(f"| all | {seen} | {len(living)} |\n")
    for mutant in living:
        print(f"- {mutant}")
    return int(seen * 100 < 92 * sum(counts.values()))


if __name__ == "__main__":
    sys.exit(main())
