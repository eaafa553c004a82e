"""A process that takes in themes and lays out pages, and tells all that it opened or asked for.

It reads a file of JSON: themes, the content of a report, and of which themes a PDF is made. It
writes JSON: what became of each theme, and each event that reaches outside the process.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

EVENTS: list[list[str]] = []
REACHING = tuple(
    """socket. urllib. subprocess. os.system os.exec os.posix_spawn os.link os.remove os.rename
    os.mkdir os.symlink ftplib. http. shutil. winreg. tempfile. ctypes.dlopen""".split()  # noqa: SIM905
)


def heard(event: str, arguments: tuple[Any, ...]) -> None:
    """Note what reaches outside."""
    if event == "open" and isinstance(arguments[0], str | bytes):
        EVENTS.append([event, str(arguments[0])])
    elif event.startswith(REACHING):
        EVENTS.append([event, repr(arguments)[:200]])


def main(source: Path, target: Path) -> None:
    """Take in the themes and write what became of them."""
    from prestatieafspraken.templates.forms.page import html
    from prestatieafspraken.templates.forms.pdf import pdf
    from prestatieafspraken.templates.forms.theme import PLAIN, ThemeError, understood

    asked = json.loads(source.read_text(encoding="utf-8"))
    content, printed = asked["content"], set(asked["printed"])
    plain = html(content, (), PLAIN)
    pdf(content, (), PLAIN)  # loads what a first PDF loads
    sys.addaudithook(heard)
    outcomes = []
    for number, text in enumerate(asked["themes"]):
        try:
            theme = understood(text)
        except ThemeError as error:
            outcomes.append({"refused": [str(error), error.repair]})
            continue
        page = html(content, (), theme)
        only_style = page.replace(theme.css, "", 1) == plain
        size = len(pdf(content, (), theme)) if number in printed else None
        outcomes.append({"css": theme.css, "only_style": only_style, "pdf": size})
    events = [list(one) for one in EVENTS]
    target.write_text(json.dumps({"outcomes": outcomes, "events": events}), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
