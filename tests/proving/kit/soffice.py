"""LibreOffice for tests: open, recalculate and convert, in a profile of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import pytest

REASON = "LibreOffice (soffice) is not installed"


def needed(program: str = "soffice", reason: str = REASON) -> str:
    """Give the path of a program; without it the test skips, or fails where nothing may."""
    path = shutil.which(program)
    if path is None:
        missing(reason)
    return path


def missing(reason: str) -> NoReturn:
    """Skip the test, or fail it where nothing may be skipped."""
    if os.environ.get("PRESTATIEAFSPRAKEN_VOLLEDIG") == "1":
        pytest.fail(reason)
    pytest.skip(reason, allow_module_level=True)


PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>nl-NL</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
 oor:op="fuse"><value>0</value></prop></item></oor:items>
"""
"""Numbers the Dutch way, and each formula computed: never the outcome that stands in the file."""


def convert(path: Path, form: str, folder: Path) -> Path:
    """Convert a document with a fresh profile that writes numbers the Dutch way."""
    return convert_all([path], form, folder) / f"{path.stem}.{form}"


def convert_all(paths: Sequence[Path], form: str, folder: Path) -> Path:
    """Convert documents in one go; give the folder that they are in."""
    program = needed()
    out = folder / f"naar-{form}"
    profile = folder / "profiel"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(PROFILE, encoding="utf-8")
    own = f"-env:UserInstallation={profile.as_uri()}"
    subprocess.run(
        [program, own, "--headless", "--convert-to", form, "--outdir", str(out), *map(str, paths)],
        check=True,
        capture_output=True,
        timeout=120 + 10 * len(paths),
    )
    return out


def pdf_text(path: Path) -> str:
    """Give the text of a PDF."""
    program = needed("pdftotext", "pdftotext (poppler-utils) is not installed")
    done = subprocess.run(
        [program, "-layout", str(path), "-"], check=True, capture_output=True, text=True
    )
    return done.stdout
