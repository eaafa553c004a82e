"""The path of the mean energy index to the goal, along a straight line. Lower is better."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial

from prestatieafspraken.afspraken.maat import Vorm
from prestatieafspraken.afspraken.model import Doel
from prestatieafspraken.afspraken.voorbij import is_over
from prestatieafspraken.dutch.figure import exactly, in_year, measure, side
from prestatieafspraken.dutch.written import number
from prestatieafspraken.indicators.context import Context
from prestatieafspraken.indicators.energie import MAAT, TABLE, Index, Mean
from prestatieafspraken.indicators.grenzen import label, label_norm, norm_words
from prestatieafspraken.indicators.lijn import Line
from prestatieafspraken.indicators.maatstaf import of_goal
from prestatieafspraken.indicators.oordeel import held
from prestatieafspraken.indicators.result import (
    Definition,
    Indicator,
    Maatstaf,
    Oordeel,
    Outcome,
    UndeterminedError,
)

_PRINTED = (TABLE,)

PAD = Definition(
    "EIX-PAD",
    "Energie-index in het streefjaar",
    "De gemeten index in het streefjaar; anders de index op de rechte lijn door het basisjaar en "
    "het laatste cijfer.",
    "index",
    MAAT,
    _PRINTED,
    toets=True,
)
PAD_B = Definition(
    "EIX-PAD-B",
    "Energie-index in het streefjaar, getoetst aan het label",
    "Dezelfde index als bij EIX-PAD, naast de bovengrens van het label in de eigen methode.",
    "index",
    MAAT,
    _PRINTED,
    toets=True,
)
NODIG = Definition(
    "EIX-NODIG",
    "Nog nodige daling van de energie-index",
    "Laatste index min de norm; 0 als de norm is gehaald.",
    "index",
    MAAT,
    _PRINTED,
)
AANKOMST = Definition(
    "EIX-AANKOMST",
    "Jaar waarin de energie-index de norm bereikt",
    "Laatste jaar plus de nog nodige daling gedeeld door de daling per jaar sinds het basisjaar; "
    "een cijfer is van het eind van zijn jaar, en wat daarna komt van het volgende.",
    "jaartal",
    MAAT,
    _PRINTED,
)


DEFINITIONS = (PAD, PAD_B, NODIG, AANKOMST)


@dataclass(frozen=True)
class Path:
    """The straight line through the base year and the last figure, towards a norm.

    The last figure may be that of the target year itself; then it needs no `start`.
    """

    doel: Doel
    start: Mean | None
    last: Mean
    streefjaar: int
    maatstaf: Maatstaf

    @property
    def norm(self) -> Decimal:
        """Give the index that the goal asks."""
        return self.maatstaf.waarde

    @property
    def line(self) -> Line:
        """Give the line itself; from nowhere it is flat."""
        start = self.start or replace(self.last, jaar=self.last.jaar - 1)
        return Line(start.jaar, start.waarde, self.last.jaar, self.last.waarde)

    @property
    def decline(self) -> Decimal:
        """Give the decline a year."""
        return -self.line.slope

    @property
    def in_one_method(self) -> bool:
        """Whether there is a line at all: indexes of two methods are no change of one another."""
        return self.start is not None and self.start.methode == self.last.methode

    @property
    def words(self) -> str:
        """Write where the line goes from and to, as a sentence before another."""
        return f"{self.way}. "

    @property
    def way(self) -> str:
        """Write where the line goes from and to."""
        if self.start is None or not self.in_one_method:
            return ""
        return f"Van {self.start.told(self.norm)} naar {self.last.told(self.norm)}"

    @property
    def asked(self) -> str:
        """Write the index that the goal asks."""
        return exactly(self.norm, "index")

    def shown(self, value: Decimal) -> str:
        """Write an index beside it."""
        return measure(value, "index", self.norm)

    def is_final(self, peildatum: date, methode: str | None) -> bool:
        """Say whether a verdict can be: a bound of one method decides no index of another."""
        return is_over(self.streefjaar, peildatum) and methode in (None, self.last.methode)

    def outcome(
        self, value: Decimal, text: str, how: str, oordeel: Oordeel = Oordeel.GEEN_NORM
    ) -> Outcome:
        """Give a value that follows from the line; `how` is the calculation."""
        means = [one for one in (self.start, self.last) if one]
        return Outcome(
            value,
            text + _remarks(means),
            oordeel,
            self.start.waarde if self.start and self.in_one_method else None,
            tuple(cel for one in means for cel in one.cellen),
            berekening=how,
            per_jaar=self.line.needed(self.maatstaf, self.streefjaar),
            aankomst=self.line.arrival(self.maatstaf) if self.in_one_method else None,
            klasse=label(value, self.last.methode) if oordeel is not Oordeel.GEEN_NORM else None,
            steunt_op=tuple(told for one in means for told in one.steun),
        )


def _remarks(means: Sequence[Mean]) -> str:
    """Say how the means were weighed; what is the same of both, once."""
    told = [one.remark.removeprefix(f" De index van {one.jaar} is") for one in means]
    if len(means) == 2 and told[0] == told[1] != "":
        first, last = (one.jaar for one in means)
        return f" De index van {first} en die van {last} zijn{told[0]}"
    return "".join(one.remark for one in means)


def line_of(index: Index, doel: Doel) -> Path:
    """Draw the line to a goal (UndeterminedError if there are no two figures of one method)."""
    path = path_of(index, doel)
    start = path.start or index.mean(doel.basisjaar or 0)
    if start.methode != path.last.methode:
        raise UndeterminedError(_OTHER_METHOD.format(start.jaar, path.last.jaar))
    return path


_OTHER_METHOD = (
    "De index van {} is van een andere methode dan die van {}; ze zijn niet te vergelijken."
)


def path_of(index: Index, doel: Doel) -> Path:
    """Give the way to a goal; without a line only a figure of the target year itself is enough."""
    if not (doel.basisjaar and doel.streefjaar and doel.streefwaarde):
        raise UndeterminedError(f"Doel {doel.id} noemt geen index voor een jaar.")
    norm = of_goal(index.context, doel, Vorm.NIVEAU)
    years = [y for y in index.years() if doel.basisjaar < y <= doel.streefjaar]
    if not years:
        raise UndeterminedError(f"Er is geen energie-index van na {doel.basisjaar}.")
    last, start = index.mean(years[-1]), None
    try:
        start = index.mean(doel.basisjaar)
    except UndeterminedError:
        if last.jaar < doel.streefjaar:
            raise
    if start and start.methode != last.methode and last.jaar < doel.streefjaar:
        raise UndeterminedError(_OTHER_METHOD.format(start.jaar, last.jaar))
    return Path(doel, start, last, doel.streefjaar, norm)


def target(index: Index, doel: Doel) -> Outcome:
    """Give the index in the target year, counted or along the line (R-34, R-35)."""
    path = path_of(index, doel)
    value, last = _reached(index, path), path.last
    if last.jaar == path.streefjaar:
        told = path.way or f"{path.shown(value)} in {last.jaar}"
    else:
        told = f"{path.words}Op een rechte lijn is de index {path.shown(value)} in "
        told += str(path.streefjaar)
    gap = "" if value == path.norm else f"{measure(abs(value - path.norm), 'index')} "
    text = f"{told}, dat is {gap}{side(value, path.norm)} de norm van {path.asked}."
    final = path.is_final(index.context.peildatum, doel.methode)
    oordeel = held(path.maatstaf, value, final=final)
    words = text + norm_words(value, path.norm, last.methode, doel)
    return path.outcome(value, words, _line_sum(path, value), oordeel)


def at_label(index: Index, doel: Doel) -> Outcome:
    """Hold the same index against the upper bound of the label, the other half of the goal."""
    if doel.streeflabel is None:
        raise UndeterminedError(f"Doel {doel.id} noemt geen label.")
    path = path_of(index, doel)
    value = _reached(index, path)
    norm, assumed = label_norm(doel.streeflabel, path.last.methode, path.last.jaar)
    meets = norm.meets(value)
    kept = "binnen" if meets else "boven"
    text = f"Met {measure(value, 'index', norm.waarde)} in {path.streefjaar} ligt de index {kept} "
    text += f"de grens van label {doel.streeflabel} ({exactly(norm.waarde, 'index')}).{assumed}"
    final = path.is_final(index.context.peildatum, None) and not assumed
    outcome = path.outcome(value, text, _line_sum(path, value), held(norm, value, final=final))
    line = path.line
    return replace(
        outcome,
        norm=norm,
        per_jaar=line.needed(norm, path.streefjaar),
        aankomst=line.arrival(norm) if path.in_one_method else None,
    )


def _line_sum(path: Path, value: Decimal) -> str:
    years = path.streefjaar - path.last.jaar
    if not years or path.start is None:
        return number(value)
    last, span = number(path.last.waarde), path.last.jaar - path.start.jaar
    return f"{last} − ({number(path.start.waarde)} − {last}) / {span} × {years} = {number(value)}"


def _reached(index: Index, path: Path) -> Decimal:
    """Give the index in the target year (UndeterminedError if that is over and not counted)."""
    last, over = path.last, is_over(path.streefjaar, index.context.peildatum)
    if over and (last.jaar < path.streefjaar or last.forecast):
        raise UndeterminedError(
            f"Het jaar {path.streefjaar} is om, maar de index is nog niet gemeten."
        )
    return path.line.at(path.streefjaar)


def needed(index: Index, doel: Doel) -> Outcome:
    """Give how much the index still has to go down after the last figure."""
    path = line_of(index, doel)
    short = max(path.last.waarde - path.norm, Decimal(0))
    years = path.streefjaar - path.last.jaar
    text = (
        path.words
        + f"Tot {path.asked} in {path.streefjaar} moet er nog {measure(short, 'index')} af"
    )
    pace = f" in {years} jaar; tot nu toe was dat {measure(path.decline, 'index')} per jaar."
    how = (
        f"{number(path.last.waarde)} − {number(path.norm)} = {number(path.last.waarde - path.norm)}"
    )
    return path.outcome(short, text + (pace if years else "."), how + ("" if short else ", dus 0"))


def arrival(index: Index, doel: Doel) -> Outcome:
    """Give the year in which the line reaches the norm."""
    path = line_of(index, doel)
    value = path.line.arrival(path.maatstaf)
    if value is None:
        raise UndeterminedError("De index daalt niet; langs deze lijn wordt de norm nooit bereikt.")
    if path.norm >= path.last.waarde:
        text = f"{path.words}De norm van {path.asked} is dan al bereikt."
        return path.outcome(value, text, f"{number(path.last.waarde)} ≤ {number(path.norm)}")
    text = f"{path.words}Op een rechte lijn is {path.asked} bereikt {in_year(value)}."
    span = number(value - path.last.jaar, 2)
    how = f"({number(path.last.waarde)} − {number(path.norm)}) / {number(path.decline)} = "
    return path.outcome(value, text, f"{how}{span} jaar na eind {path.last.jaar}")


_CALCULATIONS: dict[Definition, Callable[[Index, Doel], Outcome]] = {
    PAD: target,
    PAD_B: at_label,
    NODIG: needed,
    AANKOMST: arrival,
}


def compute(context: Context) -> Iterator[Indicator]:
    """Give the path to each goal, of the whole stock and of each corporatie."""
    goals = context.afspraken.doelen_met(MAAT)
    for doel in goals:
        yield from _towards(context, doel)
    labels = any(doel.streeflabel for doel in goals)
    for definition in () if goals and labels else (PAD_B,) if goals else DEFINITIONS:
        yield context.unasked(definition)


def _towards(context: Context, doel: Doel) -> Iterator[Indicator]:
    try:
        norm = of_goal(context, doel, Vorm.NIVEAU)
    except UndeterminedError as reason:
        for definition in _asked(doel):
            yield context.undetermined(definition, reason, doel=doel)
        return
    for naam in (None, *context.signing()):
        for definition in _asked(doel):
            yield context.indicator(
                _named(definition, doel),
                partial(_CALCULATIONS[definition], Index(context, naam), doel),
                onderdeel=naam,
                periode=None if definition is AANKOMST else str(doel.streefjaar),
                norm=norm if definition is PAD else None,
                doel=doel,
            )


def _asked(doel: Doel) -> list[Definition]:
    return [one for one in DEFINITIONS if one is not PAD_B or doel.streeflabel]


def _named(definition: Definition, doel: Doel) -> Definition:
    """Say which label it is, where the indicator speaks of one."""
    if definition is not PAD_B:
        return definition
    naam, formule = (
        text.replace("het label", f"label {doel.streeflabel}")
        for text in (definition.naam, definition.formule)
    )
    return replace(definition, naam=naam, formule=formule)
