"""Verdicts to tell: one workbook of each kind, with texts that try to be more than text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from prestatieafspraken.validators.registry import RULES
from prestatieafspraken.validators.volledigheid import BladStand, Open, Volledigheid
from prestatieafspraken.workbook.finding import Finding, Place, Severity
from prestatieafspraken.workbook.lists.checked import Status

HOSTILE = (
    "=cmd|'/c calc'!A1",
    "<script>alert(1)</script>",
    "{{ 7 * 7 }}",
    "]]><evil/>&amp;",
    "a\x00b\x1fc\ufffe\ud800",
    "\"' onmouseover='x",
    "x" * 40_000,
)


@dataclass(frozen=True)
class Told:
    """A verdict as every form takes it."""

    path: str
    status: Status
    findings: Sequence[Finding] = ()
    sha256: str | None = "ab" * 32
    peildatum: date | None = date(2019, 12, 31)
    volledigheid: Volledigheid | None = None
    partij: str | None = None
    jaar: int | None = None

    def count(self, severity: Severity) -> int:
        """Count the findings of one severity."""
        return sum(finding.ernst is severity for finding in self.findings)


def finding(code: str, cel: str | None = None, **known: object) -> Finding:
    """Make a finding of a rule as it stands in the registry, with words of one's own."""
    rule = RULES[code]
    blad = known.pop("blad", "Woningvoorraad")
    place = Place(blad, "tblWoningvoorraad", cel, "DAEB", "Woonforte 2018")  # type: ignore[arg-type]
    text = str(known.pop("melding", rule.titel))
    waarde = known.pop("waarde", None)
    return Finding(code, rule.ernst, text, "Herstel dit.", place, waarde, rule.bron)


def filled(*open_: Open, blad: str = "Woningvoorraad", gevraagd: int = 8) -> Volledigheid:
    """Say that all of a sheet is filled in but for these cells."""
    return Volledigheid((BladStand(blad, gevraagd, open_),))


def verdicts() -> list[Told]:
    """Give a good workbook, one with faults, one that cannot be read and one that broke us."""
    return [
        Told("map/goed.xlsx", Status.GOED, volledigheid=filled()),
        Told(
            "map/met #1 é & <b>.xlsx",
            Status.FOUTEN,
            (
                finding("STR-004"),
                *(finding("CEL-001", f"D{row}", melding="DAEB is leeg.") for row in (7, 9, 8)),
                finding("CEL-012", "E7", waarde="-"),
                *(
                    finding("CEL-002", f"F{7 + n}", melding=t, waarde=t)
                    for n, t in enumerate(HOSTILE)
                ),
                finding("NBO-003"),
            ),
        ),
        Told(
            "map/kapot\udcff.xlsx", Status.ONLEESBAAR, (finding("BST-010", blad=None),), None, None
        ),
        Told("map/intern.xlsx", Status.INTERN, (finding("BST-001", blad=None),), None, None),
    ]
