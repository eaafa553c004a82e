"""What somebody sends as a template: what fetches or starts something is told and refused."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from proving.kit.eigen_sjabloon import (
    FOOTNOTES,
    OFFICE,
    W,
    changed,
    field,
    in_body,
    nested,
    related,
    template,
    with_part,
)
from proving.kit.package import packed, unpacked
from proving.kit.soffice import convert

from prestatieafspraken.batch.guarding import own_template
from prestatieafspraken.cli.app import run
from prestatieafspraken.templates.forms.form import Laid
from prestatieafspraken.templates.word import filled, own
from prestatieafspraken.templates.word.filled import TemplateError

pytestmark = pytest.mark.traag

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
MS = "http://schemas.microsoft.com/office"
VML = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
PLAIN = template("Gemeente {{ gemeente }}")


@pytest.fixture(scope="session")
def velden(opgemaakt: Laid) -> dict[str, Any]:
    """Give the fields of a report, without pictures."""
    return filled.fields(opgemaakt.content, [])


def _settings(xml: str) -> bytes:
    return changed(
        PLAIN,
        "word/settings.xml",
        lambda part: part.replace(b"</w:settings>", xml.encode() + b"</w:settings>"),
    )


def _story(kind: str, xml: str) -> bytes:
    """Give a template with a part of its own kind that holds this XML."""
    tag = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}[kind]
    body = f'<w:{kind} xmlns:w="{W}"><w:{tag} w:id="2">{xml}</w:{tag}></w:{kind}>'
    return with_part(
        PLAIN, f"word/{kind}.xml", body.encode(), f"{OFFICE}/{kind}", f"{WORD}.{kind}+xml"
    )


def _in_header(xml: str) -> bytes:
    data = template("kop", place="kop")
    return changed(
        data, "word/header1.xml", lambda p: p.replace(b"</w:hdr>", xml.encode() + b"</w:hdr>")
    )


def _svg(inside: str) -> bytes:
    """Give a template with a picture that is drawn in words."""
    spaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    svg = f"<svg {spaces}>{inside}</svg>".encode()
    return with_part(PLAIN, "word/media/x.svg", svg, f"{OFFICE}/image", "image/svg+xml")


def _sources(style: str) -> bytes:
    """Give a template with a list of literature that is laid out so."""
    xml = f'<b:Sources xmlns:b="b" SelectedStyle="{style}" StyleName="APA"/>'.encode()
    return with_part(PLAIN, "customXml/item2.xml", xml, f"{OFFICE}/customXml", "application/xml")


def _property(name: str, value: str) -> bytes:
    """Give a template with a property that its maker named."""
    xml = f'<Properties><property name="{name}"><x>{value}</x></property></Properties>'
    return with_part(
        *(PLAIN, "docProps/custom.xml", xml.encode(), f"{OFFICE}/custom-properties"),
        "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    )


DDE = r"DDEAUTO c:\\windows\\system32\\cmd.exe &quot;/k calc&quot;"
BOX = (
    f"<w:p><w:r><w:pict {VML}><v:shape><v:textbox><w:txbxContent>{{}}</w:txbxContent>"
    "</v:textbox></v:shape></w:pict></w:r></w:p>"
)

CODES: dict[str, bytes] = {
    "whole": in_body(PLAIN, field(DDE)),
    "split over runs": in_body(PLAIN, field("D", "DEA", "UTO c:\\\\cmd")),
    "small letters": in_body(PLAIN, field(" ddeauto cmd")),
    "white space before": in_body(PLAIN, field("&#xA0;&#9;\n", "DDE cmd")),
    "an unseen mark in the word": in_body(PLAIN, field("DD\u200bE cmd")),
    "a simple field": in_body(PLAIN, f'<w:p><w:fldSimple w:instr="{DDE}"/></w:p>'),
    "deleted and tracked": in_body(
        PLAIN, field(DDE).replace("w:instrText", "w:delInstrText")
    ),
    "within a field": in_body(PLAIN, nested("IF 1 = 1 ", [DDE], " x")),
    "named by another field": in_body(PLAIN, nested(" ", ["QUOTE 68 68 69"], " cmd")),
    "completed by another field": in_body(PLAIN, nested("DD", ["QUOTE 69"], "AUTO cmd")),
    "without an end": in_body(PLAIN, field(DDE).replace("separate", "x").replace("end", "x")),
    "outside any field": in_body(PLAIN, f"<w:p><w:r><w:instrText>{DDE}</w:instrText></w:r></w:p>"),
    "in a text box": in_body(PLAIN, BOX.format(field(DDE))),
    "in the header": _in_header(field(DDE)),
    "in a footnote": _story("footnotes", field(DDE)),
    "in an endnote": _story("endnotes", field(DDE)),
    "in a comment": _story("comments", field(DDE)),
    "in a building block": with_part(
        PLAIN, "word/glossary/document.xml",
        f'<w:glossaryDocument xmlns:w="{W}">{field(DDE)}</w:glossaryDocument>'.encode(),
        f"{OFFICE}/glossaryDocument", f"{WORD}.document.glossary+xml"),
    "a text of elsewhere": in_body(PLAIN, field('INCLUDETEXT "http://127.0.0.1/x.docx"')),
    "a picture of elsewhere": in_body(PLAIN, field(r'INCLUDEPICTURE "\\server\x.png" \d')),
    "a link": in_body(PLAIN, field("LINK Excel.Sheet.12 c:\\\\x.xlsx")),
    "embedded": in_body(PLAIN, field("EMBED Package")),
    "imported": in_body(PLAIN, field("IMPORT x.png")),
    "a database": in_body(PLAIN, field('DATABASE \\c "DSN=x" \\s "SELECT *"')),
    "automatic text": in_body(PLAIN, field("AUTOTEXT x")),
    "a list of automatic text": in_body(PLAIN, field('AUTOTEXTLIST "x" \\s y')),
    "a referenced document": in_body(PLAIN, field("RD \\\\server\\x.docx")),
    "a button": in_body(PLAIN, field("MACROBUTTON Doe klik hier")),
    "to the printer": in_body(PLAIN, field('PRINT "x"')),
    "a control": in_body(PLAIN, field("CONTROL Forms.CommandButton.1")),
    "of nobody": in_body(PLAIN, field("NOOITGEHOORD x")),
    "a link to a file": in_body(PLAIN, field(r'HYPERLINK "file://server/x.exe"')),
    "a link to a share": in_body(PLAIN, field(r'HYPERLINK \o "lees" "\\\\server\\x"')),
    "a link to what another field says": in_body(PLAIN, nested('HYPERLINK "', ["REF x"], '"')),
}  # fmt: skip


def _ask(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


HIDDEN: dict[str, str] = {
    "a word that is a choice": f"<mc:AlternateContent {MC}><mc:Choice Requires='x'>{_ask('PAGE ')}"
    "</mc:Choice></mc:AlternateContent>",
    "a word in an element of nobody": f"<x:y xmlns:x='x'>{_ask('PAGE ')}</x:y>",
    "a piece of nobody": "<w:r><x:instrText xmlns:x='x'>PAGE </x:instrText></w:r>",
    "a word that was deleted": f"<w:del w:id='1'>{_ask('PAGE ')}</w:del>",
    "a word that was deleted, so named": f"<w:del w:id='1'>{_ask('PAGE ')}</w:del>".replace(
        "instrText", "delInstrText"
    ),
    "a word that was added": f"<w:ins w:id='1'>{_ask('PAGE ')}</w:ins>",
    "a word that was moved": f"<w:moveFrom w:id='1'>{_ask('PAGE ')}</w:moveFrom>",
    "a piece of what looks like Word": "<w:r><x:instrText xmlns:x='urn:wordprocessingml'>PAGE "
    "</x:instrText></w:r>",
    "a value of nobody": "<w:fldSimple w:instr='DDE x' x:instr='PAGE' xmlns:x='x'/>",
}
"""What Word may leave out: before a code it would make another of it for whoever looks here."""


@pytest.mark.parametrize("kind", HIDDEN)
def test_a_code_that_word_reads_otherwise_is_refused(kind: str, velden: dict[str, Any]) -> None:
    end = BEGIN.replace("begin", "end")
    data = in_body(PLAIN, f"<w:p>{BEGIN}{HIDDEN[kind]}{_ask('DDE cmd')}{end}</w:p>")
    with pytest.raises(TemplateError, match="veldcode"):
        own.unknown(data)
    with pytest.raises(TemplateError, match="veldcode"):
        own.filled(data, velden, "")


@pytest.mark.parametrize(
    "asked",
    [
        "<w:r><w:t>DDEAUTO cmd</w:t></w:r>",
        f"<w:r><w:t>DDEAUTO cmd </w:t></w:r>{_ask('PAGE')}",
        f"<x:y xmlns:x='x'><w:r><w:t>DDEAUTO cmd </w:t></w:r></x:y>{_ask('PAGE')}",
        f"<x:txbxContent xmlns:x='x'><w:r><w:t>DDE cmd </w:t></w:r></x:txbxContent>{_ask('PAGE')}",
        f"<w:del w:id='1'><w:r><w:delText>DDE cmd </w:delText></w:r></w:del>{_ask('PAGE')}",
    ],
)
def test_text_within_a_code_is_code(asked: str, velden: dict[str, Any]) -> None:
    end = BEGIN.replace("begin", "end")
    data = in_body(PLAIN, f"<w:p>{BEGIN}{asked}{end}</w:p>")
    with pytest.raises(TemplateError, match="veldcode"):
        own.filled(data, velden, "")


@pytest.mark.parametrize("kind", CODES)
def test_a_code_that_fetches_or_starts_something_is_refused(
    kind: str, velden: dict[str, Any]
) -> None:
    with pytest.raises(TemplateError, match=r"^in het onderdeel \S+ staat de veldcode \S+\. "):
        own.unknown(CODES[kind])
    with pytest.raises(TemplateError, match="veldcode"):
        own.filled(CODES[kind], velden, "")


PARTS: dict[str, tuple[bytes, str]] = {
    "a remote template": (
        related(PLAIN, f"{OFFICE}/attachedTemplate", "http://127.0.0.1/x.dotm",
                of="word/_rels/settings.xml.rels"), "ander sjabloon"),
    "a template on a share": (
        related(PLAIN, f"{OFFICE}/attachedTemplate", "file:///\\\\server\\x.dotm",
                of="word/_rels/settings.xml.rels"), "ander sjabloon"),
    "in strict words": (
        related(PLAIN, "http://purl.oclc.org/ooxml/officeDocument/relationships/attachedTemplate",
                "http://127.0.0.1/x.dotm", of="word/_rels/settings.xml.rels"), "ander sjabloon"),
    "a picture": (related(PLAIN, f"{OFFICE}/image", "http://127.0.0.1/x.png"), "afbeelding"),
    "a picture of a theme": (
        related(PLAIN, f"{OFFICE}/image", "http://127.0.0.1/x",
                of="word/theme/_rels/theme1.xml.rels"), "afbeelding"),
    "a header": (related(PLAIN, f"{OFFICE}/header", "http://127.0.0.1/x.xml"), "buiten"),
    "of the package": (
        related(PLAIN, f"{OFFICE}/extended-properties", "http://127.0.0.1/x", of="_rels/.rels"),
        "buiten"),
    "of own data": (
        related(PLAIN, f"{OFFICE}/customXmlProps", "http://127.0.0.1/x",
                of="customXml/_rels/item1.xml.rels"), "buiten"),
    "said to be inside": (
        related(PLAIN, f"{OFFICE}/image", "http://127.0.0.1/x.png", "Internal"), "buiten"),
    "said in other letters": (
        related(PLAIN, f"{OFFICE}/image", "http://127.0.0.1/x.png", "EXTERNAL"), "afbeelding"),
    "a link to a file": (related(PLAIN, f"{OFFICE}/hyperlink", "file:///c:/x.exe"), "koppeling"),
    "a link to a share": (related(PLAIN, f"{OFFICE}/hyperlink", r"\\server\x.exe"), "koppeling"),
    "a link beside it": (related(PLAIN, f"{OFFICE}/hyperlink", "x.exe"), "koppeling"),
    "a link that runs": (related(PLAIN, f"{OFFICE}/hyperlink", "javascript:x"), "koppeling"),
    "an Office link": (related(PLAIN, f"{OFFICE}/hyperlink", "ms-word:ofe|u|x"), "koppeling"),
    "a template that calls itself a link": (
        changed(related(PLAIN, f"{OFFICE}/hyperlink", "http://127.0.0.1/x.dotm",
                        of="word/_rels/settings.xml.rels"), "word/settings.xml",
                lambda p: p.replace(b"</w:settings>", f'<w:attachedTemplate xmlns:r="{OFFICE}" '
                                    'r:id="rId900"/></w:settings>'.encode())), "buiten"),
    "a picture that calls itself a link": (
        in_body(related(PLAIN, f"{OFFICE}/hyperlink", "http://127.0.0.1/x.png"),
                '<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml'
                f'/2006/main" xmlns:r="{OFFICE}" r:link="rId900"/></w:drawing></w:r></w:p>'),
        "buiten"),
    "an old drawing that calls itself a link": (
        in_body(related(PLAIN, f"{OFFICE}/hyperlink", "https://127.0.0.1/x.png"),
                f'<w:p><w:r><w:pict {VML}><v:shape><v:imagedata xmlns:r="{OFFICE}" '
                'r:href="rId900"/></v:shape></w:pict></w:r></w:p>'), "buiten"),
    "a link inside that leads elsewhere": (
        related(PLAIN, f"{OFFICE}/hyperlink", "file://host/x", "Internal"), "buiten"),
    "an Office link inside": (
        related(PLAIN, f"{OFFICE}/hyperlink", " ms-word:ofe|u|x", "Internal"), "buiten"),
    "a picture that shows another": (
        _svg('<image xlink:href="http://127.0.0.1/x.png"/>'), "afbeelding"),
    "a picture that shows a file": (_svg('<use href="file:///c:/x.svg#a"/>'), "afbeelding"),
    "a picture with a colour from elsewhere": (
        _svg('<rect style="fill:url( http://127.0.0.1/x)"/>'), "afbeelding"),
    "a picture with a style": (_svg("<style>@import 'http://127.0.0.1/x'</style>"), "afbeelding"),
    "a picture with a style, in pieces": (
        _svg("<style>.a{fill:u&#114;l<!-- -->(//h/x)}</style>"), "afbeelding"),
    "a picture that runs": (_svg("<script>x</script>"), "afbeelding"),
    "a program with it": (_property("_AssemblyLocation", "http://127.0.0.1/x.vsto"), "programma"),
    "a program with it, by its name": (_property(" &#95;assemblyname1", "*"), "programma"),
    "a smart document": (
        _settings('<sl:schemaLibrary xmlns:sl="http://schemas.openxmlformats.org/schemaLibrary/'
                  '2006/main"><sl:schema sl:manifestLocation="http://127.0.0.1/x"/>'
                  "</sl:schemaLibrary>"), "programma"),
    "a form of a server": (
        with_part(PLAIN, "customXml/item2.xml", b"<customXsn><xsnLocation>http://127.0.0.1/x"
                  b"</xsnLocation></customXsn>", f"{OFFICE}/customXml", "application/xml"),
        "programma"),
    "a style of literature from a server": (_sources(r"\\h\x.xsl"), "programma"),
    "a style of literature that climbs": (_sources(r"\..\..\x.xsl"), "programma"),
    "a style of literature from the internet": (_sources("http://127.0.0.1/x.xsl"), "programma"),
    "a code in a coding that hides": (
        with_part(PLAIN, "word/x2.dat", "\ufeff \n".encode("utf-16-le") + (
            f'<w:ftr xmlns:w="{W}">{field(DDE)}</w:ftr>').encode("utf-16-le"),
            f"{OFFICE}/footer", f"{WORD}.footer+xml"), "tekencodering"),
    "a linked object": (related(PLAIN, f"{OFFICE}/oleObject", "file:///c:/x.xlsx"), "OLE"),
    "an embedded object": (
        with_part(PLAIN, "word/x1.bin", b"\xd0\xcf\x11\xe0", f"{OFFICE}/oleObject",
                  "application/octet-stream"), "OLE"),
    "an embedded workbook": (
        with_part(PLAIN, "word/embeddings/x.xlsx", b"PK", f"{OFFICE}/package",
                  "application/octet-stream"), "ingesloten"),
    "macros": (
        with_part(PLAIN, "word/vbaProject.bin", b"x", f"{MS}/2006/relationships/vbaProject",
                  "application/vnd.ms-office.vbaProject"), "macro"),
    "macros by another name": (
        with_part(PLAIN, "word/plaatje.png", b"x", f"{MS}/2006/relationships/vbaProject",
                  "image/png"), "macro"),
    "macros that nothing names": (
        packed({**unpacked(PLAIN), "word/VBAProject.bin": b"x"}), "macro"),
    "a document with macros": (
        changed(PLAIN, "[Content_Types].xml",
                lambda p: p.replace(f"{WORD}.document.main".encode(),
                                    b"application/vnd.ms-word.document.macroEnabled.main")),
        "macro"),
    "keys that start macros": (
        with_part(PLAIN, "word/customizations.xml", b"<a/>",
                  f"{MS}/2006/relationships/keyMapCustomizations", "application/xml"),
        "niet kan"),
    "a ribbon of its own": (
        with_part(PLAIN, "customUI/customUI.xml", b"<a/>",
                  f"{MS}/2006/relationships/ui/extensibility", "application/xml"), "niet kan"),
    "an add-in of the web": (
        with_part(PLAIN, "word/webextensions/taskpanes.xml", b"<a/>",
                  f"{MS}/2011/relationships/webextensiontaskpanes", "application/xml"),
        "niet kan"),
    "an inserted file": (
        with_part(in_body(PLAIN, '<w:altChunk/>'), "word/x.html", b"<html/>", f"{OFFICE}/aFChunk",
                  "text/html"), "ander bestand"),
    "an inserted file by name alone": (in_body(PLAIN, "<w:altChunk/>"), "ander bestand"),
    "a subdocument": (in_body(PLAIN, "<w:p><w:subDoc/></w:p>"), "subdocument"),
    "an object in the text": (
        in_body(PLAIN, f"<w:p><w:r><w:object {VML}><o:OLEObject/></w:object></w:r></w:p>"), "OLE"),
    "a control": (
        in_body(PLAIN, "<w:p><w:r><w:object><w:control/></w:object></w:r></w:p>"), "ActiveX"),
    "a drawing of elsewhere": (
        in_body(PLAIN, f'<w:p><w:r><w:pict {VML}><v:shape><v:imagedata src="http://127.0.0.1/x"/>'
                       "</v:shape></w:pict></w:r></w:p>"), "afbeelding"),
    "a film": (
        in_body(PLAIN, '<w:p><w:r><wp15:webVideoPr xmlns:wp15="http://schemas.microsoft.com/office'
                       '/word/2012/wordprocessingDrawing" embeddedHtml="x"/></w:r></w:p>'), "film"),
    "a source of addresses": (_settings('<w:mailMerge><w:query w:val="SELECT"/></w:mailMerge>'),
                              "samenvoegen"),
    "a sheet that runs on saving": (_settings("<w:saveThroughXslt/>"), "opslaan"),
    "a smart tag": (_settings('<w:smartTagType w:url="http://127.0.0.1/x"/>'), "infolabel"),
    "frames": (
        changed(PLAIN, "word/webSettings.xml",
                lambda p: p.replace(b"</w:webSettings>", b"<w:frameset/></w:webSettings>")),
        "frames"),
    "a macro of a form": (
        in_body(PLAIN, '<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData>'
                       '<w:entryMacro w:val="x"/></w:ffData></w:fldChar></w:r></w:p>'), "macro"),
    "a document type": (
        changed(PLAIN, "word/document.xml",
                lambda p: p.replace(b"<w:document", b'<!DOCTYPE a SYSTEM "http://127.0.0.1/x">'
                                                    b"<w:document", 1)), "documenttype"),
    "a bomb of entities": (
        changed(PLAIN, "word/styles.xml",
                lambda p: p.replace(b"<w:styles", b'<!DOCTYPE a [<!ENTITY a "b">]><w:styles')),
        "documenttype"),
    "another coding": (
        changed(PLAIN, "word/styles.xml",
                lambda p: b"\xff\xfe" + p.decode().replace("UTF-8", "UTF-16").encode("utf-16-le")),
        "beschadigd"),
    "a rare coding by another name": (
        with_part(PLAIN, "word/notes.dat",
                  f'<w:footnotes xmlns:w="{W}">{field(DDE)}</w:footnotes>'.encode("utf-32-be"),
                  f"{OFFICE}/footnotes", FOOTNOTES), "verminkt|veldcode"),
    "another coding by another name": (
        with_part(PLAIN, "word/notes.dat",
                  f'<w:footnotes xmlns:w="{W}">{field(DDE)}</w:footnotes>'.encode("utf-16-be"),
                  f"{OFFICE}/footnotes", FOOTNOTES), "verminkt|veldcode"),
}  # fmt: skip


@pytest.mark.parametrize("kind", PARTS)
def test_a_part_that_fetches_or_starts_something_is_refused(
    kind: str, velden: dict[str, Any]
) -> None:
    data, words = PARTS[kind]
    with pytest.raises(TemplateError, match=words):
        own.unknown(data)
    with pytest.raises(TemplateError, match=words):
        own.filled(data, velden, "")


@pytest.mark.parametrize(
    "xml",
    [
        field("{{ 'DDE' ~ 'AUTO' }} cmd"),
        field("REF x").replace("REF x", "{% set x %}{{ 'DDE' }}{% endset %}{{ x }} cmd"),
        "<w:p><w:fldSimple w:instr=\"{{ 'LIN' + 'K' }} x\"/></w:p>",
        field("HYPERLINK \"{{ 'file:' }}//server/x\""),
        '<w:p>{{ "w:altChunk" }}<w:r><w:fldChar w:fldCharType="{{ \'begin\' }}"/></w:r>'
        "<w:r><w:instrText>{{ 'DD' }}{{ 'E' }} x</w:instrText></w:r></w:p>",
    ],
)
def test_a_code_that_fields_put_together_is_refused(xml: str, velden: dict[str, Any]) -> None:
    """The words of it stand nowhere in the template, only in the document that it would make."""
    with pytest.raises(TemplateError, match="veldcode"):
        own.filled(in_body(PLAIN, xml), velden, "")


def test_a_text_of_a_sender_becomes_no_code(velden: dict[str, Any]) -> None:
    """Somebody's text in the code of a link: it may lead to a page, and to nothing else."""
    data = in_body(PLAIN, field('HYPERLINK "{{ gemeente }}"'))
    for text in (r"\\server\x", 'x" \\l "y', "file:///x", "x.exe"):
        with pytest.raises(TemplateError, match="veldcode HYPERLINK"):
            own.filled(data, {**velden, "gemeente": text}, "")
    assert own.filled(data, {**velden, "gemeente": "https://alphenaandenrijn.nl"}, "")


PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63000100000500010d0a2db40000000049454e44ae426082"
)
ORDINARY: dict[str, bytes] = {
    "codes of every day": in_body(PLAIN, "".join(
        field(code) for code in (
            "PAGE", " NUMPAGES ", "page \\* MERGEFORMAT", r'TOC \o "1-3" \h \z \u', "REF _Ref1 \\h",
            r'DATE \@ "d MMMM yyyy"', "SEQ Figuur \\* ARABIC", 'STYLEREF "Kop 1"', "=SUM(ABOVE)",
            " = 1 + 1 ", "FORMTEXT", "MERGEFIELD Naam", "TITLE", "AUTHOR", "FILENAME", "PAGEREF x",
            'HYPERLINK "https://www.alphenaandenrijn.nl/wonen"', r'HYPERLINK \l "_Toc1"',
            r'HYPERLINK "https://a.nl" \l "deel" \o "lees meer"', 'HYPERLINK "mailto:a@b.nl"',
            "DOCPROPERTY Titel", "NOTEREF x", 'XE "woord"', "INDEX", "CITATION x", "EQ x"))),
    "codes within codes": in_body(PLAIN, nested("IF ", ["PAGE"], " = 1 een ander")),
    "an empty code": in_body(PLAIN, field("")),
    "a code with a field of ours": in_body(PLAIN, field("REF {{ jaar }}")),
    "links to pages": related(
        related(PLAIN, f"{OFFICE}/hyperlink", "https://www.alphenaandenrijn.nl"),
        f"{OFFICE}/hyperlink", "mailto:wonen@alphenaandenrijn.nl",
        of="word/_rels/footnotes.xml.rels"),
    "a link to click on": in_body(
        related(PLAIN, f"{OFFICE}/hyperlink", "https://www.alphenaandenrijn.nl"),
        f'<w:p><w:hyperlink xmlns:r="{OFFICE}" r:id="rId900"><w:r><w:t>x</w:t></w:r></w:hyperlink>'
        "</w:p>"),
    "a footnote": _story("footnotes", "<w:p><w:r><w:t>{{ gemeente }}</w:t></w:r></w:p>"),
    "an endnote": _story("endnotes", "<w:p><w:r><w:t>noot</w:t></w:r></w:p>"),
    "a comment": _story("comments", "<w:p><w:r><w:t>opmerking</w:t></w:r></w:p>"),
    "a text box": in_body(PLAIN, BOX.format("<w:p><w:r><w:t>{{ gemeente }}</w:t></w:r></w:p>")),
    "tracked changes": in_body(PLAIN,
        '<w:p><w:ins w:id="1" w:author="a"><w:r><w:t>{{ jaar }}</w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="a"><w:r><w:delText>weg</w:delText></w:r></w:del></w:p>'),
    "a code that was added": in_body(PLAIN,
        f"<w:p><w:ins w:id='1'>{field('PAGE')[5:-6]}</w:ins><w:del w:id='2'>{field('PAGE')[5:-6]}"
        "</w:del></w:p>"),
    "a code in a text box in a code": in_body(
        PLAIN, nested("IF 1 = 1 ", ["PAGE"], "x") + BOX.format(field("NUMPAGES"))),
    "a picture drawn in words": _svg(
        '<style>.a{fill:#fff;mask:url(#x)}</style><a id="x"/><use xlink:href="#x"/>'
        '<rect style="fill:url(#x)"/>'
        '<image href="data:image/png;base64,AA=="/>'),
    "a style of literature": _sources(r"\APASixthEditionOfficeOnline.xsl"),
    "a property of its own": _property("Zaaknummer", "2019-1"),
    "a form that a server does not have": with_part(
        PLAIN, "customXml/item2.xml", b"<customXsn><xsnLocation> </xsnLocation></customXsn>",
        f"{OFFICE}/customXml", "application/xml"),
    "quotes that Word makes": template("{% if jaar == “2019” %}{{ gemeente }}{% endif %}"),
    "a picture": with_part(PLAIN, "word/media/image1.png", PICTURE, f"{OFFICE}/image", "image/png"),
    "a font": with_part(PLAIN, "word/fonts/font1.odttf", bytes(range(64)), f"{OFFICE}/font",
                        "application/vnd.openxmlformats-officedocument.obfuscatedFont"),
    "a label of sensitivity": related(
        packed({**unpacked(PLAIN),
                "docMetadata/LabelInfo.xml": b"<clbl:labelList xmlns:clbl='x'/>"}),
        f"{MS}/2020/02/relationships/classificationlabels", "docMetadata/LabelInfo.xml",
        "Internal", of="_rels/.rels"),
    "people": with_part(PLAIN, "word/people.xml", b"<w15:people xmlns:w15='x'/>",
                        f"{MS}/2011/relationships/people", f"{WORD}.people+xml"),
    "building blocks": with_part(
        PLAIN, "word/glossary/document.xml",
        f'<w:glossaryDocument xmlns:w="{W}">{field("PAGE")}</w:glossaryDocument>'.encode(),
        f"{OFFICE}/glossaryDocument", f"{WORD}.document.glossary+xml"),
    "data of another program": with_part(
        PLAIN, "customXml/item2.xml", b"<control><altChunk/><Relationship Type='x'/></control>",
        f"{OFFICE}/customXml", "application/xml"),
}  # fmt: skip


