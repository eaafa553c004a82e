"""Random damage to workbooks, at three depths: the zip, the XML of a part, the cells."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable

from proving.hostile.damage import repack

_NUMBER = re.compile(rb"\d+")
_TAG = re.compile(rb"</?[\w:]+[^<>]*>")
_CELL = re.compile(rb"<c r=\"[^\"]*\"[^>]*>.*?</c>")
_VALUES = (
    *(b"", b"-1", b"0", b"4294967295", b"9223372036854775807", b"1e999", b"NaN", b"#REF!"),
    *("\u202e12".encode(), b"=1+1", b"31-06-2018", b"1.234", b"\t", b"x" * 5000, b"&amp;#0;"),
)
_SORTS = (b"s", b"str", b"b", b"e", b"d", b"n", b"inlineStr", b"zz")


def mutate(data: bytes, dice: random.Random) -> bytes:
    """Give the workbook with one to three pieces of damage, as the dice say."""
    for _ in range(dice.randint(1, 3)):
        data = dice.choice((_bytes, _xml, _cells, _cells, _cells))(data, dice)
    return data


def _bytes(data: bytes, dice: random.Random) -> bytes:
    """Damage the zip itself: other bytes, a piece less, a piece twice, cut off."""
    at, length = dice.randrange(max(len(data), 1)), dice.choice((1, 2, 8, 200))
    match dice.randrange(4):
        case 0:
            return data[:at] + dice.randbytes(length) + data[at + length :]
        case 1:
            return data[:at] + data[at + length :]
        case 2:
            return data[:at] + data[at : at + length] + data[at:]
    return data[:at] if dice.random() < 0.3 else data[:-22] + dice.randbytes(22)


def _one_part(
    data: bytes, dice: random.Random, name: str, change: Callable[[bytes], bytes]
) -> bytes:
    """Change one part, chosen by the dice."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            chosen = dice.choice([n for n in archive.namelist() if re.search(name, n)])
        return repack(data, lambda found, c: change(c) if found == chosen else c)
    except Exception:  # what is no zip any more is damaged enough
        return data


def _xml(data: bytes, dice: random.Random) -> bytes:
    """Damage the XML of some parts: a number, a tag, a byte, a piece less or twice."""

    def change(content: bytes) -> bytes:
        pieces = list((_NUMBER if dice.random() < 0.5 else _TAG).finditer(content))
        if not pieces:
            return content
        one = dice.choice(pieces)
        new = dice.choice((b"", one[0] * 2, dice.choice(_VALUES), one[0][::-1], b"<!DOCTYPE a>"))
        if _TAG.fullmatch(one[0]) and dice.random() < 0.5:  # whole elements stay whole XML
            new = one[0].replace(b"/>", b' x="1"/>') + (
                b"<!-- x -->" if dice.random() < 0.5 else b""
            )
        return content[: one.start()] + new + content[one.end() :]

    return _one_part(data, dice, r"\.(xml|rels)$", change)


def _cells(data: bytes, dice: random.Random) -> bytes:
    """Damage cells: another value, another sort, another address, twice, gone, far away."""

    def change(content: bytes) -> bytes:
        cells = list(_CELL.finditer(content))
        if not cells:
            return content
        one = dice.choice(cells)
        value = b"<v>" + dice.choice(_VALUES) + b"</v>"
        at = dice.choice((b"A1", b"XFD1048576", b"A0", b"a7", b"", b"B1048576", b"AAAA7"))
        new = dice.choice(
            (
                re.sub(rb"<v>.*?</v>", lambda _: value, one[0]),
                re.sub(rb"(<c r=\"[^\"]*\")[^>]*>", rb'\1 t="%s">' % dice.choice(_SORTS), one[0]),
                re.sub(rb"<c r=\"[^\"]*\"", b'<c r="%s"' % at, one[0]),
                *(one[0] * 2, b""),
            )
        )
        return content[: one.start()] + new + content[one.end() :]

    return _one_part(data, dice, r"worksheets/[^/]*\.xml$", change)
