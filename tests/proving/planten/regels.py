"""Damage to rows, sums and what hangs together: nearly always one line for a rule.

`one` changes a row, `every` all rows that are meant. A row without changes is emptied.
"""

from __future__ import annotations

from datetime import timedelta

from proving.kit.voorbeeld import CORPORATIES, FIRST, LAST, PEILDATUM
from proving.planten.planting import Record, border, every, one

DAY = timedelta(1)
TOTAL = "Totaal"


def _at_full_price(row: Record) -> bool:
    """Say whether homes were delivered on land for which no social price was asked."""
    return bool(row["opgeleverd"] and row["grondprijs"] == "Nee")


def _bound(row: Record) -> bool:
    """Say whether homes were delivered on land for which it was."""
    return bool(row["fase"] == "opgeleverd" and row["grondprijs"] == "Ja")


# --- one row: a part above its whole, days in the wrong order, something missing ---

one("VRD-001", "woningvoorraad", verkoop=lambda r: -r["verkoop"])
one("VRD-002", "woningvoorraad", daeb_kernen=lambda r: r["daeb"] + 1)
one("NBW-001", "nieuwbouwprojecten", opgeleverd=lambda r: r["woningen"] + 1)
one("NBW-002", "nieuwbouwprojecten", oplevering=lambda r: r["start_bouw"] - DAY)
one("NBW-003", "nieuwbouwprojecten", lambda r: r["fase"] == "opgeleverd", opgeleverd=None)
one("NBW-004", "nieuwbouwprojecten", lambda r: r["maatwerk"], afspraak_huurders="Nee")
one("NBW-023", "nieuwbouwprojecten", aanvraag=lambda r: r["start_bouw"] + DAY)
one("GPB-001", "grondprijsbeding", onttrokken=lambda r: r["woningen"] + 1)
one("GPB-002", "grondprijsbeding", onttrekking=lambda r: r["ingang"] - DAY)
one("GPB-003", "grondprijsbeding", lambda r: r["onttrokken"], onttrekking=None)
one("TWZ-001", "toewijzingen", verhuringen=lambda r: r["verhuringen"] + 1)
one("TWZ-002", "toewijzingen", passend=lambda r: r["huurtoeslag"] + 1)
one("TWZ-003", "toewijzingen", maatwerk=lambda r: r["verhuringen"] + 1)
one("TWZ-004", "toewijzingen", huurtoeslag=lambda r: r["verhuringen"] + 1)
one("TWZ-005", "toewijzingen", doelgroep=lambda r: r["verhuringen"] + 1, middeninkomen=None)
one("LFB-001", "leefbaarheid", verhuureenheden=None)
one("BWI-001", "bewonersinitiatieven", lambda r: r["uitgevoerd_op"], uitgevoerd_op=None)
one(
    "BWI-003",
    "bewonersinitiatieven",
    lambda r: r["uitgevoerd_op"],
    uitgevoerd_op=lambda r: r["uitgevoerd_op"].replace(year=LAST - 1),
)
border(
    "BWI-003",
    "bewonersinitiatieven",
    lambda r: r["uitgevoerd_op"],
    uitgevoerd_op=lambda r: r["uitgevoerd_op"].replace(month=1, day=1),
)
one("PLN-004", "zonnepanelen", gerealiseerd=lambda r: r["gepland"] * 5)
border("PLN-004", "zonnepanelen", gerealiseerd=lambda r: r["gepland"] * 4)
one("ONG-002", "duurzame_energie", behoefte=lambda r: r["behoefte"] / 1000)
one("ONG-002", "duurzame_energie", opgewekt=lambda r: r["opgewekt"] / 1000)
one("ONG-002", "leefbaarheid", ontmoeting=9, plekken=9, menskracht=9)
one("AFS-035", "zonnepanelen", lambda r: r["jaar"] == LAST, gerealiseerd=lambda r: r["gepland"] - 1)
one(
    "GPB-025",
    "grondprijsbeding",
    lambda r: "straat" in r["project"],
    project=lambda r: r["project"].replace("straat", "stratt"),
)
one("LVB-001", "levensloopbestendig", geschikt=lambda r: r["woningen"] + 1)
one("EIX-001", "energie_index", methode="onbekend")
one("EIX-002", "energie_index", lambda r: r["jaar"] > FIRST + 1, methode="voor 2015 (EPA)")
one("EIX-003", "energielabels", geldig_tot=lambda r: r["registratie"] - DAY)
border("EIX-003", "energielabels", geldig_tot=lambda r: r["registratie"])
border("VRD-002", "woningvoorraad", daeb_kernen=lambda r: r["daeb"])
border("NBW-001", "nieuwbouwprojecten", opgeleverd=lambda r: r["woningen"])
border("NBW-002", "nieuwbouwprojecten", oplevering=lambda r: r["start_bouw"])
border("NBW-023", "nieuwbouwprojecten", aanvraag=lambda r: r["start_bouw"])
border("NBW-024", "nieuwbouwprojecten", oplevering=PEILDATUM)
border("GPB-001", "grondprijsbeding", onttrokken=lambda r: r["woningen"])
border("GPB-002", "grondprijsbeding", onttrekking=lambda r: r["ingang"])
one("TWZ-006", "toewijzingen", jaar=2022, middeninkomen=3)
border("TWZ-006", "toewijzingen", jaar=2022, middeninkomen=0)
border("TWZ-002", "toewijzingen", passend=lambda r: r["huurtoeslag"])
border("TWZ-004", "toewijzingen", huurtoeslag=lambda r: r["verhuringen"])
border("LVB-001", "levensloopbestendig", geschikt=lambda r: r["woningen"])
border("OVT-001", "open_verbranding", vervangen=lambda r: r["begin"])
border("SLK-001", "slaagkans_*", noemer=lambda r: r["teller"])
border("SLK-003", "slaagkans_*", noemer=30)
one("OVT-001", "open_verbranding", vervangen=lambda r: r["begin"] + 1)

