"""The dashboard on programmes, livability and the agreements, and how much is filled in."""

from __future__ import annotations

from datetime import date

from prestatieafspraken.workbook.cell import put_link
from prestatieafspraken.workbook.dashboard_case import Case
from prestatieafspraken.workbook.dashboard_charts import ROWS, bars
from prestatieafspraken.workbook.dashboard_formulas import (
    MORE,
    PEILDATUM,
    UNKNOWN,
    WORDS,
    Cells,
    elapsed,
    known,
    number,
    over,
    text,
    verdict,
)
from prestatieafspraken.workbook.dashboard_writer import COUNT, GENERAL, PERCENT, Writer
from prestatieafspraken.workbook.status import CLOSED
from prestatieafspraken.workbook.table import Format

STATUSES = ("afgerond", "op koers", "aandacht", "niet gestart", "niet gehaald", "vervallen")
"""The statuses in the order of the chart, which also shows those without one."""


def plans(writer: Writer, case: Case) -> None:
    """Write plan and realisation of the year of the agreements."""
    top, year = writer.row, case.afspraken.gemeente.jaar
    writer.section(
        f"Plan en realisatie {year}",
        ["Onderdeel", "Gepland", "Gerealiseerd", "Deel van plan", "Nog te gaan", "Oordeel"],
        "In een jaar dat nog loopt telt of het tempo genoeg is voor het plan.",
    )
    head = writer.row - 1
    _projects(writer, case, year)
    for label, name, done, codes in (
        ("Kwaliteitsverbetering (woningen)", "tblKwaliteitsverbetering", "Gerealiseerd", "KWL"),
        ("Zonnepanelen", "tblZonnepanelen", "Gerealiseerd", "ZON"),
        ("Open verbrandingstoestellen", "tblOpenVerbranding", "Vervangen", "OVT"),
    ):
        cells = Cells(name)
        plan, made = (_programme(case, cells, header, year) for header in ("Gepland", done))
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
                (verdict("D{r}", "C{r}", upper=False, final=final, meets=meets), GENERAL),
            ],
        )
        writer.equals(f"C{row}", f"{codes}-PLAN", case.onderdeel, str(year))
        writer.equals(f"D{row}", f"{codes}-REALISATIE", case.onderdeel, str(year))
        writer.judges(f"G{row}", f"{codes}-REALISATIE", case.onderdeel, str(year))
    _appliances(writer, case, year)
    bars(
        writer.sheet,
        f"K{top}",
        f"Plan en realisatie {year}",
        (head, head + 4),
        (3, 4),
        form="#,##0",
        low=0,
    )
    writer.end(until=top + ROWS + 1)


