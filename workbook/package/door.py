"""The door before the reader: what a file must be before any library looks at its sheets.

Bytes in, parts out, each of them unpacked under a limit and, where a reader will look, well-formed
XML in UTF-8 without a document type. Only these parts ever reach a reader.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from typing import Any
from xml.parsers import expat

from prestatieafspraken.dutch import written
from prestatieafspraken.workbook.finding import Rule
from prestatieafspraken.workbook.package import archive
from prestatieafspraken.workbook.package import file_faults as faults
from prestatieafspraken.workbook.package.archive import Entry
from prestatieafspraken.workbook.package.limits import LIMITS, MB, Limits

_ODD_NAME = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|[\x00-\x1f]")
_CODINGS = {"utf-8", "utf8", "us-ascii", "ascii"}
_DOCTYPE = re.compile(rb"!(?:(?<=<!)|(?<=<\0!))\0?D\0?O\0?C\0?T\0?Y\0?P\0?E")
"""A document type, in UTF-8 or in UTF-16; it begins with its rarest character, to be found fast."""
_XML = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe", b"\xfe\xff")
"""How XML begins; the name of a part does not count."""


class FaultyFileError(Exception):
    """A file that cannot be read, with the rule that it breaks and the words of its message."""

    def __init__(self, rule: Rule, **words: Any) -> None:
        super().__init__(rule.code)
        self.rule = rule
        self.words = words


def part_name(name: str) -> str:
    """Give the form in which names of parts are compared: case and kind of slash do not count."""
    return posixpath.normpath(name.replace("\\", "/").lower()).lstrip("/")


def unpack(data: bytes, limits: Limits = LIMITS) -> dict[str, bytes]:
    """Give every part by its name in lower case.

    Raises FaultyFileError when the zip is not to be trusted.
    """
    try:
        listed = archive.entries(data, limits.entries)
    except archive.DamagedError as error:
        raise _damaged() from error
    except archive.TooLargeError as error:
        what = f"zij telt meer dan {written.number(limits.entries)} onderdelen"
        raise FaultyFileError(faults.TE_GROOT, wat=what) from error
    entries = [entry for entry in listed if not entry.is_folder]
    _check_list(entries)
    parts: dict[str, bytes] = {}
    room = limits.total
    for entry in entries:
        name = part_name(entry.name)
        parts[name] = _unpack(entry, name, min(limits.part, room), limits)
        room -= len(parts[name])
    if b"encryption-data" in parts.get("meta-inf/manifest.xml", b""):
        raise FaultyFileError(
            faults.WACHTWOORD
        )  # OpenDocument locks its parts and leaves the zip open
    for name, content in parts.items():
        _check_xml(name, content)
    return parts


def _damaged() -> FaultyFileError:
    return FaultyFileError(faults.BESCHADIGD, wat="het bestand is niet volledig of verminkt")


def _check_list(entries: Sequence[Entry]) -> None:
    if any(entry.flags & archive.ENCRYPTED for entry in entries):
        raise FaultyFileError(faults.WACHTWOORD)
    for entry in entries:
        if _ODD_NAME.search(entry.name):
            raise FaultyFileError(
                faults.ONGEWOON_INGEPAKT, wat="een onderdeel heeft een vreemde naam"
            )
        if entry.method not in (archive.STORED, archive.DEFLATED) or entry.flags & 0x20:
            what = "een onderdeel is samengedrukt op een manier die Excel niet gebruikt"
            raise FaultyFileError(faults.ONGEWOON_INGEPAKT, wat=what)
    names = [part_name(entry.name).casefold() for entry in entries]
    if len(set(names)) != len(names):
        raise FaultyFileError(faults.BESCHADIGD, wat="een onderdeel zit er twee keer in")


def _unpack(entry: Entry, name: str, room: int, limits: Limits) -> bytes:
    try:
        content = archive.unpack(entry, room)
    except archive.DamagedError as error:
        raise _damaged() from error
    except archive.TooLargeError as error:
        size = written.number((limits.part if room == limits.part else limits.total) // MB)
        what = f"het onderdeel {name}" if room == limits.part else "alles samen"
        raise FaultyFileError(
            faults.TE_GROOT, wat=f"uitgepakt telt {what} meer dan {size} MB"
        ) from error
    if len(content) > limits.ratio_from and len(content) > limits.ratio * len(entry.packed):
        what = f"het onderdeel {name} wordt bij uitpakken meer dan {limits.ratio} keer zo groot"
        raise FaultyFileError(faults.ONGEWOON_INGEPAKT, wat=what)
    return content


def _check_xml(name: str, content: bytes) -> None:
    """Refuse a document type in any part, and XML that is not whole or not in UTF-8."""
    if not (name.endswith((".xml", ".rels", ".vml")) or content.lstrip()[:4].startswith(_XML)):
        return
    # To look for one character is faster still, and most parts do not hold it.
    if b"!" in content and _DOCTYPE.search(content):
        raise FaultyFileError(faults.NIET_VERTROUWD)
    if name.endswith(".vml"):  # Excel itself writes these as it likes
        return
    own = name.startswith("customxml/")  # written by other programs, in any coding, never read here
    if not own and b"\x00" in content[:64]:
        raise FaultyFileError(faults.BESCHADIGD, wat="het heeft een ongewone tekencodering")
    declared: list[str | None] = []
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.XmlDeclHandler = lambda version, coding, alone: declared.append(coding)
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise FaultyFileError(faults.BESCHADIGD, wat=f"het onderdeel {name} is verminkt") from error
    if not own and declared and (declared[0] or "utf-8").lower() not in _CODINGS:
        raise FaultyFileError(faults.BESCHADIGD, wat="het heeft een ongewone tekencodering")


def _refuse_doctype(*_: object) -> None:
    raise FaultyFileError(faults.NIET_VERTROUWD)


def check_strings(shared: bytes, sheets: Mapping[str, bytes], limits: Limits = LIMITS) -> None:
    """Refuse shared texts that grow out of bounds: a reader copies each for each cell."""
    texts = shared.split(b"</si>") if shared else []
    longest = max(map(len, texts), default=0)
    if not longest:
        return
    uses = sum(content.count(b't="s"') + content.count(b"t='s'") for content in sheets.values())
    if longest * uses <= limits.strings:
        return
    reach = 0
    for content in sheets.values():
        for attributes, number in _CELL.findall(content):
            if not _SHARED.search(attributes):
                continue
            index = int(number)
            reach += len(texts[index]) if index < len(texts) else longest
    if reach > limits.strings:
        what = f"de teksten samen tellen meer dan {written.number(limits.strings // MB)} MB"
        raise FaultyFileError(faults.TE_GROOT, wat=what)


_CELL = re.compile(rb"<(?:\w+:)?c(\s[^>]*)>\s*<(?:\w+:)?v>\s*(\d{1,9})\s*<")
_SHARED = re.compile(rb"""\bt=["']s["']""")
