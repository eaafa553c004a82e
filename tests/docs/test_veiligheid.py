"""The page on safety: its numbers are those of the code, and what it leads to is there.

Every hole that was found has tests, and those exist.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from prestatieafspraken.batch.guarding import logs, own_template, within
from prestatieafspraken.cli import energielabels, verslag
from prestatieafspraken.dutch.written import number
from prestatieafspraken.registers import dwellings, ep_online, long_text
from prestatieafspraken.templates.forms import theme
from prestatieafspraken.templates.publishing import leftover
from prestatieafspraken.templates.sandbox import budget
from prestatieafspraken.templates.word import door
from prestatieafspraken.workbook.package.limits import COST, LIMITS, MB, Cost

load = import_module("prestatieafspraken.afspraken.load")  # its function has that name too
ROOT = Path(__file__).parent.parent.parent
DOCS = ROOT / "docs"
PAGES = [DOCS / "veiligheid.md", DOCS / "beheer.md", ROOT / "SECURITY.md"]
HOLES = [f"S{n}" for n in range(1, 18)] + ["S2b", "S6b"]
EACH = 4
"""Tests per hole: one that failed when it was found, and three of its kind."""


def limits() -> Iterator[tuple[str, str]]:
    """Give the table of limits as the code has them."""
    yield "een werkmap", f"{LIMITS.file // MB} MB, uitgepakt {LIMITS.total // MB} MB"
    yield (
        "één onderdeel ervan",
        f"{LIMITS.part // MB} MB, {LIMITS.ratio} keer zo groot als ingepakt",
    )
    yield "bladen en cellen", f"{LIMITS.sheets} bladen, {number(LIMITS.area)} cellen"
    yield "een werkmap lezen en beoordelen", f"{COST.memory // MB} MB geheugen, {_time(COST)}"
    yield "een verslag ervan maken", _time(verslag.RENDERING)
    yield "er energielabels in vullen", _time(energielabels.FILLING)
    small = f"tot {within.SMALL // MB} MB, uitgepakt {within.UNPACKED // MB} MB"
    yield "een kleine werkmap (in het programma zelf gelezen)", small
    yield "bevindingen die van één werkmap worden bewaard", number(COST.findings)
    template = door.OF_TEMPLATE
    yield "een Word-sjabloon", f"{template.file // MB} MB, uitgepakt {template.total // MB} MB"
    yield (
        "een sjabloon invullen",
        f"{own_template.MEMORY // MB} MB geheugen, {own_template.SECONDS} seconden rekenen; "
        f"een tekst van {number(budget.LONGEST)} tekens",
    )
    most = f"{number(load.MOST)} tekens, {number(load.MOST_ITEMS)} delen in een lijst"
    yield "afspraken van één gemeente en jaar", most
    yield "een thema", f"{number(theme.MOST)} tekens"
    yield "een lijst met woningen", f"{LIMITS.file // MB} MB, {number(dwellings.MOST)} regels"
    register = ep_online.REGISTER
    yield (
        "het bestand van EP-Online",
        f"uitgepakt {register.size // MB // 1024} GB, {number(register.rows)} regels van "
        f"{number(long_text.ROW)} tekens",
    )
    yield "een aantal in een openbaar verslag", f"niet onder {leftover.SMALL}"
    yield "logboeken van eigen fouten", f"{logs.KEPT}, ten hoogste {logs.DAYS} dagen"


def _time(cost: Cost) -> str:
    return f"{cost.seconds:.0f} seconden rekenen, {cost.clock:.0f} seconden op de klok"


def test_the_limits_on_the_page_are_those_of_the_code() -> None:
    text = (DOCS / "veiligheid.md").read_text(encoding="utf-8")
    table = re.search(r"\| wat \| grens \|\n\|---\|---\|\n((?:\|.*\n)+)", text)
    assert table
    wanted = "".join(f"| {what} | {limit} |\n" for what, limit in limits())
    assert table[1] == wanted


def test_what_is_said_of_logs_is_so() -> None:
    text = (DOCS / "beheer.md").read_text(encoding="utf-8")
    assert f"De nieuwste {logs.KEPT} blijven staan, ten hoogste {logs.DAYS} dagen." in text


def anchors(path: Path) -> set[str]:
    """Give what a link may lead to in a page, as GitHub names it."""
    titles = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        assert not link.startswith("http"), link
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target), link


def test_the_readme_leads_to_both() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "(docs/veiligheid.md)" in text
    assert "(SECURITY.md)" in text


def test_no_address_is_made_up() -> None:
    for page in PAGES:
        assert not re.search(r"[\w.-]+@[\w-]+\.\w+", page.read_text(encoding="utf-8")), page


def proofs() -> dict[str, list[str]]:
    """Give the tests that keep each hole closed, as `file::test`."""
    text = (DOCS / "bewijs.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (S\d+b?) \|(.*)\|$", text, re.MULTILINE)
    found: dict[str, list[str]] = {}
    for hole, rest in rows:
        file = ""
        for word in re.findall(r"`([^`]+)`", rest.rpartition(" | ")[2]):
            if word.endswith(".py"):
                file = word
            else:
                found.setdefault(hole, []).append(f"{file}::{word}")
    return found


def test_every_hole_has_its_tests() -> None:
    known = proofs()
    assert sorted(known) == sorted(HOLES)
    few = {hole: len(tests) for hole, tests in known.items() if len(set(tests)) < EACH}
    assert few == {}


@pytest.mark.parametrize("hole", HOLES)
def test_the_tests_of_a_hole_exist(hole: str) -> None:
    for proof in proofs()[hole]:
        file, _, name = proof.partition("::")
        path = ROOT / "tests" / file
        assert path.exists(), proof
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert name in {
            node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)
        }, proof
