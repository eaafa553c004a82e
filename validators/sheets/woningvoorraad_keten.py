"""The stock beside the tables that are a part of it: energy, lifetime homes, the goal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial

from prestatieafspraken.afspraken.model import Doel
from prestatieafspraken.dutch.counted import Aantal
from prestatieafspraken.dutch.written import number
from prestatieafspraken.validators.declaring.row import once, records, year_before
from prestatieafspraken.validators.declaring.row_key import doubles
from prestatieafspraken.validators.declaring.rule import Case, cross_rule, rows_rule, table_rule
from prestatieafspraken.validators.declaring.words import growth
from prestatieafspraken.validators.sheets.energie import ENERGIE_INDEX, ENERGIELABELS
from prestatieafspraken.validators.sheets.leefbaarheid import LEVENSLOOPBESTENDIG
from prestatieafspraken.validators.sheets.woningvoorraad import WONINGVOORRAAD
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.finding import Finding, Rule, Severity

MAAT = "voorraad_daeb"
"""What the goals of growth name that sales and transfers must leave room for."""
STOCK = ("corporatie", "jaar", "daeb", "niet_daeb")

NOT_DAEB = ("corporatie", "jaar", "niet_daeb", "naar_niet_daeb", "naar_daeb", "toelichting")


def _not_daeb(data: TableData) -> Iterator[tuple[int, int, int]]:
    """Give per row the stock a year earlier, and what transfers did to it since."""
    for index, before in year_before(data, "corporatie", "jaar", "niet_daeb"):
        row = data.rows[index]
        if None not in (row["naar_niet_daeb"], row["naar_daeb"]):
            yield index, before["niet_daeb"], row["naar_niet_daeb"] - row["naar_daeb"]


def _not_daeb_words(data: TableData, row: int) -> Mapping[str, str]:
    begin, moved = {index: rest for index, *rest in _not_daeb(data)}[row]
    return {
        "begin": number(begin),
        "verandering": growth(data.rows[row]["niet_daeb"] - begin),
        "overheveling": growth(moved),
    }


@rows_rule(
    Rule(
        code="VRD-020",
        ernst=Severity.INFO,
        titel="Een verandering van de niet-DAEB-voorraad is overheveling, of staat toegelicht.",
        melding="De niet-DAEB-voorraad ging van {begin} naar {niet_daeb} ({verandering}); overheveling geeft {overheveling}.",
        herstel="Noem in de toelichting de verkoop, bouw of sloop van niet-DAEB-woningen.",
        waarom="De tabel heeft alleen mutaties van DAEB-woningen; de rest is anders niet te volgen.",
        afgesproken=True,
    ),
    WONINGVOORRAAD,
    "niet_daeb",
    needs=NOT_DAEB,
    words=_not_daeb_words,
)
def niet_daeb_onverklaard(data: TableData) -> Iterator[int]:
    """Give the changes of the other stock that transfers do not explain, and nobody else does."""
    for index, begin, moved in _not_daeb(data):
        row = data.rows[index]
        if row["niet_daeb"] not in (None, begin + moved) and row["toelichting"] is None:
            yield index


@table_rule(
    Rule(
        code="VRD-021",
        ernst=Severity.INFO,
        titel="Verkoop en overheveling laten ruimte voor de afgesproken groei.",
        melding="Van {van} tot {tot} groeit de DAEB-voorraad met {groei}, waar doel {doel} er {norm} vraagt. In deze rijen {af:gaat|gaan} er {af:woningen} af door verkoop en overheveling.",
        herstel="Bekijk of verkoop en overheveling minder kunnen, of versnel de nieuwbouw.",
        waarom="De corporaties laten verkoop en overheveling passen bij de groei van de voorraad.",
        afgesproken=True,
    ),
    WONINGVOORRAAD,
    needs=("corporatie", "jaar", "daeb", "verkoop", "naar_niet_daeb"),
)
def verkoop_past_niet_bij_groei(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Hold the planned growth of the whole stock against the goal while homes are let go.

    Only the shared workbook holds the whole stock; a signing corporatie that has no figure in
    the first or the last year makes the sum say nothing.
    """
    needed = ["corporatie", "jaar", "daeb", "verkoop", "naar_niet_daeb"]
    if case.is_own or data.has_unusable(*needed) or doubles(data, data.table.key):
        return
    for doel in case.afspraken.doelen_met(MAAT):
        yield from _without_room(case, rule, data, doel)


