"""Write the lock files: every package that is installed, with the hashes of its files.

python .ci/lock.py [--upgrade] asks for uv (pip install uv). Without --upgrade what is locked
already stays as it is, as long as it fits.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
LOCKS = {
    "requirements.lock": ("excel", "pdf"),
    "requirements-dask.lock": ("excel", "pdf", "dask"),
}
"""Each file and the extras that are in it; only who computes on a cluster needs the second."""


def main() -> None:
    """Have uv find the versions, for every system and every Python that we allow."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    oldest = config["project"]["requires-python"].removeprefix(">=")
    build = "\n".join(config["build-system"]["requires"])  # so that nothing is fetched to build us
    for name, extras in LOCKS.items():
        words = ["uv", "pip", "compile", "pyproject.toml", "-", "--output-file", name, "--quiet"]
        words += ["--universal", "--python-version", oldest, "--generate-hashes"]
        words += ["--only-binary", ":all:"]  # a package that is built runs code to be built
        words += ["--no-emit-index-url", "--no-annotate"]
        words += ["--custom-compile-command", "python .ci/lock.py"]
        words += [word for extra in extras for word in ("--extra", extra)]
        subprocess.run([*words, *sys.argv[1:]], check=True, cwd=ROOT, input=build, text=True)


if __name__ == "__main__":
    main()
