"""Last year's workbooks, to lay beside those of this year."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from prestatieafspraken.batch.collect import collect
from prestatieafspraken.validators.tables import of_party
from prestatieafspraken.workbook.book import Book
from prestatieafspraken.workbook.file_faults import MAP_LEEG
from prestatieafspraken.workbook.finding import Finding, Place
from prestatieafspraken.workbook.locate import key
from prestatieafspraken.workbook.read import read


class Previous:
    """The readable workbooks under some paths; `unreadable` has the finding on each other file."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._books: list[Book] = []
        self.unreadable: dict[Path, Finding] = {}
        for path in collect(paths):
            if path.is_dir():
                self.unreadable[path] = MAP_LEEG.at(Place())
                continue
            book = read(path, of_party)
            if book.readable and book.template is not None:
                self._books.append(book)
            else:
                self.unreadable[path] = book.findings[-1]

    def of(self, book: Book) -> Book | None:
        """Give the workbook of the same municipality and party, one year earlier."""
        mine = book.template
        for other in self._books:
            theirs = other.template
            if (
                mine is not None
                and theirs is not None
                and (theirs.gemeente, theirs.soort) == (mine.gemeente, mine.soort)
                and theirs.jaar == mine.jaar - 1
                and key(other.start.partij or "") == key(book.start.partij or "")
            ):
                return other
        return None
