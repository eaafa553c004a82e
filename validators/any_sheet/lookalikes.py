"""Letters of another script that look like ours: Воskoop is not Boskoop to a program."""

from __future__ import annotations

import re
from collections.abc import Iterator

from prestatieafspraken.dutch.shown import as_json, in_sentence
from prestatieafspraken.dutch.written import listing
from prestatieafspraken.validators.declaring.rule import Case, table_rule
from prestatieafspraken.validators.personal.plain_letters import CYRILLIC, GREEK
from prestatieafspraken.validators.sheets.tables import TABLES
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.finding import Finding, Rule, Severity

SCRIPTS = (("Cyrillische", CYRILLIC), ("Griekse", GREEK))
PLAIN = str.maketrans(CYRILLIC | GREEK)
_FOREIGN = re.compile("[\u0370-\u03ff\u0400-\u04ff]")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile("[A-Za-z]")

LETTERS_VAN_ANDER_SCHRIFT = Rule(
    code="SCH-001",
    ernst=Severity.WAARSCHUWING,
    titel="Een woord bestaat uit letters van één schrift.",
    melding="In {gevonden} staan {schrift} letters ({letters}) die op gewone lijken. Bedoelt u {bedoeld}?",
    herstel="Typ het woord opnieuw; plakken neemt de vreemde letters weer mee.",
    waarom="Voor een mens staat er hetzelfde, voor een programma is het een andere naam.",
)


def letters_van_ander_schrift(case: Case, rule: Rule, data: TableData) -> Iterator[Finding]:
    """Point at words that mix our letters with look-alikes, or are made of nothing else."""
    for name in data.letters:
        if data.forms[name].isascii():
            continue
        for row, text in zip(data.row_numbers, data.texts(name), strict=True):
            words = [word for word in dict.fromkeys(_WORD.findall(text)) if _deceives(word)]
            if words:
                foreign = list(dict.fromkeys(_FOREIGN.findall("".join(words))))
                scripts = [script for script, known in SCRIPTS if known.keys() & set(foreign)]
                yield rule.at(
                    data.place(row, name),
                    waarde=as_json(text),
                    gevonden=listing([in_sentence(word) for word in words]),
                    schrift=listing(scripts),
                    letters=", ".join(foreign),
                    bedoeld=listing([in_sentence(word.translate(PLAIN)) for word in words]),
                )


def _deceives(word: str) -> bool:
    """Say whether a word only seems to be of our letters; a word in another language does not."""
    if not _FOREIGN.search(word):
        return False
    plain = word.translate(PLAIN)
    return not _FOREIGN.search(plain) and (
        len(word) > 1 and (plain.isascii() or bool(_LATIN.search(word)))
    )


for _table in TABLES:
    table_rule(LETTERS_VAN_ANDER_SCHRIFT, _table, needs=())(letters_van_ander_schrift)
