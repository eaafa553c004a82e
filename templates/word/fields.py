"""Which fields a Word template may use, with one of everything as an example."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

TEXT = "tekst"
EXAMPLE: dict[str, Any] = {
    "gemeente": TEXT,
    "jaar": "2019",
    "voorbeeld": TEXT,
    "peildatum": "31 december 2019",
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
        "oordelen": [{"oordeel": TEXT, "klasse": TEXT, "teken": TEXT, "aantal": 1}],
        "afspraken": TEXT,
        "bereikt": [{"doel": TEXT, "titel": TEXT, "tekst": TEXT}],
        "niet_bereikt": [{"doel": TEXT, "titel": TEXT, "tekst": TEXT}],
        "onbekend": [{"doel": TEXT, "titel": TEXT, "tekst": TEXT}],
        "besluiten": [TEXT],
        "kwaliteit": TEXT,
    },
    "themas": [
        {
            "nummer": 1,
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
            "visie": TEXT,
            "speerpunten": [TEXT],
            "zonder_norm": [{"wat": TEXT, "reden": TEXT}],
            "onbekend": [{"wat": TEXT, "reden": TEXT}],
            "aandacht": [TEXT],
        }
    ],
    "doelen": [
        {
            "id": TEXT,
            "thema": 1,
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
            "afgelopen": False,
            "deels_verloren": False,
        }
    ],
    "tussen": [TEXT],
    "kwaliteit": [
        {
            "partij": TEXT,
            "bestand": TEXT,
            "aantallen": {"FOUT": 1, "WAARSCHUWING": 1, "INFO": 1},
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
            "nummer": 1,
            "thema": 1,
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
