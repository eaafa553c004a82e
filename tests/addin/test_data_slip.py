"""A slip in the norms ends a press with the sentence that says where it is, and without a log."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, NoReturn

import pytest

from prestatieafspraken.addin import press
from prestatieafspraken.dutch.data_faults import Fault
from prestatieafspraken.normen import NormenError


def _slip(book: Any) -> NoReturn:
    faults = [
        Fault("huren.toml", f"norm n{n}", "Dit klopt niet.", "Herstel het.") for n in range(5)
    ]
    raise NormenError("De normen zijn niet te laden.", faults)


def _no_log() -> NoReturn:
    raise AssertionError("a slip in our data needs no log")


def test_a_slip_is_told_and_everything_is_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[tuple[str, str]] = []
    app = SimpleNamespace(
        screen_updating=True,
        enable_events=True,
        calculation="automatic",
        status_bar="",
        alert=lambda text, title, mode: said.append((text, mode)),
    )
    monkeypatch.setattr(press, "action_of", lambda button: _slip)
    monkeypatch.setattr(press, "write_log", _no_log)
    book: Any = SimpleNamespace(app=app)
    ended = press.end(book, "bereken_indicatoren")
    assert ended.how is press.Way.FAULT
    assert said == [(ended.sentence, "critical")]
    assert "huren.toml, norm n0: Dit klopt niet. Herstel het." in ended.sentence
    assert "norm n2" in ended.sentence
    assert "norm n3" not in ended.sentence
    assert ended.sentence.endswith("En nog 2 andere. Laat de beheerder dit herstellen.")
    assert (app.screen_updating, app.calculation) == (True, "automatic")
    assert app.status_bar is False
