"""What a measure is: its unit, its formula in words, what it needs and what may be asked of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from prestatieafspraken.afspraken.form import Richting
from prestatieafspraken.normen import NormStatus


class Deel(StrEnum):
    """Of what a measure can be asked besides the whole."""

    CORPORATIE = "corporatie"
    KERN = "kern"
    WIJK = "wijk"
    PROJECT = "project"
    KLASSE = "klasse"
    LABEL = "label"
    PERIODE = "periode"


class Vorm(StrEnum):
    """What a goal or an agreement may ask of a measure."""

    NIVEAU = "niveau"
    VERANDERING = "verandering"
    SOM = "som"
    PER_JAAR = "per_jaar"
    GEMIDDELD_PER_JAAR = "gemiddeld_per_jaar"
    KLASSE = "klasse"
    LABEL = "label"
    GETAL = "getal van een afspraak"
    WET = "wettelijke norm"
    PLAN = "eigen plan"


@dataclass(frozen=True, slots=True)
class Nodig:
    """A table of the workbook, and the columns of it that a measure is computed from."""

    tabel: str
    kolommen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Telwijze:
    """How a measure of today is counted: its `teller` and `noemer`, or else its `waarde`.

    `bron` is where the definition comes from, `anders` how others use the same word. Of a task
    that is set per half year (`inhalen`) what is short or over goes along to the next one.
    `staat_op` is the table and column that know its figure for a corporatie as a whole.
    """

    definitie: str
    bron: str
    status: NormStatus
    waarde: str = ""
    teller: str = ""
    noemer: str = ""
    anders: str = ""
    inhalen: bool = False
    staat_op: str = ""

    @property
    def herkomst(self) -> str:
        """Where the definition comes from, and that it was not seen there if so."""
        return self.bron if self.status.is_firm else f"{self.bron} ({self.status})"


@dataclass(frozen=True, slots=True)
class Maat:
    """A measure: `formule` says in words how it is computed, `vormen` what it is held against.

    One that is a line of data has a `telwijze`. `grens` is the side on which a number that was
    agreed for it binds; GEEN where an agreement may ask either.
    """

    code: str
    naam: str
    eenheid: str
    formule: str
    nodig: tuple[Nodig, ...]
    delen: tuple[Deel, ...] = ()
    vormen: tuple[Vorm, ...] = ()
    telwijze: Telwijze | None = None
    grens: Richting = Richting.GEEN
