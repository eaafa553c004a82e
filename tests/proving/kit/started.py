"""A command in a process of its own, which can be stopped as a person stops it."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Sequence


def start(words: Sequence[str]) -> subprocess.Popen[str]:
    """Start it; what it says can be read.

    Tests that run in the background, or under nohup, pass on that Ctrl-C or the end of the
    terminal is ignored, which is put right here.
    """
    return subprocess.Popen(
        words,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_listen,
    )


def _listen() -> None:
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
