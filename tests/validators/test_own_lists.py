"""Words of their own that agreements have for home types and phases."""

from __future__ import annotations

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from prestatieafspraken.afspraken import Afspraken, AfsprakenError, load
from prestatieafspraken.afspraken.load import load_texts
from prestatieafspraken.afspraken.sets import only
from prestatieafspraken.afspraken.written import texts
from prestatieafspraken.batch.judging.check import check_data
from prestatieafspraken.validators.workbook import workbook


def own(**lists: list[str]) -> Afspraken:
    """Give agreements with lists of their own, as they are loaded from files."""
    known = load("alphen-aan-den-rijn", 2019)
    gemeente = known.gemeente.model_copy(update=lists)
    return load_texts(texts(known.model_copy(update={"gemeente": gemeente})))


def test_a_cell_chooses_from_the_own_words() -> None:
    made = own(woningtypen=["hofje", "tiny house"], fasen=["idee", "opgeleverd", "vervallen"])
    partij = next(p for p in made.partijen if p.is_gemeente)
    project = {"corporatie": "Woonforte", "project": "P", "kern": "Boskoop", "woningen": 3}
    projects = [
        {**project, "jaar": 2019, "woningtype": "hofje", "fase": "idee"},
        {**project, "project": "Q", "jaar": 2019, "woningtype": "EGW", "fase": "vergund"},
    ]
    data = workbook(made, partij, date(2019, 6, 30), {"nieuwbouwprojecten": projects})
    found = check_data(data, "w.xlsx", sources=only(made)).findings
    listed = [(f.place.cel, f.waarde) for f in found if f.code == "CEL-008"]
    assert [value for _, value in listed] == ["EGW", "vergund"]
    book = load_workbook(io.BytesIO(data))
    heads = {cell.value: cell.column_letter for cell in book["Lijsten"][5]}
    column = heads["woningtypen"]
    assert [book["Lijsten"][f"{column}{row}"].value for row in (6, 7, 8)] == [
        *("hofje", "tiny house", None)
    ]


def test_an_own_word_for_a_status_counts_as_what_it_means() -> None:
    made = own(statussen=["gerealiseerd = nagekomen"])
    partij = next(p for p in made.partijen if p.is_gemeente)
    told = [
        {"code": "T0-01", "afspraak": "A", "status": word} for word in ("Gerealiseerd", "klaar")
    ]
    told[1]["code"] = "T0-02"
    data = workbook(made, partij, date(2019, 1, 31), {"afspraken_0": told})
    found = check_data(data, "w.xlsx", sources=only(made))
    codes = {(f.code, f.waarde) for f in found.findings if f.place.kolom == "Status"}
    assert {("CEL-025", "Gerealiseerd"), ("CEL-008", "klaar")} <= codes
    assert found.book is not None
    assert found.book.tables["afspraken_0"].values["status"][0] == "nagekomen"


@pytest.mark.parametrize(
    ("lists", "told"),
    [
        ({"fasen": ["idee", "opgelevert", "vervallen"]}, "opgeleverd ontbreekt. Bedoelt u opgelev"),
        ({"initiatieffasen": ["uitgevoerd"]}, "Het woord in uitvoering ontbreekt."),
        ({"woningtypen": ["hofje", " "]}, "gemeente woningtypen: Een woord in de lijst is leeg."),
        ({"woningtypen": ["hofje", "Hofje"]}, "hofje komt 2 keer voor."),
        ({"statussen": ["gereed"]}, "Van de status 'gereed' is niet duidelijk wat hij betekent."),
        ({"statussen": ["gereed = nagekome"]}, "Bedoelt u nagekomen?"),
        ({"statussen": ["gereed = nagekomen", "Gereed=bezig"]}, "gereed komt 2 keer voor."),
        ({"statussen": ["bezig = nagekomen"]}, "bezig is al een status"),
    ],
)
def test_a_list_without_what_is_looked_at_is_refused(
    lists: dict[str, list[str]], told: str
) -> None:
    with pytest.raises(AfsprakenError) as caught:
        own(**lists)
    assert told in str(caught.value)
