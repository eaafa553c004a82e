"""The public report: small counts are gone everywhere, and cannot be computed from the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from proving.kit.reading import DAY, words_of

from prestatieafspraken.cli.verslag import report_of
from prestatieafspraken.indicators.result import Indicator, Oordeel
from prestatieafspraken.indicators.steun import Steun, deel
from prestatieafspraken.templates.charts.charts import charts
from prestatieafspraken.templates.forms.form import Look, lay_out, render
from prestatieafspraken.templates.publishing import known as readers
from prestatieafspraken.templates.publishing.public import LEFT_OUT, suppressed
from prestatieafspraken.templates.report.report import Report

pytestmark = pytest.mark.traag


def value(
    amount: float | None, onderdeel: str | None, cells: str, eenheid: str = "woningen"
) -> Indicator:
    """Give one value; `shown` says what it rests on."""
    return Indicator(
        "X-1", "X", amount, eenheid, None, Oordeel.GEEN_NORM, "T1-01", f"{amount}.", onderdeel,
        cellen=tuple(f"Blad!{letter}7" for letter in cells),
    )  # fmt: skip


def resting(one: Indicator, filled: dict[str, int]) -> Indicator:
    """Say what a value rests on: a share on its part and its whole, any other on one sum."""
    if one.eenheid in ("panelen", "kernen"):
        return one
    counts = [Steun(Decimal(filled[cell[5]]), (cell,)) for cell in one.cellen]
    if one.eenheid == "%":
        return replace(one, steunt_op=deel(*sorted(counts, key=lambda steun: steun.aantal)))
    if (one.waarde or 0) < 0:
        return replace(one, steunt_op=tuple(counts))
    return replace(one, steunt_op=(Steun(sum(s.aantal for s in counts), one.cellen),))


def shown(
    filled: dict[str, int], *amounts: Indicator, identities: Sequence[dict[str, int]] = ()
) -> list[float | None]:
    """Give what is left of values, when this is filled in."""
    secrets = [{f"Blad!{letter}7": 1} for letter, amount in filled.items() if 0 < amount < 10]
    values = [resting(one, filled) for one in amounts]
    return [one.waarde for one in suppressed(values, readers.Known(secrets, identities))]


def test_a_second_part_goes_where_the_sum_would_tell() -> None:
    parts = [value(189, None, "AB"), value(181, "a", "A"), value(8, "b", "B")]
    assert shown({"A": 181, "B": 8}, *parts) == [189, None, None]
    three = [value(12, "a", "A"), value(11, "b", "B"), value(7, "c", "C")]
    assert shown({"A": 12, "B": 11, "C": 7}, value(30, None, "ABC"), *three) == [
        30, 12, None, None,
    ]  # fmt: skip


def test_two_small_parts_hide_each_other() -> None:
    parts = (value(12, "a", "A"), value(5, "b", "B"), value(6, "c", "C"))
    assert shown({"A": 12, "B": 5, "C": 6}, value(23, None, "ABC"), *parts) == [23, 12, None, None]


def test_a_lone_part_takes_the_whole_along() -> None:
    assert shown({"A": 8}, value(8, None, "A"), value(8, "a", "A")) == [None, None]


def test_two_ways_to_add_up_do_not_give_it_away() -> None:
    """Of two corporaties and two kernen, the one small part follows only from all together."""
    filled = {"A": 12, "B": 16, "C": 8}
    whole, corporaties = value(36, None, "ABC"), [value(12, "x", "A"), value(24, "y", "BC")]
    kernen = [value(28, "p", "AB"), value(8, "q", "C")]
    left = shown(filled, whole, *corporaties, *kernen)
    assert left == [36, 12, 24, None, None]


def test_a_percentage_goes_with_the_count_that_it_rests_on() -> None:
    assert shown({"A": 3, "B": 60}, value(0.05, "a", "AB", "%")) == [None]
    assert shown({"A": 57, "B": 60}, value(0.95, "a", "AB", "%")) == [None]  # 3 did not
    assert shown({"A": 20, "B": 60}, value(1 / 3, "a", "AB", "%")) == [1 / 3]
    assert shown({"A": 3}, value(60_000, None, "A", "euro")) == [None]


def test_a_whole_that_everybody_knows_gives_no_part_away() -> None:
    """Two shares of three, and the third is what is left of all lettings."""
    filled = {"V": 120, "D": 104, "M": 12, "H": 4}
    parts = [value(104 / 120, "d", "VD", "%"), value(0.1, "m", "VM", "%")]
    row = {"Blad!V7": 1, "Blad!D7": -1, "Blad!M7": -1, "Blad!H7": -1}
    assert shown(filled, *parts) == [104 / 120, 0.1]
    assert shown(filled, *parts, identities=[row]) == [104 / 120, None]


def test_one_small_part_of_a_list_takes_another_along() -> None:
    """How many homes have a label is told in words, so one label is what the others leave."""

    def left(*amounts: int) -> list[float | None]:
        cells = tuple(f"label {at}" for at in range(len(amounts)))
        whole = Steun(Decimal(sum(amounts)), cells)
        parts = [
            replace(value(n, cell, ""), steunt_op=deel(Steun(Decimal(n), (cell,)), whole))
            for cell, n in zip(cells, amounts, strict=True)
        ]
        return [one.waarde for one in suppressed(parts, readers.Known())]

    assert left(3, 15, 40, 0) == [None, None, 40, 0]
    assert left(3, 2, 40, 0) == [None, None, None, 0]  # 40 of 45 leaves five
    assert left(13, 15, 40, 0) == [13, 15, 40, 0]


def test_what_is_known_of_a_sum_that_is_not_stays_inside(schrijf: Callable[..., Path]) -> None:
    def change(rows: dict[str, Any]) -> None:
        rows["kwaliteitsverbetering"][1]["gerealiseerd"] = 7

    path = schrijf("gemeente", change)
    texts = [
        words_of(render(lay_out(report_of([path], DAY, openbaar=public)), ".md", Look()), ".md")
        for public in (False, True)
    ]
    assert ["Bekend is 7." in text for text in texts] == [True, False]


def test_a_chart_does_not_say_that_nothing_was_filled_in(schrijf: Callable[..., Path]) -> None:
    def change(rows: dict[str, Any]) -> None:
        for row, done in zip(rows["kwaliteitsverbetering"], (2, 7), strict=False):
            row["gerealiseerd"] = done

    report = report_of([schrijf("gemeente", change)], DAY, openbaar=True)
    (chart,) = [c for c in charts(report) if c.id == "plan-3"]
    lines = {name: done for name, _, done in chart.rijen}
    assert lines["Kwaliteitsverbetering"] == "weggelaten"
    assert "gerealiseerd weggelaten" in chart.alt


def test_a_change_is_no_count() -> None:
    assert shown({"A": 1829, "B": 1824}, value(-5, None, "AB")) == [-5]


def test_nothing_and_things_are_not_people() -> None:
    values = [value(0, "a", "A"), value(9, "b", "P", "panelen"), value(3, "c", "K", "kernen")]
    assert shown({"A": 0}, *values) == [0, 9, 3]


def test_the_explanation_goes_with_the_figure() -> None:
    (hidden,) = suppressed([resting(value(8, None, "A"), {"A": 8})], readers.Known())
    assert (hidden.toelichting, hidden.cellen, hidden.berekening) == (LEFT_OUT, (), "")


@pytest.fixture(scope="session")
def klein(schrijf: Callable[..., Path]) -> Path:
    """Write a workbook in which small counts stand in every kind of table."""

    def change(rows: dict[str, Any]) -> None:
        last = [row for row in rows["slaagkans_kern"] if row["jaar"] == 2018]
        for at, row in enumerate(last):
            row |= {"opgegeven": None, "teller": 4 + 9 * at, "noemer": 60 + 40 * at}
        last = [row for row in rows["slaagkans_inkomen"] if row["jaar"] == 2018]
        for at, row in enumerate(last):
            row |= {"opgegeven": None, "teller": 6 + 20 * at, "noemer": 150 + 30 * at}
        for row, done in zip(rows["nieuwbouwprojecten"], (11, 40, 10, 3, 8), strict=True):
            row["opgeleverd"] = done
        for row, done in zip(rows["kwaliteitsverbetering"], (150, 7), strict=False):
            row["gerealiseerd"] = done
        rows["toewijzingen"] = [
            {
                "corporatie": name, "jaar": 2019, "periode": "heel jaar",
                "verhuringen": total, "doelgroep": low, "middeninkomen": middle,
                "hoger_inkomen": rest,
                "huurtoeslag": 100, "passend": fitting, "maatwerk": local,
            }
            for name, total, low, middle, rest, fitting, local in (
                ("Woonforte", 400, 350, 43, 7, 96, 90), ("Habeko Wonen", 120, 104, 12, 4, 88, 5),
            )
        ]  # fmt: skip

    return schrijf("gemeente", change)


def filled_in(report: Report) -> dict[str, Decimal]:
    """Give every number of homes or households that was filled in, by its cell."""
    return {
        f"{place.blad}!{place.cel}": Decimal(str(value))
        for data in report.filed[0].book.tables.values()
        for column in data.table.columns
        if column.unit in {"woningen", "eenheden", "verhuringen", "huishoudens"}
        for row, values in data.rows.items()
        if (value := values.get(column.name)) is not None
        for place in [data.place(row, column.name)]
    }


def safe(report: Report) -> list[Indicator]:
    """Give the values of a public report that still say from which cells they are."""
    left = suppressed(report.indicators, readers.known(report))
    assert any(one.cellen for one in left)
    return left


def test_nothing_small_can_be_computed_back(klein: Path) -> None:
    """Attack it as a reader with all sums would: solve for every small cell, with numpy."""
    whole = report_of([klein], DAY)
    filled = filled_in(whole)
    small = {cell for cell, amount in filled.items() if 0 < abs(amount) < 10}
    assert len(small) >= 10
    columns = sorted(filled)

    def known(indicators: Sequence[Indicator]) -> np.ndarray:
        lines = [
            [float(cell in one.cellen) for cell in columns]
            for one in indicators
            if one.waarde is not None
            and one.cellen
            and float(sum(filled.get(cell, 0) for cell in one.cellen)) == one.waarde
        ]
        # What he knows anyway: every share with its numerator and denominator, and the wholes.
        lines += [
            [float(cell == other) for other in columns]
            for one in indicators
            if one.eenheid == "%" and one.waarde is not None and len(one.cellen) == 2
            for cell in one.cellen
        ]
        lines += [
            [float(row.get(cell, 0)) for cell in columns] for row in readers.known(whole).identities
        ]
        return np.array(lines)

    def found(equations: np.ndarray) -> set[str]:
        rank = np.linalg.matrix_rank(equations)
        solved = set()
        for cell in small:
            unit = [float(cell == other) for other in columns]
            if np.linalg.matrix_rank(np.vstack([equations, unit])) == rank:
                solved.add(cell)
        return solved

    assert found(known(whole.indicators))  # the attack works on what is not public
    assert found(known(safe(whole))) == set()


def test_no_percentage_times_its_whole_is_a_small_count(klein: Path) -> None:
    """Attack it as a reader who knows every denominator, also those that are not shown."""
    report = report_of([klein], DAY)
    amounts = filled_in(report)

    def betrayed(indicators: Sequence[Indicator]) -> list[str]:
        found = []
        for one in indicators:
            rows = {re.sub(r"![A-Z]+", "!", cell) for cell in one.cellen}
            known = [amounts[cell] for cell in one.cellen if cell in amounts]
            if one.eenheid == "%" and one.waarde is not None and len(rows) == 1 and known:
                for part in (one.waarde, 1 - one.waarde):
                    count = round(part * float(max(known)), 6)
                    if 0 < count < 10 and count.is_integer():
                        found.append(f"{one.code} {one.onderdeel} {one.waarde} × {max(known)}")
        return found

    assert betrayed(report.indicators)
    assert betrayed(safe(report)) == []


COUNTED = "woningen|verhuringen|woningzoekenden|huishoudens|toestellen|verhuureenheden"
"""What is counted of households and their homes; of panels and initiatives a few may be told."""


@pytest.mark.steekproef(1)
@pytest.mark.parametrize("suffix", [".md", ".html", ".docx"])  # a PDF is a print of the page
def test_no_text_repeats_a_small_count(suffix: str, klein: Path) -> None:
    small = re.compile(rf"(?<![\d.,−-])[1-9] (?:{COUNTED})\b")

    def told(*, openbaar: bool) -> list[str]:
        content = render(lay_out(report_of([klein], DAY, openbaar=openbaar)), suffix, Look())
        return small.findall(words_of(content, suffix))

    assert told(openbaar=False), "of small counts there is nothing to leave out"
    assert told(openbaar=True) == []


@pytest.mark.steekproef(2)
@pytest.mark.parametrize("suffix", [".docx", ".html", ".md"])
def test_the_public_report(suffix: str, schrijf: Callable[..., Path]) -> None:
    def change(rows: dict[str, Any]) -> None:
        rows["afspraken_1"][0]["toelichting"] = "Intern: nog niet besproken met het college"
        rows["afspraken_1"][0]["realisatie"] = "Gereed"

    path = schrijf("gemeente", change)
    whole = words_of(render(lay_out(report_of([path], DAY)), suffix, Look()), suffix)
    public = report_of([path], DAY, openbaar=True)
    text = words_of(render(lay_out(public), suffix, Look()), suffix)
    assert "Intern:" in whole
    assert "Intern:" not in text
    assert "Gereed" in text
    assert "weggelaten zijn aantallen onder 10, percentages die daarop rusten" in text
    assert "Kwaliteitsverbetering" in text
    assert "8 woningen" in whole
    assert " 8 woningen" not in text
    assert "181 woningen" not in text
