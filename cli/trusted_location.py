"""Whether Excel trusts the folder of the add-in, as the registry of Windows tells it."""

from __future__ import annotations

import ntpath
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from importlib import import_module
from typing import Any

_OWN = r"Software\Microsoft\Office\16.0\Excel\Security\Trusted Locations"
_POLICY = r"Software\Policies\Microsoft\Office\16.0\Excel\Security\Trusted Locations"
_ALL_OFFICE = r"Software\Policies\Microsoft\Office\16.0\Common\Security\Trusted Locations"


class Trust(Enum):
    """What Excel makes of the folder; the value is how that is said."""

    YES = "De map is voor Excel een vertrouwde locatie: {folder}"
    UNSEEN = (
        "De map {folder} staat niet in de lijst van vertrouwde locaties. Excel zet zijn eigen "
        "opstartmap daar bij de eerste start in; zie Bestand, Opties, Vertrouwenscentrum."
    )
    OFF = (
        "Op deze computer staan vertrouwde locaties uit, dus starten de knoppen niet vanzelf. "
        "Vraag de beheerder om de invoegtoepassing te ondertekenen, of gebruik: "
        "prestatieafspraken excel controleer."
    )
    UNKNOWN = (
        "Of de map voor Excel een vertrouwde locatie is, is hier niet te zien: dat staat in het "
        "register van Windows."
    )


@dataclass(frozen=True)
class _Key:
    """A key of the registry that is there."""

    registry: Any
    handle: Any

    def value(self, name: str) -> Any:
        """Give a value, or None when there is none of that name."""
        try:
            return self.registry.QueryValueEx(self.handle, name)[0]
        except OSError:
            return None

    def children(self) -> Iterator[_Key]:
        """Give the keys below this one."""
        for number in range(self.registry.QueryInfoKey(self.handle)[0]):
            name = self.registry.EnumKey(self.handle, number)
            yield _Key(self.registry, self.registry.OpenKey(self.handle, name))


def trusted(folder: str) -> Trust:
    """Say whether Excel trusts a folder (UNKNOWN where there is no registry)."""
    try:
        registry = import_module("winreg")
    except ModuleNotFoundError:
        return Trust.UNKNOWN
    policies = [*_keys(registry, _POLICY), *_keys(registry, _ALL_OFFICE)]
    own = _keys(registry, _OWN)
    if any(key.value("AllLocationsDisabled") == 1 for key in (*policies, *own)):
        return Trust.OFF
    if any(key.value("Allow User Locations") == 0 for key in policies):
        own = []
    here = _plain(folder)
    for place in (place for key in (*policies, *own) for place in key.children()):
        path = place.value("Path")
        if not isinstance(path, str):
            continue
        trusted_path = _plain(path)
        below = place.value("AllowSubfolders") == 1 and here.startswith(f"{trusted_path}\\")
        if here == trusted_path or below:
            return Trust.YES
    return Trust.UNSEEN


def _keys(registry: Any, path: str) -> list[_Key]:
    """Give a key of this user and that of the whole computer, as far as they are there."""
    found = []
    for root in (registry.HKEY_CURRENT_USER, registry.HKEY_LOCAL_MACHINE):
        try:
            found.append(_Key(registry, registry.OpenKey(root, path)))
        except OSError:
            continue
    return found


def _plain(path: str) -> str:
    return ntpath.normcase(ntpath.normpath(ntpath.expandvars(path))).rstrip("\\")