@pytest.mark.steekproef(8)
@pytest.mark.parametrize("kind", ORDINARY)
def test_what_people_do_in_word_passes(kind: str, velden: dict[str, Any]) -> None:
    assert own.unknown(ORDINARY[kind]) == []
    made = own.filled(ORDINARY[kind], velden, "2019-12-31T00:00:00Z")
    texts = [paragraph.text for paragraph in docx.Document(io.BytesIO(made)).paragraphs]
    assert any("Alphen aan den Rijn" in text for text in texts)


def test_a_template_that_another_program_saved_passes(
    velden: dict[str, Any], tmp_path: Path
) -> None:
    """Saved again in LibreOffice, which writes parts and codes of its own."""
    path = tmp_path / "eigen.docx"
    path.write_bytes(in_body(template("{{ jaar }}", place="kop"), field("PAGE") + field("DATE")))
    data = convert(path, "docx", tmp_path).read_bytes()
    assert set(unpacked(data)) != set(unpacked(path.read_bytes()))
    assert own.unknown(data) == []
    assert b">2019<" in unpacked(own.filled(data, velden, ""))["word/header1.xml"]


def _bomb(name: str, size: int) -> bytes:
    """Give a template with a part of so many megabytes of nothing, packed small."""
    stream = io.BytesIO(PLAIN)
    with (
        zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open(name, "w") as part,
    ):
        for _ in range(size):
            part.write(bytes(1024 * 1024))
    return stream.getvalue()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: _bomb("word/media/x.bin", 200), "te groot"),
        (lambda: _bomb("word/media/x.bin", 30), "ongewone manier"),
        (lambda: packed({**unpacked(PLAIN), **{f"word/media/{n}": b"" for n in range(600)}}),
         "meer dan 500 onderdelen"),
        (lambda: PLAIN[:-30], "beschadigd"),
        (lambda: b"\xd0\xcf\x11\xe0" * 99, "geen Word-document"),
        (lambda: packed({"a.txt": b"niets"}), "geen heel Word-document"),
        (lambda: packed({**unpacked(PLAIN), "../../x": b""}), "vreemde naam"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_template_is_told(
    make: Callable[[], bytes], words: str, velden: dict[str, Any]
) -> None:
    data = make()
    start = time.process_time()
    with pytest.raises(TemplateError, match=words):
        own.filled(data, velden, "")
    assert time.process_time() - start < 5


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name here")
@pytest.mark.parametrize(
    "kind", ["a pipe", "a device", "a folder", "a loop", "too large", "nothing"]
)
def test_what_is_no_file_is_refused_at_once(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], schrijf: Callable[..., Path]
) -> None:
    path = tmp_path / "eigen.docx"
    match kind:
        case "a pipe":
            os.mkfifo(path)
        case "a device":
            path = Path("/dev/zero")
        case "a folder":
            path.mkdir()
        case "a loop":
            path.symlink_to(path)
        case "too large":
            with path.open("wb") as stream:
                stream.truncate(21 * 1024 * 1024)
        case "nothing":
            path.touch()
    said = {"too large": "telt meer dan 20 MB", "nothing": "is leeg."}.get(
        kind, "is niet te lezen."
    )
    uit = tmp_path / "verslag.docx"
    for words, code in (
        (["sjabloon", "controleer", str(path)], 1),
        (["verslag", str(schrijf("Woonforte")), "--uit", str(uit), "--sjabloon", str(path)], 2),
    ):
        assert run(words) == code
        told = " ".join(capsys.readouterr().err.split())
        assert "VSL-001" in told
        assert said in told
    assert not uit.exists()


