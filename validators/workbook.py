"""The workbook of one party: its tables as declared, filled in with what the agreements say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from prestatieafspraken.afspraken.model import Afspraken, Partij
from prestatieafspraken.validators.sheets.codelists import codelists
from prestatieafspraken.validators.sheets.tables import of_party
from prestatieafspraken.workbook.building.build import build
from prestatieafspraken.workbook.building.prefill import prefill
from prestatieafspraken.workbook.building.ready import with_ready_rows
from prestatieafspraken.workbook.building.vragen import vragen
from prestatieafspraken.workbook.outcomes.compute import stored


def workbook(
    afspraken: Afspraken,
    partij: Partij,
    peildatum: date,
    rows: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
) -> bytes:
    """Give the bytes of an .xlsx, new or with `rows`, with what its formulas come to.

    The same input gives the same bytes.
    """
    tables, lists = of_party(partij.soort, afspraken), codelists(afspraken)
    known = rows
    if known is None:
        asked = vragen(tables, afspraken, partij, lists.__getitem__)
        known = with_ready_rows(prefill(afspraken, partij), asked)
    return stored(build(afspraken, partij, tables, lists, known, peildatum))
