"""Our VBA itself, run by LibreOffice: which Python it finds, and the command line that it makes."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import xlwings as xw
from hypothesis import given
from hypothesis import strategies as st
from proving.kit.command_line import taken_apart
from proving.kit.vba_doubles import WINDOW, compiled, runnable

from prestatieafspraken.addin.build import PROJECT, function_macros, macros
from prestatieafspraken.addin.libreoffice.office import properties
from prestatieafspraken.addin.press import ACTIONS
from prestatieafspraken.workbook.building.blank import blank
from prestatieafspraken.workbook.vba.into_package import WORKBOOK, Macros, with_macros
from prestatieafspraken.workbook.vba.project import standard

MACROS_ALWAYS = 4
ASK = f"vnd.sun.star.script:{PROJECT}.%s?language=Basic&location=document"
ENVIRONMENT = "\n".join(
    (
        r"USERPROFILE=C:\Users\Jan",
        r"LOCALAPPDATA=C:\Users\Jan\AppData\Local",
        r"ProgramFiles=C:\Program Files (x86)",
        r"ProgramW6432=C:\Program Files",
        r"ProgramData=C:\ProgramData",
    )
)
CONF = r"C:\Users\Jan\.prestatieafspraken\prestatieafspraken.conf"
SHARED_CONF = r"C:\Program Files\prestatieafspraken\prestatieafspraken.conf"
OWN = r"C:\Users\Jan\AppData\Local\prestatieafspraken\Scripts\pythonw.exe"
SHARED = r"C:\Program Files\prestatieafspraken\Scripts\pythonw.exe"
SHARED_32 = r"C:\Program Files (x86)\prestatieafspraken\Scripts\pythonw.exe"
HOSTILE_NAMES = (
    "werkmap.xlsm",
    "x^&calc ^&y.xlsm",
    "a;1;2;3;4;5;%USERPROFILE%;z.xlsm",
    "cijfers Q1=Q2 --hwnd=1.xlsm",
    "o'; import os; os.system('calc') #.xlsm",
    "%COMSPEC%.xlsm",
    "$(CLSID) -c print(1).xlsm",
)
Ask = Callable[..., str]


def _opened(libreoffice: xw.App, path: Path, *, mac: bool = False) -> Iterator[Ask]:
    own = [module for module in macros().modules if module.name != "Lint"]
    library = next(m for m in function_macros().modules if m.name == "Functies")
    service = library.source[library.source.index("Public Function Dienst") :]
    serve = standard(f'Attribute VB_Name = "Functies"\n{service}')
    program = Macros(PROJECT, [*runnable(own, mac=mac), serve])
    path.write_bytes(with_macros(blank("Leeg"), program, WORKBOOK))
    document = libreoffice.impl.desktop.loadComponentFromURL(
        path.as_uri(), "_blank", 0, properties(MacroExecutionMode=MACROS_ALWAYS)
    )

    def ask(*arguments: str, function: str = "Wereld.Proef") -> str:
        script = document.getScriptProvider().getScript(ASK % function)
        answer, _, _ = script.invoke(arguments, (), ())
        return str(answer)

    yield ask
    document.close(True)


@pytest.fixture(scope="module")
def ask(libreoffice: xw.App, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Give what asks a function of our VBA in an open workbook."""
    yield from _opened(libreoffice, tmp_path_factory.mktemp("vba") / "werkmap.xlsm")


def _found(ask: Ask, *files: str, conf: str = "") -> str:
    return ask("zoek", ENVIRONMENT, "\n".join(files), conf, "")


def test_python_is_found_where_it_is_installed(ask: Ask) -> None:
    assert _found(ask) == ""
    assert _found(ask, OWN, SHARED) == OWN
    assert _found(ask, SHARED, SHARED_32) == SHARED
    assert _found(ask, SHARED_32) == SHARED_32
    # Every user may make a folder there, so another user could have put a program in it.
    data = "C:\\ProgramData\\prestatieafspraken\\"
    elsewhere = r"D:\Python\pythonw.exe"
    planted = (f"{data}Scripts\\pythonw.exe", f"{data}prestatieafspraken.conf", elsewhere)
    assert _found(ask, *planted, conf=f"python={elsewhere}\n") == ""