MUCH = (
    "{% for a in range(999) %}{% for b in range(999) %}{% for c in range(999) %}{{ a }}"
    "{% endfor %}{% endfor %}{% endfor %}",
    "{% for a in range(99999) %}{% endfor %}",
    "{{ lipsum(n=200000) }}",
    "{{ 'A' * 1000000000 }}",
    "{{ 1000000000 * 'A' }}",
    "{{ [1] * 1000000000 }}",
    "{{ '%2000000000d'|format(1) }}",
    "{{ '%2000000000d' % 1 }}",
    "{{ '%*d' % (2000000000, 1) }}",
    "{{ '%.2000000000f' % 1 }}",
    "{{ 'x'|center(2000000000) }}",
    "{{ 'x\n'|indent(2000000000) }}",
    "{{ 'x'|indent('y' * 100000) }}",
    "{{ []|batch(2000000000, 'x')|list }}",
    "{{ [1]|slice(2000000000)|list }}",
    "{{ 1|round(2000000000, 'floor') }}",
    "{{ ('a' * 100000)|replace('a', 'b' * 100000) }}",
    "{{ ('a' * 100000)|replace('', 'b' * 100000) }}",
    "{{ range(1000)|join('b' * 100000) }}",
    "{% set x = 'x' * 1000 %}" + "{% set x = x ~ x %}" * 40 + "{{ x }}",
    "{% set x = 'x' * 1000 %}" + "{% set x = x + x %}" * 40 + "{{ x }}",
    "{% set x = [1] %}" + "{% set x = [x, x] %}" * 60 + "{{ x }}",
    "{% set x = [1] %}" + "{% set x = [x, x] %}" * 60 + "{{ x ~ 'a' }}",
    "{% set x = [1] %}" + "{% set x = [x, x] %}" * 60 + "{{ x|join }}",
    "{% set x = [1] %}" + "{% set x = x + x %}" * 60,
    "{% set x = 9 %}" + "{% set x = x * x %}" * 60 + "{{ x }}",
    "{{ 9 ** 9 ** 9 ** 9 }}",
    "{{ 10 ** 1000000000 }}",
    "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
    "{% macro f() %}{{ g() }}{% endmacro %}{% macro g() %}{{ f() }}{% endmacro %}{{ f() }}",
    "{% macro f(n) %}{{ f(n + 1) }}{{ f(n + 1) }}{% endmacro %}{{ f(0) }}",
    "".join(
        f"{{% macro m{n + 1}() %}}{{{{ m{n}() }}}}{{{{ m{n}() }}}}{{% endmacro %}}"
        for n in range(30)
    )
    + "{{ m30() }}",
    "{% macro m0() %}a{% endmacro %}"
    + "".join(
        f"{{% macro m{n + 1}() %}}{{{{ m{n}() }}}}{{{{ m{n}() }}}}{{% endmacro %}}"
        for n in range(30)
    )
    + "{{ m30() }}",
    "{% for t in themas recursive %}{{ loop(themas) }}{% endfor %}",
    "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
    "{% if jaar %}" * 400 + "{% endif %}" * 400,
    "{% for x in themas %}" * 25 + "{% endfor %}" * 25,
    "{{ " + "not " * 5000 + "jaar }}",
)


