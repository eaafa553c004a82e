"""The sheets of the form: which there are, what table each holds, and the lists to choose from."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

from prestatieafspraken.afspraken import model
from prestatieafspraken.afspraken.fields import FormField, FormType, Nested, fields, nested
from prestatieafspraken.afspraken.maten import by_code
from prestatieafspraken.afspraken.measured import measured_tables, number_measures
from prestatieafspraken.afspraken.model import GROUPS
from prestatieafspraken.validators.formulier.columns import choices, column, column_name
from prestatieafspraken.workbook.column import Column, ColumnKind, Format
from prestatieafspraken.workbook.table import Table

WITHIN = "binnen"
"""The column that says to which part of its owner a row belongs, where that has parts."""
LEFT_OUT = {"Gemeente": {"map"}}
"""Fields that follow from another one."""


@dataclass(frozen=True)
class Root:
    """What the files have at the top: the file, the key, and where the set keeps it.

    `form` names its form, where that is not the name of the sheet's own.
    """

    bestand: str
    sleutel: str
    kept: str
    single: bool = False
    form: str = ""


ROOTS = {
    "Gemeente": Root("gemeente.toml", "gemeente", "gemeente", single=True),
    "Thema": Root("gemeente.toml", "thema", "themas"),
    "Partij": Root("partijen.toml", "partij", "partijen"),
    "Kern": Root("kernen.toml", "kern", "kernen"),
    "Inkomensklasse": Root("inkomensklassen.toml", "klasse", "inkomensklassen"),
    "Afspraak": Root("afspraken.toml", "afspraak", "afspraken"),
    "Doel": Root("doelen.toml", "doel", "doelen"),
    "BronVanRegel": Root("bronnen.toml", "regel", "bronnen_regels", form="Bronvermelding"),
    "BronVanBlad": Root("bronnen.toml", "blad", "bronnen_bladen", form="Bronvermelding"),
    "GedrukteTabel": Root("tabellen/tabellen.toml", "tabel", "tabellen"),
}
LOOSE = FormField(("schouwlocaties",), str, many=True)
"""What the set keeps in no form; it stands beside the municipality."""
OWNERS = {"Afspraak": "afspraak", "Doel": "doel", "GedrukteTabel": "tabel"}
"""The column that names the owner of a row, by the form of that owner."""


@dataclass(frozen=True)
class FormSheet:
    """A sheet of the form: the rows of one form, each with its owner when it has one.

    `deep` says that such a form also stands in parts of its owner, and `fields` gives the field
    of each column.
    """

    form: str
    kind: FormType
    table: Table
    fields: Mapping[str, FormField]
    owner: str | None = None
    deep: bool = False
    root: Root | None = field(default=None)

    @property
    def owner_column(self) -> str:
        """The name of the column that names the owner."""
        return OWNERS[self.owner or ""]


def lists_in(form: FormType) -> Iterator[tuple[Nested, bool]]:
    """Give the lists of forms in a form at any depth, with whether each lies deeper than one."""
    for one in nested(form):
        yield one, False
        yield from ((inner, True) for inner, _ in lists_in(one.form))


def _sheet(told: Mapping[str, Any], others: Mapping[str, Any]) -> FormSheet:
    name, owner = told["vorm"], told.get("eigenaar")
    form, deep = _form(name, owner)
    found = [one for one in fields(form) if one.path[0] not in LEFT_OUT.get(name, set())]
    if name in ROOTS and ROOTS[name].single:
        found.append(LOOSE)
    texts = told["kolommen"] | {
        key: text
        for key, text in others.get(told.get("zoals", ""), {}).items()
        if key not in told["kolommen"]
    }
    found.sort(key=lambda one: [*texts, column_name(one)].index(column_name(one)))
    columns = [column(name, one, texts.get(column_name(one), told["uitleg"])) for one in found]
    if deep:
        columns.insert(0, _within(texts))
    if owner:
        columns.insert(0, _owner(OWNERS[owner], texts))
    table = Table(
        name=f"formulier_{name.lower()}",
        sheet=told["naam"],
        excel_name=f"tblFormulier{name}",
        title=told["titel"],
        description=told["uitleg"],
        theme=0,
        columns=tuple(columns),
        key=_key(columns, owner),
        spare_rows=told["rijen"],
    )
    by_name = {column_name(one): one for one in found}
    return FormSheet(name, form, table, by_name, owner, deep, ROOTS.get(name))


def _form(name: str, owner: str | None) -> tuple[FormType, bool]:
    if owner is None:
        return getattr(model, ROOTS[name].form or name), False
    found = [
        (one.form, deep)
        for one, deep in lists_in(getattr(model, owner))
        if one.form.__name__ == name
    ]
    return found[0][0], any(deep for _, deep in found)


def _owner(name: str, texts: Mapping[str, str]) -> Column:
    help_text = texts.get(name, "De code van waar deze rij bij hoort.")
    return Column(
        name,
        name.capitalize(),
        ColumnKind.TEXT,
        Format.KEUZE,
        help=help_text,
        required=True,
        codelist=f"{name}_codes",
        width=14,
    )


def _within(texts: Mapping[str, str]) -> Column:
    help_text = "Leeg, of het deel waar de rij bij hoort: 'versies 2', of 'manieren 1, versies 2'."
    return Column(
        WITHIN, "Binnen", ColumnKind.TEXT, Format.TEKST, help=texts.get(WITHIN, help_text), width=18
    )


def _key(columns: list[Column], owner: str | None) -> tuple[str, ...]:
    """Give the columns that tell people which row it is."""
    named = [one.name for one in columns if one.required]
    first = named[: 2 if owner else 1] or [columns[0].name]
    return ("tabel", "rij", "kolom") if first[0] == "tabel" else tuple(first)


@cache
def form_sheets() -> tuple[FormSheet, ...]:
    """Give the sheets in their order."""
    text = (resources.files(__package__) / "bladen.toml").read_text(encoding="utf-8")
    told = tomllib.loads(text)["blad"]
    texts = {one["vorm"]: one["kolommen"] for one in told}
    return tuple(_sheet(one, texts) for one in (*told, *_untold(told)))


def _untold(told: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Give what is said of a form that is new in the agreements, until somebody says more."""
    known = {one["vorm"] for one in told}
    for owner in OWNERS:
        names = {one.form.__name__ for one, _ in lists_in(getattr(model, owner))}
        for name in sorted(names - known):
            words = {"vorm": name, "naam": name, "titel": name, "eigenaar": owner}
            yield words | {"uitleg": f"Hoort bij: {owner}.", "rijen": 40, "kolommen": {}}


