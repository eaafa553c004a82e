"""What leaves the house: names and texts of a sender, legible and with personal data veiled.

Rules look at a workbook as it is. All that is told of it afterwards goes through here: the name of
its file, the names of its sheets, whose it is, and what findings say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from prestatieafspraken.dutch.legible import legible
from prestatieafspraken.validators.personal.persoonsgegevens import masked
from prestatieafspraken.workbook.book import Book
from prestatieafspraken.workbook.finding import Finding


@lru_cache(maxsize=4096)
def shown(text: str) -> str:
    """Give a name as it may be shown."""
    return legible(masked(text))  # what is not seen may stand within what is veiled


def shown_path(path: str) -> str:
    """Give a path as it may be shown; each folder is a name of its own."""
    return "".join(part if part in "/\\" else shown(part) for part in re.split(r"([/\\])", path))


def shown_book(book: Book) -> Book:
    """Give a workbook under the names that may be shown; its cells are as they were."""
    tables = {
        name: data if shown(data.sheet) == data.sheet else replace(data, sheet=shown(data.sheet))
        for name, data in book.tables.items()
    }
    partij, gemeente = book.start.partij, book.start.gemeente
    start = replace(
        book.start, partij=partij and shown(partij), gemeente=gemeente and shown(gemeente)
    )
    return replace(book, path=shown_path(book.path), tables=tables, start=start)


def shown_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Give findings of which the texts were veiled with their names so too, and all legible."""
    return tuple(map(_shown_finding, findings))


def _shown_finding(finding: Finding) -> Finding:
    place = finding.place
    names = {name: getattr(place, name) for name in ("blad", "tabel", "kolom")}
    told = {name: text and shown(text) for name, text in names.items()}
    row = place.rij and legible(place.rij)

    def said(text: str) -> str:
        # A name that is veiled in its own place is not told in the sentence either.
        for name, raw in names.items():
            if raw and told[name] != raw:
                text = text.replace(raw, told[name] or "")
        return legible(text)

    value = said(finding.waarde) if isinstance(finding.waarde, str) else finding.waarde
    return replace(
        finding,
        melding=said(finding.melding),
        herstel=said(finding.herstel),
        toelichting=finding.toelichting and said(finding.toelichting),
        waarde=value,
        place=replace(place, rij=row, **told),
    )
