"""The agreements as a workbook carries them: rows of texts with a check number, and nothing else.

Whoever sends a workbook can write anything into it. So what is read is bounded, holds together by
its check number, and is loaded as a folder is; the number says that nothing was changed by
accident, and not who wrote it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from prestatieafspraken.afspraken.load import MOST, AfsprakenError, listed, load_texts
from prestatieafspraken.afspraken.model import Afspraken
from prestatieafspraken.afspraken.written import digest, texts
from prestatieafspraken.dutch.legible import one_line

NOTE = "De afspraken waarmee deze werkmap is gemaakt. Wijzig hier niets: dan tellen zij niet meer."
FORM = "prestatieafspraken/afspraken/1"
PIECE = 8_000
"""Characters of one cell; every program keeps these, and Excel takes 32,767."""
MOST_ROWS = 20_000
ROOM = 2 * MOST
"""Characters of a copy: the fixed form of a set may be a little longer than its files."""


class KopieError(ValueError):
    """A copy cannot be used; the text says why, as the end of a sentence."""


@dataclass(frozen=True, slots=True)
class Kopie:
    """The files of a set as they stand in a workbook, whole by their check number."""

    files: tuple[tuple[str, str], ...]
    digest: str

    def each_line(self, change: Callable[[str], str]) -> Kopie:
        """Give the copy with every line changed."""
        lines = [(name, text.split("\n")) for name, text in self.files]
        files = [(name, "\n".join(map(change, found))) for name, found in lines]
        return replace(self, files=tuple(files))

    def load(self, gemeente: str, jaar: int) -> Afspraken:
        """Load the agreements, of this municipality and year (KopieError)."""
        afspraken = _loaded(self)
        if isinstance(afspraken, str):
            raise KopieError(afspraken)
        owner = (afspraken.gemeente.map, afspraken.gemeente.jaar)
        if owner != (gemeente, jaar):
            raise KopieError(f"het zijn die van {listed([owner])}")
        return afspraken


@lru_cache(maxsize=16)
def _loaded(kopie: Kopie) -> Afspraken | str:
    """Load a copy once, or say once why it cannot be: many workbooks carry the same."""
    try:
        return load_texts(dict(kopie.files))
    except AfsprakenError as error:
        return first_of(error)


def first_of(error: AfsprakenError) -> str:
    """Give the first slip in a set, as the end of a sentence."""
    return one_line(str(error.faults[0] if error.faults else error)).rstrip(".")


def rows(afspraken: Afspraken) -> Iterator[list[str]]:
    """Give the rows of the copy: a file and a line of it, a long one over more cells."""
    files = texts(afspraken)
    yield [NOTE]
    yield [FORM, digest(files)]
    for name, text in files.items():
        for line in text.split("\n"):
            if line:
                yield [name, *_pieces(line)]


def _pieces(line: str) -> Iterator[str]:
    """Cut a line, never beside a space: not every program keeps one at the end of a cell."""
    while len(line) > PIECE:
        at = PIECE
        while at > 1 and " " in line[at - 1 : at + 1]:
            at -= 1
        yield line[:at]
        line = line[at:]
    yield line


def read(cells: Iterable[Sequence[object]]) -> Kopie:
    """Read a copy back from its rows (KopieError when it is not whole)."""
    lines: dict[str, list[str]] = {}
    room, stated = ROOM, None
    for number, row in enumerate(cells, 1):
        filled = [cell for cell in row if cell not in (None, "")]
        written = [cell for cell in filled if isinstance(cell, str)]
        room -= sum(map(len, written))
        if number > MOST_ROWS or room < 0:
            raise KopieError("er staat meer dan afspraken nodig hebben")
        if len(written) < len(filled):
            raise KopieError("er staat iets anders dan tekst")
        if number == 2:
            if len(written) != 2 or written[0] != FORM:
                raise KopieError("deze versie van het programma kent hun vorm niet")
            stated = written[1]
        elif number > 2 and written:
            name, *pieces = written
            lines.setdefault(name, []).append("".join(pieces))
    files = {name: "".join(f"{line}\n" for line in found) for name, found in lines.items()}
    if stated is None or digest(files) != stated:
        raise KopieError("het controlegetal past niet bij wat er staat")
    return Kopie(tuple(files.items()), stated)
