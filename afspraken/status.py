"""The statuses of an agreement: how it goes while it runs, and how it ended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum


class AfspraakStatus(StrEnum):
    """How an agreement stands, in two stages; the order is that of the drop-down."""

    NIET_BEGONNEN = "niet begonnen"
    BEZIG = "bezig"
    VRAAGT_AANDACHT = "vraagt aandacht"
    NOG_NIET_TE_BEOORDELEN = "nog niet te beoordelen"
    NAGEKOMEN = "nagekomen"
    DEELS_NAGEKOMEN = "deels nagekomen"
    NIET_NAGEKOMEN = "niet nagekomen"
    LOOPT_DOOR = "loopt door"
    DOORGESCHOVEN = "doorgeschoven"
    GEWIJZIGD = "gewijzigd met instemming"
    IN_GESCHIL = "in geschil"
    VERVALLEN = "vervallen"


RUNNING = tuple(AfspraakStatus)[:4]
"""The first stage: what is said of an agreement until its term or the year is over."""
CLOSED = tuple(AfspraakStatus)[4:]
"""The second stage: how it ended. After these a term no longer runs."""
WITH_REASON = (AfspraakStatus.DEELS_NAGEKOMEN, AfspraakStatus.NIET_NAGEKOMEN)
"""What nobody may say without the reason."""
EARLIER_WORDS: Mapping[str, AfspraakStatus] = {
    "niet gestart": AfspraakStatus.NIET_BEGONNEN,
    "op koers": AfspraakStatus.BEZIG,
    "aandacht": AfspraakStatus.VRAAGT_AANDACHT,
    "afgerond": AfspraakStatus.NAGEKOMEN,
    "niet gehaald": AfspraakStatus.NIET_NAGEKOMEN,
}
"""The words of workbooks made before there were two stages, and what each of them means."""
MEANS = "="
"""Between an own word and the status that it means: "gerealiseerd = nagekomen"."""


def own_words(lines: Iterable[str]) -> dict[str, str]:
    """Give what each own word of a municipality means; a line without a meaning means ""."""
    parts = (line.partition(MEANS) for line in lines)
    return {word.strip().casefold(): meaning.strip() for word, _, meaning in parts}


def meanings(lines: Iterable[str]) -> dict[str, str]:
    """Give what each word outside the list means: earlier words, and those of a municipality."""
    return {**EARLIER_WORDS, **own_words(lines)}
