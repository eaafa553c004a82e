"""The tables of the workbooks of Alphen aan den Rijn in 2019, which most tests are about."""

from __future__ import annotations

from functools import cache

from prestatieafspraken.afspraken import load
from prestatieafspraken.validators.sheets import tables
from prestatieafspraken.workbook.book import Book
from prestatieafspraken.workbook.table import Table

TABLES = tables.of_agreements(load("alphen-aan-den-rijn", 2019))
SHEETS = {table.name: table.sheet for table in TABLES}


def of_party(kind: str | Book) -> tuple[Table, ...]:
    """Give the tables in the workbook of a kind of party, or of a workbook that is read."""
    return _of(kind if isinstance(kind, str) else kind.template and kind.template.soort)


@cache
def _of(soort: str | None) -> tuple[Table, ...]:
    return tables.of_party(soort, load("alphen-aan-den-rijn", 2019))


def table(name: str) -> Table:
    """Give the table called `name`."""
    return next(one for one in TABLES if one.name == name)
