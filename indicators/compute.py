"""All indicators of one workbook."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType, ModuleType

from prestatieafspraken.afspraken.gevraagd import gevraagd
from prestatieafspraken.afspraken.maten import by_code
from prestatieafspraken.afspraken.model import Afspraken
from prestatieafspraken.afspraken.voorwaarden import TABEL, met_standen
from prestatieafspraken.indicators import (
    aandelen,
    beding,
    bewoners,
    doelgroep,
    energie,
    energiepad,
    groei,
    kengetal,
    kwaliteit,
    labels,
    leefbaarheid,
    leefbaarometer,
    maatwerk,
    mutaties,
    nieuwbouw,
    samenhang,
    slaagkans,
    toewijzing,
    voorraad,
    voortgang,
)
from prestatieafspraken.indicators.context import AddressOf, Context, PlainTable, Unreadable
from prestatieafspraken.indicators.result import Definition, Indicator, UndeterminedError

PARTS = (
    voorraad,
    groei,
    mutaties,
    nieuwbouw,
    slaagkans,
    doelgroep,
    toewijzing,
    maatwerk,
    beding,
    leefbaarheid,
    leefbaarometer,
    bewoners,
    energie,
    energiepad,
    labels,
    kengetal,
    kwaliteit,
    aandelen,
    voortgang,
)
DEFINITIONS: tuple[Definition, ...] = (
    *(definition for part in PARTS for definition in part.DEFINITIONS),
    *samenhang.DEFINITIONS,
)
"""Every indicator that there is."""
_MATEN = {definition.code: definition.maat for definition in DEFINITIONS}


def compute(
    tables: Mapping[str, PlainTable],
    afspraken: Afspraken,
    peildatum: date,
    address_of: AddressOf | None = None,
    sheets: Mapping[str, str] = MappingProxyType({}),
    unreadable: Unreadable = MappingProxyType({}),
) -> list[Indicator]:
    """Compute every indicator; what cannot be known is "niet te bepalen", with the reason.

    `tables` are plain rows (None: empty) by their number, by table name; a table that was not read
    is left out. `address_of` gives the address of a cell from table, row and column,
    `sheets` the name of the sheet of each table, `unreadable` the rows whose cell could not be
    used, by table and column.
    """
    afspraken = met_standen(afspraken, tables.get(TABEL, {}).values())
    context = Context(tables, afspraken, peildatum, address_of, sheets, unreadable)
    known = tables.keys() | gevraagd(afspraken)
    results = [
        indicator
        for part in PARTS
        for indicator in of_part(part, context)
        if is_followed(indicator.code, known)
    ]
    results += samenhang.compute(context, DEFINITIONS, results)
    return list(with_trend(results))


def is_followed(code: str, known: Collection[str]) -> bool:
    """Say whether an indicator has a table that is there, or that the agreements ask for."""
    maat = by_code().get(_MATEN[code])
    tables = {need.tabel for need in maat.nodig} if maat else set()
    return not tables or not tables.isdisjoint(known)


def of_part(part: ModuleType, context: Context) -> list[Indicator]:
    """Compute the indicators of one part; what they all need and is not known stops them all."""
    try:
        return list(part.compute(context))
    except UndeterminedError as reason:
        return [context.undetermined(definition, reason) for definition in part.DEFINITIONS]


def with_trend(results: Sequence[Indicator]) -> Iterator[Indicator]:
    """Compare each value with the one before it of the same thing and the same kind.

    A part of a year is only compared with the same part, an index with one of its own method, and
    what is held against a goal with what is held against that goal.
    """
    before: dict[tuple[str, str, str | None, str], float] = {}
    for result in results:
        series = (result.code, result.bron, result.onderdeel, result.reeks)
        previous = before.get(series)
        if result.waarde is None or result.periode is None:
            yield result
            continue
        before[series] = result.waarde
        if previous is None:
            yield result
            continue
        words = {1: "omhoog", -1: "omlaag", 0: "gelijk"}
        way = (result.waarde > previous) - (result.waarde < previous)
        yield replace(result, trend=words[way], vorige=previous)
