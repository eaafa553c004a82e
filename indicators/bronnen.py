"""What an indicator rests on in the document: the goals, agreements and tables of its measure."""

from __future__ import annotations

from prestatieafspraken.afspraken.model import Afspraken, Doel
from prestatieafspraken.indicators.result import Definition


def sources(own: Afspraken, definition: Definition, doel: Doel | None = None) -> list[str]:
    """Give the ids, the first being what the value is judged by.

    Of a value that is held against one goal only that one counts among the goals of its measure.
    """
    found = _following(own, definition.maat, doel)
    found += [gedrukt.id for tabel in definition.gedrukt for gedrukt in own.gedrukt_bij(tabel)]
    found += [code for maat in definition.ook for code in _following(own, maat, doel)]
    return list(dict.fromkeys(found))


def _following(own: Afspraken, maat: str, doel: Doel | None) -> list[str]:
    if not maat:
        return []
    goals = own.doelen_met(maat)
    if doel in goals:
        goals = [doel]
    return [*(goal.id for goal in goals), *(one.id for one in own.afspraken_met(maat))]
