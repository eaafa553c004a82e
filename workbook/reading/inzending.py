"""What an inzending says of itself, and which of its cells are no longer as they were handed in.

A very hidden sheet has the number over the content and a few digits per cell. It is no signature:
who changes a cell can make the digits anew. Against that stands the number that the receiver kept.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from prestatieafspraken.dutch.counted import count_of
from prestatieafspraken.dutch.folded import key
from prestatieafspraken.workbook.finding import Finding, Place
from prestatieafspraken.workbook.ingeleverd import Ingeleverd, Wijziging
from prestatieafspraken.workbook.package.formula_texts import formula_texts
from prestatieafspraken.workbook.package.limits import LIMITS, Limits
from prestatieafspraken.workbook.raw import RawBook, RawSheet
from prestatieafspraken.workbook.reading import inzending_faults as faults
from prestatieafspraken.workbook.reading.inhoud import (
    COLUMNS,
    EXPLAINED,
    ROWS,
    SHEET,
    Inhoud,
    PrintKey,
    inhoud,
    printed,
)
from prestatieafspraken.workbook.table import PRINTS_SHEET

FORM = "prestatieafspraken/inzending/1"
FACT, LINE, END = "feit", "rij", "slot"
"""What the rows of the sheet begin with."""
NUMBER, COVER = "controlegetal", "voorblad"
"""The facts that reading needs; the others are told."""
NUMBER_LABEL = "Controlegetal"
"""How the cover calls the number."""
MOST_CELLS = 4_000
"""Cells of which the digits fit in one cell."""
MOST_FACTS = 50
MOST_CHANGES = 100
"""Changes that are told one by one; more is another workbook, or a row that came between."""
PARTY, TEMPLATE = "partij", "sjabloon"


@dataclass(frozen=True, slots=True)
class Claim:
    """What the hidden sheet says: facts by their name, and the prints of the cells of each row."""

    feiten: Mapping[str, str]
    prints: Mapping[PrintKey, str]


class ClaimError(Exception):
    """The hidden sheet cannot be used; the text says why, in Dutch."""


def rows(claim: Claim) -> list[tuple[str, ...]]:
    """Give the rows of the hidden sheet."""
    found: list[tuple[str, ...]] = [(FORM,)]
    found += [(FACT, name, value) for name, value in claim.feiten.items()]
    for (sheet, where), text in claim.prints.items():
        cells = text.split(" ")
        for start in range(0, len(cells), MOST_CELLS):
            found.append((LINE, sheet, where, " ".join(cells[start : start + MOST_CELLS])))
    return [*found, (END, _digest(found))]


def claimed(raw: RawBook) -> tuple[Claim | ClaimError | None, RawBook]:
    """Give what a workbook says of itself (or why that is no use), and it without that.

    A cover whose hidden sheet is gone is told too.
    """
    hidden = next((one for one in raw.sheets if key(one.name) == PRINTS_SHEET), None)
    if hidden is None:
        cover = any(map(_is_cover, raw.sheets))
        return (ClaimError(f"het verborgen blad {PRINTS_SHEET} ontbreekt") if cover else None), raw
    left = [one for one in raw.sheets if one is not hidden]
    try:
        claim = _read(hidden)
    except ClaimError as why:
        return why, replace(raw, sheets=left)
    besides = [one for one in left if one.name != claim.feiten[COVER]]
    return claim, replace(raw, sheets=besides)


def _read(sheet: RawSheet) -> Claim:
    lines = [tuple(_text(value) for value in row) for row in sheet.rows]
    found = [line for line in (_trimmed(line) for line in lines) if line]
    if not found or found[0] != (FORM,):
        raise ClaimError(f"het blad {PRINTS_SHEET} heeft een onbekende vorm")
    *kept, end = found
    if end != (END, _digest(kept)):
        raise ClaimError(f"het blad {PRINTS_SHEET} is niet meer heel")
    facts = {line[1]: line[2] if len(line) > 2 else "" for line in kept if line[0] == FACT}
    prints: dict[PrintKey, str] = {}
    for line in kept:
        if line[0] == LINE and len(line) == 4:
            _, name, where, text = line
            before = prints.get((name, where))
            prints[name, where] = text if before is None else f"{before} {text}"
    if not {NUMBER, COVER} <= set(facts) or len(facts) > MOST_FACTS:
        raise ClaimError(f"op het blad {PRINTS_SHEET} ontbreekt het controlegetal")
    return Claim(facts, prints)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else "" if value is None else f"{value}"


def _trimmed(line: tuple[str, ...]) -> tuple[str, ...]:
    """Leave the empty cells behind a row out."""
    end = len(line)
    while end and not line[end - 1]:
        end -= 1
    return line[:end]


def _digest(lines: Iterable[tuple[str, ...]]) -> str:
    digest = hashlib.sha256()
    for line in lines:
        text = json.dumps(_trimmed(line), ensure_ascii=False)
        digest.update(text.encode("utf-8", "surrogatepass") + b"\n")
    return digest.hexdigest()


def _is_cover(sheet: RawSheet) -> bool:
    """Tell whether a sheet is the cover of an inzending, whose number nothing stands behind."""
    begin = [_text(row[0]) for row in sheet.rows[:30] if row]
    return (
        begin[:1] != []
        and begin[0].startswith("Inzending")
        and any(text.startswith(NUMBER_LABEL) for text in begin)
    )


def since(raw: RawBook, data: bytes, limits: Limits = LIMITS) -> Ingeleverd | None:
    """Say what became of an inzending since it was handed in; None for any other workbook."""
    claim, _ = claimed(raw)
    if claim is None:
        return None
    now = inhoud(raw, formula_texts(data, limits), _cover_of(claim))
    if isinstance(claim, ClaimError):
        return Ingeleverd({}, now.getal, reden=str(claim))
    found = list(changes(claim, now))
    more = len(found) - MOST_CHANGES
    return Ingeleverd(claim.feiten, now.getal, tuple(found[:MOST_CHANGES]), max(more, 0))


def _cover_of(claim: Claim | ClaimError) -> tuple[str, ...]:
    return () if isinstance(claim, ClaimError) else (claim.feiten[COVER],)


def told(since: Ingeleverd, partij: str | None, sjabloon: str) -> Iterator[Finding]:
    """Give the findings about an inzending of which the start sheet says whose it is."""
    if since.reden is not None:
        yield faults.INLEVERING_ONBEKEND.at(Place(), reden=since.reden)
        return
    claims = since.feiten.get(PARTY), since.feiten.get(TEMPLATE)
    if since.meer and claims != (partij, sjabloon):
        whose = {name: since.feiten.get(name, "") for name in (PARTY, "gemeente", "jaar")}
        yield faults.ANDERE_INZENDING.at(Place(), **whose)
        return
    for one in since.wijzigingen:
        place = Place(one.blad or None, None, one.cel)
        rule = faults.CEL_NA_INLEVEREN if one.cel else faults.INZENDING_GEWIJZIGD
        if one.cel and one.blad == since.feiten[COVER]:
            rule = faults.VOORBLAD_GEWIJZIGD
        yield rule.at(place, wat=one.wat)
    if since.meer:
        rest = f"nog {count_of(since.meer, 'keer', 'keer')} iets gewijzigd"
        yield faults.INZENDING_GEWIJZIGD.at(Place(), wat=rest)


def changes(claim: Claim, now: Inhoud) -> Iterator[Wijziging]:
    """Tell what is not as it was handed in; of a sheet that came or went that alone."""
    moved = {
        name
        for name, where in {*claim.prints, *now.prints}
        if where == SHEET and ((name, SHEET) in claim.prints) != ((name, SHEET) in now.prints)
    }
    told = False
    for at in sorted({*claim.prints, *now.prints}, key=_order):
        before, after = claim.prints.get(at, ""), now.prints.get(at, "")
        if before == after or (at[0] in moved and at[1] != SHEET):
            continue
        was, now_is = _by_cell(before), _by_cell(after)
        for cell in sorted({*was, *now_is}, key=lambda one: (len(one), one)):
            if was.get(cell) != now_is.get(cell) and _stayed(at, cell, claim.prints, now.prints):
                told = True
                yield _change(at, cell, was.get(cell), now_is.get(cell))
    if not told and claim.feiten[NUMBER] != now.getal:
        yield Wijziging("", None, "iets gewijzigd; welke cel, is niet te zeggen")


def _stayed(at: PrintKey, cell: str, *both: Mapping[PrintKey, str]) -> bool:
    """Say whether a row or column that is in sight or not holds anything, before and after.

    One that was emptied was not shown by that; of any other cell there is nothing to ask.
    """
    name, where = at
    one = cell.removesuffix(":")
    if where == ROWS:
        return all((name, one) in prints for prints in both)
    return where != COLUMNS or all(
        any(one in _by_cell(text) for (sheet, _), text in prints.items() if sheet == name)
        for prints in both
    )


def _order(at: PrintKey) -> tuple[str, int, str]:
    name, where = at
    number = int(where) if where.isascii() and where.isdigit() and len(where) < 8 else 0
    return name, number, where


def _by_cell(text: str) -> dict[str, str]:
    return {one[:-4]: one[-4:] for one in text.split(" ") if one}


def _change(at: PrintKey, cell: str, was: str | None, now: str | None) -> Wijziging:
    name, where = at
    done = "toegevoegd" if was is None else "verwijderd" if now is None else "gewijzigd"
    if where == SHEET:
        if done == "gewijzigd":
            done = "verborgen" if now == printed("verborgen") else "zichtbaar gemaakt"
        return Wijziging(name, None, f"het blad {name} {done}")
    if where in (ROWS, COLUMNS):
        what = f"{'rij' if where == ROWS else 'kolom'} {cell.rstrip(':')}"
        return Wijziging(name, None, f"{what} {'verborgen' if now else 'zichtbaar gemaakt'}")
    if where.startswith(EXPLAINED):
        return Wijziging(name, None, f"de toelichting bij {where.removeprefix(EXPLAINED)} {done}")
    cells = {"toegevoegd": "ingevuld", "verwijderd": "leeggemaakt", "gewijzigd": "gewijzigd"}
    return Wijziging(name, f"{cell}{where}", cells[done])
