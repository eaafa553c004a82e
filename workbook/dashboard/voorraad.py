"""The dashboard on the stock: each year, and the growth against the goals."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from prestatieafspraken.afspraken.model import Doel
from prestatieafspraken.dutch.counted import counted
from prestatieafspraken.workbook.dashboard.beside import PERCENT
from prestatieafspraken.workbook.dashboard.charts import ROWS, bars
from prestatieafspraken.workbook.dashboard.counted import Counted
from prestatieafspraken.workbook.dashboard.formulas import (
    COUNTED,
    MORE,
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


@dataclass(frozen=True)
class StockColumn:
    """A column of the stock, and the codes of what is said of its growth."""

    maat: str
    column: str
    shown: str
    title: str
    plan: str
    done: str
    words: str = ""

    @property
    def rows(self) -> dict[str, str]:
        """Name the rows that goals are held against, by the code of the indicator in them."""
        return {
            self.plan: f"de geplande groei{self.words}",
            self.done: f"de getelde groei{self.words}",
        }


WHOLE = StockColumn(
    *("voorraad_daeb", "DAEB", "DAEB-woningen", "Sociale woningvoorraad (DAEB)"),
    *("VRD-GROEI-PLAN", "VRD-GROEI"),
)
KERNEN = StockColumn(
    *("voorraad_daeb_kernen", "DAEB in de kernen", "DAEB in de kernen"),
    *("Sociale woningvoorraad in de kernen", "VRD-KERNEN-PLAN", "VRD-KERNEN", " in de kernen"),
)


def total(scope: Scope, year: str, part: StockColumn, *, counted: bool = False) -> str:
    """Add up a year; unknown as soon as a corporatie that matters has no row.

    One that does not sign matters when it has homes in another year.
    """
    stock = Counted(scope.cells(STOCK), part.column)
    cells, more = stock.cells, (COUNTED,) if counted else ()
    conditions = []
    for naam in scope.others:
        there = cells.count(("Corporatie", named(naam)), ("Jaar", year), *more, (part.column, MORE))
        has = cells.count(("Corporatie", named(naam)), ("DAEB", '"<>0"'))
        conditions.append(f"OR({has}=0,{there}>0)")
    if not counted:
        return known([*conditions, *stock.once(year, scope.names)], stock.sum(part.column, year))
    where = (("Jaar", year), *more)
    conditions += cells.one_each("Corporatie", scope.names, scope.others, *where)
    conditions.append(cells.filled(part.column, *where))
    return known(conditions, cells.sum(part.column, *where))


def write(writer: Writer, scope: Scope) -> None:
    """Write the years, then the growth to each goal; without a goal the years of the agreements."""
    own = scope.afspraken.gemeente
    wholes = _goals(scope, WHOLE)
    for goal in wholes or [StockGrowth(None, own.periode_van, own.periode_tot, None)]:
        _years(writer, scope, goal, WHOLE)
    for goal in _goals(scope, KERNEN) if scope.whole else ():
        _years(writer, scope, goal, KERNEN)


@dataclass(frozen=True)
class StockGrowth:
    """What a goal asks of the stock: how many more homes (None: nothing), from year to year."""

    goal: Doel | None
    base: int
    target: int
    asked: Decimal | None


def _goals(scope: Scope, part: StockColumn) -> list[StockGrowth]:
    return [
        StockGrowth(doel, doel.basisjaar or 0, doel.streefjaar or 0, doel.verandering)
        for doel in scope.goals(part.maat, "basisjaar", "streefjaar", "verandering")
        if (doel.verandering or 0) > 0 and (doel.basisjaar or 0) < (doel.streefjaar or 0)
    ]


def _years(writer: Writer, scope: Scope, goal: StockGrowth, part: StockColumn) -> None:
    base, target, growth = goal.base, goal.target, goal.asked
    judged = scope.whole and growth is not None
    headers = ["Jaar", part.shown, "Waarvan geteld", f"Groei sinds {base}"]
    note = "Som van alle corporaties in deze werkmap, op 31 december."
    if not scope.whole:
        note = "Op 31 december."
    if judged and goal.goal:
        headers += ["Lijn naar ambitie", "Nog nodig", "Deel van ambitie"]
        asked = counted(growth or 0, "woningen")
        note += f" De ambitie is {asked} erbij van {base} tot {target} ({goal.goal.id})."
    top = writer.row
    writer.section(part.title, headers, note, "Woningvoorraad")
    first = writer.row
    begin = _begin(scope, base, first)
    for year in range(base, target + 1):
        values: list[tuple[CellContent, str]] = [
            (total(scope, "B{r}", part), COUNT),
            (total(scope, "B{r}", part, counted=True), COUNT),
            (f"IF(AND(ISNUMBER(C{{r}}),ISNUMBER({begin})),C{{r}}-{begin},{UNKNOWN})", COUNT),
        ]
        if scope.whole and growth is not None:
            values += [
                (f"{number(growth)}*(B{{r}}-{base})/{target - base}", COUNT),
                (f"IF(ISNUMBER(E{{r}}),{number(growth)}-E{{r}},{UNKNOWN})", COUNT),
                (f"IF(ISNUMBER(E{{r}}),E{{r}}/{number(growth)},{UNKNOWN})", PERCENT),
            ]
        row = writer.line(year, values)
        if part is WHOLE:
            writer.equals(f"C{row}", "VRD-STAND", scope.onderdeel, str(year))
    last = writer.row - 1
    if judged:
        writer.held((first, last), "H", "0", "1")
    if scope.whole and part is WHOLE:
        bars(
            writer.sheet,
            f"I{top + 1}",
            f"Groei van de DAEB-voorraad sinds {base}",
            (first - 1, last),
            (5,),
            lines=(6,) if judged else (),
            form="#,##0",
        )
    if judged and growth is not None:
        writer.end()
        writer.section(
            f"Groei naar de ambitie{part.words}",
            ["Groei", "Waarde", "Norm", "Nog te gaan", "Oordeel"],
            decides=scope.decides(goal.goal, part.rows),
        )
        _growth(writer, scope, goal, growth, (first, last), part)
    writer.end(until=top + ROWS + 2 if scope.whole and part is WHOLE else 0)


def _growth(
    writer: Writer,
    scope: Scope,
    goal: StockGrowth,
    asked: Decimal,
    rows: tuple[int, int],
    part: StockColumn,
) -> None:
    """Write the growth: planned, counted, and what is still needed."""
    base, target, (first, last) = goal.base, goal.target, rows
    years = f"$B${first}:$B${last}"
    stale, final = _ended(scope, part, target)
    n = number(asked)

    plan = f"IF(OR({stale},NOT(ISNUMBER(E{last}))),{UNKNOWN},E{last})"
    row = writer.row
    writer.line(
        f"Gepland{part.words}, {base} tot {target}",
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
    writer.row_equals(row, part.plan, waarde="C", afstand="E", oordeel="F")
    writer.judges(goal.goal, f"F{row}", part.plan)

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
        f"Geteld sinds het basisjaar{part.words}",
        [
            (grown, COUNT),
            (asked, COUNT),
            (gap("C{r}", "D{r}", upper=False), COUNT),
            (scope.as_agreed(counted_so_far, goal.goal), GENERAL),
        ],
    )
    writer.row_equals(done, part.done, waarde="C", afstand="E", oordeel="F")
    writer.judges(goal.goal, f"F{done}", part.done)
    if part is WHOLE:
        writer.equals(f"E{row}", "VRD-TEKORT")
        writer.equals(f"E{done}", "VRD-NODIG")
        # What comes after the last count does not need the base year.
        rest = known([f"ISNUMBER(C{last})", f"NOT({stale})", f"{latest}>0"], f"C{last}-{there}")
        _rest(writer, goal, rest, done, latest)


def _rest(writer: Writer, goal: StockGrowth, rest: str, done: int, latest: str) -> None:
    """Write what is still planned and needed, from the row and the year of the last count."""
    base, target, n = goal.base, goal.target, number(goal.asked or Decimal(0))
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
    """Give the cell of the base year that is grown from.

    Of a year before that of the agreements it is only what was counted.
    """
    return f"{'D' if base < scope.afspraken.gemeente.jaar else 'C'}{first}"


def _ended(scope: Scope, part: StockColumn, target: int) -> tuple[str, str]:
    """Say that a target year is over with a forecast in it still, and that it is counted."""
    forecast = Counted(scope.cells(STOCK), part.column).is_expected(str(target))
    return f"AND({forecast},{over(target)})", f"AND(NOT({forecast}),{over(target)})"
