"""The energy index on a straight line to the year of a goal."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from prestatieafspraken.afspraken.doel import Beslist
from prestatieafspraken.afspraken.model import Doel
from prestatieafspraken.dutch.figure import exactly, measure
from prestatieafspraken.dutch.written import listing
from prestatieafspraken.normen import klassen
from prestatieafspraken.validators.declaring.row import records, unread
from prestatieafspraken.validators.declaring.rule import Case, table_rule
from prestatieafspraken.validators.sheets.energie import ENERGIE_INDEX
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.finding import AsPrinted, Finding, Rule, Severity
from prestatieafspraken.workbook.goal import goal_place
from prestatieafspraken.workbook.labelklassen import LABELS, WITHOUT_INDEX

IndexLine = dict[int, tuple[Decimal, str]]
"""The index of a corporatie by year, each with the method that it was found by."""


@table_rule(
    Rule(
        code="DOE-004",
        ernst=Severity.WAARSCHUWING,
        titel="Op een rechte lijn door de cijfers wordt het doel gehaald.",
        melding="Op een rechte lijn door de cijfers komt doel {code} in {jaar} uit op {uitkomst}; het doel is {doel}.",
        herstel="Spreek af wat er extra gebeurt, of een later jaar.",
        waarom="Wie in hetzelfde tempo doorgaat, haalt het doel niet.",
        afgesproken=True,
        gedrukt=AsPrinted.TOETS,
    ),
    ENERGIE_INDEX,
    needs=("corporatie", "jaar", "methode", "energie_index"),
)
def tempo_te_laag(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Draw the line through the first and last index of each corporatie to the year of a goal.

    It begins in the base year of the goal, where that has one.
    """
    lines = None if case.is_own or unread(data, "energie_index") else _lines(data)
    for doel in case.afspraken.doelen if lines else ():
        norm, year = doel.streefwaarde, doel.streefjaar
        if _is_of_index(doel) and norm is not None and year is not None:
            short = [
                f"{measure(end, doel.eenheid, norm)} ({naam})"
                for naam, (end, methode) in _ends(lines or {}, doel.basisjaar, year).items()
                if end > max(norm, _of_label(doel, methode) or norm)
            ]
            if short:
                label = f"label {doel.streeflabel} of " if _has_label(doel) else ""
                yield rule.at(
                    goal_place(case.afspraken, doel, "Streven"),
                    code=doel.id,
                    jaar=year,
                    uitkomst=listing(short),
                    doel=f"{label}ten hoogste {exactly(norm, doel.eenheid)}",
                )


def _is_of_index(doel: Doel) -> bool:
    where = doel.cijfer
    return where is not None and (where.tabel, where.kolom) == ("energie_index", "energie_index")


def _has_label(doel: Doel) -> bool:
    """Say whether its label is enough for a goal, whatever the index."""
    return doel.beslist is Beslist.EEN_VAN and bool(doel.streeflabel)


def _of_label(doel: Doel, methode: str) -> Decimal | None:
    """Give the index up to which a home has the label that is enough, if the method says so."""
    if not _has_label(doel) or methode not in LABELS or methode == WITHOUT_INDEX:
        return None
    bounds = klassen(LABELS[methode]).grenzen
    return next((one.tot_en_met for one in bounds if one.klasse == doel.streeflabel), None)


def _lines(data: TableData) -> dict[str, IndexLine] | None:
    """Give the known figures per corporatie; nothing when a year is there twice."""
    known: dict[str, IndexLine] = {}
    for _, row in sorted(records(data), key=lambda item: item[1]["jaar"] or 0):
        if None in (row["corporatie"], row["jaar"], row["methode"], row["energie_index"]):
            continue
        line = known.setdefault(row["corporatie"], {})
        if row["jaar"] in line:
            return None
        line[row["jaar"]] = Decimal(format(row["energie_index"], ".12g")), row["methode"]
    return known


def _ends(
    lines: dict[str, IndexLine], since: int | None, year: int
) -> dict[str, tuple[Decimal, str]]:
    """Give where each line is in a year, by which method; between two methods it means nothing.

    A figure of the year itself needs no line.
    """
    ends = {}
    for naam, line in lines.items():
        points = {jaar: line[jaar] for jaar in line if (since or 0) <= jaar <= year}
        if not points:
            continue
        first, last = min(points), max(points)
        (begin, methode), (now, other) = points[first], points[last]
        if last == year:
            ends[naam] = now, other
        elif first < last and methode == other:
            ends[naam] = now + (now - begin) / (last - first) * (year - last), other
    return ends
