"""Damage by which an agreement or a norm is not kept, or is no longer followed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from proving.kit.voorbeeld import FIRST, LAST, PEILDATUM, afspraken
from proving.planten.planting import Record, border, every, one

DAY = timedelta(1)
PAST = {"peildatum": date(2020, 3, 1)}
"""A day on which the whole year is over."""
THEMES = "afspraken_*"
NO_GAS = date(2018, 7, 1)
"""From here on building without gas is the norm (T3-04)."""


def _agreed(row: Record) -> Any:
    """Give what the document says of an agreement."""
    return afspraken().afspraak(row["code"])


def _promised(row: Record) -> bool:
    """Say whether something must be done by a day that the text of the agreement names."""
    return any(day.naam == "mijlpaal" for day in _agreed(row).data)


def _ends(row: Record) -> bool:
    """Say whether there is a last day in the year."""
    last = row["uiterlijk"] or _agreed(row).termijn.tot
    return last is not None and last.year == LAST


def _early(row: Record) -> bool:
    agreed = _agreed(row)
    return bool(agreed.termijn.tot and agreed.termijn.tot < PEILDATUM and not agreed.onderdelen)


def _counted(row: Record) -> bool:
    return bool(row["jaar"] == LAST)


def _before(row: Record) -> bool:
    return bool(row["aanvraag"] < NO_GAS)


# --- the agreements ---

one("AFS-001", THEMES, trekker=None)
one("AFS-002", THEMES, lambda r: r["status"] == "nagekomen", realisatie=None)
one("AFS-003", THEMES, wanneer=None, uiterlijk=None)
one("AFS-004", THEMES, uiterlijk=date(2017, 6, 30))
one("AFS-005", THEMES, code=lambda r: f"X{r['code'][1:]}")
one("AFS-020", THEMES, lambda r: r["uiterlijk"] and r["uiterlijk"] < PEILDATUM, status="bezig")
for _closed in ("niet nagekomen", "in geschil", "vervallen"):
    border("AFS-020", THEMES, lambda r: r["uiterlijk"], **PAST, status=_closed)
border("AFS-022", THEMES, lambda r: _agreed(r).termijn.per_jaar, keren=None, status="vervallen")
every("AFS-021", THEMES, _promised, **PAST, status="bezig", realisatie=None)
border(
    "AFS-021",
    THEMES,
    lambda r: _agreed(r).data and not _promised(r),
    **PAST,
    status="bezig",
    realisatie=None,
)
one("AFS-022", THEMES, lambda r: _agreed(r).termijn.per_jaar, keren=0)
every("AFS-025", "afspraken_1", lambda r: r["code"] == "T1-03", status="niet begonnen")
one("AFS-026", THEMES, lambda r: _agreed(r).onderdelen, status="nagekomen", realisatie="Rode dorp.")
every("AFS-027", "afspraken_[01]", status=None)
every("AFS-027", THEMES, **PAST, status=None)

one("AFS-028", THEMES, status="deels nagekomen", toelichting=None)
one("AFS-028", THEMES, status="niet nagekomen", toelichting=None)
border("AFS-028", THEMES, status="niet nagekomen", toelichting="Het budget was op.")
one("AFS-029", THEMES, lambda r: not _agreed(r).termijn.tot, **PAST, uiterlijk=None, status="bezig")
border("AFS-029", THEMES, **PAST, status="doorgeschoven")
one("AFS-030", THEMES, status="vraagt aandacht", afgerond_op=PEILDATUM)
one("AFS-030", THEMES, lambda r: not _ends(r), status="loopt door", afgerond_op=PEILDATUM)
border("AFS-030", THEMES, status="vervallen", afgerond_op=PEILDATUM)
one("AFS-031", THEMES, status="vervallen", afgerond_op=PEILDATUM + DAY)
one("AFS-032", THEMES, lambda r: _ends(r), status="loopt door")
one("AFS-033", THEMES, _early, status="nagekomen", realisatie="Gedaan.", afgerond_op=PEILDATUM)

# --- projects and their land ---

one("NBW-020", "nieuwbouwprojecten", lambda r: r["aanvraag"] >= NO_GAS, gasloos="Nee")
one("NBW-021", "nieuwbouwprojecten", _before, gasloos="Nee", toelichting=None)
one("NBW-022", "nieuwbouwprojecten", lambda r: r["aanvraag"] >= NO_GAS, gasloos=None)
for _told, _days in ((one, 400), (one, 3_651), (border, 3_653)):  # the term is ten years
    _told(
        "GPB-020",
        "grondprijsbeding",
        lambda r: r["reden"],
        onttrekking=lambda r, n=_days: r["ingang"] + n * DAY,
    )
one("GPB-021", "grondprijsbeding", lambda r: r["reden"], ingang=date(2011, 5, 1))

# --- lettings ---

HALF = {"periode": "kwartaal 1 t/m 2"}

one(
    "TWZ-020",
    "toewijzingen",
    middeninkomen=lambda r: r["verhuringen"] // 4,
    doelgroep=lambda r: r["verhuringen"] - r["verhuringen"] // 4 - r["hoger_inkomen"],
)
one(
    "TWZ-027",
    "toewijzingen",
    _counted,
    hoger_inkomen=lambda r: r["verhuringen"] // 10 + 1,
    doelgroep=lambda r: r["verhuringen"] - r["verhuringen"] // 10 - 1 - r["middeninkomen"],
)
one(
    "TWZ-028",
    "toewijzingen",
    _counted,
    passend=lambda r: -(-r["huurtoeslag"] * 95 // 100) - 1,
)
border("TWZ-028", "toewijzingen", _counted, passend=lambda r: -(-r["huurtoeslag"] * 95 // 100))
one("TWZ-021", "toewijzingen", _counted, maatwerk=lambda r: r["verhuringen"] // 2)
every("TWZ-022", "toewijzingen", _counted, maatwerk=lambda r: r["verhuringen"] // 2)
one("TWZ-023", "toewijzingen", _counted, **HALF, maatwerk_verwacht=0.45)
every("TWZ-023", "toewijzingen", _counted, **HALF, maatwerk_verwacht=0.38)
border("TWZ-023", "toewijzingen", _counted, maatwerk_verwacht=0.45)
one("TWZ-024", "toewijzingen", _counted, maatwerk_verwacht=None)
one("TWZ-025", "toewijzingen", _counted)
one("TWZ-026", "toewijzingen", _counted, passend=None)

# --- programmes, livability, energy ---

for _name in ("kwaliteitsverbetering", "zonnepanelen"):
    one("PLN-001", _name, gerealiseerd=None)
    one("PLN-002", _name, gerealiseerd=lambda r: r["gepland"] - 1, toelichting=None)
    border("PLN-002", _name, gerealiseerd=lambda r: r["gepland"], toelichting=None)
one("PLN-003", "*", lambda r: "gepland" in r and _counted(r))
one("OVT-020", "open_verbranding", _counted, vervangen=lambda r: r["vervangen"] - 1)
one("OVT-021", "open_verbranding", _counted, peildatum=date(2019, 6, 15), gepland=0)
one("OVT-022", "open_verbranding", _counted, begin=lambda r: r["begin"] + 1)
one("LFB-020", "leefbaarheid", menskracht=lambda r: r["verhuureenheden"] * 130.0)
every("WSC-001", "wijkschouwen", gehouden_op=None)
every("WSC-002", "wijkschouwen", lambda r: r["gehouden_op"].day > 10, gehouden_op=None)
one("BWI-002", "bewonersinitiatieven", fase="uitgevoerd", uitgevoerd_op=PEILDATUM + DAY)
one("WSC-003", "wijkschouwen", gehouden_op=lambda r: r["gehouden_op"] - timedelta(365))
one("JRV-001", "gasverbruik", _counted, gas=lambda r: r["gas"] * 2)
one(
    "JRV-001", "woningvoorraad", lambda r: r["jaar"] > FIRST, niet_daeb=lambda r: r["niet_daeb"] * 2
)
one("ONG-001", "wijkschouwen", deelnemers=400)
one("ONG-001", "energielabels", energie_index=7)
