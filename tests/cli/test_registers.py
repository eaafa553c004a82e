"""Lists and registers from outside go through the door too: nothing in them takes all there is."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from proving.kit.cost import Came, command

from prestatieafspraken.registers import long_text
from prestatieafspraken.registers.dwellings import ListError, read_list
from prestatieafspraken.registers.ep_online import RegisterError, match

pytestmark = pytest.mark.traag
without_end = pytest.mark.steekproef(2, familie="registers zonder einde")

COMMON = ["--gemeente", "Alphen aan den Rijn", "--jaar", "2019", "--partij", "Woonforte"]
HEADER = "Pand_registratiedatum;Pand_Energieklasse;Pand_postcode;Pand_bagverblijfsobjectid"
LINES = ["20160201;C;2405XB;0484010000000001", "20190201;B;2405XB;0484010000000001"]
REGISTER = "\ufeffPublicatieDatum;20211201\n" + "\n".join([HEADER, *LINES])
ADDRESSES = "BAG-id\n0484010000000001\n"
MB = 1024 * 1024


def zipped(**members: str | bytes) -> bytes:
    """Give a zip; the ending is after the last underscore."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(".".join(name.rsplit("_", 1)), content)
    return stream.getvalue()


def asked(folder: Path, register: bytes, addresses: bytes, suffix: str = ".csv") -> Came:
    """Fill a workbook from a register and a list of addresses, in a process of its own."""
    (folder / "register").write_bytes(register)
    (folder / f"lijst{suffix}").write_bytes(addresses)
    words = ["energielabels", "register", "--adressen", f"lijst{suffix}", *COMMON]
    return command([*words, "--uit", "uit.xlsx"], folder, clock=60)


def refused(came: Came, code: str, words: str) -> None:
    """Hold that a file was refused in a sentence, soon, and in little memory."""
    told = " ".join(came.err.split())
    assert came.code == 2, came
    assert told.startswith(code), told
    assert words in told
    assert "Traceback" not in told
    assert came.peak < 400
    assert came.seconds < 40


