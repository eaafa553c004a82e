"""What can be wrong with the files of our own data, said in Dutch with the place and the repair.

The agreements and the norms are files that people keep. Whoever makes a slip in one is not a
programmer: what is said names the file, the key and the nearest word that is known.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from importlib.resources.abc import Traversable
from itertools import islice
from pathlib import Path
from typing import Any

from prestatieafspraken.dutch.legible import legible

MOST_WORDS, LONGEST = 500, 100
"""Words among which the nearest is sought, and their letters: more would take a sender's time."""
MISSING = "De sleutel ontbreekt."
"""What is said of a key that must be there."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in one file: `sleutel` is the path of keys to it."""

    bestand: str
    sleutel: str
    melding: str
    herstel: str

    def __str__(self) -> str:
        where = f"{self.bestand}, {self.sleutel}" if self.sleutel else self.bestand
        return f"{where}: {self.melding} {self.herstel}"


class DataError(ValueError):
    """Data of ours cannot be loaded; `faults` has everything that is wrong, in file order."""

    def __init__(self, title: str, faults: Sequence[Fault] = ()) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join([title, *(f"- {fault}" for fault in self.faults)]))


class UnusableDataError(Exception):
    """A file that gives no keys at all, with the fault that says why."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(str(fault))


class AbsentError(UnusableDataError):
    """A file that is not there, which may be as it should be."""


def text_of(path: Traversable | Path, name: str) -> str:
    """Read a file (UnusableDataError when it cannot be); `name` is how it is told."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        absent = Fault(name, "", "Het bestand ontbreekt.", "Zet het bestand in de map.")
        raise AbsentError(absent) from error
    except UnicodeDecodeError:
        melding = "Het bestand is geen UTF-8-tekst."
        herstel = "Sla het op met de codering UTF-8."
    except OSError as error:
        melding = f"Het bestand is niet te lezen; het systeem geeft fout {error.errno}."
        herstel = "Kijk of het een gewoon bestand is en of u het mag lezen."
    raise UnusableDataError(Fault(name, "", melding, herstel))


_NO_KEYS = re.compile(
    r'"{3}(?:[^"\\]|\\.|"(?!""))*"{3}|\'{3}.*?\'{3}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#[^\n]*',
    re.DOTALL,
)
_DEEP_KEY = re.compile(r"(?<![\w-])(?:[\w-]+[ \t]*\.[ \t]*){16}")
"""A key of so many parts that tomllib takes the memory of the computer for it."""


def keys_of(text: str, name: str) -> dict[str, Any]:
    """Read TOML, every number exact (UnusableDataError with the line where it is none)."""
    if _DEEP_KEY.search(_NO_KEYS.sub("s", text)):
        melding = "Een sleutel heeft te veel delen met een punt ertussen."
        raise UnusableDataError(Fault(name, "", melding, "Gebruik de sleutels die er zijn."))
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except (RecursionError, ArithmeticError):  # brackets in brackets; a number beyond any number
        why, place = "", "dit bestand)"
    except ValueError as error:  # of tomllib, or of Python for a number of thousands of digits
        why, _, place = str(error).rpartition("(at")
        place = f"at{place}" if why else "dit bestand"
    where = place.rstrip(")").replace("at line", "regel").replace("column", "kolom")
    where = where.replace("at end of document", "het eind van het bestand")
    melding = "Hier staat iets dat geen TOML is."
    herstel = "Kijk naar aanhalingstekens, haken en het is-teken op deze plaats."
    if "date" in why:
        melding, herstel = "Deze dag bestaat niet.", "Schrijf een dag als 2019-12-31."
    raise UnusableDataError(Fault(name, where, melding, herstel))


def unseen(item: object) -> Iterator[str]:
    """Name the first character in the texts of an item that shows nothing, such as U+00AD."""
    todo = [item]
    while todo:
        match todo.pop():
            case str() as text:
                if legible(text) != text:
                    yield next(f"U+{ord(c):04X}" for c in text if legible(c) != c)
                    return
            case dict() as group:
                todo += [*group, *group.values()]
            case list() as items:
                todo += items


