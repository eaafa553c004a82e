"""The arguments of the front door: taken as they are meant, or refused with a sentence."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from prestatieafspraken.afspraken import Afspraken, Sources
from prestatieafspraken.afspraken.sets import only
from prestatieafspraken.batch.agreements import sources
from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.batch.side_by_side.reported import demand_one_set

Source = str | os.PathLike[str] | bytes | BinaryIO
"""A workbook: the path of its file, its bytes, or a file that is open to read bytes from."""
UNNAMED = "werkmap.xlsx"
"""What a verdict calls bytes without a name."""


def source_of(source: object) -> Path | tuple[bytes, str]:
    """Give a path, or bytes with a name; whatever else is a TypeError."""
    if isinstance(source, bytes | bytearray | memoryview):
        return bytes(source), UNNAMED
    if hasattr(source, "read"):
        data = source.read()
        if not isinstance(data, bytes):
            raise TypeError("a workbook must be opened to read bytes: open(path, 'rb')")
        named = getattr(source, "name", None)
        return data, named if isinstance(named, str) else UNNAMED
    return path_of(source, "source")


def path_of(path: object, argument: str) -> Path:
    if not isinstance(path, str | os.PathLike):
        raise TypeError(f"{argument} must be a path, not {type(path).__name__}")
    plain = os.fspath(path)
    if not isinstance(plain, str):
        raise TypeError(f"{argument} must be a path of text, not of {type(plain).__name__}")
    if not plain.strip():
        raise ValueError(f"{argument} is an empty path")
    return Path(plain)


def sources_of(agreements: object) -> Sources:
    """Give the agreements that there are, those of the caller before all others."""
    known = sources()
    if agreements is None:
        return known
    if not isinstance(agreements, Afspraken):
        raise TypeError(f"agreements must be what load_agreements gives, not {type(agreements)}")
    return replace(known, named=only(agreements).named)


def several(given: object, argument: str) -> list[object]:
    if isinstance(given, str | bytes | os.PathLike) or not isinstance(given, Iterable):
        raise TypeError(f"{argument} must be several paths, such as [path], not {given!r:.80}")
    return list(given)


def day(peildatum: object) -> date | None:
    if isinstance(peildatum, datetime):
        return peildatum.date()
    if peildatum is not None and not isinstance(peildatum, date):
        raise TypeError(f"peildatum must be a date, not {type(peildatum).__name__}")
    return peildatum


def read_here(verdicts: object) -> list[Verdict]:
    """Give verdicts on workbooks that were read here, of the same agreements."""
    given = [verdicts] if isinstance(verdicts, Verdict) else verdicts
    if not isinstance(given, Iterable) or isinstance(given, str | bytes):
        raise TypeError(f"verdicts must be what check gives, not {type(given).__name__}")
    listed = list(given)
    if not listed:
        raise ValueError("verdicts is empty: give at least one")
    for one in listed:
        if not isinstance(one, Verdict):
            raise TypeError(f"verdicts must be what check gives, not {type(one).__name__}")
        if one.book is None or one.afspraken is None:
            raise ValueError(
                f"{one.path} was not read here (status {one.status}): check it without workers, "
                "and without faults that keep it from being read"
            )
    demand_one_set(listed)
    return listed
