"""Faults in rows, sums and between tables: one small function for each rule."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from prestatieafspraken.validators.sheets.totalen import SUMS
from prestatieafspraken.workbook.table import Table
from proving.kit.voorbeeld import CORPORATIES, FIRST, LAST, afspraken
from proving.planten.cellen import START_PARTY
from proving.planten.planting import (
    OWN_ROW,
    WHOLE_SHEET,
    YEAR_AFTER,
    Edit,
    Fault,
    Filled,
    Told,
    fault,
    in_row,
    planting,
    put,
    told,
    whole_row,
)

Record = Mapping[str, Any]

# --- one row: a part above its whole, days in the wrong order, something missing ---


# In the first year of goal D0-2 it would make the planned growth too small as well.
@in_row("VRD-002", "woningvoorraad", "daeb_kernen", lambda r: r["jaar"] != FIRST + 1)
def kernen_above_total(row: Record) -> Record:
    return {"daeb_kernen": row["daeb"] + 1}


@in_row(
    "NBW-001",
    "nieuwbouwprojecten",
    "opgeleverd",
    # Homes that are delivered beyond the plan: too early, or without stock or land to them.
    brings={"NBW-024": OWN_ROW, "GPB-022": OWN_ROW, "NBW-025": "woningvoorraad"},
)
def more_than_planned(row: Record) -> Record:
    return {"opgeleverd": row["woningen"] + 1}


@in_row("NBW-002", "nieuwbouwprojecten", "oplevering", lambda r: r["fase"] != "opgeleverd")
def delivered_before_start(row: Record) -> Record:
    return {"oplevering": row["start_bouw"] - timedelta(1)}


@in_row("NBW-003", "nieuwbouwprojecten", "fase", lambda r: r["fase"] == "opgeleverd")
def delivered_without_count(row: Record) -> Record:
    return {"opgeleverd": None}


@in_row("NBW-004", "nieuwbouwprojecten", "afspraak_huurders", lambda r: r["maatwerk"] > 0)
def priority_without_agreement(row: Record) -> Record:
    return {"afspraak_huurders": "Nee"}


@in_row("GPB-001", "grondprijsbeding", "onttrokken", lambda r: r["onttrokken"] > 0)
def more_withdrawn_than_there_are(row: Record) -> Record:
    # Without a reason they are not laid beside the stock, which would be a second fault.
    return {"onttrokken": row["woningen"] + 1, "reden": None}


@planting("GPB-024")
def more_withdrawn_than_left_the_stock(book: Filled, rng: random.Random) -> Fault | None:
    found = book.pick(rng, "grondprijsbeding", lambda r: r["reden"] == "verkoop")
    assert found is not None
    table, row, record = found
    stock = book.tables["woningvoorraad"]
    left = next(
        book.value(stock, at, "verkoop")
        for at in book.rows(stock)
        if book.value(stock, at, "corporatie") == record["corporatie"]
        and book.value(stock, at, "jaar") == record["onttrekking"].year
    )
    edits = [put(table, row, "onttrokken", left + 1)]
    cells = [whole_row(table, row), book.cells(stock, ("corporatie", "jaar", "verkoop"))]
    more = [book.cells(stock, ("soort_cijfer",)), book.cells(table, ("corporatie", "onttrokken"))]
    expected = [told("GPB-024", table, row, "onttrokken")]
    return fault("GPB-024", edits, expected, *cells, *more)


@in_row("GPB-002", "grondprijsbeding", "onttrekking", lambda r: r["onttrokken"] > 0)
def withdrawn_before_it_began(row: Record) -> Record:
    return {"onttrekking": row["ingang"] - timedelta(1)}


@in_row("GPB-003", "grondprijsbeding", "onttrekking", lambda r: r["onttrokken"] > 0)
def withdrawn_without_day(row: Record) -> Record:
    return {"onttrekking": None}


@in_row("TWZ-001", "toewijzingen", "verhuringen")
def groups_are_not_the_whole(row: Record) -> Record:
    return {"verhuringen": row["verhuringen"] + 1}


@in_row("TWZ-002", "toewijzingen", "passend")
def more_fitting_than_there_are(row: Record) -> Record:
    return {"passend": row["huurtoeslag"] + 1}


@in_row("TWZ-003", "toewijzingen", "maatwerk")
def more_priority_than_let(row: Record) -> Record:
    return {"maatwerk": row["verhuringen"] + 1}


@in_row("TWZ-004", "toewijzingen", "huurtoeslag")
def more_allowance_than_let(row: Record) -> Record:
    return {"huurtoeslag": row["verhuringen"] + 1}


@in_row("TWZ-005", "toewijzingen", "verhuringen")
def known_groups_above_the_whole(row: Record) -> Record:
    return {"doelgroep": row["verhuringen"] + 1, "middeninkomen": None}


@in_row("LFB-001", "leefbaarheid", "verhuureenheden")
def spending_without_homes(row: Record) -> Record:
    return {"verhuureenheden": None}


@in_row("BWI-001", "bewonersinitiatieven", "uitgevoerd_op", lambda r: r["fase"] == "uitgevoerd")
def carried_out_without_day(row: Record) -> Record:
    return {"uitgevoerd_op": None}


@in_row("LVB-001", "levensloopbestendig", "geschikt")
def more_fit_than_there_are(row: Record) -> Record:
    return {"geschikt": row["woningen"] + 1}


@in_row("EIX-001", "energie_index", "methode", lambda r: r["jaar"] > FIRST + 1)
def method_unknown(row: Record) -> Record:
    return {"methode": "onbekend"}


@in_row("EIX-003", "energielabels", "geldig_tot")
def label_ends_before_it_begins(row: Record) -> Record:
    return {"geldig_tot": row["registratie"] - timedelta(1)}


@in_row(
    "OVT-001",
    "open_verbranding",
    "vervangen",
    brings={"OVT-022": YEAR_AFTER},
    beside={"open_verbranding": ("corporatie", "jaar")},
)
def more_replaced_than_there_were(row: Record) -> Record:
    return {"vervangen": row["begin"] + 1}


@in_row("SLK-002", "slaagkans_kern", "opgegeven")
def chance_of_kern_is_another(row: Record) -> Record:
    return {"opgegeven": round(row["opgegeven"] + 0.02, 3)}


@in_row("SLK-002", "slaagkans_inkomen", "opgegeven")
def chance_of_class_is_another(row: Record) -> Record:
    return {"opgegeven": round(row["opgegeven"] - 0.02, 3)}


def _agreed(row: Record) -> Any:
    """Give what the document says of an agreement; what it leaves open is asked elsewhere."""
    return afspraken().afspraak(row["code"])


for _theme in range(4):
    _name = f"afspraken_{_theme}"

    @in_row("AFS-001", _name, "trekker", lambda r: bool(_agreed(r).trekker))
    def nobody_leads(row: Record) -> Record:
        return {"trekker": None}

    @in_row("AFS-002", _name, "realisatie", lambda r: r["status"] == "afgerond")
    def finished_without_result(row: Record) -> Record:
        return {"realisatie": None}

    @in_row("AFS-003", _name, "wanneer", lambda r: bool(_agreed(r).wanneer.strip()))
    def no_term(row: Record) -> Record:
        return {"wanneer": None, "uiterlijk": None}

    @in_row("AFS-004", _name, "uiterlijk", lambda r: r["status"] == "afgerond")
    def over_before_the_year(row: Record) -> Record:
        return {"uiterlijk": date(2017, 6, 30)}

    @in_row("AFS-005", _name, "code")
    def code_of_nothing(row: Record) -> Record:
        return {"code": f"X{row['code'][1:]}"}


# --- the stock ---


@planting("VRD-001")
def negative_sales(book: Filled, rng: random.Random) -> Fault | None:
    # In the first year there is no earlier stock that the movements must explain.
    found = book.pick(rng, "woningvoorraad", lambda r: r["jaar"] == FIRST)
    assert found is not None
    table, row, record = found
    edits: list[Edit] = [put(table, row, "verkoop", -record["verkoop"])]
    edits += _total(book, "Woningvoorraad: verkoop", FIRST, -2 * record["verkoop"])
    leaned = [whole_row(table, row), book.cells(table, ("corporatie", "jaar", "daeb", "verkoop"))]
    return fault("VRD-001", edits, [told("VRD-001", table, row, "verkoop")], *leaned)


@planting("VRD-003")
def stock_does_not_close(book: Filled, rng: random.Random) -> Fault | None:
    return _movement(book, rng, "VRD-003", lambda value: value + rng.randint(1, 9))


@planting("VRD-004")
def change_not_explained(book: Filled, rng: random.Random) -> Fault | None:
    return _movement(book, rng, "VRD-004", lambda _: None)


def _movement(book: Filled, rng: random.Random, code: str, change: Any) -> Fault | None:
    name = rng.choice(["aankoop", "sloop", "naar_niet_daeb", "naar_daeb"])
    found = book.pick(rng, "woningvoorraad", lambda r: r["jaar"] > FIRST and r[name] > 0)
    if found is None:
        return None
    table, row, record = found
    leaned = [whole_row(table, row), book.cells(table, ("corporatie", "jaar", "daeb"))]
    edits = [put(table, row, name, change(record[name]))]
    return fault(code, edits, [told(code, table, row, "daeb")], *leaned)


# --- totals ---


def _total(book: Filled, subject: str, jaar: int, change: int) -> list[Edit]:
    """Let a stated total follow a change of its rows."""
    table = book.tables.get("totalen")
    if table is None:
        return []
    return [
        put(table, row, "opgegeven", book.value(table, row, "opgegeven") + change)
        for row in book.rows(table)
        if book.value(table, row, "onderdeel") == subject and book.value(table, row, "jaar") == jaar
    ]


@planting("TOT-001")
def total_is_another(book: Filled, rng: random.Random) -> Fault | None:
    return _stated(book, rng, "TOT-001", lambda value: value + rng.choice([-9, 1, 100]))


@planting("TOT-002")
def total_left_blank(book: Filled, rng: random.Random) -> Fault | None:
    return _stated(book, rng, "TOT-002", lambda _: None)


def _stated(book: Filled, rng: random.Random, code: str, change: Any) -> Fault | None:
    found = book.pick(rng, "totalen")
    if found is None:
        return None
    table, row, record = found
    subject = next(s for s in SUMS if s.name == record["onderdeel"])
    columns = ("corporatie", "jaar", subject.column, *subject.table.key)
    leaned = [whole_row(table, row), book.cells(subject.table, columns)]
    edits = [put(table, row, "opgegeven", change(record["opgegeven"]))]
    return fault(code, edits, [told(code, table, row, "opgegeven")], *leaned)


@planting("TOT-003")
def total_of_nothing(book: Filled, rng: random.Random) -> Fault | None:
    table = book.tables.get("totalen")
    row = book.free_row(table) if table else None
    if table is None or row is None:
        return None
    subject = rng.choice(SUMS)
    values = {"onderdeel": subject.name, "jaar": 2040, "opgegeven": 12}
    return fault(
        "TOT-003",
        [put(table, row, name, value) for name, value in values.items()],
        [told("TOT-003", table, row, "opgegeven")],
        book.cells(subject.table, ("corporatie", "jaar", subject.column)),
        book.cells(table, table.key),
    )


# --- the slaagkansen of one period together ---


class _Period:
    """One year of both tables with slaagkansen, to change so that only one thing is wrong."""

    def __init__(self, book: Filled, rng: random.Random) -> None:
        self.book = book
        self.kern, self.klasse = (book.tables[f"slaagkans_{n}"] for n in ("kern", "inkomen"))
        self.jaar = rng.randint(FIRST + 1, LAST)
        self.kernen, self.klassen = (
            [row for row in book.rows(table) if book.value(table, row, "jaar") == self.jaar]
            for table in (self.kern, self.klasse)
        )
        self.total = next(
            row for row in self.kernen if book.value(self.kern, row, "kern") == "Totaal"
        )

    def count(self, table: Table, row: int, name: str, change: int) -> list[Edit]:
        """Change a count, and with it the stated chance."""
        counts = {n: self.book.value(table, row, n) for n in ("teller", "noemer")}
        counts[name] += change
        chance = round(counts["teller"] / counts["noemer"], 3)
        return [put(table, row, name, counts[name]), put(table, row, "opgegeven", chance)]

    def fault(self, code: str, edits: Iterable[Edit], expected: Told) -> Fault:
        """Give the fault; it leans on all that tells and counts in both tables."""
        counts = ("jaar", "periode", "teller", "noemer", "opgegeven")
        leaned = [
            self.book.cells(self.kern, ("kern", *counts)),
            self.book.cells(self.klasse, ("inkomensklasse", *counts)),
        ]
        return fault(code, edits, [expected], *leaned)


@planting("SLK-001", brings={"JRV-001": YEAR_AFTER})
def more_let_than_sought(book: Filled, rng: random.Random) -> Fault | None:
    if "slaagkans_inkomen" not in book.tables:
        return None
    period = _Period(book, rng)
    wrong, other = rng.sample(period.klassen, 2)
    table = period.klasse
    teller, noemer = (book.value(table, wrong, name) for name in ("teller", "noemer"))
    edits = [put(table, wrong, "noemer", teller - 1), put(table, wrong, "opgegeven", None)]
    edits += period.count(table, other, "noemer", int(noemer - teller + 1))
    return period.fault("SLK-001", edits, told("SLK-001", table, wrong, "teller"))


@planting("SLK-004")
def part_of_a_year(book: Filled, rng: random.Random) -> Fault | None:
    if "slaagkans_kern" not in book.tables:
        return None
    period = _Period(book, rng)
    edits = [put(period.kern, row, "periode", "kwartaal 1") for row in period.kernen]
    return period.fault("SLK-004", edits, told("SLK-004", period.kern, period.kernen[0], "periode"))


@planting("SLK-006")
def kern_left_out(book: Filled, rng: random.Random) -> Fault | None:
    if "slaagkans_kern" not in book.tables:
        return None
    period = _Period(book, rng)
    table, rows = rng.choice([(period.kern, period.kernen), (period.klasse, period.klassen)])
    gone = rng.choice(rows)
    first = min(row for row in rows if row != gone)
    edits = [put(table, gone, column.name, None) for column in table.input_columns]
    return period.fault("SLK-006", edits, told("SLK-006", table, first, table.key[0]))


@planting("SLK-007", brings={"JRV-001": YEAR_AFTER})
def total_of_seekers_cannot_be(book: Filled, rng: random.Random) -> Fault | None:
    if "slaagkans_kern" not in book.tables:
        return None
    period = _Period(book, rng)
    kernen = [
        book.value(period.kern, row, "noemer") for row in period.kernen if row != period.total
    ]
    change = int(sum(kernen) + 1 - book.value(period.kern, period.total, "noemer"))
    edits = period.count(period.kern, period.total, "noemer", change)
    edits += period.count(period.klasse, rng.choice(period.klassen), "noemer", change)
    return period.fault("SLK-007", edits, told("SLK-007", period.kern, period.total, "noemer"))


@planting("SLK-008")
def total_of_lettings_is_no_sum(book: Filled, rng: random.Random) -> Fault | None:
    if "slaagkans_kern" not in book.tables:
        return None
    period = _Period(book, rng)
    edits = period.count(period.kern, period.total, "teller", 1)
    edits += period.count(period.klasse, rng.choice(period.klassen), "teller", 1)
    return period.fault("SLK-008", edits, told("SLK-008", period.kern, period.total, "teller"))


@planting("SLK-009")
def classes_are_not_the_total(book: Filled, rng: random.Random) -> Fault | None:
    if "slaagkans_kern" not in book.tables:
        return None
    period = _Period(book, rng)
    name = rng.choice(["teller", "noemer"])
    edits = period.count(period.klasse, rng.choice(period.klassen), name, 3)
    return period.fault("SLK-009", edits, told("SLK-009", period.klasse, period.klassen[0], name))


# --- whose rows, which agreements ---

MOVED = {
    **dict.fromkeys(("PLN-003", "TWZ-024", "TWZ-025"), WHOLE_SHEET),
    "GPB-022": "nieuwbouwprojecten",
}
"""What a row of somebody else may leave open: the one whose row it was now has none."""


@planting("PRT-001")
def no_contact(book: Filled, rng: random.Random) -> Fault | None:
    asked = {book.naam} if book.kind != "gemeente" else {book.naam, *CORPORATIES}
    found = book.pick(rng, "partijen", lambda r: r["naam"] in asked)
    assert found is not None
    table, row, _ = found
    edits = [put(table, row, "contactfunctie", None)]
    expected = [told("PRT-001", table, row, "contactfunctie")]
    return fault("PRT-001", edits, expected, whole_row(table, row), START_PARTY)


@planting("PRT-002", brings=MOVED)
def figures_of_an_outsider(book: Filled, rng: random.Random) -> Fault | None:
    table = rng.choice([t for t in book.tables.values() if t.party_column])
    column = table.party_column
    assert column is not None
    row = rng.choice(book.rows(table))
    expected = [told("PRT-002", table, row, column)]
    if book.kind != "gemeente":
        expected.append(told("PRT-004", table, row, column))
    edits = [put(table, row, column, "Woonzorg Nederland")]
    cells = book.cells(table, {column, *table.key})
    return fault("PRT-002", edits, expected, cells, START_PARTY)


@planting("PRT-004", brings=MOVED)
def row_of_another(book: Filled, rng: random.Random) -> Fault | None:
    if book.kind == "gemeente":
        return None
    table = rng.choice([t for t in book.tables.values() if t.party_column])
    column = table.party_column
    assert column is not None
    row = rng.choice(book.rows(table))
    other = next(naam for naam in CORPORATIES if naam != book.naam)
    edits = [put(table, row, column, other)]
    expected = [told("PRT-004", table, row, column)]
    return fault("PRT-004", edits, expected, book.cells(table, table.key), START_PARTY)


@planting("EIX-002")
def methods_mixed(book: Filled, rng: random.Random) -> Fault | None:
    found = book.pick(rng, "energie_index", lambda r: r["jaar"] > FIRST + 1)
    assert found is not None
    table, row, _ = found
    edits = [put(table, row, "methode", "voor 2015 (EPA)")]
    expected = [told("EIX-002", table, row, "methode")]
    cells = book.cells(table, ("corporatie", "jaar", "methode"))
    return fault("EIX-002", edits, expected, cells)


@planting("AFS-006")
def agreement_left_out(book: Filled, rng: random.Random) -> Fault | None:
    if book.kind != "gemeente":
        return None
    table = book.tables[f"afspraken_{rng.randint(0, 3)}"]
    row = rng.choice(book.rows(table))
    edits = [put(table, row, column.name, None) for column in table.input_columns]
    return fault("AFS-006", edits, [("AFS-006", table.sheet, "")], book.cells(table, ["code"]))
