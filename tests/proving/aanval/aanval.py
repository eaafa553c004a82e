"""The attack on a published report: which planted counts come out, and what was planted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from proving.aanval.grenzen import ContradictionError, Sum, Unknown, largest
from proving.aanval.kennis import Attack, Openbaar, from_sentences, read_off
from proving.aanval.lezen import facts, taken_apart
from proving.aanval.planten import Rows, let_in, of_corporatie, planted
from proving.kit import voorbeeld

SMALL = 10


def workbooks(seed: int, folder: Path) -> tuple[list[Path], Rows]:
    """Write the workbooks of one municipality with small counts planted; give their rows too.

    Every third one has a workbook of each party, and all of those files have one name.
    """
    rows = planted(seed)
    books = {voorbeeld.GEMEENTE: rows}
    if seed % 3 == 0:
        books |= {naam: of_corporatie(rows, naam) for naam in voorbeeld.CORPORATIES}
    paths = []
    for naam, own in books.items():
        path = folder / f"{seed} {naam}" / "werkmap.xlsx"
        path.parent.mkdir()
        path.write_bytes(voorbeeld.werkmap(naam, seed, own))
        paths.append(path)
    return paths, rows


def publiek(rows: Rows) -> Openbaar:
    """Give what everybody knows beside the report."""
    own = voorbeeld.afspraken()
    klassen = [klasse.naam for klasse in own.inkomensklassen]
    jaren = sorted({row["jaar"] for row in rows["woningvoorraad"]})

    def free(start: date) -> date:
        return start.replace(year=start.year + 10)

    def within(row: Mapping[str, Any]) -> bool:
        gone = row.get("onttrekking")
        return bool(row["onttrokken"] and gone and gone < free(row["ingang"]))

    return Openbaar(
        list(voorbeeld.CORPORATIES),
        {kern.naam: kern.stad for kern in own.kernen},
        klassen[:3],
        klassen,
        [*voorbeeld.CORPORATIES, "overige voorraad"],
        list("ABCDEFG"),
        {
            row["project"]: {
                n: str(row[n]) for n in ("corporatie", "woningtype", "kern", "fase", "jaar")
            }
            for row in rows["nieuwbouwprojecten"]
        },
        {
            row["project"]: {
                "corporatie": row["corporatie"],
                "loopt": "ja" if free(row["ingang"]) > voorbeeld.PEILDATUM else "",
                "binnen": "ja" if within(row) else "",
            }
            for row in rows["grondprijsbeding"]
        },
        sorted({_period(row) for row in (*rows["toewijzingen"], *rows["slaagkans_kern"])}),
        jaren,
    )


def _period(row: Mapping[str, Any]) -> str:
    jaar, deel = row["jaar"], row["periode"]
    return str(jaar) if deel == "heel jaar" else f"{jaar}, {deel}"


COUNTS = (
    ("woningvoorraad", "voorraad", ("corporatie", "jaar"),
     ("daeb", "daeb_kernen", "verkoop", "nieuwbouw", "aankoop", "sloop", "naar_niet_daeb",
      "naar_daeb")),
    ("nieuwbouwprojecten", "project", ("project",), ("woningen", "opgeleverd")),
    ("grondprijsbeding", "beding", ("project",), ("woningen", "onttrokken")),
    ("toewijzingen", "toewijzing", ("corporatie", "periode"),
     ("verhuringen", "doelgroep", "middeninkomen", "hoger_inkomen", "huurtoeslag", "passend",
      "maatwerk")),
    ("slaagkans_kern", "kern", ("kern", "periode"), ("teller", "noemer")),
    ("slaagkans_inkomen", "inkomen", ("inkomensklasse", "periode"), ("teller", "noemer")),
    ("levensloopbestendig", "geschikt", ("eigenaar", "jaar"), ("geschikt", "woningen")),
    ("leefbaarheid", "leefbaarheid", ("corporatie", "jaar"), ("verhuureenheden",)),
    ("energie_index", "index", ("corporatie", "jaar"), ("woningen",)),
    ("kwaliteitsverbetering", "kwaliteitsverbetering", ("corporatie", "jaar"),
     ("gepland", "gerealiseerd")),
    ("open_verbranding", "open_verbranding", ("corporatie", "jaar"),
     ("gepland", "begin", "vervangen")),
)  # fmt: skip
"""The columns that count, by table: what the attack calls it, and what tells its rows apart."""


def truth(rows: Rows) -> dict[Unknown, int]:
    """Give every count as it was filled in, by the name that the attack has for it."""
    found: dict[Unknown, int] = {}
    for table, name, keys, columns in COUNTS:
        for row in rows[table]:
            key = (name, *(_period(row) if k == "periode" else str(row[k]) for k in keys))
            counts = {**row, "teller": let_in(row)} if "teller" in columns else row
            found |= {(*key, c): counts[c] for c in columns if counts.get(c) is not None}
    for row in rows["energielabels"]:
        good = row.get("label") and row["geldig_tot"] >= voorbeeld.PEILDATUM
        one = ("label", row["label"] if good else "geen")
        found[one] = found.get(one, 0) + 1
    return found


def small(counts: Mapping[Unknown, int]) -> dict[Unknown, int]:
    """Give those that point at people."""
    return {key: value for key, value in counts.items() if 0 < value < SMALL}


WHOLES = ("verhuringen", "huurtoeslag", "noemer", "daeb")


def wholes(counts: Mapping[Unknown, int]) -> list[Unknown]:
    """Name what is given to the attack: every whole of ten or more that a share is taken of."""
    return [
        key
        for key, count in counts.items()
        if count >= SMALL
        and isinstance(key, tuple)
        and (key[-1] in WHOLES or (key[0], key[-1]) == ("geschikt", "woningen"))
    ]


PARTS = {
    "passend": "huurtoeslag",
    "doelgroep": "verhuringen",
    "maatwerk": "verhuringen",
    "teller": "noemer",
    "geschikt": "woningen",
}
"""What leaves a rest that is a count of people or homes as well."""


def _rests(counts: Mapping[Unknown, int]) -> Iterator[tuple[Unknown, tuple[Unknown, Unknown]]]:
    """Name what each part leaves of its whole, with the whole and the part."""
    for key in counts:
        if isinstance(key, tuple) and key[-1] in PARTS:
            whole = (*key[:-1], PARTS[key[-1]])
            if whole in counts:
                yield (*key, "rest"), (whole, key)


def planted_in(rows: Rows) -> dict[Unknown, int]:
    """Give all small counts that the attack is after, with what parts leave."""
    counts = truth(rows)
    rests = {key: counts[whole] - counts[part] for key, (whole, part) in _rests(counts)}
    return small(counts | rests)


def recovered(data: bytes, suffix: str, rows: Rows) -> tuple[set[Unknown], set[str]]:
    """Attack one published file: the small counts that come out, and those that stand in a text.

    A count is recovered when no workbook that fits the file has ten or more there.
    """
    known, counts = publiek(rows), truth(rows)
    rests = dict(_rests(counts))
    counts |= {key: counts[whole] - counts[part] for key, (whole, part) in rests.items()}
    names = {d.naam: d.code for d in _definitions()}
    found = taken_apart(data, suffix)
    attack = Attack.on(known, facts(found, names), found)
    told = [*attack.told(), *from_sentences(known, "\n".join(found.texts))]
    for one in told:
        if not _true(one, counts):
            raise AssertionError(f"the attack misreads the report: {one}")
    told += [Sum({whole: 1, part: -1, key: -1}, 0, 0) for key, (whole, part) in rests.items()]
    told += [Sum({key: 1}, counts[key], counts[key]) for key in wholes(counts)]
    told += attack.assumed()
    sums = [_in_two(one, counts) for one in told if one.of and _true(one, counts)]
    try:
        bounds = largest(sums, list(small(counts)))
    except ContradictionError as error:
        raise AssertionError(f"the attack contradicts itself: {error}") from error
    out = {key for key, most in bounds.items() if most < SMALL - 1e-6}
    return out, read_off(found.texts)


def _true(one: Sum, counts: Mapping[Unknown, int]) -> bool:
    """Say whether a sum holds of what was filled in; the attack guesses no identity wrongly."""
    if not one.of.keys() <= counts.keys():
        return True
    total = sum(times * counts[key] for key, times in one.of.items())
    return one.low - 1e-3 <= total <= one.high + 1e-3


def _in_two(one: Sum, counts: Mapping[Unknown, int]) -> Sum:
    """Take a count below 0 for a difference: who knows that more was bought than sold bounds less.

    The agreements have -2 sold homes, and no unknown of the attack is below 0.
    """
    bought = {("terug", key): -n for key, n in one.of.items() if counts.get(key, 0) < 0}
    return replace(one, of={**one.of, **bought})


def _definitions() -> Iterable[Any]:
    from prestatieafspraken.indicators.compute import DEFINITIONS

    return DEFINITIONS
