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
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from prestatieafspraken.afspraken.load import CSV_COLUMNS
from prestatieafspraken.afspraken.model import Afspraken, GedrukteTabel

Texts = Mapping[str, str]
"""The files of a set of agreements: their text by their name."""
Document = Mapping[str, Any]
"""What a file of TOML says: groups of keys, lists of them, and values."""


def texts(afspraken: Afspraken) -> dict[str, str]:
    """Give the files of a set, each item of a list on a line of its own."""
    return _files(afspraken, as_text)


def readable(afspraken: Afspraken) -> dict[str, str]:
    """Give the files of a set as people keep them: each item a block, each key a line."""
    return _files(afspraken, _in_blocks)


def _files(afspraken: Afspraken, write: Callable[[Document], str]) -> dict[str, str]:
    """Write what each file says; what has its default value is left out."""
    tables = list(afspraken.tabellen.values())
    documents: dict[str, Document] = {
        "gemeente.toml": {
            "gemeente": _dumped(afspraken.gemeente),
            "thema": [_dumped(one) for one in afspraken.themas],
        },
        "partijen.toml": {"partij": [_dumped(one) for one in afspraken.partijen]},
        "kernen.toml": {
            "schouwlocaties": afspraken.schouwlocaties,
            "kern": [_dumped(one) for one in afspraken.kernen],
        },
        "inkomensklassen.toml": {"klasse": [_dumped(one) for one in afspraken.inkomensklassen]},
        "afspraken.toml": {"afspraak": [_dumped(one) for one in afspraken.afspraken]},
        "doelen.toml": {"doel": [_dumped(one) for one in afspraken.doelen]},
        "tabellen/tabellen.toml": {"tabel": [_dumped(one, {"cellen"}) for one in tables]},
    }
    if afspraken.bronnen_regels or afspraken.bronnen_bladen:
        documents["bronnen.toml"] = {
            "regel": [_dumped(one) for one in afspraken.bronnen_regels],
            "blad": [_dumped(one) for one in afspraken.bronnen_bladen],
        }
    written = {name: write(document) for name, document in documents.items()}
    return written | {f"tabellen/{table.id}.csv": _csv(table) for table in tables}


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


def _dumped(form: BaseModel, leave: set[str] | None = None) -> dict[str, Any]:
    return form.model_dump(exclude_defaults=True, exclude=leave)


def as_text(document: Document) -> str:
    """Write each group of keys, and each item of a list of them, on one line."""
    return "".join(_line(key, value) for key, value in document.items())


def _line(key: str, value: Any) -> str:
    if not _is_groups(value):
        return f"{_key(key)} = {_toml(value)}\n"
    return "\n".join([f"{_key(key)} = [", *(f"{_toml(item)}," for item in value), "]\n"])


def _in_blocks(document: Document) -> str:
    """Write each group under its name between brackets; what is in no group goes first."""
    loose = [
        f"{key} = {_toml(value)}\n"
        for key, value in document.items()
        if isinstance(value, list) and not (value and _is_groups(value))
    ]
    blocks = [
        _block(f"[[{key}]]" if isinstance(value, list) else f"[{key}]", group)
        for key, value in document.items()
        if isinstance(value, dict) or (value and _is_groups(value))
        for group in (value if isinstance(value, list) else [value])
    ]
    return "\n".join([*loose, *blocks])


FIRST = ("id", "naam", "nummer", "thema", "titel")
"""What says which block it is, and so stands above the rest of it."""


def _block(head: str, group: Mapping[str, Any]) -> str:
    keys = sorted(group, key=lambda key: FIRST.index(key) if key in FIRST else len(FIRST))
    return "\n".join([head, *(f"{key} = {_spread(group[key])}" for key in keys), ""])


def _spread(value: Any) -> str:
    """Write a value, a list of groups with each on a line of its own."""
    if not (value and _is_groups(value)):
        return _toml(value)
    return "\n".join(["[", *(f"    {_toml(one)}," for one in value), "]"])


def _is_groups(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


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
