"""The workbooks of the parties beside each other: twice, missing, and figures that differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from prestatieafspraken.afspraken import Afspraken
from prestatieafspraken.batch.cijfers import figures_differ, same_rows, totals_differ
from prestatieafspraken.validators.inzending import (
    ABSENT_PARTY,
    OTHER_YEAR,
    SAME_FILE,
    SAME_PARTY,
)
from prestatieafspraken.workbook.book import Book
from prestatieafspraken.workbook.dutch import listing
from prestatieafspraken.workbook.finding import Finding, Place, Severity
from prestatieafspraken.workbook.show import SENTENCE, cut

if TYPE_CHECKING:
    from prestatieafspraken.batch.verdict import Verdict

START = Place(blad="Start")


@dataclass(frozen=True)
class Inzending:
    """One workbook that could be judged: whose it is, and where its verdict stands in the run.

    `faulty` has the cells (sheet, address) with a FOUT of their own: they are not compared.
    """

    number: int
    path: str
    partij: str
    book: Book
    afspraken: Afspraken
    faulty: frozenset[tuple[str | None, str | None]]

    @property
    def is_shared(self) -> bool:
        """Whether it is the workbook of the municipality, which holds the figures of all."""
        return self.book.template is not None and self.book.template.soort == "gemeente"

    @property
    def name(self) -> str:
        """The file as it is called in a sentence."""
        return Path(self.path).name


Told = Iterator[tuple[int, Finding]]
"""The number of a verdict in the run, with a finding for it."""


def compare(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Give the verdicts with what follows from laying the workbooks side by side.

    Each finding goes to the workbook that it is about. One workbook alone never gets any.
    """
    more: dict[int, list[Finding]] = {}
    if len(verdicts) > 1:
        for number, finding in _told(verdicts):
            more.setdefault(number, []).append(finding)
    return [
        _with(verdict, more[number]) if number in more else verdict
        for number, verdict in enumerate(verdicts)
    ]


def _with(verdict: Verdict, findings: Sequence[Finding]) -> Verdict:
    wrong = any(finding.ernst is Severity.FOUT for finding in findings)
    status = "fouten" if wrong and verdict.status == "goed" else verdict.status
    return replace(verdict, status=status, findings=(*verdict.findings, *findings))


def _told(verdicts: Sequence[Verdict]) -> Told:
    copies = dict(_copies(verdicts))
    for number, first in copies.items():
        yield number, SAME_FILE.at(Place(), ander=_name(verdicts, first))
    yield from _other_years(verdicts)
    for group in _groups(verdicts, set(copies)):
        yield from _same_party(group)
        if len({inzending.partij for inzending in group}) > 1:
            yield from _absent_parties(group)
            once = list({inzending.partij: inzending for inzending in group}.values())
            yield from same_rows(once)
            if len(once) == len(group):
                # Of a party with two workbooks nobody knows which figures hold.
                yield from figures_differ(group)
                yield from totals_differ(group)


def _name(verdicts: Sequence[Verdict], number: int) -> str:
    return Path(verdicts[number].path).name


def _copies(verdicts: Sequence[Verdict]) -> Iterator[tuple[int, int]]:
    """Give each file that is byte for byte an earlier one, with that earlier one."""
    first: dict[str, int] = {}
    for number, verdict in enumerate(verdicts):
        if verdict.sha256 and first.setdefault(verdict.sha256, number) != number:
            yield number, first[verdict.sha256]


def _other_years(verdicts: Sequence[Verdict]) -> Told:
    """Point at workbooks of another municipality or year than most; the first wins a draw."""
    kinds = {
        number: (verdict.book.template.gemeente, verdict.book.template.jaar)
        for number, verdict in enumerate(verdicts)
        if verdict.book is not None and verdict.book.template is not None
    }
    if kinds:
        ((most, _),) = Counter(kinds.values()).most_common(1)
        for number, kind in kinds.items():
            if kind != most:
                words = {
                    "deze": _label(verdicts, kinds, kind),
                    "meeste": _label(verdicts, kinds, most),
                }
                yield number, OTHER_YEAR.at(START, **words)


def _label(
    verdicts: Sequence[Verdict], kinds: Mapping[int, tuple[str, int]], kind: tuple[str, int]
) -> str:
    """Give a municipality and year as people call it: by what a start sheet says."""
    books = [verdicts[number].book for number, found in kinds.items() if found == kind]
    names = [book.start.gemeente for book in books if book and book.start.gemeente]
    return f"{cut(names[0], SENTENCE) if names else kind[0]} {kind[1]}"


def _groups(verdicts: Sequence[Verdict], copies: set[int]) -> list[list[Inzending]]:
    """Put together what belongs to the same agreements, copies left out."""
    groups: dict[tuple[str, int], list[Inzending]] = {}
    for number, verdict in enumerate(verdicts):
        book, afspraken = verdict.book, verdict.afspraken
        if number in copies or book is None or afspraken is None or verdict.status == "intern":
            continue
        try:
            partij = afspraken.partij(book.start.partij or "").naam
        except KeyError:
            continue
        faulty = frozenset(
            (f.place.blad, f.place.cel) for f in verdict.findings if f.ernst is Severity.FOUT
        )
        inzending = Inzending(number, verdict.path, partij, book, afspraken, faulty)
        gemeente = afspraken.gemeente
        groups.setdefault((gemeente.map, gemeente.jaar), []).append(inzending)
    return list(groups.values())


def _same_party(group: Sequence[Inzending]) -> Told:
    for inzending in group:
        others = [o.name for o in group if o.partij == inzending.partij and o is not inzending]
        if others:
            finding = SAME_PARTY.at(
                Place(blad="Start", kolom="Partij"),
                waarde=inzending.partij,
                partij=inzending.partij,
                ander=listing(others),
            )
            yield inzending.number, finding


def _absent_parties(group: Sequence[Inzending]) -> Told:
    """Name those who sign and file figures, at the shared workbook or else at the first."""
    present = list(dict.fromkeys(inzending.partij for inzending in group))
    absent = [
        partij.naam
        for partij in group[0].afspraken.partijen
        if partij.doet_mee
        and partij.soort in {"gemeente", "corporatie"}
        and partij.naam not in present
    ]
    if absent:
        at = next((inzending for inzending in group if inzending.is_shared), group[0])
        words = {"aanwezig": listing(present), "afwezig": listing(absent)}
        yield at.number, ABSENT_PARTY.at(START, **words)
