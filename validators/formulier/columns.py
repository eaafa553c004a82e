"""The column of the form for a field of the agreements."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from prestatieafspraken.afspraken.fields import FormField
from prestatieafspraken.dutch.written import listing
from prestatieafspraken.workbook.column import Column, ColumnKind, Format

SEPARATED = " Meer dan één: zet er een puntkomma tussen."
LONGEST = 10_000
"""Characters of one text, as the agreements themselves allow."""
NAMED = {"id", "naam", "nummer", "titel", "code", "wat", "rij", "kolom"}
"""Texts without which nobody knows what a row is about; any other may be left empty."""
CHOSEN = {
    "thema": "themas",
    "trekker": "trekkers",
    "partij": "trekkers",
    "maat": "maten",
    "vult": "werkmaptabellen",
}
"""Fields that name something else, and the list to choose it from."""
_WIDE = {"titel": 60, "uitleg": 60, "toelichting": 50, "omschrijving": 40, "gedrukt": 20}
_FIRST_YEAR = 1900


def column_name(field: FormField) -> str:
    """Give the name of the column of a field: its keys in one word."""
    return "_".join(field.path)


def header(field: FormField) -> str:
    """Give what stands above the column of a field."""
    if field.path == ("id",):
        return "Code"
    return " ".join(field.path).replace("_", " ").strip().capitalize()


def choices(form: str, field: FormField) -> str | None:
    """Name the list that a field is chosen from, if it is."""
    if field.many:
        return None
    if field.kind is bool:
        return "ja_nee"
    if issubclass(field.kind, StrEnum):
        return field.kind.__name__.lower()
    if form == "Getal" and field.path == ("maat",):
        return "getalmaten"
    return CHOSEN.get(field.path[-1])


def is_required(field: FormField) -> bool:
    """Say whether people must fill it in."""
    if field.kind is str:
        return field.needed and field.path[-1] in NAMED
    return field.needed


def column(form: str, field: FormField, help_text: str) -> Column:
    """Give the column of a field."""
    codelist = choices(form, field)
    kind, look, bounds = _kind(field)
    if codelist is not None:
        kind, look, bounds = ColumnKind.TEXT, Format.KEUZE, {}
    return Column(
        column_name(field),
        header(field),
        kind,
        look,
        help=help_text + _more(field),
        required=is_required(field),
        codelist=codelist,
        width=_WIDE.get(field.path[-1], 24 if kind is ColumnKind.TEXT else 13),
        **bounds,
    )


def _more(field: FormField) -> str:
    if not field.many:
        return ""
    words = (
        f" Kies uit: {listing(list(field.kind), 'en')}." if issubclass(field.kind, StrEnum) else ""
    )
    return words + SEPARATED


def _kind(field: FormField) -> tuple[ColumnKind, Format, dict[str, Any]]:
    limits = {"low": field.low, "high": field.high}
    if field.many or field.kind in (str, dict):
        longest = LONGEST if field.kind is str and not field.many else None
        return ColumnKind.TEXT, Format.TEKST, {"longest": longest}
    if field.kind is Decimal:
        return ColumnKind.DECIMAL, Format.ZOALS_GETYPT, {}
    if field.kind is date:
        return ColumnKind.DAY, Format.DATUM, limits
    is_year = field.low == _FIRST_YEAR
    return ColumnKind.WHOLE, Format.JAAR if is_year else Format.GETAL, limits
