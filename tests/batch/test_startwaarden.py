"""What a verdict rests on is never guessed: each value dropped, misspelt and damaged in turn.

Whatever is lost with it, a finding or a figure, must be announced: by the rule that is named as
not applied, by the finding that says so of the whole, or by a refusal with a sentence.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import Any

import pytest
from proving.kit import voorbeeld

from prestatieafspraken.afspraken import OF_PRODUCT
from prestatieafspraken.batch.front_door import compute, report
from prestatieafspraken.batch.judging.agreements import tables_by
from prestatieafspraken.batch.judging.check import judged
from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.dutch.error_value import ErrorValue
from prestatieafspraken.dutch.user_error import UserError
from prestatieafspraken.workbook.address import parse_address
from prestatieafspraken.workbook.lists.checked import Status
from prestatieafspraken.workbook.raw import RawBook, RawSheet
from prestatieafspraken.workbook.reading.normalise import normalise
from prestatieafspraken.workbook.reading.read import raw_book
from prestatieafspraken.workbook.table import COPY_SHEET, HEADER_ROW

CELLS = {"gemeente": "C4", "jaar": "C5", "partij": "C6", "peildatum": "C7", "sjabloon": "C9"}
HOLDERS = ("Woonforte", voorbeeld.GEMEENTE)
SPELT: Mapping[str, tuple[Any, ...]] = {
    "gemeente": (
        *("ALPHEN AAN DEN RIJN", " Alphen  aan den Rijn", "Alphen a/d Rijn", "Alphen", "Gouda", 0),
    ),
    "jaar": ("2019", 2019.0, "'19", "2019/2020", "tweeduizend negentien", datetime(2019, 1, 1)),
    "partij": ("{}", " {} ", "{} bv", "Woonfort", "-", 12),
    "peildatum": (
        *("31-12-2019", "31-12-19", "31/12/2019", "2019-12-31", "31 december 2019", "eind 2019"),
    ),
    "sjabloon": (*("{}", " {} ", "{}/2", "alphen-aan-den-rijn/2019/1", "x", 2019),),
}
"""Six ways in which each is written; {} is what stood there."""
ROLES = {
    "Woonforte": "alphen-aan-den-rijn/2019/1/gemeente",
    voorbeeld.GEMEENTE: "alphen-aan-den-rijn/2019/1/corporatie",
}
NAMED = re.compile(r"[A-Z]{3}-\d{3}")
ANNOUNCES = {
    # Other agreements than ours: without a whole copy that cannot be seen.
    "SJB-012": {"SJB-011"},
}
"""What is told by a finding that takes the place of others."""


@cache
def raw(holder: str) -> RawBook:
    """Give the workbook of a party as it is sent, with the printed figures."""
    data = voorbeeld.gedrukt(holder)
    return raw_book("werkmap.xlsx", hashlib.sha256(data).hexdigest(), data)


def with_cell(book: RawBook, cell: str, value: Any) -> RawBook:
    """Put a value, or an error value, in a cell of the start sheet."""

    def changed(sheet: RawSheet) -> RawSheet:
        row, col = parse_address(cell)
        rows = [list(cells) for cells in sheet.rows]
        rows[row - 1][col - 1] = None if isinstance(value, ErrorValue) else value
        errors = {(row, col): value} if isinstance(value, ErrorValue) else {}
        return replace(sheet, rows=rows, errors=errors)

    sheets = [changed(one) if one.name == "Start" else one for one in book.sheets]
    return replace(book, sheets=sheets)


def with_status(book: RawBook, status: str) -> RawBook:
    """Put a status at the first agreement (T0-01, due in May) of the workbook as it is sent."""

    def changed(sheet: RawSheet) -> RawSheet:
        rows = [list(cells) for cells in sheet.rows]
        col = rows[HEADER_ROW - 1].index("Status")
        rows[HEADER_ROW][col] = status
        return replace(sheet, rows=rows)

    sheets = [changed(one) if one.name == "0 Partners in wonen" else one for one in book.sheets]
    return replace(book, sheets=sheets)


def nameless(book: RawBook, field: str) -> RawBook:
    """Drop the name of a cell of the start sheet."""
    gone = {"sjabloon"} if field == "sjabloon" else {f"start_{field}"}
    return replace(book, names={n: at for n, at in book.names.items() if n not in gone})


def without_property(book: RawBook) -> RawBook:
    return replace(book, properties={})


def without_label(book: RawBook, field: str) -> RawBook:
    return with_cell(nameless(book, field), CELLS[field].replace("C", "B"), "")


def of_field(holder: str, field: str) -> Iterator[tuple[str, RawBook]]:
    """Give a workbook with one value dropped, emptied, damaged, and spelt in six ways."""
    book, cell = raw(holder), CELLS[field]
    if field == "sjabloon":  # the property counts before the cell
        yield "the property gone", without_property(book)
        book = without_property(book)
    yield "no name", nameless(book, field)
    yield "no name, no label", without_label(book, field)
    damaged = ("", "  ", ErrorValue("#VERW!"), ErrorValue("#N/B"))
    row, col = parse_address(cell)
    stood = next(one for one in book.sheets if one.name == "Start").value(row, col)
    for value in (*damaged, *SPELT[field]):
        spelt = value.format(stood) if isinstance(value, str) else value
        yield repr(spelt), with_cell(book, cell, spelt)
        yield f"{spelt!r} without a name", with_cell(nameless(book, field), cell, spelt)


def of_copy(book: RawBook) -> Iterator[tuple[str, RawBook]]:
    """Give a workbook without the agreements that it carries, and with damaged ones."""
    kept = [one for one in book.sheets if one.name != COPY_SHEET]
    (copy,) = (one for one in book.sheets if one.name == COPY_SHEET)
    yield "no copy", replace(book, sheets=kept)
    yield "half", replace(book, sheets=[*kept, replace(copy, rows=copy.rows[:9])])
    yield "empty", replace(book, sheets=[*kept, replace(copy, rows=[])])
    yield "a number", replace(book, sheets=[*kept, replace(copy, rows=[*copy.rows, ["a", 1]])])


def verdict(book: RawBook) -> Verdict:
    return judged(normalise(book, tables_by(OF_PRODUCT)), "werkmap.xlsx")


@cache
def sound(holder: str) -> Verdict:
    """Give the verdict on the workbook as it is sent."""
    found = verdict(raw(holder))
    assert found.status is Status.ONVOLLEDIG
    return found


def vanished(before: Verdict, after: Verdict) -> list[str]:
    """Give the findings that are gone and of which nothing says that they may be there."""
    if after.status is Status.ONLEESBAAR:
        assert after.findings, "unreadable, and nobody says why"
        return []
    there = {(one.code, one.place, one.melding) for one in after.findings}
    told = {one.code for one in after.findings}
    announced = set().union(*(ANNOUNCES.get(code, set()) for code in told))
    for one in after.findings:
        if one.code.startswith("NBO"):
            announced |= set(NAMED.findall(one.melding))
    return [
        f"{one.code} {one.place.blad} {one.melding}"
        for one in before.findings
        if (one.code, one.place, one.melding) not in there and one.code not in announced
    ]


def same_or_refused(before: Verdict, after: Verdict, what: Callable[[Verdict], object]) -> None:
    """Hold a result to what it was; where it cannot be made, somebody is told why."""
    with contextlib.suppress(UserError):  # which has a sentence, as every one has
        assert what(after) == what(before)


def hold(holder: str, damaged: RawBook) -> None:
    """Fail where a finding or a figure vanishes unannounced, or where a verdict gets cleaner."""
    before, after = sound(holder), verdict(damaged)
    assert vanished(before, after) == []
    extra = {(f.code, f.place) for f in after.findings} - {
        (f.code, f.place) for f in before.findings
    }
    assert not {code for code, _ in extra if code.startswith(("TWZ", "PLN", "WSC", "AFS"))}
    severe = [sum(f.ernst == "FOUT" for f in one.findings) for one in (before, after)]
    assert severe[0] <= severe[1]
    if after.status is not Status.ONLEESBAAR:
        same_or_refused(before, after, lambda one: [i.as_dict() for i in compute(one)])
    else:
        with pytest.raises(ValueError, match="was not read here"):
            compute(after)


@pytest.mark.traag
@pytest.mark.steekproef(3)
@pytest.mark.parametrize("holder", HOLDERS)
@pytest.mark.parametrize("field", list(CELLS))
def test_nothing_vanishes_with_a_value_of_the_start_sheet(holder: str, field: str) -> None:
    for how, damaged in of_field(holder, field):
        try:
            hold(holder, damaged)
        except AssertionError as error:
            raise AssertionError(f"{field}: {how}: {error}") from error


@pytest.mark.parametrize("holder", HOLDERS)
def test_nothing_vanishes_with_the_agreements_that_are_carried(holder: str) -> None:
    for _, damaged in of_copy(raw(holder)):
        hold(holder, damaged)


@pytest.mark.parametrize("holder", HOLDERS)
def test_a_workbook_made_for_another_kind_of_party_is_a_fault(holder: str) -> None:
    found = verdict(without_property(with_cell(raw(holder), CELLS["sjabloon"], ROLES[holder])))
    assert found.status is Status.FOUTEN
    (party,) = (one.melding for one in found.findings if one.code == "PRT-005")
    assert holder in party
    assert [one.melding[:11] for one in found.findings if one.code == "NBO-006"] == ["De partij i"]


@pytest.mark.parametrize("value", ["", "eind 2019", "31-12-19", ErrorValue("#N/B")])
def test_without_a_day_nothing_is_computed_and_no_day_is_taken(value: object) -> None:
    begun = with_status(raw("Woonforte"), "bezig")
    found = verdict(with_cell(begun, CELLS["peildatum"], value))
    assert (found.status, found.peildatum) == (Status.FOUTEN, None)
    (told,) = (one.melding for one in found.findings if one.code == "NBO-006")
    gone = {one.code for one in verdict(begun).findings} - {f.code for f in found.findings}
    assert "AFS-020" in gone
    assert gone <= set(NAMED.findall(told))
    assert f"{len(NAMED.findall(told))} regels" in told
    for ask in (compute, report):
        with pytest.raises(UserError, match=r"werkmap\.xlsx") as refused:
            ask(found)
        assert (refused.value.code, refused.value.exit_code) == ("VSL-015", 1)
    # A day that somebody names is no guess.
    named = judged(found.book, "werkmap.xlsx", date(2019, 12, 31)) if found.book else found
    assert compute(named) == compute(verdict(begun))
