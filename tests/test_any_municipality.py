"""The product knows measures; what one municipality agreed, and with whom, is data."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from prestatieafspraken.afspraken import load

ROOT = Path(__file__).parent.parent
ROOMS = (
    *("dutch", "normen", "afspraken", "workbook", "registers", "validators", "indicators"),
    *("templates", "batch", "addin", "cli"),
)
TEXTS = {".py", ".j2", ".js", ".css", ".toml", ".json"}
EXAMPLES = {
    "cli/demo.py": "it shows the whole chain on the example that comes with the product",
    "validators/formulier/bladen.toml": "its help shows what an id may look like",
}
"""What may know it, and why."""
LATER = {"cli/bouw.py"}
"""What knows it still."""
CELLS = {"workbook/dashboard/sheet.py", "workbook/building/start_sheet.py"} | {
    "cli/controle.schema.json",
    "workbook/lists/indicator_list.py",
}
"""Where C4 is the address of a cell."""


def known(*, ids: bool = True) -> re.Pattern[str]:
    """Give what finds an id of the agreements of Alphen, or a name of who and where."""
    own = load("alphen-aan-den-rijn", 2019)
    codes = {one.id for one in (*own.doelen, *own.afspraken, *own.tabellen.values()) if ids}
    places = {name for kern in own.kernen for name in (kern.naam, *kern.varianten)}
    parties = {name for partij in own.partijen for name in (partij.naam, *partij.varianten)}
    names = {own.gemeente.map, *own.schouwlocaties, *places, *parties} - {"Gemeente", "gemeente"}
    words = "|".join(map(re.escape, sorted(codes | names, key=len, reverse=True)))
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])")


PATTERN = known()


def said(path: Path) -> Iterator[str]:
    """Give the texts of a file: of a module what is no comment and no docstring."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        yield text
        return
    for node in ast.walk(ast.parse(text)):
        body = getattr(node, "body", None)
        for part in body if isinstance(body, list) else ():
            if isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant):
                part.value.value = ""
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def files(room: str) -> Iterator[str]:
    for path in sorted((ROOT / room).rglob("*")):
        name = path.relative_to(ROOT).as_posix()
        if path.suffix in TEXTS and not name.startswith("afspraken/alphen-aan-den-rijn/"):
            yield name


def found(name: str) -> list[str]:
    texts = said(ROOT / name)
    hits = {hit for text in texts for hit in PATTERN.findall(text)}
    cells = {hit for hit in hits if re.fullmatch(r"C\d", hit)} if name in CELLS else set()
    return sorted(hits - cells)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_knows_no_municipality(room: str) -> None:
    told = {name: hits for name in files(room) if (hits := found(name))}
    assert {name: hits for name, hits in told.items() if name not in EXAMPLES.keys() | LATER} == {}


def test_what_knows_it_still_is_a_list_that_gets_shorter() -> None:
    assert sorted(name for name in LATER if not found(name)) == []
    assert [name for name in EXAMPLES if not found(name)] == []


def test_an_id_in_the_code_is_seen(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text(
        '"""D0-1 in a docstring."""\n\n\ndef f() -> str:\n    """As C4 says."""\n'
        '    return "D1-2" + f"{1} Boskoop, C4"  # T1-09\n',
        encoding="utf-8",
    )
    assert {hit for text in said(module) for hit in PATTERN.findall(text)} == {
        *("D1-2", "Boskoop", "C4")
    }
