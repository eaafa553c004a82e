"""The workbook of one party: its tables as declared, filled in with what the agreements say."""

from __future__ import annotations

from datetime import date

from prestatieafspraken.afspraken.model import Afspraken, Partij
from prestatieafspraken.validators.sheets.codelists import codelists
from prestatieafspraken.validators.sheets.tables import of_party
from prestatieafspraken.workbook.building.build import build
from prestatieafspraken.workbook.building.prefill import prefill


def workbook(afspraken: Afspraken, partij: Partij, peildatum: date) -> bytes:
    """Give the bytes of a new .xlsx; the same input gives the same bytes."""
    tables = of_party(partij.soort)
    lists = codelists(afspraken)
    return build(afspraken, partij, tables, lists, prefill(afspraken, partij), peildatum)
