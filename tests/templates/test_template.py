"""The template of Word as it is committed, and what a rehearsal of one's own finds."""

from __future__ import annotations

from pathlib import Path

import pytest
from proving.kit.eigen_sjabloon import changed, template
from proving.kit.package import unpacked

from prestatieafspraken.templates.word import default, own
from prestatieafspraken.templates.word.door import admitted, examine_result
from prestatieafspraken.templates.word.filled import TemplateError


def test_the_committed_template_is_the_built_one() -> None:
    path = Path(default.__file__).parents[1] / "verslag.docx"
    assert unpacked(path.read_bytes()) == unpacked(default.build())


@pytest.mark.parametrize(
    ("line", "lost"),
    [
        # What a filter leaves out of the example may be in a report.
        ("{% for d in doelen|selectattr('id', 'eq', '?') %}{{ d.titl }}{% endfor %}", ["titl"]),
        ("{% for d in doelen|rejectattr('id') %}{{ d.titl }}{% endfor %}", ["titl"]),
        ("{{ (doelen|map(attribute='titl')|list)|length }}", ["titl"]),
        ("{{ (doelen|groupby('titl'))|length }}", ["titl"]),
        ("{{ (doelen|sort(attribute='titl'))|length }}", ["titl"]),
        # Of what another filter makes the fields are those of what it makes.
        ("{{ (doelen|map(attribute='titel')|first).naam }}", ["naam"]),
        ("{% for d in doelen|groupby('thema') %}{{ d.list[0].titel }}{% endfor %}", []),
        ("{% set x = titl %}", ["titl"]),
        ("{{ [titl]|length }}", ["titl"]),
        ("{% macro m(x) %}{{ x.titel }}{% endmacro %}{{ m(doelen[0]) }}", []),
        ("{% macro m(x) %}{{ x.titl }}{% endmacro %}{{ m(doelen[0]) }}", ["titl"]),
    ],
)
def test_a_field_that_does_not_exist_is_found_wherever_it_is_used(
    line: str, lost: list[str]
) -> None:
    told = own.unknown(template(line))
    assert [one.split()[2] for one in told] == lost


def test_a_link_may_lead_to_a_field_in_a_template_and_not_in_what_is_made_of_it() -> None:
    code = b'<w:p><w:fldSimple w:instr="HYPERLINK &quot;{{ gemeente }}&quot;"/></w:p>'
    data = changed(
        template(), "word/document.xml", lambda p: p.replace(b"<w:body>", b"<w:body>" + code)
    )
    assert unpacked(admitted(data)) == unpacked(data)
    with pytest.raises(TemplateError, match="HYPERLINK"):
        examine_result(data)
