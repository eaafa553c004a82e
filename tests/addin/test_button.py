"""From the command line of a button to the workbook in view, on the engine for Windows itself."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath

import pytest
import xlwings as xw
from proving.com.sheets import Sheet
from proving.com.windows import Windows, windows
from xlwings.utils import prepare_sys_path

from prestatieafspraken.addin import beside, import_path, start
from prestatieafspraken.addin.address import address
from prestatieafspraken.addin.build import function_macros, macros

HOSTILE_NAMES = (
    "cijfers Q1=Q2.xlsx",
    "x^&calc ^&y.xlsx",
    "a;1;2;3;4;5;%USERPROFILE%;z.xlsx",
    "o'; __import__('os').system('calc').xlsx",
    "--hwnd=12.xlsx",
    "%COMSPEC%.xlsx",
    "$(CLSID).xlsx",
    "naam met \u202egnp.xlsx",
)
ONLINE = (
    "https://alphen.sharepoint.com/sites/Wonen/Gedeelde documenten/woonforte=2019;a.xlsx",
    "https://alphen-my.sharepoint.com/personal/jan_alphen_nl/Documents/woonforte.xlsx",
    "https://alphen.sharepoint.com/teams/Wonen/woonforte.xlsx",
    "https://d.docs.live.net/0123456789abcdef/woonforte.xlsx",
)
PLANTED = "open({!r}, 'w').close()\nraise ImportError('planted')\n"
Trial = subprocess.CompletedProcess[str]


@pytest.fixture
def here() -> Iterator[Windows]:
    """Give a Windows, with xlwings as it is there."""
    with windows() as made:
        yield made


@pytest.fixture(autouse=True)
def _as_started(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take for granted what a test in this process cannot have: a Python of its own, with -I."""
    monkeypatch.setattr(import_path, "isolated", lambda: True)
    monkeypatch.setattr(import_path, "untrusted", list)
    monkeypatch.setattr(import_path, "leave_the_current_folder", lambda: None)


@pytest.mark.parametrize("name", HOSTILE_NAMES)
@pytest.mark.parametrize("folder", ["C:\\Users\\Jan", "C:\\a;1;2;3;4;5;%USERPROFILE%\\Downloads;z"])
def test_a_button_works_on_the_workbook_in_view(here: Windows, name: str, folder: str) -> None:
    other, excel = here.excel(12), here.excel(77)
    elsewhere = other.open(name)
    before = excel.open("andere.xlsx")
    book = excel.open(f"{folder}\\{name}")
    assert start.main(["handleiding", "77"]) == start.TOLD
    assert book.ActiveSheet.Name == "Handleiding"
    assert excel.StatusBar == "De handleiding staat op het blad Handleiding."
    assert (elsewhere.ActiveSheet.Name, before.ActiveSheet.Name) == ("Start", "Start")
    assert other.StatusBar is False
    assert here.said == []


