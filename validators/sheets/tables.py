"""All tables of the workbook, in the order of its sheets."""

from __future__ import annotations

from prestatieafspraken.afspraken.model import PartijSoort
from prestatieafspraken.validators.sheets.afspraken import AFSPRAKEN
from prestatieafspraken.validators.sheets.codelists import NAMES
from prestatieafspraken.validators.sheets.energie import (
    DUURZAME_ENERGIE,
    ENERGIE_INDEX,
    ENERGIELABELS,
    GASVERBRUIK,
)
from prestatieafspraken.validators.sheets.kwaliteit import (
    KWALITEITSVERBETERING,
    OPEN_VERBRANDING,
    ZONNEPANELEN,
)
from prestatieafspraken.validators.sheets.leefbaarheid import (
    BEWONERSINITIATIEVEN,
    LEEFBAARHEID,
    LEEFBAAROMETER,
    LEVENSLOOPBESTENDIG,
    WIJKSCHOUWEN,
)
from prestatieafspraken.validators.sheets.nieuwbouw import GRONDPRIJSBEDING, NIEUWBOUWPROJECTEN
from prestatieafspraken.validators.sheets.partijen import PARTIJEN
from prestatieafspraken.validators.sheets.slaagkans import SLAAGKANS_INKOMEN, SLAAGKANS_KERN
from prestatieafspraken.validators.sheets.toewijzing import TOEWIJZINGEN
from prestatieafspraken.validators.sheets.totalen import TOTALEN
from prestatieafspraken.validators.sheets.woningvoorraad import WONINGVOORRAAD
from prestatieafspraken.workbook.contradiction import between
from prestatieafspraken.workbook.table import Table

TABLES: tuple[Table, ...] = (
    PARTIJEN,
    AFSPRAKEN[0],
    AFSPRAKEN[1],
    WONINGVOORRAAD,
    NIEUWBOUWPROJECTEN,
    SLAAGKANS_KERN,
    SLAAGKANS_INKOMEN,
    TOEWIJZINGEN,
    GRONDPRIJSBEDING,
    TOTALEN,
    AFSPRAKEN[2],
    LEEFBAARHEID,
    LEEFBAAROMETER,
    BEWONERSINITIATIEVEN,
    WIJKSCHOUWEN,
    LEVENSLOOPBESTENDIG,
    AFSPRAKEN[3],
    ENERGIE_INDEX,
    KWALITEITSVERBETERING,
    ZONNEPANELEN,
    OPEN_VERBRANDING,
    GASVERBRUIK,
    DUURZAME_ENERGIE,
    ENERGIELABELS,
)
"""Every table, with its theme sheet before the data sheets of that theme."""
if WRONG := "; ".join(between(TABLES, NAMES)):
    raise ValueError(WRONG)
SHEETS = {table.name: table.sheet for table in TABLES}
"""The sheet of each table, as people see it in the workbook."""


def table(name: str) -> Table:
    """Give the table called `name` (KeyError if there is none)."""
    for candidate in TABLES:
        if candidate.name == name:
            return candidate
    raise KeyError(name)


def of_party(kind: str) -> tuple[Table, ...]:
    """Give the tables in the workbook of a party of this kind.

    A municipality holds them all; any other party only those with rows of its own, with the
    parties and the agreements.
    """
    if kind == PartijSoort.GEMEENTE:
        return TABLES
    return tuple(t for t in TABLES if t.party_column or t is PARTIJEN or t in AFSPRAKEN)
