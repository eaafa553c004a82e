"""The dwelling register: what matches, what does not, and the label sheet that it fills."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from soffice import convert

from prestatieafspraken.batch.verdict import check
from prestatieafspraken.cli.app import run
from prestatieafspraken.workbook import dwellings, ep_online
from prestatieafspraken.workbook.finding import Severity

HEADER = (
    "PAND_OPNAMEDATUM;Pand_registratiedatum;Meting_geldig_tot;Pand_berekeningstype;"
    "pand_energieprestatieindex;Pand_Energieklasse;Pand_postcode;Pand_huisnummer;Pand_huisletter;"
    "Pand_huisnummertoevoeging;Pand_bagverblijfsobjectid;Pand_primaire_fossiele_energie"
)
NV = "Nader Voorschrift, versie 1.0, 1 november 2014"
LINES = [
    # dwelling 1, by BAG id; an older label of the same dwelling must not win
    f"20160101;20160201;20260201;{NV};1,45;C;2405XB;1;;;0484010000000001;",
    f"20190101;20190201;20290201;{NV};1,25;B;2405XB;1;;;0484010000000001;",
    # dwelling 2, by its address with an addition
    "20210501;20210601;20310601;NTA 8800:2020 (basisopname woningbouw);;A+;2405XB;2;A;;;98,50",
    # the same address without the addition is another dwelling
    f"20160101;20160201;20260201;{NV};2,80;G;2405XB;2;;;0484010000000099;",
    # dwelling 3: same address, but the register knows it as another object
    f"20160101;20160201;20260201;{NV};2,80;G;2405XB;3;;;0484010000000098;",
    # dwelling 4: a class that does not exist
    f"20160101;20160201;20260201;{NV};2,80;H;2405XB;4;;;0484010000000004;",
    f"20160101;20160201;20260201;{NV};1,10;A;9999ZZ;9;;;0484010000000097;",
]
REGISTER = "\ufeffPublicatieDatum;20211201\nLaatstVerwerkteMutatievolgnummer;1\n" + "\n".join(
    [HEADER, *LINES]
)
LIST = [
    ["VHE", "BAG-id", "Postcode", "Huisnummer", "Toevoeging"],
    ["v1", "484010000000001", "", "", ""],
    ["v2", "", "2405 xb", "2A", ""],
    ["v3", "0484010000000003", "2405XB", "3", ""],
    ["v4", "0484010000000004", "2405XB", "4", ""],
    ["=v5", "", "2405", "5", ""],
]
COMMON = ["--gemeente", "Alphen aan den Rijn", "--jaar", "2019", "--partij", "Woonforte"]


def as_csv(path: Path) -> Path:
    """Write the list as Dutch Excel writes it."""
    text = "\r\n".join(";".join(row) for row in LIST)
    path.write_text(text, encoding="cp1252")
    return path


def as_xlsx(path: Path) -> Path:
    """Write the list as a workbook, with a title above the headers and numbers as numbers."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Woningen van Woonforte"])
    for row in LIST:
        sheet.append([int(c) if c.isdigit() and len(c) < 6 else c for c in row])
        for cell in sheet[sheet.max_row]:
            cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type
    book.save(path)
    return path


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("packed", [False, True])
def test_the_register_fills_the_label_sheet(
    form: str, packed: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    register = tmp_path / "totaal.csv"
    register.write_text(REGISTER, encoding="utf-8")
    if packed:
        with zipfile.ZipFile(tmp_path / "totaal.zip", "w") as archive:
            archive.write(register, "d20211201.csv")
        register = tmp_path / "totaal.zip"
    list_ = (as_csv if form == "csv" else as_xlsx)(tmp_path / f"lijst.{form}")
    out, report = tmp_path / "uit.xlsx", tmp_path / "rest.csv"
    words = ["energielabels", str(register), "--adressen", str(list_), *COMMON]
    assert run([*words, "--uit", str(out), "--rapport", str(report)]) == 0
    text = " ".join(capsys.readouterr().out.split())
    assert "Gekoppeld: 2 van de 5 woningen (1 op BAG-id, 1 op adres)." in text
    assert "Zonder label: 3: v3, v4, =v5." in text
    assert "Daarvan zonder bruikbaar BAG-id of adres: =v5." in text
    assert "Overgeslagen: 1 met een onbekende energieklasse." in text
    lines = list(csv.reader(io.StringIO(report.read_text(encoding="utf-8-sig")), delimiter=";"))
    assert [line[1] for line in lines] == ["eenheid", "v3", "v4", "'=v5"]
    verdict = check(out)
    assert verdict.book is not None
    frame = verdict.book.frame("energielabels")
    assert frame is not None
    assert frame["eenheid"].tolist() == ["v1", "v2", "v3", "v4", "=v5"]
    first = frame.iloc[0]
    assert (first["label"], first["energie_index"], first["methode"]) == (
        "B", 1.25, "2015-2020 (Nader Voorschrift)",
    )  # fmt: skip
    assert f"{first['geldig_tot']:%d-%m-%Y}" == "01-02-2029"
    second = frame.iloc[1]
    assert (second["label"], second["primair"], second["methode"]) == ("A+", 98.5, "NTA 8800")
    assert frame["label"].isna().tolist() == [False, False, True, True, True]
    assert [f for f in verdict.findings if f.ernst is Severity.FOUT] == []


def test_the_filled_workbook_is_whole(tmp_path: Path) -> None:
    register, out = tmp_path / "totaal.csv", tmp_path / "uit.xlsx"
    register.write_text(REGISTER, encoding="utf-8")
    words = ["energielabels", str(register), "--adressen", str(as_csv(tmp_path / "l.csv"))]
    assert run([*words, *COMMON, "--uit", str(out)]) == 0
    sheet = load_workbook(out)["Energielabels"]
    assert sheet.tables["tblEnergielabels"].ref == "A6:I11"
    assert sheet["A11"].value == "=v5"
    assert sheet["A11"].data_type != "f"
    assert sheet["I7"].number_format == "dd-mm-yyyy"
    dashboard = load_workbook(convert(out, "xlsx", tmp_path), data_only=True)["Dashboard"]
    counts = {row[0]: row[1] for row in dashboard.iter_rows(min_col=2, max_col=3, values_only=True)}
    assert (counts["A+"], counts["B"], counts["G"]) == (1, 1, 0)


@pytest.mark.parametrize(
    ("register", "list_", "code", "words"),
    [
        ("a;b\n1;2", "BAG-id\n0484010000000001", "EPO-003", "geen totaalbestand van EP-Online"),
        ("Pand_postcode;x\n1;2", "BAG-id\n0484010000000001", "EPO-003", "pand_energieklasse"),
        (REGISTER, "straat;plaats\nA;B", "EPO-001", "Nodig is BAG-id, of postcode en huisnummer."),
        (REGISTER, "BAG-id\n", "EPO-001", "staan geen woningen"),
    ],
)
def test_files_that_are_something_else(
    register: str,
    list_: str,
    code: str,
    words: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    paths = tmp_path / "r.csv", tmp_path / "l.csv"
    for path, text in zip(paths, (register, list_), strict=True):
        path.write_text(text, encoding="utf-8")
    command = ["energielabels", str(paths[0]), "--adressen", str(paths[1]), *COMMON]
    assert run([*command, "--uit", str(tmp_path / "uit.xlsx")]) == 2
    told = " ".join(capsys.readouterr().err.split())
    assert code in told
    assert words in told
    assert not (tmp_path / "uit.xlsx").exists()


def test_an_address_in_two_ways_is_a_double(tmp_path: Path) -> None:
    path = tmp_path / "l.csv"
    path.write_text("eenheid,postcode,huisnummer,huisletter\n1,2405XB,2,a\n2,2405xb,2A,\n")
    found = dwellings.read_list(path)
    assert [d.eenheid for d in found.doubles] == ["2"]


@pytest.mark.parametrize("module", [dwellings, ep_online])
def test_examples_in_words(module: object) -> None:
    import doctest

    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]
