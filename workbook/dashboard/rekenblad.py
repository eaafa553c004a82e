"""The hidden sheet with the steps between the table Kengetallen and the dashboard.

What a goal comes to takes more than Excel lets one formula hold, so each step has a cell of its
own. Steps with the same formula are one cell.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from openpyxl.worksheet.worksheet import Worksheet

from prestatieafspraken.workbook.dashboard.formulas import (
    EXPECTED,
    PEILDATUM,
    Cells,
    named,
    over,
)
from prestatieafspraken.workbook.table import STEPS_SHEET

NUMBER = '">=-100000000000"'
"""The criterion that a number stands in the cell, be it below 0."""
NOT_EXPECTED, NOTHING = '"<>prognose"', '"="'
"""Criteria: whatever is no forecast, and an empty cell."""
KENGETALLEN = Cells("tblKengetallen")
Where = tuple[tuple[str, str], ...]


@dataclass
class Rekenblad:
    """Writes steps one under the other; `known` are the cells by their formula."""

    sheet: Worksheet
    known: dict[str, str] = field(default_factory=dict)

    def step(self, formula: str) -> str:
        """Write a step, and give the reference to its cell."""
        if formula not in self.known:
            row = len(self.known) + 1
            self.sheet[f"A{row}"].value = f"={formula}"
            self.known[formula] = f"{STEPS_SHEET}!$A${row}"
        return self.known[formula]


@dataclass(frozen=True)
class Tussenstap:
    """What stands in the table for one party and place in a year: `n` rows with a figure."""

    n: str
    aandeel: str
    teller: str
    noemer: str
    waarde: str
    prognose: str


@dataclass(frozen=True)
class Jaarstap:
    """The figure of a year in cells, as `indicators/meting.py` has it.

    `stand` is 1 where there is one, 0 where there is none and -1 where it cannot be known.
    """

    stand: str
    waarde: str
    mist: str
    prognose: str
    enen: str

    @property
    def heel(self) -> str:
        """Say that there is a figure and that nobody is missing from it."""
        return f"AND({self.stand}=1,NOT({self.mist}))"


@dataclass(frozen=True)
class Wie:
    """Of whom figures count: parties that must have one, and who speaks for the whole.

    A party that is None is any; a place that is empty is none.
    """

    doel: str
    partijen: tuple[str | None, ...]
    geheel: str | None = None
    gebieden: tuple[str, ...] = ()
    vast_gebied: str | None = None
    elk_gebied: bool = False
    gemiddeld: bool = False
    optelbaar: bool = True

    @property
    def plaatsen(self) -> tuple[str | None, ...]:
        """Name the places that rows may have."""
        if self.elk_gebied or self.vast_gebied:
            return (self.vast_gebied,)
        return ("", *self.gebieden)


def total(refs: Iterable[str]) -> str:
    """Add cells up; none make 0."""
    return "+".join(refs) or "0"


def year_step(reken: Rekenblad, wie: Wie, jaar: int, *, counted_only: bool = False) -> Jaarstap:
    """Write what all figures of a year make together."""

    def slot(partij: str | None, gebied: str | None) -> Tussenstap:
        return _slot(reken, wie.doel, partij, gebied, jaar, counted_only=counted_only)

    parts = {(p, g): slot(p, g) for p in wie.partijen for g in wie.plaatsen}
    if wie.geheel:
        parts |= {("", g): slot(wie.geheel, g) for g in wie.plaatsen}
    whole = parts.get(("", "")) or parts.get(("", wie.vast_gebied))
    alone = reken.step(f"{whole.n}>0") if whole else "FALSE"
    if whole:  # it stands for those of the parts
        used = {key: _if(f"IF({alone},0,1)", one) for key, one in parts.items() if one != whole}
        every = [whole, *used.values()]
    else:
        used, every = parts, list(parts.values())
    amount = reken.step(total(one.n for one in every))
    shares = reken.step(total(one.aandeel for one in every))
    twice = reken.step(f"OR({','.join(f'{one.n}>1' for one in parts.values())})")
    values = reken.step(total(one.waarde for one in every))
    by_counts = reken.step(
        f"IF({shares}={amount},IF({amount}>0,({total(o.teller for o in every)})"
        f"/MAX(0.000000001,{total(o.noemer for o in every)}),0),"
        f"{values}{f'/MAX(1,{amount})' if wie.gemiddeld else ''})"
    )
    sums = wie.optelbaar or wie.gemiddeld
    apart = "FALSE" if sums else f"AND({amount}>1,{shares}<{amount})"
    stand = reken.step(f"IF(OR({twice},{apart}),-1,IF({amount}>0,1,0))")
    missing = reken.step(_missing(reken, wie, used, alone))
    expected = reken.step(total(f"{one.n}*{one.prognose}" for one in every) + ">0")
    ones = reken.step(total(f"IF(AND({o.n}>0,{o.waarde}=1),1,0)" for o in every) + f"={amount}")
    return Jaarstap(stand, by_counts, missing, expected, ones)


def _if(factor: str, one: Tussenstap) -> Tussenstap:
    """Count a part only where no figure stands for the whole."""
    n, shares, teller, noemer, value = (
        f"{factor}*{ref}" for ref in (one.n, one.aandeel, one.teller, one.noemer, one.waarde)
    )
    return Tussenstap(n, shares, teller, noemer, value, one.prognose)


def _missing(
    reken: Rekenblad,
    wie: Wie,
    parts: dict[tuple[str | None, str | None], Tussenstap],
    alone: str,
) -> str:
    """Say that one of the parties or places has no figure, once another of them has."""
    lacking = []
    for index, wanted in ((0, wie.partijen), (1, wie.gebieden)):
        if not wanted or (index == 1 and (wie.elk_gebied or wie.vast_gebied)):
            continue
        each = [
            reken.step(total(one.n for key, one in parts.items() if key[index] == name))
            for name in wanted
        ]
        some, all_ = f"({total(each)})>0", ",".join(f"{ref}>0" for ref in each)
        lacking.append(f"AND({some},NOT(AND({all_})))")
    return f"AND(NOT({alone}),OR({','.join(lacking)}))" if lacking else "FALSE"


def _slot(
    reken: Rekenblad,
    doel: str,
    partij: str | None,
    gebied: str | None,
    jaar: int,
    *,
    counted_only: bool,
) -> Tussenstap:
    """Pick rows of a party, a place and a year: counted ones, of a year that runs the forecast."""
    at: Where = (("Doel", named(doel)), ("Jaar", str(jaar)))
    at += (("Partij", named(partij)),) if partij is not None else ()
    if gebied is not None:
        at += (("Gebied of project", named(gebied) if gebied else NOTHING),)
    seen = f"IF({jaar}>YEAR({PEILDATUM}),0,1)"
    if counted_only:
        kind, factor, expected = NOT_EXPECTED, seen, "0"
    else:
        counted = reken.step(f"{seen}*({_rows((*at, (EXPECTED[0], NOT_EXPECTED)))})")
        ahead = reken.step(_rows((*at, EXPECTED)))
        expected = reken.step(f"IF(AND({ahead}>0,OR({counted}=0,NOT({over(jaar)}))),1,0)")
        kind = reken.step(f'IF({expected}=1,"prognose",{NOT_EXPECTED})')
        factor = f"IF({expected}=1,1,{seen})"
    rows: Where = (*at, (EXPECTED[0], kind))
    share: Where = (("Teller", NUMBER), ("Noemer", '">0"'))
    n = reken.step(f"{factor}*({_rows(rows)})")
    shares = reken.step(f"{factor}*{KENGETALLEN.count(*rows, *share)}")
    above = reken.step(f"{factor}*{KENGETALLEN.sum('Teller', *rows, *share)}")
    below = reken.step(f"{factor}*{KENGETALLEN.sum('Noemer', *rows, *share)}")
    plain = (
        f"{factor}*({KENGETALLEN.sum('Waarde', *rows)}-{KENGETALLEN.sum('Waarde', *rows, *share)})"
    )
    value = reken.step(f"IF({below}>0,{above}/{below},0)+{plain}")
    return Tussenstap(n, shares, above, below, value, expected)


def _rows(where: Where) -> str:
    """Count rows with a figure: a share, a value, or both."""
    share: Where = (("Teller", NUMBER), ("Noemer", '">0"'))
    value: Where = (("Waarde", NUMBER),)
    one, two, both = (KENGETALLEN.count(*where, *more) for more in (share, value, (*share, *value)))
    return f"{one}+{two}-{both}"
