"""Build the Excel files from text: a workbook with buttons, two add-ins, and one without macros."""

from __future__ import annotations

import io
import re
import zipfile
from importlib import metadata, resources
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from prestatieafspraken.workbook.building.blank import blank
from prestatieafspraken.workbook.vba.into_package import ADDIN, WORKBOOK, Macros, with_macros
from prestatieafspraken.workbook.vba.project import Module, standard

PROJECT = "Prestatieafspraken"
NAME = "prestatieafspraken"
FUNCTIONS = f"{NAME}-functies"
RIBBON = "http://schemas.microsoft.com/office/2009/07/customui"


def build(workbook: bytes) -> dict[str, bytes]:
    """Give the files by name, from a built workbook without macros; same input, same bytes."""
    return {
        f"{NAME}.xlsm": with_macros(workbook, macros(), WORKBOOK),
        f"{NAME}.xlam": addin(),
        f"{FUNCTIONS}.xlam": functions_addin(),
        f"{NAME}.xlsx": workbook,
    }


def addin() -> bytes:
    """Give the add-in: the buttons for every workbook that is open."""
    return with_macros(blank(PROJECT), macros(), ADDIN)


def functions_addin() -> bytes:
    """Give the optional add-in: the functions in cells, apart as they need a library of xlwings."""
    return with_macros(blank(PROJECT), function_macros(), ADDIN)


def macros() -> Macros:
    """Give the program of the buttons, from the texts and pictures of this folder."""
    ribbon = _text("ribbon/customUI14.xml")
    names = sorted({element.attrib["image"] for element in buttons(ribbon)})
    folder = resources.files(__package__) / "icons"
    images = {name: (folder / f"{name}.png").read_bytes() for name in names}
    modules = [_module("Lint"), _module("Starten"), _module("Zoeken")]
    return Macros(PROJECT, modules, ribbon.encode("utf-8"), images)


def function_macros() -> Macros:
    """Give the program of the functions in cells; the library must be of the xlwings that is here.

    ModuleNotFoundError without xlwings.
    """
    import prestatieafspraken.addin.quick  # noqa: F401 (before anything that imports xlwings)
    from prestatieafspraken.addin import worksheet_vba

    library = _module("Functies").source.replace("{versie}", metadata.version("xlwings"))
    modules = [worksheet_vba.module(), standard(library), _module("Zoeken")]
    return Macros(f"{PROJECT}_functies", modules)


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


def _module(name: str) -> Module:
    return standard(_text(f"vba/{name}.bas"))


def _text(name: str) -> str:
    text = (resources.files(__package__) / name).read_text(encoding="utf-8")
    return re.sub(r"\r\n?", "\n", text)
