"""The energy labels of single homes: how many there are, and how they are spread."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property, partial

from prestatieafspraken.dutch.counted import agreeing, counted, part_agreeing, part_of, the_of
from prestatieafspraken.dutch.figure import measure
from prestatieafspraken.dutch.written import capital, number, percent
from prestatieafspraken.indicators.context import Context, PlainTable
from prestatieafspraken.indicators.grenzen import label, label_bounds, label_words
from prestatieafspraken.indicators.result import Definition, Indicator, Outcome, UndeterminedError
from prestatieafspraken.indicators.steun import Steun, deel
from prestatieafspraken.normen import klassen
from prestatieafspraken.workbook.labelklassen import LABELS, WITHOUT_INDEX

Home = Mapping[str, object]
TABLE = "energielabels"
MAAT, INDEX = "energielabel", "energie_index"

DEKKING = Definition(
    "ELB-DEKKING",
    "Woningen met een geldig energielabel",
    "Woningen met een label dat op de peildatum geldt, gedeeld door alle woningen in de lijst.",
    "%",
    MAAT,
    ook=(INDEX,),
)
VERDELING = Definition(
    "ELB-VERDELING",
    "Woningen per energielabel",
    "Aantal woningen met dit label, onder de woningen met een geldig label.",
    "woningen",
    MAAT,
    ook=(INDEX,),
)
GEMIDDELD = Definition(
    "ELB-INDEX",
    "Gemiddelde index van de woningen in de lijst",
    "Som van de index van de woningen met een geldig label gedeeld door hun aantal, per methode.",
    "index",
    MAAT,
    ook=(INDEX,),
)
PRIMAIR = Definition(
    "ELB-PRIMAIR",
    "Gemiddeld primair fossiel energiegebruik van de woningen in de lijst",
    "Som van het primair fossiel energiegebruik van de woningen met een geldig label volgens NTA "
    "8800, gedeeld door hun aantal. Dit is geen energie-index en niet ermee te vergelijken.",
    "kWh/m² per jaar",
    MAAT,
    ook=(INDEX,),
)
DEFINITIONS = (DEKKING, VERDELING, GEMIDDELD, PRIMAIR)


@dataclass(frozen=True)
class Homes:
    """The homes of the list, and those whose label holds on the peildatum.

    The list can have a hundred thousand rows, so it is read as it is. A home of which a cell cannot
    be read does not count, and is told.
    """

    context: Context
    all: PlainTable

    @cached_property
    def valid(self) -> list[Home]:
        """Give the homes with a label that has not run out; without a last day it counts."""
        lost = self._lost("label", "geldig_tot")
        return [
            home
            for row, home in self.all.items()
            if row not in lost and home.get("label") is not None and not self._is_over(home)
        ]

    @cached_property
    def expired(self) -> int:
        """Count the homes with a label that has run out."""
        labelled = (home for home in self.all.values() if home.get("label") is not None)
        return sum(self._is_over(home) for home in labelled)

    def _is_over(self, home: Home) -> bool:
        last = home.get("geldig_tot")
        return isinstance(last, date) and last < self.context.peildatum

    def _lost(self, *columns: str) -> set[int]:
        marked = self.context.unreadable.get(TABLE, {})
        return {row for column in columns for row in marked.get(column, ())}

    def unread(self, *columns: str) -> Steun:
        """Count the homes that do not count because one of these cells cannot be read."""
        return Steun(Decimal(len(self._lost("label", "geldig_tot", *columns))))

    def remark(self, *columns: str) -> str:
        """Say how many homes do not count because one of these cells cannot be read."""
        lost = int(self.unread(*columns).aantal)
        words = f"{agreeing(lost, 'telt', 'tellen')} {counted(lost, 'woningen')}"
        return f" Hier {words} niet mee, omdat een cel niet te lezen is." if lost else ""

    def steun(self, homes: Collection[Home]) -> Steun:
        """Give a number of homes with a valid label as what a value rests on.

        One home is no cell of a count, so those of one label and one method together are.
        """
        kinds = {(home.get("label"), home.get("methode")) for home in homes}
        cells = tuple(sorted(f"label {label}, methode {methode}" for label, methode in kinds))
        return Steun(Decimal(len(homes)), cells)

    def cells(self, column: str) -> tuple[str, ...]:
        """Name the cells of a column as one range."""
        rows = list(self.all)
        first, last = (self._cell(row, column) for row in (rows[0], rows[-1]))
        return (first,) if first == last else (f"{first}:{last.rpartition('!')[2]}",)

    def _cell(self, row: int, column: str) -> str:
        address_of = self.context.address_of
        return address_of(TABLE, row, column) if address_of else f"{TABLE} rij {row} {column}"


def homes(context: Context) -> Homes:
    """Give the homes of the list (UndeterminedError if it is not there or empty)."""
    rows = context.plain(TABLE)
    units = [unit for home in rows.values() if (unit := home.get("eenheid")) is not None]
    if len(set(units)) < len(units):
        raise UndeterminedError("Een woning staat er meer dan één keer in.")
    return Homes(context, rows)


def coverage(list_: Homes) -> Outcome:
    """Give the part of the homes whose label holds."""
    have, total = len(list_.valid), len(list_.all)
    value = Decimal(have) / total
    text = f"{capital(part_of(have, total, 'woningen'))} {part_agreeing(have, 'heeft', 'hebben')} "
    text += "een geldig label."
    if list_.expired:
        text += f" Bij {number(list_.expired)} is het label verlopen."
    text += list_.remark()
    how = f"{number(have)} / {number(total)} = {percent(value, 2)}"
    valid, over = list_.steun(list_.valid), Steun(Decimal(list_.expired), ("verlopen",))
    without = Steun(Decimal(total - have), ("verlopen", "zonder label"))
    whole = Steun(Decimal(total), valid.cellen + without.cellen)
    never = Steun(without.aantal - over.aantal, ("zonder label",))
    counts = (valid, whole, without, over, never, list_.unread())
    return Outcome(value, text, cellen=list_.cells("label"), berekening=how, steunt_op=counts)


def spread(list_: Homes, letter: str) -> Outcome:
    """Count the homes with one label."""
    valid = list_.valid
    if not valid:
        reason = f"Geen enkele woning heeft een geldig label.{list_.remark()}"
        raise UndeterminedError(reason, (list_.unread(),))
    chosen = [home for home in valid if home.get("label") == letter]
    count = len(chosen)
    part = measure(Decimal(count) / len(valid), "%")
    text = f"{part} van {the_of(len(valid), 'woningen')} met een geldig label."
    text += list_.remark()
    how = f"{number(count)} van {number(len(valid))}"
    counts = (*deel(list_.steun(chosen), list_.steun(valid)), list_.unread())
    return Outcome(
        count,
        text,
        cellen=list_.cells("label"),
        klasse=letter,
        berekening=how,
        steunt_op=counts,
    )


def mean(list_: Homes, methode: str) -> Outcome:
    """Give the mean index of the homes of one method, with its coverage."""
    column = "primair" if methode == WITHOUT_INDEX else "energie_index"
    own = [home for home in list_.valid if home.get("methode") == methode]
    values = [value for home in own if isinstance(value := home.get(column), int | float)]
    lost = list_.remark("methode", column)
    if not values:
        reason = f"Geen enkele woning van de methode {methode} heeft een index.{lost}"
        raise UndeterminedError(reason, (list_.steun(own), list_.unread("methode", column)))
    # Counted in billionths, so that adding up leaves no noise of binary fractions.
    exact = sum((Decimal(format(float(v), ".9f")) for v in values), Decimal(0))
    value = exact / len(values)
    text = f"Over {part_of(len(values), len(own), 'woningen')} van deze methode."
    text += label_words(value, methode) + lost
    how = f"{number(exact, 2)} / {number(len(values))} = {number(value, 3)}"
    letter = label(value, methode)
    with_index = Steun(Decimal(len(values)), (f"index, methode {methode}",))
    return Outcome(
        value,
        text,
        cellen=list_.cells(column),
        klasse=letter,
        berekening=how,
        reeks=methode,
        naast=label_bounds(methode),
        steunt_op=(*deel(with_index, list_.steun(own)), list_.unread("methode", column)),
    )


def compute(context: Context) -> Iterator[Indicator]:
    """Give coverage, spread, and the mean of each method that occurs."""
    list_ = homes(context)
    yield context.indicator(DEKKING, partial(coverage, list_))
    for grens in klassen(LABELS[WITHOUT_INDEX]).grenzen:  # all labels, the best first
        letter = grens.klasse
        yield context.indicator(VERDELING, partial(spread, list_, letter), onderdeel=letter)
    occurring = {home.get("methode") for home in list_.valid}
    hidden = list_.remark("methode")  # a home that cannot be read may be of any method
    for methode in LABELS:
        if methode not in occurring and not hidden:
            continue
        definition = PRIMAIR if methode == WITHOUT_INDEX else GEMIDDELD
        yield context.indicator(definition, partial(mean, list_, methode), onderdeel=methode)
