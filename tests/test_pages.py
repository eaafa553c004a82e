"""The generated pages: one that is out of date is named, and the list of rules leads somewhere."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import genereer
import pytest

from prestatieafspraken.batch.judging.all_rules import all_rules
from prestatieafspraken.validators.pages.example import codes

DOCS = Path(__file__).parent.parent / "docs"


def test_a_page_that_is_out_of_date_is_named_and_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(genereer, "DOCS", tmp_path)
    monkeypatch.setattr(genereer, "pages", lambda: {"een.md": lambda: "een\n"})

    monkeypatch.setattr(sys, "argv", ["genereer.py", "--check"])
    assert genereer.main() == 1
    assert "een.md" in capsys.readouterr().out
    monkeypatch.setattr(sys, "argv", ["genereer.py"])
    assert genereer.main() == 0
    monkeypatch.setattr(sys, "argv", ["genereer.py", "--check"])
    assert genereer.main() == 0
    (tmp_path / "een.md").write_text("twee\n")
    assert genereer.main() == 1


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


def test_the_list_has_every_rule_once_and_leads_to_every_example() -> None:
    text = (DOCS / "regels.md").read_text(encoding="utf-8")
    lines = re.findall(r"^- (?:\[(\S+)\]\((\S+)\)|(\S+)) (\S+): (.+)$", text, re.MULTILINE)
    told = {linked or bare: (ernst, titel) for linked, _, bare, ernst, titel in lines}
    assert len(lines) == len(told)
    assert told == {code: (str(rule.ernst), rule.titel) for code, rule in all_rules().items()}
    assert sorted(linked for linked, *_ in lines if linked) == codes()
    assert [path for _, path, *_ in lines if path and not (DOCS / path).is_file()] == []