@cache
def innermost_last() -> list[FormSheet]:
    """Give the sheets in an order in which the parts of an owner come before what is in them."""
    return sorted(form_sheets(), key=lambda sheet: -len(list(lists_in(sheet.kind))))


@cache
def sheets_by_form() -> dict[str, FormSheet]:
    """Give the sheet of each form."""
    return {sheet.form: sheet for sheet in form_sheets()}


@cache
def form_tables() -> tuple[Table, ...]:
    """Give the table of each sheet."""
    return tuple(sheet.table for sheet in form_sheets())


def _words() -> Iterator[tuple[str, tuple[str, ...]]]:
    for sheet in form_sheets():
        for one in sheet.fields.values():
            name = choices(sheet.form, one)
            if name and issubclass(one.kind, StrEnum):
                yield name, tuple(map(str, one.kind))


@cache
def form_lists() -> Mapping[str, tuple[str, ...]]:
    """Give the lists that are the same for everybody."""
    return {
        "ja_nee": ("Ja", "Nee"),
        **dict(_words()),
        "maten": tuple(by_code()),
        "getalmaten": tuple(number_measures()),
        "werkmaptabellen": tuple(sorted(measured_tables())),
    }


@cache
def growing_lists() -> Mapping[str, tuple[tuple[str, ...], str, str]]:
    """Give the lists that grow with the form: what always heads it, a table and its column."""
    known = {form: sheet.table.name for form, sheet in sheets_by_form().items()}
    return {
        "themas": ((), known["Thema"], "nummer"),
        "trekkers": (GROUPS, known["Partij"], "naam"),
        **{f"{column}_codes": ((), known[form], "id") for form, column in OWNERS.items()},
    }
