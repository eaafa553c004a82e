"""The quick scan of a sheet sees what the scan that goes cell by cell sees."""

from __future__ import annotations

from dataclasses import replace
from xml.parsers import expat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prestatieafspraken.workbook.address import address
from prestatieafspraken.workbook.package import tags as tag_module
from prestatieafspraken.workbook.package.scan import _quickly, _slowly, scan
from prestatieafspraken.workbook.package.tags import tags

INSIDE = (
    "",
    "<v>1</v>",
    "<is><t>a: b! 'c'</t></is>",
    '<is><t xml:space="preserve"> t="e" hidden="1" </t></is>',
    "<f>A1+1</f>",
    "<f>A1&gt;1</f><v>2</v>",
    '<f t="shared" si="0"/><v>3</v>',
    " <f>1/0</f> <v>#DIV/0!</v>",
    "<v>#N/A</v>",
    "<v>#SPILL!</v>",
    "<v/>",
)
ATTRIBUTES = ("", ' s="3"', ' t="e"', ' s="3" t="e"', ' t="str"', ' t="inlineStr" s="2"')
ROWS = ("", ' hidden="1"', ' spans="1:5" x14ac:dyDescent="0.25"', ' ht="20" hidden="true"')
AROUND = (
    "",
    '<cols><col min="2" max="4" hidden="1"/></cols>',
    '<autoFilter ref="A1:B2"><filterColumn colId="0"/></autoFilter>',
    '<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>',
    "<x14:sparklines><x14:f>Blad!A1</x14:f></x14:sparklines>",
)
ODD = (
    "<row><c><v>1</v></c></row>",
    "<row><c s='1' r='B9'><v>1</v></c></row>",
    '<row><x14:c r="ZZ99"><v>1</v></x14:c></row>',
    '<row><c r="B9"><v>1 > 0</v></c></row>',
    '<!-- > <c r="XX9"> < -->',
    '<row><c r="b9"><v>1</v></c></row>',
    '<row><c r="A0"><v>1</v></c></row>',
    '<row><c r="AAAA12345678"><v>1</v></c></row>',
    '<row><c  r="B9"><v>1</v></c></row>',
    "<sheetData/>",
    '<row><c r="B9"><v><![CDATA[1]]></v></c></row>',
)

cell = st.tuples(
    st.integers(1, 30),
    st.sampled_from([1, 2, 26, 27, 702, 703, 16_384]),
    st.sampled_from(ATTRIBUTES),
    st.sampled_from(INSIDE),
    st.sampled_from(ROWS),
)


def sheet(cells: list[tuple[int, int, str, str, str]], around: str, odd: str = "") -> bytes:
    """Write a sheet with these cells, each in a row of its own."""
    rows = "".join(
        f'<row r="{row}"{how}><c r="{address(row, col)}"{attributes}'
        + (f">{inside}</c></row>" if inside else "/></row>")
        for row, col, attributes, inside, how in cells
    )
    before, after = (around, "") if around.startswith("<cols") else ("", around)
    return (
        '<?xml version="1.0"?>\n<worksheet xmlns="m" xmlns:x14ac="y" xmlns:x14="z">'
        f"<sheetPr/><sheetViews/>{before}<sheetData>{rows}{odd}</sheetData>{after}</worksheet>"
    ).encode()


@given(st.lists(cell, max_size=9), st.sampled_from(AROUND))
def test_what_is_seen_quickly_is_what_is_seen_slowly(
    cells: list[tuple[int, int, str, str, str]], around: str
) -> None:
    content = sheet(cells, around)
    expat.ParserCreate().Parse(content, True)
    seen = tags(content)
    if "<x14:f>" not in around:
        assert seen is not None
    if seen is not None:
        assert _quickly(content, seen) == _slowly(content)


@pytest.mark.parametrize("odd", ODD)
def test_what_is_written_otherwise_is_looked_over_cell_by_cell(odd: str) -> None:
    content = sheet([(1, 1, "", "<v>1</v>", "")], "", odd)
    assert tags(content) is None
    assert replace(scan(content), repaired=None) == _slowly(content)


def test_a_sheet_in_pieces_is_the_sheet_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    cells = [(row, 3, ' t="e"' * (row == 70), "<f>A1+1</f><v>1</v>", "") for row in range(1, 99)]
    content = sheet([*cells, (98, 9, "", "<v>1</v>", ""), (5, 3, "", "<v>1</v>", "")], "")
    whole = scan(content)
    monkeypatch.setattr(tag_module, "_PIECE", 100)
    assert scan(content) == whole
    assert (whole.extent.last, whole.extent.doubled) == ((98, 9), "C5")
    assert list(whole.formulas) == [(row, 3) for row, *_ in cells]
    seen = tags(content)
    assert seen is not None
    assert [content[at:].startswith(b"<c r=") for at in seen.formulas] == [True] * len(cells)
