"""The dashboard on lettings: the shares with their norms, and where local priority will end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from prestatieafspraken.workbook.column import TABLE_YEARS
from prestatieafspraken.workbook.dashboard.beside import PERCENT, exact
from prestatieafspraken.workbook.dashboard.formulas import (
    MORE,
    UNKNOWN,
    Cells,
    by_year,
    dated_norm,
    decided,
    gap,
    known,
    named,
    norm_status,
    number,
    oordeel,
    text,
)
from prestatieafspraken.workbook.dashboard.scope import Scope
from prestatieafspraken.workbook.dashboard.slaagkans import (
    PERIODS,
    cut_short,
    is_final,
    measured,
)
from prestatieafspraken.workbook.dashboard.writer import DAY, DECIMAL, GENERAL, Writer
from prestatieafspraken.workbook.vrije_ruimte import (
    Ruimte,
    RuimteOf,
    has_middle_group,
    least_target,
    most_above,
    most_local,
)

LETTINGS, CELLS = "toewijzingen", Cells("tblToewijzingen")
MIDDLE = "Middeninkomen"
ABOVE = (MIDDLE, "Hoger inkomen")
BOUNDS: dict[str, RuimteOf] = {
    "TWZ-DOELGROEP": least_target,
    "TWZ-BOVEN": most_above,
    "TWZ-MAATWERK": most_local,
}
"""What gives the bound of a share on a day, of one corporatie or (None) of all together."""


def lettings(writer: Writer, scope: Scope) -> None:
    """Write the shares of the last period, in all and per corporatie, each with its norm."""
    top = writer.row
    note = "Het laatst gemeten deel. De wet toetst over het hele bezit van een corporatie."
    writer.section("Toewijzingen", ["Periode", ""], note, "Toewijzingen")
    year, period = measured(writer, scope.cells(LETTINGS))
    headers = ["Verhuringen", "Aandeel", "Norm", "Nog te gaan", "Oordeel", "Status norm"]
    writer.headers(headers)
    subjects = (
        ("Doelgroep", ("Doelgroep",), "Verhuringen", "TWZ-DOELGROEP", None),
        ("Boven de inkomensgrens", ABOVE, "Verhuringen", "TWZ-BOVEN", None),
        ("Passend", ("Waarvan passend",), "Huurtoeslaggroep", "TWZ-PASSEND", "passend_toewijzen"),
        ("Lokaal maatwerk", ("Lokaal maatwerk",), "Verhuringen", "TWZ-MAATWERK", None),
    )
    final, silent = is_final(year, period), cut_short(year, period)
    for label, parts, whole, code, law in subjects:
        upper = code in {"TWZ-BOVEN", "TWZ-MAATWERK"}
        for naam in scope.parts:
            norm, status = _norm(scope, code, law, year, naam)
            share = _share(scope, parts, whole, naam, year, period)
            row = writer.line(
                f"{label}: {naam or 'samen'}",
                [
                    (share, PERCENT),
                    (norm, exact(PERCENT)),
                    (gap("C{r}", "D{r}", upper=upper), PERCENT),
                    (
                        oordeel(
                            "C{r}", "D{r}", upper=upper, final=decided(final, "G{r}"), silent=silent
                        ),
                        GENERAL,
                    ),
                    (f"IF(ISNUMBER(D{{r}}),{status},{UNKNOWN})", GENERAL),
                ],
            )
            fields = {"waarde": "C", "norm": "D", "afstand": "E", "oordeel": "F"}
            writer.row_equals(row, code, naam, **fields, norm_status="G")
            writer.held((row, row), "C", "D", "0", "1")
            writer.held((row, row), "E", "0")
    writer.end()
    _forecast(writer, scope, year, period)
    writer.end(until=top + 4)


def _norm(scope: Scope, code: str, law: str | None, year: str, naam: str | None) -> tuple[str, str]:
    """Give the norm of a share and its status: that of the law, or else what was agreed."""
    if law:
        gemeente = scope.afspraken.gemeente.code
        return dated_norm(law, year, gemeente), norm_status(law, year, gemeente)

    def told(write: Callable[[Ruimte], str]) -> str:
        def on(day: date) -> str:
            found = BOUNDS[code](scope.afspraken, day, naam)
            return write(found) if found else UNKNOWN

        return by_year(year, on)

    return told(lambda found: number(found.share)), told(lambda found: text(found.status))


def _complete(
    scope: Scope, parts: Sequence[str], naam: str | None, year: str, period: str
) -> list[str]:
    """Say that each that is needed has its row in a period, with these columns filled in."""
    cells, when = scope.cells(LETTINGS), (("Jaar", year), ("Periode", period))
    own = [("Corporatie", named(naam))] if naam else []
    firm = [header for header in parts if header != MIDDLE]
    there = [
        cells.count(("Corporatie", named(name)), *when, (firm[0], MORE)) + "=1"
        for name in ([] if naam else scope.names)
    ]
    # No column has more numbers than there are rows, so one sum says it of all columns.
    numbers = "+".join(cells.count(*own, *when, (header, MORE)) for header in firm)
    rows = cells.count(*own, *when)
    filled = [f"{rows}=1", f"{numbers}={len(firm)}"] if naam else [f"{numbers}={len(firm)}*{rows}"]
    if MIDDLE in parts:  # of a group that no longer exists an empty cell says that there were none
        middle = cells.filled(MIDDLE, *own, *when)
        filled.append(f"OR({year}>{_last_with_a_middle_group()},{middle})")
    return [*there, *filled]


def _last_with_a_middle_group() -> int:
    return max(jaar for jaar in TABLE_YEARS if has_middle_group(date(jaar, 12, 31)))


def _total(header: str, naam: str | None, year: str, period: str) -> str:
    own = [("Corporatie", named(naam))] if naam else []
    return CELLS.sum(header, *own, ("Jaar", year), ("Periode", period))


def _share(
    scope: Scope, parts: Sequence[str], whole: str, naam: str | None, year: str, period: str
) -> str:
    """Divide some lettings by others, when all that it needs is known and not 0."""
    below = _total(whole, naam, year, period)
    above = "+".join(_total(header, naam, year, period) for header in parts)
    sound = _complete(scope, (*parts, whole), naam, year, period)
    return known([*sound, f"{below}>0"], f"({above})/{below}")


def _forecast(writer: Writer, scope: Scope, year: str, period: str) -> None:
    """Warn early: where local priority ends at the present pace, and on which day it is too much.

    The pace is that of the last measured part of the year, else of the year so far.
    """
    bound = [
        naam
        for naam in scope.parts
        if naam is None or most_local(scope.afspraken, scope.afspraken.slot, naam)
    ]
    if not bound:
        return
    headers = ["Lokaal maatwerk aan het eind van het jaar", "Bij dit tempo", "Grens",
               "Grens voorbij op", "Oordeel", "Verhuringen per kwartaal", "Maatwerk per kwartaal",
               "Status norm"]  # fmt: skip
    writer.headers(headers)
    quarters = f"MATCH({period},{{{','.join(text(p) for p in PERIODS)}}},0)"
    final, silent = decided(is_final(year, period), "I{r}"), cut_short(year, period)
    for naam in bound:
        now = [_total(header, naam, year, period) for header in ("Verhuringen", "Lokaal maatwerk")]
        sound = _complete(scope, ("Verhuringen", "Lokaal maatwerk"), naam, year, period)
        pace = [
            known([f"ISNUMBER({year})", *sound, f"{now[0]}>0"],
                  _pace(scope, naam, year, quarters, now, header))
            for header in ("Verhuringen", "Lokaal maatwerk")
        ]  # fmt: skip
        lettings_, local = (
            f"({n}+{c}{{r}}*(4-{quarters}))" for n, c in zip(now, "GH", strict=True)
        )
        norm, status = _norm(scope, "TWZ-MAATWERK", None, year, naam)
        value = known(
            ["ISNUMBER(G{r})", "ISNUMBER(D{r})", f"NOT({silent})"], f"{local}/{lettings_}"
        )
        row = writer.line(
            naam or "Samen",
            [
                (value, PERCENT),
                (norm, exact(PERCENT)),
                (_passed(year, quarters, now[1], local, f"(D{{r}}*{lettings_})"), DAY),
                (oordeel("C{r}", "D{r}", upper=True, final=final), GENERAL),
                (pace[0], DECIMAL),
                (pace[1], DECIMAL),
                (f"IF(ISNUMBER(D{{r}}),{status},{UNKNOWN})", GENERAL),
            ],
        )
        fields = {"waarde": "C", "norm": "D", "dag": "E", "oordeel": "F", "norm_status": "I"}
        writer.row_equals(row, "TWZ-MAATWERK-EIND", naam, **fields)
        writer.held((row, row), "C", "D", "0", "1")


def _pace(
    scope: Scope, naam: str | None, year: str, quarters: str, now: Sequence[str], header: str
) -> str:
    """Give what a quarter adds, since the longest earlier part of the year that was measured."""
    columns = ("Verhuringen", "Lokaal maatwerk")
    mine = now[columns.index(header)]
    formula = f"{mine}/{quarters}"
    for number_, name in enumerate(PERIODS[:-1], 1):
        part = text(name)
        before = [_total(column, naam, year, part) for column in columns]
        sound = [
            f"{quarters}>{number_}",
            *_complete(scope, columns, naam, year, part),
            f"{before[0]}>0",
            *(f"{was}<={is_}" for was, is_ in zip(before, now, strict=True)),
        ]
        since = f"({mine}-{before[columns.index(header)]})/({quarters}-{number_})"
        formula = f"IF(AND({','.join(sound)}),{since},{formula})"
    return formula


def _passed(year: str, quarters: str, now: str, local: str, room: str) -> str:
    """Give the day on which more is let by local priority than the whole year allows."""
    so_far, end, most = (f"ROUND({value},9)" for value in (now, local, room))
    at = f"ROUND({quarters}+IF({so_far}<={most},({room}-{now})/H{{r}},0),9)"
    start, next_ = (f"DATE({year},{month}+3*INT({at}),1)" for month in (1, 4))
    within = f"{start}+INT(ROUND(({at}-INT({at}))*({next_}-{start}),6))"
    late = f"IF({at}>=4,DATE({year},12,31),{within})"
    day = f"IF(OR({quarters}>=4,{end}<={most}),{UNKNOWN},{late})"
    return f"IF(ISNUMBER(C{{r}}),{day},{UNKNOWN})"
