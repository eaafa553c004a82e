"""Rules and findings: what must hold, and where it does not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from prestatieafspraken.dutch.counted import count_of
from prestatieafspraken.workbook.topic import Step, Topic

ASK = " Klopt het toch, leg dat dan uit op het blad Bevindingen."
ASK_ROW = " Klopt het toch, leg dat dan uit in deze rij, in de kolom Toelichting."
"""Follows the repair of every question: where a sentence about it counts."""

PROPOSE = (
    " Wilt u het anders, schrijf dan op het blad Bevindingen bij Toelichting waarom: dan is het "
    "een voorstel tot wijziging."
)
"""Follows it where agreements say otherwise: only who agreed can change what was agreed."""

EXPLAIN = (
    "Klopt bij een vraag de waarde toch? Schrijf dan waarom: in de kolom Toelichting van die rij, "
    "of op het blad Bevindingen van de werkmap, met de code, het blad, de cel en de waarde."
)
"""How people leave an explanation: said once, where findings that ask for it are shown."""


class Severity(StrEnum):
    """How much a finding matters; the values stand in contracts, people read the words."""

    FOUT = "FOUT"
    WAARSCHUWING = "WAARSCHUWING"
    INFO = "INFO"

    @property
    def sign(self) -> str:
        """The sign that goes with the word: nothing is said by colour alone."""
        return _TOLD[self][0]

    @property
    def word(self) -> str:
        """What it asks of people, in a word."""
        return _TOLD[self][1]

    @property
    def many(self) -> str:
        """The word for more of them."""
        return _TOLD[self][2]

    @property
    def labelled(self) -> str:
        """Sign and word: "✗ fout"."""
        return f"{self.sign} {self.word}"

    def counted(self, amount: int) -> str:
        """Say how many there are: "geen fouten", "1 vraag", "2 tips"."""
        return count_of(amount, self.word, self.many) if amount else f"geen {self.many}"


_TOLD = {
    Severity.FOUT: ("✗", "fout", "fouten"),
    Severity.WAARSCHUWING: ("!", "vraag", "vragen"),
    Severity.INFO: ("i", "tip", "tips"),
}
MEANING = (
    "Een fout moet weg. Bij een vraag volstaat een zin uitleg. Bij een tip hoeft u niets te doen."
)
"""What the three words ask, wherever they are explained."""


def tally(found: Mapping[Severity, int]) -> str:
    """Say how many there are of each; tips only when there are any, as nobody has to act."""
    questions = Severity.WAARSCHUWING.counted(asked := found.get(Severity.WAARSCHUWING, 0))
    told = [
        Severity.FOUT.counted(found.get(Severity.FOUT, 0)),
        f"{questions} open" if asked else questions,
    ]
    if tips := found.get(Severity.INFO, 0):
        told.append(Severity.INFO.counted(tips))
    return ", ".join(told)


class AsPrinted(StrEnum):
    """Where is told what is found in what is printed in the agreements, and not changed since.

    In the workbook when who fills it in can mend it; in the review of the agreements when nobody
    who fills in can; in both when it is a flaw of the print that more figures mend.
    """

    WERKMAP = "werkmap"
    TOETS = "toets"
    BEIDE = "beide"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a workbook; every part may be unknown, from the file down to the cell.

    `kolom` and `rij` are labels that people recognise (a header, "Woonforte 2018"),
    `cel` is the address (A1) or range on `blad`.
    """

    blad: str | None = None
    tabel: str | None = None
    cel: str | None = None
    kolom: str | None = None
    rij: str | None = None

    @property
    def where(self) -> str:
        """Name the sheet and the cell: "Woningvoorraad!D7"."""
        return "!".join(part for part in (self.blad, self.cel) if part) or "hele werkmap"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be, at one place.

    `toelichting` is the explanation that people gave; with `voorstel` that makes it a proposal to
    agree something else.
    """

    code: str
    ernst: Severity
    melding: str
    herstel: str
    place: Place = field(default_factory=Place)
    waarde: Any = None
    bron: str | None = None
    toelichting: str | None = None
    voorstel: bool = False

    @property
    def proposes(self) -> bool:
        """Whether it is a proposal to agree something else."""
        return self.voorstel and self.toelichting is not None

    @property
    def zacht(self) -> bool:
        """Whether people may explain it: what cannot be right no explanation makes good."""
        return self.ernst is not Severity.FOUT

    @property
    def asks(self) -> bool:
        """Whether it asks for an explanation."""
        return self.ernst is Severity.WAARSCHUWING

    @property
    def told(self) -> str:
        """What is wrong, with what people explained about it."""
        more = f" Toelichting in de werkmap: '{self.toelichting}'" if self.toelichting else ""
        return self.melding + more

    def as_dict(self) -> dict[str, Any]:
        """Give the finding in the form of the JSON contract (keys in its order)."""
        return {
            "code": self.code,
            "ernst": str(self.ernst),
            "blad": self.place.blad,
            "tabel": self.place.tabel,
            "cel": self.place.cel,
            "kolom": self.place.kolom,
            "rij": self.place.rij,
            "waarde": self.waarde,
            "melding": self.melding,
            "herstel": self.herstel,
            "bron": self.bron,
            "toelichting": self.toelichting,
        }


OWN = "eigen eis van het programma"
"""What is said of a rule that no law or agreement asks for."""
AGREED = "de afspraken van de gemeente"
"""What is said of a rule that agreements ask for, where no agreements are at hand."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that must hold.

    `titel` is the Dutch sentence that must hold, `melding` and `herstel` are `str.format`
    templates for what is wrong and how to repair it, `waarom` says why it matters,
    `bron` names the register or article of law; what agreements ask for is `afgesproken`, and
    they say themselves where. Of any other rule its `eigen_eis` says so, or its topic does. A code
    is never reused. What may well be right is a WAARSCHUWING: an explanation in the workbook then
    counts (see decision 5), and with `voorstel` it is a proposal to change what was agreed. `step`
    is where it is told, when its topic and the tables that it looks at do not say that.
    `holds_from` and `holds_until` are the first and the last year of agreements that it holds for.
    `gedrukt` is where is told what it finds in what is printed; without it, what is about a printed
    value belongs to the review, and what is about an empty cell does not.
    """

    code: str
    ernst: Severity
    titel: str
    melding: str
    herstel: str
    waarom: str = ""
    bron: str | None = None
    afgesproken: bool = False
    voorstel: bool = False
    eigen_eis: bool = False
    step: Step | None = None
    holds_from: int | None = None
    holds_until: int | None = None
    gedrukt: AsPrinted | None = None

    @property
    def topic(self) -> Topic:
        """What it is about, by the letters of its code."""
        return Topic.of(self.code)

    @property
    def is_own_demand(self) -> bool:
        """Whether no law or agreement asks for it."""
        asked = self.bron is not None or self.afgesproken
        return not asked and (self.eigen_eis or self.topic.is_own_demand)

    @property
    def told_source(self) -> str:
        """Say where it comes from, as far as that does not depend on the agreements."""
        return self.bron or (AGREED if self.afgesproken else OWN)

    def holds_in(self, jaar: int) -> bool:
        """Say whether it holds for the agreements of a year."""
        first, last = self.holds_from, self.holds_until
        return (first is None or jaar >= first) and (last is None or jaar <= last)

    def told_of_print(self, finding: Finding) -> AsPrinted:
        """Say where is told what it finds in what is printed."""
        return self.gedrukt or (AsPrinted.WERKMAP if finding.waarde is None else AsPrinted.TOETS)

    def at(self, place: Place, *, waarde: Any = None, **values: Any) -> Finding:
        """Make the finding of this rule at `place`; `values` fill both templates."""
        known = {
            "blad": place.blad,
            "tabel": place.tabel,
            "cel": place.cel,
            "kolom": place.kolom,
            "rij": place.rij,
            "waarde": waarde,
            **values,
        }
        return Finding(
            code=self.code,
            ernst=self.ernst,
            melding=self.melding.format_map(known),
            herstel=self.herstel.format_map(known),
            place=place,
            waarde=waarde,
            bron=self.bron,
            voorstel=self.voorstel,
        )
