"""How a verdict is written down, whatever form it takes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from proving.kit.told import verdicts

from prestatieafspraken.dutch.legible import legible
from prestatieafspraken.workbook.lists.checked import counts, found, uri


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (True, "WAAR"),
        (False, "ONWAAR"),
        (2018, "2018"),
        (0.35, "0,35"),
        (1e15, "1e+15"),
        ("2019-12-31", "31-12-2019"),
        ("2019-12", "2019-12"),
        ("=1+1", "=1+1"),
    ],
)
def test_a_value_is_shown_as_it_is_typed(value: Any, shown: str) -> None:
    assert found(value) == shown


def test_a_text_is_legible_in_every_form() -> None:
    assert (
        legible("a\x00\x1b\ud800\ufffe\x85b\tc\nd é €")
        == "a\ufffd\ufffd\ufffd\ufffd\ufffdb\tc\nd é €"
    )


def test_findings_are_counted_in_dutch() -> None:
    assert counts(verdicts()) == "12 fouten, 1 waarschuwing, 2 opmerkingen"


def test_a_reference_is_relative_to_the_folder(tmp_path: Path) -> None:
    assert uri(str(tmp_path / "in" / "a.xlsx"), tmp_path / "uit") == "../in/a.xlsx"
    assert uri(str(tmp_path / "uit" / "a b.xlsx"), tmp_path / "uit") == "a%20b.xlsx"
