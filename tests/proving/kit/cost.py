"""What a command costs: seconds and memory of its process and of all that it starts."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

MB = 1024 * 1024
TICK = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


@dataclass(frozen=True)
class Came:
    """How a command ended: its code, what it said, and what it cost.

    `peak` is the most that its processes held together, in MB.
    """

    code: int
    out: str
    err: str
    seconds: float
    peak: float


def command(words: Sequence[str | Path], folder: Path, *, clock: float = 120) -> Came:
    """Run a command of ours in a process of its own; one that never ends is killed (code -9).

    No process of it may have more than 3 GiB of address space, so that a fault cannot take the
    computer along.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        begin = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-m", "prestatieafspraken.cli", *map(str, words)],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            start_new_session=True,
            preexec_fn=_bound,
        )
        peak = 0.0
        while process.poll() is None and time.monotonic() - begin < clock:
            peak = max(peak, _held(process.pid))
            time.sleep(0.02)
        seconds = time.monotonic() - begin
        if process.poll() is None:
            os.killpg(process.pid, 9)
            process.wait()
        texts = []
        for stream in (out, err):
            stream.seek(0)
            texts.append(stream.read().decode("utf-8", "replace"))
    return Came(process.returncode, *texts, seconds, peak)


def _bound() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (3 * 1024 * MB, 3 * 1024 * MB))


def _held(session: int) -> float:
    """Give the memory that all processes of a session hold, in MB."""
    total = 0
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
            if int(fields[3]) == session:
                total += int((entry / "statm").read_text().split()[1])
        except (OSError, IndexError, ValueError):
            continue  # it ended while we looked
    return total * resource.getpagesize() / MB
