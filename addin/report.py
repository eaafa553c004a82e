"""The button that writes the annual report."""

from __future__ import annotations

from importlib import metadata

import xlwings as xw

from prestatieafspraken.addin.beside import write
from prestatieafspraken.addin.open_book import peildatum, read, verdict
from prestatieafspraken.addin.results import computed
from prestatieafspraken.normen import noted
from prestatieafspraken.templates.forms.form import Look, lay_out, render
from prestatieafspraken.templates.report.report import Filed, Report


def make_report(book: xw.Book) -> str:
    """Write the annual report as a Word document."""
    found = verdict(book)
    filed, afspraken = read(found)
    with noted() as normen:
        indicators = computed(found)
    report = Report(
        afspraken,
        [Filed(filed, found.findings)],
        indicators,
        peildatum(found),
        metadata.version("prestatieafspraken"),
        normen=list(normen.values()),
    )
    data = render(lay_out(report), ".docx", Look())
    path = write(book, f"jaarverslag-{afspraken.gemeente.jaar}", ".docx", data)
    return f"Het jaarverslag staat in {path}."
