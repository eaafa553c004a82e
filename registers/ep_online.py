"""The total file of EP-Online: every registered energy label, read line by line.

A zip with one csv, or the csv itself: parted by semicolons, decimal commas, some lines before
the header. Names of columns drift from one release to the next, so they are looked up whatever
their case; lines of other dwellings are never kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from prestatieafspraken.dutch import day
from prestatieafspraken.dutch.user_error import UserError
from prestatieafspraken.registers.dwellings import DIGITS, SEARCHED, Dwellings, address, bag
from prestatieafspraken.registers.long_text import NoTextError, TextLimit, rows_of, text_of
from prestatieafspraken.workbook.package.limits import MB

COLUMNS: dict[str, tuple[str, ...]] = {
    "bag_id": ("pand_bagverblijfsobjectid",),
    "postcode": ("pand_postcode",),
    "huisnummer": ("pand_huisnummer",),
    "letter": ("pand_huisletter",),
    "toevoeging": ("pand_huisnummertoevoeging",),
    "label": ("pand_energieklasse",),
    "index": ("pand_energieindex", "pand_energieprestatieindex"),
    "primair": ("pand_primaire_fossiele_energie",),
    "methode": ("pand_berekeningstype",),
    "registratie": ("pand_registratiedatum",),
    "geldig_tot": ("meting_geldig_tot",),
}
"""What each column is called, newest name first."""
NEEDED = ("label",)
METHODS = (
    ("nta", "NTA 8800"),
    ("nader voorschrift", "2015-2020 (Nader Voorschrift)"),
    ("7120", "2015-2020 (Nader Voorschrift)"),
    ("epa", "voor 2015 (EPA)"),
    ("isso75", "voor 2015 (EPA)"),
    ("isso82", "voor 2015 (EPA)"),
)
"""Words in the kind of calculation, and the method that they mean."""
UNKNOWN = "onbekend"
LABELS = {"G", "F", "E", "D", "C", "B", "A", "A+", "A++", "A+++", "A++++"}
REGISTER = TextLimit(size=16_384 * MB, rows=20_000_000)
"""What the register may be: some millions of labels, of a few hundred bytes each, with room."""
LONGEST = 40
"""Characters of a number."""
EVERY = 20_000
"""Lines between two reports of progress."""


class RegisterError(UserError):
    """The file cannot be used; the text is a Dutch sentence."""

    def __init__(self, sentence: str) -> None:
        super().__init__(
            "EPO-003", sentence, "Gebruik het totaalbestand van EP-Online (zip of csv)."
        )


@dataclass(slots=True)
class Label:
    """A registered label of one dwelling; `by_bag` says how it was matched."""

    label: str | None
    methode: str
    index: Decimal | None
    primair: Decimal | None
    registratie: date | None
    geldig_tot: date | None
    by_bag: bool
    bag_id: str | None


@dataclass
class Match:
    """The label found for each dwelling, by its place in the list."""

    dwellings: Dwellings
    labels: dict[int, Label] = field(default_factory=dict)
    lines: int = 0
    unreadable: int = 0

    def rows(self, corporatie: str | None) -> Iterator[dict[str, object]]:
        """Give the rows of the label sheet, one for each dwelling, with or without a label."""
        for place, dwelling in enumerate(self.dwellings.all):
            found = self.labels.get(place)
            yield {
                "eenheid": dwelling.eenheid,
                "corporatie": dwelling.corporatie or corporatie,
                "bag_id": dwelling.bag_id or (found.bag_id if found else None),
                "methode": found.methode if found else None,
                "label": found.label if found else None,
                "energie_index": found.index if found else None,
                "primair": found.primair if found else None,
                "registratie": found.registratie if found else None,
                "geldig_tot": found.geldig_tot if found else None,
            }


def match(path: Path, dwellings: Dwellings, progress: Callable[[int], None]) -> Match:
    """Read the register and keep the newest label of each dwelling.

    The BAG id goes before the address. `progress` gets the number of lines now and then.
    RegisterError when this is no such file.
    """
    found = Match(dwellings)
    try:
        with text_of(path, REGISTER) as text:
            lines = rows_of(text, ";", REGISTER.rows)
            columns = _header(lines, path)
            for number, cells in enumerate(lines, 1):
                found.lines = number
                if number % EVERY == 0:
                    progress(number)
                _take(found, cells, columns)
    except NoTextError as why:
        raise RegisterError(f"{path.name} {why}.") from why
    progress(found.lines)
    return found


def _take(found: Match, cells: list[str], columns: dict[str, int]) -> None:
    def get(name: str) -> str:
        place = columns.get(name)
        return cells[place].strip() if place is not None and place < len(cells) else ""

    raw = get("bag_id")
    bag_id = raw if len(raw) == DIGITS else bag(raw)
    place = found.dwellings.by_bag.get(bag_id) if bag_id else None
    by_bag = place is not None
    if place is None:
        # Nearly every line is of somebody else's dwelling; a look at its postcode is quick.
        if get("postcode").replace(" ", "").upper() not in found.dwellings.postcodes:
            return
        key = address(get("postcode"), get("huisnummer"), get("letter"), get("toevoeging"))
        place = found.dwellings.by_address.get(key) if key else None
        if place is None:
            return
        own = found.dwellings.all[place].bag_id
        if own and bag_id and own != bag_id:
            return  # the same address, but another dwelling
    label = get("label").upper()
    if label and label not in LABELS:
        found.unreadable += 1
        return
    new = Label(
        label or None,
        method(get("methode")),
        decimal(get("index")),
        decimal(get("primair")),
        calendar_day(get("registratie")),
        calendar_day(get("geldig_tot")),
        by_bag,
        bag_id,
    )
    if new.methode == METHODS[0][1]:
        new.index = None
    else:
        new.primair = None
    old = found.labels.get(place)
    if old is None or _newer(new, old):
        found.labels[place] = new


def _newer(new: Label, old: Label) -> bool:
    first = date.min
    return (new.by_bag, new.registratie or first) > (old.by_bag, old.registratie or first)


def method(text: str) -> str:
    """Give the method by the words of the register.

    >>> method("NTA 8800:2020 (basisopname woningbouw)"), method("Nader Voorschrift, versie 1.0")
    ('NTA 8800', '2015-2020 (Nader Voorschrift)')
    >>> method("ISSO82.3, versie 3.0"), method("Rekenmethodiek Definitief Energielabel")
    ('voor 2015 (EPA)', 'onbekend')
    """
    words = text.casefold().replace(" ", "")
    return next((name for part, name in METHODS if part.replace(" ", "") in words), UNKNOWN)


def decimal(text: str) -> Decimal | None:
    """Read a number with a decimal comma or point (None if it is none).

    >>> decimal("1,25"), decimal("182.5"), decimal(""), decimal("n.v.t.")
    (Decimal('1.25'), Decimal('182.5'), None, None)
    """
    if len(text) > LONGEST or not re.fullmatch(r"-?\d+([.,]\d+)?", text):
        return None
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None


def calendar_day(text: str) -> date | None:
    """Read a day as the register writes it: 20150731, 2015-07-31 or 31-7-2015.

    >>> calendar_day("20150731") == calendar_day("2015-07-31T00:00:00") == date(2015, 7, 31)
    True
    """
    if re.fullmatch(r"\d{8}", text):
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    days = day.readings(text.split("T")[0].split(" ")[0]) if text else None
    return days[0] if days else None


def _header(lines: Iterator[list[str]], path: Path) -> dict[str, int]:
    """Find the header in the first lines (RegisterError if it is not there)."""
    for _, cells in zip(range(SEARCHED), lines, strict=False):
        names = [cell.strip().casefold() for cell in cells]
        columns = {
            name: names.index(word)
            for name, words in COLUMNS.items()
            for word in reversed(words)
            if word in names
        }
        if "bag_id" in columns or "postcode" in columns:
            absent = [COLUMNS[name][0] for name in NEEDED if name not in columns]
            if absent:
                raise RegisterError(f"In {path.name} ontbreekt de kolom {', '.join(absent)}.")
            return columns
    raise RegisterError(
        f"{path.name} is geen totaalbestand van EP-Online: de kolommen Pand_bagverblijfsobjectid "
        "en Pand_postcode staan er niet in."
    )
