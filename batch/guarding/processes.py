"""How processes of ours are started: so that nothing is imported from the current folder.

A person works in a folder that somebody sent. Python that is started with `-c`, as the library
for processes does, imports from there first: a `multiprocessing.py` beside the workbooks would
run, and is not even looked for.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from typing import Any


def context() -> Any:
    """Give what starts processes here: from a server that is ready, on Windows each anew."""
    # Every Python that this one starts reads it; one that runs with -I passes that on itself.
    os.environ["PYTHONSAFEPATH"] = "1"
    return multiprocessing.get_context("spawn" if sys.platform == "win32" else "forkserver")
