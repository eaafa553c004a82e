"""Do in a clean clone and a new environment what others do: python .ci/clone.py readme|locked.

`readme` is the main job of the README; `locked` is what an administrator installs. Both are of the
last commit, for a clone has nothing else.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
WORK = {
    "readme": "$pip install -q . && $run demo",
    "locked": "$pip install -q --require-hashes --only-binary :all: -r requirements.lock"
    " && $pip install -q --no-deps --no-build-isolation --no-index ."
    " && $pip check && $run demo",
}


def main(name: str) -> int:
    """Clone, make an environment and do the work in it, one command after the other."""
    with tempfile.TemporaryDirectory() as scratch:
        clone = Path(scratch) / "kloon"
        subprocess.run(["git", "clone", "-q", ROOT, clone], check=True)
        subprocess.run([sys.executable, "-m", "venv", clone / ".venv"], check=True)
        programs = clone / ".venv" / ("Scripts" if sys.platform == "win32" else "bin")
        for command in WORK[name].split(" && "):
            first, *rest = command.split()
            program = {"$pip": "pip", "$run": "prestatieafspraken"}[first]
            print("$", program, *rest, flush=True)
            done = subprocess.run([programs / program, *rest], cwd=clone, check=False)
            if done.returncode:
                return done.returncode
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in WORK:
        sys.exit(f"one of {', '.join(WORK)}")
    sys.exit(main(sys.argv[1]))
