"""A valid workbook of a party, filled in completely: figures over several years that fit together.

The figures of one seed are the same in every workbook: what a corporatie files is what the
municipality holds of it. Stock closes with its movements, the new homes in the stock are those of
the delivered projects, withdrawn homes are among those sold or transferred, sums are sums. A
column that this module does not know is filled with a plain value of its kind.
"""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from prestatieafspraken.afspraken import Afspraken, load
from prestatieafspraken.validators.sheets.codelists import codelists
from prestatieafspraken.validators.sheets.totalen import SUMS
from prestatieafspraken.workbook.building.build import build
from prestatieafspraken.workbook.building.prefill import prefill
from prestatieafspraken.workbook.column import Column, ColumnKind, Format
from prestatieafspraken.workbook.finding import Finding
from prestatieafspraken.workbook.raw import RawBook
from prestatieafspraken.workbook.reading.read import raw_book
from prestatieafspraken.workbook.table import Table
from proving.kit.tabellen import of_party

Row = dict[str, Any]
Rows = dict[str, list[Row]]

PEILDATUM = date(2019, 12, 31)
GEMEENTE = "Gemeente Alphen aan den Rijn"
CORPORATIES = {"Woonforte": 9_700, "Habeko Wonen": 1_830}
"""Those that sign, with the size of their stock at the beginning."""
PARTIJEN = (GEMEENTE, *CORPORATIES)
FIRST, LAST, PLANNED = 2016, 2019, 2022
"""The first year, the year of the agreements, and the last one of the forecast."""
YEARS = range(FIRST + 1, LAST + 1)
LABELS = {"A": 1.0, "B": 1.3, "C": 1.6, "D": 1.95, "E": 2.25, "F": 2.55, "G": 2.9}
"""An energie-index well within the bounds of each label."""


def printed(finding: Finding) -> bool:
    """Say whether it is a finding because the document has other figures than these workbooks."""
    return finding.code in ("AFG-001", "AFG-002")


@lru_cache(maxsize=1)
def afspraken() -> Afspraken:
    """Load the agreements that the workbooks are about."""
    return load("alphen-aan-den-rijn", 2019)


def rijen(naam: str, seed: int) -> Rows:
    """Give the rows of all tables of a party's workbook, by table name."""
    everything = _all(seed)
    partij = afspraken().partij(naam)
    agreements = _agreements(random.Random(seed), naam)  # noqa: S311
    rows: Rows = {}
    for table in of_party(partij.soort):
        own = agreements.get(table.name, everything.get(table.name, []))
        if partij.soort != "gemeente" and table.party_column:
            own = [row for row in own if row[table.party_column] == naam]
        rows[table.name] = [_complete(table, dict(row), own, n) for n, row in enumerate(own)]
    return rows


def werkmap(naam: str, seed: int, rows: Mapping[str, list[Row]] | None = None) -> bytes:
    """Build the workbook of a party, filled in (with `rows` instead, if given)."""
    return _whole(naam, seed) if rows is None else _built(naam, rows)


@lru_cache(maxsize=16)
def _whole(naam: str, seed: int) -> bytes:
    return _built(naam, rijen(naam, seed))


def _built(naam: str, rows: Mapping[str, list[Row]]) -> bytes:
    partij = afspraken().partij(naam)
    tables, lists = of_party(partij.soort), codelists(afspraken())
    return build(afspraken(), partij, tables, lists, rows, PEILDATUM)


@lru_cache(maxsize=8)
def gedrukt(naam: str) -> bytes:
    """Build the workbook of a party as it is sent out: with the printed figures, nothing filled."""
    return werkmap(naam, 0, prefill(afspraken(), afspraken().partij(naam)))


@lru_cache(maxsize=16)
def rauw(naam: str, seed: int) -> RawBook:
    """Give the raw form of that workbook, as read from the file."""
    data = werkmap(naam, seed)
    return raw_book(f"{naam}.xlsx", hashlib.sha256(data).hexdigest(), data)


def _complete(table: Table, row: Row, rows: list[Row], number: int) -> Row:
    known = {name for other in rows for name in other}
    for column in table.input_columns:
        if column.name not in known:
            row[column.name] = _plain(column, number)
    return row


