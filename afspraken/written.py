"""Agreements written as files in one fixed form: what says the same is the same text.

From TOML with other spaces, comments or numbers (0.30 and 0.3) comes one text, and `load_texts`
makes the same agreements of it again.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from prestatieafspraken.afspraken.load import CSV_COLUMNS
from prestatieafspraken.afspraken.model import Afspraken, GedrukteTabel

Texts = Mapping[str, str]
"""The files of a set of agreements: their text by their name."""


def texts(afspraken: Afspraken) -> dict[str, str]:
    """Give the files of a set, each item of a list on a line of its own."""
    tables = afspraken.tabellen.values()
    return {
        "gemeente.toml": _one("gemeente", afspraken.gemeente) + _many("thema", afspraken.themas),
        "partijen.toml": _many("partij", afspraken.partijen),
        "kernen.toml": f"schouwlocaties = {_toml(afspraken.schouwlocaties)}\n"
        + _many("kern", afspraken.kernen),
        "inkomensklassen.toml": _many("klasse", afspraken.inkomensklassen),
        "afspraken.toml": _many("afspraak", afspraken.afspraken),
        "doelen.toml": _many("doel", afspraken.doelen),
        **_sources(afspraken),
        "tabellen/tabellen.toml": _many("tabel", tables, leave={"cellen"}),
        **{f"tabellen/{table.id}.csv": _csv(table) for table in tables},
    }


def _sources(afspraken: Afspraken) -> dict[str, str]:
    """Give the file with sources, which a set need not have."""
    regels, bladen = afspraken.bronnen_regels, afspraken.bronnen_bladen
    if not regels and not bladen:
        return {}
    return {"bronnen.toml": _many("regel", regels) + _many("blad", bladen)}


def digest(files: Texts) -> str:
    """Give the SHA-256 of a set in its fixed form."""
    found = hashlib.sha256()
    for name, text in sorted(files.items()):
        found.update(f"{name}\0{text}\0".encode())
    return found.hexdigest()


def digest_of(afspraken: Afspraken) -> str:
    """Give the SHA-256 of a set, worked out once for each that is held."""
    known = _DIGESTS.get(id(afspraken))
    if known is None or known[0] is not afspraken:
        if len(_DIGESTS) > MOST_HELD:
            _DIGESTS.clear()
        known = _DIGESTS[id(afspraken)] = (afspraken, digest(texts(afspraken)))
    return known[1]


MOST_HELD = 64
_DIGESTS: dict[int, tuple[Afspraken, str]] = {}


def _one(key: str, form: BaseModel, leave: set[str] | None = None) -> str:
    return f"{key} = {_toml(form.model_dump(exclude_defaults=True, exclude=leave))}\n"


def _many(key: str, forms: Iterable[BaseModel], leave: set[str] | None = None) -> str:
    dumped = [form.model_dump(exclude_defaults=True, exclude=leave) for form in forms]
    return "\n".join([f"{key} = [", *(f"{_toml(item)}," for item in dumped), "]\n"])


def _toml(value: Any) -> str:
    """Write a value as TOML; what is not seen in a text is written as its number."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return "".join(map(_character, json.dumps(value, ensure_ascii=False)))
        case int():
            return str(value)
        case Decimal():
            return plain(value)
        case date():
            return value.isoformat()
        case list():
            return f"[{', '.join(map(_toml, value))}]"
        case dict():
            return (
                "{" + ", ".join(f"{_key(key)} = {_toml(one)}" for key, one in value.items()) + "}"
            )
    raise TypeError(f"no TOML for {type(value).__name__}")


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else _toml(key)


def _character(character: str) -> str:
    return character if character.isprintable() else f"\\U{ord(character):08x}"


def plain(value: Decimal) -> str:
    """Write a number with as few digits as it has: 0.3 for 0.30, and 100 for 1E+2."""
    return f"{value.normalize():f}"


def _csv(table: GedrukteTabel) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    for cel in table.cellen:
        waarde = "" if cel.waarde is None else plain(cel.waarde)
        regel = "" if cel.regel is None else cel.regel
        writer.writerow([cel.rij, cel.kolom, cel.gedrukt, waarde, cel.soort, regel])
    return stream.getvalue()
