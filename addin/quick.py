"""Import xlwings without matplotlib, and without what it does to other Excels at the end.

xlwings takes matplotlib along, to put charts on a sheet as pictures. No button does that, and the
import takes longer than all the rest of most buttons. At the end of Python it looks for Excels
without a window, by a program that Windows also seeks in the current folder, and ends them: an
Excel in which other software is at work as well. To be imported before xlwings is.
"""

from __future__ import annotations

import atexit
import sys
from typing import Any

_without = "matplotlib" not in sys.modules
if _without:
    sys.modules["matplotlib"] = None  # type: ignore[assignment]  # as if it were not installed
try:
    import xlwings  # noqa: F401
finally:
    if _without:
        del sys.modules["matplotlib"]


ATTEMPTS = 5_000
"""How often an Excel that is busy, as while a cell is being filled in, is asked again: seconds."""


def tame(engine: Any) -> None:
    """Let the engine for Windows end no other Excels, and ask none without end."""
    atexit.unregister(engine.cleanup)
    engine.N_COM_ATTEMPTS = ATTEMPTS


if "xlwings._xlwindows" in sys.modules:
    tame(sys.modules["xlwings._xlwindows"])
