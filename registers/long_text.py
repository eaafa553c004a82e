"""A csv from outside, row by row: in a zip or by itself, and never more of it than limits allow.

A register of a country is unpacked while it is read, so its size takes no room. What a file may
cost is bounded by the bytes, rows and characters per row that `TextLimit` allows, whatever it
states.
"""

from __future__ import annotations

import csv
import io
import struct
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from prestatieafspraken.dutch import written
from prestatieafspraken.workbook.package import archive
from prestatieafspraken.workbook.package.content import NotReadableError, opened
from prestatieafspraken.workbook.package.limits import MB

LISTED = 1 * MB
"""Bytes of the list of entries in a zip, and of what may stand behind it."""

ROW = 64 * 1024
"""Characters of one row; those of the register have some hundreds."""


@dataclass(frozen=True, slots=True)
class TextLimit:
    """How many bytes a text may have, unpacked, and how many rows."""

    size: int
    rows: int


class NoTextError(Exception):
    """The file cannot be read as rows; the text is the end of a Dutch sentence."""


@contextmanager
def text_of(path: Path, most: TextLimit) -> Iterator[io.TextIOBase]:
    """Open a text, or the one csv in a zip (NoTextError, also while it is read).

    Bytes that are no UTF-8 become question marks.
    """
    try:
        with opened(path) as file:
            start = file.read(4)
            file.seek(0)
            raw = _Unpacked(file, most.size) if start.startswith(b"PK") else _Bounded(file, most)
            with io.TextIOWrapper(
                io.BufferedReader(raw, 1 << 16), "utf-8-sig", errors="replace", newline=""
            ) as text:
                yield text
    except NotReadableError as why:
        raise NoTextError(str(why)) from why
    except archive.DamagedError as error:
        raise NoTextError("is beschadigd") from error
    except OSError as error:
        raise NoTextError("is niet te lezen") from error
    except archive.TooLargeError as error:
        raise NoTextError("is uitgepakt te groot") from error


def rows_of(text: io.TextIOBase, separator: str, most: int) -> Iterator[list[str]]:
    """Give the cells of each row of a csv.

    Raises NoTextError above `most` rows, or for a row without end.
    """
    yield from rows(iter(lambda: text.readline(ROW + 1), ""), separator, most)


def rows(lines: Iterable[str], separator: str, most: int) -> Iterator[list[str]]:
    """Give the cells of each row, of which one may be several lines (NoTextError as above)."""
    length = 0

    def measured() -> Iterator[str]:
        nonlocal length
        for number, line in enumerate(lines):
            length += len(line)
            if length > ROW:
                raise NoTextError(f"heeft een regel van meer dan {written.number(ROW)} tekens")
            if number >= most:
                raise NoTextError(f"heeft meer dan {written.number(most)} regels")
            yield line

    try:
        for cells in csv.reader(measured(), delimiter=separator):
            length = 0
            yield cells
    except csv.Error as error:
        raise NoTextError("is geen tekst met kolommen") from error


class _Bounded(io.RawIOBase):
    """A file of which no more than so many bytes are read; it may grow meanwhile."""

    def __init__(self, file: BinaryIO, most: TextLimit) -> None:
        self._file = file
        self._room = most.size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._file.read(len(buffer))
        self._room -= len(data)
        if self._room < 0:
            raise archive.TooLargeError
        buffer[: len(data)] = data
        return len(data)


class _Unpacked(io.RawIOBase):
    """The one csv in a zip, unpacked piece by piece; what the zip states is never believed."""

    def __init__(self, file: BinaryIO, most: int) -> None:
        self._pieces = archive.pieces(file, _the_csv(file), most)
        self._left = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        if not self._left:
            self._left = memoryview(next(self._pieces, b""))
        here, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(here)] = here
        return len(here)


def _the_csv(file: BinaryIO) -> zipfile.ZipInfo:
    try:
        with zipfile.ZipFile(cast(BinaryIO, _Small(file))) as archived:
            listed = archived.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error) as error:
        raise archive.DamagedError from error
    found = [info for info in listed if _is_csv(info.orig_filename)]
    if len(found) != 1:
        raise NoTextError("moet precies één csv-bestand bevatten")
    if found[0].flag_bits & archive.ENCRYPTED:
        raise NoTextError("is beveiligd met een wachtwoord")
    return found[0]


def _is_csv(name: str) -> bool:
    # What macOS adds for each file has the same ending and holds none of its text.
    return name.lower().endswith(".csv") and not name.startswith("__MACOSX/")


class _Small:
    """A zip of which the list of entries is read, never more than so much of it at once."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.seek, self.tell = file.seek, file.tell

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(LISTED + 1 if size < 0 or size > LISTED else size)
        if len(data) > LISTED:
            raise archive.TooLargeError
        return data
