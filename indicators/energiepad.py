"""The path of the mean energy index to the goal, along a straight line. Lower is better."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from prestatieafspraken.indicators.context import Context
from prestatieafspraken.indicators.energie import Index, Mean
from prestatieafspraken.indicators.grenzen import norm_words
from prestatieafspraken.indicators.result import (
    Definition,
    Indicator,
    Oordeel,
    Outcome,
    Undetermined,
)
from prestatieafspraken.indicators.verdict import digits_beside, is_over, judge
from prestatieafspraken.workbook.dutch import number

DOEL = "D3-1"
_SOURCES = (DOEL, "C6")

PAD = Definition(
    "EIX-PAD",
    "Energie-index in het streefjaar",
    "De gemeten index in het streefjaar; anders de index op de rechte lijn door het basisjaar en "
    "het laatste cijfer.",
    "index",
    _SOURCES,
)
NODIG = Definition(
    "EIX-NODIG",
    "Nog nodige daling van de energie-index",
    "Laatste index min de norm; 0 als de norm is gehaald.",
    "index",
    _SOURCES,
)
AANKOMST = Definition(
    "EIX-AANKOMST",
    "Jaar waarin de energie-index de norm bereikt",
    "Laatste jaar plus de nog nodige daling gedeeld door de daling per jaar sinds het basisjaar.",
    "jaartal",
    _SOURCES,
)


DEFINITIONS = (PAD, NODIG, AANKOMST)


@dataclass(frozen=True)
class Path:
    """The straight line through the base year and the last figure, towards a norm."""

    start: Mean
    last: Mean
    streefjaar: int
    norm: Decimal

    @property
    def decline(self) -> Decimal:
        """Give the decline a year."""
        return (self.start.waarde - self.last.waarde) / (self.last.jaar - self.start.jaar)

    def outcome(self, value: Decimal, text: str, oordeel: Oordeel = Oordeel.GEEN_NORM) -> Outcome:
        """Give a value that follows from the line."""
        remarks = "".join(dict.fromkeys([self.start.remark, self.last.remark]))
        return Outcome(
            value,
            f"Van {self.start} naar {self.last}. {text}{remarks}",
            oordeel,
            self.start.waarde,
            self.start.cellen + self.last.cellen,
        )


def path_of(index: Index) -> Path:
    """Draw the line (Undetermined if there are no two figures of one method)."""
    doel = index.context.doel(DOEL)
    if not (doel.basisjaar and doel.streefjaar and doel.streefwaarde):
        raise Undetermined(f"Doel {DOEL} noemt geen index voor een jaar.")
    years = [y for y in index.years() if doel.basisjaar < y <= doel.streefjaar]
    if not years:
        raise Undetermined(f"Er is geen energie-index van na {doel.basisjaar}.")
    start, last = index.mean(doel.basisjaar), index.mean(years[-1])
    if start.methode != last.methode:
        raise Undetermined(
            f"De index van {start.jaar} is van een andere methode dan die van {last.jaar}; "
            "ze zijn niet te vergelijken."
        )
    return Path(start, last, doel.streefjaar, doel.streefwaarde)


def target(index: Index) -> Outcome:
    """Give the index in the target year, counted or along the line (R-34, R-35)."""
    path = path_of(index)
    last, over = path.last, is_over(path.streefjaar, index.context.peildatum)
    if over and (last.jaar < path.streefjaar or last.forecast):
        raise Undetermined(f"Het jaar {path.streefjaar} is om, maar de index is nog niet gemeten.")
    value = last.waarde - path.decline * (path.streefjaar - last.jaar)
    meets = value <= path.norm
    line = "" if last.jaar == path.streefjaar else "Op een rechte lijn is de index "
    digits = digits_beside(value, path.norm, number, 2)
    gap = "niet" if meets else number(value - path.norm, digits)
    text = f"{line}{number(value, digits)} in {path.streefjaar}: {gap} boven de norm van "
    text += f"{number(path.norm, 2)}."
    oordeel = judge(meets=meets, final=over)
    return path.outcome(value, text + norm_words(value, path.norm, last.methode), oordeel)


def needed(index: Index) -> Outcome:
    """Give how much the index still has to go down after the last figure."""
    path = path_of(index)
    short = max(path.last.waarde - path.norm, Decimal(0))
    years = path.streefjaar - path.last.jaar
    text = f"Tot {number(path.norm, 2)} in {path.streefjaar} moet er nog {number(short, 2)} af"
    pace = f" in {years} jaar; tot nu toe was dat {number(path.decline, 2)} per jaar."
    return path.outcome(short, text + (pace if years else "."))


def arrival(index: Index) -> Outcome:
    """Give the year in which the line reaches the norm."""
    path = path_of(index)
    short = path.last.waarde - path.norm
    if short <= 0:
        value = Decimal(path.last.jaar)
        return path.outcome(value, f"De norm van {number(path.norm, 2)} is dan al bereikt.")
    if path.decline <= 0:
        raise Undetermined("De index daalt niet; langs deze lijn wordt de norm nooit bereikt.")
    value = path.last.jaar + short / path.decline
    year = number(value, 2).replace(".", "")
    return path.outcome(value, f"Op een rechte lijn is {number(path.norm, 2)} bereikt in {year}.")


_CALCULATIONS: dict[Definition, Callable[[Index], Outcome]] = {
    PAD: target,
    NODIG: needed,
    AANKOMST: arrival,
}


def compute(context: Context) -> Iterator[Indicator]:
    """Give the path of the whole stock and of each corporatie."""
    try:
        doel = context.doel(DOEL)
    except Undetermined as reason:
        for definition in DEFINITIONS:
            yield context.undetermined(definition, reason)
        return
    for naam in (None, *context.signing()):
        for definition, calculate in _CALCULATIONS.items():
            yield context.indicator(
                definition,
                partial(calculate, Index(context, naam)),
                onderdeel=naam,
                periode=None if definition is AANKOMST else str(doel.streefjaar),
                norm=doel.streefwaarde if definition is PAD else None,
            )
