"""The movements of the stock: whether they close, and what sales and transfers take away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial

from prestatieafspraken.afspraken.model import Doel, Richting
from prestatieafspraken.dutch.figure import measure
from prestatieafspraken.dutch.written import capital, listing, number
from prestatieafspraken.indicators.context import Context, FigureRow, add_up, added, of_party
from prestatieafspraken.indicators.groeidoel import growth_of
from prestatieafspraken.indicators.result import (
    Definition,
    Indicator,
    Maatstaf,
    Outcome,
    UndeterminedError,
)
from prestatieafspraken.indicators.steun import Steun
from prestatieafspraken.indicators.voorraad import MAAT as GROEI
from prestatieafspraken.indicators.voorraad import TABLE, Stock
from prestatieafspraken.workbook.cijfersoort import CijferSoort

IN = {"nieuwbouw": "nieuwbouw", "aankoop": "aankoop", "naar_daeb": "overheveling naar DAEB"}
OUT = {"sloop": "sloop", "verkoop": "verkoop", "naar_niet_daeb": "overheveling naar niet-DAEB"}
MOVEMENTS = {**IN, **OUT}
LOSS = ("verkoop", "naar_niet_daeb")
MAAT = "voorraad_mutaties"

MUTATIE = Definition(
    "VRD-MUTATIE",
    "Mutaties van de DAEB-voorraad",
    "Som van deze mutatie in het jaar, van alle corporaties.",
    "woningen",
    MAAT,
    (TABLE,),
)
SALDO = Definition(
    "VRD-SALDO",
    "Onverklaard verschil in de DAEB-voorraad",
    "Stand min de stand van een jaar eerder, min wat erbij kwam, plus wat eraf ging; 0 als de "
    "voorraad sluit.",
    "woningen",
    MAAT,
    (TABLE,),
)
UITSTROOM = Definition(
    "VRD-UITSTROOM",
    "Verkoop en overheveling uit de DAEB-voorraad",
    "Verkochte woningen plus woningen die naar niet-DAEB zijn overgeheveld, in het jaar.",
    "woningen",
    MAAT,
    (TABLE,),
)
RUIMTE = Definition(
    "VRD-RUIMTE",
    "Ruimte voor verkoop en overheveling",
    "Geplande groei min de groei van het doel; onder 0 gaat elke verkochte of overgehevelde "
    "woning ten koste van het doel.",
    "woningen",
    MAAT,
    ook=(GROEI,),
    toets=True,
    licht_toe=True,
)
DEFINITIONS = (MUTATIE, SALDO, UITSTROOM, RUIMTE)


def compute(context: Context) -> Iterator[Indicator]:
    """Give movements, balance and outflow of each counted year, and the room that the plan has."""
    try:
        counted = [
            r for r in context.rows(TABLE) if r.text("soort_cijfer") == CijferSoort.REALISATIE
        ]
        years = sorted({year for row in counted if (year := row.year("jaar"))})
        if not years:
            raise UndeterminedError("Er is nog geen jaar met gerealiseerde cijfers.")
    except UndeterminedError as reason:
        for definition in (MUTATIE, SALDO, UITSTROOM):
            yield context.undetermined(definition, reason)
    else:
        for year in years:
            rows = [row for row in counted if row.year("jaar") == year]
            yield from _of_year(context, rows, year, actueel=year == years[-1])
    for doel in context.afspraken.doelen_met(GROEI):
        yield context.indicator(RUIMTE, partial(room, context, doel), doel=doel)
    if not context.afspraken.doelen_met(GROEI):
        yield context.unasked(RUIMTE)


def _of_year(
    context: Context, rows: Sequence[FigureRow], year: int, *, actueel: bool
) -> Iterator[Indicator]:
    for column, word in MOVEMENTS.items():
        yield context.indicator(
            MUTATIE,
            partial(movement, context, rows, (column,), year),
            onderdeel=word,
            periode=str(year),
            actueel=actueel,
        )
    for naam in (None, *context.signing()):
        for definition, calculate in (
            (SALDO, partial(balance, context, rows, naam, year)),
            (UITSTROOM, partial(movement, context, rows, LOSS, year, naam)),
        ):
            yield context.indicator(
                definition, calculate, onderdeel=naam, periode=str(year), actueel=actueel
            )


def movement(
    context: Context,
    rows: Sequence[FigureRow],
    columns: Sequence[str],
    year: int,
    naam: str | None = None,
) -> Outcome:
    """Add up movements of a year, of one corporatie or of all that sign."""
    rows = of_party(rows, naam)
    _complete(context, rows, naam, year)
    parts: list[Decimal] = []
    cells: list[str] = []
    for column in columns:
        value, used = _sum(rows, column)
        parts.append(value)
        cells += used
    total = sum(parts, Decimal(0))
    words = listing([MOVEMENTS[column] for column in columns])
    text = f"{capital(words)} in {year}: {measure(total, 'woningen')}."
    return Outcome(
        total,
        text,
        cellen=tuple(cells),
        berekening=added(parts),
        steunt_op=(Steun(total, tuple(cells)),),
    )


def balance(context: Context, rows: Sequence[FigureRow], naam: str | None, year: int) -> Outcome:
    """Give what the movements do not explain of the change since the year before."""
    stock = Stock(context, corporatie=naam)
    before, after = stock.total(year - 1), stock.total(year)
    rows = of_party(rows, naam)
    _complete(context, rows, naam, year)
    came = [_sum(rows, column) for column in IN]
    went = [_sum(rows, column) for column in OUT]
    more = sum((value for value, _ in came), Decimal(0))
    less = sum((value for value, _ in went), Decimal(0))
    value = after.waarde - before.waarde - more + less
    closes = "de voorraad sluit" if value == 0 else f"een verschil van {number(value)}"
    text = f"Begin {number(before.waarde)}, erbij {number(more)}, eraf {number(less)}, eind "
    text += f"{number(after.waarde)}: {closes}."
    how = f"{number(after.waarde)} − {number(before.waarde)} − {number(more)} + {number(less)} = "
    cells = [*before.cellen, *after.cellen, *(cell for _, used in (*came, *went) for cell in used)]
    moved = [
        Steun(sum_, tuple(cell for _, used in sums for cell in used))
        for sum_, sums in ((more, came), (less, went))
    ]
    return Outcome(
        value,
        text,
        cellen=tuple(cells),
        berekening=how + number(value),
        steunt_op=(before.steun, after.steun, *moved),
    )


def room(context: Context, doel: Doel) -> Outcome:
    """Give what the plan leaves above a goal: what may still be sold or transferred (R-16)."""
    growth = growth_of(Stock(context), doel)
    plan = growth.planned()
    value = plan.value - growth.norm
    words = "geen ruimte" if value <= 0 else f"ruimte voor {measure(value, 'woningen')}"
    text = f" Het doel vraagt {number(growth.norm)}: {words} om te verkopen of over te hevelen."
    how = f"; {number(plan.value)} − {number(growth.norm)} = {number(value)}"
    norm = Maatstaf(Decimal(0), Richting.MINIMAAL, growth.maatstaf.bron, tot=growth.maatstaf.tot)
    return replace(plan.outcome(value, text, growth.oordeel(plan), how), norm=norm)


def _sum(rows: Sequence[FigureRow], column: str) -> tuple[Decimal, tuple[str, ...]]:
    value, cells = add_up(rows, column, f"De mutatie {MOVEMENTS[column]}")
    negative = [row.label("corporatie") for row in rows if (row.number(column) or 0) < 0]
    if negative:
        raise UndeterminedError(
            f"Bij {listing(negative)} staat een negatief aantal bij {MOVEMENTS[column]}; "
            "niet te zien is of dat verkoop of terugkoop is."
        )
    return value, cells


def _complete(context: Context, rows: Sequence[FigureRow], naam: str | None, year: int) -> None:
    found = [row.text("corporatie") for row in rows]
    if len(set(found)) < len(found):
        raise UndeterminedError(f"In {year} staat een corporatie meer dan één keer.")
    absent = [name for name in ([naam] if naam else context.signing()) if name not in found]
    if absent:
        raise UndeterminedError(
            f"Over {year} ontbreken gerealiseerde cijfers van {listing(absent)}."
        )
