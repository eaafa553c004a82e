"""Marking cells in the XML of a sheet: one rule of conditional formatting, the cells untouched.

A rule colours empty cells and cells that do not exist as well, and is gone again in two clicks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from prestatieafspraken.workbook.finding import Severity

MARKED = (Severity.FOUT, Severity.WAARSCHUWING)
COLOURS = {Severity.FOUT: "FFFFC9C9", Severity.WAARSCHUWING: "FFFFE8B3"}
AREAS = 500
"""Cells that one rule names; longer lists make Excel slow."""

_AFTER = (
    "conditionalFormatting|dataValidations|hyperlinks|printOptions|pageMargins|pageSetup|headerFooter"
    "|rowBreaks|colBreaks|customProperties|cellWatches|ignoredErrors|smartTags|drawing|legacyDrawing"
    "|legacyDrawingHF|drawingHF|picture|oleObjects|controls|webPublishItems|tableParts|extLst"
    "|AlternateContent"
)
"""What may stand in a sheet from the place of the rules on, in the order of the standard."""

_NEXT = re.compile(rf"<(?:[\w.-]+:)?(?:{_AFTER})[\s/>]|</(?:[\w.-]+:)?worksheet\s*>".encode())
_CELLS_END = re.compile(rb"</(?:[\w.-]+:)?sheetData\s*>|<(?:[\w.-]+:)?sheetData\s*/>")
_VIEWS_END = re.compile(rb"</(?:[\w.-]+:)?customSheetViews\s*>")
_ROOT = re.compile(rb"<((?:[\w.-]+:)?)worksheet[\s>]")
_PRIORITY = re.compile(rb"(<(?:[\w.-]+:)?cfRule\s[^>]*?priority=[\"'])(\d+)")


@dataclass(frozen=True, slots=True)
class Styles:
    """Numbers of the styles that were added; without a list of styles all are the plain one."""

    head: int = 0
    link: int = 0
    wrap: int = 0
    title: int = 0
    lead: int = 0
    strong: int = 0
    marks: Mapping[Severity, int] = field(default_factory=dict)


_FONT = '<font>{}<sz val="{}"/><color rgb="FF{}"/><name val="Calibri"/></font>'
_FONTS = (
    _FONT.format("<b/>", 11, "FFFFFF"),
    _FONT.format("<u/>", 11, "154273"),
    _FONT.format("", 11, "1F2933"),
    _FONT.format("<b/>", 18, "154273"),
    _FONT.format("", 11, "52606D"),
    _FONT.format("<b/>", 11, "1F2933"),
)
"""Those of the styles, in their order; see workbook/layout/style.py."""
_HEAD_FILL = (
    '<fill><patternFill patternType="solid"><fgColor rgb="FF44546A"/><bgColor indexed="64"/>'
    "</patternFill></fill>"
)


_FILLED = ("", 'applyFill="1" ')


def add_styles(content: bytes) -> tuple[bytes, Styles]:
    """Add what sheets of ours and the marks need to the styles of a workbook."""
    content, fonts = _append(content, "fonts", _FONTS)
    content, fill = _append(content, "fills", (_HEAD_FILL,))
    looks = [
        f'<xf numFmtId="49" fontId="{fonts + number}" fillId="{0 if number else fill}" '
        'borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" '
        f'{_FILLED[not number]}applyAlignment="1">'
        '<alignment vertical="top" wrapText="1"/></xf>'
        for number in range(len(_FONTS))
    ]
    content, first = _append(content, "cellXfs", looks)
    fills = [
        f'<dxf><fill><patternFill patternType="solid"><fgColor rgb="{COLOURS[s]}"/>'
        f'<bgColor rgb="{COLOURS[s]}"/></patternFill></fill></dxf>'
        for s in MARKED
    ]
    content, mark = _append(content, "dxfs", fills)
    marks = {severity: mark + number for number, severity in enumerate(MARKED)}
    head, link, wrap, title, lead, strong = range(first, first + len(_FONTS))
    return content, Styles(head, link, wrap, title, lead, strong, marks)


def _append(content: bytes, name: str, items: Sequence[str]) -> tuple[bytes, int]:
    """Add items to a list of the styles; give the number of the first."""
    whole = re.search(
        rf"<((?:[\w.-]+:)?){name}(\s[^>]*?)?(/>|>(.*?)</(?:[\w.-]+:)?{name}\s*>)".encode(),
        content,
        re.DOTALL,
    )
    prefix = (whole[1] if whole else re.search(rb"<((?:[\w.-]+:)?)styleSheet", content)[1]).decode()  # type: ignore[index]
    child = {"fonts": "font", "fills": "fill", "cellXfs": "xf", "dxfs": "dxf"}[name]
    inside = (whole[4] or b"") if whole else b""
    amount = len(re.findall(rf"<{prefix}{child}[\s/>]".encode(), inside))
    added = "".join(re.sub(r"<(/?)(\w)", rf"<\1{prefix}\2", item) for item in items)
    rest = re.sub(rb"\scount=[\"'][^\"']*[\"']", b"", (whole[2] or b"") if whole else b"")
    new = (
        f'<{prefix}{name} count="{amount + len(items)}"'.encode()
        + rest
        + b">"
        + inside
        + added.encode()
        + f"</{prefix}{name}>".encode()
    )
    if whole:
        return content[: whole.start()] + new + content[whole.end() :], amount
    place = re.search(
        rb"<(?:[\w.-]+:)?(?:tableStyles|colors|extLst)[\s/>]|</(?:[\w.-]+:)?styleSheet\s*>", content
    )
    if place is None:
        raise ValueError("no end of the styles")
    return content[: place.start()] + new + content[place.start() :], amount


def mark(
    content: bytes, cells: Mapping[Severity, Sequence[str]], styles: Mapping[Severity, int]
) -> bytes:
    """Colour cells of a sheet; rules that were there come after ours."""
    root, end = _ROOT.search(content), _CELLS_END.search(content)
    if root is None or end is None:
        raise ValueError("no sheet")
    views = _VIEWS_END.search(content, end.end())
    place = _NEXT.search(content, views.end() if views else end.end())
    if place is None:
        raise ValueError("no end of the sheet")
    prefix = root[1].decode()
    blocks, priority = [], 0
    for severity in MARKED:
        areas = list(cells.get(severity, ()))
        for start in range(0, len(areas), AREAS):
            priority += 1
            where = " ".join(areas[start : start + AREAS])
            blocks.append(
                f'<{prefix}conditionalFormatting sqref="{where}"><{prefix}cfRule type="expression" '
                f'dxfId="{styles[severity]}" priority="{priority}"><{prefix}formula>TRUE'
                f"</{prefix}formula></{prefix}cfRule></{prefix}conditionalFormatting>"
            )
    tail = _PRIORITY.sub(
        lambda found: found[1] + str(int(found[2]) + priority).encode(), content[place.start() :]
    )
    return content[: place.start()] + "".join(blocks).encode() + tail
