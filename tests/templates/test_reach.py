"""A walk over every object that a template can reach, in every form: only plain kinds."""

from __future__ import annotations

import contextlib
import copy
import itertools
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import BuiltinMethodType, FunctionType, GeneratorType, MethodType
from typing import Any

import jinja2
import pytest
from jinja2 import StrictUndefined, Undefined
from jinja2.exceptions import TemplateError as JinjaError
from jinja2.runtime import LoopContext, Macro
from markupsafe import Markup
from proving.kit.eigen_sjabloon import template

from prestatieafspraken.cli.app import run
from prestatieafspraken.templates.forms.form import Laid, Look, render
from prestatieafspraken.templates.sandbox import allowed
from prestatieafspraken.templates.sandbox.environment import Sandbox, sandbox
from prestatieafspraken.templates.word import filled, own
from prestatieafspraken.templates.word.fields import EXAMPLE

pytestmark = pytest.mark.traag

VALUES = (str, Markup, int, float, bool, type(None))
GROUPS = (dict, list, tuple)
ENOUGH = 10
OF_AN_OBJECT = set(dir(object())) | {"__module__", "__slots__", "__html__", "__annotations__"}


def names(value: object) -> set[str]:
    """Give every name that a template might try on a value, its own and those of engines."""
    return set(dir(value)) | {
        *("tpl", "docx", "part", "package", "image_descriptor", "chart", "draw", "svg", "png"),
        *("globals", "environment", "name", "stream", "path", "0", "grouper", "list"),
    }


def reach(environment: Sandbox, start: Any) -> Iterator[tuple[str, Any]]:
    """Give every value that fields lead to, by items, by attributes and by looping, with its road.

    What may not be reached is refused, or is a field that does not exist.
    """
    seen: set[int] = set()
    kept, todo = [], [("", start)]
    while todo:
        road, value = todo.pop()
        if id(value) in seen or isinstance(value, Undefined):
            continue
        seen.add(id(value))
        kept.append(value)  # so that no later object gets the same number
        yield road, value
        if isinstance(value, VALUES) and len(road) > 400:
            continue
        for name in names(value):
            for get in (environment.getattr, environment.getitem):
                try:
                    todo.append((f"{road}.{name}", get(value, name)))
                except JinjaError:
                    continue
        if isinstance(value, Mapping):
            todo += [(f"{road}[{key}]", item) for key, item in value.items()]
            todo += [(f"{road}:{key}", key) for key in value]
        elif isinstance(value, list | tuple):
            todo += [(f"{road}[{place}]", environment.getitem(value, place))
                     for place in range(len(value))]  # fmt: skip


def strange(environment: Sandbox, start: Any) -> list[str]:
    """Name what is reached and is of no kind that a template may have."""
    found = []
    for road, value in reach(environment, start):
        if type(value) in VALUES + GROUPS or type(value).__name__ == "_GroupTuple":
            continue
        if type(value).__name__ == "Picture":
            more = {name for name in dir(value) if name not in OF_AN_OBJECT}
            assert more == set()
            assert not hasattr(value, "__dict__")
            with pytest.raises(JinjaError):
                environment.getattr(value, "__html__")
            continue
        found.append(f"{road}: {type(value)}")
        if len(found) == ENOUGH:
            break  # from one object of a kind that may not be there all of Python can be reached
    return found


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Sandbox, dict[str, Any]]]:
    """Note every rendering: the environment, and all that the template is given."""
    noted: list[tuple[Sandbox, dict[str, Any]]] = []
    real = jinja2.Template.render

    def render(self: jinja2.Template, *args: Any, **kwargs: Any) -> str:
        given = {**self.globals, **dict(*args, **kwargs)}
        # A list that is made while it is printed is walked over, and given on as it was.
        for name, value in given.items():
            if isinstance(value, GeneratorType):
                given[name] = kwargs[name] = list(value)
        assert type(self.environment) is Sandbox or issubclass(type(self.environment), Sandbox)
        noted.append((self.environment, given))
        return real(self, *args, **kwargs)

    monkeypatch.setattr(jinja2.Template, "render", render)
    return noted


def _walked(rendered: list[tuple[Sandbox, dict[str, Any]]]) -> int:
    """Walk over all that was given; two times the same is walked over once."""
    for environment, given in rendered:
        assert given.pop("range", allowed.numbers) is allowed.numbers
        assert strange(environment, given) == []
    return len(rendered)


