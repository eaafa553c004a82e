"""What the printed tables hold: every row, a total, marked forecasts, classes that do not overlap."""

from __future__ import annotations

import re
from collections.abc import Iterator

from prestatieafspraken.afspraken.model import Afspraken, Cel, CelSoort, GedrukteTabel
from prestatieafspraken.dutch.written import listing, number
from prestatieafspraken.validators.document.rules import (
    SetPlace,
    Words,
    canonical,
    is_total,
    printed_rule,
    text_rule,
    years_of,
)
from prestatieafspraken.workbook.finding import Rule, Severity

Owners = dict[str, dict[int | None, Cel]]
"""The figures of a table per corporatie and year (None where no year is printed)."""


@printed_rule(
    Rule(
        code="GDR-006",
        ernst=Severity.WAARSCHUWING,
        titel="Een corporatie die in het ene cijferoverzicht staat, staat ook in het andere.",
        melding="Tabel {code} ({naam}) heeft geen rij van {partij}{waar}.",
        herstel="Vraag het cijfer op, of zeg bij de tabel waarom {partij} ontbreekt en of het totaal haar meetelt.",
        waarom="Totalen met en zonder een corporatie zijn niet met elkaar te vergelijken.",
        afgesproken=True,
    )
)
def rij_van_corporatie_ontbreekt(
    afspraken: Afspraken, tabel: GedrukteTabel
) -> Iterator[tuple[Cel | None, Words]]:
    """Compare the corporaties of a table with those of the others, and its years with each other."""
    tables = {other.id: _owners(afspraken, other) for other in afspraken.tabellen.values()}
    here = tables[tabel.id]
    if not here:
        return
    everyone = dict.fromkeys(naam for owners in tables.values() for naam in owners)
    years = {year for rows in here.values() for year in rows if year is not None}
    for naam in everyone:
        rows = here.get(naam, {})
        absent = years - rows.keys()
        if not rows:
            elsewhere = listing([code for code, owners in tables.items() if naam in owners])
            yield None, {"partij": naam, "waar": f"; tabel {elsewhere} wel"}
        elif absent:
            known = _years({year for year in rows if year is not None})
            waar = f" over {_years(absent)}, maar wel over {known}"
            yield next(iter(rows.values())), {"partij": naam, "waar": waar}


def _owners(afspraken: Afspraken, tabel: GedrukteTabel) -> Owners:
    """Give the figures per corporatie, or nothing when the rows are not about corporaties."""
    names = {partij.naam for partij in afspraken.corporaties()}
    owners: Owners = {}
    named = {rij: canonical(afspraken, rij) for rij in tabel.rijen()}
    for cel in tabel.cellen:
        naam = named[cel.rij]
        if is_total(cel.rij) or cel.soort is CelSoort.AFWEZIG:
            continue
        if naam not in names:
            return {}
        years: list[int | None] = [*years_of(cel)] or [None]
        for year in years:
            owners.setdefault(naam, {}).setdefault(year, cel)
    return owners


@printed_rule(
    Rule(
        code="GDR-007",
        ernst=Severity.INFO,
        titel="Onder een gedrukte tabel staat een totaal of gemiddelde.",
        melding="Tabel {code} ({naam}) heeft geen totaalrij.",
        herstel="Zet er een totaal of een gewogen gemiddelde onder, met de aantallen erbij.",
        waarom="Zonder totaal is de tabel niet met een andere te vergelijken en valt een ontbrekende rij niet op.",
        afgesproken=True,
    )
)
def totaalrij_ontbreekt(afspraken: Afspraken, tabel: GedrukteTabel) -> Iterator[tuple[None, Words]]:
    """Point at tables of more than one row without a total."""
    rows = {cel.rij for cel in tabel.cellen if cel.soort is not CelSoort.AFWEZIG}
    if len(rows) > 1 and not any(is_total(row) for row in rows):
        yield None, {}


MARKS = re.compile(r"prognose|raming|geraamd|verwacht|voorzien|plan|begroot", re.I)
"""Words beside a figure that say it is expected and not counted."""


@printed_rule(
    Rule(
        code="GDR-008",
        ernst=Severity.WAARSCHUWING,
        titel="Een verwacht cijfer is te onderscheiden van een geteld cijfer.",
        melding="Tabel {code} ({naam}) zet cijfers over {verwacht} naast die over {geteld}, zonder te zeggen dat het prognoses zijn.",
        herstel="Zet er prognose of realisatie bij, zoals in de werkmap in de kolom Soort cijfer.",
        waarom="De afspraken zijn gemaakt voor hun jaar begon; wat in of na dat jaar valt, kon niet geteld zijn.",
        afgesproken=True,
    )
)
def prognose_zonder_merk(afspraken: Afspraken, tabel: GedrukteTabel) -> Iterator[tuple[Cel, Words]]:
    """Point at figures of later years that stand unmarked beside counted ones."""
    jaar = afspraken.gemeente.jaar
    figures = [
        (cel, year) for cel in tabel.cellen if cel.waarde is not None for year in years_of(cel)
    ]
    counted = {year for _, year in figures if year < jaar}
    expected = [
        (cel, year)
        for cel, year in figures
        if year >= jaar and not MARKS.search(f"{cel.rij} {cel.kolom}")
    ]
    if counted and expected:
        yield (
            expected[0][0],
            {
                "geteld": _years(counted),
                "verwacht": _years({year for _, year in expected}),
            },
        )


