"""Every path that a command takes, held against everything that can lie there but a file.

The commands are asked what paths they take, so that a new one is held against it too.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
import typer
from proving.kit import voorbeeld
from typer.models import OptionInfo

from prestatieafspraken.cli.app import app, run

pytestmark = pytest.mark.traag

READ = {
    ("controleer", "pad"), ("controleer", "vorig"), ("bereken", "pad"), ("verslag", "pad"),
    ("verslag", "sjabloon"), ("verslag", "thema"), ("sjabloon controleer", "eigen"),
    ("energielabels", "bestand"), ("energielabels", "adressen"), ("energielabels", "werkmap"),
    ("controleer", "tls_ca"), ("controleer", "tls_cert"), ("controleer", "tls_key"),
    ("excel controleer", "bestand"), ("excel wis", "bestand"), ("werkmap bouw", "vergelijk"),
    ("afspraken lees", "formulier"), ("afspraken schrijf", "map"), ("afspraken controleer", "pad"),
    ("afspraken volgend-jaar", "map"),
    ("controleer", "afspraken"), ("bereken", "afspraken"), ("verslag", "afspraken"),
    ("werkmap nieuw", "afspraken"), ("werkmap bouw", "afspraken"), ("energielabels", "afspraken"),
    ("excel controleer", "afspraken"),
    ("inzending maak", "bestand"), ("inzending maak", "afspraken"), ("inzending controleer", "pad"),
    ("inzending controleer", "afspraken"),
    *((f"excel {name}", "bestand") for name in ("volgende", "vorige", "toelichting")),
    *((f"excel {name}", path) for path in ("bestand", "afspraken") for name in (
        "indicatoren", "verslag", "inzending", "herstel", "nieuw-jaar"
    )),
}  # fmt: skip
"""The paths that are read; all others are written."""


def commands(group: typer.Typer, name: str = "") -> Iterator[tuple[str, Callable[..., Any]]]:
    """Give every command with its name and its function."""
    for command in group.registered_commands:
        assert command.callback
        yield f"{name} {command.name}".strip(), command.callback
    for part in group.registered_groups:
        assert part.typer_instance
        yield from commands(part.typer_instance, f"{name} {part.name}".strip())


def paths(function: Callable[..., Any]) -> Iterator[tuple[str, str]]:
    """Give each parameter that is a path, with the option that it is given by ("" for none)."""
    for name, hint in get_type_hints(function, include_extras=True).items():
        while hint is not None and not hasattr(hint, "__metadata__"):
            hint = next(iter(get_args(hint)), None)
        if hint is not None and "Path" in str(get_args(hint)[0]):
            info = hint.__metadata__[0]
            option = next(iter(info.param_decls or ()), f"--{name}")
            yield name, option if isinstance(info, OptionInfo) else ""


OPTIONS = {
    (name, parameter): option
    for name, function in commands(app)
    for parameter, option in paths(function)
}
"""How each path of each command is given."""
PATHS = list(OPTIONS)


def fifo(path: Path) -> Path:
    """Lay a pipe at which nobody writes."""
    os.mkfifo(path)
    return path


def folder(path: Path) -> Path:
    """Lay a folder."""
    path.mkdir()
    return path


def loose(path: Path) -> Path:
    """Lay a link to nothing."""
    path.symlink_to("nergens")
    return path


def ring(path: Path) -> Path:
    """Lay a link to itself."""
    path.symlink_to(path.name)
    return path


def piped(path: Path) -> Path:
    """Lay a link to a pipe."""
    os.mkfifo(path.with_name("pijp"))
    path.symlink_to("pijp")
    return path


KINDS: dict[str, Callable[[Path], Path]] = {
    "a pipe": fifo,
    "a link to a pipe": piped,
    "a device without end": lambda path: Path("/dev/zero"),
    "a device that has nothing": lambda path: Path("/dev/null"),
    "a folder": folder,
    "a link to nothing": loose,
    "a link to itself": ring,
    "nothing": lambda path: path,
    "a name that is too long": lambda path: path.with_name("x" * 300 + path.suffix),
    "a name with a NUL": lambda path: path.with_name(f"a\0b{path.suffix}"),
    "a path through a file": lambda path: path.parent / "goed.xlsx" / path.name,
    "a name that is no text": lambda path: path.with_name(os.fsdecode(b"\xff\xfe") + path.suffix),
}


@pytest.fixture(scope="module")
def good() -> bytes:
    """Build a good workbook."""
    return voorbeeld.gedrukt("Woonforte")


def words(name: str, parameter: str, given: str) -> list[str]:
    """Give a command that is right but for the path that is given."""
    base: dict[str, dict[str, list[str]]] = {
        "controleer": {"pad": ["goed.xlsx"]},
        "bereken": {"pad": ["goed.xlsx"]},
        "verslag": {"pad": ["goed.xlsx"], "uit": ["--uit", "uit.docx"]},
        "sjabloon maak": {"uit": ["--uit", "uit.docx"]},
        "energielabels": {
            "bestand": ["register.csv"],
            "adressen": ["--adressen", "lijst.csv"],
            "uit": ["--uit", "uit.xlsx"],
        },
        "werkmap nieuw": {"uit": ["--uit", "uit.xlsx"]},
        "afspraken lees": {"formulier": ["goed.xlsx"], "uit": ["--uit", "map"]},
        "afspraken schrijf": {"map": ["map"], "uit": ["--uit", "uit.xlsx"]},
        "afspraken controleer": {"pad": ["map"]},
        "inzending maak": {"bestand": ["goed.xlsx"]},
        "inzending controleer": {"pad": ["goed.xlsx"]},
    }
    whom = ["--gemeente", "Alphen aan den Rijn", "--jaar", "2019", "--partij", "Woonforte"]
    if parameter.startswith("tls"):
        own = {"--tls-ca": "goed.xlsx", "--tls-cert": "goed.xlsx", "--tls-key": "goed.xlsx"}
        own |= {OPTIONS[name, parameter]: given}
        secured = ["--executor", "dask", "--scheduler", "tls://127.0.0.1:1"]
        return [name, "goed.xlsx", *secured, *(word for pair in own.items() for word in pair)]
    option = OPTIONS[name, parameter]
    parts = base.get(name, {}) | {parameter: [option, given] if option else [given]}
    more = {"werkmap nieuw": whom, "energielabels": [] if parameter == "werkmap" else whom}
    return [*name.split(), *(word for part in parts.values() for word in part), *more.get(name, [])]


SUFFIX = {"sjabloon": ".docx", "thema": ".css", "eigen": ".docx", "adressen": ".csv"}


Asked = Callable[[str, str, Path], tuple[int, str]]


@pytest.fixture
def asked(
    good: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Asked:
    """Give what runs a command with a path, in a folder where all else is right."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "goed.xlsx").write_bytes(good)
    (tmp_path / "lijst.csv").write_text("BAG-id\n0484010000000001\n")
    (tmp_path / "register.csv").write_text("Pand_Energieklasse;Pand_postcode\nB;2405XB\n")

    def asked(name: str, parameter: str, path: Path) -> tuple[int, str]:
        code = run(words(name, parameter, str(path)))
        came = capsys.readouterr()
        said = " ".join(f"{came.out} {came.err}".split())
        assert said
        assert "Traceback" not in said
        assert "INT-001" not in said
        return code, said

    return asked


