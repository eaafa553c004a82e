"""The strip on top of the dashboard: where this party stands, and what comes next.

Goals, or in the workbook of one corporatie its figures beside a norm, and agreements are counted by
what the rows below say of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, PatternFill

from prestatieafspraken.workbook.dashboard.formulas import (
    ASKS,
    DONE,
    EMPTY,
    SHEETS,
    STATUS,
    WORDS,
    Cells,
    text,
)
from prestatieafspraken.workbook.dashboard.scope import Scope
from prestatieafspraken.workbook.dashboard.writer import COUNT, GENERAL, Counterpart, Writer
from prestatieafspraken.workbook.finding import Severity
from prestatieafspraken.workbook.findings_table import EXCEL_NAME
from prestatieafspraken.workbook.findings_table import SHEET as FINDINGS
from prestatieafspraken.workbook.layout import style

CLASSES = {
    "gehaald": ("gehaald", "ongeveer gehaald"),
    "op koers": ("op koers",),
    "aandacht": ("aandacht",),
    "niet gehaald": ("niet gehaald", "niet bereikt"),
    "niet te bepalen": ("niet te bepalen", "niet te beoordelen"),
}
"""What each column takes together, in the order of the columns; what is left stands last."""
FILLS = {
    "gehaald": style.GOOD_FILL,
    "op koers": style.ON_COURSE_FILL,
    "aandacht": style.CAREFUL_FILL,
    "niet gehaald": style.WRONG_FILL,
    "niet te bepalen": style.OPEN_FILL,
}
ROWS = 6
REST = ("anders", "samen")
KEPT = ("✓ nagekomen", "↗ loopt", "! aandacht of deels", "✗ niet nagekomen", "? zonder status")
GOAL = "KGT-DOEL"
FAULTS, QUESTIONS = (
    Cells(EXCEL_NAME).count(("Ernst", text(f"{one.sign}*")), *more)
    for one, more in (
        (Severity.FOUT, ()),
        (Severity.WAARSCHUWING, (("Toelichting", EMPTY),)),
    )
)


class Strook:
    """The strip: its place is taken before there are rows to count."""

    def __init__(self, writer: Writer, scope: Scope) -> None:
        self.writer, self.scope, self.first = writer, scope, writer.row
        writer.end(ROWS + 1)
        self.last = writer.row - 1

    def fill(self) -> None:
        """Write it, now that the rows are there."""
        writer, end = self.writer, self.writer.row
        writer.row = self.first
        subject, cells = self._judged()
        if cells:
            told = [WORDS[word] for word in CLASSES]
            writer.headers([subject, *told, *REST])
            self._line("Aantal", _counted(cells))
        if (row := writer.statuses) != 0:
            writer.headers(["Afspraken", *KEPT, *REST])
            letters = ("C{0}", "D{0}", "E{0}+F{0}", "G{0}", "I{0}", "H{0}", "SUM(C{0}:I{0})")
            self._line("Aantal", [letter.format(row) for letter in letters])
        asks, done = f"SUM({ASKS})", f"SUM({DONE})"
        self._words("Ingevuld", f'{done}&" van de "&{asks}&" cellen"')
        self._words("Volgende stap", _next_step(asks, done))
        writer.row = end

    def _judged(self) -> tuple[str, list[str]]:
        """Give what is counted: goals where this workbook decides them, else figures."""
        said = self.writer.same
        goals = [one for one in said if one.veld == "besluit" or _is_goal(one)]
        if self.scope.whole:
            return "Doelen", [one.cell for one in goals]
        mine = [one.cell for one in said if one.veld == "oordeel"]
        return "Cijfers naast een norm", mine

    def _line(self, label: str, counts: Sequence[str]) -> None:
        row = self.writer.line(label, [(one, COUNT) for one in counts])
        for letter, fill in zip("CDEFG", FILLS.values(), strict=True):
            rule = FormulaRule([f"{letter}{row}>0"], fill=fill)  # type: ignore[no-untyped-call]
            self.writer.sheet.conditional_formatting.add(f"{letter}{row}", rule)
        for letter in "CDEFGHI":
            self.writer.sheet[f"{letter}{row}"].font = style.FIGURE
        self.writer.sheet.row_dimensions[row].height = 24

    def _words(self, label: str, formula: str) -> None:
        row = self.writer.line(label, [(formula, GENERAL)])
        self.writer.sheet.merge_cells(f"C{row}:I{row}")
        cell = self.writer.sheet[f"C{row}"]
        cell.alignment, cell.font = Alignment(horizontal="left", vertical="center"), style.STRONG


def banner(writer: Writer, where: str) -> None:
    """Say so as long as the last check found faults: the figures may still change."""
    many = f'IF({FAULTS}=1,"is nog 1 fout","zijn nog "&{FAULTS}&" fouten")'
    words = f'"! Er "&{many}&" (blad {FINDINGS}). De cijfers hieronder kunnen nog veranderen."'
    first = where.split(":")[0]
    cell = writer.put(first, f'IF({FAULTS}=0,"",{words})', GENERAL)
    cell.font = style.STRONG
    cell.alignment = Alignment(horizontal="left", vertical="center", indent=1)
    writer.sheet.merge_cells(where)
    amber: PatternFill = style.CAREFUL_FILL
    rule = FormulaRule([f'${first}<>""'], fill=amber)  # type: ignore[no-untyped-call]
    writer.sheet.conditional_formatting.add(where, rule)


def _is_goal(one: Counterpart) -> bool:
    return one.veld == "oordeel" and one.code == GOAL


def _counted(cells: Sequence[str]) -> list[str]:
    """Count the cells by what they say; what has no norm counts nowhere."""
    judged = [_count(cells, words) for words in CLASSES.values()]
    rest = f"{len(cells)}-SUM(C{{r}}:G{{r}})-({_count(cells, ('geen norm',))})"
    return [*judged, rest, "SUM(C{r}:H{r})"]


def _count(cells: Sequence[str], words: Iterable[str]) -> str:
    """Count the cells that say one of these words.

    >>> _count(["F8", "F9", "G12"], ["op koers"])
    'SUMPRODUCT((F8:F9="↗ op koers")*1)+SUMPRODUCT((G12:G12="↗ op koers")*1)'
    """
    said = [text(WORDS[word]) for word in words]
    terms = (f"SUMPRODUCT(({run}={word})*1)" for run in _runs(cells) for word in said)
    return "+".join(terms)


def _runs(cells: Sequence[str]) -> list[str]:
    """Take cells that stand below each other together.

    >>> _runs(["F8", "F9", "G12"])
    ['F8:F9', 'G12:G12']
    """
    at = sorted((cell[0], int(cell[1:])) for cell in cells)
    runs = groupby(enumerate(at), lambda one: (one[1][0], one[1][1] - one[0]))
    stretches = ([place for _, place in own] for _, own in runs)
    return [f"{own[0][0]}{own[0][1]}:{own[-1][0]}{own[-1][1]}" for own in stretches]


def _next_step(asks: str, done: str) -> str:
    """Say what to do first: mend, fill in, explain, or hand in."""
    name = f"INDEX({SHEETS},MATCH(1,INDEX(({ASKS}>{DONE})*1,0),0))"
    left = f"(SUMIFS({ASKS},{SHEETS},{name})-SUMIFS({DONE},{SHEETS},{name}))"
    fill = f'"Vul verder in op het blad "&{name}&": nog "&{left}&IF({left}=1," cel."," cellen.")'
    steps = (
        (f"{FAULTS}>0", text(f"Verbeter de fouten; op het blad {FINDINGS} staat hoe.")),
        (f"{asks}>{done}", fill),
        (
            f"{QUESTIONS}>0",
            text(f"Verbeter of leg uit wat op het blad {FINDINGS} staat."),
        ),
        (f'{STATUS}<>"definitief"', text("Zet op Start de status op definitief.")),
    )
    formula = text("Controleer de werkmap en maak de inzending.")
    for when, step in reversed(steps):
        formula = f"IF({when},{step},{formula})"
    return formula
