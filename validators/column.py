"""Short ways to write a column: each gives a Column whose pandera schema says what may stand there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import pandera.pandas as pa

from prestatieafspraken.workbook.table import Column, Compute, Format

TEXT_LIMIT = 500
"""Characters that a free text may have; longer belongs in a document that the text names."""


def _column(
    name: str, header: str, dtype: Any, checks: list[pa.Check], form: Format, **more: Any
) -> Column:
    required = more.pop("required", False)
    help_text = more.pop("help")
    schema = pa.Column(dtype, checks, nullable=not required, title=header, description=help_text)
    return Column(name, header, schema, form, help=help_text, **more)


def _bounds(minimum: float | None, maximum: float | None) -> list[pa.Check]:
    checks = []
    if minimum is not None:
        checks.append(pa.Check.ge(minimum, name="CEL-006"))
    if maximum is not None:
        checks.append(pa.Check.le(maximum, name="CEL-007"))
    return checks


def count(
    name: str, header: str, *, minimum: int = 0, maximum: int = 1_000_000, **more: Any
) -> Column:
    """Give a whole number of things; `unit` says which."""
    return _column(name, header, "Int64", _bounds(minimum, maximum), Format.GETAL, **more)


def decimal(
    name: str, header: str, *, minimum: float = 0, maximum: float | None = None, **more: Any
) -> Column:
    """Give a number with decimals; `unit` says of what."""
    form = more.pop("format", Format.DECIMAAL)
    return _column(name, header, "Float64", _bounds(minimum, maximum), form, **more)


def share(name: str, header: str, *, maximum: float = 1, **more: Any) -> Column:
    """Share of a whole as a fraction from 0 to 1, shown as a percentage."""
    more.setdefault("unit", "%")
    return _column(name, header, "Float64", _bounds(0, maximum), Format.PROCENT, **more)


def euro(name: str, header: str, *, maximum: float = 1_000_000_000, **more: Any) -> Column:
    """Amount in euro."""
    more.setdefault("unit", "euro")
    return _column(name, header, "Float64", _bounds(0, maximum), Format.EURO, **more)


def year(
    name: str = "jaar",
    header: str = "Jaar",
    *,
    minimum: int = 2010,
    maximum: int = 2060,
    **more: Any,
) -> Column:
    """Calendar year."""
    more.setdefault("width", 8)
    more.setdefault("unit", "jaartal")
    return _column(name, header, "Int64", _bounds(minimum, maximum), Format.JAAR, **more)


def day(name: str, header: str, **more: Any) -> Column:
    """Calendar day."""
    more.setdefault("width", 13)
    more.setdefault("unit", "datum")
    bounds = [
        pa.Check.ge(pd.Timestamp("1990-01-01"), name="CEL-006"),
        pa.Check.le(pd.Timestamp("2099-12-31"), name="CEL-007"),
    ]
    return _column(name, header, "datetime64[ns]", bounds, Format.DATUM, **more)


def text(name: str, header: str, *, limit: int = TEXT_LIMIT, **more: Any) -> Column:
    """Free text of at most `limit` characters."""
    more.setdefault("width", 34)
    checks = [pa.Check.str_length(max_value=limit, name="CEL-009")]
    return _column(name, header, "string", checks, Format.TEKST, **more)


def choice(name: str, header: str, codelist: str, **more: Any) -> Column:
    """One value of the list `codelist`; its values come with the agreements (see `codelists`)."""
    more.setdefault("width", 20)
    return _column(name, header, "string", [], Format.KEUZE, codelist=codelist, **more)


def corporatie(help: str, *, width: float = 24) -> Column:  # noqa: A002
    """Which corporatie a row is of."""
    return choice("corporatie", "Corporatie", "corporaties", required=True, width=width, help=help)


def soort_cijfer(help: str) -> Column:  # noqa: A002
    """Whether a figure was counted or is expected."""
    return choice(
        "soort_cijfer", "Soort cijfer", "cijfersoorten", required=True, width=13, help=help
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
