"""Agreements in a workbook that nobody agreed on: damaged, endless, or those of somebody else.

Each is written over the copy that a good workbook carries, with a check number that fits unless it
is said otherwise.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import count
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from prestatieafspraken.afspraken import load
from prestatieafspraken.afspraken.kopie import FORM, NOTE, PIECE
from prestatieafspraken.afspraken.written import digest, texts
from proving.hostile.damage import repack

Files = dict[str, str]


@lru_cache(maxsize=1)
def _genuine() -> tuple[tuple[str, str], ...]:
    return tuple(texts(load("alphen-aan-den-rijn", 2019)).items())


def sheet(rows: Iterable[Sequence[str | int]]) -> Callable[[bytes], bytes]:
    """Put other rows on the sheet with the agreements."""

    def make(workbook: bytes) -> bytes:
        data = f"<sheetData>{''.join(map(_row, count(1), rows))}</sheetData>".encode()
        hits = []

        def change(name: str, content: bytes) -> bytes:
            if not name.startswith("xl/worksheets/") or FORM.encode() not in content:
                return content
            hits.append(name)
            return re.sub(rb"<sheetData>.*</sheetData>", lambda _: data, content, flags=re.DOTALL)

        made = repack(workbook, change)
        assert len(hits) == 1
        return made

    return make


def _row(number: int, row: Sequence[str | int]) -> str:
    cells = "".join(_cell(f"{get_column_letter(n)}{number}", v) for n, v in enumerate(row, 1))
    return f'<row r="{number}">{cells}</row>'


def _cell(address: str, value: str | int) -> str:
    if isinstance(value, int):
        return f'<c r="{address}"><v>{value}</v></c>'
    text = f'<is><t xml:space="preserve">{escape(value)}</t></is>'
    return f'<c r="{address}" t="inlineStr">{text}</c>'


def files(change: Callable[[Files], object], stated: str = "") -> Callable[[bytes], bytes]:
    """Change the files, which are then written as a copy is."""
    genuine = _genuine()  # a test may make them where there are no agreements any more

    def make(workbook: bytes) -> bytes:
        held = dict(genuine)
        change(held)
        whole = {name: text if text.endswith("\n") else text + "\n" for name, text in held.items()}
        rows: list[Sequence[str | int]] = [[NOTE], [FORM, stated or digest(whole)]]
        for name, text in whole.items():
            for line in text.removesuffix("\n").split("\n"):
                rows.append([name, *(line[at : at + PIECE] for at in range(0, len(line), PIECE))])
        return sheet(rows)(workbook)

    return make


def one(name: str, old: str, new: str) -> Callable[[bytes], bytes]:
    """Put another text in one of the files."""

    def change(held: Files) -> None:
        assert old in held[name]
        held[name] = held[name].replace(old, new, 1)

    return files(change)


def parties(amount: int, name: str = "partij {}") -> Callable[[bytes], bytes]:
    """Add so many parties, each of which an agreement names wrongly."""

    def change(held: Files) -> None:
        party = '{{naam = "{}", soort = "overig", doet_mee = false, regels = ""}},'
        lines = [party.format(name.format(number)) for number in range(amount)]
        held["partijen.toml"] = held["partijen.toml"].replace(
            "[\n", "[\n" + "\n".join(lines) + "\n", 1
        )
        wrong = ", ".join(f'"{name.format(number)}x"' for number in range(amount))
        held["afspraken.toml"] = re.sub(
            r"partijen = \[[^]]*\]", f"partijen = [{wrong}]", held["afspraken.toml"], count=1
        )

    return files(change)


COPIES: dict[str, tuple[Callable[[bytes], bytes], tuple[str, ...]]] = {
    "agreements with another check number": (
        files(lambda held: None, stated="0" * 64),
        ("SJB-012",),
    ),
    "agreements without rows": (sheet([]), ("SJB-012",)),
    "agreements of a later form": (
        sheet([[NOTE], [FORM.replace("/1", "/2"), "0" * 64]]),
        ("SJB-012",),
    ),
    "agreements of numbers": (sheet([[NOTE], [FORM, 5], [1, 2, 3]]), ("SJB-012",)),
    "agreements in 30,000 rows": (sheet([["a", str(n)] for n in range(30_000)]), ("SJB-012",)),
    "agreements of 3 MB": (
        sheet([[NOTE], *(["x.toml", f"# {n} {hash(n * 7919):x} " * 60] for n in range(2_500))]),
        ("SJB-012",),
    ),
    "agreements without a file": (files(lambda held: held.pop("doelen.toml")), ("SJB-012",)),
    "agreements of another municipality": (
        one(
            "gemeente.toml",
            'naam = "Alphen aan den Rijn", map = "alphen-aan-den-rijn"',
            'naam = "Gouda", map = "gouda"',
        ),
        ("SJB-012",),
    ),
    "agreements of another year": (
        one("gemeente.toml", "jaar = 2019", "jaar = 2020"),
        ("SJB-012",),
    ),
    "agreements of a year beyond years": (
        one("gemeente.toml", "jaar = 2019", "jaar = 999999999"),
        ("SJB-012",),
    ),
    "a number of 5,000 digits": (
        one("doelen.toml", "basiswaarde = 11598", f"basiswaarde = {'9' * 5_000}"),
        ("SJB-012",),
    ),
    "a number beyond numbers": (
        one("doelen.toml", "basiswaarde = 11598", "basiswaarde = 1e999999999999999999999"),
        ("SJB-012",),
    ),
    "a number next to nothing": (
        one("doelen.toml", "basiswaarde = 11598", "basiswaarde = 1e-999999999"),
        ("SJB-012",),
    ),
    "brackets within brackets": (
        one("doelen.toml", "basiswaarde = 11598", f"basiswaarde = {'[' * 200_000}"),
        ("SJB-012",),
    ),
    "a key of 100,000 parts": (
        one("doelen.toml", "doel = [", f"a.{'a.' * 100_000}a = 1\ndoel = ["),
        ("SJB-012",),
    ),
    "a key of 20,000 quoted parts": (
        one("doelen.toml", "doel = [", '"a b".' * 20_000 + "a = 1\ndoel = ["),
        ("SJB-012",),
    ),
    "a table of 20,000 parts": (
        one("doelen.toml", "doel = [", f"[{'a.' * 20_000}a]\ndoel = ["),
        ("SJB-012",),
    ),
    "19,000 tables": (
        files(lambda held: held.update({"doelen.toml": "[[a]]\n" * 19_000})),
        ("SJB-012",),
    ),
    "a text without end": (
        one("doelen.toml", "basiswaarde = 11598", 'basiswaarde = """' + "a" * 300_000),
        ("SJB-012",),
    ),
    "a table that is a path": (
        one("tabellen/tabellen.toml", 'id = "C1"', 'id = "../../../../etc/passwd"'),
        ("SJB-012",),
    ),
    "a text that turns around": (
        one("gemeente.toml", 'titel = "', 'titel = "\\u202e\\u0007'),
        ("SJB-012",),
    ),
    "1,900 parties that are named wrongly": (parties(1_900), ("SJB-012",)),
    "400 parties of 200 letters": (parties(400, "a" * 200 + "{}"), ("SJB-012",)),
    "10,000 parties": (parties(10_000), ("SJB-012",)),
    "agreements that differ by a formula": (
        one("gemeente.toml", 'titel = "', 'titel = "=HYPERLINK(\\"http://x\\")'),
        ("SJB-011",),
    ),
    "agreements that name a person": (
        one("gemeente.toml", 'titel = "', 'titel = "burgerservicenummer 111222333 '),
        ("SJB-011",),
    ),
}
"""How each is made, and what is told of it where the receiver has the agreements."""


