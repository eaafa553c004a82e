"""Faults that break an agreement or a norm, or leave open what the parties follow: warnings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from proving.kit.voorbeeld import FIRST, LAST, PEILDATUM, PRINTED, afspraken
from proving.planten.planting import WHOLE_SHEET, YEAR_AFTER, in_row

Record = Mapping[str, Any]
PROJECTS = {
    "nieuwbouwprojecten": (
        *("corporatie", "project", "woningen", "oplevering", "opgeleverd", "grondprijs"),
    )
}
APPLIANCES = {"open_verbranding": ("corporatie", "jaar", "begin", "vervangen")}
LETTINGS = {"toewijzingen": ("corporatie", "jaar")}
STOCK = {"woningvoorraad": ("corporatie", "jaar", "daeb", "niet_daeb")}
BOUND = date(2018, 7, 1)
"""From here on building without gas is the norm (T3-04)."""


def _counted(row: Record) -> bool:
    return bool(row["jaar"] == LAST)


def _passed(row: Record) -> bool:
    """Say whether a term has passed that every workbook follows: one of all corporaties."""
    lead = afspraken().afspraak(row["code"]).trekker
    over = row["uiterlijk"] is not None and row["uiterlijk"] < PEILDATUM
    return over and lead in (None, "Corporaties")


# --- the agreements ---

for _name in ("afspraken_0", "afspraken_1"):  # the other themes have no such term

    @in_row("AFS-020", _name, "status", _passed)
    def term_passed(row: Record) -> Record:
        return {"status": "op koers"}


for _theme in range(4):
    _name = f"afspraken_{_theme}"

    @in_row("AFS-023", _name, "trekker", lambda r: bool(afspraken().afspraak(r["code"]).trekker))
    def somebody_else_leads(row: Record) -> Record:
        lead = "Corporaties" if row["trekker"] == "Huurdersorganisaties" else "Huurdersorganisaties"
        return {"trekker": lead}


def _may_be_moved(row: Record) -> bool:
    """Say whether a term of an agreement can be later than agreed."""
    agreed = afspraken().afspraak(row["code"]).termijn.tot
    return agreed is not None and row["code"] not in PRINTED["AFS-024"]


for _theme in range(4):

    @in_row("AFS-024", f"afspraken_{_theme}", "uiterlijk", _may_be_moved)
    def term_moved(row: Record) -> Record:
        return {"uiterlijk": afspraken().afspraak(row["code"]).termijn.tot + timedelta(1)}


@in_row("AFS-022", "afspraken_1", "keren", lambda r: r["code"] == "T1-08")
def done_too_seldom(row: Record) -> Record:
    return {"keren": 0}


@in_row("AFS-026", "afspraken_3", "realisatie", lambda r: r["code"] == "T3-02")
def not_all_that_is_named(row: Record) -> Record:
    return {"realisatie": "Aangewezen: Rode dorp en Preludeweg."}


# --- projects and their land ---


@in_row("NBW-020", "nieuwbouwprojecten", "gasloos", lambda r: r["aanvraag"] >= BOUND)
def built_with_gas(row: Record) -> Record:
    return {"gasloos": "Nee"}


@in_row("NBW-022", "nieuwbouwprojecten", "gasloos", lambda r: r["aanvraag"] >= BOUND)
def gas_not_known(row: Record) -> Record:
    return {"gasloos": None}


@in_row("NBW-023", "nieuwbouwprojecten", "aanvraag")
def asked_for_after_the_start(row: Record) -> Record:
    return {"aanvraag": row["start_bouw"] + timedelta(1)}


@in_row(
    "NBW-024",
    "nieuwbouwprojecten",
    "oplevering",
    lambda r: r["jaar"] > LAST and r["grondprijs"] == "Nee",
)
def delivered_in_the_future(row: Record) -> Record:
    return {"opgeleverd": row["woningen"]}


@in_row("NBW-025", "woningvoorraad", "nieuwbouw", lambda r: r["jaar"] - 1 == FIRST, beside=PROJECTS)
def not_in_the_stock(row: Record) -> Record:
    # What is not counted as built is counted as bought, so that the stock still closes.
    return {"nieuwbouw": 0, "aankoop": row["aankoop"] + row["nieuwbouw"]}


@in_row(
    "GPB-020",
    "grondprijsbeding",
    "onttrekking",
    lambda r: r["reden"] in ("verkoop", "overheveling"),
)
def withdrawn_within_the_term(row: Record) -> Record:
    return {"onttrekking": row["ingang"] + timedelta(400)}


@in_row(
    "GPB-022",
    "nieuwbouwprojecten",
    "grondprijs",
    lambda r: r["grondprijs"] == "Nee" and r["opgeleverd"] > 0,
    beside={"grondprijsbeding": ("corporatie", "project")},
)
def not_among_the_bound(row: Record) -> Record:
    return {"grondprijs": "Ja"}


@in_row("GPB-023", "grondprijsbeding", "woningen", lambda r: r["reden"] is None, beside=PROJECTS)
def more_bound_than_built(row: Record) -> Record:
    return {"woningen": row["woningen"] + 1}


# --- lettings ---


@in_row("TWZ-020", "toewijzingen", "verhuringen", lambda r: r["jaar"] < 2021)
def too_many_above_the_limit(row: Record) -> Record:
    above = row["verhuringen"] // 4
    rest = row["verhuringen"] - above - row["hoger_inkomen"]
    return {"middeninkomen": above, "doelgroep": rest}


@in_row(
    "TWZ-021",
    "toewijzingen",
    "maatwerk",
    lambda r: r["corporatie"] == "Habeko Wonen" and r["jaar"] == LAST,
)
def too_much_local_priority(row: Record) -> Record:
    return {"maatwerk": row["verhuringen"] // 2}


@in_row(
    "TWZ-023",
    "toewijzingen",
    "maatwerk_verwacht",
    # The share was agreed for the year of the agreements alone.
    lambda r: r["corporatie"] == "Habeko Wonen" and r["jaar"] == LAST,
)
def more_expected_than_agreed(row: Record) -> Record:
    return {"maatwerk_verwacht": 0.45}


@in_row("TWZ-024", "toewijzingen", "maatwerk_verwacht", _counted, beside=LETTINGS)
def nothing_expected(row: Record) -> Record:
    return {"maatwerk_verwacht": None}


@in_row("TWZ-026", "toewijzingen", "passend", _counted)
def fitting_not_counted(row: Record) -> Record:
    return {"passend": None}


# --- programmes, livability, energy ---

for _name in ("kwaliteitsverbetering", "zonnepanelen"):

    @in_row("PLN-001", _name, "gerealiseerd")
    def result_not_told(row: Record) -> Record:
        return {"gerealiseerd": None}

    @in_row("PLN-002", _name, "gerealiseerd")
    def less_without_a_word(row: Record) -> Record:
        return {"gerealiseerd": row["gepland"] - 1, "toelichting": None}


@in_row("OVT-020", "open_verbranding", "vervangen", _counted)
def appliances_left(row: Record) -> Record:
    return {"vervangen": row["vervangen"] - 1}


@in_row("OVT-022", "open_verbranding", "begin", _counted, beside=APPLIANCES)
def another_beginning(row: Record) -> Record:
    return {"begin": row["begin"] + 1, "vervangen": row["vervangen"] + 1}


@in_row("LFB-020", "leefbaarheid", "totaal", brings={"JRV-001": YEAR_AFTER})
def above_the_amount_per_unit(row: Record) -> Record:
    return {"menskracht": row["verhuureenheden"] * 130.0}


@in_row("WSC-003", "wijkschouwen", "gehouden_op", brings={"WSC-001": WHOLE_SHEET})
def walked_in_another_year(row: Record) -> Record:
    return {"gehouden_op": row["gehouden_op"] - timedelta(365)}


@in_row(
    "LVB-020",
    "levensloopbestendig",
    "woningen",
    lambda r: r["eigenaar"] != "overige voorraad",
    brings={"JRV-001": YEAR_AFTER},
    beside=STOCK,
)
def more_homes_than_the_stock(row: Record) -> Record:
    return {"woningen": row["woningen"] + 900}


@in_row("EIX-020", "energie_index", "woningen", beside=STOCK)
def more_indexed_than_the_stock(row: Record) -> Record:
    return {"woningen": row["woningen"] + 900}


@in_row("JRV-001", "gasverbruik", "gas", _counted, beside={"gasverbruik": ("jaar", "gas")})
def gas_doubled(row: Record) -> Record:
    return {"gas": row["gas"] * 2}


@in_row("ONG-001", "wijkschouwen", "deelnemers")
def a_crowd_on_a_walk(row: Record) -> Record:
    return {"deelnemers": 400}


# --- texts ---


@in_row("SCH-001", "zonnepanelen", "toelichting")
def letters_that_only_look_alike(row: Record) -> Record:
    return {"toelichting": "Geplaatst in \u0412oskoop."}


@in_row("PRV-001", "toewijzingen", "toelichting")
def a_citizen_number(row: Record) -> Record:
    return {"toelichting": "Betreft 111222333."}


@in_row("PRV-002", "levensloopbestendig", "toelichting")
def a_mail_address(row: Record) -> Record:
    return {"toelichting": "Navragen bij j.jansen@habeko.nl."}


@in_row("PRV-003", "gasverbruik", "toelichting")
def a_telephone_number(row: Record) -> Record:
    return {"toelichting": "Bel 06-12345678."}


@in_row("PRV-004", "leefbaarheid", "toelichting")
def an_account_number(row: Record) -> Record:
    return {"toelichting": "Betaald van NL91ABNA0417164300."}
