"""A workbook of ours as it is saved: the same cells give the same bytes."""

from __future__ import annotations

from datetime import date

from prestatieafspraken.workbook.package.steady import steady as fixed

NO_DAY = date(1980, 1, 1)
"""The date of a file that is of no day: the first that a zip can name."""


def steady(data: bytes, day: date = NO_DAY) -> bytes:
    """Take out of a saved workbook what differs from one save to the next: the times."""
    return fixed(data, f"{day.isoformat()}T00:00:00Z", _growing)


def _growing(name: str, part: bytes) -> bytes:
    """Let rows grow when people type: their height was measured, not chosen."""
    return part.replace(b' customHeight="1"', b"") if name.startswith("xl/worksheets/") else part
