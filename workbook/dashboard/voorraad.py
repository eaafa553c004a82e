"""The dashboard on the stock: each year, and the growth against the goals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from prestatieafspraken.afspraken.model import Doel
from prestatieafspraken.dutch.counted import counted
from prestatieafspraken.workbook.dashboard.beside import PERCENT
from prestatieafspraken.workbook.dashboard.charts import ROWS, bars
from prestatieafspraken.workbook.dashboard.formulas import (
    COUNTED,
    EXPECTED,
    PEILDATUM,
    UNKNOWN,
    gap,
    known,
    named,
    number,
    oordeel,
    over,
    year_of,
)
from prestatieafspraken.workbook.dashboard.scope import Scope
from prestatieafspraken.workbook.dashboard.writer import (
    COUNT,
    DECIMAL,
    GENERAL,
    LAST_YEAR,
    YEAR,
    CellContent,
    Writer,
)

STOCK = "woningvoorraad"
GROWTH = {"VRD-GROEI-PLAN": "de geplande groei", "VRD-GROEI": "de getelde groei"}
KERNEN = {"VRD-KERNEN-PLAN": "de geplande groei in de kernen"}
"""The rows that goals are held against, by the code of the indicator that they hold."""


def total(scope: Scope, year: str, header: str = "DAEB", *, counted: bool = False) -> str:
    """Add up a year; unknown as soon as a corporatie that matters has no row.

    One that does not sign matters when it has homes in another year.
    """
    more = (COUNTED,) if counted else ()
    cells, conditions = scope.cells(STOCK), []
    for naam in scope.names:
        there = cells.count(("Corporatie", named(naam)), ("Jaar", year), *more)
        conditions.append(f"{there}=1")
    for naam in scope.others:
        there = cells.count(("Corporatie", named(naam)), ("Jaar", year), *more)
        has = cells.count(("Corporatie", named(naam)), ("DAEB", '"<>0"'))
        conditions.append(f"OR({has}=0,{there}=1)")
    where = (("Jaar", year), *more)
    conditions.append(cells.filled(header, *where))
    return known(conditions, cells.sum(header, *where))


def write(writer: Writer, scope: Scope) -> None:
    """Write the years, then the growth to each goal; without a goal the years of the agreements."""
    wholes, kernen = (_goals(scope, maat) for maat in ("voorraad_daeb", "voorraad_daeb_kernen"))
    own = scope.afspraken.gemeente
    for goal in wholes:
        _years(writer, scope, goal, [] if goal is not wholes[-1] else kernen)
    if not wholes:
        _years(writer, scope, StockGrowth(None, own.periode_van, own.periode_tot, None), kernen)


@dataclass(frozen=True)
class StockGrowth:
    """What a goal asks of the stock: how many more homes (None: nothing), from year to year."""

    goal: Doel | None
    base: int
    target: int
    asked: Decimal | None


def _goals(scope: Scope, maat: str) -> list[StockGrowth]:
    return [
        StockGrowth(doel, doel.basisjaar or 0, doel.streefjaar or 0, doel.verandering)
        for doel in scope.goals(maat, "basisjaar", "streefjaar", "verandering")
        if (doel.verandering or 0) > 0 and (doel.basisjaar or 0) < (doel.streefjaar or 0)
    ]


def _years(writer: Writer, scope: Scope, goal: StockGrowth, kernen: Sequence[StockGrowth]) -> None:
    base, target, growth = goal.base, goal.target, goal.asked
    judged = scope.whole and growth is not None
    headers = ["Jaar", "DAEB-woningen", "Waarvan geteld", f"Groei sinds {base}"]
    note = "Som van alle corporaties in deze werkmap, op 31 december."
    if judged and goal.goal:
        headers += ["Lijn naar ambitie", "Nog nodig", "Deel van ambitie"]
        asked = counted(growth or 0, "woningen")
        note += f" De ambitie is {asked} erbij van {base} tot {target} ({goal.goal.id})."
    top = writer.row
    writer.section("Sociale woningvoorraad (DAEB)", headers, note, "Woningvoorraad")
    first = writer.row
    begin = _begin(scope, base, first)
    for year in range(base, target + 1):
        values: list[tuple[CellContent, str]] = [
            (total(scope, "B{r}"), COUNT),
            (total(scope, "B{r}", counted=True), COUNT),
            (f"IF(AND(ISNUMBER(C{{r}}),ISNUMBER({begin})),C{{r}}-{begin},{UNKNOWN})", COUNT),
        ]
        if scope.whole and growth is not None:
            values += [
                (f"{number(growth)}*(B{{r}}-{base})/{target - base}", COUNT),
                (f"IF(ISNUMBER(E{{r}}),{number(growth)}-E{{r}},{UNKNOWN})", COUNT),
                (f"IF(ISNUMBER(E{{r}}),E{{r}}/{number(growth)},{UNKNOWN})", PERCENT),
            ]
        row = writer.line(year, values)
        writer.equals(f"C{row}", "VRD-STAND", scope.onderdeel, str(year))
    last = writer.row - 1
    if judged:
        writer.held((first, last), "H", "0", "1")
    if scope.whole:
        bars(
            writer.sheet,
            f"K{top}",
            f"Groei van de DAEB-voorraad sinds {base}",
            (first - 1, last),
            (5,),
            lines=(6,) if judged else (),
            form="#,##0",
        )
        if judged or kernen:
            writer.end()
            headers = ["Groei", "Waarde", "Norm", "Nog te gaan", "Oordeel"]
            told = [
                scope.decides(goal.goal, GROWTH),
                *(scope.decides(k.goal, KERNEN) for k in kernen),
            ]
            title, decides = "Groei naar de ambitie", " ".join(told).strip()
            writer.section(title, headers, link="Woningvoorraad", decides=decides)
        if growth is not None:
            _growth(writer, scope, goal, growth, (first, last))
        for one in kernen:
            _in_kernen(writer, scope, one)
    writer.end(until=top + ROWS + 1)


def _growth(
    writer: Writer, scope: Scope, goal: StockGrowth, asked: Decimal, rows: tuple[int, int]
) -> None:
    """Write the growth: planned, counted, and what is still needed."""
    base, target, (first, last) = goal.base, goal.target, rows
    years = f"$B${first}:$B${last}"
    stale, final = _ended(scope, target)
    n = number(asked)

    plan = f"IF(OR({stale},NOT(ISNUMBER(E{last}))),{UNKNOWN},E{last})"
    row = writer.row
    writer.line(
        f"Gepland, {base} tot {target}",
        [
            (plan, COUNT),
            (asked, COUNT),
            (gap("C{r}", "D{r}", upper=False), COUNT),
            (
                scope.as_agreed(oordeel("C{r}", "D{r}", upper=False, final=final), goal.goal),
                GENERAL,
            ),
        ],
    )
    writer.row_equals(row, "VRD-GROEI-PLAN", waarde="C", afstand="E", oordeel="F")
    writer.equals(f"E{row}", "VRD-TEKORT")

    # Only years after the base year, up to the peildatum and the target year, have growth.
    span = f"$B${first + 1}:$B${last}"
    counted = f"ISNUMBER($D${first + 1}:$D${last})*({span}<=YEAR({PEILDATUM}))*{span}"
    year_row = writer.line("Laatst geteld jaar", [(f"SUMPRODUCT(MAX({counted}))", LAST_YEAR)])
    latest = f"$C${year_row}"
    there = f"INDEX($D${first}:$D${last},MATCH({latest},{years},0))"
    begin = _begin(scope, base, first)
    grown = f"IF(AND({latest}>0,ISNUMBER({begin})),{there}-{begin},{UNKNOWN})"
    judged_by = f"IF(ISNUMBER(C{row}),C{row},C{{r}})"
    ended = f"AND(ISNUMBER(C{row}),{final})"
    bound = f"IF({over(target)},IF(ISNUMBER(C{row}),D{{r}},{UNKNOWN}),D{{r}})"  # once over, of then
    counted_so_far = oordeel("C{r}", bound, upper=False, final=ended, meets=f"{judged_by}>={n}")
    done = writer.line(
        "Geteld sinds het basisjaar",
        [
            (grown, COUNT),
            (asked, COUNT),
            (gap("C{r}", "D{r}", upper=False), COUNT),
            (scope.as_agreed(counted_so_far, goal.goal), GENERAL),
        ],
    )
    writer.row_equals(done, "VRD-GROEI", waarde="C", afstand="E", oordeel="F")
    writer.equals(f"E{done}", "VRD-NODIG")
    # What comes after the last count does not need the base year.
    rest = known([f"ISNUMBER(C{last})", f"NOT({stale})", f"{latest}>0"], f"C{last}-{there}")
    writer.equals(f"C{writer.line('Nog gepland na het laatst getelde jaar', [(rest, COUNT)])}",
                  "VRD-REST-PLAN")  # fmt: skip
    pace = f"IF(AND(ISNUMBER(C{done}),{latest}<{target}),E{done}/({target}-{latest}),{UNKNOWN})"
    writer.equals(f"C{writer.line('Nodig per jaar', [(pace, DECIMAL)])}", "VRD-TEMPO")
    ahead = year_of(f"{latest}+E{done}/(C{done}/({latest}-{base}))")
    arrival = f"IF(C{done}>={n},{latest},IF(C{done}<=0,{UNKNOWN},{ahead}))"
    arrival = f"IF(ISNUMBER(C{done}),{arrival},{UNKNOWN})"
    writer.equals(
        f"C{writer.line('Jaar waarin de ambitie is bereikt, bij dit tempo', [(arrival, YEAR)])}",
        "VRD-AANKOMST",
    )


def _begin(scope: Scope, base: int, first: int) -> str:
    """Give the cell of the base year that is grown from: of that year as a whole, or as counted."""
    return f"{'D' if _is_counted(scope, base) else 'C'}{first}"


def _is_counted(scope: Scope, base: int) -> bool:
    """Say whether only what was counted is grown from: of a year before that of the agreements."""
    return base < scope.afspraken.gemeente.jaar


def _ended(scope: Scope, target: int) -> tuple[str, str]:
    """Say that a target year is over with a forecast in it still, and that it is counted."""
    forecast = scope.cells(STOCK).count(("Jaar", str(target)), EXPECTED) + ">0"
    return f"AND({forecast},{over(target)})", f"AND(NOT({forecast}),{over(target)})"


def _in_kernen(writer: Writer, scope: Scope, goal: StockGrowth) -> None:
    """Write the planned growth outside the city."""
    stale, final = _ended(scope, goal.target)
    start = total(scope, str(goal.base), "DAEB in de kernen", counted=_is_counted(scope, goal.base))
    end = total(scope, str(goal.target), "DAEB in de kernen")
    change = f"IF(OR({stale},NOT(ISNUMBER({start})),NOT(ISNUMBER({end}))),{UNKNOWN},{end}-{start})"
    row = writer.line(
        f"In de kernen gepland, {goal.base} tot {goal.target}",
        [
            (change, COUNT),
            (goal.asked or 0, COUNT),
            (gap("C{r}", "D{r}", upper=False), COUNT),
            (
                scope.as_agreed(oordeel("C{r}", "D{r}", upper=False, final=final), goal.goal),
                GENERAL,
            ),
        ],
    )
    writer.row_equals(row, "VRD-KERNEN-PLAN", waarde="C", afstand="E", oordeel="F")
