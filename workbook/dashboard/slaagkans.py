"""The dashboard on the slaagkans: the last period that was measured, and the whole years."""

from __future__ import annotations

from prestatieafspraken.afspraken.model import Doel
from prestatieafspraken.normen import UnknownNormError
from prestatieafspraken.workbook.dashboard.beside import PERCENT, POINTS, exact
from prestatieafspraken.workbook.dashboard.charts import ROWS, bars
from prestatieafspraken.workbook.dashboard.formulas import (
    MORE,
    PEILDATUM,
    UNKNOWN,
    WORDS,
    Cells,
    gap,
    known,
    last_period,
    named,
    number,
    oordeel,
    over,
    text,
)
from prestatieafspraken.workbook.dashboard.scope import Scope
from prestatieafspraken.workbook.dashboard.writer import GENERAL, LAST_YEAR, Writer
from prestatieafspraken.workbook.doelgroep import (
    IncomeLimit,
    income_limit,
    outside,
    target_classes,
)
from prestatieafspraken.workbook.periode import FULL_YEAR, QUARTERS

PERIODS = tuple(sorted(QUARTERS, key=QUARTERS.__getitem__))
"""From short to long; the last is what counts."""
KERNEN, KLASSEN = "slaagkans_kern", "slaagkans_inkomen"


def measured(writer: Writer, cells: Cells) -> tuple[str, str]:
    """Write the last measured period; give its year cell and its period cell."""
    until = f"({cells.column('Jaar')}<=YEAR({PEILDATUM}))"
    year = writer.row
    writer.line("Laatste meting: jaar", [(cells.last_year(until), LAST_YEAR)])
    period = last_period(cells, f"C{year}", PERIODS)
    writer.tall(writer.line("Laatste meting: deel van het jaar", [(period, GENERAL)]))
    return f"$C${year}", f"$C${year + 1}"


def is_final(year: str, period: str) -> str:
    return f"AND({period}={text(FULL_YEAR)},{over(year)})"


def cut_short(year: str, period: str) -> str:
    """Say whether only a part was measured of a year that is over: that decides nothing."""
    return f"AND({period}<>{text(FULL_YEAR)},{over(year)})"


def _rate(cells: Cells, header: str, name: str, year: str, period: str) -> str:
    """Divide the counts of one row, or else give the percentage that was stated."""
    where = ((header, name), ("Jaar", year), ("Periode", period))
    counts = cells.count(*where, ("Verhuringen", MORE), ("Woningzoekenden", MORE))
    seekers = cells.sum("Woningzoekenden", *where)
    computed = known([f"{seekers}>0"], f"{cells.sum('Verhuringen', *where)}/{seekers}")
    stated = known(
        [cells.count(*where, ("Opgegeven slaagkans", MORE)) + "=1"],
        cells.sum("Opgegeven slaagkans", *where),
    )
    stated = known([cells.readable("Verhuringen", "Woningzoekenden", where=where)], stated)
    return f"IF({cells.count(*where)}<>1,{UNKNOWN},IF({counts}=1,{computed},{stated}))"


def write(writer: Writer, scope: Scope) -> None:
    """Write the slaagkans beside each goal, or without any where there is none."""
    goals = scope.goals("slaagkans", "streefwaarde")
    none: list[Doel | None] = [] if scope.afspraken.doelen_met("slaagkans") else [None]
    for goal in goals or none:
        chances(writer, scope, goal)
        if scope.has("slaagkans_kern"):
            over_the_years(writer, scope, goal)


