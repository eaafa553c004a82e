"""The sandbox in which every template runs, and the files of this package.

It allows by kind and not by name: a template reaches the fields of a group of fields, the places of
a list and what a loop tells, and no attribute or method of any object.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import resources
from types import MethodType
from typing import Any

from jinja2 import StrictUndefined, Template, Undefined, nodes, pass_eval_context
from jinja2.exceptions import SecurityError
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, LoopContext, Macro, markup_join, str_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from prestatieafspraken.templates.sandbox import allowed
from prestatieafspraken.templates.sandbox.budget import (
    DEEPEST,
    LARGEST,
    MOST_ITEMS,
    Budget,
    ExcessError,
    room,
    weight,
)

PLAIN = (str, int, float, list, tuple, Mapping, type(None))
"""The kinds of value that a template works with; a picture can only be printed."""

TURNS, TOGETHER = "turns of a loop", "texts put together"
"""Names of filters that no template can write."""


class NotAllowedError(SecurityError):
    """A template does what it may not; the text, if any, is a Dutch sentence on what to do."""


class Sandbox(ImmutableSandboxedEnvironment):
    """A template can print what it is given and loop over it; it can change and reach nothing."""

    intercepted_binops = frozenset(ImmutableSandboxedEnvironment.default_binop_table)

    def __init__(
        self,
        *,
        escape: bool,
        undefined: type[Undefined] = StrictUndefined,
        budget: Budget | None = None,
    ) -> None:
        super().__init__(
            autoescape=escape,
            undefined=undefined,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=self._written,
        )
        self.budget = budget or Budget()
        self.globals = {"range": allowed.numbers}
        self.tests = allowed.tests()
        self.filters = {name: self.bounded(name, f) for name, f in allowed.filters().items()}
        self.filters |= {TURNS: self._turns, TOGETHER: self._together}

    def compile(self, source: Any, *names: Any, **options: Any) -> Any:
        """Refuse what a template may not hold, in all of its branches, before any of it runs."""
        tree = self.parse(source, *names[:2]) if isinstance(source, str) else source
        tree = _Admitted().visit(self.prepared(tree))
        tree.set_environment(self)
        return super().compile(tree, *names, **options)

    def prepared(self, tree: nodes.Template) -> nodes.Template:
        """Give what is to be compiled; here that is the template as it was written."""
        return tree

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Give a field of a group of fields, or what a loop tells."""
        if isinstance(obj, Mapping) and attribute in obj:
            return obj[attribute]
        if isinstance(obj, LoopContext) and attribute in allowed.OF_THE_LOOP:
            return getattr(obj, attribute)
        if isinstance(obj, tuple) and attribute in getattr(obj, "_fields", ()):
            return getattr(obj, attribute)  # a group of the filter `groupby`
        if isinstance(obj, Undefined):
            return obj[attribute]  # raises, or notes
        if hasattr(type(obj), attribute) or not isinstance(obj, PLAIN):
            raise NotAllowedError(_instead(attribute))
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Give a field of a group of fields by its name, or an item of a list by its place."""
        if isinstance(argument, str):
            return self.getattr(obj, argument)
        if not isinstance(obj, (*PLAIN, Undefined)):
            raise NotAllowedError
        held: Any = obj
        try:
            return held[argument]  # of a field that does not exist this raises, or notes
        except (LookupError, TypeError):
            return self.undefined(obj=obj, name=argument)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Allow none: `getattr` and `getitem` do not ask."""
        return False

    def is_safe_callable(self, obj: Any) -> bool:
        """Allow a macro of the template itself, our `range`, and what a loop offers."""
        if isinstance(obj, MethodType):
            return isinstance(obj.__self__, LoopContext) and obj.__name__ in allowed.OF_THE_LOOP
        return isinstance(obj, Macro) or obj is allowed.numbers

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        """Call what may be called, so deep and so often as the budget allows."""
        self = __self
        if isinstance(__obj, Undefined):
            __obj()  # raises, or notes
        if not self.is_safe_callable(__obj):
            raise NotAllowedError
        self.budget.step()
        if self.budget.depth >= DEEPEST:
            raise ExcessError("een macro roept zichzelf te vaak aan")
        self.budget.depth += 1
        try:
            return super().call(__context, __obj, *args, **kwargs)
        finally:
            self.budget.depth -= 1

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Compute with numbers of a usual size; put texts and lists together as far as they go."""
        match left, right:
            case (Undefined(), _) | (_, Undefined()):
                pass  # raises, or notes
            case (int() | float(), int() | float()):
                if max(abs(left), abs(right)) > LARGEST or (operator == "**" and abs(right) > 32):
                    raise ExcessError("een getal is te groot")
            case (str(), str()) if operator == "+":
                room(len(left) + len(right))
            case (list(), list()) if operator == "+":
                room(len(left) + len(right), MOST_ITEMS)
            case (str() | list(), int() as times) | (int() as times, str() | list()) if (
                operator == "*"
            ):
                whole = left if isinstance(right, int) else right
                room(max(times, 0) * len(whole), MOST_ITEMS)
            case (str(), _) if operator == "%":
                allowed.formatted(left, right)
            case _:
                raise TypeError("these are not computed with")
        return self.kept(super().call_binop(context, operator, left, right))

    def concat(self, pieces: Iterable[str]) -> str:
        """Put the pieces of a text together, as many as the budget allows."""
        kept = []
        for piece in pieces:
            self.budget.write(len(piece))
            kept.append(piece)
        return "".join(kept)

    def kept(self, value: Any) -> Any:
        """Give a new value: plain, and no larger than a value may be."""
        if isinstance(value, str):
            room(len(value))
            self.budget.write(len(value))
        elif isinstance(value, Iterator):
            value = list(self.budget.turns(value))
        elif isinstance(value, list | tuple):
            room(len(value), MOST_ITEMS)
            self.budget.step(len(value))
        return value

    def bounded(self, name: str, apply: Callable[..., Any]) -> Callable[..., Any]:
        """Give a filter that looks before it makes anything, and whose value is plain."""
        before = allowed.BEFORE.get(name, lambda *_, **__: None)
        own = 1 if hasattr(apply, "jinja_pass_arg") else 0  # the context, ahead of the value

        @functools.wraps(apply)
        def filtered(*args: Any, **kwargs: Any) -> Any:
            value, *rest = args[own:]
            if isinstance(value, Iterator):
                value = list(self.budget.turns(value))
            if not isinstance(value, Undefined):
                before(value, *rest, **kwargs)
            return self.kept(apply(*args[:own], value, *rest, **kwargs))

        return filtered

    def _written(self, value: Any) -> Any:
        """Give a value to print; what is no value of ours is not printed."""
        if isinstance(value, str | Undefined):
            return value
        if isinstance(value, list | tuple | Mapping):
            room(weight(value))
        elif isinstance(value, LoopContext | Macro) or callable(value):
            raise NotAllowedError
        return value

    def _turns(self, items: Any) -> Any:
        return items if isinstance(items, Undefined) else _Turns(items, self.budget)

    @pass_eval_context
    def _together(self, context: EvalContext, parts: list[Any]) -> str:
        room(weight(parts))
        text = markup_join(parts) if context.autoescape else str_join(parts)
        self.budget.write(len(text))
        return text


class _Turns:
    """The items of a loop, of which each takes a step."""

    def __init__(self, items: Any, budget: Budget) -> None:
        if isinstance(items, LoopContext):
            raise TypeError("a loop is no list")
        self._items: Any = items
        self._budget = budget

    def __iter__(self) -> Iterator[Any]:
        return self._budget.turns(self._items)

    def __len__(self) -> int:
        return len(self._items)


class _Admitted(NodeTransformer):
    """Refuses what no template may hold, and has what can grow counted."""

    def visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> Any:
        if type(node) not in allowed.NODES:
            raise NotAllowedError
        return super().visit(node, *args, **kwargs)

    def visit_Name(self, node: nodes.Name) -> nodes.Node:  # noqa: N802
        if node.name == "self":
            raise NotAllowedError
        return node

    def visit_Getattr(self, node: nodes.Getattr) -> nodes.Node:  # noqa: N802
        if node.attr.startswith("_"):
            raise NotAllowedError
        return self.generic_visit(node)

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802
        if node.recursive:
            raise NotAllowedError
        self.generic_visit(node)
        if isinstance(node.iter, nodes.Expr):
            node.iter = applied(TURNS, node.iter)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return applied(TOGETHER, nodes.List(node.nodes, lineno=node.lineno))


def applied(name: str, node: nodes.Expr) -> nodes.Expr:
    """Give a node on which a filter is applied."""
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


def _instead(attribute: str) -> str:
    name = allowed.INSTEAD.get(attribute, attribute)
    return f"Schrijf |{name} in plaats van .{attribute}()." if name in allowed.FILTERS else ""


def sandbox(*, escape: bool, budget: Budget | None = None) -> Sandbox:
    """Give a sandbox that escapes (or not) and that does not know what it was not given."""
    return Sandbox(escape=escape, budget=budget)


def text(name: str) -> str:
    """Read a file of this package."""
    return (resources.files("prestatieafspraken.templates") / name).read_text(encoding="utf-8")


def template(name: str, *, escape: bool = True) -> Template:
    """Load a template of this package; a value that it misses is an error."""
    return sandbox(escape=escape).from_string(text(name))


def style() -> Markup:
    """Give the style sheet that all pages share: our own file, not data."""
    return Markup(text("verslag.css"))  # noqa: S704
