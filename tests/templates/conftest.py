"""Reports to test on: the printed figures of 2019, and workbooks with texts of all kinds."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from proving.kit import voorbeeld
from proving.kit.once import once

from prestatieafspraken.afspraken import Afspraken, load
from prestatieafspraken.cli.verslag import report_of
from prestatieafspraken.templates.forms.form import SUFFIXES, Laid, Look, lay_out, render
from prestatieafspraken.templates.report.report import Report
from prestatieafspraken.workbook.building.prefill import prefill

DAY = date(2019, 12, 31)


@pytest.fixture(scope="session")
def afspraken() -> Afspraken:
    """Load the agreements of 2019."""
    return load("alphen-aan-den-rijn", 2019)


@pytest.fixture(scope="session")
def schrijf(afspraken: Afspraken, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Give a function that builds the workbook of a party, with rows changed."""

    def schrijf(naam: str, change: Callable[[dict[str, Any]], object] | None = None) -> Path:
        path = tmp_path_factory.mktemp("werkmap") / f"{naam.lower().replace(' ', '-')}.xlsx"
        if change is None:
            path.write_bytes(voorbeeld.gedrukt(naam))
        else:
            rows = copy.deepcopy(prefill(afspraken, afspraken.partij(naam)))
            change(rows)
            path.write_bytes(voorbeeld.werkmap(naam, 0, rows))
        return path

    return schrijf


@pytest.fixture(scope="session")
def gedrukt(schrijf: Callable[..., Path]) -> Report:
    """Report on the figures as printed."""
    return report_of([schrijf("gemeente")], DAY)


@pytest.fixture(scope="session")
def opgemaakt(gedrukt: Report) -> Laid:
    """Lay that report out."""
    return lay_out(gedrukt)


@pytest.fixture(scope="session")
def vormen(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, bytes]:
    """Render every form once."""
    pytest.importorskip("weasyprint")

    def make(folder: Path) -> None:
        laid = request.getfixturevalue("opgemaakt")
        for suffix in SUFFIXES:
            (folder / f"verslag{suffix}").write_bytes(render(laid, suffix, Look()))

    folder = once(tmp_path_factory, "vormen", make)
    return {suffix: (folder / f"verslag{suffix}").read_bytes() for suffix in SUFFIXES}