def _projects(writer: Writer, case: Case, year: int) -> None:
    cells, jaar = Cells("tblNieuwbouwprojecten"), ("Jaar", str(year))
    own = [] if case.whole else [("Corporatie", text(case.partij.naam))]
    some = f"{cells.count(jaar, *own)}>0"
    plan, made = (
        known([some, cells.filled(header, jaar, *own)], cells.sum(header, jaar, *own))
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
    writer.equals(f"C{row}", "NBW-PLAN", case.onderdeel, str(year))
    writer.equals(f"D{row}", "NBW-OPGELEVERD", case.onderdeel, str(year))


def _programme(case: Case, cells: Cells, header: str, year: int) -> str:
    """Add up a programme: each that signs has a figure, others may have none."""
    jaar = ("Jaar", str(year))
    conditions = [
        cells.count(("Corporatie", text(naam)), jaar, (header, MORE)) + "=1" for naam in case.names
    ]
    return known(conditions, cells.sum(header, jaar))


def _appliances(writer: Writer, case: Case, year: int) -> None:
    cells = Cells("tblOpenVerbranding")
    begin, gone = (_programme(case, cells, h, year) for h in ("Begin van het jaar", "Vervangen"))
    left = f"IF(AND(ISNUMBER({begin}),ISNUMBER({gone})),{begin}-{gone},{UNKNOWN})"
    final = f"OR(D{{r}}<=0,{over(year)})"
    meets = f"OR(D{{r}}<=0,AND(NOT({over(year)}),{gone}>={begin}*{elapsed(year)}))"
    row = writer.line(
        "Open toestellen die er nog zijn",
        [
            (0, COUNT),
            (left, COUNT),
            (UNKNOWN, GENERAL),
            (f"IF(ISNUMBER(D{{r}}),MAX(D{{r}},0),{UNKNOWN})", COUNT),
            (verdict("D{r}", "C{r}", upper=True, final=final, meets=meets), GENERAL),
        ],
    )
    writer.equals(f"D{row}", "OVT-RESTEREND", case.onderdeel, str(year))
    writer.judges(f"G{row}", "OVT-RESTEREND", case.onderdeel, str(year))


def livability(writer: Writer, case: Case) -> None:
    """Write the initiatives and the walks against their goals."""
    year = case.afspraken.gemeente.jaar
    headers = ["Onderdeel", "Waarde", "Norm", "Nog te gaan", "Oordeel"]
    writer.section("Vitale, veilige en gezonde woonomgeving", headers, link="Bewonersinitiatieven")
    goal = case.afspraken.doel("D2-2")
    if goal.streefwaarde is not None and goal.streefdatum is not None:
        _initiatives(writer, goal.streefwaarde, goal.streefdatum)
    cells, end = Cells("tblWijkschouwen"), f"DATE({year},12,31)"
    start, until = f'">="&DATE({year},1,1)', f'"<="&MIN({PEILDATUM},{end})'
    held = (("Gehouden op", start), ("Gehouden op", until))
    coming = (
        ("Gepland op", f'">"&{PEILDATUM}'),
        ("Gepland op", f'"<="&{end}'),
        ("Gepland op", start),
    )
    dates = f"COUNT({cells.column('Gehouden op')})+COUNT({cells.column('Gepland op')})>0"
    planned = f"({cells.count(*coming)}-{cells.count(*coming, *held)})"
    for word in ("kop", "tekst"):
        agreed = [
            g.waarde
            for a in case.afspraken.afspraken
            for g in a.getallen
            if g.maat == f"wijkschouwen_{word}" and g.waarde is not None
        ]
        for walks in agreed:
            n = number(walks)
            meets = f"C{{r}}+IF({over(year)},0,{planned})>={n}"
            final = f"OR(C{{r}}>={n},{over(year)})"
            row = writer.line(
                f"Wijkschouwen {year}, volgens de {word}",
                [
                    (known([dates], cells.count(*held)), COUNT),
                    (walks, COUNT),
                    (f"IF(ISNUMBER(C{{r}}),MAX(D{{r}}-C{{r}},0),{UNKNOWN})", COUNT),
                    (verdict("C{r}", "D{r}", upper=False, final=final, meets=meets), GENERAL),
                ],
            )
            writer.equals(f"C{row}", "WSC-GEHOUDEN", f"volgens de {word}", str(year))
            writer.judges(f"F{row}", "WSC-GEHOUDEN", f"volgens de {word}", str(year))
    writer.end()


def _initiatives(writer: Writer, asked: object, end: date) -> None:
    cells, n = Cells("tblBewonersinitiatieven"), str(asked)
    last = f"DATE({end.year},{end.month},{end.day})"
    is_over = f"{PEILDATUM}>={last}"
    done = ("Fase", '"uitgevoerd"')
    counted = cells.count(done, ("Uitgevoerd op", f'"<="&MIN({PEILDATUM},{last})'))
    dated = cells.count(done, ("Uitgevoerd op", '">0"'))
    undated = f"({cells.count(done)}-{dated})"
    running = cells.count(("Fase", '"in uitvoering"'))
    some = f"COUNTA({cells.column('Initiatief')})>0"
    sure = f"OR({counted}>={n},{undated}=0,{counted}+{undated}<{n})"
    meets = f"C{{r}}+IF({is_over},0,{running})>={n}"
    row = writer.line(
        "Uitgevoerde bewonersinitiatieven",
        [
            (known([some, sure], counted), COUNT),
            (int(n), COUNT),
            (f"IF(ISNUMBER(C{{r}}),MAX(D{{r}}-C{{r}},0),{UNKNOWN})", COUNT),
            (
                verdict(
                    "C{r}", "D{r}", upper=False, final=f"OR(C{{r}}>={n},{is_over})", meets=meets
                ),
                GENERAL,
            ),
        ],
    )
    writer.equals(f"C{row}", "BWI-UITGEVOERD")
    writer.judges(f"F{row}", "BWI-UITGEVOERD")


def agreements(writer: Writer, case: Case) -> None:
    """Write the agreements of each theme by status, and how many are overdue."""
    top = writer.row
    headers = ["Thema", *(s.capitalize() for s in STATUSES), "Zonder status"]
    writer.section("Afspraken naar status", headers)
    head = writer.row - 1
    first = writer.row
    for thema in case.afspraken.themas:
        cells = Cells(f"tblAfspraken{thema.nummer}")
        table = case.tables[f"afspraken_{thema.nummer}"]
        writer.line(
            table.title,
            [
                *((cells.count(("Status", text(status))), COUNT) for status in STATUSES),
                (f"COUNTA({cells.column('Code')})-COUNTA({cells.column('Status')})", COUNT),
            ],
        )
    last = writer.row - 1
    row = writer.line(
        "Samen", [(f"SUM({letter}{first}:{letter}{last})", COUNT) for letter in "CDEFGHI"]
    )
    writer.equals(f"I{row}", "AFS-ZONDER-STATUS")
    themes = [Cells(f"tblAfspraken{thema.nummer}") for thema in case.afspraken.themas]
    late = "+".join(_overdue(cells) for cells in themes)
    row = writer.line("Over de termijn op de peildatum", [(late, COUNT)])
    writer.equals(f"C{row}", "AFS-VERSTREKEN")
    every = "+".join(f"COUNTA({cells.column('Code')})" for cells in themes)
    writer.equals(f"C{writer.line('Alle afspraken', [(every, COUNT)])}", "AFS-AANTAL")
    bars(
        writer.sheet,
        f"K{top}",
        "Afspraken naar status",
        (head, last),
        (3, 4, 5, 6, 7, 9),
        form="0",
        low=0,
        stacked=True,
    )
    writer.end(until=top + ROWS + 1)


def _overdue(cells: Cells) -> str:
    late = ("Uiterlijk", f'"<"&{PEILDATUM}')
    closed = "".join(f"-{cells.count(late, ('Status', text(status)))}" for status in CLOSED)
    return f"{cells.count(late)}{closed}"


def coverage(writer: Writer, case: Case) -> None:
    """Write how many rows each table has, and how much of its figures is filled in."""
    writer.new_page()
    writer.section(
        "Dekking van de gegevens",
        ["Tabel", "Rijen", "Cijfers ingevuld"],
        "Een leeg vak telt nooit als nul; wat leeg is, maakt een indicator niet te bepalen.",
    )
    figures = {Format.GETAL, Format.DECIMAAL, Format.INDEX, Format.PROCENT, Format.EURO}
    for table in case.tables.values():
        if table.name.startswith(("afspraken_", "partijen")):
            continue
        cells, key = Cells(table.excel_name), table.column(table.key[0]).header
        columns = [c.header for c in table.input_columns if c.format in figures]
        rows = f"COUNTA({cells.column(key)})"
        filled = "+".join(f"COUNT({cells.column(header)})" for header in columns)
        share = known(["C{r}>0"], f"({filled})/(C{{r}}*{len(columns)})") if columns else UNKNOWN
        row = writer.line(table.sheet, [(rows, COUNT), (share, PERCENT)])
        put_link(writer.sheet, f"B{row}", table.sheet, "A1", table.sheet)
    writer.end()
