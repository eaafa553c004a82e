"""Where the second judge finds each table in a file, and what it says of how it stands there."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from proving.orakel.bevinding import Bevinding
from proving.orakel.kolommen import Blad, bladen
from proving.orakel.lezen import leeg

Gebied = tuple[int, int, int, int]
"""First row, first column, last row, last column."""


@dataclass(frozen=True)
class ExcelTabel:
    """A table as Excel keeps it: the row of its headers, its last row, its columns."""

    naam: str
    blad: str
    kop: int
    laatste: int
    kolommen: range


@dataclass(frozen=True, eq=False)
class Bestand:
    """What anybody sees who opens the file.

    Of a formula `cellen` has the stored outcome, of an error value its name.
    """

    cellen: Mapping[tuple[str, int, int], Any]
    formules: Set[tuple[str, int, int]]
    tabellen: Sequence[ExcelTabel] = ()
    samengevoegd: Mapping[str, Sequence[Gebied]] = field(default_factory=dict)

    @cached_property
    def laatste(self) -> Mapping[str, int]:
        """The last row of each sheet that holds a cell."""
        found: dict[str, int] = {}
        for blad, rij, _ in self.cellen:
            found[blad] = max(rij, found.get(blad, 0))
        return found


@dataclass
class Plek:
    """Where a table stands: its rows, its columns by name, and cells that others cover."""

    blad: str
    rijen: list[int] = field(default_factory=list)
    kolommen: dict[str, int] = field(default_factory=dict)
    bedekt: set[tuple[int, str]] = field(default_factory=set)


def plaatsen(bestand: Bestand, blad: Blad) -> list[ExcelTabel]:
    """Give every place where a table stands; on a sheet of nobody only if it is nowhere else."""
    excelnaam = "tbl" + blad.tabel.replace("_", "")
    # Excel numbers the table on a copied sheet.
    name = re.compile(rf"{excelnaam}(_?\d+)?")
    found = [t for t in bestand.tabellen if name.fullmatch(t.naam.lower())]
    loose = [t for t in losse(bestand) if lijkt_op(bestand, t, blad)]
    found += [t for t in loose if eigenaar(t.blad) == blad.naam]
    return found or [t for t in loose if eigenaar(t.blad) is None]


def vind(
    bestand: Bestand, blad: Blad, found: Sequence[ExcelTabel], told: list[Bevinding]
) -> Plek | None:
    """Say where a table stands; None if nobody could tell what its rows mean."""
    if len(found) != 1:
        told.append(Bevinding("STR-002" if found else "STR-001", blad.naam, "", (), None))
        return None
    (tabel,) = found
    plek = Plek(tabel.blad)
    if not tabel.naam:
        told.append(Bevinding("STR-003", tabel.blad, "", (), None))
    if tabel.blad != blad.naam:
        told.append(Bevinding("STR-004", tabel.blad, "", (blad.naam, tabel.blad), None))
    if not _columns(bestand, tabel, blad, plek, told):
        return None
    _rows(bestand, tabel, blad, plek, told)
    _merged(bestand, plek, told)
    return plek


def eigenaar(naam: str) -> str | None:
    """Give the sheet of ours that one is by its name, a copy such as "Totalen (2)" included."""
    bare = re.sub(r" ?\(\d+\)$", "", naam)
    return bare if any(blad.naam == bare for blad in bladen().values()) else None


@lru_cache(maxsize=4)
def losse(bestand: Bestand) -> Sequence[ExcelTabel]:
    """Give the rows with at least two headers of ours that are in no Excel table."""
    known = {_kop(veld.kop) for blad in bladen().values() for veld in blad.velden}
    rows: dict[tuple[str, int], list[int]] = {}
    for (sheet, rij, kolom), value in bestand.cellen.items():
        if isinstance(value, str) and _kop(value) in known and not _in_tabel(bestand, sheet, rij):
            rows.setdefault((sheet, rij), []).append(kolom)
    return [
        ExcelTabel("", sheet, rij, bestand.laatste[sheet], range(min(cols), max(cols) + 1))
        for (sheet, rij), cols in rows.items()
        if len(cols) > 1
    ]


def _in_tabel(bestand: Bestand, blad: str, rij: int) -> bool:
    return any(t.blad == blad and t.kop <= rij <= t.laatste for t in bestand.tabellen)


def lijkt_op(bestand: Bestand, tabel: ExcelTabel, blad: Blad) -> bool:
    """Say whether at least half of the headers of a table stand somewhere, and no less than two."""
    there = {_kop(text) for text in koppen(bestand, tabel).values()}
    same = sum(_kop(veld.kop) in there for veld in blad.velden)
    return same > 1 and 2 * same >= len(blad.velden)


def koppen(bestand: Bestand, tabel: ExcelTabel) -> dict[int, str]:
    """Give the headers of a table by their column, with those that were written on beside it."""
    found, col = {}, tabel.kolommen.start
    while not leeg(text := bestand.cellen.get((tabel.blad, tabel.kop, col))) or (
        col in tabel.kolommen
    ):
        if not leeg(text):
            found[col] = str(text)
        col += 1
    return found


def _kop(text: str) -> str:
    return " ".join(text.lower().split())


def adres(rij: int, kolom: int) -> str:
    """Give the address of a cell."""
    return chr(64 + kolom) + str(rij)


def _columns(
    bestand: Bestand, tabel: ExcelTabel, eigen: Blad, plek: Plek, told: list[Bevinding]
) -> bool:
    heads: dict[str, list[int]] = {}
    for col, text in koppen(bestand, tabel).items():
        heads.setdefault(_kop(text), []).append(col)
    sound, lost = True, []
    for kolom in eigen.velden:
        at = heads.pop(_kop(kolom.kop), [])
        if len(at) == 1:
            plek.kolommen[kolom.naam] = at[0]
            continue
        code = "STR-006" if at else "STR-013" if kolom.berekend else "STR-005"
        told.append(Bevinding(code, tabel.blad, kolom.kop, (kolom.kop,), None))
        lost += [kolom.kop] if code == "STR-005" else []
        vital = kolom.verplicht or kolom.naam in eigen.sleutel
        sound = sound and (code == "STR-013" or not vital)
    strangers = {text: at for text, cols in heads.items() for at in cols}
    for kop in lost:
        near = difflib.get_close_matches(kop.lower(), strangers, n=1, cutoff=0.6)
        if near or len(lost) == len(strangers) == 1:
            strangers.pop(near[0] if near else next(iter(strangers)))
    for at in strangers.values():
        text = bestand.cellen[tabel.blad, tabel.kop, at]
        told.append(Bevinding("STR-007", tabel.blad, adres(tabel.kop, at), (text,), None))
    order = list(plek.kolommen.values())
    if order != sorted(order):
        told.append(Bevinding("STR-008", tabel.blad, "", (), None))
    return sound


def _rows(
    bestand: Bestand, tabel: ExcelTabel, eigen: Blad, plek: Plek, told: list[Bevinding]
) -> None:
    end = bestand.laatste[plek.blad]
    filled = [v.naam for v in eigen.velden if not v.berekend and v.naam in plek.kolommen]
    whole = [v.naam for v in eigen.velden if v.verplicht and v.naam in eigen.sleutel]
    below: dict[int, str] = {}
    for rij in range(tabel.kop + 1, end + 1):
        there = {naam for naam in filled if _holds(bestand, plek, rij, naam)}
        if there and rij <= tabel.laatste:
            plek.rijen.append(rij)
        elif there:
            below[rij] = "STR-010" if there.issuperset(whole) else "STR-011"
            plek.rijen += [rij] if below[rij] == "STR-010" else []
    cols = plek.kolommen.values()
    for code, first, last in _runs(below):
        area = f"{adres(first, min(cols))}:{adres(last, max(cols))}"
        said = f"rij {first}" if first == last else f"rij {first} t/m {last}"
        told.append(Bevinding(code, plek.blad, area, (said,), None))


def _holds(bestand: Bestand, plek: Plek, rij: int, naam: str) -> bool:
    cell = (plek.blad, rij, plek.kolommen[naam])
    return not leeg(bestand.cellen.get(cell)) or cell in bestand.formules


def _runs(below: Mapping[int, str]) -> Iterator[tuple[str, int, int]]:
    """Join rows of one kind that follow each other."""
    for code in ("STR-010", "STR-011"):
        rows = [rij for rij, kind in below.items() if kind == code]
        firsts = [rij for rij in rows if rij - 1 not in rows]
        lasts = [rij for rij in rows if rij + 1 not in rows]
        yield from ((code, *run) for run in zip(firsts, lasts, strict=True))


def _merged(bestand: Bestand, plek: Plek, told: list[Bevinding]) -> None:
    names = {col: naam for naam, col in plek.kolommen.items()}
    for top, left, bottom, right in bestand.samengevoegd.get(plek.blad, ()):
        cells = [
            (rij, names[col])
            for rij in range(top, bottom + 1)
            for col in range(left, right + 1)
            if col in names
        ]
        plek.bedekt.update(cells[1:])
        if len(cells) > 1 and cells[0][0] in plek.rijen:
            area = f"{adres(top, left)}:{adres(bottom, right)}"
            told.append(Bevinding("STR-009", plek.blad, area, (area,), None))
