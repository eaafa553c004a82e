"""Small counts planted at random in every table of a filled workbook that counts homes or people.

The figures stay sound where a reader relies on it (a part is at most its whole, a stock closes),
so that what he may assume is true. What the agreements say stands there as they say it: it is
what counts, whatever else is filled in.
"""

from __future__ import annotations

import copy
import random
from datetime import date
from functools import cache
from typing import Any

from prestatieafspraken.workbook.building.afgesproken import afgesproken
from proving.kit.voorbeeld import CORPORATIES, GEMEENTE, LABELS, LAST, afspraken, rijen

Rows = dict[str, list[dict[str, Any]]]
MOVES = ("verkoop", "nieuwbouw", "aankoop", "sloop", "naar_niet_daeb", "naar_daeb")
PERIODS = ("kwartaal 1 t/m 2", "kwartaal 1 t/m 3")
NTA, OLD = "NTA 8800", "2015-2020 (Nader Voorschrift)"


def planted(seed: int) -> Rows:
    """Give the rows of the municipality's workbook, with small counts everywhere."""
    rng = random.Random(f"klein {seed}")  # noqa: S311
    rows = copy.deepcopy(rijen(GEMEENTE, seed % 5))
    for plant in (
        _stock, _projects, _withdrawn, _lettings, _chances, _fit, _homes, _works, _labels,
    ):  # fmt: skip
        plant(rng, rows)
    rows["totalen"] = []
    return rows


def of_corporatie(rows: Rows, naam: str) -> Rows:
    """Give what one corporatie files of itself."""
    from proving.kit.tabellen import of_party

    own = rijen(naam, 0)
    for table in of_party(afspraken().partij(naam).soort):
        if table.party_column and table.name in rows:
            kept = [row for row in rows[table.name] if row[table.party_column] == naam]
            own[table.name] = kept
        elif table.name in rows:
            own[table.name] = rows[table.name]
    return own


KEYS = ("corporatie", "kern", "inkomensklasse", "jaar", "periode")


@cache
def _agreed() -> Rows:
    return afgesproken(afspraken(), afspraken().partij(GEMEENTE))


def printed(table: str, row: dict[str, Any]) -> dict[str, Any]:
    """Give what the agreements say in a row."""
    same = (one for one in _agreed()[table] if all(one.get(k) == row.get(k) for k in KEYS))
    return next(same, {})


def amount(rng: random.Random, low: int = 10, high: int = 60) -> int:
    """Give nothing, a small count or a large one."""
    return rng.choice([0, rng.randint(1, 9), rng.randint(1, 9), rng.randint(low, high)])


def _part(rng: random.Random, whole: int) -> int:
    """Give a part of a whole: small, nearly all, all, or something between."""
    choices = [rng.randint(1, 9), whole - rng.randint(1, 9), whole, rng.randint(0, whole), 0]
    return max(0, min(whole, rng.choice(choices)))


