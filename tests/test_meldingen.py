"""Every sentence that people can meet, as it is now: whole, of Dutch words, and committed once."""

from __future__ import annotations

import ast
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from meldingen import CODE, ROOT, SPEAKS, Told, commands, told
from proving.kit.tabellen import TABLES

from prestatieafspraken.batch.judging.all_rules import all_rules
from prestatieafspraken.dutch.user_error import UserError
from prestatieafspraken.indicators.compute import DEFINITIONS
from prestatieafspraken.workbook.building.manual import SECTIONS

ALL = told()
WORDS_OF_OUR_OWN = """
    bag bag-id daeb daeb-verhuureenheden daeb-voorraad daeb-woningen niet-daeb niet-daeb-voorraad
    niet-daeb-woningen energie-index ep-online gasloos grondprijsbeding huurtoeslaggroep
    levensloopbestendig levensloopbestendige bewonersinitiatieven cijferblad daeb-inkomensgrens
    huurvoorraad leefbaarometer meetjaar streefjaar toekomstbestendige verbrandingstoestellen app
    egw mwh nta m² word-document themablad verblijfsobject verhuureenheden
    verhuureenheid één eén vóór
    excel excel-tabel excel-werkmap excellijst datumkolom foutwaarde foutwaarden getalkolom
    macroblad macrobladen opzoekformule python-formule slotbestand startblad stuurtekens tekstcel
    totaalrij gegevensverbinding documenttypedeclaratie dd-mm-jjjj jjjj-mm-dd
    bureaublad-app csv docx py xlam xls xlsm xlsx cloud dask dde ole vba
    install libreoffice onedrive scheduler
    sharepoint stippelrand tcp tls venv xlwings
"""
"""Words that no Dutch dictionary has, and that people in this trade or at Excel know."""
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
NO_PROSE = re.compile(r"\{[^{}]*\}|\b[A-Z]{3}-(?:\d{3}|[A-Z-]+)\b|--[a-z-]+")
"""What is filled in, codes and options: no words of the sentence."""
OF_THE_CODE = [sentence for sentence in ALL if sentence.part != "voorbeeld"]
"""Those that we write ourselves; an example also has the names and the slips of people."""


def _declared() -> Iterator[Told]:
    """Give what else people read of a declaration: of tables, the manual and the indicators."""
    for table in TABLES:
        for column in table.columns:
            yield Told(table.name, "kolom", f"{column.header}. {column.help}")
        yield Told(table.name, "tabel", f"{table.title}. {table.description}")
    for section in SECTIONS:
        yield Told("handleiding", section.title, f"{section.title}. {' '.join(section.steps)}")
    for one in DEFINITIONS:
        yield Told(one.code, "indicator", f"{one.naam}. {one.formule} {one.eenheid}")


def _words(text: str) -> set[str]:
    while (less := NO_PROSE.sub(" ", text)) != text:
        text = less
    return {word.lower() for word in WORD.findall(text)}


def test_every_word_is_dutch_or_one_of_ours() -> None:
    dictionary = pytest.importorskip("spellchecker", reason="pip install -e '.[test]'")
    known = dictionary.SpellChecker(language="nl").word_frequency
    odd: dict[str, set[str]] = defaultdict(set)
    for sentence in (*OF_THE_CODE, *_declared()):
        for word in _words(sentence.text):
            if word not in known:
                odd[word].add(sentence.code)
    ours = set(WORDS_OF_OUR_OWN.split())
    assert {word: codes for word, codes in odd.items() if word not in ours} == {}
    assert ours - set(odd) == set(), "no sentence has these any more"


@pytest.mark.parametrize("part", ["titel", "melding", "herstel", "waarom", "oorzaak"])
def test_every_sentence_is_whole(part: str) -> None:
    sentences = [sentence for sentence in ALL if sentence.part == part]
    assert sentences
    for one in sentences:
        text = one.text.rstrip()
        if part == "oorzaak":  # the end of a sentence: CEL-005 tells it after a colon
            assert text[-1].isalnum(), one
        else:
            assert text[0].isupper() or text[0] in "{-", one
            assert re.search(r"[.?}]$", text), one
        assert "  " not in text, one
        assert not re.search(r"\s[.,;:?!](?!\w)|[.?!]{2}", text), one


