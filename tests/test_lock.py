"""The lock files: everything that is installed, exactly one version, with the hashes of its files.

`.ci/run` installs from them for real; here they are held against pyproject.toml, for the systems
and Pythons that people have.
"""

from __future__ import annotations

import importlib.util
import re
import tomllib
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from types import ModuleType

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = {
    "requirements.lock": ("excel", "pdf"),
    "requirements-dask.lock": ("excel", "pdf", "dask"),
}
SYSTEMS = {
    "Windows": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
    "Linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
}
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
ENTRY = re.compile(r"([\w.-]+==[\w.]+(?: ; [^\\\n]+)?)((?: \\\n    --hash=sha256:[0-9a-f]{64})+)\n")


def entries(text: str) -> list[Requirement]:
    """Read a lock; all that is in it is comment, or a version with its hashes."""
    left = re.sub(r"^#.*\n", "", text, flags=re.M)
    found = [Requirement(match[1]) for match in ENTRY.finditer(left)]
    assert ENTRY.sub("", left) == "", "each entry has one version, and hashes, and nothing else"
    return found


def environment(system: str, python: str) -> dict[str, str]:
    own = {key: str(value) for key, value in default_environment().items()}
    return {
        **own,
        **SYSTEMS[system],
        "python_version": python,
        "python_full_version": f"{python}.0",
        "platform_python_implementation": "CPython",
        "implementation_name": "cpython",
        "extra": "",
    }


def held(lock: list[Requirement], where: dict[str, str]) -> dict[str, Version]:
    """Give the one version of each package that is installed there."""
    there = [one for one in lock if one.marker is None or one.marker.evaluate(where)]
    names = [canonicalize_name(one.name) for one in there]
    assert len(names) == len(set(names)), "two versions of one package"
    return {
        name: Version(next(iter(one.specifier)).version)
        for name, one in zip(names, there, strict=True)
    }


def wanted(extras: tuple[str, ...]) -> list[Requirement]:
    """Give what pyproject.toml asks for, to run and to be built."""
    project = PROJECT["project"]
    of_extras = [text for extra in extras for text in project["optional-dependencies"][extra]]
    texts = [*project["dependencies"], *of_extras, *PROJECT["build-system"]["requires"]]
    return [Requirement(text) for text in texts]


def missing(
    needs: list[Requirement], there: dict[str, Version], where: dict[str, str]
) -> list[str]:
    return [
        str(need)
        for need in needs
        if (need.marker is None or need.marker.evaluate(where))
        and not need.specifier.contains(
            there.get(canonicalize_name(need.name), Version("0.dev0")), prereleases=True
        )
    ]


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_what_pyproject_asks_for(name: str, system: str, python: str) -> None:
    where = environment(system, python)
    there = held(entries((ROOT / name).read_text(encoding="utf-8")), where)
    assert missing(wanted(LOCKS[name]), there, where) == [], "python .ci/lock.py"


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_what_its_packages_ask_for(name: str) -> None:
    """As far as the packages that are installed here tell; pip itself asks for the rest."""
    where = environment("Linux", "3.11")
    there = held(entries((ROOT / name).read_text(encoding="utf-8")), where)
    for package, version in there.items():
        try:
            found = metadata.distribution(package)
        except metadata.PackageNotFoundError:
            continue
        if Version(found.version) == version:
            needs = [Requirement(text) for text in found.requires or ()]
            assert missing(needs, there, where) == [], package


def test_what_windows_needs_more_is_locked_too() -> None:
    lock = entries((ROOT / "requirements.lock").read_text(encoding="utf-8"))
    assert {"pywin32", "colorama", "tzdata"} <= set(held(lock, environment("Windows", "3.12")))
    assert "distributed" not in held(lock, environment("Windows", "3.12"))


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: re.sub(r"(rich==[\d.]+)(?: \\\n    --hash=\S+)+", r"\1", text),
        lambda text: text.replace("rich==", "rich>="),
        lambda text: "--extra-index-url https://pakketten.example\n" + text,
        lambda text: text + "kwaad @ https://example.nl/kwaad.whl\n",
        lambda text: text + "-e .\n",
        lambda text: text.replace("--hash=sha256:", "--hash=md5:", 1),
    ],
)
def test_what_is_no_lock_is_seen(damage: Callable[[str], str]) -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert damage(text) != text
    with pytest.raises(AssertionError, match="hashes"):
        entries(damage(text))


def test_what_is_missing_from_a_lock_is_seen() -> None:
    where = environment("Linux", "3.11")
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    less = "".join(match[0] for match in ENTRY.finditer(text) if not match[0].startswith("rich="))
    assert [need[:4] for need in missing(wanted(()), held(entries(less), where), where)] == ["rich"]
    older = text.replace("xlwings==0.37.8", "xlwings==0.37.7")
    there = held(entries(older), where)
    assert missing(wanted(("excel",)), there, where) == ["xlwings==0.37.8"]


@pytest.fixture(scope="module")
def audit() -> ModuleType:
    """Give the script that CI runs."""
    spec = importlib.util.spec_from_file_location("audit", ROOT / ".ci" / "audit.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SKIPPED = {"name": "rich", "skip_reason": "Dependency not found on PyPI and could not be audited"}
GOOD = {"name": "rich", "version": "15.0.0", "vulns": []}
BAD = {
    "name": "jinja2",
    "version": "3.1.5",
    "vulns": [{"id": "PYSEC-1", "fix_versions": ["3.1.6"]}, {"id": "GHSA-2", "fix_versions": []}],
}


@pytest.mark.parametrize(
    ("found", "code", "said"),
    [
        ([], 0, ["NOTHING WAS AUDITED"]),  # no network
        ([SKIPPED, SKIPPED], 0, ["NOTHING WAS AUDITED"]),  # an index without advisories
        ([GOOD, GOOD], 0, ["2 audited, 0 vulnerabilities"]),
        ([GOOD, SKIPPED], 0, ["1 audited, 0 vulnerabilities", "of 1 no advisories"]),
        ([GOOD, BAD], 1, ["PYSEC-1, mended in 3.1.6", "GHSA-2, mended in no version yet"]),
        ([SKIPPED, BAD], 1, ["PYSEC-1", "of 1 no advisories"]),
    ],
)
def test_an_audit_never_ends_well_in_silence(
    found: list[dict[str, object]], code: int, said: list[str], audit: ModuleType
) -> None:
    lines, ended = audit.judged(found, 2)
    assert ended == code
    for part in said:
        assert part in "\n".join(lines)


def test_every_version_is_audited(audit: ModuleType) -> None:
    text = (ROOT / "requirements-dask.lock").read_text(encoding="utf-8")
    pins = audit.PIN.findall(text)
    assert len(pins) == len(entries(text))
    turns = audit.turns(pins)
    assert sorted(pin for turn in turns for pin in turn) == sorted(pins)
    assert all(len(dict(turn)) == len(turn) for turn in turns)
