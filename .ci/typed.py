"""Check the types of every package, in a checkout: python .ci/typed.py [arguments of mypy].

The folders of the repository are the package, so mypy cannot find `prestatieafspraken` by looking
around. Here it gets a folder in which the repository goes by that name; mypy's own cache is where
it stands, at one place, so that a second run takes seconds.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = "prestatieafspraken"
BESIDE = ROOT / ".mypy_cache" / "beside"


def main(arguments: list[str]) -> int:
    """Run mypy on the packages that pyproject.toml lists."""
    link = named()
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    # -p takes in the packages within; of the house itself, whose folder has the tests as well, the
    # front door alone.
    packages = [name for name in config["tool"]["setuptools"]["packages"] if name.count(".") < 2]
    wanted = [word for name in packages for word in ("-p" if "." in name else "-m", name)]
    words = [sys.executable, "-m", "mypy", "--config-file", str(ROOT / "pyproject.toml")]
    words += ["--namespace-packages", "--explicit-package-bases"]
    words += ["--cache-dir", str(ROOT / ".mypy_cache")]
    environment = {**os.environ, "MYPYPATH": str(link.parent)}
    done = subprocess.run([*words, *wanted, *arguments], cwd=link.parent, env=environment)
    return done.returncode


def named() -> Path:
    """Give the path at which this repository goes by the name of the package."""
    BESIDE.mkdir(parents=True, exist_ok=True)
    link = BESIDE / PACKAGE
    if link.resolve() != ROOT.resolve():
        link.unlink(missing_ok=True)
        if os.name == "nt":  # a junction asks for no rights, a symbolic link does
            subprocess.run(["cmd", "/c", "mklink", "/J", str(link), str(ROOT)], check=True)
        else:
            link.symlink_to(ROOT, target_is_directory=True)
    return link


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
