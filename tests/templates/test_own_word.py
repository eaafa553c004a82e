"""An own template can print what it is given, and can run, read, write and fetch nothing."""

from __future__ import annotations

import contextlib
import io
import os
import random
import re
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from proving.kit.eigen_sjabloon import PLACES, template
from proving.kit.package import packed, unpacked

from prestatieafspraken.cli.app import run
from prestatieafspraken.templates.forms.form import Laid, Look, render
from prestatieafspraken.templates.word import filled as word
from prestatieafspraken.templates.word import own
from prestatieafspraken.templates.word.filled import TemplateError

pytestmark = pytest.mark.traag

SEED = os.environ["PRESTATIEAFSPRAKEN_ZAAD"]
TPL = "grafieken[0].beeld.tpl"
FORBIDDEN = "een veld doet iets wat in een sjabloon niet mag."


@pytest.fixture(scope="session")
def velden(opgemaakt: Laid) -> dict[str, Any]:
    """Give the fields of a report, with its pictures."""
    drawn = word.drawings(opgemaakt.charts[:2], lambda _: None)
    return word.fields(opgemaakt.content, drawn)


def filled(data: bytes, velden: dict[str, Any]) -> str:
    """Give the words of the document that a template makes."""
    document = docx.Document(io.BytesIO(own.filled(data, velden, "2019-12-31T00:00:00Z")))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def _code(command: str) -> str:
    """Give a field that has the document render once more, by an engine without a sandbox."""
    inner = "cycler.__init__.__globals__.os.system"
    source = f"'{{' ~ '{{ {inner}(' ~ '\"{command}\"' ~ ') }}' ~ '}}'"
    return f"{{{{ {TPL}.render_xml_part({source}, {TPL}.docx.part, {{}}) }}}}"


