"""The workbooks of the parties beside each other: twice, missing, and figures that differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from prestatieafspraken.afspraken import OF_PRODUCT, Afspraken, Herkomst, Sources
from prestatieafspraken.batch.side_by_side.explained import as_written, explained
from prestatieafspraken.batch.side_by_side.extract import (
    Extract,
    carried_in,
    explained_in,
    of_book,
    unpacked,
)
from prestatieafspraken.batch.side_by_side.figures import figures_differ, same_rows, totals_differ
from prestatieafspraken.batch.side_by_side.inzending import ForVerdicts, Inzending
from prestatieafspraken.batch.side_by_side.maatwerk import too_local
from prestatieafspraken.batch.side_by_side.names import told_apart
from prestatieafspraken.batch.side_by_side.only_shared import only_shared
from prestatieafspraken.dutch import written
from prestatieafspraken.dutch.shown import SENTENCE, cut
from prestatieafspraken.dutch.written import listing
from prestatieafspraken.validators.inzending import (
    ANDERE_AFSPRAKEN_MEE,
    ANDERE_GEMEENTE_OF_JAAR,
    PARTIJ_ONTBREEKT,
    ZELFDE_BESTAND,
    ZELFDE_PARTIJ,
)
from prestatieafspraken.validators.judging.judge import cited
from prestatieafspraken.validators.told import shown_findings
from prestatieafspraken.workbook.finding import Finding, Place, Severity
from prestatieafspraken.workbook.lists.checked import Status
from prestatieafspraken.workbook.template_id import SjabloonSoort

if TYPE_CHECKING:
    from prestatieafspraken.batch.judging.verdict import Verdict

START = Place(blad="Start")


NAMED = 3
"""Files that a sentence names; of a party with hundreds, more would say nothing."""

Figures = Callable[[int], bytes | None]
"""Gives what was kept of a workbook, by its number in the run (see `extract`)."""


def compare(
    verdicts: Sequence[Verdict],
    figures: Figures | None = None,
    sources: Sources = OF_PRODUCT,
) -> list[Verdict]:
    """Give the verdicts with what follows from laying the workbooks side by side.

    Each finding goes to the workbook that it is about. One workbook alone never gets any. Where a
    verdict has no tables with it, `figures` gives what was kept of them.
    """
    more: dict[int, list[Finding]] = {}
    if len(verdicts) > 1:
        # What is said of one by another depends on the files alone, and not on their order.
        order = sorted(range(len(verdicts)), key=lambda at: _turn(verdicts[at]))
        kept = None if figures is None else (lambda at: figures(order[at]))
        for number, finding in _told([verdicts[at] for at in order], sources, kept):
            more.setdefault(order[number], []).append(finding)
    return [
        with_findings(verdict, _explained(more.get(number, ()), verdict, number, figures))
        for number, verdict in enumerate(verdicts)
    ]


def _explained(
    found: Sequence[Finding], verdict: Verdict, number: int, figures: Figures | None
) -> Sequence[Finding]:
    """Give what was found between a workbook and others, with what it explains itself."""
    if not found:
        return ()
    if verdict.book is not None:
        return explained(found, as_written(verdict.book.explanations))
    kept = _kept(verdict, number, figures)
    return explained(found, explained_in(kept) if kept else ())


def _turn(verdict: Verdict) -> tuple[bool, str, str]:
    """Give the place of a workbook among others: the shared one first, then by name."""
    return verdict.soort != SjabloonSoort.GEMEENTE, verdict.path, verdict.sha256 or ""


def with_findings(verdict: Verdict, findings: Sequence[Finding]) -> Verdict:
    """Give a verdict with more findings."""
    wrong = any(finding.ernst is Severity.FOUT for finding in findings)
    status = Status.FOUTEN if wrong and verdict.status.is_sound else verdict.status
    return replace(verdict, status=status, findings=(*verdict.findings, *shown_findings(findings)))


def _told(verdicts: Sequence[Verdict], sources: Sources, figures: Figures | None) -> ForVerdicts:
    copies, names = dict(_copies(verdicts)), told_apart(one.path for one in verdicts)
    for number, first in copies.items():
        yield number, ZELFDE_BESTAND.at(Place(), ander=names[verdicts[first].path])
    yield from _other_years(verdicts)
    yield from _other_agreements(verdicts, names)
    for group in groups(verdicts, set(copies), sources, figures):
        for number, finding in _of_group(group):
            yield number, cited(finding, group[0].afspraken)


def _of_group(group: Sequence[Inzending]) -> ForVerdicts:
    yield from _same_party(group)
    if len({inzending.partij for inzending in group}) > 1:
        yield from _absent_parties(group)
        once = list({inzending.partij: inzending for inzending in group}.values())
        yield from same_rows(once)
        if len(once) == len(group):
            # Of a party with two workbooks nobody knows which figures hold.
            yield from figures_differ(group)
            yield from only_shared(group)
            yield from totals_differ(group)
            yield from too_local(group)


def _copies(verdicts: Sequence[Verdict]) -> Iterator[tuple[int, int]]:
    """Give each file that is byte for byte an earlier one, with that earlier one."""
    first: dict[str, int] = {}
    for number, verdict in enumerate(verdicts):
        if verdict.sha256 and first.setdefault(verdict.sha256, number) != number:
            yield number, first[verdict.sha256]


def _other_years(verdicts: Sequence[Verdict]) -> ForVerdicts:
    """Point at workbooks of another municipality or year than most; the first wins a draw."""
    kinds = {
        number: (verdict.gemeente, verdict.jaar)
        for number, verdict in enumerate(verdicts)
        if verdict.gemeente is not None and verdict.jaar is not None
    }
    if kinds:
        ((most, _),) = Counter(kinds.values()).most_common(1)
        for number, kind in kinds.items():
            if kind != most:
                words = {
                    "deze": _label(verdicts, kinds, kind),
                    "meeste": _label(verdicts, kinds, most),
                }
                yield number, ANDERE_GEMEENTE_OF_JAAR.at(START, **words)


def _other_agreements(verdicts: Sequence[Verdict], names: Mapping[str, str]) -> ForVerdicts:
    """Point at workbooks that were judged by other agreements than the first of their kind."""
    first: dict[tuple[str | None, int | None], int] = {}
    for number, verdict in enumerate(verdicts):
        if verdict.afspraken_sha256 is not None:
            at = first.setdefault((verdict.gemeente, verdict.jaar), number)
            if verdicts[at].afspraken_sha256 != verdict.afspraken_sha256:
                yield number, ANDERE_AFSPRAKEN_MEE.at(Place(), ander=names[verdicts[at].path])


def _label(
    verdicts: Sequence[Verdict], kinds: Mapping[int, tuple[str, int]], kind: tuple[str, int]
) -> str:
    """Give a municipality and year as people call it: by what a start sheet says."""
    mine = [verdicts[number] for number, found in kinds.items() if found == kind]
    names = [verdict.gemeentenaam for verdict in mine if verdict.gemeentenaam]
    return f"{cut(names[0], SENTENCE) if names else kind[0]} {kind[1]}"


def groups(
    verdicts: Sequence[Verdict],
    copies: Set[int] = frozenset(),
    sources: Sources = OF_PRODUCT,
    figures: Figures | None = None,
) -> list[list[Inzending]]:
    """Put together what belongs to the same agreements, copies left out."""
    found: dict[tuple[str, int], list[Inzending]] = {}
    names = told_apart(one.path for one in verdicts)
    for number, verdict in enumerate(verdicts):
        afspraken = _agreements(verdict, sources, number, figures)
        if number in copies or afspraken is None:
            continue
        try:
            partij = afspraken.partij(verdict.partij or "").naam
        except KeyError:
            continue
        inzending = Inzending(
            number,
            verdict.path,
            partij,
            verdict.soort == SjabloonSoort.GEMEENTE,
            afspraken,
            partial(_extract, verdict, number, figures),
            names[verdict.path],
        )
        gemeente = afspraken.gemeente
        found.setdefault((gemeente.map, gemeente.jaar), []).append(inzending)
    return list(found.values())


def _agreements(
    verdict: Verdict, sources: Sources, number: int, figures: Figures | None
) -> Afspraken | None:
    if not verdict.status.is_judged or not verdict.gemeente or not verdict.jaar:
        return None
    if verdict.herkomst is Herkomst.WERKMAP:
        if verdict.afspraken is not None:
            return verdict.afspraken
        kept = _kept(verdict, number, figures)
        return carried_in(kept) if kept else None
    found = sources.find(verdict.gemeente, verdict.jaar)
    return found.afspraken if found else None


def _extract(verdict: Verdict, number: int, figures: Figures | None) -> Extract:
    if verdict.book is not None:
        return of_book(verdict.book, verdict.findings)
    kept = _kept(verdict, number, figures)
    return unpacked(kept) if kept else Extract({}, frozenset())


def _kept(verdict: Verdict, number: int, figures: Figures | None) -> bytes | None:
    return verdict.figures or (figures(number) if figures else None)


def _same_party(group: Sequence[Inzending]) -> ForVerdicts:
    for inzending in group:
        others = [o.name for o in group if o.partij == inzending.partij and o is not inzending]
        if len(others) > NAMED:
            others[NAMED:] = [f"nog {written.number(len(others) - NAMED)} andere"]
        if others:
            finding = ZELFDE_PARTIJ.at(
                Place(blad="Start", kolom="Partij"),
                waarde=inzending.partij,
                partij=inzending.partij,
                ander=listing(others),
            )
            yield inzending.number, finding


def _absent_parties(group: Sequence[Inzending]) -> ForVerdicts:
    """Name those who sign and file figures, at the shared workbook or else at the first."""
    there = {inzending.partij for inzending in group}
    present = [partij.naam for partij in group[0].afspraken.partijen if partij.naam in there]
    absent = [
        partij.naam
        for partij in group[0].afspraken.partijen
        if partij.doet_mee and partij.soort.has_workbook and partij.naam not in present
    ]
    if absent:
        at = next((inzending for inzending in group if inzending.is_shared), group[0])
        words = {"aanwezig": listing(present), "afwezig": listing(absent)}
        yield at.number, PARTIJ_ONTBREEKT.at(START, **words)
