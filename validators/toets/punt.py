"""One thing that could be better in the agreements."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Punt:
    """What could be better, of which agreement, goal, table, party or theme; `code` is a rule's."""

    waar: str
    melding: str
    herstel: str
    code: str = ""
