"""One writer: nothing of ours opens a file for writing but `batch/guarding/safe_write.py`.

The source is read. Whatever can make, change or move a file is named here, with the reason why it
may stand where it stands; a new place has to give its reason too, and a reason that no longer
holds has to go.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = ("afspraken", "normen", "workbook", "validators", "indicators", "templates", "batch")
MODULES = [
    *(path for folder in (*FOLDERS, "addin", "cli") for path in (ROOT / folder).rglob("*.py")),
]
WRITER = "batch/guarding/safe_write.py"
ALLOWED = {
    ("batch/guarding/logs.py", "mkdtemp"): "a folder for a log, where the user has none of his own",
    ("workbook/package/content.py", "os.open"): "opens to read, and waits for no pipe",
    ("addin/saved_copy.py", "TemporaryDirectory"): "what Excel writes; a folder of its own",
    ("batch/run/pool.py", "TemporaryDirectory"): "what a dying worker prints; a folder of its own",
    ("batch/run/worker.py", "os.open"): "the same file, in that folder",
    ("batch/guarding/limited.py", "TemporaryDirectory"): "as in the pool: a folder of its own",
    ("batch/guarding/limited.py", "os.open"): "what a dying worker prints, in that folder",
    ("batch/guarding/seal.py", "os.open"): "reads the key, and follows no link",
    ("batch/guarding/sound_ledger.py", "connect"): "SQLite writes its database itself",
    ("templates/word/default.py", "write_bytes"): "the maker of our own template, for ourselves",
}
METHODS = {
    *("write_bytes", "write_text", "touch", "rename", "symlink_to", "hardlink_to"),
    *("to_csv", "to_excel", "to_json", "to_html", "to_pickle", "to_parquet"),
}
FUNCTIONS = {
    *("NamedTemporaryFile", "TemporaryFile", "TemporaryDirectory", "mkstemp", "mkdtemp"),
    *("copyfile", "copy2", "copytree", "FileHandler", "FileIO", "mknod"),
}
OF_OS = {"open", "link", "symlink", "rename", "replace", "truncate", "mkfifo", "sendfile"}
INTO = {"save", "savefig", "ZipFile", "TarFile", "Workbook", "print_png", "write_pdf"}
"""These write into what they are given: a stream in memory, or a file."""


def writes(tree: ast.AST) -> Iterator[str]:
    """Give the names of the calls in a module that may write a file."""
    streams = set(_streams(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (name := _write(node, streams)):
            yield name


def _write(call: ast.Call, streams: set[str]) -> str:
    owner, name = _called(call.func)
    if owner == "os" and name in OF_OS:
        return f"os.{name}"
    if owner == "shutil" and name != "which":
        return f"shutil.{name}"
    if name in METHODS | FUNCTIONS or (owner, name) == ("sqlite3", "connect"):
        return name
    if name == "replace" and len(call.args) == 1 and not call.keywords:
        return name  # a path; a text is replaced by another text, a date by keywords
    if name == "open" and owner not in {
        "books",
        "archive",
    }:  # what a zip is for is asked where it is made
        return name if _for_writing(call, 0 if owner else 1) else ""
    if name in INTO and call.args and owner != "record":
        first = call.args[0]
        kept = isinstance(first, ast.Name) and first.id in streams
        return "" if kept or (name == "ZipFile" and not _for_writing(call, 1)) else name
    return ""


def _called(func: ast.expr) -> tuple[str, str]:
    if isinstance(func, ast.Attribute):
        owner = func.value
        inner = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
        return inner, func.attr
    return "", getattr(func, "id", "")


def _for_writing(call: ast.Call, at: int) -> bool:
    """Tell whether the mode, the argument at this place, says so; what is no plain text may."""
    given = [*call.args[at : at + 1], *(k.value for k in call.keywords if k.arg == "mode")]
    return any(not isinstance(m, ast.Constant) or set(str(m.value)) & set("wxa+") for m in given)


def _streams(tree: ast.AST) -> Iterator[str]:
    """Give the names that stand for a stream in memory."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Assign)
            and isinstance(node.value, ast.Call)
            and _called(node.value.func)[1] == "BytesIO"
        ):
            yield from (name.id for name in node.targets if isinstance(name, ast.Name))


def _tree(path: Path) -> ast.AST:
    return ast.parse(path.read_text(encoding="utf-8"))


def _found() -> set[tuple[str, str]]:
    names = [(path.relative_to(ROOT).as_posix(), path) for path in MODULES]
    return {(name, call) for name, path in names if name != WRITER for call in writes(_tree(path))}


def test_only_the_one_writer_writes_files() -> None:
    assert _found() - set(ALLOWED) == set()


def test_each_exception_is_still_needed() -> None:
    assert set(ALLOWED) - _found() == set()


@pytest.mark.parametrize(
    "source",
    [
        "Path('a').write_bytes(b'')",
        "path.write_text('x', encoding='utf-8')",
        "open('a', 'w')",
        "path.open('xb')",
        "path.open(mode='a')",
        "open('a', mode=how)",
        "os.open(a, flags)",
        "os.replace(a, b)",
        "part.replace(target)",
        "shutil.copy(a, b)",
        "tempfile.mkstemp()",
        "zipfile.ZipFile(path, 'w')",
        "book.save(path)",
        "figure.savefig(path)",
        "frame.to_csv(path)",
        "sqlite3.connect(path)",
    ],
)
def test_the_reader_of_the_source_sees_a_writer(source: str) -> None:
    assert list(writes(ast.parse(source)))


@pytest.mark.parametrize(
    "source",
    [
        "text.replace('a', 'b')",
        "day.replace(year=1)",
        "open('a')",
        "path.open('rb')",
        "path.open('r', encoding='utf-8', errors='replace')",
        "zipfile.ZipFile(path)",
        "stream = io.BytesIO()\nbook.save(stream)",
        "app.books.open(path)",
    ],
)
def test_the_reader_of_the_source_leaves_the_rest_alone(source: str) -> None:
    assert not list(writes(ast.parse(source)))
