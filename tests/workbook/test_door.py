"""The door before the reader: each limit is a setting, and what passes is what is read."""

from __future__ import annotations

import hashlib
import io
import random
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from proving.hostile.kinds import OFFICE, SHEET, added, both, cells, part, related, relation, stock

from prestatieafspraken.workbook.address import address
from prestatieafspraken.workbook.book import Book
from prestatieafspraken.workbook.package import archive, extras
from prestatieafspraken.workbook.package.certain_cells import certain
from prestatieafspraken.workbook.package.door import FaultyFileError, part_name, unpack
from prestatieafspraken.workbook.package.extent import LAST_COL, LAST_ROW, _slowly, extent
from prestatieafspraken.workbook.package.limits import LIMITS
from prestatieafspraken.workbook.package.parts import open_package
from prestatieafspraken.workbook.package.plain_xml import plain
from prestatieafspraken.workbook.package.reaching_out import reaches_out

Lees = Callable[..., Book]
OLD = extras.OLD_MACROS


@pytest.mark.parametrize(
    ("limits", "code", "word"),
    [
        (replace(LIMITS, entries=10), "BST-012", "meer dan 10 onderdelen"),
        (replace(LIMITS, part=2000), "BST-012", "uitgepakt telt het onderdeel"),
        (replace(LIMITS, total=50_000), "BST-012", "uitgepakt telt alles samen"),
        (replace(LIMITS, ratio=2, ratio_from=1000), "BST-013", "meer dan 2 keer zo groot"),
        (replace(LIMITS, area=500), "BST-012", "loopt het gebruikte deel tot cel"),
        (replace(LIMITS, sheets=5), "BST-012", "meer dan 5 bladen"),
    ],
    ids=["entries", "part", "total", "ratio", "area", "sheets"],
)
def test_each_limit_is_a_setting(limits: object, code: str, word: str, werkmap: bytes) -> None:
    open_package(werkmap)
    with pytest.raises(FaultyFileError) as caught:
        open_package(werkmap, limits)  # type: ignore[arg-type]
    assert caught.value.rule.code == code
    assert word in caught.value.words["wat"]


def test_only_what_grows_beyond_the_ratio_is_a_bomb() -> None:
    """Twenty thousand letters that pack to about half pass; so many equal ones do not."""
    letters = bytes(random.Random(1).choices(range(65, 81), k=20_000))  # noqa: S311 (four bits each)
    limits = replace(LIMITS, ratio=10, ratio_from=1000)
    for content, passes in ((letters, True), (b"a" * 20_000, False)):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
            file.writestr("xl/a.bin", content)
        if passes:
            assert unpack(stream.getvalue(), limits) == {"xl/a.bin": content}
            continue
        with pytest.raises(FaultyFileError) as caught:
            unpack(stream.getvalue(), limits)
        assert "meer dan 10 keer zo groot" in caught.value.words["wat"]


def test_what_passed_is_what_is_read(werkmap: bytes) -> None:
    """Nothing that was not checked is left in what the library gets."""
    made = added("xl/media/foto.png", b"\x89PNG")(werkmap)
    package = open_package(made)
    with zipfile.ZipFile(io.BytesIO(package.data)) as given_to_reader:
        assert given_to_reader.testzip() is None
        assert {info.compress_type for info in given_to_reader.infolist()} == {zipfile.ZIP_STORED}
        assert "xl/media/foto.png" not in given_to_reader.namelist()


def test_a_folder_in_the_zip_is_no_part() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr("xl/", b"")
        file.writestr("xl/a.xml", b"<a/>")
    assert unpack(stream.getvalue()) == {"xl/a.xml": b"<a/>"}


@pytest.mark.parametrize(
    ("sheet", "sure"),
    [
        (b'<a xmlns="M"><sheetData><row/></sheetData></a>', True),
        (b'<x:a xmlns:x="M"><x:sheetData><x:row/></x:sheetData></x:a>', True),
        (b'<a xmlns="M" xmlns:x="X"><sheetData><x:row/></sheetData></a>', False),
        (b'<a xmlns="M"><sheetData><row xmlns="X"/></sheetData></a>', False),
        (b'<a xmlns="M"><b><sheetData><row/></sheetData></b></a>', False),
    ],
)
def test_cells_of_another_space_of_names_are_not_certain(sheet: bytes, sure: bool) -> None:
    assert certain(sheet) is sure


