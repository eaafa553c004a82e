"""Reading a closed workbook: bytes in, typed tables and findings out. Nothing in it is ever run."""

from __future__ import annotations

import hashlib
import io
import re
from pathlib import Path

from python_calamine import CalamineSheet, load_workbook

from prestatieafspraken.workbook.book import Book
from prestatieafspraken.workbook.finding import Place
from prestatieafspraken.workbook.package import file_faults as faults
from prestatieafspraken.workbook.package.content import content, demand_size
from prestatieafspraken.workbook.package.door import FaultyFileError
from prestatieafspraken.workbook.package.limits import LIMITS, Limits
from prestatieafspraken.workbook.package.parts import Package, open_package
from prestatieafspraken.workbook.raw import RawBook, RawSheet
from prestatieafspraken.workbook.reading.inzending import since, told
from prestatieafspraken.workbook.reading.normalise import TablesFor, normalise

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""First bytes of the container that old Office files and encrypted new ones share."""

_KINDS = (
    (rb"\s*<(?:!doctype\s+html|html)", "een webpagina"),
    (rb"\s*<\?xml", "een XML-bestand"),
    (rb"%PDF-", "een PDF"),
    (rb"\x89PNG|\xff\xd8\xff|GIF8|RIFF....WEBP|BM", "een afbeelding"),
    (rb"\{\\rtf", "een tekstdocument (.rtf)"),
    (rb"PK|Rar!|7z\xbc\xaf\x27\x1c|\x1f\x8b", "een ingepakt bestand"),
)


def read(path: Path, tables_for: TablesFor, limits: Limits = LIMITS) -> Book:
    """Read the workbook at `path` into typed tables.

    `tables_for` gives the declarations of the tables for a template. A file that cannot be
    read gives a book that is not `readable`, with the reason as its finding; this never raises
    for what is in the file.
    """
    try:
        data = content(path, limits)
    except FaultyFileError as fault:
        return _unreadable(str(path), "", fault)
    return read_data(str(path), data, tables_for, limits)


def read_data(name: str, data: bytes, tables_for: TablesFor, limits: Limits = LIMITS) -> Book:
    """Read the bytes of a workbook as a file is read; `name` is what findings call it."""
    digest = hashlib.sha256(data).hexdigest()
    try:
        demand_size(len(data), limits)
        raw = raw_book(name, digest, data, limits)
    except FaultyFileError as fault:
        return _unreadable(name, digest, fault)
    book = normalise(raw, tables_for)
    book.findings += raw.findings
    if book.template is not None and (found := since(raw, data, limits)):
        book.ingeleverd = found
        book.findings += told(found, book.start.partij, str(book.template))
    return book


def _unreadable(name: str, digest: str, fault: FaultyFileError) -> Book:
    book = Book(name, digest, readable=False)
    book.findings.append(fault.rule.at(Place(), **fault.words))
    return book


def raw_book(path: str, digest: str, data: bytes, limits: Limits = LIMITS) -> RawBook:
    """Give the raw form of a workbook from its bytes (FaultyFileError when they are none)."""
    if Path(path).name.startswith("~$"):
        raise FaultyFileError(faults.SLOTBESTAND)
    if not data:
        raise FaultyFileError(faults.LEEG_BESTAND)
    if not data.startswith(b"PK\x03\x04"):
        raise _no_zip(data)
    package = open_package(data, limits)
    return RawBook(
        path,
        digest,
        _sheets(package),
        package.tables,
        package.names,
        package.properties,
        package.findings,
        package.asides,
    )


def _no_zip(data: bytes) -> FaultyFileError:
    """Say by its first bytes what a file is; its name does not count."""
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return FaultyFileError(faults.WACHTWOORD)
        if "WordDocument".encode("utf-16-le") in data:
            return FaultyFileError(faults.GEEN_WERKMAP, soort="een Word-document")
        if any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
            return FaultyFileError(faults.OUD_FORMAAT)
        return FaultyFileError(faults.GEEN_WERKMAP, soort="een document in een oud Office-formaat")
    if data.startswith(b"\x09\x08"):
        return FaultyFileError(faults.OUD_FORMAAT)
    for pattern, kind in _KINDS:
        if re.match(pattern, data, re.IGNORECASE | re.DOTALL):
            return FaultyFileError(faults.GEEN_WERKMAP, soort=kind)
    kind = "een bestand van een onbekende soort" if b"\x00" in data[:4096] else "een tekstbestand"
    return FaultyFileError(faults.GEEN_WERKMAP, soort=kind)


def _sheets(package: Package) -> list[RawSheet]:
    try:
        with load_workbook(io.BytesIO(package.data)) as book:
            return [_sheet(book.get_sheet_by_name(name), package) for name in package.sheets]
    except BaseException as error:
        # A panic of the library is a BaseException; what a user does (Ctrl+C) must still pass.
        panic = type(error).__name__ == "PanicException"
        if isinstance(error, MemoryError) or not (isinstance(error, Exception) or panic):
            raise
        raise FaultyFileError(
            faults.BESCHADIGD, wat="de inhoud van een blad is niet te lezen"
        ) from error


def _sheet(sheet: CalamineSheet, package: Package) -> RawSheet:
    scan = package.sheets[sheet.name]
    merged = [
        (top + 1, left + 1, bottom + 1, right + 1)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    ]
    return RawSheet(
        sheet.name,
        sheet.to_python(skip_empty_area=False),
        scan.errors,
        merged,
        scan.formulas,
        sheet.name in package.hidden,
        scan.filtered,
        scan.hidden_rows,
        scan.hidden_cols,
    )
