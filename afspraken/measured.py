"""Whether the measures that goals, agreements and printed tables name are known ones."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from prestatieafspraken.afspraken.beslissers import decider_faults
from prestatieafspraken.afspraken.doel import Onderdeel
from prestatieafspraken.afspraken.maat import Deel, Vorm
from prestatieafspraken.afspraken.maten import by_code
from prestatieafspraken.afspraken.model import Afspraken, Doel, Getal, Richting
from prestatieafspraken.dutch.data_faults import Fault, suggestion
from prestatieafspraken.dutch.written import listing


def number_measures() -> list[str]:
    """Give the measures that a number of an agreement is held beside."""
    known = by_code().values()
    return [maat.code for maat in known if Vorm.GETAL in maat.vormen or maat.telwijze]


def measured_tables() -> set[str]:
    """Give the tables of the workbook that figures come from."""
    return {nodig.tabel for maat in by_code().values() for nodig in maat.nodig}


def measure_faults(afspraken: Afspraken) -> Iterator[Fault]:
    """Name each word for a measure, or for a table of the workbook, that nobody knows."""
    for doel in afspraken.doelen:
        named = [doel.maat, *(manier.maat for manier in doel.manieren)]
        yield from _unknown("doelen.toml", f"doel {doel.id} maat", named)
        yield from decider_faults(doel)
        for asked in (doel, *map(doel.als, doel.manieren)):
            yield from _contradicted(asked)
    for afspraak in afspraken.afspraken:
        bestand, sleutel = "afspraken.toml", f"afspraak {afspraak.id}"
        yield from _unknown(bestand, f"{sleutel} maten", afspraak.maten)
        yield from _unknown(bestand, f"{sleutel} meet", afspraak.meet)
        for number, getal in enumerate(afspraak.getallen):
            place = f"{sleutel} getallen.{number}"
            yield from _unknown(bestand, f"{place}.maat", [getal.maat], number_measures())
            yield from _other_side(bestand, f"{place}.richting", getal)
            yield from _other_unit(bestand, f"{place}.eenheid", getal.maat, getal.eenheid, "getal")
    tables = measured_tables()
    for tabel in afspraken.tabellen.values():
        if tabel.vult and tabel.vult not in tables:
            yield Fault(
                "tabellen/tabellen.toml",
                f"tabel {tabel.id} vult",
                f"De werkmap heeft geen tabel {tabel.vult}.{suggestion(tabel.vult, tables)}",
                "Kies een tabel van de pagina Tabellen in de documentatie, of haal vult weg.",
            )


def _contradicted(doel: Doel) -> Iterator[Fault]:
    """Point at a goal that asks in another unit, or another form, than its measure has."""
    if doel.telwijze is None:
        return
    maat, vorm = by_code()[doel.maat], doel.bedoelde_vorm
    if not (doel.relatief and doel.eenheid == "%"):
        place = f"doel {doel.id} eenheid"
        yield from _other_unit("doelen.toml", place, maat.code, doel.eenheid, "doel")
    kinds = {*map(str, Deel)} & {*map(str, Onderdeel)}
    parts = [str(deel) for deel in maat.delen if str(deel) in kinds]
    part = doel.elk_van if str(doel.elk_van) in kinds else None
    for key, word, known, melding in (
        ("vorm", vorm, maat.vormen, "is geen {} te geven"),
        ("elk_van", part, parts, "zijn er geen cijfers per {}"),
    ):
        if word and str(word) not in known:
            said = f"Van de maat {maat.code} {melding.format(word)}."
            choose = f"Kies uit {listing(known)}." if known else f"Laat {key} weg."
            yield Fault("doelen.toml", f"doel {doel.id} {key}", said, choose)


def _other_unit(bestand: str, sleutel: str, code: str, unit: str, what: str) -> Iterator[Fault]:
    maat = by_code().get(code)
    if maat is None or maat.telwijze is None or not unit:
        return
    if unit not in (maat.eenheid, f"{maat.eenheid} per jaar"):
        yield Fault(
            bestand,
            sleutel,
            f"De maat {code} is in {maat.eenheid}, en het {what} is in {unit}.",
            f'Schrijf eenheid = "{maat.eenheid}", of kies een andere maat.',
        )


def _other_side(bestand: str, sleutel: str, getal: Getal) -> Iterator[Fault]:
    """Point at a floor for what is held below a ceiling, and at a ceiling for the reverse."""
    maat = by_code().get(getal.maat)
    if maat and Richting.GEEN not in (maat.grens, getal.richting) and getal.richting != maat.grens:
        yield Fault(
            bestand,
            sleutel,
            f"Een getal bij de maat {maat.code} is {maat.grens}, en dit is {getal.richting}.",
            f'Schrijf richting = "{maat.grens}", of laat de maat weg.',
        )


def _unknown(
    bestand: str, sleutel: str, maten: Iterable[str], asked: Collection[str] | None = None
) -> Iterator[Fault]:
    known = by_code() if asked is None else asked
    for maat in maten:
        if maat in by_code() and maat not in known:
            yield Fault(
                bestand,
                sleutel,
                f"Naast de maat {maat} wordt geen getal van een afspraak gehouden."
                f"{suggestion(maat, known)}",
                f"Kies {_nearest(maat, known)}of laat de maat weg.",
            )
        elif maat and maat not in by_code():
            yield Fault(
                bestand,
                sleutel,
                f"De maat {maat} bestaat niet.{suggestion(maat, known)}",
                "Kies een maat van de pagina Maten in de documentatie, of laat de maat weg.",
            )


def _nearest(code: str, known: Iterable[str]) -> str:
    """Name the measures whose figures are those of another one, the nearest first.

    >>> _nearest("toewijzing_vrij", ["beding_boete", "lokaal_maatwerk", "boven_inkomensgrens"])
    'boven_inkomensgrens of lokaal_maatwerk, '
    """
    asked = _columns(code)
    shared = {one: len(asked & _columns(one)) for one in known}
    near = sorted((one for one in shared if shared[one]), key=lambda one: -shared[one])
    return f"{listing(near[:3], 'of')}, " if near else ""


def _columns(code: str) -> set[tuple[str, str]]:
    needed = by_code()[code].nodig
    return {(nodig.tabel, kolom) for nodig in needed for kolom in nodig.kolommen}
