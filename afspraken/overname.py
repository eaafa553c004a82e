"""How a printed table becomes rows of a table of the workbook."""

from __future__ import annotations

from prestatieafspraken.afspraken.form import AgreedForm

Vakken = dict[str, str | int]
"""Values by the name of a column of the workbook."""
KOLOM = "kolom"
"""The key under which a printed column says which column of the workbook it is."""


class Overname(AgreedForm):
    """What each part of a printed table is in the workbook.

    `kolommen` says of each printed column that is taken over which `kolom` it is, with what it
    fills in besides, such as the year. A printed row fills in what `rijen` says of it, and its
    label under `rij`; `vast` is the same for all rows. Rows of `totalen` are the sum of others.
    """

    rij: str = ""
    vast: Vakken = {}
    kolommen: dict[str, Vakken]
    rijen: dict[str, Vakken] = {}
    totalen: dict[str, Vakken] = {}
    kolommen_eerst: bool = False
