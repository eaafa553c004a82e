"""Load the norms from their files, and report all that is wrong with them at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from prestatieafspraken.dutch.data_faults import (
    DataError,
    Fault,
    UnusableDataError,
    from_pydantic,
    keys_at,
    keys_of,
    suggestion,
    text_of,
)
from prestatieafspraken.normen.contradiction import in_classes, in_days, in_values
from prestatieafspraken.normen.model import Kalenderdag, Klassen, Normen, Series

_Loaded = TypeVar("_Loaded", Series, Klassen, Kalenderdag)
KINDS = ("norm", "klassen", "kalenderdag")
"""What stands between double brackets in a file."""
NAMES = ("naam", "vanaf", "klasse")
"""The keys by which people know a part of a file: a norm, one of its values, a class."""


class NormenError(DataError):
    """The norms cannot be loaded."""


@cache
def load() -> Normen:
    """Load the norms that come with the product, once per process (NormenError)."""
    return load_folder(resources.files(__package__))


def load_folder(folder: Traversable | Path) -> Normen:
    """Load the norms in the files of a folder (NormenError with every fault of every file)."""
    reader = _Reader()
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            reader.read(file)
    if reader.faults:
        raise NormenError("De normen zijn niet te laden.", reader.faults)
    return reader.found


class _Reader:
    """Reads files one by one and gathers what they hold and what is wrong with them."""

    def __init__(self) -> None:
        self.found = Normen({}, {}, {})
        self.faults: list[Fault] = []

    def read(self, file: Traversable | Path) -> None:
        """Read one file."""
        name = file.name
        try:
            document = keys_of(text_of(file, name), name)
        except UnusableDataError as refused:
            self.faults.append(refused.fault)
            return
        for key in document:
            if key not in KINDS:
                hint = suggestion(key, KINDS).strip() or "Haal de sleutel weg."
                self.faults.append(Fault(name, key, f"De sleutel {key} bestaat niet.", hint))
        for series in self._items(name, "norm", document, Series, self.found.series):
            self.faults += [Fault(name, *fault) for fault in in_values(series)]
        for classes in self._items(name, "klassen", document, Klassen, self.found.klassen):
            self.faults += [Fault(name, *fault) for fault in in_classes(classes)]
        for dag in self._items(name, "kalenderdag", document, Kalenderdag, self.found.dagen):
            self.faults += [Fault(name, *fault) for fault in in_days(dag)]

    def _items(
        self,
        name: str,
        kind: str,
        document: dict[str, Any],
        form: type[_Loaded],
        known: dict[str, _Loaded],
    ) -> list[_Loaded]:
        """Read the parts of one kind, each by its name among those that are known."""
        items = document.get(kind, [])
        if not isinstance(items, list):
            self.faults.append(
                Fault(name, kind, "Dit is geen lijst.", f"Schrijf elk deel onder [[{kind}]].")
            )
            return []
        read = []
        for number, item in enumerate(items):
            try:
                made = form.model_validate(item)
            except ValidationError as error:
                details = error.errors(include_url=False)
                self.faults += [_fault(name, kind, items, number, form, one) for one in details]
                continue
            if known.setdefault(made.naam, made) is not made:
                twice = f"{made.naam} staat er meer dan één keer."
                self.faults.append(Fault(name, f"{kind} {made.naam}", twice, "Laat er één staan."))
            read.append(made)
        return read


def _fault(
    name: str, kind: str, items: Any, number: int, form: type[_Loaded], error: Mapping[str, Any]
) -> Fault:
    path: tuple[int | str, ...] = error["loc"]
    place = f"{kind} {_place(items, [number, *path])}"
    return from_pydantic(name, place, error, keys_at(form, path[:-1]))


def _place(held: Any, path: Sequence[int | str]) -> str:
    """Say where a path of keys leads: "daeb_huurgrens waarden 2018-01-01 status"."""
    words = []
    for part in path:
        inner: Any = None
        if isinstance(part, int):
            inner = held[part] if isinstance(held, list) and part < len(held) else None
            known = inner if isinstance(inner, dict) else {}
            words.append(str(next((known[key] for key in NAMES if key in known), part + 1)))
        else:
            inner = held.get(part) if isinstance(held, dict) else None
            words.append(part)
        held = inner
    return " ".join(words)
