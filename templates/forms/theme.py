"""A theme: the colours, sizes and type of a municipality, taken in value by value.

A style sheet can fetch, read, hide and add. So of what was sent nothing goes into the page: it is
parsed, the values of the names that we know are understood, and those are written by us.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tinycss2

from prestatieafspraken.dutch.shown import cut
from prestatieafspraken.dutch.user_error import UserError
from prestatieafspraken.dutch.written import listing, number
from prestatieafspraken.templates.forms.contrast import UNREADABLE, sentence, weak
from prestatieafspraken.templates.forms.theme_values import TOKENS, CssParts, NoValueError
from prestatieafspraken.workbook.package.content import NotReadableError, taken
from prestatieafspraken.workbook.package.limits import MB

MOST, WORDS, STEPS = 250_000, 64, 20
"""Letters of a theme, parts of one value, and names that may refer to each other in a row."""
_PAGE = re.compile(r"(:root|html|body|\.[\w-]+-theme)(\s*,\s*(:root|html|body|\.[\w-]+-theme))*")
"""Names for the whole page, the class of a theme of NL Design System among them."""
EXAMPLE = ":root { --accent: #154273; }"


class ThemeError(UserError):
    """The theme cannot be used: two Dutch sentences, what is wrong and how to repair it."""

    def __init__(self, message: str, repair: str) -> None:
        super().__init__("VSL-003", message, repair)


@dataclass(frozen=True)
class Theme:
    """What a theme sets: names with values that were written by us, and what to say of it."""

    values: Mapping[str, str]
    remarks: Sequence[str] = ()

    @property
    def css(self) -> str:
        """The theme as a style sheet; nothing without values.

        >>> Theme({"--accent": "#007a3d", "--utrecht-heading-1-font-size": "2rem"}).css
        ':root { --accent: #007a3d; } @media screen { h1 { font-size: 2rem; } }'
        """
        plain, sizes = [], []
        for name, token in TOKENS.items():
            if value := self.values.get(name):
                if token.rule is None:
                    plain.append(f"{name}: {value};")
                else:
                    selector, what = token.rule
                    sizes.append(f"{selector} {{ {what}: {value}; }}")
        parts = [f":root {{ {' '.join(plain)} }}"] if plain else []
        parts += [f"@media screen {{ {' '.join(sizes)} }}"] if sizes else []
        return " ".join(parts)


PLAIN = Theme({})
"""No theme at all."""


def read(path: Path) -> Theme:
    """Read a theme from a file (ThemeError when it is none)."""
    try:
        text = taken(path, MB).decode("utf-8-sig")
    except NotReadableError as why:
        raise ThemeError(
            f"Het thema {path} is niet te lezen: het {why}.", "Geef een tekstbestand met CSS op."
        ) from why
    except UnicodeDecodeError as error:
        raise ThemeError(
            f"Het thema {path} is niet te lezen: het is geen tekst in UTF-8.",
            "Bewaar het als tekst in UTF-8.",
        ) from error
    return understood(text)


def understood(text: str) -> Theme:
    """Understand a theme (ThemeError with the line for what a theme may not hold)."""
    if len(text) > MOST:
        raise ThemeError(
            f"Het thema telt meer dan {number(MOST)} tekens, en dat is te groot.",
            "Geef alleen de eigen kleuren, maten en lettertypen op.",
        )
    try:
        found = list(_declared(text))
    except (ValueError, OverflowError, RecursionError) as error:  # a number of 5,000 figures
        raise ThemeError(
            "Het thema is geen CSS die te lezen is.", f"Schrijf het als {EXAMPLE}"
        ) from error
    own = {one.name: one for one in found}
    values = {name: _value(own, name) for name in TOKENS if name in own}
    if not values:
        raise ThemeError(
            "In het thema staat geen enkele naam die het verslag kent.",
            f"Schrijf het als {EXAMPLE} met een of meer van de namen {listing(list(TOKENS))}.",
        )
    remarks = _unknown([one for one in found if one.name not in TOKENS])
    worst = next(weak(values), None)
    if worst and worst[2] < UNREADABLE:
        raise ThemeError(f"{sentence(*worst)}.", "Kies een van beide donkerder of lichter.")
    return Theme(values, [*remarks, *([f"{sentence(*worst)}."] if worst else [])])


def _declared(text: str) -> Iterator[Any]:
    rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    for rule in rules:
        if rule.type == "at-rule":
            if rule.lower_at_keyword == "charset":
                continue  # it was read as UTF-8 already
            raise _refused(rule, f"@{rule.at_keyword}", "Haal die regel weg")
        if rule.type != "qualified-rule":
            raise _refused(rule, "iets wat geen CSS is", "Haal het weg")
        selector = tinycss2.serialize(rule.prelude).strip()
        if not _PAGE.fullmatch(selector):
            raise _refused(rule, selector, "Zet de eigen kleuren, maten en lettertypen bij :root")
        yield from _inside(rule)


def _inside(rule: Any) -> Iterator[Any]:
    for one in tinycss2.parse_blocks_contents(
        rule.content, skip_comments=True, skip_whitespace=True
    ):
        if one.type != "declaration":
            raise _refused(one, "iets anders dan een naam met een waarde", "Haal het weg")
        if not one.name.startswith("--"):
            raise _refused(one, one.name, _instead(one.lower_name))
        yield one


def _instead(name: str) -> str:
    near = difflib.get_close_matches(f"--utrecht-document-{name[:40]}", TOKENS, n=1, cutoff=0.8)
    return f"Zet in plaats daarvan {near[0]}" if near else "Haal die regel weg"


def _refused(node: Any, what: str, repair: str) -> ThemeError:
    return ThemeError(
        f"Regel {node.source_line} van het thema: {cut(what, 60)} mag daar niet staan; een thema "
        "mag alleen kleuren, maten en lettertypen noemen.",
        f"{repair}, en schrijf het thema als {EXAMPLE}",
    )


def _value(own: Mapping[str, Any], name: str) -> str:
    """Read the value of a name, or of the name that it refers to."""
    asked = own[name]
    values = _parts(asked)
    for _ in range(STEPS):
        other = _referred(values)
        if other is None or other not in own:
            break
        values = _parts(own[other])
    try:
        if not 0 < len(values) <= WORDS:
            raise NoValueError(
                "leeg of te lang; schrijf er één kleur, maat of lijst van lettertypen"
            )
        return TOKENS[name].read(values)
    except NoValueError as why:
        raise ThemeError(
            f"Regel {asked.source_line} van het thema: de waarde van {name} is {why.args[0]}.",
            f"Verbeter {name} of haal die regel weg.",
        ) from why


def _parts(declaration: Any) -> CssParts:
    return [one for one in declaration.value if one.type not in ("whitespace", "comment")]


def _referred(values: CssParts) -> str | None:
    """Give the name in var(--name)."""
    if len(values) == 1 and values[0].type == "function" and values[0].lower_name == "var":
        inside = [one for one in values[0].arguments if one.type != "whitespace"]
        if len(inside) == 1 and inside[0].type == "ident":
            return str(inside[0].value)
    return None


def _unknown(found: Sequence[Any]) -> list[str]:
    """Say which names the report does not know; a whole theme of a municipality has hundreds."""
    names = list(dict.fromkeys(one.name for one in found))
    if not names:
        return []
    told = listing([cut(name, 40) for name in names[:3]])
    more = f" en nog {number(len(names) - 3)}" if len(names) > 3 else ""
    near = difflib.get_close_matches(names[0][:60], TOKENS, n=1, cutoff=0.7)
    hint = f" Bedoelt u {near[0]}?" if near and len(names) == 1 else ""
    verb = "een naam" if len(names) == 1 else "namen"
    return [f"Overgeslagen in het thema, als {verb} die het verslag niet kent: {told}{more}.{hint}"]
