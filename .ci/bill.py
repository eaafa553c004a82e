"""Write the bill of materials of a release, in the form of CycloneDX, from what is locked.

python .ci/bill.py [FILE]   otherwise dist/prestatieafspraken-VERSION.cdx.json

Asks for cyclonedx-bom (pip install -e ".[lint]"), which also holds the file against the published
schema. It is made at a release and not checked in: it follows from requirements.lock.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
LOCK = ROOT / "requirements.lock"
ENTRY = re.compile(
    r"^([\w.-]+)==([\w.]+)[^\n]*((?:\n    --hash=sha256:[0-9a-f]{64}(?: \\)?)+)", re.M
)
SPECIFICATION = "1.6"


def main(arguments: list[str]) -> int:
    """Write the bill, and give 1 when something that is locked is not on it."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    version = config["project"]["version"]
    named = ROOT / "dist" / f"prestatieafspraken-{version}.cdx.json"
    path = Path(arguments[0]) if arguments else named
    path.parent.mkdir(parents=True, exist_ok=True)
    words = [sys.executable, "-W", "ignore", "-m", "cyclonedx_py", "requirements", str(LOCK)]
    words += ["--pyproject", str(ROOT / "pyproject.toml"), "--spec-version", SPECIFICATION]
    words += ["--output-reproducible", "--output-format", "JSON", "--output-file", str(path)]
    done = subprocess.run(words, check=False)
    if done.returncode:
        return done.returncode
    faults = left_out(LOCK.read_text(encoding="utf-8"), json.loads(path.read_text("utf-8")))
    if faults:
        print(*faults, sep="\n")
        return 1
    print(f"{path}: everything that is locked is on it")
    return 0


def left_out(lock: str, bill: dict[str, Any]) -> list[str]:
    """Say which package, version or file is locked and not on the bill."""
    listed = {
        (part["name"], part["version"]): {
            one["content"]
            for reference in part.get("externalReferences", [])
            for one in reference.get("hashes", [])
        }
        for part in bill["components"]
    }
    faults = [] if bill["metadata"]["component"]["version"] else ["no version of our own"]
    for name, version, hashes in ENTRY.findall(lock):
        if (name, version) not in listed:
            faults.append(f"not on the bill: {name} {version}")
        elif set(re.findall(r"[0-9a-f]{64}", hashes)) - listed[name, version]:
            faults.append(f"on the bill without all its files: {name} {version}")
    return faults


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
