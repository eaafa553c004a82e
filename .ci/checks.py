"""Run what must hold, the fast parts first: what CI runs, and nothing else.

python .ci/checks.py             everything, with the time that each part took
python .ci/checks.py lint types  these parts
python .ci/checks.py --list      which parts there are

Asks for pip install -e ".[test,lint]". A part that fails does not keep the next from running.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
INSTALL = 'pip install -e ".[test,lint]"'


@dataclass(frozen=True)
class Check:
    """One thing that must hold: the command that says so, as it would be typed."""

    name: str
    command: str
    why: str


CHECKS = (
    Check("lint", "ruff check .", "house rules of the code"),
    Check("format", "ruff format --check .", "one way of laying out code"),
    Check("licences", "reuse lint --quiet", "every file says under which licence it is"),
    Check("types", "python .ci/typed.py", "mypy --strict on every package"),
    Check("generated", "python docs/genereer.py --check --alles", "what follows from the code"),
    Check("bill", "python .ci/bill.py", "the bill of materials can be made"),
    Check("fast", 'pytest -m "not traag"', "tests that start no program"),
    Check(
        "coverage",
        'pytest --cov=. -m "not traag" tests/validators/test_rules.py tests/workbook/test_read.py '
        "tests/templates/test_quality.py tests/cli/test_cli.py "
        "tests/indicators/test_leefbaarheid.py",
        "what the nearest tests run; of all tests it would take twice as long",
    ),
    Check("slow", "pytest -m traag", "tests with offices, browsers, workers and recipes"),
    Check("advisories", "python .ci/audit.py", "known vulnerabilities in what is locked"),
    Check("readme", "python .ci/clone.py readme", "the main job of the README in a clean clone"),
    Check("locked", "python .ci/clone.py locked", "what an administrator installs, in a clone"),
)
"""In the order in which they run: an answer that is there in seconds comes first."""


def main(names: list[str]) -> int:
    """Run the checks of these names, or all; give 1 when one of them failed."""
    if names == ["--list"]:
        for check in CHECKS:
            print(f"{check.name:<11} {check.why}: {check.command}")
        return 0
    known = [check.name for check in CHECKS]
    if unknown := [name for name in names if name not in known]:
        sys.exit(f"no check of the name {', '.join(unknown)}; there are {', '.join(known)}")
    told = [told_of(check) for check in CHECKS if check.name in (names or known)]
    print("\n== together")
    for name, seconds, code in told:
        print(f"{name:<11} {seconds:7.1f} s  {'FAILED' if code else 'holds'}")
    return int(any(code for _, _, code in told))


def told_of(check: Check) -> tuple[str, float, int]:
    """Run one check in sight, and give its name, its seconds and how it ended."""
    print(f"\n== {check.name}: {check.command}", flush=True)
    start = time.monotonic()
    done = subprocess.run(words(check.command), cwd=ROOT, env=environment(), check=False)
    return check.name, time.monotonic() - start, done.returncode


def words(command: str) -> list[str]:
    """Split a command, with the program that belongs to this Python or stands on the path."""
    program, *rest = shlex.split(command)
    if program == "python":
        return [sys.executable, *rest]
    found = shutil.which(program, path=environment()["PATH"])
    if found is None:
        sys.exit(f"{program} is missing: {INSTALL}")
    return [found, *rest]


def environment() -> dict[str, str]:
    """Give the environment in which the programs of this Python come first."""
    own = str(Path(sys.executable).parent)
    return {**os.environ, "PATH": os.pathsep.join([own, os.environ.get("PATH", "")])}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
