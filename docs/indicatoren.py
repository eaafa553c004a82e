"""The page of the documentation that lists every indicator."""

from __future__ import annotations

from prestatieafspraken.indicators.compute import DEFINITIONS
from prestatieafspraken.indicators.result import Definition, Oordeel

MEANINGS: dict[Oordeel, str] = {
    Oordeel.GEHAALD: "De norm is gehaald, volgens definitieve cijfers.",
    Oordeel.OP_KOERS: "De cijfers of de norm zijn nog niet zeker; zoals het er nu voor staat of "
    "volgens het plan wordt de norm gehaald.",
    Oordeel.AANDACHT: "De cijfers of de norm zijn nog niet zeker; zoals het er nu voor staat of "
    "volgens het plan wordt de norm niet gehaald.",
    Oordeel.NIET_GEHAALD: "De norm is niet gehaald, volgens definitieve cijfers.",
    Oordeel.NIET_TE_BEPALEN: "Er ontbreekt iets dat nodig is; de toelichting zegt wat.",
    Oordeel.ONGEVEER_GEHAALD: "Er staat circa, bijna of ruim, en het cijfer ligt binnen de speling "
    "die daarvoor is afgesproken.",
    Oordeel.NIET_BEREIKT: "Een streven, prognose, plan of beleid is niet uitgekomen; er is geen "
    "afspraak geschonden.",
    Oordeel.NIET_BEOORDEELD: "De voorwaarde van het doel is niet vervuld, of niet bekend is of zij "
    "dat is.",
    Oordeel.NIET_TE_BEOORDELEN: "In het doel zelf ontbreekt iets, zoals een jaar of een richting; "
    "de toelichting zegt wat.",
    Oordeel.PER_LEZING: "Het doel is op meer manieren te lezen, en elke lezing heeft haar eigen "
    "uitkomst.",
    Oordeel.GEEN_NORM: "De waarde is ter informatie; er hoort geen norm bij.",
}
"""What each verdict says, as users read it."""


def _measure(definition: Definition) -> str:
    if not definition.maat:
        return "alle afspraken"
    return f"[{definition.maat}](maten.md#{definition.maat})"


def indicators_page() -> str:
    """Give the page, in Markdown."""
    verdicts = "\n".join(f"| {oordeel} | {meaning} |" for oordeel, meaning in MEANINGS.items())
    rows = "\n".join(
        f"| {d.code} | {d.naam} | {d.formule} | {d.eenheid} | {_measure(d)} |" for d in DEFINITIONS
    )
    return f"""# Indicatoren

Deze pagina volgt uit de indicatoren zelf. Een indicator volgt een [maat](maten.md); welke doelen en
afspraken die maat noemen, staat in de afspraken van de gemeente. Een waarde in procenten staat in
JSON als breuk: 0,83 is 83%.

| code | indicator | berekening | eenheid | maat |
|---|---|---|---|---|
{rows}

## Oordelen

| oordeel | betekenis |
|---|---|
{verdicts}

Een prognose, een rechte lijn, een deel van een jaar en een jaar dat nog loopt kunnen nog keren.
Daarom krijgen ze nooit een definitief oordeel. Een norm die nog te verifiëren is, geeft er ook
geen: het getal kan anders blijken te zijn. Ontbreekt er een cijfer, dan is er geen waarde en
geen oordeel; een leeg vak telt nooit als nul.
"""
