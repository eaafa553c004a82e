"""Personal data in texts that are to be published: in any form in which they would be told."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from prestatieafspraken.templates.publishing import personal
from prestatieafspraken.templates.publishing.personal import Personal, published_persons, texts
from prestatieafspraken.validators.personal.persoonsgegevens import veil

BSN = "111222333"
FILED: Any = SimpleNamespace(name="werkmap.xlsx")
TYPED = Personal(FILED, "Blad!A1", (f"Jan {BSN}",))
COUNTED = Personal(FILED, "Blad!B2", ("987654321",), "987.654.321")


@pytest.mark.parametrize(
    ("value", "told"),
    [(111222333, "111.222.333"), (1.5, "1,5"), ("111222333", ""), (None, "")],
)
def test_what_was_read_as_a_number_is_told_as_an_amount(value: Any, told: str) -> None:
    assert personal._amount(value) == told


@pytest.mark.parametrize(
    ("published", "found"),
    [
        ([], []),
        ([veil(f"Jan {BSN}")], [TYPED]),
        ([f"Zie {veil(f'Jan {BSN}')}."], [TYPED]),
        ([veil(f"Jan {BSN}").replace(" ", "\n ")], [TYPED]),
        ([veil(f"Jan {BSN}")[:6] + "…"], [TYPED]),
        ([veil(f"Jan {BSN}")[:6]], []),  # nothing says that it goes on
        (["Jan"], []),
        (["Het zijn er 987.654.321."], [COUNTED]),
        (["Het zijn er 987654321."], []),
        (["Piet •••"], []),
    ],
)
def test_who_stands_in_a_text_is_found_veiled_or_counted(
    published: list[str], found: list[Personal], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(personal, "personal", lambda _: [TYPED, COUNTED])
    assert published_persons(SimpleNamespace(), published) == found  # type: ignore[arg-type]
    monkeypatch.setattr(personal, "personal", lambda _: [])
    assert published_persons(SimpleNamespace(), published) == []  # type: ignore[arg-type]


def test_texts_are_found_however_deep() -> None:
    content = {"a": "een", "b": ["twee", ("drie", {"c": "vier"}), 5, None]}
    assert list(texts(content)) == ["een", "twee", "drie", "vier"]
