"""The engine for LibreOffice on objects of our own: what it asks of a rule and of an address."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from prestatieafspraken.addin.libreoffice.conditional import EXPRESSION, NO_RULE, ConditionalFormat
from prestatieafspraken.addin.libreoffice.sheets import Sheet


def _rule(operator: int = EXPRESSION, colour: int = 0xFBD5E0) -> ConditionalFormat:
    """Give a rule of one condition, as LibreOffice holds it."""
    entry = SimpleNamespace(
        getType=lambda: NO_RULE, Operator=operator, Formula1="$A1>2", StyleName="Regel"
    )
    styles = SimpleNamespace(getByName=lambda _: SimpleNamespace(CellBackColor=colour))
    families = SimpleNamespace(getByName={"CellStyles": styles}.__getitem__)
    document = SimpleNamespace(StyleFamilies=families)
    sheet = SimpleNamespace(book=SimpleNamespace(document=document))
    return ConditionalFormat(sheet, SimpleNamespace(getByIndex=[entry].__getitem__))


def test_a_rule_is_what_its_first_condition_says() -> None:
    rule = _rule()
    assert (rule.type, rule.formula, rule.fill_color) == ("custom", "=$A1>2", (251, 213, 224))
    assert (_rule(operator=1).type, _rule(colour=-1).fill_color) == ("unknown", None)


@pytest.mark.parametrize(
    ("asked", "made"),
    [
        (("B2",), ("area", 2, 2, 2, 2)),
        (("b2:C4",), ("area", 2, 2, 4, 3)),
        (((4, 3), (2, 2)), ("area", 2, 2, 4, 3)),
        (("B2,C3:D4",), ("areas", (2, 2, 2, 2), (3, 3, 4, 4))),
    ],
)
def test_only_an_address_with_a_comma_is_of_more_areas(
    asked: tuple[Any, ...], made: tuple[Any, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[tuple[Any, ...]] = []
    monkeypatch.setattr(Sheet, "area", lambda _, *corners: found.append(("area", *corners)))
    monkeypatch.setattr(Sheet, "areas", lambda _, all_of: found.append(("areas", *all_of)))
    book: Any = SimpleNamespace()
    Sheet(book, SimpleNamespace()).range(*asked)
    assert found == [made]
