"""What every object of the engine is: something of LibreOffice, under the names of xlwings."""

from __future__ import annotations

from typing import Any


class Native:
    """Something of LibreOffice itself, which xlwings calls `api`."""

    def __init__(self, native: Any) -> None:
        self.native = native

    @property
    def api(self) -> Any:
        return self.native
