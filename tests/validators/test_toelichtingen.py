"""Explanations: when they count, when they expire, and what they cannot undo."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from proving.kit.markdown import book_from_markdown
from proving.kit.tabellen import of_party

from prestatieafspraken.afspraken import Afspraken, load
from prestatieafspraken.validators.any_sheet.toelichtingen import explain, same_value
from prestatieafspraken.validators.judging.judge import judge
from prestatieafspraken.validators.registry import RULES
from prestatieafspraken.validators.sheets.codelists import codelists
from prestatieafspraken.workbook.building.build import build
from prestatieafspraken.workbook.building.prefill import prefill
from prestatieafspraken.workbook.finding import Finding, Place, Severity
from prestatieafspraken.workbook.findings_table import COLUMNS, EXCEL_NAME, SHEET, Explanation
from prestatieafspraken.workbook.reading.read import read
from prestatieafspraken.workbook.table import HEADER_ROW

STOCK = """
| woningvoorraad | Corporatie | Jaar | Soort cijfer | DAEB |
|---|---|---|---|---|
|  | Woonforte | 2017 | realisatie | 9000 |
|  | Woonforte | 2018 | realisatie | {daeb} |

"""
ROW = "| bevindingen | {0} | Toelichting |\n|{1}\n|  | {2} | {3} |\n"


@pytest.fixture(scope="module")
def afspraken() -> Afspraken:
    """Load the agreements of 2019."""
    return load("alphen-aan-den-rijn", 2019)


def _row(text: str = "Twee complexen gekocht.", **cells: str) -> str:
    return ROW.format(
        " | ".join(cells), "---|" * (2 + len(cells)), " | ".join(cells.values()), text
    )


def _found(afspraken: Afspraken, code: str, explained: str, daeb: int = 9990) -> list[Finding]:
    book = book_from_markdown(STOCK.format(daeb=daeb) + explained, of_party("gemeente"))
    return [finding for finding in judge(book, afspraken) if finding.code == code]


@pytest.mark.parametrize(
    "row",
    [
        {"Code": "JRV-001", "Blad": "Woningvoorraad", "Cel": "D8", "Waarde": "9990"},
        {"Code": "jrv-001", "Blad": "woningvoorraad", "Cel": "d8", "Waarde": '"9.990"'},
        {
            "Code": "JRV-001",
            "Blad": "Woningvoorraad",
            "Cel": "D99",
            "Rij": "Woonforte 2018",
            "Kolom": "DAEB",
            "Waarde": "9990",
        },
        {
            "Code": "JRV-001",
            "Blad": "Woningvoorraad",
            "Cel": "D8",
            "Kolom": "DAEB",
            "Waarde": "9990",
        },
    ],
    ids=["typed", "another case, a number as text", "the row moved", "one label"],
)
def test_explained_weighs_as_information_and_stays_in_sight(
    afspraken: Afspraken, row: dict[str, str]
) -> None:
    (before,) = _found(afspraken, "JRV-001", "")
    (after,) = _found(afspraken, "JRV-001", _row(**row))
    assert before.ernst is Severity.WAARSCHUWING
    assert before.toelichting is None
    assert "leg dat dan uit" in before.herstel
    assert after.ernst is Severity.INFO
    assert after.as_dict()["toelichting"] == "Twee complexen gekocht."
    assert after.melding == before.melding
    assert "leg dat dan uit" not in after.herstel


@pytest.mark.parametrize(
    "row",
    [
        {"Code": "JRV-001", "Blad": "Woningvoorraad", "Cel": "D7", "Waarde": "9990"},
        {"Code": "VRD-004", "Blad": "Totalen", "Cel": "D8", "Waarde": "9990"},
        {
            "Code": "JRV-001",
            "Blad": "Woningvoorraad",
            "Cel": "D8",
            "Rij": "Woonforte 2017",
            "Kolom": "DAEB",
            "Waarde": "9990",
        },
    ],
    ids=["another cell", "another rule and sheet", "another row at this address"],
)
def test_an_explanation_of_something_else_does_not_count(
    afspraken: Afspraken, row: dict[str, str]
) -> None:
    (found,) = _found(afspraken, "JRV-001", _row(**row))
    assert found.ernst is Severity.WAARSCHUWING
    assert found.toelichting is None
    assert len(_found(afspraken, "TLC-002", _row(**row))) == 1


def test_expires_when_the_value_changes(afspraken: Afspraken) -> None:
    row = _row(Code="JRV-001", Blad="Woningvoorraad", Cel="D8", Waarde="9990")
    (found,) = _found(afspraken, "JRV-001", row, daeb=9999)
    assert found.ernst is Severity.WAARSCHUWING
    assert found.toelichting is None
    assert found.melding.endswith(
        " De eerdere toelichting 'Twee complexen gekocht.' ging over een andere waarde: 9.990."
    )
    assert _found(afspraken, "TLC-002", row, daeb=9999) == []


def test_without_a_value_it_counts_and_is_marked(afspraken: Afspraken) -> None:
    row = _row(Code="JRV-001", Blad="Woningvoorraad", Cel="D8")
    (found,) = _found(afspraken, "JRV-001", row)
    assert found.ernst is Severity.INFO
    assert "zonder waarde" in found.herstel


NOTED = """
| woningvoorraad | Corporatie | Jaar | Soort cijfer | DAEB | Toelichting |
|---|---|---|---|---|---|
|  | Woonforte | 2017 | realisatie | 9000 |  |
|  | Woonforte | 2018 | realisatie | {daeb} | {note} |

