"""The workbook as it is sent, with what it asks filled in: a year as a party would deliver it.

Agreed and printed figures stay. What is asked gets a made-up figure that fits what is printed, and
nothing else is filled in but what a good answer needs besides.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from prestatieafspraken.afspraken import Afspraken
from prestatieafspraken.afspraken.model import Partij
from prestatieafspraken.validators.sheets.codelists import codelist
from prestatieafspraken.validators.sheets.tables import of_party
from prestatieafspraken.validators.workbook import workbook
from prestatieafspraken.workbook.building.prefill import prefill
from prestatieafspraken.workbook.building.ready import with_ready_rows
from prestatieafspraken.workbook.building.vragen import vragen
from proving.kit.gevuld import figure, peildatum

Row = dict[str, Any]
HOMES = 2_400
"""The stock of a corporatie of which none is printed."""
MOVES = {
    "verkoop": 6,
    "nieuwbouw": 0,
    "aankoop": 1,
    "sloop": 2,
    "naar_niet_daeb": 1,
    "naar_daeb": 0,
}
"""What became of the stock in a year, besides the new homes of the projects."""


def rijen(own: Afspraken, partij: Partij) -> dict[str, list[Row]]:
    """Give the rows of all tables of a party's workbook as sent, with what is asked filled in."""
    tables = of_party(partij.soort, own)
    asked = list(vragen(tables, own, partij, partial(codelist, afspraken=own)))
    rows: dict[str, list[Row]] = {
        name: [dict(row) for row in table]
        for name, table in with_ready_rows(prefill(own, partij), asked).items()
    }
    year = _Year(own, rows)
    for table, questions in asked:
        for row in rows[table.name]:
            if any(all(row.get(n) == v for n, v in one.rij.items()) for one in questions):
                row |= {n: v for n, v in year.answer(table.name, row).items() if row.get(n) is None}
    for name in ("slaagkans_kern", "slaagkans_inkomen"):
        own_year = [row for row in rows.get(name, ()) if row["jaar"] == year.jaar]
        if not any(row["jaar"] == year.jaar - 1 for row in rows.get(name, ())):
            rows[name] = [
                *({**row, "jaar": year.jaar - 1} for row in own_year),
                *rows.get(name, ()),
            ]
    for row in rows["partijen"]:
        row["contactfunctie"] = "afdeling Wonen" if row["doet_mee"] == "Ja" else None
    return rows


def werkmap(own: Afspraken, partij: Partij, rows: dict[str, list[Row]] | None = None) -> bytes:
    """Build the workbook of a party with what it asks filled in (or with `rows`)."""
    return workbook(own, partij, peildatum(own), rows or rijen(own, partij))