def _plain(column: Column, number: int) -> Any:
    if column.codelist:
        choices = codelists(afspraken())[column.codelist]
        return choices[number % len(choices)]
    if column.kind is ColumnKind.DAY:
        return date(2019, 1 + number % 12, 15)
    if column.kind is ColumnKind.TEXT:
        return f"Volgens opgave {number + 1}"[: column.longest or 40]
    if column.format is Format.JAAR:
        return LAST
    low = column.low or 0
    high = 100 if column.high is None else column.high
    return low + (high - low) // 4 if column.kind is ColumnKind.WHOLE else low + (high - low) / 4


# --- the agreements and the parties ---


def _agreements(rng: random.Random, naam: str) -> Rows:
    """Give what is known at the start, completed as people do in the course of the year."""
    start = prefill(afspraken(), afspraken().partij(naam))
    parties = start["partijen"]
    for number, row in enumerate(parties):
        row["contactfunctie"] = rng.choice(["beleidsmedewerker wonen", "afdeling Wonen"])
        row["toelichting"] = row["toelichting"] or f"Bijgewerkt in kwartaal {number % 4 + 1}."
    rows: Rows = {"partijen": parties}
    for name, table in start.items():
        if name.startswith("afspraken_"):
            rows[name] = [_followed(rng, row) for row in table]
    return rows


def _followed(rng: random.Random, row: Row) -> Row:
    row["trekker"] = row["trekker"] or "Corporaties"
    row["partijen"] = row["partijen"] or "Huurdersorganisaties"
    row["wanneer"] = row["wanneer"] or "Doorlopend"
    if row["uiterlijk"] and row["uiterlijk"].year < LAST:  # printed with the day that it began
        row |= {"uiterlijk": PEILDATUM, "wanneer": "2019"}
    done = row["uiterlijk"] is not None and row["uiterlijk"] <= PEILDATUM
    row["status"] = "nagekomen" if done else "loopt door"  # the day of judging ends the year
    row["afgerond_op"] = row["uiterlijk"] if done else None
    row["realisatie"] = _result(row["code"]) if done else "Loopt volgens planning."
    row["bewijs"] = f"Verslag bestuurlijk overleg {rng.randint(1, 4)}e kwartaal"
    row["toelichting"] = "Besproken met alle deelnemers."
    return row


def _result(code: str) -> str:
    """Say what came of a finished agreement, and of all that it names."""
    (own,) = (afspraak for afspraak in afspraken().afspraken if afspraak.id == code)
    named = f" in {', '.join(own.onderdelen)}" if own.onderdelen else ""
    return f"Uitgevoerd zoals afgesproken{named}."


# --- the figures ---


@lru_cache(maxsize=16)
def _all(seed: int) -> Rows:
    rng = random.Random(f"cijfers {seed}")  # noqa: S311
    rows: Rows = {"nieuwbouwprojecten": [], "grondprijsbeding": [], "woningvoorraad": []}
    for naam, size in CORPORATIES.items():
        projects = _projects(rng, naam, size)
        withdrawn = _withdrawn(rng, naam, projects)
        rows["nieuwbouwprojecten"] += projects
        rows["grondprijsbeding"] += withdrawn
        rows["woningvoorraad"] += _stock(rng, naam, size, projects, withdrawn)
    homes = {
        (row["corporatie"], row["jaar"]): row["daeb"] + row["niet_daeb"]
        for row in rows["woningvoorraad"]
    }
    lettings = [
        _lettings(rng, naam, jaar, homes) for naam in CORPORATIES for jaar in (FIRST, *YEARS)
    ]
    rows["toewijzingen"] = lettings
    rows["slaagkans_kern"], rows["slaagkans_inkomen"] = _chances(rng, lettings)
    rows |= _livability(rng, homes) | _quality(rng, homes) | _energy(rng, homes)
    rows["totalen"] = list(_totals(rows))
    return rows


def _note(rng: random.Random) -> str:
    return rng.choice(["Uit het jaarverslag.", "Uit de eigen administratie.", "Geteld op locatie."])