"""
RECORDED = {"Code": "JRV-001", "Blad": "Woningvoorraad", "Cel": "D8", "Waarde": "9990"}


def _noted(afspraken: Afspraken, note: str, daeb: int = 9990, explained: str = "") -> Finding:
    text = NOTED.format(daeb=daeb, note=note) + explained
    book = book_from_markdown(text, of_party("gemeente"))
    (found,) = (one for one in judge(book, afspraken) if one.code == "JRV-001")
    return found


def test_what_is_written_on_the_row_counts_and_is_marked(afspraken: Afspraken) -> None:
    before, after = _noted(afspraken, ""), _noted(afspraken, "Twee complexen gekocht.")
    assert before.ernst is Severity.WAARSCHUWING
    assert before.herstel.endswith("leg dat dan uit in deze rij, in de kolom Toelichting.")
    assert after.ernst is Severity.INFO
    assert after.toelichting == "Twee complexen gekocht."
    assert "zonder waarde" in after.herstel


def test_a_remark_that_was_recorded_counts_for_its_value_alone(afspraken: Afspraken) -> None:
    note, row = "Twee complexen gekocht.", _row(**RECORDED)
    same = _noted(afspraken, note, explained=row)
    assert same.ernst is Severity.INFO
    assert "zonder waarde" not in same.herstel
    changed = _noted(afspraken, note, 9999, row)
    assert changed.ernst is Severity.WAARSCHUWING
    assert f"'{note}' ging over een andere waarde: 9.990." in changed.melding
    anew = _noted(afspraken, "Drie complexen gekocht.", 9999, row)
    assert anew.ernst is Severity.INFO
    assert anew.toelichting == "Drie complexen gekocht."


def test_a_remark_settles_no_fault_and_no_name(afspraken: Afspraken) -> None:
    text = NOTED.format(daeb=-5, note="Klopt. Bel j.jansen@woonforte.nl")
    found = judge(book_from_markdown(text, of_party("gemeente")), afspraken)
    kept = {one.code: one.ernst for one in found if one.code in ("CEL-006", "PRV-002")}
    assert kept == {"CEL-006": Severity.FOUT, "PRV-002": Severity.WAARSCHUWING}


def test_every_question_can_be_explained() -> None:
    place = Place("Woningvoorraad", None, "D8", "DAEB", "Woonforte 2018")
    for code in (code for code, rule in RULES.items() if rule.ernst is Severity.WAARSCHUWING):
        question = Finding(code, RULES[code].ernst, "Klopt dit?", "Kijk dit na.", place, 9990)
        given = Explanation("J9", code, "Woningvoorraad", "D8", "", "", 9990, "Het is gemeten.")
        (asked,), (done,) = explain([question], ()), explain([question], [given])
        assert "Bevindingen" in asked.herstel, code
        assert (done.ernst, done.toelichting) == (Severity.INFO, "Het is gemeten."), code


def test_a_kept_explanation_is_told_once(afspraken: Afspraken) -> None:
    row = _row(Code="JRV-001", Blad="Woningvoorraad", Cel="D8", Waarde="9990")
    row += "|  | PRT-002 | Totalen | A1 | 1 | Oud. |\n"
    (found,) = _found(afspraken, "TLC-002", row, daeb=9001)
    assert found.ernst is Severity.INFO
    assert "2 toelichtingen horen" in found.melding


def test_personal_data_in_an_explanation_are_veiled(afspraken: Afspraken) -> None:
    row = _row(
        "Vraag j.jansen@woonforte.nl.", Code="JRV-001", Blad="Woningvoorraad", Cel="D8", Waarde="1"
    )
    (expired,) = _found(afspraken, "JRV-001", row)
    (counts,) = _found(afspraken, "JRV-001", row.replace("| 1 |", "| 9990 |"))
    assert "jansen" not in expired.melding
    assert "jansen" not in str(counts.toelichting)
    assert _found(afspraken, "PRV-002", row)[0].place.cel == "E7"


@pytest.mark.parametrize(
    ("written", "found", "same"),
    [
        (0.412, 0.412, True),
        ("41,2%", 0.412, True),
        (1829.0, 1829, True),
        ("1.829", 1829, True),
        ("Habeko wonen", "Habeko Wonen", True),
        (date(2018, 1, 1), "2018-01-01", True),
        ("1-1-2018", "2018-01-01", True),
        (None, None, True),
        ("", None, True),
        ("WAAR", True, True),
        (False, "onwaar", True),
        (True, True, True),
        ("ONWAAR", True, False),
        (1, True, False),
        (None, 0, False),
        (0, None, False),
        (0.413, 0.412, False),
        ("Woonforte", "Habeko Wonen", False),
    ],
)
def test_value_is_the_same_as_people_write_it(written: object, found: object, same: bool) -> None:
    assert same_value(written, found) is same


def test_a_built_workbook_keeps_explanations(afspraken: Afspraken, tmp_path: Path) -> None:
    """The swings of E-05 in figures that somebody corrected: found, explained in the file, read."""
    partij = next(p for p in afspraken.partijen if p.soort == "gemeente")
    tables = of_party("gemeente")
    rows = prefill(afspraken, partij)
    for row in rows["slaagkans_kern"] + rows["slaagkans_inkomen"]:
        row["opgegeven"] += 0.001
    data = build(
        afspraken,
        partij,
        tables,
        codelists(afspraken),
        rows,
        date(2019, 12, 31),
    )
    path = tmp_path / "gemeente.xlsx"
    path.write_bytes(data)
    first = judge(read(path, of_party), afspraken)
    assert not any(finding.ernst is Severity.FOUT for finding in first)
    swings = {finding.place.rij: finding for finding in first if finding.code == "JRV-001"}
    wanted = {
        "Hazerswoude-Rijndijk 2017 heel jaar": 0.247,
        "boven € 38.035 t/m € 42.436 2017 heel jaar": 0.413,
        "boven € 38.035 t/m € 42.436 2018 kwartaal 1 t/m 3": 0.029,
    }
    assert {row: swings[row].waarde for row in wanted} == wanted

    book = load_workbook(io.BytesIO(data))
    sheet = book[SHEET]
    assert sheet.tables[EXCEL_NAME].column_names == [header for header, *_ in COLUMNS]
    for number, finding in enumerate(swings.values(), HEADER_ROW + 1):
        place = finding.place
        found = {
            "Ernst": str(finding.ernst),
            "Code": finding.code,
            "Blad": place.blad,
            "Cel": place.cel,
            "Rij": place.rij,
            "Kolom": place.kolom,
            "Waarde": finding.waarde,
            "Melding": finding.melding,
            "Herstel": finding.herstel,
        }
        for col, (header, *_) in enumerate(COLUMNS, 1):
            sheet.cell(number, col, found.get(header))
        sheet.cell(number, len(COLUMNS), "Nagekeken bij Woningnet; het klopt.")
    book.save(path)
    second = judge(read(path, of_party), afspraken)
    explained = [finding for finding in second if finding.toelichting]
    assert {finding.place.rij for finding in explained} == swings.keys()
    assert {finding.ernst for finding in explained} == {Severity.INFO}
    assert len(second) == len(first)


def test_a_workbook_of_before_has_no_explanations_and_no_fault(
    afspraken: Afspraken, tmp_path: Path
) -> None:
    partij = afspraken.partij("Woonforte")
    tables = of_party("corporatie")
    data = build(
        afspraken,
        partij,
        tables,
        codelists(afspraken),
        prefill(afspraken, partij),
        date(2019, 12, 31),
    )
    path = tmp_path / "w.xlsx"
    path.write_bytes(data)
    whole = judge(read(path, of_party), afspraken)
    book = load_workbook(io.BytesIO(data))
    del book[SHEET]
    book.save(path)
    assert judge(read(path, of_party), afspraken) == whole
    assert not any(finding.ernst is Severity.FOUT for finding in whole)
