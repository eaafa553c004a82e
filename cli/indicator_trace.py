"""Where a value comes from: its cells, its calculation, its norm and the source of that."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape

from prestatieafspraken.batch.side_by_side.names import told_apart
from prestatieafspraken.cli.indicator_text import STYLES
from prestatieafspraken.dutch.counted import count_of
from prestatieafspraken.dutch.figure import difference, in_year, measure
from prestatieafspraken.dutch.shown import in_sentence
from prestatieafspraken.dutch.user_error import UserError
from prestatieafspraken.dutch.written import day
from prestatieafspraken.indicators.doelbesluit import Rol
from prestatieafspraken.indicators.oordeel import SIGNS
from prestatieafspraken.indicators.result import Indicator
from prestatieafspraken.indicators.told import gap_of, norm_of, value_of
from prestatieafspraken.workbook.book import Book

MOST_CELLS = 40


def chosen(results: Sequence[Indicator], code: str) -> list[Indicator]:
    """Give the values with a code (UserError, with what comes near, if there are none)."""
    wanted = code.upper()
    found = [result for result in results if result.code == wanted]
    if not found:
        known = sorted({result.code for result in results})
        near = difflib.get_close_matches(wanted, known, n=1)
        hint = f"Bedoelt u {near[0]}? " if near else ""
        raise UserError(
            "IND-001",
            f"De indicator {code} bestaat niet.",
            f"{hint}De codes staan in de tabel van prestatieafspraken bereken.",
        )
    return found


def print_trace(
    results: Sequence[Indicator],
    books: Sequence[Book],
    out: Console,
    role_of: Callable[[Indicator], Rol | None] = lambda _: None,
) -> None:
    """Print of each value the cells, the formula with the numbers, the norm and its source.

    What it does for a goal is told before all else, and what decides one before its parts.
    """
    roles = [(role_of(result), result) for result in results]
    results = [one for role, one in sorted(roles, key=lambda pair: _aside(pair[0]))]
    groups: dict[tuple[str, str], list[Indicator]] = {}
    for one in results:
        groups.setdefault((one.naam, one.bron), []).append(one)
    for number, members in enumerate(groups.values()):
        first = members[0]
        lead = "\n" if number else ""
        out.print(f"{lead}[bold]{first.code}[/]  {escape(first.naam)}")
        out.print(f"Berekening: {escape(first.formule)}", soft_wrap=True)
        out.print(f"Bron: {escape(first.bron)}", soft_wrap=True)
        named = sorted(filter(None, map(role_of, members)), key=_aside)
        if named:
            out.print(f"Rol: {escape(named[0].voluit)}", soft_wrap=True)
        for result in members:
            _print_one(result, books, out, role_of(result))


def _aside(role: Rol | None) -> bool:
    return role is None or not role.beslist


def _print_one(result: Indicator, books: Sequence[Book], out: Console, role: Rol | None) -> None:
    sign, style = SIGNS[result.oordeel], STYLES[result.oordeel]
    of = ", ".join(part for part in (result.onderdeel, result.periode) if part) or "geheel"
    shown = value_of(result) or "–"
    out.print(f"\n[bold]{escape(of)}[/]: {escape(shown)}  [{style}]{sign} {result.oordeel}[/]")
    lines = [("rol", role.voluit if role else "")]
    lines += [("toelichting", result.toelichting), ("ingevuld", result.berekening)]
    if result.norm is not None:
        since = f", vanaf {day(result.norm_vanaf)}" if result.norm_vanaf else ""
        lines.append(
            ("norm", f"{norm_of(result)} ({result.norm_bron}; {result.norm_status}{since})")
        )
    lines.append(("nog te gaan", gap_of(result)))
    if result.nodig_per_jaar:
        lines.append(("nodig per jaar", difference(result.nodig_per_jaar, result.eenheid)))
    if result.aankomst is not None:
        lines.append(("norm bereikt", in_year(result.aankomst)))
    if result.trend and result.vorige is not None:
        before = measure(result.vorige, result.eenheid)
        lines.append(("trend", f"{result.trend}, de vorige keer was het {before}"))
    cells = [f"{cell} = {_value(books, cell)}" for cell in result.cellen[:MOST_CELLS]]
    if len(result.cellen) > MOST_CELLS:
        cells.append(f"en nog {count_of(len(result.cellen) - MOST_CELLS, 'cel', 'cellen')}")
    for label, text in lines:
        if text:
            out.print(f"  {label:<15}{escape(text)}", soft_wrap=True)
    for number, cell in enumerate(cells):
        out.print(f"  {'cellen' if number == 0 else '':<15}{escape(cell)}", soft_wrap=True)


def _value(books: Sequence[Book], address: str) -> str:
    """Give what stands in a cell, as it was read; of several files the address names the file."""
    sheet, _, cell = address.rpartition("!")
    if len(books) > 1:
        name, _, sheet = sheet.removeprefix("[").partition("]")
        names = told_apart(one.path for one in books)
        books = [one for one in books if names[one.path] == name]
    if ":" in cell:
        return "een hele kolom"
    letter, row = cell.rstrip("0123456789"), cell[len(cell.rstrip("0123456789")) :]
    for data in (data for book in books for data in book.tables.values()):
        columns = {own: name for name, own in data.letters.items()}
        if data.sheet == sheet and letter in columns and row.isdigit():
            value: Any = data.raw.at[int(row), columns[letter]]
            return "leeg" if value is None or value == "" else in_sentence(value)
    return "niet gelezen"
