"""What has a fixed set of values is an enum: no module writes one of its words by itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from prestatieafspraken.afspraken.model import PartijSoort
from prestatieafspraken.normen import NormStatus
from prestatieafspraken.workbook.lists.checked import Status
from prestatieafspraken.workbook.template_id import SjabloonSoort

ROOT = Path(__file__).parent.parent
MODULES = sorted(
    path
    for path in ROOT.rglob("*.py")
    if not path.relative_to(ROOT).as_posix().startswith(("tests/", ".", "build/"))
)
WORDS: dict[str, set[str]] = {
    "status": {*Status, *NormStatus},
    "norm_status": {*NormStatus},
    "soort": {*PartijSoort},
    "kind": {*PartijSoort},
}
"""What holds a word of an enum, by its name, with the words."""
MAKERS = {"Verdict": "status", "Row": "status", "row": "status", "Maatstaf": "status"}
"""What takes a word by position, and the name of what it becomes."""


def _named(node: ast.expr) -> str:
    """Give the last name of what is written: `status` of `verdict.status` or `row["status"]`."""
    match node:
        case ast.Name(name) | ast.Attribute(attr=name):
            return name
        case ast.Subscript(slice=ast.Constant(value=str(name))):
            return name
        case ast.Call(args=[ast.Constant(value=str(name)), *_]):
            return name
    return ""


def _literals(node: ast.expr | ast.pattern) -> Iterator[str]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            yield inner.value


def _said(tree: ast.AST) -> Iterator[tuple[int, str, str]]:
    """Give the literals that a module compares or passes: line, name of the other side, word."""
    for node in ast.walk(tree):
        pairs: list[tuple[str, ast.expr | ast.pattern]] = []
        match node:
            case ast.Compare():
                sides = [node.left, *node.comparators]
                pairs = [(_named(one), other) for one in sides for other in sides if one != other]
            case ast.keyword(arg=str(name), value=value):
                pairs = [(name, value)]
            case ast.Assign(targets=[target], value=value):
                pairs = [(_named(target), value)]
            case ast.Match(subject=subject, cases=cases):
                pairs = [(_named(subject), case.pattern) for case in cases]
            case ast.Call(func=func, args=args) if _named(func) in MAKERS:
                pairs = [(MAKERS[_named(func)], value) for value in args]
        for name, value in pairs:
            yield from ((node.lineno, name, word) for word in _literals(value))  # type: ignore[attr-defined]


def _strays(source: str) -> list[str]:
    said = set(_said(ast.parse(source)))
    return [f"{line}: {word}" for line, name, word in sorted(said) if word in WORDS.get(name, ())]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_spells_the_word_of_an_enum(path: Path) -> None:
    assert not _strays(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "source",
    [
        'verdict.status == "goed"',
        '"goed" != one.status',
        'verdict.status in ("onleesbaar", "intern")',
        'Verdict(name, "fouten", ())',
        'Verdict(*(name, "goed", ()), None)',
        'Verdict(name, "fouten" if wrong else "goed", ())',
        'replace(verdict, status="goed")',
        'partij.soort in {"gemeente", "corporatie"}',
        'indicator.norm_status != "bevestigd"',
        'Maatstaf(value, "minimaal", bron, "afgesproken")',
        'status = "fouten" if wrong else "goed"',
        'match verdict.status:\n    case "goed":\n        pass',
    ],
)
def test_a_word_that_is_spelt_is_found(source: str) -> None:
    assert _strays(source)


def test_the_words_are_those_of_the_contract() -> None:
    assert [str(status) for status in Status] == ["goed", "fouten", "onleesbaar", "intern"]
    assert [str(status) for status in NormStatus] == ["bevestigd", "te verifiëren", "afgesproken"]
    soorten = ["gemeente", "corporatie", "huurdersorganisatie", "overig"]
    assert [str(soort) for soort in PartijSoort] == soorten
    assert [str(soort) for soort in SjabloonSoort] == soorten[:2]
