"""A long-term goal in a few words, and where it stands in the workbook."""

from __future__ import annotations

import re
from datetime import date

from prestatieafspraken.afspraken.doel import DoelVorm, Reikwijdte
from prestatieafspraken.afspraken.model import Afspraken, Doel, Richting
from prestatieafspraken.afspraken.streefwaarde import Streefwaarde
from prestatieafspraken.dutch.figure import measure
from prestatieafspraken.dutch.written import day
from prestatieafspraken.normen import called
from prestatieafspraken.workbook.finding import Place
from prestatieafspraken.workbook.table import HEADER_ROW

GOALS = "Doelen"
"""The sheet with the goals: to read, not to fill in, so it is no table."""
COLUMNS = {
    "Doel": 9,
    "Thema": 9,
    "Waar het om gaat": 54,
    "Maat": 50,
    "Streven": 36,
}
"""The headers of that sheet, each with its width."""


def goal_place(afspraken: Afspraken, doel: Doel, header: str) -> Place:
    """Give the cell of a goal under a header of its sheet."""
    row = HEADER_ROW + 1 + [goal.id for goal in afspraken.doelen].index(doel.id)
    letter = chr(ord("A") + list(COLUMNS).index(header))
    return Place(blad=GOALS, cel=f"{letter}{row}", kolom=header, rij=doel.id)


NO_FIGURE = "geen getal afgesproken"
"""What is said of a goal without a figure."""


def aim(doel: Doel, partij: str = "") -> str:
    """Say what a goal aims at: "+500 woningen sinds 2017, in 2022", "ten hoogste 1,25 in 2020".

    Of one that was changed it is what it asks now, of one that is read in several ways all of them;
    for a `partij` it is without what others have to do.
    """
    ways = [f"{manier.naam}: {aim(doel.als(manier), partij)}" for manier in doel.manieren]
    return "; ".join(ways) or _in_one_way(doel, partij)


def _in_one_way(doel: Doel, partij: str) -> str:
    if doel.waarden:
        asked = [one for one in doel.op_dag(date.max) if not one.is_leeg]
        mine = [one for one in asked if partij and one.partij == partij]
        return _listed(doel, mine or asked) or NO_FIGURE
    year = f" in {doel.streefjaar}" if doel.streefjaar else ""
    if doel.vorm is DoelVorm.JA_NEE:
        return f"het is gebeurd{year}"
    if doel.vorm is DoelVorm.MIJLPAAL and doel.streefdatum:
        return f"uiterlijk {day(doel.streefdatum)}"
    if doel.streefklasse:
        return f"minstens {doel.streefklasse.lower()}{year}"
    if doel.verandering is not None:
        since = f" sinds {doel.basisjaar}" if doel.basisjaar else ""
        comma = "," if since and year else ""
        return measure(doel.verandering, doel.eenheid, sign=True) + since + comma + year
    if doel.streefwaarde == 0 and doel.richting is Richting.MAXIMAAL:
        return f"nul{year}"
    if doel.streefwaarde is not None:
        word = "ten minste" if doel.richting is Richting.MINIMAAL else "ten hoogste"
        return f"{word} {measure(doel.streefwaarde, doel.eenheid)}{_each(doel)}{year}"
    return f"vanaf {doel.streefjaar}" if doel.streefjaar else NO_FIGURE


def _listed(doel: Doel, asked: list[Streefwaarde]) -> str:
    """Tell the numbers of a goal, those of one party and bound together: "A ten minste 40, 50"."""
    groups: dict[tuple[str, str, bool], list[str]] = {}
    for one in asked:
        whose = "".join(f"{name} " for name in (one.partij, one.gebied) if name)
        said = f"{_number(doel, one)}{_each(doel)}{_time(one)}"
        number = re.search(r"\d|$", said)
        at = number.start() if number else 0
        is_range = one.minstens is not None and one.hoogstens is not None
        groups.setdefault((whose, said[:at], is_range), []).append(said[at:])
    return "; ".join(f"{who}{word}{', '.join(told)}" for (who, word, _), told in groups.items())


def _number(doel: Doel, one: Streefwaarde) -> str:
    """Write one number that a goal asks: "ten minste 40 woningen"."""
    circa = "ongeveer " if one.ongeveer else ""
    if one.norm:
        plus = f" {measure(one.plus, doel.eenheid, sign=True)}" if one.plus else ""
        return f"volgens de norm '{called(one.norm)}'{plus}"
    if one.klasse:
        return f"minstens {one.klasse}"
    bounds = [
        f"{'' if value == 0 and word == _AT_MOST else circa or word}{measure(value, doel.eenheid)}"
        for word, value in (
            (_WORD[doel.richting], one.getal),
            ("meer dan " if one.strikt else "ten minste ", one.minstens),
            ("minder dan " if one.strikt else _AT_MOST, one.hoogstens),
        )
        if value is not None
    ]
    return " en ".join(bounds)


_AT_MOST = "ten hoogste "
_WORD = {Richting.MINIMAAL: "ten minste ", Richting.MAXIMAAL: "ten hoogste ", Richting.GEEN: ""}


def _each(doel: Doel) -> str:
    """Say for what each number is, where that is not the whole of the time and the parties."""
    part = f" per {doel.elk_van}" if doel.voor is Reikwijdte.ELK and doel.elk_van else ""
    return part + (_PER_YEAR.get(doel.vorm, "") if doel.vorm else "")


_PER_YEAR = {
    DoelVorm.PER_JAAR: " per jaar",
    DoelVorm.GEMIDDELD_PER_JAAR: " gemiddeld per jaar",
}


def _time(one: Streefwaarde) -> str:
    if one.van and one.tot:
        return f" van {one.van} tot en met {one.tot}"
    return f" in {one.jaar}" if one.jaar else f" tot en met {one.tot}" if one.tot else ""
