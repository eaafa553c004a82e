"""Sentences from figures: what a value says beside its norm and beside where it came from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from prestatieafspraken.afspraken.model import Doel, Richting
from prestatieafspraken.dutch.figure import difference, exactly, measure
from prestatieafspraken.dutch.written import labelled, listing, sentences
from prestatieafspraken.indicators.result import Indicator, Oordeel
from prestatieafspraken.indicators.told import value_of

SUBJECTS = {
    "SLK-TOTAAL": "de slaagkans van alle woningzoekenden",
    "SLK-KERN": "de slaagkans in {onderdeel}",
    "SLK-INKOMEN": "de slaagkans bij een inkomen {onderdeel}",
    "SLK-DOELGROEP": "de slaagkans van de doelgroep",
}
"""What a measured indicator is called in a running sentence; any other tells its own story."""

NUMERALS = {1: "het eerste kwartaal", 2: "de eerste twee kwartalen", 3: "de eerste drie kwartalen"}
_QUARTERS = re.compile(r"(\d{4}), kwartaal 1(?: t/m ([234]))?$")
MANY = 3
"""From here on parts of one indicator are told together, not one by one."""


def period_words(periode: str) -> str:
    """Write a period as in a running sentence.

    >>> period_words("2018, kwartaal 1 t/m 3")
    'de eerste drie kwartalen van 2018'
    >>> period_words("2016")
    '2016'
    """
    found = _QUARTERS.match(periode)
    quarters = int(found.group(2) or 1) if found else 4
    return f"{NUMERALS[quarters]} van {found.group(1)}" if found and quarters < 4 else periode


def movement(indicator: Indicator, doel: Doel | None) -> str:
    """Tell a measured value from its base year to its norm, in one sentence."""
    value, base, norm = (_exact(v) for v in (indicator.waarde, indicator.nulmeting, indicator.norm))
    if value is None:
        raise ValueError("a value that is not known does not move")
    unit, held = indicator.eenheid, [] if norm is None else [norm]
    now, then = ("" if v is None else measure(v, unit, *held) for v in (value, base))
    subject = SUBJECTS[indicator.code].format(onderdeel=indicator.onderdeel)
    when = f" in {period_words(indicator.periode)}" if indicator.periode else ""
    since = doel.basisjaar if doel else None
    if base is None or since is None or when == f" in {since}":
        text = f"{subject} was {now}{when}"
        verb = "dat is"
    else:
        verb = "en"
        if now == then:
            text = f"{subject} bleef met {now}{when} gelijk aan die in {since}"
        else:
            moved = "daalde" if value < base else "steeg"
            text = f"{subject} {moved} van {then} in {since}"
            text += f" naar {now}{when}"
    if norm is not None:
        text += _beside(value, norm, unit, doel, verb)
    return text[0].upper() + text[1:] + "."


def _beside(value: Decimal, norm: Decimal, unit: str, doel: Doel | None, verb: str) -> str:
    if value == norm:
        return " en is gelijk aan de norm" if verb == "en" else f", {verb} gelijk aan de norm"
    lower_is_better = doel is not None and doel.richting is Richting.MAXIMAAL
    good = value < norm if lower_is_better else value > norm
    side = "onder" if value < norm else "boven"
    words = f"{difference(abs(value - norm), unit)} {side} de norm van {exactly(norm, unit)}"
    return f" en {'is' if good else 'blijft'} {words}" if verb == "en" else f", {verb} {words}"


def told(indicator: Indicator, doel: Doel | None) -> str:
    """Tell one value: its movement where it was measured, else what the calculation says of it."""
    if indicator.waarde is None and indicator.oordeel is Oordeel.NIET_TE_BEPALEN:
        return f"{indicator.naam}: niet te bepalen. {indicator.toelichting}"
    silent = (Oordeel.NIET_BEOORDEELD, Oordeel.NIET_TE_BEPALEN)
    held = indicator.waarde is not None and indicator.oordeel not in silent
    if indicator.code in SUBJECTS and held:
        return movement(indicator, doel)
    who = f" ({indicator.onderdeel})" if indicator.onderdeel else ""
    return labelled(f"{indicator.naam}{who}", indicator.toelichting)


def together(indicators: Sequence[Indicator], doel: Doel | None) -> list[str]:
    """Tell the parts of one indicator: few of them one by one, many of them as a whole."""
    if len(indicators) < MANY:
        return [told(indicator, doel) for indicator in indicators]
    first, total = indicators[0], len(indicators)
    if all(one.oordeel is Oordeel.NIET_BEOORDEELD for one in indicators):
        return [labelled(first.naam, first.toelichting)]
    good = [i for i in indicators if i.oordeel in (Oordeel.GEHAALD, Oordeel.OP_KOERS)]
    lost = (Oordeel.AANDACHT, Oordeel.NIET_GEHAALD, Oordeel.NIET_BEREIKT)
    bad = [i for i in indicators if i.oordeel in lost]
    unknown = [i for i in indicators if i.oordeel is Oordeel.NIET_TE_BEPALEN]
    counted = first.norm is not None and first.klasse is None and not first.norm_geschreven
    norm = f" van {exactly(first.norm or 0, first.eenheid)}" if counted else ""
    when = f" in {period_words(first.periode)}" if first.periode else ""
    of = f"de norm{norm}{when}"
    if not bad and not good:
        said = f"of {of} is gehaald, is van geen van de {total} te bepalen"
    elif not bad:
        said = f"{f'{len(good)} van de' if unknown else 'alle'} {total} {_reach(good)} {of}"
    elif not good and not unknown:
        said = f"geen van de {total} haalt {of}"
    elif 0 < len(good) <= MANY or len(bad) > MANY:
        said = f"{len(bad)} van de {total} {_reach(bad)} {of} niet"
        said += f"; wel {listing([_part(i) for i in good])}" if 0 < len(good) <= MANY else ""
    else:
        said = f"{listing([_part(i) for i in bad])} {_reach(bad)} {of} niet"
    if unknown and (good or bad):
        said += f"; niet te bepalen: {listing([str(i.onderdeel) for i in unknown])}"
    if first.norm_geschreven:
        said += f"; gevraagd is {first.norm_geschreven}"
    return [f"{first.naam}: {said}."]


def _reach(parts: Sequence[Indicator]) -> str:
    return "haalt" if len(parts) == 1 else "halen"


def opening(text: str, amount: int = 2) -> str:
    """Give the first sentences of a text.

    >>> opening("Van 9,8% naar 12%. Dat is meer. Het vraagt nog 3.")
    'Van 9,8% naar 12%. Dat is meer.'
    """
    return " ".join(sentences(text)[:amount])


def _part(indicator: Indicator) -> str:
    if indicator.waarde is None:
        return str(indicator.onderdeel)
    value = indicator.klasse or value_of(indicator)
    return f"{indicator.onderdeel} ({value})"


def _exact(value: float | int | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))
