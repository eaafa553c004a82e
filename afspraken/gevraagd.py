"""Of which tables of the workbook the agreements ask figures, and in which theme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from prestatieafspraken.afspraken.doel import KENGETAL, Afbakening
from prestatieafspraken.afspraken.kengetaldoelen import kengetaldoelen
from prestatieafspraken.afspraken.maten import by_code
from prestatieafspraken.afspraken.model import Afspraak, Afspraken, Doel
from prestatieafspraken.afspraken.voorwaarden import TABEL, voorwaardelijk

TablesAsked = Iterator[tuple[str, int]]


def gevraagd(afspraken: Afspraken) -> dict[str, int]:
    """Give the theme of each table that is asked for, by the name of the table.

    A printed table puts its figures in the theme of the agreement that it belongs to; then the
    measures of the agreements count, and then those of the goals.
    """
    found: dict[str, int] = {}
    conditions = ((TABEL, one.thema) for one in voorwaardelijk(afspraken))
    for asked in (_printed(afspraken), _agreements(afspraken), _goals(afspraken), conditions):
        for tabel, thema in asked:
            found.setdefault(tabel, thema)
    first = afspraken.themas[0].nummer if afspraken.themas else 0
    for gedrukt in afspraken.tabellen.values():
        if gedrukt.vult:
            found.setdefault(gedrukt.vult, first)
    return found


def kolommen_gevraagd(afspraken: Afspraken) -> dict[str, dict[int, set[str]]]:
    """Give the columns that the measures of the agreements need, by table and year.

    That is the year of the agreements, and of a goal that grows from a base year that one too.
    """
    jaar = afspraken.gemeente.jaar
    named = [(jaar, code) for afspraak in afspraken.afspraken for code in _named(afspraak)]
    for doel in afspraken.doelen:
        years = {jaar, *([doel.basisjaar] if doel.basisjaar and doel.basisjaar < jaar else [])}
        named += [(year, code) for year in sorted(years) for code in _maten(doel)]
    found: dict[str, dict[int, set[str]]] = {}
    for doel in (one.doel for one in kengetaldoelen(afspraken)):
        if at := staat_op(doel, afspraken):
            begins = [one.begin for one in doel.op_dag(None) if one.begin]
            for year in range(min([*begins, jaar]), jaar + 1):
                needed = {"corporatie", "jaar", "soort_cijfer", at[1]}
                found.setdefault(at[0], {}).setdefault(year, set()).update(needed)
    for year, code in dict.fromkeys(named):
        for need in by_code()[code].nodig if code in by_code() else ():
            found.setdefault(need.tabel, {}).setdefault(year, set()).update(need.kolommen)
    return {tabel: dict(sorted(years.items())) for tabel, years in found.items()}


def staat_op(doel: Doel, afspraken: Afspraken) -> tuple[str, str] | None:
    """Give the table and column that know the figures of a goal, if the workbook has that table.

    They are of a corporatie as a whole: what a goal asks of a place or a part of its homes stands
    on the sheet Kengetallen.
    """
    where = doel.telwijze.staat_op if doel.telwijze else ""
    parties = afspraken.leden(doel.genoemd)
    known = {one.naam for one in afspraken.corporaties()}
    over = doel.over.model_copy(update={"partijen": []})
    is_part = over != Afbakening() or doel.manieren or any(one.gebied for one in doel.waarden)
    if not where or is_part or not parties or not known.issuperset(parties):
        return None
    tabel, kolom = where.split(".")
    return (tabel, kolom) if tabel in gevraagd(afspraken) else None


def _printed(afspraken: Afspraken) -> TablesAsked:
    for afspraak in afspraken.afspraken:
        for code in afspraak.tabellen:
            gedrukt = afspraken.tabellen.get(code)
            if gedrukt is not None and gedrukt.vult:
                yield gedrukt.vult, afspraak.thema


def _agreements(afspraken: Afspraken) -> TablesAsked:
    for afspraak in afspraken.afspraken:
        yield from ((tabel, afspraak.thema) for tabel in _tables(_named(afspraak)))


def _named(afspraak: Afspraak) -> list[str]:
    return [*afspraak.maten, *afspraak.meet, *(getal.maat for getal in afspraak.getallen)]


def _goals(afspraken: Afspraken) -> TablesAsked:
    for doel in afspraken.doelen:
        yield from ((tabel, doel.thema) for tabel in _tables(_maten(doel)))


def _maten(doel: Doel) -> list[str]:
    """Give the measures of a goal; what it says of labels is seen in those of the homes."""
    named = [doel.gevolgd_door, *(manier.maat for manier in doel.manieren), *doel.beslist_door]
    figures = [KENGETAL] if doel.is_kengetal else []
    return [*named, *figures, *(["energielabel"] if doel.streeflabel else [])]


def _tables(maten: Iterable[str]) -> list[str]:
    return [need.tabel for code in maten if code in by_code() for need in by_code()[code].nodig]
