"""What all tests share: a run can be repeated from what it printed, and fast tests come first."""

from __future__ import annotations

import gc
import inspect
import multiprocessing
import os
import random
import shutil
import sys
import tempfile
from functools import cache
from types import CodeType, FunctionType
from typing import Any

import pytest
from hypothesis import settings

SEED = "PRESTATIEAFSPRAKEN_ZAAD"
COMPLETE = "PRESTATIEAFSPRAKEN_VOLLEDIG"
"""Nothing is skipped, and of the fast tests every case runs, as in CI."""
EVERY = "PRESTATIEAFSPRAKEN_ALLES"
"""Every case runs, of the slow tests too."""
FIXED = "20261127"
"""The seed of a run that decides about a change: it is red through that change or not at all."""

LONG = {
    "WERKMAPPEN": 200,
    "RECHTER": 334,
    "VOORBEELDEN": 12,
    "VERSLAGEN": 40,
    "THEMAS": 2000,
    "THEMAS_PDF": 20,
    "SJABLONEN": 1000,
    "PERSONEN": 20,
    "MUTANTEN": 600,
    "BESTANDEN": 200,
}
"""How much a long run draws, by what it is called in PRESTATIEAFSPRAKEN_…."""

os.environ.pop("PRESTATIEAFSPRAKEN_AFSPRAKEN", None)  # what is set for a user is no test's matter
# Else each of hundreds of programs that tests start compiles the whole product again, and each
# run compiles the tests.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

LEFT = pytest.StashKey[int]()
NOT_DRAWN = "not drawn"
"""Cases that the draw of a run left, in a process and as it tells them to another."""

FIRST = (
    *("tests", "normen", "afspraken", "validators", "bewijs", "indicators", "docs"),
    *("versies", "templates", "workbook", "cli", "batch", "addin"),
)
"""The folders of the tests in the order of asking: where most mistakes are found soonest."""

PROGRAMS = {
    "needed",
    "convert",
    "convert_all",
    "recalculated",
    "violations",
    "start",
    "Following",
    "Pool",
    "subprocess",
}
"""What starts another program; a test that comes to one of these is slow."""

OFFICES = {"app", "libreoffice", "address", "hostile"}
"""Fixtures that start a program: LibreOffice, a cluster, and workers on files that break them."""

