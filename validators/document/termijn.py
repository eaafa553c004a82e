"""What the agreements say about when: days that exist, in an order that can be."""

from __future__ import annotations

from collections.abc import Iterator

from prestatieafspraken.afspraken.model import Afspraak, Afspraken
from prestatieafspraken.afspraken.vindplaats import tussen_haken
from prestatieafspraken.dutch import day
from prestatieafspraken.dutch.written import day as day_in_words
from prestatieafspraken.dutch.written import listing
from prestatieafspraken.validators.document.rules import FIELD, Words, agreement_rule
from prestatieafspraken.workbook.finding import Rule, Severity


@agreement_rule(
    Rule(
        code="TXT-001",
        ernst=Severity.WAARSCHUWING,
        titel="Elke dag in een afspraak bestaat.",
        melding="Afspraak {code} noemt {dag}, maar die dag bestaat niet{plaats}.",
        herstel="Spreek af welke dag is bedoeld en laat de tekst van de afspraak verbeteren.",
        waarom="Vanaf een dag die niet bestaat, kan geen regel ingaan.",
        afgesproken=True,
    ),
    "data",
)
def dag_bestaat_niet(afspraken: Afspraken, afspraak: Afspraak) -> Iterator[Words]:
    """Point at days that no calendar has, in the text and in the term."""
    printed: list[tuple[str, str, str | int]] = [
        (f"data.{number}.gedrukt", dag.gedrukt, dag.regel)
        for number, dag in enumerate(afspraak.data)
    ]
    for field, text, regel in (*printed, ("wanneer", afspraak.wanneer, afspraak.regels)):
        if day.readings(text) == ():
            yield {FIELD: field, "dag": text, "plaats": tussen_haken(regel)}


@agreement_rule(
    Rule(
        code="TXT-002",
        ernst=Severity.WAARSCHUWING,
        titel="Een afspraak begint in het jaar waarvoor zij is gemaakt.",
        melding="Afspraak {code} begint pas op {dag}, na het jaar {jaar}.{meer}",
        herstel="Noem wat er in {jaar} al gebeurt, of maak de afspraak voor het latere jaar.",
        waarom="Over een afspraak die later begint, valt dit jaar niets te melden.",
        afgesproken=True,
    ),
    "wanneer",
)
def begin_na_het_jaar(afspraken: Afspraken, afspraak: Afspraak) -> Iterator[Words]:
    """Point at terms that begin after the year, and at agreements on the same place within it."""
    jaar, begin = afspraken.gemeente.jaar, afspraak.termijn.van
    if begin is None or begin.year <= jaar:
        return
    others = [
        (other.id, sorted(shared))
        for other in afspraken.afspraken
        if other is not afspraak
        and (shared := places(other) & places(afspraak))
        and (other.termijn.van is None or other.termijn.van.year <= jaar)
    ]
    meer = "".join(f" Afspraak {i} gaat in {jaar} al over {listing(names)}." for i, names in others)
    yield {"dag": day_in_words(begin), "jaar": jaar, "meer": meer}


def places(afspraak: Afspraak) -> set[str]:
    """Give the places that an agreement names."""
    return {*afspraak.gebieden, *(naam for getal in afspraak.getallen for naam in getal.namen)}


@agreement_rule(
    Rule(
        code="TXT-003",
        ernst=Severity.WAARSCHUWING,
        titel="Een conclusie volgt op de meting.",
        melding="Afspraak {code} trekt al een conclusie voor {jaar}{plaats}, maar de meting is pas klaar op {dag}.",
        herstel="Schrap de conclusie of noem het jaar van de cijfers waarop zij berust; trek haar opnieuw na de meting.",
        waarom="Een conclusie vooraf komt uit oude cijfers en maakt de meting overbodig.",
        afgesproken=True,
    ),
    "conclusie",
)
def conclusie_voor_meting(afspraken: Afspraken, afspraak: Afspraak) -> Iterator[Words]:
    """Point at conclusions about a year that was yet to be measured when they were written."""
    drawn, end = afspraak.conclusie, afspraak.termijn.tot
    # The agreements are written before their year begins.
    if drawn and end and drawn.jaar >= afspraken.gemeente.jaar and end.year >= drawn.jaar:
        yield {"jaar": drawn.jaar, "plaats": tussen_haken(drawn.regel), "dag": day_in_words(end)}


@agreement_rule(
    Rule(
        code="TXT-004",
        ernst=Severity.WAARSCHUWING,
        titel="Getallen over hetzelfde sluiten in de jaren op elkaar aan.",
        melding="Afspraak {code} geeft voor {onderwerp} een getal tot {tot} en een getal na {na}, maar niet voor {jaren}.",
        herstel="Spreek af welk getal geldt in {jaren}.",
        waarom="In een jaar zonder getal is niet te zeggen of de afspraak is nagekomen.",
        afgesproken=True,
    ),
    "getallen",
)
def jaar_zonder_getal(afspraken: Afspraken, afspraak: Afspraak) -> Iterator[Words]:
    """Point at years between "tot" and "na" of numbers about one thing."""
    for number, first in enumerate(afspraak.getallen):
        later = [
            other.na_jaar
            for other in afspraak.getallen
            if other.onderwerp == first.onderwerp and other.na_jaar is not None
        ]
        if first.tot_jaar is not None and later and min(later) >= first.tot_jaar:
            years = [str(jaar) for jaar in range(first.tot_jaar, min(later) + 1)]
            yield {
                FIELD: f"getallen.{number}.tot_jaar",
                "onderwerp": first.onderwerp,
                "tot": first.tot_jaar,
                "na": min(later),
                "jaren": listing(years),
            }