def test_the_settings_of_the_computer_come_after_what_is_of_the_user(ask: Ask) -> None:
    elsewhere = r"D:\Python\pythonw.exe"
    there = {"conf": f"python={elsewhere}\n"}
    assert _found(ask, SHARED_CONF, SHARED, elsewhere, **there) == elsewhere
    assert _found(ask, OWN, SHARED_CONF, elsewhere, **there) == OWN
    assert _found(ask, SHARED_CONF, SHARED, **there) == "", "it names what is not there"


@pytest.mark.parametrize(
    "python",
    [
        r"C:\Python\pythonw.exe",
        r"D:\Wonen & Zorg\o'neil; ^(100=1)\python.exe",
        r"c:\Users\Wałęsa\venv\Scripts\PythonW.exe",
    ],
)
def test_the_file_with_settings_has_the_say(ask: Ask, python: str) -> None:
    assert _found(ask, CONF, OWN, python, conf=f"python={python}\n") == python


@pytest.mark.parametrize(
    "conf",
    [
        "",
        "onzin",
        "PYTHON=C:\\Python\\pythonw.exe\n",
        " python=C:\\Python\\pythonw.exe\n",
        "python=C:\\Python\\pythonw.exe\npython=C:\\Elders\\pythonw.exe\n",
        "# uitleg\npython=C:\\Python\\pythonw.exe\n",
        "python=C:\\Python\\pythonw.exe -c calc\n",
        '"INTERPRETER_WIN","C:\\Python\\pythonw.exe"\n',
    ],
)
def test_a_file_of_another_form_names_no_python(ask: Ask, conf: str) -> None:
    assert _found(ask, CONF, OWN, r"C:\Python\pythonw.exe", conf=conf) == ""


@pytest.mark.parametrize(
    "python",
    [
        "pythonw.exe",
        r"Scripts\pythonw.exe",
        r".\pythonw.exe",
        r"\Python\pythonw.exe",
        r"C:pythonw.exe",
        r"\\server\deel\pythonw.exe",
        r"\\?\C:\Python\pythonw.exe",
        r"%USERPROFILE%\pythonw.exe",
        r"C:\Users\%USERNAME%\pythonw.exe",
        r"C:\Python\pythonw.exe:calc\pythonw.exe",
        'C:\\Python\\" -c calc "\\pythonw.exe',
        r"C:\Python\calc.exe",
        r"C:\Python\pythonw.exe.bat",
        r"C:\Python\pythonw",
        "C:\\Python\\",
    ],
)
def test_what_is_not_the_full_path_of_a_python_is_not_started(ask: Ask, python: str) -> None:
    # That all of these are there makes no difference.
    assert _found(ask, CONF, OWN, python, conf=f"python={python}\n") == ""


def test_a_variable_of_the_environment_that_is_not_set_names_no_python(ask: Ask) -> None:
    # Written so it would be a folder in the current one, which can be that of a sender.
    literal = [rf"%{name}%\prestatieafspraken" for name in ("LOCALAPPDATA", "ProgramFiles")]
    files = [rf"{one}\Scripts\pythonw.exe" for one in literal]
    files += [rf"{one}\prestatieafspraken.conf" for one in literal]
    files.append(r"C:\Python\pythonw.exe")
    conf = "python=C:\\Python\\pythonw.exe\n"
    assert ask("zoek", r"USERPROFILE=C:\Users\Jan", "\n".join(files), conf, "") == ""


@pytest.mark.parametrize("button", ACTIONS)
def test_a_program_gets_exactly_what_was_meant(ask: Ask, button: str) -> None:
    python = r"D:\Wonen & Zorg\o'neil; ^(100=1)\pythonw.exe"
    line = ask("opdracht", ENVIRONMENT, f"{CONF}\n{python}", f"python={python}\n", button)
    assert taken_apart(line) == [
        *(python, "-I", "-m", "prestatieafspraken.addin.start"),
        *(button, str(WINDOW)),
    ]


@pytest.mark.parametrize(
    "button",
    ["", "over & calc", 'over" -c "calc', "over%COMSPEC%", "Over", "over\n", "a;b", "os:getcwd"],
)
def test_what_is_not_the_id_of_a_button_starts_nothing(ask: Ask, button: str) -> None:
    answer = ask("druk", ENVIRONMENT, OWN, "", "over")
    assert "addin.start over" in answer
    assert "addin.start" not in ask("knop", "", "", "", button)
    assert NOT_ALLOWED in ask("druk", ENVIRONMENT, OWN, "", button)