def chances(writer: Writer, scope: Scope, goal: Doel | None) -> None:
    """Write the slaagkans per kern, per class, and of the target group as one."""
    base = goal.basisjaar if goal else None
    norm = _norm(goal)
    first_year = scope.afspraken.gemeente.periode_van
    # The goal is about the target group; where that is not sure the norm does not hold.
    without = outside(scope.afspraken)
    at_first = f"Nulmeting {base}" if base else "Nulmeting"
    headers = ["", "Slaagkans", at_first, "Norm", "Verschil", "Oordeel"]
    blocks = [
        (
            "Slaagkans per kern",
            KERNEN,
            "Kern",
            [*(k.naam for k in scope.afspraken.kernen), "Totaal"],
            ("SLK-KERN", "SLK-KERN-VERSCHIL"),
        ),
        (
            "Slaagkans per inkomensklasse",
            KLASSEN,
            "Inkomensklasse",
            [k.naam for k in scope.afspraken.inkomensklassen],
            ("SLK-INKOMEN", "SLK-INKOMEN-VERSCHIL"),
        ),
    ]
    # What decides the goal comes first.
    named = goal.beslist_door if goal else []
    if named and not {"SLK-TOTAAL", "SLK-KERN"}.intersection(named):
        blocks.reverse()
    for title, table, header, names, codes in blocks:
        if not names or not scope.has(table):
            continue
        cells = scope.cells(table)
        top = writer.row
        note = "Verhuringen gedeeld door woningzoekenden; waar die ontbreken, zoals opgegeven. Een "
        writer.section(
            title,
            ["Periode", ""],
            note + "deel van een jaar is niet te vergelijken met een heel jaar.",
            scope.tables[table].sheet,
            scope.decides(goal, _rows(scope, table, goal)),
        )
        year, period = measured(writer, cells)
        if table == KLASSEN:
            writer.headers(["Samen", *headers[1:]])
            _group(writer, scope, goal, year, period)
        writer.headers([header, *headers[1:]])
        head = writer.row - 1
        final, silent = is_final(year, period), cut_short(year, period)
        if table == KLASSEN:
            final = _sure(scope, final)
        bound = f"IF({year}>={first_year},{norm},{UNKNOWN})"
        start = _rate(cells, header, "$B{r}", str(base), text(FULL_YEAR)) if base else UNKNOWN
        for name in names:
            row = writer.line(
                name,
                [
                    (_rate(cells, header, "$B{r}", year, period), PERCENT),
                    (start, PERCENT),
                    (UNKNOWN if name in without else bound, exact(PERCENT)),
                    (
                        f"IF(AND(ISNUMBER(C{{r}}),ISNUMBER(D{{r}})),(C{{r}}-D{{r}})*100,{UNKNOWN})",
                        POINTS,
                    ),
                    (
                        scope.as_agreed(
                            oordeel("C{r}", "E{r}", upper=False, final=final, silent=silent), goal
                        ),
                        GENERAL,
                    ),
                ],
            )
            total = name == "Totaal"
            one, two = ("SLK-TOTAAL", "SLK-TOTAAL-VERSCHIL") if total else codes
            onderdeel = None if total else name
            writer.row_equals(row, one, onderdeel, waarde="C", norm="E", oordeel="G")
            if one in _rows(scope, table, goal):
                writer.judges(goal, f"G{row}", one, onderdeel)
            writer.row_equals(row, two, onderdeel, waarde="F")
        rows = (head + 1, writer.row - 1)
        writer.held(rows, "C", "E", "0", "1")
        writer.held(rows, "F", "0")
        bars(
            writer.sheet,
            f"H{top + 1}",
            f"{title}: laatste meting, nulmeting en norm",
            (head, writer.row - 1),
            (3, 4),
            lines=(5,),
            form="0%",
            low=0,
            labelled=False,
        )
        writer.end(until=top + ROWS + 2)


def _rows(scope: Scope, table: str, goal: Doel | None) -> dict[str, str]:
    """Name the rows of a block by the code of the indicator that they hold.

    Of a goal that names nothing the total decides, and parts of it never do.
    """
    if goal and not goal.beslist_door:
        return {"SLK-TOTAAL": "de rij Totaal"} if table == KERNEN else {}
    if table == KERNEN:
        return {"SLK-TOTAAL": "de rij Totaal", "SLK-KERN": "de rij van elke kern"}
    return {
        "SLK-DOELGROEP": f"de rij {_whole(scope)}",
        "SLK-KLASSEN": f"de rij {EVERYONE}",
        "SLK-INKOMEN": "de rij van elke klasse",
    }


EVERYONE = "Alle klassen samen"


def _whole(scope: Scope) -> str:
    """Name the row of the target group."""
    limit = _limit(scope)
    return f"Samen, t/m {limit}" if limit else "Doelgroep samen: de inkomensgrens is niet bekend"


def _norm(goal: Doel | None) -> str:
    return UNKNOWN if goal is None or goal.streefwaarde is None else number(goal.streefwaarde)


