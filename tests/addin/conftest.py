"""The built Excel files and an open workbook with planted faults."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import uuid4

import openpyxl
import pytest
import xlwings as xw
from proving.com.windows import Windows
from proving.com.windows import windows as on_windows
from proving.kit.pressed import FAULT, Judged
from proving.kit.soffice import missing, needed

from prestatieafspraken.addin import check, open_book, produce, repair, report, results
from prestatieafspraken.addin.build import build
from prestatieafspraken.addin.libreoffice.engine import activate
from prestatieafspraken.addin.libreoffice.office import PACKAGES, connect, start
from prestatieafspraken.afspraken import load
from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.validators.workbook import workbook
from prestatieafspraken.workbook.finding import Finding


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
def libreoffice(request: pytest.FixtureRequest) -> Iterator[xw.App]:
    """Give LibreOffice, or on Windows the real Excel when PRESTATIEAFSPRAKEN_EXCEL=1."""
    if os.environ.get("PRESTATIEAFSPRAKEN_EXCEL") == "1":
        excel = xw.App(add_book=False)
        yield excel
        excel.quit()
    else:
        yield activate(request.getfixturevalue("office"))


@pytest.fixture
def windows() -> Iterator[Windows]:
    """Give a Windows on which xlwings' own engine works, over the fake Excel."""
    with on_windows() as made:
        yield made


@pytest.fixture(params=["libreoffice", pytest.param("com", marks=pytest.mark.com)])
def app(request: pytest.FixtureRequest) -> xw.App:
    """Give each program in which a workbook can be open: two engines, one contract."""
    if request.param == "libreoffice":
        return request.getfixturevalue("libreoffice")
    here: Windows = request.getfixturevalue("windows")
    return here.app(here.excel())


def _planted(plain: bytes) -> bytes:
    """Plant faults in the shared workbook, with fills, notes, a filter and a hidden column."""
    book = openpyxl.load_workbook(io.BytesIO(plain))
    sheet = book[FAULT]
    sheet["D7"] = "ongeveer 1.800"
    sheet["D7"].fill = openpyxl.styles.PatternFill("solid", fgColor="FF99CC00")
    sheet["D7"].comment = openpyxl.comments.Comment("Navragen bij Jan", "Ik")
    sheet["D8"] = -5
    sheet["B9"].fill = openpyxl.styles.PatternFill("solid", fgColor="FF00CCFF")
    sheet["B9"].comment = openpyxl.comments.Comment("Van mij", "Ik")
    sheet.column_dimensions["F"].hidden = True
    table = sheet.tables["tblWoningvoorraad"]
    table.autoFilter = openpyxl.worksheet.filters.AutoFilter(ref=table.ref)
    table.autoFilter.add_filter_column(1, ["2017", "2018"])
    for row in (9, 12):
        sheet.row_dimensions[row].hidden = True
    book["Energie-index"]["E7"] = 15.5
    book["Energie-index"].sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.fixture(scope="session")
def planted(plain: bytes) -> bytes:
    """Give the bytes of the workbook with planted faults."""
    return _planted(plain)


@pytest.fixture(scope="session")
def judged_once() -> dict[str, Verdict]:
    """Keep what was found by each program: judging takes most of a press."""
    return {}


@pytest.fixture
def found(
    app: xw.App,
    planted: bytes,
    tmp_path_factory: pytest.TempPathFactory,
    judged_once: dict[str, Verdict],
) -> Verdict:
    """Give what the judge finds in the open workbook."""
    program = app.engine.name
    if program not in judged_once:
        path = tmp_path_factory.mktemp("eerder") / "eerder.xlsx"
        path.write_bytes(planted)
        book = app.books.open(path)
        judged_once[program] = open_book.verdict(book)
        book.close()
    return judged_once[program]


@pytest.fixture
def judged(found: Verdict, monkeypatch: pytest.MonkeyPatch) -> Judged:
    """Let the buttons take what was found before, and give what changes that."""

    def take(told: Sequence[Finding]) -> None:
        given = replace(found, findings=tuple(told))
        for module in (check, produce, repair, report, results):
            monkeypatch.setattr(module, "verdict", lambda book: given)

    take(found.findings)
    return take


@pytest.fixture
def path(planted: bytes, tmp_path: Path) -> Path:
    """Write that workbook to a folder of its own."""
    path = tmp_path / "ingevuld.xlsx"
    path.write_bytes(planted)
    return path


@pytest.fixture
def book(app: xw.App, path: Path) -> Iterator[xw.Book]:
    """Open it."""
    book = app.books.open(path)
    yield book
    book.close()
