"""What a check must remember in the workbook: its findings, and people's explanations.

It stands on a hidden sheet, one line of JSON per thing, and is read and written in one call.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

import xlwings as xw

from prestatieafspraken.addin.cell_values import values
from prestatieafspraken.addin.new_sheet import add
from prestatieafspraken.addin.where import area, block, find
from prestatieafspraken.dutch.shown import as_json
from prestatieafspraken.workbook.finding import Finding, Severity
from prestatieafspraken.workbook.findings_table import SHEET as FINDINGS
from prestatieafspraken.workbook.table import RECORD_SHEET

SHEET = RECORD_SHEET
VERY_HIDDEN = 2
"""xlSheetVeryHidden: not even in the list from which people unhide sheets."""


@dataclass(frozen=True)
class StoredFinding:
    """A finding as it stands on the sheet Bevindingen; `sleutel` stays when rows move.

    Of a soft finding the key tells its value too: an explanation counts for one value alone.
    """

    ernst: str
    code: str
    blad: str | None
    cel: str | None
    rij: str | None
    kolom: str | None
    waarde: str | int | float | bool | None
    melding: str
    herstel: str
    sleutel: str
    zacht: bool = False
    toelichting: str | None = None

    @property
    def soort(self) -> str:
        """What it asks, with its sign: "! vraag"."""
        return Severity(self.ernst).labelled

    @property
    def plaats(self) -> str:
        """Where it is, as people read it."""
        return "!".join(part for part in (self.blad, self.cel) if part) or "werkmap"

    @classmethod
    def of(cls, finding: Finding) -> StoredFinding:
        """Give the form of a finding that is kept."""
        place, value = finding.place, as_json(finding.waarde)
        parts = [finding.code, place.blad, place.kolom, place.rij]
        if finding.zacht:
            parts.append(str(value))
        # The rows of the sheet itself are written anew, so their cells say nothing after that.
        cel = None if place.blad == FINDINGS else place.cel
        return cls(
            ernst=str(finding.ernst),
            code=finding.code,
            blad=place.blad,
            cel=cel,
            rij=place.rij,
            kolom=place.kolom,
            waarde=value,
            melding=finding.melding,
            herstel=finding.herstel,
            sleutel="|".join(part or "" for part in parts),
            zacht=finding.zacht,
            toelichting=finding.toelichting,
        )


@dataclass
class Record:
    """Everything that is remembered; `toelichtingen` are texts by the key of their finding."""

    bevindingen: list[StoredFinding] = field(default_factory=list)
    toelichtingen: dict[str, str] = field(default_factory=dict)

    def lines(self) -> Iterator[str]:
        """Give the lines as they are stored."""
        things: list[dict[str, Any]] = [
            {"bevinding": asdict(stored)} for stored in self.bevindingen
        ]
        things += [{"toelichting": list(item)} for item in self.toelichtingen.items()]
        for thing in things:
            yield json.dumps(thing, ensure_ascii=False)


def load(book: xw.Book) -> Record:
    """Read what was remembered; a line that people damaged is passed over."""
    record = Record()
    sheet = _sheet(book)
    if sheet is None:
        return record
    last = area(sheet.used_range)[2]
    for (line,) in values(block(sheet, 1, 1, last, 1)):
        try:
            thing = json.loads(line or "{}")
            if "bevinding" in thing:
                record.bevindingen.append(StoredFinding(**thing["bevinding"]))
            elif "toelichting" in thing:
                key, text = thing["toelichting"]
                record.toelichtingen[str(key)] = str(text)
        except (ValueError, TypeError, LookupError, AttributeError):
            continue
    return record


def save(book: xw.Book, record: Record) -> None:
    """Write what must be remembered, in place of what was there; nothing needs no new sheet.

    A sheet that is there stays: Excel deletes none that is very hidden.
    """
    lines = list(record.lines())
    sheet = _sheet(book)
    if sheet is None:
        if not lines:
            return
        before = book.sheets.active
        sheet = add(book, SHEET)
        before.activate()
        sheet.visible = VERY_HIDDEN  # type: ignore[assignment]  # Excel takes three values
    sheet.clear_contents()
    if lines:
        sheet.range("A1").options(transpose=True).value = lines


def _sheet(book: xw.Book) -> xw.Sheet | None:
    return find(book, SHEET)
