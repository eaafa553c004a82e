"""Whether what the agreements say of their printed tables is about tables and columns that exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from prestatieafspraken.afspraken.model import Afspraken, GedrukteTabel
from prestatieafspraken.afspraken.overname import KOLOM, Overname
from prestatieafspraken.dutch.data_faults import Fault, suggestion
from prestatieafspraken.workbook.table import Table

FILE = "tabellen/tabellen.toml"


def printed_faults(afspraken: Afspraken, tables: Iterable[Table]) -> list[Fault]:
    """Give what is wrong with how printed tables become rows of `tables`."""
    known = {table.name: table for table in tables}
    return [
        Fault(FILE, f"tabel {tabel.id} overname{key}", melding, herstel)
        for tabel in afspraken.tabellen.values()
        if tabel.overname
        for key, melding, herstel in _wrong(tabel, tabel.overname, known.get(tabel.vult))
    ]


def _wrong(
    tabel: GedrukteTabel, how: Overname, table: Table | None
) -> Iterator[tuple[str, str, str]]:
    if table is None:
        yield "", "Het is niet bekend in welke tabel de cijfers horen.", "Noem die bij vult."
        return
    for key, wrong, printed in _labels(tabel, how):
        if wrong not in printed:
            melding = f"{wrong} staat niet in de tabel.{suggestion(wrong, printed)}"
            yield f" {key}", melding, "Neem het over zoals gedrukt."
    names = [column.name for column in table.input_columns]
    for key, wrong in _columns(how):
        if wrong not in names:
            melding = f"De kolom {wrong or KOLOM} bestaat niet.{suggestion(wrong, names)}"
            yield f" {key}", melding, f"Kies uit {', '.join(names)}."


def _labels(tabel: GedrukteTabel, how: Overname) -> Iterator[tuple[str, str, list[str]]]:
    """Give the labels that are named, each with those that are printed."""
    for key, labels, printed in (
        ("kolommen", how.kolommen, tabel.kolommen()),
        ("rijen", how.rijen, tabel.rijen()),
        ("totalen", how.totalen, tabel.rijen()),
    ):
        yield from ((key, label, printed) for label in labels)


def _columns(how: Overname) -> Iterator[tuple[str, str]]:
    """Give the columns of the workbook that are filled in, each with where that is said."""
    yield from (("vast", name) for name in how.vast)
    if how.rij:
        yield "rij", how.rij
    for label, known in how.kolommen.items():
        yield f"kolommen {label}", str(known.get(KOLOM, ""))
    for key, groups in (("kolommen", how.kolommen), ("rijen", how.rijen)):
        for label, known in groups.items():
            yield from ((f"{key} {label}", name) for name in known if name != KOLOM)
    for label, known in how.totalen.items():
        yield from ((f"totalen {label}", name) for name in known)
