"""Put a VBA project and a ribbon into the zip of a built workbook."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from prestatieafspraken.workbook.package.steady import zipped
from prestatieafspraken.workbook.vba.project import Module, document, vba_project

WORKBOOK, ADDIN = (
    "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    "application/vnd.ms-excel.addin.macroEnabled.main+xml",
)
"""What kind of file it becomes: .xlsm or .xlam."""

_PLAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_MICROSOFT = "http://schemas.microsoft.com/office"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN, _RIBBON = "xl/workbook.xml", "customUI/customUI14.xml"


@dataclass(frozen=True)
class Macros:
    """The program of a workbook: the project with its own modules, the ribbon and its pictures.

    `images` holds the PNG of each name that the ribbon uses. A program without buttons has neither.
    """

    project: str
    modules: Sequence[Module]
    ribbon: bytes | None = None
    images: Mapping[str, bytes] = field(default_factory=dict)


def with_macros(data: bytes, macros: Macros, kind: str) -> bytes:
    """Give a workbook with macros from a built one without; `kind` is WORKBOOK or ADDIN."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    names = _name_sheets(parts)
    _edit(parts, _MAIN, lambda text: _code_name(text, "workbookPr", "ThisWorkbook"))
    _edit(
        parts,
        "[Content_Types].xml",
        lambda text: _within(
            text.replace(_PLAIN, kind),
            "Types",
            ('<Default Extension="png" ContentType="image/png"/>' if macros.images else "")
            + '<Override PartName="/xl/vbaProject.bin" '
            'ContentType="application/vnd.ms-office.vbaProject"/>',
        ),
    )
    _relate(
        parts,
        "xl/_rels/workbook.xml.rels",
        "vba",
        f"{_MICROSOFT}/2006/relationships/vbaProject",
        "vbaProject.bin",
    )
    parts["xl/vbaProject.bin"] = _project(macros, names)
    if macros.ribbon is not None:
        _add_ribbon(parts, macros.ribbon, macros.images)
    return zipped(parts)


def project(macros: Macros, sheets: int) -> bytes:
    """Give the program as it is in a workbook of so many sheets."""
    return _project(macros, [f"Blad{number}" for number in range(1, sheets + 1)])


def _project(macros: Macros, sheets: Sequence[str]) -> bytes:
    own = [document("ThisWorkbook", workbook=True), *map(document, sheets)]
    return vba_project(macros.project, [*own, *macros.modules])


def _add_ribbon(parts: dict[str, bytes], ribbon: bytes, images: Mapping[str, bytes]) -> None:
    kind = f"{_MICROSOFT}/2007/relationships/ui/extensibility"
    _relate(parts, "_rels/.rels", "lint", kind, _RIBBON)
    parts[_RIBBON] = ribbon
    parts["customUI/_rels/customUI14.xml.rels"] = _image_relations(images)
    for name, image in images.items():
        parts[f"customUI/images/{name}.png"] = image


def _name_sheets(parts: dict[str, bytes]) -> list[str]:
    """Tie each sheet to a module of its own; a sheet without one makes Excel repair the file."""
    sheets = [name for name in parts if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name)]
    names = []
    for part in sheets:
        name = f"Blad{re.findall(r'[0-9]+', part)[0]}"
        _edit(parts, part, partial(_code_name, element="sheetPr", name=name))
        names.append(name)
    return names


def _code_name(text: str, element: str, name: str) -> str:
    return re.sub(rf"<{element}(?=[ />])", f'<{element} codeName="{name}"', text, count=1)


def _edit(parts: dict[str, bytes], part: str, change: Callable[[str], str]) -> None:
    before = parts[part].decode("utf-8")
    after = change(before)
    if after == before:
        raise ValueError(f"{part} has not the form that the builder writes")
    parts[part] = after.encode("utf-8")


def _within(text: str, element: str, inner: str) -> str:
    return text.replace(f"</{element}>", f"{inner}</{element}>")


def _relation(name: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>'


def _relate(parts: dict[str, bytes], part: str, name: str, kind: str, target: str) -> None:
    _edit(parts, part, lambda text: _within(text, "Relationships", _relation(name, kind, target)))


def _image_relations(images: Mapping[str, bytes]) -> bytes:
    lines = "".join(_relation(name, f"{_RELATION}/image", f"images/{name}.png") for name in images)
    return f'<Relationships xmlns="{_PACKAGE}">{lines}</Relationships>'.encode()
