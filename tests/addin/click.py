"""Stands in for Windows: starts what the command line of a button says, on the open workbook.

Started by the macro under test, with the pipe of LibreOffice, a file to write when it is done, and
the command line. LibreOffice takes the place of the Excel that has the window.
"""

from __future__ import annotations

import json
import sys
import traceback
from pathlib import Path

import xlwings as xw

from prestatieafspraken.addin import press, start
from prestatieafspraken.addin.libreoffice.engine import activate

pipe, done, line = sys.argv[1:]
result: dict[str, object] = {}
apps = []


def office(_: int) -> xw.App:
    """Give LibreOffice; not earlier, as its bridge adds a folder of its own to the path."""
    apps.append(activate(pipe))
    return apps[0]


try:
    program, *arguments = line.split(" ")
    assert program.endswith("pythonw.exe")
    assert arguments[:3] == ["-I", "-m", start.__name__]
    start.excel = office
    told: list[str] = []
    end = press.end
    press.end = lambda book, button: told.append((one := end(book, button)).sentence) or one
    result["uitkomst"] = start.main(arguments[3:])
    (result["zin"],) = told
except BaseException:
    result["fout"] = traceback.format_exc()
Path(done + ".deel").write_text(json.dumps(result), encoding="utf-8")
Path(done + ".deel").rename(done)
