"""What has a fixed set of values is an enum: no module writes one of its words by itself."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from prestatieafspraken.afspraken.model import CelSoort, PartijSoort, Richting, TermijnSoort
from prestatieafspraken.afspraken.status import AfspraakStatus
from prestatieafspraken.normen import NormStatus
from prestatieafspraken.workbook.cijfersoort import CijferSoort
from prestatieafspraken.workbook.lists.checked import Status
from prestatieafspraken.workbook.template_id import SjabloonSoort

ROOT = Path(__file__).parent.parent
MODULES = sorted(
    path
    for path in ROOT.rglob("*.py")
    if not path.relative_to(ROOT).as_posix().startswith(("tests/", ".", "build/"))
)
WORDS: dict[str, set[str]] = {
    "status": {*Status, *NormStatus, *AfspraakStatus},
    "norm_status": {*NormStatus},
    "soort": {*PartijSoort, *TermijnSoort, *CelSoort},
    "kind": {*PartijSoort},
    "soort_cijfer": {*CijferSoort},
    "richting": {*Richting},
}
"""What holds a word of an enum, by its name, with the words."""
MAKERS = {
    "Verdict": ("status",),
    "Row": ("status",),
    "row": ("status",),
    "Maatstaf": ("status", "richting"),
    "of_law": ("richting",),
    "_by_law": ("richting",),
}
"""What takes words by position, and the names of what they become."""
LISTED = (AfspraakStatus, CijferSoort, Richting, CelSoort)
"""Enums whose words stand together nowhere else: a list or a dict of them is one."""


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
                pairs = [(name, value) for name in MAKERS[_named(func)] for value in args]
            case ast.Tuple(elts=[ast.Constant(value=str(header)), value]):
                # A condition of a formula: the header of a column, and the text that it holds.
                pairs = [(header.lower().replace(" ", "_"), value)]
        for name, value in pairs:
            yield from ((node.lineno, name, word) for word in _literals(value))  # type: ignore[attr-defined]


def _listed(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Give the lists, and the dicts by their keys, that hold nothing but words of one enum."""
    for node in ast.walk(tree):
        match node:
            case ast.Tuple(elts=listed) | ast.List(elts=listed) | ast.Set(elts=listed):
                words = list(listed)
            case ast.Dict(keys=keys):
                words = [key for key in keys if key is not None]
            case _:
                continue
        said = {word.value if isinstance(word, ast.Constant) else None for word in words}
        if len(said) > 1 and any(said <= {*words} for words in LISTED):
            yield node.lineno, ", ".join(map(str, sorted(said, key=str)))


def _strays(source: str) -> list[str]:
    tree = ast.parse(source)
    said = {
        (line, word) for line, name, word in _said(tree) if word.strip('"') in WORDS.get(name, ())
    }
    return [f"{line}: {word}" for line, word in sorted({*said, *_listed(tree)})]


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
        'row["status"] == "nagekomen"',
        'row.text("soort_cijfer") != "realisatie"',
        '{"jaar": 2019, "x": row, **dict(soort_cijfer="prognose")}',
        'cells.count(("Soort cijfer", \'"prognose"\'))',
        'cel.soort in {"leeg", "afwezig"}',
        'afspraak.termijn.soort == "geen"',
        'doel.richting == "maximaal"',
        'Maatstaf(value, "minimaal", bron)',
        'of_law(context, naam, dag, "maximaal")',
        'CLOSED = ("nagekomen", "niet nagekomen", "vervallen")',
        'side = {"maximaal": "binnen", "minimaal": "niet onder"}',
        'match verdict.status:\n    case "goed":\n        pass',
    ],
)
def test_a_word_that_is_spelt_is_found(source: str) -> None:
    assert _strays(source)


def test_the_words_are_those_of_the_contract() -> None:
    assert [str(status) for status in Status] == [
        *("goed", "onvolledig", "fouten", "onleesbaar", "intern")
    ]
    assert [str(status) for status in NormStatus] == ["bevestigd", "te verifiëren", "afgesproken"]
    soorten = ["gemeente", "corporatie", "huurdersorganisatie", "overig"]
    assert [str(soort) for soort in PartijSoort] == soorten
    assert [str(soort) for soort in SjabloonSoort] == soorten[:3]
    runs = "niet begonnen, bezig, vraagt aandacht, nog niet te beoordelen"
    ended = "nagekomen, deels nagekomen, niet nagekomen, loopt door, doorgeschoven"
    told = f"{runs}, {ended}, gewijzigd met instemming, in geschil, vervallen"
    assert ", ".join(AfspraakStatus) == told
    assert ", ".join(CijferSoort) == "realisatie, prognose"
    assert ", ".join(Richting) == "minimaal, maximaal, geen"
    assert ", ".join(CelSoort) == "getal, tekst, streepje, leeg, afwezig"
    terms = "dag, medio, maand, kwartaal, seizoen, jaar, vanaf, start, herhaling, doorlopend, geen"
    assert ", ".join(TermijnSoort) == terms


def test_a_list_of_something_else_is_let_be() -> None:
    assert not _strays('WORDS = ("gehaald", "op koers", "aandacht", "niet gehaald")')
    assert not _strays('("status",), ("vervallen",), {**other}')


SAYING = sorted(
    path
    for kind in ("*.py", "*.j2", "*.js", "*.bas", "*.xml")
    for path in ROOT.rglob(kind)
    if not path.relative_to(ROOT).as_posix().startswith(("tests/", ".", "build/"))
)


@pytest.mark.parametrize("path", SAYING, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_people_read_fout_vraag_and_tip(path: Path) -> None:
    """A severity stands in capitals, as in contracts and rules; nobody says it in lower case."""
    text = path.read_text(encoding="utf-8")
    assert not re.findall(r"\b[Ww]aarschuwing(?:en)?\b|✓ goed", text)
