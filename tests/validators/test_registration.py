"""What a slip in the declaration of a rule is told as: at import, with the name that was meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from dekking import source_ids

from prestatieafspraken.afspraken import load
from prestatieafspraken.validators.declaring import registration, rule
from prestatieafspraken.validators.declaring.rule import cross_rule, row_rule, rows_rule, table_rule
from prestatieafspraken.validators.document.rules import agreement_rule, goal_rule
from prestatieafspraken.validators.registry import RULES
from prestatieafspraken.validators.sheets.energie import ENERGIELABELS
from prestatieafspraken.validators.sheets.tables import TABLES
from prestatieafspraken.validators.sheets.woningvoorraad import WONINGVOORRAAD
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.finding import Rule, Severity

GOOD = Rule("EIX-099", Severity.FOUT, "Titel.", "Label {label}.", "Herstel.", bron="een wet")


@pytest.fixture(autouse=True)
def _nothing_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registration, "DECLARED", dict(registration.DECLARED))
    monkeypatch.setattr(rule, "ROW_RULES", [])
    monkeypatch.setattr(rule, "CROSS_RULES", [])


MISSPELT = "EIX-099: de tabel energielabels heeft geen kolom 'registrati'; bedoelt u 'registratie'?"


@pytest.mark.parametrize(
    "register",
    [
        lambda: row_rule(GOOD, ENERGIELABELS, "label", needs=("registrati",)),
        lambda: row_rule(GOOD, ENERGIELABELS, "registrati", needs=("label",)),
        lambda: rows_rule(GOOD, ENERGIELABELS, "label", needs=("label", "registrati")),
        lambda: table_rule(GOOD, ENERGIELABELS, needs=("registrati",)),
        lambda: cross_rule(GOOD, (WONINGVOORRAAD, ("daeb",)), (ENERGIELABELS, ("registrati",))),
        lambda: row_rule(
            replace(GOOD, melding="{kolom} is {registrati}."), ENERGIELABELS, "label", needs=()
        ),
        lambda: row_rule(
            replace(GOOD, herstel="Kies {registrati:>9}."), ENERGIELABELS, "label", needs=()
        ),
    ],
)
def test_a_misspelt_column_is_told_with_its_rule_its_table_and_the_nearest(
    register: Callable[[], Callable[[Any], Any]],
) -> None:
    with pytest.raises(ValueError, match=re.escape(MISSPELT)):
        register()(lambda *_: None)
    assert [rule.ROW_RULES, rule.CROSS_RULES] == [[], []]


@pytest.mark.parametrize("register", [agreement_rule, goal_rule])
def test_a_rule_on_the_text_points_at_a_field_that_is_there(register: Callable[..., Any]) -> None:
    with pytest.raises(ValueError, match=r"EIX-099: .* heeft geen veld 'tietel'"):
        register(GOOD, "tietel")


@pytest.mark.parametrize(
    ("faulty", "told"),
    [
        (replace(GOOD, code="EIY-001"), "EIY-001: EIY is geen onderwerp"),
        (replace(GOOD, bron=None), "EIX-099: er is geen bron; noem die, of zeg met"),
        (replace(GOOD, bron=""), "EIX-099: er is geen bron"),
        (replace(GOOD, ernst="FOUTT"), "EIX-099: de ernst 'FOUTT' bestaat niet; kies een van FOUT"),  # type: ignore[arg-type]
        (replace(GOOD, code="EIX-003"), "EIX-003: deze code heeft al een andere regel"),
        (replace(GOOD, holds_from=2021, holds_until=2020), "EIX-099: zij geldt vanaf 2021 en tot"),
    ],
)
def test_a_rule_that_is_not_whole_is_not_declared(faulty: Rule, told: str) -> None:
    with pytest.raises(ValueError, match=re.escape(told)):
        cross_rule(faulty)
    assert registration.DECLARED.get(faulty.code) != faulty


def test_a_whole_rule_is_declared_once_and_registered() -> None:
    table_rule(GOOD, ENERGIELABELS, needs=("label",))(lambda case, rule, data: iter(()))
    table_rule(GOOD, ENERGIELABELS, needs=("label",))(lambda case, rule, data: iter(()))
    assert registration.DECLARED["EIX-099"] == GOOD
    assert len(rule.CROSS_RULES) == 2
    own = replace(GOOD, code="EIX-098", bron=None, eigen_eis=True)
    cross_rule(own)
    assert own.is_own_demand
    assert not GOOD.is_own_demand


def _ids() -> Iterator[str]:
    known = load("alphen-aan-den-rijn", 2019)
    yield from (afspraak.id for afspraak in known.afspraken)
    yield from (doel.id for doel in known.doelen)
    yield from known.tabellen


def test_every_source_id_is_in_the_agreements() -> None:
    own = load("alphen-aan-den-rijn", 2019)
    cited = [*own.bronnen_regels, *own.bronnen_bladen]
    named = {(one.id, code) for one in cited for code in source_ids(one.bron)}
    assert len(named) > 100
    known = set(_ids())
    assert {(code, source) for code, source in named if source not in known} == set()


def test_what_agreements_ask_for_they_say_where() -> None:
    own = load("alphen-aan-den-rijn", 2019)
    asked = [code for code, one in RULES.items() if one.afgesproken]
    assert sorted(asked) == [one.id for one in own.bronnen_regels]
    assert {one.id for one in own.bronnen_bladen} <= {table.name for table in TABLES}
    assert [code for code in asked if RULES[code].bron or RULES[code].eigen_eis] == []
    assert own.bron_van("SLK-020") == "T1-09, r. 165, 366-367"
    assert own.bron_van("EIX-003") is None


@pytest.mark.parametrize(
    ("bron", "ids"),
    [
        ("T0-03 en T1-08, r. 102, 344-356", ("T0-03", "T1-08")),
        ("C3, C4 (r. 241, 286)", ("C3", "C4")),
        ("BAG, verblijfsobject", ()),
        (None, ()),
    ],
)
def test_the_ids_of_a_source_are_known(bron: str | None, ids: tuple[str, ...]) -> None:
    assert source_ids(bron) == ids


def _judged(needs: tuple[str, ...], function: rule.IsFaulty) -> list[int]:
    """Register a rule on the labels and give the rows that it marks of four."""
    row_rule(GOOD, ENERGIELABELS, "label", needs=needs)(function)
    held: dict[str, list[Any]] = {
        "label": ["A", "B", None, "C"],
        "primair": [1, 2.5, 3, None],
        "registratie": [date(2019, 1, day) for day in range(1, 5)],
    }
    letters = {name: letter for letter, name in zip("ABC", held, strict=True)}
    data = TableData(ENERGIELABELS, "Energielabels", range(7, 11), held, held, {}, letters)
    return list(rule.ROW_RULES[-1].faulty(data))


def test_an_empty_cell_ends_the_rule_for_its_row() -> None:
    assert _judged(("primair",), lambda row: row["label"] != "A" and row.number("primair") > 1) == [
        8
    ]
    assert _judged(("registratie",), lambda row: row.day("registratie") > date(2019, 1, 2)) == [
        9,
        10,
    ]
    assert _judged((), lambda row: row.get("label") is None) == [9]


def test_a_row_gives_what_its_column_says() -> None:
    with pytest.raises(AssertionError, match="label"):
        _judged((), lambda row: row.number("label") > 1)
    with pytest.raises(AssertionError, match="primair"):
        _judged(("primair",), lambda row: row.day("primair") > date(2019, 1, 1))


def test_a_column_that_a_rule_does_not_say_it_needs_is_no_empty_cell() -> None:
    with pytest.raises(LookupError, match="primair"):
        _judged(("registratie",), lambda row: row.number("primair") > 1)
