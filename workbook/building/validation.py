"""Excel's own data validation, read off the declaration of a column."""

from __future__ import annotations

from datetime import date
from typing import Any

from openpyxl.worksheet.datavalidation import DataValidation

from prestatieafspraken.dutch.written import number
from prestatieafspraken.workbook.column import Column, ColumnKind, Format, list_name

TITLE_LIMIT, MESSAGE_LIMIT = 32, 255
"""What Excel allows; openpyxl writes longer texts, which Excel then calls a damaged file."""
CELL_LIMIT = 32_767
"""Characters that fit in a cell; a text without a limit of its own still shows its help."""
LAST_ROW = 20_000
"""How far down a column its validation reaches, beyond any table but the register of dwellings."""
_TYPES = {ColumnKind.WHOLE: "whole", ColumnKind.DECIMAL: "decimal", ColumnKind.DAY: "date"}


def validation(column: Column) -> DataValidation:
    """Give the validation of a column."""
    if column.codelist:
        rule = DataValidation(type="list", formula1=list_name(column.codelist))
        message = "Kies een waarde uit de lijst."
    elif column.kind is ColumnKind.TEXT:
        most = CELL_LIMIT if column.longest is None else column.longest
        rule = DataValidation(type="textLength", operator="lessThanOrEqual", formula1=str(most))
        message = f"Gebruik hoogstens {number(most)} tekens."
    else:
        rule = DataValidation(type=_TYPES[column.kind], **_range(column.low, column.high))  # type: ignore[arg-type]
        message = f"Vul een {column.kind} in{_between(column.low, column.high, column.format)}."
    rule.allow_blank = True
    rule.errorTitle = column.header[:TITLE_LIMIT]
    rule.error = message[:MESSAGE_LIMIT]
    rule.promptTitle = column.header[:TITLE_LIMIT]
    rule.prompt = hint(column)
    rule.showErrorMessage = rule.showInputMessage = True
    return rule


def bounds(column: Column) -> tuple[str, ...] | None:
    """Give the kind, the operator and the limits of a column that is no list (None if free)."""
    rule = None if column.codelist else validation(column)
    if rule is None:
        return None
    limits = [limit for limit in (rule.formula1, rule.formula2) if limit is not None]
    return (str(rule.type), str(rule.operator), *limits)


def hint(column: Column) -> str:
    """Give the help of a column with its unit, short enough for Excel."""
    unit = f" Eenheid: {column.unit}." if column.unit else ""
    needed = " Verplicht." if column.required else ""
    return (column.help[: MESSAGE_LIMIT - len(unit) - len(needed)] + unit + needed).strip()


_TELLING = (Format.PROCENT, Format.EURO, Format.DECIMAAL, Format.INDEX, Format.DATUM)


def explains_itself(column: Column) -> bool:
    """Say whether a word beside the cell helps: on how to type a figure, and on no list or text."""
    return column.codelist is None and column.format in _TELLING


def _range(low: Any, high: Any) -> dict[str, str]:
    if low is None and high is None:
        return {"operator": "greaterThanOrEqual", "formula1": "-1E+15"}
    if high is None:
        return {"operator": "greaterThanOrEqual", "formula1": _literal(low)}
    if low is None:
        return {"operator": "lessThanOrEqual", "formula1": _literal(high)}
    return {"operator": "between", "formula1": _literal(low), "formula2": _literal(high)}


def _literal(bound: Any) -> str:
    if isinstance(bound, date):
        return str((bound - date(1899, 12, 30)).days)
    return repr(bound)


def _between(low: Any, high: Any, form: Format) -> str:
    words = []
    for word, bound in (("vanaf", low), ("tot en met", high)):
        if bound is None:
            continue
        if isinstance(bound, date):
            text = f"{bound:%d-%m-%Y}"
        elif form is Format.PROCENT:
            text = f"{number(bound * 100)}%"
        elif form is Format.JAAR:
            text = str(bound)
        else:
            text = number(bound)
        words.append(f"{word} {text}")
    return "".join(f" {part}" for part in words)
