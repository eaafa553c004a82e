"""A slow second judge: plain loops over plain cells, sharing nothing with the product.

It knows the document by tables that people typed from it (document.py, kolommen.py), and
has its own reading of cells and its own words for every rule on cells, rows and sums.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from proving.orakel.afspraken import AFSPRAKEN
from proving.orakel.bevinding import NIETS_GEZEGD, Bevinding
from proving.orakel.celzinnen import gevonden_waarde, over_de_cel
from proving.orakel.document import regels
from proving.orakel.doelen import DOELEN
from proving.orakel.feiten import Feiten
from proving.orakel.jaren import JAREN
from proving.orakel.keten import KETEN
from proving.orakel.kolommen import Blad, Veld, bladen
from proving.orakel.lezen import LEESBAAR, berekende_cel, cel, grenzen, leeg
from proving.orakel.opbouw import Bestand, Plek, adres, vind
from proving.orakel.opmerkingen import OPMERKINGEN
from proving.orakel.persoonlijk import PERSOONLIJKE
from proving.orakel.rijen import ROWS
from proving.orakel.toewijzing import TOEWIJZINGEN
from proving.orakel.uitkomsten import UITKOMST
from proving.orakel.zinnen import dag, getal, gezegd, met_teken, opsomming

Told = tuple[str, str, str]


@dataclass
class Tabel:
    """A table as read: each row with its values, and the cells that could not be used."""

    blad: str
    velden: Sequence[Veld]
    rijen: dict[int, dict[str, Any]] = field(default_factory=dict)
    slecht: set[tuple[int, str]] = field(default_factory=set)
    streepjes: set[tuple[int, str]] = field(default_factory=set)
    plek: Plek | None = None
    """Where it stands; None of a table that is not there or cannot be read."""

    def cel(self, rij: int, naam: str) -> tuple[str, int, int]:
        """Give where a cell stands: sheet, row, column (0 when the column is not there)."""
        assert self.plek is not None
        return self.plek.blad, rij, self.plek.kolommen.get(naam, 0)

    def gaaf(self, rij: int, *namen: str) -> bool:
        """Say whether none of these cells has a fault."""
        return not any((rij, naam) in self.slecht for naam in namen)

    def heel(self, *namen: str) -> bool:
        """Say whether no row has a fault in one of these columns."""
        return self.plek is not None and not any(naam in namen for _, naam in self.slecht)


class Orakel:
    """The verdict on the cells of one workbook."""

    def __init__(self, bestand: Bestand, feiten: Feiten) -> None:
        self.bestand, self.feiten = bestand, feiten
        self.told: list[Bevinding] = []
        self.bladen = {
            name: blad
            for name, blad in bladen().items()
            if not (feiten.eigen and blad.alleen_gemeente)
        }
        self.tabellen = {name: self._read(blad) for name, blad in self.bladen.items()}
        for name in self.tabellen:
            self._doubles(name)
            self._parties(name)
            for rule in ROWS.get(re.sub(r"\d", "", name), ()):
                self._rows(name, *rule)
        self._stock()
        self._methods()
        self._agreements()
        self._contacts()
        self._totals()
        self._chances()
        looks = (*AFSPRAKEN, *KETEN, *TOEWIJZINGEN, *JAREN, *DOELEN)
        for look in (*looks, *OPMERKINGEN, *PERSOONLIJKE, *UITKOMST):
            look(self)

    def tell(
        self,
        code: str,
        tabel: Tabel,
        rij: int,
        naam: str,
        *feiten: Any,
        waarde: Any = NIETS_GEZEGD,
    ) -> None:
        """Note a finding at a cell, with the facts that its sentence must name.

        Its value is that of the cell, unless another one is given.
        """
        blad, _, kolom = tabel.cel(rij, naam)
        if waarde is NIETS_GEZEGD:
            waarde = tabel.rijen[rij].get(naam, waarde)
        (veld,) = (veld for veld in tabel.velden if veld.naam == naam)
        if kolom or veld.berekend:  # a figure that we calculate needs no column of its own
            place = adres(rij, kolom) if kolom else veld.kop
            self.told.append(Bevinding(code, blad, place, feiten, waarde))

    def tell_sheet(self, code: str, tabel: Tabel, *feiten: Any) -> None:
        """Note a finding about a whole sheet, which has no value, if it is there."""
        if tabel.plek:
            self.told.append(Bevinding(code, tabel.blad, "", feiten, None))

    # --- cells ---

    def _read(self, blad: Blad) -> Tabel:
        tabel = Tabel(blad.naam, blad.velden, plek=vind(self.bestand, blad, self.told))
        for rij in tabel.plek.rijen if tabel.plek else ():
            tabel.rijen[rij] = {}
            for veld in blad.velden:
                self._read_cell(tabel, tabel.plek, rij, veld)
        return tabel

    def _read_cell(self, tabel: Tabel, plek: Plek, rij: int, veld: Veld) -> None:
        cell = tabel.cel(rij, veld.naam)
        raw, formule = self.bestand.cellen.get(cell), cell in self.bestand.formules
        if veld.naam not in plek.kolommen or (leeg(raw) and (rij, veld.naam) in plek.bedekt):
            tabel.slecht.add((rij, veld.naam))
            tabel.rijen[rij][veld.naam] = None
            return
        read = None
        if veld.berekend:
            codes = [berekende_cel(raw, formule=formule)]
        else:
            code, value = ("CEL-020", None) if formule and leeg(raw) else cel(veld, raw)
            read = value
            codes = [code, *(grenzen(veld, value) if code in LEESBAAR else ())]
            if any(told not in LEESBAAR for told in codes):
                tabel.slecht.add((rij, veld.naam))
                value = None
            if code == "CEL-012":
                tabel.streepjes.add((rij, veld.naam))
            tabel.rijen[rij][veld.naam] = value
        for told in filter(None, codes):
            feiten = over_de_cel(told, veld, raw, read)
            waarde = gevonden_waarde(told, raw, read)
            place = adres(rij, plek.kolommen[veld.naam])
            self.told.append(Bevinding(told, plek.blad, place, feiten, waarde))

    # --- rows ---

    def _rows(
        self, name: str, code: str, at: str, needs: Sequence[str], wrong: Any, named: Any
    ) -> None:
        tabel = self.tabellen[name]
        for rij, row in tabel.rijen.items():
            if tabel.gaaf(rij, at, *needs):
                try:
                    fout = wrong(row)
                except TypeError:  # something that is compared is empty
                    fout = False
                if fout:
                    self.tell(code, tabel, rij, at, *self._named(tabel, rij, named))

    def _named(self, tabel: Tabel, rij: int, named: Any) -> list[str]:
        """Give what a sentence on a row must name: cells of that row, or what follows from it."""
        row = tabel.rijen[rij]
        if callable(named):
            return [str(feit) for feit in named(row)]
        return [gezegd(veld, row[veld.naam]) for veld in tabel.velden if veld.naam in named]

    def _doubles(self, name: str) -> None:
        key, tabel, seen = self.bladen[name].sleutel, self.tabellen[name], set()
        for rij in tabel.rijen if self.bladen[name].uniek else ():
            own = self._key(name, rij)
            if own is not None and own in seen and tabel.gaaf(rij, *key):
                same = [other for other in tabel.rijen if self._key(name, other) == own]
                self.tell("DUB-001", tabel, rij, key[0], f"{len(same)} keer", opsomming(same))
            seen.add(own)

    def _key(self, name: str, rij: int) -> tuple[str, ...] | None:
        row = self.tabellen[name].rijen[rij]
        parts = [row[part] for part in self.bladen[name].sleutel]
        if None in parts:
            return None
        return tuple(" ".join(str(part).casefold().split()) for part in parts)

    def _parties(self, name: str) -> None:
        column = self.bladen[name].partijkolom
        tabel, seen = self.tabellen[name], set()
        if column is None:
            return
        for rij, row in tabel.rijen.items():
            naam = row[column]
            if naam in self.feiten.buiten and naam not in seen:
                self.tell("PRT-002", tabel, rij, column, naam)
                seen.add(naam)
            others = self.feiten.corporaties - {self.feiten.houder}
            if self.feiten.eigen and self.feiten.houder and naam in others:
                self.tell("PRT-004", tabel, rij, column, naam, self.feiten.houder)

    def _contacts(self) -> None:
        tabel = self.tabellen["partijen"]
        for rij, row in tabel.rijen.items():
            asked = row["doet_mee"] == "Ja" and row["soort"] in {"gemeente", "corporatie"}
            if self.feiten.eigen:
                asked = asked and row["naam"] == self.feiten.houder
            if asked and row["contactfunctie"] is None and tabel.gaaf(rij, "contactfunctie"):
                self.tell("PRT-001", tabel, rij, "contactfunctie")

    def _agreements(self) -> None:
        for theme, codes in self.feiten.codes.items():
            tabel = self.tabellen[f"afspraken_{theme}"]
            found = [row["code"] for row in tabel.rijen.values()]
            for rij, row in tabel.rijen.items():
                if row["code"] is not None and row["code"] not in codes:
                    self.tell("AFS-005", tabel, rij, "code", row["code"])
                if row["uiterlijk"] is not None and row["uiterlijk"].year < self.feiten.jaar:
                    last = dag(row["uiterlijk"])
                    self.tell(
                        "AFS-004", tabel, rij, "uiterlijk", row["code"], last, self.feiten.jaar
                    )
            absent = [code for code in codes if code not in found]
            if not self.feiten.eigen and len(absent) > sum(code not in codes for code in found):
                self.tell_sheet("AFS-006", tabel, opsomming(absent))

    # --- the stock, the methods ---

    def _stock(self) -> None:
        tabel = self.tabellen["woningvoorraad"]
        into, out = ("nieuwbouw", "aankoop", "naar_daeb"), ("sloop", "verkoop", "naar_niet_daeb")
        stock: dict[Any, list[int]] = {}
        for row in tabel.rijen.values():
            if None not in (row["corporatie"], row["jaar"], row["daeb"]):
                stock.setdefault((row["corporatie"], row["jaar"]), []).append(row["daeb"])
        for rij, row in tabel.rijen.items():
            if row["jaar"] is None or row["daeb"] is None:
                continue
            before = stock.get((row["corporatie"], row["jaar"] - 1), [])
            if len(before) != 1 or not tabel.gaaf(rij, "corporatie", *into, *out):
                continue
            moves = [row[name] or 0 for name in into] + [-(row[name] or 0) for name in out]
            expected = before[0] + sum(moves)
            if expected == row["daeb"]:
                continue
            absent = [v.kop for v in tabel.velden if v.naam in (*into, *out)]
            order = {v.kop: v.naam for v in tabel.velden}
            absent = [kop for kop in absent if row[order[kop]] is None]
            begin, now = getal(before[0]), getal(row["daeb"])
            if absent:
                change, known = met_teken(row["daeb"] - before[0]), met_teken(sum(moves))
                self.tell("VRD-004", tabel, rij, "daeb", begin, now, change, known, *absent)
            else:
                off, year = met_teken(row["daeb"] - expected), row["jaar"]
                named = (year - 1, begin, year, getal(expected), now, off)
                self.tell("VRD-003", tabel, rij, "daeb", *named)

    def _methods(self) -> None:
        tabel = self.tabellen["energie_index"]
        known = [
            (row["jaar"], rij, row["corporatie"], row["methode"])
            for rij, row in tabel.rijen.items()
            if None not in (row["jaar"], row["methode"], row["corporatie"])
            and row["methode"] != "onbekend"
        ]
        first: dict[str, str] = {}
        for jaar, rij, naam, methode in sorted(known):
            if first.setdefault(naam, methode) != methode:
                self.tell("EIX-002", tabel, rij, "methode", naam, jaar, methode)

    # --- sums ---

    def _totals(self) -> None:
        totals = self.tabellen.get("totalen")
        for rij, total in totals.rijen.items() if totals else ():
            for sum_ in regels("sommen"):
                subject, name, column = sum_["onderdeel"], sum_["tabel"], sum_["kolom"]
                if total["onderdeel"] != subject or total["jaar"] is None or totals is None:
                    continue
                if (rij, "opgegeven") in totals.slecht:
                    continue
                parts = self._parts(name, column, total["jaar"])
                if parts is None:
                    continue
                if total["opgegeven"] is None:
                    code = "TOT-002" if parts else ""
                elif not parts:
                    code = "TOT-003"
                else:
                    code = "" if sum(parts) == total["opgegeven"] else "TOT-001"
                if code:
                    named = [f"{subject} {total['jaar']}"]
                    named += [getal(sum(parts))] if parts else []
                    named += [getal(total["opgegeven"])] if total["opgegeven"] is not None else []
                    self.tell(code, totals, rij, "opgegeven", *named)

    def _parts(self, name: str, column: str, jaar: int) -> list[int] | None:
        """Give the figures of a year; None if one of them is not known."""
        tabel, parts = self.tabellen[name], []
        keys = [self._key(name, rij) for rij in tabel.rijen]
        for rij, row in tabel.rijen.items():
            if row["jaar"] not in (None, jaar):
                continue
            if (rij, column) in tabel.slecht - tabel.streepjes:
                return None
            if row[column] is None:
                continue
            own = self._key(name, rij)
            if row["jaar"] is None or (own is not None and keys.count(own) > 1):
                return None
            parts.append(row[column])
        return parts

    # --- slaagkansen ---

    def _chances(self) -> None:
        if "slaagkans_kern" not in self.tabellen:
            return
        for name in ("slaagkans_kern", "slaagkans_inkomen"):
            self._partial_years(self.tabellen[name])
            self._bare(self.tabellen[name])
        kernen, klassen = self.feiten.kernen, self.feiten.klassen
        by_kern = self._periods("slaagkans_kern", "kern")
        by_class = self._periods("slaagkans_inkomen", "inkomensklasse")
        kern, klasse = self.tabellen["slaagkans_kern"], self.tabellen["slaagkans_inkomen"]
        self._kernen(kern, by_kern, kernen)
        for period, rows in by_class.items():
            if set(klassen) > rows.keys():
                absent = [naam for naam in klassen if naam not in rows]
                first = min(rows.values())
                named = (*period, opsomming(absent))
                self.tell("SLK-006", klasse, first, "inkomensklasse", *named, waarde=None)
                continue
            whole = by_kern.get(period, {}).get("Totaal")
            for column in ("teller", "noemer") if whole else ():
                counts = [klasse.rijen[rows[naam]][column] for naam in klassen]
                total = kern.rijen[whole or 0][column]
                if total is not None and None not in counts and sum(counts) != total:
                    named = (*period, getal(sum(counts)), getal(total))
                    first = min(rows.values())
                    self.tell("SLK-009", klasse, first, column, *named, waarde=sum(counts))

    def _kernen(
        self, kern: Tabel, periods: Mapping[Any, dict[str, int]], kernen: Sequence[str]
    ) -> None:
        for period, rows in periods.items():
            if set(kernen) | {"Totaal"} > rows.keys():
                absent = [naam for naam in (*kernen, "Totaal") if naam not in rows]
                first, named = min(rows.values()), (*period, opsomming(absent))
                self.tell("SLK-006", kern, first, "kern", *named, waarde=None)
                continue
            for code, column in (("SLK-007", "noemer"), ("SLK-008", "teller")):
                counts = [kern.rijen[rows[naam]][column] for naam in kernen]
                total = kern.rijen[rows["Totaal"]][column]
                if total is None or None in counts:
                    continue
                low = max(counts) if code == "SLK-007" else sum(counts)
                if not low <= total <= sum(counts):
                    bounds = (low, sum(counts)) if code == "SLK-007" else (low,)
                    named = (*period, getal(total), *map(getal, bounds))
                    self.tell(code, kern, rows["Totaal"], column, *named)

    def _periods(self, name: str, first: str) -> dict[tuple[int, str], dict[str, int]]:
        tabel, found = self.tabellen[name], {}
        for rij, row in tabel.rijen.items():
            if not tabel.gaaf(rij, first, "jaar", "periode"):
                return {}
            rows: dict[str, int] = found.setdefault((row["jaar"], row["periode"]), {})
            if row[first] in rows:
                return {}
            rows[row[first]] = rij
        return found

    def _partial_years(self, tabel: Tabel) -> None:
        periods = [(row["jaar"], row["periode"]) for row in tabel.rijen.values()]
        seen = set()
        for rij, period in zip(tabel.rijen, periods, strict=True):
            partial = None not in period and period[1] != "heel jaar"
            if partial and period not in seen and any(p == "heel jaar" for _, p in periods):
                self.tell("SLK-004", tabel, rij, "periode", *period)
            seen.add(period)

    def _bare(self, tabel: Tabel) -> None:
        """Point at the first stated chance without its counts, if that row has no fault."""
        for rij, row in tabel.rijen.items():
            if row["opgegeven"] is not None and None in (row["teller"], row["noemer"]):
                if tabel.gaaf(rij, "jaar", "teller", "noemer"):
                    self.tell("SLK-005", tabel, rij, "opgegeven", row["jaar"])
                return
