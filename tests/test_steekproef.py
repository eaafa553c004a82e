"""The draw of cases that are much alike: so many, others with every seed, all in the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

Draw = Callable[[list[Any]], list[Any]]


@pytest.fixture
def here(request: pytest.FixtureRequest) -> Any:
    """Give tests/conftest.py."""
    plugins = request.config.pluginmanager.get_plugins()
    (found,) = [one for one in plugins if hasattr(one, "_not_drawn")]
    return found


@pytest.fixture
def not_drawn(here: Any) -> Draw:
    """Give what says which cases a run leaves."""
    draw: Draw = here._not_drawn
    return draw


@dataclass(eq=False)
class Case:
    """What the draw asks of a test."""

    nodeid: str
    mark: Any
    slow: bool = False

    @property
    def path(self) -> Path:
        return Path("tests", self.nodeid.partition("::")[0])

    def get_closest_marker(self, name: str) -> Any:
        marks = {"steekproef": self.mark, "traag": self.slow or None}
        return marks.get(name)


def case(name: str, *amount: int, **named: str) -> Case:
    return Case(name, pytest.mark.steekproef(*amount, **named).mark if amount else None)


def seeds(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    for seed in range(40):
        monkeypatch.setenv("PRESTATIEAFSPRAKEN_ZAAD", str(seed))
        yield seed


def test_so_many_are_drawn_others_each_time_and_all_in_the_end(
    not_drawn: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases, other = [case(f"a.py::test_a[{n}]", 2) for n in range(6)], case("a.py::test_b")
    drawn = set()
    for _ in seeds(monkeypatch):
        left = not_drawn([*cases, other])
        assert left == not_drawn([other, *reversed(cases)]), "the order of asking decides"
        assert len(left) == 4
        assert other not in left
        drawn |= {one.nodeid for one in cases if one not in left}
    assert len(drawn) == 6


def test_a_family_is_drawn_over_its_tests_and_a_member_whole(
    not_drawn: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = [case(f"b.py::test_{n}", 1, familie="huis", lid="site") for n in "xyz"]
    alone = [case(f"a.py::test_a[{n}]", 1, familie="huis") for n in range(2)]
    amounts = {len(not_drawn([*whole, *alone])) for _ in seeds(monkeypatch)}
    assert amounts == {2, 4}  # of five: the three together, or one of the two


@pytest.mark.parametrize(
    ("said", "slow", "run"),
    [("", False, 2), ("VOLLEDIG", False, 6), ("VOLLEDIG", True, 2), ("ALLES", True, 6)],
)
def test_every_fast_case_runs_in_ci_and_every_case_on_demand(
    said: str, slow: bool, run: int, here: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("VOLLEDIG", "ALLES"):
        monkeypatch.setenv(f"PRESTATIEAFSPRAKEN_{name}", "1" if name == said else "")
    told: dict[str, Any] = {}
    hook = SimpleNamespace(pytest_deselected=lambda items: told.update(left=items))
    config = SimpleNamespace(getoption=lambda _: False, hook=hook, stash={})
    items = [case(f"a.py::test_a[{n}]", 2) for n in range(6)]
    for item in items:
        item.slow = slow
    here.pytest_collection_modifyitems(config, items)
    assert len(items) == run
    assert len(told.get("left", [])) == 6 - run
    assert list(config.stash.values()) == [6 - run]
