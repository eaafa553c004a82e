"""What is counted goes with its noun and verb, and a figure is written as people read it.

No sentence of ours writes a noun behind a number by hand, and every sentence on figures drawn at
random, with none, one and two of everything, is held against what is never right.
"""

from __future__ import annotations

import ast
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from proving.kit.tabellen import SHEETS

from prestatieafspraken.afspraken import Afspraken, load
from prestatieafspraken.batch.judging.all_rules import all_rules
from prestatieafspraken.dutch.counted import SINGULAR, Aantal
from prestatieafspraken.indicators.compute import compute
from prestatieafspraken.indicators.result import Indicator
from prestatieafspraken.indicators.told import gap_of, norm_of, value_of
from prestatieafspraken.templates.report.goals import told
from prestatieafspraken.templates.report.progress import Progress, Said, overall
from prestatieafspraken.validators.sheets.tables import of_party
from prestatieafspraken.workbook.building.prefill import prefill
from prestatieafspraken.workbook.column import Format

ROOT = Path(__file__).parents[1]
ROOMS = ("addin", "afspraken", "batch", "cli", "indicators", "normen", "registers", "templates",
         "validators", "workbook")  # fmt: skip
BY_HAND = re.compile(rf"(?<!meer dan )\{{\}} (?:[a-zé-]+ )?(?:{'|'.join(SINGULAR)})\b")
NO_COUNT = {
    "{} doelen",  # the place of a key
    "De map {} met afspraken is er niet.",
    "keer, in de rijen {}",
    "op {} van de {} punten",  # always of three
    "cijfers van {}, maar bij geen",
    "op het blad {} staan cellen",
    "op {} de cellen",  # the names of sheets
}
"""Texts in which what is filled in is no amount, or always the same one."""


