"""The page of the documentation with every measure that a goal or an agreement can name."""

from __future__ import annotations

from collections.abc import Iterator

from prestatieafspraken.afspraken.maten import MATEN, Maat, Nodig
from prestatieafspraken.indicators.compute import DEFINITIONS
from prestatieafspraken.validators.sheets.tables import table

INTRO = """\
# Maten

Deze pagina volgt uit de lijst van maten zelf. Een doel noemt bij `maat` de code van een maat; een
afspraak noemt haar bij een getal, bij `maten` of bij `meet`. Zo weet het programma van elk doel en
elke afspraak welke cijfers erbij horen, zonder hun nummer te kennen. Een doel zonder maat, of met
een maat zonder blad, wordt verteld als niet gemeten.
"""


def measures_page() -> str:
    """Give the page, in Markdown."""
    parts = [line for maat in MATEN for line in _part(maat)]
    return "\n".join([INTRO, *parts])


def _part(maat: Maat) -> Iterator[str]:
    yield f"## {maat.code}"
    yield ""
    unit = f", in {maat.eenheid}" if maat.eenheid else ""
    yield f"{maat.naam}{unit}. {maat.formule}"
    yield ""
    needs = "; ".join(_needs(nodig) for nodig in maat.nodig)
    asked = ", ".join(maat.delen)
    held = ", ".join(maat.vormen)
    followed = ", ".join(d.code for d in DEFINITIONS if d.maat == maat.code)
    for name, words in (
        ("Nodig", needs),
        ("Ook te vragen per", asked),
        ("Te houden naast", held),
        ("Indicatoren", followed),
    ):
        if words:
            yield f"- {name}: {words}"
    yield ""


def _needs(nodig: Nodig) -> str:
    form = table(nodig.tabel)
    return f"blad {form.sheet} ({', '.join(form.column(k).header for k in nodig.kolommen)})"
