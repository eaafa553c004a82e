"""Makes the default Word template: a plain document with fields, that people can restyle in Word.

python -m prestatieafspraken.templates.word.default FILE writes it; the committed verslag.docx
must equal what this makes.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Twips

from prestatieafspraken.templates.word.elements import (
    bullets,
    charts,
    field_char,
    heading,
    instruction,
    table,
    when,
)
from prestatieafspraken.templates.word.looks import page, styles
from prestatieafspraken.workbook.package.steady import steady


def build() -> bytes:
    """Give the bytes of the template."""
    document = Document()
    page(document)
    styles(document)
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


def _front(document: DocumentType) -> None:
    document.add_paragraph("Prestatieafspraken {{ gemeente }}", style="Subtitle")
    document.add_paragraph("Verslag {{ jaar }}", style="Title")
    when(document, "voorbeeld", "{{ voorbeeld }}")
    document.add_paragraph("Peildatum {{ peildatum }}, status {{ status }}.")
    when(document, "openbaar", "{{ weggelaten }}")


def _contents(document: DocumentType) -> None:
    """Write the contents as links; page numbers come when Word updates the field (decision 31)."""
    document.add_paragraph("Inhoud", style="Subtitle")
    head = document.add_paragraph()
    field_char(head, "begin")
    instruction(head, r'TOC \o "1-1" \h \z')
    field_char(head, "separate")
    document.add_paragraph("{%p for regel in inhoud %}")
    line = document.add_paragraph(style="TOC 1")
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), "{{ regel.anker }}")
    link.append(line.add_run("{{ regel.tekst }}")._r)
    line._p.append(link)
    document.add_paragraph("{%p endfor %}")
    field_char(document.add_paragraph(), "end")


def _summary(document: DocumentType) -> None:
    heading(document, "Samenvatting", 1, "_samenvatting", new_page=True)
    document.add_paragraph("{{ samenvatting.afspraken }}")
    none = "Er is nog geen indicator met een norm te beoordelen."
    when(document, "not samenvatting.oordelen", none)
    one = "{{ rij.aantal }} {{ rij.teken }} {{ rij.oordeel }}{{ '.' if loop.last else ', ' }}"
    each = f"{{% for rij in samenvatting.oordelen %}}{one}{{% endfor %}}"
    when(document, "samenvatting.oordelen", f"Oordelen over indicatoren: {each}")
    nothing = "Van geen enkel doel laten de cijfers zien dat het"
    for title, name, empty in (
        ("Wat is bereikt of op koers", "bereikt", f"{nothing} is gehaald of op koers ligt."),
        (
            "Wat niet is bereikt of aandacht vraagt",
            "niet_bereikt",
            f"{nothing} niet wordt gehaald.",
        ),
        (
            "Wat nog geen oordeel heeft",
            "onbekend",
            "Van elk doel met een getal zijn er genoeg cijfers.",
        ),
    ):
        document.add_heading(title, 3)
        line = "{{ rij.doel }} {{ rij.titel }}. {{ rij.tekst }}"
        bullets(document, f"rij in samenvatting.{name}", line, f"samenvatting.{name}", empty)
    document.add_heading("Wat om een besluit vraagt", 3)
    asked = "samenvatting.besluiten"
    bullets(document, f"zin in {asked}", "{{ zin }}", asked, "Er ligt geen vraag voor.")
    document.add_paragraph("{{ samenvatting.kwaliteit }}")
    charts(document, "grafiek.thema is none")


def _themes(document: DocumentType) -> None:
    document.add_paragraph("{%p for thema in themas %}")
    anchor = "_thema{{ thema.nummer }}"
    heading(document, "{{ thema.nummer }}. {{ thema.titel }}", 1, anchor, new_page=True)
    when(document, "thema.visie", "Visie: {{ thema.visie }}")
    when(document, "thema.speerpunten", "Draagt bij aan de speerpunten:")
    bullets(document, "punt in thema.speerpunten", "{{ punt }}")
    heading(document, "Doelen", 2)
    when(document, "not thema.doelen", "Bij dit thema horen geen doelen.")
    document.add_paragraph("{%p if thema.doelen %}")
    table(
        document,
        ("Doel", "Waar het om gaat", "Streven", "Oordeel", "In de afspraken"),
        "doel in thema.doelen",
        ("{{ doel.id }}", "{{ doel.titel }}", "{{ doel.streven }}",
         "{{ doel.teken }} {{ doel.oordeel }}", "{{ doel.regels }}"),
        (1.4, 5.8, 4.0, 3.0, 2.6),
    )  # fmt: skip
    document.add_paragraph("{%p endif %}")
    heading(document, "Terugblik", 2)
    document.add_paragraph("{%p for zin in thema.terugblik %}")
    document.add_paragraph("{{ zin }}")
    document.add_paragraph("{%p endfor %}")
    heading(document, "Afspraken", 2)
    when(document, "not thema.afspraken", "Bij dit thema zijn geen afspraken gemaakt.")
    document.add_paragraph("{%p if thema.afspraken %}")
    table(
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
        "{% if stem.bewijs %} Bewijs: “{{ stem.bewijs }}”{% endif %}"
        "{% if stem.toelichting %} Toelichting: “{{ stem.toelichting }}”{% endif %}",
        style="List Bullet",
    )
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endfor %}")
    charts(document, "grafiek.thema == thema.nummer")
    heading(document, "Indicatoren met een norm", 2)
    when(
        document,
        "not thema.indicatoren",
        "Bij dit thema is er geen cijfer om naast een norm te leggen.",
    )
    document.add_paragraph("{%p if thema.indicatoren %}")
    table(
        document,
        ("Indicator", "Onderdeel", "Periode", "Waarde", "Norm", "Oordeel"),
        "rij in thema.indicatoren",
        ("{{ rij.naam }}", "{{ rij.onderdeel }}", "{{ rij.periode }}", "{{ rij.waarde }}",
         "{{ rij.norm }}", "{{ rij.teken }} {{ rij.oordeel }}"),
        (4.2, 2.9, 2.3, 2.6, 2.4, 2.4),
    )  # fmt: skip
    document.add_paragraph("{%p endif %}")
    line = "Zonder norm: {{ rij.wat }}, {{ rij.reden }}"
    bullets(document, "rij in thema.zonder_norm", line)
    line = "Niet te bepalen: {{ rij.wat }}. {{ rij.reden }}"
    bullets(document, "rij in thema.onbekend", line)
    heading(document, "Aandachtspunten", 2)
    none = "Er zijn bij dit thema geen aandachtspunten."
    bullets(document, "zin in thema.aandacht", "{{ zin }}", "thema.aandacht", none)
    document.add_paragraph("{%p endfor %}")


def _goals(document: DocumentType) -> None:
    heading(document, "Alle doelen", 1, "_doelen", new_page=True)
    table(
        document,
        ("Doel", "Streven", "Oordeel", "Hoe het staat"),
        "doel in doelen",
        ("{{ doel.id }} {{ doel.titel }}", "{{ doel.streven }}",
         "{{ doel.teken }} {{ doel.oordeel }}", "{{ doel.stand }}"),
        (3.8, 2.6, 2.2, 8.2),
    )  # fmt: skip


def _quality(document: DocumentType) -> None:
    heading(document, "Bijlage: kwaliteit van de gegevens", 1, "_kwaliteit", new_page=True)
    document.add_paragraph("{%p if tussen %}")
    document.add_heading("Tussen de werkmappen", 3)
    bullets(document, "zin in tussen", "{{ zin }}")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p for deel in kwaliteit %}")
    document.add_heading(
        "{{ deel.partij }}{% if not openbaar %} ({{ deel.bestand }}){% endif %}", 3
    )
    document.add_paragraph(
        "Fouten: {{ deel.aantallen.FOUT }}. Vragen: {{ deel.aantallen.WAARSCHUWING }}. "
        "Tips: {{ deel.aantallen.INFO }}."
    )
    names = '{{ deel.niet_beoordeeld|join(", ") }}'
    when(document, "deel.niet_beoordeeld", f"Niet beoordeeld: {names}.")
    document.add_paragraph("{%p if deel.bevindingen %}")
    when(document, "deel.aantallen.WAARSCHUWING", "{{ uitleg }}")
    table(
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
    heading(document, "Bijlage: gebruikte parameters", 1, "_parameters", new_page=True)
    none = "Voor dit verslag is geen parameter gebruikt: er was geen cijfer om ernaast te leggen."
    when(document, "not parameters", none)
    document.add_paragraph("{%p if parameters %}")
    table(
        document,
        ("Parameter", "Waarde", "Vanaf", "Status", "Bron"),
        "rij in parameters",
        ("{{ rij.naam }}", "{{ rij.waarde }}", "{{ rij.vanaf }}", "{{ rij.status }}",
         "{{ rij.bron }}"),
        (5.4, 2.7, 2.4, 2.3, 4.0),
    )  # fmt: skip
    document.add_paragraph("{%p endif %}")


def _origins(document: DocumentType) -> None:
    heading(document, "Bijlage: herkomst van de cijfers", 1, "_cijfers", new_page=True)
    none = "Er is geen enkel cijfer te berekenen uit wat is ingevuld."
    when(document, "not herkomst", none)
    document.add_paragraph("{%p for groep in herkomst %}")
    document.add_heading("{{ groep.naam }} ({{ groep.code }})", 3)
    formula = document.add_paragraph("{{ groep.formule }} Bron: {{ groep.bron }}.")
    formula.paragraph_format.keep_with_next = True
    heads = ("Onderdeel", "Periode", "Waarde", "Cellen")
    fields = ("{{ rij.onderdeel }}", "{{ rij.periode }}", "{{ rij.waarde }}", "{{ rij.cellen }}")
    widths = (4.2, 2.8, 3.2, 6.6)
    document.add_paragraph("{%p if openbaar %}")
    table(document, heads[:3], "rij in groep.rijen", fields[:3], widths[:3])
    document.add_paragraph("{%p else %}")
    table(document, heads, "rij in groep.rijen", fields, widths)
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")
    document.add_heading("Bestanden", 3)
    document.add_paragraph("Afspraken: {{ document }}")
    bullets(
        document,
        "map in werkmappen",
        "Werkmap van {{ map.partij }}{% if not openbaar %}: {{ map.bestand }}{% endif %} "
        "({{ map.status }}, sjabloon {{ map.sjabloon }}"
        "{% if not openbaar %}, sha256 {{ map.sha256 }}{% endif %})",
    )
    document.add_paragraph("Programma: prestatieafspraken {{ versie }}")


def _footer(document: DocumentType) -> None:
    line = document.sections[0].footer.paragraphs[0]
    stops = line.paragraph_format.tab_stops
    stops.add_tab_stop(Twips(4680), WD_TAB_ALIGNMENT.CLEAR)  # the style has one in the middle
    stops.add_tab_stop(Twips(9360), WD_TAB_ALIGNMENT.CLEAR)
    stops.add_tab_stop(Cm(16.8), WD_TAB_ALIGNMENT.RIGHT)
    line.text = "Prestatieafspraken {{ gemeente }} {{ jaar }}, peildatum {{ peildatum }}\t"
    field_char(line, "begin")
    instruction(line, "PAGE")
    field_char(line, "separate")
    line.add_run("1")
    field_char(line, "end")


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(build())
