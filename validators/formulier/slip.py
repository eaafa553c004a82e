"""What is wrong with agreements as people wrote them, at its place in the form or the folder."""

from __future__ import annotations

from dataclasses import dataclass

from prestatieafspraken.dutch.data_faults import Fault
from prestatieafspraken.workbook.finding import Finding, Place, Severity


@dataclass(frozen=True, slots=True)
class Slip:
    """One thing that is wrong, or (INFO and WAARSCHUWING) that may be read otherwise.

    In a form it has a sheet, a cell and the labels of both; in a folder a file and a key.
    """

    melding: str
    herstel: str
    ernst: Severity = Severity.FOUT
    blad: str | None = None
    cel: str | None = None
    kolom: str | None = None
    rij: str | None = None
    bestand: str | None = None
    sleutel: str | None = None

    @property
    def where(self) -> str:
        """Say where it is, as people look for it."""
        if self.bestand is not None:
            return ", ".join(part for part in (self.bestand, self.sleutel) if part)
        return "!".join(part for part in (self.blad, self.cel) if part)


def of_fault(fault: Fault) -> Slip:
    """Give what is wrong with a file of a folder."""
    return Slip(fault.melding, fault.herstel, bestand=fault.bestand, sleutel=fault.sleutel or None)


def of_finding(finding: Finding) -> Slip:
    """Give what reading a form found."""
    return at(finding.place, finding.melding, finding.herstel, finding.ernst)


def at(place: Place, melding: str, herstel: str, ernst: Severity = Severity.FOUT) -> Slip:
    """Give what is wrong at a place of a form."""
    return Slip(melding, herstel, ernst, place.blad, place.cel, place.kolom, place.rij)