def _projects(rng: random.Random, naam: str, size: int) -> list[Row]:
    kernen = [kern.naam for kern in afspraken().kernen]
    rows = []
    for jaar in range(FIRST + 1, PLANNED + 1):
        for number in range(2 if size > 5_000 else 1):
            plan = rng.randint(50, 70)
            done = jaar <= LAST
            start = date(jaar, rng.randint(1, 5), rng.randint(1, 28))
            rows.append(
                {
                    "corporatie": naam,
                    "project": f"{rng.choice(['Hof', 'Tuin', 'Kade'])}straat {jaar} {number + 1}",
                    "kern": rng.choice(kernen),
                    "woningtype": rng.choice(["EGW", "APP"]),
                    "woningen": plan,
                    "jaar": jaar,
                    "fase": "opgeleverd" if done else "planvorming",
                    "aanvraag": start - timedelta(rng.randint(150, 300)),
                    "gasloos": "Ja",
                    "start_bouw": start,
                    "oplevering": start + timedelta(rng.randint(120, 210)),
                    "opgeleverd": plan if done else 0,
                    "grondprijs": "Ja" if number == 0 else "Nee",
                    "maatwerk": rng.choice([0.1, 0.15, 0.2, 0.25]),
                    "afspraak_huurders": "Ja",
                    "toelichting": _note(rng),
                }
            )
    return rows


def _withdrawn(rng: random.Random, naam: str, projects: list[Row]) -> list[Row]:
    """Give the homes on social land; some of those of long ago have been withdrawn since."""
    kernen = [kern.naam for kern in afspraken().kernen]
    rows = [
        {
            "corporatie": naam,
            "project": f"Oude Weide {jaar}",
            "kern": rng.choice(kernen),
            "woningen": rng.randint(20, 40),
            "ingang": date(jaar, 3, rng.randint(1, 28)),
            "onttrokken": 2,
            "onttrekking": date(gone, rng.randint(1, 12), 15),
            "reden": reason,
            "toelichting": _note(rng),
        }
        for jaar, gone, reason in (
            (1998, FIRST + 1, "verkoop"),
            (2003, FIRST + 2, "overheveling"),
            (2006, FIRST + 3, "sloop"),
        )
    ]
    return rows + [
        {
            **{name: row[name] for name in ("corporatie", "project", "kern", "woningen")},
            "ingang": row["oplevering"],
            "onttrokken": 0,
            "toelichting": _note(rng),
        }
        for row in projects
        if row["grondprijs"] == "Ja" and row["fase"] == "opgeleverd"
    ]


def _stock(
    rng: random.Random, naam: str, size: int, projects: list[Row], withdrawn: list[Row]
) -> list[Row]:
    built: Counter[int] = Counter()
    for row in projects:
        built[row["oplevering"].year] += row["opgeleverd"] or row["woningen"]
    gone = {(r["onttrekking"].year, r["reden"]): r["onttrokken"] for r in withdrawn if "reden" in r}
    daeb, niet_daeb = size + rng.randint(-50, 50), size // 20 + rng.randint(0, 9)
    rows = []
    for jaar in range(FIRST, PLANNED + 1):
        moves = {
            "verkoop": rng.randint(3, 9) + gone.get((jaar, "verkoop"), 0),
            "nieuwbouw": built[jaar],
            "aankoop": rng.randint(0, 3),
            "sloop": rng.randint(3, 5) + gone.get((jaar, "sloop"), 0),
            "naar_niet_daeb": rng.randint(3, 5) + gone.get((jaar, "overheveling"), 0),
            "naar_daeb": rng.randint(0, 2),
        }
        if jaar > FIRST:
            shift = moves["naar_niet_daeb"] - moves["naar_daeb"]
            daeb += moves["nieuwbouw"] + moves["aankoop"] - moves["verkoop"] - moves["sloop"]
            daeb, niet_daeb = daeb - shift, niet_daeb + shift
        rows.append(
            {
                "corporatie": naam,
                "jaar": jaar,
                "soort_cijfer": "realisatie" if jaar <= LAST else "prognose",
                "daeb": daeb,
                "niet_daeb": niet_daeb,
                **moves,
                "daeb_kernen": daeb // 3,
                "toelichting": _note(rng),
            }
        )
    return rows


def _lettings(
    rng: random.Random, naam: str, jaar: int, homes: Mapping[tuple[str, int], int]
) -> Row:
    verhuringen = homes[naam, jaar] // 12 + rng.randint(0, 9)
    midden, hoger = verhuringen // 20, verhuringen // 25
    huurtoeslag = verhuringen * 7 // 10
    return {
        "corporatie": naam,
        "jaar": jaar,
        "periode": "heel jaar",
        "verhuringen": verhuringen,
        "doelgroep": verhuringen - midden - hoger,
        "middeninkomen": midden,
        "hoger_inkomen": hoger,
        "huurtoeslag": huurtoeslag,
        "passend": huurtoeslag - rng.randint(0, 2),
        "maatwerk": verhuringen // 6,
        "maatwerk_verwacht": 0.2,
        "toelichting": _note(rng),
    }