def test_a_sheet_with_the_name_of_a_program_is_a_sheet(
    here: Windows, capfd: pytest.CaptureFixture[str]
) -> None:
    """Made for xlwings' own buttons: there such a sheet gave a sentence in English, or settings."""
    excel = here.excel()
    book = excel.open("x.xlsx")
    book.sheets += [Sheet(book, name) for name in ("reken.py", "xlwings.conf", "x.xlsx.conf")]
    assert start.main(["handleiding", "4711"]) == start.TOLD
    assert (book.ActiveSheet.Name, here.said) == ("Handleiding", [])
    assert excel.StatusBar == "De handleiding staat op het blad Handleiding."
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("place", ONLINE)
def test_a_workbook_that_is_online_stays_where_it_is(
    here: Windows, place: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    excel = here.excel()
    excel.open(place)
    assert start.main(["over", "4711"]) == start.TOLD
    book = here.app(excel).books.active
    assert address(book) == place
    assert beside.write(book, "jaarverslag", ".docx", b"x") == tmp_path / "jaarverslag.docx"


def test_a_sheet_never_says_where_a_workbook_is(
    here: Windows, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What xlwings makes of such a sheet is a folder of whoever sent the workbook."""
    chosen = {"SHAREPOINT_WIN": str(tmp_path)}
    monkeypatch.setattr("xlwings._xlwindows.read_config_sheet", lambda _: chosen)
    (tmp_path / "Wonen - Gedeelde documenten").mkdir()
    (tmp_path / "Wonen - Gedeelde documenten" / "woonforte.xlsx").touch()
    place = "https://alphen.sharepoint.com/sites/Wonen/Gedeelde documenten/woonforte.xlsx"
    excel = here.excel()
    excel.open(place)
    book = here.app(excel).books.active
    assert str(tmp_path) in book.fullname
    assert address(book) == place


def test_a_path_on_this_computer_is_given_as_it_is(here: Windows) -> None:
    excel = here.excel()
    excel.open("C:\\a;b\\x.xlsx")
    assert PureWindowsPath(address(here.app(excel).books.active)).name == "x.xlsx"


def test_an_excel_that_is_gone_is_told(here: Windows) -> None:
    assert start.main(["over", "99"]) == start.TOLD
    (said,) = here.said
    assert said.startswith("Excel is niet te bereiken. Sluit een cel die u aan het invullen bent")
    log = Path(re.findall(r"logboek (\S+) naar", said)[0])
    assert "geen venster van Excel" in log.read_text(encoding="utf-8")


def test_without_a_workbook_that_is_told(here: Windows) -> None:
    here.excel()
    assert start.main(["over", "4711"]) == start.TOLD
    assert here.said == [start.NO_BOOK]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["over"],
        ["over", "4711", "x"],
        ["over", "4711; calc"],
        ["over", "x.xlsx"],
        ["", "4711"],
        ["os:getcwd", "4711"],
        ["check:check_book", "4711"],
    ],
)
def test_another_command_line_does_nothing(here: Windows, arguments: list[str]) -> None:
    here.excel().open("x.xlsx")
    assert start.main(arguments) == start.WRONG_USE
    assert here.said == []


ENTRANCES = {
    "a press": "from prestatieafspraken.addin import start; start.excel = print; "
    "start.tell = lambda *_: 0; start._press('over', 1)",
    "the functions in cells": "import xlwings; xlwings.serve = lambda _: 0; "
    "from prestatieafspraken.addin import serve, import_path as i; i.isolated = lambda: True; "
    "i.untrusted = list; serve.main(['{506e67c3-55b5-48c3-a035-eed5deea7d6d}'])",
    "the command": "from prestatieafspraken.addin import attach, stop\n"
    "def none(_): raise stop.StopError('XLS-005', 'x', 'y')\n"
    "attach.attach = none\n"
    "from prestatieafspraken.cli.app import run; run(['excel', 'wis'])",
    "building": "from prestatieafspraken.addin.build import function_macros; function_macros()",
    "after matplotlib": "import matplotlib; import prestatieafspraken.addin.quick",
}


@pytest.mark.steekproef(2)
@pytest.mark.parametrize("name", ["xlwings as shipped", *ENTRANCES])
def test_no_entrance_ends_other_excels(name: str) -> None:
    """As shipped, xlwings ends every Excel without a window when Python ends."""
    code = (
        f"import sys; sys.path[:0] = [{str(Path(__file__).parent.parent)!r}]\n"
        "import atexit; from proving.com.windows import windows\n"
        "with windows(keep_cleanup=True):\n"
        "    import xlwings._xlwindows\n"
        "    xlwings._xlwindows.Apps.cleanup = staticmethod(lambda: print('ended others'))\n"
        f"    exec({ENTRANCES.get(name, 'pass')!r})\n"
        "    atexit._run_exitfuncs()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert ("ended others" in done.stdout) is (name == "xlwings as shipped"), done.stderr


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_why_nothing_of_a_workbook_is_handed_to_xlwings(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Show what its own function makes of a name, and even of no name at all."""
    folder = f"C:\\a;1;2;3;4;5;{name};z"
    for sent in (f"false;{folder}\\{name};C:\\x\\prestatieafspraken.xlam;;;;", "false;;;;;;"):
        monkeypatch.setattr(sys, "path", ["python"])
        prepare_sys_path(sent)
        assert len(sys.path) > 1
    assert sys.path == ["", "python"], "the current folder"


def test_what_our_macros_start_leaves_the_path_alone(tmp_path: Path) -> None:
    """Run every command line out of the built macros, in a folder of a sender."""
    texts = [one.source for one in (*macros().modules, *function_macros().modules)]
    assert not [text for text in texts if "prepare_sys_path" in text or "-c " in text]
    started = {line for text in texts for line in re.findall(r'"""" & python & """ (-.*?)"', text)}
    modules = {line.split()[2] for line in started}
    assert {line.split()[0] for line in started} == {"-I"}
    assert modules == {"prestatieafspraken.addin.start", "prestatieafspraken.addin.serve"}
    for module in modules:
        done, ran = _trial(tmp_path, "-I", module=module, PYTHONPATH=str(tmp_path))
        assert not ran
        assert done.returncode == (start.TOLD if module.endswith("start") else 2)


def _trial(
    folder: Path, *options: str, module: str = start.__name__, **environment: str
) -> tuple[Trial, bool]:
    """Start as a button does in a folder of a sender, and say whether its code ran."""
    ran = folder / "gedraaid"
    for name in ("pandas", "xlwings", "numpy", "pywintypes"):
        (folder / f"{name}.py").write_text(PLANTED.format(str(ran)), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, *options, "-m", module, "proef"],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return done, ran.exists()


def test_the_folder_of_a_sender_is_never_an_import_folder(tmp_path: Path) -> None:
    planted = {"PYTHONPATH": str(tmp_path), "PYTHONSTARTUP": str(tmp_path / "pandas.py")}
    done, ran = _trial(tmp_path, "-I", **planted)
    assert (done.returncode, done.stderr, ran) == (start.TOLD, "", False)


@pytest.mark.parametrize("planted", [False, True], ids=["current folder", "PYTHONPATH"])
def test_started_otherwise_it_does_nothing(tmp_path: Path, planted: bool) -> None:
    options = ("-P",) if planted else ()
    done, ran = _trial(tmp_path, *options, PYTHONPATH=str(tmp_path) if planted else "")
    assert (done.returncode, ran) == (start.UNTOLD, False)


def test_a_place_that_is_not_of_python_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.undo()
    places = ["", str(tmp_path), "__editable__.x.finder.__path_hook__", *sys.path]
    own = [p for p in sys.path if p.startswith((sys.prefix, sys.base_prefix))]
    monkeypatch.setattr(sys, "path", [*places[:3], *own])
    assert import_path.untrusted() == ["", str(tmp_path)]
    assert not import_path.isolated()
    said: list[str] = []
    monkeypatch.setattr(start, "tell", lambda sentence, window=0: said.append(sentence) or 0)
    assert start.main(["over", "4711"]) == start.TOLD
    assert str(tmp_path) in said[0]


def test_xlwings_is_left_as_it_was() -> None:
    before = xw.engines.active
    with windows():
        assert xw.engines.active is not before
    assert xw.engines.active is before
    assert "xlwings._xlwindows" not in sys.modules