def over_the_years(writer: Writer, scope: Scope, goal: Doel | None) -> None:
    """Write the slaagkans of everyone in each whole year; a part of a year is no trend."""
    own = scope.afspraken.gemeente
    first = (goal.basisjaar if goal else None) or own.periode_van
    asked = goal.streefwaarde if goal else None
    if first > own.jaar + 1:
        return
    top = writer.row
    writer.section(
        "Slaagkans in de tijd",
        ["Jaar", "Slaagkans", f"Norm, vanaf {own.periode_van}", "Nog te gaan", "Oordeel"],
        "Alle woningzoekenden, alleen hele jaren: een deel van een jaar is geen trend.",
        "Slaagkans per kern",
    )
    head = writer.row - 1
    for year in range(first - 1, own.jaar + 1):
        known_rate = _rate(scope.cells(KERNEN), "Kern", text("Totaal"), "$B{r}", text(FULL_YEAR))
        bound = "D{r}" if year >= own.periode_van else UNKNOWN
        judged = oordeel("C{r}", bound, upper=False, final=over("$B{r}"))
        judged, unknown = scope.as_agreed(judged, goal), text(WORDS["niet te bepalen"])
        row = writer.line(
            year,
            [
                (f"IF($B{{r}}<=YEAR({PEILDATUM}),{known_rate},{UNKNOWN})", PERCENT),
                (UNKNOWN if asked is None else asked, exact(PERCENT)),
                (gap("C{r}", bound, upper=False), PERCENT),
                (f"IF(ISNUMBER(C{{r}}),{judged},{unknown})", GENERAL),
            ],
        )
        writer.row_equals(row, "SLK-TOTAAL", None, str(year), waarde="C", afstand="E", oordeel="F")
    rows = (head + 1, writer.row - 1)
    writer.held(rows, "C", "D", "0", "1")
    writer.held(rows, "E", "0")
    bars(
        writer.sheet,
        f"H{top + 1}",
        "Slaagkans van alle woningzoekenden, hele jaren",
        (head, writer.row - 1),
        (3,),
        lines=(4,),
        form="0%",
        low=0,
        labelled=False,
    )
    writer.end(until=top + ROWS + 2)


def _limit(scope: Scope) -> IncomeLimit | None:
    """Give the income limit of the year (None when it is not known)."""
    try:
        return income_limit(scope.afspraken)
    except UnknownNormError:
        return None


def _sure(scope: Scope, final: str) -> str:
    """Say whether a verdict on classes is final: not while their limit is still to be verified."""
    limit = _limit(scope)
    return final if limit is None or limit.is_firm else "FALSE"


def _group(writer: Writer, scope: Scope, goal: Doel | None, year: str, period: str) -> None:
    """Write the target group as one: the sum of its homes over the sum of its seekers."""
    norm, first_year = _norm(goal), scope.afspraken.gemeente.periode_van
    everyone, limit = scope.afspraken.inkomensklassen, _limit(scope)
    cells = scope.cells(KLASSEN)
    final, silent = is_final(year, period), cut_short(year, period)
    for label, chosen, code, decides in (
        (
            _whole(scope),
            target_classes(scope.afspraken) if limit else [],
            "SLK-DOELGROEP",
            _sure(scope, final),
        ),
        (EVERYONE, everyone, "SLK-KLASSEN", final),
    ):
        conditions, homes, seekers = [], [], []
        for klasse in chosen:
            where = (("Inkomensklasse", named(klasse.naam)), ("Jaar", year), ("Periode", period))
            both = (*where, ("Verhuringen", MORE), ("Woningzoekenden", MORE))
            conditions += [f"{cells.count(*where)}=1", f"{cells.count(*both)}=1"]
            homes.append(cells.sum("Verhuringen", *where))
            seekers.append(cells.sum("Woningzoekenden", *where))
        below = "+".join(seekers) or "0"
        value = known([*conditions, f"({below})>0"], f"({'+'.join(homes) or '0'})/({below})")
        row = writer.line(
            label,
            [
                (value, PERCENT),
                (UNKNOWN, GENERAL),
                (f"IF({year}>={first_year},{norm},{UNKNOWN})", exact(PERCENT)),
                (UNKNOWN, GENERAL),
                (
                    scope.as_agreed(
                        oordeel("C{r}", "E{r}", upper=False, final=decides, silent=silent), goal
                    ),
                    GENERAL,
                ),
            ],
        )
        writer.held((row, row), "C", "E", "0", "1")
        writer.row_equals(row, code, waarde="C", norm="E", oordeel="G")
        if code in _rows(scope, KLASSEN, goal):
            writer.judges(goal, f"G{row}", code)
