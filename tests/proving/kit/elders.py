"""Agreements of a place that the product does not know: those of Alphen under another name."""

from __future__ import annotations

import shutil
from pathlib import Path

import prestatieafspraken.afspraken as package

SOURCE = Path(str(package.__file__)).parent / "alphen-aan-den-rijn" / "2019"
NAAM = "Kaag en Braassem"
MAP = "kaag-en-braassem"


def vervang(folder: Path, name: str, old: str, new: str) -> None:
    """Put another text in a file, where the first one stands."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text, (name, old)
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def elders(folder: Path, naam: str = NAAM, jaar: int = 2019) -> Path:
    """Write a set of another municipality: 600 homes more instead of 500, from 11,500."""
    shutil.copytree(SOURCE, folder)
    map_ = naam.lower().replace(" ", "-")
    vervang(folder, "gemeente.toml", 'naam = "Alphen aan den Rijn"', f'naam = "{naam}"')
    vervang(folder, "gemeente.toml", 'map = "alphen-aan-den-rijn"', f'map = "{map_}"')
    vervang(folder, "gemeente.toml", "jaar = 2019", f"jaar = {jaar}")
    vervang(folder, "doelen.toml", "basiswaarde = 11598", "basiswaarde = 11500")
    vervang(folder, "doelen.toml", "verandering = 500", "verandering = 600")
    return folder