def _split(rng: random.Random, total: int, parts: int) -> list[int]:
    """Split a whole into parts of about the same size."""
    weights = [rng.uniform(0.8, 1.2) for _ in range(parts)]
    shares = [int(total * weight / sum(weights)) for weight in weights]
    shares[0] += total - sum(shares)
    return shares


def _chances(rng: random.Random, lettings: list[Row]) -> tuple[list[Row], list[Row]]:
    kernen = [kern.naam for kern in afspraken().kernen]
    klassen = [klasse.naam for klasse in afspraken().inkomensklassen]
    by_kern: list[Row] = []
    by_class: list[Row] = []
    for jaar in (FIRST, *YEARS):
        let = sum(row["verhuringen"] for row in lettings if row["jaar"] == jaar) * 3 // 4
        seekers = _split(rng, let * 3, len(kernen))
        unique = sum(seekers) * 4 // 5
        classes = _split(rng, unique, len(klassen))
        period = {"jaar": jaar, "periode": "heel jaar"}
        for rows, column, names, tellers, noemers in (
            (by_kern, "kern", kernen, _in_proportion(let, seekers), seekers),
            (by_kern, "kern", ["Totaal"], [let], [unique]),
            (by_class, "inkomensklasse", klassen, _in_proportion(let, classes), classes),
        ):
            for name, teller, noemer in zip(names, tellers, noemers, strict=True):
                rows.append(
                    {
                        column: name,
                        **period,
                        "teller": teller,
                        "noemer": noemer,
                        "opgegeven": round(teller / noemer, 3),
                        "toelichting": _note(rng),
                    }
                )
    return by_kern, by_class


