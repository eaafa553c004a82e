"""Names of files and sheets: in no output do they steer anything, or tell whose they are."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sqlite3
import sys
import time
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from proving.kit.markdown import book_from_markdown
from proving.kit.tabellen import of_party
from proving.kit.voorbeeld import gedrukt

from prestatieafspraken.batch.collect import shown
from prestatieafspraken.batch.judging.check import check
from prestatieafspraken.batch.run.ledger import from_text
from prestatieafspraken.batch.side_by_side.extract import packed
from prestatieafspraken.cli.app import run

pytestmark = [
    pytest.mark.traag,
    pytest.mark.skipif(sys.platform == "win32", reason="no names of files there"),
]

STEERING = {
    "colour": "a\x1b[31mRED\x1b]0;pwn\x07.xlsx",
    "turned": "a\u202excod\u202c.xlsx",
    "isolate": "b\u2066x\u2069.xlsx",
    "no width": "c\u200b\u2060\ufeff.xlsx",
    "soft hyphen": "d\u00ad.xlsx",
    "line": "e\nx\r\x0by.xlsx",
    "paragraph": "f\u2028x\u2029.xlsx",
    "old terminal": "g\x9b31m\x85.xlsx",
    "markup": "h[red]x[/red][link=http:x]y[/link][@click=a].xlsx",
    "no text": os.fsdecode(b"i\xe9\xff.xlsx"),
    "tag": "j\U000e0041.xlsx",
}
PERSONS = {
    "number": ("prv 111222333.xlsx", "111222333"),
    "glued": ("bsn_111-222-333.xlsx", "111222333"),
    "no-break": ("x 111\u00a0222\u00a0333.xlsx", "111222333"),
    "fullwidth": ("y \uff11\uff11\uff11\uff12\uff12\uff12\uff13\uff13\uff13.xlsx", "111222333"),
    "mail": ("jan.devries@woonforte.nl.xlsx", "devries"),
    "phone": ("bel 06.12.34.56.78.xlsx", "0612345678"),
    "account": ("NL91 ABNA 0417 1643 00.xlsx", "nl91abna0417164300"),
    "person": ("Mevrouw Jansen, Kerkweg 12.xlsx", "jansen"),
    "folder": ("111 222 333/w.xlsx", "111222333"),
}


def plainly(text: str) -> str:
    """Give a text without all that could stand between the letters of a name."""
    whole = unicodedata.normalize("NFKC", text)
    return "".join(c for c in whole if c.isalnum()).casefold()


def steers(text: str) -> set[str]:
    """Give the characters of a text that show nothing or steer a program."""
    kinds = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    return {c for c in text if unicodedata.category(c) in kinds and c not in "\n\t\r\ufeff"}


def _unzipped(data: bytes, named: str = "") -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return "".join(parts.read(name).decode() for name in parts.namelist() if named in name)


def _content(path: Path, *, is_copy: bool) -> str:
    """Give what an output says; of a copy, which keeps what the sender wrote, the list of ours."""
    if path.suffix == ".xlsx":
        told = _unzipped(path.read_bytes(), "worksheets/prestatieafspraken" if is_copy else "")
        assert told
        return told
    if path.suffix == ".sqlite":
        with contextlib.closing(sqlite3.connect(path)) as ledger:
            figures = [
                zlib.decompress(f) for (f,) in ledger.execute("SELECT uittreksel FROM cijfers")
            ]
            rows = ledger.execute("SELECT * FROM bestand").fetchall()
        return "\n".join([*(f.decode() for f in figures), *(str(v) for row in rows for v in row)])
    return path.read_bytes().decode("utf-8", "ignore")


def _in_form(name: str) -> Callable[[Path, Path], str]:
    def told(folder: Path, out: Path) -> str:
        run(["controleer", str(folder), "--uit", str(out / name)])
        data = (out / name).read_bytes()
        return _unzipped(data) if name.endswith(".xlsx") else data.decode()

    return told


def _on_screen(folder: Path, out: Path) -> str:
    run(["controleer", str(folder)])
    for path in sorted(folder.rglob("*.xlsx")):
        run(["bereken", str(path)])
    return ""


def _followed(folder: Path, out: Path) -> str:
    run(["controleer", str(folder), "--volg", "--uitmap", str(out / "volg")])
    return ""


def _in_folder(folder: Path, out: Path) -> str:
    run(["controleer", str(folder), "--uitmap", str(out / "map")])
    told = []
    for path in (out / "map").rglob("*"):
        if path.is_file():
            assert not steers(path.name)
            told.append(_content(path, is_copy=path.parts[-3] == "werkmappen"))
    return "\n".join(told)


OUTPUTS: dict[str, Callable[[Path, Path], str]] = {
    **{
        name: _in_form(name) for name in ("h.txt", "h.json", "h.html", "h.xlsx", "h.xml", "h.sarif")
    },
    "screen": _on_screen,
    "folder": _in_folder,
    "volg": _followed,
}


def _two_looks() -> Callable[[float], None]:
    """Give a pause that takes no time; at the third somebody presses Ctrl+C."""
    left = iter(range(2))

    def pause(seconds: float) -> None:
        if next(left, None) is None:
            raise KeyboardInterrupt

    return pause


@pytest.mark.parametrize("output", OUTPUTS)
def test_no_name_steers_an_output(
    output: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = _told(output, [*STEERING.values()], tmp_path, capsys, monkeypatch)
    assert steers(told) == set()
    assert "RED" in told  # the name is told all the same


@pytest.mark.parametrize("output", OUTPUTS)
def test_no_name_of_a_file_tells_of_a_person(
    output: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = plainly(
        _told(output, [name for name, _ in PERSONS.values()], tmp_path, capsys, monkeypatch)
    )
    assert "prv1xlsx" in told  # a reader sees which one it is
    assert [secret for _, secret in PERSONS.values() if secret in told] == []


def _told(
    output: str,
    names: list[str],
    root: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> str:
    folder, out = root / "in", root / "uit"
    out.mkdir()
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"geen werkmap")
    monkeypatch.setattr(time, "sleep", _two_looks() if output == "volg" else time.sleep)
    file = OUTPUTS[output](folder, out)
    printed = capsys.readouterr()
    return unescape(unquote(file + printed.out + printed.err))


STEERED = ("w\u202eoo\u202crraad", "w\u200boon\u00ad", "[red]x[/red]\u2066", "w\u061co")


@pytest.mark.steekproef(4)
@pytest.mark.parametrize("output", OUTPUTS)
def test_no_name_of_a_sheet_or_party_steers_an_output(
    output: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "uit").mkdir()
    for number, name in enumerate(STEERED):
        data = _renamed(gedrukt("Woonforte"), f"{name} {number}", name)
        (tmp_path / "in" / f"{number}.xlsx").write_bytes(data)
    monkeypatch.setattr(time, "sleep", _two_looks() if output == "volg" else time.sleep)
    told = OUTPUTS[output](tmp_path / "in", tmp_path / "uit")
    printed = capsys.readouterr()
    # A copy that is handed on keeps what the sender wrote; it is no output of ours.
    assert steers(told + printed.out + printed.err) == set()
    assert "0.xlsx" in told + printed.out


def _renamed(data: bytes, sheet: str, party: str) -> bytes:
    """Give a workbook with another name for a sheet, and a sender of another name."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            part = source.read(name).decode()
            if name == "xl/workbook.xml":
                part = part.replace('name="Woningvoorraad"', f'name="{sheet}"')
            if name == "xl/worksheets/sheet1.xml":
                part = part.replace(">Woonforte<", f">{party}<")
            target.writestr(name, part)
    return stream.getvalue()


