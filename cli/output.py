"""The terminal that a command writes to."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console


def console(*, stderr: bool = False) -> Console:
    """Give the terminal; piped output is not cut at 80 characters and has no colours."""
    from prestatieafspraken.cli.terminal import Terminal

    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else 120
    return Terminal(stderr=stderr, width=width, highlight=False, soft_wrap=False)