OF_MACHINES = re.compile(r"\btbl[A-Z_]|\\[dswDSWbZ]|\[\^?\w-\w|\(\?[:=!]|\{\d+(?:,\d*)?\}")
"""The Excel name of a table, and pieces of a regular expression."""


def test_no_sentence_speaks_as_a_program_does() -> None:
    """A table is told by its sheet, a form in words; a place keeps the Excel name."""
    assert all(OF_MACHINES.search(text) for text in ("tblWonen", "[0-9]{16}"))
    said = [one for one in (*ALL, *_declared()) if OF_MACHINES.search(_prose(one))]
    said += [one for one in ALL if one.code in all_rules() and "{tabel}" in one.text]
    assert said == []


def _prose(one: Told) -> str:
    return one.text if one.part == "voorbeeld" else NO_PROSE.sub(" ", one.text)


def test_no_message_is_told_by_two_rules_or_two_codes() -> None:
    """Nor are a message and its repair the same words."""
    messages = {(one.code, one.text) for one in ALL if one.part == "melding"}
    twice = Counter(text for _, text in messages if not text.startswith("{"))
    assert [text for text, count in twice.items() if count > 1] == []
    repairs = {(one.code, one.text) for one in ALL if one.part == "herstel"}
    assert messages & repairs == set()


def test_no_code_of_a_command_is_overlooked() -> None:
    """A code that stands in the source is one of a rule, or is told with its two texts."""
    known = {one.code for one in commands()} | set(all_rules())
    named = {
        node.value
        for folder in SPEAKS
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and CODE.fullmatch(str(node.value))
    }
    assert len(named) > 40
    assert named - known == set()


def test_an_error_of_a_user_is_read_as_its_message() -> None:
    assert str(UserError("XXX-001", "Dit ontbreekt.", "Voeg het toe.")) == "Dit ontbreekt."


KEPT = (".py", ".md", ".toml", ".csv", ".json", ".j2", ".js", ".html", ".bas", ".xml")
RECORDS = {"CHANGELOG.md", "docs/weerbaarheid.md"}
"""What was said on a day: nothing in them has to follow when a word changes."""
ENOUGH = 25
"""Shorter pieces between two places to fill in are no sentence of one rule."""


def _committed() -> Iterator[tuple[str, str]]:
    """Give the texts of the repository; a text in code that goes on over lines is one text."""
    for folder in sorted(path for path in ROOT.iterdir() if (path / "__init__.py").exists()):
        yield from _of(folder.rglob("*"))
    yield from _of([*(ROOT / "tests").rglob("*"), *(ROOT / "docs").rglob("*")])
    yield from _of(ROOT.glob("*"))


def _of(paths: Iterator[Path] | list[Path]) -> Iterator[tuple[str, str]]:
    for path in paths:
        name = path.relative_to(ROOT).as_posix()
        if path.suffix in KEPT and name not in RECORDS:
            yield name, re.sub(r'"\s*\n\s*f?"', "", path.read_text(encoding="utf-8"))


@pytest.mark.traag
def test_who_changes_a_word_of_a_rule_changes_two_files() -> None:
    """The declaration is one; the example of the rule, or the index for its title, the other."""
    texts = dict(_committed())
    assert len(texts) > 500
    examples = {name for name in texts if name.startswith("validators/regels/")}
    more: dict[tuple[str, str], set[str]] = {}
    pieces = 0
    for one in (sentence for sentence in OF_THE_CODE if sentence.code in all_rules()):
        others = examples - {f"validators/regels/{one.code}.md"}
        for piece in NO_PROSE.split(one.text):
            if len(piece.strip()) >= ENOUGH:
                pieces += 1
                found = {name for name, text in texts.items() if piece.strip() in text} - others
                if len(found) > 2:
                    more[one.code, piece] = found
    assert pieces > 800
    assert more == {}
