"""Texts of senders in a public report: no cells, no file, no party unknown, nobody's data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from prestatieafspraken.dutch.written import number
from prestatieafspraken.indicators.result import Indicator
from prestatieafspraken.indicators.voortgang import NOBODY, UNREADABLE
from prestatieafspraken.templates.report.report import UNKNOWN_PARTY, Filed, Report
from prestatieafspraken.validators.personal.cells import personal_cells
from prestatieafspraken.validators.personal.persoonsgegevens import masked, veil
from prestatieafspraken.validators.sheets.codelists import codelists

TEXTS = ("toelichting", "berekening", "norm_bron", "reeks", "klasse", "onderdeel", "periode")
"""Sentences of ours in which words of a sender may be quoted, and names that he gave."""
OF_PARTIES = ("AFS-TREKKER", "AFS-TE-LAAT", "AFS-PARTIJ")
"""Indicators of which each part is a party, as somebody typed it."""


@dataclass(frozen=True)
class Personal:
    """A cell that holds personal data: its workbook, its place, and the data as they stand.

    `bedrag` is what is told of a cell of which the text was read as a number.
    """

    filed: Filed
    plaats: str
    gegevens: tuple[str, ...]
    bedrag: str = ""


def personal(report: Report) -> list[Personal]:
    """Find every cell of a table that holds personal data."""
    return [
        Personal(
            filed,
            f"{masked(data.sheet)}!{place.cel}",
            cell.gegevens,
            _amount(data.value(cell.row, cell.column)),
        )
        for filed in report.filed
        for data in filed.book.tables.values()
        for cell in personal_cells(data)
        for place in [data.place(cell.row, cell.column)]
    ]


def _amount(value: Any) -> str:
    return number(value) if isinstance(value, int | float) else ""


def nameless(report: Report) -> Report:
    """Give the report with its values told without cells, files and names nobody agreed on."""
    placeless = _placeless(report)
    lists = codelists(report.afspraken)
    named = (*lists["trekkers"], *lists["partijen"], NOBODY, UNREADABLE)
    parties = {name.casefold() for name in named}

    def without(one: Indicator) -> Indicator:
        told: dict[str, Any] = {
            name: placeless(text) for name in TEXTS if (text := getattr(one, name))
        }
        if one.code in OF_PARTIES and (one.onderdeel or "").casefold() not in parties:
            told["onderdeel"] = UNKNOWN_PARTY
        return replace(one, **told, cellen=())

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


def published_persons(report: Report, published: Iterable[str]) -> list[Personal]:
    """Give the cells of which the personal data stand in the texts to be published, if veiled.

    A text that was read as a number is told as an amount, and so is no less the text.
    """
    there = personal(report)
    if not there:
        return []
    shown = [_on_a_line(text) for text in published]
    dotted = [text for text in shown if "•" in text]
    return [
        one
        for one in there
        if any(_stands(_on_a_line(veil(data)), text) for data in one.gegevens for text in dotted)
        or (one.bedrag and any(one.bedrag in text for text in shown))
    ]


def _stands(veiled: str, text: str) -> bool:
    """Say whether veiled data stand in a text, or its beginning at the end of one that was cut.

    >>> _stands("1•••• J•••••", "Zie 1•••• J•••••."), _stands("1•••• J•••••", "Zie 1•••…")
    (True, True)
    """
    if veiled in text:
        return True
    begin = text.removesuffix("…")
    most = min(len(veiled), len(begin)) if begin != text else 0
    return any("•" in veiled[:n] and begin.endswith(veiled[:n]) for n in range(2, most + 1))


def _on_a_line(text: str) -> str:
    return " ".join(text.split())


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
