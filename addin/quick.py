"""Import xlwings without matplotlib.

xlwings takes matplotlib along, to put charts on a sheet as pictures. No button does that, and the
import takes longer than all the rest of most buttons. To be imported before xlwings is.
"""

from __future__ import annotations

import sys

if "matplotlib" not in sys.modules:
    sys.modules["matplotlib"] = None  # type: ignore[assignment]  # as if it were not installed
    try:
        import xlwings  # noqa: F401
    finally:
        del sys.modules["matplotlib"]
