"""A goal: what is measured of whom, what it asks, how hard it is and how it is decided."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import model_validator

from prestatieafspraken.afspraken.form import WORD, AgreedForm, Datum, Exact, Heel, Jaar, Richting
from prestatieafspraken.afspraken.maat import Telwijze, Vorm
from prestatieafspraken.afspraken.maten import by_code
from prestatieafspraken.afspraken.streefwaarde import DoelVersie, Hardheid, Streefwaarde


class DoelVorm(StrEnum):
    """How the number of a goal is meant."""

    NIVEAU = "niveau"
    VERANDERING = "verandering"
    SOM = "som"
    PER_JAAR = "per_jaar"
    GEMIDDELD_PER_JAAR = "gemiddeld_per_jaar"
    KLASSE = "klasse"
    MIJLPAAL = "mijlpaal"
    JA_NEE = "ja_nee"


class Reikwijdte(StrEnum):
    """Whether the number is for the whole, for each part, or for the mean of the parts."""

    TOTAAL = "totaal"
    ELK = "elk"
    GEMIDDELD = "gemiddeld"


class Onderdeel(StrEnum):
    """A kind of part for which a goal holds, and of place that it is about."""

    GEMEENTE = "gemeente"
    REGIO = "regio"
    KERN = "kern"
    WIJK = "wijk"
    PROJECT = "project"
    CORPORATIE = "corporatie"
    WONING = "woning"


class Telling(StrEnum):
    """What counts, where numbers that are told apart are added up elsewhere."""

    NETTO = "netto"
    BRUTO = "bruto"
    FLEX = "flex"
    OVERNAME = "overname"
    KOOP = "koop"
    PARTICULIER = "particulier"
    VOORBEREID = "voorbereid"
    UITGEVOERD = "uitgevoerd"


class Beslist(StrEnum):
    """How a goal that is said or measured in more than one way is decided."""

    ALLE = "alle"
    EEN_VAN = "een_van"
    LEZINGEN = "lezingen"


class Voldaan(StrEnum):
    """How a condition stands."""

    OPEN = "open"
    VERVULD = "vervuld"
    NIET_VERVULD = "niet vervuld"


KENGETAL = "kengetal"
"""The measure of whatever no other measure knows: a figure per party and year, as filled in."""
NOT_ADDED = ("%", "index", "label")
"""Units of what parts have a level of: two of those make no sum."""
EEN_DEEL = "een deel, niet genoemd"
"""Stands among the parties of a goal when the text says "de meeste corporaties"."""


class Cijfer(AgreedForm):
    """Where a goal is measured: table and column of the workbook.

    `anders` is the column from which the figure is computed when `kolom` itself is left empty.
    """

    tabel: str
    kolom: str
    anders: str | None = None


class Gebied(AgreedForm):
    """A place that a goal is about."""

    soort: Annotated[Onderdeel, WORD]
    naam: str


class Afbakening(AgreedForm):
    """Of whom and of what a goal is; `huurgrens` and `inkomensgrens` are names of norms."""

    partijen: list[str] = []
    gebieden: list[Gebied] = []
    doelgroep: str = ""
    woningtype: str = ""
    labels: list[str] = []
    huurgrens: str = ""
    inkomensgrens: str = ""
    uitgezonderd: list[str] = []
    telt_mee: list[Annotated[Telling, WORD]] = []


class VoorwaardeStand(AgreedForm):
    """How a condition stands in a year, or (without one) in all years that have no own line."""

    jaar: Jaar | None = None
    stand: Annotated[Voldaan, WORD]


class Voorwaarde(AgreedForm):
    """What must be so for a goal to hold, who sets it, and how it stands."""

    tekst: str
    gesteld_door: str = ""
    standen: list[VoorwaardeStand] = []

    def in_jaar(self, jaar: int | None) -> Voldaan:
        """Give how the condition stands in a year; what nobody stated is open."""
        found = {one.jaar: one.stand for one in self.standen}
        return found.get(jaar, found.get(None, Voldaan.OPEN))


class _Vraag(AgreedForm):
    """What a goal asks, and what another way to say or read it may say otherwise."""

    maat: str = ""
    omschrijving: str = ""
    eenheid: str = ""
    noemer: str = ""
    vorm: Annotated[DoelVorm, WORD] | None = None
    voor: Annotated[Reikwijdte, WORD] = Reikwijdte.TOTAAL
    elk_van: Annotated[Onderdeel, WORD] | None = None
    over: Afbakening = Afbakening()
    basisjaar: Jaar | None = None
    basiswaarde: Exact | None = None
    relatief: bool = False
    streefjaar: Jaar | None = None
    streefdatum: Datum | None = None
    streefwaarde: Exact | None = None
    verandering: Exact | None = None
    richting: Annotated[Richting, WORD] = Richting.GEEN
    streefklasse: str | None = None
    waarden: list[Streefwaarde] = []
    versies: list[DoelVersie] = []
    hardheid: Annotated[Hardheid, WORD] = Hardheid.AFSPRAAK
    voorwaarde: Voorwaarde | None = None
    bron: str = ""

    @model_validator(mode="before")
    @classmethod
    def _with_unit(cls, said: Any) -> Any:
        """Take the unit from a measure of today, where the goal says none."""
        word = said.get("maat") if isinstance(said, dict) else None
        maat = by_code().get(word) if isinstance(word, str) else None
        if maat is None or maat.telwijze is None or said.get("eenheid"):
            return said
        return {**said, "eenheid": "%" if said.get("relatief") is True else maat.eenheid}

    @property
    def telwijze(self) -> Telwijze | None:
        """How its measure is counted, if that is one of today."""
        maat = by_code().get(self.maat)
        return maat.telwijze if maat else None

    @property
    def haalt_in(self) -> bool:
        """Whether it is a task per half year, of which what is short or over goes along."""
        return self.telwijze is not None and self.telwijze.inhalen

    @property
    def gemeten(self) -> str:
        """What is measured, in words: as it says itself, or else as its measure of today does."""
        return self.omschrijving or (by_code()[self.maat].naam if self.telwijze else "")

    @property
    def genoemd(self) -> list[str]:
        """The parties and groups that it names: of whom it is, and of whom each number is."""
        return [*self.over.partijen, *(one.partij for one in self.waarden if one.partij)]

    @property
    def is_optelbaar(self) -> bool:
        """Whether the figures of parts make a sum: those of a share or an index do not."""
        if self.telwijze:
            return not self.telwijze.noemer
        return not self.noemer and self.eenheid.split(" ")[0] not in NOT_ADDED


class Manier(_Vraag):
    """Another way to say or to read a goal: what it names goes before what the goal says."""

    naam: str


class Doel(_Vraag):
    """One goal; one without any number, class or day is told and not judged.

    `maat` is the word by which the product follows it, `omschrijving` says what is measured, in
    `eenheid` and, where that is a share, of which `noemer`. `vorm` says how its number is meant,
    `voor` (with `elk_van`) for what, `over` of whom and what it is. A goal of one number writes
    `streefwaarde` (the level in `streefjaar`), `verandering` (the growth since `basisjaar`, of
    that figure itself where it is `relatief`) or `streefklasse`; one of more writes `waarden`.
    `gedrukte_richting` is there when the document words the direction otherwise than it must be
    meant. `streeflabel` is the energy label that stands beside the level as another way to say
    the same, `methode` the method in which the level is meant. What somebody else promised is
    `van_buiten`. `cijfer` is where the workbook measures it, if it does so directly. `definities`
    are the ways in which the document says what is measured, where it does so in more than one.

    A goal is part of `deel_van`; those of `telt_op` add up to it (one with a minus before it is
    taken off). `beslist` says how the `manieren` in which it can be read make one verdict, and
    `beslist_door` which measures decide it where it has more than one.
    """

    id: str
    thema: Heel
    titel: str
    gedrukte_richting: Annotated[Richting, WORD] | None = None
    streeflabel: str | None = None
    methode: str | None = None
    van_buiten: bool = False
    cijfer: Cijfer | None = None
    definities: list[str] = []
    deel_van: str = ""
    telt_op: list[str] = []
    beslist: Annotated[Beslist, WORD] = Beslist.ALLE
    beslist_door: list[str] = []
    manieren: list[Manier] = []
    regels: str = ""

    @property
    def gevolgd_door(self) -> str:
        """The measure that follows it: its own, or for a number that has none a kengetal."""
        return self.maat or (KENGETAL if self.vraagt_getal else "")

    @property
    def is_kengetal(self) -> bool:
        """Whether its figures stand on the sheet Kengetallen.

        So do those of a goal whose measure has a sheet of its own, but cannot be held beside what
        the goal asks: several numbers, or another form.
        """
        if self.gevolgd_door == KENGETAL or self.telwijze:
            return True
        return self.vraagt_getal and not self._is_held_by_its_measure

    @property
    def _is_held_by_its_measure(self) -> bool:
        vormen = by_code()[self.maat].vormen if self.maat in by_code() else ()
        level = self.streefwaarde is not None and Vorm.NIVEAU in vormen
        return level or (self.verandering is not None and Vorm.VERANDERING in vormen)

    @property
    def vraagt_getal(self) -> bool:
        """Whether it asks a number, in any of its ways, that can be written down per year."""
        ways = [self, *map(self.als, self.manieren)]
        return any(not one.klasse and not one.is_leeg for way in ways for one in way.op_dag(None))

    @property
    def bedoelde_vorm(self) -> DoelVorm | None:
        """How its number is meant: as it says, or else by the key that the number stands under.

        In a list of values it is the first form of a measure of today, unless the unit is of each
        year: then it may be meant of every year, or on average.
        """
        if self.vorm or self.waarden:
            known = self.telwijze and not self.eenheid.endswith(" per jaar")
            return self.vorm or (DoelVorm(by_code()[self.maat].vormen[0]) if known else None)
        if self.streefklasse:
            return DoelVorm.KLASSE
        if self.verandering is not None:
            return DoelVorm.VERANDERING
        return DoelVorm.NIVEAU if self.streefwaarde is not None else None

    def voldaan(self, jaar: int | None) -> Voldaan:
        """Give how its condition stands in the year that it is for, or else in `jaar`."""
        if self.voorwaarde is None:
            return Voldaan.VERVULD
        return self.voorwaarde.in_jaar(self.jaar_van_voorwaarde(jaar))

    def jaar_van_voorwaarde(self, jaar: int | None) -> int | None:
        """Give the year that its condition counts in: its own, or else `jaar`."""
        return self.streefjaar or (self.streefdatum.year if self.streefdatum else jaar)

    def op_dag(self, dag: date | None) -> list[Streefwaarde]:
        """Give what it asks as it was agreed on a day (None: at first), each number apart."""
        asked = self.waarden or self._in_een()
        for versie in sorted(self.versies, key=lambda one: one.vanaf):
            if dag is not None and versie.vanaf <= dag and versie.waarden:
                asked = versie.waarden
        return asked

    def _in_een(self) -> list[Streefwaarde]:
        """Give the one number of a goal that has no list of them."""
        number = self.streefwaarde if self.streefwaarde is not None else self.verandering
        if number is None and not self.streefklasse:
            return []
        one = Streefwaarde(jaar=self.streefjaar, getal=number, klasse=self.streefklasse or "")
        return [one]

    def als(self, manier: Manier) -> Doel:
        """Give the goal in one of its ways: what the way names, in place of what it says itself."""
        said = {
            key: getattr(manier, key)
            for key, field in _Vraag.model_fields.items()
            if getattr(manier, key) != field.default
        }
        return self.model_copy(update={**said, "manieren": []})