def _without_room(case: Case, rule: Rule, data: TableData, doel: Doel) -> Iterator[Finding]:
    van, tot, norm = doel.basisjaar, doel.streefjaar, doel.verandering
    if van is None or tot is None or norm is None:
        return
    known = [row for row in data.rows.values() if None not in (row["corporatie"], row["daeb"])]
    first, last = ([row for row in known if row["jaar"] == jaar] for jaar in (van, tot))
    if not all(set(case.deelnemers) <= {r["corporatie"] for r in part} for part in (first, last)):
        return
    begin, eind = (sum(row["daeb"] for row in part) for part in (first, last))
    gone = [
        (index, column, int(row[column]))
        for index, row in records(data)
        for column in ("verkoop", "naar_niet_daeb")
        if row["jaar"] and van < row["jaar"] <= tot and (row[column] or 0) > 0
    ]
    if eind - begin < norm and gone:
        row, column, amount = gone[-1]
        yield rule.at(
            data.place(row, column),
            waarde=amount,
            van=van,
            tot=tot,
            groei=number(eind - begin),
            doel=doel.id,
            norm=number(norm),
            af=Aantal(sum(amount for _, _, amount in gone)),
        )


def _stock(case: Case) -> dict[tuple[str, int], int]:
    """Give the whole stock by corporatie and year, where it is known and there once."""
    return {
        (row["corporatie"], row["jaar"]): row["daeb"] + row["niet_daeb"]
        for _, row in once(case.table("woningvoorraad"))
        if None not in [row[name] for name in STOCK]
    }


MORE = (
    (LEVENSLOOPBESTENDIG, "eigenaar", "LVB-020", "levensloopbestendig wonen"),
    (ENERGIE_INDEX, "corporatie", "EIX-020", "de energie-index"),
)
"""Tables that count homes of the stock: who owns them, the code and the subject of their rule."""


def meer_woningen_dan_voorraad(owner: str, table: str, case: Case, rule: Rule) -> Iterator[Finding]:
    """Point at counts of homes above the whole stock of the same owner and year."""
    data, stock = case.table(table), _stock(case)
    for index, row in records(data):
        known = stock.get((row[owner], row["jaar"]))
        if known is not None and row["woningen"] is not None and row["woningen"] > known:
            yield rule.at(
                data.place(index, "woningen"),
                waarde=row["woningen"],
                corporatie=row[owner],
                jaar=row["jaar"],
                woningen=Aantal(row["woningen"]),
                voorraad=number(known),
            )


for _table, _owner, _code, _what in MORE:
    cross_rule(
        Rule(
            code=_code,
            ernst=Severity.WAARSCHUWING,
            titel=f"Bij {_what} staan niet meer woningen dan de voorraad telt.",
            melding=f"Bij {_what} {{woningen:staat|staan}} {{woningen:woningen}} van {{corporatie}} in {{jaar}}, maar de voorraad (DAEB en niet-DAEB) telt er {{voorraad}}.",
            herstel="Verbeter het aantal woningen hier, of op het blad Woningvoorraad.",
            waarom="Een deel van de voorraad kan niet groter zijn dan de voorraad.",
            afgesproken=True,
        ),
        (_table, (_owner, "jaar", "woningen")),
        (WONINGVOORRAAD, STOCK),
    )(partial(meer_woningen_dan_voorraad, _owner, _table.name))


@cross_rule(
    Rule(
        code="EIX-021",
        ernst=Severity.WAARSCHUWING,
        titel="Er staan niet meer woningen met een label dan de voorraad telt.",
        melding="Van {corporatie} {rijen:staat|staan} er {rijen:woningen} met een label, maar in {jaar} telt de voorraad er {voorraad}.",
        herstel="Laat de rijen weg van woningen die niet meer van {corporatie} zijn, of verbeter de woningvoorraad.",
        waarom="Een gemiddelde over woningen die er niet zijn, klopt niet.",
        afgesproken=True,
    ),
    (ENERGIELABELS, ("corporatie",)),
    (WONINGVOORRAAD, STOCK),
)
def meer_labels_dan_voorraad(case: Case, rule: Rule) -> Iterator[Finding]:
    """Compare the rows of each corporatie with its last stock up to the year of the agreements."""
    data = case.table("energielabels")
    owners, stock = data.values["corporatie"], _stock(case)
    counts = Counter(owner for owner in owners if owner is not None)
    for corporatie, amount in sorted(counts.items()):
        years = {y: v for (n, y), v in stock.items() if n == corporatie and y <= case.jaar}
        if years and amount > years[max(years)]:
            row = data.row_numbers[owners.index(corporatie)]
            yield rule.at(
                data.place(row, "corporatie"),
                waarde=corporatie,
                corporatie=corporatie,
                rijen=Aantal(amount),
                jaar=max(years),
                voorraad=number(years[max(years)]),
            )
