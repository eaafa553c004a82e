"""The VBA through which a cell reaches the worksheet functions, written from their signatures."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import Any

from prestatieafspraken.addin import worksheet_functions
from prestatieafspraken.workbook.vba.project import Module, standard

NAME = "Werkbladfuncties"
ELSEWHERE = "Deze functie werkt alleen in Excel voor Windows."

_HEAD = f"""Attribute VB_Name = "{NAME}"
Option Explicit

' Written from the signatures in worksheet_functions.py, so not changed by hand. No workbook is
' handed over: a workbook must never say which code runs.
"""


def module() -> Module:
    """Give the module; on a Mac, where xlwings cannot do this, a function says so."""
    return standard(_HEAD + "".join(_wrapper(one) for one in worksheet_functions.FUNCTIONS))


def _wrapper(function: Callable[..., Any]) -> str:
    return "\n".join(["", *_lines(function), ""])


def _lines(function: Callable[..., Any]) -> Iterator[str]:
    name = function.__name__
    given = ", ".join(inspect.signature(function).parameters)
    yield f"Public Function {name}({given})"
    yield "    #If Mac Then"
    yield f'        {name} = "{ELSEWHERE}"'
    yield "    #Else"
    yield "        On Error GoTo Mislukt"
    call = f'"{worksheet_functions.__name__}", "{name}", Array({given})'
    yield f"        {name} = XLPy.CallUDF({call})"
    yield "        Exit Function"
    yield "Mislukt:"
    yield f"        {name} = Err.Description"
    yield "    #End If"
    yield "End Function"
