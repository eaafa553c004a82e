"""Makes the default Word template: a plain document with fields, that people can restyle in Word.

python -m prestatieafspraken.templates.word_template FILE writes it; the committed verslag.docx
must equal what this makes.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor, Twips
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from prestatieafspraken.workbook.steady import steady

ACCENT = RGBColor(0x15, 0x42, 0x73)
LINE, FILL = "CBD2D9", "EEF2F7"
TABLE = "Verslagtabel"
HEADING_SIZES = {"Heading 1": 18, "Heading 2": 13, "Heading 3": 11}


def build() -> bytes:
    """Give the bytes of the template."""
    document = Document()
    _page(document)
    _styles(document)
    _front(document)
    _contents(document)
    _summary(document)
    _themes(document)
    _goals(document)
    _quality(document)
    _parameters(document)
    _origins(document)
    _footer(document)
    properties = document.core_properties
    properties.title = "Prestatieafspraken {{ gemeente }} {{ jaar }}: verslag"
    properties.author = "prestatieafspraken"
    properties.language = "nl-NL"
    properties.comments = ""
    stream = io.BytesIO()
    document.save(stream)
    return steady(stream.getvalue(), "2019-12-31T00:00:00Z")


def _page(document: DocumentType) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.1)
    section.top_margin = section.bottom_margin = Cm(2.2)


def _styles(document: DocumentType) -> None:
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


def _table_style(document: DocumentType) -> None:
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


def _front(document: DocumentType) -> None:
    document.add_paragraph("Prestatieafspraken {{ gemeente }}", style="Subtitle")
    document.add_paragraph("Verslag {{ jaar }}", style="Title")
    document.add_paragraph("Peildatum {{ peildatum }}, status {{ status }}.")
    _when(document, "openbaar", "{{ weggelaten }}")


def _contents(document: DocumentType) -> None:
    """Write the contents as links; page numbers come when Word updates the field (decision 31)."""
    document.add_paragraph("Inhoud", style="Subtitle")
    head = document.add_paragraph()
    _field_char(head, "begin")
    _instruction(head, r'TOC \o "1-1" \h \z')
    _field_char(head, "separate")
    document.add_paragraph("{%p for regel in inhoud %}")
    line = document.add_paragraph(style="TOC 1")
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), "{{ regel.anker }}")
    link.append(line.add_run("{{ regel.tekst }}")._r)
    line._p.append(link)
    document.add_paragraph("{%p endfor %}")
    _field_char(document.add_paragraph(), "end")


def _summary(document: DocumentType) -> None:
    _heading(document, "Samenvatting", 1, "_samenvatting", new_page=True)
    document.add_paragraph("{{ samenvatting.afspraken }}")
    none = "Er is nog geen indicator met een norm te beoordelen."
    _when(document, "not samenvatting.oordelen", none)
    document.add_paragraph("{%p if samenvatting.oordelen %}")
    _table(
        document,
        ("Oordeel", "Aantal indicatoren"),
        "rij in samenvatting.oordelen",
        ("{{ rij.teken }} {{ rij.oordeel }}", "{{ rij.aantal }}"),
        (5.0, 4.0),
    )
    document.add_paragraph("{%p endif %}")
    nothing = "Van geen enkel doel laten de cijfers zien dat het"
    for title, name, empty in (
        ("Wat is bereikt of op koers", "bereikt", f"{nothing} is gehaald of op koers ligt."),
        (
            "Wat niet is bereikt of aandacht vraagt",
            "niet_bereikt",
            f"{nothing} niet wordt gehaald.",
        ),
        (
            "Wat niet te bepalen is",
            "onbekend",
            "Van elk doel met een getal zijn er genoeg cijfers.",
        ),
    ):
        document.add_heading(title, 3)
        line = "{{ rij.doel }} {{ rij.titel }}. {{ rij.tekst }}"
        _list(document, f"rij in samenvatting.{name}", line, f"samenvatting.{name}", empty)
    document.add_heading("Wat om een besluit vraagt", 3)
    asked = "samenvatting.besluiten"
    _list(document, f"zin in {asked}", "{{ zin }}", asked, "Er ligt geen vraag voor.")
    document.add_paragraph("{{ samenvatting.kwaliteit }}")
    _charts(document, "grafiek.thema is none")


def _themes(document: DocumentType) -> None:
    document.add_paragraph("{%p for thema in themas %}")
    anchor = "_thema{{ thema.nummer }}"
    _heading(document, "{{ thema.nummer }}. {{ thema.titel }}", 1, anchor, new_page=True)
    _heading(document, "Doelen", 2)
    _when(document, "not thema.doelen", "Bij dit thema horen geen doelen.")
    document.add_paragraph("{%p if thema.doelen %}")
    _table(
        document,
        ("Doel", "Waar het om gaat", "Streven", "Oordeel", "In de afspraken"),
        "doel in thema.doelen",
        ("{{ doel.id }}", "{{ doel.titel }}", "{{ doel.streven }}",
         "{{ doel.teken }} {{ doel.oordeel }}", "{{ doel.regels }}"),
        (1.4, 5.8, 4.0, 3.0, 2.6),
    )  # fmt: skip
    document.add_paragraph("{%p endif %}")
    _heading(document, "Terugblik", 2)
    document.add_paragraph("{%p for zin in thema.terugblik %}")
    document.add_paragraph("{{ zin }}")
    document.add_paragraph("{%p endfor %}")
    _heading(document, "Afspraken", 2)
    _when(document, "not thema.afspraken", "Bij dit thema zijn geen afspraken gemaakt.")
    document.add_paragraph("{%p if thema.afspraken %}")
    _table(
        document,
        ("Code", "Afspraak", "Trekker", "Wanneer", "Status"),
        "rij in thema.afspraken",
        ("{{ rij.id }}", "{{ rij.titel }}", "{{ rij.trekker }}", "{{ rij.wanneer }}",
         "{{ rij.status }}{% if rij.verstreken %} (termijn verstreken){% endif %}"),
        (1.4, 5.7, 3.7, 2.8, 3.2),
    )  # fmt: skip
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p for rij in thema.afspraken if rij.gezegd %}")
    document.add_paragraph("{%p if loop.first %}")
    document.add_heading("Wat de partijen erover schrijven", 3)
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p for stem in rij.gezegd %}")
    document.add_paragraph(
        "{{ rij.id }}, {{ stem.partij }}{% if rij.oneens and stem.status %} ({{ stem.status }})"
        "{% endif %}{% if stem.realisatie %}: “{{ stem.realisatie }}”{% endif %}"
        "{% if stem.bewijs %} Bewijs: “{{ stem.bewijs }}”.{% endif %}"
        "{% if stem.toelichting %} Toelichting: “{{ stem.toelichting }}”.{% endif %}",
        style="List Bullet",
    )
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endfor %}")
    _charts(document, "grafiek.thema == thema.nummer")
    _heading(document, "Indicatoren met een norm", 2)
    _when(
        document,
        "not thema.indicatoren",
        "Bij dit thema is er geen cijfer om naast een norm te leggen.",
    )
    document.add_paragraph("{%p if thema.indicatoren %}")
    _table(
        document,
        ("Indicator", "Onderdeel", "Periode", "Waarde", "Norm", "Oordeel"),
        "rij in thema.indicatoren",
        ("{{ rij.naam }}", "{{ rij.onderdeel }}", "{{ rij.periode }}", "{{ rij.waarde }}",
         "{{ rij.norm }}", "{{ rij.teken }} {{ rij.oordeel }}"),
        (4.2, 2.9, 2.3, 2.6, 2.4, 2.4),
    )  # fmt: skip
    document.add_paragraph("{%p endif %}")
    line = "Niet te bepalen: {{ rij.wat }}. {{ rij.reden }}"
    _list(document, "rij in thema.onbekend", line)
    _heading(document, "Aandachtspunten", 2)
    none = "Er zijn bij dit thema geen aandachtspunten."
    _list(document, "zin in thema.aandacht", "{{ zin }}", "thema.aandacht", none)
    document.add_paragraph("{%p endfor %}")


def _goals(document: DocumentType) -> None:
    _heading(document, "Alle doelen", 1, "_doelen", new_page=True)
    _table(
        document,
        ("Doel", "Streven", "Oordeel", "Hoe het staat"),
        "doel in doelen",
        ("{{ doel.id }} {{ doel.titel }}", "{{ doel.streven }}",
         "{{ doel.teken }} {{ doel.oordeel }}", "{{ doel.stand }}"),
        (3.8, 2.6, 2.2, 8.2),
    )  # fmt: skip


def _quality(document: DocumentType) -> None:
    _heading(document, "Bijlage: kwaliteit van de gegevens", 1, "_kwaliteit", new_page=True)
    document.add_paragraph("{%p for deel in kwaliteit %}")
    document.add_heading("{{ deel.partij }} ({{ deel.bestand }})", 3)
    document.add_paragraph(
        "Fouten: {{ deel.aantallen.FOUT }}. Waarschuwingen: {{ deel.aantallen.WAARSCHUWING }}. "
        "Opmerkingen: {{ deel.aantallen.INFO }}."
    )
    names = '{{ deel.niet_beoordeeld|join(", ") }}'
    _when(document, "deel.niet_beoordeeld", f"Niet beoordeeld: {names}.")
    document.add_paragraph("{%p if deel.bevindingen %}")
    document.add_paragraph("{{ uitleg }}")
    _table(
        document,
        ("Ernst en code", "Plaats", "Melding", "Herstel"),
        "rij in deel.bevindingen",
        ("{{ rij.soort }} {{ rij.code }}", "{{ rij.plaats }}", "{{ rij.melding }}",
         "{{ rij.herstel }}"
         "{% if rij.toelichting %} Toelichting: “{{ rij.toelichting }}”{% endif %}"),
        (3.4, 3.6, 5.4, 4.4),
    )  # fmt: skip
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")


def _parameters(document: DocumentType) -> None:
    _heading(document, "Bijlage: gebruikte parameters", 1, "_parameters", new_page=True)
    none = "Voor dit verslag is geen parameter gebruikt: er was geen cijfer om ernaast te leggen."
    _when(document, "not parameters", none)
    document.add_paragraph("{%p if parameters %}")
    _table(
        document,
        ("Parameter", "Waarde", "Vanaf", "Status", "Bron"),
        "rij in parameters",
        ("{{ rij.naam }}", "{{ rij.waarde }}", "{{ rij.vanaf }}", "{{ rij.status }}",
         "{{ rij.bron }}"),
        (5.4, 2.7, 2.4, 2.3, 4.0),
    )  # fmt: skip
    document.add_paragraph("{%p endif %}")


def _origins(document: DocumentType) -> None:
    _heading(document, "Bijlage: herkomst van de cijfers", 1, "_cijfers", new_page=True)
    none = "Er is geen enkel cijfer te berekenen uit wat is ingevuld."
    _when(document, "not herkomst", none)
    document.add_paragraph("{%p for groep in herkomst %}")
    document.add_heading("{{ groep.naam }} ({{ groep.code }})", 3)
    document.add_paragraph("{{ groep.formule }} Bron: {{ groep.bron }}.")
    _table(
        document,
        ("Onderdeel", "Periode", "Waarde", "Cellen"),
        "rij in groep.rijen",
        ("{{ rij.onderdeel }}", "{{ rij.periode }}", "{{ rij.waarde }}", "{{ rij.cellen }}"),
        (4.2, 2.8, 3.2, 6.6),
    )
    document.add_paragraph("{%p endfor %}")
    document.add_heading("Bestanden", 3)
    document.add_paragraph("Afspraken: {{ document }}")
    _list(
        document,
        "map in werkmappen",
        "Werkmap van {{ map.partij }}: {{ map.bestand }} ({{ map.status }}, sjabloon "
        "{{ map.sjabloon }}, sha256 {{ map.sha256 }})",
    )
    document.add_paragraph("Programma: prestatieafspraken {{ versie }}")


def _heading(
    document: DocumentType, text: str, level: int, anchor: str = "", *, new_page: bool = False
) -> None:
    heading = document.add_heading(text, level)
    heading.paragraph_format.page_break_before = new_page
    if anchor:
        # Word wants a number of its own for every bookmark; the theme's number makes one.
        number = (
            "{{ thema.nummer + 100 }}" if "{{" in anchor else str(200 + len(document.paragraphs))
        )
        for kind in ("Start", "End"):
            mark = OxmlElement(f"w:bookmark{kind}")
            mark.set(qn("w:id"), number)
            if kind == "Start":
                mark.set(qn("w:name"), anchor)
            heading._p.append(mark)


def _list(document: DocumentType, loop: str, line: str, name: str = "", empty: str = "") -> None:
    document.add_paragraph(f"{{%p for {loop} %}}")
    document.add_paragraph(line, style="List Bullet")
    document.add_paragraph("{%p endfor %}")
    if name:
        _when(document, f"not {name}", empty)


def _when(document: DocumentType, condition: str, text: str) -> None:
    document.add_paragraph(f"{{%p if {condition} %}}")
    document.add_paragraph(text)
    document.add_paragraph("{%p endif %}")


def _charts(document: DocumentType, condition: str) -> None:
    document.add_paragraph(f"{{%p for grafiek in grafieken if {condition} %}}")
    caption = document.add_paragraph("Figuur ", style="Caption")
    _field_char(caption, "begin")
    _instruction(caption, "SEQ Figuur \\* ARABIC")
    _field_char(caption, "separate")
    caption.add_run("{{ grafiek.nummer }}")
    _field_char(caption, "end")
    caption.add_run(". {{ grafiek.titel }}")
    caption.paragraph_format.keep_with_next = True
    document.add_paragraph("{{ grafiek.beeld }}")
    document.add_paragraph("{{ grafiek.alt }}")
    _data(document)
    document.add_paragraph("{%p endfor %}")


def _data(document: DocumentType) -> None:
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
    _row_properties(table)
    document.add_paragraph()


def _table(
    document: DocumentType,
    headers: Sequence[str],
    loop: str,
    cells: Sequence[str],
    widths: Sequence[float],
) -> None:
    table = document.add_table(rows=4, cols=len(headers))
    table.style = TABLE
    table.autofit = False
    table.rows[1].cells[0].text = f"{{%tr for {loop} %}}"
    table.rows[3].cells[0].text = "{%tr endfor %}"
    for number, (header, cell, width) in enumerate(zip(headers, cells, widths, strict=True)):
        table.columns[number].width = Cm(width)
        _small(table.rows[0].cells[number], header)
        _small(table.rows[2].cells[number], cell)
        for row in table.rows:
            row.cells[number].width = Cm(width)
    _row_properties(table)
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


def _footer(document: DocumentType) -> None:
    line = document.sections[0].footer.paragraphs[0]
    stops = line.paragraph_format.tab_stops
    stops.add_tab_stop(Twips(4680), WD_TAB_ALIGNMENT.CLEAR)  # the style has one in the middle
    stops.add_tab_stop(Twips(9360), WD_TAB_ALIGNMENT.CLEAR)
    stops.add_tab_stop(Cm(16.8), WD_TAB_ALIGNMENT.RIGHT)
    line.text = "Prestatieafspraken {{ gemeente }} {{ jaar }}, peildatum {{ peildatum }}\t"
    _field_char(line, "begin")
    _instruction(line, "PAGE")
    _field_char(line, "separate")
    line.add_run("1")
    _field_char(line, "end")


def _field_char(paragraph: Paragraph, kind: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(mark)


def _instruction(paragraph: Paragraph, text: str) -> None:
    element: Any = OxmlElement("w:instrText")
    element.set(qn("xml:space"), "preserve")
    element.text = f" {text} "
    paragraph.add_run()._r.append(element)


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(build())
