"""The dwelling register: what matches, what does not, and the label sheet that it fills."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from proving.hostile.damage import repack
from proving.hostile.kinds import added, related
from proving.kit.dashboard_cellen import recalculated
from proving.kit.soffice import convert

from prestatieafspraken.batch.judging.check import check
from prestatieafspraken.cli.app import run
from prestatieafspraken.registers import dwellings
from prestatieafspraken.workbook.finding import Severity

pytestmark = pytest.mark.traag

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
    dashboard = recalculated(out, tmp_path)
    counts = {row[0]: row[1] for row in dashboard.iter_rows(min_col=2, max_col=3, values_only=True)}
    assert (counts["A+"], counts["B"], counts["G"]) == (1, 1, 0)


@pytest.fixture
def in_use(tmp_path: Path) -> Path:
    """Give a workbook with macros in which somebody filled in a figure."""
    from proving.kit.tabellen import of_party

    from prestatieafspraken.afspraken import load
    from prestatieafspraken.validators.sheets.codelists import codelists
    from prestatieafspraken.workbook.building.build import build
    from prestatieafspraken.workbook.building.prefill import prefill
    from prestatieafspraken.workbook.outcomes.compute import stored

    afspraken = load("alphen-aan-den-rijn", 2019)
    partij = afspraken.partij("Woonforte")
    rows = prefill(afspraken, partij)
    rows["woningvoorraad"][0]["sloop"] = 7
    data = build(
        afspraken, partij, of_party("corporatie"), codelists(afspraken), rows, date(2019, 12, 31)
    )
    path = tmp_path / "inzending.xlsm"
    path.write_bytes(stored(data))
    return path


def bare(part: bytes) -> bytes:
    """Give a part without what its formulas come to."""
    return re.sub(rb'(?: t="\w+")?><f>([^<]*)</f><v>[^<]*</v>', rb"><f>\1</f>", part)


def test_a_workbook_in_use_is_filled_and_all_else_is_kept(in_use: Path, tmp_path: Path) -> None:
    register, out, before = tmp_path / "t.csv", tmp_path / "uit.xlsm", in_use.read_bytes()
    register.write_text(REGISTER, encoding="utf-8")
    words = ["energielabels", str(register), "--adressen", str(as_csv(tmp_path / "l.csv"))]
    assert run([*words, "--in", str(in_use), "--uit", str(out)]) == 0
    assert in_use.read_bytes() == before
    with zipfile.ZipFile(in_use) as old, zipfile.ZipFile(out) as new:
        assert new.namelist() == old.namelist()
        changed = {n for n in old.namelist() if bare(old.read(n)) != bare(new.read(n))}
        texts = {name: new.read(name) for name in changed}
    assert "xl/workbook.xml" in changed  # the printed area, and that formulas are to be computed
    assert b'fullCalcOnLoad="1"' in texts["xl/workbook.xml"]
    rest = sorted(changed - {"xl/workbook.xml"})
    assert len(rest) == 2
    assert b'displayName="tblEnergielabels"' in texts[rest[0]]
    assert b"484010000000001" in texts[rest[1]]
    shown = [load_workbook(one, data_only=True)["Dashboard"] for one in (in_use, out)]
    labels = [{str(r[1].value): r[2].value for r in sheet.iter_rows()} for sheet in shown]
    assert [one["B"] for one in labels] == ["–", 1]  # nothing has computed it since
    verdict = check(out)
    assert verdict.book is not None
    frames = {name: verdict.book.frame(name) for name in ("energielabels", "woningvoorraad")}
    assert frames["energielabels"]["label"].tolist()[:2] == ["B", "A+"]  # type: ignore[index]
    assert frames["woningvoorraad"]["sloop"].iloc[0] == 7  # type: ignore[index]
    # What was filled in once is never written over.
    again = [*words, "--in", str(out), "--uit", str(tmp_path / "weer.xlsm")]
    assert run(again) == 2
    assert not (tmp_path / "weer.xlsm").exists()


@pytest.mark.parametrize("what", ["macros", "link", "formula"])
def test_a_workbook_that_does_more_than_compute_is_not_filled(
    what: str, in_use: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The new file would do for us what Excel does not let the sender's file do."""
    data = in_use.read_bytes()
    if what == "macros":
        data = added("xl/vbaProject.bin", b"macro's van de afzender")(data)
    elif what == "link":
        data = related(b"externalLinkPath", b"http://x/y.xlsx")(data)
    else:
        cell = b'<row r="900"><c r="A900"><f>WEBSERVICE(A1)</f><v>1</v></c></row></sheetData>'
        data = repack(data, lambda _, part: part.replace(b"</sheetData>", cell))
    in_use.write_bytes(data)
    register = tmp_path / "t.csv"
    register.write_text(REGISTER, encoding="utf-8")
    words = ["energielabels", str(register), "--adressen", str(as_csv(tmp_path / "l.csv"))]
    assert run([*words, "--in", str(in_use), "--uit", str(tmp_path / "uit.xlsm")]) == 2
    assert "EPO-009" in capsys.readouterr().err
    assert not (tmp_path / "uit.xlsm").exists()


