"""From the tables of a form that was filled in to the files of a set, and back to the cells."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from prestatieafspraken.afspraken.fields import nested
from prestatieafspraken.afspraken.load import CSV_COLUMNS, map_of
from prestatieafspraken.afspraken.written import as_text, plain
from prestatieafspraken.dutch.data_faults import suggestion
from prestatieafspraken.validators.formulier.cells import value_of
from prestatieafspraken.validators.formulier.columns import header
from prestatieafspraken.validators.formulier.sheets import (
    LOOSE,
    WITHIN,
    FormSheet,
    form_sheets,
    innermost_last,
    sheets_by_form,
)
from prestatieafspraken.validators.formulier.slip import Slip, at
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.finding import Place

TABLE_CELLS = "Cel"


@dataclass
class Item:
    """One row of a form: what it says, where it stands, and the rows that belong to it."""

    sheet: FormSheet
    data: TableData
    row: int
    says: dict[str, Any] = field(default_factory=dict)
    inside: dict[str, list[Item]] = field(default_factory=dict)

    def place(self, path: str = "") -> Place:
        """Give the cell of a field (by its keys with points between), else that of the row."""
        name = path.replace(".", "_")
        while name:
            in_group = (one for one in self.data.letters if one.startswith(f"{name}_"))
            found = name if name in self.data.letters else next(in_group, None)
            if found:
                return self.data.place(self.row, found)
            name = name.rpartition("_")[0]
        return self.data.place(self.row, next(iter(self.data.letters)))

    def label_of(self, path: str) -> str:
        """Give what stands above the column of a field."""
        return next(
            (header(f) for f in self.sheet.fields.values() if ".".join(f.path) == path), path
        )


@dataclass
class Filled:
    """A form as filled in: the rows per form, and what is wrong with them by themselves."""

    items: dict[str, list[Item]] = field(default_factory=dict)
    slips: list[Slip] = field(default_factory=list)

    def texts(self) -> dict[str, str]:
        """Give the files of the set that the form holds."""
        documents: dict[str, dict[str, Any]] = {}
        for sheet in form_sheets():
            if sheet.root is None:
                continue
            said = [_said(item) for item in self.items.get(sheet.form, ())]
            document = documents.setdefault(sheet.root.bestand, {})
            document[sheet.root.sleutel] = (said or [{}])[0] if sheet.root.single else said
            if sheet.root.single:
                first = next(iter(self.items.get(sheet.form, ())), None)
                loose = first.says.get(LOOSE.path[0], []) if first else []
                documents["kernen.toml"] = {LOOSE.path[0]: loose}
        written = {name: as_text(document) for name, document in documents.items()}
        for table in self.items.get("GedrukteTabel", ()):
            written[f"tabellen/{table.says.get('id')}.csv"] = _csv(table)
        return written


def fill(tables: Mapping[str, TableData]) -> Filled:
    """Put the rows of all tables together; a row whose owner is not known is told."""
    filled = Filled()
    for sheet in form_sheets():
        data = tables.get(sheet.table.name)
        if sheet.owner is None and data is not None:
            rows = filled.items[sheet.form] = [_item(sheet, data, n) for n in data.row_numbers]
            filled.slips += [slip for item in rows for slip in _empty(item)]
            if sheet.root is not None and sheet.root.single:
                filled.slips += _single(sheet, rows)
    for sheet in innermost_last():
        data = tables.get(sheet.table.name)
        if sheet.owner is not None and data is not None:
            rows = [_item(sheet, data, row) for row in data.row_numbers]
            filled.slips += [slip for item in rows for slip in _empty(item)]
            filled.slips += _owned(sheet, rows, filled.items.get(sheet.owner, []))
    return filled


def _item(sheet: FormSheet, data: TableData, row: int) -> Item:
    item = Item(sheet, data, row)
    for name, one in sheet.fields.items():
        if name not in data.letters or data.is_unusable(row, name):
            continue
        if data.value(row, name) is not None:
            _put(item.says, one.path, value_of(data, row, name, one))
        elif one.needed and one.kind is str:
            _put(item.says, one.path, "")
    return item


def _put(says: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    for key in path[:-1]:
        says = says.setdefault(key, {})
    says[path[-1]] = value


def _empty(item: Item) -> Iterator[Slip]:
    for column in item.data.table.columns:
        name = column.name
        if not column.required or name not in item.data.letters:
            continue
        if item.data.value(item.row, name) is None and not item.data.is_unusable(item.row, name):
            place = item.data.place(item.row, name)
            yield at(
                place,
                f"{column.header} is niet ingevuld.",
                f"Vul {column.header} in, of maak de hele rij leeg.",
            )


def _single(sheet: FormSheet, rows: list[Item]) -> Iterator[Slip]:
    if not rows:
        melding = f"Het blad {sheet.table.sheet} is niet ingevuld."
        yield at(Place(sheet.table.sheet), melding, "Vul de eerste rij in.")
    for item in rows[1:]:
        yield at(item.place(), "Hier hoort maar één rij te staan.", "Maak deze rij leeg.")


def _owned(sheet: FormSheet, rows: list[Item], owners: list[Item]) -> Iterator[Slip]:
    """Lay each row with its owner, in the part of it that the row names."""
    known = {str(owner.says.get("id")): owner for owner in reversed(owners)}
    for item in rows:
        code = item.data.value(item.row, sheet.owner_column)
        if code is None:
            continue
        owner = known.get(str(code))
        if owner is None:
            place = item.data.place(item.row, sheet.owner_column)
            yield at(
                place,
                f"{sheets_by_form()[sheet.owner or ''].table.sheet} kent geen code {code}."
                f"{suggestion(str(code), known)}",
                f"Kies een code van het blad {sheets_by_form()[sheet.owner or ''].table.sheet}.",
            )
            continue
        within = (item.data.value(item.row, WITHIN) if sheet.deep else None) or ""
        part = _part(owner, within)
        path = part and _list_of(part, sheet.form)
        if not part or not path:
            place = item.data.place(item.row, WITHIN)
            melding = f"Bij {code} is er geen deel '{within}' waar deze rij in past."
            yield at(place, melding, "Noem een deel dat er is, zoals 'versies 1', of laat leeg.")
            continue
        part.inside.setdefault(path, []).append(item)


def _part(owner: Item, within: str) -> Item | None:
    """Find the part of an owner that is named as "manieren 1, versies 2"."""
    part = owner
    for step in filter(None, (one.strip() for one in within.split(","))):
        found = re.fullmatch(r"([\w.]+)\s+(\d{1,6})", step)
        held = part.inside.get(found[1], []) if found else []
        if not found or not 0 < int(found[2]) <= len(held):
            return None
        part = held[int(found[2]) - 1]
    return part


def _list_of(part: Item, form: str) -> str | None:
    """Give the keys of the list in a part that holds such forms."""
    lists = nested(part.sheet.kind)
    return next((".".join(one.path) for one in lists if one.form.__name__ == form), None)


def _said(item: Item) -> dict[str, Any]:
    """Give the keys of a row with those of the rows in it."""
    says = {key: value for key, value in item.says.items() if key != LOOSE.path[0]}
    if item.sheet.root is not None and item.sheet.root.single:
        says["map"] = map_of(str(says.get("naam", ""))).replace("/", "-")
    for path, held in item.inside.items():
        if held and held[0].sheet.form != TABLE_CELLS:
            _put(says, tuple(path.split(".")), [_said(one) for one in held])
    return says


def _csv(table: Item) -> str:
    """Write the figures of a printed table as its file has them."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    for cel in (one for held in table.inside.values() for one in held):
        said = [cel.says.get(name, "") for name in CSV_COLUMNS]
        writer.writerow([v if isinstance(v, str | int) else plain(v) for v in said])
    return stream.getvalue()
