"""What may be filled in into a cell: lists and bounds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from prestatieafspraken.addin.libreoffice import office

_TYPES = {
    "whole_number": "WHOLE",
    "decimal": "DECIMAL",
    "list": "LIST",
    "date": "DATE",
    "time": "TIME",
    "text_length": "TEXT_LEN",
    "custom": "CUSTOM",
    "none": "ANY",
}
_OPERATORS = {
    "between": "BETWEEN",
    "not_between": "NOT_BETWEEN",
    "equal_to": "EQUAL",
    "not_equal_to": "NOT_EQUAL",
    "greater_than": "GREATER",
    "less_than": "LESS",
    "greater_than_or_equal": "GREATER_EQUAL",
    "less_than_or_equal": "LESS_EQUAL",
}


class DataValidation:
    """The validation of a range."""

    def __init__(self, cells: Any) -> None:
        self.cells = cells
        self.native = cells.native

    @property
    def api(self) -> Any:
        return self.native.Validation

    @property
    def type(self) -> str:
        found = self.api.Type.value
        return next((name for name, value in _TYPES.items() if value == found), "unknown")

    @property
    def operator(self) -> str | None:
        found = self.api.getOperator().value
        return next((name for name, value in _OPERATORS.items() if value == found), None)

    @property
    def formula1(self) -> str:
        return str(self.api.getFormula1())

    @property
    def formula2(self) -> str:
        return str(self.api.getFormula2())

    @property
    def source(self) -> str | None:
        return self.formula1 if self.type == "list" else None

    def set_list(self, source: Any, in_cell_dropdown: bool) -> None:
        if isinstance(source, list):
            formula = '"' + ";".join(source) + '"'
        elif hasattr(source, "refers_to"):
            formula = source.name
        else:
            formula = source.native.AbsoluteName
        self._set("list", None, formula, "", dropdown=int(in_cell_dropdown))

    def set_rule(
        self, kind: str, operator: str | None, formula1: str, formula2: str | None
    ) -> None:
        limits = (formula1.removeprefix("="), (formula2 or "").removeprefix("="))
        self._set(kind, operator, *limits)

    def describe(self, texts: Mapping[str, str]) -> None:
        """Say something before a cell is filled in, and when that may not be."""
        self.cells.demand_open()
        rule = self.api
        for name, text in texts.items():
            setattr(rule, name, text)
        rule.ShowInputMessage = rule.ShowErrorMessage = True
        self.native.Validation = rule

    def delete(self) -> None:
        self._set("none", None, "", "")

    def _set(
        self, kind: str, operator: str | None, formula1: str, formula2: str, *, dropdown: int = 1
    ) -> None:
        self.cells.demand_open()
        enum = office.uno().Enum
        rule = self.api
        rule.Type = enum("com.sun.star.sheet.ValidationType", _TYPES[kind])
        if operator is not None:
            name = _OPERATORS[operator]
            rule.setOperator(enum("com.sun.star.sheet.ConditionOperator", name))
        rule.ShowList = dropdown
        rule.setFormula1(formula1)
        rule.setFormula2(formula2)
        self.native.Validation = rule
