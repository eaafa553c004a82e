"""Last year's workbooks, to lay beside those of this year."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from prestatieafspraken.afspraken import Sources
from prestatieafspraken.batch.collect import shown
from prestatieafspraken.batch.judging.agreements import tables_by
from prestatieafspraken.batch.judging.verdict import Verdict, guarded
from prestatieafspraken.dutch.folded import key
from prestatieafspraken.validators.any_sheet.privacy import veiled
from prestatieafspraken.workbook.book import Book
from prestatieafspraken.workbook.lists.checked import Status
from prestatieafspraken.workbook.package.limits import LIMITS, Limits
from prestatieafspraken.workbook.reading.read import read

Owner = tuple[str, str, int, str]
"""Municipality, kind of party, year and party: whose workbook one is."""


@dataclass(frozen=True, slots=True)
class Previous:
    """Where the workbook of each party lies; small, so that every worker can have it.

    `mark` changes with what is in them, and with it what they say of the workbooks of now.
    """

    places: dict[Owner, Path]
    mark: str

    def of(self, book: Book, sources: Sources) -> Book | None:
        """Read the workbook of the same municipality and party, one year earlier."""
        mine = book.template
        if mine is None:
            return None
        owner = (mine.gemeente, mine.soort, mine.jaar - 1, key(book.start.partij or ""))
        place = self.places.get(owner)
        found = read(place, tables_by(sources)) if place else None
        return found if found and found.readable else None


def whose(
    path: Path, peildatum: date | None = None, limits: Limits = LIMITS, *_: object
) -> Verdict:
    """Say whose workbook a file is, without judging it (status onleesbaar when it is none)."""

    def of_file() -> Verdict:
        book = read(path, lambda book: (), limits)
        template = book.template
        if not book.readable or template is None:
            return Verdict(
                shown(path), Status.ONLEESBAAR, tuple(veiled(book.findings)), book.sha256 or None
            )
        return Verdict(
            *(shown(path), Status.GOED, (), book.sha256, peildatum),
            *(template.gemeente, template.jaar, template.soort, book.start.partij),
        )

    return guarded(path, peildatum, of_file)


def previous(known: Iterable[tuple[Path, Verdict]]) -> Previous:
    """Give last year's workbooks by what `whose` said of them; of two of a party the first."""
    places: dict[Owner, Path] = {}
    digest = hashlib.sha256()
    for path, verdict in sorted(known, key=lambda one: one[0]):
        if verdict.gemeente and verdict.soort and verdict.jaar:
            owner = (verdict.gemeente, verdict.soort, verdict.jaar, key(verdict.partij or ""))
            if places.setdefault(owner, path.absolute()) == path.absolute():
                digest.update(f"{owner}{verdict.sha256}".encode())
    return Previous(places, digest.hexdigest()[:16])
