"""The recipes of CONTRIBUTING.md, each carried out as it is written, in a copy of the tree.

A block with a file is that file when it is new, and the change in it when it is a diff; a block of
shell is run, and `fails` says that its last command must. The text after that must be in what it
said.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.M | re.S)
PROGRAMS = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
RECIPES = ("A rule", "A norm", "An indicator", "A column", "A table with its sheet")


@dataclass(frozen=True)
class Block:
    """One block of a recipe: its language, its file or `fails`, and what is in it."""

    language: str
    what: str
    text: str


def blocks(recipe: str) -> list[Block]:
    """Give the blocks of a recipe, in order."""
    part = re.search(rf"^### {recipe}\n(.*?)(?=^### |\Z)", PAGE, re.M | re.S)
    assert part, recipe
    return [Block(*found) for found in BLOCK.findall(part[1])]


def changed(text: str, diff: str) -> str:
    """Carry out a change: what has a space or a minus stands there once, and becomes the rest."""
    lines = diff.splitlines(keepends=True)
    assert all(line[0] in " +-" for line in lines), diff
    before = "".join(line[1:] for line in lines if line[0] in " -")
    after = "".join(line[1:] for line in lines if line[0] in " +")
    assert text.count(before) == 1, f"not there once:\n{before}"
    return text.replace(before, after)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Give a copy of the tree, in a folder by the name of the package, under version control."""
    copy = tmp_path / "prestatieafspraken"
    copy.mkdir()
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True).stdout
    for name in names.decode().split("\0"):
        if name and (ROOT / name).is_file():
            target = copy / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target)
            # What is compiled comes along: else each recipe compiles the product again.
            for compiled in (ROOT / name).parent.glob(f"__pycache__/{target.stem}.*.pyc"):
                beside = target.parent / "__pycache__"
                beside.mkdir(exist_ok=True)
                shutil.copy2(compiled, beside)
    return copy


def run(house: Path, command: str) -> subprocess.CompletedProcess[str]:
    """Run a command as a developer in that tree does, in one process."""
    options = "-n 0 -p no:cacheprovider -p no:randomly"
    environment = {**os.environ, "PATH": PROGRAMS, "PYTEST_ADDOPTS": options}
    for name in ("PYTEST_XDIST_WORKER", "PYTEST_CURRENT_TEST"):
        environment.pop(name, None)
    environment["PYTHONPATH"] = str(house.parent)
    words = ["bash", "-ec", command]
    return subprocess.run(words, cwd=house, env=environment, capture_output=True, text=True)


@pytest.mark.traag
@pytest.mark.steekproef(1, familie="het hele huis")
@pytest.mark.parametrize("recipe", RECIPES)
def test_a_recipe_does_what_it_says(house: Path, recipe: str) -> None:
    steps = iter(blocks(recipe))
    for block in steps:
        path = house / block.what
        if block.language == "diff":
            path.write_text(changed(path.read_text("utf-8"), block.text), encoding="utf-8")
        elif block.language == "sh":
            carried_out(house, block, steps)
        else:
            assert block.what, f"a block without a file: {block.text}"
            assert not path.exists(), f"{block.what} is there already"
            path.write_text(block.text, encoding="utf-8")
    if shutil.which("ruff", path=PROGRAMS):
        style = run(house, "ruff check . && ruff format --check .")
        assert style.returncode == 0, style.stdout


def carried_out(house: Path, block: Block, steps: Iterator[Block]) -> None:
    """Run a block of shell, and see it end as the recipe says."""
    *before, last = block.text.splitlines()
    for command in before:
        done = run(house, command)
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    done = run(house, last)
    told = f"{last}\n{done.stdout}{done.stderr}"
    if block.what != "fails":
        assert done.returncode == 0, told
        return
    said = next(steps)
    assert said.language == "text", "after a command that fails stands what it says"
    assert done.returncode, told
    for line in said.text.splitlines():
        assert line in told, told


def test_every_recipe_of_the_page_is_followed() -> None:
    found = re.findall(r"^### (.+)$", PAGE.partition("## Recipes")[2], re.M)
    assert tuple(found) == RECIPES
    for recipe in RECIPES:
        steps = [(block.language, block.what) for block in blocks(recipe)]
        assert ("sh", "fails") in steps, f"{recipe}: nothing is seen to fail"
        assert steps[-1][0] == "sh", f"{recipe}: nothing is seen to hold at the end"


def test_every_command_of_the_table_names_what_is_there() -> None:
    table = PAGE.partition("## While you work")[2].partition("## Where it goes")[0]
    commands = re.findall(r"\| `([^`]+)` \|", table)
    assert len(commands) == table.count("\n| ") - 1, "a row without a command"
    for command in commands:
        program, *rest = command.split()
        named = [word for word in rest if "/" in word]
        assert program in {"python", "pytest"}, command
        assert [word for word in named if not (ROOT / word).exists()] == []


def test_a_change_that_does_not_fit_is_refused() -> None:
    assert changed("een\ntwee\n", " een\n+anderhalf\n") == "een\nanderhalf\ntwee\n"
    assert changed("een\ntwee\n", "-twee\n+drie\n") == "een\ndrie\n"
    for text in ("twee\n", "een\neen\n"):
        with pytest.raises(AssertionError, match="not there once"):
            changed(text, " een\n+drie\n")
