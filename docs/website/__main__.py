"""Make the website of the documentation, and check it: a warning or a dead link is a failure.

python docs/website [FOLDER]    in a new temporary folder when none is named
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))


def main() -> int:
    """Gather the pages, let Sphinx make the website of them, and follow every link in it."""
    from sphinx.cmd.build import build_main
    from website.links import faults
    from website.pages import gather

    target = Path(sys.argv[1] if sys.argv[1:] else tempfile.mkdtemp(prefix="website-"))
    with tempfile.TemporaryDirectory() as work:
        source, cache = Path(work, "pages"), Path(work, "doctrees")
        gather(source)
        options = ["-q", "--fail-on-warning", "-c", str(HERE), "-d", str(cache), "-b", "html"]
        if code := build_main([*options, str(source), str(target)]):
            return code
    (target / ".buildinfo").unlink(missing_ok=True)
    found = faults(target)
    for fault in found:
        print(fault)
    if not found:
        print(target / "index.html")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
