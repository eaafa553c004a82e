"""Number formats of the dashboard: a cell beside a bound shows on which side of it it is.

A number format rounds: 19,99% would stand as 20,0% beside a norm of 20%. Where rounding takes a
value to the bound or beyond it, a conditional format gives the cell more decimals.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from openpyxl.formatting.rule import Rule
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.worksheet.worksheet import Worksheet

MORE = (1, 2, 6)
"""How many decimals more a cell may get: as few as show its side, or else all of them."""
FIRST_ID = 200
"""The number of our first format; those below are of the program or of the cells themselves."""
PERCENT, POINTS, INDEX, EURO_CENT = "0.0%", '+0.0" pp";-0.0" pp"', "0.00", '"€" #,##0.00'
FORMS = (PERCENT, POINTS, INDEX, EURO_CENT)
"""The formats that round."""
_DECIMALS = re.compile(r"0\.0+")


def exact(form: str) -> str:
    """Give the format of a bound: all of its decimals, and no more.

    >>> exact("0.0%"), exact(POINTS)
    ('0.0######%', '+0.0######" pp";-0.0######" pp"')
    """
    return _wider(form, MORE[-1], "#")


def show_side(sheet: Worksheet, cells: str, bounds: Sequence[str]) -> None:
    """Give a range more decimals where it needs them; `bounds` are those of its first cell."""
    first = cells.split(":")[0]
    form = sheet[first].number_format
    least = _digits(form)
    for place, more in enumerate(MORE):
        before = [_hidden(first, bounds, least + n) for n in (0, *MORE[:place])]
        here = _hidden(first, bounds, least + more)
        told = [*before, *([f"NOT({here})"] if more != MORE[-1] else [])]
        number = NumberFormat(FIRST_ID + FORMS.index(form) * len(MORE) + place, _wider(form, more))
        style = DifferentialStyle(numFmt=number)
        rule = Rule(type="expression", dxf=style, formula=[f"AND({','.join(told)})"])
        sheet.conditional_formatting.add(cells, rule)


def _wider(form: str, more: int, sign: str = "0") -> str:
    return _DECIMALS.sub(lambda found: found[0] + sign * more, form)


def _digits(form: str) -> int:
    """Count the decimals of the number itself that a format shows."""
    found = _DECIMALS.search(form)
    shown = len(found[0]) - 2 if found else 0
    return shown + 2 if form.endswith("%") else shown


def _hidden(cell: str, bounds: Sequence[str], digits: int) -> str:
    """Say that rounding would not show on which side of a bound a value is."""
    sides = [
        f"IF(ISNUMBER({bound}),SIGN(ROUND(ROUND({cell},{digits})-{bound},11))"
        f"<>SIGN(ROUND({cell}-{bound},11)),FALSE)"
        for bound in bounds
    ]
    return f"IF(ISNUMBER({cell}),OR({','.join(sides)}),FALSE)"
