"""The compression of VBA source text (MS-OVBA 2.4.1)."""

from __future__ import annotations

import struct

CHUNK = 4096
PLACES = 64
"""Earlier places that are tried for one match; more saves next to nothing on source text."""


def compress(data: bytes) -> bytes:
    """Give a compressed container (ValueError for data that the format cannot hold).

    A last chunk of less than 4096 bytes has no uncompressed form; text always compresses.
    """
    return b"\x01" + b"".join(
        _chunk(data[start : start + CHUNK]) for start in range(0, len(data), CHUNK)
    )


def _chunk(data: bytes) -> bytes:
    body = _tokens(data)
    if len(body) <= CHUNK:
        return struct.pack("<H", (len(body) - 1) | 0xB000) + body
    if len(data) < CHUNK:
        raise ValueError("the last piece of this module cannot be compressed")
    return struct.pack("<H", (CHUNK - 1) | 0x3000) + data


def _tokens(data: bytes) -> bytes:
    """Write literal bytes and copies of earlier bytes, eight to a flag byte."""
    out, seen = bytearray(), dict[bytes, list[int]]()
    at = 0
    while at < len(data):
        flag_at, flags = len(out), 0
        out.append(0)
        for bit in range(8):
            if at >= len(data):
                break
            offset, length = _match(data, at, seen)
            if length >= 3:
                flags |= 1 << bit
                bits = _offset_bits(at)
                out += struct.pack("<H", (offset - 1) << (16 - bits) | (length - 3))
            else:
                length = 1
                out.append(data[at])
            for place in range(at, at + length):
                seen.setdefault(data[place : place + 3], []).append(place)
            at += length
        out[flag_at] = flags
    return bytes(out)


def _offset_bits(at: int) -> int:
    """Give how many bits of a copy say how far back it starts; it grows with the chunk."""
    return max(4, (at - 1).bit_length())


def _match(data: bytes, at: int, seen: dict[bytes, list[int]]) -> tuple[int, int]:
    """Give the offset back and the length of the longest earlier match (length 0 without one)."""
    limit = min(len(data) - at, ((1 << (16 - _offset_bits(at))) - 1) + 3)
    best = (0, 0)
    for start in reversed(seen.get(data[at : at + 3], [])[-PLACES:]):
        length = 3
        while length < limit and data[start + length] == data[at + length]:
            length += 1
        if length > best[1] and length <= limit:
            best = (at - start, length)
    return best
