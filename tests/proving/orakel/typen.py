"""Texts as people type and paste them, at random: what the second judge and the product must read.

Half are the examples of teksten.csv, whatever column they were meant for; the others are put
together from what occurs in such texts: signs, units, months in letters, blanks that are none.
"""

from __future__ import annotations

import random
from datetime import date, timedelta

from proving.orakel.dagen import maanden
from proving.orakel.document import regels
from proving.orakel.kolommen import Veld
from proving.orakel.lezen import NIETS_TE_ZIEN, VASTE_SPATIES, ontcijferd

WAARDEN = (0, 1, 12, 35, 999, 1_234, 2_018, 9_769, 20_000, 1_234_567)
VORMEN = (
    *("{}", " {}", "{}\u00a0", "{}\n", "{}%", "{} %", "€ {}", "€{}", "{} €", "EUR {}", "({})"),
    *("-{}", "\u2212{}", "\u2013{}", "\u2014{}", "- {}", "+{}", "-€ {}", "€ -{}", "(€ {})"),
    *("{},-", "{},--", "{}, -", "{},\u2013", "{},=", "{} st.", "ca. {}", "{}*", "<{}", "{}?"),
)
"""How people write around a number; not all of it is one."""
MIDDERNACHT = ("T00:00:00", " 00:00:00", " 00:00", "T13:30:00")


def getypt(veld: Veld, rng: random.Random) -> str:
    """Give a text for a column."""
    if rng.random() < 0.4:
        return ontcijferd(rng.choice(regels("teksten"))["tekst"])
    if veld.soort == "dag":
        tekst = _dag(rng)
    elif veld.soort == "tekst":
        tekst = rng.choice(["Woonforte", "n.v.t.", "a\x7fb", "\x80", "eerste\r\ntweede", "12", "-"])
    else:
        tekst = _getal(rng)
    return _geplakt(tekst, rng) if rng.random() < 0.3 else tekst


def _getal(rng: random.Random) -> str:
    value = rng.choice(WAARDEN)
    dutch = f"{value:,}".replace(",", ".")
    kaal = rng.choice(
        [
            *(f"{value}", dutch, f"{value:,}", dutch.replace(".", " "), dutch.replace(".", "'")),
            *(f"{dutch},5", f"{value}.25", f"{value},00", f"0{value}", f"{value:,}.50"),
        ]
    )
    return rng.choice(VORMEN).format(kaal)


def _dag(rng: random.Random) -> str:
    chosen = date(2015, 1, 1) + timedelta(rng.randint(0, 3_000))
    maand = rng.choice([woord for woord, n in maanden().items() if n == chosen.month])
    maand = rng.choice([maand, maand.upper(), maand.title()])
    d, m, y = chosen.day, chosen.month, chosen.year
    return rng.choice(
        [
            *(f"{d}-{m}-{y}", f"{d:02}-{m:02}-{y}", f"{d}.{m}.{y}", f"{d}/{m}/{y}", f"{chosen}"),
            *(f"{d} {maand} {y}", f"{d:02} {maand} {y}", f"{d} {maand} '{y % 100}", f"{maand} {y}"),
            *(
                f"{d}-{maand}-{y}",
                f"{chosen}{rng.choice(MIDDERNACHT)}",
                f"{m}/{d}/{y}",
                f"{d + 20}-{m}-{y}",
            ),
            *(f"{d}-{m}-{y % 100}", f"{y}/{m}/{d}", f"{d} {maand}", f"week {m} {y}"),
        ]
    )


def _geplakt(tekst: str, rng: random.Random) -> str:
    """Put something in that a reader does not see, or a blank that is not the one of a keyboard."""
    if " " in tekst and rng.random() < 0.5:
        return tekst.replace(" ", rng.choice(VASTE_SPATIES))
    at = rng.randint(0, len(tekst))
    return tekst[:at] + rng.choice([*NIETS_TE_ZIEN, " ", "\u00a0"]) + tekst[at:]
