"""Texts of senders in a public report: whose workbook, no cells, no file, and nobody's data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from prestatieafspraken.indicators.result import Indicator
from prestatieafspraken.templates.report import Filed, Report
from prestatieafspraken.validators.persoonsgegevens import KINDS, found, hinted, masked, veil
from prestatieafspraken.workbook.book import TableData

TEXTS = ("toelichting", "berekening", "norm_bron", "reeks", "klasse")
"""Sentences of ours in which words of a sender may be quoted."""


@dataclass(frozen=True)
class Personal:
    """A cell that holds personal data: its workbook, its place, and the data as they stand."""

    filed: Filed
    plaats: str
    gegevens: tuple[str, ...]


def personal(report: Report) -> list[Personal]:
    """Find every cell of a table that holds personal data."""
    return [
        Personal(filed, f"{masked(data.sheet)}!{place.cel}", tuple(there))
        for filed in report.filed
        for data in filed.book.tables.values()
        for row, column, text in _suspect(data)
        if (there := dict.fromkeys(data for kind in KINDS for data in found(kind, text)))
        for place in [data.place(row, column)]
    ]


def _suspect(data: TableData) -> Iterator[tuple[int, str, str]]:
    for column in data.letters:
        # One look at the whole column: nearly always there is nothing.
        if any(hinted(kind, data.forms[column]) for kind in KINDS):
            for row, text in zip(data.row_numbers, data.texts(column), strict=True):
                if text:
                    yield row, column, text


def veiled(report: Report) -> Report:
    """Give the report with its values told without cells, files and personal data.

    What somebody typed is veiled whole; in a sentence of ours only what stands so in a cell, for
    an amount of nine digits is not a person.
    """
    known = {text: veil(text) for one in personal(report) for text in one.gegevens}
    placeless = _placeless(report)

    def plain(text: str) -> str:
        for data, dots in known.items():
            text = text.replace(data, dots)
        return placeless(text)

    def without(one: Indicator) -> Indicator:
        changed: dict[str, Any] = {
            name: plain(text) for name in TEXTS if (text := getattr(one, name))
        }
        part = one.onderdeel and masked(placeless(one.onderdeel))
        return replace(one, **changed, onderdeel=part, cellen=())

    return replace(report, indicators=[without(one) for one in report.indicators])


def _placeless(report: Report) -> Callable[[str], str]:
    """Give what takes addresses out of a text: how long a list is, is a count as well."""
    sheets = {
        data.sheet: data.table.sheet
        for filed in report.filed
        for data in filed.book.tables.values()
    }
    if not sheets:
        return str
    files = "|".join(re.escape(f"[{filed.name}]") for filed in report.filed)
    names = "|".join(re.escape(name) for name in sorted(sheets, key=len, reverse=True))
    cell = r"[A-Z]{1,3}\d+"
    address = re.compile(rf"(?P<cel>Cel )?(?:{files})?(?P<blad>{names})!{cell}(?::{cell})?")

    def told(match: re.Match[str]) -> str:
        return f"{'Een' if match['cel'] else 'een'} cel op het blad {sheets[match['blad']]}"

    return lambda text: address.sub(told, text)


def published_persons(report: Report, published: Iterator[str]) -> list[Personal]:
    """Give the cells of which the personal data stand, veiled, in the texts to be published."""
    shown = "\0".join(text for text in published if "•" in text)
    if not shown:
        return []
    return [one for one in personal(report) if any(veil(data) in shown for data in one.gegevens)]


def texts(value: Any) -> Iterator[str]:
    """Give all texts in the content of a report, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts(part)
