"""Personal data made at random, as people and programs write them, and places to hide them in.

Made without the code under test: own check digits, own XML.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

Parts = dict[str, bytes]

SHEET, TABLE = "xl/worksheets/sheet7.xml", "Woningvoorraad"
"""The sheet in which most is hidden, and what it is called."""

_NAMES = ("jan", "fatma", "p.bakker", "a-van.dijk", "m_smit", "sevda")
_HOSTS = ("woonforte.nl", "habeko.nl", "mail.example.org", "gemeente-x.nl")
_LONG = {"NL": (4, 10), "BE": (0, 12), "DE": (0, 18), "FR": (0, 23), "PL": (0, 24)}
_SPACES = (" ", "\u00a0", "\u202f", "\u2009", "  ", "\t")
_UNSEEN = ("\u200b", "\u00ad", "\u2060", "\ufeff", "\u200e", "\u0336")
_DIGITS = ("0123456789", "０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗")


@dataclass(frozen=True)
class Secret:
    """A piece of personal data: the code that tells it, its bare form and how it is written."""

    code: str
    bare: str
    written: str


def bsn(rng: random.Random) -> Secret:
    while True:
        eight = [rng.randrange(1, 10), *(rng.randrange(10) for _ in range(7))]
        last = sum(w * d for w, d in zip(range(9, 1, -1), eight, strict=True)) % 11
        if last < 10 and len(set(eight)) > 3 and eight[:2] not in ([1, 9], [2, 0]):
            break
    bare = "".join(map(str, [*eight, last]))
    gap = rng.choice(("-", "/", ".", "_", " - ", *_SPACES))
    groups = rng.choice(((9,), (3, 3, 3), (4, 2, 3), (6, 3), (3, 6), (2, 2, 2, 3), (1,) * 9))
    written = gap.join(_parted(bare, groups))
    if groups == (9,):
        written = rng.choice(("", "BSN", "bsn-", "nr.", "huurder", "sofi:")) + written
    return Secret("PRV-001", bare, _disguised(rng, written))


def mail(rng: random.Random) -> Secret:
    name, host = rng.choice(_NAMES) + str(rng.randrange(10, 99)), rng.choice(_HOSTS)
    at = rng.choice(("@", "＠", " @ ", "(at)", " [at] ", " apenstaartje ", " at "))
    dot = rng.choice((".", "․", "(punt)", " [dot] ", " punt "))
    return Secret("PRV-002", _bare(name + host), f"{name}{at}{host.replace('.', dot)}")


def phone(rng: random.Random) -> Secret:
    if rng.random() < 0.5:
        last = "".join(str(rng.randrange(10)) for _ in range(8))
        start = rng.choice(("06", "+316", "00316", "+31 (0)6", "(06)"))
        gap = rng.choice(("-", ".", "", *_SPACES))
        groups = rng.choice(((8,), (2, 2, 2, 2), (4, 4)))
        if start == "06" and groups != (8,):  # 06-12-20 19 could be a day
            last = "9" + last[1:]
        return Secret("PRV-003", last, f"{start}{gap}{gap.join(_parted(last, groups))}")
    area = rng.choice(("172", "182", "20", "10", "70"))
    last = "".join(str(rng.randrange(1, 10)) for _ in range(9 - len(area)))
    written = rng.choice(
        (f"0{area}/{last}", f"(0{area}) {last}", f"0{area}{last}", f"+31 {area} {last}")
    )
    return Secret("PRV-003", area + last, written)


def iban(rng: random.Random) -> Secret:
    country = rng.choice(tuple(_LONG))
    letters, digits = _LONG[country]
    account = "".join(rng.choice("ABCDEFGHINRSU") for _ in range(letters))
    account += "".join(str(rng.randrange(10)) for _ in range(digits))
    as_number = "".join(str(int(c, 36)) for c in f"{account}{country}00")
    bare = f"{country}{98 - int(as_number) % 97:02}{account}"
    gap = rng.choice(("", "-", ".", *_SPACES[:4]))
    written = gap.join(_parted(bare, (4,) * 8))
    if rng.random() < 0.3:
        written = written.translate(str.maketrans("ABEH", "АВЕН"))
    return Secret("PRV-004", bare.casefold(), written)


def _parted(text: str, groups: tuple[int, ...]) -> list[str]:
    parts = []
    for size in groups:
        parts.append(text[:size])
        text = text[size:]
    return [part for part in (*parts, text) if part]


def _bare(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()


def _disguised(rng: random.Random, text: str) -> str:
    if rng.random() < 0.3:
        text = text.translate(str.maketrans("0123456789", rng.choice(_DIGITS)))
    if rng.random() < 0.3:
        at = rng.randrange(1, len(text))
        text = text[:at] + rng.choice(_UNSEEN) + text[at:]
    return text


MAKERS = (bsn, mail, phone, iban)


@dataclass(frozen=True)
class Hiding:
    """A place where nobody looks: how a text comes there, and how the finding says it."""

    put: Callable[[Parts, str], None]
    where: str
    blad: str | None = None
    cel: str | None = None


def _between(part: str, start: str, end: str, template: str = "{}") -> Callable[[Parts, str], None]:
    """Put a text between two pieces of a part (the first time that they follow each other)."""

    def put(parts: Parts, text: str) -> None:
        content = parts[part].decode()
        before, found, after = content.partition(start)
        assert found, (part, start)
        rest = after[after.index(end) :]
        parts[part] = (before + start + template.format(escape(text)) + rest).encode()

    return put


def _before(part: str, end: str, template: str) -> Callable[[Parts, str], None]:
    def put(parts: Parts, text: str) -> None:
        content = parts[part].decode()
        at = content.rindex(end)
        value = escape(text, {'"': "&quot;", "\t": "&#9;"})
        parts[part] = (content[:at] + template.format(value) + content[at:]).encode()

    return put


def _part(name: str, template: str, relation: str = "") -> Callable[[Parts, str], None]:
    """Add a part, and hang it on the sheet when it has a kind of relation."""

    def put(parts: Parts, text: str) -> None:
        parts[name] = template.format(escape(text, {'"': "&quot;", "\t": "&#9;"})).encode()
        if relation:
            rels = SHEET.replace("worksheets/", "worksheets/_rels/") + ".rels"
            base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
            more = f'<Relationship Id="x{len(parts)}" Type="{base}/{relation}" Target="/{name}"/>'
            parts[rels] = parts[rels].replace(
                b"</Relationships>", more.encode() + b"</Relationships>"
            )

    return put


_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_M = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_XDR = 'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
_RUNS = "<a:p><a:r><a:t>zie </a:t></a:r><a:r><a:t>{}</a:t></a:r></a:p>"

HIDINGS: Mapping[str, Hiding] = {
    "author": Hiding(
        _between("docProps/core.xml", 'elements/1.1/">', "</dc:creator>", "Jan de Vries {}"),
        "In de bestandseigenschap Auteur",
    ),
    "modified by": Hiding(
        _before("docProps/core.xml", "</cp:core", "<cp:lastModifiedBy>{}</cp:lastModifiedBy>"),
        "In de bestandseigenschap Laatst gewijzigd door",
    ),
    "description": Hiding(
        _before("docProps/core.xml", "</cp:core", '<d:description xmlns:d="x">{}</d:description>'),
        "In de bestandseigenschap Opmerkingen",
    ),
    "keywords": Hiding(
        _before("docProps/core.xml", "</cp:core", "<cp:keywords>{}</cp:keywords>"),
        "In de bestandseigenschap Trefwoorden",
    ),
    "manager": Hiding(
        _before("docProps/app.xml", "</Prop", "<Manager>{}</Manager>"),
        "In de bestandseigenschap Manager",
    ),
    "company": Hiding(
        _before("docProps/app.xml", "</Prop", "<Company>{}</Company>"),
        "In de bestandseigenschap Bedrijf",
    ),
    "own property": Hiding(
        _before(
            "docProps/custom.xml", "</Prop",
            '<property pid="3" name="Dossier"><v:lpwstr xmlns:v="v">{}</v:lpwstr></property>',
        ),
        "In de bestandseigenschap Dossier",
    ),
    "note": Hiding(
        _between("xl/comments/comment5.xml", "<t>", "</text>", "zie </t><r><t>{}</t></r>"),
        "In de opmerking bij deze cel", TABLE,
    ),
    "writer of a note": Hiding(
        _between("xl/comments/comment6.xml", "<author>", "</author>"),
        "Bij de schrijver van een opmerking", "Nieuwbouwprojecten",
    ),
    "conversation": Hiding(
        _part(
            "xl/threadedcomments/threadedcomment1.xml",
            '<ThreadedComments><threadedComment ref="C5" personId="1"><text>{}</text>'
            "</threadedComment></ThreadedComments>", "threadedComment",
        ),
        "In een opmerking bij deze cel", TABLE, "C5",
    ),
    "person": Hiding(
        _part("xl/persons/person.xml", '<personList><person displayName="{}"/></personList>'),
        "Bij de schrijver van een opmerking",
    ),
    "sheet": Hiding(
        _between("xl/workbook.xml", 'name="Partijen', '" sheetId="2"', " {}"),
        "In de naam van dit blad",
    ),
    "header": Hiding(
        _before(SHEET, "</worksheet>", '<headerFooter><oddHeader>&amp;L&amp;"Arial,Bold"&amp;12 {}'
                "&amp;P</oddHeader></headerFooter>"),
        "In de kop- of voettekst van dit blad", TABLE,
    ),
    "footer": Hiding(
        _before(SHEET, "</worksheet>", "<headerFooter><firstFooter>&amp;C{}</firstFooter>"
                "</headerFooter>"),
        "In de kop- of voettekst van dit blad", TABLE,
    ),
    "defined name": Hiding(
        _before("xl/workbook.xml", "</definedNames>", '<definedName name="x">"{}"</definedName>'),
        "In een gedefinieerde naam",
    ),
    "remark on a name": Hiding(
        _before("xl/workbook.xml", "</definedNames>",
                '<definedName name="y" comment="{}">1</definedName>'),
        "In een gedefinieerde naam",
    ),
    "prompt": Hiding(
        _before(SHEET, "</worksheet>", '<dataValidations><dataValidation sqref="A1" prompt="{}"/>'
                "</dataValidations>"),
        "In de melding bij de invoer van een cel", TABLE,
    ),
    "choices": Hiding(
        _before(SHEET, "</worksheet>", '<dataValidations><dataValidation sqref="A1" type="list">'
                '<formula1>"Ja,{}"</formula1></dataValidation></dataValidations>'),
        "In een kop, melding of koppeling van dit blad", TABLE,
    ),
    "tooltip": Hiding(
        _before(SHEET, "</worksheet>", '<hyperlinks><hyperlink tooltip="{}"/></hyperlinks>'),
        "In een kop, melding of koppeling van dit blad", TABLE,
    ),
    "link": Hiding(
        _before(
            SHEET.replace("worksheets/", "worksheets/_rels/") + ".rels", "</Relationships>",
            '<Relationship Id="h" Type="x/hyperlink" Target="mailto:{}" TargetMode="External"/>',
        ),
        "In een koppeling", TABLE,
    ),
    "filter": Hiding(
        _before(SHEET, "</worksheet>", '<autoFilter ref="A6:B9"><filterColumn colId="0"><filters>'
                '<filter val="{}"/></filters></filterColumn></autoFilter>'),
        "In een kop, melding of koppeling van dit blad", TABLE,
    ),
    "scenario": Hiding(
        _before(SHEET, "</worksheet>", '<scenarios><scenario name="a" user="{}"/></scenarios>'),
        "In een kop, melding of koppeling van dit blad", TABLE,
    ),
    "table": Hiding(
        _between("xl/tables/table5.xml", "<table ", "id=", 'comment="{}" '),
        "In de naam of de beschrijving van een tabel", TABLE,
    ),
    "text box": Hiding(
        _part("xl/drawings/drawing9.xml",
              f"<xdr:wsDr {_XDR} {_A}><xdr:sp><xdr:txBody>{_RUNS}</xdr:txBody></xdr:sp></xdr:wsDr>",
              "drawing"),
        "In een tekstvak of afbeelding", TABLE,
    ),
    "alternative text": Hiding(
        _part("xl/drawings/drawing8.xml",
              f'<xdr:wsDr {_XDR}><xdr:pic><xdr:cNvPr id="2" name="b" descr="{{}}"/></xdr:pic>'
              "</xdr:wsDr>", "drawing"),
        "In een tekstvak of afbeelding", TABLE,
    ),
    "title of a chart": Hiding(
        _between("xl/charts/chart1.xml", "<a:t>", "</a:t>"), "In een grafiek", "Dashboard",
    ),
    "cache of a chart": Hiding(
        _part("xl/charts/chart9.xml", '<c:chartSpace xmlns:c="c"><c:strCache><c:pt idx="0"><c:v>{}'
              "</c:v></c:pt></c:strCache></c:chartSpace>"),
        "In een grafiek",
    ),
    "fields of a pivot": Hiding(
        _part("xl/pivotcache/pivotcachedefinition1.xml",
              f'<pivotCacheDefinition {_M}><sharedItems><s v="{{}}"/></sharedItems>'
              "</pivotCacheDefinition>"),
        "In de gegevens achter een draaitabel",
    ),
    "records of a pivot": Hiding(
        _part("xl/pivotcache/pivotcacherecords1.xml",
              f'<pivotCacheRecords {_M}><r><s v="{{}}"/></r></pivotCacheRecords>'),
        "In de gegevens achter een draaitabel",
    ),
    "other file": Hiding(
        _part("xl/externallinks/externallink1.xml",
              f'<externalLink {_M}><cell r="A1" t="str"><v>{{}}</v></cell></externalLink>'),
        "In wat van een ander bestand is bewaard",
    ),
    "own XML": Hiding(
        _part("customxml/item1.xml", '<zaak xmlns="urn:zaak"><houder>{}</houder></zaak>'),
        "In een onderdeel van het bestand dat Excel niet toont",
    ),
    "form of numbers": Hiding(
        _before("xl/styles.xml", "</styleSheet>", '<numFmts><numFmt formatCode="{}"/>'
                "</numFmts>"),
        "In een onderdeel van het bestand dat Excel niet toont",
    ),
    "spoken": Hiding(
        _part("xl/sharedstrings.xml", f"<sst {_M}><si><t>x</t><rPh><t>{{}}</t></rPh>"
              "</si></sst>"),
        "In de uitspraak bij een tekst",
    ),
}  # fmt: skip
