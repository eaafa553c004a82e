"""Whether a goal is reached: the verdict on it from plain figures, whatever its form.

Only an afspraak can be broken: of a streven, a prognose, a plan or a beleid that did not come true
it is said that it was not reached. Nothing is final before its time is over, what is not known is
not guessed, and what was not agreed is told by name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from prestatieafspraken.afspraken.doel import Beslist, Doel, DoelVorm
from prestatieafspraken.afspraken.streefwaarde import Streefwaarde
from prestatieafspraken.afspraken.voorbij import is_over
from prestatieafspraken.indicators.besluit import Besluit, samen, softened
from prestatieafspraken.indicators.meting import Meting
from prestatieafspraken.indicators.uitkomst import Kring, Zaak
from prestatieafspraken.indicators.vormen import incomplete, milestone, of_value


def beslissen(doel: Doel, metingen: Sequence[Meting], peildatum: date, kring: Kring) -> Besluit:
    """Give the verdict on a goal from its figures, in each of the ways in which it can be read."""
    if not doel.manieren:
        return _in_one_way(Zaak(doel, metingen, peildatum, kring))
    ways = []
    for manier in doel.manieren:
        own = [one for one in metingen if one.manier in ("", manier.naam)]
        one = _in_one_way(Zaak(doel.als(manier), own, peildatum, kring))
        ways.append(replace(one, wat=manier.naam))
    return samen(doel.beslist, ways)


def _in_one_way(zaak: Zaak) -> Besluit:
    """Decide on every number that a goal asks, as it was agreed by the end of its time."""
    doel, peildatum = zaak.doel, zaak.peildatum
    ends = [one.eind for one in doel.op_dag(peildatum) if one.eind]
    over = bool(ends) and is_over(max(ends), peildatum)
    values = doel.op_dag(date(max(ends), 12, 31) if over else peildatum)
    if doel.vorm is DoelVorm.MIJLPAAL or (not values and doel.streefdatum):
        return milestone(zaak)
    if doel.vorm is DoelVorm.JA_NEE and not values:
        values = [Streefwaarde(jaar=doel.streefjaar)]
    if not values:
        return incomplete("er is geen getal afgesproken", zaak)
    found = [
        replace(of_value(zaak, one), wat=" ".join(filter(None, (one.partij, one.gebied))))
        for one in values
    ]
    return softened(samen(Beslist.ALLE, found), ended=over or len(values) == 1)
