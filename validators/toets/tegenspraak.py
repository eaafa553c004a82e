"""What contradicts between agreements and goals; within one of them a rule tells it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from prestatieafspraken.afspraken.doel import KENGETAL
from prestatieafspraken.afspraken.model import Afspraak, Afspraken, Doel, Getal
from prestatieafspraken.dutch.figure import measure
from prestatieafspraken.dutch.written import listing
from prestatieafspraken.validators.document.rules import of_agreement, of_goal
from prestatieafspraken.validators.toets import optelling
from prestatieafspraken.validators.toets.punt import Punt, point

UNTIL = re.compile(r"\btot ((?:19|20)\d\d)\b")
"""The printed "tot 2022", which may or may not hold in 2022 itself; "tot en met" is plain."""


class Told(NamedTuple):
    """A number with the agreement that it stands in."""

    afspraak: Afspraak
    getal: Getal


def points(afspraken: Afspraken) -> Iterator[Punt]:
    """Give what contradicts between agreements, and between goals."""
    yield from _numbers(afspraken)
    yield from _measures(afspraken)
    yield from _definitions(afspraken)
    yield from _until(afspraken)
    yield from optelling.points(afspraken)


def _numbers(afspraken: Afspraken) -> Iterator[Punt]:
    """Point at numbers about one thing, in more agreements, that differ on the same day."""
    subjects: dict[tuple[str, str, str | None], list[Told]] = defaultdict(list)
    for afspraak in afspraken.afspraken:
        for getal in afspraak.getallen:
            about = getal.onderwerp or getal.maat
            if about and getal.waarde is not None:
                subjects[about, getal.eenheid, getal.partij].append(Told(afspraak, getal))
    for (about, _, _), told in subjects.items():
        clash = next(
            (
                (one, other)
                for number, one in enumerate(told)
                for other in told[number + 1 :]
                if one.afspraak is not other.afspraak and _clash(one.getal, other.getal)
            ),
            None,
        )
        if clash:
            said = [f"{_amount(one.getal)} in {one.afspraak.id}" for one in clash]
            melding = f"Voor {about} gelden tegelijk verschillende getallen: {listing(said)}."
            herstel = "Spreek af welk getal geldt, of voor wie en wanneer elk getal geldt."
            yield point(of_agreement(clash[0].afspraak).of("getallen"), melding, herstel)


def _amount(getal: Getal) -> str:
    return measure(getal.waarde, getal.eenheid) if getal.waarde is not None else ""


def _clash(one: Getal, other: Getal) -> bool:
    (first, last), (begin, end) = _term(one), _term(other)
    return one.waarde != other.waarde and first <= end and begin <= last


def _term(getal: Getal) -> tuple[date, date]:
    """Give the first and the last day on which a number holds."""
    after = date(getal.na_jaar + 1, 1, 1) if getal.na_jaar is not None else date.min
    before = date(getal.tot_jaar - 1, 12, 31) if getal.tot_jaar is not None else date.max
    return getal.van or after, getal.tot or before


def _measures(afspraken: Afspraken) -> Iterator[Punt]:
    """Point at one measure that goals word in more than one way."""
    worded: dict[str, dict[str, Doel]] = defaultdict(dict)
    for doel in afspraken.doelen:
        if doel.maat not in ("", KENGETAL) and doel.omschrijving:
            worded[doel.maat].setdefault(" ".join(doel.omschrijving.casefold().split()), doel)
    for maat, ways in worded.items():
        if len(ways) > 1:
            goals = list(ways.values())
            ids = listing([doel.id for doel in goals])
            melding = f"De maat {maat} is op meer manieren omschreven, bij doel {ids}."
            herstel = "Spreek één omschrijving af, of kies een andere maat."
            yield point(of_goal(goals[0]).of("omschrijving"), melding, herstel)


def _definitions(afspraken: Afspraken) -> Iterator[Punt]:
    """Point at goals of which the document says in more than one way what is measured."""
    for doel in afspraken.doelen:
        if len(doel.definities) > 1:
            told = listing([f"'{one}'" for one in doel.definities])
            melding = f"Wat doel {doel.id} ({doel.titel}) meet, is verschillend omschreven: {told}."
            herstel = "Spreek één omschrijving af en gebruik die in de hele tekst."
            yield point(of_goal(doel).of("definities"), melding, herstel)


def _until(afspraken: Afspraken) -> Iterator[Punt]:
    """Point at "tot" a year that is read with that year in one place and without it in another."""
    years = {doel.id: doel.streefjaar for doel in afspraken.doelen}
    with_it: list[tuple[Afspraak, int]] = []
    without: list[tuple[Afspraak, int]] = []
    for afspraak in afspraken.afspraken:
        aims = {years.get(code) for code in afspraak.doelen}
        texts = [afspraak.titel, afspraak.wanneer, *(getal.wat for getal in afspraak.getallen)]
        for text in texts:
            for year in map(int, UNTIL.findall(text)):
                end = afspraak.termijn.tot
                if year in aims or end == date(year, 12, 31):
                    with_it.append((afspraak, year))
                elif end is not None and end <= date(year, 1, 1):
                    without.append((afspraak, year))
        for getal in afspraak.getallen:
            if getal.tot_jaar is not None:
                without.append((afspraak, getal.tot_jaar))
    if with_it and without:
        one, other = (f"{found[0].id} (tot {found[1]})" for found in (with_it[0], without[0]))
        melding = (
            f"'Tot' een jaar is in {one} gelezen met dat jaar erbij, en in {other} zonder dat jaar."
        )
        herstel = "Schrijf 'tot en met' of noem de laatste dag, zodat er één lezing is."
        yield point(of_agreement(with_it[0][0]), melding, herstel)