def test_the_service_for_cells_gets_exactly_what_was_meant(ask: Ask) -> None:
    line = ask(r"C:\Wonen & Zorg\pythonw.exe", function="Functies.Dienst")
    assert taken_apart(line) == [
        *(r"C:\Wonen & Zorg\pythonw.exe", "-I", "-m", "prestatieafspraken.addin.serve"),
        "$(CLSID)",
    ]


def test_python_starts_in_its_own_folder_and_excel_goes_back_to_its_own(ask: Ask) -> None:
    during, line, how, after, said = ask("druk", ENVIRONMENT, OWN, "", "over").split("\n")
    assert during == OWN.rpartition("\\")[0]
    assert taken_apart(line)[0] == OWN
    assert how == "0True", "no window, and Excel waits"
    assert (after, said) == (r"C:\Users\Jan\Downloads", "")


NOT_ALLOWED = (
    "Excel kon het programma prestatieafspraken niet starten; mogelijk staat de beveiliging"
)
NOT_FOUND = "Het programma prestatieafspraken is op deze computer niet gevonden."
NO_PYTHON = (
    "wijst geen Python aan die er is. Vraag de beheerder om uit te voeren: prestatieafspraken"
)


@pytest.mark.parametrize(
    ("case", "there", "sentence"),
    [
        ("druk", "", NOT_FOUND),
        ("druk", CONF, rf"%USERPROFILE%\.prestatieafspraken\prestatieafspraken.conf {NO_PYTHON}"),
        (
            "druk",
            SHARED_CONF,
            rf"%ProgramW6432%\prestatieafspraken\prestatieafspraken.conf {NO_PYTHON}",
        ),
        ("weiger lezen", f"{CONF}\n{OWN}", NO_PYTHON),
        ("weiger object", OWN, NOT_ALLOWED),
        ("weiger map", OWN, NOT_ALLOWED),
        ("weiger start", OWN, NOT_ALLOWED),
        ("mislukt", OWN, "kon zijn werk niet beginnen (uitkomst 1). Vraag de beheerder"),
    ],
)
def test_what_cannot_start_is_told_and_excel_goes_back(
    ask: Ask, case: str, there: str, sentence: str
) -> None:
    *started, after, said = ask(case, ENVIRONMENT, there, "", "over").split("\n")
    assert sentence in said
    assert after == r"C:\Users\Jan\Downloads"
    assert bool(started[1:]) == (case == "mislukt")


def test_on_a_mac_nothing_is_started_and_that_is_told(libreoffice: xw.App, tmp_path: Path) -> None:
    for ask in _opened(libreoffice, tmp_path / "mac.xlsm", mac=True):
        answer = ask("druk", ENVIRONMENT, OWN, "", "over")
    started, _, said = answer.split("\n")
    assert started == ""
    assert said.startswith("De knoppen werken alleen in Excel voor Windows.")


def test_a_mac_is_not_asked_for_what_it_does_not_know() -> None:
    """Excel for the Mac compiles a module as a whole, and has no number of a window."""
    for module in macros().modules:
        assert "Hwnd" not in compiled(module.source, mac=True)
    assert "Hwnd" in "".join(compiled(m.source, mac=False) for m in macros().modules)


def test_the_name_of_the_workbook_makes_no_difference(libreoffice: xw.App, tmp_path: Path) -> None:
    started = set()
    for name in HOSTILE_NAMES:
        folder = tmp_path / f"a;1;2;3;4;5;%USERPROFILE%{len(started)} ^& b"
        folder.mkdir(exist_ok=True)
        for ask in _opened(libreoffice, folder / name):
            started.add(ask("druk", ENVIRONMENT, OWN, "", "controleer_werkmap"))
    (one,) = started
    assert one.split("\n")[1] == (
        f'"{OWN}" -I -m prestatieafspraken.addin.start controleer_werkmap {WINDOW}'
    )


@given(st.lists(st.text(st.sampled_from('ab \\"^&%;='), min_size=0), min_size=1))
def test_the_rules_of_the_command_line_are_those_of_python(words: list[str]) -> None:
    """Hold the rules against the other side of them, which Python has."""
    line = subprocess.list2cmdline(["x.exe", *words])
    assert taken_apart(line) == ["x.exe", *words]
