"""The measure of a sheet: how many cells it makes a reader keep room for, and its merged ranges."""

from __future__ import annotations

from collections.abc import Sequence

from prestatieafspraken.workbook.address import Cell, address, parse_range
from prestatieafspraken.workbook.package import file_faults as faults
from prestatieafspraken.workbook.package.door import FaultyFileError
from prestatieafspraken.workbook.package.limits import Limits
from prestatieafspraken.workbook.package.scan import SheetScan


def measure(sheet: SheetScan, name: str, limits: Limits, room: int) -> int:
    """Give the area of a sheet; a reader keeps room for every cell of it."""
    if sheet.blocks != 1:
        raise FaultyFileError(
            faults.BESCHADIGD, wat=f"het blad {name} heeft niet één blok met cellen"
        )
    found = sheet.extent
    row, col = found.last
    if not found.fits or row * col > room:
        where = "staat een cel die buiten het blad valt"
        if found.fits:
            where = f"loopt het gebruikte deel tot cel {address(row, col)}"
        raise FaultyFileError(faults.TE_GROOT, wat=f"op het blad {name} {where}")
    if found.doubled:
        what = f"op het blad {name} staat de cel {found.doubled} er twee keer in"
        raise FaultyFileError(faults.BESCHADIGD, wat=what)
    _check_merges(sheet.merged, name, (row, col), limits)
    if not sheet.addressed:
        raise FaultyFileError(
            faults.BESCHADIGD, wat=f"op het blad {name} staan cellen zonder adres"
        )
    return row * col


def _check_merges(found: Sequence[str], name: str, last: Cell, limits: Limits) -> None:
    if len(found) > limits.merges:
        what = f"op het blad {name} zijn meer dan {limits.merges} keer cellen samengevoegd"
        raise FaultyFileError(faults.TE_GROOT, wat=what)
    covered = 0
    for text in found:
        area = parse_range(text)
        if area is None or area[0] > area[2] or area[1] > area[3]:
            what = f"op het blad {name} heeft een samenvoeging geen goed bereik"
            raise FaultyFileError(faults.BESCHADIGD, wat=what)
        top, left, bottom, right = area
        covered += max(min(bottom, last[0]) - top + 1, 0) * max(min(right, last[1]) - left + 1, 0)
    # Ranges that lie apart never cover more cells than there are.
    if covered > last[0] * last[1]:
        what = f"op het blad {name} overlappen samengevoegde cellen elkaar"
        raise FaultyFileError(faults.BESCHADIGD, wat=what)
