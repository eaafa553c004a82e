"""What importing costs before a button can begin: each press is a Python of its own.

python benchmarks/start.py [TIMES]     default: 5

Prints per button the seconds of the processor and of the clock, the least of so many starts, as
the macro starts it: xlwings first, then the module of the button. A Python that does nothing is
the floor.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time

from prestatieafspraken.addin.press import ACTIONS

START = (
    "from prestatieafspraken.addin import start;start.main(['proef']);"
    "from prestatieafspraken.addin.press import action_of;"
)


def started(code: str, times: int) -> tuple[float, float]:
    """Give the least seconds of the processor and of the clock in which a Python runs a text."""
    found = []
    for _ in range(times):
        before, began = os.times(), time.perf_counter()
        subprocess.run([sys.executable, "-I", "-c", code], check=True)  # noqa: S603
        clock, after = time.perf_counter() - began, os.times()
        used = after.children_user + after.children_system
        found.append((used - before.children_user - before.children_system, clock))
    return min(used for used, _ in found), min(clock for _, clock in found)


def main() -> None:
    """Start each button and print a table."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    print("| button | processor (s) | clock (s) |\n|---|---:|---:|")
    rows = {"(nothing)": "", "(xlwings as it is)": "import xlwings.utils"}
    rows |= {button: f"{START}action_of('{button}')" for button in ACTIONS}
    for name, code in rows.items():
        used, clock = started(code, times)
        print(f"| {name} | {used:.2f} | {clock:.2f} |")


if __name__ == "__main__":
    main()