def _texts(path: Path) -> Iterator[str]:
    """Give each text of a module, with {} where something is filled in."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.JoinedStr):
            yield "".join(p.value if isinstance(p, ast.Constant) else "{}" for p in node.values)  # type: ignore[misc]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield re.sub(r"\{[a-z_]+\}", "{}", node.value)


def test_no_noun_is_written_behind_a_number_by_hand() -> None:
    found = {
        f"{path.relative_to(ROOT)}: {text}"
        for room in ROOMS
        for path in (ROOT / room).rglob("*.py")
        for text in _texts(path)
        if BY_HAND.search(re.sub(r"\{[a-z_]+\}", "{}", text))
        and not any(part in text for part in NO_COUNT)
    }
    assert found == set()


WRONG = {
    "many of one": rf"(?<![\d.,−])1 (?:[a-zé-]+e |open )?(?:{'|'.join(SINGULAR)})\b",
    "one of many": (
        rf"(?<![\d.,])(?!1 )[\d.]+ (?:(?!die )[a-z]+e )?(?:{'|'.join(SINGULAR.values())})\b"
    ),
    "a verb of many": r"\b(?:zijn|staan|mogen|gaan|tellen) (?:het )?er 1(?![\d.,])",
    "a verb of one": r"\b(?:is|mag|gaat|telt) (?:het )?er (?:0|[2-9]|\d\d+)(?![\d,])",
    "of one": r"\b[Vv]an de 1 ",
    "one of them": r"\b1 van de \d+ \w+ (?:zijn|halen|hebben|staan)\b",
    "none of them": (
        r"\b0 van de [\d.]+ \w+ (?:is|zijn|ha|he|sta)"
        r"|\b[Gg]een van de \d+ \w+ (?:zijn|halen|hebben|staan)\b"
    ),
    "a name in small letters": r"\bdaeb\b|\bnta\b",
    "a year with decimals": r"(?<![\d.€] )(?<![\d.])(?:19|20)\d\d,\d\d\b",
    "nothing to go": r"(?<![\d,.])0,0+ procentpunt (?:onder|boven|hoger|lager)",
    "less than nothing": r"[-−]0(?:,0+)?(?![\d,])",
    "an English number": r"\d\.\d{1,2}(?!\d)%?(?: |$)",
    "a space too many": r"  | [.,;:]",
}
"""What no sentence says, by what is wrong with it."""


SETS = [("alphen-aan-den-rijn", 2019), ("alphen-aan-den-rijn", 2020), ("rietmeer", 2025)]
AMOUNTS = (0, 1, 1, 2, 3, 40, 1999, 2000)
SHARES = (0, 0.0004, 0.1, 0.19994, 0.2, 0.20003, 0.5, 0.9996, 1)
INDEXES = (1.2, 1.2504, 1.25, 1.3996, 1.4, 1.401, 1.79)


def _drawn(own: Afspraken, chance: random.Random) -> dict[str, dict[int, dict[str, Any]]]:
    """Give the tables as they are sent out, with rows of the year, and every figure drawn."""
    party = next(one for one in own.partijen if one.soort == "gemeente")
    rows, tables = prefill(own, party), {}
    for table in of_party(party.soort, own):
        columns = [column for column in table.columns if column.formula is None]
        names = [column.name for column in columns]
        lines = [dict(row) for row in rows.get(table.name, [])] or _of_the_year(own, names)
        for line in lines:
            line |= {c.name: _figure(c.format, chance) for c in columns if c.is_figure}
        kept = [{name: line.get(name, ALSO.get(name)) for name in names} for line in lines]
        tables[table.name] = dict(enumerate(kept, 7))
    return tables


ALSO = {"periode": "heel jaar", "soort_cijfer": "realisatie"}
"""What is said of a row that says it not itself."""


def _of_the_year(own: Afspraken, names: list[str]) -> list[dict[str, Any]]:
    """Give rows of three years for each of whom a table can be."""
    if "jaar" not in names:
        return []
    who = [*own.deelnemers(), *(["overige voorraad"] if "eigenaar" in names else [])]
    alone = {"corporatie", "eigenaar"} & {*names}
    return [
        {"corporatie": naam, "eigenaar": naam, "jaar": own.gemeente.jaar - ago}
        for naam in (who if alone else [""])
        for ago in (2, 1, 0)
    ]


def _figure(form: Format, chance: random.Random) -> Any:
    """Draw a figure, now and then none."""
    if chance.random() < 0.03:
        return None
    return chance.choice({Format.PROCENT: SHARES, Format.INDEX: INDEXES}.get(form, AMOUNTS))


def _sentences(own: Afspraken, found: list[Indicator]) -> Iterator[str]:
    for one in found:
        for text in (one.toelichting, value_of(one), norm_of(one), gap_of(one)):
            yield f"{one.code}: {text}"
        yield f"{one.code}: {one.berekening}"
    for doel in own.doelen:
        mine = [one for one in found if one.bron.startswith(doel.id) and one.actueel]
        for text in told(mine, doel):
            yield f"{doel.id}: {text}"


@pytest.mark.parametrize(("gemeente", "jaar"), SETS)
def test_every_sentence_on_figures_is_right_dutch(gemeente: str, jaar: int) -> None:
    own, seen, wrong = load(gemeente, jaar), set[str](), dict[str, str]()
    for draw in range(12):
        chance = random.Random(f"{gemeente} {jaar} {draw}")  # noqa: S311
        day = chance.choice([date(jaar, 6, 30), date(jaar, 12, 31), date(jaar + 1, 6, 1)])
        found = compute(_drawn(own, chance), own, day, lambda t, r, c: f"{t}!{c}{r}", SHEETS)
        seen |= {one.code for one in found if one.waarde is not None}
        for text in _sentences(own, list(found)):
            for what, pattern in WRONG.items():
                if re.search(pattern, text):
                    wrong.setdefault(f"{what}, {text.split(':')[0]}", text)
    assert wrong == {}
    assert len(seen) > 25, sorted(seen)


AMOUNTS_TOLD = (0, 1, 2, 1200)


@pytest.mark.parametrize("code", sorted(all_rules()))
def test_every_message_goes_with_its_amounts(code: str) -> None:
    """An amount that a message names says by a noun or a verb what goes with it."""
    rule = all_rules()[code]
    for sentence in (rule.melding, rule.herstel):
        places = list(Formatter().parse(sentence))
        amounts = {name for _, name, form, _ in places if name and form}
        for amount in AMOUNTS_TOLD if amounts else ():
            others = {name: "Groen" for _, name, _, _ in places if name and name not in amounts}
            text = sentence.format_map(dict.fromkeys(amounts, Aantal(amount)) | others)
            found = [what for what, pattern in WRONG.items() if re.search(pattern, text)]
            assert found == [], text


def test_how_agreements_stand_is_right_dutch() -> None:
    """Of none, one and more agreements, with statuses that are no adjective."""
    agreed = load("alphen-aan-den-rijn", 2019).afspraken
    statuses = ["vraagt aandacht", "bezig", "bezig"]
    own = [
        Progress(
            a.id,
            a.thema,
            a.titel,
            "",
            "",
            None,
            "",
            (Said("Gemeente", status, "", "", ""),),
            verstreken=False,
        )
        for a, status in zip(agreed, statuses, strict=False)
    ]
    told_ = [overall(own[:n], date(2019, 12, 31)) for n in (0, 1, 2, 3)]
    assert told_ == [
        "Bij dit thema zijn geen afspraken gemaakt.",
        "Status van de ene afspraak: vraagt aandacht.",
        "Status van de 2 afspraken: vraagt aandacht (1) en bezig (1).",
        "Status van de 3 afspraken: bezig (2) en vraagt aandacht (1).",
    ]
    unsaid = [replace(one, said=()) for one in own]
    assert [overall(unsaid[:n], date(2019, 12, 31)) for n in (1, 3)] == [
        "Van geen enkele afspraak is de status ingevuld.",
        "Van geen van de 3 afspraken is de status ingevuld.",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "1 van de 3 klassen zijn onder de norm.", "Dat zijn er 1 te veel.", "1 woningen",
        "2 woning",
        "Van de 1 afspraak", "Geen van de 3 klassen zijn", "naar niet-daeb", "bereikt in 2023,54",
        "0,0 procentpunt onder de norm", "−0,00", "0 van de 40 afspraken is",
    ],
)  # fmt: skip
def test_what_is_wrong_is_seen(sentence: str) -> None:
    assert any(re.search(pattern, sentence) for pattern in WRONG.values())


@pytest.mark.parametrize(
    "sentence",
    [
        "1 van de 3 klassen is onder de norm van 20%.", "Dat is er 1 te veel.", "1 open toestel",
        "0 woningen", "Geen van de 3 klassen is", "21 woningen", "1.001 woningen", "€ 2.023,54",
        "10,0 procentpunt", "+0,5", "0,00", "het zijn er 12", "2,1 woningen", "in de loop van 2024",
    ],
)  # fmt: skip
def test_what_is_right_is_left(sentence: str) -> None:
    assert [what for what, pattern in WRONG.items() if re.search(pattern, sentence)] == []
