"""Files that nobody sends by accident, each made from a good workbook by one change.

python tests/proving/hostile/kinds.py MAP writes them all into a folder.
"""

from __future__ import annotations

import io
import random
import re
import struct
import sys
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from proving.hostile.damage import ole, repack, with_flag, zipped
from proving.hostile.kopieen import COPIES

Make = Callable[[bytes], bytes]

SHEET = "xl/worksheets/sheet7.xml"  # Woningvoorraad
BOOK = "xl/workbook.xml"
MB = 1024 * 1024
BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a0 "ha">'
    + b"".join(b'<!ENTITY a%d "%s">' % (i, b"&a%d;" % (i - 1) * 10) for i in range(1, 10))
    + b"]>"
)


@dataclass(frozen=True)
class Hostile:
    """One kind of file: what it is, how it is made, and the codes one of which must be told.

    Without codes it is harmless to us, and must be read as a workbook.
    """

    name: str
    make: Make
    codes: tuple[str, ...] = ()


def part(name: str, change: Callable[[bytes], bytes]) -> Make:
    """Change the bytes of one part, which must then be other bytes."""

    def make(data: bytes) -> bytes:
        hits = []

        def one(found: str, content: bytes) -> bytes:
            if found != name:
                return content
            changed = change(content)
            hits.append(changed != content)
            return changed

        made = repack(data, one)
        assert hits == [True], f"nothing changed in {name}"
        return made

    return make


def added(name: str, content: bytes, *, method: int = zipfile.ZIP_DEFLATED) -> Make:
    """Add a part."""

    def make(data: bytes) -> bytes:
        stream = io.BytesIO(data)
        with warnings.catch_warnings(), zipfile.ZipFile(stream, "a", method) as archive:
            warnings.simplefilter("ignore")  # a name twice is what we want
            archive.writestr(name, content)
        return stream.getvalue()

    return make


def many(amount: int, content: bytes = b"x") -> Make:
    """Add very many parts."""

    def make(data: bytes) -> bytes:
        stream = io.BytesIO(data)
        with zipfile.ZipFile(stream, "a") as archive:
            for number in range(amount):
                archive.writestr(f"xl/media/{number}.txt", content)
        return stream.getvalue()

    return make


def cells(*rows: bytes) -> Make:
    """Add rows to the end of the sheet of the stock."""
    return part(SHEET, lambda c: c.replace(b"</sheetData>", b"".join(rows) + b"</sheetData>"))


def after(tail: bytes) -> Make:
    """Add elements after the cells of the sheet of the stock."""
    return part(SHEET, lambda c: c.replace(b"</sheetData>", b"</sheetData>" + tail))


def stock(new: bytes) -> Make:
    """Replace the cell with the stock of 2018 (D8)."""
    return part(SHEET, lambda c: re.sub(rb'<c r="D8"[^>]*><v>9823</v></c>', lambda _: new, c))


def shared(texts: bytes, stated: bytes = b"") -> Make:
    """Add shared texts, which the built workbook does not have."""
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return lambda data: added(
        "xl/sharedStrings.xml", b'<sst xmlns="%s" %s>%s</sst>' % (main, stated, texts)
    )(related(b"sharedStrings", b"sharedStrings.xml", external=False)(data))


def lying_size(data: bytes) -> bytes:
    """State a small size for a large part: trusted, it would be cut off without a word."""
    at = data.find(b"PK\x01\x02")
    while data[at + 46 : at + 46 + len(SHEET)] != SHEET.encode():
        at = data.find(b"PK\x01\x02", at + 1)
    return data[: at + 24] + struct.pack("<L", 100) + data[at + 28 :]


def overlapping(data: bytes) -> bytes:
    """Let two entries share their bytes."""
    changed = bytearray(data)
    first = data.find(b"PK\x01\x02")
    second = data.find(b"PK\x01\x02", first + 1)
    changed[second + 42 : second + 46] = data[first + 42 : first + 46]
    return bytes(changed)


def wrong_crc(data: bytes) -> bytes:
    """State another checksum."""
    at = data.find(b"PK\x01\x02")
    return data[: at + 16] + b"\x00\x00\x00\x00" + data[at + 20 :]


