"""Own Word templates for tests, with fields anywhere and parts that somebody added."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence

import docx

from proving.kit.package import packed, unpacked

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
PLACES = ("tekst", "tabel", "kop", "voet", "eigenschap", "voetnoot")
"""Where a field can stand: in the text, a cell, the header, the footer, the title, a footnote."""


def template(*lines: str, place: str = "tekst") -> bytes:
    """Give a template with these lines in one place."""
    document = docx.Document()
    match place:
        case "tekst":
            for line in lines:
                document.add_paragraph(line)
        case "tabel":
            cell = document.add_table(1, 1).cell(0, 0)
            for line in lines:
                cell.add_paragraph(line)
        case "kop" | "voet":
            section = document.sections[0]
            story = section.header if place == "kop" else section.footer
            for line in lines:
                story.add_paragraph(line)
        case "eigenschap":
            document.core_properties.title = "titel"
    stream = io.BytesIO()
    document.save(stream)
    data = stream.getvalue()
    if place == "eigenschap":
        title = f"<dc:title>{_escaped(''.join(lines))}<".encode()
        return changed(data, "docProps/core.xml", lambda p: p.replace(b"<dc:title>titel<", title))
    if place != "voetnoot":
        return data
    body = "".join(f"<w:p><w:r><w:t>{_escaped(line)}</w:t></w:r></w:p>" for line in lines)
    notes = f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2">{body}</w:footnote></w:footnotes>'
    return with_part(data, "word/footnotes.xml", notes.encode(), f"{OFFICE}/footnotes", FOOTNOTES)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def changed(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Give a document of which one part was changed."""
    content = unpacked(data)
    content[name] = change(content[name])
    return packed(content)


def in_body(data: bytes, xml: str) -> bytes:
    """Give a document with XML at the begin of its text."""
    return changed(
        data,
        "word/document.xml",
        lambda part: re.sub(rb"(<w:body[^>]*>)", lambda m: m[1] + xml.encode(), part, count=1),
    )


def related(data: bytes, kind: str, target: str, mode: str = "External", of: str = "") -> bytes:
    """Give a document with one more relation of a part, of the text by default."""
    relation = f'<Relationship Id="rId900" Type="{kind}" Target="{target}" TargetMode="{mode}"/>'
    name = of or "word/_rels/document.xml.rels"
    content = unpacked(data)
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    before = content.get(name, empty + b"</Relationships>")
    content[name] = before.replace(b"</Relationships>", relation.encode() + b"</Relationships>")
    return packed(content)


def with_part(data: bytes, name: str, part: bytes, kind: str, content_type: str) -> bytes:
    """Give a document with one more part, related to the text."""
    more = related(data, kind, f"/{name}", "Internal")
    override = f'<Override PartName="/{name}" ContentType="{content_type}"/></Types>'
    listed = changed(
        more, "[Content_Types].xml", lambda p: p.replace(b"</Types>", override.encode())
    )
    return packed({**unpacked(listed), name: part})


def field(*pieces: str) -> str:
    """Give the XML of a field of Word whose code stands in so many runs."""
    runs = "".join(
        f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>' for piece in pieces
    )
    return (
        f"<w:p>{_mark('begin')}{runs}{_mark('separate')}<w:r><w:t>x</w:t></w:r>{_mark('end')}</w:p>"
    )


def _mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def nested(before: str, inner: Sequence[str], after: str) -> str:
    """Give the XML of a field whose code holds another field."""
    within = field(*inner).removeprefix("<w:p>").removesuffix("</w:p>")

    def code(text: str) -> str:
        return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'

    return f"<w:p>{_mark('begin')}{code(before)}{within}{code(after)}{_mark('end')}</w:p>"
