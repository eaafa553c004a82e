"""The form of the agreements of one municipality and one year, as read from their files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from pydantic import PrivateAttr

from prestatieafspraken.afspraken.doel import Doel as Doel
from prestatieafspraken.afspraken.doel import Voldaan
from prestatieafspraken.afspraken.form import WORD, AgreedForm, Datum, Exact, Heel, Jaar
from prestatieafspraken.afspraken.form import Richting as Richting
from prestatieafspraken.afspraken.overname import Overname

GROUPS = ("Gemeente", "Corporaties", "Huurdersorganisaties")
"""Groups of parties that an agreement or a goal may name instead of a party."""


class PartijSoort(StrEnum):
    """What kind of party it is, as the files of the agreements and the workbook call it."""

    GEMEENTE = "gemeente"
    CORPORATIE = "corporatie"
    HUURDERSORGANISATIE = "huurdersorganisatie"
    OVERIG = "overig"

    @property
    def has_workbook(self) -> bool:
        """Whether such a party has a workbook of its own."""
        return self is not PartijSoort.OVERIG


class TermijnSoort(StrEnum):
    """How an agreement words its term."""

    DAG = "dag"
    MEDIO = "medio"
    MAAND = "maand"
    KWARTAAL = "kwartaal"
    SEIZOEN = "seizoen"
    JAAR = "jaar"
    VANAF = "vanaf"
    START = "start"
    HERHALING = "herhaling"
    DOORLOPEND = "doorlopend"
    GEEN = "geen"

    @property
    def ends(self) -> bool:
        """Whether it ends or recurs, so that an agreement can be late."""
        return self not in (TermijnSoort.GEEN, TermijnSoort.DOORLOPEND, TermijnSoort.VANAF)


class CelSoort(StrEnum):
    """What a cell of a printed table holds."""

    GETAL = "getal"
    TEKST = "tekst"
    STREEPJE = "streepje"
    LEEG = "leeg"
    AFWEZIG = "afwezig"


class Gemeente(AgreedForm):
    """The municipality and the document: `map` is the folder name, `code` the CBS code.

    `woningtypen`, `fasen` (of a project) and `initiatieffasen` are what cells choose from, where
    these agreements use other words than most; `statussen` are own words for how an agreement
    stands, each with the status that it means: "gerealiseerd = nagekomen". What nobody agreed is a
    `voorbeeld`. `vastgesteld` is the day on which all signed, `gewijzigd` what was changed since
    and when: "2025-07-01: meer middenhuur". `inleveren_voor` is the day before which the parties
    hand in their workbooks, `inleveren_bij` to which function or mailbox.
    """

    naam: str
    map: str
    code: str
    jaar: Jaar
    titel: str
    document: str
    periode_van: Jaar
    periode_tot: Jaar
    woningtypen: list[str] = []
    fasen: list[str] = []
    initiatieffasen: list[str] = []
    voorbeeld: bool = False
    statussen: list[str] = []
    vastgesteld: Datum | None = None
    gewijzigd: list[str] = []
    inleveren_voor: Datum | None = None
    inleveren_bij: str = ""


class Thema(AgreedForm):
    """A part of the document; 0 is the general part.

    `kort` is its title in fewer words, `blad` the name of its sheet in a word or two.
    `visie` is what the parties see before them, in short, `speerpunten` what of the housing policy
    it serves.
    """

    nummer: Heel
    titel: str
    kort: str = ""
    blad: str = ""
    visie: str = ""
    speerpunten: list[str] = []
    regels: str = ""


class Partij(AgreedForm):
    """A party: `varianten` are other spellings that occur, `doet_mee` says whether it signs.

    One that signs for a part says of what (`tekent_voor`): it is meant only where it is named.
    """

    naam: str
    soort: Annotated[PartijSoort, WORD]
    doet_mee: bool
    tekent_voor: str = ""
    varianten: list[str] = []
    toelichting: str = ""
    regels: str = ""

    @property
    def tekent_alles(self) -> bool:
        """Whether it signs, and not for a part alone."""
        return self.doet_mee and not self.tekent_voor

    @property
    def is_gemeente(self) -> bool:
        """Whether it is the municipality."""
        return self.soort is PartijSoort.GEMEENTE

    @property
    def is_corporatie(self) -> bool:
        """Whether it is a housing corporation."""
        return self.soort is PartijSoort.CORPORATIE


class Kern(AgreedForm):
    """A village or town of the municipality; `stad` marks the one that is not one of the kernen."""

    naam: str
    stad: bool = False
    varianten: list[str] = []


class Huishouden(StrEnum):
    """The kinds of household that have an income limit of their own since 2022."""

    EENPERSOONS = "eenpersoons"
    MEERPERSOONS = "meerpersoons"


class Inkomensklasse(AgreedForm):
    """An income class: above `boven` (exclusive, euro a year), up to and including `tot_en_met`.

    `doelgroep` is the target group that the document counts it with, `huishouden` the kind of
    household that it is of (None if the document does not say).
    """

    naam: str
    gedrukt: str
    huishouden: Annotated[Huishouden | None, WORD] = None
    boven: Heel | None = None
    tot_en_met: Heel | None = None
    doelgroep: str | None = None
    regel: Heel = 0


class Termijn(AgreedForm):
    """When: `van` and `tot` are the first and last day, `per_jaar` how often it recurs."""

    soort: Annotated[TermijnSoort, WORD]
    van: Datum | None = None
    tot: Datum | None = None
    per_jaar: Heel | None = None


class Getal(AgreedForm):
    """A number in an agreement, with what it counts.

    `waarde` is empty if the text names an amount without saying how much. Numbers about one
    thing share their `onderwerp`. `tot_jaar` and `na_jaar` are the printed "tot 2021" and
    "na 2021", neither of which holds in that year itself. `namen` are what the text lists by
    name for this number.

    A number that something is measured by has a `maat`, the word by which it is looked up, and
    says in which `richting` it binds; it may be for one `partij`, or hold from `van` to `tot`. One
    without days is of the year of the agreements.
    """

    wat: str
    waarde: Exact | None = None
    eenheid: str
    onderwerp: str = ""
    tot_jaar: Jaar | None = None
    na_jaar: Jaar | None = None
    namen: list[str] = []
    regel: Heel = 0
    maat: str = ""
    richting: Annotated[Richting, WORD] = Richting.GEEN
    partij: str | None = None
    van: Datum | None = None
    tot: Datum | None = None


class Dag(AgreedForm):
    """A day that the text of an agreement names; `dag` is empty if there is no such day.

    A day with a `naam` is one that rules look up; a "mijlpaal" must be reached by then.
    """

    wat: str
    gedrukt: str
    dag: Datum | None = None
    regel: Heel = 0
    naam: str = ""


class Conclusie(AgreedForm):
    """A conclusion that the text of an agreement draws already, about a year."""

    jaar: Jaar
    regel: Heel = 0


class AfspraakVoorwaarde(AgreedForm):
    """What must be so for an agreement to hold in its year, who sets it, and how it stands."""

    tekst: str
    gesteld_door: str = ""
    stand: Annotated[Voldaan, WORD] = Voldaan.OPEN


class Afspraak(AgreedForm):
    """One agreement.

    `titel` is short and in our own words where the document has a whole sentence; `wie` and
    `wanneer` are as printed (empty if not printed); `trekker` and `partijen` name parties or
    groups of parties ("corporaties", "huurdersorganisaties"). `onderdelen` are the places that
    it names one by one, `tabellen` the printed tables that belong to it, `gebieden` the places
    that it is about, `doelgroepen` the groups of which it asks figures. `maten` are the measures
    that follow it, besides those of its numbers; `meet` those that it promises to measure. A
    promise within another, with its own party and day, is an agreement that is `deel_van` it.
    """

    id: str
    thema: Heel
    paragraaf: str = ""
    titel: str
    trekker: str | None = None
    partijen: list[str] = []
    wie: str
    wanneer: str
    termijn: Termijn
    getallen: list[Getal] = []
    data: list[Dag] = []
    deel_van: str = ""
    onderdelen: list[str] = []
    doelen: list[str] = []
    tabellen: list[str] = []
    gebieden: list[str] = []
    doelgroepen: list[str] = []
    maten: list[str] = []
    meet: list[str] = []
    conclusie: Conclusie | None = None
    voorwaarde: AfspraakVoorwaarde | None = None
    regels: str = ""

    @property
    def geldt(self) -> bool:
        """Whether it holds: without a condition, or with one of which it is said to be met."""
        return self.voorwaarde is None or self.voorwaarde.stand is Voldaan.VERVULD

    def follows(self, maat: str) -> bool:
        """Say whether a measure follows this agreement, or a number in it."""
        return maat in self.maten or any(getal.maat == maat for getal in self.getallen)


class Cel(AgreedForm):
    """One figure of a printed table: its text as printed and its value.

    `soort` keeps apart a number, a text, a printed dash, a cell left blank and one that is not
    there at all.
    Percentages are fractions (0.35), all other values in the unit of the table.
    """

    rij: str
    kolom: str
    gedrukt: str
    waarde: Exact | None
    soort: Annotated[CelSoort, WORD]
    regel: Heel | None


class GedrukteTabel(AgreedForm):
    """A table exactly as printed; `prijspeil` is the year whose amounts its labels have.

    `vult` is the table of the workbook that holds figures of the same, `overname` says how the
    printed ones get there.
    """

    id: str
    titel: str
    eenheid: str
    regels: str = ""
    voetnoot: str = ""
    prijspeil: Jaar | None = None
    vult: str = ""
    overname: Overname | None = None
    cellen: list[Cel]

    def cel(self, rij: str, kolom: str) -> Cel | None:
        """Give the cell at a row and column (None if the table has no such cell)."""
        for cel in self.cellen:
            if (cel.rij, cel.kolom) == (rij, kolom):
                return cel
        return None

    def waarde(self, rij: str, kolom: str) -> Decimal | None:
        """Give the value at a row and column (None if blank, a dash or not there)."""
        cel = self.cel(rij, kolom)
        return cel.waarde if cel else None

    def rijen(self) -> list[str]:
        """Give the row labels in printed order."""
        return list(dict.fromkeys(cel.rij for cel in self.cellen))

    def kolommen(self) -> list[str]:
        """Give the column labels in printed order."""
        return list(dict.fromkeys(cel.kolom for cel in self.cellen))


class Bronvermelding(AgreedForm):
    """Where in the document stands what a rule (by its code) or a table of the workbook asks."""

    id: str
    bron: str


class Afspraken(AgreedForm):
    """Everything that one municipality agreed for one year."""

    gemeente: Gemeente
    themas: list[Thema]
    partijen: list[Partij]
    kernen: list[Kern]
    schouwlocaties: list[str]
    inkomensklassen: list[Inkomensklasse]
    afspraken: list[Afspraak]
    doelen: list[Doel]
    tabellen: dict[str, GedrukteTabel]
    bronnen_regels: list[Bronvermelding] = []
    bronnen_bladen: list[Bronvermelding] = []
    _partij: dict[str, Partij] = PrivateAttr(default_factory=dict)
    _kern: dict[str, Kern] = PrivateAttr(default_factory=dict)
    _bron: dict[str, str] = PrivateAttr(default_factory=dict)

    def model_post_init(self, context: Any, /) -> None:
        """Lay out the names by which things are looked up; the first one counts."""
        self._bron.update((one.id, one.bron) for one in self.bronnen_regels)
        for partij in self.partijen:
            for naam in (partij.naam, *partij.varianten):
                self._partij.setdefault(naam.casefold(), partij)
        for kern in self.kernen:
            for naam in (kern.naam, *kern.varianten):
                self._kern.setdefault(naam, kern)

    def afspraak(self, code: str) -> Afspraak:
        """Give the agreement with this code (KeyError if there is none)."""
        for afspraak in self.afspraken:
            if afspraak.id == code:
                return afspraak
        raise KeyError(code)

    def doel(self, code: str) -> Doel:
        """Give the goal with this code (KeyError if there is none)."""
        for doel in self.doelen:
            if doel.id == code:
                return doel
        raise KeyError(code)

    def doelen_met(self, maat: str) -> list[Doel]:
        """Give the goals that are followed by a measure, in their order in the document."""
        return [doel for doel in self.doelen if doel.gevolgd_door == maat]

    def bron_van(self, code: str) -> str | None:
        """Give where the document asks for what a rule holds (None if it does not)."""
        return self._bron.get(code)

    def bron_van_blad(self, tabel: str) -> str | None:
        """Give where the document asks for the figures of a table (None if it does not)."""
        return next((one.bron for one in self.bronnen_bladen if one.id == tabel), None)

    def afspraken_met(self, maat: str) -> list[Afspraak]:
        """Give the agreements that are followed by a measure, in their order in the document."""
        return [afspraak for afspraak in self.afspraken if afspraak.follows(maat)]

    def gedrukt_bij(self, tabel: str) -> list[GedrukteTabel]:
        """Give the printed tables with figures of the same as a table of the workbook."""
        return [gedrukt for gedrukt in self.tabellen.values() if gedrukt.vult == tabel]

    def leden(self, namen: Iterable[str]) -> list[str]:
        """Name the parties that are meant: of a group those of it that sign all."""
        groups = dict(zip(GROUPS, (soort for soort in PartijSoort), strict=False))
        found = [
            naam
            for one in namen
            for naam in (
                [p.naam for p in self.partijen if p.soort is groups[one] and p.tekent_alles]
                if one in groups
                else [one]
            )
        ]
        return list(dict.fromkeys(found))

    def partij(self, naam: str) -> Partij:
        """Give the party with this name or spelling variant, whatever its case."""
        return self._partij[naam.casefold().strip()]

    def kern(self, naam: str) -> Kern:
        """Give the kern with this name or spelling variant."""
        return self._kern[naam]

    def getallen(
        self, maat: str, dag: date, partij: str | None = None
    ) -> list[tuple[Afspraak, Decimal]]:
        """Give the known values of a measure that hold on `dag`, each with its agreement."""
        return [(afspraak, value) for afspraak, _, value in self.genoemd(maat, dag, partij)]

    def genoemd(
        self, maat: str, dag: date, partij: str | None = None
    ) -> Iterator[tuple[Afspraak, Getal, Decimal]]:
        """Give the numbers with a known value that hold for a measure on `dag`.

        Without `partij` those that hold for all; with it only those of that party.
        """
        begin, end = date(self.gemeente.jaar, 1, 1), self.slot
        for afspraak in self.afspraken:
            for getal in afspraak.getallen:
                within = getal.van or begin, getal.tot or (date.max if getal.van else end)
                asked = (getal.maat, getal.partij) == (maat, partij)
                if asked and getal.waarde is not None and within[0] <= dag <= within[1]:
                    yield afspraak, getal, getal.waarde

    @property
    def slot(self) -> date:
        """The last day of the year of the agreements."""
        return date(self.gemeente.jaar, 12, 31)

    def dag(self, naam: str) -> tuple[Afspraak, date] | None:
        """Give the day called `naam` with its agreement (None if there is none)."""
        for afspraak in self.afspraken:
            for dag in afspraak.data:
                if dag.naam == naam and dag.dag is not None:
                    return afspraak, dag.dag
        return None

    @property
    def gemeentepartij(self) -> Partij:
        """The municipality among the parties; a set that loads has one."""
        return next(p for p in self.partijen if p.is_gemeente)

    def corporaties(self) -> list[Partij]:
        """Give the housing corporations in the document, also those that do not sign."""
        return [p for p in self.partijen if p.is_corporatie]

    def deelnemers(self) -> list[str]:
        """Name the corporaties that sign all, and so owe the figures that are asked of all."""
        return [p.naam for p in self.corporaties() if p.tekent_alles]