def far_cell() -> bytes:
    """Give a list of five kilobytes that reaches to the end of the sheet."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["A1"], sheet["XFD1048576"] = "BAG-id", 1
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_list_with_a_cell_in_the_far_corner(tmp_path: Path) -> None:
    came = asked(tmp_path, REGISTER.encode(), far_cell(), ".xlsx")
    refused(came, "EPO-001", "loopt het gebruikte deel tot cel XFD1048576")


@without_end
def test_a_register_of_one_line_without_end(tmp_path: Path) -> None:
    came = asked(tmp_path, zipped(d_csv=b"x" * (400 * MB)), ADDRESSES.encode())
    refused(came, "EPO-003", "meer dan 65.536 tekens")  # less than half a megabyte holds it


@without_end
def test_a_register_of_nothing_but_ends_of_lines(tmp_path: Path) -> None:
    came = asked(tmp_path, zipped(d_csv=(HEADER + "\n" * (40 * MB)).encode()), ADDRESSES.encode())
    refused(came, "EPO-003", "is uitgepakt te groot")


@without_end
def test_a_register_of_one_long_line_that_hardly_packs(tmp_path: Path) -> None:
    register = (HEADER + "\n" + LINES[0] + ";" + "é" * (100 * MB)).encode()
    refused(asked(tmp_path, register, ADDRESSES.encode()), "EPO-003", "meer dan 65.536 tekens")


@without_end
def test_a_register_with_a_row_of_very_many_lines(tmp_path: Path) -> None:
    register = (HEADER + "\n" + '"\n";"\n";' * (10 * MB)).encode()
    refused(asked(tmp_path, register, ADDRESSES.encode()), "EPO-003", "meer dan 65.536 tekens")


@without_end
def test_a_zip_with_a_very_long_list_of_entries(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(60_000):
            archive.writestr(f"{number}-{'x' * 60}.csv", "")
    came = asked(tmp_path, stream.getvalue(), ADDRESSES.encode())
    refused(came, "EPO-003", "is uitgepakt te groot")


def lying(change: Callable[[bytearray, int], None]) -> bytes:
    """Give a good register whose list of entries was changed."""
    data = bytearray(zipped(d_csv=REGISTER))
    change(data, data.find(b"PK\x01\x02"))
    return bytes(data)


def _encrypted(data: bytearray, at: int) -> None:
    data[at + 8] |= 1


def _small(data: bytearray, at: int) -> None:
    data[at + 24 : at + 28] = struct.pack("<L", 10)


def _packed_less(data: bytearray, at: int) -> None:
    size = struct.unpack_from("<L", data, at + 20)[0]
    data[at + 20 : at + 24] = struct.pack("<L", size - 1)


def _other_method(data: bytearray, at: int) -> None:
    data[at + 10] = data[8] = 12


def _elsewhere(data: bytearray, at: int) -> None:
    data[at + 42 : at + 46] = struct.pack("<L", 7)


def _without_end(data: bytearray, at: int) -> None:
    data[at + 42 : at + 46] = struct.pack("<L", 0xFFFFFFF0)


@pytest.mark.parametrize(
    ("register", "words"),
    [
        (lying(_encrypted), "is beveiligd met een wachtwoord"),
        (lying(_small), "is beschadigd"),
        (lying(_packed_less), "is beschadigd"),
        (lying(_other_method), "is beschadigd"),
        (lying(_elsewhere), "is beschadigd"),
        (lying(_without_end), "is beschadigd"),
        (zipped(d_csv=REGISTER)[:-30], "is beschadigd"),
        (zipped(a_csv=REGISTER, b_csv=REGISTER), "precies één csv-bestand"),
        (zipped(a_txt=REGISTER), "precies één csv-bestand"),
        (zipped(a_zip=zipped(d_csv=REGISTER)), "precies één csv-bestand"),
        (b"PK\x03\x04", "is beschadigd"),
        (b"", "geen totaalbestand"),
        (b"\x00" * MB, "meer dan 65.536 tekens"),
        (b"\r" * MB + HEADER.encode(), "geen totaalbestand"),
    ],
)  # fmt: skip
def test_a_register_that_is_not_to_be_trusted(register: bytes, words: str, tmp_path: Path) -> None:
    (tmp_path / "lijst.csv").write_text(ADDRESSES)
    (tmp_path / "register").write_bytes(register)
    homes = read_list(tmp_path / "lijst.csv")
    with pytest.raises(RegisterError, match=words):
        match(tmp_path / "register", homes, lambda _: None)


def test_what_people_do_to_a_register_is_still_read(tmp_path: Path) -> None:
    """MacOS adds a shadow of each file; some programs put a folder around it."""
    register = zipfile.ZipFile(tmp_path / "r.zip", "w", zipfile.ZIP_DEFLATED)
    with register:
        register.writestr("totaal/", b"")
        register.writestr("totaal/d20211201.CSV", REGISTER)
        register.writestr("__MACOSX/totaal/._d20211201.csv", b"\x00\x05\x16\x07")
    (tmp_path / "lijst.csv").write_text(ADDRESSES)
    found = match(tmp_path / "r.zip", read_list(tmp_path / "lijst.csv"), lambda _: None)
    assert found.lines == len(LINES)
    assert found.labels[0].label == "B"


def test_a_register_in_pieces_is_the_register(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row on the border of two pieces is read as any other."""
    from prestatieafspraken.workbook.package import archive

    (tmp_path / "r.zip").write_bytes(zipped(d_csv=REGISTER))
    for size in (1, 7, 64):
        monkeypatch.setattr(archive, "PIECE", size)
        with long_text.text_of(tmp_path / "r.zip", long_text.TextLimit(MB, 100)) as text:
            assert text.read() == REGISTER.removeprefix("\ufeff")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (ADDRESSES.encode("utf-16"), "geen lijst in tekst"),
        (b"\x00\xff" * 1000, "geen lijst in tekst"),
        (b"BAG-id\n" + b'"' + b"\n" * (2 * MB), "meer dan 65.536 tekens"),
        (b"BAG-id\n" + b"x;" * MB, "meer dan 65.536 tekens"),
        (b"BAG-id\n" + b"\n" * 600_000, "meer dan 500.000 regels"),
        (b"BAG-id" + b" " * (65 * MB), "is groter dan 64 MB"),
        (b"PK\x03\x04 and then nothing", "De werkmap is beschadigd"),
        (zipped(a_txt="x"), "Dit is geen Excel-werkmap maar een zipbestand"),
    ],
)
def test_a_list_that_is_not_to_be_trusted(data: bytes, words: str, tmp_path: Path) -> None:
    (tmp_path / "lijst.csv").write_bytes(data)
    with pytest.raises(ListError, match=words):
        read_list(tmp_path / "lijst.csv")


def test_a_list_that_is_a_bomb(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "lijst.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b" " * (65 * MB))
    with pytest.raises(ListError, match="meer dan"):
        read_list(tmp_path / "lijst.xlsx")
