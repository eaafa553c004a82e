"""The dashboard on the neighbourhoods: spending, the Leefbaarometer, initiatives and walks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import islice

from prestatieafspraken.afspraken.model import Afspraken, Doel, Richting
from prestatieafspraken.normen import NormStatus, klassen
from prestatieafspraken.workbook.dashboard.beside import EURO_CENT, exact
from prestatieafspraken.workbook.dashboard.counted import Counted
from prestatieafspraken.workbook.dashboard.formulas import (
    PEILDATUM,
    UNKNOWN,
    Cells,
    a_day,
    by_year,
    decided,
    gap,
    known,
    number,
    oordeel,
    over,
    text,
)
from prestatieafspraken.workbook.dashboard.scope import Scope
from prestatieafspraken.workbook.dashboard.writer import COUNT, GENERAL, LAST_YEAR, Writer
from prestatieafspraken.workbook.normbedrag import per_eenheid

SPENT, METER = "leefbaarheid", Cells("tblLeefbaarometer")
HOMES = "Verhuureenheden"
LINES = ("Ontmoeting", "Plekken", "Menskracht")


def spending(writer: Writer, scope: Scope) -> None:
    """Write the spending of the last year against the norm, in all and per home."""
    writer.section(
        "Uitgaven aan leefbaarheid",
        ["", "Waarde", "Norm", "Te veel", "Oordeel", "Status norm"],
        "De norm is het normbedrag per verhuureenheid, zoals afgesproken en anders dat van de wet.",
        "Leefbaarheid",
    )
    spent = _spent(scope)
    last = (spent.cells.last_year(), LAST_YEAR)
    year = f"$C${writer.line('Laatste jaar', [last])}"
    for naam in scope.parts:
        needed, others = ([naam], []) if naam else (scope.names, scope.others)
        homes = spent.sum(HOMES, year, naam)
        total = "+".join(spent.sum(line, year, naam) for line in LINES)
        sound = [
            f"{year}>0",
            *spent.once(year, needed, naam),
            *(spent.filled(line, year, naam) for line in LINES),
            f"{homes}>0",
        ]
        final = decided(f"AND({over(year)},NOT({spent.is_expected(year, naam)}))", "G{r}")
        amount, most, status = _ceiling(scope, [*needed, *others], year, homes)
        for label, code, value, norm in (
            ("", "LFB-UITGAVEN", f"({total})", most),
            (" per eenheid", "LFB-EENHEID", f"({total})/{homes}", amount),
        ):
            bound = f"IF(AND(ISNUMBER(C{{r}}),ISNUMBER({norm})),{norm},{UNKNOWN})"
            row = writer.line(
                f"{naam or 'Samen'}{label}",
                [
                    (known(sound, value), EURO_CENT),
                    (bound, exact(EURO_CENT)),
                    (gap("C{r}", "D{r}", upper=True), EURO_CENT),
                    (oordeel("C{r}", "D{r}", upper=True, final=final), GENERAL),
                    (f"IF(ISNUMBER(D{{r}}),{status},{UNKNOWN})", GENERAL),
                ],
            )
            fields = {"waarde": "C", "norm": "D", "afstand": "E", "oordeel": "F"}
            writer.row_equals(row, code, naam, **fields, norm_status="G")
            writer.held((row, row), "C", "D")
            writer.held((row, row), "E", "0")
    writer.end()


def _spent(scope: Scope) -> Counted:
    return Counted(scope.cells(SPENT), HOMES)


def _ceiling(scope: Scope, names: Sequence[str], year: str, homes: str) -> tuple[str, str, str]:
    """Give the amount for each home, that for all of them, and its status.

    Of corporaties that agreed different amounts it is their mean, weighted by homes; those without
    a row have none.
    """
    own = scope.afspraken
    amounts, statuses = (
        {naam: by_year(year, partial(told, own, naam)) for naam in names}
        for told in (_amount, _status)
    )
    if len({*amounts.values()}) == 1:
        amount = amounts[names[0]]
        return amount, f"{amount}*{homes}", statuses[names[0]]
    parts, status = [], text(NormStatus.AFGESPROKEN)
    for naam in names:
        its = _spent(scope).sum(HOMES, year, naam)
        parts.append(f"IF({its}>0,{amounts[naam]}*{its},0)")
        firm = f"OR({its}=0,{statuses[naam]}={text(NormStatus.AFGESPROKEN)})"
        status = f"IF({firm},{status},{statuses[naam]})"
    most = f"({'+'.join(parts)})"
    return f"IFERROR({most}/{homes},{UNKNOWN})", f"IFERROR({most},{UNKNOWN})", status


def _amount(own: Afspraken, naam: str, day: date) -> str:
    return number(per_eenheid(own, day, naam).waarde)


def _status(own: Afspraken, naam: str, day: date) -> str:
    return text(per_eenheid(own, day, naam).status)


def write(writer: Writer, scope: Scope) -> None:
    """Write what is counted of the neighbourhoods as a whole."""
    if scope.whole:
        if scope.has("leefbaarometer"):
            meter(writer, scope)
        activities(writer, scope)


def meter(writer: Writer, scope: Scope) -> None:
    """Write the lowest class of all wijken in the last measurement, within one version."""
    classes = klassen("leefbaarometer").volgorde
    goals = scope.goals("leefbaarometer", "streefklasse", "streefjaar", richting=None)
    for goal in goals:
        if goal.streefklasse in classes:
            _lowest(writer, scope, classes, goal)


def _lowest(writer: Writer, scope: Scope, classes: Sequence[str], goal: Doel) -> None:
    wanted, target = goal.streefklasse or "", goal.streefjaar or 0
    writer.section(
        "Leefbaarometer",
        ["", "Waarde", "Norm", "Nog te gaan", "Oordeel"],
        "Van 1 (zeer onvoldoende) tot en met 9 (uitstekend); zwak ligt onder voldoende. Versies "
        "zijn niet met elkaar te vergelijken.",
        "Leefbaarometer",
        scope.decides(goal, {"LBM-LAAGSTE": "de laagste klasse van alle wijken"}),
    )
    jaar, versie = METER.column("Jaar"), METER.column("Versie")
    # What was measured after the year of a goal says nothing of it.
    last = METER.last_year(f"({jaar}<=MIN(YEAR({PEILDATUM}),{target}))")
    year = f"$C${writer.line('Laatste meting: jaar', [(last, LAST_YEAR)])}"
    when = ("Jaar", year)
    first = f"INDEX({versie},MATCH({year},{jaar},0))"
    one = f"SUMPRODUCT(({jaar}={year})*({versie}={first}))={METER.count(when)}"
    version = writer.line(
        "Laatste meting: versie", [(f"IFERROR(IF({one},{first},{UNKNOWN}),{UNKNOWN})", GENERAL)]
    )
    counts = [METER.count(when, ("Klasse", text(klasse))) for klasse in classes]
    lowest = UNKNOWN
    for place in range(len(classes), 0, -1):
        lowest = f"IF({counts[place - 1]}>0,{place},{lowest})"
    sound = [f"{year}>0", f"C{version}<>{UNKNOWN}", f"{'+'.join(counts)}={METER.count(when)}"]
    asked = classes.index(wanted) + 1
    # A wijk that was measured before counts as one of all.
    wijk = METER.column("Wijk")
    again = METER.count(("Wijk", wijk), when)
    absent = f'SUMPRODUCT(({wijk}<>"")*({jaar}>0)*({jaar}<{year})*({again}=0))>0'
    value = known([*sound, f"NOT(AND({absent},{lowest}>={asked}))"], lowest)
    judged = oordeel(
        "C{r}",
        "D{r}",
        upper=False,
        final=over(target),
        silent=f"AND({year}<{target},{over(target)})",
    )
    row = writer.line(
        "Laagste klasse van alle wijken",
        [
            (value, COUNT),
            (asked, COUNT),
            (gap("C{r}", "D{r}", upper=False), COUNT),
            (scope.as_agreed(judged, goal), GENERAL),
        ],
    )
    writer.row_equals(row, "LBM-LAAGSTE", waarde="C", afstand="E", oordeel="F")
    writer.judges(goal, f"F{row}", "LBM-LAAGSTE")
    names = ",".join(text(klasse) for klasse in classes)
    word = f"IF(ISNUMBER(C{row}),CHOOSE(C{row},{names}),{UNKNOWN})"
    writer.row_equals(writer.line("Dat heet", [(word, GENERAL)]), "LBM-LAAGSTE", klasse="C")
    writer.end()


def activities(writer: Writer, scope: Scope) -> None:
    """Write the initiatives and the walks against their goals."""
    year = scope.afspraken.gemeente.jaar
    headers = ["Onderdeel", "Waarde", "Norm", "Nog te gaan", "Oordeel"]
    sheets = [name for name in ("bewonersinitiatieven", "wijkschouwen") if scope.has(name)]
    if not sheets:
        return
    link = scope.tables[sheets[0]].sheet
    goals = scope.goals("bewonersinitiatieven", "streefwaarde")
    rows = {"BWI-UITGEVOERD": "het aantal initiatieven"}
    decides = " ".join(scope.decides(goal, rows) for goal in goals)
    title = "Vitale, veilige en gezonde woonomgeving"
    writer.section(title, headers, link=link, decides=decides)
    if scope.has("bewonersinitiatieven"):
        for goal in goals:
            end = goal.streefdatum or (date(goal.streefjaar, 12, 31) if goal.streefjaar else None)
            if goal.streefwaarde is not None and end is not None:
                _initiatives(writer, scope, goal, end)
    if scope.has("wijkschouwen"):
        _walks(writer, scope, year)
    writer.end()


def _walks(writer: Writer, scope: Scope, year: int) -> None:
    """Write the walks of the year against each number that was agreed."""
    cells, end = Cells("tblWijkschouwen"), f"DATE({year},12,31)"
    start, until = f'">="&DATE({year},1,1)', f'"<="&MIN({PEILDATUM},{end})'
    held = (("Gehouden op", start), ("Gehouden op", until))
    coming = (
        ("Gepland op", f'">"&{PEILDATUM}'),
        ("Gepland op", f'"<="&{end}'),
        ("Gepland op", start),
    )
    days = ("Gehouden op", "Gepland op")
    dates = f"{'+'.join(f'COUNT({cells.column(day)})' for day in days)}>0"
    planned = f"({cells.count(*coming)}-{cells.count(*coming, *held)})"
    for word in ("kop", "tekst"):
        agreed = scope.afspraken.genoemd(f"wijkschouwen_{word}", date(year, 12, 31))
        for _, getal, walks in islice(agreed, 1):
            upper = getal.richting is Richting.MAXIMAAL
            n, sign = number(walks), "<=" if upper else ">="
            final = f"OR(C{{r}}{sign}{n},{over(year)})"
            meets = f"C{{r}}+IF({final if upper else over(year)},0,{planned}){sign}{n}"
            row = writer.line(
                f"Wijkschouwen {year}, volgens de {word}",
                [
                    (known([dates, cells.readable(*days)], cells.count(*held)), COUNT),
                    (walks, COUNT),
                    (
                        f"IF(ISNUMBER(C{{r}}),MAX({'C{r}-D{r}' if upper else 'D{r}-C{r}'},0),"
                        f"{UNKNOWN})",
                        COUNT,
                    ),
                    (oordeel("C{r}", "D{r}", upper=upper, final=final, meets=meets), GENERAL),
                ],
            )
            of = (f"volgens de {word}", str(year))
            writer.row_equals(row, "WSC-GEHOUDEN", *of, waarde="C", afstand="E", oordeel="F")


def _initiatives(writer: Writer, scope: Scope, goal: Doel, end: date) -> None:
    asked = goal.streefwaarde or Decimal(0)
    cells, n = Cells("tblBewonersinitiatieven"), number(asked)
    last = a_day(end)
    is_over = f"{PEILDATUM}>={last}"
    done = ("Fase", '"uitgevoerd"')
    counted = cells.count(done, ("Uitgevoerd op", f'"<="&MIN({PEILDATUM},{last})'))
    dated = cells.count(done, ("Uitgevoerd op", '">0"'))
    undated = f"({cells.count(done)}-{dated})"
    running = cells.count(("Fase", '"in uitvoering"'))
    some = f"COUNTA({cells.column('Initiatief')})>0"
    sure = f"OR({counted}>={n},{undated}=0,{counted}+{undated}<{n})"
    meets = f"C{{r}}+IF({is_over},0,{running})>={n}"
    final = f"OR(C{{r}}>={n},{is_over})"
    judged = oordeel("C{r}", "D{r}", upper=False, final=final, meets=meets)
    row = writer.line(
        "Uitgevoerde bewonersinitiatieven",
        [
            (known([some, sure, cells.readable("Uitgevoerd op")], counted), COUNT),
            (asked, COUNT),
            (f"IF(ISNUMBER(C{{r}}),MAX(D{{r}}-C{{r}},0),{UNKNOWN})", COUNT),
            (scope.as_agreed(judged, goal), GENERAL),
        ],
    )
    writer.row_equals(row, "BWI-UITGEVOERD", waarde="C", afstand="E", oordeel="F")
    writer.judges(goal, f"F{row}", "BWI-UITGEVOERD")
