"""The long-term goals: can they be measured, are they meant as printed, does an agreement serve them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import MAXYEAR
from decimal import Decimal

from prestatieafspraken.afspraken.model import Afspraken, Doel, Richting
from prestatieafspraken.dutch.figure import measure
from prestatieafspraken.dutch.written import listing
from prestatieafspraken.normen import Klassen, klassen
from prestatieafspraken.validators.document.rules import Words, goal_rule
from prestatieafspraken.workbook.building.printed import printed_rows
from prestatieafspraken.workbook.finding import Rule, Severity

LOWER_IS_BETTER = {("energie_index", "energie_index"), ("gasverbruik", "gas")}
"""Columns of which a lower figure is better: a goal for them is a ceiling, never a floor."""
LABELS = ("energielabel_nader_voorschrift", "energielabel_voor_2015")
"""The norms with the bounds of the energy labels that are expressed as an index."""
SHARES = {"%", "index"}
"""Units of levels that mean nothing without the level at the start; a count starts from zero."""


def is_quantified(doel: Doel) -> bool:
    """Say whether a goal names a number or class to reach."""
    return doel.vraagt_getal or bool(doel.streefklasse)


def _column(doel: Doel) -> tuple[str, str] | None:
    return (doel.cijfer.tabel, doel.cijfer.kolom) if doel.cijfer else None


@goal_rule(
    Rule(
        code="DOE-001",
        ernst=Severity.WAARSCHUWING,
        titel="Een doel wijst in de richting die beter is.",
        melding="Doel {code} zegt {gedrukt} {waarde_doel}, maar bedoeld is {bedoeld} {waarde_doel}: {maat}.",
        herstel="Laat de tekst van het doel verbeteren in {bedoeld} {waarde_doel}; de werkmap rekent al zo.",
        waarom="Letterlijk genomen is het doel gehaald als het slechter gaat.",
        afgesproken=True,
    ),
    "streefwaarde",
)
def richting_verkeerd(afspraken: Afspraken, doel: Doel) -> Iterator[Words]:
    """Point at floors under what had better be low, and at wordings that are not what is meant."""
    printed = doel.gedrukte_richting or doel.richting
    lower = doel.streefwaarde is not None and _column(doel) in LOWER_IS_BETTER
    meant = Richting.MAXIMAAL if lower else doel.richting
    if printed == meant or meant is Richting.GEEN:
        return
    better = "lager" if meant is Richting.MAXIMAAL else "hoger"
    aim = doel.streefwaarde if doel.streefwaarde is not None else doel.verandering
    what = doel.omschrijving
    yield {
        "gedrukt": printed,
        "bedoeld": meant,
        "maat": f"bij {what} is {better} beter" if what else f"{better} is beter",
        "waarde_doel": measure(aim, doel.eenheid) if aim is not None else doel.streefklasse or "",
    }


@goal_rule(
    Rule(
        code="DOE-002",
        ernst=Severity.WAARSCHUWING,
        titel="Van elk doel met een getal is bekend waar het begon.",
        melding="Doel {code} ({titel_doel}) heeft geen beginstand: er staat geen cijfer{jaar} bij.",
        herstel="{stap}",
        waarom="Zonder beginstand is niet te zeggen hoeveel er is bereikt, en ook niet of het doel is gehaald.",
        afgesproken=True,
    ),
    "basiswaarde",
)
def beginstand_ontbreekt(afspraken: Afspraken, doel: Doel) -> Iterator[Words]:
    """Point at goals that start from a figure which neither they nor a printed table gives."""
    if starts_somewhere(doel) and not has_begin(afspraken, doel):
        step = "Spreek af bij welk jaar en welk cijfer het doel begint, en noem dat bij het doel."
        if doel.basisjaar:
            step = f"Noem het cijfer van {doel.basisjaar} bij het doel."
        yield {"jaar": f" van {doel.basisjaar}" if doel.basisjaar else "", "stap": step}


def starts_somewhere(doel: Doel) -> bool:
    """Say whether a goal means nothing without the figure that it starts from."""
    # A task is set anew each time: what was left of it goes along by itself.
    level = doel.streefklasse is not None or (doel.eenheid in SHARES and not doel.haalt_in)
    return is_quantified(doel) and (level or doel.verandering is not None)


def has_begin(afspraken: Afspraken, doel: Doel) -> bool:
    """Say whether a goal, or a printed table, has its figure of the base year.

    Without a base year that of any year before the aim will do.
    """
    if doel.basiswaarde is not None:
        return True
    if doel.cijfer is None:
        return False
    columns = [name for name in (doel.cijfer.kolom, doel.cijfer.anders) if name]
    years = {
        row.get("jaar")
        for row in printed_rows(afspraken).get(doel.cijfer.tabel, [])
        if any(row.get(name) is not None for name in columns)
    }
    if doel.basisjaar is not None and None not in years:
        return doel.basisjaar in years
    return any(year is None or year < (doel.streefjaar or MAXYEAR) for year in years)


@goal_rule(
    Rule(
        code="DOE-005",
        ernst=Severity.WAARSCHUWING,
        titel="Bij elk doel met een getal hoort een afspraak.",
        melding="Geen enkele afspraak werkt aan doel {code} ({titel_doel}).",
        herstel="Maak een afspraak die aan het doel bijdraagt, of noem bij welke afspraak het hoort.",
        waarom="Een doel waar niemand iets voor doet, wordt hoogstens bij toeval gehaald.",
        afgesproken=True,
    ),
    "id",
)
def doel_zonder_afspraak(afspraken: Afspraken, doel: Doel) -> Iterator[Words]:
    """Point at goals with a number that no agreement serves."""
    served = any(doel.id in afspraak.doelen for afspraak in afspraken.afspraken)
    if is_quantified(doel) and not served:
        yield {}


@goal_rule(
    Rule(
        code="DOE-006",
        ernst=Severity.INFO,
        titel="Van elk doel is afgesproken waaraan te zien is dat het is gehaald.",
        melding="Van doel {code} ({titel_doel}) is niet afgesproken waaraan te zien is dat het is gehaald.",
        herstel="Spreek een maat en een streefgetal af, of noem het een uitgangspunt en geen doel.",
        waarom="Over een doel zonder maat kan het verslag alleen vertellen, niet meten.",
        afgesproken=True,
    ),
    "maat",
)
def maat_ontbreekt(afspraken: Afspraken, doel: Doel) -> Iterator[Words]:
    """Point at goals without a number and without a measure."""
    if not is_quantified(doel) and not doel.gemeten:
        yield {}


@goal_rule(
    Rule(
        code="DOE-007",
        ernst=Severity.WAARSCHUWING,
        titel="Twee manieren om een doel te zeggen, betekenen hetzelfde.",
        melding="Doel {code} noemt label {label} en {waarde_doel} alsof het hetzelfde is, maar label {label} loopt tot en met {grenzen}.",
        herstel="Spreek af welk van de twee geldt, en met welke methode de index wordt bepaald.",
        waarom="Met de ene grens kan het doel gehaald zijn en met de andere niet.",
        afgesproken=True,
    ),
    "streefwaarde",
)
def label_is_andere_grens(afspraken: Afspraken, doel: Doel) -> Iterator[Words]:
    """Compare the label of a goal with its index, by the bounds of each method."""
    if doel.streeflabel is None or doel.streefwaarde is None:
        return
    bounds = [(scale, _bound(scale, doel.streeflabel)) for scale in map(klassen, LABELS)]
    if all(bound == doel.streefwaarde for _, bound in bounds):
        return
    listed = [
        f"{measure(bound, scale.eenheid)} ({_validity(scale)})"
        for scale, bound in bounds
        if bound is not None
    ]
    if listed:
        yield {
            "label": doel.streeflabel,
            "waarde_doel": f"energie-index {measure(doel.streefwaarde, doel.eenheid)}",
            "grenzen": listing(listed, "of"),
        }


def _bound(scale: Klassen, label: str) -> Decimal | None:
    return next((g.tot_en_met for g in scale.grenzen if g.klasse == label), None)


def _validity(scale: Klassen) -> str:
    since = f"{scale.vanaf.year}" if scale.vanaf else ""
    until = f"{scale.tot.year}" if scale.tot else "nu"
    return f"methode van {since} tot en met {until}"
