"""The website made of a folder of pages: a warning or a dead link is a failure."""

from __future__ import annotations

import tempfile
from pathlib import Path

from website.links import faults

HERE = Path(__file__).parent


def build(source: Path, target: Path) -> int:
    """Let Sphinx make the website, follow every link in it, and give 1 when something is wrong."""
    from sphinx.cmd.build import build_main

    with tempfile.TemporaryDirectory() as cache:
        options = ["-q", "--fail-on-warning", "-c", str(HERE), "-d", cache, "-b", "html"]
        if code := build_main([*options, str(source), str(target)]):
            return code
    (target / ".buildinfo").unlink(missing_ok=True)
    found = faults(target)
    for fault in found:
        print(fault)
    return int(bool(found))