def method(number: int) -> Make:
    """State another way of packing in both headers."""

    def make(data: bytes) -> bytes:
        changed = bytearray(data)
        for magic, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
            at = data.find(magic)
            changed[at + offset : at + offset + 2] = struct.pack("<H", number)
        return bytes(changed)

    return make


def strict(data: bytes) -> bytes:
    """Write it as Excel does for who chooses Strict Open XML: under other namespaces."""
    old = b"http://schemas.openxmlformats.org/"
    new = b"http://purl.oclc.org/ooxml/"

    def change(name: str, content: bytes) -> bytes:
        if "content_types" in name.lower() or b"package/2006" in content[:400]:
            return re.sub(rb"%s(officeDocument)/2006" % old, rb"%s\1" % new, content)
        return re.sub(rb"%s(\w+)/2006" % old, rb"%s\1" % new, content)

    return repack(data, change)


def sheets(amount: int) -> Make:
    """List one sheet very many times, under names of their own."""

    def change(content: bytes) -> bytes:
        match = re.search(rb'r:id="[^"]*"|\w+:id="[^"]*"', content)
        assert match
        more = b"".join(
            b'<sheet xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
            b'name="s%d" sheetId="%d" r:id="%s"/>' % (i, i + 500, match[0].split(b'"')[1])
            for i in range(amount)
        )
        return content.replace(b"</sheets>", more + b"</sheets>")

    return part(BOOK, change)


def relation(kind: bytes, target: bytes, *, external: bool = True) -> bytes:
    """Give a relation of the list of sheets."""
    mode = b' TargetMode="External"' if external else b""
    return (
        b'<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/%s" Target="%s"%s/></Relationships>' % (kind, target, mode)
    )


def related(kind: bytes, target: bytes, *, external: bool = True) -> Make:
    """Add a relation to the list of sheets."""
    return part(
        "xl/_rels/workbook.xml.rels",
        lambda c: c.replace(b"</Relationships>", relation(kind, target, external=external)),
    )


def sheet_elsewhere(target: bytes, mode: bytes = b"") -> Make:
    """Let the first sheet lie somewhere else."""

    def change(content: bytes) -> bytes:
        return re.sub(
            rb'Target="/?(?:xl/)?worksheets/sheet7.xml"', b'Target="%s"%s' % (target, mode), content
        )

    return part("xl/_rels/workbook.xml.rels", change)


def both(*makes: Make) -> Make:
    """Make one change after another."""

    def make(data: bytes) -> bytes:
        for one in makes:
            data = one(data)
        return data

    return make


def noise(size: int) -> bytes:
    """Give bytes that hardly pack, the same each time."""
    return random.Random(1).randbytes(size)  # noqa: S311


def big_rows(amount: int) -> bytes:
    """Give rows full of figures."""
    return b"".join(
        b'<row r="%d">%s</row>'
        % (r, b"".join(b'<c r="%s%d"><v>%d</v></c>' % (c, r, r) for c in (b"A", b"B", b"C", b"D")))
        for r in range(100, 100 + amount)
    )


def text(address: str, content: str) -> bytes:
    """Give a cell with a text."""
    return f'<c r="{address}" t="inlineStr"><is><t>{content}</t></is></c>'.encode()


