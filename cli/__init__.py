"""The command line: one small module per command, imported only when it is used."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and end the process with its exit code."""
    from prestatieafspraken.cli.app import run

    sys.exit(run(sys.argv[1:]))
