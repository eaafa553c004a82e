"""The built Excel files, once per session."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
import xlwings as xw
from soffice import missing, needed

from prestatieafspraken.addin.build import build
from prestatieafspraken.addin.libreoffice.engine import activate
from prestatieafspraken.addin.libreoffice.office import PACKAGES, connect, start
from prestatieafspraken.afspraken import load
from prestatieafspraken.validators.workbook import workbook


@pytest.fixture(scope="session")
def plain() -> bytes:
    """Build the shared workbook of 2019 without macros."""
    afspraken = load("alphen-aan-den-rijn", 2019)
    owner = next(partij for partij in afspraken.partijen if partij.soort == "gemeente")
    return workbook(afspraken, owner, date(2019, 12, 31))


@pytest.fixture(scope="session")
def built(plain: bytes) -> dict[str, bytes]:
    """Build all three files."""
    return build(plain)


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start a LibreOffice of our own and give the name of its pipe."""
    needed()
    if not any(Path(folder, "uno.py").exists() for folder in PACKAGES):
        missing("python3-uno is not installed")
    pipe = f"prestatieafspraken-{uuid4().hex}"
    profile = tmp_path_factory.mktemp("profiel")
    process = start(pipe, profile=profile, headless=True)
    yield pipe
    connect(pipe).ServiceManager.createInstance("com.sun.star.frame.Desktop").terminate()
    process.wait(timeout=30)


@pytest.fixture(scope="session")
def app(request: pytest.FixtureRequest) -> xw.App:
    """Give LibreOffice, or on Windows the real Excel when PRESTATIEAFSPRAKEN_EXCEL=1."""
    if os.environ.get("PRESTATIEAFSPRAKEN_EXCEL") == "1":
        return xw.App(add_book=False)
    return activate(request.getfixturevalue("office"))
