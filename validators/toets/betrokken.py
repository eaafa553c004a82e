"""Who brings something in, and where the tenants take part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from prestatieafspraken.afspraken.model import Afspraken, PartijSoort
from prestatieafspraken.dutch.figure import measure
from prestatieafspraken.validators.document.rules import of_kind, of_theme
from prestatieafspraken.validators.toets.deelname import GROUP, KINDS, kinds_of
from prestatieafspraken.validators.toets.punt import Punt, point

MOST = 0.75
"""From this share of the agreements that one kind of party leads, the others bring in little."""
TENANTS = PartijSoort.HUURDERSORGANISATIE


def _taking_part(afspraken: Afspraken) -> list[PartijSoort]:
    return [k for k in KINDS if any(p.soort is k and p.doet_mee for p in afspraken.partijen)]


def _leads(afspraken: Afspraken) -> Counter[PartijSoort | None]:
    return Counter(kinds_of(a.trekker, afspraken) for a in afspraken.afspraken if a.trekker)


def count_mutual(afspraken: Afspraken) -> tuple[int, int]:
    """Count the kinds of parties that lead at least one agreement."""
    kinds, leads = _taking_part(afspraken), _leads(afspraken)
    return sum(leads[kind] > 0 for kind in kinds), len(kinds)


def mutual(afspraken: Afspraken) -> Iterator[Punt]:
    """Name the kinds of parties that lead nothing, and one that leads nearly all."""
    leads = _leads(afspraken)
    for kind in _taking_part(afspraken):
        name = GROUP[kind]
        if not leads[kind]:
            word = "is" if kind is PartijSoort.GEMEENTE else "zijn"
            melding = f"{name} {word} van geen enkele afspraak de trekker."
            yield point(of_kind(name), melding, "Spreek ook af wat deze partij zelf inbrengt.")
        elif leads[kind] > MOST * leads.total():
            share = measure(leads[kind] / leads.total(), "%")
            word = "trekt" if kind is PartijSoort.GEMEENTE else "trekken"
            melding = f"{name} {word} {share} van de afspraken met een trekker."
            yield point(of_kind(name), melding, "Spreek ook af wat de andere partijen inbrengen.")


def _with_tenants(afspraken: Afspraken) -> dict[int, bool]:
    """Say of each theme with agreements whether tenants take part in one of them."""
    found: dict[int, bool] = {}
    for afspraak in afspraken.afspraken:
        names = (afspraak.trekker, *afspraak.partijen)
        there = any(kinds_of(name, afspraken) is TENANTS for name in names)
        found[afspraak.thema] = found.get(afspraak.thema, False) or there
    return found


def count_tenants(afspraken: Afspraken) -> tuple[int, int]:
    """Count the themes in which the tenants' organisations take part."""
    found = _with_tenants(afspraken)
    return sum(found.values()), len(found)


def tenants(afspraken: Afspraken) -> Iterator[Punt]:
    """Name the themes without tenants, and a set without any."""
    if TENANTS not in _taking_part(afspraken):
        melding = "Er doet geen huurdersorganisatie mee."
        yield point(
            of_kind(GROUP[TENANTS]), melding, "Betrek de huurders, of leg vast waarom dat niet kan."
        )
        return
    for nummer, there in sorted(_with_tenants(afspraken).items()):
        if not there:
            melding = f"Bij thema {nummer} noemt geen enkele afspraak de huurdersorganisaties."
            herstel = "Spreek af wat de huurdersorganisaties doen of waarover zij meepraten."
            yield point(of_theme(nummer), melding, herstel)
