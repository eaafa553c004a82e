"""What the default Word template is built from: headings, lists, tables and figures with fields."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from prestatieafspraken.templates.word.looks import TABLE


def heading(
    document: Document, text: str, level: int, anchor: str = "", *, new_page: bool = False
) -> None:
    """Add a heading, with a bookmark that the contents link to if `anchor` is given."""
    head = document.add_heading(text, level)
    head.paragraph_format.page_break_before = new_page
    if anchor:
        # One in a loop is printed more than once; each gets a number of its own after that.
        number = str(200 + len(document.paragraphs))
        for kind in ("Start", "End"):
            mark = OxmlElement(f"w:bookmark{kind}")
            mark.set(qn("w:id"), number)
            if kind == "Start":
                mark.set(qn("w:name"), anchor)
            head._p.append(mark)


def bullets(document: Document, loop: str, line: str, name: str = "", empty: str = "") -> None:
    """Add a line for each item of a loop, or `empty` when there is nothing in `name`."""
    document.add_paragraph(f"{{%p for {loop} %}}")
    document.add_paragraph(line, style="List Bullet")
    document.add_paragraph("{%p endfor %}")
    if name:
        when(document, f"not {name}", empty)


def when(document: Document, condition: str, text: str) -> None:
    """Add a paragraph that is there under a condition."""
    document.add_paragraph(f"{{%p if {condition} %}}")
    document.add_paragraph(text)
    document.add_paragraph("{%p endif %}")


def charts(document: Document, condition: str) -> None:
    """Add the charts for which a condition holds, numbered, with their figures as a table."""
    document.add_paragraph(f"{{%p for grafiek in grafieken if {condition} %}}")
    caption = document.add_paragraph("Figuur ", style="Caption")
    field_char(caption, "begin")
    instruction(caption, "SEQ Figuur \\* ARABIC")
    field_char(caption, "separate")
    caption.add_run("{{ grafiek.nummer }}")
    field_char(caption, "end")
    caption.add_run(". {{ grafiek.titel }}")
    caption.paragraph_format.keep_with_next = True
    for field in ("{{ grafiek.beeld }}", "{{ grafiek.alt }}"):
        document.add_paragraph(field).paragraph_format.keep_with_next = True
    _data(document)
    document.add_paragraph("{%p endfor %}")


def _data(document: Document) -> None:
    """Write the figures of a chart as a table with as many columns as they need."""
    table = document.add_table(rows=4, cols=3)
    table.style = TABLE
    rows = (
        ("{%tc for kop in grafiek.kop %}", "{{ kop }}", "{%tc endfor %}"),
        ("{%tr for rij in grafiek.rijen %}", "", ""),
        ("{%tc for cel in rij %}", "{{ cel }}", "{%tc endfor %}"),
        ("{%tr endfor %}", "", ""),
    )
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            _small(cell, text)
            # Few rows, which say with the picture what it shows: they stay on one page.
            cell.paragraphs[0].paragraph_format.keep_with_next = True
    _row_properties(table)
    document.add_paragraph()


def table(
    document: Document,
    headers: Sequence[str],
    loop: str,
    cells: Sequence[str],
    widths: Sequence[float],
) -> None:
    """Add a table with a row for each item of a loop; widths are in centimetres."""
    made = document.add_table(rows=4, cols=len(headers))
    made.style = TABLE
    made.autofit = False
    made.rows[1].cells[0].text = f"{{%tr for {loop} %}}"
    made.rows[3].cells[0].text = "{%tr endfor %}"
    for number, (header, cell, width) in enumerate(zip(headers, cells, widths, strict=True)):
        made.columns[number].width = Cm(width)
        _small(made.rows[0].cells[number], header)
        # Headers without a row below them say nothing.
        made.rows[0].cells[number].paragraphs[0].paragraph_format.keep_with_next = True
        _small(made.rows[2].cells[number], cell)
        for row in made.rows:
            row.cells[number].width = Cm(width)
    _row_properties(made)
    document.add_paragraph()


def _small(cell: _Cell, text: str) -> None:
    cell.text = text
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    for run in paragraph.runs:
        run.font.size = Pt(9)


def _row_properties(table: Table) -> None:
    """Repeat the header on every page, and keep each row on one."""
    again = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(again)
    for row in (table.rows[0], table.rows[2]):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def field_char(paragraph: Paragraph, kind: str) -> None:
    """Add a begin, separate or end of a field that Word fills in."""
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(mark)


def instruction(paragraph: Paragraph, text: str) -> None:
    """Say what a field holds."""
    element: Any = OxmlElement("w:instrText")
    element.set(qn("xml:space"), "preserve")
    element.text = f" {text} "
    paragraph.add_run()._r.append(element)
