"""The dashboard on the agreements themselves, and on how much of the workbook is filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from prestatieafspraken.afspraken.doel import Voldaan
from prestatieafspraken.afspraken.model import GROUPS, TermijnSoort
from prestatieafspraken.afspraken.status import AfspraakStatus, meanings
from prestatieafspraken.afspraken.voorbij import Tijdig
from prestatieafspraken.workbook.column import list_name
from prestatieafspraken.workbook.dashboard.beside import PERCENT
from prestatieafspraken.workbook.dashboard.charts import ROWS, bars
from prestatieafspraken.workbook.dashboard.formulas import (
    ANY,
    PEILDATUM,
    UNKNOWN,
    Cells,
    a_day,
    known,
    named,
    said_of,
    text,
)
from prestatieafspraken.workbook.dashboard.scope import Scope
from prestatieafspraken.workbook.dashboard.writer import COUNT, Writer
from prestatieafspraken.workbook.layout.cell import put_link
from prestatieafspraken.workbook.theme import table_name

S = AfspraakStatus
STATUSES = {
    "Nagekomen": (S.NAGEKOMEN,),
    "Loopt": (S.NIET_BEGONNEN, S.BEZIG, S.NOG_NIET_TE_BEOORDELEN, S.LOOPT_DOOR),
    "Vraagt aandacht": (S.VRAAGT_AANDACHT,),
    "Deels nagekomen": (S.DEELS_NAGEKOMEN,),
    "Niet nagekomen": (S.NIET_NAGEKOMEN,),
    "Anders afgelopen": (S.DOORGESCHOVEN, S.GEWIJZIGD, S.IN_GESCHIL, S.VERVALLEN),
}
"""The statuses as the chart takes them together, which also shows agreements without one."""
NOBODY = "geen trekker"
"""What stands for the one who leads where nobody does."""


def agreements(writer: Writer, scope: Scope) -> None:
    """Write the agreements of each theme by status, and how many are overdue."""
    if not scope.afspraken.themas:
        return
    headers = ["Thema", *STATUSES, "Zonder status"]
    also = meanings(scope.afspraken.gemeente.statussen)
    writer.section("Afspraken naar status", headers)
    head = writer.row - 1
    first = writer.row
    for thema in scope.afspraken.themas:
        table = scope.tables[table_name(thema.nummer)]
        cells = Cells(table.excel_name)
        writer.line(
            table.title,
            [
                *((_in(cells, words, also), COUNT) for words in STATUSES.values()),
                (f"COUNTA({cells.column('Code')})-COUNTA({cells.column('Status')})", COUNT),
            ],
        )
    last = writer.row - 1
    row = writer.line(
        "Samen", [(f"SUM({letter}{first}:{letter}{last})", COUNT) for letter in "CDEFGHI"]
    )
    writer.equals(f"I{row}", "AFS-ZONDER-STATUS")
    writer.statuses, beside = row, writer.row
    themes = _themes(scope)
    late = _late(scope, themes)
    row = writer.line("Over de termijn op de peildatum", [(late, COUNT)])
    writer.equals(f"C{row}", "AFS-VERSTREKEN")
    words = [S.NAGEKOMEN, *(word for word, meant in also.items() if meant == S.NAGEKOMEN)]
    for label, kind, sign in (
        ("Op tijd nagekomen", Tijdig.OP_TIJD, "<="),
        ("Te laat nagekomen", Tijdig.TE_LAAT, ">"),
    ):
        row = writer.line(label, [(_kept(scope, themes, words, sign), COUNT)])
        writer.row_equals(row, "AFS-OP-TIJD", kind, waarde="C")
    ended = "".join(
        f"-SUMPRODUCT({cells.count(('Status', list_name('afloop')))})" for cells in themes
    )
    open_ = "+".join(f"COUNTA({cells.column('Code')})" for cells in themes) + ended
    row = writer.line("Nog open", [(open_, COUNT)])
    writer.row_equals(row, "AFS-OP-TIJD", Tijdig.OPEN, waarde="C")
    every = "+".join(f"COUNTA({cells.column('Code')})" for cells in themes)
    writer.equals(f"C{writer.line('Alle afspraken', [(every, COUNT)])}", "AFS-AANTAL")
    bars(
        writer.sheet,
        f"E{beside}",
        "Afspraken naar status",
        (head, last),
        range(3, 10),
        form="0",
        low=0,
        stacked=True,
    )
    writer.end(until=beside + ROWS + 1)


def divided(writer: Writer, scope: Scope) -> None:
    """Write the agreements by who leads them, by theme and by who takes part."""
    themes = _themes(scope)
    if not themes:
        return
    writer.section("Afspraken per trekker", ["Trekker", "Afspraken", "Over de termijn"])
    for naam in (*GROUPS, *(party.naam for party in scope.afspraken.corporaties())):
        mine = ("Trekker", named(naam))
        count = "+".join(cells.count(mine) for cells in themes)
        _lead(writer, naam, count, _late(scope, themes, mine))
    nobody = [f"COUNTA({c.column('Code')})-COUNTA({c.column('Trekker')})" for c in themes]
    led = "".join(f"-({overdue(scope, c, ('Trekker', ANY))})" for c in themes)
    _lead(writer, NOBODY, "+".join(nobody), _late(scope, themes, less=led))
    writer.end()
    writer.section("Afspraken per thema en per partij", ["Thema of partij", "Afspraken"])
    for thema, cells in zip(scope.afspraken.themas, themes, strict=True):
        label = f"{thema.nummer} {thema.titel}"
        row = writer.line(label, [(f"COUNTA({cells.column('Code')})", COUNT)])
        writer.row_equals(row, "AFS-THEMA", label, waarde="C")
    taking = {naam for a in scope.afspraken.afspraken for naam in (a.trekker, *a.partijen) if naam}
    for naam in sorted(taking):
        row = writer.line(naam, [("+".join(_takes_part(c, naam) for c in themes), COUNT)])
        writer.row_equals(row, "AFS-PARTIJ", naam, waarde="C")
    writer.end()


def _themes(scope: Scope) -> list[Cells]:
    """Give the table of each theme."""
    numbers = (thema.nummer for thema in scope.afspraken.themas)
    return [Cells(scope.tables[table_name(number)].excel_name) for number in numbers]


def _lead(writer: Writer, naam: str, count: str, late: str) -> None:
    row = writer.line(naam, [(count, COUNT), (late, COUNT)])
    writer.row_equals(row, "AFS-TREKKER", naam, waarde="C")
    writer.row_equals(row, "AFS-TE-LAAT", naam, waarde="D")


def _takes_part(cells: Cells, naam: str) -> str:
    """Count the agreements that name a party, as the one who leads or among the others."""
    others = f'SUBSTITUTE({cells.column("Met")},", ",",")'
    everyone = f'","&{cells.column("Trekker")}&","&{others}&","'
    return f"SUMPRODUCT(--ISNUMBER(FIND({text(f',{naam},')},{everyone})))"


def _late(scope: Scope, themes: Sequence[Cells], *where: tuple[str, str], less: str = "") -> str:
    """Count the agreements of all themes that are overdue, if the last day of each can be read.

    `less` takes off those that are not meant.
    """
    sure = [cells.readable("Uiterlijk", where=where) for cells in themes]
    return known(sure, "+".join(overdue(scope, cells, *where) for cells in themes) + less)


def overdue(scope: Scope, cells: Cells, *where: tuple[str, str]) -> str:
    """Count the agreements of which the term is over and nothing says how they ended.

    One whose condition is not met, or nobody says so, is asked of nobody.
    """
    own, all_ = scope.afspraken, _overdue(scope, cells, *where)
    for one in own.afspraken:
        if one.voorwaarde and scope.tables[table_name(one.thema)].excel_name == cells.name:
            agreed = one.voorwaarde.stand is Voldaan.VERVULD
            met = said_of(one.id, own.gemeente.jaar, Voldaan.VERVULD, agreed=agreed)
            all_ += f"-IF({met},0,{_overdue(scope, cells, *where, ('Code', named(one.id)))})"
    return all_


def _overdue(scope: Scope, cells: Cells, *where: tuple[str, str]) -> str:
    """Count them as if each held.

    What must start by a day is in time as soon as it has begun (afspraken/voorbij.py).
    """
    first = a_day(date(scope.afspraken.gemeente.jaar, 1, 1))
    late = (*where, ("Uiterlijk", f'"<="&{PEILDATUM}'), ("Uiterlijk", f'">="&{first}'))
    closed = cells.count(*late, ("Status", list_name("afloop")))
    begun = "-" + _begun(scope, cells, first, where) if _starts(scope, cells) else ""
    return f"{cells.count(*late)}-SUMPRODUCT({closed}){begun}"


def _starts(scope: Scope, cells: Cells) -> str:
    """Give a condition on the rows of what must start by a day; "" where there are none."""
    starts = [
        text(one.id)
        for one in scope.afspraken.afspraken
        if one.termijn.soort is TermijnSoort.START
        and scope.tables[table_name(one.thema)].excel_name == cells.name
    ]
    one_of = f"{{{','.join(starts)}}}"
    return f"ISNUMBER(MATCH({cells.column('Code')},{one_of},0))" if starts else ""


def _begun(scope: Scope, cells: Cells, first: str, where: Sequence[tuple[str, str]]) -> str:
    """Count those that must start by a day that is over, have begun, and have not ended."""
    status, last = cells.column("Status"), cells.column("Uiterlijk")
    also = meanings(scope.afspraken.gemeente.statussen)
    waiting = [S.NIET_BEGONNEN, *(word for word, meant in also.items() if meant == S.NIET_BEGONNEN)]
    factors = [
        _starts(scope, cells),
        f"ISNUMBER({last})",
        f"({last}<={PEILDATUM})",
        f"({last}>={first})",
        f'({status}<>"")',
        f"(1-ISNUMBER(MATCH({status},{{{','.join(map(text, waiting))}}},0)))",
        f"(1-ISNUMBER(MATCH({status},{list_name('afloop')},0)))",
        *(f"({cells.column(h)}{'<>' + text('') if c == ANY else '=' + c})" for h, c in where),
    ]
    return f"SUMPRODUCT({'*'.join(factors)})"


def _kept(scope: Scope, themes: Sequence[Cells], words: Sequence[str], sign: str) -> str:
    """Count the agreements that were kept, by the last day beside that on which they ended.

    Of what had to start by a day, the agreement does not say when it had to be done.
    """
    days = ("Afgerond op", "Uiterlijk")
    counts = [
        f"SUMPRODUCT(ISNUMBER(MATCH({cells.column('Status')},{{{','.join(map(text, words))}}},0))"
        + "".join(f"*ISNUMBER({cells.column(day)})" for day in days)
        + (f"*(1-{starts})" if (starts := _starts(scope, cells)) else "")
        + f"*({cells.column(days[0])}{sign}{cells.column(days[1])}))"
        for cells in themes
    ]
    return known([cells.readable(*days) for cells in themes], "+".join(counts))


def _in(cells: Cells, statuses: Sequence[str], also: Mapping[str, str]) -> str:
    """Count the agreements with one of these statuses, or with a word that means one."""
    words = [*statuses, *(word for word, meant in also.items() if meant in statuses)]
    one_of = f"{{{','.join(map(text, words))}}}"
    return f"SUMPRODUCT({cells.count(('Status', one_of))})"


def coverage(writer: Writer, scope: Scope) -> None:
    """Write how many rows each table has, and how much of its figures is filled in."""
    figures = [t for t in scope.tables.values() if t.form not in ("afspraken", "partijen")]
    if not figures:
        return
    writer.section(
        "Dekking van de gegevens",
        ["Tabel", "Rijen", "Cijfers ingevuld"],
        "Een leeg vak telt nooit als nul; wat leeg is, maakt een indicator niet te bepalen.",
    )
    for table in figures:
        cells, key = scope.cells(table.name), table.column(table.key[0]).header
        columns = [c.header for c in table.input_columns if c.is_figure]
        rows = cells.rows(key)
        filled = "+".join(f"COUNT({cells.column(header)})" for header in columns)
        share = known(["C{r}>0"], f"({filled})/(C{{r}}*{len(columns)})") if columns else UNKNOWN
        row = writer.line(table.sheet, [(rows, COUNT), (share, PERCENT)])
        writer.held((row, row), "D", "0", "1")
        put_link(writer.sheet, f"B{row}", table.sheet, "A1", table.sheet)
    writer.end()
