"""The page of the documentation with every measure that a goal or an agreement can name."""

from __future__ import annotations

from collections.abc import Iterator

from prestatieafspraken.afspraken.doel import KENGETAL
from prestatieafspraken.afspraken.maat import Maat, Nodig
from prestatieafspraken.afspraken.maten import by_code
from prestatieafspraken.indicators.compute import DEFINITIONS
from prestatieafspraken.indicators.result import Definition
from prestatieafspraken.validators.sheets.tables import table

INTRO = """\
# Maten

Deze pagina volgt uit de lijst van maten zelf. Een doel noemt bij `maat` de code van een maat; een
afspraak noemt haar bij een getal, bij `maten` of bij `meet`. Zo weet het programma van elk doel en
elke afspraak welke cijfers erbij horen, zonder hun nummer te kennen. Een doel met een getal en
zonder maat wordt gevolgd op het blad Kengetallen. Dat geldt ook voor een doel dat iets anders
vraagt dan waar zijn maat naast te houden is, zoals meer getallen of een som over jaren.

Eerst komen de maten met een eigen blad, daarna die van vandaag: hun cijfers staan op het blad
Kengetallen, per doel, partij en jaar. Bij een maat van vandaag hoeft het doel geen eenheid te
noemen. Waar andere monitors of afspraken hetzelfde woord anders gebruiken, staat dat erbij; spreek
dan af wat u bedoelt.
"""


def measures_page() -> str:
    """Give the page, in Markdown."""
    parts = [line for maat in by_code().values() for line in _part(maat)]
    return "\n".join([INTRO, *parts])


def _follows(definition: Definition, maat: Maat) -> bool:
    """Say whether an indicator says something of a measure; those of today have one together."""
    of_today = maat.telwijze is not None and definition.maat == KENGETAL
    return of_today or maat.code in (definition.maat, *definition.ook)


def _part(maat: Maat) -> Iterator[str]:
    yield f"## {maat.code}"
    yield ""
    unit = f", in {maat.eenheid}" if maat.eenheid else ""
    yield f"{maat.naam}{unit}. {maat.formule}"
    yield ""
    if maat.telwijze:
        yield from (maat.telwijze.definitie, "")
    for name, words in _facts(maat):
        if words:
            yield f"- {name}: {words}"
    yield ""


def _facts(maat: Maat) -> Iterator[tuple[str, str]]:
    needs = "; ".join(_needs(nodig) for nodig in maat.nodig)
    asked = ", ".join(maat.delen)
    held = ", ".join(maat.vormen)
    followed = ", ".join(d.code for d in DEFINITIONS if _follows(d, maat))
    how = maat.telwijze
    yield from (
        ("Teller", how.teller if how else ""),
        ("Noemer", how.noemer if how else ""),
        ("Nodig", needs),
        ("Ook te vragen per", asked),
        ("Te houden naast", held),
        ("Indicatoren", followed),
        ("Bron", how.herkomst if how else ""),
        ("Elders", how.anders if how else ""),
    )


def _needs(nodig: Nodig) -> str:
    form = table(nodig.tabel)
    return f"blad {form.sheet} ({', '.join(form.column(k).header for k in nodig.kolommen)})"
