"""`excel controleer BESTAND`: Excel is told to open a file in which nothing runs by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import openpyxl
import pytest
import xlwings as xw
from proving.com.excel import FORCE_DISABLE, LOW, Excel
from proving.com.windows import Windows
from proving.hostile.kinds import KINDS, Make, added, both, related, stock

from prestatieafspraken.addin import attach, sealed
from prestatieafspraken.addin.libreoffice.office import properties
from prestatieafspraken.addin.stop import StopError
from prestatieafspraken.cli.app import run as cli
from prestatieafspraken.workbook.building.blank import blank
from prestatieafspraken.workbook.vba import into_package
from prestatieafspraken.workbook.vba.project import Module, document

pytestmark = pytest.mark.traag

ACTING = ("BST-020", "BST-021", "BST-023", "BST-024", "BST-025", "BST-026")
HOSTILE = {kind.name: kind.make for kind in KINDS if set(kind.codes) & set(ACTING)} | {
    "macros under another name": both(
        related(b"vbaProject", b"media/plaatje.bin", external=False),
        added("xl/media/plaatje.bin", b"x"),
    ),
    "a picture that is fetched": related(b"image", b"file:////kwaad.example/deel/pixel.png"),
    "a formula in small letters": stock(
        b'<c r="D8"><f>_xlfn.webservice("http://x")</f><v>1</v></c>'
    ),
}
GUARDED = [
    *(f"AutomationSecurity={FORCE_DISABLE}", "EnableEvents=False", "AskToUpdateLinks=False"),
    "open woonforte.xlsx",
    *("AskToUpdateLinks=True", "EnableEvents=True", f"AutomationSecurity={LOW}"),
]
"""What must happen, in this order: no macro, no event and no link among it."""


@pytest.fixture
def excel(windows: Windows, monkeypatch: pytest.MonkeyPatch) -> Excel:
    """Give the Excel that the command reaches."""
    made = windows.excel()
    monkeypatch.setattr(attach, "_program", lambda may_start: windows.app(made))
    return made


@pytest.fixture
def file(plain: bytes, tmp_path: Path) -> Path:
    """Give a workbook that was sent."""
    path = tmp_path / "woonforte.xlsx"
    path.write_bytes(plain)
    return path


def test_a_file_is_opened_with_macros_events_and_links_off(excel: Excel, file: Path) -> None:
    assert attach.attach(file).name == file.name
    assert excel.happened == GUARDED


def test_what_the_fake_does_when_nobody_guards_it(windows: Windows, file: Path) -> None:
    """Hold the tests of this page against an Excel that is told nothing."""
    excel = windows.excel()
    windows.app(excel).books.open(file)
    assert excel.happened == ["open woonforte.xlsx", "macro", "event", "links"]


@pytest.mark.parametrize("before", [(1, True, True), (2, True, False), (3, False, False)])
def test_every_setting_goes_back_to_what_it_was(
    excel: Excel, file: Path, before: tuple[int, bool, bool]
) -> None:
    excel.AutomationSecurity, excel.EnableEvents, excel.AskToUpdateLinks = before
    attach.attach(file)
    assert excel.settings == before


def test_also_when_the_file_does_not_open(excel: Excel, file: Path) -> None:
    excel.broken = True
    with pytest.raises(StopError, match=r"woonforte\.xlsx is niet te openen als werkmap\."):
        attach.attach(file)
    assert excel.happened == GUARDED
    assert excel.settings == (LOW, True, True)


@pytest.mark.parametrize("setting", sealed.SETTINGS)
def test_an_excel_that_does_not_take_a_setting_opens_nothing(
    excel: Excel, file: Path, setting: str
) -> None:
    excel.refuses.add(setting)
    with pytest.raises(StopError):
        attach.attach(file)
    assert not [what for what in excel.happened if what.startswith("open")]
    assert excel.settings == (LOW, True, True)


@pytest.mark.parametrize("name", HOSTILE)
def test_what_could_act_all_the_same_keeps_a_file_closed(
    excel: Excel, file: Path, plain: bytes, name: str
) -> None:
    file.write_bytes(HOSTILE[name](plain))
    with pytest.raises(StopError, match=r"is niet geopend\. ") as stopped:
        attach.attach(file)
    assert "Daarom opent het programma haar niet" in stopped.value.repair
    assert stopped.value.code == "XLS-003"
    assert excel.happened == []


def test_a_link_to_another_file_is_not_followed(excel: Excel, file: Path, plain: bytes) -> None:
    make: Make = next(kind.make for kind in KINDS if kind.codes == ("BST-022",))
    file.write_bytes(make(plain))
    attach.attach(file)
    assert excel.happened == GUARDED


@pytest.mark.parametrize(
    "content",
    [
        b"\x09\x08 een werkmap van Excel 4",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        b'ID;PWXL;N;E\nC;Y1;X1;EEXEC("calc")\n',
        b"",
    ],
    ids=["xl4", "xls", "password", "sylk", "empty"],
)
def test_what_cannot_be_looked_into_is_not_opened(excel: Excel, file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(StopError, match="is niet te openen als werkmap"):
        attach.attach(file)
    assert excel.happened == []


@pytest.mark.parametrize(
    "before",
    [
        b'ID;PWXL;N;E\nC;Y1;X1;EEXEC("calc")\n',
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504,
        b"<html><table><tr><td>=cmd|'/c calc'!A1</table>",
        b"PK\x03\x04" + b"\0" * 40,
    ],
    ids=["sylk", "xls", "html", "zip"],
)
def test_a_file_of_another_kind_before_a_workbook_is_not_opened(
    excel: Excel, file: Path, plain: bytes, before: bytes
) -> None:
    """Our reader finds the workbook behind it; Excel goes by how a file begins."""
    file.write_bytes(before + plain)
    with pytest.raises(StopError, match="is niet te openen als werkmap"):
        attach.attach(file)
    assert excel.happened == []


def test_a_workbook_that_is_open_is_left_alone(excel: Excel, file: Path) -> None:
    excel.open(str(file))
    assert attach.attach(file).name == file.name
    assert attach.attach(None).name == file.name
    assert excel.happened == []


def test_another_workbook_of_that_name_is_told(excel: Excel, file: Path, tmp_path: Path) -> None:
    other = tmp_path / "elders" / file.name
    other.parent.mkdir()
    other.write_bytes(file.read_bytes())
    excel.open(str(other))
    with pytest.raises(StopError, match="al een andere werkmap open die woonforte"):
        attach.attach(file)
    assert excel.happened == []


def test_the_command_tells_it_in_a_sentence(
    excel: Excel, file: Path, plain: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_bytes(HOSTILE["macros"](plain))
    assert cli(["excel", "controleer", str(file)]) == 2
    told = " ".join(capsys.readouterr().err.split())
    assert "De werkmap bevat macro's (VBA); ze zijn niet uitgevoerd." in told
    assert "open haar dan eerst zelf" in told
    assert excel.happened == []


AT_OPENING = """Private Sub Workbook_Open()
ThisWorkbook.Worksheets(1).Range("B2").Value = "gedraaid"
End Sub
"""


def test_libreoffice_runs_no_macro_of_a_file_that_is_opened(
    libreoffice: xw.App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = libreoffice

    def with_one(name: str, *, workbook: bool = False) -> Module:
        made = document(name, workbook=workbook)
        return replace(made, source=made.source + AT_OPENING) if workbook else made

    monkeypatch.setattr(into_package, "document", with_one)
    path = tmp_path / "macro.xlsm"
    program = into_package.Macros("Vreemd", [])
    path.write_bytes(into_package.with_macros(blank("Leeg"), program, into_package.WORKBOOK))
    always = app.impl.desktop.loadComponentFromURL(
        path.as_uri(), "_blank", 0, properties(MacroExecutionMode=4)
    )
    assert always.Sheets.getByIndex(0).getCellByPosition(1, 1).String == "gedraaid"
    always.close(True)
    opened = app.books.open(path)
    try:
        assert opened.sheets[0].range("B2").value is None
    finally:
        opened.close()


def test_libreoffice_follows_no_link_out_of_a_file_that_is_opened(
    libreoffice: xw.App, tmp_path: Path, listener: Listener
) -> None:
    app = libreoffice
    book = openpyxl.Workbook()
    book.active["A1"] = f'=_xlfn.WEBSERVICE("{listener.address}/x")'
    book.active["A2"] = f"='{listener.address}/[b.xlsx]Blad1'!A1"
    book.active["A3"] = "=1+1"
    path = tmp_path / "koppelingen.xlsx"
    book.save(path)
    opened = app.books.open(path)
    try:
        opened.app.calculate()
        assert opened.sheets[0].range("A3").value == 2
    finally:
        opened.close()
    assert listener.asked == []


class Listener:
    """Hears what is asked of this computer, on a port of its own."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        outer = self

        class Hear(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked.append(self.path)
                self.send_error(404)

            do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Hear)
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}"


@pytest.fixture
def listener() -> Iterator[Listener]:
    """Listen on loopback for as long as the test lasts."""
    made = Listener()
    thread = Thread(target=made.server.serve_forever)
    thread.start()
    yield made
    made.server.shutdown()
    thread.join()
    made.server.server_close()
