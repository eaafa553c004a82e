"""What answers functions in cells: `pythonw -I -m prestatieafspraken.addin.serve CLSID`.

Started once by the add-in with functions; CLSID is the number under which Excel will find it.
Exit codes: 1 when Python could load modules from elsewhere, 2 for another command line.
"""

from __future__ import annotations

import re
import sys
from typing import Any

from prestatieafspraken.addin import import_path

CLSID = r"\{[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}"


def main(arguments: list[str]) -> int:
    """Answer until Excel ends."""
    if import_path.untrusted() or not import_path.isolated():
        return 1
    import_path.leave_the_current_folder()
    if len(arguments) != 1 or not re.fullmatch(CLSID, arguments[0]):
        return 2
    import prestatieafspraken.addin.quick  # noqa: F401 (before anything that imports xlwings)

    _answer(arguments[0])
    return 0


def _answer(clsid: str) -> None:
    import xlwings as xw

    serve: Any = xw.serve  # which exists on Windows alone
    serve(clsid)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