@given(st.dictionaries(st.text(min_size=1, max_size=20), st.binary(max_size=2000), max_size=5))
def test_what_is_written_is_a_zip(parts: dict[str, bytes]) -> None:
    names = {name.replace("/", "_").replace("\x00", "_"): part for name, part in parts.items()}
    names = {n: p for n, p in names.items() if n.isprintable()}
    data = archive.write(archive.packed(name, content) for name, content in names.items())
    with zipfile.ZipFile(io.BytesIO(data)) as read:
        assert {name: read.read(name) for name in read.namelist()} == names
    again = archive.entries(data, 100)
    assert {e.name: archive.unpack(e, 10_000) for e in again} == names
    assert archive.write(again) == data


@given(
    st.lists(
        st.tuples(st.integers(1, LAST_ROW), st.integers(1, LAST_COL), st.booleans()),
        unique_by=lambda cell: cell[:2],
        max_size=8,
    ),
    st.sampled_from(['<c r="{}">', '<c  r="{}">', "<c s='1' r='{}'>", '<x:c r="{}" xmlns:x="y">']),
)
def test_the_extent_is_the_same_however_cells_are_written(
    where: list[tuple[int, int, bool]], form: str
) -> None:
    end = "</x:c>" if "x:" in form else "</c>"
    written = "".join(
        form.format(address(row, col)) + "<v>1</v>" + end for row, col, filled in where if filled
    )
    content = f"<w><sheetData>{written}</sheetData></w>".encode()
    filled = [(row, col) for row, col, full in where if full]
    last = (max((r for r, _ in filled), default=1), max((c for _, c in filled), default=1))
    assert extent(content).last == last == _slowly(content).last
    assert extent(content).fits


@pytest.mark.parametrize(
    ("row", "last"),
    [
        (b"<c><v>1</v></c><c><v>2</v></c><c><v>3</v></c>", (1, 3)),
        (b'<c r="D1"><v>1</v></c><c><v>2</v></c>', (1, 5)),
    ],
)
def test_a_cell_without_an_address_stands_after_the_one_before(
    row: bytes, last: tuple[int, int]
) -> None:
    content = b"<w><sheetData><row>" + row + b"</row></sheetData></w>"
    assert _slowly(content).last == last == extent(content).last


def test_formatted_empty_cells_take_no_room(lees: Lees, werkmap: bytes) -> None:
    made = cells(b'<row r="900"><c r="XFD900" s="1"/></row>')(werkmap)
    assert lees(made).findings == []


def test_cdata_and_stated_amounts() -> None:
    assert plain(b"<v><![CDATA[a<b&c]]></v>") == b"<v>a&lt;b&amp;c</v>"
    assert plain(b'<sst count="9" xmlns="x" uniqueCount="8"><si/></sst>') == (
        b'<sst xmlns="x"><si/></sst>'
    )


def test_names_of_parts() -> None:
    assert part_name("XL\\Worksheets/./Sheet1.XML") == "xl/worksheets/sheet1.xml"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("../x", b"")
    with pytest.raises(FaultyFileError) as caught:
        unpack(stream.getvalue())
    assert caught.value.rule.code == "BST-013"


CHART = both(
    part(
        "xl/workbook.xml",
        lambda c: c.replace(
            b"</sheets>",
            b'<sheet xmlns:r="%s" name="Grafiek" sheetId="99" r:id="rIdX"/></sheets>'
            % OFFICE.encode(),
        ),
    ),
    related(b"chartsheet", b"chartsheets/sheet1.xml", external=False),
    added("xl/chartsheets/sheet1.xml", b"<chartsheet/>"),
)


def _elsewhere(kind: bytes, content: bytes) -> Callable[[bytes], bytes]:
    """Add a part under a name that tells nothing."""
    return both(
        related(kind, b"media/plaatje.bin", external=False), added("xl/media/plaatje.bin", content)
    )