def _years(years: set[int]) -> str:
    return listing([str(year) for year in sorted(years)])


@printed_rule(
    Rule(
        code="GDR-009",
        ernst=Severity.INFO,
        titel="Een reeks slaat geen jaar over dat al bekend is.",
        melding="Tabel {code} ({naam}) geeft cijfers over {jaren}, maar niet over {mist}.",
        herstel="Vul ook de cijfers over {mist} in.",
        waarom="Zonder het laatst bekende jaar is niet te zien of de lijn wordt gehaald.",
        afgesproken=True,
    )
)
def jaar_overgeslagen(afspraken: Afspraken, tabel: GedrukteTabel) -> Iterator[tuple[None, Words]]:
    """Point at years between the printed ones that were over when the agreements were made."""
    years = {year for cel in tabel.cellen if cel.waarde is not None for year in years_of(cel)}
    if years:
        until = min(max(years), afspraken.gemeente.jaar)
        absent = set(range(min(years), until)) - years
        if absent:
            yield None, {"jaren": _years(years), "mist": _years(absent)}


@printed_rule(
    Rule(
        code="GDR-010",
        ernst=Severity.WAARSCHUWING,
        titel="Grenzen in euro zijn die van het jaar waarover de cijfers gaan.",
        melding="Tabel {code} ({naam}) heeft grenzen met prijspeil {prijspeil}, ook boven de cijfers over {jaren}.",
        herstel="Noem per jaar de grenzen die toen golden, of zeg erbij dat de cijfers zijn omgerekend.",
        waarom="Inkomensgrenzen gaan elk jaar omhoog; een klasse is anders niet elk jaar dezelfde groep.",
        afgesproken=True,
    )
)
def prijspeil_van_ander_jaar(
    afspraken: Afspraken, tabel: GedrukteTabel
) -> Iterator[tuple[None, Words]]:
    """Point at amounts of one year beside figures of others."""
    years = {year for cel in tabel.cellen if cel.waarde is not None for year in years_of(cel)}
    others = years - {tabel.prijspeil}
    if tabel.prijspeil and others:
        yield None, {"prijspeil": tabel.prijspeil, "jaren": _years(others)}


@text_rule(
    Rule(
        code="GDR-011",
        ernst=Severity.WAARSCHUWING,
        titel="Een inkomen valt in één inkomensklasse.",
        melding="De gedrukte inkomensklassen overlappen: {grenzen} {hoort} bij twee klassen.",
        herstel="Laat de hogere klasse beginnen met 'meer dan {eerste}'.",
        waarom="Een huishouden op de grens telt anders twee keer of bij de verkeerde klasse.",
        afgesproken=True,
    )
)
def klassen_overlappen(afspraken: Afspraken) -> Iterator[tuple[SetPlace, Words]]:
    """Point at bounds that two classes as printed both include."""
    classes = [(k.naam, *_bounds(k.gedrukt)) for k in afspraken.inkomensklassen]
    shared = [(n, low) for n, low, _ in classes if low and any(low == high for *_, high in classes)]
    if shared:
        naam, amounts = shared[0][0], [number(low) for _, low in shared]
        yield (
            SetPlace(naam, "inkomensklassen.toml", f"klasse {naam} gedrukt"),
            {
                "grenzen": listing(amounts),
                "hoort": "hoort" if len(amounts) == 1 else "horen",
                "eerste": amounts[0],
            },
        )


_AMOUNT = r"€?\s*(\d{1,3}(?:\.\d{3})+|\d+)"


def _bounds(printed: str) -> tuple[int | None, int | None]:
    """Give the lowest and highest amount that a class as printed includes (None: no such end)."""
    low = re.search(rf"{_AMOUNT}\s*(?:t/m|tot en met|tot|-|–|en meer|of meer)", printed)
    high = re.search(rf"(?:t/m|tot en met|maximaal|hoogstens)\s*{_AMOUNT}", printed)
    high = high or re.search(rf"{_AMOUNT}\s*of minder", printed)
    below = re.match(r"(?i)\s*(?:meer dan|boven|vanaf meer)", printed)
    first = None if low is None or below else int(low[1].replace(".", ""))
    last = int(high[1].replace(".", "")) if high else None
    return first, last
