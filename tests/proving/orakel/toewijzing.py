"""What the slow second judge says of the lettings beside the ceilings, and of following them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

from proving.orakel.document import norm
from proving.orakel.feiten import KWARTALEN, einde, verstreken
from proving.orakel.zinnen import dag, getal, opsomming, procent

KEY = ("corporatie", "jaar", "periode", "verhuringen")
GROUPS = ("doelgroep", "middeninkomen", "hoger_inkomen")
LAATSTE_MIDDENGROEP = 2021
"""Domein 3: 80-10-10 was extended to 1-1-2022; after it nobody is a middle income any more."""


def _share(part: int | None, whole: int) -> Fraction | None:
    if part is None or not 0 <= part <= whole:
        return None
    return Fraction(part, whole) if whole else Fraction(0)


def _above(row: dict[str, Any]) -> Fraction | None:
    target, middle, high = (row[name] for name in GROUPS)
    if row["jaar"] > LAATSTE_MIDDENGROEP:
        middle = middle or 0
    whole = row["verhuringen"]
    if middle is not None and high is not None:
        return Fraction(middle + high, whole) if whole else Fraction(0)
    return None if target is None else _share(whole - target, whole)


def _ceiling_above(orakel: Any, dag: date) -> Fraction | None:
    agreed = orakel.feiten.getal("boven_inkomensgrens", dag)
    law = norm("toewijzing_doelgroep", dag)
    rest = None if law is None else 1 - law
    # Domein 3 and 11: agreements may give up to 15%, before 2022 what the law gave already.
    most = norm("toewijzing_vrij_met_afspraak", dag) or rest
    if not agreed:
        return rest
    return agreed[0] if most is None else min(agreed[0], most)


def _ceiling_free(dag: date) -> Fraction | None:
    """Give what is free for everybody while there is a middle group with 10% of its own."""
    return norm("toewijzing_vrij", dag) if dag.year <= LAATSTE_MIDDENGROEP else None


def _ceiling_together(orakel: Any, dag: date) -> Fraction | None:
    agreed = orakel.feiten.getal("lokaal_maatwerk", dag)
    return agreed[0] if agreed else norm("lokaal_maatwerk", dag)


def _of(amount: int, row: dict[str, Any], ceiling: Fraction | None) -> tuple[Any, ...]:
    """Name whose lettings of which year they are, how many of how many, and the ceiling."""
    share = Fraction(amount, row["verhuringen"])
    counts = (getal(amount), getal(row["verhuringen"]))
    return (row["corporatie"], row["jaar"], *counts, *_beside(share, ceiling))


def _beside(share: Fraction, ceiling: Fraction | None) -> tuple[str, ...]:
    """Name a share and its ceiling; one that would look the same is written more precisely."""
    most = procent(ceiling)
    return (most,) if procent(share) == most else (procent(share), most)


def _passes(share: Fraction | None, ceiling: Fraction | None) -> bool:
    return share is not None and ceiling is not None and share > ceiling


def grenzen(orakel: Any) -> None:
    """Hold whole years against the ceilings at their end, and parts of a year beforehand."""
    tabel = orakel.tabellen["toewijzingen"]
    for rij, row in tabel.rijen.items():
        if None in [row[name] for name in KEY]:
            continue
        whole = row["periode"] == "heel jaar"
        end, last = einde(row["jaar"], KWARTALEN[row["periode"]]), date(row["jaar"], 12, 31)
        above = _above(row) if tabel.gaaf(rij, *GROUPS) else None
        local = _share(row["maatwerk"], row["verhuringen"])
        own = orakel.feiten.getal("lokaal_maatwerk", end if whole else last, row["corporatie"])
        ceiling = _ceiling_above(orakel, end)
        if whole and above is not None and _passes(above, ceiling):
            amount = int(above * row["verhuringen"])
            named = _of(amount, row, ceiling)
            orakel.tell("TWZ-020", tabel, rij, "verhuringen", *named, waarde=amount)
        if whole and own and _passes(local, own[0]):
            orakel.tell("TWZ-021", tabel, rij, "maatwerk", *_of(row["maatwerk"], row, own[0]))
        if not tabel.gaaf(rij, "maatwerk", "maatwerk_verwacht", *GROUPS):
            continue
        named, ceiling = (row["corporatie"], row["jaar"]), _ceiling_above(orakel, last)
        if not whole and above is not None and _passes(above, ceiling):
            beside = (row["periode"], *_beside(above, ceiling))
            orakel.tell("TWZ-023", tabel, rij, "verhuringen", *named, *beside, waarde=None)
        if not whole and own and local is not None and _passes(local, own[0]):
            beside = (row["periode"], *_beside(local, own[0]))
            orakel.tell("TWZ-023", tabel, rij, "maatwerk", *named, *beside, waarde=None)
        own = orakel.feiten.getal("lokaal_maatwerk", last, row["corporatie"])
        expected = row["maatwerk_verwacht"]
        over = _counted_whole(tabel, row["jaar"], row["corporatie"])
        if own and not over and expected is not None and Fraction(str(expected)) > own[0]:
            beside = _beside(Fraction(str(expected)), own[0])
            orakel.tell("TWZ-023", tabel, rij, "maatwerk_verwacht", *named, *beside)


def _counted_whole(tabel: Any, jaar: int, corporatie: str) -> bool:
    """Say whether the local priority of a whole year is known: then nobody expects it any more."""
    return any(
        (row["jaar"], row["corporatie"], row["periode"]) == (jaar, corporatie, "heel jaar")
        and row["verhuringen"] is not None
        and _share(row["maatwerk"], row["verhuringen"]) is not None
        for row in tabel.rijen.values()
    )


def vrij(orakel: Any) -> None:
    """Hold what went to higher incomes against what is free for everybody."""
    tabel = orakel.tabellen["toewijzingen"]
    for rij, row in tabel.rijen.items():
        if None in [row[name] for name in KEY]:
            continue
        high = _share(row["hoger_inkomen"], row["verhuringen"])
        most = _ceiling_free(date(row["jaar"], 12, 31))
        if high is None or not _passes(high, most):
            continue
        if row["periode"] == "heel jaar" and tabel.gaaf(rij, "hoger_inkomen"):
            named = _of(row["hoger_inkomen"], row, most)
            orakel.tell("TWZ-027", tabel, rij, "hoger_inkomen", *named)
        elif tabel.gaaf(rij, "maatwerk", "maatwerk_verwacht", *GROUPS):
            named = (row["corporatie"], row["jaar"], row["periode"], *_beside(high, most))
            orakel.tell("TWZ-023", tabel, rij, "hoger_inkomen", *named, waarde=None)


def passend(orakel: Any) -> None:
    """Hold what was fitting of the lettings with huurtoeslag against the law, per whole year."""
    tabel = orakel.tabellen["toewijzingen"]
    for rij, row in tabel.rijen.items():
        if None in [row[name] for name in KEY] or not tabel.gaaf(rij, "huurtoeslag", "passend"):
            continue
        least = norm("passend_toewijzen", date(row["jaar"], 12, 31))
        share = _share(row["passend"], row["huurtoeslag"]) if row["huurtoeslag"] else None
        if row["periode"] != "heel jaar" or None in (least, share) or share >= least:
            continue
        counts = (getal(row["passend"]), getal(row["huurtoeslag"]))
        named = (row["corporatie"], row["jaar"], *counts, *_beside(share, least))
        orakel.tell("TWZ-028", tabel, rij, "passend", *named)


def samen(orakel: Any) -> None:
    """Hold all corporaties together against the ceiling of the municipality."""
    tabel = orakel.tabellen["toewijzingen"]
    if orakel.feiten.eigen or not tabel.heel(*KEY, "maatwerk"):
        return
    periods: dict[tuple[int, str], list[int]] = {}
    for rij, row in tabel.rijen.items():
        if None not in [row[name] for name in KEY]:
            periods.setdefault((row["jaar"], row["periode"]), []).append(rij)
    for (jaar, periode), rijen in periods.items():
        rows = [tabel.rijen[rij] for rij in rijen]
        names = [row["corporatie"] for row in rows]
        counts = [row["maatwerk"] for row in rows]
        if len(set(names)) < len(names) or not set(orakel.feiten.deelnemers) <= set(names):
            continue
        if any(_share(row["maatwerk"], row["verhuringen"]) is None for row in rows):
            continue
        share = _share(sum(counts), sum(row["verhuringen"] for row in rows))
        whole = periode == "heel jaar"
        day = einde(jaar, KWARTALEN[periode]) if whole else date(jaar, 12, 31)
        ceiling = _ceiling_together(orakel, day)
        if share is None or not _passes(share, ceiling):
            continue
        named = (jaar, *_beside(share, ceiling))
        if whole:
            let = getal(sum(row["verhuringen"] for row in rows))
            counts_ = (getal(sum(counts)), let)
            orakel.tell(
                "TWZ-022", tabel, rijen[0], "maatwerk", *named, *counts_, waarde=sum(counts)
            )
        else:
            orakel.tell("TWZ-023", tabel, rijen[0], "maatwerk", *named, periode, waarde=None)


def samen_verwacht(orakel: Any) -> None:
    """Hold what all expect against the ceiling of the municipality, each by her lettings a year."""
    tabel = orakel.tabellen["toewijzingen"]
    if orakel.feiten.eigen or not tabel.heel(*KEY, "maatwerk_verwacht"):
        return
    known = [
        (row["jaar"], KWARTALEN[row["periode"]], rij, row)
        for rij, row in tabel.rijen.items()
        if None not in [row[name] for name in KEY]
    ]
    for jaar in sorted({jaar for jaar, *_ in known}):
        said = [one for one in known if one[0] == jaar and one[3]["maatwerk_verwacht"] is not None]
        shares, homes = {}, {}
        for _, _, _, row in sorted(said, key=lambda one: one[1]):
            shares[row["corporatie"]] = Fraction(str(row["maatwerk_verwacht"]))
        for _, quarters, _, row in sorted(known, key=lambda one: one[:2]):
            if row["jaar"] <= jaar and row["verhuringen"] > 0:
                homes[row["corporatie"]] = Fraction(4 * row["verhuringen"], quarters)
        whole = [row for *_, row in known if row["jaar"] == jaar and row["periode"] == "heel jaar"]
        names = [row["corporatie"] for row in whole]
        if sorted(names) == sorted({*names, *orakel.feiten.deelnemers}) and all(
            _counted_whole(tabel, jaar, naam) for naam in names
        ):
            continue
        if not shares or not {*shares, *orakel.feiten.deelnemers} <= {*shares} & {*homes}:
            continue
        share = sum(shares[naam] * homes[naam] for naam in shares) / sum(homes[n] for n in shares)
        ceiling = _ceiling_together(orakel, date(jaar, 12, 31))
        if _passes(share, ceiling):
            rij = min(rij for _, _, rij, _ in said)
            named = (jaar, *_beside(share, ceiling))
            orakel.tell("TWZ-023", tabel, rij, "maatwerk_verwacht", "De gemeente", *named)


def _due(feiten: Any) -> Fraction:
    """Give how many quarters of the year must have been counted by now."""
    (often,) = feiten.getal("monitor_maatwerk", date(feiten.jaar, 1, 1))
    over = list(verstreken(feiten.jaar, int(often), feiten.peildatum))
    return Fraction(4 * len(over)) / often


def verwacht(orakel: Any) -> None:
    """Miss what each corporatie expects; of who has no row the half years will say it."""
    tabel, feiten = orakel.tabellen["toewijzingen"], orakel.feiten
    rows = [(rij, row) for rij, row in tabel.rijen.items() if row["jaar"] == feiten.jaar]
    absent = []
    for naam in feiten.deelnemers if tabel.heel("corporatie", "jaar") else ():
        own = [rij for rij, row in rows if row["corporatie"] == naam]
        stated = [
            tabel.rijen[rij]["maatwerk_verwacht"] is not None
            or not tabel.gaaf(rij, "maatwerk_verwacht")
            for rij in own
        ]
        if not own:
            absent.append(naam)
        elif not any(stated):
            orakel.tell("TWZ-024", tabel, own[0], "maatwerk_verwacht", naam, feiten.jaar)
    if absent and not (_due(feiten) and tabel.heel("periode")):
        orakel.tell_sheet("TWZ-024", tabel, opsomming(absent), feiten.jaar)


def gevolgd(orakel: Any) -> None:
    """Miss the figures of every half year that is over."""
    tabel, feiten = orakel.tabellen["toewijzingen"], orakel.feiten
    rows = [(rij, row) for rij, row in tabel.rijen.items() if row["jaar"] == feiten.jaar]
    due = _due(feiten)
    if not due:
        return
    enough = [(rij, row) for rij, row in rows if KWARTALEN.get(row["periode"], 0) >= due]
    covered = {row["corporatie"] for _, row in enough}
    absent = [naam for naam in feiten.deelnemers if naam not in covered]
    if absent and tabel.heel("corporatie", "jaar", "periode"):
        until = dag(einde(feiten.jaar, int(due)))
        orakel.tell_sheet("TWZ-025", tabel, opsomming(absent), feiten.jaar, until)
    for rij, row in enough:
        for name in ("huurtoeslag", "passend", "maatwerk"):
            missing = row[name] is None and tabel.gaaf(rij, name)
            if missing and row["corporatie"] in feiten.deelnemers:
                (kop,) = (v.kop for v in tabel.velden if v.naam == name)
                orakel.tell("TWZ-026", tabel, rij, name, kop)


TOEWIJZINGEN: tuple[Callable[[Any], None], ...] = (
    grenzen,
    vrij,
    passend,
    samen,
    samen_verwacht,
    verwacht,
    gevolgd,
)
