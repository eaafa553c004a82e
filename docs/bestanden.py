"""The generated files that are no pages: the workbook, the Word template, the icons, the pictures.

`python docs/genereer.py --alles` writes them and `--check` holds the first two, which are the same
on every computer, against what is checked in. Icons and pictures are looked at by people.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
WORKBOOK = "workbook/prestatieafspraken.xlsm"
TEMPLATE = "templates/verslag.docx"
PROGRAMS = ("soffice", "pdftoppm", "pdftotext", "chromium")
"""What the pictures are drawn with."""


def made() -> dict[str, bytes]:
    """Build the files that are the same on every computer."""
    return {WORKBOOK: workbook(), TEMPLATE: template()}


def workbook() -> bytes:
    """Build the workbook with buttons, by the command that does it."""
    with tempfile.TemporaryDirectory() as scratch:
        words = ["werkmap", "bouw", "--uit", scratch]
        command = [sys.executable, "-m", "prestatieafspraken.cli", *words]
        subprocess.run(command, check=True, capture_output=True)
        return (Path(scratch) / Path(WORKBOOK).name).read_bytes()


def template() -> bytes:
    """Build the template of the report in Word."""
    from prestatieafspraken.templates.word.default import build

    return build()


def stale(files: dict[str, bytes]) -> list[str]:
    """Name the files that have other parts than what is built (the packing may differ)."""
    return [name for name, data in files.items() if parts(ROOT / name) != parts(io.BytesIO(data))]


def parts(file: Path | io.BytesIO) -> dict[str, bytes]:
    """Give the parts of a workbook or document; none when there is no such file."""
    if isinstance(file, Path) and not file.exists():
        return {}
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write(*, pictures: bool = True) -> None:
    """Write what is out of date, draw the icons and, where the programs are there, the pictures."""
    files = made()
    for name in stale(files):
        (ROOT / name).write_bytes(files[name])
        print(f"Written: {name}")
    missing = [name for name in PROGRAMS if shutil.which(name) is None]
    scripts = ["iconen.py", "beeld.py"] if pictures and not missing else ["iconen.py"]
    for script in scripts:
        subprocess.run([sys.executable, ROOT / "docs" / script], check=True)
    if pictures and missing:
        print(f"The pictures in docs/beeld stay as they are: {', '.join(missing)} is missing.")
