"""Formulas over the tables: what a live cell needs to say what the indicators say.

Only functions of Excel 2016 and LibreOffice 7.4. What is not known is UNKNOWN, never 0.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from prestatieafspraken.afspraken.doel import Voldaan
from prestatieafspraken.afspraken.model import Doel
from prestatieafspraken.afspraken.streefwaarde import Hardheid
from prestatieafspraken.normen import NormStatus, UnknownNormError, norm
from prestatieafspraken.workbook.cijfersoort import CijferSoort
from prestatieafspraken.workbook.column import TABLE_YEARS

UNKNOWN = '"–"'
ELSEWHERE = '"→ zie het verslag"'
"""What stands where no formula of Excel can say it, and the report does."""
"""What a formula shows when there is nothing to compute from."""
PEILDATUM, STATUS = "start_peildatum", "start_status"
SHEETS, ASKS, DONE = "telling_blad", "telling_gevraagd", "telling_ingevuld"
"""Of each cell that may be asked: its sheet, whether it is asked now, whether it is filled in."""
WORDS = {
    "gehaald": "✓ gehaald",
    "op koers": "↗ op koers",
    "aandacht": "! aandacht",
    "niet gehaald": "✗ niet gehaald",
    "niet te bepalen": "? niet te bepalen",
    "geen norm": "· geen norm",
    "ongeveer gehaald": "≈ ongeveer gehaald",
    "niet bereikt": "– niet bereikt",
    "niet beoordeeld": "○ niet beoordeeld",
    "niet te beoordelen": "¿ niet te beoordelen",
    "per lezing": "⇆ per lezing",
}
"""Each oordeel with its sign, as every output shows it."""


def text(value: str) -> str:
    """Write a text inside a formula."""
    return '"' + value.replace('"', '""') + '"'


def named(value: str) -> str:
    """Write a name as a criterion: just that name, whatever signs are in it."""
    plain = re.sub(r"([~*?])", r"~\1", value)
    return text(f"={plain}" if plain[:1] in "<>=" else plain)


COUNTED = ("Soort cijfer", text(CijferSoort.REALISATIE))
EXPECTED = ("Soort cijfer", text(CijferSoort.PROGNOSE))


def number(value: Decimal) -> str:
    """Write a number inside a formula."""
    return format(value.normalize(), "f")


def over(year: str | int) -> str:
    """Say whether a year is complete on the peildatum."""
    return f"{PEILDATUM}>=DATE({year},12,31)"


def elapsed(year: int) -> str:
    """Give the part of a year that is over at the end of the peildatum."""
    length = f"(DATE({year + 1},1,1)-DATE({year},1,1))"
    return f"MAX(0,MIN(1,({PEILDATUM}-DATE({year},1,1)+1)/{length}))"


def all_of(conditions: Sequence[str]) -> str:
    """Join conditions that must all hold."""
    return f"AND({','.join(conditions)})" if len(conditions) > 1 else "".join(conditions) or "TRUE"


def known(conditions: Sequence[str], value: str) -> str:
    """Give a value when all conditions hold, else what stands for unknown."""
    return f"IF({all_of(conditions)},{value},{UNKNOWN})"


def oordeel(
    value: str, norm_: str, *, upper: bool, final: str, meets: str = "", silent: str = ""
) -> str:
    """Give the oordeel in words, with its sign; a bound itself is kept.

    Where `silent` holds there is nothing to say of a value beside its norm.
    """
    sign = "<=" if upper else ">="
    test = meets or f"ROUND({value},12){sign}ROUND({norm_},12)"
    good = f"IF({final},{text(WORDS['gehaald'])},{text(WORDS['op koers'])})"
    bad = f"IF({final},{text(WORDS['niet gehaald'])},{text(WORDS['aandacht'])})"
    unknown, none = text(WORDS["niet te bepalen"]), text(WORDS["geen norm"])
    judged = f"IF({test},{good},{bad})"
    judged = f"IF({silent},{unknown},{judged})" if silent else judged
    return f"IF(ISNUMBER({value}),IF(ISNUMBER({norm_}),{judged},{none}),{unknown})"


def as_agreed(formula: str, doel: Doel | None, jaar: int) -> str:
    """Give an oordeel as hard as its goal, and none where the condition of that is not met."""
    if doel is None:
        return formula
    none, unjudged = text(WORDS["geen norm"]), text(WORDS["niet beoordeeld"])
    hard = doel.hardheid is Hardheid.AFSPRAAK
    lost = text(WORDS["niet gehaald" if hard else "niet bereikt"])
    never = text(WORDS["niet gehaald"])
    if doel.voorwaarde is None:
        return formula.replace(never, lost)
    meant = doel.jaar_van_voorwaarde(jaar)
    met, unmet = (said(doel, meant, stand) for stand in (Voldaan.VERVULD, Voldaan.NIET_VERVULD))
    sure = formula.replace(never, f"IF({met},{lost},{unjudged})")
    return f"IF({unmet},IF({formula}={none},{none},{unjudged}),{sure})"


def said(doel: Doel, jaar: int | None, stand: Voldaan) -> str:
    """Say that a condition stands so in a year: as the sheet says, or else the agreements."""
    agreed = doel.voorwaarde is not None and doel.voorwaarde.in_jaar(jaar) is stand
    return str(agreed).upper() if jaar is None else said_of(doel.id, jaar, stand, agreed=agreed)


def said_of(code: str, jaar: int, stand: Voldaan, *, agreed: bool) -> str:
    """Say that the condition of a code stands so in a year: where no row says it, `agreed`."""
    where = (("Code", named(code)), ("Jaar", str(jaar)))
    here = CONDITIONS.count(*where, ("Stand", text(str(stand))))
    return f"IF({CONDITIONS.count(*where)}>0,{here}>0,{str(agreed).upper()})"


def decided(final: str, status: str) -> str:
    """Say whether figures are final and the status of their norm lets it decide."""
    doubtful = [f"{status}<>{text(one)}" for one in NormStatus if not one.is_firm]
    return all_of([final, *doubtful])


def gap(value: str, norm_: str, *, upper: bool) -> str:
    """Give how far a value is from its norm, 0 where it is met."""
    short = f"{value}-{norm_}" if upper else f"{norm_}-{value}"
    return f"IF(AND(ISNUMBER({value}),ISNUMBER({norm_})),MAX({short},0),{UNKNOWN})"


def arrival(change: str, norm_: str, last: str, span: str, *, upper: bool) -> str:
    """Give the year in which a straight line from 0 arrives at a norm; unknown if it never does.

    `change` is what the line did in a `span` of years up to the `last` one.
    """
    sign = "<=" if upper else ">="
    met = f"ROUND({change},12){sign}ROUND({norm_},12)"
    left, pace = f"({norm_}-{change})", f"({change}/({span}))"
    ahead = f"IF({left}*{change}<=0,{UNKNOWN},{year_of(f'{last}+{left}/{pace}')})"
    return f"IF(ISNUMBER({change}),IF({met},{last},{ahead}),{UNKNOWN})"


def year_of(arrival_: str) -> str:
    """Give the year in which a line arrives: the figure of a year is that of its end."""
    return f"ROUNDUP(ROUND({arrival_},9),0)"


def dated_norm(naam: str, year: str, gemeente: str) -> str:
    """Give a national norm as it holds at the end of the year in a cell."""
    return by_year(year, lambda day: number(norm(naam, day, gemeente).waarde))


def norm_status(naam: str, year: str, gemeente: str) -> str:
    """Say of a national norm whether it was ever held against the law itself."""
    return by_year(year, lambda day: text(norm(naam, day, gemeente).status))


def by_year(year: str, look_up: Callable[[date], str]) -> str:
    """Give what holds at the end of the year in a cell; what is not known is UNKNOWN."""
    values: list[tuple[int, str]] = []
    for jaar in TABLE_YEARS:
        try:
            value = look_up(date(jaar, 12, 31))
        except UnknownNormError:
            value = UNKNOWN
        if not values or values[-1][1] != value:
            values.append((jaar, value))
    formula = UNKNOWN
    for jaar, value in values:
        formula = f"IF({year}>={jaar},{value},{formula})"
    return f"IF(ISNUMBER({year}),{formula},{UNKNOWN})"


def a_day(value: date) -> str:
    """Write a day inside a formula."""
    return f"DATE({value.year},{value.month},{value.day})"


def year_end(year: str) -> str:
    """Give the last day of the year in a cell (an error when there is none)."""
    return f"DATE({year},12,31)"


@dataclass(frozen=True)
class Cells:
    """An Excel table, and how its rows are picked: pairs of a header and a criterion.

    A row that stands ready is no row until something is filled in under one of `figures`.
    """

    name: str
    figures: tuple[str, ...] = ()

    def column(self, header: str) -> str:
        """Refer to a column."""
        return f"{self.name}[{header}]"

    def _where(self, where: Sequence[tuple[str, str]]) -> str:
        return ",".join(f"{self.column(header)},{criterion}" for header, criterion in where)

    def count(self, *where: tuple[str, str]) -> str:
        """Count rows."""
        every = f"COUNTIFS({self._where(where)})"
        begun = any(header in self.figures and sign in FILLED for header, sign in where)
        if begun or not self.figures:
            return every
        ready = [*where, *((header, EMPTY) for header in self.figures)]
        return f"({every}-COUNTIFS({self._where(ready)}))"

    def rows(self, header: str) -> str:
        """Count every row, by a column that is filled in each."""
        every = f"COUNTA({self.column(header)})"
        ready = [(header, ANY), *((one, EMPTY) for one in self.figures)]
        return f"{every}-COUNTIFS({self._where(ready)})" if self.figures else every

    def begun(self) -> list[str]:
        """Give the factor that is 1 for a row in which something is filled in, where that counts.

        >>> Cells("tblA", ("B", "C")).begun()
        ['(1-(tblA[B]="")*(tblA[C]=""))']
        """
        empty = "*".join(f'({self.column(header)}="")' for header in self.figures)
        return [f"(1-{empty})"] if empty else []

    def sum(self, header: str, *where: tuple[str, str]) -> str:
        """Add up a column."""
        return f"SUMIFS({self.column(header)},{self._where(where)})"

    def filled(self, header: str, *where: tuple[str, str]) -> str:
        """Say that a number stands in this column of every row."""
        return f"{self.count(*where, (header, MORE))}={self.count(*where)}"

    def readable(self, *headers: str, where: Sequence[tuple[str, str]] = ()) -> str:
        """Say that these columns hold no text where a number or a day belongs, but for a dash."""
        rows = "".join(f"({self.column(header)}={value})*" for header, value in where)
        texts = "+".join(
            f"ISTEXT({self.column(header)})*(LEN({self.column(header)})>1)" for header in headers
        )
        return f"SUMPRODUCT({rows}({texts}))=0"

    def last_year(self, *factors: str) -> str:
        """Give the last year among the rows for which every factor is 1 (0 if there are none)."""
        product = "*".join([*factors, *self.begun(), self.column("Jaar")])
        return f"SUMPRODUCT(MAX({product}))"

    def first_year(self, until: str) -> str:
        """Give the first year up to the one in a cell (0 if there is none)."""
        # There is no MINIFS in Excel 2016, so this is the largest distance to a far year.
        jaar = self.column("Jaar")
        factors = [f"({jaar}>0)", f"({jaar}<={until})", *self.begun(), f"({FAR}-{jaar})"]
        ahead = f"SUMPRODUCT(MAX({'*'.join(factors)}))"
        return f"MOD({FAR}-{ahead},{FAR})"

    def one_each(
        self, header: str, needed: Sequence[str], others: Sequence[str], *where: tuple[str, str]
    ) -> list[str]:
        """Say that each that is needed has one row, and no other more than one."""
        count = {n: self.count((header, named(n)), *where) for n in (*needed, *others)}
        return [*(f"{count[n]}=1" for n in needed), *(f"{count[n]}<=1" for n in others)]


CONDITIONS = Cells("tblVoorwaarden")
FAR = 9999
"""A year later than any."""
MORE = '">=0"'
"""The criterion that a number stands in the cell."""
EMPTY = '"="'
"""The criterion that nothing stands in the cell."""
ANY = '"<>"'
"""The criterion that something stands in the cell, be it a number.

LibreOffice counts a number with `"?*"` as well, and Excel does not.
"""
FILLED = (MORE, '">0"', ANY)
"""The criteria that no empty cell meets."""


def last_period(cells: Cells, year: str, periods: Sequence[str]) -> str:
    """Give the longest period of a year that has a row; `periods` from short to long."""
    formula = UNKNOWN
    for period in periods:
        where = (("Jaar", year), ("Periode", text(period)))
        formula = f"IF({cells.count(*where)}>0,{text(period)},{formula})"
    return formula
