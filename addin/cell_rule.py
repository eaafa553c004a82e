"""What may be filled in in cells, put back as the template has it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import xlwings as xw

from prestatieafspraken.addin.program import in_excel
from prestatieafspraken.workbook.building.validation import bounds, validation
from prestatieafspraken.workbook.column import Column, list_name

_NATURES = {"whole": "set_whole_number", "decimal": "set_decimal", "date": "set_date"}
_OPERATORS = {
    "between": "between",
    "greaterThanOrEqual": "greater_than_or_equal",
    "lessThanOrEqual": "less_than_or_equal",
}
_TYPES = {"whole": 1, "decimal": 2, "date": 4, "textLength": 6}
_SIGNS = {"between": 1, "greaterThanOrEqual": 7, "lessThanOrEqual": 8}
LIST = 3
"""XlDVType and XlFormatConditionOperator, as Excel numbers them."""


def put_back(cells: xw.Range, column: Column, lists: Mapping[str, xw.Name]) -> None:
    """Give cells the rule of their column, with its texts; a list that is gone changes nothing.

    What is there goes first: Excel does not change the rules of cells of which some have another.
    """
    source = lists.get(list_name(column.codelist)) if column.codelist else None
    limits = bounds(column)
    if source is None and limits is None:
        return
    rule = cells.data_validation
    rule.delete()
    if in_excel(cells):
        _in_excel(rule.api, column, limits)
        return
    if source is not None:
        rule.set_list(source)
    elif limits is not None:
        _elsewhere(rule, *limits)
    if hasattr(getattr(rule, "impl", None), "describe"):
        rule.impl.describe(_texts(column))


def _elsewhere(rule: xw.main.DataValidation, kind: str, operator: str, *ends: str) -> None:
    """Set the rule with the words of xlwings."""
    if kind == "textLength":
        rule.set_text_length("less_than_or_equal", ends[0])
    else:
        getattr(rule, _NATURES[kind])(_OPERATORS[operator], *ends)


def _in_excel(rule: Any, column: Column, limits: Collection[str] | None) -> None:
    """Add the rule without xlwings, which has no word for its texts.

    A limit is a number: a text would be read in the language of the user, as "0,5".
    """
    if limits is None:
        what: dict[str, Any] = {"Type": LIST, "Formula1": f"={list_name(column.codelist or '')}"}
    else:
        kind, operator, *ends = limits
        what = {"Type": _TYPES[kind], "Operator": _SIGNS[operator]}
        what |= {f"Formula{n}": float(end) for n, end in enumerate(ends, 1)}
    rule.Add(**what)
    for name, text in _texts(column).items():
        setattr(rule, name, text)


def _texts(column: Column) -> dict[str, str]:
    """Give what is said before something is filled in, and when that may not be."""
    told = validation(column)
    texts = {
        "InputTitle": told.promptTitle,
        "InputMessage": told.prompt,
        "ErrorTitle": told.errorTitle,
        "ErrorMessage": told.error,
    }
    return {name: text for name, text in texts.items() if text}
