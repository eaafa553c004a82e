"""Which version of a set it is: the day it was adopted or last changed, and what differs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from prestatieafspraken.afspraken.form import change_of
from prestatieafspraken.afspraken.model import Afspraak, Afspraken, Doel, Gemeente
from prestatieafspraken.dutch.legible import one_line
from prestatieafspraken.dutch.written import day, listing


def versies(gemeente: Gemeente) -> list[tuple[date, str]]:
    """Give each version of a set with its day and what changed; first that which was signed."""
    signed = [(gemeente.vastgesteld, "")] if gemeente.vastgesteld else []
    return [*signed, *sorted(filter(None, map(change_of, gemeente.gewijzigd)))]


def verloop(gemeente: Gemeente) -> list[str]:
    """Say when a set was signed, and what was changed since: "vastgesteld op 1 februari 2025"."""
    return [
        f"gewijzigd op {day(when)} ({one_line(what)})" if what else f"vastgesteld op {day(when)}"
        for when, what in versies(gemeente)
    ]


def naast_elkaar(ours: Gemeente, theirs: Gemeente) -> str:
    """Say which version a workbook carries and which counts here, as a sentence ("" unknown)."""
    told = [verloop(one)[-1:] for one in (theirs, ours)]
    if not any(told):
        return ""
    sent, here = (one[0] if one else "van onbekende datum" for one in told)
    if sent == here:
        return f"Beide zijn {sent}, zonder dat er een wijziging bij staat. "
    return f"Die in de werkmap zijn {sent}, die van hier {here}. "


def verschil(ours: Afspraken, theirs: Afspraken) -> dict[str, str]:
    """Name the goals and agreements in which two sets differ, by the file that they stand in."""
    pairs: dict[str, tuple[Sequence[Doel | Afspraak], Sequence[Doel | Afspraak]]] = {
        "doelen.toml": (ours.doelen, theirs.doelen),
        "afspraken.toml": (ours.afspraken, theirs.afspraken),
    }
    found = {}
    for name, (mine, sent) in pairs.items():
        old, new = ({one.id: one for one in items} for items in (sent, mine))
        ids = [one for one in {**old, **new} if old.get(one) != new.get(one)]
        if ids:
            found[name] = listing(ids)
    return found
