"""Rows that say the same twice, in any table whose key is unique."""

from __future__ import annotations

from collections.abc import Iterator

from prestatieafspraken.validators.rule import Case, cross_rule
from prestatieafspraken.workbook.finding import Finding, Rule, Severity


@cross_rule(
    Rule(
        code="DUB-001",
        ernst=Severity.FOUT,
        titel="Elke rij komt maar één keer voor.",
        melding="{rij} staat er {aantal} keer, in de rijen {rijen}.",
        herstel="Laat één rij staan en maak de andere leeg, of verbeter {sleutel}.",
        waarom="Een rij die twee keer voorkomt, telt twee keer mee.",
    )
)
def rij_dubbel(case: Case, rule: Rule) -> Iterator[Finding]:
    """Give one finding for every second and later row with the same key."""
    for data in case.book.tables.values():
        key = [name for name in data.table.key if name in data.frame.columns]
        if not data.table.unique or len(key) < len(data.table.key):
            continue
        known = data.frame[key].dropna()
        plain = known.astype("string").apply(lambda column: column.str.strip().str.casefold())
        for _, group in plain.groupby(key, sort=False):
            if len(group) < 2:
                continue
            rows = [int(row) for row in group.index]
            headers = [data.table.column(name).header for name in key]
            for row in rows[1:]:
                yield rule.at(
                    data.place(row, key[0]),
                    waarde=data.label(row),
                    aantal=len(rows),
                    rijen=", ".join(map(str, rows)),
                    sleutel=" of ".join(headers),
                )