def test_a_workbook_that_another_program_saved_is_filled_too(in_use: Path, tmp_path: Path) -> None:
    """LibreOffice writes the sheet, the styles and the ranges in its own way."""
    plain = tmp_path / "map.xlsx"
    plain.write_bytes(in_use.read_bytes())
    saved = convert(plain, "xlsx", tmp_path)
    register, out = tmp_path / "t.csv", tmp_path / "uit.xlsx"
    register.write_text(REGISTER, encoding="utf-8")
    words = ["energielabels", str(register), "--adressen", str(as_csv(tmp_path / "l.csv"))]
    assert run([*words, "--in", str(saved), "--uit", str(out)]) == 0
    book = load_workbook(out)
    assert book["Energielabels"].tables["tblEnergielabels"].ref == "A6:I11"
    assert book["Energielabels"]["I7"].is_date
    verdict = check(out)
    assert verdict.book is not None
    frame = verdict.book.frame("energielabels")
    assert frame is not None
    assert frame["label"].tolist()[:2] == ["B", "A+"]
    assert f"{frame['geldig_tot'].iloc[0]:%d-%m-%Y}" == "01-02-2029"
    assert [f for f in verdict.findings if f.ernst is Severity.FOUT] == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--in", "{map}", "--uit", "{map}", "--overschrijf"], "EPO-007"),
        (["--in", "{map}", "--uit", "nieuw.xlsx"], "UIT-005"),
        (["--in", "{map}", "--uit", "nieuw.xlsm", "--jaar", "2019"], "EPO-004"),
        (["--uit", "nieuw.xlsx", "--jaar", "2019"], "EPO-005"),
    ],
)
def test_what_cannot_be_asked_together(
    words: list[str],
    code: str,
    in_use: Path,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    before = in_use.read_bytes()
    given = [word.replace("{map}", str(in_use)) for word in words]
    assert run(["energielabels", "r.csv", "--adressen", "l.csv", *given]) == 2
    assert code in capsys.readouterr().err
    assert in_use.read_bytes() == before


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


def test_no_text_of_the_list_is_a_formula_in_the_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    units = [
        "=1+1",
        " =1+1",
        "|calc",
        "＝1+1",
        "−1",
        "a,=1+1",
        "rood\x1b[31m",
        "om\u202egekeerd",
        "een\n=1+1",
    ]
    register, list_, report = (tmp_path / name for name in ("totaal.csv", "lijst.csv", "rest.csv"))
    register.write_text(REGISTER, encoding="utf-8")
    with list_.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows(
            [["VHE", "BAG-id"], *([unit, f"=049900000000{n:04}"] for n, unit in enumerate(units))]
        )
    words = ["energielabels", str(register), "--adressen", str(list_), *COMMON]
    assert run([*words, "--uit", str(tmp_path / "uit.xlsx"), "--rapport", str(report)]) == 0
    said = capsys.readouterr().out
    text = report.read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))[1:]
    assert len(rows) == len(units)
    for row in rows:
        assert all(cell[:1] not in "=+-@|−＝" or cell == "" for cell in row)
        assert ",=" not in row[1]
    for unseen in "\x1b\u202e":
        assert unseen not in text
        assert unseen not in said
