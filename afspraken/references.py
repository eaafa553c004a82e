"""Whether what one file of the agreements names exists in another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice

from prestatieafspraken.afspraken.doel_references import goal_faults
from prestatieafspraken.afspraken.form import change_of
from prestatieafspraken.afspraken.measured import measure_faults
from prestatieafspraken.afspraken.model import GROUPS, Afspraak, Afspraken, Gemeente, Getal
from prestatieafspraken.afspraken.status import MEANS, AfspraakStatus, own_words
from prestatieafspraken.dutch.data_faults import Fault, suggestion

LONGEST_RECEIVER = 80
"""Characters of to whom is handed in."""
MOST = 200
"""Faults that are told at once; each costs looking for the nearest word."""


def reference_faults(afspraken: Afspraken, table_ids: list[str]) -> list[Fault]:
    """Give every double id and every reference to something that is not there."""
    return list(islice(_faults(afspraken, table_ids), MOST))


def _faults(afspraken: Afspraken, table_ids: list[str]) -> Iterator[Fault]:
    return chain(
        _doubles("gemeente.toml", "thema", [str(t.nummer) for t in afspraken.themas]),
        _doubles("partijen.toml", "partij", [p.naam for p in afspraken.partijen]),
        _doubles("kernen.toml", "kern", [k.naam for k in afspraken.kernen]),
        _doubles("inkomensklassen.toml", "klasse", [k.naam for k in afspraken.inkomensklassen]),
        _doubles("afspraken.toml", "afspraak", [a.id for a in afspraken.afspraken]),
        _doubles("doelen.toml", "doel", [d.id for d in afspraken.doelen]),
        _doubles("tabellen/tabellen.toml", "tabel", table_ids),
        _doubles("bronnen.toml", "regel", [one.id for one in afspraken.bronnen_regels]),
        _doubles("bronnen.toml", "blad", [one.id for one in afspraken.bronnen_bladen]),
        _lists(afspraken),
        _statuses(afspraken.gemeente.statussen),
        _changes(afspraken.gemeente.gewijzigd),
        _hand_in(afspraken.gemeente),
        _parties(afspraken),
        _classes(afspraken),
        (fault for item in afspraken.afspraken for fault in _agreement(item, afspraken)),
        goal_faults(afspraken),
        measure_faults(afspraken),
    )


def _doubles(bestand: str, soort: str, ids: list[str]) -> Iterator[Fault]:
    for name, times in sorted(Counter(ids).items()):
        if times == 1:
            continue
        yield Fault(
            bestand,
            f"{soort} {name}",
            f"{name} komt {times} keer voor.",
            "Laat er één staan.",
        )


LOOKED_AT = {
    "woningtypen": (),
    "fasen": ("opgeleverd", "vervallen"),
    "initiatieffasen": ("in uitvoering", "uitgevoerd"),
}
"""The lists that agreements may have of their own, with the words by which figures are judged."""


def _lists(afspraken: Afspraken) -> Iterator[Fault]:
    for name, needed in LOOKED_AT.items():
        words, place = getattr(afspraken.gemeente, name), f"gemeente {name}"
        yield from _doubles("gemeente.toml", place, [word.casefold() for word in words])
        if not all(word.strip() for word in words):
            melding = "Een woord in de lijst is leeg."
            yield Fault("gemeente.toml", place, melding, "Vul de woorden in, of laat de lijst weg.")
        for word in needed if words else ():
            if word not in words:
                melding = f"Het woord {word} ontbreekt.{suggestion(word, words)}"
                herstel = f"Voeg {word} toe: daaraan is te zien wat klaar is."
                yield Fault("gemeente.toml", place, melding, herstel)


def _statuses(lines: list[str]) -> Iterator[Fault]:
    """Tell own words for statuses that mean no status, or are one that means something else."""
    place = "gemeente statussen"
    words = [line.partition(MEANS)[0].strip().casefold() for line in lines]
    yield from _doubles("gemeente.toml", place, words)
    for word, meaning in own_words(lines).items():
        if meaning not in tuple(AfspraakStatus):
            melding = f"Van de status {word!r} is niet duidelijk wat hij betekent."
            near = suggestion(meaning, list(AfspraakStatus))
            herstel = f"Schrijf bijvoorbeeld: {word} {MEANS} nagekomen.{near}"
            yield Fault("gemeente.toml", place, melding, herstel)
        elif word in tuple(AfspraakStatus):
            melding = f"{word} is al een status, en kan niet iets anders betekenen."
            yield Fault("gemeente.toml", place, melding, "Haal die regel weg.")


def _changes(lines: list[str]) -> Iterator[Fault]:
    """Tell changes of the agreements that do not begin with their day."""
    for line in lines:
        if change_of(line) is None:
            melding = f"{line!r} begint niet met een dag."
            herstel = "Schrijf de dag als jjjj-mm-dd, een dubbele punt, en dan wat er wijzigde."
            yield Fault("gemeente.toml", "gemeente gewijzigd", melding, herstel)


def _hand_in(gemeente: Gemeente) -> Iterator[Fault]:
    """Tell a day of handing in that was before the year, and a receiver too long for its cell."""
    if gemeente.inleveren_voor and gemeente.inleveren_voor.year < gemeente.jaar:
        melding = f"{gemeente.inleveren_voor} ligt vóór het jaar van de afspraken."
        herstel = "Noem de dag waarvoor de werkmap over dat jaar wordt ingeleverd."
        yield Fault("gemeente.toml", "gemeente inleveren_voor", melding, herstel)
    if len(gemeente.inleveren_bij) > LONGEST_RECEIVER:
        melding = f"De tekst is langer dan {LONGEST_RECEIVER} tekens."
        herstel = "Noem alleen de functie, de afdeling of het postvak."
        yield Fault("gemeente.toml", "gemeente inleveren_bij", melding, herstel)


def _part(afspraak: Afspraak, afspraken: Afspraken) -> Iterator[Fault]:
    """Tell a whole that is not there, and one that is a part itself: there is one step."""
    whole = {one.id: one for one in afspraken.afspraken}.get(afspraak.deel_van)
    sleutel = f"afspraak {afspraak.id} deel_van"
    if afspraak.deel_van and whole is None:
        hint = suggestion(afspraak.deel_van, [one.id for one in afspraken.afspraken])
        melding = f"De afspraak {afspraak.deel_van} bestaat niet.{hint}"
        yield Fault("afspraken.toml", sleutel, melding, "Kies een code uit afspraken.toml.")
    elif whole is not None and (whole.deel_van or whole is afspraak):
        melding = f"De afspraak {whole.id} is zelf een onderdeel."
        herstel = "Noem de afspraak waar beide een onderdeel van zijn."
        yield Fault("afspraken.toml", sleutel, melding, herstel)


def _parties(afspraken: Afspraken) -> Iterator[Fault]:
    if sum(partij.is_gemeente for partij in afspraken.partijen) != 1:
        yield Fault(
            "partijen.toml",
            "partij",
            "Er moet precies één partij van de soort gemeente zijn.",
            'Geef één partij soort = "gemeente".',
        )
    if sum(kern.stad for kern in afspraken.kernen) > 1:
        yield Fault(
            "kernen.toml",
            "kern",
            "Meer dan één kern heeft stad = true.",
            "Laat het bij één kern staan.",
        )


def _classes(afspraken: Afspraken) -> Iterator[Fault]:
    for klasse in afspraken.inkomensklassen:
        if klasse.boven is not None and klasse.tot_en_met is not None:
            if klasse.boven >= klasse.tot_en_met:
                yield Fault(
                    "inkomensklassen.toml",
                    f"klasse {klasse.naam}",
                    f"De ondergrens {klasse.boven} ligt niet onder de bovengrens.",
                    "Maak boven kleiner dan tot_en_met.",
                )
        elif klasse.boven is None and klasse.tot_en_met is None:
            yield Fault(
                "inkomensklassen.toml",
                f"klasse {klasse.naam}",
                "De klasse heeft geen grenzen.",
                "Voeg boven of tot_en_met toe.",
            )

    groups = {groep for item in afspraken.afspraken for groep in item.doelgroepen}
    for klasse in afspraken.inkomensklassen:
        if klasse.doelgroep is not None and klasse.doelgroep not in groups:
            yield Fault(
                "inkomensklassen.toml",
                f"klasse {klasse.naam} doelgroep",
                f"De doelgroep {klasse.doelgroep} komt in geen afspraak voor."
                f"{suggestion(klasse.doelgroep, groups)}",
                "Kies een doelgroep die in afspraken.toml staat.",
            )


def _condition(afspraak: Afspraak, afspraken: Afspraken) -> Iterator[Fault]:
    """Tell what an agreement cannot have beside a condition: a measured number, a goal's code."""
    if afspraak.voorwaarde is None:
        return
    bestand, sleutel = "afspraken.toml", f"afspraak {afspraak.id} voorwaarde"
    measured = [getal.maat for getal in afspraak.getallen if getal.maat] + afspraak.maten
    if measured:
        yield Fault(
            bestand,
            sleutel,
            f"Met een voorwaarde kan een afspraak geen maat hebben: {measured[0]}.",
            "Maak van wat wordt gemeten een doel met deze voorwaarde.",
        )
    if afspraak.id in {doel.id for doel in afspraken.doelen if doel.voorwaarde}:
        yield Fault(
            bestand,
            sleutel,
            f"Een doel met een voorwaarde heet ook {afspraak.id}.",
            "Geef een van beide een andere code.",
        )


