"""The built Excel files, once per session."""

from __future__ import annotations

from datetime import date

import pytest

from prestatieafspraken.addin.build import build
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
