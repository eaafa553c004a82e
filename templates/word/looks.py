"""The looks of the default Word template: its page, its styles and that of its tables."""

from __future__ import annotations

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

ACCENT = RGBColor(0x15, 0x42, 0x73)
LINE, FILL = "CBD2D9", "EEF2F7"
TABLE = "Verslagtabel"
HEADING_SIZES = {"Heading 1": 18, "Heading 2": 13, "Heading 3": 11}


def page(document: Document) -> None:
    """Lay the document out on A4."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.1)
    section.top_margin = section.bottom_margin = Cm(2.2)


def styles(document: Document) -> None:
    """Set the type of texts, headings and tables."""
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10.5)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Calibri")
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "nl-NL")
    normal.element.rPr.append(language)
    normal.paragraph_format.space_after = Pt(5)
    for name, size in HEADING_SIZES.items():
        style = document.styles[name]
        style.font.name, style.font.size, style.font.bold = "Calibri", Pt(size), True
        style.font.color.rgb = ACCENT
        style.element.rPr.rFonts.set(qn("w:asciiTheme"), "minorHAnsi")
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            style.element.rPr.rFonts.attrib.pop(qn(theme), None)
        style.paragraph_format.space_before = Pt(16 if name == "Heading 1" else 10)
        style.paragraph_format.space_after = Pt(4)
    caption = document.styles["Caption"]
    caption.font.size, caption.font.bold = Pt(9.5), True
    caption.font.color.rgb = ACCENT
    _table_style(document)
    style = document.styles.add_style("TOC 1", 1)
    style.base_style = normal
    style.paragraph_format.space_after = Pt(2)
    style.paragraph_format.tab_stops.add_tab_stop(Cm(16.6), 2, 1)


def _table_style(document: Document) -> None:
    """Add the look of all tables: lines between rows, a header that stands out."""
    style = document.styles.add_style(TABLE, WD_STYLE_TYPE.TABLE)
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>'
        for side in ("top", "bottom", "insideH")
    )
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 30), ("left", 80), ("bottom", 30), ("right", 80))
    )
    style.element.append(
        parse_xml(
            f"<w:tblPr {nsdecls('w')}><w:tblBorders>{borders}</w:tblBorders>"
            f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        )
    )
    style.element.append(
        parse_xml(
            f'<w:tblStylePr {nsdecls("w")} w:type="firstRow"><w:rPr><w:b/></w:rPr>'
            f'<w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="8" w:color="{ACCENT}"/>'
            f'</w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="{FILL}"/></w:tcPr>'
            "</w:tblStylePr>"
        )
    )
