"""Workbooks of several parties read as one: whose rows count, and from which file each came."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from proving.kit.markdown import book_from_markdown
from proving.kit.tabellen import of_party

from prestatieafspraken.afspraken import load
from prestatieafspraken.batch.side_by_side.together import Together, together
from prestatieafspraken.workbook.book import Book

AFSPRAKEN = load("alphen-aan-den-rijn", 2019)
GEMEENTE = "Gemeente Alphen aan den Rijn"


def werkmap(naam: str, partij: str, text: str) -> Book:
    """Give the workbook of a party with these tables."""
    soort = AFSPRAKEN.partij(partij).soort
    template = f"alphen-aan-den-rijn/2019/1/{soort}"
    book = book_from_markdown(text, of_party(soort), template=template, partij=partij)
    return replace(book, path=f"in/{naam}")


def voorraad(*rows: str) -> str:
    """Write the stock of homes."""
    head = "| woningvoorraad | Corporatie | Jaar | Soort cijfer | DAEB |\n|---|---|---|---|---|\n"
    return head + "\n".join(f"|  | {row} |" for row in rows) + "\n\n"


def status(code: str, text: str) -> str:
    """Write how one agreement of the first theme stands."""
    head = "| afspraken_1 | Code | Afspraak | Status |\n|---|---|---|---|\n"
    return f"{head}|  | {code} | Iets | {text} |\n"


@pytest.fixture
def gemeente() -> Book:
    """Give the shared workbook, with figures of two corporaties and its own view of a status."""
    rows = ("Woonforte | 2018 | realisatie | 1", "Woonforte | 2017 | realisatie | 2")
    habeko = "Habeko Wonen | 2018 | realisatie | 3"
    text = voorraad(*rows, habeko) + status("T1-07", "nagekomen")
    return werkmap("g.xlsx", GEMEENTE, text)


@pytest.fixture
def woonforte() -> Book:
    """Give the workbook of one of them, with another figure and another status."""
    text = voorraad("Woonforte | 2018 | realisatie | 9823") + status("T1-07", "bezig")
    return werkmap("w.xlsx", "Woonforte", text)


def column(both: Together, table: str, name: str) -> list[object]:
    return [row[name] for row in both.plain[table].values()]


def test_what_a_corporatie_files_of_itself_counts(gemeente: Book, woonforte: Book) -> None:
    both = together([woonforte, gemeente])
    rows = zip(
        *(column(both, "woningvoorraad", c) for c in ("corporatie", "jaar", "daeb")), strict=True
    )
    # of Woonforte nothing of what the municipality says of it, also of a year it left out itself
    assert list(rows) == [("Habeko Wonen", 2018, 3), ("Woonforte", 2018, 9823)]
    assert both.place("woningvoorraad", 0, "daeb") == "[g.xlsx]Woningvoorraad!D9"
    assert both.place("woningvoorraad", 1, "daeb") == "[w.xlsx]Woningvoorraad!D7"


@pytest.mark.parametrize("first", ["gemeente", "corporatie"])
def test_the_agreements_are_those_of_the_municipality(
    first: str, gemeente: Book, woonforte: Book
) -> None:
    books = [gemeente, woonforte] if first == "gemeente" else [woonforte, gemeente]
    both = together(books)
    assert column(both, "afspraken_1", "status") == ["nagekomen"]
    assert both.place("afspraken_1", 0, "status") == "[g.xlsx]1 Huurvoorraad!G7"


def test_without_the_municipality_the_agreements_are_those_of_the_first(woonforte: Book) -> None:
    habeko = werkmap("h.xlsx", "Habeko Wonen", status("T1-07", "vraagt aandacht"))
    for books, told in (([woonforte, habeko], "bezig"), ([habeko, woonforte], "vraagt aandacht")):
        assert column(together(books), "afspraken_1", "status") == [told]


def test_two_workbooks_of_one_party_do_not_count_twice(woonforte: Book) -> None:
    again = replace(woonforte, path="in/w2.xlsx")
    both = together([woonforte, again])
    assert column(both, "woningvoorraad", "daeb") == [9823]
    assert both.place("woningvoorraad", 0, "daeb") == "[w.xlsx]Woningvoorraad!D7"


def test_a_row_without_a_party_stays() -> None:
    loose = werkmap("w.xlsx", "Woonforte", voorraad("  | 2018 | realisatie | 5"))
    shared = werkmap("g.xlsx", GEMEENTE, voorraad("  | 2018 | realisatie | 6"))
    assert column(together([shared, loose]), "woningvoorraad", "daeb") == [6, 5]


def test_a_cell_that_cannot_be_read_keeps_its_row(gemeente: Book) -> None:
    text = voorraad("Woonforte | 2018 | realisatie | 9823", "Woonforte | 2017 | realisatie | veel")
    both = together([gemeente, werkmap("w.xlsx", "Woonforte", text)])
    # Habeko of the municipality comes first, then both rows of Woonforte
    assert both.unreadable["woningvoorraad"] == {"daeb": frozenset({2})}


def test_one_workbook_names_no_file(woonforte: Book) -> None:
    alone = together([woonforte])
    assert alone.place("woningvoorraad", 0, "daeb") == "Woningvoorraad!D7"


def test_the_status_that_is_told_is_that_of_the_municipality(
    gemeente: Book, woonforte: Book
) -> None:
    def told(*books: Book) -> dict[str | None, float | None]:
        found = together(books).indicators(AFSPRAKEN, date(2019, 12, 31))
        return {i.onderdeel: i.waarde for i in found if i.code == "AFS-STATUS" and i.waarde}

    assert told(woonforte) == {"bezig": 1}
    assert told(gemeente, woonforte) == told(woonforte, gemeente) == {"nagekomen": 1}
