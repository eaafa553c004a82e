"""Write a VBA project (MS-OVBA) from the texts of its modules, without any compiled code.

Excel compiles the source itself when there is no performance cache, which is how a project with
version 0xFFFF says that its streams hold nothing but source.
"""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from prestatieafspraken.workbook.vba.compound_file import compound_file
from prestatieafspraken.workbook.vba.compression import compress

CODE_PAGE = "cp1252"
_BASES = {
    "werkmap": "0{00020819-0000-0000-C000-000000000046}",
    "blad": "0{00020820-0000-0000-C000-000000000046}",
    "klasse": "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}",
}
_REFERENCES = (
    (
        "stdole",
        r"*\G{00020430-0000-0000-C000-000000000046}#2.0#0#C:\Windows\System32\stdole2.tlb"
        "#OLE Automation",
    ),
    (
        "Office",
        r"*\G{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}#2.0#0#C:\Program Files\Common Files"
        r"\Microsoft Shared\OFFICE16\MSO.DLL#Microsoft Office 16.0 Object Library",
    ),
)
"""OLE Automation, and Office for the type of the control that a ribbon button hands over."""


_IGNORED = 7
"""Filler before an encrypted value; any byte will do."""


class ModuleKind(Enum):
    """What a module belongs to; the value is its line in the text of the project."""

    DOCUMENT = "Document={}/&H00000000"
    STANDARD = "Module={}"
    CLASS = "Class={}"


@dataclass(frozen=True)
class Module:
    """A module of a VBA project; `source` is its text, with a line feed after each line."""

    name: str
    kind: ModuleKind
    source: str

    @property
    def stored(self) -> bytes:
        """The text as the project stores it."""
        return self.source.replace("\r\n", "\n").replace("\n", "\r\n").encode(CODE_PAGE)


def standard(source: str) -> Module:
    """Give a module from the text of a .bas file (ValueError without a name)."""
    return Module(_name(source), ModuleKind.STANDARD, source.replace("\r\n", "\n"))


def class_module(source: str) -> Module:
    """Give a class from the text of a .cls file, without the header that only an export has."""
    text = source.replace("\r\n", "\n")
    text = re.sub(r"\AVERSION .*?\nEND\n", "", text, flags=re.DOTALL)
    base = f'Attribute VB_Base = "{_BASES["klasse"]}"\n'
    head, line, rest = text.partition("\n")
    return Module(_name(text), ModuleKind.CLASS, head + line + base + rest)


def document(name: str, *, workbook: bool = False) -> Module:
    """Give the empty module that a workbook or a sheet must have."""
    lines = {
        "Name": f'"{name}"',
        "Base": f'"{_BASES["werkmap" if workbook else "blad"]}"',
        "GlobalNameSpace": "False",
        "Creatable": "False",
        "PredeclaredId": "True",
        "Exposed": "True",
        "TemplateDerived": "False",
        "Customizable": "True",
    }
    text = "".join(f"Attribute VB_{key} = {value}\n" for key, value in lines.items())
    return Module(name, ModuleKind.DOCUMENT, text)


def vba_project(name: str, modules: Sequence[Module]) -> bytes:
    """Give the bytes of vbaProject.bin; the same modules give the same bytes."""
    streams = {module.name: compress(module.stored) for module in modules}
    return compound_file(
        {
            "VBA": {
                "_VBA_PROJECT": b"\xcc\x61\xff\xff\x00\x01\x00",
                "dir": compress(_directory(name, modules)),
                **streams,
            },
            "PROJECT": _project_text(name, modules).encode(CODE_PAGE),
            "PROJECTwm": b"".join(
                m.name.encode(CODE_PAGE) + b"\0" + m.name.encode("utf-16-le") + b"\0\0"
                for m in modules
            )
            + b"\0\0",
        }
    )


def _name(source: str) -> str:
    found = re.search(r'^Attribute VB_Name = "(\w+)"', source, re.MULTILINE)
    if found is None:
        raise ValueError("a module needs a line Attribute VB_Name")
    return found[1]


def _record(code: int, content: bytes) -> bytes:
    return struct.pack("<HI", code, len(content)) + content


def _both(code: int, unicode_code: int, text: str) -> bytes:
    """Write a text twice, as the format wants: in the code page and in Unicode."""
    return _record(code, text.encode(CODE_PAGE)) + _record(unicode_code, text.encode("utf-16-le"))


def _directory(name: str, modules: Sequence[Module]) -> bytes:
    number = struct.Struct("<I").pack
    short = struct.Struct("<H").pack
    parts = [
        _record(0x01, number(3)),  # 64-bit Windows
        _record(0x02, number(0x0409)),
        _record(0x14, number(0x0409)),
        _record(0x03, short(1252)),
        _record(0x04, name.encode(CODE_PAGE)),
        _both(0x05, 0x40, ""),
        _record(0x06, b"") + _record(0x3D, b""),
        _record(0x07, number(0)),
        _record(0x08, number(0)),
        struct.pack("<HIIH", 0x09, 4, 1, 1),
        _both(0x0C, 0x3C, ""),
    ]
    for reference, library in _REFERENCES:
        text = library.encode(CODE_PAGE)
        parts.append(_both(0x16, 0x3E, reference))
        parts.append(_record(0x0D, number(len(text)) + text + bytes(6)))
    parts.append(_record(0x0F, short(len(modules))) + _record(0x13, short(0xFFFF)))
    for module in modules:
        kind = 0x21 if module.kind is ModuleKind.STANDARD else 0x22
        parts += [
            _both(0x19, 0x47, module.name),
            _both(0x1A, 0x32, module.name),
            _both(0x1C, 0x48, ""),
            _record(0x31, number(0)),
            _record(0x1E, number(0)),
            _record(0x2C, short(0xFFFF)),
            _record(kind, b""),
            _record(0x2B, b""),
        ]
    return b"".join([*parts, _record(0x10, b"")])


def _project_text(name: str, modules: Sequence[Module]) -> str:
    project_id = _project_id(name)
    lines = [
        f'ID="{project_id}"',
        *(module.kind.value.format(module.name) for module in modules),
        f'Name="{name}"',
        'HelpContextID="0"',
        'VersionCompatible32="393222000"',
        # Not protected, no password, visible.
        f'CMG="{encrypt(project_id, bytes(4), seed=0x07)}"',
        f'DPB="{encrypt(project_id, bytes(1), seed=0x0E)}"',
        f'GC="{encrypt(project_id, bytes([0xFF]), seed=0x15)}"',
        "",
        "[Host Extender Info]",
        "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000",
        "",
        "[Workspace]",
        *(
            f"{module.name}=0, 0, 0, 0, {'C' if module.kind is ModuleKind.DOCUMENT else ''}"
            for module in modules
        ),
    ]
    return "".join(f"{line}\r\n" for line in lines)


def _project_id(name: str) -> str:
    digits = hashlib.sha256(name.encode()).hexdigest().upper()
    return (
        "{"
        + "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:32]))
        + "}"
    )


def encrypt(project_id: str, data: bytes, *, seed: int) -> str:
    """Hide a value in the way of MS-OVBA 2.4.3.2 (no secret: the key is the id beside it)."""
    key = sum(project_id.encode(CODE_PAGE)) & 0xFF
    out = [seed, seed ^ 2, seed ^ key]
    last, before, plain = out[2], out[1], key
    for byte in (*[_IGNORED] * ((seed & 6) // 2), *struct.pack("<I", len(data)), *data):
        hidden = byte ^ ((before + plain) & 0xFF)
        out.append(hidden)
        before, last, plain = last, hidden, byte
    return bytes(out).hex().upper()