class _Year:
    """The figures of a year that fit together."""

    def __init__(self, own: Afspraken, rows: dict[str, list[Row]]) -> None:
        self.own, self.rows = own, rows
        self.jaar, self.last = own.gemeente.jaar, peildatum(own)

    def answer(self, table: str, row: Row) -> Row:
        """Give what a row of a table is completed with."""
        if table.startswith("afspraken_"):
            return self._followed(row)
        made: Row = getattr(self, f"_{table}")(row)
        return made

    def _followed(self, row: Row) -> Row:
        own = self.own.afspraak(row["code"])
        done = bool(row["uiterlijk"] and row["uiterlijk"] <= self.last)
        said = ", ".join(["Uitgevoerd zoals afgesproken", *own.onderdelen])
        return {
            "status": "nagekomen" if done else "loopt door",
            "realisatie": f"{said}.",
            "afgerond_op": row["uiterlijk"]
            if done and row["uiterlijk"].year == self.jaar
            else None,
            "keren": own.termijn.per_jaar,
        }

    def _kengetallen(self, row: Row) -> Row:
        return figure(self.own.doel(row["doel"]), row["jaar"])

    def _stock(self, corporatie: str, jaar: int) -> int:
        known = [
            (row["jaar"], row["daeb"])
            for row in self.rows.get("woningvoorraad", ())
            if row["corporatie"] == corporatie and row["jaar"] < jaar and row.get("daeb")
        ]
        return int(max(known)[1]) if known else HOMES

    def _moves(self, corporatie: str, jaar: int) -> Row:
        built = sum(
            row["woningen"]
            for row in self.rows.get("nieuwbouwprojecten", ())
            if (row["corporatie"], row["jaar"]) == (corporatie, jaar)
        )
        return MOVES | {"nieuwbouw": built}

    def _woningvoorraad(self, row: Row) -> Row:
        corporatie, jaar = row["corporatie"], row["jaar"]
        moves = self._moves(corporatie, jaar)
        less = moves["verkoop"] + moves["sloop"] + moves["naar_niet_daeb"]
        more = moves["nieuwbouw"] + moves["aankoop"] + moves["naar_daeb"]
        daeb = self._stock(corporatie, jaar) + more - less
        return {"daeb": daeb, **moves, "daeb_kernen": daeb // 3}

    def _nieuwbouwprojecten(self, row: Row) -> Row:
        return {
            "fase": "opgeleverd",
            "opgeleverd": row["woningen"],
            "start_bouw": date(self.jaar - 1, 9, 3),
            "oplevering": date(self.jaar, 6, 14),
        }

    def _toewijzingen(self, row: Row) -> Row:
        let = self._stock(row["corporatie"], self.jaar) // 14
        huurtoeslag = let * 7 // 10
        return {
            "verhuringen": let,
            "doelgroep": let - 2 * (let // 40),
            "middeninkomen": let // 40,
            "hoger_inkomen": let // 40,
            "huurtoeslag": huurtoeslag,
            "passend": huurtoeslag,
            "maatwerk": let // 20,
            "maatwerk_verwacht": 0.05,
        } | ({"middeninkomen": 0, "doelgroep": let - let // 40} if self.jaar >= 2022 else {})

    def _leefbaarheid(self, row: Row) -> Row:
        homes = self._stock(row["corporatie"], self.jaar)
        return {
            "verhuureenheden": homes,
            "ontmoeting": homes * 20,
            "plekken": homes * 30,
            "menskracht": homes * 40,
        }

    def _levensloopbestendig(self, row: Row) -> Row:
        homes = self._stock(row["eigenaar"], self.jaar)
        return {"woningen": homes, "geschikt": homes // 5}

    def _energie_index(self, row: Row) -> Row:
        homes = self._stock(row["corporatie"], self.jaar)
        return {
            "methode": "2015-2020 (Nader Voorschrift)",
            "energie_index": 1.62,
            "woningen": homes,
        }

    def _kwaliteitsverbetering(self, row: Row) -> Row:
        return {"gepland": 20, "gerealiseerd": row.get("gepland") or 20}

    def _zonnepanelen(self, row: Row) -> Row:
        return {"gepland": 200, "gerealiseerd": row.get("gepland") or 200}

    def _open_verbranding(self, row: Row) -> Row:
        return {"begin": 38, "gepland": 38, "vervangen": 38}

    def _duurzame_energie(self, row: Row) -> Row:
        homes = self._stock(row["corporatie"], self.jaar)
        return {"opgewekt": homes * 2_700.0 * 0.05, "behoefte": homes * 2_700.0}

    def _slaagkans_kern(self, row: Row) -> Row:
        kernen = 1 if row["kern"] != "Totaal" else len(self.own.kernen)
        return {"teller": 30 * kernen, "noemer": 100 * kernen}

    def _slaagkans_inkomen(self, row: Row) -> Row:
        klassen, kernen = len(self.own.inkomensklassen), len(self.own.kernen)
        first = row["inkomensklasse"] == self.own.inkomensklassen[0].naam
        return {
            "teller": 30 * kernen // klassen + (30 * kernen % klassen if first else 0),
            "noemer": 100 * kernen // klassen + (100 * kernen % klassen if first else 0),
        }

    def _wijkschouwen(self, row: Row) -> Row:
        number = self.own.schouwlocaties.index(row["locatie"])
        return {"gehouden_op": date(self.jaar, 5 + number, 14)}
