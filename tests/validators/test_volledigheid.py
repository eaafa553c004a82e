"""How complete a workbook is: what is asked was counted by hand in the agreements of each set."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook
from proving.kit import gevuld
from proving.kit.getypt import typed

from prestatieafspraken.afspraken import Afspraken, load
from prestatieafspraken.batch.front_door import check
from prestatieafspraken.validators.sheets.tables import of_party
from prestatieafspraken.validators.volledigheid import Stand, Volledigheid, volledigheid

ALPHEN, RIETMEER = load("alphen-aan-den-rijn", 2019), load("rietmeer", 2025)
WOONFORTE = {
    "0 Partners in wonen": 5,
    "Kengetallen": 1,  # CO2, of which there is no sheet of its own
    "1 Huurvoorraad": 14,
    "Woningvoorraad": 8,  # the stock, that in the kernen, and six ways in and out
    "Nieuwbouwprojecten": 4,  # two projects of 2019: the phase and what was delivered
    "Toewijzingen": 6,
    "2 Woonomgeving": 9,
    "Leefbaarheid": 4,
    "Levensloopbestendig": 2,
    "3 Kwaliteit": 7,
    "Energie-index": 3,
    "Kwaliteitsverbetering": 1,  # the plan is agreed
    "Zonnepanelen": 1,
    "Open verbrandingstoestellen": 3,
    "Duurzame energie": 2,
}


def of(
    data: bytes, own: Afspraken = ALPHEN, partij: str = "Woonforte", day: date | None = None
) -> Volledigheid:
    """Give how complete a workbook is, at the end of its year unless another day is given."""
    book = check(data).book
    assert book is not None
    party = own.partij(partij)
    day = day or date(own.gemeente.jaar, 12, 31)
    return volledigheid(of_party(party.soort, own), book.tables, own, party, day)


def sheet(found: Volledigheid, name: str) -> Any:
    """Give how complete one sheet is."""
    return next(one for one in found.bladen if one.blad == name)


def test_of_an_untouched_workbook_everything_is_still_to_be_filled_in() -> None:
    found = of(gevuld.verstuurd("alphen-aan-den-rijn 2019", "Woonforte"))
    assert {one.blad: one.gevraagd for one in found.bladen} == WOONFORTE
    assert (found.gevraagd, found.ingevuld, found.stand) == (70, 0, Stand.LEEG)


@pytest.mark.parametrize(
    ("naam", "partij", "asked"),
    [
        # 40 statuses, 9 chances of kernen and total, 5 of classes, 5 walks, 2 of other owners.
        ("alphen-aan-den-rijn 2019", "Gemeente Alphen aan den Rijn", 61),
        ("alphen-aan-den-rijn 2020", "Gemeente Alphen aan den Rijn", 61),
        # 22 statuses, and the six key figures of goals that are of the whole municipality.
        ("rietmeer 2025", "Gemeente Rietmeer", 30),
        # It signs for a part: two statuses, three figures, and no stock or lettings.
        ("rietmeer 2025", "Zorghuis De Linde", 5),
        # The statuses of the agreements that name it, or the huurdersorganisaties together.
        ("alphen-aan-den-rijn 2019", "Huurdersorganisatie Woonforte", 24),
        ("rietmeer 2025", "Huurdersbelang De Brink", 11),
    ],
)
def test_each_party_is_asked_what_the_agreements_ask_of_it(
    naam: str, partij: str, asked: int
) -> None:
    own = load(*gevuld.SETS[naam])
    found = of(gevuld.verstuurd(naam, partij), own, partij)
    assert (found.gevraagd, found.ingevuld) == (asked, 0)


@pytest.mark.traag
@pytest.mark.steekproef(5)
@pytest.mark.parametrize(
    ("naam", "partij"),
    [
        (naam, party.naam)
        for naam, whose in gevuld.SETS.items()
        for party in gevuld.houders(load(*whose))
    ],
)
def test_a_full_workbook_is_complete(naam: str, partij: str) -> None:
    own = load(*gevuld.SETS[naam])
    found = of(gevuld.vol(naam, partij), own, partij)
    # The full workbooks of 2019 hold projects of their own in the place of the agreed ones.
    others = [one for one in found.bladen if one.blad != "Nieuwbouwprojecten" or "2019" not in naam]
    assert [one.open for one in others if one.open] == []


def test_what_is_filled_in_counts_and_the_rest_is_told_at_its_cell() -> None:
    data = typed(
        gevuld.verstuurd("alphen-aan-den-rijn 2019", "Woonforte"),
        {
            "0 Partners in wonen!G7": "bezig",
            "0 Partners in wonen!G8": "weet niet",  # wrong, and told so; but not empty
            "0 Partners in wonen!G9": "-",  # a dash is read as an empty cell
        },
    )
    theme = sheet(of(data), "0 Partners in wonen")
    assert (theme.ingevuld, theme.gevraagd, theme.stand) == (2, 5, Stand.ONVOLLEDIG)
    assert [(one.rij, one.kolom, one.cel) for one in theme.open] == [
        ("T0-03", "Status", "G9"),
        ("T0-04", "Status", "G10"),
        ("T0-05", "Status", "G11"),
    ]


def test_a_row_that_was_not_printed_counts_once_it_is_there() -> None:
    data = gevuld.verstuurd("alphen-aan-den-rijn 2019", "Woonforte")
    first = load_workbook(io.BytesIO(data))["Woningvoorraad"].max_row
    stock = check(data).book.tables["woningvoorraad"]  # type: ignore[union-attr]
    row = max(stock.row_numbers) + 1
    assert row <= first
    letters = stock.letters
    cells = {"corporatie": "Woonforte", "jaar": 2019, "soort_cijfer": "realisatie", "daeb": 9900}
    filled = typed(data, {f"Woningvoorraad!{letters[n]}{row}": v for n, v in cells.items()})
    found = sheet(of(filled), "Woningvoorraad")
    assert (found.ingevuld, found.gevraagd) == (1, 8)
    assert {one.cel[1:] for one in found.open} == {str(row)}
    # A forecast of the same year is no answer to what was counted.
    cells["soort_cijfer"] = "prognose"
    ahead = typed(data, {f"Woningvoorraad!{letters[n]}{row}": v for n, v in cells.items()})
    assert sheet(of(ahead), "Woningvoorraad").ingevuld == 0


def test_a_value_or_a_numerator_with_its_denominator() -> None:
    data = gevuld.verstuurd("rietmeer 2025", "De Brink Wonen")
    figures = check(data).book.tables["kengetallen"]  # type: ignore[union-attr]
    row = min(figures.row_numbers)
    for names, done in (
        (("waarde",), 1),
        (("teller", "noemer"), 1),
        (("teller",), 0),
        (("noemer",), 0),
    ):
        cells = {f"Kengetallen!{figures.letters[name]}{row}": 12 for name in names}
        found = sheet(of(typed(data, cells), RIETMEER, "De Brink Wonen"), "Kengetallen")
        assert found.ingevuld == done, names
    assert found.open[0].kolom == "Waarde, of Teller en Noemer"


def test_figures_of_a_year_that_still_runs_are_not_asked_yet() -> None:
    found = of(gevuld.verstuurd("alphen-aan-den-rijn 2019", "Woonforte"), day=date(2019, 7, 1))
    themes = {name: n for name, n in WOONFORTE.items() if name[0].isdigit()}
    assert {one.blad: one.gevraagd for one in found.bladen} == themes


def test_of_a_goal_that_grows_from_a_year_that_year_is_asked_too() -> None:
    """Rietmeer counts from 2023, and its agreements print no stock."""
    stock = sheet(
        of(gevuld.verstuurd("rietmeer 2025", "De Brink Wonen"), RIETMEER, "De Brink Wonen"),
        "Woningvoorraad",
    )
    assert [(one.rij, one.kolom) for one in stock.open if one.kolom == "DAEB"] == [
        ("De Brink Wonen 2023 realisatie", "DAEB"),
        ("De Brink Wonen 2025 realisatie", "DAEB"),
    ]
    # What goals ask of it since 2024 is asked here and not on the sheet Kengetallen.
    assert {(one.rij[-15:-11], one.kolom) for one in stock.open if one.kolom != "DAEB"} == {
        (jaar, kolom) for jaar in ("2024", "2025") for kolom in ("Verkoop", "Nieuwbouw")
    }
