"""The page of all tables and their columns, written from their declarations."""

from __future__ import annotations

from collections.abc import Iterator

from prestatieafspraken.validators.declaring.words import spoken
from prestatieafspraken.validators.sheets.afspraken import AFSPRAKEN
from prestatieafspraken.validators.sheets.codelists import FIXED
from prestatieafspraken.validators.sheets.partijen import PARTIJEN
from prestatieafspraken.validators.sheets.tables import TABLES
from prestatieafspraken.workbook.column import Column, ColumnKind
from prestatieafspraken.workbook.table import Table


def tables_page() -> str:
    """Give the page with all tables and their columns, in Markdown."""
    lines = ["# Tabellen", "", "Deze pagina volgt uit de tabellen zoals ze zijn vastgelegd.", ""]
    for table in TABLES:
        lines += _table(table)
    lines += ["## Vaste keuzelijsten", "", "| Lijst | Waarden |", "|---|---|"]
    lines += [
        f"| {name.replace('_', ' ')} | {', '.join(values)} |" for name, values in FIXED.items()
    ]
    return "\n".join(lines) + "\n"


def _table(table: Table) -> Iterator[str]:
    everybody = table.name in (PARTIJEN.name, AFSPRAKEN.name)
    holder = "gemeente en corporatie" if table.party_column else "gemeente"
    holder = "elke partij" if everybody else holder
    where = f"Blad {table.sheet}, Excel-tabel `{table.excel_name}`"
    if table.name == AFSPRAKEN.name:
        where = f"Een blad per thema, Excel-tabel `{table.excel_name}` met het nummer van het thema"
    yield f"## {table.title}"
    yield ""
    yield table.description
    yield ""
    yield f"{where}, in de werkmap van {holder}."
    yield ""
    yield "| Kolom | Soort | Eenheid | Verplicht | Grenzen | Uitleg |"
    yield "|---|---|---|---|---|---|"
    for column in table.columns:
        needed = "ja" if column.required else ""
        yield (
            f"| {column.header} | {_kind(column)} | {column.unit} | {needed} | {_bounds(column)} "
            f"| {column.help} |"
        )
    yield ""


def _kind(column: Column) -> str:
    if column.formula:
        return "berekend"
    if column.codelist:
        return f"keuze: {column.codelist.replace('_', ' ')}"
    return column.kind


def _bounds(column: Column) -> str:
    if column.formula:
        return ""
    if column.kind is ColumnKind.TEXT:
        return f"hoogstens {column.longest} tekens" if column.longest else ""
    if column.low is None or column.high is None:
        return f"vanaf {spoken(column, column.low)}" if column.low is not None else ""
    return f"{spoken(column, column.low)} tot en met {spoken(column, column.high)}"
