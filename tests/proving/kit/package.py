"""A package of parts, such as a workbook or a document, taken apart and put together again."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping


def unpacked(data: bytes) -> dict[str, bytes]:
    """Give the parts by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(content: Mapping[str, bytes]) -> bytes:
    """Give a package of parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in content.items():
            archive.writestr(name, part)
    return stream.getvalue()