# --- slaagkansen ---

one("SLK-001", "slaagkans_*", noemer=lambda r: r["teller"] - 1)
one("SLK-002", "slaagkans_*", opgegeven=lambda r: round(r["opgegeven"] + 0.02, 3))
one("SLK-003", "slaagkans_*", noemer=29)
every("SLK-004", "slaagkans_*", lambda r: r["jaar"] == LAST, periode="kwartaal 1")
one("SLK-005", "slaagkans_*", noemer=None)
one("SLK-006", "slaagkans_*")
one("SLK-007", "slaagkans_kern", lambda r: r["kern"] == TOTAL, noemer=lambda r: r["noemer"] * 3)
one(  # between the smallest and the largest kern, where no total of all can lie
    "SLK-007",
    "slaagkans_kern",
    lambda r: r["kern"] == TOTAL,
    noemer=lambda r: int(r["noemer"] * 0.156),
)
one("SLK-008", "slaagkans_kern", lambda r: r["kern"] == TOTAL, teller=lambda r: r["teller"] - 1)
one("SLK-009", "slaagkans_inkomen", noemer=lambda r: r["noemer"] + 3)
one("SLK-020", "slaagkans_kern", lambda r: r["jaar"] == LAST, teller=1, toelichting=None)
every("SLK-021", "slaagkans_*", lambda r: r["jaar"] == LAST - 1)

# --- the stock, its sums and its parts ---

for _moved in ("nieuwbouw", "aankoop", "sloop", "verkoop", "naar_niet_daeb", "naar_daeb"):
    one("VRD-003", "woningvoorraad", lambda r: r["jaar"] > FIRST, **{_moved: 77})
    one(
        "VRD-004",
        "woningvoorraad",
        lambda r, m=_moved: r["jaar"] > FIRST and r[m],
        **{_moved: None},
    )