def test_a_template_runs_no_program(
    schrijf: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """From the command line: the program is not run, and nothing is written."""
    eigen, uit, trace = (tmp_path / name for name in ("eigen.docx", "verslag.docx", "spoor"))
    eigen.write_bytes(template(_code(f"touch {trace}")))
    words = ["verslag", str(schrijf("Woonforte")), "--uit", str(uit), "--sjabloon", str(eigen)]
    assert run(words) == 2
    assert not trace.exists()
    assert not uit.exists()
    said = capsys.readouterr().err
    assert "VSL-001" in said
    assert "INT-001" not in said
    assert run(["sjabloon", "controleer", str(eigen)]) == 1


@pytest.mark.parametrize("place", PLACES)
def test_no_program_from_any_place(place: str, velden: dict[str, Any], tmp_path: Path) -> None:
    trace = tmp_path / "spoor"
    with pytest.raises(TemplateError):
        own.filled(template(_code(f"touch {trace}"), place=place), velden, "")
    assert not trace.exists()


def test_a_template_writes_no_file(velden: dict[str, Any], tmp_path: Path) -> None:
    precious = tmp_path / "kostbaar.txt"
    precious.write_text("van mij", encoding="utf-8")
    with pytest.raises(TemplateError):
        own.filled(template(f"{{{{ {TPL}.docx.save('{precious}') }}}}"), velden, "")
    assert precious.read_text(encoding="utf-8") == "van mij"


def test_a_template_reads_no_file(velden: dict[str, Any], tmp_path: Path) -> None:
    """The object could tell of any file what is in it; here a number that depends on it."""
    secret = tmp_path / "geheim.txt"
    secret.write_bytes(os.urandom(20))
    number = str(zlib.crc32(secret.read_bytes()))
    line = f"{{% if gemeente %}}{{{{ {TPL}.get_file_crc('{secret}') }}}}{{% endif %}}"
    try:
        text = filled(template(line), velden)
    except TemplateError as error:
        text = str(error)
    assert number not in text


ROADS = (
    "{{ grafieken[0].beeld.tpl }}",
    "{{ grafieken[0]['beeld']['tpl'] }}",
    "{{ grafieken[0].beeld|attr('tpl') }}",
    "{{ grafieken|map(attribute='beeld.tpl')|list }}",
    "{{ grafieken|map('attr', 'beeld')|list }}",
    "{{ grafieken|selectattr('beeld.tpl')|list|length }}",
    "{{ grafieken|rejectattr('beeld.tpl', 'defined')|list|length }}",
    "{{ grafieken|groupby('beeld.tpl') }}",
    "{{ grafieken|sort(attribute='beeld.tpl') }}",
    "{{ grafieken|unique(attribute='beeld.tpl')|list }}",
    "{{ grafieken|min(attribute='beeld.tpl') }}",
    "{{ grafieken|max(attribute='beeld.tpl') }}",
    "{{ grafieken|join(', ', attribute='beeld.tpl') }}",
    "{{ grafieken|sum(attribute='beeld.tpl') }}",
    "{{ grafieken[0].beeld.image_descriptor }}",
    "{{ grafieken[0].beeld.chart }}",
    "{{ grafieken[0].beeld._insert_image() }}",
    "{{ grafieken[0].beeld.__class__ }}",
    "{{ grafieken[0].beeld['__html__']() }}",
    "{{ '{0.tpl}'.format(grafieken[0].beeld) }}",
    "{% set p = grafieken[0] %}{{ p.beeld.tpl }}",
    "{% macro m(x) %}{{ x.tpl }}{% endmacro %}{{ m(grafieken[0].beeld) }}",
    "{% for g in grafieken %}{{ loop.previtem.beeld.tpl if loop.last }}{% endfor %}",
    "{% for g in grafieken %}{{ loop._iterable }}{% endfor %}",
    "{% for g in grafieken %}{{ loop.cycle.__func__ }}{% endfor %}",
    "{% macro m() %}{% endmacro %}{{ m._environment }}",
    "{% macro m() %}{% endmacro %}{{ m|attr('_func') }}",
    "{{ self._TemplateReference__context }}",
    "{{ range.__globals__ }}",
    "{{ lipsum.__globals__ }}",
    "{{ namespace.__init__ }}",
    "{{ joiner.__init__ }}",
    "{{ dict.mro() }}",
    "{{ onbekend.__class__ }}",
    "{{ ().__class__.__base__ }}",
    "{{ gemeente.encode('utf-16') }}",
    "{{ gemeente.upper() }}",
    "{{ themas.pop() }}",
    "{{ kwaliteit[0].aantallen.update({'FOUT': 9}) }}",
    "{{ jaar.real.__class__ }}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{% extends 'a' %}",
    "{% block a %}{% endblock %}",
    "{% autoescape false %}{{ gemeente }}{% endautoescape %}",
    "{{ gemeente|safe }}",
    "{{ gemeente|tojson }}",
    "{{ gemeente|xmlattr }}",
    "{{ gemeente|urlize }}",
    "{{ doelen|random }}",
    "{{ doelen|pprint }}",
)


OF_THE_PICTURE = ("{{ '%(tpl)s' % grafieken[0].beeld }}", "{{ grafieken[0].beeld[0:] }}")
"""What only goes wrong with a real picture; in the example it is a text."""


@pytest.mark.steekproef(18)
@pytest.mark.parametrize("road", ROADS + OF_THE_PICTURE)
def test_no_road_leads_out_of_the_fields(road: str, velden: dict[str, Any]) -> None:
    with pytest.raises(TemplateError):
        own.filled(template(road), velden, "")


@pytest.mark.steekproef(18)
@pytest.mark.parametrize("road", ROADS)
def test_the_check_sees_it_in_a_branch_that_is_not_taken(road: str) -> None:
    """Whatever the example holds: both sides of an if are entered."""
    branches = (
        f"{{% if openbaar %}}{road}{{% endif %}}",
        f"{{% if not openbaar %}}{{% elif openbaar %}}{road}{{% endif %}}",
        f"{{% for x in themas %}}{{% else %}}{road}{{% endfor %}}",
    )
    try:
        told = own.unknown(template(branches[ROADS.index(road) % len(branches)]))
    except TemplateError:
        return
    assert told != []


@pytest.mark.steekproef(7)
@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("{% if openbaar %}{{ gementee }}{% endif %}", "gementee"),
        ("{% if gemeente %}{% else %}{{ gementee }}{% endif %}", "gementee"),
        ("{% if gemeente %}{% elif gementee %}{% endif %}", "gementee"),
        ("{% if gemeente %}{% elif jaar %}{{ gementee }}{% endif %}", "gementee"),
        ("{% for x in themas %}{% else %}{{ gementee }}{% endfor %}", "gementee"),
        ("{% for x in themas if x.nummr %}{% endfor %}", "nummr"),
        ("{% for x in doelen|selectattr('goed') %}{{ x.titl }}{% endfor %}", "titl"),
        ("{% for x in doelen[5:] %}{{ x.titl }}{% endfor %}", "titl"),
        ("{{ jaar if gemeente else gementee }}", "gementee"),
        ("{{ gementee if openbaar }}", "gementee"),
        ("{{ gemeente or gementee }}", "gementee"),
        ("{{ openbaar and gementee }}", "gementee"),
        ("{% macro m(x) %}{{ gementee }}{% endmacro %}", "gementee"),
        ("{% macro m(x) %}{{ x.titl }}{% endmacro %}{{ m(themas[0]) }}", "titl"),
        ("{% set x = gementee %}", "gementee"),
        ("{% filter upper %}{{ gementee }}{% endfilter %}", "gementee"),
        ("{{ doelen|map(attribute='titl')|join }}", "titl"),
        ("{% if gementee is none %}{% endif %}", "gementee"),
        ("{{ 1 if openbaar else (2 if jaar else gementee) }}", "gementee"),
    ],
)
def test_the_check_enters_every_branch_and_the_report_refuses_what_it_names(
    line: str, field: str, velden: dict[str, Any]
) -> None:
    (told,) = own.unknown(template(line))
    assert told.startswith(f"Het veld {field} bestaat niet. Bedoelt u ")
    with pytest.raises(TemplateError, match=f"het veld {field} bestaat niet"):
        own.filled(template(line), velden, "")


