"""What came out stays as docs/versies.md promises: codes, layout, JSON forms, fields of templates.

The files beside this one are what a version had when it came out, taken from that version; they
are added to at a release and never changed.
"""

from __future__ import annotations

import ast
import csv
import hashlib
import io
import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from prestatieafspraken.templates.word.fields import EXAMPLE
from prestatieafspraken.workbook.building.build import LAYOUT_VERSION

ROOT = Path(__file__).parent.parent.parent
HERE = Path(__file__).parent
PAGE = (ROOT / "docs" / "versies.md").read_text(encoding="utf-8")
CODE = re.compile(r"[A-Z]{3}-\d{3}")
FORMS = {
    "prestatieafspraken/controle/1": (
        "7d9b0521eef1cd27e67c55fca2220838fbd079c88e8261dbe65b897c1ce9ddd0"
    ),
    "prestatieafspraken/indicatoren/1": (
        "343202863bcc74e52a4dae849415fa6c67088a6573cd4f74936a4cd355b27d82"
    ),
}
"""The shape of each JSON form that came out, as the SHA-256 of its schema without descriptions."""


def gone(heading: str) -> dict[str, str]:
    """Give what the page says has gone, under the table with this heading, and since when."""
    table = re.search(rf"^\| {heading} \|.*\n\|[-|]+\n((?:\|.*\n)*)", PAGE, re.M)
    assert table, heading
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in table[1].splitlines()]
    return {name: since for name, since, _ in rows}


def released(pattern: str) -> set[str]:
    """Give the lines of the files of all versions."""
    files = sorted(HERE.glob(pattern))
    assert files
    return {line for file in files for line in file.read_text(encoding="utf-8").splitlines()}


def codes() -> set[str]:
    """Give every code that stands in the product."""
    modules = [
        path
        for folder in ROOT.glob("*/__init__.py")
        if folder.parent.name != "tests"
        for path in folder.parent.rglob("*.py")
    ]
    return {
        node.value
        for path in modules
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and CODE.fullmatch(node.value)
    }


def test_a_code_that_came_out_is_still_there_or_told_as_gone() -> None:
    assert sorted(released("codes-*.txt") - codes() - set(gone("vervallen code"))) == []


def test_a_code_that_is_gone_is_not_used_again() -> None:
    assert sorted(codes() & set(gone("vervallen code"))) == []


def kind(notation: str) -> str:
    """Say what a notation of Excel is for."""
    plain = {"@": "tekst", "General": "keuze"}
    return plain.get(notation, "dag" if "yy" in notation else "getal")


def layout(data: bytes) -> set[tuple[str, str, str]]:
    """Give the tables of a workbook with their columns, and the kind of each."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {
        (table.name, str(head.value), kind(str(first.number_format)))
        for sheet in book.worksheets
        for table in sheet.tables.values()
        for head, first in zip(*sheet[table.ref][:2], strict=True)
    }


def test_a_layout_that_came_out_keeps_its_tables_and_columns() -> None:
    """What has gone, or is of another kind, asks for another LAYOUT_VERSION."""
    file = HERE / f"indeling-{LAYOUT_VERSION}.csv"
    if not file.exists():  # a layout that is still being made
        assert int(max(HERE.glob("indeling-*.csv")).stem[9:]) == LAYOUT_VERSION - 1
        return
    with file.open(encoding="utf-8") as lines:
        wanted = {tuple(row) for row in list(csv.reader(lines, delimiter=";"))[1:]}
    built = layout((ROOT / "workbook" / "prestatieafspraken.xlsm").read_bytes())
    assert sorted(wanted - built) == []


@pytest.mark.parametrize("path", sorted((ROOT / "cli").glob("*.schema.json")), ids=lambda p: p.name)
def test_a_form_that_came_out_keeps_its_shape(path: Path) -> None:
    """Another shape asks for another number, in the schema and where the program writes it."""
    schema = json.loads(path.read_text(encoding="utf-8"))
    name = schema["$id"]
    assert name == schema["properties"]["schema"]["const"]
    if name in FORMS:
        assert fingerprint(schema) == FORMS[name], f"{name} has another shape: give it a new number"
    else:
        family, number = name.rsplit("/", 1)
        numbers = [int(known.rsplit("/", 1)[1]) for known in FORMS if known.startswith(family)]
        assert int(number) == max(numbers, default=0) + 1


def fingerprint(schema: dict[str, Any]) -> str:
    """Give a mark of what a schema allows, whatever it says about it."""
    shape = json.dumps(without_words(schema), sort_keys=True)
    return hashlib.sha256(shape.encode()).hexdigest()


def without_words(part: Any) -> Any:
    if isinstance(part, dict):
        words = {key for key in ("description", "title") if isinstance(part.get(key), str)}
        return {key: without_words(value) for key, value in part.items() if key not in words}
    return [without_words(one) for one in part] if isinstance(part, list) else part


def test_the_mark_of_a_form_is_of_its_shape_alone() -> None:
    schema = {"title": "a", "properties": {"title": {"type": "string", "description": "x"}}}
    other = {"title": "b", "properties": {"title": {"type": "string"}}}
    assert fingerprint(schema) == fingerprint(other)
    other["properties"] = {"title": {"type": "number"}}
    assert fingerprint(schema) != fingerprint(other)


def fields(part: object, path: str = "") -> set[str]:
    """Give the paths of all fields, as a template reaches them."""
    if isinstance(part, dict):
        names = ((f"{path}.{name}" if path else name, value) for name, value in part.items())
        return {found for name, value in names for found in fields(value, name)}
    if isinstance(part, list) and part:
        return fields(part[0], f"{path}[]")
    return {path}


def test_a_field_that_came_out_is_still_there_or_told_as_gone() -> None:
    missing = released("velden-*.txt") - fields(EXAMPLE) - set(gone("vervallen veld"))
    assert sorted(missing) == []
