"""Every rule against its page: the good tables are silent, the faulty ones say exactly this."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from proving.kit.markdown import raw_from_markdown
from proving.kit.tabellen import TABLES, of_party

from prestatieafspraken.afspraken import Afspraken, load
from prestatieafspraken.batch.judging.all_rules import all_rules
from prestatieafspraken.dutch.error_value import ErrorValue
from prestatieafspraken.validators import inzending
from prestatieafspraken.validators.document.rules import TEXT_RULES
from prestatieafspraken.validators.judging.judge import judge
from prestatieafspraken.validators.pages.example import NO_EXAMPLE, codes, example, no_example
from prestatieafspraken.validators.pages.rule_page import rule_page
from prestatieafspraken.validators.registry import RULES
from prestatieafspraken.workbook.address import parse_address
from prestatieafspraken.workbook.finding import AsPrinted
from prestatieafspraken.workbook.raw import RawBook
from prestatieafspraken.workbook.reading.normalise import normalise
from prestatieafspraken.workbook.table import HEADER_ROW

TESTS = Path(__file__).parent.parent
SENTENCE_END = re.compile(r"[.?](?= [A-Z{]|$)")
TITLE, MESSAGE, CELL = 32, 255, 32_767
"""What Excel holds in the title and the text of a validation message, and in a cell."""


@pytest.fixture(scope="session")
def afspraken() -> Afspraken:
    """Load the agreements of 2019."""
    return load("alphen-aan-den-rijn", 2019)


def _told(
    code: str, text: str, afspraken: Afspraken, lost: Iterable[tuple[str, str]] = ()
) -> list[str]:
    """Give what a rule says of the tables of a page, with the cells in `lost` unreadable.

    A rule on the signed text speaks of no workbook: what a page says is a set of agreements.
    """
    if code in OF_THE_TEXT:
        return [
            f"{place.waar} [{code}] {RULES[code].melding.format_map(words)}"
            for place, words in OF_THE_TEXT[code].findings(_with(text, afspraken))
        ]
    settings = dict(re.findall(r"^- (\w+): (.+)$", text, flags=re.MULTILINE))
    template = settings.pop("sjabloon", "alphen-aan-den-rijn/2019/1/gemeente")
    raw = raw_from_markdown(text, of_party("gemeente"), template=template, **settings)
    book = normalise(_without(raw, lost), lambda _: of_party("gemeente"))
    known = _with(text, afspraken)
    return [
        f"{'!'.join(p for p in (f.place.blad, f.place.cel) if p)} [{f.code}] {f.melding}".strip()
        for f in judge(book, known)
        if f.code == code
    ]


def _without(raw: RawBook, lost: Iterable[tuple[str, str]]) -> RawBook:
    """Give a workbook with an error value in some cells (sheet, address)."""
    sheets = {sheet.name: sheet for sheet in raw.sheets}
    for name, cell in lost:
        sheet, at = sheets[name], parse_address(cell)
        rows = [list(row) for row in sheet.rows]
        rows[at[0] - 1][at[1] - 1] = ErrorValue("#N/A")
        errors = {**sheet.errors, at: ErrorValue("#N/A")}
        sheets[name] = replace(sheet, rows=rows, errors=errors)
    return replace(raw, sheets=list(sheets.values()))


LISTS = {
    "afspraak": "afspraken",
    "doel": "doelen",
    "kern": "kernen",
    "klasse": "inkomensklassen",
    "partij": "partijen",
}
OF_THE_TEXT = {one.rule.code: one for one in TEXT_RULES}


def _with(text: str, afspraken: Afspraken) -> Afspraken:
    """Give the agreements as a page writes them: the items that it names, and no others.

    What an item leaves out is as in the agreements of 2019; a printed table is whole, and fills
    what that of 2019 does.
    """
    block = re.search(r"^```toml\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    if block is None:
        return afspraken
    changed: dict[str, Any] = dict(afspraken)
    for key, items in tomllib.loads(block[1], parse_float=Decimal).items():
        if key == "tabel":
            changed["tabellen"] = {item["id"]: _table(item, afspraken) for item in items}
            continue
        old = {_name(item): item for item in afspraken.model_dump()[LISTS[key]]}
        changed[LISTS[key]] = [{**old.get(_name(item), {}), **item} for item in items]
    return Afspraken.model_validate(changed)


def _table(item: dict[str, Any], afspraken: Afspraken) -> dict[str, Any]:
    cells = [{"waarde": None, "regel": 1, **cel} for cel in item["cellen"]]
    vult = afspraken.tabellen[item["id"]].vult
    return {"eenheid": "", "regels": "1", "vult": vult, **item, "cellen": cells}


def _name(item: dict[str, Any]) -> str:
    return str(item.get("id") or item["naam"])


@cache
def _named_in_tests() -> frozenset[str]:
    """Give the codes that a function of another module of tests names.

    A list beside the tests is no test: naming a code there would excuse it from being held.
    """
    own = Path(__file__)
    trees = [ast.parse(p.read_text(encoding="utf-8")) for p in TESTS.rglob("test_*.py") if p != own]
    functions = (f for t in trees for f in ast.walk(t) if isinstance(f, ast.FunctionDef))
    texts = (n.value for f in functions for n in ast.walk(f) if isinstance(n, ast.Constant))
    return frozenset(
        re.findall(r"[A-Z]{3}-\d{3}", " ".join(t for t in texts if isinstance(t, str)))
    )


BETWEEN = {rule.code for rule in inzending.RULES}
"""Rules between workbooks, whose examples hold several of them; tests/batch reads those."""


@pytest.mark.parametrize("code", sorted(set(RULES) - BETWEEN))
def test_rule_says_what_its_page_says(code: str, afspraken: Afspraken) -> None:
    shown = example(code)
    if shown is None:
        assert no_example(code), (
            f"write validators/regels/{code}.md: tables, and the sentences they must give"
        )
        assert code in _named_in_tests(), f"{code} has no example, and no test that names it"
        return
    assert not no_example(code), f"{code} has an example; take it out of NO_EXAMPLE"
    assert shown.sentences, "a rule that never speaks is no rule"
    assert _told(code, shown.good, afspraken) == []
    assert _told(code, shown.faulty, afspraken) == list(shown.sentences)


FILLED_IN = {
    (table.sheet, number)
    for table in TABLES
    for number, column in enumerate(table.columns, 1)
    if column in table.input_columns
}
"""The columns that people fill in, by sheet and number; others follow from them."""
ABOUT_ERRORS = {"CEL-005", "CEL-022"}


@pytest.mark.parametrize("code", sorted(set(RULES) - BETWEEN - ABOUT_ERRORS - set(OF_THE_TEXT)))
def test_of_a_cell_that_cannot_be_read_nothing_else_is_told(
    code: str, afspraken: Afspraken
) -> None:
    """Where a rule points at a cell that people fill in, and that cell is lost, it is silent."""
    shown = example(code)
    if shown is None:
        return
    lost = {at for at in _cells(code, shown.sentences) if _is_filled_in(*at)}
    if lost:
        told = _told(code, shown.faulty, afspraken, lost)
        assert lost & _cells(code, told) == set(), told


def _is_filled_in(sheet: str, cell: str) -> bool:
    row, column = parse_address(cell)
    return row > HEADER_ROW and (sheet, column) in FILLED_IN


def _cells(code: str, sentences: Iterable[str]) -> set[tuple[str, str]]:
    """Give the single cells (sheet, address) that sentences of a rule point at."""
    places = (sentence.partition(f" [{code}] ")[0] for sentence in sentences)
    parts = (place.rpartition("!") for place in places if ":" not in place)
    return {(sheet, cell) for sheet, _, cell in parts if sheet}


def test_every_example_has_a_rule() -> None:
    assert set(codes()) <= set(RULES)
    assert [key for key in NO_EXAMPLE if not any(c.startswith(key) for c in all_rules())] == []


@pytest.mark.parametrize("code", sorted(RULES))
def test_rule_is_well_worded(code: str) -> None:
    rule = RULES[code]
    assert re.fullmatch(r"[A-Z]{3}-\d{3}", code)
    for text in (rule.titel, rule.waarom):
        assert re.search(r"[.?]$", text), f"{code}: {text}"
    for text in (rule.melding, rule.herstel):
        assert re.search(r"[.?}]$", text), f"{code}: {text}"
        assert text[0].isupper() or text[0] == "{", f"{code}: {text}"
    assert len(SENTENCE_END.findall(rule.melding)) <= 2, f"{code}: {rule.melding}"
    assert len(SENTENCE_END.findall(rule.herstel)) <= 1, f"{code}: {rule.herstel}"
    assert "  " not in rule.titel + rule.melding + rule.herstel + rule.waarom
    assert not (rule.bron or "").endswith("."), f"{code}: the source is no sentence"


@pytest.mark.parametrize("code", sorted(all_rules()))
def test_rule_has_a_whole_page(code: str) -> None:
    rule = all_rules()[code]
    page = rule_page(rule)
    head = "## Wat de toets zegt" if code in OF_THE_TEXT else "## Wat de controle zegt"
    assert (no_example(code) or head) in page
    assert ("alleen in de toets van de afspraken" in page) == (
        code in OF_THE_TEXT or rule.gedrukt is AsPrinted.TOETS
    )
    for text in (rule.titel, rule.waarom, rule.told_source):
        assert text in page
    for sentence in getattr(example(code), "sentences", ()):
        assert sentence in page


def test_no_page_says_none() -> None:
    for code, rule in all_rules().items():
        assert not re.search(r"\bNone\b", rule_page(rule)), code
    new = replace(RULES["EIX-003"], code="EIX-099")
    assert rule_page(new).endswith("\n\nVan deze regel is nog geen voorbeeld.\n")


@pytest.mark.parametrize("code", sorted(RULES))
def test_rule_fits_in_excel(code: str) -> None:
    rule = RULES[code]
    told = example(code)
    for text in (rule.titel, rule.melding, rule.herstel, rule.waarom, rule.bron or ""):
        assert len(text) <= 400, f"{code}: too long to read beside a cell"
    for sentence in told.sentences if told else ():
        assert len(sentence) < CELL


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_texts_of_a_table_fit_in_excel(table) -> None:  # type: ignore[no-untyped-def]
    for column in table.columns:
        assert len(column.header) <= TITLE, f"{column.header} is the title of a message"
        assert len(column.help) <= MESSAGE, f"{column.header}: {column.help}"


def test_no_two_rules_say_the_same() -> None:
    templates = [rule.melding for rule in RULES.values()]
    assert len(set(templates)) == len(templates)
