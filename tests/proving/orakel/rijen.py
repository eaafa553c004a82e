"""What the slow second judge says of a single row: plain comparisons, by table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from proving.orakel.document import huis
from proving.orakel.tabel import Tabel
from proving.orakel.zinnen import getal, gezegd, procent


def _anders(waarde: float, teller: float, noemer: float) -> bool:
    """Say whether a value is further from the quotient than half of its own last digit."""
    if None in (waarde, teller):
        return False
    given = Fraction(repr(waarde))
    digits = len(repr(waarde).partition(".")[2].rstrip("0")) if "e" not in repr(waarde) else 0
    return abs(given - Fraction(repr(teller)) / Fraction(repr(noemer))) > Fraction(
        1, 2 * 10**digits
    )


REDEN_NODIG = ("deels nagekomen", "niet nagekomen")


def _off(row: Mapping[str, Any]) -> bool:
    """Say whether a stated chance cannot be the rounded one."""
    stated, exact = row["opgegeven"] * 100, row["teller"] / row["noemer"] * 100
    room = 0.5 if abs(stated - round(stated)) < 1e-6 else 0.05
    return bool(abs(stated - exact) > room + 1e-6)


def _stated(row: Mapping[str, Any]) -> tuple[str, ...]:
    """Name the stated chance and its counts; their outcome is written as precisely as needed."""
    return procent(row["opgegeven"]), getal(row["teller"]), getal(row["noemer"])


def _groups(row: Mapping[str, Any]) -> list[int | None]:
    return [row[name] for name in ("doelgroep", "middeninkomen", "hoger_inkomen")]


def _groups_of_year(row: Mapping[str, Any]) -> list[int | None]:
    """Give the groups; after 2021 there are no middle incomes, so nothing says that of them."""
    target, middle, high = _groups(row)
    return [target, 0 if middle is None and row["jaar"] > 2021 else middle, high]


_CHANCE = (
    ("SLK-001", "teller", ("noemer",), lambda r: r["teller"] > r["noemer"], ("teller", "noemer")),
    (
        "SLK-002",
        "opgegeven",
        ("teller", "noemer"),
        lambda r: r["noemer"] is not None and r["noemer"] > 0 and _off(r),
        _stated,
    ),
    (
        "SLK-003",
        "noemer",
        ("teller",),
        lambda r: r["teller"] is not None and r["noemer"] < huis("klein_aantal"),
        lambda r: (getal(r["noemer"]), 30),
    ),
)
_GROUPS = ("doelgroep", "middeninkomen", "hoger_inkomen")
ROWS: Mapping[str, Sequence[tuple[str, str, Sequence[str], Any, Any]]] = {
    "woningvoorraad": (
        ("VRD-001", "verkoop", (), lambda r: r["verkoop"] < 0, ("verkoop",)),
        (
            "VRD-002",
            "daeb_kernen",
            ("daeb",),
            lambda r: r["daeb_kernen"] > r["daeb"],
            ("daeb_kernen", "daeb"),
        ),
    ),
    "nieuwbouwprojecten": (
        (
            "NBW-001",
            "opgeleverd",
            ("woningen",),
            lambda r: r["opgeleverd"] > r["woningen"],
            ("project", "opgeleverd", "woningen"),
        ),
        (
            "NBW-002",
            "oplevering",
            ("start_bouw",),
            lambda r: r["oplevering"] < r["start_bouw"],
            ("oplevering", "start_bouw"),
        ),
        (
            "NBW-003",
            "fase",
            ("opgeleverd", "oplevering"),
            lambda r: r["fase"] == "opgeleverd" and None in (r["opgeleverd"], r["oplevering"]),
            ("project", "opgeleverd", "oplevering"),
        ),
        (
            "NBW-004",
            "afspraak_huurders",
            ("maatwerk",),
            lambda r: r["maatwerk"] > 0 and r["afspraak_huurders"] != "Ja",
            ("project", "maatwerk"),
        ),
        (
            "NBW-023",
            "aanvraag",
            ("start_bouw",),
            lambda r: r["aanvraag"] > r["start_bouw"],
            ("project", "aanvraag", "start_bouw"),
        ),
    ),
    "grondprijsbeding": (
        (
            "GPB-001",
            "onttrokken",
            ("woningen",),
            lambda r: r["onttrokken"] > r["woningen"],
            ("onttrokken", "woningen"),
        ),
        (
            "GPB-002",
            "onttrekking",
            ("ingang",),
            lambda r: r["onttrekking"] < r["ingang"],
            ("onttrekking", "ingang"),
        ),
        (
            "GPB-003",
            "onttrekking",
            ("onttrokken",),
            lambda r: r["onttrokken"] > 0 and r["onttrekking"] is None,
            ("project", "onttrokken"),
        ),
    ),
    "slaagkans_kern": _CHANCE,
    "slaagkans_inkomen": _CHANCE,
    "toewijzingen": (
        (
            "TWZ-001",
            "verhuringen",
            ("jaar", *_GROUPS),
            lambda r: sum(_groups_of_year(r)) != r["verhuringen"],
            lambda r: (
                *("leeg" if g is None else getal(g) for g in _groups(r)),
                getal(r["verhuringen"]),
            ),
        ),
        (
            "TWZ-002",
            "passend",
            ("huurtoeslag",),
            lambda r: r["passend"] > r["huurtoeslag"],
            ("passend", "huurtoeslag"),
        ),
        (
            "TWZ-003",
            "maatwerk",
            ("verhuringen",),
            lambda r: r["maatwerk"] > r["verhuringen"],
            ("maatwerk", "verhuringen"),
        ),
        (
            "TWZ-004",
            "huurtoeslag",
            ("verhuringen",),
            lambda r: r["huurtoeslag"] > r["verhuringen"],
            ("huurtoeslag", "verhuringen"),
        ),
        (
            "TWZ-005",
            "verhuringen",
            _GROUPS,
            lambda r: None in _groups(r) and sum(g or 0 for g in _groups(r)) > r["verhuringen"],
            lambda r: (getal(sum(g or 0 for g in _groups(r))), getal(r["verhuringen"])),
        ),
        (
            "TWZ-006",
            "middeninkomen",
            ("jaar",),
            lambda r: r["jaar"] > 2021 and r["middeninkomen"] > 0,
            ("middeninkomen", "jaar"),
        ),
    ),
    "leefbaarheid": (
        (
            "LFB-001",
            "verhuureenheden",
            ("ontmoeting", "plekken", "menskracht"),
            lambda r: (
                r["verhuureenheden"] is None
                and any(r[n] is not None for n in ("ontmoeting", "plekken", "menskracht"))
            ),
            (),
        ),
    ),
    "bewonersinitiatieven": (
        (
            "BWI-001",
            "uitgevoerd_op",
            ("fase",),
            lambda r: r["fase"] == "uitgevoerd" and r["uitgevoerd_op"] is None,
            ("initiatief",),
        ),
    ),
    "levensloopbestendig": (
        (
            "LVB-001",
            "geschikt",
            ("woningen",),
            lambda r: r["geschikt"] > r["woningen"],
            ("geschikt", "woningen"),
        ),
    ),
    "energie_index": (
        (
            "EIX-001",
            "methode",
            ("energie_index",),
            lambda r: r["methode"] == "onbekend",
            ("methode",),
        ),
    ),
    "energielabels": (
        (
            "EIX-003",
            "geldig_tot",
            ("registratie",),
            lambda r: r["geldig_tot"] < r["registratie"],
            ("geldig_tot", "registratie"),
        ),
    ),
    "open_verbranding": (
        (
            "OVT-001",
            "vervangen",
            ("begin",),
            lambda r: r["vervangen"] > r["begin"],
            ("vervangen", "begin"),
        ),
    ),
    "kengetallen": (
        (
            "KGT-001",
            "noemer",
            ("teller",),
            lambda r: r["teller"] is not None and r["noemer"] is None,
            (),
        ),
        (
            "KGT-002",
            "noemer",
            ("teller",),
            lambda r: r["noemer"] == 0 and r["teller"] is not None,
            ("teller",),
        ),
        (
            "KGT-003",
            "waarde",
            ("teller", "noemer"),
            lambda r: r["noemer"] and _anders(r["waarde"], r["teller"], r["noemer"]),
            ("waarde",),
        ),
    ),
    "afspraken_": (
        (
            "AFS-002",
            "realisatie",
            ("status",),
            lambda r: r["status"] == "nagekomen" and r["realisatie"] is None,
            ("code",),
        ),
        (
            "AFS-028",
            "status",
            ("toelichting",),
            lambda r: r["status"] in REDEN_NODIG and r["toelichting"] is None,
            ("code", "status"),
        ),
    ),
}
"""Per table: the code, the cell that is pointed at, what else is looked at, what is wrong, and what
the sentence must name: columns of the row, or what follows from it."""


def _regel(
    orakel: Any, name: str, code: str, at: str, needs: Sequence[str], wrong: Any, named: Any
) -> None:
    tabel = orakel.tabellen[name]
    for rij, row in tabel.rijen.items():
        if tabel.gaaf(rij, at, *needs):
            try:
                fout = wrong(row)
            except TypeError:  # something that is compared is empty
                fout = False
            if fout:
                orakel.tell(code, tabel, rij, at, *_genoemd(tabel, rij, named))


def _genoemd(tabel: Tabel, rij: int, named: Any) -> list[str]:
    """Give what a sentence on a row must name: cells of that row, or what follows from it.

    A cell that is wrong by itself has its own sentence; how it is named here is no matter.
    """
    row = tabel.rijen[rij]
    if callable(named):
        return [str(feit) for feit in named(row)]
    return [
        gezegd(veld, row[veld.naam])
        for veld in tabel.velden
        if veld.naam in named and tabel.gaaf(rij, veld.naam)
    ]


def rijen(orakel: Any) -> None:
    """Look at each row of each table by itself."""
    for name in orakel.tabellen:
        for rule in ROWS.get(re.sub(r"\d", "", name), ()):
            _regel(orakel, name, *rule)


RIJEN = (rijen,)
