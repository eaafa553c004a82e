"""The zip around a workbook, to the byte: its entries as they lie there, unpacked under a limit.

`zipfile` reads the list of entries. It is not asked to unpack: it trusts the sizes that the file
states, and it cannot copy an entry as it is.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from prestatieafspraken.workbook.package.limits import LIMITS

DEFLATED = zipfile.ZIP_DEFLATED
STORED = zipfile.ZIP_STORED
ENCRYPTED = 0x1 | 0x40 | 0x2000
"""Flags of an entry that is locked with a password, or whose name is."""

PIECE = 1 << 14
"""Bytes that are read, and unpacked, at once of what is not held whole."""

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")


class DamagedError(Exception):
    """The zip is not whole, or says two things at once."""


class TooLargeError(Exception):
    """A part is larger than it may be."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One part as it lies in the zip; `packed` are its bytes there."""

    name: str
    flags: int
    method: int
    crc: int
    size: int
    packed: memoryview
    date: int = 0x21
    """Day of the part in the form of DOS; 1 January 1980, so that equal files are equal."""

    @property
    def is_folder(self) -> bool:
        """Whether it is no part but the name of a folder."""
        return self.name.endswith("/")


def entries(data: bytes, limit: int) -> list[Entry]:
    """List the entries.

    Raises DamagedError when the list contradicts the file, TooLargeError when it is long.
    """
    # A list of a million entries would take long before the first could be counted.
    if data.count(b"PK\x01\x02") > 10 * limit:
        raise TooLargeError
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            listed = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error) as error:
        raise DamagedError from error
    if len(listed) > limit:
        raise TooLargeError
    listed.sort(key=lambda info: info.header_offset)
    if listed and listed[0].header_offset != 0:
        raise DamagedError  # what stands before it may be a file of another kind to another program
    found, reach = [], 0
    for info in listed:
        if info.header_offset < reach:
            raise DamagedError  # parts that share bytes, a way to pack very much into little
        start = _start(data, info.header_offset, info)
        reach = start + info.compress_size
        if reach > len(data):
            raise DamagedError
        packed = memoryview(data)[start:reach]
        year, month, day, *_ = info.date_time
        date = max(year - 1980, 0) << 9 | month << 5 | day
        name, flags, method = info.orig_filename, info.flag_bits, info.compress_type
        found.append(Entry(name, flags, method, info.CRC, info.file_size, packed, date))
    return found


def _start(data: bytes, header: int, info: zipfile.ZipInfo) -> int:
    """Give where the bytes of an entry begin; its own header must name it as the list does."""
    try:
        magic, *rest, name, extra = _LOCAL.unpack_from(data, header)
    except struct.error as error:
        raise DamagedError from error
    at = header + _LOCAL.size
    coding = "utf-8" if info.flag_bits & 0x800 else "cp437"
    own = data[at : at + name].decode(coding, "replace")
    if magic != b"PK\x03\x04" or own != info.orig_filename or rest[2] != info.compress_type:
        raise DamagedError
    return at + int(name) + int(extra)


def unpack(entry: Entry, limit: int) -> bytes:
    """Unpack an entry, never more than `limit` bytes, nor more than it states.

    The size and the checksum must be those that the list states.
    """
    if entry.method == STORED:
        if len(entry.packed) > limit:
            raise TooLargeError
        content = bytes(entry.packed)
    else:
        engine = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            content = engine.decompress(entry.packed, min(limit, entry.size) + 1)
        except zlib.error as error:
            raise DamagedError from error
        if len(content) > limit:
            raise TooLargeError
        if not engine.eof or engine.unused_data:
            raise DamagedError
    if len(content) != entry.size or zlib.crc32(content) != entry.crc:
        raise DamagedError
    return content


def pieces(file: BinaryIO, info: zipfile.ZipInfo, limit: int) -> Iterator[bytes]:
    """Unpack an entry of a zip on disk while it is read, never more than `limit` bytes.

    What it states is held against what comes out; Damaged and TooLargeError as for `unpack`, and
    TooLargeError for what only a bomb packs so well.
    """
    file.seek(info.header_offset)
    start = _start(file.read(_LOCAL.size + 0xFFFF), 0, info)
    file.seek(info.header_offset + start)
    size = crc = 0
    for content, taken in _unpacked(file, info):
        size, crc = size + len(content), zlib.crc32(content, crc)
        if size > limit or size > LIMITS.ratio_from + LIMITS.ratio * taken:
            raise TooLargeError
        yield content
    if (size, crc) != (info.file_size, info.CRC):
        raise DamagedError


def _unpacked(file: BinaryIO, info: zipfile.ZipInfo) -> Iterator[tuple[bytes, int]]:
    """Give each piece, and how many packed bytes were read for it and those before it."""
    if info.compress_type not in (STORED, DEFLATED):
        raise DamagedError
    engine = zlib.decompressobj(-zlib.MAX_WBITS) if info.compress_type == DEFLATED else None
    taken = 0
    packed = b""
    while taken < info.compress_size or (engine and not engine.eof):
        if not packed:
            packed = file.read(min(PIECE, info.compress_size - taken))
            taken += len(packed)
        try:
            content = engine.decompress(packed, PIECE) if engine else packed
        except zlib.error as error:
            raise DamagedError from error
        ended = not content and not packed
        packed = engine.unconsumed_tail if engine else b""
        if ended or (engine and engine.eof and (engine.unused_data or taken < info.compress_size)):
            raise DamagedError
        if content:
            yield content, taken


def packed(name: str, content: bytes, *, squeeze: bool = True) -> Entry:
    """Make an entry of a new part."""
    body = content
    if squeeze:
        engine = zlib.compressobj(6, DEFLATED, -zlib.MAX_WBITS)
        body = engine.compress(content) + engine.flush()
    method = DEFLATED if squeeze else STORED
    flags = 0 if name.isascii() else 0x800
    return Entry(name, flags, method, zlib.crc32(content), len(content), memoryview(body))


def stored(parts: Mapping[str, bytes]) -> bytes:
    """Write parts into a zip without packing them, for a reader in the same process."""
    return write([packed(name, content, squeeze=False) for name, content in parts.items()])


def write(parts: Iterable[Entry]) -> bytes:
    """Write entries into a zip; the bytes of each are copied as they are."""
    body: list[bytes | memoryview] = []
    directory: list[bytes] = []
    at = amount = 0
    for entry in parts:
        name = entry.name.encode("utf-8" if entry.flags & 0x800 else "cp437")
        # Sizes stand in the header here, so the flag that says they follow the data must go.
        flags = entry.flags & ~0x8
        sizes = (entry.crc, len(entry.packed), entry.size)
        head = (20, flags, entry.method, 0, entry.date, *sizes, len(name), 0)
        body += [_LOCAL.pack(b"PK\x03\x04", *head), name, entry.packed]
        directory += [_CENTRAL.pack(b"PK\x01\x02", 20, *head, 0, 0, 0, 0, at), name]
        at += _LOCAL.size + len(name) + len(entry.packed)
        amount += 1
    listing = b"".join(directory)
    end = _END.pack(b"PK\x05\x06", 0, 0, amount, amount, len(listing), at, 0)
    return b"".join([*body, listing, end])
