"""Ways in which a file arrives other than it was sent."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def repack(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """Give a zip with every part changed; None leaves a part out."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return stream.getvalue()


def ole(*streams: str) -> bytes:
    """Give the smallest container of old Office files with streams of these names."""
    header = OLE_MAGIC + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    directory = b"".join(
        name.encode("utf-16-le").ljust(64, b"\x00") + bytes(64) for name in ("Root Entry", *streams)
    )
    return header.ljust(512, b"\x00") + directory.ljust(512, b"\x00")


def zipped(**parts: bytes) -> bytes:
    """Give a zip; a double underscore in a name stands for a slash, a single one for a dot."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return stream.getvalue()


def with_flag(data: bytes, flag: int) -> bytes:
    """Set a flag of every entry of a zip, in both of its headers."""
    marked = bytearray(data)
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(magic)
        while at >= 0:
            marked[at + offset] |= flag
            at = data.find(magic, at + 4)
    return bytes(marked)
