"""Local priority that each party files for itself, beside the ceiling of all together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from prestatieafspraken.batch.side_by_side.inzending import ForVerdicts, Inzending
from prestatieafspraken.dutch.written import number, percent
from prestatieafspraken.normen import UnknownNormError
from prestatieafspraken.validators.declaring.row import PlainRow
from prestatieafspraken.validators.inzending import SAMEN_TE_VEEL_MAATWERK
from prestatieafspraken.validators.sheets.toewijzing import TOEWIJZINGEN
from prestatieafspraken.validators.sheets.toewijzing_grenzen import (
    EXPECTED,
    KEY,
    beside,
    in_words,
    rows_of,
)
from prestatieafspraken.validators.sheets.toewijzing_samen import counted, expected
from prestatieafspraken.workbook.periode import FULL_YEAR
from prestatieafspraken.workbook.vrije_ruimte import most_local

FiledRow = tuple[tuple[Inzending, int], PlainRow]
Joint = tuple[tuple[Inzending, int], int, str, str, Decimal]
"""Where it starts, the year, when in it, the column, and the share of all together."""


def too_local(group: Sequence[Inzending]) -> ForVerdicts:
    """Tell what the corporaties come to together, where no workbook holds it all by itself."""
    signing = group[0].afspraken.deelnemers()
    shared = [row for inzending in group if inzending.is_shared for row in _rows(inzending)]
    own = [row for inzending in group if not inzending.is_shared for row in _rows(inzending)]
    filed = {row["corporatie"] for _, row in own}
    rows = [*own, *(one for one in shared if one[1]["corporatie"] not in filed)]
    told = {joint[1:] for joint in _joint(shared, signing)}
    for joint in _joint(rows, signing):
        (inzending, index), jaar, when, column, share = joint
        try:
            most = most_local(inzending.afspraken, date(jaar, 12, 31))
        except UnknownNormError:
            continue
        if most is None or share <= most.share or joint[1:] in told:
            continue
        data = inzending.tables[TOEWIJZINGEN.name]
        period = "" if when == FULL_YEAR else f" {when}"
        words = {"wanneer": f"in {jaar}{period}", "delen": _parts(rows, jaar, when, column)}
        yield (
            inzending.number,
            SAMEN_TE_VEEL_MAATWERK.at(
                data.place(index, column),
                waarde=data.rows[index][column],
                **beside(share, in_words(most)),
                **words,
            ),
        )


def _joint(rows: Sequence[FiledRow], signing: Sequence[str]) -> Iterator[Joint]:
    for at, jaar, periode, part in counted(rows, signing):
        when = periode if periode == FULL_YEAR else f"in {periode}"
        yield at, jaar, when, "maatwerk", part.share
    for at, jaar, share in expected(rows, signing):
        yield at, jaar, EXPECTED, "maatwerk_verwacht", share


def _rows(inzending: Inzending) -> Iterator[FiledRow]:
    """Give the rows of lettings in a workbook, none where a cell that counts is at fault."""
    data = inzending.tables.get(TOEWIJZINGEN.name)
    looked_at = (*KEY, "verhuringen", "maatwerk", "maatwerk_verwacht")
    if data is None or data.has_unusable(*looked_at):
        return
    for index, row in rows_of(data):
        places = (data.place(index, name) for name in looked_at)
        if any((place.blad, place.cel) in inzending.faulty for place in places):
            continue
        if inzending.is_shared or row["corporatie"] == inzending.partij:
            yield (inzending, index), row


def _parts(rows: Iterable[FiledRow], jaar: int, when: str, column: str) -> str:
    """Name what each filed."""
    told = {}
    for _, row in rows:
        if row["jaar"] == jaar and row[column] is not None:
            if column == "maatwerk_verwacht":
                told[row["corporatie"]] = percent(Decimal(str(row[column])))
            elif when.endswith(row["periode"]):
                told[row["corporatie"]] = f"{number(row[column])} van {number(row['verhuringen'])}"
    return ", ".join(f"{naam} {value}" for naam, value in told.items())
