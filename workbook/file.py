"""The bytes of a file as it lies on disk, whole and at one moment."""

from __future__ import annotations

import stat
from pathlib import Path

from prestatieafspraken.workbook import dutch
from prestatieafspraken.workbook import file_faults as faults
from prestatieafspraken.workbook.door import FileFault
from prestatieafspraken.workbook.limits import MB, Limits

_IN_THE_CLOUD = 0x1000 | 0x40000 | 0x400000
"""Attributes that Windows gives a file whose content it would have to fetch first."""


def content(path: Path, limits: Limits) -> bytes:
    """Read a file (FileFault when it is not there, too large, not whole, or changing)."""
    try:
        before = path.stat()
        if not stat.S_ISREG(before.st_mode):
            raise FileFault(faults.GEEN_TOEGANG, pad=path)  # a pipe would keep us waiting
        if getattr(before, "st_file_attributes", 0) & _IN_THE_CLOUD:
            raise FileFault(faults.NIET_OPGEHAALD, pad=path)
        if before.st_size > limits.file:
            size = dutch.number(before.st_size // MB)
            what = f"het bestand telt {size} MB, en {limits.file // MB} MB is het meeste"
            raise FileFault(faults.TE_GROOT, wat=what)
        data = path.read_bytes()
        after = path.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise FileFault(faults.BESTAAT_NIET, pad=path) from error
    except OSError as error:
        raise FileFault(faults.GEEN_TOEGANG, pad=path) from error
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or (
        len(data) != after.st_size
    ):
        raise FileFault(faults.VERANDERT, pad=path)
    return data
