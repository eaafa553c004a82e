"""The page of the documentation with every goal that comes along, and what decides it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from prestatieafspraken.afspraken import Afspraken, available, load
from prestatieafspraken.afspraken.doel import Beslist, Doel, DoelVorm
from prestatieafspraken.afspraken.streefwaarde import Hardheid
from prestatieafspraken.dutch.written import listing
from prestatieafspraken.indicators import kengetal
from prestatieafspraken.indicators.doelbesluit import beslissers
from prestatieafspraken.indicators.result import Definition
from prestatieafspraken.workbook.goal import aim

INTRO = """\
# Wat over elk doel beslist

Deze pagina volgt uit de meegeleverde afspraken en uit de [indicatoren](indicatoren.md). Een doel
noemt in de afspraken zelf wat erover beslist (`beslist_door`) en hoe (`beslist`): alle, een van, of
lezingen. Noemt het niets, dan beslist de maat van het doel als geheel. Wat alleen een deel ervan
laat zien, zoals een kern of een wijk, licht toe en beslist niet. Het verslag, `bereken` en
`bereken --herleid` noemen wat beslist het eerst.
"""
HEADERS = ("doel", "waar het om gaat", "streven", "beslist door", "licht toe", "waarom")


def goals_page() -> str:
    """Give the page, in Markdown."""
    return "\n".join([INTRO, *(line for one in available() for line in _of_set(load(*one)))])


def _of_set(own: Afspraken) -> Iterator[str]:
    yield f"## {own.gemeente.naam} {own.gemeente.jaar}"
    yield ""
    yield _row(HEADERS)
    yield _row(["---"] * len(HEADERS))
    for doel in own.doelen:
        deciding, aside = beslissers(doel)
        named = (doel.id, doel.titel, aim(doel), _codes(deciding), _codes(aside))
        yield _row([*named, " ".join(_why(doel, deciding))])
    yield ""


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _codes(found: Sequence[Definition]) -> str:
    return ", ".join(one.code for one in found) or "–"


def _why(doel: Doel, deciding: Sequence[Definition]) -> Iterator[str]:
    """Say why these decide, and what stands between them and a verdict that the goal was lost."""
    if not deciding:
        is_day = doel.vorm is DoelVorm.MIJLPAAL or doel.streefjaar
        yield (
            "Een dag en geen cijfer." if is_day else "Er is geen getal, klasse of dag afgesproken."
        )
        return
    if deciding == [kengetal.DOEL]:
        yield f"Het cijfer staat op het blad Kengetallen: {doel.gemeten or doel.titel}."
    elif doel.beslist_door:
        yield f"Het doel noemt dit zelf, want het gaat over: {doel.gemeten}."
    else:
        yield f"Dit is de maat van het doel: {doel.gemeten}."
    if doel.manieren:
        yield f"De lezingen: {listing([manier.naam for manier in doel.manieren])}."
    if doel.manieren or len(deciding) > 1:
        yield _TOGETHER[doel.beslist].format("Beide" if len(deciding) == 2 else "Alle")
    if doel.hardheid is not Hardheid.AFSPRAAK:
        yield f'Het is een {doel.hardheid}: ten hoogste "niet bereikt".'
    if doel.voorwaarde:
        yield f"Voorwaarde: {doel.voorwaarde.tekst}."


_TOGETHER = {
    Beslist.ALLE: "{} moeten kloppen.",
    Beslist.EEN_VAN: "Een ervan is genoeg.",
    Beslist.LEZINGEN: "Verschilt de uitkomst, dan hangt het oordeel van de lezing af.",
}