def _stock(rng: random.Random, rows: Rows) -> None:
    for naam in CORPORATIES:
        daeb = None
        few = rng.random() < 0.5  # one small count among large ones: the rest gives it away
        for row in (row for row in rows["woningvoorraad"] if row["corporatie"] == naam):
            for move in MOVES:
                row[move] = rng.randint(12, 70) if few else amount(rng)
            if few:
                row[rng.choice(MOVES)] = rng.randint(1, 9)
            known = printed("woningvoorraad", row)
            row |= known
            if daeb is None:
                daeb = row["daeb"]
            else:
                daeb += row["nieuwbouw"] + row["aankoop"] + row["naar_daeb"]
                daeb -= row["verkoop"] + row["sloop"] + row["naar_niet_daeb"]
            if known:  # so that the stock closes, more was built or pulled down
                row["nieuwbouw"] += max(0, known["daeb"] - daeb)
                row["sloop"] += max(0, daeb - known["daeb"])
                daeb = known["daeb"]
            row["daeb"] = daeb
            row["daeb_kernen"] = rng.choice([daeb // 3, daeb // 3, _part(rng, daeb)])


def _free() -> list[str]:
    """Name four kernen without an agreed project, which one here could be taken for."""
    there = {row["kern"] for row in _agreed()["nieuwbouwprojecten"]}
    return [kern.naam for kern in afspraken().kernen if kern.naam not in there][:4]


def _projects(rng: random.Random, rows: Rows) -> None:
    for number, row in enumerate(rows["nieuwbouwprojecten"]):
        row["project"] = f"Project {number}"
        row["woningen"] = rng.choice([rng.randint(1, 9), rng.randint(10, 80), rng.randint(10, 80)])
        done = rng.choice([row["woningen"], _part(rng, row["woningen"])])
        row["opgeleverd"] = done if row["jaar"] <= LAST else 0
        row["kern"] = rng.choice(_free())
        row["woningtype"] = rng.choice(["EGW", "APP"])
        row["maatwerk"] = rng.choice([0.0, 0.05, 0.1, 0.25])


def _withdrawn(rng: random.Random, rows: Rows) -> None:
    for number, row in enumerate(rows["grondprijsbeding"]):
        row["project"] = f"Beding {number}"
        row["woningen"] = rng.choice([rng.randint(1, 9), rng.randint(10, 60), rng.randint(30, 60)])
        if row.get("reden"):
            row["onttrokken"] = rng.randint(1, row["woningen"])
        if rng.random() < 0.4 and not row["onttrokken"]:
            gone = row["ingang"].replace(year=LAST) if row["ingang"].year < LAST else None
            if gone:
                row |= {"onttrokken": rng.randint(1, row["woningen"]), "reden": "verkoop"}
                row["onttrekking"] = gone


def _lettings(rng: random.Random, rows: Rows) -> None:
    fresh = []
    for row in rows["toewijzingen"]:
        _let(rng, row, rng.choice([rng.randint(30, 90), rng.randint(100, 700)]))
        fresh.append(row)
    if rng.random() < 0.5:  # the last year in parts, of which the later adds a few
        last = [row for row in fresh if row["jaar"] == LAST]
        fresh = [row for row in fresh if row["jaar"] != LAST]
        for row in last:
            row["periode"] = PERIODS[0]
            later = {**row, "periode": PERIODS[1]}
            for name in ("doelgroep", "middeninkomen", "hoger_inkomen"):
                later[name] += rng.choice([0, rng.randint(1, 9), rng.randint(10, 40)])
            parts = ("doelgroep", "middeninkomen", "hoger_inkomen")
            later["verhuringen"] = sum(later[name] for name in parts)
            later["maatwerk"] += min(
                rng.choice([0, rng.randint(1, 9), 12]), later["verhuringen"] - row["verhuringen"]
            )
            fresh += [row, later]
    rows["toewijzingen"] = fresh


def _let(rng: random.Random, row: dict[str, Any], total: int) -> None:
    middle = min(amount(rng, 10, 30), total // 4)
    higher = min(amount(rng, 10, 30), total // 4)
    allowance = rng.choice([total // 2, rng.randint(1, total)])
    row |= {
        "verhuringen": total,
        "doelgroep": total - middle - higher,
        "middeninkomen": middle,
        "hoger_inkomen": higher,
        "huurtoeslag": allowance,
        "passend": _part(rng, allowance),
        "maatwerk": rng.choice([_part(rng, total), total // 5]),
    }


def _chances(rng: random.Random, rows: Rows) -> None:
    for table in ("slaagkans_kern", "slaagkans_inkomen"):
        for row in rows[table]:
            seekers = rng.choice([rng.randint(10, 60), rng.randint(60, 900), rng.randint(60, 900)])
            let = rng.choice([_part(rng, seekers), seekers // 5])
            row |= {"teller": let, "noemer": seekers, "opgegeven": None}
            if rng.random() < 0.1:
                row |= {"teller": None, "opgegeven": round(let / seekers, 3)}
                row |= _of_so_many(printed(table, row), seekers)
            row |= printed(table, row)
    for jaar in {row["jaar"] for row in rows["slaagkans_kern"]}:
        year = [row for row in rows["slaagkans_kern"] if row["jaar"] == jaar]
        (whole,) = [row for row in year if row["kern"] == "Totaal"]
        kernen = [let_in(row) for row in year if row is not whole]
        whole |= {"teller": sum(kernen), "noemer": sum(kernen) * 3 + 40, "opgegeven": None}
        whole |= printed("slaagkans_kern", whole)


def _of_so_many(known: dict[str, Any], seekers: int) -> dict[str, Any]:
    """Give the seekers nearest to so many of whom the agreed percentage is a whole number."""
    share = known.get("opgegeven")
    if share is None:
        return {}
    fits = [n for n in range(10, 1_001) if abs(round(share * n) / n - share) < 0.0005]
    return {"noemer": min(fits, key=lambda n: abs(n - seekers))}


def let_in(row: dict[str, Any]) -> int:
    """Give the lettings of a row; of a stated percentage those that it stands for."""
    return row["teller"] if row["teller"] is not None else round(row["opgegeven"] * row["noemer"])


def _fit(rng: random.Random, rows: Rows) -> None:
    for row in rows["levensloopbestendig"]:
        row["woningen"] = rng.choice([row["woningen"], rng.randint(10, 400)])
        row["geschikt"] = _part(rng, row["woningen"])


def _homes(rng: random.Random, rows: Rows) -> None:
    for row in rows["leefbaarheid"]:
        if rng.random() < 0.3:
            row["verhuureenheden"] = rng.randint(1, 40)
            for line in ("ontmoeting", "plekken", "menskracht"):
                row[line] = round(row["verhuureenheden"] * rng.uniform(20, 60), 2)
    for row in rows["energie_index"]:
        if rng.random() < 0.4:
            row["woningen"] = rng.choice([rng.randint(1, 9), rng.randint(10, 60)])


def _works(rng: random.Random, rows: Rows) -> None:
    for row in rows["kwaliteitsverbetering"]:
        row["gepland"] = amount(rng) or 20
        row |= printed("kwaliteitsverbetering", row)
        row["gerealiseerd"] = rng.choice([row["gepland"], _part(rng, row["gepland"])])
    left: dict[str, int] = {}
    for row in sorted(rows["open_verbranding"], key=lambda row: row["jaar"]):
        row["begin"] = left.get(row["corporatie"], rng.randint(30, 120))
        row["vervangen"] = _part(rng, row["begin"])
        row["gepland"] = rng.choice([row["vervangen"], amount(rng)])
        left[row["corporatie"]] = row["begin"] - row["vervangen"]


def _labels(rng: random.Random, rows: Rows) -> None:
    homes: list[dict[str, Any]] = []
    few = rng.random() < 0.4  # enough of every label, and a few homes without one
    for label in (*LABELS, None):
        many = rng.choice([0, rng.randint(12, 40)]) if few else amount(rng, 10, 40)
        for _ in range(rng.randint(1, 9) if few and label is None else many):
            method = rng.choice([OLD] * rng.choice([1, 12]) + [NTA])
            old = method == OLD
            index = LABELS[label or "A"]
            old_day = [] if few else [2005]
            day = date(rng.choice([*old_day, 2016, 2018, 2018, 2018]), 5, rng.randint(1, 28))
            homes.append(
                {
                    "eenheid": f"W{len(homes):04}",
                    "corporatie": rng.choice(list(CORPORATIES)),
                    "bag_id": f"0484010{len(homes) + 1:09}",
                    "methode": method if label else None,
                    "label": label,
                    "energie_index": index if old and label and rng.random() < 0.9 else None,
                    "primair": round(rng.uniform(40, 400), 1) if label and not old else None,
                    "registratie": day if label else None,
                    "geldig_tot": day.replace(year=day.year + 10) if label else None,
                }
            )
    rng.shuffle(homes)
    rows["energielabels"] = homes or [{"eenheid": "W1", "corporatie": "Woonforte"}]