def suggestion(word: str, known: Iterable[str]) -> str:
    """Give " Bedoelt u x?" for the nearest known word, or nothing when none is near."""
    words = [one for one in islice(known, MOST_WORDS) if len(one) <= LONGEST]
    near = difflib.get_close_matches(word[:LONGEST], words, n=1, cutoff=0.6)
    return f" Bedoelt u {near[0]}?" if near else ""


def keys_at(form: type[Any], path: Sequence[object]) -> list[str]:
    """Give the keys that a form of pydantic has at `path`, as far as it can be followed."""
    current = form
    for part in path:
        if str(part).isdigit():
            continue
        annotation = getattr(current.model_fields.get(part), "annotation", None)
        candidates = [annotation, *getattr(annotation, "__args__", ())]
        inner = [one for one in candidates if hasattr(one, "model_fields")]
        if not inner:
            return []
        current = inner[0]
    return list(current.model_fields)


def from_pydantic(
    bestand: str, sleutel: str, error: Mapping[str, Any], known: Iterable[str]
) -> Fault:
    """Say one error of pydantic in Dutch; `known` are the keys that exist at that level."""
    kind, context, value = error["type"], error.get("ctx", {}), error.get("input")
    match kind:
        case "extra_forbidden":
            key = str(error["loc"][-1])
            hint = suggestion(key, known)
            melding = f"De sleutel {key} bestaat niet."
            return Fault(bestand, sleutel, melding, hint.strip() or "Haal de sleutel weg.")
        case "missing":
            key = error["loc"][-1]
            return Fault(bestand, sleutel, MISSING, f"Voeg {key} toe.")
        case "literal_error" | "enum":
            # A member of an enum is named as it is in Python, with its word between quotes.
            words = re.findall("'(.*?)'", str(context.get("expected", "")))
            expected = ", ".join(f"'{word}'" for word in words)
            hint = suggestion(str(value), words)
            return Fault(
                bestand, sleutel, f"De waarde {value} kan hier niet.{hint}", f"Kies uit {expected}."
            )
        case "string_too_short":
            return Fault(bestand, sleutel, "De tekst is leeg.", "Vul hier iets in.")
        case "string_too_long":
            melding = f"De tekst heeft meer dan {context['max_length']} tekens."
            return Fault(bestand, sleutel, melding, "Maak de tekst korter.")
        case "decimal_max_digits" | "decimal_max_places" | "decimal_whole_digits":
            melding = f"Het getal {_short(value)} heeft te veel cijfers."
            return Fault(bestand, sleutel, melding, "Schrijf ten hoogste 9 cijfers aan elke kant.")
        case "greater_than_equal" | "less_than_equal":
            bound = context.get("ge", context.get("le"))
            melding = f"De waarde {_short(value)} kan hier niet."
            side = "ten minste" if "ge" in context else "ten hoogste"
            return Fault(bestand, sleutel, melding, f"Vul hier {side} {bound} in.")
        case "too_short":
            return Fault(bestand, sleutel, "De lijst is leeg.", "Zet er minstens één ding in.")
        case "finite_number":
            return Fault(bestand, sleutel, f"{value} is geen getal.", "Vul een gewoon getal in.")
    wanted = _WANTED.get(kind, "een andere soort waarde")
    return Fault(
        bestand,
        sleutel,
        f"De waarde {_short(value)} is niet van de goede soort.",
        f"Vul hier {wanted} in.",
    )


_WANTED = {
    "string_type": 'een tekst tussen aanhalingstekens ("...")',
    "int_type": "een geheel getal zonder aanhalingstekens",
    "int_parsing": "een geheel getal",
    "int_from_float": "een geheel getal",
    "bool_type": "true of false",
    "decimal_type": "een getal met een punt als decimaalteken",
    "decimal_parsing": "een getal met een punt als decimaalteken",
    "date_type": "een dag als 2019-12-31, zonder aanhalingstekens",
    "date_parsing": "een dag als 2019-12-31",
    "list_type": "een lijst tussen rechte haken",
    "dict_type": "op elke regel een naam, een is-teken en een waarde",
    "model_type": "een groep sleutels tussen accolades",
}


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:57] + "..."
