"""The dashboard on goals: a line for each that is followed on a sheet of its own, with its verdict.

What decides it stands in the rows of the blocks beneath; here they are made one, as the goal says.
"""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.styles import Alignment

from prestatieafspraken.afspraken.doel import Beslist
from prestatieafspraken.afspraken.kengetaldoelen import kengetaldoelen
from prestatieafspraken.afspraken.model import Doel
from prestatieafspraken.workbook.dashboard.doelformule import BEST, VERDICTS
from prestatieafspraken.workbook.dashboard.formulas import UNKNOWN, WORDS, text
from prestatieafspraken.workbook.dashboard.scope import Scope
from prestatieafspraken.workbook.dashboard.writer import GENERAL, Writer
from prestatieafspraken.workbook.goal import aim
from prestatieafspraken.workbook.layout import style

WORST_FIRST = [WORDS[word] for word in VERDICTS]
BEST_FIRST = [WORDS[VERDICTS[place]] for place in BEST]
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
OPEN = WORDS["niet te bepalen"]


class Doelen:
    """The lines of the goals: their place is taken before there are rows to decide them."""

    def __init__(self, writer: Writer, scope: Scope) -> None:
        elsewhere = {one.doel.id for one in kengetaldoelen(scope.afspraken)}
        own = [doel for doel in scope.afspraken.doelen if doel.maat and doel.id not in elsewhere]
        self.writer, self.goals = writer, own if scope.whole else []
        if self.goals:
            writer.section(
                "Doelen",
                ["Doel", "Streven", "", "", "Oordeel"],
                "Het oordeel volgt uit de rijen hieronder die over het doel beslissen.",
                "Doelen",
            )
            self.first = writer.row
            writer.sheet[f"C{self.first - 1}"].alignment = LEFT
            writer.end(len(self.goals) + 1)

    def fill(self) -> None:
        """Write the lines, now that the rows are there."""
        end, self.writer.row = self.writer.row, getattr(self, "first", self.writer.row)
        for doel in self.goals:
            verdict = decided(doel, self.writer.judged.get(doel.id, {}))
            row = self.writer.line(f"{doel.id}: {doel.titel}", [])
            self.writer.said(row, "C", "E", aim(doel))
            self.writer.put(f"F{row}", verdict, GENERAL).border = style.CELL_BORDER
            self.writer.equals(f"F{row}", doel.id, veld="besluit")
        self.writer.row = end


def decided(doel: Doel, rows: dict[str, list[tuple[str | None, str]]]) -> str:
    """Give the verdict of the cells that decide a goal, by the code of their indicator."""
    codes = doel.beslist_door or rows
    cells = [_of_whole(rows[code]) for code in codes if code in rows]
    every = [cell for one in cells for cell in one]
    if not every:  # it lacks what its block needs to draw a line to it
        return text(OPEN)
    if doel.beslist is Beslist.ALLE or len(cells) == 1:
        # What is planned and what was counted are one question: who knows, answers.
        sure = [word for word in WORST_FIRST if word != OPEN or doel.beslist_door]
        return _first(every, [*sure, OPEN])
    best = _first(every, BEST_FIRST)
    if doel.beslist is Beslist.EEN_VAN:
        return best
    return f"IF({best}={_first(every, WORST_FIRST)},{best},{text(WORDS['per lezing'])})"


def _of_whole(cells: Sequence[tuple[str | None, str]]) -> list[str]:
    """Give the cell of the whole, which says it for its parts, or those of the parts."""
    whole = [cell for onderdeel, cell in cells if onderdeel is None]
    return whole or [cell for _, cell in cells]


def _first(cells: Sequence[str], words: Sequence[str]) -> str:
    """Give the first of these words that stands in any of the cells."""
    formula = UNKNOWN
    for word in reversed(words):
        found = ",".join(f"{cell}={text(word)}" for cell in cells)
        formula = f"IF(OR({found}),{text(word)},{formula})"
    return formula
