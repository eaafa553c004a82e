"""What was agreed is guarded: any agreed cell of any party of every set, damaged in any way."""

from __future__ import annotations

import io
import os
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from proving.kit import gevuld

from prestatieafspraken.afspraken import OF_PRODUCT, load
from prestatieafspraken.batch.front_door import check, compute, report
from prestatieafspraken.batch.judging.agreements import tables_by
from prestatieafspraken.batch.judging.check import judged
from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.cli.app import run
from prestatieafspraken.validators.sheets.tables import of_party
from prestatieafspraken.validators.workbook import workbook
from prestatieafspraken.workbook.address import address
from prestatieafspraken.workbook.building.afgesproken import afgesproken
from prestatieafspraken.workbook.finding import Finding, Severity
from prestatieafspraken.workbook.findings_table import COLUMNS, SHEET
from prestatieafspraken.workbook.lists.checked import counts
from prestatieafspraken.workbook.raw import RawBook
from prestatieafspraken.workbook.reading.normalise import normalise
from prestatieafspraken.workbook.reading.read import raw_book
from prestatieafspraken.workbook.table import HEADER_ROW

SEED = int(os.environ["PRESTATIEAFSPRAKEN_ZAAD"])
SETS = {naam: load(*whose) for naam, whose in gevuld.SETS.items()}
PARTIES = [
    (naam, p.naam) for naam, own in SETS.items() for p in own.partijen if p.soort.has_workbook
]
each_party = pytest.mark.parametrize(("naam", "partij"), PARTIES)
AGREED = ("AFG-001", "AFG-002")
Told = tuple[str, str | None, str | None]


@dataclass(frozen=True)
class Cell:
    """An agreed cell: where it stands in a new workbook, and what stands there."""

    sheet: str
    row: int
    col: int
    value: Any


@cache
def new(naam: str, partij: str) -> tuple[RawBook, Verdict, list[Cell]]:
    own = SETS[naam]
    owner = own.partij(partij)
    raw = raw_book("werkmap.xlsx", "0", gevuld.verstuurd(naam, partij))
    rows = afgesproken(own, owner)
    cells = []
    for table in of_party(owner.soort, own):
        (sheet,) = (one for one in raw.sheets if one.name == table.sheet)
        at = {column.name: col for col, column in enumerate(table.columns, 1)}
        for agreed in rows.get(table.name, ()):
            (row,) = (
                number
                for number in range(HEADER_ROW + 1, len(sheet.rows) + 1)
                if all(stands(sheet.value(number, at[name]), v) for name, v in agreed.items())
            )
            cells += [Cell(table.sheet, row, at[name], value) for name, value in agreed.items()]
    return raw, judge(raw), cells


def stands(found: Any, agreed: Any) -> bool:
    return bool((found.date() if isinstance(found, datetime) else found) == agreed)


def judge(raw: RawBook) -> Verdict:
    return judged(normalise(raw, tables_by(OF_PRODUCT)), "werkmap.xlsx")


def told(findings: Sequence[Finding]) -> Counter[Told]:
    return Counter((f.code, f.place.blad, f.place.cel) for f in findings)


def put(raw: RawBook, cells: dict[tuple[str, int, int], Any]) -> RawBook:
    """Give a workbook with other values in some cells."""
    sheets = []
    for sheet in raw.sheets:
        rows = [list(row) for row in sheet.rows]
        for (name, row, col), value in cells.items():
            if name == sheet.name:
                rows += [[""] * len(rows[-1]) for _ in range(row - len(rows))]
                rows[row - 1][col - 1] = value
        sheets.append(replace(sheet, rows=rows))
    return replace(raw, sheets=sheets)


