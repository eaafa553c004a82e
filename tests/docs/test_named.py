"""What a page of engineers names is there: its files, and what it says that a module holds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    path
    for pattern in ("*.md", "docs/*.md", "docs/beslissingen/*.md")
    for path in ROOT.glob(pattern)
    if path.name != "CHANGELOG.md"  # history names what is no more
)
FOLDERS = {path.name for path in ROOT.iterdir() if path.is_dir()}
OURS = (".py", ".bas", ".toml", ".j2", ".csv")
ELSEWHERE = {"pandas.py", "ontvangen.csv"}
"""Files that somebody may put beside a workbook, or that a command makes there."""
FILES = {
    path.relative_to(ROOT).as_posix()
    for folder in FOLDERS
    if not folder.startswith(".") or folder == ".ci"
    for path in (ROOT / folder, *(ROOT / folder).rglob("*"))
}
NAMES = {name.rpartition("/")[2] for name in FILES} | {path.name for path in ROOT.iterdir()}


def _is_there(named: str) -> bool:
    """Say whether what stands between backticks is there, as far as it names something of ours."""
    if re.fullmatch(r"[\w.-]+(/[\w.-]*)+", named) and named.split("/")[0] in FOLDERS:
        return not FILES.isdisjoint({named.rstrip("/"), f"tests/{named}"})
    if re.fullmatch(r"[\w-]+\.\w+", named) and named.endswith(OURS):
        return named in NAMES | ELSEWHERE
    if re.fullmatch(r"[a-z_]+(\.\w+)+", named) and named.split(".")[0] in FOLDERS:
        return _holds(named.split("."))
    return True


def _holds(parts: list[str]) -> bool:
    """Say whether a path with dots leads to a folder, a module or a name in one."""
    for end in range(len(parts), 0, -1):
        module, rest = "/".join(parts[:end]), parts[end:]
        if f"{module}.py" in FILES:
            text = (ROOT / f"{module}.py").read_text(encoding="utf-8")
            return not rest or re.search(rf"\b{rest[0]}\b", text) is not None
    return "/".join(parts) in FILES


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_a_page_names_is_there(page: Path) -> None:
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.M)
    named = {name for name in re.findall(r"`([^`\n]+)`", text) if "<" not in name}
    assert sorted(name for name in named if not _is_there(name)) == []


@pytest.mark.parametrize(
    ("named", "there"),
    [
        ("workbook/table.py", True),
        ("workbook/stoel.py", False),
        ("table.py", True),
        ("stoel.py", False),
        ("dutch.written.listing", True),
        ("dutch.listing", False),
        ("validators/", True),
        ("alphen-aan-den-rijn/2019/1/gemeente", True),
    ],
)
def test_what_is_not_there_is_seen(named: str, there: bool) -> None:
    assert _is_there(named) is there
