"""The dashboard on shares over the years: lifetime homes, gas use and renewable energy."""

from __future__ import annotations

from decimal import Decimal

from prestatieafspraken.afspraken.model import Doel, Richting
from prestatieafspraken.dutch.figure import exactly
from prestatieafspraken.workbook.dashboard.beside import PERCENT, POINTS, exact
from prestatieafspraken.workbook.dashboard.formulas import (
    MORE,
    PEILDATUM,
    UNKNOWN,
    Cells,
    arrival,
    gap,
    known,
    named,
    number,
    oordeel,
    over,
)
from prestatieafspraken.workbook.dashboard.scope import Scope
from prestatieafspraken.workbook.dashboard.writer import GENERAL, LAST_YEAR, YEAR, Writer

LIFETIME, GAS, RENEWABLE = "levensloopbestendig", Cells("tblGasverbruik"), "duurzame_energie"
REST = "overige voorraad"
"""What owners other than the corporaties have, as the list of owners calls it."""


def _last(cells: Cells, target: int | None = None) -> str:
    """Give the last year until now; one after the year of a goal does not decide it."""
    jaar = cells.column("Jaar")
    until = [] if target is None else [f"({jaar}<={target})"]
    return cells.last_year(f"({jaar}<=YEAR({PEILDATUM}))", *until)


HEADERS = {
    LIFETIME: ("Eigenaar", "Levensloopbestendig", "Woningen"),
    RENEWABLE: ("Corporatie", "Opgewekt", "Energiebehoefte"),
}


def _division(table: str, year: str, naam: str | None, scope: Scope) -> tuple[list[str], str]:
    """Give the share of a year over its owners, and what must hold for it to be known."""
    cells, (owner, part, whole) = scope.cells(table), HEADERS[table]
    everyone = [*scope.names, *([REST] if table == LIFETIME else [])]
    own = [(owner, named(naam))] if naam else []
    when = ("Jaar", year)
    needed, others = ([naam], []) if naam else (everyone, scope.others)
    below = cells.sum(whole, *own, when)
    sound = [
        f"{year}>0",
        *cells.one_each(owner, needed, others, when),
        *(cells.filled(header, *own, when) for header in (part, whole)),
        f"{below}>0",
    ]
    return sound, f"{cells.sum(part, *own, when)}/{below}"


def lifetime(writer: Writer, scope: Scope) -> None:
    """Write the share of lifetime homes, and its growth in both readings of the goal."""
    goals = scope.goals("levensloopbestendig", "streefjaar", "verandering")
    told = goals if scope.whole else []
    writer.section(
        "Levensloopbestendige woningen",
        ["", "Waarde", "Norm", "Nog te gaan", "Norm bereikt in", "Oordeel"]
        if told
        else ["", "Waarde"],
        " ".join(dict.fromkeys(map(_two_readings, told))),
        "Levensloopbestendig",
        " ".join(scope.decides(goal, GROWTH) for goal in goals).strip(),
    )
    year = f"$C${writer.line('Laatste jaar', [(_last(scope.cells(LIFETIME)), LAST_YEAR)])}"
    for naam in (*scope.parts, *([REST] if scope.whole else [])):
        share = known(*_division(LIFETIME, year, naam, scope))
        row = writer.line(f"Aandeel: {naam or 'samen'}", [(share, PERCENT)])
        writer.row_equals(row, "LVB-AANDEEL", naam, waarde="C")
        writer.held((row, row), "C", "0", "1")
    for goal in told:
        _readings(writer, scope, year, goal)
    writer.end()


def _held(writer: Writer, row: int) -> None:
    """Let the value of a row show its side of the norm, and that there is a way to go."""
    writer.held((row, row), "C", "D", "0")
    writer.held((row, row), "E", "0")


GROWTH = {
    "LVB-RELATIEF": "de toename als deel van het eerste aandeel",
    "LVB-PUNTEN": "de toename in procentpunten",
}
"""The rows of the two readings, by the code of the indicator that they hold."""