@pytest.mark.steekproef(12)
@pytest.mark.parametrize("line", MUCH, ids=range(len(MUCH)))
def test_a_template_that_asks_for_too_much_is_ended(line: str, velden: dict[str, Any]) -> None:
    """In the process itself, before the one that can be ended has to be."""
    start = time.process_time()
    with pytest.raises(TemplateError):
        own.filled(template(line), velden, "")
    assert time.process_time() - start < 20


SLOW = (
    "{% set x = [1] %}{% set y = [1] %}"
    + "{% set x = [x, x] %}{% set y = [y, y] %}" * 60
    + "{% if x == y %}{% endif %}"
)
"""Two lists that are the same and share nothing: to compare them takes for ever."""


def test_what_goes_on_for_ever_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(own_template, "SECONDS", 3)
    path = tmp_path / "eigen.docx"
    path.write_bytes(template(SLOW))
    start = time.monotonic()
    assert run(["sjabloon", "controleer", str(path)]) == 1
    assert time.monotonic() - start < 60
    assert "het duurde langer dan 3 seconden" in " ".join(capsys.readouterr().err.split())


def test_what_takes_all_memory_is_ended(schrijf: Callable[..., Path], tmp_path: Path) -> None:
    # In a process of its own: what other tests left in this one would count as well.
    program = (
        "import sys; from prestatieafspraken.batch.guarding import own_template; "
        "own_template.MEMORY = 150 * 2**20; "
        "from prestatieafspraken.cli.app import run; sys.exit(run(sys.argv[1:]))"
    )
    path, uit = tmp_path / "eigen.docx", tmp_path / "verslag.docx"
    lines = "{% set x = 'x' * 100000 %}{% for a in range(300) %}{{ x }}{% endfor %}"
    path.write_bytes(template(lines))
    words = ["verslag", str(schrijf("Woonforte")), "--uit", str(uit), "--sjabloon", str(path)]
    done = subprocess.run(
        [sys.executable, "-c", program, *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "geheugen" in " ".join(done.stderr.split())
    assert not uit.exists()
