"""Build the Excel files from text: a workbook with macros, an add-in, and a workbook without."""

from __future__ import annotations

import io
import re
import zipfile
from importlib import resources
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from prestatieafspraken.addin import worksheet_vba, xlwings_vba
from prestatieafspraken.workbook.blank import blank
from prestatieafspraken.workbook.macro_package import ADDIN, WORKBOOK, Macros, with_macros
from prestatieafspraken.workbook.vba_project import standard

PROJECT = "Prestatieafspraken"
NAME = "prestatieafspraken"
RIBBON = "http://schemas.microsoft.com/office/2009/07/customui"


def build(workbook: bytes) -> dict[str, bytes]:
    """Give the files by name, from a built workbook without macros; same input, same bytes."""
    return {
        f"{NAME}.xlsm": with_macros(workbook, macros(addin=False), WORKBOOK),
        f"{NAME}.xlam": addin(),
        f"{NAME}.xlsx": workbook,
    }


def addin() -> bytes:
    """Give the add-in: the buttons for every workbook that is open."""
    return with_macros(blank(PROJECT), macros(addin=True), ADDIN)


def macros(*, addin: bool) -> Macros:
    """Give the program that goes into a file, from the texts and pictures of this folder."""
    own = standard(_text("vba/Lint.bas"))
    ribbon = _text("ribbon/customUI14.xml")
    names = sorted({element.attrib["image"] for element in buttons(ribbon)})
    folder = resources.files(__package__) / "icons"
    images = {name: (folder / f"{name}.png").read_bytes() for name in names}
    modules = [own, worksheet_vba.module(), *xlwings_vba.modules(addin=addin)]
    return Macros(PROJECT, modules, ribbon.encode("utf-8"), images)


def buttons(ribbon: str) -> list[Element]:
    """Give the buttons of a ribbon, in their order."""
    return list(fromstring(ribbon).iter(f"{{{RIBBON}}}button"))


def differences(built: bytes, other: bytes) -> list[str]:
    """Name the parts that differ between two files; how they are compressed does not count."""
    first, second = _parts(built), _parts(other)
    names = sorted(first.keys() | second.keys())
    return [name for name in names if first.get(name) != second.get(name)]


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _text(name: str) -> str:
    text = (resources.files(__package__) / name).read_text(encoding="utf-8")
    return re.sub(r"\r\n?", "\n", text)
