"""Load the agreements from their files, and report all that is wrong with their form at once."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from prestatieafspraken.afspraken.model import (
    Afspraak,
    Afspraken,
    Bronvermelding,
    Cel,
    CelSoort,
    Doel,
    GedrukteTabel,
    Gemeente,
    Inkomensklasse,
    Kern,
    Partij,
    Thema,
)
from prestatieafspraken.afspraken.references import reference_faults
from prestatieafspraken.dutch.data_faults import (
    MISSING,
    AbsentError,
    DataError,
    Fault,
    UnusableDataError,
    from_pydantic,
    keys_at,
    keys_of,
    suggestion,
    text_of,
    unseen,
)
from prestatieafspraken.dutch.folded import key as folded

_Loaded = TypeVar("_Loaded", bound=BaseModel)
TextOf = Callable[[str], str]
"""Gives the text of a file by its name (UnusableDataError when it cannot be had)."""
CSV_COLUMNS = ["rij", "kolom", "gedrukt", "waarde", "soort", "regel"]
MOST_ITEMS = 2_000
"""Agreements, goals, parties or kernen of one set; the longest that were seen have 150."""
MOST = 1_000_000
"""Characters of all files of a set together: thirty times those of a year of agreements."""


class AfsprakenError(DataError):
    """The agreements cannot be loaded."""


class UnknownAfsprakenError(AfsprakenError):
    """There are no agreements of this municipality for this year; it says which there are."""


def available() -> list[tuple[str, int]]:
    """Give the municipalities (by folder name) and years whose agreements come with the product."""
    root = resources.files(__package__)
    return sorted(
        (gemeente.name, int(jaar.name))
        for gemeente in root.iterdir()
        if gemeente.is_dir()
        for jaar in gemeente.iterdir()
        if jaar.name.isdigit() and jaar.is_dir()
    )


@lru_cache(maxsize=64)
def load(gemeente: str, jaar: int) -> Afspraken:
    """Load the agreements of a municipality (folder or full name) for a year, once per process.

    Raises UnknownAfsprakenError when there are none, and AfsprakenError when a file is not as it
    should be, naming every fault of every file.
    """
    folder, known = map_of(gemeente), available()
    if (folder, jaar) not in known:
        raise UnknownAfsprakenError(not_there(gemeente, jaar, known, _called))
    return load_folder(resources.files(__package__) / folder / str(jaar))


def _called(owner: tuple[str, int]) -> str:
    return load(*owner).gemeente.naam


def not_there(
    gemeente: str | None,
    jaar: int | None,
    known: Sequence[tuple[str, int]],
    called: Callable[[tuple[str, int]], str],
) -> str:
    """Say that there are no agreements of a municipality or a year, and which there are.

    `called` gives the name of a municipality, as people write it.
    """
    names = {name for name, _ in known}
    folder = map_of(gemeente) if gemeente else ""
    hint = "" if not folder or folder in names else suggestion(folder, names)
    whose = f" van {gemeente}" if gemeente else ""
    when = f" voor {jaar}" if jaar else ""
    there = listed((called(one), one[1]) for one in known)
    return f"Er zijn geen afspraken{whose}{when}.{hint} Wel van: {there}."


def listed(owners: Iterable[tuple[str, int]]) -> str:
    """Name whose agreements there are."""
    return ", ".join(f"{name} {year}" for name, year in owners)


def map_of(gemeente: str) -> str:
    """Give the name of the folder of a municipality, from its name or from that of its folder."""
    return folded(gemeente).replace(" ", "-")


def load_folder(folder: Traversable | Path) -> Afspraken:
    """Load the agreements in a folder (AfsprakenError with every fault of every file)."""
    return _loaded(_Reader(_in_folder(folder)), f"in {folder} ")


def load_texts(files: Mapping[str, str]) -> Afspraken:
    """Load agreements from the texts of their files, as `load_folder` does from the files."""
    return _loaded(_Reader(partial(_in_texts, files)), "")


def load_gemeente(folder: Path) -> Gemeente:
    """Read of the agreements in a folder only whose they are (AfsprakenError)."""
    reader = _Reader(_in_folder(folder))
    gemeente = reader.one("gemeente.toml", "gemeente", Gemeente)
    if gemeente is None:
        raise AfsprakenError(f"De afspraken in {folder} zijn niet te laden.", reader.faults)
    return gemeente


def _in_folder(folder: Traversable | Path) -> TextOf:
    def text(name: str) -> str:
        path = folder
        for part in name.split("/"):
            path = path / part
        return text_of(path, name)

    return text


def _in_texts(files: Mapping[str, str], name: str) -> str:
    if name not in files:
        melding, herstel = "Het bestand ontbreekt.", "Zet het bestand erbij."
        raise AbsentError(Fault(name, "", melding, herstel))
    return files[name]


def _loaded(reader: _Reader, where: str) -> Afspraken:
    gemeente = reader.one("gemeente.toml", "gemeente", Gemeente)
    themas = reader.many("gemeente.toml", "thema", Thema)
    partijen = reader.many("partijen.toml", "partij", Partij)
    kernen = reader.many("kernen.toml", "kern", Kern, needed=False)
    klassen = reader.many("inkomensklassen.toml", "klasse", Inkomensklasse, needed=False)
    afspraken = reader.many("afspraken.toml", "afspraak", Afspraak)
    doelen = reader.many("doelen.toml", "doel", Doel)
    tabellen = list(reader.printed_tables())
    locaties = reader.texts("kernen.toml", "schouwlocaties")
    regels = reader.many("bronnen.toml", "regel", Bronvermelding, needed=False)
    bladen = reader.many("bronnen.toml", "blad", Bronvermelding, needed=False)
    reader.unknown_keys()
    if gemeente is None or reader.faults:
        raise AfsprakenError(f"De afspraken {where}zijn niet te laden.", reader.faults)
    loaded = Afspraken(
        gemeente=gemeente,
        themas=themas,
        partijen=partijen,
        kernen=kernen,
        schouwlocaties=locaties,
        inkomensklassen=klassen,
        afspraken=afspraken,
        doelen=doelen,
        tabellen={tabel.id: tabel for tabel in tabellen},
        bronnen_regels=regels,
        bronnen_bladen=bladen,
    )
    faults = [
        *_named_otherwise(gemeente),
        *reference_faults(loaded, [tabel.id for tabel in tabellen]),
    ]
    if faults:
        raise AfsprakenError(f"De afspraken {where}zijn niet te laden.", faults)
    return loaded


def _named_otherwise(gemeente: Gemeente) -> Iterator[Fault]:
    """Hold the name of the folder to that of the municipality: a workbook is known by both."""
    wanted = map_of(gemeente.naam).replace("/", "-")
    if gemeente.map != wanted:
        melding = f"De map {gemeente.map} past niet bij de naam {gemeente.naam}."
        yield Fault("gemeente.toml", "gemeente map", melding, f'Schrijf map = "{wanted}".')


class _Reader:
    """Reads the files of one set and gathers what is wrong with them."""

    def __init__(self, text_of: TextOf) -> None:
        self.faults: list[Fault] = []
        self._text_of = text_of
        self._room = MOST
        self._documents: dict[str, dict[str, Any]] = {}
        self._used: dict[str, set[str]] = {}

    def _text(self, name: str, needed: bool) -> str | None:
        try:
            text = self._text_of(name)
        except UnusableDataError as refused:
            if needed or not isinstance(refused, AbsentError):
                self.faults.append(refused.fault)
            return None
        self._room -= len(text)
        if self._room < 0:
            most = f"De bestanden zijn samen langer dan {MOST} tekens."
            self._fault(name, "", most, "Laat weg wat er niet in hoort.")
            return None
        return text

    def _fault(self, bestand: str, sleutel: str, melding: str, herstel: str) -> None:
        self.faults.append(Fault(bestand, sleutel, melding, herstel))

    def _document(self, name: str, needed: bool) -> dict[str, Any]:
        if name not in self._documents:
            self._documents[name] = {}
            text = self._text(name, needed)
            if text is not None:
                try:
                    self._documents[name] = keys_of(text, name)
                except UnusableDataError as refused:
                    self.faults.append(refused.fault)
        return self._documents[name]

    def _items(self, name: str, key: str, needed: bool = True) -> Any:
        """Give what stands under a key (None when it, or its file, is not there)."""
        document = self._document(name, needed)
        self._used.setdefault(name, set()).add(key)
        if key not in document:
            if document and needed:
                self._fault(name, key, MISSING, f"Voeg {key} toe.")
            return None
        return document[key]

    def unknown_keys(self) -> None:
        """Report keys at the top of a file that nothing reads."""
        for name, used in self._used.items():
            for key in self._documents[name].keys() - used:
                hint = suggestion(key, used).strip() or "Haal de sleutel weg."
                self._fault(name, key, f"De sleutel {key} bestaat niet.", hint)

    def one(self, name: str, key: str, form: type[_Loaded]) -> _Loaded | None:
        """Read one group of keys."""
        item = self._items(name, key)
        return None if item is None else self._validated(name, key, form, item)

    def many(
        self, name: str, key: str, form: type[_Loaded], *, needed: bool = True
    ) -> list[_Loaded]:
        """Read a list of groups, each known by its id or name in what is reported."""
        items = self._items(name, key, needed)
        if items is None:
            return []
        if not isinstance(items, list):
            self._fault(name, key, "Dit is geen lijst.", f"Schrijf elk deel onder [[{key}]].")
            return []
        if len(items) > MOST_ITEMS:
            many = f"Dit zijn er meer dan {MOST_ITEMS}."
            self._fault(name, key, many, "Laat weg wat te veel is.")
            return []
        read = []
        for number, item in enumerate(items, 1):
            label = number
            if isinstance(item, dict):
                label = next((item[k] for k in ("id", "naam", "nummer") if k in item), number)
            form_read = self._validated(name, f"{key} {label}", form, item)
            if form_read is not None:
                read.append(form_read)
        return read

    def texts(self, name: str, key: str) -> list[str]:
        """Read a list of texts."""
        items = self._items(name, key, needed=False)
        if items is None:
            return []
        if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
            self._fault(name, key, "Dit is geen lijst van teksten.", 'Schrijf ["...", "..."].')
            return []
        return items

    def _validated(
        self, name: str, label: str, form: type[_Loaded], item: object
    ) -> _Loaded | None:
        for odd in unseen(item):
            melding = f"In een tekst staat een teken dat niet te zien is ({odd})."
            self._fault(name, label, melding, "Typ de tekst opnieuw.")
            return None
        try:
            return form.model_validate(item)
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                loc = [str(part) for part in detail["loc"]]
                known = keys_at(form, loc[:-1])
                place = " ".join([label, ".".join(loc)]).strip()
                self.faults.append(from_pydantic(name, place, dict(detail), known))
            return None

    def printed_tables(self) -> Iterator[GedrukteTabel]:
        """Read the printed tables and their figures."""
        name = "tabellen/tabellen.toml"
        for item in self._items(name, "tabel", needed=False) or []:
            if not isinstance(item, dict) or not isinstance(item.get("id"), str):
                self._fault(name, "tabel", "Een tabel heeft geen id.", 'Voeg id = "..." toe.')
                continue
            if not re.fullmatch(r"[\w-]+", item["id"]):  # it is the name of a file
                herstel = "Gebruik alleen letters, cijfers en streepjes."
                self._fault(name, "tabel", f"Het id {item['id']} kan niet.", herstel)
                continue
            cells = list(self._cells(f"tabellen/{item['id']}.csv"))
            table = self._validated(
                name, f"tabel {item['id']}", GedrukteTabel, {**item, "cellen": cells}
            )
            if table is not None:
                yield table

    def _cells(self, name: str) -> Iterable[Cel]:
        text = self._text(name, needed=True)
        if text is None:
            return
        try:
            header, *rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";")) or [[]]
        except csv.Error:  # a field longer than any text may be
            melding, herstel = "Een veld is te lang.", "Maak de tekst korter."
            self._fault(name, "", melding, herstel)
            return
        if header != CSV_COLUMNS:
            self._fault(
                name,
                "regel 1",
                f"De kop is {';'.join(header)}.",
                f"De kop moet {';'.join(CSV_COLUMNS)} zijn.",
            )
            return
        for number, row in enumerate(rows, 2):
            if not row:
                continue
            if len(row) != len(CSV_COLUMNS):
                self._fault(
                    name,
                    f"regel {number}",
                    f"Er staan {len(row)} velden.",
                    f"Schrijf {len(CSV_COLUMNS)} velden, met een puntkomma ertussen.",
                )
                continue
            cell = self._cell(name, number, dict(zip(CSV_COLUMNS, row, strict=True)))
            if cell is not None:
                yield cell

    def _cell(self, name: str, number: int, fields: dict[str, str]) -> Cel | None:
        place = f"regel {number}"
        item: dict[str, Any] = {**fields, "waarde": fields["waarde"] or None, "regel": None}
        if fields["regel"]:
            if not fields["regel"].isdigit():
                self._fault(name, f"{place} regel", "Dit is geen regelnummer.", "Vul een getal in.")
                return None
            item["regel"] = int(fields["regel"])
        cell = self._validated(name, place, Cel, item)
        if cell is None:
            return None
        if (cell.soort is CelSoort.GETAL) != (cell.waarde is not None):
            self._fault(
                name,
                place,
                f"Soort {cell.soort} past niet bij waarde {fields['waarde'] or 'leeg'}.",
                "Alleen de soort getal heeft een waarde.",
            )
            return None
        return cell
