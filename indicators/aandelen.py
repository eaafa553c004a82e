"""Goals on a share or a change over the years: lifetime homes, gas use and renewable energy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from prestatieafspraken.afspraken.maat import Vorm
from prestatieafspraken.afspraken.model import Doel
from prestatieafspraken.afspraken.voorbij import is_over
from prestatieafspraken.dutch.figure import exactly, in_year, measure
from prestatieafspraken.dutch.written import listing, number, percent
from prestatieafspraken.indicators.context import NO_GOAL, Context, add_up, of_party, years
from prestatieafspraken.indicators.lijn import Line
from prestatieafspraken.indicators.maatstaf import of_goal
from prestatieafspraken.indicators.oordeel import held
from prestatieafspraken.indicators.result import (
    Definition,
    Indicator,
    Maatstaf,
    Outcome,
    UndeterminedError,
)
from prestatieafspraken.indicators.steun import Steun, deel
from prestatieafspraken.indicators.voorraad import Stock, latest

LEVENSLOOP, GASVERBRUIK, ENERGIE = "levensloopbestendig", "gasverbruik", "duurzame_energie"
"""The measures that goals name."""
REST = "overige voorraad"
"""What owners other than the corporaties have, as the list of owners calls it."""

AANDEEL = Definition(
    "LVB-AANDEEL",
    "Aandeel levensloopbestendige woningen",
    "Levensloopbestendige woningen gedeeld door alle woningen van de eigenaar.",
    "%",
    LEVENSLOOP,
)
RELATIEF = Definition(
    "LVB-RELATIEF",
    "Toename van het aandeel levensloopbestendig, ten opzichte van het eerste jaar",
    "Laatste aandeel gedeeld door het eerste aandeel, min 1.",
    "%",
    LEVENSLOOP,
    toets=True,
)
PUNTEN = Definition(
    "LVB-PUNTEN",
    "Toename van het aandeel levensloopbestendig, in procentpunten",
    "Laatste aandeel min eerste aandeel, maal 100: de tweede lezing van het doel.",
    "procentpunt",
    LEVENSLOOP,
    toets=True,
)
GAS = Definition(
    "GAS-VERANDERING",
    "Verandering van het gasverbruik sinds het basisjaar",
    "Gasverbruik in het laatste jaar gedeeld door dat in het basisjaar, min 1.",
    "%",
    GASVERBRUIK,
    toets=True,
)
DUURZAAM = Definition(
    "DZE-AANDEEL",
    "Duurzaam opgewekt deel van de energie die huurders nodig hebben",
    "Som van wat is opgewekt gedeeld door de som van de energiebehoefte, in het jaar.",
    "%",
    ENERGIE,
    toets=True,
)
DEFINITIONS = (AANDEEL, RELATIEF, PUNTEN, GAS, DUURZAAM)


@dataclass(frozen=True)
class Share:
    """A share in a year."""

    jaar: int
    teller: Decimal
    noemer: Decimal
    cellen: tuple[str, ...]
    eigenaren: frozenset[str]
    steun: tuple[Steun, ...] = ()

    @property
    def waarde(self) -> Decimal:
        """Give the share."""
        return self.teller / self.noemer

    @property
    def sum(self) -> str:
        """Write the division."""
        return f"{number(self.teller)} / {number(self.noemer)} = {percent(self.waarde, 2)}"


def _share(
    context: Context,
    table: str,
    jaar: int,
    columns: tuple[str, str, str],
    naam: str | None,
    needed: list[str],
) -> Share:
    """Divide two columns over the owners of a year (UndeterminedError unless all are known)."""
    owner, part, whole = columns
    rows = [r for r in context.rows(table) if r.year("jaar") == jaar]
    rows = of_party(rows, naam, owner)
    found = [row.text(owner) or row.cell(owner) for row in rows]
    absent = [name for name in ([naam] if naam else needed) if name not in found]
    if absent:
        lacks = "ontbreekt de rij" if len(absent) == 1 else "ontbreken de rijen"
        raise UndeterminedError(f"Over {jaar} {lacks} van {listing([_called(n) for n in absent])}.")
    if len(set(found)) < len(found):
        raise UndeterminedError(f"Over {jaar} staat een eigenaar meer dan één keer.")
    teller, cells = add_up(rows, part, f"Het getal bij {part}", owner)
    noemer, more = add_up(rows, whole, f"Het getal bij {whole}", owner)
    if noemer <= 0:
        raise UndeterminedError(f"Over {jaar} is het geheel 0, dus is er geen aandeel.")
    counts = deel(Steun(teller, cells), Steun(noemer, more))
    return Share(jaar, teller, noemer, cells + more, frozenset(found), counts)


def _called(owner: str) -> str:
    return f"de {owner}" if owner == REST else owner


_LVB = ("eigenaar", "geschikt", "woningen")
_DZE = ("corporatie", "opgewekt", "behoefte")


def lifetime(context: Context, jaar: int, naam: str | None = None) -> Share:
    """Give the share of lifetime homes of one owner or of the whole municipality."""
    needed = [*context.signing(), REST]
    return _share(context, "levensloopbestendig", jaar, _LVB, naam, needed)


def renewable(context: Context, jaar: int, naam: str | None = None) -> Share:
    """Give the share of renewable energy of one corporatie or of all."""
    found = _share(context, "duurzame_energie", jaar, _DZE, naam, context.signing())
    return replace(found, steun=_homes(context, naam, found.cellen))


def _homes(context: Context, naam: str | None, cells: tuple[str, ...]) -> tuple[Steun, ...]:
    """Say over how many homes energy was used: those of the last counted stock."""
    try:
        stock = latest(Stock(context, corporatie=naam), context.peildatum.year)
    except UndeterminedError:
        return ()
    return (Steun(stock.waarde, cells),)


def as_read(definition: Definition, doel: Doel | None) -> Definition:
    """Say in the formula of the first reading that the goal leaves two open."""
    if definition is not RELATIEF or doel is None or doel.verandering is None:
        return definition
    told = (
        f" Het doel zegt niet of {exactly(doel.verandering, '%')} een deel van het aandeel is of "
    )
    return replace(
        definition, formule=f"{definition.formule}{told}procentpunten; dit is de eerste lezing."
    )


def _asked(context: Context, doel: Doel, *, points: bool) -> Maatstaf:
    asked = of_goal(context, doel, Vorm.VERANDERING)
    return replace(asked, waarde=asked.waarde * 100) if points else asked


def growth(context: Context, doel: Doel | None, *, points: bool) -> Outcome:
    """Hold the growth of the share of lifetime homes against a goal, in one of two readings."""
    norm = _asked(context, doel, points=points) if doel else None
    known = [y for y in years(context.rows("levensloopbestendig")) if y <= context.peildatum.year]
    if len(known) < 2:
        raise UndeterminedError("Voor een toename zijn twee jaren nodig, en die zijn er nog niet.")
    base = (doel.basisjaar if doel else None) or known[0]
    target = (doel.streefjaar if doel else None) or known[-1]
    first = lifetime(context, base)
    last = lifetime(context, min(known[-1], target))
    if last.jaar <= first.jaar:
        raise UndeterminedError(f"Er is nog geen jaar na {first.jaar}.")
    if once := sorted(first.eigenaren ^ last.eigenaren):
        both = f"{first.jaar} en {last.jaar}"
        raise UndeterminedError(f"Alleen in een van de jaren {both} staat {listing(once)}.")
    if not points and first.waarde <= 0:
        raise UndeterminedError(f"In {first.jaar} was er niets om een toename van te berekenen.")
    if points:
        value = (last.waarde - first.waarde) * 100
        how = f"({last.sum}) − ({first.sum}), maal 100 = {number(value)}"
    else:
        value = last.waarde / first.waarde - 1
        how = f"({last.sum}) / ({first.sum}) − 1 = {percent(value, 2)}"
    other = "procentpunten" if points else "een deel van het eerste aandeel"
    unit, bounds = "procentpunt" if points else "%", [norm.waarde] if norm else []
    text = f"Van {measure(first.waarde, '%')} in {first.jaar} naar {measure(last.waarde, '%')} in "
    text += f"{last.jaar}, dat is, gelezen als {other}, "
    text += measure(value, unit, *bounds, sign=True)
    text += f"; het doel vraagt {exactly(norm.waarde, unit, sign=True)}." if norm else "."
    if doel:
        text += " Het doel zegt niet welke van de twee lezingen is bedoeld."
        if doel.basisjaar is None:
            text += f" Het doel noemt geen basisjaar; het eerste jaar in de tabel is {first.jaar}."
    line = Line(first.jaar, Decimal(0), last.jaar, value)
    outcome = _towards(context, doel, norm, line, text, how, first.cellen + last.cellen)
    return replace(outcome, steunt_op=first.steun + last.steun)


def _towards(
    context: Context,
    doel: Doel | None,
    norm: Maatstaf | None,
    line: Line,
    text: str,
    how: str,
    cells: tuple[str, ...],
) -> Outcome:
    """Judge the last value: itself when the target year is over, else where the line leads."""
    span = f"{line.start_year}-{line.year}"
    if doel is None or norm is None:
        text += f" {NO_GOAL}."
        return Outcome(line.value, text, cellen=cells, berekening=how, periode=span)
    target = doel.streefjaar
    if target is None:
        raise UndeterminedError(f"Doel {doel.id} noemt geen streefjaar.")
    over = is_over(target, context.peildatum)
    if over and line.year < target:
        raise UndeterminedError(
            f"Het jaar {target} is om, maar over {target} is er nog geen cijfer."
        )
    expected = line.value if line.year >= target else line.at(target)
    if line.year < target:
        text += f" Op een rechte lijn is het {_show(expected, norm, doel)} in {target}."
    arrival = line.arrival(norm)
    if arrival is not None and line.year < target:
        text += f" De norm is dan bereikt {in_year(arrival)}."
    return Outcome(
        line.value,
        text,
        held(norm, expected, final=over),
        cellen=cells,
        berekening=how,
        norm=norm,
        per_jaar=line.needed(norm, target),
        aankomst=arrival,
        periode=span,
    )


def _show(value: Decimal, norm: Maatstaf, doel: Doel) -> str:
    if doel.verandering is not None and norm.waarde != doel.verandering:
        return measure(value, "procentpunt", norm.waarde, sign=True)
    return measure(value, "%", norm.waarde, sign=True)


def gas(context: Context, doel: Doel | None) -> Outcome:
    """Hold the gas use against a goal (R-36), or tell its change since the first year."""
    norm = of_goal(context, doel, Vorm.VERANDERING) if doel else None
    rows = context.rows("gasverbruik")
    known = [y for y in years(rows) if y <= context.peildatum.year]
    base = doel.basisjaar if doel else next(iter(known), None)
    target = doel.streefjaar if doel else None
    if base is None or base not in known:
        raise UndeterminedError(f"Het gasverbruik van het basisjaar {base} ontbreekt.")
    later = [y for y in known if base < y <= (target or y)]
    if not later:
        raise UndeterminedError(f"Er is nog geen gasverbruik van na {base}.")
    used, cells, counts = {}, [], []
    for jaar in (base, later[-1]):
        of_year = [row for row in rows if row.year("jaar") == jaar]
        if len(of_year) > 1:
            raise UndeterminedError(f"Het jaar {jaar} staat er meer dan één keer in.")
        value = of_year[0].number("gas")
        if value is None:
            raise UndeterminedError(f"Het gasverbruik van {jaar} is nog niet ingevuld.")
        used[jaar] = value
        cells.append(of_year[0].cell("gas"))
        homes = of_year[0].number("woningen") if of_year[0].readable("woningen") else None
        counts += [] if homes is None else [Steun(homes, (cells[-1],))]
    if used[base] <= 0:
        raise UndeterminedError(
            f"Het gasverbruik van {base} is 0; daarvan is geen daling te berekenen."
        )
    last = later[-1]
    change = used[last] / used[base] - 1
    text = f"Van {number(used[base])} m³ in {base} naar {number(used[last])} m³ in {last}, dat is "
    text += f"{measure(change, '%', *([norm.waarde] if norm else []))}."
    how = f"{number(used[last])} / {number(used[base])} − 1 = {percent(change, 2)}"
    line = Line(base, Decimal(0), last, change)
    outcome = _towards(context, doel, norm, line, text, how, tuple(cells))
    return replace(outcome, steunt_op=tuple(counts))


def energy(context: Context, doel: Doel | None, jaar: int, naam: str | None) -> Outcome:
    """Hold the share of renewable energy against a goal (R-37)."""
    norm = of_goal(context, doel, Vorm.NIVEAU) if doel else None
    found, target = renewable(context, jaar, naam), doel.streefjaar if doel else None
    text = f"{measure(found.waarde, '%', *([norm.waarde] if norm else []))} in {jaar}."
    outcome = Outcome(
        found.waarde, text, cellen=found.cellen, berekening=found.sum, steunt_op=found.steun
    )
    if norm is None:
        return replace(outcome, toelichting=f"{text} {NO_GOAL}.")
    if naam or target is None:
        return outcome
    if jaar > target:
        return replace(outcome, toelichting=f"{text} Het doel was voor {target}.")
    over = is_over(target, context.peildatum)
    if over and jaar < target and jaar == _deciding(context, "duurzame_energie", target)[-1]:
        raise UndeterminedError(
            f"Het jaar {target} is om, maar over {target} is er nog geen cijfer."
        )
    final = jaar == target and over
    text += f" Het doel is {exactly(norm.waarde, '%')} in {target}."
    oordeel = held(norm, found.waarde, final=final)
    left = norm.short(found.waarde) / (target - jaar) if target > jaar else None
    return replace(outcome, toelichting=text, oordeel=oordeel, norm=norm, per_jaar=left)


def compute(context: Context) -> Iterator[Indicator]:
    """Give the shares of each year and owner, and the changes against their goals."""
    owners = (*context.signing(), REST)
    yield from _yearly(context, "levensloopbestendig", AANDEEL, (None, *owners), _plain)
    for doel in context.goals(LEVENSLOOP):
        for definition in (RELATIEF, PUNTEN):
            change = partial(growth, context, doel, points=definition is PUNTEN)
            yield context.indicator(as_read(definition, doel), change, doel=doel)
    for doel in context.goals(GASVERBRUIK):
        yield context.indicator(GAS, partial(gas, context, doel), doel=doel)
    for doel in context.goals(ENERGIE):
        parts = (None, *context.signing())
        yield from _yearly(context, "duurzame_energie", DUURZAAM, parts, energy, doel)


def _plain(context: Context, doel: Doel | None, jaar: int, naam: str | None) -> Outcome:
    found = lifetime(context, jaar, naam)
    text = f"{measure(found.waarde, '%')} in {jaar}."
    return Outcome(
        found.waarde, text, cellen=found.cellen, berekening=found.sum, steunt_op=found.steun
    )


def _yearly(
    context: Context,
    table: str,
    definition: Definition,
    names: tuple[str | None, ...],
    calculate: Callable[[Context, Doel | None, int, str | None], Outcome],
    doel: Doel | None = None,
) -> Iterator[Indicator]:
    try:
        known = _deciding(context, table, None)
        current = _deciding(context, table, doel.streefjaar if doel else None)[-1]
    except UndeterminedError as reason:
        yield context.undetermined(definition, reason, doel=doel)
        return
    for jaar in known:
        for naam in names:
            yield context.indicator(
                definition,
                partial(calculate, context, doel, jaar, naam),
                onderdeel=naam,
                periode=str(jaar),
                actueel=jaar == current,
                doel=doel,
            )


def _deciding(context: Context, table: str, target: int | None) -> list[int]:
    """Give the years with a figure until now; what is of after a goal does not decide it."""
    known = [y for y in years(context.rows(table)) if y <= context.peildatum.year]
    if not known:
        raise UndeterminedError("Er is nog geen cijfer tot en met de peildatum.")
    counting = [y for y in known if target is None or y <= target]
    if not counting:
        raise UndeterminedError(f"Er is geen cijfer tot en met {target}.")
    return counting