settings.register_profile("herhaalbaar", print_blob=True, deadline=None)
settings.register_profile("vast", print_blob=True, deadline=None, derandomize=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Know the option for a long run."""
    parser.addoption(
        "--lang", action="store_true", help="draw far more of everything random, on a new seed"
    )


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Choose the seed once, so that processes that share the tests have the same."""
    long = config.getoption("--lang")
    fixed = os.environ.get(COMPLETE) == "1" and not long
    settings.load_profile("vast" if fixed else "herhaalbaar")
    if sys.platform != "win32":  # hundreds of workers: each would import the same seconds long
        ready = ["prestatieafspraken.batch.judging.check", "prestatieafspraken.templates"]
        multiprocessing.get_context("forkserver").set_forkserver_preload(ready)
    seed = FIXED if fixed else str(random.SystemRandom().randrange(1_000_000))
    os.environ.setdefault(SEED, seed)
    if getattr(config.option, "randomly_seed", None) == "default":
        config.option.randomly_seed = int(os.environ[SEED])
    for name, amount in LONG.items() if long else ():
        os.environ.setdefault(f"PRESTATIEAFSPRAKEN_{name}", str(amount))
    # The logs of faults that tests make are not to drive out those of whoever runs them, and the
    # key of that user is not theirs.
    os.environ["XDG_STATE_HOME"] = tempfile.mkdtemp(prefix="toestand-")
    os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_STATE_HOME"]


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the logs and the key that the tests made."""
    shutil.rmtree(os.environ["XDG_STATE_HOME"], ignore_errors=True)


def pytest_report_header(config: pytest.Config) -> str:
    """Tell the seed of all that is random at the start of the run."""
    return f"all that is random: {SEED}={os.environ[SEED]}"


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark what is slow; a test may also say so itself."""
    if isinstance(item, pytest.Function) and _is_slow(item):
        item.add_marker("traag")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Draw of what is much alike; put what is fast first, in an order as random as it was."""
    whole = config.getoption("--lang") or os.environ.get(EVERY) == "1"
    may_wait = items if os.environ.get(COMPLETE) != "1" else [one for one in items if _waits(one)]
    if left := [] if whole else _not_drawn(may_wait):
        config.hook.pytest_deselected(items=left)
        gone = set(left)
        items[:] = [item for item in items if item not in gone]
    config.stash[LEFT] = len(left)
    items.sort(key=_turn)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Leave the ten thousand tests out of what the collector of cycles looks through each time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)  # of the cells of a workbook a tenth of the time went here


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Tell the process that shares out the tests how many cases were not drawn."""
    if told := getattr(session.config, "workeroutput", None):
        told[NOT_DRAWN] = session.config.stash[LEFT]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Note how many cases were not drawn; each process that runs tests leaves the same."""
    if NOT_DRAWN in (told := getattr(node, "workeroutput", {})):
        node.config.stash[LEFT] = told[NOT_DRAWN]


def _waits(item: pytest.Item) -> bool:
    return item.get_closest_marker("traag") is not None


def _not_drawn(items: list[pytest.Item]) -> list[pytest.Item]:
    """Give the cases beyond the draw, of each family of tests that is marked `steekproef`.

    A family is a test with its cases, or all tests that name it; those that name one `lid` of it
    are drawn or left together.
    """
    families: dict[str, dict[str, list[pytest.Item]]] = {}
    amounts: dict[str, int] = {}
    for item in items:
        if mark := item.get_closest_marker("steekproef"):
            family = mark.kwargs.get("familie", item.nodeid.partition("[")[0])
            amounts[family] = mark.args[0]
            members = families.setdefault(family, {})
            members.setdefault(mark.kwargs.get("lid", item.nodeid), []).append(item)
    left = []
    for family, members in families.items():
        drawn = sorted(members)
        random.Random(f"{os.environ[SEED]} {family}").shuffle(drawn)  # noqa: S311
        left += [item for name in drawn[amounts[family] :] for item in members[name]]
    return left


def _is_slow(item: pytest.Function) -> bool:
    made = getattr(item, "callspec", None)
    printed = made is not None and ".pdf" in made.params.values()
    # The fake Excel is in this process: no program is started for it.
    faked = {"app"} if made is not None and made.params.get("app") == "com" else set()
    fixtures = [name for name in item.fixturenames if name not in faked]
    return printed or _starts_a_program(item.function, tuple(fixtures))


@cache
def _starts_a_program(test: FunctionType, fixtures: tuple[str, ...]) -> bool:
    """Look in a test, in its fixtures and in what they use of its module for what starts one."""
    module = test.__globals__
    made = (inspect.unwrap(module[name]) for name in fixtures if name in module)
    functions = [test, *(one for one in made if isinstance(one, FunctionType))]
    codes: list[CodeType] = [function.__code__ for function in functions]
    seen: set[CodeType] = set()
    names = set(fixtures)
    while codes:
        code = codes.pop()
        if code in seen:
            continue
        seen.add(code)
        names |= module.keys() & set(code.co_names)
        codes += [part for part in code.co_consts if isinstance(part, CodeType)]
        used = (module.get(name) for name in code.co_names)
        own = (one for one in used if isinstance(one, FunctionType))
        codes += [one.__code__ for one in own if one.__module__ == test.__module__]
    return not names.isdisjoint(PROGRAMS | OFFICES)


def _turn(item: pytest.Item) -> tuple[bool, bool, int]:
    """Fast ones first, and of the slow those of a family, so that the last are short for all."""
    folder, drawn = item.path.parent.name, item.get_closest_marker("steekproef")
    long = drawn is not None and "familie" in drawn.kwargs
    place = FIRST.index(folder) if folder in FIRST else len(FIRST)
    return _waits(item), not long, place


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was not drawn, how to repeat what failed, and that a skipped test showed nothing."""
    if left := terminalreporter.config.stash.get(LEFT, 0):
        told = f"{left} cases, much like others, were not drawn by this seed"
        terminalreporter.write_line(f"{told}; {EVERY}=1 and --lang run them all")
    stats = terminalreporter.stats
    if stats.get("failed") or stats.get("error"):
        terminalreporter.write_line(f"to repeat this: {SEED}={os.environ[SEED]} pytest …")
    if skipped := len(stats.get("skipped", [])):
        told = f"{skipped} tests showed nothing, for want of what is named above"
        terminalreporter.write_line(f"{told}; {COMPLETE}=1 makes most of them fail instead")