def _also(kind: bytes, target: bytes) -> Callable[[bytes], bytes]:
    """Let another part, which is read later, refer to a part as something else."""
    relations = b"<Relationships>" + relation(kind, b"/xl/" + target, external=False)
    return both(added("xl/zz/z.xml", b"<x/>"), added("xl/zz/_rels/z.xml.rels", relations))


@pytest.mark.parametrize(
    ("make", "code", "word"),
    [
        (CHART, "BST-019", "Het blad Grafiek is een grafiekblad"),
        (added("xl/vbaProject.bin", b"x"), "BST-020", "macro's (VBA)"),
        (added("xl/externalLinks/externalLink1.xml", b"<x><oleLink/></x>"), "BST-024", "OLE"),
        (added("xl/queryTables/queryTable1.xml", b"<x/>"), "BST-023", "query"),
        (added("xl/activeX/activeX1.xml", b"<x/>"), "BST-025", "ingesloten"),
        (
            stock(b'<c r="D8"><f>_xlfn.WEBSERVICE("http://x")</f><v>9823</v></c>'),
            "BST-026",
            "internet",
        ),
        # A part may have any name: what refers to it says what it is.
        (_elsewhere(b"vbaProject", b"x"), "BST-020", "macro's (VBA)"),
        (
            both(_elsewhere(b"vbaProject", b"x"), _also(b"image", b"media/plaatje.bin")),
            "BST-020",
            "macro's (VBA)",
        ),
        (_elsewhere(b"externalLink", b"<x><ddeLink/></x>"), "BST-024", "DDE"),
        (_elsewhere(b"connections", b"<x/>"), "BST-023", "query"),
        (_elsewhere(b"oleObject", b"x"), "BST-025", "ingesloten"),
    ],
    ids=[
        *("chart", "macros", "ole", "query", "control", "internet"),
        *(
            "macros elsewhere",
            "macros that are a picture too",
            "dde elsewhere",
            "query elsewhere",
            "ole elsewhere",
        ),
    ],
)
def test_what_else_is_in_the_file_is_told(
    make: Callable[[bytes], bytes], code: str, word: str, lees: Lees, werkmap: bytes
) -> None:
    """BST-021 and BST-022 are shown with the hostile files."""
    book = lees(make(werkmap))
    assert book.readable
    (finding,) = book.findings
    assert finding.code == code
    assert word in finding.melding


@pytest.mark.parametrize(
    "formula",
    [
        b'_xlfn.webservice("http://x")',
        b'_xlfn.WEB&#83;ERVICE("http://x")',
        b'_xlfn.WEB&#x53;ERVICE("http://x")',
        b'_xlfn.WEB<!-- x -->SERVICE("http://x")',
        b'<![CDATA[_xlfn.WEBSERVICE("http://x")]]>',
        b'_xlfn.WEBSERVICE ("http://x")',
        b'1+_xlfn.IMAGE("http://x")',
        b'_xlfn.STOCKHISTORY("MSFT",1)',
        b'SQL.REQUEST("DSN=x","",1,"select 1")',
        b"cmd&#124;'/c calc'!A1",
        b"cmd|'/c calc'!A1",
        b"\"a\"&amp;cmd|'/c calc'!A1",
        b"'Blad 2'!A1+cmd|'/c calc'!A1",
        b"'Excel'|'x'!A1",
        b'T[a"b]&amp;_xlfn.WEBSERVICE("http://x")&amp;T[a"b]',
        b"T['[]&amp;RTD(1)&amp;T[']]",
        b"_xlfn.MAP(D7:D8,_xleta.WEBSERVICE)",
    ],
)
def test_a_formula_that_reaches_out_is_told_however_it_is_written(
    lees: Lees, werkmap: bytes, formula: bytes
) -> None:
    made = stock(b'<c r="D8"><f>' + formula + b"</f><v>9823</v></c>")(werkmap)
    assert "BST-026" in [finding.code for finding in lees(made).findings]


