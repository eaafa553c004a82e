"""What printed tables become in a new workbook: any layout, as the data say, or nothing."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from prestatieafspraken.afspraken import Afspraken, AfsprakenError
from prestatieafspraken.afspraken.model import Cel, GedrukteTabel, PartijSoort
from prestatieafspraken.afspraken.overname import Overname
from prestatieafspraken.afspraken.written import texts
from prestatieafspraken.validators.sheets.tables import of_agreements, of_party
from prestatieafspraken.validators.workbook import workbook
from prestatieafspraken.workbook.building.prefill import prefill
from prestatieafspraken.workbook.reading.read import read_data

pytestmark = pytest.mark.traag

NOT_PRINTED = {"partijen", "kengetallen", "afspraken"}


def tabel(vult: str, cells: dict[tuple[str, str], str], **how: Any) -> GedrukteTabel:
    """Give a printed table from the texts of its cells."""
    cellen = [
        Cel(
            rij=rij, kolom=kolom, gedrukt=text, regel=1,
            waarde=text.replace(".", "") if text.isdigit() else None,
            soort="getal" if text.isdigit() else "tekst" if text else "leeg",
        )
        for (rij, kolom), text in cells.items()
    ]  # fmt: skip
    overname = Overname.model_validate(how) if how else None
    return GedrukteTabel(
        id="Z-9", titel="Z", eenheid="", regels="1", vult=vult, cellen=cellen, overname=overname
    )


def rows_of(afspraken: Afspraken, *tables: GedrukteTabel) -> dict[str, list[dict[str, Any]]]:
    own = afspraken.model_copy(update={"tabellen": {t.id: t for t in tables}})
    return prefill(own, next(p for p in own.partijen if p.is_gemeente))


def test_without_printed_tables_the_sheets_are_empty(afspraken: Afspraken) -> None:
    bare = afspraken.model_copy(
        update={"tabellen": {}, "schouwlocaties": [], "kernen": [], "inkomensklassen": []}
    )
    for partij in bare.partijen:
        if partij.soort.has_workbook:
            data = workbook(bare, partij, date(2019, 1, 1))
            book = read_data("a.xlsx", data, lambda book: of_party(book.template.soort, bare))
            assert book.not_judged == {}
            # Tenants have no sheets of figures; the goals and agreements are in no printed table.
            assert ("woningvoorraad" in book.tables) == (
                partij.soort != PartijSoort.HUURDERSORGANISATIE
            )
            filled = {name for name, table in book.tables.items() if table.rows}
            assert {re.sub(r"_\d+$", "", name) for name in filled} <= NOT_PRINTED


def test_a_table_laid_out_otherwise(afspraken: Afspraken) -> None:
    """Years across the top, what is counted down the side, of one corporatie."""
    cells = {
        ("Sociale huur", "ultimo 2018"): "1829",
        ("Sociale huur", "verwacht 2025"): "1960",
        ("Vrije sector", "ultimo 2018"): "41",
        ("Vrije sector", "verwacht 2025"): "",
    }
    turned = {(kolom, rij): text for (rij, kolom), text in cells.items()}
    found = rows_of(
        afspraken,
        tabel(
            "woningvoorraad",
            turned,
            vast={"corporatie": "habeko wonen"},
            rijen={
                "ultimo 2018": {"jaar": 2018, "soort_cijfer": "realisatie"},
                "verwacht 2025": {"jaar": 2025, "soort_cijfer": "prognose"},
            },
            kolommen={"Sociale huur": {"kolom": "daeb"}, "Vrije sector": {"kolom": "niet_daeb"}},
        ),
    )
    owner = {"corporatie": "Habeko Wonen"}
    assert found["woningvoorraad"] == [
        {**owner, "jaar": 2018, "soort_cijfer": "realisatie", "daeb": 1829, "niet_daeb": 41},
        {**owner, "jaar": 2025, "soort_cijfer": "prognose", "daeb": 1960, "niet_daeb": None},
    ]
    assert found["totalen"] == []


def test_a_total_is_stated_and_no_row(afspraken: Afspraken) -> None:
    found = rows_of(
        afspraken,
        tabel(
            "zonnepanelen",
            {("Woonforte", "panelen"): "650", ("Alles bij elkaar", "panelen"): "700"},
            rij="corporatie",
            vast={"jaar": 2020},
            kolommen={"panelen": {"kolom": "gepland"}},
            totalen={"Alles bij elkaar": {}},
        ),
    )
    assert found["zonnepanelen"] == [{"corporatie": "Woonforte", "jaar": 2020, "gepland": 650}]
    assert found["totalen"] == [
        {"onderdeel": "Zonnepanelen: panelen", "jaar": 2020, "opgegeven": 700}
    ]


def test_a_name_that_is_nobodys_stays_as_it_is_printed(afspraken: Afspraken) -> None:
    found = rows_of(
        afspraken,
        tabel(
            "energie_index",
            {("Elders Wonen", "index"): "2"},
            rij="corporatie",
            kolommen={"index": {"kolom": "energie_index"}},
        ),
    )
    assert found["energie_index"] == [{"corporatie": "Elders Wonen", "energie_index": 2}]


def test_a_forecast_stays_one_in_the_year_after(afspraken: Afspraken) -> None:
    """The index of 2019 was printed as a forecast; no later year makes it counted."""
    for jaar in (2019, 2020, 2023):
        gemeente = afspraken.gemeente.model_copy(update={"jaar": jaar})
        own = afspraken.model_copy(update={"gemeente": gemeente})
        rows = rows_of(own, *own.tabellen.values())
        kinds = {(r["jaar"], r["soort_cijfer"]) for r in rows["energie_index"]}
        assert kinds == {(2017, "realisatie"), (2019, "prognose")}


@pytest.mark.parametrize(
    ("vult", "how", "told"),
    [
        ("totalen", {"kolommen": {}}, "tabel Z-9 overname: Het is niet bekend in welke tabel"),
        ("", {"kolommen": {}}, "tabel Z-9 overname: Het is niet bekend in welke tabel"),
        (
            "woningvoorraad",
            {"kolommen": {"DEAB": {"kolom": "daeb"}}},
            "overname kolommen: DEAB staat niet in de tabel. Bedoelt u DAEB? Neem het over",
        ),
        (
            "woningvoorraad",
            {"kolommen": {"DAEB": {"kolom": "deab"}}},
            "overname kolommen DAEB: De kolom deab bestaat niet. Bedoelt u daeb? Kies uit corp",
        ),
        (
            "woningvoorraad",
            {"kolommen": {"DAEB": {"jaar": 2018}}},
            "overname kolommen DAEB: De kolom kolom bestaat niet.",
        ),
        (
            "woningvoorraad",
            {"rij": "partij", "kolommen": {"DAEB": {"kolom": "daeb"}}},
            "overname rij: De kolom partij bestaat niet.",
        ),
        (
            "woningvoorraad",
            {"kolommen": {}, "totalen": {"Totaal": {"jaren": 2018}}},
            "overname totalen Totaal: De kolom jaren bestaat niet. Bedoelt u jaar?",
        ),
    ],
)
def test_a_slip_in_what_is_taken_over_is_told_where_it_is(
    afspraken: Afspraken, vult: str, how: dict[str, Any], told: str
) -> None:
    one = tabel(vult, {("Totaal", "DAEB"): "1"}, **how)
    own = afspraken.model_copy(update={"tabellen": {one.id: one}})
    with pytest.raises(AfsprakenError) as caught:
        of_agreements(own)
    assert told in str(caught.value)
    assert "tabellen/tabellen.toml" in str(caught.value)


def test_labels_with_any_character_are_written_as_they_are(afspraken: Afspraken) -> None:
    assert '"Totaal ‘17" = {jaar = 2017}' in texts(afspraken)["tabellen/tabellen.toml"]
