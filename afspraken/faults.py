"""What can be wrong with the form of data files, said in Dutch with the place and the repair."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


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


class AfsprakenError(Exception):
    """The agreements cannot be loaded; `faults` has everything that is wrong, in file order."""

    def __init__(self, title: str, faults: Sequence[Fault] = ()) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join([title, *(f"- {fault}" for fault in self.faults)]))


def suggestion(word: str, known: Iterable[str]) -> str:
    """Give " Bedoelt u x?" for the nearest known word, or nothing when none is near."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f" Bedoelt u {near[0]}?" if near else ""


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
            return Fault(bestand, sleutel, "De sleutel ontbreekt.", f"Voeg {key} toe.")
        case "literal_error":
            expected = str(context.get("expected", "")).replace("' or '", "', '")
            hint = suggestion(str(value), expected.replace("'", "").split(", "))
            return Fault(
                bestand, sleutel, f"De waarde {value} kan hier niet.{hint}", f"Kies uit {expected}."
            )
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
    "model_type": "een groep sleutels tussen accolades",
}


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:57] + "..."