@pytest.mark.steekproef(6)
@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("{{ gemeente|upper }}", "ALPHEN AAN DEN RIJN"),
        ("{{ onbekend|default('niets') }}", "niets"),
        ("{% if onbekend is defined %}{{ onbekend.veld }}{% else %}zonder{% endif %}", "zonder"),
        ("{% for d in doelen[:2] %}{{ loop.index }}/{{ loop.length }} {% endfor %}", "1/2 2/2 "),
        ("{% for d in doelen[:2] %}{{ loop.cycle('a', 'b') }}{% endfor %}", "ab"),
        ("{{ themas[1].nummer + 1 }} {{ 7 // 2 }} {{ 2 ** 3 }} {{ 'x' * 3 }}", "2 3 8 xxx"),
        ("{{ '%02d' % themas[1].nummer }} {{ '%s!'|format(jaar) }}", "01 2019!"),
        ("{{ 'jaar ' ~ jaar ~ '.' }}{{ 'a' + 'b' }}", "jaar 2019.ab"),
        ("{% macro m(x) %}<{{ x }}>{% endmacro %}{{ m(jaar) }}", "<2019>"),
        ("{% macro m(n) %}{{ n }}{% if n %}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(5) }}",
         "543210"),
        ("{% for x in range(3) %}{{ x }}{% endfor %}", "012"),
        ("{% for k, v in kwaliteit[0].aantallen|items %}{{ k }} {% endfor %}",
         "FOUT WAARSCHUWING INFO "),
        ("{{ themas|map(attribute='nummer')|join('-') }}", "0-1-2-3"),
        ("{% for t in themas if t.nummer > 1 %}{{ t.nummer }}{% endfor %}", "23"),
        ("{% for i, l in doelen|groupby('thema') %}{{ i }}{{ l|length > 0 }} {% endfor %}",
         "0True 1True 2True 3True "),
        ("{% set x = [1, 2] + [3] %}{{ x|sum }} {{ {'a': 1}['a'] }}", "6 1"),
        ("{% for t in themas %}{% if not loop.first and loop.previtem.nummer < t.nummer %}<"
         "{% endif %}{% endfor %}", "<<<"),
        ("{{ jaar|center(10)|trim }}{{ jaar|replace('20', '') }}{{ 'a b'|title }}", "201919A B"),
    ],
)  # fmt: skip
def test_what_people_write_in_templates_works(line: str, text: str, velden: dict[str, Any]) -> None:
    assert own.unknown(template(line)) == []
    assert filled(template(line), velden) == text


def test_a_name_steers_no_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "eigen.docx"
    for odd in (r"\x1b]0;x\x07", r"\u202e", r"\x9b31m"):
        path.write_bytes(template(f"{{{{ themas[0]['{odd}'] }}}}{{{{ jaar['{odd}'] }}}}"))
        assert run(["sjabloon", "controleer", str(path)]) == 1
        told = capsys.readouterr()
        assert all(c.isprintable() or c == "\n" for c in told.out + told.err)
        assert "bestaat niet" in told.out


@pytest.mark.steekproef(8)
@pytest.mark.parametrize("number", range(24))
def test_a_damaged_document_is_told(number: int, velden: dict[str, Any]) -> None:
    """Well-formed and of the right kinds, but with an element or a value that is not there."""
    rng = random.Random(f"{SEED} {number}")  # noqa: S311
    whole = unpacked(template("{{ gemeente }}", place=PLACES[number % len(PLACES)]))
    name = rng.choice([name for name in whole if name.endswith((".xml", ".rels"))])
    tags = list(re.finditer(rb'(?<= )[\w:]+="[^"]*"|(?<=<)w:\w+(?=/>)', whole[name]))
    if number % 3 == 0 or not tags:
        whole[name] = b"<a/>"
    else:
        at = rng.choice(tags)
        whole[name] = whole[name][: at.start()] + b'x="1"' + whole[name][at.end() :]
    with contextlib.suppress(TemplateError):
        own.filled(packed(whole), velden, "2019-12-31T00:00:00Z")


def test_a_picture_is_printed_wherever_it_may_stand(velden: dict[str, Any]) -> None:
    line = "{% for g in grafieken %}{{ g.beeld }}{% endfor %}"
    for place, part in (("tekst", "document"), ("tabel", "document"), ("kop", "header1")):
        made = own.filled(template(line, place=place), velden, "")
        found = unpacked(made)
        assert found[f"word/{part}.xml"].count(b"<w:drawing>") == 2
        pictures = {content for name, content in found.items() if name.endswith(".png")}
        assert pictures == {g["beeld"].png for g in velden["grafieken"]}


def test_an_own_copy_of_the_template_gives_the_same_bytes(opgemaakt: Laid) -> None:
    """The door, the check and another process change nothing of an honest template."""
    from importlib import resources

    from prestatieafspraken.batch.guarding.own_template import apart

    data = (resources.files("prestatieafspraken.templates") / "verslag.docx").read_bytes()
    expected = render(opgemaakt, ".docx", Look())
    assert render(opgemaakt, ".docx", Look(data), apart=apart) == expected
