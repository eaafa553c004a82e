"""Agreements of municipalities that do not exist, drawn from a seed: whatever may be written.

What is asked for is kept (so many themes, such names); all else is drawn. The set that is given
was written as files and loaded again, so it is one that anybody could have written.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from prestatieafspraken.afspraken.doel import Doel
from prestatieafspraken.afspraken.load import load_texts, map_of
from prestatieafspraken.afspraken.maat import Maat, Vorm
from prestatieafspraken.afspraken.maten import by_code
from prestatieafspraken.afspraken.model import (
    Afspraak,
    Afspraken,
    Cel,
    GedrukteTabel,
    Gemeente,
    Getal,
    Inkomensklasse,
    Kern,
    Partij,
    Richting,
    Termijn,
    Thema,
)
from prestatieafspraken.afspraken.overname import Overname
from prestatieafspraken.afspraken.written import texts
from prestatieafspraken.normen import klassen
from prestatieafspraken.validators.sheets.codelists import codelists
from prestatieafspraken.validators.sheets.tables import DATA, of_party
from prestatieafspraken.validators.sheets.totalen import TOTALEN
from prestatieafspraken.workbook.building.prefill import prefill
from prestatieafspraken.workbook.column import Column, ColumnKind, Format

NAMES = ("Lindeveen", "Oud-Zuiderwoude", "Nieuwe Meren", "Sint Barbara", "Berg en Broek")
STRANGE = (
    "=cmd|' /C calc'!A0",
    'Wonen "De Brug"',
    "'t Hof/Oost",
    "A & B <C>",
    "@SOM(1;2)",
    "-1+1",
    "Stichting tot Bevordering van Goed en Betaalbaar Wonen te Elders",
    "?*~",
    "O'Brien [Zuid]: noord\\west",
    "Ærø Škoda 🏠",
)
"""Names that mean something to a spreadsheet, or hardly fit in one."""
PLAIN = ("Woonstede", "De Kade", "Thuis aan Zee", "Volksbelang", "Goed Wonen", "Poort", "Het Veer")

SIDES = [Richting.MINIMAAL, Richting.MAXIMAAL]


def gemeente(
    seed: int,
    *,
    themas: int | None = None,
    kernen: int | None = None,
    corporaties: int | None = None,
    maten: Sequence[str] | None = None,
    tabellen: bool | None = None,
    vreemd: bool = False,
    jaar: int | None = None,
) -> Afspraken:
    """Draw a set; `maten` are the measures that its goals and agreements name."""
    chance = random.Random(seed)  # noqa: S311
    jaar = jaar or chance.randint(2016, 2030)
    numbers = chance.sample(range(60), themas if themas is not None else chance.randint(1, 12))
    names = _Names(chance, vreemd)
    parties = _parties(chance, names, chance.randint(0, 4) if corporaties is None else corporaties)
    known = list(by_code().values())
    chosen = [by_code()[code] for code in maten] if maten is not None else _some(chance, known)
    printed = chance.random() < 0.7 if tabellen is None else tabellen
    owner = names.fixed(chance.choice(NAMES))
    made = Afspraken(
        gemeente=Gemeente(
            naam=owner, map=map_of(owner), code="GM9999", jaar=jaar, titel="Prestatieafspraken",
            document="afspraken", periode_van=jaar - chance.randint(0, 3),
            periode_tot=jaar + chance.randint(0, 4),
        ),
        themas=[Thema(nummer=n, titel=names.any("Thema"), regels="1-9") for n in numbers],
        partijen=parties,
        kernen=_kernen(chance, names, chance.randint(0, 9) if kernen is None else kernen),
        schouwlocaties=[names.any("Buurt") for _ in range(chance.randint(0, 3))],
        inkomensklassen=_classes(chance),
        afspraken=[],
        doelen=[doel for maat in chosen for doel in _goals(chance, names, maat, numbers, jaar)],
        tabellen={},
    )  # fmt: skip
    tables = _tables(chance, made) if printed else []
    agreements = _agreements(chance, names, made, chosen, [table.id for table in tables])
    update = {"afspraken": agreements, "tabellen": {table.id: table for table in tables}}
    return load_texts(texts(made.model_copy(update=update)))


class _Names:
    """Gives names, each once."""

    def __init__(self, chance: random.Random, strange: bool) -> None:
        self._chance, self._strange, self._used = chance, strange, set[str]()

    def fixed(self, name: str) -> str:
        self._used.add(name)
        return name

    def any(self, kind: str) -> str:
        """Give a name of some kind: strange as often as not, where names may be."""
        names = [*STRANGE] if self._strange and self._chance.random() < 0.6 else [*PLAIN]
        name = self._chance.choice([one for one in names if one not in self._used] or [kind])
        while name in self._used:
            name = f"{kind} {self._chance.randrange(10_000)}"
        return self.fixed(name)


def _some(chance: random.Random, things: Sequence[Any]) -> list[Any]:
    return [thing for thing in things if chance.random() < 0.4]


def _parties(chance: random.Random, names: _Names, amount: int) -> list[Partij]:
    kinds = ["gemeente", *["corporatie"] * amount]
    kinds += ["huurdersorganisatie"] * chance.randint(0, 3) + ["overig"] * chance.randint(0, 2)
    return [
        Partij(
            naam=names.any("Partij"), soort=kind, regels="1",
            doet_mee=kind == "gemeente" or chance.random() < 0.8,
        )
        for kind in kinds
    ]  # fmt: skip


def _kernen(chance: random.Random, names: _Names, amount: int) -> list[Kern]:
    city = chance.randrange(amount + 1)
    return [Kern(naam=names.any("Kern"), stad=number == city) for number in range(amount)]


def _classes(chance: random.Random) -> list[Inkomensklasse]:
    bounds = sorted(chance.sample(range(20_000, 60_000), chance.randint(0, 4)))
    return [
        Inkomensklasse(
            naam=f"t/m {top}", gedrukt=f"tot en met {top}", boven=low, tot_en_met=top, regel=3
        )
        for low, top in zip([None, *bounds], bounds, strict=False)
    ]


def _number(chance: random.Random, maat: Maat) -> Decimal:
    share = maat.eenheid in ("%", "index")
    return Decimal(chance.randint(1, 99)) / 100 if share else Decimal(chance.randint(1, 900))


def _goals(
    chance: random.Random, names: _Names, maat: Maat, numbers: Sequence[int], jaar: int
) -> list[Doel]:
    """Draw the goals of a measure, now and then two: complete, or with something left out."""
    forms = [form for form in maat.vormen if form not in (Vorm.GETAL, Vorm.WET, Vorm.PLAN)]
    goals = []
    for number in range(chance.choice([1, 1, 1, 2]) if forms and numbers else 0):
        said: dict[str, Any] = {}
        if Vorm.NIVEAU in forms:
            said["streefwaarde"] = _number(chance, maat)
        if Vorm.VERANDERING in forms:
            said["verandering"] = _number(chance, maat) * (-1 if maat.code == "gasverbruik" else 1)
        if Vorm.KLASSE in forms:
            said["streefklasse"] = chance.choice(klassen("leefbaarometer").volgorde)
        if Vorm.LABEL in forms and chance.random() < 0.5:
            said["streeflabel"] = chance.choice("ABCDEFG")
        said["basisjaar"] = jaar - chance.randint(0, 4)
        said["streefjaar"] = jaar + chance.randint(1, 6)
        for key in ("basisjaar", "streefjaar"):
            if chance.random() < 0.2:
                del said[key]
        lower = maat.code in ("gasverbruik", "energie_index")
        goals.append(
            Doel(
                id=f"{maat.code}.{number}", thema=chance.choice(numbers),
                titel=names.any("Doel"), maat=maat.code, omschrijving=maat.naam,
                eenheid=maat.eenheid, regels="4",
                richting=chance.choice(["geen", *["maximaal" if lower else "minimaal"] * 6]),
                **said,
            )
        )  # fmt: skip
    return goals


def _agreements(
    chance: random.Random, names: _Names, made: Afspraken, maten: Sequence[Maat], tables: list[str]
) -> list[Afspraak]:
    """Draw the agreements, with the numbers of the measures that have one."""
    parties = [*("Gemeente", "Corporaties", "Huurdersorganisaties")]
    parties += [partij.naam for partij in made.partijen]
    found = []
    for number in range(chance.randint(0, 14) if made.themas else 0):
        jaar = made.gemeente.jaar
        last = date(jaar, 1, 1) + timedelta(days=chance.randrange(-40, 400))
        term = {"soort": "dag", "tot": last} if chance.random() < 0.7 else {"soort": "geen"}
        found.append(
            Afspraak(
                id=f"a{number}", thema=chance.choice(made.themas).nummer, paragraaf="",
                titel=names.any("Afspraak"), trekker=chance.choice([None, *parties]),
                partijen=chance.sample(parties, chance.randint(0, len(parties))),
                wie="wie", wanneer=chance.choice(["", "voor de zomer"]),
                termijn=Termijn.model_validate(term),
                maten=[one.code for one in maten if chance.random() < 0.2],
                getallen=[
                    Getal(
                        wat="getal", waarde=_number(chance, m), eenheid=m.eenheid, regel=5,
                        maat=m.code,
                        richting=chance.choice(SIDES if m.grens is Richting.GEEN else [m.grens]),
                    )
                    for m in maten if Vorm.GETAL in m.vormen and chance.random() < 0.3
                ],
                doelen=[doel.id for doel in made.doelen if chance.random() < 0.2],
                tabellen=[table for table in tables if chance.random() < 0.2],
                regels="6",
            )
        )  # fmt: skip
    return found


def _tables(chance: random.Random, made: Afspraken) -> list[GedrukteTabel]:
    """Draw printed tables in any layout: some are taken over, of others only the place is said."""
    found = []
    known = {need.tabel for maat in by_code().values() for need in maat.nodig}
    for table in [one for one in DATA if one is not TOTALEN and one.name in known]:
        if chance.random() < 0.3:
            number = len(found)
            columns = _some(chance, table.input_columns)
            rows = [f"rij {n}" for n in range(chance.randint(0, 4))]
            labels = {column.name: f"{column.header} {n}" for n, column in enumerate(columns)}
            cells = [
                Cel.model_validate(_cell(chance, made, column, row, labels[column.name]))
                for row in rows
                for column in columns
            ]
            shown = [c for c in columns if any(cel.kolom == labels[c.name] for cel in cells)]
            how = Overname(
                kolommen={labels[c.name]: {"kolom": c.name} for c in shown},
                totalen={row: {} for row in rows if cells and chance.random() < 0.2},
                kolommen_eerst=chance.random() < 0.5,
            )
            found.append(
                GedrukteTabel(
                    id=f"tab-{number}", titel="Tabel", eenheid="", regels="7", vult=table.name,
                    overname=how if chance.random() < 0.8 else None, cellen=cells,
                )
            )  # fmt: skip
    return found


def _cell(
    chance: random.Random, made: Afspraken, column: Column, row: str, label: str
) -> dict[str, Any]:
    base = {"rij": row, "kolom": label, "regel": 8, "waarde": None}
    if column.codelist or column.kind is not ColumnKind.WHOLE:
        names = [p.naam for p in made.partijen] + [k.naam for k in made.kernen] + ["-", "onbekend"]
        return {**base, "gedrukt": chance.choice(names), "soort": "tekst"}
    if chance.random() < 0.2:
        return {**base, "gedrukt": "", "soort": chance.choice(["leeg", "afwezig"])}
    jaar = made.gemeente.jaar + chance.randint(-4, 4)
    value = jaar if column.format is Format.JAAR else chance.randint(0, 9_000)
    return {**base, "gedrukt": str(value), "soort": "getal", "waarde": Decimal(value)}


def half_gevuld(afspraken: Afspraken, partij: Partij, seed: int) -> dict[str, list[dict[str, Any]]]:
    """Give the rows of a workbook as it starts, with more of any kind that may stand there."""
    chance = random.Random(seed)  # noqa: S311
    rows, lists = prefill(afspraken, partij), codelists(afspraken)
    for table in of_party(partij.soort, afspraken):
        own = rows.setdefault(table.name, [])
        for row in own:
            row |= {
                column.name: _typed(chance, column, lists, afspraken)
                for column in table.input_columns
                if row.get(column.name) is None and chance.random() < 0.5
            }
        for _ in range(0 if table.form == "afspraken" else chance.randint(0, 4)):
            own.append(
                {
                    column.name: _typed(chance, column, lists, afspraken)
                    for column in table.input_columns
                    if chance.random() < 0.8
                }
            )
    return rows


def _typed(
    chance: random.Random, column: Column, lists: Mapping[str, Sequence[str]], own: Afspraken
) -> Any:
    if column.codelist:
        return chance.choice([*lists[column.codelist], "iets anders"])
    jaar = own.gemeente.jaar + chance.randint(-3, 3)
    if column.kind is ColumnKind.DAY:
        return date(jaar, 1, 1) + timedelta(days=chance.randrange(365))
    if column.kind is ColumnKind.TEXT:
        return chance.choice(["tekst", "=1+1", "Straat 3"])
    if column.format is Format.JAAR:
        return jaar
    low = 0 if column.low is None else column.low
    high = low + 50 if column.high is None else min(column.high, low + 2_000)
    return chance.randint(int(low), int(high)) if high - low > 1 else chance.random()