border(
    "VRD-004",
    "woningvoorraad",
    lambda r: r["jaar"] > FIRST,
    aankoop=None,
    daeb=lambda r: r["daeb"] - r["aankoop"],
)
one("VRD-020", "woningvoorraad", lambda r: r["jaar"] > FIRST, niet_daeb=7, toelichting=None)
every("VRD-021", "woningvoorraad", lambda r: r["jaar"] == 2022, daeb=lambda r: r["daeb"] - 900)
for _change in (-9, 1, 100):
    one("TOT-001", "totalen", opgegeven=lambda r, change=_change: r["opgegeven"] + change)
one("TOT-002", "totalen", opgegeven=None)
border("TOT-002", "totalen", jaar=2040, opgegeven=None)
one("TOT-003", "totalen", jaar=2040)
one("LVB-020", "levensloopbestendig", lambda r: r["eigenaar"] in CORPORATIES, woningen=12_000)
one("EIX-020", "energie_index", woningen=12_000)
one("EIX-021", "woningvoorraad", lambda r: r["jaar"] == LAST, daeb=3, niet_daeb=0)
one("DOE-003", "woningvoorraad", lambda r: r["jaar"] == 2022, daeb=lambda r: r["daeb"] - 900)
one("DOE-004", "energie_index", lambda r: r["jaar"] == LAST, energie_index=1.44)

# --- projects and their land ---

one("NBW-024", "nieuwbouwprojecten", lambda r: r["jaar"] > LAST, opgeleverd=4)
one("NBW-025", "woningvoorraad", lambda r: FIRST < r["jaar"] <= LAST, nieuwbouw=0)
one("GPB-022", "nieuwbouwprojecten", _at_full_price, grondprijs="Ja")
one("GPB-023", "grondprijsbeding", lambda r: not r["reden"], woningen=lambda r: r["woningen"] + 1)
one("GPB-023", "nieuwbouwprojecten", _bound, grondprijs="Nee")
one("GPB-024", "grondprijsbeding", lambda r: r["reden"], onttrokken=20)

# --- key figures ---

one("KGT-001", "kengetallen", noemer=None)
one("KGT-002", "kengetallen", noemer=0.0, waarde=None)
border("KGT-002", "kengetallen", noemer=0.0, teller=None)
one("KGT-003", "kengetallen", waarde=lambda r: r["waarde"] + 0.3)
border("KGT-003", "kengetallen", teller=lambda r: 2.004 * r["noemer"])
one("KGT-006", "kengetallen", partij="Woonpartners Midden-Holland")

# --- whose rows ---

one("PRT-001", "partijen", lambda r: r["naam"] in CORPORATIES, contactfunctie=None)
border("PRT-001", "partijen", lambda r: r["soort"] == "huurdersorganisatie", contactfunctie=None)
one("PRT-006", "partijen", contactfunctie="Jan de Vries")
border("PRT-006", "partijen", contactfunctie="Woonforte, afdeling Wonen")
for _table, _column in (
    *((name, "corporatie") for name in ("woningvoorraad", "toewijzingen", "energielabels")),
    ("levensloopbestendig", "eigenaar"),
    ("bewonersinitiatieven", "partij"),
):
    one("PRT-002", _table, **{_column: "Woonpartners Midden-Holland"})
    for _name in CORPORATIES:
        one(
            "PRT-004",
            _table,
            lambda r, c=_column, n=_name: r[c] not in (n, None),
            **{_column: _name},
        )

# --- what only texts say ---

for _code, _text in (
    ("SCH-001", "Geplaatst in \u0412oskoop."),
    ("PRV-001", "Betreft 111222333."),
    ("PRV-002", "Navragen bij j.jansen@habeko.nl."),
    ("PRV-003", "Bel 06-12345678."),
    ("PRV-004", "Betaald van NL91ABNA0417164300."),
    ("PRV-005", "Mevrouw Jansen, Dorpsstraat 12."),
    ("PRV-006", "Geboren op 12-03-1975."),
    ("PRV-007", "Mevrouw Jansen zit in de schuldsanering."),
):
    one(_code, "*", lambda r: r.get("toelichting"), toelichting=_text)