def _two_readings(goal: Doel) -> str:
    """Say what a goal leaves open."""
    told = (
        f"Het doel zegt niet of {exactly(goal.verandering or 0, '%')} een deel van het aandeel is "
        "of procentpunten: beide lezingen staan er."
    )
    if goal.basisjaar is None:
        told += " Het noemt ook geen basisjaar; dat is het eerste jaar in de tabel."
    return told


def _readings(writer: Writer, scope: Scope, year: str, goal: Doel) -> None:
    """Write the growth since the first year, as a part of the share and in points."""
    target, asked = goal.streefjaar or 0, goal.verandering or Decimal(0)
    cells = scope.cells(LIFETIME)
    begin = cells.first_year(f"YEAR({PEILDATUM})") if goal.basisjaar is None else goal.basisjaar
    first = f"$C${writer.line('Eerste jaar', [(begin, LAST_YEAR)])}"
    until = f"MIN({year},{target})"
    last = f"$C${writer.line(f'Laatste jaar, hoogstens {target}', [(until, LAST_YEAR)])}"
    before, start = _division(LIFETIME, first, None, scope)
    after, end = _division(LIFETIME, last, None, scope)
    stale = f"AND({over(target)},{last}<{target})"
    same = [
        "{}={}".format(*(cells.count(("Eigenaar", named(n)), ("Jaar", y)) for y in (first, last)))
        for n in scope.others
    ]
    for label, code, value, norm, form, more in (
        ("Toename als deel van het eerste aandeel", "LVB-RELATIEF",
         f"({end})/({start})-1", asked, PERCENT, [f"({start})>0"]),
        ("Toename in procentpunten", "LVB-PUNTEN",
         f"(({end})-({start}))*100", asked * 100, POINTS, []),
    ):  # fmt: skip
        sound = [f"{last}>{first}", f"NOT({stale})", *same]
        # Only where the years are known may be divided by what they hold.
        whole = known([*before, *after], known(more, value) if more else value)
        line = f"C{{r}}*({target}-{first})/({last}-{first})"
        row = writer.line(
            label,
            [
                (known(sound, whole), form),
                (norm, exact(form)),
                (gap("C{r}", "D{r}", upper=False), form),
                (arrival("C{r}", "D{r}", last, f"{last}-{first}", upper=False), YEAR),
                (
                    scope.as_agreed(
                        oordeel("C{r}", "D{r}", upper=False, final=over(target),
                                meets=f"ROUND({line},12)>=D{{r}}"),
                        goal,
                    ),
                    GENERAL,
                ),
            ],
        )  # fmt: skip
        fields = {"waarde": "C", "afstand": "E", "aankomst": "F", "oordeel": "G"}
        writer.row_equals(row, code, **fields)
        writer.judges(goal, f"G{row}", code)
        _held(writer, row)


def renewable(writer: Writer, scope: Scope) -> None:
    """Write the share of renewable energy in the last year, in all and per corporatie."""
    goals = scope.goals("duurzame_energie", "streefjaar", "streefwaarde")
    none: list[Doel | None] = [] if scope.afspraken.doelen_met("duurzame_energie") else [None]
    for goal in goals or none:
        _renewable(writer, scope, goal)


