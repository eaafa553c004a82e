"""The copy beside a page: without what acts, with the mark of where its source came from."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from proving.hostile.damage import repack
from proving.kit.package import unpacked

from prestatieafspraken.batch.run.ledger import look
from prestatieafspraken.cli.app import run
from prestatieafspraken.workbook.package.extras import OWN_MACROS
from prestatieafspraken.workbook.patching.annotate import HEADER, TITLE
from prestatieafspraken.workbook.patching.internet_mark import carry_mark

pytestmark = pytest.mark.traag

WHOSE = "woonforte-2019"
COPY, VALUES = f"{WHOSE}-gemarkeerd.xlsx", f"{WHOSE}-gemarkeerd-waarden.xlsx"
MAIL = f"{WHOSE}-mail.txt"
OWN = Path(__file__).parent.parent.parent / "workbook" / "prestatieafspraken.xlsm"


def _faulty(data: bytes) -> bytes:
    """Put a year in a list that knows no such year; every other part stays as it is."""

    def change(name: str, content: bytes) -> bytes:
        return content.replace(b"<t>2018</t>", b"<t>2x18</t>").replace(b"<v>2018</v>", b"<v>99</v>")

    changed = repack(data, change)
    assert changed != data
    return changed


def _foreign(data: bytes) -> bytes:
    """Put another program in the place of ours."""
    return repack(data, lambda n, c: b"van een ander" if n.endswith("vbaProject.bin") else c)


def _fetching(data: bytes) -> bytes:
    def change(name: str, content: bytes) -> bytes:
        if not name.startswith("xl/worksheets/sheet"):
            return content
        cell = b'<row r="900"><c r="A900"><f>WEBSERVICE(A1)</f><v>1</v></c></row></sheetData>'
        return content.replace(b"</sheetData>", cell)

    return repack(data, change)


def _judged(tmp_path: Path, name: str, data: bytes) -> tuple[str, dict[str, bytes]]:
    """Judge a workbook; give its page, and the files in the folder with the pages."""
    source = tmp_path / "in" / name
    source.parent.mkdir(exist_ok=True)
    source.write_bytes(data)
    assert run(["controleer", str(source), "--uitmap", str(tmp_path / "uit"), "--hervat"]) < 2
    key = look(source).key
    pages = tmp_path / "uit" / "werkmappen"
    found = {p.suffix: p.read_bytes() for p in pages.iterdir() if p.is_file()}
    # Whose workbook it is, stands in the name.
    found |= {
        p.name.replace("gemeente-alphen-aan-den-rijn", "woonforte"): p.read_bytes()
        for p in (pages / key).iterdir()
    }
    return found[".html"].decode("utf-8"), found


@pytest.mark.parametrize("make", [_faulty, lambda data: _foreign(_faulty(data))])
def test_the_copy_of_a_workbook_with_macros_has_none(
    make: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    """Ours, or those of somebody else: Excel would ask nothing about a file that we write."""
    page, found = _judged(tmp_path, "a.xlsm", make(OWN.read_bytes()))
    assert set(found) == {".html", ".json", COPY, MAIL}
    assert "gemarkeerd (zonder macro" in page
    parts = unpacked(found[COPY])
    assert not [name for name in parts if "vba" in name.lower() or "customUI" in name]
    assert b"macroEnabled" not in parts["[Content_Types].xml"]
    assert not OWN_MACROS & {hashlib.sha256(part).hexdigest() for part in parts.values()}
    assert load_workbook(io.BytesIO(found[COPY])).sheetnames[0] == TITLE


def test_of_a_workbook_that_reaches_out_only_values_are_copied(
    tmp_path: Path, werkmap: bytes
) -> None:
    page, found = _judged(tmp_path, "a.xlsx", _fetching(_faulty(werkmap)))
    assert set(found) == {".html", ".json", VALUES, MAIL}
    assert "Alleen de waarden uit de werkmap" in page
    assert f'href="{look(tmp_path / "in/a.xlsx").key}/{VALUES}"' in page
    assert b"WEBSERVICE" not in b"".join(unpacked(found[VALUES]).values())
    book = load_workbook(io.BytesIO(found[VALUES]))
    assert book.sheetnames[0] == TITLE
    assert book[TITLE][f"B{HEADER + 1}"].hyperlink.location


def test_a_copy_of_another_kind_does_not_stay(tmp_path: Path, werkmap: bytes) -> None:
    """What lay there of before, or was laid there by somebody, is not what the page offers."""
    page, _ = _judged(tmp_path, "a.xlsx", _fetching(_faulty(werkmap)))
    key = look(tmp_path / "in/a.xlsx").key
    (tmp_path / f"uit/werkmappen/{key}/x.xlsm").write_bytes(b"kwaad")
    page, found = _judged(tmp_path, "a.xlsx", _faulty(werkmap))
    assert set(found) == {".html", ".json", COPY, MAIL}
    assert "De werkmap met de bevindingen gemarkeerd<" in page
    page, found = _judged(tmp_path, "a.xlsx", _fetching(_faulty(werkmap)))
    assert set(found) == {".html", ".json", VALUES, MAIL}


def test_an_honest_copy_is_the_workbook_itself(tmp_path: Path, werkmap: bytes) -> None:
    sent = _faulty(werkmap)
    _, found = _judged(tmp_path, "a.xlsx", sent)
    old, new = unpacked(sent), unpacked(found[COPY])
    assert len(new) == len(old) + 1
    assert sum(new[name] == part for name, part in old.items()) > len(old) - 40
    names = {name for name in old if name.startswith(("xl/tables", "xl/charts"))}
    assert names
    assert all(new[name] == old[name] for name in names)


class Streams:
    """A disk of Windows: some files with a stream beside their content."""

    def __init__(self, **marks: str) -> None:
        self.marks = marks
        self.written: dict[str, io.StringIO] = {}

    def __call__(self, name: str, mode: str) -> Any:
        if mode == "w":
            kept = self.written[name] = io.StringIO()
            kept.close = lambda: None  # type: ignore[method-assign]
            return kept
        if name not in self.marks:
            raise FileNotFoundError(name)
        return io.StringIO(self.marks[name])


MARK = "a.xlsm:Zone.Identifier"


@pytest.mark.parametrize(
    ("mark", "zone"),
    [
        ("[ZoneTransfer]\nZoneId=3\nHostUrl=https://mail/x?sleutel=geheim\n", "3"),
        ("[ZoneTransfer]\n ZoneId = 4 \n", "4"),
        ("[ZoneTransfer]\nZoneId=0\n", None),
        ("[ZoneTransfer]\nZoneId=3x\n", None),
        ("", None),
    ],
)
def test_the_mark_of_the_internet_goes_along(mark: str, zone: str | None) -> None:
    """And not the address that it came from: that may open more than this file."""
    disk = Streams(**{MARK: mark})
    carry_mark(Path("a.xlsm"), Path("k.xlsx"), windows=True, opened=disk)
    told = {name: stream.getvalue() for name, stream in disk.written.items()}
    wanted = {"k.xlsx:Zone.Identifier": f"[ZoneTransfer]\nZoneId={zone}\n"}
    assert told == (wanted if zone else {})


def test_without_a_mark_or_windows_there_is_none() -> None:
    disk = Streams()
    carry_mark(Path("a.xlsm"), Path("k.xlsx"), windows=True, opened=disk)
    carry_mark(Path("a.xlsm"), Path("k.xlsx"), windows=False, opened=Streams(**{MARK: "ZoneId=3"}))
    assert disk.written == {}


def test_a_disk_that_knows_no_marks_is_no_error() -> None:
    class Stick(Streams):
        def __call__(self, name: str, mode: str) -> Any:
            if mode == "w":
                raise OSError(22, "no streams here")
            return super().__call__(name, mode)

    disk = Stick(**{MARK: "ZoneId=3"})
    carry_mark(Path("a.xlsm"), Path("k.xlsx"), windows=True, opened=disk)
