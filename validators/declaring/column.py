"""Short ways to write a column: each gives a Column of its kind, with the bounds that suit it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Required, TypedDict, Unpack

import pandas as pd

from prestatieafspraken.workbook.column import (
    TABLE_YEARS,
    Band,
    Column,
    ColumnKind,
    Compute,
    Format,
    Usual,
)

TEXT_LIMIT = 500
"""Characters that a free text may have; longer belongs in a document that the text names."""

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2099, 12, 31)
"""Between which days a day lies."""


class More(TypedDict, total=False):
    """What any column can say besides its kind and its bounds (see `Column`)."""

    help: Required[str]
    required: bool
    unit: str
    width: float
    band: Band
    usual: Usual
    total: bool
    formula: str
    compute: Compute


def count(
    name: str, header: str, *, minimum: int = 0, maximum: int = 1_000_000, **more: Unpack[More]
) -> Column:
    """Give a whole number of things; `unit` says which."""
    return Column(name, header, ColumnKind.WHOLE, Format.GETAL, low=minimum, high=maximum, **more)


def decimal(
    name: str,
    header: str,
    *,
    minimum: float = 0,
    maximum: float | None = None,
    format: Format = Format.DECIMAAL,  # noqa: A002
    **more: Unpack[More],
) -> Column:
    """Give a number with decimals; `unit` says of what."""
    return Column(name, header, ColumnKind.DECIMAL, format, low=minimum, high=maximum, **more)


def share(name: str, header: str, *, maximum: float = 1, **more: Unpack[More]) -> Column:
    """Share of a whole as a fraction from 0 to 1, shown as a percentage."""
    more.setdefault("unit", "%")
    return decimal(name, header, maximum=maximum, format=Format.PROCENT, **more)


def euro(name: str, header: str, *, maximum: float = 1_000_000_000, **more: Unpack[More]) -> Column:
    """Amount in euro."""
    more.setdefault("unit", "euro")
    return decimal(name, header, maximum=maximum, format=Format.EURO, **more)


def year(
    name: str = "jaar",
    header: str = "Jaar",
    *,
    minimum: int = TABLE_YEARS[0],
    maximum: int = TABLE_YEARS[-1],
    **more: Unpack[More],
) -> Column:
    """Calendar year."""
    more.setdefault("width", 8)
    more.setdefault("unit", "jaartal")
    return Column(name, header, ColumnKind.WHOLE, Format.JAAR, low=minimum, high=maximum, **more)


def day(name: str, header: str, **more: Unpack[More]) -> Column:
    """Calendar day."""
    more.setdefault("width", 13)
    more.setdefault("unit", "datum")
    return Column(name, header, ColumnKind.DAY, Format.DATUM, low=FIRST_DAY, high=LAST_DAY, **more)


def text(name: str, header: str, *, limit: int = TEXT_LIMIT, **more: Unpack[More]) -> Column:
    """Free text of at most `limit` characters."""
    more.setdefault("width", 34)
    return Column(name, header, ColumnKind.TEXT, Format.TEKST, longest=limit, **more)


def choice(name: str, header: str, codelist: str, **more: Unpack[More]) -> Column:
    """One value of the list `codelist`; its values come with the agreements (see `codelists`)."""
    more.setdefault("width", 20)
    return Column(name, header, ColumnKind.TEXT, Format.KEUZE, codelist=codelist, **more)


def corporatie(help: str, *, width: float = 24) -> Column:  # noqa: A002
    """Which corporatie a row is of."""
    return choice("corporatie", "Corporatie", "corporaties", required=True, width=width, help=help)


def soort_cijfer(help: str) -> Column:  # noqa: A002
    """Whether a figure was counted or is expected."""
    return choice(
        "soort_cijfer", "Soort cijfer", "cijfersoorten", required=True, width=13, help=help
    )


def bag_id(help: str) -> Column:  # noqa: A002
    """Which home of the BAG a row is of; rule CEL-013 says in words what the pattern asks."""
    return Column(
        "bag_id",
        "BAG-id",
        ColumnKind.TEXT,
        Format.TEKST,
        pattern="[0-9]{16}",
        width=20,
        help=help,
    )


def note() -> Column:
    """Room for an explanation, at the end of nearly every table."""
    return text(
        "toelichting",
        "Toelichting",
        help="Vrije toelichting, bijvoorbeeld waarom een cijfer afwijkt. Noem geen namen van personen.",
        width=40,
    )


def quotient(top: str, bottom: str) -> Compute:
    """Compute the one column divided by the other; empty where one of them is, or the last is 0."""
    return _by_row((top, bottom), lambda t, b: t / b if t is not None and b else None)


def difference(first: str, second: str) -> Compute:
    """Compute the one column minus the other; empty where one of them is."""
    return _by_row((first, second), lambda f, s: f - s if None not in (f, s) else None)


def together(*names: str) -> Compute:
    """Compute the sum of what is filled in of some columns; empty where none of them is."""

    def total(*cells: Any) -> Any:
        known = [cell for cell in cells if cell is not None]
        return sum(known) if known else None

    return _by_row(names, total)


def _by_row(names: Sequence[str], outcome: Callable[..., Any]) -> Compute:
    """Compute row by row from plain numbers (None: empty); an outcome that is None is empty."""

    def compute(frame: pd.DataFrame, _: Mapping[str, Any]) -> pd.Series:
        columns = [frame[name].tolist() for name in names]
        lines = zip(*columns, strict=True)
        outcomes = [outcome(*(None if c is pd.NA else c for c in cells)) for cells in lines]
        told = ["" if value is None else value for value in outcomes]
        return pd.Series(told, frame.index, dtype=object)

    return compute
