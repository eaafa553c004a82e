"""The terminal that a command writes to."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console


def echo(content: str | bytes) -> None:
    """Write what another program reads: in UTF-8, whatever the terminal is."""
    import typer

    typer.echo(content.encode() if isinstance(content, str) else content, nl=False)


def say(text: str) -> None:
    """Write what people read, as far as the terminal has the signs for it."""
    sys.stdout.write(text)


def trimmed(text: str) -> str:
    """Leave out the spaces with which a text was filled up to the width of a screen."""
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def console(*, stderr: bool = False) -> Console:
    """Give the terminal; piped output is not cut at 80 characters and has no colours."""
    from prestatieafspraken.cli.terminal import Terminal

    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else 120
    return Terminal(stderr=stderr, width=width, highlight=False, soft_wrap=False)
