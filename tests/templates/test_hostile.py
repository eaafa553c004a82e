"""What people write stays text, and a template can do nothing but print."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest
from proving.kit.reading import DAY, of_pdf, words_of
from proving.kit.soffice import pdf_text

from prestatieafspraken.cli.app import run
from prestatieafspraken.cli.verslag import report_of
from prestatieafspraken.templates.forms.form import Laid, Look, lay_out, render
from prestatieafspraken.templates.forms.pdf import broken
from prestatieafspraken.templates.word.default import build
from prestatieafspraken.templates.word.fields import EXAMPLE
from prestatieafspraken.templates.word.filled import TemplateError
from prestatieafspraken.templates.word.own import read, unknown

pytestmark = pytest.mark.traag

TEXTS = (
    "{{7*7}}",
    "{% for x in y %}",
    "</w:t></w:r>",
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "Tom & Jerry's <b>plan</b>",
    "emoji 🏠 en ë",
    "| kolom | # kop",
    "lang " * 90,
    "woord " * 4000,
)


@pytest.mark.parametrize("suffix", [".docx", ".html", ".md"])
def test_texts_of_people_stay_text(suffix: str, schrijf: Callable[..., Path]) -> None:
    def change(rows: dict[str, Any]) -> None:
        written = [row for theme in range(4) for row in rows[f"afspraken_{theme}"]]
        for row, text in zip(written, TEXTS, strict=False):
            row["realisatie"] = text

    data = render(lay_out(report_of([schrijf("gemeente", change)], DAY)), suffix, Look())
    text = words_of(data, suffix)
    for written in TEXTS:
        assert " ".join(written.split()) in text
    if suffix == ".html":
        assert b"<script" not in data
        assert b"<b>plan" not in data


@pytest.mark.parametrize("suffix", [".docx", ".html", ".md"])
def test_control_codes_and_long_texts_break_nothing(suffix: str, opgemaakt: Laid) -> None:
    """What no workbook could hold, but a template field might: straight into the content."""
    content = {
        **opgemaakt.content,
        "gemeente": "Ee\x00\x07\x1b[31m\ufffe\ud800n",
        "document": "x" * 30_000,
    }
    data = render(Laid(content, ()), suffix, Look())
    text = "".join(words_of(data, suffix).split())
    assert "Ee[31mn" in text.replace("\\", "")
    assert text.count("x") >= 30_000
    assert not any(ord(c) < 32 or 0xD800 <= ord(c) < 0xE000 for c in text)


def test_a_word_that_fits_on_no_line_may_break_in_the_pdf() -> None:
    content = broken({"a": ["x" * 30_000, "ab" * 32, "gewone woorden"]})
    assert content["a"][1:] == ["ab" * 32, "gewone woorden"]
    assert max(map(len, content["a"][0].split("\u200b"))) <= 24
    assert content["a"][0].replace("\u200b", "") == "x" * 30_000


@of_pdf
def test_the_pdf_of_a_huge_word_is_whole_and_in_time(
    schrijf: Callable[..., Path], tmp_path: Path
) -> None:
    """From the command line to what two readers of PDF see."""

    def change(rows: dict[str, Any]) -> None:
        for row, text in zip(
            rows["afspraken_1"],
            ("x" * 30_000, "\U0001f3e0" * 1_000, "een\ntwee\tdrie"),
            strict=False,
        ):
            row["realisatie"] = text

    path, uit = schrijf("Habeko Wonen", change), tmp_path / "verslag.pdf"
    start = time.process_time()
    assert run(["verslag", str(path), "--uit", str(uit)]) == 0
    assert time.process_time() - start < 60
    pages = pypdf.PdfReader(uit).pages
    text = "".join(page.extract_text() for page in pages)
    assert text.count("x") >= 30_000
    shown = pdf_text(uit)
    assert shown.count("\U0001f3e0") == 1_000
    assert "een twee drie" in " ".join(shown.split())


def _template(tmp_path: Path, *lines: str) -> Path:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    path = tmp_path / "eigen.docx"
    document.save(path)
    return path


def _filled(laid: Laid, path: Path) -> bytes:
    return render(Laid(laid.content, ()), ".docx", Look(read(path)))


NOT_ALLOWED = "een veld doet iets wat in een sjabloon niet mag."


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{{ ''.__class__.__mro__[1].__subclasses__() }}", NOT_ALLOWED),
        ("{{ gemeente.__init__.__globals__ }}", NOT_ALLOWED),
        ("{{ cycler.__init__.__globals__.os.popen('id').read() }}", NOT_ALLOWED),
        ("{{ '{0.__class__}'.format(gemeente) }}", NOT_ALLOWED),
        ("{{ gementee }}", "het veld gementee bestaat niet."),
        ("{{ themas[0].titl }}", "het veld titl bestaat niet."),
        ("{% for x in %}", "een veld is niet goed geschreven, bij '{% for x in %}'."),
        ("{% for x in themas %}", "een for of if houdt niet op; er ontbreekt een endfor of endif"),
        ("{{ range(1000000000) }}", "een veld kan niet worden uitgerekend."),
        ("{{ 1 / 0 }}", "een veld kan niet worden uitgerekend."),
        ("{{ themas.append(1) }}", NOT_ALLOWED),
    ],
)
def test_a_template_can_only_print(line: str, reason: str, opgemaakt: Laid, tmp_path: Path) -> None:
    with pytest.raises(TemplateError) as caught:
        _filled(opgemaakt, _template(tmp_path, line))
    assert str(caught.value).startswith(reason)


@pytest.mark.parametrize("content", [b"", b"geen Word", b"PK\x03\x04kapot"])
def test_no_word_document_at_all(content: bytes, opgemaakt: Laid, tmp_path: Path) -> None:
    path = tmp_path / "eigen.docx"
    path.write_bytes(content)
    with pytest.raises(TemplateError):
        _filled(opgemaakt, path)


def test_an_own_template_is_used(opgemaakt: Laid, tmp_path: Path) -> None:
    path = _template(tmp_path, "Beste {{ gemeente }}", "{{ samenvatting.afspraken }}")
    document = docx.Document(io.BytesIO(_filled(opgemaakt, path)))
    assert document.paragraphs[0].text == "Beste Alphen aan den Rijn"


def test_unknown_fields_are_all_named(tmp_path: Path) -> None:
    path = _template(
        tmp_path, "{{ gementee }}", "{% for t in themas %}{{ t.titl }}{% endfor %}", "{{ jaar }}"
    )
    assert unknown(read(path)) == [
        "Het veld gementee bestaat niet. Bedoelt u gemeente?",
        "Het veld titl bestaat niet. Bedoelt u titel?",
    ]


def test_the_default_template_has_no_unknown_field(tmp_path: Path) -> None:
    path = tmp_path / "standaard.docx"
    path.write_bytes(build())
    assert unknown(read(path)) == []


def _shape(value: Any) -> Any:
    match value:
        case dict():
            return {key: _shape(item) for key, item in value.items()}
        case [first, *_]:
            return [_shape(first)]
        case []:
            return []
    return type(value).__name__ == "bool"


def test_the_fields_are_those_of_a_report(opgemaakt: Laid) -> None:
    real, known = _shape(opgemaakt.content), _shape(EXAMPLE)

    def same(real: Any, known: Any, path: str) -> None:
        if isinstance(real, dict):
            assert isinstance(known, dict), path
            assert set(real) == set(known), path
            for key in real:
                same(real[key], known[key], f"{path}.{key}")
        elif isinstance(real, list) and real:
            assert isinstance(known, list), path
            same(real[0], known[0], f"{path}[]")

    del known["grafieken"], known["inhoud"]
    same(real, known, "")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--uit", "v.odt"], "Laat de naam eindigen op .docx, .html, .pdf of .md."),
        (["--uit", "v.docx", "--sjabloon", "weg.docx"], "weg.docx is niet te lezen"),
        (
            ["--uit", "v.html", "--thema", "weg.css"],
            "Het thema weg.css is niet te lezen: het bestaat",
        ),
    ],
)
def test_wrong_use_is_told(
    words: list[str],
    sentence: str,
    schrijf: Callable[..., Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["verslag", str(schrijf("Woonforte")), *words]) == 2
    assert sentence in " ".join(capsys.readouterr().err.split())
    assert list(tmp_path.iterdir()) == []