def _renewable(writer: Writer, scope: Scope, goal: Doel | None) -> None:
    asked = goal.streefwaarde if goal else None
    target = goal.streefjaar if goal else None
    headers = ["Duurzaam opgewekt", "Waarde", "Norm", "Nog te gaan", "Oordeel"]
    note = "Deel van de energie die huurders nodig hebben. De norm is voor alle corporaties samen."
    decides = scope.decides(goal, {"DZE-AANDEEL": "de rij Samen"})
    writer.section("Duurzame energie", headers, note, "Duurzame energie", decides)
    year = f"$C${writer.line('Laatste jaar', [(_last(scope.cells(RENEWABLE), target), LAST_YEAR)])}"
    final, bound, timely = "FALSE", UNKNOWN, []
    if target is not None and asked is not None:
        final = f"AND({year}={target},{over(target)})"
        timely = [f"OR({year}={target},NOT({over(target)}))"]
        bound = f"IF(AND({year}>0,{timely[0]}),{number(asked)},{UNKNOWN})"
    for naam in scope.parts:
        norm = UNKNOWN if naam else bound
        sound, share = _division(RENEWABLE, year, naam, scope)
        row = writer.line(
            naam or "Samen",
            [
                (known(sound if naam else [*sound, *timely], share), PERCENT),
                (norm, exact(PERCENT)),
                (gap("C{r}", "D{r}", upper=False), PERCENT),
                (scope.as_agreed(oordeel("C{r}", "D{r}", upper=False, final=final), goal), GENERAL),
            ],
        )
        fields = {"waarde": "C", "norm": "D", "afstand": "E", "oordeel": "F"}
        writer.row_equals(row, "DZE-AANDEEL", naam, **fields)
        writer.judges(goal, f"F{row}", "DZE-AANDEEL", naam)
        _held(writer, row)
    writer.end()


def gas(writer: Writer, scope: Scope) -> None:
    """Write the change of the gas use, and where a straight line leads."""
    needs = ("basisjaar", "streefjaar", "verandering")
    for goal in scope.goals("gasverbruik", *needs, richting=Richting.MAXIMAAL):
        _gas(writer, scope, goal)


def _gas(writer: Writer, scope: Scope, goal: Doel) -> None:
    base, target = goal.basisjaar or 0, goal.streefjaar or 0
    asked = goal.verandering or Decimal(0)
    headers = ["Gasverbruik", "Waarde", "Norm", "Nog te gaan", "Norm bereikt in", "Oordeel"]
    decides = scope.decides(goal, {"GAS-VERANDERING": f"de rij Verandering sinds {base}"})
    title, link = "Gasverbruik van de woningvoorraad", "Gasverbruik"
    writer.section(title, headers, link=link, decides=decides)
    jaar = GAS.column("Jaar")
    last = GAS.last_year(f"({jaar}>{base})", f"({jaar}<={target})", f"({jaar}<=YEAR({PEILDATUM}))")
    year = writer.line("Laatste jaar met een cijfer", [(last, LAST_YEAR)])
    first, second = (GAS.sum("Gasverbruik", ("Jaar", y)) for y in (str(base), f"C{year}"))
    both = (str(base), f"C{year}")
    there = [GAS.count(("Jaar", y), ("Gasverbruik", MORE)) + "=1" for y in both]
    stale = f"AND({over(target)},C{year}<{target})"
    sound = [f"{base}<=YEAR({PEILDATUM})", f"C{year}>0", *there, f"{first}>0", f"NOT({stale})"]
    line = f"C{{r}}*({target}-{base})/(C{year}-{base})"
    meets = f"ROUND({line},12)<={number(asked)}"
    judged = oordeel("C{r}", "D{r}", upper=True, final=over(target), meets=meets)
    row = writer.line(
        f"Verandering sinds {base}",
        [
            (known(sound, f"{second}/{first}-1"), PERCENT),
            (asked, exact(PERCENT)),
            (gap("C{r}", "D{r}", upper=True), PERCENT),
            (arrival("C{r}", "D{r}", f"C{year}", f"C{year}-{base}", upper=True), YEAR),
            (scope.as_agreed(judged, goal), GENERAL),
        ],
    )
    fields = {"waarde": "C", "afstand": "E", "aankomst": "F", "oordeel": "G"}
    writer.row_equals(row, "GAS-VERANDERING", **fields)
    writer.judges(goal, f"G{row}", "GAS-VERANDERING")
    _held(writer, row)
    writer.end()