@pytest.mark.steekproef(30)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("name", "parameter"), [p for p in PATHS if p in READ])
def test_what_is_no_file_is_refused_at_once(
    name: str, parameter: str, kind: str, asked: Asked, tmp_path: Path
) -> None:
    path = KINDS[kind](tmp_path / f"x{SUFFIX.get(parameter, '.xlsx')}")
    begin = time.monotonic()
    code, said = asked(name, parameter, path)
    assert time.monotonic() - begin < 60
    harmless = name == "verslag" and parameter == "thema" and kind == "a device that has nothing"
    assert code in ((0, 2) if harmless else (1, 2, 4)), said


def test_every_path_that_a_command_takes_is_known() -> None:
    assert set(PATHS) >= READ
    written = {"uit", "uitmap", "rapport", "kwijting"}
    assert {p for p in PATHS if p not in READ} == {p for p in PATHS if p[1] in written}


WRITABLE = {"nothing", "a folder", "a name that is no text", "a link to nothing"}
"""A place to write in, or one that tests/cli has elsewhere."""


@pytest.mark.steekproef(30)
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in WRITABLE])
@pytest.mark.parametrize(("name", "parameter"), [p for p in PATHS if p not in READ])
def test_what_cannot_be_written_is_refused_at_once(
    name: str, parameter: str, kind: str, asked: Asked, tmp_path: Path
) -> None:
    suffix = ".docx" if name in ("verslag", "sjabloon maak") else ".xlsx"
    code, said = asked(name, parameter, KINDS[kind](tmp_path / f"x{suffix}"))
    assert code == 2, said
