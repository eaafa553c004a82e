"""XML written in a way that readers take wrongly, rewritten in the way that all take rightly."""

from __future__ import annotations

import re

_CDATA = re.compile(rb"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_COUNTS = re.compile(rb"""\s(?:count|uniqueCount)\s*=\s*(?:"[^"]*"|'[^']*')""")
_SST = re.compile(rb"<(?:[^\s<>/!?]+:)?sst\b[^>]*>")


def plain(content: bytes) -> bytes:
    """Write CDATA as text, which is otherwise read as nothing, and drop the stated amounts.

    The library that reads makes room for as many shared texts as the file says that it has.
    """
    # To look for one character is far faster, and a sheet of figures has none of these.
    if b"!" in content and b"<![CDATA[" in content:
        content = _CDATA.sub(lambda found: _escaped(found[1]), content)
    if b"sst" not in content:
        return content
    return _SST.sub(lambda found: _COUNTS.sub(b"", found[0]), content, count=1)


def _escaped(text: bytes) -> bytes:
    return text.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")
