"""A form that was filled in: the agreements in it, or what is wrong and in which cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from prestatieafspraken.afspraken.load import AfsprakenError, load_texts
from prestatieafspraken.afspraken.model import Afspraken
from prestatieafspraken.dutch.data_faults import MISSING, Fault
from prestatieafspraken.validators.formulier.filled import Filled, Item, fill
from prestatieafspraken.validators.formulier.sheets import ROOTS, form_sheets, form_tables
from prestatieafspraken.validators.formulier.slip import Slip, at, of_finding
from prestatieafspraken.workbook.finding import Place, Severity
from prestatieafspraken.workbook.raw import RawBook
from prestatieafspraken.workbook.reading.tables import read_tables

NO_FORM = Slip(
    "Dit is geen formulier met afspraken: geen enkele tabel ervan is gevonden.",
    "Maak een leeg formulier met: prestatieafspraken afspraken nieuw --uit formulier.xlsx.",
)


@dataclass(frozen=True)
class FormReading:
    """What a form gives: the agreements, unless something in it is wrong, and its cells."""

    afspraken: Afspraken | None
    slips: tuple[Slip, ...]
    places: Places


def read_form(raw: RawBook) -> FormReading:
    """Read a form; one cause gives one slip, at the cell that has to change."""
    read = read_tables(raw, form_tables())
    if not read.tables and not read.not_judged.keys() < {table.name for table in form_tables()}:
        return FormReading(None, (NO_FORM,), Places(Filled()))
    filled = fill(read.tables)
    places = Places(filled)
    found = [of_finding(one) for one in (*raw.findings, *read.structure, *read.cells)]
    told = [*found, *filled.slips]
    gone = {sheet.table.sheet for sheet in form_sheets() if sheet.table.name not in read.tables}
    afspraken = None
    try:
        afspraken = load_texts(filled.texts())
    except AfsprakenError as error:
        told += _slips(error.faults, places, told, gone)
    faulty = any(slip.ernst is Severity.FOUT for slip in told)
    return FormReading(None if faulty else afspraken, tuple(_in_order(told)), places)


def _slips(
    faults: tuple[Fault, ...], places: Places, told: list[Slip], gone: set[str]
) -> Iterator[Slip]:
    """Give each fault at its cell, unless that cell, or the sheet it needs, has been told of."""
    known = {(slip.blad, slip.cel) for slip in told if slip.ernst is Severity.FOUT}
    for fault in faults:
        slip = places.slip(fault)
        if (slip.blad, slip.cel) not in known and slip.blad not in gone:
            yield slip
            known.add((slip.blad, slip.cel) if slip.cel else (slip.melding, None))


def _in_order(told: list[Slip]) -> list[Slip]:
    """Put slips in the order of the sheets and their rows, the faults first."""
    sheets = {sheet.table.sheet: number for number, sheet in enumerate(form_sheets())}

    def position(slip: Slip) -> tuple[bool, int, int]:
        row = re.search(r"\d+", slip.cel or "")
        is_fault = slip.ernst is Severity.FOUT
        return not is_fault, sheets.get(slip.blad or "", -1), int(row[0]) if row else 0

    return sorted(told, key=position)


class Places:
    """Finds the cell that a fault in a file of the set is about."""

    def __init__(self, filled: Filled) -> None:
        self._items: dict[tuple[str, str], Item] = {}
        self._sheets: dict[tuple[str, str], str] = {}
        for sheet in form_sheets():
            if sheet.root is None:
                continue
            self._sheets[sheet.root.bestand, sheet.root.sleutel] = sheet.table.sheet
            for number, item in enumerate(filled.items.get(sheet.form, ()), 1):
                self._items[sheet.root.bestand, _key(sheet.root.sleutel, item, number)] = item
        for table in filled.items.get("GedrukteTabel", ()):
            name = f"tabellen/{table.says.get('id')}.csv"
            for number, cel in enumerate(table.inside.get("cellen", ()), 2):
                self._items[name, f"regel {number}"] = cel

    def slip(self, fault: Fault) -> Slip:
        """Give a fault at its cell, in words that are of a form and not of a file."""
        item, path = self._found(fault)
        if item is None:
            root = fault.bestand, fault.sleutel.partition(" ")[0]
            return at(Place(self._sheets.get(root)), fault.melding, self._of_form(fault.herstel))
        place = item.place(path)
        if fault.melding == MISSING:
            name = item.label_of(path)
            return at(place, f"{name} is niet ingevuld.", f"Vul {name} in.")
        column = next((c for c in item.data.table.columns if c.header == place.kolom), None)
        if column is not None and column.codelist and "niet van de goede soort" in fault.melding:
            return at(place, fault.melding, "Kies een waarde uit de keuzelijst.")
        return at(place, fault.melding, self._of_form(fault.herstel))

    def _of_form(self, herstel: str) -> str:
        """Name in a repair the sheet that a file of the set is in the form."""
        for (bestand, _), sheet in self._sheets.items():
            herstel = herstel.replace(bestand.rpartition("/")[2], f"het blad {sheet}")
        return herstel

    def _found(self, fault: Fault) -> tuple[Item | None, str]:
        """Walk from the row that a key names to the row and the field that it ends in."""
        head, rest = fault.sleutel, ""
        while head and (fault.bestand, head) not in self._items:
            head, _, last = head.rpartition(" ")
            rest = f"{last} {rest}".strip()
        item = self._items.get((fault.bestand, head))
        steps = rest.replace(".", " ").split()
        while item is not None and steps:
            deeper = _deeper(item, steps)
            if deeper is None:
                break
            item, steps = deeper
        return item, ".".join(steps)


def _key(sleutel: str, item: Item, number: int) -> str:
    """Name a row as the loader does: by its id, its name or its number."""
    says = item.says
    label = next((says[k] for k in ("id", "naam", "nummer") if k in says), number)
    is_single = ROOTS[item.sheet.form].single
    return sleutel if is_single else f"{sleutel} {label}"


def _deeper(item: Item, steps: list[str]) -> tuple[Item, list[str]] | None:
    """Step into a list within a row: "getallen 2 waarde" is about its third number."""
    for length in range(len(steps), 0, -1):
        held = item.inside.get(".".join(steps[:length]))
        if held:
            rest = steps[length:]
            number = int(rest.pop(0)) if rest and rest[0].isdecimal() else 0
            return (held[number], rest) if number < len(held) else None
    return None
