"""The buttons that write a new workbook beside this one."""

from __future__ import annotations

import hashlib
import json
import re
from contextlib import suppress
from datetime import datetime
from importlib import metadata
from typing import Any

import xlwings as xw

from prestatieafspraken.addin import findings_sheet, record
from prestatieafspraken.addin.beside import write
from prestatieafspraken.addin.open_book import agreements, peildatum, read, verdict
from prestatieafspraken.addin.record import StoredFinding
from prestatieafspraken.addin.stop import StopError
from prestatieafspraken.afspraken import Afspraken
from prestatieafspraken.afspraken.model import Partij
from prestatieafspraken.batch.front_door import build as new_workbook
from prestatieafspraken.dutch.shown import as_json
from prestatieafspraken.dutch.written import listing
from prestatieafspraken.validators.workbook import workbook
from prestatieafspraken.workbook.book import Book, TableData
from prestatieafspraken.workbook.building.submission import submission
from prestatieafspraken.workbook.lists.checked import stands
from prestatieafspraken.workbook.template_id import SjabloonSoort


def make_submission(book: xw.Book) -> str:
    """Write a frozen copy without macros, with its verdict, the time and a check number."""
    found = verdict(book)
    filed, afspraken = read(found)
    _demand_whole(filed)
    rows = {name: _rows(data) for name, data in filed.tables.items()}
    owner = _owner(filed, afspraken)
    day = peildatum(found)
    data = workbook(afspraken, owner, day, rows)
    kept = record.load(book)
    with suppress(StopError):  # what was explained before counts, whatever became of the sheet
        findings_sheet.harvest(book, kept)
    told = [StoredFinding.of(finding) for finding in found.findings]
    number = check_number(filed)
    now = datetime.now().replace(microsecond=0)
    facts: list[tuple[str, Any]] = [
        ("Partij", owner.naam),
        ("Peildatum", day),
        ("Oordeel", stands(found)),
        ("Gemaakt op", f"{now:%d-%m-%Y %H:%M:%S}"),
        ("Controlegetal (SHA-256)", number),
        ("Versie van het programma", metadata.version("prestatieafspraken")),
    ]
    lines = [
        (
            t.soort,
            t.code,
            t.plaats,
            t.melding,
            t.herstel,
            kept.toelichtingen.get(t.sleutel, ""),
        )
        for t in told
    ]
    # A name in the agreements may come from the workbook: in that of a file it is letters alone.
    called = "-".join(re.findall(r"\w+", owner.naam.casefold()))[:60]
    name = f"inzending-{called}-{now:%Y%m%d-%H%M}"
    path = write(book, name, ".xlsx", submission(data, facts, lines, day))
    return f"De inzending staat in {path}; oordeel: {stands(found)}."


def make_next_year(book: xw.Book) -> str:
    """Write the workbook of next year, filled in from its agreements."""
    filed, afspraken = read(verdict(book))
    year = afspraken.gemeente.jaar + 1
    coming = agreements().find(afspraken.gemeente.map, year)
    if coming is None:
        raise StopError(
            "XLS-005",
            f"De afspraken van {afspraken.gemeente.naam} voor {year} zijn hier niet.",
            "Vraag de beheerder om ze toe te voegen.",
        )
    owner = _owner(filed, coming.afspraken)
    data = new_workbook(coming.afspraken, owner.naam)
    path = write(book, f"prestatieafspraken-{year}", ".xlsx", data)
    example = f" Let op: de afspraken van {year} zijn een voorbeeld."
    said = example if coming.afspraken.gemeente.voorbeeld else ""
    return f"De werkmap van {year} staat in {path}.{said}"


def _demand_whole(filed: Book) -> None:
    """Stop when a table could not be read: it would be empty in the copy."""
    if filed.not_judged:
        lost = [table.sheet for table in filed.declared if table.name in filed.not_judged]
        sheets = listing(lost)
        raise StopError(
            "XLS-005",
            f"De inzending zou niet volledig zijn, want dit is niet te lezen: {sheets}.",
            "Druk op Controleer werkmap, volg wat bij de fouten over blad, tabel en kolom staat, "
            "en maak de inzending dan opnieuw.",
        )


def check_number(book: Book) -> str:
    """Give a number that changes with any filled-in value: the SHA-256 of all of them."""
    values = {
        name: {
            str(row): [as_json(data.raw_value(row, column)) for column in _inputs(data)]
            for row in data.row_numbers
        }
        for name, data in book.tables.items()
    }
    text = json.dumps(values, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _inputs(data: TableData) -> list[str]:
    return [column.name for column in data.table.input_columns]


def _rows(data: TableData) -> list[dict[str, Any]]:
    """Give the rows as they were read, and as they were typed where that could not be read."""
    rows = []
    for row, typed in data.rows.items():
        values = {}
        for name in _inputs(data):
            lost = typed[name] is None or data.is_unusable(row, name)
            values[name] = data.raw_value(row, name) if lost else typed[name]
        rows.append(values)
    return rows


def _owner(filed: Book, afspraken: Afspraken) -> Partij:
    try:
        owner = afspraken.partij(filed.start.partij or "")
    except KeyError:
        raise StopError(
            "XLS-005",
            "Op het blad Start staat geen partij uit de afspraken.",
            "Zet de naam van uw organisatie terug zoals die in de werkmap stond die u kreeg.",
        ) from None
    kind = filed.template.soort if filed.template else SjabloonSoort.GEMEENTE
    if owner.is_gemeente != (kind == SjabloonSoort.GEMEENTE):
        raise StopError(
            "XLS-005",
            "De partij op het blad Start past niet bij het sjabloon van deze werkmap.",
            "Zet op Start de naam terug die er stond toen u de werkmap kreeg.",
        )
    return owner
