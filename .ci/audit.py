"""Hold what is locked against the known vulnerabilities, and say so where none can be had.

python .ci/audit.py asks for pip-audit (pip install pip-audit). A finding ends with 1. A package
index that knows no advisories, and no network at all, end with 0 and one line: not audited.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

LOCK = Path(__file__).parent.parent / "requirements-dask.lock"
PIN = re.compile(r"^([\w.-]+)==([\w.]+)", re.M)


def main() -> int:
    """Audit every version that is locked, those of other systems too."""
    pins = PIN.findall(LOCK.read_text(encoding="utf-8"))
    reports = [audited(turn) for turn in turns(pins)]
    found = [one for report in reports for one in report.get("dependencies", [])]
    lines, code = judged(found, len(pins))
    print(*lines, sep="\n")
    return code


def turns(pins: list[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """Deal the pins out so that no turn names a package twice (numpy of two Pythons)."""
    dealt: list[list[tuple[str, str]]] = []
    for pin in pins:
        turn = next((turn for turn in dealt if pin[0] not in dict(turn)), None)
        if turn is None:
            dealt.append(turn := [])
        turn.append(pin)
    return dealt


def audited(pins: list[tuple[str, str]]) -> dict[str, Any]:
    """Give what pip-audit reports of these; nothing when it reached nobody."""
    with tempfile.TemporaryDirectory() as folder:
        wanted, report = Path(folder) / "requirements.txt", Path(folder) / "report.json"
        wanted.write_text("".join(f"{name}=={version}\n" for name, version in pins))
        words = [sys.executable, "-m", "pip_audit", "--requirement", wanted, "--no-deps"]
        words += ["--disable-pip", "--progress-spinner", "off", "--format", "json"]
        done = subprocess.run([*words, "--output", report], capture_output=True, text=True)
        if "No module named pip_audit" in done.stderr:
            sys.exit("pip-audit is not installed")
        try:
            known: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return known


def judged(found: list[dict[str, Any]], wanted: int) -> tuple[list[str], int]:
    """Give what to say of the packages that were found, and how to end."""
    looked = [one for one in found if "skip_reason" not in one]
    if not looked:
        return ["pip-audit: no advisories to be had here; NOTHING WAS AUDITED"], 0
    holes = [
        f"pip-audit: {one['name']} {one['version']}: {hole['id']}, "
        f"mended in {', '.join(hole['fix_versions']) or 'no version yet'}"
        for one in looked
        for hole in one["vulns"]
    ]
    left = wanted - len(looked)
    counts = [f"pip-audit: {len(looked)} audited, {len(holes)} vulnerabilities"]
    if left:
        counts.append(f"pip-audit: of {left} no advisories to be had; NOT AUDITED")
    return [*holes, *counts], int(bool(holes))


if __name__ == "__main__":
    sys.exit(main())
