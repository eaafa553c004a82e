"""A rehearsal of a template: every branch of it is entered, and what does not exist is noted.

The template is rewritten so that all that it might do is done once, with one of everything:

    {% if a %}{{ b }}{% else %}{{ c }}{% endif %}    becomes    {{ a }}{{ b }}{{ c }}
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Undefined, nodes
from jinja2.runtime import Context, LoopContext
from jinja2.visitor import NodeTransformer

from prestatieafspraken.templates.sandbox.budget import Budget
from prestatieafspraken.templates.sandbox.environment import Sandbox, applied
from prestatieafspraken.templates.word.fields import EXAMPLE
from prestatieafspraken.templates.word.filled import REFUSED, printable, refused

DEEP = 3
"""Macros that call each other are followed so far: what they do further on they do here too."""

ALL_OF, SEEN, ANYTHING = "all of these", "seen", "anything"
"""Names of filters that no template can write: use each and give the last; use each and print
nothing; give what may be used as anything."""

LONGEST_NAME, MOST_NAMES = 80, 100
"""Characters of a name, and names, that are told; nobody repairs more before looking again."""

TOLD_APART = frozenset({"defined", "undefined"})
"""Tests by which a template says itself that a field may not exist."""
OR_ELSE = frozenset({"default", "d"})
"""The filter by which it says what stands there instead."""
KEPT = ("select", "reject", "selectattr", "rejectattr")
"""Filters that leave out what the example happens to be."""


OPERATORS = (
    *("getitem", "call", "add", "radd", "sub", "rsub", "mul", "rmul", "truediv", "rtruediv"),
    *("floordiv", "rfloordiv", "mod", "rmod", "pow", "rpow", "neg", "pos", "abs", "round"),
)
"""What may be done with a field and gives another value."""


def noting(note: Callable[[Any, Any], None]) -> type[Undefined]:
    """Give what stands for a field that does not exist: it notes that it was used, and is empty."""

    def used(self: Any, *_: Any, **__: Any) -> Any:
        note(self._undefined_obj, self._undefined_name)
        return self

    def giving(value: Any) -> Callable[..., Any]:
        return lambda self, *_: (used(self), value)[1]

    methods = {f"__{name}__": used for name in OPERATORS}
    methods |= {f"__{name}__": giving(1) for name in ("len", "int", "index", "hash", "float")}
    methods |= {f"__{name}__": giving(False) for name in ("bool", "eq", "ne", "lt", "le", "gt")}
    methods |= {"__ge__": giving(False), "__str__": giving("")}
    return type("Noted", (Undefined,), {**methods, "__iter__": lambda self: iter([used(self)])})


def missing(document: DocxTemplate, budget: Budget) -> list[str]:
    """Name the fields of a template that do not exist, each with the nearest that does.

    Every part that is filled in is looked at. Raises TemplateError when it cannot be filled in.
    """
    found: dict[str, str] = {}

    def note(of: Any, name: Any) -> None:
        called = printable(str(name))[:LONGEST_NAME]
        if name not in (None, "caller") and called not in found and len(found) < MOST_NAMES:
            known = list(of) if isinstance(of, Mapping) else list(EXAMPLE)
            near = difflib.get_close_matches(called, known, n=1, cutoff=0.5)
            found[called] = f" Bedoelt u {near[0]}?" if near else ""

    environment = Rehearsal(noting(note), budget)
    try:
        document.render_init()
        document.build_xml(EXAMPLE, environment)
        for kind in (document.HEADER_URI, document.FOOTER_URI):
            list(document.build_headers_footers_xml(EXAMPLE, kind, environment))
        document.render_properties(EXAMPLE, environment)
        document.render_footnotes(EXAMPLE, environment)
    except REFUSED as error:
        raise refused(error) from error
    return [f"Het veld {name} bestaat niet.{hint}" for name, hint in found.items()]


class Rehearsal(Sandbox):
    """The sandbox, in which nothing is left out and no value matters."""

    def __init__(self, undefined: type[Undefined], budget: Budget) -> None:
        super().__init__(escape=True, undefined=undefined, budget=budget)
        self._asked_by_filter = False
        for name, apply in self.filters.items():
            self.filters[name] = self._tolerant(apply, kept=name in KEPT)
        anything = undefined()  # of no name, so that nothing of it is noted
        self.filters |= {ALL_OF: _all_of, SEEN: _seen, ANYTHING: lambda _: anything}

    def prepared(self, tree: nodes.Template) -> nodes.Template:
        """Have every branch entered."""
        whole: nodes.Template = _Everywhere().visit(tree)
        return whole

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Give of a loop what is now for what was before or comes after."""
        if isinstance(obj, LoopContext) and attribute in ("previtem", "nextitem"):
            return obj._current
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Give the one item of a list for each of its places."""
        if isinstance(obj, list | tuple) and isinstance(argument, int) and obj:
            return obj[argument % len(obj)]
        value = super().getitem(obj, argument)
        if self._asked_by_filter:  # what a filter looks for (attribute=...) is used by that
            _seen([value])
        return value

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        """Call a macro, not deeper than it takes to see what it does."""
        if isinstance(__obj, Undefined):
            return __obj()
        if __self.budget.depth >= DEEP:
            return ""
        return super().call(__context, __obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Compute, with 1 for what the example does not allow."""
        try:
            return super().call_binop(context, operator, left, right)
        except (ArithmeticError, TypeError, ValueError):
            return 1

    def _tolerant(self, apply: Callable[..., Any], *, kept: bool) -> Callable[..., Any]:
        """Give a filter that gives its value back when it cannot use what the example is."""

        def tolerant(*args: Any, **kwargs: Any) -> Any:
            value = args[1] if hasattr(apply, "jinja_pass_arg") else args[0]
            self._asked_by_filter, before = True, self._asked_by_filter
            try:
                made = apply(*args, **kwargs)
            except (ArithmeticError, AssertionError, TypeError, ValueError, LookupError):
                return value
            finally:
                self._asked_by_filter = before
            return value if kept else made

        tolerant.__dict__.update(apply.__dict__)
        return tolerant


