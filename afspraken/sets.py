"""Sets of agreements that do not come with the product, and which set counts for a workbook."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from prestatieafspraken.afspraken.load import (
    AfsprakenError,
    UnknownAfsprakenError,
    available,
    load,
    load_folder,
    load_gemeente,
    map_of,
)
from prestatieafspraken.afspraken.model import Afspraken
from prestatieafspraken.afspraken.written import digest_of

Whose = tuple[str, int]
"""Whose agreements: the municipality, by the name of its folder, and the year."""
DEEP = 2
"""Levels of folders below which no set is sought: a municipality, and in it a year."""


class Herkomst(StrEnum):
    """Where agreements come from, in the order in which they count."""

    OPDRACHT = "opdracht"
    INSTELLING = "instelling"
    PROGRAMMA = "programma"
    WERKMAP = "werkmap"


@dataclass(frozen=True, slots=True)
class Found:
    """The agreements that count for a workbook, and where they come from."""

    afspraken: Afspraken
    herkomst: Herkomst


class Stored(NamedTuple):
    """A set in a folder that is loaded when it is asked for; `mark` changes with its files."""

    folder: Path
    mark: str


class NoSetsError(AfsprakenError):
    """A folder cannot be used as one with agreements; `herstel` says what to do."""

    def __init__(self, melding: str, herstel: str) -> None:
        super().__init__(f"{melding} {herstel}")
        self.melding, self.herstel = melding, herstel


@dataclass(frozen=True)
class Sources:
    """Which agreements there are: those that a command names, those in a folder that is set.

    What comes with the product is always there, and counts last.
    """

    named: Mapping[Whose, Afspraken] = field(default_factory=dict)
    setting: Mapping[Whose, Stored] = field(default_factory=dict)

    def find(self, gemeente: str, jaar: int) -> Found | None:
        """Give the agreements of a municipality for a year (AfsprakenError for a slip in them)."""
        owner = (map_of(gemeente), jaar)
        if owner in self.named:
            return Found(self.named[owner], Herkomst.OPDRACHT)
        if owner in self.setting:
            return Found(_loaded(self.setting[owner]), Herkomst.INSTELLING)
        try:
            return Found(load(*owner), Herkomst.PROGRAMMA)
        except UnknownAfsprakenError:
            return None

    def owners(self) -> list[Whose]:
        """Say whose agreements there are."""
        return sorted({*self.named, *self.setting, *available()})

    @property
    def mark(self) -> str:
        """Give a text that changes with what is in the sets; empty for the product's alone."""
        marks = [digest_of(one) for one in self.named.values()]
        marks += [one.mark for one in self.setting.values()]
        return hashlib.sha256("".join(marks).encode()).hexdigest()[:16] if marks else ""


OF_PRODUCT = Sources()
"""Nothing but what comes with the product."""


def only(*sets: Afspraken) -> Sources:
    """Give sources in which these sets go before those of the product."""
    return Sources({(one.gemeente.map, one.gemeente.jaar): one for one in sets})


@lru_cache(maxsize=64)
def _loaded(stored: Stored) -> Afspraken:
    return load_folder(stored.folder)


def sets_in(folder: Path) -> dict[Whose, Stored]:
    """Say which sets there are in a folder: the folder itself, or folders in it.

    Raises NoSetsError when there is no folder, nothing in it, or the same set twice, and
    AfsprakenError when it cannot be read whose a set is.
    """
    if not os.path.isdir(folder):  # noqa: PTH112 (Path.is_dir raises on an impossible name)
        raise NoSetsError(
            f"De map {folder} met afspraken is er niet.", "Geef een map op die bestaat."
        )
    found: dict[Whose, Stored] = {}
    for one in _folders(folder, DEEP):
        gemeente = load_gemeente(one)
        owner = (gemeente.map, gemeente.jaar)
        if owner in found:
            raise NoSetsError(
                f"De afspraken van {gemeente.naam} voor {gemeente.jaar} staan er twee keer: in "
                f"{found[owner].folder} en in {one}.",
                "Laat er één staan.",
            )
        found[owner] = Stored(one, _mark(one))
    if not found:
        raise NoSetsError(
            f"In de map {folder} staan geen afspraken: er is geen bestand gemeente.toml.",
            "Geef de map op waarin gemeente.toml met de andere bestanden staat.",
        )
    return found


def _folders(folder: Path, deep: int) -> Iterator[Path]:
    """Give the folders with a set; in one that is a set no other is sought."""
    if (folder / "gemeente.toml").is_file():
        yield folder
    elif deep:
        try:
            inside = sorted(one for one in folder.iterdir() if one.is_dir())
        except OSError:  # not ours to read
            return
        for one in inside:
            yield from _folders(one, deep - 1)


def _mark(folder: Path) -> str:
    found = hashlib.sha256()
    for file in sorted([*folder.glob("*.toml"), *folder.glob("tabellen/*")]):
        if file.is_file():
            found.update(file.name.encode() + file.read_bytes())
    return found.hexdigest()
