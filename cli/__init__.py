"""The command line: one small module per command, loaded only when it is used."""

from __future__ import annotations

import signal
import sys
import time


def main() -> None:
    """Run the command line and end the process with its exit code."""
    from prestatieafspraken.batch.guarding.logs import clean
    from prestatieafspraken.cli.app import run
    from prestatieafspraken.cli.streams import prepare

    _stop_in_good_order()
    prepare()
    code = run(sys.argv[1:])
    clean(time.time())
    sys.exit(code)


def _stop_in_good_order() -> None:
    """Let whoever stops us do what Ctrl+C does: no half file and no temporary folder stays.

    A service is stopped by SIGTERM, and a terminal that closes sends SIGHUP; what was ignored
    from the start (nohup) stays so.
    """
    for name in ("SIGTERM", "SIGHUP", "SIGBREAK"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)
