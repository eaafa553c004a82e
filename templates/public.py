"""What may be published: small counts are left out, and whatever would give them away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from prestatieafspraken.indicators.result import Indicator, Oordeel
from prestatieafspraken.templates.report import Report
from prestatieafspraken.templates.span import Span

SMALL = 10
"""Below this a count can point at people; it is left out."""
COUNTED = frozenset(
    {"woningen", "verhuringen", "huishoudens", "woningzoekenden", "toewijzingen", "personen"}
)
"""Units that count homes or households; a count of agreements or panels points at nobody."""
FROM_COUNTS = frozenset({"%", "procentpunt", "euro"})
"""Units of what is computed from counts so that it may be computed back."""
LEFT_OUT = "Weggelaten in de openbare versie: kleiner dan 10, of af te leiden uit een ander cijfer."
Counts = Mapping[str, Decimal]
"""Every count that was filled in, by the address of its cell."""


def published(report: Report) -> Report:
    """Give the report without small counts and without what they could be computed from."""
    return replace(report, indicators=suppressed(report.indicators, counts(report)), openbaar=True)


def counts(report: Report) -> dict[str, Decimal]:
    """Give the counts in all workbooks, by the address that indicators have for their cells."""
    found = {}
    several = len(report.filed) > 1
    for filed in report.filed:
        before = f"[{filed.name}]" if several else ""
        for data in filed.book.tables.values():
            for column in data.table.columns:
                if column.unit in COUNTED and column.name in data.frame.columns:
                    for row, value in data.frame[column.name].dropna().items():
                        place = data.place(int(str(row)), column.name)
                        found[f"{before}{place.blad}!{place.cel}"] = Decimal(str(value))
    return found


def suppressed(indicators: Sequence[Indicator], counts: Counts) -> list[Indicator]:
    """Leave out small counts, what rests on them, and sums that would give them away.

    Sums of cells are the equations that a reader has. As long as a small count follows from
    those that are shown, one more of them is left out: a part before a whole, the smallest first.
    """
    hidden = {at for at, one in enumerate(indicators) if _betrays(one, counts)}
    secrets = [{cell: 1} for cell, value in counts.items() if _small(value)]
    secrets += [_vector(indicators[at].cellen) for at in hidden if _is_sum(indicators[at], counts)]
    while True:
        shown = [at for at in range(len(indicators)) if at not in hidden]
        span = Span(
            (at, _vector(cells)) for at in shown for cells in _equations(indicators[at], counts)
        )
        known = {at for secret in secrets for at in span.combination(secret)}
        if not known:
            break
        hidden.add(min(known, key=lambda at: _worth(indicators[at])))
    hidden |= {at for at, one in enumerate(indicators) if _twin_hidden(one, indicators, hidden)}
    return [_without(one) if at in hidden else one for at, one in enumerate(indicators)]


def _small(value: float | Decimal | None) -> bool:
    return value is not None and value != 0 and -SMALL < value < SMALL


def _betrays(one: Indicator, counts: Counts) -> bool:
    """Say whether a value is a small count, or lets one be computed back."""
    if one.eenheid in COUNTED and _small(one.norm):
        return True
    if one.waarde is None:
        return False
    if one.eenheid in COUNTED and (_is_sum(one, counts) or not set(one.cellen) & counts.keys()):
        return _small(one.waarde)
    if one.eenheid in FROM_COUNTS | COUNTED:
        return any(_small(counts.get(cell)) for cell in one.cellen) or _rest_is_small(one, counts)
    return False


def _rest_is_small(one: Indicator, counts: Counts) -> bool:
    """Say whether a part leaves but a few of its whole, in any row that it was computed from."""
    rows: dict[str, list[Decimal]] = {}
    for cell in one.cellen:
        if cell in counts and one.eenheid in FROM_COUNTS:
            sheet, _, address = cell.rpartition("!")
            rows.setdefault(f"{sheet}!{address.lstrip(_LETTERS)}", []).append(counts[cell])
    return any(
        _small(first - second) for values in rows.values() for first in values for second in values
    )


_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _is_sum(one: Indicator, counts: Counts) -> bool:
    if one.eenheid not in COUNTED or one.waarde is None or not set(one.cellen) <= counts.keys():
        return False
    return Decimal(str(one.waarde)) == sum((counts[cell] for cell in one.cellen), Decimal(0))


def _equations(one: Indicator, counts: Counts) -> Iterator[tuple[str, ...]]:
    """Give the sets of cells whose sum a reader may know from a value that is shown."""
    if one.waarde is None:
        return
    if _is_sum(one, counts):
        yield one.cellen
        return
    columns: dict[str, list[str]] = {}
    for cell in one.cellen:
        if cell in counts and one.eenheid in FROM_COUNTS:
            columns.setdefault(cell.rstrip("0123456789"), []).append(cell)
    yield from (tuple(cells) for cells in columns.values())


def _vector(cells: Sequence[str]) -> dict[str, int]:
    return dict.fromkeys(cells, 1)


def _worth(one: Indicator) -> tuple[bool, float]:
    return one.onderdeel is None, abs(one.waarde or 0)


def _twin_hidden(one: Indicator, indicators: Sequence[Indicator], hidden: set[int]) -> bool:
    """Say whether the plan that a value is held against was left out itself."""
    if one.eenheid not in COUNTED or one.norm is None:
        return False
    group = one.code.split("-")[0]
    return any(
        indicators[at].code.split("-")[0] == group
        and indicators[at].onderdeel == one.onderdeel
        and indicators[at].waarde == one.norm
        for at in hidden
    )


def _without(indicator: Indicator) -> Indicator:
    verdict = Oordeel.GEEN_NORM if indicator.norm is None else Oordeel.NIET_TE_BEPALEN
    return replace(
        indicator,
        waarde=None,
        norm=None,
        nulmeting=None,
        vorige=None,
        afstand=None,
        oordeel=verdict,
        toelichting=LEFT_OUT,
        berekening="",
        cellen=(),
    )
