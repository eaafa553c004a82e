"""The pages of the website: those of the repository, in their own places, and what is made of code.

A page keeps its path, so that every link between pages is the same here as in the repository.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
USERS = (
    *(
        "docs/handleiding",
        "docs/afspraken-schrijven",
        "docs/opdrachten",
        "docs/meldingen",
        "docs/regels",
        "docs/tabellen",
    ),
    *("docs/indicatoren", "docs/maten", "docs/doelen", "docs/beheer", "docs/veiligheid"),
    *("docs/excel-controlelijst", "docs/versies", "docs/dekking", "docs/weerbaarheid"),
)
"""What is for people who fill in, check, report or manage, in Dutch."""
ENGINEERS = (
    *("README", "docs/path-to-finding", "docs/figure-to-sentence", "docs/front-door"),
    *("CONTRIBUTING", "CONTEXT", "docs/beslissingen/index", "docs/bewijs", "SECURITY"),
    *("CODE_OF_CONDUCT", "CHANGELOG"),
)
"""What is for people who build on it, in English; a page that is named nowhere comes last."""
TITLES = {"README": "What it is and how it runs <README>"}
"""What the list of pages calls a page, where its own title says too little there."""
LINK = re.compile(r"(\]\()([^)\s#]+)((?:#[^)\s]*)?\))")


def gather(source: Path) -> None:
    """Lay everything that the website is made of in the folder `source`."""
    for path in sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *_decisions()]):
        _copy(path, source)
    shutil.copytree(HERE / "locale", source / "locale")
    _made(source)
    _write(source / "index.rst", _start(source))


def _decisions() -> list[Path]:
    return sorted(ROOT.glob("docs/beslissingen/*.md"))


def _copy(path: Path, source: Path) -> None:
    """Copy a page with what it shows or offers; a link to a folder leads to the page about it."""
    text = path.read_text(encoding="utf-8")
    for _, target, _ in LINK.findall(text):
        file = path.parent / target
        if file.is_file() and file.suffix != ".md":
            copy = source / file.resolve().relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)
    text = LINK.sub(lambda link: f"{link[1]}{_page(path.parent / link[2], link[2])}{link[3]}", text)
    name = path.relative_to(ROOT)
    if name.with_suffix("").as_posix() not in USERS:
        text = f"---\nlang: en\n---\n\n{text}"
    _write(source / name, text)


def _page(file: Path, target: str) -> str:
    return f"{target.rstrip('/')}/index.md" if file.is_dir() else target


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _made(source: Path) -> None:
    """Make the pages that only the website has: of each rule, of messages, and of decisions."""
    from meldingen import messages_page
    from regellijst import rules_page
    from website.front_door import front_door_page

    from prestatieafspraken.batch.judging.all_rules import all_rules
    from prestatieafspraken.validators.pages.rule_page import rule_page

    docs = source / "docs"
    for code, rule in all_rules().items():
        _write(docs / f"regels/{code}.md", f"{ABOVE.format(code)}{rule_page(rule)}{BELOW}")
    _write(docs / "regels.md", rules_page(lambda rule: f"regels/{rule.code}.md"))
    _write(docs / "meldingen.md", messages_page())
    _write(docs / "beslissingen/index.md", _list_of_decisions())
    _write(docs / "front-door.rst", front_door_page())


ABOVE = """---
orphan: true
---

```{{index}} ! {}
```

"""
"""Not in the list of pages, and in the index: who searches for the code finds this page first."""
BELOW = "\n---\n\n[Alle regels](../regels.md)\n"


def _list_of_decisions() -> str:
    names = "\n".join(path.stem for path in _decisions())
    return (
        "---\nlang: en\n---\n\n# Decisions\n\nWhat was decided, why, and what follows from it; one "
        f"screen each.\n\n```{{toctree}}\n:maxdepth: 1\n\n{names}\n```\n"
    )


def _start(source: Path) -> str:
    """Give the start page: the words of website/index.rst, then every page in its part."""
    words = (HERE / "index.rst").read_text(encoding="utf-8")
    there = [path.relative_to(source).with_suffix("").as_posix() for path in _all(source)]
    rest = [
        name
        for name in there
        if name not in (*USERS, *ENGINEERS)
        and not name.startswith(("docs/regels/", "docs/beslissingen/"))
    ]
    parts = {"Voor gebruikers": USERS, "For engineers": (*ENGINEERS, *rest)}
    return words + "".join(
        f"\n.. toctree::\n   :hidden:\n   :caption: {caption}\n\n"
        + "".join(f"   {TITLES.get(name, name)}\n" for name in names if name in there)
        for caption, names in parts.items()
    )


def _all(source: Path) -> Iterator[Path]:
    yield from sorted([*source.rglob("*.md"), *source.rglob("*.rst")])