@pytest.mark.parametrize(
    "formula",
    [
        b'IF("image(x)"="a|b",9823)',
        b"SUM(D7:D8)*1",
        b'"rtd"&amp;"call"',
        b"IMAGES(D7)",
        b"RECALL(D7)",
        b'IF(D7="&#8364;",1,2)',
        b"'a|b'!D7+'image('!D8",
        b'T[a|b]+T[[#This Row],[rtd(1) "call"]]&amp;"""image("',
        b"_xlfn.MAP(D7:D8,_xleta.IMAGES)",
    ],
)
def test_a_formula_that_only_looks_like_it_is_left_alone(formula: bytes) -> None:
    sheet = b'<x><c r="D8"><f>' + formula + b"</f></c></x>"
    assert not reaches_out(sheet)


@pytest.mark.parametrize("within", [b"<x:y/>", b"<x:f>1</x:f>", b"<f/>"])
def test_a_formula_in_pieces_reaches_out(within: bytes) -> None:
    assert reaches_out(b"<x><f>_xlfn.WEBSERVICE" + within + b"(A1)</f></x>")


def test_a_name_with_a_formula_that_reaches_out_is_told(lees: Lees, werkmap: bytes) -> None:
    name = b'<definedNames><definedName name="a">_xlfn.WEBSERVICE("http://x")</definedName>'
    made = part("xl/workbook.xml", lambda c: c.replace(b"<definedNames>", name))(werkmap)
    (finding,) = lees(made).findings
    assert finding.code == "BST-030"
    assert "een naam met een formule" in finding.melding


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        (b"image", b"file:////kwaad.example/deel/pixel.png"),
        (b"image", b"https://kwaad.example/pixel.png"),
        (b"oleObject", b"file:///C:/x.xls"),
        (b"attachedTemplate", b"https://kwaad.example/x.xltm"),
        (b"iets", b"https://kwaad.example/"),
    ],
)
def test_what_is_fetched_from_elsewhere_is_told(
    lees: Lees, werkmap: bytes, kind: bytes, target: bytes
) -> None:
    relations = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b"</Relationships>"
    ).replace(b"</Relationships>", relation(kind, target))
    made = both(
        added("xl/drawings/drawing77.xml", b"<x/>"),
        added("xl/drawings/_rels/drawing77.xml.rels", relations),
    )(werkmap)
    (finding,) = lees(made).findings
    assert finding.code == "BST-030"
    assert target.decode().split("/")[-1] in finding.melding


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (
            b"custom-properties",
            b'<p><property name="_AssemblyLocation"><x>http://x</x></property></p>',
        ),
        (b"customXml", b"<customXsn><xsnLocation>http://x/y</xsnLocation></customXsn>"),
    ],
)
def test_a_program_that_goes_with_a_workbook_is_told(
    lees: Lees, werkmap: bytes, kind: bytes, content: bytes
) -> None:
    made = both(added("xl/eigen.xml", content), related(kind, b"eigen.xml", external=False))(
        werkmap
    )
    (finding,) = lees(made).findings
    assert finding.code == "BST-030"
    assert "een programma dat bij de werkmap hoort" in finding.melding


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        (
            "xl/_rels/workbook.xml.rels",
            rb'(Target="[^"]*sheet7.xml")',
            rb'\1 x:Target="styles.xml" %s',
        ),
        (
            "xl/_rels/workbook.xml.rels",
            rb'(Target="[^"]*sheet7.xml")',
            rb'\1 x:TargetMode="External" x:Id="rId1" x:Type="styles" %s',
        ),
    ],
)
def test_what_excel_leaves_out_leads_to_no_other_sheet(
    lees: Lees, werkmap: bytes, name: str, before: bytes, after: bytes
) -> None:
    def change(content: bytes) -> bytes:
        made = re.sub(before, after % b'xmlns:x="x"', content, count=1)
        assert made != content
        return made

    told, plain = lees(part(name, change)(werkmap)), lees(werkmap)
    assert told.findings == plain.findings
    assert told.tables.keys() == plain.tables.keys()
    assert all(told.tables[name].frame.equals(plain.tables[name].frame) for name in plain.tables)


