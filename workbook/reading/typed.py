"""A whole column of cells at once: typed as the column says, with what cannot be used.

A column in which every cell already holds what it should never goes through Python cell by cell;
only the odd cells do, each text once. What comes out is what `coerce` gives for each cell alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from prestatieafspraken.dutch.shown import EXACT
from prestatieafspraken.workbook.column import Column, ColumnKind, Format
from prestatieafspraken.workbook.reading.coerce import EMPTY, YEARS, Reading, coerce, is_blank

Objects = np.ndarray[Any, np.dtype[np.object_]]
Mask = np.ndarray[Any, np.dtype[np.bool_]]


@dataclass(frozen=True, slots=True)
class Typed:
    """The plain values of a column, which cells could not be used, and what to say, by position."""

    values: list[Any]
    unusable: Sequence[int]
    told: Sequence[tuple[int, Reading]]


def typed(values: list[Any], column: Column) -> Typed:
    """Read the cells of a column; None is an empty cell."""
    if column.is_number:
        return _numbers(values, column)
    return _days(values, column) if column.kind is ColumnKind.DAY else _texts(values, column)


def of_readings(readings: Sequence[Reading]) -> Typed:
    """Put together what was read cell by cell."""
    values = [reading.value for reading in readings]
    unusable = [number for number, reading in enumerate(readings) if reading.unusable]
    told = [(number, reading) for number, reading in enumerate(readings) if reading.rule]
    return Typed(values, unusable, told)


def objects(values: Iterable[Any]) -> Objects:
    """Give values as an array, each as it is."""
    listed = list(values)
    array = np.empty(len(listed), object)
    array[:] = listed
    return array


def _numbers(values: list[Any], column: Column) -> Typed:
    whole = column.kind is ColumnKind.WHOLE
    types = set(map(type, values))
    if types <= {type(None)}:
        return Typed(values, (), ())
    empty = np.fromiter([value is None for value in values], bool, len(values))
    odd = np.zeros(len(values), bool)
    if not types <= {float, type(None)}:
        odd = ~empty & np.fromiter([type(one) is not float for one in values], bool, len(values))
    plain = objects(values)
    plain[odd] = None
    numbers = plain.astype(float)
    with np.errstate(invalid="ignore"):
        odd |= ~(np.abs(numbers) < EXACT) & ~empty
        if whole:
            odd |= (numbers != np.floor(numbers)) & ~empty
        elif column.format is Format.PROCENT and column.high is not None:
            odd |= numbers > column.high
    readings = _read(values, np.flatnonzero(odd), column)
    for number, reading in readings:
        numbers[number] = np.nan if reading.value is None else reading.value
    return _typed(_as_numbers(numbers, whole=whole), readings)


def _days(values: list[Any], column: Column) -> Typed:
    filled = [value for value in values if value is not None]
    odd: Sequence[int] = ()
    if not set(map(type, filled)) <= {date} or (
        filled and not (min(filled).year in YEARS and max(filled).year in YEARS)
    ):
        odd = [
            number
            for number, value in enumerate(values)
            if value is not None and (type(value) is not date or value.year not in YEARS)
        ]
    readings = _read(values, odd, column)
    return _typed(_with(values, readings), readings)


def _texts(values: list[Any], column: Column) -> Typed:
    different = dict.fromkeys(values)  # in order, so that the next looks are quick
    filled = [value for value in different if value is not None]
    odd: Sequence[int] = ()
    if column.also or not set(map(type, filled)) <= {str} or not _are_plain(filled):
        strange = {text for text in filled if type(text) is str and _is_strange(text, column)}
        odd = [
            number
            for number, value in enumerate(values)
            if (value in strange if type(value) is str else value is not None)
        ]
    readings = _read(values, odd, column)
    return _typed(_with(values, readings), readings)


def _is_strange(text: str, column: Column) -> bool:
    """Say whether a text needs a look: not plain, or maybe another word."""
    return bool(column.also) or not _are_plain([text])


def _are_plain(texts: Collection[str]) -> bool:
    """Say whether texts are good as they are: nothing to strip, no error value pasted as text."""
    joined = "|".join(texts)
    return (
        joined.isascii()
        and joined.isprintable()
        and "#" not in joined
        and not (" |" in joined or "| " in joined or joined[:1] == " " or joined[-1:] == " ")
    )


def _with(values: list[Any], readings: Sequence[tuple[int, Reading]]) -> list[Any]:
    """Give the cells with what the odd ones of them hold; the same list when there are none."""
    if not readings:
        return values
    listed = [*values]
    for number, reading in readings:
        listed[number] = reading.value
    return listed


def _read(values: list[Any], odd: Iterable[int], column: Column) -> list[tuple[int, Reading]]:
    """Read the odd cells one by one; a text that is there more than once is read once."""
    known: dict[str, Reading] = {}
    readings = []
    for number in odd:
        value = values[number]
        reading = known.get(value) if type(value) is str else None
        if reading is None:
            reading = EMPTY if is_blank(value) else coerce(value, column)
            if type(value) is str:
                known[value] = reading
        readings.append((int(number), reading))
    return readings


def _typed(values: list[Any], readings: Sequence[tuple[int, Reading]]) -> Typed:
    unusable = [number for number, reading in readings if reading.unusable]
    return Typed(values, unusable, [one for one in readings if one[1].rule])


def _as_numbers(numbers: Any, *, whole: bool) -> list[Any]:
    empty = np.isnan(numbers)
    typed = np.where(empty, 0, numbers).astype(np.int64 if whole else float)
    listed: list[Any] = typed.tolist()
    for number in np.flatnonzero(empty):
        listed[number] = None
    return listed
