"""A strict reader of workbooks: what Excel calls a damaged file, and other readers let pass.

Each demand is of the grammar of Open XML, or a limit that Excel states. It knows nothing of the
product, so it reads every workbook that we write, of whatever kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from xml.etree.ElementTree import Element

from openpyxl.utils import get_column_letter, range_boundaries

from proving.kit.strict_package import Opened, doubles, local, opened, package_remarks

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
ORDER = """
    sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection
    protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells
    phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup
    headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing
    legacyDrawing legacyDrawingHF picture oleObjects controls webPublishItems tableParts extLst
""".split()  # noqa: SIM905
LONGEST_FORMULA, LONGEST_TEXT, LONGEST_LIST = 8192, 32_767, 255
LIMITS = {"promptTitle": 32, "errorTitle": 32, "prompt": 255, "error": 225}
COUNTED = ("fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "dxfs", "numFmts")


@dataclass
class Known:
    """What the sheets of a workbook may refer to."""

    sheets: list[str]
    names: dict[str, str]
    tables: Mapping[str, list[str]]
    looks: int
    formats: int
    ids: list[str | None] = field(default_factory=list)
    """The numbers of the tables, which are of the whole workbook."""


def remarks(data: bytes) -> list[str]:
    """Name what is wrong with a workbook."""
    found = list(package_remarks(data))
    file = opened(data)
    (main,) = [one.target for one in file.relations("") if one.kind == "officeDocument"]
    book = file.xml(main)
    places = {one.id: one.target for one in file.relations(main)}
    sheets = [(str(s.get("name")), places[s.attrib[ID]]) for s in book.iter(f"{MAIN}sheet")]
    found += _book(book)
    looks = file.xml(next(part for part in places.values() if part.endswith("styles.xml")))
    found += _looks(looks)
    known = Known(
        [name for name, _ in sheets],
        {str(n.get("name")).lower(): n.text or "" for n in book.iter(f"{MAIN}definedName")},
        dict(_tables(file)),
        _amount(looks, "cellXfs"),
        _amount(looks, "dxfs"),
    )
    for name, part in sheets:
        if "worksheets/" in part:
            found += [f"{name}: {told}" for told in _sheet(file, part, known)]
    return [*found, *doubles("number of a table", known.ids)]


def _tables(file: Opened) -> Iterator[tuple[str, list[str]]]:
    for part in file.parts:
        if part.startswith("xl/tables/") and part.endswith(".xml"):
            table = file.xml(part)
            columns = [str(one.get("name")) for one in table.iter(f"{MAIN}tableColumn")]
            yield str(table.get("displayName")), columns


def _book(book: Element) -> Iterator[str]:
    sheets = list(book.iter(f"{MAIN}sheet"))
    yield from doubles("sheet", [one.get("name") for one in sheets])
    yield from doubles("number of a sheet", [one.get("sheetId") for one in sheets])
    for name in (str(one.get("name")) for one in sheets):
        if len(name) > 31 or re.search(r"[\\/?*\[\]:]|^'|'$", name) or name.lower() == "history":
            yield f"sheet with an impossible name: {name}"
    names = list(book.iter(f"{MAIN}definedName"))
    yield from doubles("name", [f"{one.get('name')} {one.get('localSheetId')}" for one in names])
    for one in names:
        name, stands_for = str(one.get("name")), one.text or ""
        odd = re.fullmatch(r"(?i)[a-z]{1,3}\d+|r\d*c\d*|[rc]", name)
        if odd or not re.fullmatch(r"[A-Za-z_\\][\w.\\?]*", name):
            yield f"impossible name: {name}"
        if not stands_for or "#REF" in stands_for or len(stands_for) > LONGEST_FORMULA:
            yield f"the name {name} stands for nothing"


def _amount(looks: Element, name: str) -> int:
    found = looks.find(f"{MAIN}{name}")
    return 0 if found is None else len(found)


def _looks(looks: Element) -> Iterator[str]:
    for name in COUNTED:
        found = looks.find(f"{MAIN}{name}")
        if found is not None and found.get("count") not in (None, str(len(found))):
            yield f"{name}: says {found.get('count')} and has {len(found)}"


def _sheet(file: Opened, part: str, known: Known) -> Iterator[str]:
    sheet = file.xml(part)
    order = [local(one) for one in sheet]
    if order != sorted(order, key=ORDER.index):
        yield f"order of the elements: {order}"
    cells: dict[str, Element] = {}
    yield from _cells(sheet, known, cells)
    yield from _validations(sheet, known)
    yield from _formats(sheet, known)
    yield from _links(sheet, known)
    relations = file.relations(part)
    merged = [range_boundaries(str(one.get("ref"))) for one in sheet.iter(f"{MAIN}mergeCell")]
    yield from _overlaps("merged cells", merged)
    for one in relations:
        if one.kind == "table":
            yield from _table(file.xml(one.target), cells, merged, known)
        if one.kind == "comments":
            notes = list(file.xml(one.target).iter(f"{MAIN}comment"))
            yield from doubles("note", [note.get("ref") for note in notes])
            if any(len("".join(note.itertext())) > LONGEST_TEXT for note in notes):
                yield "a note that is too long"
    drawn = [one for one in relations if one.kind == "vmlDrawing"]
    if len(drawn) != len(sheet.findall(f"{MAIN}legacyDrawing")):
        yield "notes without their drawing"


def _cells(sheet: Element, known: Known, cells: dict[str, Element]) -> Iterator[str]:
    """Name what is wrong with rows and cells; keep the cells."""
    last = 0
    for row in sheet.iter(f"{MAIN}row"):
        number, before = int(row.attrib["r"]), 0
        if number <= last:
            yield f"row {number} after row {last}"
        last = number
        for cell in row:
            at = cell.attrib["r"]
            left, top, _, _ = range_boundaries(at)
            if top != number or left <= before:
                yield f"{at} is out of place"
            before = left
            cells[at] = cell
            yield from (f"{at}: {told}" for told in _cell(cell, known))


def _cell(cell: Element, known: Known) -> Iterator[str]:
    if int(cell.get("s", "0")) >= known.looks:
        yield "no such style"
    kind, formula = cell.get("t", "n"), cell.find(f"{MAIN}f")
    stored = cell.find(f"{MAIN}v")
    text = "" if stored is None else stored.text or ""
    if kind == "inlineStr" and len("".join(cell.itertext())) > LONGEST_TEXT:
        yield "a text that is too long"
    if kind == "n" and text and not re.fullmatch(r"-?\d+(\.\d+)?([eE][-+]?\d+)?", text):
        yield f"no number: {text}"
    if kind == "b" and text not in ("0", "1"):
        yield f"no condition: {text}"
    if kind == "e" and not text.startswith("#"):
        yield f"no error: {text}"
    if formula is not None:
        yield from _formula(formula.text or "", known)


def _formula(text: str, known: Known) -> Iterator[str]:
    if len(text) > LONGEST_FORMULA:
        yield f"a formula of {len(text)} signs"
    if text.startswith("=") or "[@" in text:
        yield f"a formula as people type it: {text[:60]}"
    bare = re.sub(r'"[^"]*"', '""', text)
    if bare.count("(") != bare.count(")"):
        yield f"a parenthesis too many or too few: {text[:60]}"
    for table in set(re.findall(r"\btbl\w+", bare)):
        if table not in known.tables:
            yield f"no such table: {table}"
    pattern = r"(\btbl\w+)\[(?:\[#This Row\],\[)?((?:'.|[^\[\]'])+)\]"
    for table, column in set(re.findall(pattern, bare)):
        if re.sub(r"'(.)", r"\1", column) not in known.tables.get(table, [column]):
            yield f"no such column: {table}[{column}]"


def _validations(sheet: Element, known: Known) -> Iterator[str]:
    rules = list(sheet.iter(f"{MAIN}dataValidation"))
    for whole in sheet.iter(f"{MAIN}dataValidations"):
        if whole.get("count") not in (None, str(len(rules))):
            yield f"validations: says {whole.get('count')} and has {len(rules)}"
    for rule in rules:
        where = rule.get("sqref", "")
        for name, most in LIMITS.items():
            if len(rule.get(name, "")) > most:
                yield f"validation of {where}: {name} is too long"
        for formula in (f.text or "" for f in rule if local(f).startswith("formula")):
            if formula.startswith("=") or len(formula) > LONGEST_LIST:
                yield f"validation of {where}: {formula[:60]}"
            named = re.fullmatch(r"[A-Za-z_]\w*", formula)
            if rule.get("type") == "list" and named and formula.lower() not in known.names:
                yield f"validation of {where}: no name {formula}"
    yield from _overlaps(
        "validations", [range_boundaries(q) for r in rules for q in r.get("sqref", "").split()]
    )


Area = tuple[int, int, int, int]


def _overlaps(what: str, areas: Sequence[Area]) -> Iterator[str]:
    for one, two in combinations(sorted(areas), 2):
        if _meet(one, two):
            yield f"{what} meet: {one} and {two}"


def _meet(one: Area, two: Area) -> bool:
    across = one[0] <= two[2] and two[0] <= one[2]
    return across and one[1] <= two[3] and two[1] <= one[3]


def _formats(sheet: Element, known: Known) -> Iterator[str]:
    rules = list(sheet.iter(f"{MAIN}cfRule"))
    yield from doubles("priority of a format", [rule.get("priority") for rule in rules])
    for rule in rules:
        if int(rule.get("dxfId", "0")) >= max(1, known.formats):
            yield f"no such format: {rule.get('dxfId')}"
        for formula in (one.text or "" for one in rule.iter(f"{MAIN}formula")):
            if formula.startswith("=") or re.search(r"\btbl\w+\[", formula):
                yield f"a format that Excel does not read: {formula[:60]}"


def _links(sheet: Element, known: Known) -> Iterator[str]:
    for link in sheet.iter(f"{MAIN}hyperlink"):
        to = link.get("location")
        found = re.fullmatch(r"'?(.*?)'?!(.+)", to or "")
        here = link.get(ID) is None  # else the place is in another file
        if here and to and (not found or found[1].replace("''", "'") not in known.sheets):
            yield f"a link to nowhere: {to}"
        if len(to or "") > LONGEST_LIST or len(link.get("tooltip", "")) > LONGEST_LIST:
            yield f"a link that is too long: {to}"


def _table(
    table: Element, cells: Mapping[str, Element], merged: Sequence[Area], known: Known
) -> Iterator[str]:
    name = str(table.get("displayName"))
    known.ids.append(table.get("id"))
    if table.get("name") != name or name.lower() in known.names:
        yield f"{name}: another name, or that of a name"
    left, top, right, bottom = range_boundaries(str(table.get("ref")))
    columns = list(table.iter(f"{MAIN}tableColumn"))
    headers = [str(one.get("name")) for one in columns]
    yield from doubles(f"column of {name}", headers)
    if len(columns) != right - left + 1 or bottom <= top:
        yield f"{name}: {len(columns)} columns at {table.get('ref')}"
    for at, column in enumerate(columns):
        header = cells.get(f"{get_column_letter(left + at)}{top}")
        shown = "" if header is None else "".join(header.itertext())
        inline = header is not None and header.get("t") == "inlineStr"
        if inline and shown != column.get("name"):
            yield f"{name}: the header is {shown!r} and the column {column.get('name')!r}"
        for formula in column.iter(f"{MAIN}calculatedColumnFormula"):
            yield from _formula(formula.text or "", known)
    for filtered in table.iter(f"{MAIN}autoFilter"):
        if not table.get("totalsRowCount") and filtered.get("ref") != table.get("ref"):
            yield f"{name}: a filter over {filtered.get('ref')}"
    if any(_meet((left, top, right, bottom), area) for area in merged):
        yield f"{name}: merged cells in a table"