@pytest.mark.parametrize("more", [b'x:name="Iets anders"', b'x:id="rId1"', b"x:name='Doelen'"])
def test_a_sheet_that_is_two_at_once_is_damage(werkmap: bytes, more: bytes) -> None:
    sheet, both_ = b'name="Woningvoorraad"', b'name="Woningvoorraad" xmlns:x="x" ' + more
    with pytest.raises(FaultyFileError) as caught:
        open_package(part("xl/workbook.xml", lambda c: c.replace(sheet, both_))(werkmap))
    assert caught.value.rule.code == "BST-010"


MC = b'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
SKIPPED = {
    "a choice": b'<mc:AlternateContent %s><mc:Choice xmlns:z="z" Requires="z">%%s</mc:Choice>'
    b"</mc:AlternateContent>" % MC,
    "an element of nobody": b'<z:z xmlns:z="z">%s</z:z>',
    "a comment before it": b'<!-- <sheetData> --><z:z xmlns:z="z">%s</z:z>',
    "an element without a prefix": b'<z xmlns="z">%s</z>',
}


@pytest.mark.parametrize("around", SKIPPED)
@pytest.mark.parametrize(
    "what", [rb'<c r="D8".*?</c>', rb'<row r="8".*?</row>', rb"<sheetData>.*</sheetData>"]
)
def test_cells_that_excel_may_skip_are_damage(werkmap: bytes, around: str, what: bytes) -> None:
    wrapped = part(SHEET, lambda c: re.sub(what, lambda m: SKIPPED[around] % m[0], c, flags=re.S))
    with pytest.raises(FaultyFileError) as caught:
        open_package(wrapped(werkmap))
    assert caught.value.rule.code == "BST-010"
    assert "overslaan" in caught.value.words["wat"]


@pytest.mark.parametrize(
    "cell",
    [
        b'<z:c xmlns:z="z" r="D8"><v>1</v></z:c>',
        b'<c xmlns="z" r="D8"><v>1</v></c>',
        b'<c r="D8"><z:v xmlns:z="z">1</z:v></c>',
        b'<c r="D8"><v>1<z:z xmlns:z="z">2</z:z>3</v></c>',
    ],
)
def test_a_cell_of_nobody_is_damage(werkmap: bytes, cell: bytes) -> None:
    with pytest.raises(FaultyFileError) as caught:
        open_package(stock(cell)(werkmap))
    assert caught.value.rule.code == "BST-010"


def test_a_space_of_names_that_only_decorates_is_none_of_that(lees: Lees, werkmap: bytes) -> None:
    made = stock(b'<c r="D8" xmlns:z="z" z:k="xmlns"><v>9823</v></c>')(werkmap)
    assert lees(made).findings == []


def test_a_link_to_click_on_is_none_of_that(lees: Lees, werkmap: bytes) -> None:
    assert lees(related(b"hyperlink", b"https://www.alphenaandenrijn.nl")(werkmap)).findings == []


def test_buttons_of_an_earlier_version_are_told(
    lees: Lees, werkmap: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = frozenset({hashlib.sha256(b"zoals toen").hexdigest()})
    monkeypatch.setattr(extras, "OLD_MACROS", old)
    assert not extras.OWN_MACROS & OLD
    (finding,) = lees(added("xl/vbaProject.bin", b"zoals toen")(werkmap)).findings
    assert finding.code == "BST-028"
    both_kinds = both(
        added("xl/vbaProject.bin", b"zoals toen"), related(b"vbaProject", b"x.bin", external=False)
    )
    (finding,) = lees(both(both_kinds, added("xl/x.bin", b"vreemd"))(werkmap)).findings
    assert finding.code == "BST-020", "what is foreign is told first"


def test_choices_with_a_bar_call_no_program(lees: Lees, werkmap: bytes) -> None:
    made = stock(b'<c r="D8"><f>IF("a|b"="a|b",9823)</f><v>9823</v></c>')(werkmap)
    assert lees(made).findings == []
