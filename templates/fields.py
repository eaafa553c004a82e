"""Which fields a Word template may use, and which of an own template do not exist."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Undefined

from prestatieafspraken.templates.environment import Sandbox
from prestatieafspraken.templates.word import REFUSED, opened, refused

TEXT = ""
EXAMPLE: dict[str, Any] = {
    "gemeente": TEXT,
    "jaar": TEXT,
    "peildatum": TEXT,
    "status": TEXT,
    "openbaar": False,
    "weggelaten": TEXT,
    "uitleg": TEXT,
    "document": TEXT,
    "versie": TEXT,
    "inhoud": [{"niveau": 1, "tekst": TEXT, "anker": TEXT}],
    "werkmappen": [
        {"partij": TEXT, "bestand": TEXT, "sjabloon": TEXT, "sha256": TEXT, "status": TEXT}
    ],
    "samenvatting": {
        "oordelen": [{"oordeel": TEXT, "klasse": TEXT, "teken": TEXT, "aantal": 0}],
        "afspraken": TEXT,
        "bereikt": [{"doel": TEXT, "titel": TEXT, "tekst": TEXT}],
        "niet_bereikt": [{"doel": TEXT, "titel": TEXT, "tekst": TEXT}],
        "onbekend": [{"doel": TEXT, "titel": TEXT, "tekst": TEXT}],
        "besluiten": [TEXT],
        "kwaliteit": TEXT,
    },
    "themas": [
        {
            "nummer": 0,
            "titel": TEXT,
            "doelen": ["doelen"],
            "terugblik": [TEXT],
            "afspraken": [
                {
                    "id": TEXT,
                    "titel": TEXT,
                    "trekker": TEXT,
                    "wanneer": TEXT,
                    "uiterlijk": TEXT,
                    "status": TEXT,
                    "verstreken": False,
                    "oneens": False,
                    "gezegd": [
                        {
                            "partij": TEXT,
                            "status": TEXT,
                            "realisatie": TEXT,
                            "bewijs": TEXT,
                            "toelichting": TEXT,
                        }
                    ],
                    "regels": TEXT,
                }
            ],
            "indicatoren": [
                {
                    "code": TEXT,
                    "naam": TEXT,
                    "onderdeel": TEXT,
                    "periode": TEXT,
                    "waarde": TEXT,
                    "norm": TEXT,
                    "oordeel": TEXT,
                    "klasse": TEXT,
                    "teken": TEXT,
                }
            ],
            "zonder_norm": [{"wat": TEXT, "reden": TEXT}],
            "onbekend": [{"wat": TEXT, "reden": TEXT}],
            "aandacht": [TEXT],
        }
    ],
    "doelen": [
        {
            "id": TEXT,
            "thema": 0,
            "titel": TEXT,
            "streven": TEXT,
            "stand": TEXT,
            "oordeel": TEXT,
            "klasse": TEXT,
            "teken": TEXT,
            "regels": TEXT,
            "zinnen": [TEXT],
            "goed": False,
            "slecht": False,
            "onbekend": False,
        }
    ],
    "kwaliteit": [
        {
            "partij": TEXT,
            "bestand": TEXT,
            "aantallen": {"FOUT": 0, "WAARSCHUWING": 0, "INFO": 0},
            "bevindingen": [
                {
                    "code": TEXT,
                    "ernst": TEXT,
                    "soort": TEXT,
                    "plaats": TEXT,
                    "melding": TEXT,
                    "herstel": TEXT,
                    "toelichting": TEXT,
                }
            ],
            "niet_beoordeeld": [TEXT],
        }
    ],
    "parameters": [{"naam": TEXT, "waarde": TEXT, "vanaf": TEXT, "bron": TEXT, "status": TEXT}],
    "herkomst": [
        {
            "code": TEXT,
            "naam": TEXT,
            "formule": TEXT,
            "bron": TEXT,
            "rijen": [{"onderdeel": TEXT, "periode": TEXT, "waarde": TEXT, "cellen": TEXT}],
        }
    ],
    "grafieken": [
        {
            "nummer": 0,
            "thema": 0,
            "titel": TEXT,
            "alt": TEXT,
            "kop": [TEXT],
            "rijen": [[TEXT]],
            "beeld": TEXT,
        }
    ],
}
"""One of everything that a report has; a test holds it against a real report."""
EXAMPLE["themas"][0]["doelen"] = EXAMPLE["doelen"]


def names() -> list[str]:
    """Give all fields as people write them: gemeente, themas[].titel."""
    return sorted(_paths(EXAMPLE))


def _paths(value: Any, path: str = "") -> Iterator[str]:
    match value:
        case Mapping():
            for key, item in value.items():
                yield from _paths(item, f"{path}.{key}" if path else str(key))
        case [first, *_]:
            yield from _paths(first, f"{path}[]")
        case _:
            yield path


def unknown(template: Path) -> list[str]:
    """Name the fields of a template that do not exist, each with the nearest that does.

    Raises TemplateError when the template cannot be read or filled in at all.
    """
    missing: dict[str, str] = {}

    class Noted(Undefined):
        """Notes what was asked for, and goes on as if it were there and empty."""

        def __init__(
            self, hint: Any = None, obj: Any = None, name: Any = None, *more: Any, **rest: Any
        ) -> None:
            super().__init__(hint, obj, name, *more, **rest)
            if name is not None and str(name) not in missing:
                known = list(obj) if isinstance(obj, Mapping) else list(EXAMPLE)
                near = difflib.get_close_matches(str(name), known, n=1, cutoff=0.5)
                missing[str(name)] = f" Bedoelt u {near[0]}?" if near else ""

        def __getattr__(self, name: str) -> Any:
            if name.startswith("__"):
                raise AttributeError(name)
            return self

        def __getitem__(self, name: Any) -> Any:
            return self

        def __iter__(self) -> Iterator[Any]:
            return iter([self])

        def __str__(self) -> str:
            return ""

    environment = Sandbox(autoescape=True, undefined=Noted)
    document = opened(template)
    try:
        document.render(EXAMPLE, environment, autoescape=True)
    except REFUSED as error:
        raise refused(error) from error
    return [f"Het veld {name} bestaat niet.{hint}" for name, hint in missing.items()]
