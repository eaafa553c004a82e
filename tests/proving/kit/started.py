"""A command in a process of its own, which can be stopped as a person stops it."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Sequence


def start(words: Sequence[str]) -> subprocess.Popen[str]:
    """Start it; what it says can be read.

    A test run in the background passes on that Ctrl-C is ignored, which is put right here.
    """
    return subprocess.Popen(
        words,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