def otherwise(rng: random.Random, cell: Cell) -> Any:
    """Give something else than what was agreed, as people and programs make of it."""
    value = cell.value
    if isinstance(value, date):
        return rng.choice([value + timedelta(1), value.replace(year=value.year + 1), None])
    if isinstance(value, str):
        return rng.choice([f"Ook {value[1:]}", "iets anders", value[: len(value) // 2], None])
    return rng.choice([value + 1, value * 1000 + 1, -value - 1, f"{value} ongeveer", None])


def found(naam: str, partij: str, cells: dict[tuple[str, int, int], Any]) -> list[Finding]:
    """Give what is found in a workbook with other values that was not found before."""
    raw, before, _ = new(naam, partij)
    left, more = told(before.findings), []
    for one in judge(put(raw, cells)).findings:
        at = (one.code, one.place.blad, one.place.cel)
        if left[at]:
            left[at] -= 1
        else:
            more.append(one)
    return more


@pytest.mark.traag
@pytest.mark.steekproef(5)
@each_party
def test_an_agreed_cell_that_changes_is_told_once_at_that_cell(naam: str, partij: str) -> None:
    rng = random.Random(f"{SEED} {naam} {partij}")  # noqa: S311
    _, _, cells = new(naam, partij)
    for cell in rng.sample(cells, min(10, len(cells))):
        value = otherwise(rng, cell)
        more = found(naam, partij, {(cell.sheet, cell.row, cell.col): value})
        assert len(more) == 1, (cell, value, more)
        (one,) = more
        assert (one.place.blad, one.place.cel) == (cell.sheet, address(cell.row, cell.col)), cell
        if max(len(str(cell.value)), len(str(value))) <= 60:
            assert written(cell.value) in plain(one.melding), (cell, one.melding)
            assert written(value) in plain(one.melding), (cell, one.melding)
        assert one.ernst != "INFO"


def plain(text: str) -> str:
    return text.replace(".", "").replace("−", "-").replace("-", "").replace("… ", "").lower()


def written(value: Any) -> str:
    """Write the beginning of a value as a message must have it, whatever its format."""
    if isinstance(value, str):
        return plain(value)[:6]
    if isinstance(value, date):
        return str(value.day)
    return str(abs(value)) if isinstance(value, int) else ""


@pytest.mark.traag
@pytest.mark.steekproef(3)
@each_party
def test_no_figure_rests_on_what_was_put_in_the_place_of_an_agreement(
    naam: str, partij: str
) -> None:
    rng = random.Random(f"{SEED} {naam} {partij}")  # noqa: S311
    raw, before, cells = new(naam, partij)
    some = rng.sample(cells, min(20, len(cells)))
    changed = {(c.sheet, c.row, c.col): otherwise(rng, c) for c in some if c.value != partij}
    # Of a row of which much was changed nobody knows any more which it was.
    changed = {at: v for at, v in changed.items() if sum(o[:2] == at[:2] for o in changed) == 1}
    day = gevuld.peildatum(SETS[naam])
    assert compute(judge(put(raw, changed)), peildatum=day) == compute(before, peildatum=day)


@each_party
def test_of_what_nobody_changed_nothing_is_told(naam: str, partij: str) -> None:
    _, before, _ = new(naam, partij)
    assert not [one for one in before.findings if one.code in AGREED]
    assert before.count(Severity.FOUT) == 0
    asked = Counter(f.place.blad for f in before.findings if f.ernst is Severity.WAARSCHUWING)
    assert max(asked.values(), default=0) <= 1


def test_of_a_row_where_work_began_its_questions_are_told() -> None:
    """What waits in the other rows says the completeness."""
    sheet = "1 Huurvoorraad"
    more = found(*WOONFORTE, {(sheet, 14, 7): "bezig"})
    told = {(f.code, f.place.blad, f.place.cel) for f in more}
    # T1-08 is to be done twice a year, and its year is over.
    assert told == {("AFS-022", sheet, "J14"), ("AFS-020", sheet, "G14")}


def spelt(value: Any) -> Any:
    """Write a value as LibreOffice, Google Sheets and people do who retype it."""
    if isinstance(value, str):
        return f" {value.replace(' ', chr(0xA0), 1).replace(', ', ',' + chr(10), 1)} "
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    return str(value).replace(".", ",") if isinstance(value, float) else float(value)


@pytest.mark.parametrize(("naam", "partij"), PARTIES[::4])
def test_another_spelling_is_no_difference(naam: str, partij: str) -> None:
    raw, _, cells = new(naam, partij)
    again = judge(put(raw, {(c.sheet, c.row, c.col): spelt(c.value) for c in cells}))
    assert [one.melding for one in again.findings if one.code in AGREED] == []


WOONFORTE = "alphen-aan-den-rijn 2019", "Woonforte"


def rows_of(raw: RawBook, sheet: str, rows: list[list[Any]]) -> RawBook:
    """Give a workbook with other rows under the headers of a sheet."""
    (one,) = (s for s in raw.sheets if s.name == sheet)
    kept = [*one.rows[:HEADER_ROW], *rows]
    return replace(raw, sheets=[replace(s, rows=kept) if s is one else s for s in raw.sheets])


def test_a_row_may_move_and_not_go() -> None:
    raw, before, _ = new(*WOONFORTE)
    sheet = "1 Huurvoorraad"
    (own,) = (list(map(list, s.rows[HEADER_ROW:])) for s in raw.sheets if s.name == sheet)
    moved = judge(rows_of(raw, sheet, own[::-1]))
    assert [f.code for f in moved.findings] == [f.code for f in before.findings]
    gone = judge(rows_of(raw, sheet, [*own[:6], *own[7:9], *own[10:]]))
    (one,) = (f for f in gone.findings if f.code in AGREED)
    # T1-07 and T1-10: the seventh and the tenth row of the theme
    assert one.melding == "Op dit blad ontbreken 2 afgesproken rijen: T1-07 en T1-10."
    assert (one.code, one.place.blad, one.place.cel) == ("AFG-002", sheet, None)


def test_a_row_with_another_key_is_known_by_the_rest_of_it() -> None:
    (one,) = found(*WOONFORTE, {("Zonnepanelen", 7, 2): 2020})
    assert one.melding == "Er staat 2020; afgesproken is 2019."
    (one,) = found(*WOONFORTE, {("1 Huurvoorraad", 7, 1): "T1-99"})
    assert (one.place.cel, one.melding) == ("A7", "Er staat 'T1-99'; afgesproken is 'T1-01'.")


def test_what_cannot_be_used_at_all_stays_a_fault_that_says_what_was_agreed() -> None:
    (one,) = found(*WOONFORTE, {("Zonnepanelen", 7, 3): "zie bijlage"})
    assert (one.code, one.ernst, one.herstel) == ("CEL-002", "FOUT", "Zet 650 terug.")
    assert one.melding.endswith("Afgesproken is 650.")


def explained(code: str, sheet: str, cell: str, value: Any) -> dict[tuple[str, int, int], Any]:
    """Give the cells of an explanation, as a person types it on the sheet Bevindingen."""
    typed = {
        "Code": code,
        "Blad": sheet,
        "Cel": cell,
        "Waarde": value,
        "Toelichting": "Dak te oud.",
    }
    at = {name: number for number, (name, *_) in enumerate(COLUMNS, 1)}
    return {(SHEET, HEADER_ROW + 1, at[name]): text for name, text in typed.items()}


def plain_text(data: bytes) -> str:
    return data.decode().replace("\\", "")


def test_a_difference_that_is_explained_is_a_proposal_and_changes_no_figure() -> None:
    raw, before, _ = new(*WOONFORTE)
    fewer = {("Zonnepanelen", 7, 3): 500}
    after = judge(put(raw, fewer | explained("AFG-001", "Zonnepanelen", "C7", 500)))
    (one,) = (f for f in after.findings if f.code == "AFG-001")
    assert (one.melding, one.ernst) == ("Voorgesteld is 500; afgesproken is 650.", "INFO")
    assert (one.proposes, one.toelichting) == (True, "Dak te oud.")
    assert compute(after) == compute(before)
    asked = (
        "Woonforte doet een voorstel. Zonnepanelen, Woonforte 2019, Gepland: voorgesteld is 500; "
        "afgesproken is 650. De reden: 'Dak te oud.'. Nemen de partijen dat over?"
    )
    assert plain_text(report(after, ".md")).count(asked) == 1
    assert "Woonforte doet 1 voorstel tot wijziging" in plain_text(
        report(after, ".md", public=True)
    )
    assert "Dak te oud" not in plain_text(report(after, ".md", public=True))
    assert counts([after]).endswith("1 voorstel tot wijziging")
    again = judge(put(raw, fewer | explained("AFG-001", "Zonnepanelen", "C7", 400)))
    (one,) = (f for f in again.findings if f.code == "AFG-001")
    assert (one.ernst, one.proposes) == ("WAARSCHUWING", False)
    assert "'Dak te oud.' ging over een andere waarde: 400." in one.melding


def test_the_overview_names_who_proposes(tmp_path: Path) -> None:
    data = gevuld.verstuurd(*WOONFORTE)
    book = load_workbook(io.BytesIO(data))
    book["Zonnepanelen"]["C7"].value = 500
    for (sheet, row, col), value in explained("AFG-001", "Zonnepanelen", "C7", 500).items():
        book[sheet].cell(row, col).value = value
    book.save(tmp_path / "w.xlsx")
    run(["controleer", str(tmp_path / "w.xlsx"), "--uitmap", str(tmp_path / "uit")])
    page = (tmp_path / "uit" / "overzicht.html").read_text(encoding="utf-8")
    assert "In w.xlsx (Woonforte) staat 1 voorstel tot wijziging van wat is afgesproken." in page


def test_what_counts_is_what_the_receiver_has() -> None:
    """The workbook carries agreements of 500 panels; those of the receiver say 650, or 500."""
    own = SETS[WOONFORTE[0]]
    tables = {**own.tabellen}
    (name,) = (n for n, one in tables.items() if one.vult == "zonnepanelen")
    cells = [
        c.model_copy(update={"waarde": Decimal(500), "gedrukt": "500"}) if c.waarde == 650 else c
        for c in tables[name].cellen
    ]
    tables[name] = tables[name].model_copy(update={"cellen": cells})
    later = own.model_copy(update={"tabellen": tables})
    data = workbook(later, later.partij("Woonforte"), gevuld.peildatum(later))
    said = [f.melding for f in check(data).findings if f.code in AGREED]
    assert said == ["Er staat 500; afgesproken is 650."]
    assert not [f for f in check(data, agreements=later).findings if f.code in AGREED]


def test_an_agreement_that_was_added_is_a_question_and_can_be_a_proposal() -> None:
    more = found(
        *WOONFORTE, {("1 Huurvoorraad", 21, 1): "T1-15", ("1 Huurvoorraad", 21, 2): "Nieuw"}
    )
    (one,) = (f for f in more if f.code == "AFS-005")
    assert (one.ernst, one.place.cel, one.voorstel) == ("WAARSCHUWING", "A21", True)
