"""The generated pages: a page of a rule that is no more is seen, and taken away."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parent.parent / "docs"


def test_a_page_without_a_rule_is_out_of_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    spec = importlib.util.spec_from_file_location("genereer", DOCS / "genereer.py")
    assert spec is not None
    assert spec.loader is not None
    genereer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(genereer)
    monkeypatch.setattr(genereer, "DOCS", tmp_path)
    monkeypatch.setattr(genereer, "pages", lambda: {"regels/ABC-001.md": lambda: "een\n"})

    monkeypatch.setattr(sys, "argv", ["genereer.py", "--check"])
    assert genereer.main() == 1
    assert "regels/ABC-001.md" in capsys.readouterr().out
    monkeypatch.setattr(sys, "argv", ["genereer.py"])
    assert genereer.main() == 0
    monkeypatch.setattr(sys, "argv", ["genereer.py", "--check"])
    assert genereer.main() == 0
    (tmp_path / "regels" / "ABC-002.md").write_text("van een regel die er niet meer is")
    assert genereer.main() == 1
    assert "regels/ABC-002.md" in capsys.readouterr().out
    monkeypatch.setattr(sys, "argv", ["genereer.py"])
    assert genereer.main() == 0
    assert [path.name for path in (tmp_path / "regels").iterdir()] == ["ABC-001.md"]


def test_every_command_stands_on_the_page() -> None:
    from prestatieafspraken.cli.app import app

    wanted = {command.name for command in app.registered_commands}
    for group in app.registered_groups:
        inner = group.typer_instance
        assert inner is not None
        wanted |= {group.name, *(f"{group.name} {one.name}" for one in inner.registered_commands)}
        assert inner.registered_groups == []
    page = (DOCS / "opdrachten.md").read_text(encoding="utf-8")
    told = re.findall(r"^## prestatieafspraken ?(.*)$", page, re.MULTILINE)
    assert sorted(told) == sorted(["", *map(str, wanted)])
    for words in told:
        assert f"Gebruik: prestatieafspraken {words}".strip() in page
