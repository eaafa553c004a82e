"""What every form of telling needs of a workbook that was checked, and how it is named."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

from prestatieafspraken.dutch.counted import count_of
from prestatieafspraken.workbook.finding import Finding, Severity, tally


class Status(StrEnum):
    """What became of a workbook; the values stand in the JSON contract and the ledger.

    GOED has no faults and holds all that was asked, ONVOLLEDIG has none and does not, FOUTEN has
    faults, ONLEESBAAR could not be judged as it is, and INTERN was not judged through a fault of
    ours.
    """

    GOED = "goed"
    ONVOLLEDIG = "onvolledig"
    FOUTEN = "fouten"
    ONLEESBAAR = "onleesbaar"
    INTERN = "intern"

    @property
    def is_judged(self) -> bool:
        """Whether the workbook was judged at all."""
        return self.is_sound or self is Status.FOUTEN

    @property
    def is_sound(self) -> bool:
        """Whether nothing in it is wrong, be it complete or not."""
        return self in (Status.GOED, Status.ONVOLLEDIG)


class CompleteSheet(Protocol):
    """How complete one sheet is."""

    @property
    def blad(self) -> str: ...
    @property
    def gevraagd(self) -> int: ...
    @property
    def ingevuld(self) -> int: ...
    @property
    def nog(self) -> Sequence[str]: ...


class Complete(Protocol):
    """How complete a workbook is, per sheet and in all."""

    @property
    def gevraagd(self) -> int: ...
    @property
    def ingevuld(self) -> int: ...
    @property
    def zin(self) -> str: ...
    @property
    def bladen(self) -> Sequence[CompleteSheet]: ...


class Checked(Protocol):
    """A workbook with its verdict."""

    @property
    def path(self) -> str: ...
    @property
    def status(self) -> Status: ...
    @property
    def findings(self) -> Sequence[Finding]: ...
    @property
    def sha256(self) -> str | None: ...
    @property
    def peildatum(self) -> date | None: ...
    @property
    def partij(self) -> str | None: ...
    @property
    def jaar(self) -> int | None: ...
    @property
    def volledigheid(self) -> Complete | None: ...
    def count(self, severity: Severity) -> int: ...


TOLD_AS: Mapping[Status, tuple[str, str]] = {
    Status.GOED: ("✓", "geen fouten"),
    Status.ONVOLLEDIG: ("◐", "onvolledig"),
    Status.FOUTEN: ("✗", "fouten"),
    Status.ONLEESBAAR: ("✗", "onleesbaar"),
    Status.INTERN: ("?", "niet beoordeeld"),
}
"""Sign and word of each verdict, wherever it is told; nothing is said by colour alone.

A fault of ours has the sign of what is not known: it must not look like a fault of a sender.
"""


def counts(checked: Sequence[Checked]) -> str:
    """Say what was found in all: geen fouten, 11 vragen open, 2 tips."""
    found = {of: sum(one.count(of) for one in checked) for of in Severity}
    proposed = sum(finding.proposes for one in checked for finding in one.findings)
    found[Severity.INFO] -= proposed
    return ", ".join([tally(found), *([proposals(proposed)] if proposed else [])])


def proposals(amount: int) -> str:
    """Say how many changes of what was agreed are proposed."""
    return count_of(amount, "voorstel tot wijziging", "voorstellen tot wijziging")


def headline(one: Checked) -> str:
    """Say the verdict with its size: geen fouten, 11 vragen open."""
    word = TOLD_AS[one.status][1]
    if one.status is Status.ONVOLLEDIG:
        return f"{word}: {one.volledigheid.zin}" if one.volledigheid else word
    return counts([one]) if one.status.is_judged else word


def beside(one: Checked) -> str:
    """Say what the headline leaves out: how much is filled in, or what was found."""
    if one.status is Status.ONVOLLEDIG:
        return counts([one])
    return one.volledigheid.zin if one.volledigheid and one.status.is_judged else ""


def stands(one: Checked) -> str:
    """Say both: onvolledig: 12 van de 70 cellen ingevuld; geen fouten, 2 vragen open."""
    return "; ".join(filter(None, (headline(one), beside(one))))


def share(there: Complete | None) -> str:
    """Write how many of how many cells are filled in, in a table: 12 van 70."""
    return f"{there.ingevuld} van {there.gevraagd}" if there else ""


def sound_of(statuses: Sequence[Status], of: str) -> str:
    """Say how many are without faults, and how many of those are complete; `of` names them all."""
    sound = sum(status.is_sound for status in statuses)
    whole = sum(status is Status.GOED for status in statuses)
    told = f"{sound} van {of} zonder fouten"
    return f"{told}, {whole} daarvan volledig ingevuld" if sound else told


def found(value: Any) -> str:
    """Write the value of a finding as someone would type it: 2018, 0,35, 31-12-2019, WAAR."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "WAAR" if value else "ONWAAR"
    if isinstance(value, float):
        return f"{value:.15g}".replace(".", ",")
    # A day travels in the form of the JSON contract.
    day = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", str(value))
    return f"{day[3]}-{day[2]}-{day[1]}" if day else str(value)


def uri(path: str, folder: Path) -> str:
    """Give the reference to a file as seen from `folder`, percent-encoded.

    It is relative wherever there is a way; a file on another drive has its whole address.
    """
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 (a link is kept as it was named)
    try:
        relative = os.path.relpath(absolute, folder.absolute())
    except ValueError:
        return absolute.as_uri()
    return quote(os.fsencode(Path(relative).as_posix()), safe="/")
