"""The dashboard on the programmes of a year: what was planned and what was done."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from prestatieafspraken.afspraken.model import Afspraak
from prestatieafspraken.workbook.dashboard.beside import PERCENT
from prestatieafspraken.workbook.dashboard.charts import ROWS, bars
from prestatieafspraken.workbook.dashboard.formulas import (
    MORE,
    UNKNOWN,
    WORDS,
    Cells,
    elapsed,
    known,
    named,
    number,
    oordeel,
    over,
    text,
)
from prestatieafspraken.workbook.dashboard.scope import Scope
from prestatieafspraken.workbook.dashboard.writer import COUNT, GENERAL, Writer

PROGRAMMES = {
    "kwaliteitsverbetering": ("Kwaliteitsverbetering (woningen)", "Gerealiseerd", "KWL"),
    "zonnepanelen": ("Zonnepanelen", "Gerealiseerd", "ZON"),
    "open_verbranding": ("Open verbrandingstoestellen", "Vervangen", "OVT"),
}
"""What each programme is called, the column of what was done, and its codes."""


def plans(writer: Writer, scope: Scope) -> None:
    """Write plan and realisation of the year of the agreements."""
    top, year = writer.row, scope.afspraken.gemeente.jaar
    if not any(scope.has(name) for name in ("nieuwbouwprojecten", *PROGRAMMES)):
        return
    writer.section(
        f"Plan en realisatie {year}",
        ["Onderdeel", "Gepland", "Gerealiseerd", "Deel van plan", "Nog te gaan", "Oordeel"],
        "In een jaar dat nog loopt telt of het tempo genoeg is voor het plan.",
    )
    head = writer.row - 1
    if scope.has("nieuwbouwprojecten"):
        _projects(writer, scope, year)
    for table, (label, done, codes) in PROGRAMMES.items():
        if not scope.has(table):
            continue
        cells = scope.cells(table)
        plan, made = (_programme(scope, cells, header, year) for header in ("Gepland", done))
        value = f"IF(ISNUMBER(C{{r}}),{made},{UNKNOWN})"
        meets = f"D{{r}}>=C{{r}}*IF(D{{r}}>=C{{r}},1,{elapsed(year)})"
        final = f"OR(D{{r}}>=C{{r}},{over(year)})"
        row = writer.line(
            label,
            [
                (plan, COUNT),
                (value, COUNT),
                (f"IF(AND(ISNUMBER(D{{r}}),N(C{{r}})>0),D{{r}}/C{{r}},{UNKNOWN})", PERCENT),
                (f"IF(ISNUMBER(D{{r}}),MAX(C{{r}}-D{{r}},0),{UNKNOWN})", COUNT),
                (oordeel("D{r}", "C{r}", upper=False, final=final, meets=meets), GENERAL),
            ],
        )
        of = (scope.onderdeel, str(year))
        writer.row_equals(row, f"{codes}-PLAN", *of, waarde="C")
        writer.held((row, row), "E", "0", "1")
        writer.row_equals(row, f"{codes}-REALISATIE", *of, waarde="D", afstand="F", oordeel="G")
    last = writer.row - 1
    if scope.has("open_verbranding"):
        _appliances(writer, scope, year)
    bars(
        writer.sheet,
        f"H{top + 1}",
        f"Plan en realisatie {year}",
        (head, last),
        (3, 4),
        form="#,##0",
        low=0,
    )
    writer.end(until=top + ROWS + 2)


def _projects(writer: Writer, scope: Scope, year: int) -> None:
    cells, jaar = Cells("tblNieuwbouwprojecten"), ("Jaar", str(year))
    own = [] if scope.whole else [("Corporatie", text(scope.partij.naam))]
    some, year_known = f"{cells.count(jaar, *own)}>0", cells.readable("Jaar")
    plan, made = (
        known([some, year_known, cells.filled(header, jaar, *own)], cells.sum(header, jaar, *own))
        for header in ("Woningen", "Opgeleverd")
    )
    row = writer.line(
        "Sociale nieuwbouw (woningen)",
        [
            (plan, COUNT),
            (made, COUNT),
            (f"IF(AND(ISNUMBER(D{{r}}),N(C{{r}})>0),D{{r}}/C{{r}},{UNKNOWN})", PERCENT),
            (f"IF(ISNUMBER(D{{r}}),MAX(C{{r}}-D{{r}},0),{UNKNOWN})", COUNT),
            (text(WORDS["geen norm"]), GENERAL),
        ],
    )
    writer.equals(f"C{row}", "NBW-PLAN", scope.onderdeel, str(year))
    writer.held((row, row), "E", "0", "1")
    writer.equals(f"D{row}", "NBW-OPGELEVERD", scope.onderdeel, str(year))


def _programme(scope: Scope, cells: Cells, header: str, year: int) -> str:
    """Add up a programme: each that signs has a figure, others may have none."""
    jaar = ("Jaar", str(year))
    conditions = [
        cells.count(("Corporatie", named(naam)), jaar, (header, MORE)) + "=1"
        for naam in scope.names
    ]
    return known(conditions, cells.sum(header, jaar))


def _most(scope: Scope, year: int) -> list[tuple[Afspraak, Decimal]]:
    """Give how many open appliances may be left at the end of the year, if that was agreed."""
    return scope.afspraken.getallen("open_toestellen", date(year, 12, 31))


def _appliances(writer: Writer, scope: Scope, year: int) -> None:
    cells = scope.cells("open_verbranding")
    begin, gone = (_programme(scope, cells, h, year) for h in ("Begin van het jaar", "Vervangen"))
    left = f"IF(AND(ISNUMBER({begin}),ISNUMBER({gone})),{begin}-{gone},{UNKNOWN})"
    most = next((value for _, value in _most(scope, year)), None)
    n = "0" if most is None else number(most)
    final = f"OR(D{{r}}<={n},{over(year)})"
    meets = f"OR(D{{r}}<={n},AND(NOT({over(year)}),{gone}>={begin}*{elapsed(year)}))"
    above = "D{r}" if n == "0" else f"D{{r}}-{n}"
    row = writer.line(
        "Open toestellen die er nog zijn",
        [
            (UNKNOWN if most is None else most, COUNT),
            (left, COUNT),
            (UNKNOWN, GENERAL),
            (UNKNOWN if most is None else f"IF(ISNUMBER(D{{r}}),MAX({above},0),{UNKNOWN})", COUNT),
            (oordeel("D{r}", "C{r}", upper=True, final=final, meets=meets), GENERAL),
        ],
    )
    of = (scope.onderdeel, str(year))
    writer.row_equals(row, "OVT-RESTEREND", *of, waarde="D", afstand="F", oordeel="G")
