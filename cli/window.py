"""A command without a console: `pythonw -I -m prestatieafspraken.cli.window WORDS`.

For a shortcut. What the command has to say comes in a window; where Excel has shown it already,
nothing more.
"""

from __future__ import annotations

import io
import sys
import time
from contextlib import redirect_stderr, redirect_stdout

from prestatieafspraken.addin.import_path import leave_the_current_folder
from prestatieafspraken.addin.start import tell
from prestatieafspraken.batch.guarding.logs import clean
from prestatieafspraken.cli.app import FAULTS, OK, run


def main(arguments: list[str]) -> int:
    """Do a command, tell what came of it and give its exit code."""
    leave_the_current_folder()
    said, wrong = io.StringIO(), io.StringIO()
    with redirect_stdout(said), redirect_stderr(wrong):
        code = run(arguments)
    # How a press stopped or failed stood in a window of Excel; what kept it from beginning did not.
    told = wrong if wrong.getvalue() else said if code in (OK, FAULTS) else io.StringIO()
    if told.getvalue():
        tell(" ".join(told.getvalue().split()))
    clean(time.time())
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
