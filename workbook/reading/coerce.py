"""From what stands in a cell to what its column holds, with a reason wherever that fails.

Each function takes one value that is not blank and gives a `Reading`. None of them raises: a bad
cell must never hide another one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from prestatieafspraken.dutch import day as days
from prestatieafspraken.dutch import meant, written
from prestatieafspraken.dutch.error_value import ErrorValue
from prestatieafspraken.dutch.number import (
    INVISIBLE,
    SPACES,
    Number,
    choose,
    clean,
    is_no_value,
    parse,
)
from prestatieafspraken.dutch.shown import EXACT, in_sentence
from prestatieafspraken.workbook.column import Column, ColumnKind, Format
from prestatieafspraken.workbook.finding import Rule
from prestatieafspraken.workbook.reading import cell_faults as faults

YEARS = range(1900, 2200)
"""Years that a day in a workbook can have; within what nanosecond time stamps can hold."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell gives: a value or, if `unusable`, none; `rule` when there is something to say."""

    value: Any = None
    unusable: bool = False
    rule: Rule | None = None
    words: Mapping[str, str] = field(default_factory=dict)


EMPTY = Reading()
"""What an empty cell gives."""


def is_blank(value: Any) -> bool:
    """Say whether a cell holds nothing that a person can see."""
    if not isinstance(value, str):
        return value is None
    return not "!" <= value[:1] <= "~" and clean(value) == ""


def coerce(value: Any, column: Column) -> Reading:
    """Read one filled cell of a column."""
    if isinstance(value, ErrorValue) or (isinstance(value, str) and value in faults.ERROR_CAUSES):
        return _error(ErrorValue(value))
    if column.kind is ColumnKind.TEXT:
        return _other_word(_text(value), column) if column.also else _text(value)
    if isinstance(value, str) and is_no_value(value):
        rule = faults.STREEPJE_VERPLICHT if column.required else faults.STREEPJE
        return Reading(None, True, rule, {"gevonden": in_sentence(value)})
    if column.kind is ColumnKind.DAY:
        return _day(value)
    return _number(value, column, whole=column.kind is ColumnKind.WHOLE)


def _other_word(found: Reading, column: Column) -> Reading:
    """Read a word that means one of the list as that one, and say so."""
    meant = dict(column.also).get(str(found.value).casefold())
    if meant is None:
        return found
    words = {"gevonden": in_sentence(found.value), "betekent": meant}
    return Reading(meant, False, faults.ANDER_WOORD, words)


def _error(value: ErrorValue) -> Reading:
    cause = faults.ERROR_CAUSES.get(value, "de formule geeft geen uitkomst")
    words = {"gevonden": in_sentence(value), "oorzaak": cause}
    return Reading(None, True, faults.FOUTWAARDE, words)


def _fault(rule: Rule, value: Any, **words: str) -> Reading:
    return Reading(None, True, rule, {"gevonden": in_sentence(value), **words})


