"""The bytes of a file as it lies on disk, whole and at one moment; whatever else lies there."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

from prestatieafspraken.dutch import written
from prestatieafspraken.workbook.finding import Rule
from prestatieafspraken.workbook.package import file_faults as faults
from prestatieafspraken.workbook.package.door import FaultyFileError
from prestatieafspraken.workbook.package.limits import MB, Limits

_IN_THE_CLOUD = 0x1000 | 0x40000 | 0x400000
"""Attributes that Windows gives a file whose content it would have to fetch first."""

_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
"""A pipe that takes the place of a file between looking and opening would keep us waiting."""


class NotReadableError(Exception):
    """There is nothing to read at a path; the text is the end of a Dutch sentence: "is een map"."""

    def __init__(self, why: str, rule: Rule = faults.GEEN_TOEGANG) -> None:
        super().__init__(why)
        self.rule = rule


def is_folder(path: Path) -> bool:
    """Say whether a folder lies there; unlike `Path.is_dir` of any path, also an impossible one."""
    return os.path.isdir(path)  # noqa: PTH112


def opened(path: Path) -> BinaryIO:
    """Open a file to read (NotReadableError for a pipe, a device, a folder, or nothing at all)."""
    try:
        _check(path.stat())  # to open a device can already do something
        stream = os.fdopen(os.open(path, os.O_RDONLY | _AT_ONCE), "rb")
    except ValueError as error:  # a name with a NUL
        raise NotReadableError("bestaat niet", faults.BESTAAT_NIET) from error
    except OSError as error:
        raise _cause(error) from error
    try:
        _check(os.fstat(stream.fileno()))
    except NotReadableError:
        stream.close()
        raise
    return stream


def taken(path: Path, most: int) -> bytes:
    """Give the bytes of a file that is no workbook, such as a list.

    Raises NotReadableError above `most`.
    """
    with opened(path) as stream:
        try:
            data = stream.read(most + 1)
        except OSError as error:
            raise _cause(error) from error
    if len(data) > most:
        raise NotReadableError(f"is groter dan {written.number(most // MB)} MB")
    return data


def content(path: Path, limits: Limits) -> bytes:
    """Read a workbook (FaultyFileError when it is not there, too large, not whole, or changing)."""
    try:
        with opened(path) as stream:
            before = os.fstat(stream.fileno())
            demand_size(before.st_size, limits)
            data = stream.read(limits.file + 1)
        after = path.stat()
    except NotReadableError as why:
        raise FaultyFileError(why.rule, pad=path) from why
    except OSError as error:
        raise FaultyFileError(_cause(error).rule, pad=path) from error
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or (
        len(data) != after.st_size
    ):
        raise FaultyFileError(faults.VERANDERT, pad=path)
    return data


def demand_size(size: int, limits: Limits) -> None:
    """Refuse a workbook of more bytes than we read (FaultyFileError)."""
    if size > limits.file:
        stated = written.number(size // MB)
        what = f"het bestand telt {stated} MB, en {limits.file // MB} MB is het meeste"
        raise FaultyFileError(faults.TE_GROOT, wat=what)


def _check(found: os.stat_result) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise NotReadableError("is een map")
    if not stat.S_ISREG(found.st_mode):
        raise NotReadableError("is geen gewoon bestand")
    if getattr(found, "st_file_attributes", 0) & _IN_THE_CLOUD:
        raise NotReadableError("staat nog in de cloud", faults.NIET_OPGEHAALD)


def _cause(error: OSError) -> NotReadableError:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return NotReadableError("bestaat niet", faults.BESTAAT_NIET)
    if isinstance(error, PermissionError):
        return NotReadableError("mag u niet lezen")
    if error.errno == errno.ENAMETOOLONG:
        return NotReadableError("heeft een te lange naam")
    return NotReadableError("is niet te openen")
