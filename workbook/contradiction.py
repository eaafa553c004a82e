"""What a declaration of a table says that cannot be true, told to who wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any, Protocol

from prestatieafspraken.workbook.column import Band, Column, ColumnKind, Format
from prestatieafspraken.workbook.uitvraag import Uitvraag


class Declared(Protocol):
    """What is looked at of a table."""

    @property
    def name(self) -> str: ...
    @property
    def sheet(self) -> str: ...
    @property
    def excel_name(self) -> str: ...
    @property
    def columns(self) -> Sequence[Column]: ...
    @property
    def headers(self) -> Sequence[str]: ...
    @property
    def key(self) -> Sequence[str]: ...
    @property
    def apart(self) -> Sequence[str]: ...
    @property
    def party_column(self) -> str | None: ...
    @property
    def uitvraag(self) -> Uitvraag | None: ...


_FORMATS = {
    ColumnKind.WHOLE: {Format.GETAL, Format.JAAR},
    ColumnKind.DECIMAL: {
        *(Format.GETAL, Format.DECIMAAL, Format.INDEX, Format.PROCENT, Format.EURO),
        Format.ZOALS_GETYPT,
    },
    ColumnKind.DAY: {Format.DATUM},
    ColumnKind.TEXT: {Format.TEKST, Format.KEUZE},
}
"""How each kind of column can look."""


def contradictions(table: Declared) -> Iterator[str]:
    """Give what is wrong with a table, each with the column that it is about."""
    names = [column.name for column in table.columns]
    yield from (f"column {name} is there twice" for name in twice(names))
    yield from (f"header {header} is there twice" for header in twice(table.headers))
    yield from (f"column {name} is in the key twice" for name in twice(table.key))
    if not table.key:
        yield "it has no key"
    known = [("the key", name) for name in (*table.key, *table.apart)]
    known += [("the party", table.party_column)] if table.party_column else []
    known += [("what it asks", name) for name in table.uitvraag.columns] if table.uitvraag else []
    yield from (
        f"{what} is {name}, which is no column" for what, name in known if name not in names
    )
    for column in table.columns:
        wrong = [*_of_column(column), *_of_neighbours(column, table)]
        yield from (f"column {column.name}: {one}" for one in wrong)


def between(tables: Sequence[Declared], lists: Set[str]) -> Iterator[str]:
    """Give what cannot be true of tables together; `lists` names the lists that there are."""
    for what, words in (
        ("name", [table.name for table in tables]),
        ("sheet", [table.sheet for table in tables]),
        ("Excel table", [table.excel_name for table in tables]),
    ):
        yield from (f"two tables have the {what} {word}" for word in twice(words))
    for table in tables:
        for column in table.columns:
            if column.codelist is not None and column.codelist not in lists:
                near = get_close_matches(column.codelist, lists, n=1)
                hint = f"; did you mean {near[0]}?" if near else ""
                where = f"table {table.name}: column {column.name}"
                yield f"{where}: there is no list {column.codelist}{hint}"


def twice(names: Iterable[str]) -> list[str]:
    """Give what is there more than once, in order."""
    listed = list(names)
    return [name for name in dict.fromkeys(listed) if listed.count(name) > 1]


def _of_column(column: Column) -> Iterator[str]:
    for what, word in (("name", column.name), ("header", column.header), ("help", column.help)):
        if not word.strip():
            yield f"its {what} is empty"
    if column.format not in _FORMATS[column.kind]:
        yield f"a {column.kind.name} cannot look like {column.format.name}"
    if (column.codelist is not None) != (column.format is Format.KEUZE):
        yield "a list and the format KEUZE go together"
    yield from _bounds(column) if column.kind is not ColumnKind.TEXT else _of_text(column)
    yield from _usual(column)
    if (column.formula is None) != (column.compute is None):
        yield "formula and compute go together"
    if column.required and column.formula is not None:
        yield "nobody can be asked to fill in a formula"


def _of_text(column: Column) -> Iterator[str]:
    if column.low is not None or column.high is not None:
        yield "a text has no low or high"
    if column.longest is not None and column.longest < 1:
        yield f"no text is at most {column.longest} characters long"
    if column.codelist is not None and (column.longest, column.pattern) != (None, None):
        yield "a choice has no length or pattern besides its list"
    if column.total:
        yield "texts have no total"
    if column.pattern is not None:
        try:
            re.compile(column.pattern)
        except re.error as error:
            yield f"its pattern cannot be read ({error})"


def _bounds(column: Column) -> Iterator[str]:
    if column.codelist is not None:
        yield f"a {column.kind.name} cannot be chosen from a list of texts"
    if column.longest is not None or column.pattern is not None:
        yield "only a text has a length or a pattern"
    ends = [("low", column.low), ("high", column.high)]
    wrong = [
        f"{what} {end!r} is no {column.kind.name}"
        for what, end in ends
        if end is not None and not _is_of(column.kind, end)
    ]
    yield from wrong
    if not wrong and None not in (column.low, column.high) and column.low > column.high:
        yield f"low {column.low} is above high {column.high}"


def _is_of(kind: ColumnKind, end: Any) -> bool:
    if kind is ColumnKind.DAY:
        return isinstance(end, date) and not isinstance(end, datetime)
    number = int if kind is ColumnKind.WHOLE else int | float
    return isinstance(end, number) and not isinstance(end, bool)


def _usual(column: Column) -> Iterator[str]:
    usual = column.usual
    if usual is None:
        return
    if not column.is_number:
        yield f"a {column.kind.name} has no usual values"
    elif usual.low > usual.high:
        yield f"usual from {usual.low} is above usual to {usual.high}"
    elif (column.low is not None and usual.low < column.low) or (
        column.high is not None and usual.high > column.high
    ):
        yield f"usual from {usual.low} to {usual.high} lies outside its bounds"


def _of_neighbours(column: Column, table: Declared) -> Iterator[str]:
    """Hold what a column says of other columns of its row against those that are there."""
    for header in column.looks_at:
        if header not in table.headers:
            yield f"its formula looks at {header}, which is no header"
        elif header == column.header:
            yield "its formula looks at itself"
    if column.band is not None:
        yield from _band(column, column.band, table.columns)


def _band(column: Column, band: Band, columns: Sequence[Column]) -> Iterator[str]:
    if not column.is_number:
        yield f"a {column.kind.name} has no band"
    if (band.share is None) == (band.step is None):
        yield "a band has a share or a step"
    numbers = {other.name for other in columns if other.is_number}
    for what, name in (("base", band.base), ("stated", band.stated)):
        if name is not None and name not in numbers:
            yield f"the {what} of its band is {name}, which is no column of numbers"
