"""The rows of the form from a set of agreements."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from prestatieafspraken.afspraken.fields import FormField, nested
from prestatieafspraken.afspraken.model import Afspraken
from prestatieafspraken.afspraken.written import as_text
from prestatieafspraken.validators.formulier.columns import choices, is_required
from prestatieafspraken.validators.formulier.sheets import LOOSE, WITHIN, FormSheet, form_sheets

FIRST_SURE_DAY = date(1900, 3, 1)
"""From here on every spreadsheet program counts days alike."""
MOST_DIGITS = 15
"""Digits that a number in a cell keeps."""


def form_rows(afspraken: Afspraken) -> dict[str, list[dict[str, Any]]]:
    """Give the rows of every table of the form, by its name."""
    rows: dict[str, list[dict[str, Any]]] = {sheet.table.name: [] for sheet in form_sheets()}
    inside = {(sheet.owner, sheet.form): sheet for sheet in form_sheets() if sheet.owner}
    for sheet in form_sheets():
        if sheet.root is None:
            continue
        kept = getattr(afspraken, sheet.root.kept)
        items = [kept] if sheet.root.single else _listed(kept)
        for item in items:
            row = _row(sheet, item)
            if sheet.root.single:
                row[LOOSE.path[0]] = joined(getattr(afspraken, LOOSE.path[0]))
            rows[sheet.table.name].append(row)
            for name, within, part in _parts(item, ""):
                owned = inside[sheet.form, name]
                of = {owned.owner_column: item.id, **({WITHIN: within} if owned.deep else {})}
                rows[owned.table.name].append(of | _row(owned, part))
    return rows


def _listed(kept: Any) -> list[Any]:
    return list(kept.values()) if isinstance(kept, dict) else list(kept)


def _parts(item: Any, within: str) -> Iterator[tuple[str, str, Any]]:
    """Give the forms that stand in lists in a form, each with the part that its list is in."""
    for one in nested(type(item)):
        held = _at(item, one.path) or []
        for number, part in enumerate(held, 1):
            yield one.form.__name__, within, part
            step = f"{'.'.join(one.path)} {number}"
            yield from _parts(part, f"{within}, {step}" if within else step)


def _at(item: Any, path: tuple[str, ...]) -> Any:
    for key in path:
        item = None if item is None else getattr(item, key)
    return item


def _row(sheet: FormSheet, item: Any) -> dict[str, Any]:
    return {
        name: _cell(sheet, field, _at(item, field.path), _default(item, field))
        for name, field in sheet.fields.items()
        if field is not LOOSE
    }


def _default(item: Any, field: FormField) -> Any:
    """Give what a field has when nobody fills it in."""
    form = type(item)
    for key in field.path[:-1]:
        part = getattr(item, key)
        if part is None:
            return None
        item, form = part, type(part)
    info = form.model_fields[field.path[-1]]
    return None if info.is_required() else info.get_default()


def _cell(sheet: FormSheet, field: FormField, value: Any, default: Any) -> Any:
    if field.many:
        return joined(value or [])
    if value is None or (value == default and not is_required(field)):
        return None
    if field.kind is dict:
        return as_text(value).strip() or None
    if field.kind is bool:
        return "Ja" if value else "Nee"
    if field.kind is not int and choices(sheet.form, field) is not None:
        return str(value)
    match value:
        case Decimal() if len(value.normalize().as_tuple().digits) > MOST_DIGITS:
            return f"{value:f}".replace(".", ",")
        case date() if value < FIRST_SURE_DAY:
            return f"{value:%d-%m-%Y}"
        case "":
            return None
    return value


def joined(items: list[Any]) -> str | None:
    """Write a list in one cell: with a semicolon between, and quotes where that is needed."""
    return "; ".join(map(_quoted, map(str, items))) or None


def _quoted(text: str) -> str:
    if not any(mark in text for mark in ';"\n\t'):
        return text
    doubled = text.replace('"', '""')
    return f'"{doubled}"'
