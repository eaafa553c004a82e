"""Whether the measures that goals, agreements and printed tables name are known ones."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from prestatieafspraken.afspraken.maat import Vorm
from prestatieafspraken.afspraken.maten import BY_CODE, MATEN
from prestatieafspraken.afspraken.model import Afspraken, Doel
from prestatieafspraken.dutch.data_faults import Fault, suggestion

NUMBERS = [maat.code for maat in MATEN if Vorm.GETAL in maat.vormen]
"""The measures that a number of an agreement is held beside."""
TABLES = {nodig.tabel for maat in MATEN for nodig in maat.nodig}
"""The tables of the workbook that figures come from."""


def measure_faults(afspraken: Afspraken) -> Iterator[Fault]:
    """Name each word for a measure, or for a table of the workbook, that nobody knows."""
    for doel in afspraken.doelen:
        yield from _unknown("doelen.toml", f"doel {doel.id} maat", [doel.maat])
        for asked in (doel, *map(doel.als, doel.manieren)):
            yield from _contradicted(asked)
    for afspraak in afspraken.afspraken:
        bestand, sleutel = "afspraken.toml", f"afspraak {afspraak.id}"
        yield from _unknown(bestand, f"{sleutel} maten", afspraak.maten)
        yield from _unknown(bestand, f"{sleutel} meet", afspraak.meet)
        for number, getal in enumerate(afspraak.getallen):
            yield from _unknown(bestand, f"{sleutel} getallen.{number}.maat", [getal.maat], NUMBERS)
    for tabel in afspraken.tabellen.values():
        if tabel.vult and tabel.vult not in TABLES:
            yield Fault(
                "tabellen/tabellen.toml",
                f"tabel {tabel.id} vult",
                f"De werkmap heeft geen tabel {tabel.vult}.{suggestion(tabel.vult, TABLES)}",
                "Kies een tabel van de pagina Tabellen in de documentatie, of haal vult weg.",
            )


def _contradicted(doel: Doel) -> Iterator[Fault]:
    """Point at a goal that asks in another unit, or another form, than its measure has."""
    if doel.telwijze is None:
        return
    maat, vorm = BY_CODE[doel.maat], doel.bedoelde_vorm
    unit = "%" if doel.relatief else maat.eenheid
    if doel.eenheid not in (unit, f"{unit} per jaar"):
        yield Fault(
            "doelen.toml",
            f"doel {doel.id} eenheid",
            f"De maat {maat.code} is in {unit}, en het doel is in {doel.eenheid}.",
            f'Schrijf eenheid = "{unit}", of kies een andere maat.',
        )
    if vorm and vorm.value not in maat.vormen:
        yield Fault(
            "doelen.toml",
            f"doel {doel.id} vorm",
            f"Van de maat {maat.code} is geen {vorm} te geven.",
            f"Kies uit {', '.join(maat.vormen)}.",
        )


def _unknown(
    bestand: str, sleutel: str, maten: Iterable[str], known: Collection[str] = BY_CODE
) -> Iterator[Fault]:
    for maat in maten:
        if maat in BY_CODE and maat not in known:
            yield Fault(
                bestand,
                sleutel,
                f"Naast de maat {maat} wordt geen getal van een afspraak gehouden."
                f"{suggestion(maat, known)}",
                f"Kies uit {', '.join(known)}, of laat de maat weg.",
            )
        elif maat and maat not in BY_CODE:
            yield Fault(
                bestand,
                sleutel,
                f"De maat {maat} bestaat niet.{suggestion(maat, known)}",
                "Kies een maat van de pagina Maten in de documentatie, of laat de maat weg.",
            )
