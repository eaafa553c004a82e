"""Leaps of a slaagkans from one year to the next that nobody can check."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from prestatieafspraken.validators.rule import Case, records, table_rule
from prestatieafspraken.validators.slaagkans import FULL_YEAR, SMALL, SOURCE
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.dutch import percent
from prestatieafspraken.workbook.finding import Finding, Rule, Severity

LEAP = 2
"""A rate that doubles or halves within a year is a leap; a rule of thumb, no norm."""

LEAPS = Rule(
    code="SLK-010",
    ernst=Severity.WAARSCHUWING,
    titel="Een slaagkans die in een jaar verdubbelt of halveert, berust op genoeg aantallen.",
    melding="De slaagkans van {naam} ging van {vorige} in {vorig} naar {nieuwe} in {jaar}; {aantallen}.",
    herstel="Vul van beide jaren de verhuringen en woningzoekenden in, of leg de sprong uit in de toelichting.",
    waarom="Bij weinig woningzoekenden kan zo'n sprong toeval zijn, en anders een tikfout.",
    bron=f"C1, C2, {SOURCE}",
)


def sprong_zonder_aantallen(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point at leaps between whole years whose counts are unknown or small."""
    name = data.table.key[0]
    series: dict[str, dict[int, tuple[int, float, int | None, bool]]] = {}
    for index, row in records(data):
        if row["opgegeven"] is None or row["jaar"] is None or row["periode"] != FULL_YEAR:
            continue
        if row[name] is not None:
            seekers = row["noemer"] if row["teller"] is not None else None
            explained = row["toelichting"] is not None
            year = (index, row["opgegeven"], seekers, explained)
            series.setdefault(row[name], {})[row["jaar"]] = year
    for naam, years in series.items():
        for before, after in pairwise(sorted(years)):
            (_, old, seekers, _), (index, new, now, explained) = years[before], years[after]
            counts = [count for count in (seekers, now) if count is not None]
            known = len(counts) == 2
            sound = explained or (known and min(counts) >= SMALL)
            if after - before > 1 or sound or not _is_leap(old, new):
                continue
            yield rule.at(
                data.place(index, "opgegeven"),
                waarde=new,
                naam=naam,
                vorig=before,
                jaar=after,
                vorige=percent(old),
                nieuwe=percent(new),
                aantallen="het zijn kleine aantallen" if known else "de aantallen ontbreken",
            )


def _is_leap(old: float, new: float) -> bool:
    low, high = sorted((old, new))
    return high > 0 and high >= LEAP * low


for _table in ("slaagkans_kern", "slaagkans_inkomen"):
    _key = "kern" if _table == "slaagkans_kern" else "inkomensklasse"
    _needs = (_key, "jaar", "periode", "teller", "noemer", "opgegeven", "toelichting")
    table_rule(LEAPS, _table, needs=_needs)(sprong_zonder_aantallen)
