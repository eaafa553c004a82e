"""Which codes of Word's fields may stand in a template, and how a code is put together."""

from __future__ import annotations

import pytest

from prestatieafspraken.templates.word.codes import NESTED, Fields, forbidden, safe_link

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.mark.parametrize(
    ("code", "named"),
    [
        ("PAGE", None),
        (' TOC \\o "1-1"', None),
        ("page", None),
        ("= 1 + 1", None),
        ("  ", None),
        ('DDEAUTO c:\\\\cmd "x"', "DDEAUTO"),
        ("INCLUDETEXT x", "INCLUDETEXT"),
        ("PAGEX", "PAGEX"),
        ("1234567890123456", "123456789012"),
        ("\\\\!", "?"),
        (f"{NESTED}PAGE", "PAGE"),
        ('HYPERLINK "https://voorbeeld.nl"', None),
        ("HYPERLINK http://voorbeeld.nl", None),
        ('HYPERLINK "MAILTO:x@voorbeeld.nl"', None),
        ('HYPERLINK \\l "bladwijzer"', None),
        ('HYPERLINK \\o "tip" "https://voorbeeld.nl"', None),
        ('HYPERLINK \\l "hier" "file:///c:/x"', "HYPERLINK"),
        ('HYPERLINK "file:///c:/x"', "HYPERLINK"),
        ('HYPERLINK \\t "_blank" "file:///c:/x"', "HYPERLINK"),
        (f'HYPERLINK \\l "{NESTED}"', "HYPERLINK"),
        (f'HYPERLINK "https://{NESTED}"', "HYPERLINK"),
        ('HYPERLINK ""', None),
    ],
)
def test_a_code_is_known_by_its_first_word(code: str, named: str | None) -> None:
    for template in (True, False):
        assert list(forbidden([code], template=template)) == ([named] if named else [])


def test_only_a_template_may_leave_the_place_of_a_link_to_a_field() -> None:
    code = 'HYPERLINK "{{ adres }}"'
    assert list(forbidden([code], template=True)) == []
    assert list(forbidden([code], template=False)) == ["HYPERLINK"]


@pytest.mark.parametrize(
    ("target", "safe"),
    [("https://a.nl", True), (" #hier", True), ("", True), ("ftp://a.nl", False), ("a.exe", False)],
)
def test_a_link_leads_to_a_page_or_an_address(target: str, safe: bool) -> None:
    assert safe_link(target) is safe


def read(*steps: str) -> list[str]:
    """Follow a part: "+name:value" enters an element, "-" leaves one, all else is text."""
    fields = Fields()
    for step in steps:
        if step == "-":
            fields.end()
        elif step.startswith(("+", "*")):
            local, _, value = step[1:].partition(":")
            space = WORD if step[0] == "+" else "http://voorbeeld.nl/vreemd"
            if not fields.start(space, local, value.split("|") if value else []):
                return ["refused"]
        else:
            fields.write(step)
    return fields.codes()


BEGIN, MIDDLE, END = (("+fldChar:" + kind, "-") for kind in ("begin", "separate", "end"))


def code(*texts: str) -> list[str]:
    """Write pieces of a code."""
    return [step for text in texts for step in ("+instrText", text, "-")]


@pytest.mark.parametrize(
    ("steps", "codes"),
    [
        ([*BEGIN, *code("PA", "GE"), *MIDDLE, "+t", "7", "-", *END], ["PAGE"]),
        ([*BEGIN, *code("PAGE"), *END, "+t", "tekst", "-"], ["PAGE"]),
        ([*BEGIN, *code("PAGE")], ["PAGE"]),  # it does not end
        (["+t", "tekst", "-"], []),
        (code("DDE"), ["DDE"]),  # outside any field
        ([*BEGIN, "+t", "DDE", "-", *END], ["DDE"]),  # text within a code is code
        ([*BEGIN, "+p", "DDE", "-", *END], [""]),  # and what is in no text element is not
        ([*BEGIN, *code("IF "), *BEGIN, *code("PAGE"), *END, *code(" = 1"), *END],
         ["PAGE", f"IF {NESTED} = 1"]),
        ([*BEGIN, *code("IF"), *MIDDLE, *BEGIN, *code("PAGE"), *END, *END], ["IF", "PAGE"]),
        ([*BEGIN, *code("A"), "+ins", *code("B"), "-", *END], [f"{NESTED}AB"]),
        ([*BEGIN, "+ins", *code("A", "B"), "-", *END], ["AB"]),
        (["+fldSimple:PAGE", "-"], ["PAGE"]),
        (["+fldSimple:PAGE|DDE", "-"], ["refused"]),
        (["*instrText", "x", "-"], ["refused"]),
        (["*x", "+instrText", "x"], ["refused"]),
        (["*x", "-", *code("TC")], ["TC"]),
        ([*BEGIN, "*x", "+t", "DDE", "-", "-", *END], [NESTED]),
        ([*BEGIN, *code("A"), "+txbxContent", *BEGIN, *code("B"), "-", *code("C"), *END],
         ["B", "AC"]),
        ([*END, *MIDDLE, *code("A")], ["A"]),
        ([*BEGIN, *code("A"), *MIDDLE, *MIDDLE, *END], ["A"]),
    ],
)  # fmt: skip
def test_a_code_is_put_together_from_its_pieces(steps: list[str], codes: list[str]) -> None:
    assert read(*steps) == codes
