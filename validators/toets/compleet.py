"""Whether nothing lacks: a row for each agreement, an agreement for each goal, party and theme."""

from __future__ import annotations

from collections.abc import Iterator

from prestatieafspraken.afspraken.model import Afspraken, Doel, Gemeente
from prestatieafspraken.validators.document.doelen import is_quantified
from prestatieafspraken.validators.document.rules import (
    SetPlace,
    of_agreement,
    of_party,
    of_printed,
    of_theme,
)
from prestatieafspraken.validators.personal.names import called
from prestatieafspraken.validators.personal.persoonsgegevens import masked, veil
from prestatieafspraken.validators.toets.deelname import named_in
from prestatieafspraken.validators.toets.punt import Punt, point


def count(afspraken: Afspraken) -> tuple[int, int]:
    """Count the agreements with a row, and the goals with a number that one serves."""
    rows = sum(bool(a.wie.strip() or a.wanneer.strip()) for a in afspraken.afspraken)
    goals = _goals(afspraken)
    served = {code for afspraak in afspraken.afspraken for code in afspraak.doelen}
    return rows + sum(d.id in served for d in goals), len(afspraken.afspraken) + len(goals)


def _goals(afspraken: Afspraken) -> list[Doel]:
    return [doel for doel in afspraken.doelen if is_quantified(doel)]


def points(afspraken: Afspraken) -> Iterator[Punt]:
    """Name the themes, parties, tables and days that nothing is agreed about."""
    yield from _receiver(afspraken.gemeente)
    used = {afspraak.thema for afspraak in afspraken.afspraken}
    for thema in afspraken.themas:
        if thema.nummer not in used:
            melding = f"Bij thema {thema.nummer} ({thema.titel}) is niets afgesproken."
            yield point(of_theme(thema.nummer), melding, "Maak er afspraken bij, of laat het weg.")
    for partij in afspraken.partijen:
        if partij.doet_mee and not any(named_in(a, partij) for a in afspraken.afspraken):
            melding = f"{partij.naam} doet mee, maar komt in geen afspraak voor."
            herstel = "Zeg wat deze partij doet, of dat zij niet meedoet."
            yield point(of_party(partij.naam), melding, herstel)
    named = {code for afspraak in afspraken.afspraken for code in afspraak.tabellen}
    for tabel in afspraken.tabellen.values():
        if tabel.id not in named:
            melding = f"Tabel {tabel.id} ({tabel.titel}) hoort bij geen afspraak."
            yield point(
                of_printed(tabel), melding, "Noem de tabel bij de afspraak waar zij bij hoort."
            )
    for afspraak in afspraken.afspraken:
        for number, dag in enumerate(afspraak.data):
            if dag.dag is not None and not dag.naam:
                melding = f"Afspraak {afspraak.id} belooft iets voor {dag.gedrukt}: {dag.wat}."
                herstel = "Maak er een eigen afspraak van, of geef de dag de naam mijlpaal."
                place = of_agreement(afspraak).of(f"data.{number}.naam")
                yield point(place, f"{melding} Niemand volgt dat.", herstel)


def _receiver(gemeente: Gemeente) -> Iterator[Punt]:
    """Name a person where the function or mailbox is asked that receives the workbooks."""
    bij = gemeente.inleveren_bij
    if called(bij) or masked(bij) != bij:
        melding = f"Bij Inleveren bij lijkt een persoon te staan: {veil(bij)}."
        herstel = "Noem de functie, de afdeling of een gedeeld postvak, zoals wonen@gemeente.nl."
        place = SetPlace("Gemeente", "gemeente.toml", "gemeente inleveren_bij")
        yield point(place, melding, herstel)
