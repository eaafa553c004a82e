"""The annotated copy: the sender's own workbook, its faulty cells marked, with a sheet of findings.

The copy is made on the zip. Parts are added and a few are patched; every other part keeps its
bytes, so pictures, charts and the outcomes of formulas stay as they were sent. What of a sender's
workbook may be in it at all is for `handed_on` to say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from defusedxml.ElementTree import fromstring

from prestatieafspraken.dutch.legible import legible
from prestatieafspraken.workbook.finding import Finding, Severity
from prestatieafspraken.workbook.layout.height import lines
from prestatieafspraken.workbook.package import archive, door
from prestatieafspraken.workbook.package.limits import LIMITS, Limits
from prestatieafspraken.workbook.package.parts import main_part, relations_of, sheets_of
from prestatieafspraken.workbook.patching.marks import MARKED, Styles, add_styles, mark

TITLE = "Bevindingen controle"
HEADERS = ("Ernst", "Plaats", "Regel", "Wat er staat", "Wat te doen")
WIDTHS = (16, 30, 10, 70, 70)
HIGHEST = 409
"""Points that a row of Excel may be high."""
MOST_ROWS = 20_000
"""Findings that the sheet shows; Excel keeps at most 65,530 links on a sheet."""

_PART = "xl/worksheets/bevindingen-controle.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_RELATION = "rIdBevindingenControle"


def annotate(data: bytes, findings: Sequence[Finding], limits: Limits = LIMITS) -> bytes:
    """Give the copy of a workbook that could be read (FaultyFileError when it cannot be opened).

    Findings without a cell are told on the sheet; those on a cell are marked there as well, the
    most serious on top.
    """
    entries = archive.entries(data, limits.entries)
    parts = door.unpack(data, limits)
    main = main_part(parts)
    root = fromstring(parts[main], forbid_dtd=True)
    known = relations_of(parts, main)
    titles = dict(sheets_of(root))
    changed: dict[str, bytes] = {}
    styles_part = next((target for kind, target in known.values() if kind == "styles"), "")
    styles = Styles()
    if styles_part in parts:
        changed[styles_part], styles = add_styles(parts[styles_part])
    for title, cells in _cells(findings).items():
        part = known.get(titles.get(title, ""), ("", ""))[1]
        if part in parts and styles.marks:
            changed[part] = mark(parts[part], cells, styles.marks)
    folder = main.rpartition("/")[0]
    own = f"{folder}/_rels/{main.rpartition('/')[2]}.rels".lstrip("/")
    name = _free(TITLE, titles)
    changed[main] = _with_sheet(parts[main], root, name)
    changed[own] = _with_relation(parts[own])
    changed["[content_types].xml"] = _with_type(parts["[content_types].xml"])
    kept = [
        archive.packed(entry.name, changed[key])
        if (key := door.part_name(entry.name)) in changed and not entry.is_folder
        else entry
        for entry in entries
    ]
    namespace = root.tag.rpartition("}")[0].lstrip("{")
    order = list(Severity)
    told = sorted(findings, key=lambda finding: order.index(finding.ernst))
    sheet = _sheet(told[:MOST_ROWS], namespace, styles, set(titles))
    return archive.write([*kept, archive.packed(_PART, sheet)])


def _cells(findings: Sequence[Finding]) -> Mapping[str, Mapping[Severity, Sequence[str]]]:
    """Give the marked cells by sheet and severity; a cell that has both is marked as a fault."""
    worst: dict[tuple[str, str], Severity] = {}
    for finding in findings:
        sheet, cell = finding.place.blad, finding.place.cel
        if sheet and cell and finding.ernst in MARKED:
            known = worst.get((sheet, cell))
            if known is None or MARKED.index(finding.ernst) < MARKED.index(known):
                worst[sheet, cell] = finding.ernst
    found: dict[str, dict[Severity, list[str]]] = {}
    for (sheet, cell), severity in worst.items():
        found.setdefault(sheet, {}).setdefault(severity, []).append(cell)
    return found


def _free(title: str, taken: Mapping[str, Any]) -> str:
    known = {name.casefold() for name in taken}
    numbered = [title, *(f"{title} {number}" for number in range(2, len(known) + 3))]
    return next(name for name in numbered if name.casefold() not in known)


def _with_sheet(content: bytes, root: Any, name: str) -> bytes:
    ids = [int(e.attrib.get("sheetId", "0")) for e in root.iter() if e.tag.endswith("}sheet")]
    match = re.search(rb"</((?:[\w.-]+:)?)sheets\s*>", content)
    if match is None:
        raise ValueError("no end of the list of sheets")
    strict = b"purl.oclc.org" in content
    base = "http://purl.oclc.org/ooxml" if strict else "http://schemas.openxmlformats.org"
    new = (
        f"<{match[1].decode()}sheet name={quoteattr(name)} "
        f'sheetId="{max(ids) + 1}" xmlns:bc="{base}/officeDocument'
        f'{"" if strict else "/2006"}/relationships" bc:id="{_RELATION}"/>'
    )
    return content[: match.start()] + new.encode() + content[match.start() :]


def _with_relation(content: bytes) -> bytes:
    strict = b"purl.oclc.org" in content
    base = "http://purl.oclc.org/ooxml" if strict else "http://schemas.openxmlformats.org"
    kind = f"{base}/officeDocument{'' if strict else '/2006'}/relationships/worksheet"
    new = f'Relationship Id="{_RELATION}" Type="{kind}" Target="/{_PART}"/>'
    return _before_end(content, "Relationships", new)


def _with_type(content: bytes) -> bytes:
    return _before_end(content, "Types", f'Override PartName="/{_PART}" ContentType="{_TYPE}"/>')


def _before_end(content: bytes, name: str, new: str) -> bytes:
    match = re.search(rf"</((?:[\w.-]+:)?){name}\s*>\s*$".encode(), content)
    if match is None:
        raise ValueError(f"no end of {name}")
    return content[: match.start()] + b"<" + match[1] + new.encode() + content[match.start() :]


def _sheet(findings: Sequence[Finding], namespace: str, styles: Styles, titles: set[str]) -> bytes:
    rows = [_row(1, HEADERS, (styles.head,) * len(HEADERS))]
    links = []
    for number, finding in enumerate(findings, start=2):
        place = finding.place
        where = "!".join(part for part in (place.blad, place.cel) if part) or "hele werkmap"
        linked = place.blad in titles
        look = (styles.wrap, styles.link if linked else styles.wrap, *(styles.wrap,) * 3)
        texts = (finding.ernst.labelled, where, finding.code, finding.melding, finding.herstel)
        rows.append(_row(number, texts, look))
        if linked:
            sheet = (place.blad or "").replace("'", "''")
            location = quoteattr(f"'{sheet}'!{place.cel or 'A1'}")
            links.append(f'<hyperlink ref="B{number}" location={location}/>')
    if len(rows) == 1:
        rows.append(_row(2, ("", "", "", "Er is niets gevonden.", ""), (styles.wrap,) * 5))
    columns = "".join(
        f'<col min="{i}" max="{i}" width="{width}" customWidth="1"/>'
        for i, width in enumerate(WIDTHS, start=1)
    )
    last = f"A1:E{len(rows)}"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{namespace}"><sheetPr><tabColor rgb="FFA61E4D"/>'
        '<pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView workbookViewId="0" showGridLines="0"><pane ySplit="1" '
        'topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"<cols>{columns}</cols><sheetData>{''.join(rows)}</sheetData>"
        f'<autoFilter ref="{last}"/>'
        f"{'<hyperlinks>' + ''.join(links) + '</hyperlinks>' if links else ''}"
        '<pageSetup orientation="landscape" paperSize="9" fitToHeight="0"/></worksheet>'
    ).encode()


def _row(number: int, texts: Sequence[str], look: Sequence[int]) -> str:
    cells = "".join(
        f'<c r="{letter}{number}" s="{style}" t="inlineStr"><is><t xml:space="preserve">'
        f"{escape(legible(text)[:32_000])}</t></is></c>"
        for letter, text, style in zip("ABCDE", texts, look, strict=True)
    )
    # LibreOffice measures no row of a workbook that Excel has made, and lines would overlap.
    height = min(15 * lines(zip(texts, WIDTHS, strict=True)), HIGHEST)
    return f'<row r="{number}" ht="{height}" customHeight="1">{cells}</row>'
