"""Packages whose bytes depend on their parts alone: the times in a zip say nothing."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Give a zip whose bytes depend on its parts alone."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            target.writestr(info, content)
    return stream.getvalue()


def steady(
    data: bytes, stamp: str, change: Callable[[str, bytes], bytes] = lambda _, part: part
) -> bytes:
    """Give a saved document with fixed times; `stamp` is the moment that the document states.

    `change` may alter a part on the way, by its name.
    """
    parts = {}
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                part = re.sub(
                    rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>" + stamp.encode(), part
                )
            parts[name] = change(name, part)
    return zipped(parts)