def texts(unit: str, amount: int = 40) -> Make:
    """Give cells of so many characters as fit, all of the same words, beside the tables."""
    rng = random.Random(2)  # noqa: S311
    lines = []
    for row in range(100, 100 + amount):
        # An end of its own keeps each cell from packing so well that the door sees a bomb.
        end = rng.randbytes(300).hex()
        full = (unit * (32_000 // len(unit) + 1))[: 32_700 - len(end)]
        lines.append(b'<row r="%d">%s</row>' % (row, text(f"P{row}", f"{full} {end}")))
    return cells(*lines)


def explained(amount: int) -> Make:
    """Explain one finding so many times, on as many rows that are the same."""

    def change(name: str, content: bytes) -> bytes:
        if b'displayName="tblBevindingen"' in content:
            return re.sub(rb'ref="A6:J26"', b'ref="A6:J%d"' % (6 + amount), content)
        if name.startswith("xl/worksheets/sheet") and b">Herstel<" in content:
            rows = b"".join(
                b'<row r="%d">%s</row>'
                % (r, text(f"B{r}", "DUB-001") + text(f"C{r}", "Woningvoorraad")
                   + text(f"J{r}", "Dit klopt."))
                for r in range(7, 7 + amount)
            )  # fmt: skip
            return re.sub(
                rb'<row r="7".*</sheetData>', lambda _: rows + b"</sheetData>", content, flags=re.S
            )
        return content

    return lambda data: repack(cells(same_rows(amount))(data), change)


def same_rows(amount: int) -> bytes:
    """Give a row of the stock so many times, with a figure: without one it is no row yet."""
    return b"".join(
        b'<row r="%d">%s<c r="B%d"><v>2017</v></c>%s<c r="E%d"><v>7</v></c></row>'
        % (r, text(f"A{r}", "Woonforte"), r, text(f"C{r}", "realisatie"), r)
        for r in range(100, 100 + amount)
    )


def listed_again(amount: int) -> Make:
    """Refer so many times to the one table of a sheet."""
    line = (
        b'<Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        b'table" Target="/xl/tables/table5.xml" Id="n%d"/>'
    )
    more = b"".join(line % n for n in range(amount))
    return part(
        "xl/worksheets/_rels/sheet7.xml.rels",
        lambda c: c.replace(b"</Relationships>", more + b"</Relationships>"),
    )


def headers(sheets_of: int, rows: int, width: int) -> Make:
    """Give sheets full of rows that look like the headers of a table, and go on for long."""
    names = ("Corporatie", "Jaar", "Soort cijfer", "DAEB", "Niet-DAEB", "Verkoop", "Nieuwbouw")

    def make(data: bytes) -> bytes:
        stream = io.BytesIO()
        listed, links, files = b"", b"", {}
        for n in range(sheets_of):
            lines = []
            for r in range(1, rows + 1):
                words = [*names, *(f"{n}-{r}-{c}" for c in range(width - len(names)))]
                line = "".join(
                    f'<c t="inlineStr"><is><t>{word}</t></is></c>' for word in words
                ).encode()
                lines.append(b'<row r="%d">%s</row>' % (r, line))
            files[f"xl/worksheets/meer{n}.xml"] = (
                b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
                b"<sheetData>%s</sheetData></worksheet>" % b"".join(lines)
            )
            listed += b'<sheet xmlns:r="%s" name="m%d" sheetId="%d" r:id="meer%d"/>' % (
                OFFICE.encode(), n, n + 700, n,
            )  # fmt: skip
            links += b'<Relationship Id="meer%d" Type="%s/worksheet" Target="/xl/worksheets/meer%d.xml"/>' % (
                n, OFFICE.encode(), n,
            )  # fmt: skip

        def change(name: str, content: bytes) -> bytes:
            if name == BOOK:
                return content.replace(b"</sheets>", listed + b"</sheets>")
            if name == "xl/_rels/workbook.xml.rels":
                return content.replace(b"</Relationships>", links + b"</Relationships>")
            return content

        stream.write(repack(data, change))
        with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
            for name, content in files.items():
                archive.writestr(name, content)
        return stream.getvalue()

    return make


FAR = b'<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
MERGE = b'<mergeCells count="%d">%s</mergeCells>'
LONG = b"<si><t>" + b"lang " * 6000 + b"</t></si>"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

ODS = b"application/vnd.oasis.opendocument.spreadsheet"
LOCKED = (
    b'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    b'<m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry></m:manifest>'
)
QUADRATIC = b'<!DOCTYPE a [<!ENTITY x "%s">]>' % (b"a" * 50_000)

KINDS: tuple[Hostile, ...] = (
    # the file
    Hostile("empty", lambda d: b"", ("BST-004",)),
    Hostile("one byte", lambda d: b"P", ("BST-006",)),
    Hostile("text", lambda d: b"Corporatie;Jaar\n", ("BST-006",)),
    Hostile("web page", lambda d: b"<html><script>alert(1)</script></html>", ("BST-006",)),
    Hostile("spreadsheet of 2003", lambda d: b"<?xml version='1.0'?><Workbook/>", ("BST-006",)),
    Hostile("old format", lambda d: ole("Workbook"), ("BST-007",)),
    Hostile("encrypted", lambda d: ole("EncryptedPackage"), ("BST-009",)),
    Hostile("protected by a label", lambda d: ole("EncryptedPackage", "DRMContent"), ("BST-009",)),
    Hostile("half a file", lambda d: d[: len(d) // 2], ("BST-010",)),
    Hostile("last byte missing", lambda d: d[:-1], ("BST-010",)),
    Hostile("only the first bytes", lambda d: d[:4], ("BST-010",)),
    Hostile("junk behind", lambda d: d + noise(70_000), ("BST-010",)),
    Hostile("junk in front", lambda d: noise(1000) + d, ("BST-006",)),
    Hostile("a zip of something else", lambda d: zipped(a_txt=b"x"), ("BST-006",)),
    Hostile("binary workbook", lambda d: zipped(xl__workbook_bin=b"x"), ("BST-008",)),
    Hostile("a PDF", lambda d: b"%PDF-1.7\n", ("BST-006",)),
    Hostile("a Word document", lambda d: zipped(word__document_xml=b"<x/>"), ("BST-006",)),
    Hostile("a workbook of Numbers", lambda d: zipped(Index__Document_iwa=b"x"), ("BST-008",)),
    Hostile(
        "an OpenDocument workbook", lambda d: zipped(mimetype=ODS, content_xml=b"<x/>"), ("BST-008",)
    ),
    Hostile(
        "an OpenDocument workbook with a password",
        lambda d: zipped(
            **{"mimetype": ODS, "META-INF__manifest_xml": LOCKED, "content_xml": noise(999)}
        ),
        ("BST-009",),
    ),
    # the zip
    Hostile("flag of encryption", lambda d: with_flag(d, 1), ("BST-009",)),
    Hostile("flag of strong encryption", lambda d: with_flag(d, 0x40), ("BST-009",)),
    Hostile("patched data", lambda d: with_flag(d, 0x20), ("BST-010", "BST-013")),
    Hostile("unknown packing", method(99), ("BST-010", "BST-013")),
    Hostile("bzip2", method(12), ("BST-010", "BST-013")),
    Hostile("a name twice", added("xl/workbook.xml", b"<x/>"), ("BST-010",)),
    Hostile("a name twice in capitals", added("XL/Workbook.XML", b"<x/>"), ("BST-010",)),
    Hostile("a name with backslashes twice", added("xl\\workbook.xml", b"<x/>"), ("BST-010",)),
    Hostile("a name that climbs", added("../../etc/cron.d/x", b"x"), ("BST-013",)),
    Hostile("a name that climbs in Windows", added("..\\..\\x.dll", b"x"), ("BST-013",)),
    Hostile("a name from the root", added("/etc/passwd", b"x"), ("BST-013",)),
    Hostile("a name with a drive", added("C:/x.dll", b"x"), ("BST-013",)),
    Hostile("a name with a control character", added("xl/a\x01.txt", b"x"), ("BST-013",)),
    Hostile("600 parts", many(600), ("BST-012",)),
    Hostile("6,000 parts", many(6_000), ("BST-012",)),
    Hostile("a bomb of zeros", added("xl/media/a.bin", bytes(20 * MB)), ("BST-013",)),
    Hostile("a bomb of 70 MB", added("xl/media/a.bin", bytes(70 * MB)), ("BST-012",)),
    Hostile(
        "parts that are large together",
        both(*(added(f"xl/media/{n}.bin", (noise(100_000) + bytes(900_000)) * 30) for n in range(4))),
        ("BST-012", "BST-013"),
    ),
    Hostile("a size that lies", lying_size, ("BST-010",)),
    Hostile("a checksum that lies", wrong_crc, ("BST-010",)),
    Hostile("entries that share bytes", overlapping, ("BST-010",)),
    # the XML
    Hostile("billion laughs", part(SHEET, lambda c: BOMB + c[c.find(b"<worksheet") :]), ("BST-011",)),
    Hostile(
        "one long entity very often",
        part(SHEET, lambda c: QUADRATIC + c[c.find(b"<worksheet") :].replace(
            b"</sheetData>", b'<row r="99"><c r="A99" t="str"><v>%s</v></c></row></sheetData>'
            % (b"&x;" * 10_000))),
        ("BST-011",),
    ),
    Hostile(
        "an entity from a file",
        part(
            BOOK,
            lambda c: b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
            + c[c.find(b"<workbook") :],
        ),
        ("BST-011",),
    ),
    Hostile(
        "a document type in a part nobody reads",
        added("customXml/item9.xml", b"<!DOCTYPE a><a/>"),
        ("BST-011",),
    ),
    Hostile(
        "a document type in UTF-16",
        added("customXml/item9.xml", "<!DOCTYPE a><a/>".encode("utf-16")),
        ("BST-011",),
    ),
    Hostile("a sheet in UTF-16", part(SHEET, lambda c: c.decode().encode("utf-16")), ("BST-010",)),
    Hostile(
        "a sheet in UTF-16 without a mark",
        part(SHEET, lambda c: c.decode().encode("utf-16-le")),
        ("BST-010",),
    ),
    Hostile(
        "a sheet in another coding",
        part(SHEET, lambda c: b'<?xml version="1.0" encoding="utf-7"?>' + c[c.find(b"<worksheet") :]),
        ("BST-010",),
    ),
    Hostile("a sheet cut off", part(SHEET, lambda c: c[: len(c) // 2]), ("BST-010",)),
    Hostile("cells not closed", part(SHEET, lambda c: c.replace(b"</row>", b"", 1)), ("BST-010",)),
    Hostile(
        "very deep XML",
        part(SHEET, lambda c: c.replace(b"</sheetData>", b"</sheetData>" + b"<a>" * 300_000, 1)),
        ("BST-010", "BST-013"),
    ),
    Hostile("a million attributes", part(BOOK, lambda c: c.replace(
        b"<workbook ", b"<workbook " + b"".join(b'a%d="" ' % i for i in range(100_000)), 1)), ()),
    Hostile("bytes that are no text", stock(b'<c r="D8" t="str"><v>\xff\xfe</v></c>'), ("BST-010",)),
    # the sheets
    Hostile("a cell in the far corner", cells(FAR), ("BST-012",)),
    Hostile("a cell far down and one far right", cells(
        b'<row r="9000"><c r="A9000"><v>1</v></c></row>',
        b'<row r="9001"><c r="XFD9001"><v>1</v></c></row>'), ("BST-012",)),
    Hostile("a row that Excel has not", cells(
        b'<row r="4294967295"><c r="A4294967295"><v>1</v></c></row>'), ("BST-012",)),
    Hostile("a row of 9e18", cells(b'<row r="9000000000000000000"><c><v>1</v></c></row>'), ("BST-012",)),
    Hostile("a column that Excel has not", cells(b'<row r="90"><c r="ZZZZZZZ90"><v>1</v></c></row>'), ("BST-012",)),
    Hostile("addresses in small letters", cells(b'<row r="1048576"><c r="xfd1048576"><v>1</v></c></row>'), ("BST-012",)),
    Hostile("an address with an entity", cells(b'<row r="90"><c r="&#88;FD1048576"><v>1</v></c></row>'), ("BST-012", "BST-010")),
    Hostile("spaces around an address", cells(b'<row r = "90"><c r = "XFD1048576"><v>1</v></c></row>'), ("BST-012",)),
    Hostile("a slash in an attribute", cells(b'<row r="90"><c r="XFD1048576" x="/"><v>1</v></c></row>'), ("BST-012",)),
    Hostile("a prefix before each cell", cells(
        b'<x:row xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" r="90">'
        b'<x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row>'), ("BST-012",)),
    Hostile("row zero", cells(b'<row r="0"><c r="A0"><v>1</v></c></row>'), ("BST-010", "BST-012")),
    Hostile("a cell twice", cells(b'<row r="8"><c r="D8"><v>1</v></c></row>'), ("BST-010",)),
    Hostile("rows out of order", cells(b'<row r="3"><c r="Z3"><v>1</v></c></row>'), ()),
    Hostile("a second block of cells", after(b"<sheetData/>"), ("BST-010",)),
    Hostile("no block of cells", part(SHEET, lambda c: c.replace(b"sheetData", b"sheetDat")), ("BST-010",)),
    Hostile("a stated extent without end", part(SHEET, lambda c: re.sub(
        rb'<dimension [^>]*/>', b'<dimension ref="A1:XFD1048576"/>', c)), ()),
    Hostile("a merge of the whole sheet", after(MERGE % (1, b'<mergeCell ref="A1:XFD1048576"/>')), ()),
    Hostile("merges over each other", after(MERGE % (900, b'<mergeCell ref="A1:XFD1048576"/>' * 900)), ("BST-010",)),
    Hostile("60,000 merges", after(MERGE % (1, b"".join(
        b'<mergeCell ref="A%d:B%d"/>' % (i, i) for i in range(100, 60_100)))), ("BST-012",)),
    Hostile("a merge of nothing", after(MERGE % (1, b'<mergeCell ref="C0:A0"/>')), ("BST-010",)),
    Hostile("1,000 sheets", sheets(1000), ("BST-012",)),
    Hostile("20,000 sheets", sheets(20_000), ("BST-012",)),
    Hostile("a sheet of 70 MB", cells(b"<row/>" * 12_000_000), ("BST-012", "BST-013")),
    Hostile("2,000 rows of figures under a table", cells(big_rows(2_000)), ()),
    Hostile("a sheet without a part", sheet_elsewhere(b"worksheets/weg.xml"), ("BST-010",)),
    Hostile("a sheet outside the zip", sheet_elsewhere(b"../../../etc/passwd"), ("BST-010",)),
    Hostile("a sheet on the internet", sheet_elsewhere(
        b"http://example.invalid/x", b' TargetMode="External"'), ("BST-010",)),
    # the texts
    Hostile("text in CDATA", stock(b'<c r="D8" t="str"><v><![CDATA[tien]]></v></c>'), ("CEL-002",)),
    Hostile("a text that is not there", stock(b'<c r="D8" t="s"><v>99999999</v></c>'), ("BST-010",)),
    Hostile("an unknown sort of cell", stock(b'<c r="D8" t="zz"><v>1</v></c>'), ("BST-010",)),
    Hostile("not a number", stock(b'<c r="D8"><v>NaN</v></c>'), ("CEL-002",)),
    Hostile("without end", stock(b'<c r="D8"><v>1e999</v></c>'), ("CEL-002",)),
    Hostile("an amount of texts that lies", shared(
        b"<si><t>x</t></si>", b'count="4294967295" uniqueCount="4294967295"'), ()),
    Hostile("a long text 40,000 times", both(
        shared(LONG),
        cells(*(b'<row r="%d">%s</row>' % (r, b"".join(
            b'<c r="%s%d" t="s"><v>0</v></c>' % (col, r) for col in (b"A", b"B", b"C", b"D")))
            for r in range(100, 10_100)))), ("BST-012",)),
    Hostile("a text of 20 MB", shared(
        b"<si><t>" + noise(10 * MB).hex().encode() + b"</t></si>"), ()),
    Hostile("markup in a text", stock(
        b'<c r="D8" t="str"><v>&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}</v></c>'), ("CEL-002",)),
    Hostile("control characters", stock(b'<c r="D8" t="str"><v>_x0000_a_x0008_</v></c>'), ("CEL-002",)),
    Hostile("writing from right to left", stock(
        '<c r="D8" t="str"><v>\u202e0001\u202c</v></c>'.encode()), ("CEL-002", "CEL-010", "CEL-015")),
    # what would cost more than the file is long, were each piece held against each other piece
    Hostile("40 cells full of numbers of persons", texts("111222333 "), ("PRV-001",)),
    Hostile("40 cells full of numbers to call", texts("06-12345678 "), ("PRV-003",)),
    Hostile("40 cells full of accounts", texts("NL91ABNA0417164300 "), ("PRV-004",)),
    Hostile("40 cells full of letters of another script", texts("\u0430b ", 12), ()),
    Hostile("5,000 rows that are the same", cells(same_rows(5_000)), ("CEL-001",)),
    Hostile("4,000 explanations of 4,000 findings", explained(4_000), ("CEL-001",)),
    Hostile("headers without end", headers(10, 200, 60), ()),
    Hostile("error values within one attribute", cells(
        b"<row r='100'><c r='A100' x='%s'><v>1</v></c></row>" % (
            b' t="e" ' * 300_000 + noise(30_000).hex().encode())), ()),
    Hostile("cells within cells", cells(b'<row r="100">%s%s</row>' % (
        b"".join(b'<c r="A%d" t="e">' % n for n in range(100_000, 180_000)), b"</c>" * 80_000)),
        ("BST-010",)),
    Hostile("one sheet under 150 names", sheets(150), ("BST-010",)),
    Hostile("one table 60,000 times", listed_again(60_000), ()),
    Hostile("columns out of sight, 60,000 times", part(SHEET, lambda c: c.replace(
        b"<sheetData>", b"<cols>" + b"".join(
            b'<col min="%d" max="16384" hidden="1" width="%d"/>' % (n % 300 + 1, n)
            for n in range(60_000)) + b"</cols><sheetData>", 1)), ()),
    Hostile("a list of sheets within a remark", part(BOOK, lambda c: c.replace(
        b"<sheets>", b"<!-- " + b"".join(b"<sheet a='%d'></sheet > " % n for n in range(60_000))
        + b"--><sheets>")), ()),
    # what people and programs do without meaning harm
    Hostile("an error value", stock(b'<c r="D8" t="e"><v>#N/A</v></c>'), ("CEL-005",)),
    Hostile("an error value that is new", stock(b'<c r="D8" t="e"><v>#SPILL!</v></c>'), ("CEL-005",)),
    Hostile("a formula without an outcome", stock(b'<c r="D8"><f>9000+823</f></c>'), ("CEL-020",)),
    Hostile("a row out of sight", part(SHEET, lambda c: c.replace(
        b'<row r="8"', b'<row r="8" hidden="1"')), ("VBG-002",)),
    Hostile("cells that are merged", after(MERGE % (1, b'<mergeCell ref="D8:D9"/>')), ("STR-009",)),
    Hostile("days from 1904", part(BOOK, lambda c: re.sub(
        rb"<workbookPr\b", b'<workbookPr date1904="1"', c, count=1)), ("AFG-001",)),
    Hostile("Strict Open XML", strict, ()),
    # what else is in the file
    Hostile("macros", added("xl/vbaProject.bin", b"x"), ("BST-020",)),
    Hostile("a sheet of old macros", both(
        part(BOOK, lambda c: c.replace(b"</sheets>", b'<sheet xmlns:r="%s" name="Macro1" '
             b'sheetId="99" r:id="rIdX"/></sheets>' % OFFICE.encode())),
        related(b"xlMacrosheet", b"macrosheets/sheet1.xml", external=False),
        added("xl/macrosheets/sheet1.xml", b"<x/>")), ("BST-021",)),
    Hostile("a link to another file", both(
        added("xl/externalLinks/externalLink1.xml", b"<externalLink/>"),
        added("xl/externalLinks/_rels/externalLink1.xml.rels",
              b'<Relationships><Relationship Id="r" Type="x" Target="file:///C:/geheim.xlsx" '
              b'TargetMode="External"/></Relationships>')), ("BST-022",)),
    Hostile("a query", added("xl/connections.xml", b"<connections/>"), ("BST-023",)),
    Hostile("a data mashup", added(
        "customXml/item7.xml", "<DataMashup>x</DataMashup>".encode("utf-16")), ("BST-023",)),
    Hostile("DDE", added("xl/externalLinks/externalLink1.xml",
                         b'<externalLink><ddeLink ddeService="cmd"/></externalLink>'), ("BST-024",)),
    Hostile("an embedded file", added("xl/embeddings/oleObject1.bin", b"x"), ("BST-025",)),
    Hostile("a formula that calls a program", stock(
        b"<c r=\"D8\"><f>cmd|'/c calc'!A1</f><v>1</v></c>"), ("BST-026",)),
    Hostile("a formula that goes to the internet", stock(
        b'<c r="D8"><f>_xlfn.WEBSERVICE("http://x")</f><v>1</v></c>'), ("BST-026",)),
    # the agreements that it carries
    *(Hostile(name, make, codes) for name, (make, codes) in COPIES.items()),
)  # fmt: skip
"""Every kind; the codes say what it must be told as."""


def main() -> None:
    """Write every kind into a folder, made from the workbook that is named."""
    source, folder = Path(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    for number, kind in enumerate(KINDS, start=1):
        name = re.sub(r"[^a-z0-9]+", "-", kind.name.lower())
        (folder / f"{number:03}-{name}.xlsx").write_bytes(kind.make(source.read_bytes()))


if __name__ == "__main__":
    main()