def _in_proportion(total: int, weights: list[int]) -> list[int]:
    """Divide a total over parts as large as their weights, so that no rate leaps in a year."""
    parts = [total * weight // sum(weights) for weight in weights]
    largest = weights.index(max(weights))
    parts[largest] += total - sum(parts)
    return parts


def _livability(rng: random.Random, homes: Mapping[tuple[str, int], int]) -> Rows:
    kernen = [kern.naam for kern in afspraken().kernen]
    spending = [
        {
            "corporatie": naam,
            "jaar": jaar,
            "soort_cijfer": "realisatie",
            "verhuureenheden": homes[naam, jaar],
            "ontmoeting": homes[naam, jaar] * 30.5,
            "plekken": homes[naam, jaar] * 25.0,
            "menskracht": homes[naam, jaar] * 40.0 + rng.randint(0, 500),
            "toelichting": _note(rng),
        }
        for naam in CORPORATIES
        for jaar in YEARS
    ]
    meter = [
        {
            "wijk": f"Wijk {kern}",
            "kern": kern,
            "jaar": jaar,
            "versie": "2.0",
            "klasse": rng.choice(["Voldoende", "Ruim voldoende", "Goed"]),
            "toelichting": _note(rng),
        }
        for jaar in (2016, 2018)
        for kern in kernen
    ]
    started = [
        {
            "initiatief": f"{wat} {naam}",
            "kern": rng.choice(kernen),
            "partij": naam,
            "fase": fase,
            "uitgevoerd_op": date(2019, rng.randint(2, 11), 12) if fase == "uitgevoerd" else None,
            "toelichting": _note(rng),
        }
        for naam in PARTIJEN
        for wat, fase in (
            ("Buurttuin", "uitgevoerd"),
            ("Ontmoetingsplek", "uitgevoerd"),
            ("Zwerfafval", "in uitvoering"),
            ("Straatfeest", "aangemeld"),
        )
    ]
    walks = [
        {
            "locatie": locatie,
            "gepland_op": date(2019, 4, 2 + number),
            "gehouden_op": date(2019, 4, 9 + number),
            "deelnemers": rng.randint(6, 25),
            "verslag": "Ja",
            "toelichting": _note(rng),
        }
        for number, locatie in enumerate(afspraken().schouwlocaties)
    ]
    fit = [
        {
            "eigenaar": naam,
            "jaar": jaar,
            "woningen": total,
            "geschikt": int(total * (0.2 + 0.01 * (jaar - FIRST))),
            "toelichting": _note(rng),
        }
        for naam in (*CORPORATIES, "overige voorraad")
        for jaar in YEARS
        for total in [homes.get((naam, jaar), 33_000 + 200 * (jaar - FIRST))]
    ]
    return {
        "leefbaarheid": spending,
        "leefbaarometer": meter,
        "bewonersinitiatieven": started,
        "wijkschouwen": walks,
        "levensloopbestendig": fit,
    }


def _quality(rng: random.Random, homes: Mapping[tuple[str, int], int]) -> Rows:
    rows: Rows = {"kwaliteitsverbetering": [], "zonnepanelen": [], "open_verbranding": []}
    for naam in CORPORATIES:
        left = homes[naam, LAST] // 50
        for jaar in YEARS:
            who = {"corporatie": naam, "jaar": jaar}
            for name, part in (("kwaliteitsverbetering", 60), ("zonnepanelen", 15)):
                plan = homes[naam, jaar] // part + rng.randint(0, 5)
                work = {"gepland": plan, "gerealiseerd": plan, "toelichting": _note(rng)}
                rows[name].append({**who, **work})
            replaced = left if jaar == LAST else left // 2
            rows["open_verbranding"].append(
                {**who, "begin": left, "gepland": replaced, "vervangen": replaced}
                | {"toelichting": _note(rng)}
            )
            left -= replaced
    return rows


def _energy(rng: random.Random, homes: Mapping[tuple[str, int], int]) -> Rows:
    methode = "2015-2020 (Nader Voorschrift)"
    index = [
        {
            "corporatie": naam,
            "jaar": jaar,
            "soort_cijfer": "realisatie",
            "methode": methode,
            "energie_index": round(1.46 - 0.06 * (jaar - FIRST) + rng.uniform(0, 0.01), 2),
            "woningen": homes[naam, jaar] - 5,
            "toelichting": _note(rng),
        }
        for naam in CORPORATIES
        for jaar in YEARS
    ]
    gas = [
        {
            "jaar": jaar,
            "gas": 61_000_000.0 - 900_000 * (jaar - FIRST) + rng.randint(0, 9_999),
            "woningen": 46_000 + 250 * (jaar - FIRST),
            "herkomst": "Klimaatmonitor",
            "toelichting": _note(rng),
        }
        for jaar in (FIRST, *YEARS)
    ]
    renewable = [
        {
            "corporatie": naam,
            "jaar": jaar,
            "opgewekt": homes[naam, jaar] * 2_700.0 * (0.02 + 0.01 * (jaar - FIRST)),
            "behoefte": homes[naam, jaar] * 2_700.0,
            "toelichting": _note(rng),
        }
        for naam in CORPORATIES
        for jaar in YEARS
    ]
    carbon = [
        {
            "doel": "D0-3",
            "wat": "CO2-uitstoot van het bezit",
            "partij": naam,
            "gebied": "hele bezit",
            "jaar": jaar,
            "soort_cijfer": "realisatie",
            "teller": homes[naam, jaar] * 2.0,
            "noemer": 1.0 * homes[naam, jaar],
            "waarde": 2.0,
            "toelichting": _note(rng),
        }
        for naam in CORPORATIES
        for jaar in YEARS
    ]
    labels = []
    for naam in CORPORATIES:
        for number in range(12):
            label = rng.choice(list(LABELS))
            day = date(2015 + number % 5, rng.randint(1, 12), rng.randint(1, 28))
            labels.append(
                {
                    "eenheid": f"{naam[0]}{number + 1:04}",
                    "corporatie": naam,
                    "bag_id": f"0484010{len(labels) + 1:09}",
                    "methode": methode,
                    "label": label,
                    "energie_index": LABELS[label],
                    "primair": round(LABELS[label] * 110, 1),
                    "registratie": day,
                    "geldig_tot": day.replace(year=day.year + 10),
                }
            )
    return {
        "energie_index": index,
        "gasverbruik": gas,
        "duurzame_energie": renewable,
        "energielabels": labels,
        "kengetallen": carbon,
    }


def _totals(rows: Rows) -> list[Row]:
    totals = []
    for subject in SUMS:
        sums: Counter[int] = Counter()
        for row in rows[subject.table.name]:
            sums[row["jaar"]] += row[subject.column]
        totals += [
            {"onderdeel": subject.name, "jaar": jaar, "opgegeven": total}
            | {"toelichting": "Opgeteld door de gemeente."}
            for jaar, total in sorted(sums.items())
        ]
    return totals
