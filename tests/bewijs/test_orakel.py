"""The product against a slow, plain second judge, on workbooks with any number of any faults."""

from __future__ import annotations

import io
import os
import random
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from orakel import KNOWN, Cells, Orakel, Told, Veld
from planten import Filled, Put, as_day, day, fault, in_file, in_raw, known_by, number
from voorbeeld import PARTIJEN, afspraken, werkmap

from prestatieafspraken.batch.verdict import check
from prestatieafspraken.validators.codelists import codelists
from prestatieafspraken.validators.judge import judge
from prestatieafspraken.validators.registry import CROSS_RULES, ROW_RULES
from prestatieafspraken.validators.tables import of_party
from prestatieafspraken.validators.totalen import SUMS
from prestatieafspraken.workbook.normalise import normalise
from prestatieafspraken.workbook.source import ErrorValue, RawBook
from prestatieafspraken.workbook.table import Column, Format, Table

SEED = int(os.environ["PRESTATIEAFSPRAKEN_ZAAD"])
AMOUNT = int(os.environ.get("PRESTATIEAFSPRAKEN_WERKMAPPEN", "16"))

NOT_YET = (
    *("AFS-020", "AFS-021", "AFS-022", "AFS-023", "AFS-024", "AFS-025", "AFS-026"),
    *("EIX-020", "EIX-021", "GPB-020", "GPB-021", "GPB-022", "GPB-023", "GPB-024"),
    *("JRV-001", "LFB-020", "LVB-020", "ONG-001", "OVT-020", "OVT-021", "OVT-022"),
    *("NBW-020", "NBW-021", "NBW-022", "NBW-023", "NBW-024", "NBW-025"),
    *("PLN-001", "PLN-002", "PLN-003", "SLK-020", "SLK-021", "VRD-020", "VRD-021"),
    *("TWZ-020", "TWZ-021", "TWZ-022", "TWZ-023", "TWZ-024", "TWZ-025", "TWZ-026"),
    *("WSC-001", "WSC-002", "WSC-003"),
)
"""Rules that the plain judge has no words for yet: each is shown by its example page alone."""


def veld(column: Column) -> Veld:
    """Write down plainly what may stand in a column."""
    low, high = (column.statistics.get(name) for name in ("min_value", "max_value"))
    if day(column):
        low, high = as_day(low), as_day(high)
    soort = "dag" if day(column) else "tekst"
    if number(column):
        soort = "heel" if str(column.schema.dtype) == "Int64" else "getal"
    else:
        high = column.statistics.get("max_value") if soort == "tekst" else high
    return Veld(
        column.name,
        soort,
        column.required,
        low,
        high,
        codelists(afspraken())[column.codelist] if column.codelist else None,
        column.format is Format.PROCENT,
        column.formula is not None,
        any(check.name == "CEL-013" for check in column.schema.checks),
    )


def second_opinion(book: Filled, cells: Cells) -> Counter[Told]:
    """Let the plain judge look at the cells."""
    facts = afspraken()
    declared = {
        t.name: (t.sheet, t.key, t.unique, t.party_column, [veld(c) for c in t.columns])
        for t in book.tables.values()
    }
    names = {
        "own": book.kind != "gemeente",
        "holder": book.naam,
        "outside": {p.naam for p in facts.corporaties() if not p.doet_mee},
        "corporaties": {p.naam for p in facts.corporaties()},
        "kernen": [kern.naam for kern in facts.kernen],
        "klassen": [klasse.naam for klasse in facts.inkomensklassen],
        "codes": {n: [a.id for a in facts.afspraken if a.thema == n] for n in range(4)},
    }
    sums = [(subject.name, subject.table.name, subject.column) for subject in SUMS]
    last = {table.name: book.last_row(table) for table in book.tables.values()}
    return Counter(Orakel(cells, declared, last, sums, names).told)


