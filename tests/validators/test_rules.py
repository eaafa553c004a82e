"""Every rule against its page: the good tables are silent, the faulty ones say exactly this."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markdown import book_from_markdown

from prestatieafspraken.afspraken import Afspraken, load
from prestatieafspraken.validators.cells import CELL_RULES
from prestatieafspraken.validators.judge import judge
from prestatieafspraken.validators.registry import CROSS_RULES, ROW_RULES, RULES
from prestatieafspraken.validators.tables import of_party
from prestatieafspraken.validators.toelichtingen import EXPLANATION_RULES

PAGES = Path(__file__).parent.parent / "regels"
JUDGED = sorted(
    {
        *CELL_RULES,
        *(r.rule.code for r in ROW_RULES),
        *(r.rule.code for r in CROSS_RULES),
        *(rule.code for rule in EXPLANATION_RULES),
    }
)


@pytest.fixture(scope="session")
def afspraken() -> Afspraken:
    """Load the agreements of 2019."""
    return load("alphen-aan-den-rijn", 2019)


def _parts(code: str) -> dict[str, str]:
    path = PAGES / f"{code}.md"
    assert path.exists(), f"write {path}: an example, and the sentences that it must give"
    titles = re.split(r"^## (.+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(titles[1::2], titles[2::2], strict=True))


def _told(code: str, text: str, afspraken: Afspraken) -> list[str]:
    settings = dict(re.findall(r"^- (\w+): (.+)$", text, flags=re.MULTILINE))
    template = settings.pop("sjabloon", "alphen-aan-den-rijn/2019/1/gemeente")
    book = book_from_markdown(text, of_party("gemeente"), template=template, **settings)
    return [
        f"{'!'.join(p for p in (f.place.blad, f.place.cel) if p)} [{f.code}] {f.melding}"
        for f in judge(book, afspraken)
        if f.code == code
    ]


@pytest.mark.parametrize("code", JUDGED)
def test_rule_says_what_its_page_says(code: str, afspraken: Afspraken) -> None:
    parts = _parts(code)
    assert set(parts) == {"Goed", "Fout", "Meldingen"}
    expected = [line for line in parts["Meldingen"].strip().splitlines() if line]
    assert expected, "a rule that never speaks is no rule"
    assert _told(code, parts["Goed"], afspraken) == []
    assert _told(code, parts["Fout"], afspraken) == expected


def test_every_page_has_a_rule() -> None:
    assert sorted(path.stem for path in PAGES.glob("*.md")) == JUDGED


@pytest.mark.parametrize("code", sorted(RULES))
def test_rule_is_well_worded(code: str) -> None:
    rule = RULES[code]
    assert re.fullmatch(r"[A-Z]{3}-\d{3}", code)
    for text in (rule.titel, rule.waarom):
        assert re.search(r"[.?]$", text), f"{code}: {text}"
    for text in (rule.melding, rule.herstel):
        assert re.search(r"[.?}]$", text), f"{code}: {text}"
        assert text[0].isupper() or text[0] == "{", f"{code}: {text}"
    assert "  " not in rule.titel + rule.melding + rule.herstel + rule.waarom


def test_no_two_rules_say_the_same() -> None:
    templates = [rule.melding for rule in RULES.values()]
    assert len(set(templates)) == len(templates)