@pytest.mark.parametrize("suffix", [".docx", ".html", ".md"])
def test_a_report_gives_its_template_plain_values(
    suffix: str, opgemaakt: Laid, rendered: list[tuple[Sandbox, dict[str, Any]]]
) -> None:
    render(opgemaakt, suffix, Look())
    del rendered[1:]  # the parts of a document are given the same
    assert _walked(rendered) == 1


def test_an_own_template_is_given_plain_values(
    opgemaakt: Laid, rendered: list[tuple[Sandbox, dict[str, Any]]]
) -> None:
    render(opgemaakt, ".docx", Look(template("{{ gemeente }}{{ grafieken[0].beeld }}")))
    kinds = {type(environment).__name__ for environment, _ in rendered}
    assert kinds == {"Sandbox", "Rehearsal"}
    pictures = [type(given["grafieken"][0]["beeld"]).__name__ for _, given in rendered]
    assert set(pictures) == {"str", "Picture"}
    assert _walked([rendered[0], rendered[-1]]) == 2


def test_the_pages_of_a_check_give_their_templates_plain_values(
    schrijf: Callable[..., Path],
    tmp_path: Path,
    rendered: list[tuple[Sandbox, dict[str, Any]]],
) -> None:
    path = schrijf("Woonforte")
    run(["controleer", str(path), "--uit", str(tmp_path / "bevindingen.html")])
    run(["controleer", str(path), "--uitmap", str(tmp_path / "uit")])
    assert _walked(rendered) >= 3


def test_what_a_loop_tells_is_plain() -> None:
    environment = sandbox(escape=True)
    loop = LoopContext([{"a": 1}, {"a": 2}], StrictUndefined)
    next(loop)
    found = []
    for name in names(loop):
        for get in (environment.getattr, environment.getitem):
            try:
                found.append((name, get(loop, name)))
            except JinjaError:
                continue
    assert {name for name, _ in found} <= allowed.OF_THE_LOOP
    methods = {name for name, value in found if isinstance(value, MethodType)}
    assert methods == {"cycle", "changed"}
    for name, value in found:
        if name in methods:
            assert environment.is_safe_callable(value)
            for within in dir(value):
                with pytest.raises(JinjaError):
                    environment.getattr(value, within)
        else:
            assert strange(environment, value) == [] or isinstance(value, Undefined)


def test_a_template_has_one_word_that_is_no_field() -> None:
    assert set(sandbox(escape=True).globals) == {"range"}
    assert allowed.numbers(3) == [0, 1, 2]


@pytest.mark.steekproef(15)
@pytest.mark.parametrize("name", sorted(allowed.FILTERS))
def test_every_filter_makes_a_plain_value(name: str) -> None:
    """Whatever it is given, a picture among it: no iterator, nothing with attributes.

    And what it is given stays as it was.
    """
    environment, before = sandbox(escape=True), copy.deepcopy(EXAMPLE)
    picture = filled.picture(object(), filled.Drawing(b"", "alt", "titel"))  # type: ignore[arg-type]
    values = [*EXAMPLE.values(), EXAMPLE, EXAMPLE["doelen"] * 3, picture, 1, 2.5, "a b", None]
    arguments: tuple[Any, ...] = ((), ("titel",), (2,), ("a", "b"))
    attributes: tuple[dict[str, str], ...] = ({}, {"attribute": "titel"}, {"attribute": "thema"})
    made = 0
    for value, given, named in itertools.product(values, arguments, attributes):
        with contextlib.suppress(*filled.REFUSED):
            result = environment.call_filter(
                name, value, given, named, environment.from_string("").new_context()
            )
            made += 1
            assert strange(environment, result) == []
    assert made
    assert before == EXAMPLE


def test_what_may_be_called() -> None:
    environment = sandbox(escape=True)
    macro = environment.from_string("{% macro m() %}{% endmacro %}").module.m
    assert isinstance(macro, Macro)
    assert environment.is_safe_callable(macro)
    assert environment.is_safe_callable(allowed.numbers)
    for other in (print, str, "".format, [].append, {}.update, sandbox, Sandbox, lambda: 1):
        assert isinstance(other, type | FunctionType | BuiltinMethodType)
        assert not environment.is_safe_callable(other)


def test_own_word_has_bounds() -> None:
    """The bounds are of an own template alone: a page of thousands of workbooks has none."""
    assert sandbox(escape=True).budget.steps == float("inf")
    assert own.STEPS < 10**6
    assert own.TEXT < 10**8
