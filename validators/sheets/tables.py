"""All tables of the workbook, in the order of its sheets."""

from __future__ import annotations

from prestatieafspraken.afspraken.load import AfsprakenError
from prestatieafspraken.afspraken.model import Afspraken, PartijSoort
from prestatieafspraken.validators.sheets.afspraken import AFSPRAKEN, theme_sheet
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
from prestatieafspraken.validators.sheets.printed import printed_faults
from prestatieafspraken.validators.sheets.slaagkans import SLAAGKANS_INKOMEN, SLAAGKANS_KERN
from prestatieafspraken.validators.sheets.toewijzing import TOEWIJZINGEN
from prestatieafspraken.validators.sheets.totalen import TOTALEN
from prestatieafspraken.validators.sheets.woningvoorraad import WONINGVOORRAAD
from prestatieafspraken.workbook.contradiction import between
from prestatieafspraken.workbook.table import Table

TABLES: tuple[Table, ...] = (
    PARTIJEN,
    AFSPRAKEN,
    WONINGVOORRAAD,
    NIEUWBOUWPROJECTEN,
    SLAAGKANS_KERN,
    SLAAGKANS_INKOMEN,
    TOEWIJZINGEN,
    GRONDPRIJSBEDING,
    TOTALEN,
    LEEFBAARHEID,
    LEEFBAAROMETER,
    BEWONERSINITIATIEVEN,
    WIJKSCHOUWEN,
    LEVENSLOOPBESTENDIG,
    ENERGIE_INDEX,
    KWALITEITSVERBETERING,
    ZONNEPANELEN,
    OPEN_VERBRANDING,
    GASVERBRUIK,
    DUURZAME_ENERGIE,
    ENERGIELABELS,
)
"""Every table as it is declared, in the order of the sheets of a theme."""
DATA: tuple[Table, ...] = tuple(table for table in TABLES if table not in (PARTIJEN, AFSPRAKEN))
"""The tables with figures."""
if WRONG := "; ".join(between(TABLES, NAMES)):
    raise ValueError(WRONG)


def table(name: str) -> Table:
    """Give the table called `name` (KeyError if there is none)."""
    for candidate in TABLES:
        if candidate.name == name:
            return candidate
    raise KeyError(name)


def of_agreements(afspraken: Afspraken) -> tuple[Table, ...]:
    """Give the tables of these agreements: the sheet of each theme, then the figures of it.

    Raises AfsprakenError when they say of a printed table what cannot be taken over.
    """
    if faults := printed_faults(afspraken, [one for one in DATA if one is not TOTALEN]):
        raise AfsprakenError(f"De afspraken van {afspraken.gemeente.naam} kloppen niet.", faults)
    themes = [thema.nummer for thema in afspraken.themas]
    found = [PARTIJEN]
    for thema in afspraken.themas:
        found.append(theme_sheet(thema))
        found += [one for one in DATA if one.theme == thema.nummer]
    return *found, *(one for one in DATA if one.theme not in themes)


def of_party(kind: str, afspraken: Afspraken | None) -> tuple[Table, ...]:
    """Give the tables in the workbook of a party of this kind.

    A municipality holds them all; any other party only those with rows of its own, with the
    parties and the agreements. Of agreements that are not known it is all that may be there.
    """
    tables = (PARTIJEN, *DATA) if afspraken is None else of_agreements(afspraken)
    if kind == PartijSoort.GEMEENTE:
        return tables
    return tuple(t for t in tables if t.party_column or t.form in (PARTIJEN.name, AFSPRAKEN.name))


def sheets(afspraken: Afspraken) -> dict[str, str]:
    """Give the sheet of each table, as people see it in the workbook."""
    return {table.name: table.sheet for table in of_agreements(afspraken)}
