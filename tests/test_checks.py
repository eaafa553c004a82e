"""What CI runs is one list, which everybody can run; and the scripts in it see what is wrong."""

from __future__ import annotations

import importlib
import shlex
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
CI = ROOT / ".ci"
PACKAGES = {"ruff": "ruff", "reuse": "reuse", "pytest": "pytest"}
"""Which package brings a program that a check starts."""


@pytest.fixture
def script(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """Give a script of CI as a module."""
    monkeypatch.syspath_prepend(CI)
    yield importlib.import_module(request.param)
    sys.modules.pop(request.param)


checks = pytest.mark.parametrize("script", ["checks"], indirect=True)
bill = pytest.mark.parametrize("script", ["bill"], indirect=True)
typed = pytest.mark.parametrize("script", ["typed"], indirect=True)


@checks
def test_every_check_can_be_run(script: ModuleType) -> None:
    names = [check.name for check in script.CHECKS]
    assert len(names) == len(set(names))
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    installed = {
        Requirement(text).name
        for extra in ("test", "lint")
        for text in extras["optional-dependencies"][extra]
    }
    for check in script.CHECKS:
        program, *rest = shlex.split(check.command)
        if program == "python":
            assert (ROOT / rest[0]).is_file(), check.command
        else:
            assert PACKAGES[program] in installed, check.command


@checks
def test_ci_has_no_second_list(script: ModuleType) -> None:
    run = (CI / "run").read_text(encoding="utf-8")
    assert run.count(".venv/bin/python .ci/checks.py\n") == 1
    words = [shlex.split(check.command) for check in script.CHECKS]
    started = {Path(line[1] if line[0] == "python" else line[0]).name for line in words}
    for name in (*started, "mypy"):
        assert name not in run, f"{name} belongs in .ci/checks.py"


@checks
def test_a_check_that_fails_keeps_no_other_from_running(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    good, bad = 'python -c "print(7 * 6)"', 'python -c "raise SystemExit(3)"'
    listed = (script.Check("een", bad, ""), script.Check("twee", good, ""))
    monkeypatch.setattr(script, "CHECKS", listed)
    assert script.main([]) == 1
    told = capfd.readouterr().out
    assert "\n42\n" in told
    assert [line.split()[0::3] for line in told.splitlines()[-2:]] == [
        ["een", "FAILED"],
        ["twee", "holds"],
    ]
    assert script.main(["twee"]) == 0
    assert "een" not in capfd.readouterr().out


@checks
def test_what_is_asked_wrongly_or_is_missing_is_told(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SystemExit, match="no check of the name types2; there are lint, format"):
        script.main(["lint", "types2"])
    listed = (script.Check("een", "geen-programma --ja", ""),)
    monkeypatch.setattr(script, "CHECKS", listed)
    with pytest.raises(SystemExit, match=r'geen-programma is missing: pip install -e "\.\[test'):
        script.main([])


LOCK = """# a comment
een==1.0 \\
    --hash=sha256:{a} \\
    --hash=sha256:{b}
twee==2.0 ; python_version < '3.12' \\
    --hash=sha256:{c}
"""
HASHES = {letter: letter * 64 for letter in "abc"}


def part(name: str, version: str, *hashes: str) -> dict[str, object]:
    listed = [{"alg": "SHA-256", "content": content} for content in hashes]
    return {"name": name, "version": version, "externalReferences": [{"hashes": listed}]}


@bill
@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ([("een", "1.0", "a", "b"), ("twee", "2.0", "c")], []),
        ([("een", "1.0", "a", "b")], ["not on the bill: twee 2.0"]),
        ([("een", "1.1", "a", "b"), ("twee", "2.0", "c")], ["not on the bill: een 1.0"]),
        (
            [("een", "1.0", "b"), ("twee", "2.0", "c")],
            ["on the bill without all its files: een 1.0"],
        ),
    ],
)
def test_what_is_left_out_of_the_bill_is_told(
    script: ModuleType, parts: list[tuple[str, ...]], told: list[str]
) -> None:
    listed = [part(name, version, *(HASHES[h] for h in hashes)) for name, version, *hashes in parts]
    made = {"components": listed, "metadata": {"component": {"version": "0.2.0"}}}
    assert script.left_out(LOCK.format(**HASHES), made) == told


@bill
def test_the_bill_reads_every_entry_of_the_lock(script: ModuleType) -> None:
    lock = script.LOCK.read_text(encoding="utf-8")
    entries = script.ENTRY.findall(lock)
    assert len(entries) == lock.count("==") - lock.count("== '")
    assert sum(hashes.count("sha256:") for *_, hashes in entries) == lock.count("sha256:")


@typed
def test_types_are_checked_on_this_checkout(script: ModuleType) -> None:
    link = script.named()
    assert link.name == "prestatieafspraken"
    assert link.resolve() == ROOT.resolve()


def test_the_licence_is_the_same_text_wherever_it_stands() -> None:
    """The root has it for people and forges, LICENSES/ for REUSE."""
    text = (ROOT / "LICENSE").read_bytes()
    assert [path.name for path in (ROOT / "LICENSES").iterdir()] == ["EUPL-1.2.txt"]
    assert (ROOT / "LICENSES" / "EUPL-1.2.txt").read_bytes() == text
    assert text.startswith(b"# EUROPEAN UNION PUBLIC LICENCE v. 1.2")
