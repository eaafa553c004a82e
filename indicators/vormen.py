"""What each form of a goal makes of its figures: a verdict, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from prestatieafspraken.afspraken.doel import Beslist, DoelVorm, Reikwijdte, Voldaan
from prestatieafspraken.afspraken.streefwaarde import Hardheid, Streefwaarde
from prestatieafspraken.afspraken.voorbij import has_passed, is_over
from prestatieafspraken.dutch.figure import measure
from prestatieafspraken.dutch.written import day, listing, sentences
from prestatieafspraken.indicators.besluit import WORST, Besluit, samen, softened
from prestatieafspraken.indicators.gevraagd import ASKED, Gevraagd, IncompleteError, Past, asked
from prestatieafspraken.indicators.oordeel import in_condition, judge, of_hardheid, tentative
from prestatieafspraken.indicators.result import Oordeel, UndeterminedError
from prestatieafspraken.indicators.uitkomst import NothingYetError, Zaak, measured
from prestatieafspraken.normen import klassen
from prestatieafspraken.workbook.labelklassen import LABELS, WITHOUT_INDEX

FormOf = Callable[[Zaak, Streefwaarde], Besluit]


def incomplete(why: object, zaak: Zaak) -> Besluit:
    """Say what was not agreed, and the last figure: that is known all the same."""
    return Besluit(Oordeel.NIET_TE_BEOORDELEN, f"Niet te beoordelen, want {why}.{_latest(zaak)}")


def _latest(zaak: Zaak) -> str:
    """Tell the last figure of a goal that cannot be judged: it is known all the same."""
    known = [one for one in zaak.metingen if one.cijfer is not None and not one.prognose]
    last = max((one.jaar for one in known), default=0)
    unit = "" if zaak.doel.relatief else zaak.doel.eenheid  # that is the unit of the change
    told = [
        f"{measure(one.cijfer or 0, unit)}"
        + (f" ({naam})" if (naam := one.gebied or one.partij) else "")
        for one in known
        if one.jaar == last
    ]
    return f" Het cijfer over {last} is {listing(told)}." if told else ""


def of_value(zaak: Zaak, streef: Streefwaarde) -> Besluit:
    """Decide on one number, in its condition and in the form of the goal."""
    doel = zaak.doel
    stands = doel.voorwaarde.in_jaar(streef.eind) if doel.voorwaarde else Voldaan.VERVULD
    if stands is Voldaan.NIET_VERVULD:
        return Besluit(*in_condition(Oordeel.NIET_TE_BEPALEN, "", doel.voorwaarde, stands))
    form: FormOf = _number
    if doel.voor is Reikwijdte.ELK:
        form = _each
    elif doel.vorm is DoelVorm.PER_JAAR:
        form = _each_year
    elif doel.vorm is DoelVorm.KLASSE or streef.klasse:
        form = _class
    elif doel.vorm is DoelVorm.JA_NEE:
        form = _yes_no
    found = _attempt(form, zaak, streef)
    oordeel, said = in_condition(found.oordeel, found.zin, doel.voorwaarde, stands, streef.eind)
    return replace(found, oordeel=oordeel, zin=said)


def _attempt(form: FormOf, zaak: Zaak, streef: Streefwaarde) -> Besluit:
    """Give the verdict, or why there is none."""
    try:
        return form(zaak, streef)
    except IncompleteError as missing:
        return incomplete(missing, zaak)
    except NothingYetError as early:
        return Besluit(Oordeel.NIET_TE_BEPALEN, str(early), later=True)
    except UndeterminedError as reason:
        return Besluit(Oordeel.NIET_TE_BEPALEN, str(reason))


def _number(zaak: Zaak, streef: Streefwaarde) -> Besluit:
    """Hold what the figures come to against what is asked."""
    vorm = zaak.doel.bedoelde_vorm
    if vorm is None:
        raise IncompleteError("niet is gezegd of het getal een niveau, een som of een groei is")
    wanted = asked(zaak.doel, streef, zaak.kring.gemeente)
    found = measured(zaak, streef)
    value = wanted.shown(found.waarde, sign=vorm is DoelVorm.VERANDERING)
    said = f"{found.over} {value}; {ASKED[wanted.hardheid]} {wanted.words}{found.vooruitblik}."
    # A level of before the year that counts, or a part of it, says nothing yet where it is short.
    early = found.groeit and wanted.minstens is not None and found.waarde < wanted.minstens
    past = Past.NIET if early else wanted.past(found.waarde)
    early = early or (bool(found.vooruitblik) and past is Past.NIET)
    oordeel = Oordeel.NIET_TE_BEPALEN if early else _verdict(wanted, past, final=found.klaar)
    return Besluit(oordeel, said, uitkomst=found, gevraagd=wanted, later=early)


def _verdict(wanted: Gevraagd, past: Past, *, final: bool) -> Oordeel:
    oordeel = _hard(past, wanted.hardheid, final=final)
    return oordeel if wanted.zeker else tentative(oordeel)


def _hard(past: Past, hardheid: Hardheid, *, final: bool) -> Oordeel:
    """Give the oordeel: what is no afspraak is not broken when it does not come true."""
    oordeel = of_hardheid(judge(meets=past is not Past.NIET, final=final), hardheid)
    if oordeel is Oordeel.GEHAALD and past is Past.ONGEVEER:
        return Oordeel.ONGEVEER_GEHAALD
    return oordeel


def _each_year(zaak: Zaak, streef: Streefwaarde) -> Besluit:
    """Hold each year by itself; without years of its own a goal is for those of the agreements."""
    begin, end = streef.begin or zaak.kring.van, streef.eind or zaak.kring.tot
    # What is added up over a year is counted like a sum: half a year of it is not too little yet.
    vorm = DoelVorm.SOM if zaak.doel.is_optelbaar else DoelVorm.NIVEAU
    level = replace(zaak, doel=zaak.doel.model_copy(update={"vorm": vorm}))
    found = []
    for jaar in range(begin, end + 1):
        one = streef.model_copy(update={"jaar": jaar, "van": None, "tot": None})
        found.append(replace(_attempt(_of_that_year, level, one), wat=str(jaar)))
    total = softened(samen(Beslist.ALLE, found), ended=is_over(end, zaak.peildatum))
    if len(found) == 1:
        return total
    known = [one for one in found if not one.later]
    return replace(total, zin=_per_part("jaar", zaak.doel.eenheid, known or found))


def _of_that_year(zaak: Zaak, streef: Streefwaarde) -> Besluit:
    """Decide on a year by its own figure: what an earlier year was, says nothing of it."""
    jaar = streef.jaar or 0
    if not is_over(jaar, zaak.peildatum):
        found = zaak.in_year(streef, jaar)
        if found is None or found.ontbreekt:
            raise NothingYetError(f"Er is nog geen cijfer over {jaar}.")
    return _number(zaak, streef)


def _class(zaak: Zaak, streef: Streefwaarde) -> Besluit:
    """Hold the lowest class of the year against the one that is asked."""
    order = [grens.klasse for grens in klassen(LABELS[WITHOUT_INDEX]).grenzen][::-1]
    jaar = _year(streef)
    zaak.verwacht(streef)
    found = [one for one in zaak.metingen if one.klasse and one.jaar <= jaar and not one.prognose]
    unknown = {streef.klasse, *(one.klasse for one in found)} - {*order}
    if unknown:
        raise IncompleteError(f"de volgorde van {listing(sorted(unknown))} is niet bekend")
    last = max((one.jaar for one in found), default=0)
    over = is_over(jaar, zaak.peildatum)
    if last < jaar and (over or not found):
        if over:
            raise UndeterminedError(f"Het jaar {jaar} is om, maar er is geen klasse bekend.")
        raise NothingYetError(f"Er is nog geen klasse voor {jaar}.")
    lowest = min((one.klasse for one in found if one.jaar == last), key=order.index)
    past = Past.WEL if order.index(lowest) >= order.index(streef.klasse) else Past.NIET
    hardheid = streef.hardheid or zaak.doel.hardheid
    said = f"In {last} is de klasse {lowest}; {ASKED[hardheid]} ten minste {streef.klasse}."
    used = tuple(one for one in found if one.jaar == last)
    return Besluit(_hard(past, hardheid, final=over), said, bronnen=used)


def _yes_no(zaak: Zaak, streef: Streefwaarde) -> Besluit:
    """Say whether it was done: a figure of 1 is yes, one of 0 no."""
    jaar = _year(streef)
    found, over = zaak.in_year(streef, jaar), is_over(jaar, zaak.peildatum)
    if found is None or (over and found.tekort):
        said = f"Of het in {jaar} is gebeurd, is niet bekend."
        raise UndeterminedError(said) if over else NothingYetError(said)
    past = Past.WEL if all(one.cijfer == 1 for one in found.metingen) else Past.NIET
    done = "gebeurd" if past is Past.WEL else "niet gebeurd"
    hardheid = streef.hardheid or zaak.doel.hardheid
    said = f"Het is in {jaar} {done}."
    return Besluit(_hard(past, hardheid, final=over), said, bronnen=found.metingen)


def _year(streef: Streefwaarde) -> int:
    if streef.eind is None:
        raise IncompleteError("er is geen jaar afgesproken")
    return streef.eind


def milestone(zaak: Zaak) -> Besluit:
    """Decide on a goal that is a day: something is there by then."""
    doel = zaak.doel
    term = doel.streefdatum or (date(doel.streefjaar, 12, 31) if doel.streefjaar else None)
    if term is None:
        return incomplete("er is geen dag afgesproken", zaak)
    reached = max((one.dag for one in zaak.metingen if one.dag), default=None)
    asks = f"{ASKED[doel.hardheid]} uiterlijk {day(term)}"
    if reached is None or reached > zaak.peildatum:
        is_late = has_passed(term, zaak.peildatum)
        said = f"Of het er is, is niet bekend; {asks}."
        return Besluit(Oordeel.NIET_TE_BEPALEN, said, later=not is_late)
    past = Past.WEL if reached <= term else Past.NIET
    return Besluit(_hard(past, doel.hardheid, final=True), f"Het was er op {day(reached)}; {asks}.")


def _each(zaak: Zaak, streef: Streefwaarde) -> Besluit:
    """Hold each part by itself, and name those that do not do."""
    doel = zaak.doel
    if doel.elk_van is None:
        raise IncompleteError("niet is gezegd van elk van wat")
    parts = _parts(zaak)
    if not parts:
        raise NothingYetError(f"Er is nog van geen {doel.elk_van} een cijfer.")
    over = doel.over.model_copy(update={"partijen": []})
    alone = doel.model_copy(update={"voor": Reikwijdte.TOTAAL, "voorwaarde": None, "over": over})
    found = []
    for part in parts:
        own = [one for one in zaak.metingen if part in (one.gebied, one.partij)]
        whole = [replace(one, gebied="", partij="") for one in own]
        one = of_value(replace(zaak, doel=alone, metingen=whole), streef)
        found.append(replace(one, wat=part))
    return replace(samen(Beslist.ALLE, found), zin=_per_part(doel.elk_van, doel.eenheid, found))


def _parts(zaak: Zaak) -> list[str]:
    """Name the parts that each must do: those that the goal names, else those with a figure."""
    doel = zaak.doel
    named = [one.naam for one in doel.over.gebieden if one.soort is doel.elk_van]
    if not named and not any(one.gebied for one in zaak.metingen):
        named = [*zaak.kring.namen(doel.over.partijen), *(one.partij for one in zaak.metingen)]
    seen = [*named, *(one.gebied for one in zaak.metingen)]
    return [part for part in dict.fromkeys(seen) if part]


def _shown(one: Besluit, unit: str) -> str:
    value = one.uitkomst.waarde if one.uitkomst else Decimal(0)
    return one.gevraagd.shown(value) if one.gevraagd else measure(value, unit)


def _per_part(kind: str, unit: str, found: Sequence[Besluit]) -> str:
    """Tell which parts do and which do not, the worst first."""
    groups: dict[Oordeel, list[str]] = {}
    for one in found:
        value = f" ({_shown(one, unit)})" if one.uitkomst else ""
        groups.setdefault(one.oordeel, []).append(f"{one.wat}{value}")
    told = [f"{o}: {listing(groups[o])}" for o in WORST if o in groups]
    wanted = next((one.gevraagd for one in found if one.gevraagd), None)
    if wanted:
        told.append(f"{ASKED[wanted.hardheid]} {wanted.words}")
    silent = [one for one in found if one.oordeel is Oordeel.NIET_TE_BEPALEN]
    unknown = [zin for one in silent for zin in sentences(one.zin)]
    why = "".join(f" {zin}" for zin in dict.fromkeys(unknown))
    return f"Per {kind} {'; '.join(told)}.{why}"
