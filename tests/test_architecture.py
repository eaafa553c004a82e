"""The house rules that can be read off the code: floors, homes of libraries, the package list."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = "prestatieafspraken"
HOUSE = tomllib.loads((ROOT / "docs" / "huis.toml").read_text(encoding="utf-8"))
FLOORS: list[list[str]] = HOUSE["floors"]
WINGS: dict[str, list[list[str]]] = HOUSE["wings"]
APART = {room: {tuple(pair) for pair in pairs} for room, pairs in HOUSE["apart"].items()}
ENTRANCES = {"addin", "cli", "batch/front_door.py"}
"""Rooms, and one module: only they ask the clock."""
HOMES = {
    "xlwings": {"addin"},
    "python_calamine": {"workbook"},
    "openpyxl": {"workbook"},
    "pandas": {"workbook", "validators"},
    "pandera": {"validators"},
    "stdnum": {"validators"},
    "jinja2": {"templates"},
    "docx": {"templates"},
    "docxtpl": {"templates"},
    "matplotlib": {"templates"},
    "tinycss2": {"templates"},
    "weasyprint": {"templates"},
    "typer": {"cli"},
    "rich": {"cli"},
    "pydantic": {"afspraken", "normen"},
    "babel": {"dutch"},
    "dask": {"batch"},
    "distributed": {"batch"},
}
SHIPPED = {
    *(".py", ".typed", ".toml", ".csv", ".j2", ".css", ".js", ".json", ".docx", ".md"),
    *(".bas", ".xml", ".png"),
}
FOLDERS = sorted(p.parent.name for p in ROOT.glob("*/__init__.py") if p.parent.name != "tests")
PIP_WHEEL = (sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation")
MODULES = sorted(p for folder in FOLDERS for p in (ROOT / folder).rglob("*.py"))


def _floor(folder: str) -> int:
    return next(i for i, floor in enumerate(FLOORS) if folder in floor)


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively; write the whole name"
            found.add(node.module or "")
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_every_folder_has_a_floor() -> None:
    assert sorted(FOLDERS) == sorted(name for floor in FLOORS for name in floor)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_go_down(path: Path) -> None:
    own = path.relative_to(ROOT).parts[0]
    for name in _imports(path):
        if name.startswith(f"{PACKAGE}."):
            other = name.split(".")[1]
            if other != own:
                assert _floor(other) < _floor(own), f"{path.name} in {own} imports {name}"


def _wing(room: str, name: str) -> str:
    """Give the wing of a dotted name within a room; "" is the room itself."""
    first = name.split(".")[0]
    named = any(first in wings for wings in WINGS[room])
    return first if named or (ROOT / room / first).is_dir() else ""


def _between_wings(path: Path) -> Iterator[tuple[str, str, str]]:
    """Give the wing of a module, that of each module of its room that it imports, and the name."""
    room, *inside = path.relative_to(ROOT).with_suffix("").parts
    own = _wing(room, ".".join(inside))
    for name in _imports(path):
        if name.startswith(f"{PACKAGE}.{room}."):
            yield own, _wing(room, name.removeprefix(f"{PACKAGE}.{room}.")), name


def test_every_wing_has_a_floor() -> None:
    for room, floors in WINGS.items():
        wings = {p.parent.name for p in (ROOT / room).glob("*/__init__.py")}
        modules = {p.stem for p in (ROOT / room).glob("*.py")}
        placed = [wing for wings in floors for wing in wings]
        assert len(placed) == len(set(placed))
        assert wings <= set(placed) <= wings | modules | {""}, room


@pytest.mark.parametrize(
    "path",
    [p for p in MODULES if p.relative_to(ROOT).parts[0] in WINGS],
    ids=lambda p: str(p.relative_to(ROOT)),
)
def test_imports_go_down_between_wings(path: Path) -> None:
    room = path.relative_to(ROOT).parts[0]
    floor = {wing: i for i, wings in enumerate(WINGS[room]) for wing in wings}
    apart = APART.get(room, set())
    up = [
        name
        for own, other, name in _between_wings(path)
        if other != own and (floor[other] >= floor[own] or (own, other) in apart)
    ]
    assert up == []


def _circles(arrows: dict[str, set[str]]) -> list[list[str]]:
    """Give the groups of modules that import each other in a loop (Tarjan's components)."""
    low: dict[str, int] = {}
    seen: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(name: str) -> None:
        seen[name] = low[name] = len(seen)
        stack.append(name)
        for other in arrows[name]:
            if other not in seen:
                visit(other)
            if other in stack:
                low[name] = min(low[name], low[other])
        if low[name] == seen[name]:
            group = stack[stack.index(name) :]
            del stack[stack.index(name) :]
            if len(group) > 1:
                found.append(sorted(group))

    for name in arrows:
        if name not in seen:
            visit(name)
    return found


def test_no_module_imports_itself_by_a_detour() -> None:
    """Imports within functions and for the type checker count: a circle is one in any clothes."""
    name_of = {
        path.relative_to(ROOT).with_suffix("").as_posix().replace("/", "."): path
        for path in MODULES
        if path.name != "__init__.py"
    }
    arrows = {
        name: {
            other
            for imported in _imports(path)
            for other in (imported.removeprefix(f"{PACKAGE}."),)
            if imported.startswith(f"{PACKAGE}.") and other in name_of and other != name
        }
        for name, path in name_of.items()
    }
    assert _circles(arrows) == []


def test_the_readme_shows_the_floors() -> None:
    from verdiepingen import table

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert table() in readme, "python docs/genereer.py"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_each_library_has_one_home(path: Path) -> None:
    own = path.relative_to(ROOT).parts[0]
    for name in _imports(path):
        assert own in HOMES.get(name.split(".")[0], {own}), f"{name} does not belong in {own}"


ENGINE = {"Book", "Range", "Table"}
"""Classes of the engine for LibreOffice: it answers to xlwings, whose words they are."""


def _public_names(path: Path) -> Iterator[str]:
    """Give the classes and the names of types (CapWords) that a module makes."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        names: list[ast.expr] = []
        if isinstance(node, ast.ClassDef):
            names = [ast.Name(node.name)]
        elif isinstance(node, ast.Assign):
            names = node.targets
        elif isinstance(node, ast.AnnAssign):
            names = [node.target]
        for name in names:
            if isinstance(name, ast.Name) and name.id[0].isupper() and not name.id.isupper():
                yield name.id


def test_a_name_means_one_thing() -> None:
    """A class or a type has a name of its own over the whole product; private ones are free."""
    homes: dict[str, list[str]] = {}
    for path in MODULES:
        where = path.relative_to(ROOT).as_posix()
        for name in _public_names(path):
            if not (name in ENGINE and where.startswith("addin/libreoffice/")):
                homes.setdefault(name, []).append(where)
    assert {name: where for name, where in homes.items() if len(where) > 1} == {}


CLOCK = {"today", "now", "utcnow", "localtime", "gmtime", "ctime", "time_ns"}
AGES = {"batch/run/watch.py"}
"""Modules that ask how long ago a file was written, and tell nothing of the day."""


def _asks_the_clock(node: ast.AST) -> bool:
    if not isinstance(node, ast.Attribute):
        return False
    of_time = isinstance(node.value, ast.Name) and node.value.id == "time"
    return node.attr in CLOCK or (of_time and node.attr == "time")


def test_only_the_entrances_ask_the_clock() -> None:
    asking = [
        str(path.relative_to(ROOT))
        for path in MODULES
        if not ENTRANCES & {path.relative_to(ROOT).parts[0], path.relative_to(ROOT).as_posix()}
        and any(map(_asks_the_clock, ast.walk(ast.parse(path.read_text(encoding="utf-8")))))
    ]
    assert set(asking) == AGES


def test_the_package_list_is_the_folders() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    listed = config["tool"]["setuptools"]["packages"]
    inner = sorted(
        path.parent.relative_to(ROOT).as_posix().replace("/", ".")
        for folder in FOLDERS
        for path in (ROOT / folder).rglob("__init__.py")
    )
    assert listed == [PACKAGE, *(f"{PACKAGE}.{name}" for name in inner)]
    assert [f for f in FOLDERS if not (ROOT / f / "py.typed").exists()] == []


def test_the_wheel_holds_the_folders_with_their_data(tmp_path: Path) -> None:
    source = tmp_path / "source"
    shutil.copytree(
        ROOT,
        source,
        ignore=shutil.ignore_patterns(
            ".*", "build", "dist", "*.egg-info", "__pycache__", "prestatieafspraken-demo*"
        ),
    )
    subprocess.run(
        [*PIP_WHEEL, "-w", str(tmp_path), str(source)],
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    names = {n for n in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in n}
    expected = {
        f"{PACKAGE}/{path.relative_to(ROOT).as_posix()}"
        for folder in FOLDERS
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix in SHIPPED
    }
    expected |= {f"{PACKAGE}/{name}" for name in ("__init__.py", "py.typed")}
    expected |= {f"{PACKAGE}/{folder}/py.typed" for folder in FOLDERS}
    assert names == expected
