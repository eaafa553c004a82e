"""The rows that wait for the kengetallen of each goal: of each party, for each year up to now."""

from __future__ import annotations

from collections.abc import Iterator

from prestatieafspraken.afspraken.doel import EEN_DEEL, KENGETAL, Doel
from prestatieafspraken.afspraken.gevraagd import staat_op
from prestatieafspraken.afspraken.kengetaldoelen import kengetaldoelen
from prestatieafspraken.afspraken.maten import by_code
from prestatieafspraken.afspraken.model import Afspraken
from prestatieafspraken.workbook.building.printed import PrefilledRow
from prestatieafspraken.workbook.cijfersoort import CijferSoort
from prestatieafspraken.workbook.goal import aim
from prestatieafspraken.workbook.periode import HALVES


def kengetal_rows(afspraken: Afspraken) -> list[PrefilledRow]:
    """Give a row for each goal that is followed there: each party, place and year of it."""
    return [
        {
            "doel": doel.id,
            "wat": f"{doel.omschrijving or doel.titel}: {aim(doel, partij)}",
            "telwijze": _counting(doel),
            "partij": partij,
            "gebied": gebied,
            "jaar": jaar,
            "halfjaar": half,
            "soort_cijfer": str(CijferSoort.REALISATIE),
        }
        for doel in (one.doel for one in kengetaldoelen(afspraken))
        if staat_op(doel, afspraken) is None  # asked once, where that table knows it
        for partij in _parties(afspraken, doel)
        for gebied in _places(doel)
        for jaar in _years(afspraken, doel)
        for half in (HALVES if doel.haalt_in else (None,))
    ]


def _counting(doel: Doel) -> str | None:
    """Say what to fill in, in which column and unit, and what exactly counts."""
    maat = by_code().get(doel.maat)
    if maat is None or doel.maat == KENGETAL:
        return f"Noemer: {doel.noemer}." if doel.noemer else None
    how = maat.telwijze
    if how is None:
        return f"{maat.naam}, in {maat.eenheid}. {maat.formule}"
    counted = (
        f"Teller: {how.teller}. Noemer: {how.noemer}" if how.noemer else f"Waarde: {how.waarde}"
    )
    return f"{maat.naam}, in {maat.eenheid}. {counted}. {how.definitie}"


def _parties(afspraken: Afspraken, doel: Doel) -> list[str]:
    """Name whose figures are asked: of a group who takes part, of a whole the municipality."""
    known = [one for one in doel.genoemd if one != EEN_DEEL]
    return afspraken.leden(known or ["Gemeente"])


def _places(doel: Doel) -> list[str | None]:
    """Name the places for each of which it holds; one without a name where it holds for all."""
    each = [one.naam for one in doel.over.gebieden if one.soort is doel.elk_van]
    return [*each, *dict.fromkeys(one.gebied for one in doel.waarden if one.gebied)] or [None]


def _years(afspraken: Afspraken, doel: Doel) -> Iterator[int]:
    """Give the base year, and those from the first that counts to that of the agreements."""
    now = afspraken.gemeente.jaar
    if doel.basisjaar and doel.basisjaar < now:
        yield doel.basisjaar
    begins = [one.begin for one in doel.op_dag(None) if one.begin]
    yield from range(min([*begins, now]), now + 1)
