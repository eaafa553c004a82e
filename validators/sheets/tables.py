"""All tables of the workbook, in the order of its sheets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from prestatieafspraken.afspraken.gevraagd import gevraagd
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
from prestatieafspraken.validators.sheets.kengetallen import KENGETALLEN
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
from prestatieafspraken.validators.sheets.totalen import SUMMED_TABLES, TOTALEN, totals_of
from prestatieafspraken.validators.sheets.voorwaarden import VOORWAARDEN
from prestatieafspraken.validators.sheets.woningvoorraad import WONINGVOORRAAD, stock_of
from prestatieafspraken.workbook.building.prefill import prefill
from prestatieafspraken.workbook.contradiction import between
from prestatieafspraken.workbook.table import Table

TABLES: tuple[Table, ...] = (
    PARTIJEN,
    AFSPRAKEN,
    VOORWAARDEN,
    KENGETALLEN,
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
OWN_WORDS = (
    "Kies per afspraak de status. Schrijf bij Toelichting uw oordeel of advies in uw eigen woorden; "
    "het komt in het verslag."
)
"""What the sheet of a theme asks of a huurdersorganisatie."""
if WRONG := "; ".join(between(TABLES, NAMES)):
    raise ValueError(WRONG)


def table(name: str) -> Table:
    """Give the table called `name` (KeyError if there is none)."""
    for candidate in TABLES:
        if candidate.name == name:
            return candidate
    raise KeyError(name)


def of_agreements(afspraken: Afspraken) -> tuple[Table, ...]:
    """Give the tables of these agreements: the sheet of each theme, then what it asks figures of.

    Raises AfsprakenError when they say of a printed table what cannot be taken over.
    """
    if faults := printed_faults(afspraken, [one for one in DATA if one is not TOTALEN]):
        raise AfsprakenError(f"De afspraken van {afspraken.gemeente.naam} kloppen niet.", faults)
    asked = gevraagd(afspraken)
    summed = [asked[one.name] for one in DATA if one in SUMMED_TABLES and one.name in asked]
    if summed:
        asked[TOTALEN.name] = summed[0]
    found = [PARTIJEN]
    for thema in afspraken.themas:
        found.append(theme_sheet(thema, afspraken))
        found += [
            _own(one, afspraken, asked) for one in DATA if asked.get(one.name) == thema.nummer
        ]
    return tuple(found)


def _own(table: Table, afspraken: Afspraken, asked: Mapping[str, int]) -> Table:
    """Give a table as it is in the workbook of these agreements."""
    if table is TOTALEN:
        table = totals_of(asked)
    elif table is WONINGVOORRAAD:
        table = stock_of(afspraken)
    return table if table.theme == asked[table.name] else replace(table, theme=asked[table.name])


def of_party(kind: str, afspraken: Afspraken | None) -> tuple[Table, ...]:
    """Give the tables in the workbook of a party of this kind.

    A municipality holds them all; any other party only those with rows of its own, with the
    parties and the agreements. A corporatie has rows on each sheet that names a party, a
    huurdersorganisatie where the agreements ask something of her. Of agreements that are not
    known it is all that may be there.
    """
    tables = (PARTIJEN, *DATA) if afspraken is None else of_agreements(afspraken)
    if kind == PartijSoort.GEMEENTE:
        return tables
    own = {t.name for t in tables if t.party_column}
    if kind == PartijSoort.HUURDERSORGANISATIE and afspraken is not None:
        own &= _with_rows(kind, afspraken)
        tables = tuple(_own_words(t) for t in tables)
    return tuple(t for t in tables if t.name in own or t.form in (PARTIJEN.name, AFSPRAKEN.name))


def _own_words(table: Table) -> Table:
    """Say on the sheet of a theme where tenants write what they think of it."""
    return replace(table, description=OWN_WORDS) if table.form == AFSPRAKEN.name else table


def _with_rows(kind: str, afspraken: Afspraken) -> set[str]:
    """Name the tables in which a new workbook of some party of this kind has rows."""
    parties = [one for one in afspraken.partijen if one.soort == kind and one.doet_mee]
    return {name for one in parties for name, rows in prefill(afspraken, one).items() if rows}


def sheets(afspraken: Afspraken) -> dict[str, str]:
    """Give the sheet of each table as people see it, also of those that these do not ask for."""
    return {table.name: table.sheet for table in (*TABLES, *of_agreements(afspraken))}
