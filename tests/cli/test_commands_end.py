"""A command that did its work says so and nothing else."""

from __future__ import annotations

import pytest

from prestatieafspraken.cli.app import run


@pytest.mark.parametrize("words", [["normen"], ["regels"], ["--version"], ["normen", "--help"]])
def test_a_command_that_ends_well_says_nothing_of_trouble(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(words) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert "GBR-" not in told.out
