"""Make the website of the documentation, and say where it begins.

python docs/website [FOLDER]    in a new temporary folder when none is named
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))


def main() -> int:
    """Gather the pages of the repository and those that follow from the code, and build."""
    from website.build import build
    from website.pages import gather

    target = Path(sys.argv[1] if sys.argv[1:] else tempfile.mkdtemp(prefix="website-"))
    if target.exists() and any(target.iterdir()):
        sys.exit(f"{target} holds something already; name a new folder")
    with tempfile.TemporaryDirectory() as source:
        gather(Path(source))
        code = build(Path(source), target)
    if not code:
        print(target / "index.html")
    return code


if __name__ == "__main__":
    sys.exit(main())