def _agreement(afspraak: Afspraak, afspraken: Afspraken) -> Iterator[Fault]:
    yield from _part(afspraak, afspraken)
    yield from _condition(afspraak, afspraken)
    bestand, sleutel = "afspraken.toml", f"afspraak {afspraak.id}"
    names = {*GROUPS, *(partij.naam for partij in afspraken.partijen)}
    for key, naam in [
        ("trekker", afspraak.trekker),
        *(("partijen", naam) for naam in afspraak.partijen),
        *(("getallen", getal.partij) for getal in afspraak.getallen),
    ]:
        if naam is not None and naam not in names:
            yield Fault(
                bestand,
                f"{sleutel} {key}",
                f"De partij {naam} bestaat niet.{suggestion(naam, names)}",
                "Kies een naam uit partijen.toml of een groep.",
            )
    if afspraak.thema not in {thema.nummer for thema in afspraken.themas}:
        yield Fault(
            bestand,
            f"{sleutel} thema",
            f"Thema {afspraak.thema} bestaat niet.",
            "Kies een thema uit gemeente.toml.",
        )
    goals = {doel.id for doel in afspraken.doelen}
    for code in afspraak.doelen:
        if code not in goals:
            yield Fault(
                bestand,
                f"{sleutel} doelen",
                f"Het doel {code} bestaat niet.{suggestion(code, goals)}",
                "Kies een doel uit doelen.toml.",
            )
    for tabel in afspraak.tabellen:
        if tabel not in afspraken.tabellen:
            yield Fault(
                bestand,
                f"{sleutel} tabellen",
                f"De tabel {tabel} bestaat niet.{suggestion(tabel, afspraken.tabellen)}",
                "Kies een tabel uit tabellen.toml.",
            )
    for getal in afspraak.getallen:
        yield from _number(getal, f"{sleutel} getallen")
    termijn = afspraak.termijn
    if termijn.van and termijn.tot and termijn.van > termijn.tot:
        yield Fault(
            bestand,
            f"{sleutel} termijn",
            f"De termijn begint ({termijn.van}) na het einde ({termijn.tot}).",
            "Zet van en tot in de goede volgorde.",
        )


def _number(getal: Getal, sleutel: str) -> Iterator[Fault]:
    if (getal.tot_jaar is not None or getal.na_jaar is not None) and not getal.onderwerp:
        yield Fault(
            "afspraken.toml",
            sleutel,
            f"Het getal {getal.wat} geldt een deel van de jaren, maar heeft geen onderwerp.",
            "Voeg onderwerp toe; getallen over hetzelfde hebben hetzelfde onderwerp.",
        )
    if getal.tot_jaar is not None and getal.na_jaar is not None and getal.na_jaar >= getal.tot_jaar:
        yield Fault(
            "afspraken.toml",
            sleutel,
            f"Het getal {getal.wat} geldt in geen enkel jaar.",
            "Maak na_jaar kleiner dan tot_jaar.",
        )
