"""Writing a new file beside the workbook; the workbook itself is never saved."""

from __future__ import annotations

from pathlib import Path

import xlwings as xw

from prestatieafspraken.addin.address import address
from prestatieafspraken.addin.stop import StopError
from prestatieafspraken.batch.guarding import safe_write


def write(book: xw.Book, name: str, suffix: str, data: bytes) -> Path:
    """Write a new file beside the workbook; an older one is never replaced."""
    place = address(book)
    folder = Path(place).parent
    if "://" in place or not Path(place).is_absolute():
        folder = Path.home()  # a workbook that is online, or that was never saved
    for number in range(1, 1000):
        path = folder / (f"{name}{suffix}" if number == 1 else f"{name}-{number}{suffix}")
        try:
            safe_write.write(path, data)
        except FileExistsError:
            continue
        except OSError as error:
            raise StopError(
                "XLS-005",
                f"In de map {folder} kan niet worden geschreven.",
                "Bewaar de werkmap op een plaats waar u mag schrijven.",
            ) from error
        return path
    raise StopError(
        "XLS-005",
        f"In de map {folder} staan al te veel bestanden die {name} heten.",
        "Verplaats de oude naar een andere map.",
    )
