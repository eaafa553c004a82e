"""Who takes part in an agreement, by name or as one of a group."""

from __future__ import annotations

from prestatieafspraken.afspraken.model import Afspraak, Afspraken, Partij, PartijSoort

GROUP = {
    PartijSoort.GEMEENTE: "Gemeente",
    PartijSoort.CORPORATIE: "Corporaties",
    PartijSoort.HUURDERSORGANISATIE: "Huurdersorganisaties",
}
"""How agreements name all parties of a kind."""
KINDS = tuple(GROUP)


def named_in(afspraak: Afspraak, partij: Partij) -> bool:
    """Say whether a party takes part in an agreement."""
    names = {partij.naam, GROUP.get(partij.soort, partij.naam)}
    return not names.isdisjoint({afspraak.trekker, *afspraak.partijen})


def kinds_of(name: str | None, afspraken: Afspraken) -> PartijSoort | None:
    """Give the kind of a party or of a group of them (None when that is nobody)."""
    for kind, group in GROUP.items():
        if name == group:
            return kind
    found = [partij.soort for partij in afspraken.partijen if partij.naam == name]
    return found[0] if found else None
