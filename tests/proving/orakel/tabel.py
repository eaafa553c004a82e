"""How the slow second judge reads a table: its place, then its cells one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from proving.orakel.bevinding import Bevinding
from proving.orakel.celzinnen import gevonden_waarde, over_de_cel
from proving.orakel.kolommen import Blad, Veld
from proving.orakel.lezen import LEESBAAR, berekende_cel, cel, grenzen, leeg
from proving.orakel.opbouw import Bestand, ExcelTabel, Plek, adres, plaatsen, vind

KLAARGEZET = (
    *("woningvoorraad", "slaagkans_kern", "slaagkans_inkomen", "toewijzingen", "leefbaarheid"),
    *("levensloopbestendig", "energie_index", "kwaliteitsverbetering", "zonnepanelen"),
    *("open_verbranding", "duurzame_energie"),
)
"""The tables in which the rows of the year stand ready."""


@dataclass
class Tabel:
    """A table as read: each row with its values, and the cells that could not be used."""

    blad: str
    velden: Sequence[Veld]
    rijen: dict[int, dict[str, Any]] = field(default_factory=dict)
    slecht: set[tuple[int, str]] = field(default_factory=set)
    streepjes: set[tuple[int, str]] = field(default_factory=set)
    toegelicht: set[int] = field(default_factory=set)
    """The rows on which somebody wrote a remark, also one that is too long."""
    gevonden: Sequence[ExcelTabel] = ()
    """Every place where it stands, also of a table that is there twice or cannot be read."""
    plek: Plek | None = None
    """Where it is read; None of a table that is not there or cannot be read."""

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


def gelezen(bestand: Bestand, blad: Blad, told: list[Bevinding]) -> Tabel:
    """Read a table, and note what is wrong with its place and its cells."""
    found = plaatsen(bestand, blad)
    plek = vind(bestand, blad, found, told)
    tabel = Tabel(plek.blad if plek else blad.naam, blad.velden, gevonden=found, plek=plek)
    for rij in tabel.plek.rijen if tabel.plek else ():
        if _wacht(bestand, tabel.plek, rij, blad):
            continue
        tabel.rijen[rij] = {}
        for veld in blad.velden:
            _cel(bestand, tabel, rij, veld, told)
    return tabel


def _wacht(bestand: Bestand, plek: Plek, rij: int, blad: Blad) -> bool:
    """Say whether a row stands ready and waits: it says which row it is, and no more."""
    if blad.tabel not in KLAARGEZET:
        return False
    for veld in blad.velden:
        cell = (plek.blad, rij, plek.kolommen.get(veld.naam, 0))
        raw, formule = bestand.cellen.get(cell), cell in bestand.formules
        if veld.berekend:
            waits = not berekende_cel(raw, formule=formule)
        elif veld.naam in (*blad.sleutel, *blad.naast):
            code, value = cel(veld, raw)
            waits = code == "" and value is not None
        else:
            waits = leeg(raw) and not formule and (rij, veld.naam) not in plek.bedekt
        if not waits:
            return False
    return True


def _cel(bestand: Bestand, tabel: Tabel, rij: int, veld: Veld, told: list[Bevinding]) -> None:
    plek = tabel.plek
    assert plek is not None
    cell = tabel.cel(rij, veld.naam)
    raw, formule = bestand.cellen.get(cell), cell in bestand.formules
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
        if any(one not in LEESBAAR for one in codes):
            tabel.slecht.add((rij, veld.naam))
            value = None
        if veld.naam == "toelichting" and any(teken.isalnum() for teken in read or ""):
            tabel.toegelicht.add(rij)
        if code == "CEL-012":
            tabel.streepjes.add((rij, veld.naam))
        tabel.rijen[rij][veld.naam] = value
    for code in filter(None, codes):
        feiten = over_de_cel(code, veld, raw, read)
        waarde = gevonden_waarde(code, raw, read)
        place = adres(rij, plek.kolommen[veld.naam])
        told.append(Bevinding(code, plek.blad, place, feiten, waarde))