def _number(value: Any, column: Column, *, whole: bool) -> Reading:
    if isinstance(value, str):
        return _number_text(value, column, whole=whole)
    if isinstance(value, Decimal):
        value = float(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        hint = ""
        if isinstance(value, date):
            hint = " De cel is als datum opgemaakt: kies de opmaak Getal."
            if column.format is Format.JAAR:
                hint += f" Bedoelt u {value.year}?"
        return _fault(faults.GEEN_GETAL, value, hint=hint)
    if not abs(value) < EXACT:
        return _fault(faults.GEEN_GETAL, value, hint="")
    if whole:
        nearest = round(value)
        if abs(value - nearest) > 1e-9 * max(1, abs(value)):
            return _fault(faults.NIET_HEEL, value, hint=_thousands(value, column))
        return Reading(nearest)
    if column.format is Format.PROCENT:
        return _percent_meant(value, value, column) or Reading(float(value))
    return Reading(float(value))


def _number_text(value: str, column: Column, *, whole: bool) -> Reading:
    number = parse(value)
    if number is None:
        among = meant.number_in(value)
        hint = "" if among is None else f" Bedoelt u {_amount(among, column)}?"
        return _fault(faults.GEEN_GETAL, value, hint=hint)
    if hint := _wrong_unit(number, column):
        return _fault(faults.GEEN_GETAL, value, hint=hint)
    left = choose(number, whole=whole, minimum=column.low, maximum=column.high)
    if len(left) != 1:
        both = written.listing([_amount(reading, column) for reading in number.readings], "of")
        return _fault(faults.GETAL_DUBBELZINNIG, value, lezingen=both)
    (exact,) = left
    if abs(exact) >= EXACT:
        return _fault(faults.GEEN_GETAL, value, hint="")
    if whole and exact != exact.to_integral_value():
        return _fault(faults.NIET_HEEL, value, hint=_thousands(exact, column))
    if column.format is Format.PROCENT and not number.unit:
        percent = _percent_meant(value, float(exact), column)
        if percent:
            return percent
    words = {"gevonden": in_sentence(value), "gelezen": _amount(exact, column)}
    result = int(exact) if whole else float(exact)
    return Reading(result, False, faults.GETAL_ALS_TEKST, words)


def _thousands(value: float | Decimal, column: Column) -> str:
    """Ask whether thousands were meant, if the column can hold so many."""
    found = meant.whole(value)
    fits = found is not None and (column.high is None or found <= column.high)
    return f" Bedoelt u {_amount(Decimal(found), column)}?" if found is not None and fits else ""


def _amount(value: Decimal, column: Column) -> str:
    if column.format is Format.JAAR and value == value.to_integral_value():
        return str(int(value))
    if column.format is Format.PROCENT:
        return written.number(value * 100) + "%"
    return written.number(value.normalize())


def _wrong_unit(number: Number, column: Column) -> str:
    if number.unit == "%" and column.format is not Format.PROCENT:
        return " Hier hoort geen percentage."
    if number.unit == "€" and column.format is not Format.EURO:
        return " Hier hoort geen bedrag in euro."
    return ""


def _percent_meant(shown: Any, value: float, column: Column) -> Reading | None:
    """Recognise 35 in a column of fractions, where 0,35 is 35%."""
    if column.high is None or not column.high < value <= 100 * column.high:
        return None
    words = {"procent": written.percent(value), "bedoeld": written.percent(value / 100)}
    return _fault(faults.PROCENT_BEDOELD, shown, **words)


def _day(value: Any) -> Reading:
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date) and value.year in YEARS:
        return Reading(value)
    if not isinstance(value, str):
        hint = ""
        if isinstance(value, int | float) and not isinstance(value, bool) and value in YEARS:
            hint = f" Welke dag van {value:.0f} bedoelt u?"
        return _fault(faults.GEEN_DATUM, value, hint=hint)
    found = days.readings(value)
    if found is None or any(one.year not in YEARS for one in found):
        short = meant.day_in(value)
        hint = f" Bedoelt u {short:%d-%m-%Y}?" if short else ""
        return _fault(faults.GEEN_DATUM, value, hint=hint)
    if not found:
        return _fault(faults.DAG_BESTAAT_NIET, value)
    if len(found) > 1:
        both = written.listing([written.day(one) for one in found], "of")
        return _fault(faults.DATUM_DUBBELZINNIG, value, lezingen=both)
    words = {"gevonden": in_sentence(value), "gelezen": written.day(found[0])}
    return Reading(found[0], False, faults.DATUM_ALS_TEKST, words)


def _text(value: Any) -> Reading:
    if isinstance(value, str):
        if value.isprintable() and value.isascii():
            return Reading(value.strip())
        plain = value.replace("\r\n", "\n").replace("\r", "\n").translate(INVISIBLE)
        kept = "".join(c for c in plain if c in "\n\t" or not _is_control(c))
        text = "".join(c if c in "\n\t" else c.translate(SPACES) for c in kept).strip()
        return Reading(text or None, False, faults.STUURTEKENS if kept != plain else None)
    if isinstance(value, date):
        text = in_sentence(value)
        return Reading(text, False, faults.DATUM_IN_TEKST, {"gelezen": text})
    if isinstance(value, int | float) and not isinstance(value, bool):
        if not abs(value) < EXACT:
            return _fault(faults.CIJFERS_VERLOREN, value)
        if value == int(value):
            return Reading(str(int(value)))
        return Reading(repr(float(value)).replace(".", ","))
    return Reading(in_sentence(value))


def _is_control(character: str) -> bool:
    code = ord(character)
    return code < 32 or 127 <= code < 160
