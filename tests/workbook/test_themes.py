"""A sheet for each theme of the agreements, as many as there are, under any number and title."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

import pytest
from openpyxl import load_workbook

from prestatieafspraken.afspraken import Afspraken
from prestatieafspraken.afspraken.model import Thema
from prestatieafspraken.validators.judging.judge import judge
from prestatieafspraken.validators.sheets.tables import of_party
from prestatieafspraken.validators.workbook import workbook
from prestatieafspraken.workbook.reading.read import read_data
from prestatieafspraken.workbook.theme import sheet_name

pytestmark = pytest.mark.traag

STRANGE = (
    "Wonen: zorg en/of welzijn [samen] met de wijken, de dorpen en hun bewoners?",
    "'t Oude Dorp",
    '"Goed wonen" \\ *overal*',
    "=cmd|' /C calc'!A0",
    "History",
    "?",
    "🏠" * 30,
)


def with_themes(afspraken: Afspraken, themes: Sequence[tuple[int, str]]) -> Afspraken:
    """Give agreements with other themes, all that was in one going round over them."""
    numbers = [number for number, _ in themes]
    return afspraken.model_copy(
        update={
            "themas": [Thema(nummer=n, titel=titel, regels="1-2") for n, titel in themes],
            "afspraken": [
                one.model_copy(update={"thema": numbers[at % len(numbers)]})
                for at, one in enumerate(afspraken.afspraken)
            ],
            "doelen": [one.model_copy(update={"thema": numbers[0]}) for one in afspraken.doelen],
        }
    )


@pytest.mark.parametrize("title", STRANGE)
def test_the_name_of_a_sheet_is_one_that_excel_takes(title: str) -> None:
    name = sheet_name(12, title)
    assert name.startswith("12 ")
    assert len(name.encode("utf-16-le")) <= 62
    assert not set(name) & set("[]:*?/\\")
    assert not name.startswith("'")
    assert not name.endswith("'")


@pytest.mark.parametrize(
    "themes",
    [
        [(7, STRANGE[0])],
        [(number, STRANGE[0]) for number in range(1, 13)],
        [(number, title) for number, title in enumerate(STRANGE, 40)],
    ],
    ids=("one", "twelve of one title", "strange titles"),
)
def test_each_theme_has_its_sheet(afspraken: Afspraken, themes: list[tuple[int, str]]) -> None:
    own = with_themes(afspraken, themes)
    partij = next(p for p in own.partijen if p.is_gemeente)
    data = workbook(own, partij, date(2019, 1, 1))
    names = load_workbook(io.BytesIO(data)).sheetnames
    assert len({name.casefold() for name in names}) == len(names)
    assert [name for name in names if name[0].isdigit()] == [sheet_name(*one) for one in themes]
    book = read_data("a.xlsx", data, lambda book: of_party(book.template.soort, own))
    assert book.not_judged == {}
    held = [
        [row["code"] for row in book.tables[f"afspraken_{number}"].rows.values()]
        for number, _ in themes
    ]
    asked = [[a.id for a in own.afspraken if a.thema == number] for number, _ in themes]
    assert held == asked
    assert not {f.code for f in judge(book, own)} & {"AFS-005", "STR-001"}


def test_a_code_of_another_theme_is_unknown_on_any_sheet(afspraken: Afspraken) -> None:
    own = with_themes(afspraken, [(5, "Een"), (9, "Twee")])
    partij = next(p for p in own.partijen if p.is_gemeente)
    rows = {"afspraken_9": [{"code": own.afspraken[0].id, "afspraak": "Van thema 5"}]}
    data = workbook(own, partij, date(2019, 1, 1), rows)
    book = read_data("a.xlsx", data, lambda book: of_party(book.template.soort, own))
    found = [f for f in judge(book, own) if f.code == "AFS-005"]
    assert [(f.place.blad, f.place.cel) for f in found] == [("9 Twee", "A7")]
