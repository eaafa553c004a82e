"""Stands in for what xlwings does in Excel: run the command of a button on the open workbook.

Started by the macro under test, with the pipe of LibreOffice, a file to write when it is done,
and the command.
"""

from __future__ import annotations

import json
import sys
import traceback
from pathlib import Path

import xlwings as xw

from prestatieafspraken.addin.libreoffice.engine import activate

pipe, done, *command = sys.argv[1:]
result = {}
try:
    book = activate(pipe).books.active
    book.set_mock_caller()
    exec(" ".join(command))  # noqa: S102 (it is what RunPython does)
    result["zin"] = xw.Book.caller().app.status_bar
except BaseException:
    result["fout"] = traceback.format_exc()
Path(done + ".deel").write_text(json.dumps(result), encoding="utf-8")
Path(done + ".deel").rename(done)
