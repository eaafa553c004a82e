"""A corporation's list of dwellings: csv or xlsx, with the headers that people give it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from prestatieafspraken.dutch import written
from prestatieafspraken.dutch.user_error import UserError
from prestatieafspraken.registers.long_text import NoTextError, rows_of
from prestatieafspraken.workbook.finding import Place
from prestatieafspraken.workbook.package.content import NotReadableError, taken
from prestatieafspraken.workbook.package.door import FaultyFileError
from prestatieafspraken.workbook.package.limits import LIMITS
from prestatieafspraken.workbook.reading.read import raw_book

HEADERS: dict[str, tuple[str, ...]] = {
    "eenheid": ("eenheid", "eenheidnummer", "vhe", "vhe-nummer", "vhenummer", "complexnummer"),
    "corporatie": ("corporatie", "eigenaar"),
    "bag_id": ("bag-id", "bag_id", "bagid", "bag", "bagverblijfsobjectid", "verblijfsobjectid"),
    "postcode": ("postcode",),
    "huisnummer": ("huisnummer", "nummer", "huisnr"),
    "letter": ("huisletter", "letter"),
    "toevoeging": ("toevoeging", "huisnummertoevoeging"),
}
"""What each column may be called, whatever its case."""
DIGITS = 16
"""Digits of a BAG id."""
SEARCHED = 20
"""Lines from the top in which the headers may stand."""
MOST = 500_000
"""Rows of a list: what the sheet of labels can hold and still be read back (see `Limits.area`)."""


class ListError(UserError):
    """The list cannot be used; the text is a Dutch sentence."""

    def __init__(self, sentence: str) -> None:
        super().__init__("EPO-001", sentence, "Geef bij --adressen een andere lijst.")


@dataclass(frozen=True, slots=True)
class Dwelling:
    """One dwelling: its number at the corporation, its BAG id and its address key."""

    eenheid: str
    corporatie: str | None
    bag_id: str | None
    adres: str | None
    regel: int


@dataclass
class Dwellings:
    """The list, by BAG id and by address; what is there twice can only be matched by hand."""

    all: list[Dwelling] = field(default_factory=list)
    by_bag: dict[str, int] = field(default_factory=dict)
    by_address: dict[str, int] = field(default_factory=dict)
    postcodes: set[str] = field(default_factory=set)
    doubles: list[Dwelling] = field(default_factory=list)

    def add(self, dwelling: Dwelling) -> None:
        """Add a dwelling; one whose BAG id or address is taken is a double."""
        place = len(self.all)
        self.all.append(dwelling)
        taken = dwelling.bag_id is not None and dwelling.bag_id in self.by_bag
        if dwelling.bag_id and not taken:
            self.by_bag[dwelling.bag_id] = place
        if dwelling.adres:
            taken = taken or dwelling.adres in self.by_address
            self.by_address.setdefault(dwelling.adres, place)
            self.postcodes.add(dwelling.adres[:6])
        if taken:
            self.doubles.append(dwelling)


def address(postcode: str, huisnummer: str, letter: str = "", toevoeging: str = "") -> str | None:
    """Give one spelling of an address (None if it is none).

    >>> address("2405 xb", "12", "a"), address("2405XB", "12A"), address("2405XB", "12", "", "A")
    ('2405XB 12 A', '2405XB 12 A', '2405XB 12 A')
    >>> address("2405XB", "12-14"), address("2405", "12"), address("2405XB", "")
    ('2405XB 12 14', None, None)
    """
    code = re.sub(r"\s", "", postcode).upper()
    found = re.match(r"\s*0*(\d+)(?:[.,]0+)?(?!\d)(.*)", huisnummer)
    if not re.fullmatch(r"[1-9]\d{3}[A-Z]{2}", code) or not found:
        return None
    # Letter and addition are told apart in one register and not in another.
    rest = re.sub(r"[^0-9A-Z]", "", f"{found[2]}{letter}{toevoeging}".upper())
    return f"{code} {found[1]} {rest}".strip()


def bag(value: str) -> str | None:
    """Give a BAG id of 16 digits (None if it is none); a lost leading zero comes back.

    >>> bag("484010000000001"), bag("0484010000000001"), bag("4.84E+14"), bag("")
    ('0484010000000001', '0484010000000001', None, None)
    """
    digits = re.sub(r"[\s']", "", value)
    return digits.zfill(DIGITS) if re.fullmatch(r"\d{15,16}", digits) else None


def read_list(path: Path) -> Dwellings:
    """Read the list (ListError when it cannot be opened or has no usable headers)."""
    try:
        data = taken(path, LIMITS.file)
        is_book = path.suffix.lower() in {".xlsx", ".xlsm"} or data.startswith(b"PK\x03\x04")
        return _read(_sheet_rows(path, data) if is_book else _text_rows(data), path.name)
    except (NotReadableError, NoTextError) as why:
        raise ListError(f"{path.name} {why}.") from why
    except FaultyFileError as fault:
        told = fault.rule.at(Place(), **fault.words)
        raise ListError(f"{path.name} is niet te gebruiken. {told.melding}") from fault


def _read(rows: Iterator[list[str]], name: str) -> Dwellings:
    lines = enumerate(rows, 1)
    columns = _find_headers(lines, name)
    found = Dwellings()
    for number, cells in lines:
        values = {
            name: cells[place].strip() if place < len(cells) else ""
            for name, place in columns.items()
        }
        if not any(values.values()):
            continue
        get = values.get
        parts = [get(n) or "" for n in ("postcode", "huisnummer", "letter", "toevoeging")]
        found.add(
            Dwelling(
                get("eenheid") or f"regel {number}",
                get("corporatie") or None,
                bag(get("bag_id") or ""),
                address(*parts),
                number,
            )
        )
    if not found.all:
        raise ListError(f"In {name} staan geen woningen.")
    return found


def _find_headers(lines: Iterator[tuple[int, list[str]]], name: str) -> dict[str, int]:
    known = {word: name for name, words in HEADERS.items() for word in words}
    for number, cells in lines:
        named: dict[str, int] = {}
        for place, cell in enumerate(cells):
            column = known.get(cell.strip().casefold())
            if column:
                named.setdefault(column, place)
        if "bag_id" in named or {"postcode", "huisnummer"} <= set(named):
            return named
        if number >= SEARCHED:
            break
    raise ListError(
        f"In {name} staan geen kolommen om op te koppelen. Nodig is BAG-id, of postcode en "
        "huisnummer."
    )


def _sheet_rows(path: Path, data: bytes) -> Iterator[list[str]]:
    """Give the rows of the first sheet, through the same door as any workbook."""
    rows = raw_book(str(path), "", data).sheets[0].rows
    if len(rows) > MOST:
        raise NoTextError(f"heeft meer dan {written.number(MOST)} regels")
    for row in rows:
        yield [_plain(value) for value in row]


def _plain(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _text_rows(data: bytes) -> Iterator[list[str]]:
    """Give the rows of a csv; the separator is that of the first lines, ; or , or a tab."""
    if b"\0" in data:
        raise NoTextError("is geen lijst in tekst (csv)")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    stream = io.StringIO(text, newline="")
    first = "".join(line for line, _ in zip(stream, range(SEARCHED), strict=False))
    separator = max(";,\t", key=first.count)
    stream.seek(0)
    yield from rows_of(stream, separator, MOST)
