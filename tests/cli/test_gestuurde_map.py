"""A person works in a folder that somebody sent: nothing in it runs, or sets anything.

Every module that Python has and every package of ours lies there under its own name, and so do
the files that libraries look for where they are started.
"""

from __future__ import annotations

import importlib.metadata
import os
import subprocess
import sys
from pathlib import Path

import pytest

EVIL = "import os\nopen(os.path.join({folder!r}, 'gestart ' + __name__), 'w').close()\n"
PROGRAM = """
import os, sys
from prestatieafspraken.cli import main
HERE = os.getcwd()
ASKED = ("werkmap.xlsx", "s.docx", "uit")

def watch(event, args):
    if event.startswith("socket.") and event not in ("socket.__new__", "socket.gethostname"):
        if not isinstance(args[-1], (str, bytes, type(None))):  # a pipe here has a path or none
            os.write(2, f"verbinding {event}\\n".encode())
    if event == "open" and isinstance(args[0], str) and not args[2] & (os.O_WRONLY | os.O_RDWR):
        folder, name = os.path.split(os.path.abspath(args[0]))
        if folder == HERE and name not in ASKED and "__editable__" not in name:
            os.write(2, f"gelezen {name}\\n".encode())

if __name__ == "__main__":
    sys.addaudithook(watch)
    main()
"""
FILES = {
    "matplotlibrc": "text.usetex: True\nsavefig.bbox: tight\nfont.size: 40\n",
    "pyvenv.cfg": "home = .\n",
    "dask.yaml": "distributed: {client: {preload: [kwaad.py]}}\n",
    "setup.cfg": "[options]\n",
    ".env": "PYTHONPATH=.\n",
    "kwaad.pth": "import kwaad\n",
    "prestatieafspraken.conf": '"INTERPRETER_WIN","kwaad.exe"\n',
}


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the program as it is installed: a file in a folder of its own."""
    path = tmp_path_factory.mktemp("Scripts") / "prestatieafspraken"
    path.write_text(PROGRAM)
    return path


@pytest.fixture(scope="module")
def werkmap(program: Path) -> bytes:
    """Give a new workbook."""
    path = program.with_name("werkmap.xlsx")
    words = ["werkmap", "nieuw", "--gemeente", "Alphen aan den Rijn", "--jaar", "2019"]
    words += ["--partij", "gemeente", "--uit", str(path)]
    subprocess.run([sys.executable, program, *words], check=True, capture_output=True)
    return path.read_bytes()


@pytest.fixture
def sent(tmp_path: Path, werkmap: bytes, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder of a sender, in which a module under every name waits to be imported."""
    monkeypatch.delenv("PYTHONSAFEPATH", raising=False)  # as the person has it
    folder = tmp_path / "inzending"
    folder.mkdir()
    (folder / "werkmap.xlsx").write_bytes(werkmap)
    names = {*sys.stdlib_module_names, *importlib.metadata.packages_distributions()}
    for name in {*names, "kwaad", "sitecustomize", "usercustomize"}:
        if name.isidentifier():
            (folder / f"{name}.py").write_text(EVIL.format(folder=str(tmp_path)))
    own = folder / "prestatieafspraken" / "batch"
    own.mkdir(parents=True)
    (own.parent / "__init__.py").write_text(EVIL.format(folder=str(tmp_path)))
    for name, text in FILES.items():
        (folder / name).write_text(text)
    return folder


@pytest.mark.steekproef(2)
@pytest.mark.parametrize(
    "words",
    [
        "controleer werkmap.xlsx",
        "controleer . --werkers 2 --uitmap uit",
        "bereken werkmap.xlsx",
        "verslag werkmap.xlsx --uit v.docx",
        "verslag werkmap.xlsx --uit v.html",
        "verslag werkmap.xlsx --uit v.pdf",
        "sjabloon maak --uit s.docx",
        "sjabloon controleer s.docx",
        "regels CEL-006",
        "werkmap bouw --uit .",
    ],
)
def test_nothing_in_a_folder_of_a_sender_runs(words: str, program: Path, sent: Path) -> None:
    if "controleer s.docx" in words:
        made = [sys.executable, program, "sjabloon", "maak", "--uit", "s.docx"]
        subprocess.run(made, check=True, cwd=sent, capture_output=True)
    done = subprocess.run(
        [sys.executable, program, *words.split()], cwd=sent, capture_output=True, text=True
    )
    assert [path.name for path in sent.parent.glob("gestart*")] == []
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr
    for sign in ("verbinding", "gelezen"):
        assert sign not in done.stderr


def test_what_lies_there_would_run_if_it_were_imported(sent: Path) -> None:
    """So that the test above can fail: Python with `-c` imports from where it is started."""
    subprocess.run([sys.executable, "-c", "import kwaad"], cwd=sent, check=True)
    assert (sent.parent / "gestart kwaad").exists()


@pytest.mark.steekproef(1)
@pytest.mark.parametrize("words", ["verslag werkmap.xlsx --uit v.docx", "demo --uit d"])
def test_settings_without_end_keep_nothing_waiting(words: str, program: Path, sent: Path) -> None:
    (sent / "matplotlibrc").unlink()
    os.mkfifo(sent / "matplotlibrc")
    subprocess.run(
        [sys.executable, program, *words.split()],
        check=True, cwd=sent, capture_output=True, timeout=240,
    )  # fmt: skip


def test_what_is_wrong_in_settings_is_not_told(program: Path, sent: Path) -> None:
    (sent / "matplotlibrc").write_text("\x1b[31mrood: 1\n" * 3)
    words = ["verslag", "werkmap.xlsx", "--uit", "v.docx"]
    done = subprocess.run(
        [sys.executable, program, *words], cwd=sent, capture_output=True, text=True
    )
    assert done.returncode == 0
    assert "rood" not in done.stderr + done.stdout
    assert "\x1b" not in done.stderr + done.stdout
