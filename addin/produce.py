"""The buttons that write a new file beside the workbook; the workbook itself is never saved."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

import pandas as pd
import xlwings as xw

from prestatieafspraken.addin import findings_sheet, record
from prestatieafspraken.addin.open_book import verdict
from prestatieafspraken.addin.record import Told
from prestatieafspraken.addin.results import computed, peildatum
from prestatieafspraken.addin.stop import Stop
from prestatieafspraken.afspraken import Afspraken, AfsprakenError, load
from prestatieafspraken.afspraken.model import Partij
from prestatieafspraken.batch.verdict import Verdict
from prestatieafspraken.templates.forms import Look, lay_out, render
from prestatieafspraken.templates.report import Filed, Report
from prestatieafspraken.validators.codelists import codelists
from prestatieafspraken.validators.tables import of_party
from prestatieafspraken.validators.workbook import workbook
from prestatieafspraken.workbook.book import Book, TableData
from prestatieafspraken.workbook.build import build
from prestatieafspraken.workbook.show import as_json
from prestatieafspraken.workbook.submission import submission


def make_report(book: xw.Book) -> str:
    """Write the annual report as a Word document."""
    found = verdict(book)
    read, afspraken = _read(found)
    version = metadata.version("prestatieafspraken")
    filed = [Filed(read, found.findings)]
    report = Report(afspraken, filed, computed(found), peildatum(found), version)
    data = render(lay_out(report), ".docx", Look())
    path = _write(book, f"jaarverslag-{afspraken.gemeente.jaar}", ".docx", data)
    return f"Het jaarverslag staat in {path}."


def make_submission(book: xw.Book) -> str:
    """Write a frozen copy without macros, with its verdict, the time and a check number."""
    found = verdict(book)
    read, afspraken = _read(found)
    rows = {name: _rows(data) for name, data in read.tables.items()}
    owner = _owner(read, afspraken)
    day = peildatum(found)
    data = build(afspraken, owner, of_party(owner.soort), codelists(afspraken), rows, day)
    kept = record.load(book)
    findings_sheet.harvest(book, kept)
    told = [Told.of(finding) for finding in found.findings]
    number = check_number(read)
    now = datetime.now().replace(microsecond=0)
    facts: list[tuple[str, Any]] = [
        ("Partij", owner.naam),
        ("Peildatum", day),
        ("Oordeel", found.status),
        *((f"Aantal {s}", sum(one.ernst == s for one in told)) for s in ("FOUT", "WAARSCHUWING")),
        ("Gemaakt op", f"{now:%d-%m-%Y %H:%M:%S}"),
        ("Controlegetal (SHA-256)", number),
        ("Versie van het programma", metadata.version("prestatieafspraken")),
    ]
    lines = [
        (t.ernst, t.code, t.plaats, t.melding, t.herstel, kept.toelichtingen.get(t.sleutel, ""))
        for t in told
    ]
    name = f"inzending-{owner.naam.casefold().replace(' ', '-')}-{now:%Y%m%d-%H%M}"
    path = _write(book, name, ".xlsx", submission(data, facts, lines, day))
    return f"De inzending staat in {path}; oordeel: {found.status}."


def make_next_year(book: xw.Book) -> str:
    """Write the workbook of next year, filled in from its agreements."""
    read, afspraken = _read(verdict(book))
    year = afspraken.gemeente.jaar + 1
    try:
        coming = load(afspraken.gemeente.map, year)
    except AfsprakenError as error:
        raise Stop(
            f"De afspraken van {afspraken.gemeente.naam} voor {year} staan nog niet in het "
            "programma. Vraag de beheerder om ze toe te voegen."
        ) from error
    owner = _owner(read, coming)
    data = workbook(coming, owner, date(year, 12, 31))
    path = _write(book, f"prestatieafspraken-{year}", ".xlsx", data)
    return f"De werkmap van {year} staat in {path}."


def check_number(book: Book) -> str:
    """Give a number that changes with any filled-in value: the SHA-256 of all of them."""
    values = {
        name: {
            str(row): [as_json(value) for value in data.raw.loc[row, _inputs(data)]]
            for row in data.raw.index
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
    as_typed = data.unusable | data.frame.isna()
    for row in data.frame.index:
        values = {}
        for name in _inputs(data):
            value = data.frame.at[row, name]
            if bool(as_typed.at[row, name]):
                value = data.raw.at[row, name]
            values[name] = _plain(value)
        rows.append(values)
    return rows


def _plain(value: Any) -> Any:
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return None
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime()
    return value.item() if hasattr(value, "item") else value


def _read(found: Verdict) -> tuple[Book, Afspraken]:
    if found.book is None or found.afspraken is None:
        raise Stop("Deze werkmap is niet te lezen. Druk op Controleer werkmap.")
    return found.book, found.afspraken


def _owner(read: Book, afspraken: Afspraken) -> Partij:
    try:
        owner = afspraken.partij(read.start.partij or "")
    except KeyError:
        raise Stop(
            "Op het blad Start staat geen partij uit de afspraken. Zet de naam van uw organisatie "
            "terug zoals die in de werkmap stond die u kreeg."
        ) from None
    kind = read.template.soort if read.template else "gemeente"
    if (owner.soort == "gemeente") != (kind == "gemeente"):
        raise Stop("De partij op het blad Start past niet bij het sjabloon van deze werkmap.")
    return owner


def _write(book: xw.Book, name: str, suffix: str, data: bytes) -> Path:
    """Write a new file beside the workbook; an older one is never replaced."""
    folder = Path(book.fullname).parent
    if "://" in book.fullname or not Path(book.fullname).is_absolute():
        folder = Path.home()  # a workbook that is online, or that was never saved
    for number in range(1, 1000):
        path = folder / (f"{name}{suffix}" if number == 1 else f"{name}-{number}{suffix}")
        try:
            with path.open("xb") as stream:
                stream.write(data)
        except FileExistsError:
            continue
        except OSError as error:
            raise Stop(
                f"In de map {folder} kan niet worden geschreven. Bewaar de werkmap op een plaats "
                "waar u mag schrijven."
            ) from error
        return path
    raise Stop(f"In de map {folder} staan al te veel bestanden die {name} heten.")
