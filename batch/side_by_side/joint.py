"""Workbooks that are computed or reported together: what differs, and what of them counts.

The order in which they were given means nothing. What two of them say of one thing is never
chosen between: whoever asks names the file that counts, or leaves one out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from pathlib import Path

from prestatieafspraken.afspraken import Sources
from prestatieafspraken.afspraken.sets import only
from prestatieafspraken.batch.collect import shown
from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.batch.side_by_side.compare import compare, groups
from prestatieafspraken.batch.side_by_side.figures import Clash, clashes
from prestatieafspraken.batch.side_by_side.otherwise import otherwise
from prestatieafspraken.batch.side_by_side.together import Instead, Together, together
from prestatieafspraken.dutch.user_error import WrongArgumentError
from prestatieafspraken.dutch.written import listing
from prestatieafspraken.templates.report.report import Between
from prestatieafspraken.validators import inzending
from prestatieafspraken.workbook.finding import Finding
from prestatieafspraken.workbook.template_id import SjabloonSoort

CODES = frozenset(rule.code for rule in inzending.RULES)
"""The rules between workbooks."""
NAMED = 3
"""Differences that a refusal names."""


@dataclass(frozen=True)
class JointVerdict:
    """Workbooks laid side by side; `verdicts` are those that count, in one order.

    Their findings are those of each by itself; `between` is what was found between all that were
    given, with what was used. `instead` has the figures that another file has in their place.
    """

    verdicts: Sequence[Verdict]
    between: Sequence[Between]
    instead: Instead

    @cached_property
    def together(self) -> Together:
        """The workbooks that count, read as one."""
        return together([v.book for v in self.verdicts if v.book is not None], self.instead)


def joint(given: Sequence[Verdict], chosen: Sequence[str] = ()) -> JointVerdict:
    """Lay workbooks side by side that were read here (UserError where nobody can say what counts).

    `chosen` names the files that count where two say something else.
    """
    _demand_parties(given)
    alone = [_alone(one) for one in sorted(given, key=_turn)]
    named = [alone[at] for at in sorted(_named(alone, chosen))]
    twice = [
        (one, other, _versions(one, other))
        for one, other in combinations(alone, 2)
        if _partij(one) == _partij(other)
    ]
    # Two versions that both give way to a third one that is named leave nothing to choose.
    parties = {_partij(one) for one in named}
    _demand_settled(
        [
            pair
            for pair in twice
            if _partij(pair[0]) not in parties or _is_in(pair[0], named) or _is_in(pair[1], named)
        ],
        named,
    )
    dropped = [one if _is_in(other, named) else other for one, other, _ in twice]
    kept = [one for one in alone if not _is_in(one, dropped)]
    there = _agreed(kept)
    figures = [clash for group in groups(kept, sources=there) for clash in clashes(group)]
    _demand_settled([_told(kept, clash) for clash in figures], named)
    used = {
        (clash.shared.number, *_same(clash.finding)): _winner(kept, clash, named)
        for clash in figures
    }
    instead = {
        (clash.own.number, clash.table, clash.own_row, clash.column): (
            *(clash.shared.number, clash.table, clash.row, clash.column),
        )
        for clash in figures
        if _is_in(kept[clash.shared.number], named)
    }
    counting = list(_between(kept, kept, used))
    said = {(one.bestand, one.finding) for one in counting}
    more = [one for one in _between(alone, kept, {}) if (one.bestand, one.finding) not in said]
    return JointVerdict(kept, [*more, *counting], instead)


def _turn(verdict: Verdict) -> tuple[bool, int, str, str]:
    """Give the place of a workbook: the shared one, then the parties as in the agreements."""
    names = [one.naam for one in verdict.afspraken.partijen] if verdict.afspraken else []
    partij = _partij(verdict)
    at = names.index(partij) if partij in names else len(names)
    return verdict.soort != SjabloonSoort.GEMEENTE, at, verdict.path, verdict.sha256 or ""


def _alone(verdict: Verdict) -> Verdict:
    """Give a verdict without what was found before between it and others."""
    own = tuple(one for one in verdict.findings if one.code not in CODES)
    return replace(verdict, findings=own)


def _partij(verdict: Verdict) -> str | None:
    """Give the party in the spelling of the agreements, if it is one with such a workbook."""
    try:
        partij = verdict.afspraken.partij(verdict.partij or "") if verdict.afspraken else None
    except KeyError:
        return None
    return partij.naam if partij is not None and partij.soort == verdict.soort else None


def _demand_parties(given: Sequence[Verdict]) -> None:
    if lost := sorted({_file(one) for one in given if _partij(one) is None}):
        raise WrongArgumentError(
            "VSL-016",
            f"Van wie de werkmap is, is niet bekend bij {listing(lost)}.",
            "Zet op het blad Start bij Partij de naam terug die er stond.",
            exit_code=1,
        )


def _named(verdicts: Sequence[Verdict], chosen: Sequence[str]) -> set[int]:
    """Give the numbers of the workbooks that are named (WrongArgumentError when one is none)."""
    found: set[int] = set()
    for name in chosen:
        path = shown(Path(name))
        whole = [at for at, one in enumerate(verdicts) if one.path == path]
        mine = whole or [at for at, one in enumerate(verdicts) if _file(one) == path]
        if len({verdicts[at].path for at in mine}) != 1:
            names = listing([one.path for one in verdicts])
            raise WrongArgumentError(
                "VSL-018",
                f"{path} is niet één van de werkmappen: {names}.",
                "Noem bij --kies een van deze werkmappen, zoals zij hier staan.",
            )
        found.update(mine)
    return found


Pair = tuple[Verdict, Verdict, str]
"""Two workbooks, and what one says otherwise than the other; "" for nothing."""
Used = Mapping[tuple[int, str, str | None, str], str]
"""The file that was used, by the number of a workbook and a finding on it."""


def _is_in(verdict: Verdict, some: Sequence[Verdict]) -> bool:
    return any(verdict is one for one in some)


def _agreed(verdicts: Sequence[Verdict]) -> Sources:
    """Give the agreements that the workbooks were judged by, wherever they come from."""
    known = next(one.afspraken for one in verdicts if one.afspraken is not None)
    return only(known)


def _versions(one: Verdict, other: Verdict) -> str:
    """Say where two workbooks of one party differ."""
    if one.book is None or other.book is None or one.sha256 == other.sha256:
        return ""
    told = list(otherwise(one.book, other.book))
    some = [*told[:NAMED], *([f"nog {len(told) - NAMED}"] if told[NAMED:] else [])]
    whose = f"van {_partij(one)} zijn er {_file(one)} en {_file(other)}, die verschillen in"
    return f"{whose} {listing(some)}" if some else ""


def _told(verdicts: Sequence[Verdict], clash: Clash) -> Pair:
    shared, own, finding = verdicts[clash.shared.number], verdicts[clash.own.number], clash.finding
    said = finding.melding[0].lower() + finding.melding[1:].rstrip(".")
    return shared, own, f"{_file(shared)}, {finding.place.blad}!{finding.place.cel}: {said}"


def _winner(verdicts: Sequence[Verdict], clash: Clash, named: Sequence[Verdict]) -> str:
    shared, own = verdicts[clash.shared.number], verdicts[clash.own.number]
    return _file(shared if _is_in(shared, named) else own)


def _demand_settled(pairs: Sequence[Pair], named: Sequence[Verdict]) -> None:
    """Refuse what differs between two workbooks of which none is named, or both are."""
    left = [
        told for one, other, told in pairs if told and _is_in(one, named) == _is_in(other, named)
    ]
    if left:
        more = f"; en nog {len(left) - NAMED}" if len(left) > NAMED else ""
        raise WrongArgumentError(
            "VSL-019",
            f"De werkmappen spreken elkaar tegen: {'; '.join(left[:NAMED])}{more}.",
            "Verbeter een van beide, laat er een weg, of noem met --kies de werkmap die telt.",
            exit_code=1,
        )


def _between(verdicts: Sequence[Verdict], kept: Sequence[Verdict], used: Used) -> Iterator[Between]:
    """Tell what was found between workbooks, each with the file and what was used of it."""
    counts = {_partij(one): _file(one) for one in kept}
    for at, one in enumerate(compare(verdicts, sources=_agreed(verdicts))):
        for finding in one.findings[len(verdicts[at].findings) :]:
            name = used.get((at, *_same(finding)), "")
            if finding.code in (inzending.ZELFDE_PARTIJ.code, inzending.ZELFDE_BESTAND.code):
                name = counts[_partij(one)]
            yield Between(_file(one), finding, name)


def _file(verdict: Verdict) -> str:
    return Path(verdict.path).name


def _same(finding: Finding) -> tuple[str, str | None, str]:
    return finding.code, finding.place.cel, finding.melding
