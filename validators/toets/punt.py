"""One thing that could be better in the agreements, at its place in them."""

from __future__ import annotations

from dataclasses import dataclass

from prestatieafspraken.dutch.data_faults import Fault
from prestatieafspraken.validators.document.rules import SetPlace
from prestatieafspraken.validators.formulier.slip import Slip, of_fault


@dataclass(frozen=True, slots=True)
class Punt:
    """What could be better, of which agreement, goal, table, party or theme; `code` is a rule's.

    `slip` says it at its place: the file and the key, or in a form the cell.
    """

    waar: str
    fault: Fault
    slip: Slip
    code: str = ""

    @property
    def melding(self) -> str:
        """What could be better."""
        return self.slip.melding

    @property
    def herstel(self) -> str:
        """How."""
        return self.slip.herstel

    @property
    def told_code(self) -> str:
        """The code of the rule between brackets, if a rule found it."""
        return f"[{self.code}]" if self.code else ""


def point(place: SetPlace, melding: str, herstel: str, code: str = "") -> Punt:
    """Give what could be better at a place in a set."""
    fault = Fault(place.bestand, place.sleutel, melding, herstel)
    return Punt(place.waar, fault, of_fault(fault), code)
