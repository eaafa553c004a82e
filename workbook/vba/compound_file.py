"""Write a compound file (MS-CFB, version 3): the container that a VBA project is kept in."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil

SECTOR, MINI_SECTOR, MINI_LIMIT, ENTRY = 512, 64, 4096, 128
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_HEADER_SLOTS = 109
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_RED, _BLACK = 0, 1

Tree = Mapping[str, "bytes | Tree"]
"""Streams (bytes) and storages (another tree) by name."""


@dataclass
class _Entry:
    name: str
    kind: int
    content: bytes = b""
    left: int = FREE
    right: int = FREE
    child: int = FREE
    color: int = _BLACK
    start: int = 0
    size: int = 0

    def packed(self) -> bytes:
        name = self.name.encode("utf-16-le")
        head = struct.pack("<64sHBB", name, len(name) + 2, self.kind, self.color)
        links = struct.pack("<III", self.left, self.right, self.child)
        # No class id, state or times: the same input gives the same bytes.
        return head + links + bytes(36) + struct.pack("<IQ", self.start, self.size)


def compound_file(tree: Tree) -> bytes:
    """Give the bytes of a compound file; a name has at most 31 characters (ValueError)."""
    entries = [_Entry("Root Entry", _ROOT)]
    entries[0].child = _add(entries, tree)
    mini = _place_small(entries)
    sectors = _Sectors()
    for entry in entries[1:]:
        if entry.kind == _STREAM and entry.size >= MINI_LIMIT:
            entry.start = sectors.add(entry.content)
    entries[0].start, entries[0].size = sectors.add(mini.content), len(mini.content)
    mini_fat = sectors.add(_table(mini.chain)) if mini.chain else END
    mini_fat_count = ceil(len(mini.chain) * 4 / SECTOR)
    blank = struct.pack("<64sHBBIII", b"", 0, 0, 0, FREE, FREE, FREE).ljust(ENTRY, b"\0")
    packed = [entry.packed() for entry in entries]
    packed += [blank] * (-len(packed) % (SECTOR // ENTRY))
    directory = sectors.add(b"".join(packed))
    fat_sectors = sectors.close()
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"",
        *(0x3E, 3, 0xFFFE, 9, 6),
        b"",
        *(0, len(fat_sectors), directory, 0, MINI_LIMIT, mini_fat, mini_fat_count, END, 0),
    )
    slots = [*fat_sectors, *[FREE] * (_HEADER_SLOTS - len(fat_sectors))]
    return header + struct.pack(f"<{_HEADER_SLOTS}I", *slots) + bytes(sectors.content)


def _add(entries: list[_Entry], tree: Tree) -> int:
    """Add what a storage holds and give the top of its search tree."""
    made = []
    # The order that the format prescribes: by length, then by capitals.
    for name in sorted(tree, key=lambda name: (len(name), name.upper())):
        if len(name) > 31:
            raise ValueError(f"{name} is too long for a name in a compound file")
        content = tree[name]
        kind = _STREAM if isinstance(content, bytes) else _STORAGE
        made.append(len(entries))
        entries.append(_Entry(name, kind, content if isinstance(content, bytes) else b""))
    for number in made:
        inner = tree[entries[number].name]
        if not isinstance(inner, bytes):
            entries[number].child = _add(entries, inner)
    return _balance(entries, made, len(made).bit_length() - 1)


def _balance(entries: list[_Entry], numbers: list[int], levels: int) -> int:
    """Link sorted entries as a red-black tree: only its last, unfilled level is red."""
    if not numbers:
        return FREE
    middle = len(numbers) // 2
    entry = entries[numbers[middle]]
    entry.left = _balance(entries, numbers[:middle], levels - 1)
    entry.right = _balance(entries, numbers[middle + 1 :], levels - 1)
    entry.color = _RED if levels == 0 else _BLACK
    return numbers[middle]


@dataclass
class _Mini:
    content: bytes
    chain: list[int]


def _place_small(entries: list[_Entry]) -> _Mini:
    content, chain = bytearray(), list[int]()
    for entry in entries:
        entry.size = len(entry.content)
        if entry.kind != _STREAM or entry.size >= MINI_LIMIT:
            continue
        entry.start = len(chain) if entry.size else END
        chain += _chain(len(chain), ceil(entry.size / MINI_SECTOR))
        content += entry.content.ljust(ceil(entry.size / MINI_SECTOR) * MINI_SECTOR, b"\0")
    return _Mini(bytes(content), chain)


def _chain(first: int, count: int) -> Iterator[int]:
    yield from range(first + 1, first + count)
    if count:
        yield END


def _table(numbers: list[int]) -> bytes:
    per_sector = SECTOR // 4
    numbers = [*numbers, *[FREE] * (-len(numbers) % per_sector)]
    return struct.pack(f"<{len(numbers)}I", *numbers)


class _Sectors:
    """The sectors of the file with their allocation table."""

    def __init__(self) -> None:
        self.content = bytearray()
        self.chain: list[int] = []

    def add(self, content: bytes) -> int:
        count = ceil(len(content) / SECTOR)
        first = len(self.chain) if count else END
        self.chain += _chain(len(self.chain), count)
        self.content += content.ljust(count * SECTOR, b"\0")
        return first

    def close(self) -> list[int]:
        """Write the allocation table itself and give its sectors."""
        used, count = len(self.chain), 0
        while (used + count) * 4 > count * SECTOR:
            count += 1
        if count > _HEADER_SLOTS:
            raise ValueError("the content is too large for one compound file header")
        self.chain += [FAT] * count
        self.content += _table(self.chain)
        return list(range(used, used + count))
