"""The measures: what the product can follow, and so what goals and agreements may name.

A goal or a number names its measure by the code; nothing that computes knows the id of a goal, an
agreement or a printed table. The list stands here and not beside the calculations, because whoever
loads agreements has to know the words; tests hold it to the calculations and to the tables. The
measures of today are lines of maten.toml.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from prestatieafspraken.afspraken.catalogus import KENGETALLEN, catalogus
from prestatieafspraken.afspraken.form import Richting
from prestatieafspraken.afspraken.maat import Deel, Maat, Nodig, Vorm


def _nodig(tabel: str, *kolommen: str) -> tuple[Nodig, ...]:
    return (Nodig(tabel, kolommen),)


_PER_JAAR = (Deel.CORPORATIE, Deel.PERIODE)
_WIE_WANNEER = ("corporatie", "jaar", "periode")
_TELLING = ("jaar", "periode", "teller", "noemer", "opgegeven")

OWN = (
    Maat(
        "voorraad_daeb",
        "DAEB-voorraad",
        "woningen",
        "Som van de DAEB-woningen van de corporaties op 31 december.",
        _nodig("woningvoorraad", "corporatie", "jaar", "soort_cijfer", "daeb"),
        _PER_JAAR,
        (Vorm.VERANDERING,),
    ),
    Maat(
        "voorraad_daeb_kernen",
        "DAEB-voorraad in de kernen",
        "woningen",
        "Som van de DAEB-woningen van de corporaties buiten de stad, op 31 december.",
        _nodig("woningvoorraad", "corporatie", "jaar", "soort_cijfer", "daeb", "daeb_kernen"),
        (Deel.PERIODE,),
        (Vorm.VERANDERING,),
    ),
    Maat(
        "voorraad_mutaties",
        "Mutaties van de DAEB-voorraad",
        "woningen",
        "Som van nieuwbouw, aankoop, sloop, verkoop en overheveling in het jaar.",
        _nodig(
            "woningvoorraad",
            *("corporatie", "jaar", "soort_cijfer", "daeb", "nieuwbouw", "aankoop"),
            *("sloop", "verkoop", "naar_niet_daeb", "naar_daeb"),
        ),
        _PER_JAAR,
    ),
    Maat(
        "nieuwbouw",
        "Nieuwbouw volgens de projectenlijst",
        "woningen",
        "Som van de geplande en van de opgeleverde woningen van de projecten in het jaar.",
        _nodig(
            "nieuwbouwprojecten",
            *("project", "corporatie", "jaar", "kern", "woningtype", "fase", "oplevering"),
            *("woningen", "opgeleverd"),
        ),
        (Deel.CORPORATIE, Deel.KERN, Deel.PROJECT, Deel.PERIODE),
        (Vorm.PLAN,),
    ),
    Maat(
        "maatwerk_nieuwbouw",
        "Lokaal maatwerk per nieuwbouwproject",
        "%",
        "Deel van de toewijzingen van een project via lokaal maatwerk.",
        _nodig(
            "nieuwbouwprojecten",
            *("project", "jaar", "fase", "woningen", "opgeleverd", "maatwerk", "afspraak_huurders"),
        ),
        (Deel.PROJECT, Deel.PERIODE),
        (Vorm.GETAL,),
        grens=Richting.MAXIMAAL,
    ),
    Maat(
        "slaagkans",
        "Slaagkans",
        "%",
        "Verhuringen gedeeld door actief woningzoekenden; anders het opgegeven percentage.",
        (
            Nodig("slaagkans_kern", ("kern", *_TELLING)),
            Nodig("slaagkans_inkomen", ("inkomensklasse", *_TELLING)),
        ),
        (Deel.KERN, Deel.KLASSE, Deel.PERIODE),
        (Vorm.NIVEAU,),
    ),
    Maat(
        "toewijzing_doelgroep",
        "Verhuringen aan de doelgroep",
        "%",
        "Verhuringen aan inkomens tot en met de inkomensgrens gedeeld door alle verhuringen.",
        _nodig("toewijzingen", *_WIE_WANNEER, "verhuringen", "doelgroep"),
        _PER_JAAR,
        (Vorm.WET,),
    ),
    Maat(
        "toewijzing_middeninkomen",
        "Verhuringen aan middeninkomens",
        "%",
        "Verhuringen aan inkomens in de tijdelijke middengroep gedeeld door alle verhuringen.",
        _nodig("toewijzingen", *_WIE_WANNEER, "verhuringen", "middeninkomen"),
        _PER_JAAR,
    ),
    Maat(
        "toewijzing_vrij",
        "Verhuringen in de vrije ruimte",
        "%",
        "Verhuringen boven de middengroep gedeeld door alle verhuringen; zonder middengroep boven "
        "de inkomensgrens.",
        _nodig("toewijzingen", *_WIE_WANNEER, "verhuringen", "middeninkomen", "hoger_inkomen"),
        _PER_JAAR,
        (Vorm.WET,),
    ),
    Maat(
        "boven_inkomensgrens",
        "Verhuringen boven de inkomensgrens",
        "%",
        "Verhuringen aan middeninkomens en hogere inkomens samen, gedeeld door alle verhuringen.",
        _nodig("toewijzingen", *_WIE_WANNEER, "verhuringen", "middeninkomen", "hoger_inkomen"),
        _PER_JAAR,
        (Vorm.GETAL, Vorm.WET),
        grens=Richting.MAXIMAAL,
    ),
    Maat(
        "passend_toewijzen",
        "Passend toegewezen",
        "%",
        "Passende verhuringen aan de huurtoeslaggroep gedeeld door alle verhuringen aan die groep.",
        _nodig("toewijzingen", *_WIE_WANNEER, "huurtoeslag", "passend"),
        _PER_JAAR,
        (Vorm.WET,),
    ),
    Maat(
        "lokaal_maatwerk",
        "Lokaal maatwerk",
        "%",
        "Verhuringen via lokaal maatwerk gedeeld door alle verhuringen.",
        (
            Nodig("toewijzingen", (*_WIE_WANNEER, "verhuringen", "maatwerk", "maatwerk_verwacht")),
            Nodig("woningvoorraad", ("corporatie", "jaar", "soort_cijfer", "daeb")),
        ),
        _PER_JAAR,
        (Vorm.GETAL, Vorm.WET),
        grens=Richting.MAXIMAAL,
    ),
    Maat(
        "monitor_maatwerk",
        "Hoe vaak lokaal maatwerk wordt gevolgd",
        "keer per jaar",
        "Aantal delen van het jaar waarover verhuringen zijn ingevuld.",
        _nodig("toewijzingen", *_WIE_WANNEER),
        (),
        (Vorm.GETAL,),
    ),
    Maat(
        "beding_termijn",
        "Woningen onder het grondprijsbeding",
        "woningen",
        "Som van de woningen van de projecten waarvan de termijn op de peildatum loopt, zonder wat "
        "is onttrokken; het getal van de afspraak is de termijn in jaren.",
        _nodig(
            "grondprijsbeding",
            *("corporatie", "project", "ingang", "woningen", "onttrokken", "onttrekking", "reden"),
        ),
        (Deel.CORPORATIE, Deel.PROJECT),
        (Vorm.GETAL,),
        grens=Richting.MINIMAAL,
    ),
    Maat(
        "beding_boete",
        "Boete onder het grondprijsbeding",
        "euro",
        "Woningen onttrokken binnen de termijn maal het bedrag per woning van de afspraak.",
        _nodig(
            "grondprijsbeding",
            *("corporatie", "project", "ingang", "onttrokken", "onttrekking", "reden"),
        ),
        (Deel.CORPORATIE,),
        (Vorm.GETAL,),
    ),
    Maat(
        "leefbaarheid",
        "Uitgaven aan leefbaarheid",
        "euro",
        "Som van de drie lijnen in het jaar, in alles en per verhuureenheid. Een getal van een "
        "afspraak is het bedrag per verhuureenheid, en geldt in plaats van dat van de wet.",
        _nodig(
            "leefbaarheid",
            *("corporatie", "jaar", "soort_cijfer", "ontmoeting", "plekken", "menskracht"),
            "verhuureenheden",
        ),
        _PER_JAAR,
        (Vorm.GETAL, Vorm.WET),
        grens=Richting.MAXIMAAL,
    ),
    Maat(
        "leefbaarometer",
        "Leefbaarometer",
        "klasse",
        "Klasse van elke wijk, en de laagste van alle wijken in het laatste meetjaar.",
        _nodig("leefbaarometer", "wijk", "jaar", "klasse", "versie"),
        (Deel.WIJK, Deel.PERIODE),
        (Vorm.KLASSE,),
    ),
    Maat(
        "bewonersinitiatieven",
        "Uitgevoerde bewonersinitiatieven",
        "initiatieven",
        "Aantal initiatieven met fase uitgevoerd en een dag tot en met de peildatum en de "
        "streefdatum.",
        _nodig("bewonersinitiatieven", "initiatief", "fase", "uitgevoerd_op"),
        (),
        (Vorm.NIVEAU,),
    ),
    *(
        Maat(
            f"wijkschouwen_{lezing}",
            f"Gehouden wijkschouwen, naast het aantal in de {lezing} van de afspraak",
            "wijkschouwen",
            "Aantal locaties met een schouw die in het jaar en tot en met de peildatum is "
            "gehouden.",
            _nodig("wijkschouwen", "locatie", "gehouden_op", "gepland_op"),
            (),
            (Vorm.GETAL,),
            grens=Richting.MINIMAAL,
        )
        for lezing in ("kop", "tekst")
    ),
    Maat(
        "energie_index",
        "Gemiddelde energie-index",
        "index",
        "Som van de index maal de woningen, gedeeld door de som van de woningen.",
        (
            Nodig(
                "energie_index",
                ("corporatie", "jaar", "soort_cijfer", "energie_index", "methode", "woningen"),
            ),
            Nodig("woningvoorraad", ("corporatie", "jaar", "soort_cijfer", "daeb")),
        ),
        _PER_JAAR,
        (Vorm.NIVEAU, Vorm.LABEL),
    ),
    Maat(
        "energielabel",
        "Energielabels van de woningen",
        "woningen",
        "Aantal woningen met een geldig label, per label, en het gemiddelde per methode.",
        _nodig("energielabels", "label", "geldig_tot", "methode", "energie_index", "primair"),
        (Deel.LABEL,),
    ),
    Maat(
        "kwaliteitsverbetering",
        "Kwaliteitsverbetering van woningen",
        "woningen",
        "Som van de gerealiseerde woningen van de corporaties in het jaar, naast het plan.",
        _nodig("kwaliteitsverbetering", "corporatie", "jaar", "gepland", "gerealiseerd"),
        _PER_JAAR,
        (Vorm.PLAN,),
    ),
    Maat(
        "zonnepanelen",
        "Zonnepanelen",
        "panelen",
        "Som van de gerealiseerde panelen van de corporaties in het jaar, naast het plan.",
        _nodig("zonnepanelen", "corporatie", "jaar", "gepland", "gerealiseerd"),
        _PER_JAAR,
        (Vorm.PLAN,),
    ),
    Maat(
        "open_toestellen",
        "Open verbrandingstoestellen",
        "toestellen",
        "Toestellen aan het begin van het jaar min de toestellen die in het jaar zijn vervangen.",
        _nodig("open_verbranding", "corporatie", "jaar", "begin", "gepland", "vervangen"),
        _PER_JAAR,
        (Vorm.GETAL, Vorm.PLAN),
        grens=Richting.MAXIMAAL,
    ),
    Maat(
        "levensloopbestendig",
        "Levensloopbestendige woningen",
        "%",
        "Levensloopbestendige woningen gedeeld door alle woningen van de eigenaar.",
        _nodig("levensloopbestendig", "eigenaar", "jaar", "geschikt", "woningen"),
        _PER_JAAR,
        (Vorm.VERANDERING,),
    ),
    Maat(
        "gasverbruik",
        "Gasverbruik van de woningvoorraad",
        "%",
        "Gasverbruik in het laatste jaar gedeeld door dat in het basisjaar, min 1.",
        _nodig("gasverbruik", "jaar", "gas", "woningen"),
        (),
        (Vorm.VERANDERING,),
    ),
    Maat(
        "duurzame_energie",
        "Duurzaam opgewekt deel van de energie die huurders nodig hebben",
        "%",
        "Som van wat is opgewekt gedeeld door de som van de energiebehoefte, in het jaar.",
        (
            Nodig("duurzame_energie", ("corporatie", "jaar", "opgewekt", "behoefte")),
            Nodig("woningvoorraad", ("corporatie", "jaar", "soort_cijfer", "daeb")),
        ),
        _PER_JAAR,
        (Vorm.NIVEAU,),
    ),
    Maat(
        "kengetal",
        "Kengetal bij een doel",
        "",
        "Wat partijen per jaar bij een doel invullen, samengenomen in de vorm die het doel heeft.",
        KENGETALLEN,
        (Deel.CORPORATIE, Deel.KERN, Deel.WIJK, Deel.PROJECT, Deel.PERIODE),
        (Vorm.NIVEAU, Vorm.VERANDERING, Vorm.KLASSE),
    ),
)
"""The measures with sheets of their own, and that of what no measure knows."""


@cache
def by_code() -> Mapping[str, Maat]:
    """Give every measure by its code, those of today read once (MatenError)."""
    return {maat.code: maat for maat in (*OWN, *catalogus())}
