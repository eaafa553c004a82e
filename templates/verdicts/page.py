"""The findings of workbooks as one web page: of one workbook, or of all of a run.

Nothing comes from elsewhere, every text is data, and without its script all is there to read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from prestatieafspraken.dutch.counted import counted
from prestatieafspraken.dutch.written import day
from prestatieafspraken.templates.verdicts.page_book import PageBook
from prestatieafspraken.templates.verdicts.script import own_template, script
from prestatieafspraken.templates.verdicts.sheets import EMPTY, OPEN
from prestatieafspraken.workbook.finding import MEANING, Rule, Severity
from prestatieafspraken.workbook.lists.checked import Checked, counts, sound_of


def html(
    checked: Sequence[Checked],
    rules: Mapping[str, Rule],
    versie: str,
    checked_on: date | None = None,
    *,
    links: Mapping[str, str] | None = None,
    back: str = "",
) -> str:
    """Give the page; `rules` gives the reason behind each code.

    `links` are files beside the page by the words for them, `back` is the page that led here.
    """
    alone = len(checked) == 1
    books = [PageBook(number, one, alone=alone) for number, one in enumerate(checked, 1)]
    content = _of_one(books[0], checked_on) if alone else _of_all(books, checked, checked_on)
    page = own_template("bevindingen.html.j2").render(
        **content,
        **script("controle.js"),
        versie=versie,
        betekenis=MEANING,
        soorten=[severity.many.capitalize() for severity in Severity],
        terug=back,
        bijlagen=[{"naam": words, "href": href} for words, href in (links or {}).items()],
        tellers=_kinds(books, checked),
        werkmappen=[book.section(rules) for book in books],
    )
    return page + "\n"


def _of_one(book: PageBook, checked_on: date | None) -> dict[str, Any]:
    return {
        "titel": book.title,
        "kop": book.title,
        "oordeel": book.verdict(),
        "feiten": book.facts(checked_on),
        "lijst": [],
        "begin": book.begin(),
        "inhoud_kop": "Bladen",
        "inhoud": book.contents(),
    }


def _of_all(
    books: Sequence[PageBook], checked: Sequence[Checked], checked_on: date | None
) -> dict[str, Any]:
    done = sound_of([one.status for one in checked], counted(len(checked), "werkmappen"))
    facts = [f"gecontroleerd op {day(checked_on)}"] if checked_on else []
    lines = [book.line() for book in books]
    return {
        "titel": "Prestatieafspraken: bevindingen van de controle",
        "kop": done,
        "oordeel": None,
        "feiten": " · ".join([*facts, counts(checked)]),
        "lijst": lines,
        "begin": "",
        "inhoud_kop": "Werkmappen",
        "inhoud": [{**line, "aantal": sum(line["aantallen"])} for line in lines],
    }


def _kinds(books: Sequence[PageBook], checked: Sequence[Checked]) -> list[dict[str, Any]]:
    """Give what people may choose to see, with how much of each there is."""
    amounts = [
        (kind.word, kind.sign, kind.many, sum(one.count(kind) for one in checked))
        for kind in Severity
    ]
    amounts.append((OPEN, EMPTY, "lege cellen", sum(book.left for book in books)))
    names = ("soort", "teken", "woord", "aantal")
    return [dict(zip(names, kind, strict=True)) for kind in amounts if kind[-1]]
