"""What a report is made from: workbooks with their findings, values and agreements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from prestatieafspraken.afspraken import Herkomst
from prestatieafspraken.afspraken.model import Afspraken
from prestatieafspraken.indicators.result import Indicator
from prestatieafspraken.normen import Norm
from prestatieafspraken.validators.volledigheid import Volledigheid
from prestatieafspraken.workbook.book import Book
from prestatieafspraken.workbook.finding import Finding

UNKNOWN_PARTY = "een partij die niet in de afspraken staat"
"""What a party is called in a public report when only the sender calls it so."""


@dataclass(frozen=True)
class Filed:
    """One workbook with what the check found in it, and how much of it is filled in, if known."""

    book: Book
    findings: Sequence[Finding]
    volledigheid: Volledigheid | None = None

    @property
    def name(self) -> str:
        """The name of the file, without its folder."""
        return self.book.file_name

    @property
    def party(self) -> str:
        """Whose workbook it is, as its start sheet says."""
        return self.book.start.partij or self.name


@dataclass(frozen=True)
class Between:
    """What was found between workbooks: in which file, and which file was used where it matters."""

    bestand: str
    finding: Finding
    gebruikt: str = ""

    def told(self) -> str:
        """Say it in one line."""
        place = self.finding.place
        where = "!".join(part for part in (place.blad, place.cel) if part)
        used = f" Gebruikt is {self.gebruikt}." if self.gebruikt else ""
        return f"{', '.join(filter(None, (self.bestand, where)))}: {self.finding.told}{used}"


@dataclass(frozen=True)
class Report:
    """All that a report is made from.

    `indicators` are the values of all workbooks together, `normen` the national parameters that
    computing them asked for, `peildatum` the day of the report, `versie` that of the program.
    `openbaar` says that what is not for everyone was left out, `herkomst` where the agreements
    come from, `between` what was found between the workbooks.
    """

    afspraken: Afspraken
    filed: Sequence[Filed]
    indicators: Sequence[Indicator]
    peildatum: date
    versie: str
    openbaar: bool = False
    normen: Sequence[Norm] = ()
    herkomst: Herkomst | None = None
    between: Sequence[Between] = ()

    @property
    def current(self) -> list[Indicator]:
        """The values that count now, without the earlier ones beside them."""
        return [indicator for indicator in self.indicators if indicator.actueel]

    def party_of(self, filed: Filed) -> str:
        """Name the party of a workbook; for everyone only as the agreements have it."""
        if not self.openbaar:
            return filed.party
        try:
            return self.afspraken.partij(filed.book.start.partij or "").naam
        except KeyError:
            return UNKNOWN_PARTY

    def known(self, code: str) -> list[Indicator]:
        """Give the values of one indicator, of all periods and parts of which it is known."""
        return [i for i in self.indicators if i.code == code and i.waarde is not None]

    @cached_property
    def theme_of(self) -> dict[str, int]:
        """The theme of every goal and agreement, by its id."""
        own = self.afspraken
        themes = {doel.id: doel.thema for doel in own.doelen}
        return themes | {afspraak.id: afspraak.thema for afspraak in own.afspraken}
