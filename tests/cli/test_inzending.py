"""The commands about inzendingen: what people name, what they get, and how it ends."""

from __future__ import annotations

import io
import json
import os
import random
import re
import stat
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from proving.kit import gevuld
from proving.kit.schema import conforms, published

from prestatieafspraken.afspraken import load
from prestatieafspraken.batch.inzending import file_name, make
from prestatieafspraken.cli.app import run

ROOT = Path(__file__).parent.parent.parent
NAME = "inzending-woonforte-alphen-aan-den-rijn-2019"
SEED = os.environ["PRESTATIEAFSPRAKEN_ZAAD"]


@pytest.fixture(scope="module")
def sent() -> bytes:
    """Build the workbook of Woonforte."""
    return gevuld.verstuurd("alphen-aan-den-rijn 2019", "Woonforte")


@pytest.fixture(scope="module")
def handed_in(sent: bytes) -> bytes:
    """Hand it in."""
    return make(sent, "woonforte.xlsx", datetime(2026, 1, 5)).data


def saved(book: Workbook) -> bytes:
    """Give a workbook as openpyxl saves it."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def changed(data: bytes, change: Callable[[Workbook], object]) -> bytes:
    """Give a workbook in which something is different."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book)
    return saved(book)


def files(folder: Path) -> dict[str, bytes]:
    """Give what lies in a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_an_inzending_comes_beside_the_workbook_and_replaces_nothing(
    tmp_path: Path, sent: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "woonforte.xlsx"
    path.write_bytes(sent)
    assert run(["inzending", "maak", str(path)]) == 0
    said = capsys.readouterr().out
    assert f"{NAME}.xlsx" in said
    assert "0 van de 70 cellen ingevuld" in said
    first = files(tmp_path)
    assert run(["inzending", "maak", str(path)]) == 0
    assert files(tmp_path) | first == files(tmp_path)
    assert set(files(tmp_path)) - set(first) == {f"{NAME}-2.xlsx"}
    assert run(["inzending", "controleer", str(tmp_path / f"{NAME}.xlsx")]) == 0
    assert "Ongewijzigd sinds het inleveren" in capsys.readouterr().out
    if os.name != "nt":
        assert stat.S_IMODE((tmp_path / f"{NAME}.xlsx").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("uit", "code"),
    [
        ("woonforte.xlsx", "UIT-011"),
        ("woonforte.docx", "UIT-005"),
        ("er-al.xlsx", "UIT-001"),
        ("nergens/x.xlsx", "UIT-003"),
    ],
)
def test_a_name_that_cannot_be_is_refused(
    tmp_path: Path, sent: bytes, uit: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "woonforte.xlsx").write_bytes(sent)
    (tmp_path / "er-al.xlsx").write_bytes(b"van mij")
    before = files(tmp_path)
    words = ["inzending", "maak", str(tmp_path / "woonforte.xlsx"), "--uit", str(tmp_path / uit)]
    assert run(words) == 2
    assert code in capsys.readouterr().err
    assert files(tmp_path) == before


def test_in_a_folder_that_may_not_be_written_nothing_is_lost(
    tmp_path: Path, sent: bytes, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from prestatieafspraken.batch.guarding import safe_write

    def refuses(*_: object, **__: object) -> None:
        raise PermissionError(13, "no")

    path = tmp_path / "woonforte.xlsx"
    path.write_bytes(sent)
    monkeypatch.setattr(safe_write, "write", refuses)
    assert run(["inzending", "maak", str(path)]) == 2
    assert "UIT-015" in (said := capsys.readouterr().err)
    assert "u mag daar niet schrijven" in said
    assert set(files(tmp_path)) == {"woonforte.xlsx"}


NO_WORKBOOKS = {
    "tekst": (b"hallo", 4, "een tekstbestand"),
    "pdf": (b"%PDF-1.7", 4, "een PDF"),
    "leeg": (b"", 4, "BST-0"),
    "van elders": (saved(Workbook()), 4, "SJB-001"),
}


@pytest.mark.parametrize("kind", NO_WORKBOOKS)
def test_what_is_no_workbook_of_ours_is_told_for_what_it_is(
    tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    data, code, said = NO_WORKBOOKS[kind]
    path = tmp_path / "x.xlsx"
    path.write_bytes(data)
    assert run(["inzending", "maak", str(path)]) == code
    assert said in capsys.readouterr().err
    assert run(["inzending", "controleer", str(path)]) == code
    assert said in capsys.readouterr().out
    assert set(files(tmp_path)) == {"x.xlsx"}


def test_a_folder_and_what_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["inzending", "maak", str(tmp_path)]) == 2
    assert "is een map" in capsys.readouterr().err
    assert run(["inzending", "maak", str(tmp_path / "weg.xlsx")]) == 4
    assert "bestaat niet" in capsys.readouterr().err


def _party(book: Workbook) -> None:
    book["Start"]["C6"] = "../../etc"


def _day(book: Workbook) -> None:
    book["Start"]["C7"] = None


def _column(book: Workbook) -> None:
    book["Woningvoorraad"].delete_cols(4)


@pytest.mark.parametrize(
    ("change", "code", "ends"),
    [(_party, "INL-904", 2), (_day, "INL-903", 2), (_column, "INL-901", 1)],
)
def test_what_makes_it_no_inzending_is_told(
    change: Callable[[Workbook], None],
    code: str,
    ends: int,
    tmp_path: Path,
    sent: bytes,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(changed(sent, change))
    assert run(["inzending", "maak", str(path)]) == ends
    assert code in capsys.readouterr().err
    assert set(files(tmp_path)) == {"x.xlsx"}


def test_the_name_of_a_party_is_no_path() -> None:
    own = load("alphen-aan-den-rijn", 2019)
    party = own.partij("Woonforte").model_copy(update={"naam": "../../a/b\\c: <d>\n.exe"})
    assert file_name(party, own) == "inzending-a-b-c-d-exe-alphen-aan-den-rijn-2019"


@pytest.mark.traag
def test_macros_stay_behind_and_what_reaches_out_leaves_the_values(
    tmp_path: Path, sent: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    macros = tmp_path / "m.xlsm"
    macros.write_bytes((ROOT / "workbook" / "prestatieafspraken.xlsm").read_bytes())
    assert run(["inzending", "maak", str(macros)]) == 0
    assert "Niet meegenomen: De macro's en de knoppen." in capsys.readouterr().out

    def reaching(book: Workbook) -> None:
        book.create_sheet("Eigen")["A1"] = '=WEBSERVICE("http://x")'
        book["Eigen"]["A2"] = 5

    path = tmp_path / "x.xlsx"
    path.write_bytes(changed(sent, reaching))
    assert run(["inzending", "maak", str(path)]) == 0
    assert "Alles behalve de waarden" in capsys.readouterr().out
    for made in tmp_path.glob("inzending-*"):
        assert run(["inzending", "controleer", str(made)]) == 0
        book = openpyxl.load_workbook(made)
        labels = [row[0] for row in book["Inzending"].iter_rows(max_row=20, values_only=True)]
        assert "Niet meegenomen" in labels
        assert "Eigen" not in book.sheetnames or book["Eigen"]["A2"].value == 5


def _without_prints(book: Workbook) -> None:
    del book["vingerafdrukken"]


def _torn_prints(book: Workbook) -> None:
    book["vingerafdrukken"]["C3"] = "f" * 64


def _formula_on_the_cover(book: Workbook) -> None:
    book["Inzending"]["B6"] = '=HYPERLINK("http://x")'


def _sheet_of_a_name_of_ours(book: Workbook) -> None:
    book.create_sheet("vingerafdrukken (2)")["A1"] = "prestatieafspraken/inzending/1"


@pytest.mark.steekproef(2)
@pytest.mark.parametrize(
    ("change", "said", "code"),
    [
        pytest.param(_without_prints, "ontbreekt", "INL-004", id="the prints are gone"),
        pytest.param(_torn_prints, "niet meer heel", "INL-004", id="the number was typed over"),
        pytest.param(_formula_on_the_cover, "Inzending!B6: ", "INL-003", id="a formula"),
        pytest.param(
            _sheet_of_a_name_of_ours,
            "het blad vingerafdrukken (2) toegevoegd",
            "INL-002",
            id="prints twice",
        ),
    ],
)
def test_what_was_forged_is_told(
    change: Callable[[Workbook], None],
    said: str,
    code: str,
    tmp_path: Path,
    handed_in: bytes,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(changed(handed_in, change))
    assert run(["inzending", "controleer", str(path)]) == 1
    assert said in " ".join(capsys.readouterr().out.split())
    assert run(["controleer", str(path)]) == 1  # a fault: what explains it may be forged too
    assert code in capsys.readouterr().out


def test_the_number_of_another_inzending_is_told(
    tmp_path: Path, handed_in: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    other = gevuld.verstuurd("alphen-aan-den-rijn 2019", "Habeko Wonen")
    theirs = openpyxl.load_workbook(io.BytesIO(make(other, "h.xlsx", datetime(2026, 1, 5)).data))

    def swap(book: Workbook) -> None:
        sheet = book["vingerafdrukken"]
        sheet.delete_rows(1, sheet.max_row)
        for row in theirs["vingerafdrukken"].iter_rows(values_only=True):
            sheet.append(list(row))

    path = tmp_path / "x.xlsx"
    path.write_bytes(changed(handed_in, swap))
    assert run(["inzending", "controleer", str(path)]) == 1
    said = " ".join(capsys.readouterr().out.split())
    assert "hoort bij een andere inzending: die van Habeko Wonen, Alphen aan den Rijn 2019" in said
    assert run(["controleer", str(path)]) == 1
    assert "INL-005" in capsys.readouterr().out


def test_a_row_that_comes_between_is_told_in_a_few_lines(
    tmp_path: Path, handed_in: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(changed(handed_in, lambda book: book["1 Huurvoorraad"].insert_rows(8)))
    assert run(["inzending", "controleer", str(path)]) == 1
    said = capsys.readouterr().out
    assert re.search(r"1 Huurvoorraad!A8: .* leeggemaakt\.", said)
    assert "En nog" in said
    assert len(said.splitlines()) < 40


def test_a_workbook_is_no_inzending(
    tmp_path: Path, sent: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(sent)
    assert run(["inzending", "controleer", str(path)]) == 1
    assert "Geen inzending, maar een werkmap: Woonforte" in capsys.readouterr().out


@pytest.mark.traag
def test_receipts_and_the_register_of_numbers(
    tmp_path: Path, sent: bytes, handed_in: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who makes the number anew is not seen in the file, but beside the number that was kept."""
    came, kept = tmp_path / "in", tmp_path / "bewijzen"
    came.mkdir()
    kept.mkdir()
    path = came / "a.xlsx"
    path.write_bytes(handed_in)
    words = ["inzending", "controleer", str(path), "--kwijting", str(kept)]
    assert run(words) == 0
    (receipt,) = kept.glob("*.txt")
    assert receipt.name == "ontvangstbewijs-woonforte-2019.txt"
    text = receipt.read_text(encoding="utf-8")
    number = make(sent, "x.xlsx", datetime(2026, 1, 5)).controlegetal
    for part in (
        "Woonforte",
        "Alphen aan den Rijn 2019",
        number,
        "0 van de 70 cellen",
        "- vraag, ",
    ):
        assert part in text
    before = files(kept)
    capsys.readouterr()
    assert run(words) == 0
    assert files(kept) == before  # the same was received already
    assert "Al ontvangen op" in capsys.readouterr().out

    rng = random.Random(SEED)  # noqa: S311
    forged = changed(sent, lambda b: b["Woningvoorraad"].__setitem__("D7", rng.randint(1, 9999)))
    path.write_bytes(make(forged, "x.xlsx", datetime(2026, 1, 5)).data)
    assert run([*words, "--formaat", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    conforms(told, published("inzendingen.schema.json"))
    (one,) = told["bestanden"]
    assert (one["ongewijzigd"], one["eerder"]["controlegetal"]) == (True, number)
    assert one["controlegetal"] != number
    assert set(files(kept)) - set(before) == {"ontvangstbewijs-woonforte-2019-2.txt"}


def test_no_receipt_for_what_was_changed(tmp_path: Path, handed_in: bytes) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(changed(handed_in, lambda book: book["Start"].__setitem__("C8", "definitief")))
    (kept := tmp_path / "bewijzen").mkdir()
    assert run(["inzending", "controleer", str(path), "--kwijting", str(kept)]) == 1
    assert files(kept) == {}


def test_a_register_that_is_none_stops_before_anything_is_written(
    tmp_path: Path, handed_in: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(handed_in)
    words = ["inzending", "controleer", str(path), "--kwijting"]
    assert run([*words, str(tmp_path / "nergens")]) == 2
    (tmp_path / "ontvangen.csv").write_bytes(b"\xff\xfe\x00")
    assert run([*words, str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert ("UIT-017" in said, "INL-906" in said) == (True, True)
    assert set(files(tmp_path)) == {"x.xlsx", "ontvangen.csv"}
