"""What a report says of where its figures come from: sums that come out, numbers as agreed."""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from prestatieafspraken.cli.verslag import report_of
from prestatieafspraken.indicators.result import Indicator, Oordeel
from prestatieafspraken.templates.report.content import context
from prestatieafspraken.templates.report.report import Report
from prestatieafspraken.templates.report.themes import theme

from .test_readable import each_report, report

ALPHEN, RIETMEER = "alphen-aan-den-rijn 2019", "rietmeer 2025"
OPERATORS: dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
SUM = re.compile(
    r"([(\d−][\d.,%+−×/() ]*[+−×/][\d.,%+−×/() ]*) = (−?[\d.]+(?:,\d+)?)(%| procentp)?"
)


def number(text: str) -> str:
    """Write a Dutch number as Python reads it."""
    return text.replace(".", "").replace(",", ".").replace("−", "-")


def worked_out(node: ast.expr) -> Fraction:
    """Work a sum out, exactly."""
    if isinstance(node, ast.BinOp):
        left, right = worked_out(node.left), worked_out(node.right)
        return OPERATORS[type(node.op)](left, right)
    if isinstance(node, ast.UnaryOp):
        return -worked_out(node.operand)
    assert isinstance(node, ast.Constant)
    return Fraction(str(node.value))


def difference(expression: str, result: str, unit: str) -> tuple[Fraction, Fraction]:
    """Give how far a written result is from its sum, and how far rounding can bring it."""
    text = re.sub(r"[\d.,]+%", lambda share: f"({share[0][:-1]}/100)", expression)
    while text.count("(") > text.count(")"):
        text = text.split("(", 1)[1]
    value = worked_out(ast.parse(number(text.replace("×", "*")), mode="eval").body)
    if unit:
        value *= 100
    digits = len(result.partition(",")[2])
    return abs(value - Fraction(number(result))), Fraction(1, 10**digits)


@each_report
def test_every_sum_that_is_written_comes_out(naam: str, filled: bool) -> None:
    made = report(naam, filled=filled)
    written = [(one, found) for one in made.indicators for found in SUM.findall(one.berekening)]
    assert len(written) > 100 or not filled
    wrong = []
    for one, (expression, result, unit) in written:
        off, most = difference(expression, result, unit)
        # Shares within a sum are written rounded to a hundredth of a percent.
        if off > most + (Fraction(2, 100) if "%" in expression else 0):
            wrong.append(f"{one.code}: {expression} = {result}{unit}")
    assert not wrong, "\n".join(wrong[:20])


def test_each_number_that_was_agreed_on_stands_among_the_parameters() -> None:
    rows = context(report(ALPHEN, filled=True))["parameters"]

    def of(code: str) -> list[str]:
        return [row["waarde"] for row in rows if row["naam"].startswith(f"Norm van {code} (")]

    # jaarafspraken 2019, r. 403 and 408: 40% at Habeko, 25% in the municipality.
    assert sorted(of("T1-12")) == ["25%", "40%"]
    assert sorted(of("T2-05")) == ["2 wijkschouwen", "3 wijkschouwen"]  # r. 575 and 583
    assert of("D2-4") == ["10%", "10,0 procentpunt"]  # in both readings
    # What follows from a number is none: that the growth leaves room above 0 was not agreed.
    assert of("D0-1") == ["500 woningen"]
    amounts = [
        row["waarde"] for row in rows if row["naam"].startswith(("Hoogste uit", "Inkomensg"))
    ]
    assert amounts == ["€ 38.035 per jaar", "€ 125 per eenheid"]


def test_a_goal_with_figures_is_not_called_one_without() -> None:
    made = report(RIETMEER, filled=True)
    (told,) = [one.toelichting for one in made.indicators if one.code == "DOE-ZONDER-CIJFER"]
    named = set(re.findall(r"\b[A-Z]\d\b", told))
    assert not named & {"B1", "B2", "B4", "H4", "V1", "V2", "W1", "W4", "Z1"}, told
    assert {"H1", "V5", "Z4"} <= named, told  # nothing can be said of these


def test_one_kengetal_does_not_speak_for_another(afspraken: Any) -> None:
    """Of one goal the whole is unknown, of another goal of the same theme a part."""
    first = Indicator(
        "KGT-DOEL", "Eerste", None, "woningen", None, Oordeel.NIET_TE_BEPALEN, "D0-1", "Reden A."
    )
    second = replace(first, naam="Tweede", bron="D0-2", onderdeel="Woonforte", toelichting="B.")
    made = Report(afspraken, [], [first, second], date(2019, 12, 31), "1")
    unknown = theme(0, "Nul", made, [])["onbekend"]
    assert [row["wat"] for row in unknown] == ["eerste", "tweede (Woonforte)"]


GEMEENTE = "Gemeente Alphen aan den Rijn"
Schrijf = Callable[..., Path]


def agreements(schrijf: Schrijf, **filled: Any) -> tuple[dict[str, Any], list[str]]:
    """Give T1-01, that nobody leads on paper, as a report has it; and what the report asks."""

    def change(rows: dict[str, Any]) -> None:
        for row in rows["afspraken_1"]:
            row |= filled if row["code"] == "T1-01" else {}

    told = context(report_of([schrijf(GEMEENTE, change)], date(2019, 12, 31)))
    (row,) = [one for one in told["themas"][1]["afspraken"] if one["id"] == "T1-01"]
    return row, [text for text in told["themas"][1]["aandacht"] if "T1-01" in text]


def test_a_leader_that_parties_agreed_on_in_the_workbook_counts(schrijf: Schrijf) -> None:
    row, asked = agreements(schrijf, trekker="Corporaties")
    assert row["trekker"] == "Corporaties"
    assert not [text for text in asked if "trekker" in text]


@pytest.mark.parametrize("named", [None, "Jan van Dam"], ids=["leeg", "geen partij"])
def test_without_a_leader_it_is_asked_who_leads(schrijf: Schrijf, named: str | None) -> None:
    row, asked = agreements(schrijf, trekker=named)
    assert row["trekker"] == "geen trekker aangewezen"
    assert "Zonder trekker: T1-01. Wie trekt die?" in asked


def test_nobody_has_to_lead_what_is_done(schrijf: Schrijf) -> None:
    _, asked = agreements(schrijf, status="nagekomen", afgerond_op=date(2019, 12, 1))
    assert asked == []
