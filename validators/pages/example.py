"""The example of a rule: tables that are good, tables that are not, and what is said of those.

One Markdown file per code serves three times: it is the test of its rule, what the command
`regels` shows, and part of the page about the rule.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import resources

FOLDER = resources.files("prestatieafspraken.validators") / "regels"
PARTS = ("Goed", "Fout", "Meldingen")
NO_EXAMPLE = {
    "BST": "Deze regel gaat over een heel bestand",
    "SJB-001": "Deze regel gaat over een kenmerk dat in het bestand ontbreekt",
    "SJB-005": "Deze regel gaat over afspraken die er niet zijn, zodat er niets te beoordelen is",
    "SJB-008": "Deze regel gaat over een leeg veld van het startblad",
    "SJB-014": "Deze regel gaat over namen van cellen die in het bestand ontbreken",
    "SJB-01": "Deze regel gaat over de afspraken waarop een werkmap wordt beoordeeld",
    "INL": "Deze regel gaat over een inzending en wat er daarna met het bestand gebeurde",
    "VBG": "Deze regel gaat over wat in het bestand verborgen is",
    "AFG": "Deze regel legt alles wat is afgesproken naast wat er staat",
    "AFS-034": "Deze regel gaat over een afspraak met onderdelen",
    "KGT-004": "Deze regel gaat over een doel dat een percentage vraagt",
    "KGT-005": "Deze regel gaat over een doel dat een percentage vraagt",
    "VWD": "Deze regel gaat over een doel met een voorwaarde",
    "KGT-008": "Deze regel gaat over een doel waarvan een ander blad het cijfer heeft",
    "KGT-007": "Deze regel gaat over een doel met een getal per gebied",
    "INT": "Deze regel gaat over het programma zelf",
    "NBO-004": "Deze regel gaat over regels die alleen voor andere jaren gelden",
    "JRV-002": "Deze regel gaat over een werkmap van vorig jaar die er niet bij zit",
}
"""Codes, or the letters of codes, that no table can show, and what they are about instead."""


@dataclass(frozen=True)
class Example:
    """The parts of a file: two workbooks as Markdown tables, and the sentences on the second."""

    good: str
    faulty: str
    sentences: tuple[str, ...]


def codes() -> list[str]:
    """Give the codes that have an example."""
    return sorted(file.name.removesuffix(".md") for file in FOLDER.iterdir())


def no_example(code: str) -> str | None:
    """Say why a rule has no example; None if it should have one."""
    return next((why for start, why in NO_EXAMPLE.items() if code.startswith(start)), None)


def example(code: str) -> Example | None:
    """Read the example of a rule, None if it has none (ValueError if it is no example)."""
    path = FOLDER / f"{code}.md"
    if not path.is_file():
        return None
    titles = re.split(r"^## (.+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    parts = dict(zip(titles[1::2], titles[2::2], strict=True))
    if tuple(parts) != PARTS:
        raise ValueError(f"{path} has {', '.join(parts)} and not {', '.join(PARTS)}")
    good, faulty, told = (parts[name].strip() for name in PARTS)
    return Example(good, faulty, tuple(line for line in told.splitlines() if line))
