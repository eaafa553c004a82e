"""Whether the texts of the page can be read in the colours of a theme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from prestatieafspraken.dutch.written import number
from prestatieafspraken.templates.forms.theme_values import TOKENS

UNREADABLE, LEGAL = 3.0, 4.5
"""Below the first no text is legible, below the second a small one is not (WCAG 2, 1.4.3)."""
PAPER, PANEL = "--utrecht-document-background-color", "--vlak"
PAIRS = (
    *((name, PAPER) for name in ("--inkt", "--zacht", "--accent")),
    *(
        (f"--utrecht-{name}-color", PAPER)
        for name in ("document", "heading-1", "heading-2", "link")
    ),
    ("--utrecht-document-color", PANEL),
    ("--zacht", PANEL),
    ("#52606d", PAPER),  # the foot of a page on paper
    ("#ffffff", "--accent"),  # the link that skips to the summary
)
"""The colours of a text with that of what it stands on; a test finds them in verslag.css."""


def weak(chosen: Mapping[str, str]) -> Iterator[tuple[str, str, float]]:
    """Give each pair of colours of which one was chosen and that is hard to read, worst first."""
    found = []
    for text, ground in PAIRS:
        colours = [shown(one, chosen) for one in (text, ground)]
        ratio = contrast(*colours)
        if ratio < LEGAL and colours != [shown(one, {}) for one in (text, ground)]:
            found.append((ratio, text, ground))
    for ratio, text, ground in sorted(found):
        yield text, ground, ratio


def sentence(text: str, ground: str, ratio: float) -> str:
    """Say that two colours are too near to each other."""
    return (
        f"De kleur van {_name(text)} steekt te weinig af tegen {_name(ground)}: "
        f"{number(ratio, 1)} op 1, en voor tekst is {number(LEGAL, 1)} op 1 nodig"
    )


def _name(name: str) -> str:
    return {"#52606d": "de voet van een bladzijde", "#ffffff": "witte tekst"}.get(name, name)


def shown(name: str, chosen: Mapping[str, str]) -> str:
    """Give the colour that a name has on the page, as #rrggbb."""
    while name.startswith("--"):
        name = chosen.get(name) or TOKENS[name].default
    return name if len(name) == 7 else "#" + "".join(2 * letter for letter in name[1:])


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours as WCAG 2 defines it, from 1 to 21.

    >>> contrast("#000000", "#ffffff"), contrast("#777777", "#777777")
    (21.0, 1.0)
    """
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
