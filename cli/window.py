"""A command without a console: `pythonw -I -m prestatieafspraken.cli.window WORDS`.

For a shortcut. What the command has to say comes in a window.
"""

from __future__ import annotations

import io
import sys
import time
from contextlib import redirect_stderr, redirect_stdout

from prestatieafspraken.addin.import_path import leave_the_current_folder
from prestatieafspraken.addin.start import tell
from prestatieafspraken.batch.guarding.logs import clean
from prestatieafspraken.cli.app import run


def main(arguments: list[str]) -> int:
    """Do a command, tell what came of it and give its exit code."""
    leave_the_current_folder()
    said, wrong = io.StringIO(), io.StringIO()
    with redirect_stdout(said), redirect_stderr(wrong):
        code = run(arguments)
    if told := wrong.getvalue() or said.getvalue():
        tell(" ".join(told.split()))
    clean(time.time())
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
