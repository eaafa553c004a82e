"""Workbooks that are computed or reported together: what differs, and what of them counts.

The order in which they were given means nothing. What two of them say of one thing is never
chosen between: whoever asks names the file that counts, or leaves one out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import combinations
from pathlib import Path

from prestatieafspraken.afspraken import Afspraken
from prestatieafspraken.afspraken.sets import only
from prestatieafspraken.batch.collect import shown
from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.batch.side_by_side.compare import compare, groups
from prestatieafspraken.batch.side_by_side.figures import clashes, doubles
from prestatieafspraken.batch.side_by_side.names import told_apart
from prestatieafspraken.batch.side_by_side.otherwise import otherwise
from prestatieafspraken.batch.side_by_side.together import Chosen, Together, together
from prestatieafspraken.batch.side_by_side.weighing import Weighing
from prestatieafspraken.dutch.user_error import WrongArgumentError
from prestatieafspraken.dutch.written import listing
from prestatieafspraken.templates.report.report import Between
from prestatieafspraken.validators import inzending
from prestatieafspraken.workbook.book import Book
from prestatieafspraken.workbook.finding import Finding
from prestatieafspraken.workbook.template_id import SjabloonSoort

NAMED = 3
"""Differences that a refusal names."""


@dataclass(frozen=True)
class JointVerdict:
    """Workbooks laid side by side; `verdicts` are those that count, in one order.

    Their findings are those of each by itself; `between` is what was found between all that were
    given, with what was used. `choices` say what counts of those that say something else.
    """

    verdicts: Sequence[Verdict]
    between: Sequence[Between]
    choices: Chosen

    @cached_property
    def together(self) -> Together:
        """The workbooks that count, read as one."""
        return together(_books(self.verdicts), self.choices)


def joint(
    given: Sequence[Verdict], chosen: Sequence[str] = (), day: date | None = None
) -> JointVerdict:
    """Lay workbooks side by side that were read here (UserError where nobody can say what counts).

    `chosen` names the files that count where two say something else; on the `day`, or else that of
    the workbooks, it is seen whether that matters.
    """
    names = told_apart(one.path for one in given)
    _demand_parties(given, names)
    alone = [_alone(one) for one in sorted(given, key=_turn)]
    named = [alone[at] for at in sorted(_named(alone, chosen, names))]
    twice = [
        (one, other, _versions(one, other, names))
        for one, other in combinations(alone, 2)
        if _partij(one) == _partij(other)
    ]
    # Two versions that both give way to a third one that is named leave nothing to choose.
    parties = {_partij(one) for one in named}
    settled = [
        pair
        for pair in twice
        if _partij(pair[0]) not in parties or _is_in(pair[0], named) or _is_in(pair[1], named)
    ]
    _demand_settled(_open(settled, named))
    dropped = [one if _is_in(other, named) else other for one, other, _ in twice]
    kept = [one for one in alone if not _is_in(one, dropped)]
    days = [one.peildatum for one in kept if one.peildatum]
    weighing = Weighing(_books(kept), _agreed(kept), day or max(days, default=None))
    return _chosen(alone, kept, named, weighing)


def _chosen(
    alone: Sequence[Verdict], kept: Sequence[Verdict], named: Sequence[Verdict], weighing: Weighing
) -> JointVerdict:
    """Lay workbooks of other parties side by side, with what is named where it matters."""
    found = groups(kept, sources=only(weighing.agreed))
    figures = [clash for group in found for clash in clashes(group)]
    same = [twins for group in found for twins in doubles(group)]
    numbers = {at for at, one in enumerate(kept) if _is_in(one, named)}
    left = [clash for clash in figures if clash.is_open(numbers)]
    matter = [*(one for one in left if one.leeg is None), *weighing.silent(left)]
    twofold = weighing.twofold([twins for twins in same if twins.winner(numbers) is None])
    _demand_settled([*(clash.told() for clash in matter), *(twins.told() for twins in twofold)])
    used = {
        (clash.shared.number, *_same(clash.finding)): clash.winner(numbers).name
        for clash in figures
        if clash not in left or clash.leeg is clash.shared
    }
    won = [(twins, winner) for twins in same if (winner := twins.winner(numbers))]
    used |= {
        (inzending.number, *_same(finding)): winner[0].name
        for twins, winner in won
        for inzending, finding in twins.findings
    }
    choices = Chosen(
        dict(clash.moved for clash in figures if clash.winner(numbers) is clash.shared),
        frozenset(row for twins, winner in won for row in twins.others(winner)),
    )
    names = told_apart(one.path for one in alone)
    counting = list(_between(kept, kept, used, names))
    said = {(one.bestand, one.finding) for one in counting}
    more = [o for o in _between(alone, kept, {}, names) if (o.bestand, o.finding) not in said]
    return JointVerdict(kept, [*more, *counting], choices)


def _books(verdicts: Sequence[Verdict]) -> list[Book]:
    return [one.book for one in verdicts if one.book is not None]


def _turn(verdict: Verdict) -> tuple[bool, int, str, str]:
    """Give the place of a workbook: the shared one, then the parties as in the agreements."""
    names = [one.naam for one in verdict.afspraken.partijen] if verdict.afspraken else []
    partij = _partij(verdict)
    at = names.index(partij) if partij in names else len(names)
    return verdict.soort != SjabloonSoort.GEMEENTE, at, verdict.path, verdict.sha256 or ""


def _alone(verdict: Verdict) -> Verdict:
    """Give a verdict without what was found before between it and others."""
    own = tuple(one for one in verdict.findings if not inzending.is_between(one.code))
    return replace(verdict, findings=own)


def _partij(verdict: Verdict) -> str | None:
    """Give the party in the spelling of the agreements, if it is one with such a workbook."""
    try:
        partij = verdict.afspraken.partij(verdict.partij or "") if verdict.afspraken else None
    except KeyError:
        return None
    return partij.naam if partij is not None and partij.soort == verdict.soort else None


def _demand_parties(given: Sequence[Verdict], names: FileNames) -> None:
    if lost := sorted({names[one.path] for one in given if _partij(one) is None}):
        raise WrongArgumentError(
            "VSL-016",
            f"Van wie de werkmap is, is niet bekend bij {listing(lost)}.",
            "Zet op het blad Start bij Partij de naam terug die er stond.",
            exit_code=1,
        )


def _named(verdicts: Sequence[Verdict], chosen: Sequence[str], names: FileNames) -> set[int]:
    """Give the numbers of the workbooks that are named (WrongArgumentError when one is none)."""
    found: set[int] = set()
    for name in chosen:
        path = shown(Path(name))
        whole = [at for at, one in enumerate(verdicts) if one.path == path]
        told = [at for at, one in enumerate(verdicts) if names[one.path] == path]
        mine = whole or told or [at for at, one in enumerate(verdicts) if _file(one) == path]
        if len({verdicts[at].path for at in mine}) != 1:
            there = listing([one.path for one in verdicts])
            raise WrongArgumentError(
                "VSL-018",
                f"{path} is niet één van de werkmappen: {there}.",
                "Noem bij --kies een van deze werkmappen, zoals zij hier staan.",
            )
        found.update(mine)
    return found


FileNames = Mapping[str, str]
"""What each path is called."""
Pair = tuple[Verdict, Verdict, str]
"""Two workbooks, and what one says otherwise than the other; "" for nothing."""
Used = Mapping[tuple[int, str, str | None, str | None], str]
"""The file that was used, by the number of a workbook and a finding on it."""


def _is_in(verdict: Verdict, some: Sequence[Verdict]) -> bool:
    return any(verdict is one for one in some)


def _agreed(verdicts: Sequence[Verdict]) -> Afspraken:
    """Give the agreements that the workbooks were judged by, wherever they come from."""
    return next(one.afspraken for one in verdicts if one.afspraken is not None)


def _versions(one: Verdict, other: Verdict, names: FileNames) -> str:
    """Say where two workbooks of one party differ."""
    if one.book is None or other.book is None or one.sha256 == other.sha256:
        return ""
    told = list(otherwise(one.book, other.book))
    some = [*told[:NAMED], *([f"nog {len(told) - NAMED}"] if told[NAMED:] else [])]
    files = listing([names[one.path], names[other.path]])
    whose = f"van {_partij(one)} zijn er {files}, die verschillen in"
    return f"{whose} {listing(some)}" if some else ""


def _open(pairs: Sequence[Pair], named: Sequence[Verdict]) -> list[str]:
    """Tell what differs between two workbooks of which none is named, or both are."""
    return [
        told for one, other, told in pairs if told and _is_in(one, named) == _is_in(other, named)
    ]


def _demand_settled(left: Sequence[str]) -> None:
    if left:
        more = f"; en nog {len(left) - NAMED}" if len(left) > NAMED else ""
        raise WrongArgumentError(
            "VSL-019",
            f"De werkmappen spreken elkaar tegen: {'; '.join(left[:NAMED])}{more}.",
            "Verbeter een van beide, laat er een weg, of noem met --kies de werkmap die telt.",
            exit_code=1,
        )


def _between(
    verdicts: Sequence[Verdict], kept: Sequence[Verdict], used: Used, names: FileNames
) -> Iterator[Between]:
    """Tell what was found between workbooks, each with the file and what was used of it."""
    counts = {_partij(one): names[one.path] for one in kept}
    for at, one in enumerate(compare(verdicts, sources=only(_agreed(verdicts)))):
        for finding in one.findings[len(verdicts[at].findings) :]:
            name = used.get((at, *_same(finding)), "")
            if finding.code in (inzending.ZELFDE_PARTIJ.code, inzending.ZELFDE_BESTAND.code):
                name = counts[_partij(one)]
            yield Between(names[one.path], finding, name)


def _file(verdict: Verdict) -> str:
    return Path(verdict.path).name


def _same(finding: Finding) -> tuple[str, str | None, str | None]:
    return finding.code, finding.place.blad, finding.place.cel
