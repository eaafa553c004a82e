"""Goals of other places, as if they were one set of agreements."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from prestatieafspraken.afspraken import Afspraken, load
from prestatieafspraken.afspraken.load import load_texts
from prestatieafspraken.afspraken.written import texts

HERE = Path(__file__).parents[2] / "indicators" / "elders"
GOALS = (HERE / "doelen.toml").read_text(encoding="utf-8")


@cache
def elsewhere() -> Afspraken:
    """Load the goals of all those places as if they were one set, with the parties they name."""
    files = texts(load("alphen-aan-den-rijn", 2019))
    goals = tomllib.loads(GOALS)["doel"]
    names = [name for goal in goals for name in goal.get("over", {}).get("partijen", [])]
    names += [value.get("partij", "") for goal in goals for value in goal.get("waarden", [])]
    known = {"Gemeente", "Corporaties", "een deel, niet genoemd"}
    known |= {party.naam for party in load("alphen-aan-den-rijn", 2019).partijen}
    parties = [
        f'{{ naam = "{name}", soort = "overig", doet_mee = true, regels = "1" }}'
        for name in dict.fromkeys(names)
        if name and name not in known
    ]
    partijen = files["partijen.toml"].rstrip().removesuffix("]") + ",\n".join(parties) + "]\n"
    afspraken = {"afspraken.toml": "afspraak = []\n", "inkomensklassen.toml": "klasse = []\n"}
    printed = {name: text for name, text in files.items() if name.startswith("tabellen/")}
    return load_texts(
        {**files, **printed, **afspraken, "partijen.toml": partijen, "doelen.toml": GOALS}
    )
