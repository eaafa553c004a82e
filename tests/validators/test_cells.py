"""What was probably meant by a text that stands in no list."""

from __future__ import annotations

import pytest

from prestatieafspraken.afspraken import load
from prestatieafspraken.validators.any_sheet.cells import nearest

KERNEN = [kern.naam for kern in load("alphen-aan-den-rijn", 2019).kernen]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("boskoop", "Boskoop"),  # another case
        ("  Alphen  stad ", "Alphen aan den Rijn"),  # a spelling of the document
        ("Zwamerdam", "Zwammerdam"),
        ("Benthu", "Benthuizen"),  # 6 of 16 letters in common, twice: three quarters
        ("Bosk", None),  # 4 of 11, twice: just under
        ("Leiden", None),
        ("", None),
    ],
)
def test_what_was_meant(typed: str, meant: str | None) -> None:
    afspraken = load("alphen-aan-den-rijn", 2019)
    assert nearest(typed, KERNEN, afspraken) == meant


def test_a_spelling_of_what_is_not_in_the_list_is_no_choice() -> None:
    afspraken = load("alphen-aan-den-rijn", 2019)
    assert nearest("Alphen stad", ["Boskoop"], afspraken) is None
