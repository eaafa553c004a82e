"""What may be published: small counts are left out, and whatever would give them away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from prestatieafspraken.indicators.context import SO_FAR
from prestatieafspraken.indicators.result import Indicator, Oordeel
from prestatieafspraken.templates.personal import veiled
from prestatieafspraken.templates.report import Report
from prestatieafspraken.templates.span import Span, Vector
from prestatieafspraken.workbook.book import TableData

SMALL = 10
"""Below this a count can point at people; it is left out."""
COUNTED = frozenset(
    {
        "woningen",
        "eenheden",
        "verhuringen",
        "huishoudens",
        "woningzoekenden",
        "toewijzingen",
        "personen",
    }
)
"""Units that count homes or households; a count of agreements or panels points at nobody."""
FROM_COUNTS = frozenset({"%", "procentpunt", "euro"})
"""Units of what is computed from counts so that it may be computed back."""
LEFT_OUT = "Weggelaten in de openbare versie: kleiner dan 10, of af te leiden uit een ander cijfer."
WHOLES = {"toewijzingen": ("verhuringen", ("doelgroep", "middeninkomen", "hoger_inkomen"))}
"""Columns that everybody knows to be the sum of others, by table."""
Counts = Mapping[str, Decimal]
"""Every count that was filled in, by the address of its cell."""


def published(report: Report) -> Report:
    """Give the report without small counts and without what they could be computed from."""
    left = suppressed(report.indicators, counts(report), identities(report))
    return veiled(replace(report, indicators=left, openbaar=True))


def counts(report: Report) -> dict[str, Decimal]:
    """Give the counts in all workbooks, by the address that indicators have for their cells."""
    found = {}
    for before, data in _tables(report):
        for column in data.table.columns:
            if column.unit in COUNTED and column.name in data.frame.columns:
                for row, value in data.frame[column.name].dropna().items():
                    cell = _address(before, data, int(str(row)), column.name)
                    found[cell] = Decimal(str(value))
    return found


def identities(report: Report) -> list[Vector]:
    """Give the sums of cells that are 0 in every workbook: a whole without all of its parts."""
    return [
        {
            _address(before, data, int(str(row)), column): 1 if column == whole else -1
            for column in (whole, *parts)
        }
        for before, data in _tables(report)
        for whole, parts in [WHOLES.get(data.table.name, ("", ()))]
        if whole
        for row in data.frame.index
    ]


def _tables(report: Report) -> Iterator[tuple[str, TableData]]:
    """Give every table, with what stands before the address of its cells."""
    several = len(report.filed) > 1
    for filed in report.filed:
        for data in filed.book.tables.values():
            yield f"[{filed.name}]" if several else "", data


def _address(before: str, data: TableData, row: int, column: str) -> str:
    place = data.place(row, column)
    return f"{before}{place.blad}!{place.cel}"


def suppressed(
    indicators: Sequence[Indicator], counts: Counts, identities: Sequence[Vector] = ()
) -> list[Indicator]:
    """Leave out small counts, what rests on them, and sums that would give them away.

    Sums of cells are the equations that a reader has, beside the `identities` that hold anyway.
    As long as a small count follows from those that are shown, one more of them is left out: a
    part before a whole, the smallest first.
    """
    known = [_spread(one) for one in indicators]
    parts = {one.cellen[0]: one for one in known if _is_part(one)}
    counts = {**counts, **{cell: Decimal(str(one.waarde)) for cell, one in parts.items()}}
    # How many homes a list has is told; its parts add up to that.
    codes = {one.code for one in parts.values()}
    lists = [_vector([cell for cell, one in parts.items() if one.code == c]) for c in codes]
    anyway = [(_ANYWAY, vector) for vector in (*identities, *lists)]
    hidden = {at for at, one in enumerate(known) if _betrays(one, counts)}
    secrets = [{cell: 1} for cell, value in counts.items() if _small(value)]
    secrets += [_vector(known[at].cellen) for at in hidden if _is_sum(known[at], counts)]
    while True:
        shown = [at for at in range(len(known)) if at not in hidden]
        told = [(at, _vector(cells)) for at in shown for cells in _equations(known[at], counts)]
        span = Span([*anyway, *told])
        betraying = {at for secret in secrets for at in span.combination(secret)} - {_ANYWAY}
        if not betraying:
            break
        hidden.add(min(betraying, key=lambda at: _worth(known[at])))
    hidden |= {at for at, one in enumerate(known) if _twin_hidden(one, known, hidden)}
    return [_without(one) if at in hidden else _open(one) for at, one in enumerate(indicators)]


_ANYWAY = -1
"""Stands for what a reader knows without the report."""


def _spread(one: Indicator) -> Indicator:
    """Give a part of a whole column a cell of its own: its own count."""
    column = one.eenheid in COUNTED and one.waarde is not None and ":" in "".join(one.cellen)
    return replace(one, cellen=(f"{one.code} {one.onderdeel}",)) if column else one


def _is_part(one: Indicator) -> bool:
    return one.cellen == (f"{one.code} {one.onderdeel}",)


def _open(one: Indicator) -> Indicator:
    """Give a value as it is; of what could not be determined no part of the count is told."""
    return replace(one, toelichting=one.toelichting.partition(SO_FAR)[0])


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


def _worth(one: Indicator) -> tuple[bool, bool, float]:
    # To leave out nothing hides nothing.
    return one.onderdeel is None, not one.waarde, abs(one.waarde or 0)


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
