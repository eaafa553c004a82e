"""The manual as a page of the documentation, with the pictures that belong to it."""

from __future__ import annotations

from prestatieafspraken.workbook.building.manual import LEAD, SECTIONS, TITLE


def manual_page() -> str:
    """Give the manual as a page of the documentation, with pictures."""
    parts = [f"# {TITLE}\n", f"{LEAD} Dezelfde tekst staat in de werkmap, op het blad {TITLE}.\n"]
    for section in SECTIONS:
        steps = "\n".join(f"{n}. {step}" for n, step in enumerate(section.steps, 1))
        parts.append(f"## {section.title}\n\n{steps}\n")
        if section.picture:
            parts.append(f"![{section.shows}](beeld/{section.picture}.png)\n")
    return "\n".join(parts)