def everywhere(old: str, new: str) -> Callable[[bytes], bytes]:
    """Put another name in the place of one, in every file."""
    written = json.dumps(new, ensure_ascii=False)[1:-1]

    def change(held: Files) -> None:
        for name, text in held.items():
            held[name] = text.replace(old, written if name.endswith(".toml") else new)

    return files(change)


CALL = 'Woon")&WEBSERVICE("http://x")&("'
NASTY: dict[str, Callable[[bytes], bytes]] = {
    "a party that ends a formula": everywhere("Woonforte", CALL),
    "a party that is a formula": everywhere("Habeko Wonen", "=cmd|'/c calc'!A0"),
    "a party that climbs": everywhere("Woonforte", "..\\..\\x/y"),
    "a party that is a pattern": everywhere("Habeko Wonen", "*"),
    "a party without a name": everywhere("Habeko Wonen", ""),
    "a party of 9,000 letters": everywhere("Habeko Wonen", "H" * 9_000),
    "a kern that ends a formula": everywhere("Boskoop", 'B")&WEBSERVICE("http://x")&("'),
    "an agreement that is a script": everywhere("T0-01", "<script>alert(1)</script>"),
    "a title that is a template": one(
        "gemeente.toml", 'titel = "', 'titel = "{{ 7*7 }}{% for x in y %}'
    ),
    "a theme whose title is no name of a sheet": one(
        "gemeente.toml", 'titel = "Partners in wonen', 'titel = "[x]:*?/' + "y" * 60
    ),
    "a goal that ends where it begins": one("doelen.toml", "basisjaar = 2017", "basisjaar = 2022"),
    "a goal beyond all homes": one(
        "doelen.toml", "verandering = 500", "verandering = 999999999.999999999"
    ),
    "no agreements": files(lambda held: held.update({"afspraken.toml": "afspraak = []"})),
    "no classes": files(lambda held: held.update({"inkomensklassen.toml": "klasse = []"})),
}
"""Agreements that can be loaded, and that somebody wrote to harm who works with them."""
