"""CHANGELOG.md is in the form of Keep a Changelog 1.1, and agrees with pyproject.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from packaging.version import Version

ROOT = Path(__file__).parent.parent
KINDS = ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")
"""The kinds of change that Keep a Changelog 1.1 knows, in the order in which it lists them."""


@dataclass
class Edition:
    """One version of the changelog: what came out on a day, or is still to come out."""

    version: Version | None
    day: date | None
    kinds: dict[str, list[str]] = field(default_factory=dict)


def editions(text: str) -> list[Edition]:
    """Read a changelog, line by line; an assertion says which line has no place in the form."""
    first, *lines = text.splitlines()
    assert first == "# Changelog"
    read: list[Edition] = []
    kind = ""
    for line in lines:
        if line.startswith("## "):
            read.append(edition(line))
            kind = ""
        elif line.startswith("### "):
            kind = line.removeprefix("### ")
            assert kind in KINDS, line
            assert kind not in read[-1].kinds, f"twice: {line}"
            read[-1].kinds[kind] = []
        elif line.startswith("- "):
            assert kind, f"under no kind of change: {line}"
            assert not re.match(r"- \*[^*]+\*:", line), f"the heading says the kind: {line}"
            read[-1].kinds[kind].append(line)
        else:
            assert not (kind and line), f"no entry: {line}"
    return read


def edition(heading: str) -> Edition:
    if heading == "## [Unreleased]":
        return Edition(None, None)
    form = re.fullmatch(r"## \[(\d+\.\d+\.\d+)\] - (\d{4}-\d\d-\d\d)", heading)
    assert form, f"neither [Unreleased] nor [1.2.3] - 2026-01-31: {heading}"
    return Edition(Version(form[1]), date.fromisoformat(form[2]))


def test_the_changelog_is_in_the_form() -> None:
    unreleased, *cut = editions((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    assert unreleased.version is None, "[Unreleased] stands first"
    assert cut
    versions = [one.version for one in cut if one.version]
    days = [one.day for one in cut if one.day]
    assert versions == sorted(set(versions), reverse=True), "the newest version stands first"
    assert days == sorted(days, reverse=True)
    for one in (unreleased, *cut):
        assert list(one.kinds) == [kind for kind in KINDS if kind in one.kinds], one.version
        assert all(one.kinds.values()), f"a heading without an entry: {one}"


def test_no_entry_is_told_twice() -> None:
    """Whoever joins two lines of work may keep an entry of both."""
    read = editions((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    entries = [entry for one in read for kind in one.kinds.values() for entry in kind]
    assert sorted(set(entries)) == sorted(entries)


def test_the_version_in_pyproject_is_the_one_that_is_made() -> None:
    """What is not cut yet comes out under a number that has not been used."""
    unreleased, newest, *_ = editions((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert newest.version
    version = Version(project["version"])
    assert version > newest.version if unreleased.kinds else version == newest.version


@pytest.mark.parametrize(
    "line",
    [
        "## Unreleased",
        "## [1.0] - 2026-01-31",
        "## [1.0.0] - 31-01-2026",
        "## [1.0.0] - 2026-02-30",
        "### Repaired",
        "- *Repair*: nothing",
        "A sentence between the entries.",
        "### Fixed",
    ],
)
def test_what_is_not_in_the_form_is_seen(line: str) -> None:
    good = "# Changelog\n\n## [Unreleased]\n\n### Fixed\n\n- Something.\n"
    assert len(editions(good)) == 1
    with pytest.raises((AssertionError, ValueError)):
        editions(good + line + "\n")
