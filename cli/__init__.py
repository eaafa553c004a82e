"""The command line: one small module per command, imported only when it is used."""

from __future__ import annotations

import io
import sys


def main() -> None:
    """Run the command line and end the process with its exit code."""
    from prestatieafspraken.cli.app import run

    for stream in (sys.stdout, sys.stderr):
        # The name of a file may hold what the terminal cannot show; that is no reason to stop.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    sys.exit(run(sys.argv[1:]))
