"""The public report: no text of a sender as it came, no file, no cell, and nobody's data."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from proving.kit import voorbeeld
from proving.kit.reading import DAY, of_pdf, plain

from prestatieafspraken.cli.app import run
from prestatieafspraken.cli.verslag import report_of
from prestatieafspraken.dutch.user_error import UserError
from prestatieafspraken.templates.forms.form import Look, lay_out, render

pytestmark = [pytest.mark.traag, pytest.mark.steekproef(6, familie="openbare teksten")]

BSN = "111222333"
WHO = f"Mevrouw Jansen, Kerkweg 12, BSN {BSN}, mail jan.devries@woonforte.nl"
FORMS = (".md", ".html", ".docx")
Write = Callable[..., Path]


def published(*paths: Path, forms: tuple[str, ...] = FORMS) -> str:
    """Give all that stands in the forms of a public report, hidden parts and all."""
    laid = lay_out(report_of(paths, DAY, openbaar=True))
    return "\n".join(everything(render(laid, form, Look()), form) for form in forms)


def everything(data: bytes, form: str) -> str:
    """Give the text of a file, of a Word document that of each part."""
    if form != ".docx":
        return data.decode("utf-8")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        names = [name for name in parts.namelist() if name.endswith((".xml", ".rels"))]
        return "\n".join([*parts.namelist(), *(parts.read(n).decode("utf-8") for n in names)])


def refused(*paths: Path) -> str:
    """Give what the refusal of a public report says."""
    with pytest.raises(UserError) as caught:
        report_of(paths, DAY, openbaar=True)
    error = caught.value
    assert (error.code, error.exit_code) == ("VSL-010", 1)
    assert not re.search(r"111222333|Jansen|devries", error.message + error.repair)
    return error.message


def changed(table: str, column: str, text: str, row: int = 0) -> Callable[[dict[str, Any]], None]:
    """Give a change that puts a text in a cell."""

    def change(rows: dict[str, Any]) -> None:
        rows[table][row][column] = text

    return change


@pytest.mark.steekproef(4)
@pytest.mark.parametrize(
    ("table", "column", "sheet"),
    [
        ("afspraken_1", "realisatie", "1 Huurvoorraad"),
        ("afspraken_1", "status", "1 Huurvoorraad"),
        ("nieuwbouwprojecten", "project", "Nieuwbouw"),
        ("leefbaarometer", "wijk", "Leefbaarometer"),
        ("bewonersinitiatieven", "initiatief", "Bewoners"),
        ("toewijzingen", "periode", "Toewijzingen"),
        ("slaagkans_kern", "periode", "Slaagkans"),
        ("leefbaarometer", "versie", "Leefbaarometer"),
        ("grondprijsbeding", "project", "Grondprijs"),
    ],
)
def test_personal_data_in_what_is_published(
    table: str, column: str, sheet: str, schrijf: Write
) -> None:
    def change(rows: dict[str, Any]) -> None:
        if table == "bewonersinitiatieven":
            rows[table] = [{"initiatief": "x", "fase": "uitgevoerd", "partij": "Woonforte"}]
        if table == "leefbaarometer":
            one = {"wijk": "x", "jaar": 2018, "versie": "2.0", "klasse": "Goed"}
            rows[table] = [one, dict(one, wijk="y")][: 2 if column == "versie" else 1]
        if table == "toewijzingen":
            rows[table] = voorbeeld.rijen(voorbeeld.GEMEENTE, 1)[table]
        if table == "grondprijsbeding":
            day = date(2018, 7, 1)
            rows[table] = [{"corporatie": "Woonforte", "woningen": 20, "ingang": day}]
        if table in (
            "nieuwbouwprojecten",
            "slaagkans_kern",
        ):  # what was agreed is put back, and not published
            rows[table].insert(0, dict(rows[table][0]))
        rows[table][0][column] = WHO

    message = refused(schrijf("gemeente", change))
    assert re.search(rf"Gemeente Alphen aan den Rijn, {sheet}[^;]*![A-Z]+7[.]", message), message


@pytest.mark.steekproef(3)
@pytest.mark.parametrize(
    "text",
    [
        f"111\u00a0222\u00a0333 en {'x' * 30}",
        f"{'Wij zijn hiermee bezig, aldus ' * 2}mevrouw Jansen, Kerkweg 12",
        f"Mevrouw Jansen,\n Kerkweg   12, BSN {BSN}",
    ],
)
@pytest.mark.parametrize(("table", "column"), [("afspraken_1", "status"), ("nieuwbouw", "")])
def test_what_is_read_or_cut_in_another_way_is_refused_too(
    text: str, table: str, column: str, schrijf: Write
) -> None:
    """A value is told with plain spaces, a status on one line of sixty letters."""

    def change(rows: dict[str, Any]) -> None:
        if column:
            rows[table][0][column] = text
        else:
            projects = rows["nieuwbouwprojecten"]
            projects.insert(0, {**projects[0], "project": text})

    refused(schrijf("gemeente", change))


@pytest.mark.steekproef(1)
@pytest.mark.parametrize("text", [BSN, "111 222 333", "0612345678"])
def test_a_number_of_a_person_is_no_amount(text: str, tmp_path: Path) -> None:
    """A text in a column of numbers is read as one, and would stand there with dots."""
    rows = voorbeeld.rijen(voorbeeld.GEMEENTE, 1)
    rows["woningvoorraad"][0]["daeb"] = 111_222_333
    path = tmp_path / "gemeente.xlsx"
    path.write_bytes(voorbeeld.werkmap(voorbeeld.GEMEENTE, 1, rows))
    assert "111.222.333" in published(path, forms=(".md",))  # so many homes are an amount
    book = load_workbook(path)
    (cell,) = (c for row in book["Woningvoorraad"] for c in row if c.value == 111_222_333)
    cell.value = text
    book.save(path)
    assert f"Woningvoorraad!{cell.coordinate}" in refused(path)


def test_what_parties_wrote_is_theirs_and_the_report_says_so(schrijf: Write) -> None:
    """Small counts are left out of figures; a sentence of a party is told as it is."""
    path = schrijf("gemeente", changed("afspraken_1", "realisatie", "Er zijn 3 woningen verkocht."))
    text = plain(published(path, forms=(".md",)))
    assert "Er zijn 3 woningen verkocht." in text
    assert "Wat partijen zelf schreven, is overgenomen." in text


def test_nobody_is_named_who_is_no_party(schrijf: Write) -> None:
    """Who leads an agreement is chosen from a list; a name that was typed is not for everyone."""

    def change(rows: dict[str, Any]) -> None:
        # What was agreed is put back; the leader of T1-02 and the parties of T3-06 were not agreed.
        (leaderless,) = (row for row in rows["afspraken_1"] if row["code"] == "T1-02")
        (alone,) = (row for row in rows["afspraken_3"] if row["code"] == "T3-06")
        leaderless["trekker"], alone["partijen"] = "Jan de Vries", "woonforte, Piet Smit"

    path = schrijf("gemeente", change)
    whole = render(lay_out(report_of([path], DAY)), ".md", Look()).decode("utf-8")
    text = published(path)
    for name in ("Jan de Vries", "Piet Smit"):
        assert name in whole
        assert name not in text
    assert "een partij die niet in de afspraken staat" in text
    assert "woonforte" in text
    assert "een partij die" not in published(schrijf("gemeente"))


@pytest.mark.parametrize("typed", [f"Jan {BSN}", "definitief", "concept", "bijna af, zegt Jan"])
def test_the_status_of_a_workbook_is_one_of_two(typed: str, schrijf: Write, tmp_path: Path) -> None:
    book = load_workbook(schrijf("gemeente"))
    book["Start"]["C8"] = typed
    path = tmp_path / "gemeente.xlsx"
    book.save(path)
    text = published(path, forms=(".md",))
    known = typed if typed in ("definitief", "concept") else "concept"
    assert f"Werkmap van Gemeente Alphen aan den Rijn ({known}, sjabloon" in text
    assert "Jan 1" not in text
    assert "zegt Jan" not in text


def test_the_command_tells_which_cells(
    schrijf: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = schrijf("gemeente", changed("afspraken_2", "realisatie", WHO))
    out = tmp_path / "openbaar.md"
    assert run(["verslag", str(path), "--openbaar", "--uit", str(out)]) == 1
    told = capsys.readouterr()
    assert "VSL-010" in told.err
    assert BSN not in told.err + told.out
    assert not out.exists()
    assert run(["verslag", str(path), "--uit", str(out)]) == 0
    among_themselves = out.read_text(encoding="utf-8")
    assert "1••••••••" in among_themselves  # what is found is veiled in every output
    assert BSN not in among_themselves


def test_many_cells_are_told_in_one_line(schrijf: Write) -> None:
    def change(rows: dict[str, Any]) -> None:
        for theme in "123":
            for row in rows[f"afspraken_{theme}"]:
                row["realisatie"] = WHO

    assert re.search(r"en nog \d+ cellen\.$", refused(schrijf("gemeente", change)))


@pytest.mark.parametrize("column", ["bewijs", "toelichting"])
def test_what_is_not_published_does_not_stop_it(column: str, schrijf: Write) -> None:
    text = published(schrijf("gemeente", changed("afspraken_1", column, WHO)))
    assert BSN not in text
    assert "Jansen" not in text


def test_a_file_name_is_nobodys_to_read(schrijf: Write, tmp_path: Path) -> None:
    paths = [tmp_path / f"prv {BSN} {at}.xlsx" for at in (1, 2)]
    for path, name in zip(paths, ("gemeente", "Woonforte"), strict=True):
        shutil.copy(schrijf(name), path)
    text = published(*paths)
    assert BSN not in text
    assert "xlsx" not in text.replace("xlsxwriter", "")
    assert "Woonforte" in text


def test_a_row_without_a_name_is_not_called_by_its_file_and_cell(
    schrijf: Write, tmp_path: Path
) -> None:
    """What has no name is called by its address, which has the name of the file in it."""

    def change(rows: dict[str, Any]) -> None:
        for row in rows["nieuwbouwprojecten"]:
            row |= {"corporatie": "Woonforte", "project": None, "woningen": None}

    paths = [tmp_path / f"[{BSN}] a.xlsx", tmp_path / "b.xlsx"]
    shutil.copy(schrijf("gemeente", change), paths[0])
    shutil.copy(schrijf("Habeko Wonen"), paths[1])
    text = published(*paths)
    assert BSN not in text
    assert not re.search(r"(?:Nieuwbouw|Energielabels|Woningvoorraad)\w*![A-Z]+\d+", text)
    assert "een cel op het blad Nieuwbouw" in text


def test_a_sheet_is_called_as_it_was_sent_out(schrijf: Write, tmp_path: Path) -> None:
    def change(rows: dict[str, Any]) -> None:
        rows["nieuwbouwprojecten"][0] |= {"project": None, "woningen": None}

    book = load_workbook(schrijf("gemeente", change))
    book["Nieuwbouwprojecten"].title = f"Jan {BSN}"
    path = tmp_path / "gemeente.xlsx"
    book.save(path)
    assert BSN not in published(path)
    book["Nieuwbouwprojecten" if "Nieuwbouwprojecten" in book else f"Jan {BSN}"]["B7"] = WHO
    book.save(path)
    refused(path)


@pytest.mark.parametrize("typed", [f"Jan {BSN}", "gemeente ALPHEN aan den rijn"])
def test_a_party_has_the_name_of_the_agreements(typed: str, schrijf: Write, tmp_path: Path) -> None:
    book = load_workbook(schrijf("gemeente", changed("afspraken_1", "realisatie", "Gereed")))
    start = book["Start"]
    for row in start.iter_rows():
        for cell in row:
            if cell.value == "Gemeente Alphen aan den Rijn":
                cell.value = typed
    path = tmp_path / "gemeente.xlsx"
    book.save(path)
    if not typed.startswith("gemeente"):
        with pytest.raises(UserError) as error:
            published(path)
        assert (error.value.code, BSN in str(error.value)) == ("VSL-016", False)
        return
    text = published(path)
    assert typed not in text
    assert "Werkmap van Gemeente Alphen aan den Rijn" in text


def test_no_cell_and_no_checksum(schrijf: Write) -> None:
    text = published(schrijf("gemeente"))
    assert not re.search(r"\b[A-Z]{1,2}\d+:[A-Z]{1,2}\d+\b|![A-Z]{1,2}\d+\b", text)
    assert not re.search(r"\b[0-9a-f]{64}\b", text)
    assert "Cellen" not in text


def test_an_own_template_gets_no_more(schrijf: Write, tmp_path: Path) -> None:
    document = Document()
    for line in (
        "{%p for map in werkmappen %}",
        "map {{ map.bestand }} {{ map.sha256 }}.",
        "{%p endfor %}",
        "{%p for groep in herkomst %}",
        "{%p for rij in groep.rijen %}",
        "cel {{ rij.cellen }}.",
        "{%p endfor %}",
        "{%p endfor %}",
    ):
        document.add_paragraph(line)
    template = tmp_path / "eigen.docx"
    document.save(str(template))
    laid = lay_out(report_of([schrijf("gemeente")], DAY, openbaar=True))
    text = Document(io.BytesIO(render(laid, ".docx", Look(template.read_bytes()))))
    lines = {paragraph.text for paragraph in text.paragraphs}
    assert lines <= {"map Gemeente Alphen aan den Rijn .", "cel ."}


@pytest.mark.parametrize("form", [".html", pytest.param(".pdf", marks=of_pdf)])
def test_nothing_hidden_in_a_page(form: str, schrijf: Write, tmp_path: Path) -> None:
    """Comments, ids, properties and attachments hold no file name and no text of a sender."""
    path = tmp_path / f"prv {BSN}.xlsx"
    shutil.copy(schrijf("gemeente", changed("afspraken_1", "realisatie", "Gereed")), path)
    data = render(lay_out(report_of([path], DAY, openbaar=True)), form, Look())
    if form == ".html":
        assert BSN not in data.decode("utf-8")
    else:
        pypdf = pytest.importorskip("pypdf")
        reader = pypdf.PdfReader(io.BytesIO(data))
        assert not reader.attachments
        assert BSN not in repr(reader.metadata) + repr(reader.outline) + repr(reader.xmp_metadata)
        assert BSN.encode() not in data
