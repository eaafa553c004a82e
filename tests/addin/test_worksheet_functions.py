"""Functions for a cell: what they answer, and the VBA through which a cell reaches them."""

from __future__ import annotations

import inspect
import re
from typing import Any

import pytest

from prestatieafspraken.addin import worksheet_functions as functions
from prestatieafspraken.addin.worksheet_vba import module


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (functions.PA_SLAAGKANS(50.0, 200.0), 0.25),
        (functions.PA_SLAAGKANS(0, 200), 0.0),
        (functions.PA_SLAAGKANS(5, 0), "Er zijn geen actief woningzoekenden, dus is er geen slaag"),
        (functions.PA_SLAAGKANS(None, 10), "Verhuringen of woningzoekenden ontbreken"),
        (functions.PA_SLAAGKANS("vijf", 10), "Verhuringen of woningzoekenden ontbreken"),
        (functions.PA_LABEL(1.25, "voor 2015 (EPA)"), "B"),
        (functions.PA_LABEL(1.31, "voor 2015 (EPA)"), "C"),
        (functions.PA_LABEL(1.25, "onbekend"), "Bij deze methode hoort geen label. De methoden"),
        (functions.PA_LABEL(None, "voor 2015 (EPA)"), "Bij energie-index staat geen getal."),
        (functions.PA_GROEI_NODIG(300.0, 54.0), 246.0),
        (functions.PA_GROEI_NODIG(300, 301), 0.0),
        (functions.PA_GROEI_NODIG("veel", 301), "Bij doel staat geen getal."),
        (functions.PA_GROEI_PER_JAAR(300.0, 60.0, 2018.0, 2022.0), 60.0),
        (functions.PA_GROEI_PER_JAAR(300, 60, 2022, 2022), "Het streefjaar 2022 is al geteld."),
    ],
)
def test_answers(answer: Any, expected: float | str) -> None:
    if isinstance(expected, float):
        assert answer == expected
    elif len(expected) > 1:
        assert answer.startswith(expected)
    else:
        assert answer == expected


def test_the_vba_has_the_signature_of_each_function() -> None:
    text = module().source
    declared = dict(re.findall(r"^Public Function (\w+)\((.*)\)$", text, re.MULTILINE))
    public = [n for n, one in vars(functions).items() if n.startswith("PA_") and callable(one)]
    assert list(declared) == [one.__name__ for one in functions.FUNCTIONS] == public
    for one in functions.FUNCTIONS:
        given = ", ".join(inspect.signature(one).parameters)
        assert declared[one.__name__] == given
        call = (
            f'XLPy.CallUDF("prestatieafspraken.addin.worksheet_functions", "{one.__name__}", '
            f"Array({given}))"
        )
        assert text.count(call) == 1
        assert one.__doc__
    assert text.count("#If Mac Then") == text.count("#End If") == len(declared)


def test_no_name_is_the_address_of_a_cell() -> None:
    # Excel takes a name such as PA12 for a cell.
    assert not [f.__name__ for f in functions.FUNCTIONS if re.fullmatch(r"[A-Z]+\d+", f.__name__)]