def test_what_a_ledger_keeps_of_the_figures_names_nobody(tmp_path: Path) -> None:
    book = book_from_markdown(
        """
| woningvoorraad | Corporatie | Jaar | Soort cijfer | DAEB |
|---|---|---|---|---|
|  | p.bakker@habeko.nl | 2018 | realisatie | 1200 |
|  | 111-222-333 | 2017 | realisatie | 1200 |
""",
        of_party("gemeente"),
    )
    kept = plainly(zlib.decompress(packed(book, ())).decode())
    assert "woningvoorraad" in kept
    assert "1200" in kept
    assert "bakker" not in kept
    assert "111222333" not in kept


def test_markup_in_a_name_is_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / STEERING["markup"].replace("/", "")).write_bytes(b"x")
    run(["controleer", str(tmp_path)])
    assert "[red]x" in capsys.readouterr().out.replace("\n", "")


def test_json_tells_a_name_to_a_program_and_the_hash_finds_the_file(tmp_path: Path) -> None:
    path = tmp_path / "prv 111222333.xlsx"
    path.write_bytes(gedrukt("Woonforte"))
    verdict = check(path).as_dict()
    assert verdict["pad"] == shown(path)
    assert verdict["pad"].endswith("/prv 1••••••••.xlsx")
    assert verdict["sha256"]


def test_an_honest_name_is_told_as_it_is(tmp_path: Path) -> None:
    for name in ("Habeko Wonen 2019.xlsx", "werkmap 2019-12-31 v2.xlsx", "café – één.xlsx"):
        assert shown(tmp_path / name) == str(tmp_path / name)


def test_what_an_older_ledger_says_is_read(tmp_path: Path) -> None:
    known = {"pad": "a\u202e.xlsx", "status": "goed", "bevindingen": [], "sha256": None}
    more = dict.fromkeys(("peildatum", "gemeente", "jaar", "soort", "partij", "gemeentenaam"))
    assert from_text(json.dumps(known | more)).status == "goed"