def random_value(column: Column, present: Any, rng: random.Random) -> Any:
    """Give something to put into a cell: often another good value, sometimes none at all."""
    if rng.random() < 0.25:
        return rng.choice([None, None, "veel", "-", ErrorValue("#REF!"), True, "x" * 600])
    if column.codelist:
        return rng.choice([*codelists(afspraken())[column.codelist], "Elders"])
    if day(column):
        return rng.choice([date(1980, 1, 1), date(2014, 3, 1), date(2018, 5, 1), date(2110, 1, 1)])
    if column.format is Format.JAAR:
        return rng.choice([2009, 2016, 2017, 2018, 2019, 2061, 2018.5])
    if number(column):
        value = present if isinstance(present, int | float) else 10
        return rng.choice([value + 1, value - 1, value * 2, 0, -3, 0.5, 35, 10**8, value])
    return rng.choice(["T1-02", "Iets anders", "12", 12.0, 1.5, date(2019, 2, 1), present])


def mess(book: Filled, rng: random.Random) -> list[Put]:
    """Change cells anywhere, without any care for what that brings about."""
    edits = {}
    for _ in range(rng.randint(1, 60)):
        table: Table = rng.choice(list(book.tables.values()))
        column = rng.choice(table.input_columns)
        row = rng.choice([*book.rows(table), book.free_row(table) or 7])
        col = 1 + list(table.columns).index(column)
        value = random_value(column, book.value(table, row, column.name), rng)
        edits[table.sheet, row, col] = Put(table.sheet, row, col, value)
    return list(edits.values())


def plain_cells(raw: RawBook) -> dict[tuple[str, int, int], Any]:
    """Give all cells of the raw form."""
    cells = {
        (sheet.name, row, col): value
        for sheet in raw.sheets
        for row, values in enumerate(sheet.rows, 1)
        for col, value in enumerate(values, 1)
    }
    for sheet in raw.sheets:
        cells |= {(sheet.name, row, col): str(e) for (row, col), e in sheet.errors.items()}
    return cells


def agree(product: Counter[Told], oracle: Counter[Told], edits: list[Put], book: Filled) -> None:
    """Fail, with the seed, if the two do not say the same."""
    ours = Counter({told: n for told, n in product.items() if told[0] in KNOWN})
    told = f"seed {SEED}, {book.naam}\nonly the product: {dict(ours - oracle)}"
    assert ours == oracle, f"{told}\nonly the oracle: {dict(oracle - ours)}\n{edits}"


@pytest.mark.parametrize("part", range(4))
def test_the_oracle_agrees(part: int) -> None:
    for number_ in range(part, AMOUNT, 4):
        rng = random.Random(f"orakel {SEED} {number_}")  # noqa: S311
        book = Filled(PARTIJEN[number_ % 3], SEED)
        edits = mess(book, rng)
        raw = in_raw(book.raw, [fault("mess", edits, [])])
        product = known_by(judge(normalise(raw, of_party), afspraken()))
        agree(product, second_opinion(book, plain_cells(raw)), edits, book)


def test_the_oracle_agrees_on_a_real_file(tmp_path: Path) -> None:
    rng, path = random.Random(f"bestand {SEED}"), tmp_path / "werkmap.xlsx"  # noqa: S311
    book = Filled(PARTIJEN[0], SEED)
    edits = mess(book, rng)
    opened = load_workbook(io.BytesIO(werkmap(book.naam, SEED)))
    in_file(opened, [fault("mess", edits, [])])
    opened.save(path)
    cells = {
        (sheet.title, cell.row, cell.column): cell.value
        for sheet in load_workbook(path)
        for row in sheet.iter_rows()
        for cell in row
    }
    agree(known_by(check(path).findings), second_opinion(book, cells), edits, book)


def test_the_oracle_knows_every_rule_on_rows_and_sums() -> None:
    """A new rule needs its plain words in orakel.py, or stands here with the reason why not."""
    without = {
        "SLK-003": "information only",
        "SLK-005": "information only",
        "PRT-003": "about the start sheet, not about a table",
        "DOE": "about the agreements; shown by its example page",
        "GDR": "about the printed tables; shown by its example page",
        "TXT": "about the printed text; shown by its example page",
        "FRM": "about the formulas of cells; tested in test_formules",
        "PRV": "about texts that hold personal data; tested in test_persoonsgegevens",
        "SCH": "about letters of another script; shown by its example page",
    }
    without |= dict.fromkeys(NOT_YET, "shown by its example page; no plain words yet")
    codes = {rule.rule.code for rule in (*ROW_RULES, *CROSS_RULES)}
    assert {c for c in codes - KNOWN if c not in without and c[:3] not in without} == set()
    assert set(NOT_YET) <= codes - KNOWN
