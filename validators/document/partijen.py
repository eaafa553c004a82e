"""What the agreements say about who: a row, names apart from each other, in one spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from prestatieafspraken.afspraken.model import Afspraak, Afspraken, Kern, Partij
from prestatieafspraken.afspraken.vindplaats import tussen_haken
from prestatieafspraken.dutch.written import listing
from prestatieafspraken.validators.document.rules import (
    SetPlace,
    Words,
    agreement_rule,
    of_party,
    text_rule,
)
from prestatieafspraken.workbook.finding import Rule, Severity


@agreement_rule(
    Rule(
        code="TXT-009",
        ernst=Severity.WAARSCHUWING,
        titel="Elke afspraak heeft een rij met wat, wie en wanneer.",
        melding="Afspraak {code} staat alleen in de lopende tekst{plaats}, zonder wie en wanneer.",
        herstel="Maak er een rij van met wat, wie en wanneer.",
        waarom="Wat niet in een rij staat, wordt bij het volgen over het hoofd gezien.",
        afgesproken=True,
    ),
    "wie",
)
def rij_ontbreekt(afspraken: Afspraken, afspraak: Afspraak) -> Iterator[Words]:
    """Point at agreements for which neither who nor when is printed."""
    if not afspraak.wie.strip() and not afspraak.wanneer.strip():
        yield {"plaats": tussen_haken(afspraak.regels)}


@agreement_rule(
    Rule(
        code="TXT-010",
        ernst=Severity.INFO,
        titel="Tussen twee partijen staat een komma of het woord 'en'.",
        melding="In afspraak {code} staat tussen partijen geen scheiding: {gedrukt}.",
        herstel="Zet in de tekst een komma of het woord 'en' tussen de partijen.",
        waarom="Zonder scheiding lijken twee partijen er één.",
        afgesproken=True,
    ),
    "wie",
)
def partijen_niet_gescheiden(afspraken: Afspraken, afspraak: Afspraak) -> Iterator[Words]:
    """Point at parts between separators that hold more than one party."""
    names = _names(afspraken)
    for part in re.split(r",|\ben\b", afspraak.wie):
        bare = part.replace("(trekker)", " ")
        if len(_found(bare, names)) > 1:
            yield {"gedrukt": " ".join(part.split())}


def _names(afspraken: Afspraken) -> list[str]:
    parties = [name for p in afspraken.partijen for name in (p.naam, *p.varianten)]
    names = {"gemeente", "corporaties", "huurdersorganisaties", *(n.casefold() for n in parties)}
    return sorted(names, key=len, reverse=True)


def _found(text: str, names: Sequence[str]) -> list[str]:
    """Give the names in a text, the longest first, so that a name within a name is not counted."""
    rest, found = text.casefold(), []
    for name in names:
        if name not in rest:
            continue
        rest, times = re.subn(rf"\b{re.escape(name)}\b", "|", rest)
        if times:
            found.append(name)
    return found


@text_rule(
    Rule(
        code="GDR-012",
        ernst=Severity.INFO,
        titel="Elke naam heeft in het document één schrijfwijze.",
        melding="{naam} staat in het document ook als {varianten}.",
        herstel="Schrijf in de volgende afspraken overal {naam}; de werkmap doet dat al.",
        waarom="Wie op een naam zoekt of telt, mist wat anders is geschreven.",
        afgesproken=True,
    )
)
def meer_namen(afspraken: Afspraken) -> Iterator[tuple[SetPlace, Words]]:
    """Point at the parties and kernen that the document spells in more than one way."""
    named: list[tuple[Partij | Kern, SetPlace]] = [
        *((partij, of_party(partij.naam)) for partij in afspraken.partijen),
        *((k, SetPlace(k.naam, "kernen.toml", f"kern {k.naam}")) for k in afspraken.kernen),
    ]
    for item, place in named:
        if item.varianten:
            yield place.of("varianten"), {"naam": item.naam, "varianten": listing(item.varianten)}
