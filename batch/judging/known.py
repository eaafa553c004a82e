"""The tables that a workbook holds by the agreements that it was made from."""

from __future__ import annotations

from prestatieafspraken.afspraken import Sources
from prestatieafspraken.validators.sheets.tables import of_party
from prestatieafspraken.workbook.reading.normalise import TablesFor
from prestatieafspraken.workbook.table import Table
from prestatieafspraken.workbook.template_id import TemplateId


def tables_by(sources: Sources) -> TablesFor:
    """Give the tables of a template; all that there may be when its agreements are not known."""

    def tables(template: TemplateId) -> tuple[Table, ...]:
        found = sources.find(template.gemeente, template.jaar)
        return of_party(template.soort, found.afspraken if found else None)

    return tables
