"""What a theme may set, just at and just past each bound; contrasts as others published them."""

from __future__ import annotations

import pytest
import tinycss2

from prestatieafspraken.templates.forms.contrast import contrast, sentence, shown, weak
from prestatieafspraken.templates.forms.theme_values import (
    FAMILIES,
    NoValueError,
    colour,
    families,
    size,
    spacing,
)

READ = {"kleur": colour, "letters": families, "maat": size(12, 24), "hoogte": spacing}


def parts(text: str) -> list[object]:
    """Part a value as the theme does."""
    return [one for one in tinycss2.parse_component_value_list(text) if one.type != "whitespace"]


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("kleur", "#154273", "#154273"),
        ("kleur", "#fff", "#ffffff"),
        ("kleur", "red", "#ff0000"),
        ("kleur", "rgb(0 128 255)", "#0080ff"),
        ("kleur", "rgb(0 0 0 / 1)", "#000000"),
        ("kleur", "rgb(0 0 0 / 0.99)", None),
        ("kleur", "transparent", None),
        ("kleur", "currentcolor", None),
        ("kleur", "rood", None),
        ("kleur", "red blue", None),
        ("kleur", "", None),
        ("letters", "Arial", '"Arial"'),
        ("letters", '"Fira Sans", Arial, SERIF', '"Fira Sans", "Arial", serif'),
        ("letters", "Fira Sans", '"Fira Sans"'),
        ("letters", '"serif"', '"serif"'),
        ("letters", 'Fira "Sans"', None),
        ("letters", "Arial,", None),
        ("letters", '"a;b"', None),
        ("letters", f'"{"a" * 60}"', f'"{"a" * 60}"'),
        ("letters", f'"{"a" * 61}"', None),
        ("letters", ",".join(["A"] * FAMILIES), ", ".join(['"A"'] * FAMILIES)),
        ("letters", ",".join(["A"] * (FAMILIES + 1)), None),
        ("maat", "12px", "0.75rem"),
        ("maat", "11.9px", None),
        ("maat", "24px", "1.5rem"),
        ("maat", "24.1px", None),
        ("maat", "1rem", "1rem"),
        ("maat", "1EM", "1rem"),
        ("maat", "12pt", "1rem"),
        ("maat", "5mm", "1.181rem"),  # 5 / 25.4 of an inch of 96 pixels is 18.9
        ("maat", "0.5cm", "1.181rem"),
        ("maat", "16", None),
        ("maat", "100%", None),
        ("maat", "16px 16px", None),
        ("hoogte", "1.2", "1.2"),
        ("hoogte", "1.19", None),
        ("hoogte", "2.5", "2.5"),
        ("hoogte", "2.51", None),
        ("hoogte", "1.5em", None),
        ("hoogte", "1.5 1.5", None),
    ],
)
def test_a_value_is_read_or_refused(kind: str, text: str, value: str | None) -> None:
    if value is None:
        with pytest.raises(NoValueError):
            READ[kind](parts(text))
    else:
        assert READ[kind](parts(text)) == value


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21),
        ("#767676", "#ffffff", 4.54),  # the lightest grey that WCAG allows on white
        ("#777777", "#ffffff", 4.48),
        ("#ff0000", "#ffffff", 4.0),
        ("#00ff00", "#ffffff", 1.37),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_the_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert round(contrast(one, other), 2) == round(contrast(other, one), 2) == ratio


def test_what_is_hard_to_read_is_told_the_worst_first() -> None:
    assert list(weak({})) == []
    assert list(weak({"--inkt": "#1f2933"})) == []  # as it was
    found = list(weak({"--inkt": "#777777", "--zacht": "#ff0000"}))
    assert [(text, ground, round(ratio, 1)) for text, ground, ratio in found][:2] == [
        ("--zacht", "--vlak", 3.7),
        ("--zacht", "--utrecht-document-background-color", 4.0),
    ]
    assert {text for text, _, _ in found} == {
        *("--zacht", "--inkt", "--utrecht-document-color", "--utrecht-heading-1-color"),
    }
    assert shown("--utrecht-heading-1-color", {"--inkt": "#abc"}) == "#aabbcc"
    assert sentence("#ffffff", "--accent", 3.04) == (
        "De kleur van witte tekst steekt te weinig af tegen --accent: 3,0 op 1, en voor tekst is "
        "4,5 op 1 nodig"
    )