def _all_of(values: list[Any]) -> Any:
    _seen(values)
    return values[-1]


def _seen(values: Iterable[Any]) -> str:
    for value in values:
        if isinstance(value, Undefined):
            value()
    return ""


class _Everywhere(NodeTransformer):
    """Puts what might be done in the place of what chooses, and has every field used."""

    def generic_visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> nodes.Node:
        super().generic_visit(node, *args, **kwargs)
        body = getattr(node, "body", None)
        if isinstance(body, list):
            body += [_called(line) for line in body if isinstance(line, nodes.Macro)]
        return node

    def visit_Name(self, node: nodes.Name) -> nodes.Node:  # noqa: N802
        return node if node.ctx == "store" or node.ctx == "param" else _each(node)

    def visit_Getattr(self, node: nodes.Getattr) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _each(node)

    def visit_Test(self, node: nodes.Test) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        if node.name in TOLD_APART:
            node.node = _unused(node.node)
        return node

    def visit_Filter(self, node: nodes.Filter) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        if node.name in OR_ELSE and node.node is not None:
            node.node = _unused(node.node)
        return node

    def visit_If(self, node: nodes.If) -> Any:  # noqa: N802
        if _told_apart(node.test):
            return self.generic_visit(node)
        choices = [node, *node.elif_]
        tests = [self.visit(choice.test) for choice in choices]
        done = [self._all(choice.body) for choice in choices]
        return [_silent(*tests), *(line for body in done for line in body), *self._all(node.else_)]

    def visit_For(self, node: nodes.For) -> Any:  # noqa: N802
        self.generic_visit(node)
        otherwise, node.else_ = node.else_, []
        if isinstance(node.test, nodes.Expr):
            node.body.insert(0, _silent(node.test))
            node.test = None
        return [node, *otherwise]

    def visit_CondExpr(self, node: nodes.CondExpr) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        if _told_apart(node.test):
            return node
        other = [node.expr2] if node.expr2 is not None else []
        return _each(node.test, *other, node.expr1)

    def visit_And(self, node: nodes.And) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return node if _told_apart(node) else _each(node.left, node.right)

    def visit_Or(self, node: nodes.Or) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return node if _told_apart(node) else _each(node.right, node.left)

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        if not isinstance(node.arg, nodes.Slice):
            return _each(node)
        bounds = (node.arg.start, node.arg.stop, node.arg.step)
        return _each(*(bound for bound in bounds if bound is not None), node.node)

    def _all(self, body: Sequence[nodes.Node]) -> list[nodes.Node]:
        lines: list[nodes.Node] = []
        for line in body:
            made = self.visit(line)
            lines += made if isinstance(made, list) else [made]
        return lines


def _told_apart(test: nodes.Node) -> bool:
    whole = [test] if isinstance(test, nodes.Test) else []
    return any(one.name in TOLD_APART for one in [*whole, *test.find_all(nodes.Test)])


def _each(*parts: nodes.Expr) -> nodes.Expr:
    return applied(ALL_OF, nodes.List(list(parts), lineno=parts[0].lineno))


def _unused(node: nodes.Expr) -> nodes.Expr:
    """Give a field that was to be used as it stood there."""
    match node:
        case nodes.Filter(name=name, node=nodes.List(items=[field])) if name == ALL_OF:
            return field
    return node


def _called(macro: nodes.Macro) -> nodes.Output:
    """Have a macro called once with anything, for one that nothing calls."""
    line = macro.lineno
    anything = applied(ANYTHING, nodes.Const(None, lineno=line))
    name = nodes.Name(macro.name, "load", lineno=line)
    call = nodes.Call(name, [anything for _ in macro.args], [], None, None, lineno=line)
    return nodes.Output([call], lineno=line)


def _silent(*parts: nodes.Expr) -> nodes.Output:
    line = parts[0].lineno
    return nodes.Output([applied(SEEN, nodes.List(list(parts), lineno=line))], lineno=line)
