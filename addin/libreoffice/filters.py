"""What a table or a plain range of cells is filtered on."""

from __future__ import annotations

from typing import Any

from xlwings.base_classes import empty_autofilter_criteria


class AutoFilter:
    """The filter that a descriptor of LibreOffice tells of, over so many columns."""

    def __init__(self, descriptor: Any, width: int) -> None:
        self.descriptor = descriptor
        self.width = width

    @property
    def criteria(self) -> list[dict[str, Any]]:
        filtered = {field.Field for field in self.descriptor.getFilterFields2()}
        return [
            empty_autofilter_criteria(n + 1, "unknown" if n in filtered else "none")
            for n in range(self.width)
        ]
