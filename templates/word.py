"""The report in Word: a template that people can restyle, filled in a sandbox."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any, BinaryIO

from docx.shared import Inches
from docxtpl import DocxTemplate, InlineImage
from jinja2 import TemplateError as JinjaError
from jinja2 import TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from prestatieafspraken.templates.chart import WIDTH, Chart
from prestatieafspraken.templates.environment import sandbox
from prestatieafspraken.workbook.steady import steady

DEFAULT = "verslag.docx"
LARGEST = 20_000_000
"""Bytes that a template may have."""


class TemplateError(Exception):
    """A template cannot be filled in; the text is a Dutch sentence."""


REFUSED = (JinjaError, ArithmeticError, TypeError, ValueError, AttributeError, LookupError)
"""What filling in the fields of somebody's template may raise."""


def refused(error: Exception) -> TemplateError:
    """Say in Dutch what is wrong with a field, and which words stand there."""
    quoted = re.findall(r"'([^']*)'", str(error))
    match error:
        case UndefinedError():
            reason = f"het veld {quoted[-1]} bestaat niet" if quoted else "een veld bestaat niet"
        case SecurityError():
            reason = "een veld doet iets wat in een sjabloon niet mag"
        case TemplateSyntaxError() if "end of template" in str(error):
            reason = "een for of if houdt niet op; er ontbreekt een endfor of endif"
        case JinjaError():
            reason = "een veld is niet goed geschreven"
        case _:
            reason = "een veld kan niet worden uitgerekend"
    near = [line.strip() for line in getattr(error, "docx_context", ()) if "{" in line]
    return TemplateError(f"{reason}, bij '{near[-1][:80]}'." if near else f"{reason}.")


class Picture(InlineImage):  # type: ignore[misc]
    """A picture with the words that a screen reader says instead of it."""

    def __init__(self, document: DocxTemplate, chart: Chart) -> None:
        super().__init__(document, io.BytesIO(chart.png), width=Inches(min(WIDTH, 6.5)))
        self.chart = chart

    def _insert_image(self) -> str:
        from xml.sax.saxutils import quoteattr

        text: str = super()._insert_image()
        words = f"<wp:docPr descr={quoteattr(self.chart.alt)} title={quoteattr(self.chart.titel)} "
        return text.replace("<wp:docPr ", words, 1)


def word(
    content: Mapping[str, Any],
    charts: Sequence[Chart],
    template: Path | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> bytes:
    """Give the document; `template` is an own template instead of the one that comes along.

    Raises TemplateError when the template cannot be read, names a field that does not exist, or
    does what a template may not do.
    """
    document = opened(template)
    pictures = []
    for number, chart in enumerate(charts, 1):
        tell(f"Grafiek {number} van {len(charts)}")
        pictures.append(
            {
                "nummer": number,
                "thema": chart.thema,
                "titel": chart.titel,
                "alt": chart.alt,
                "kop": _clean(chart.kop),
                "rijen": _clean(chart.rijen),
                "beeld": Picture(document, chart),
            }
        )
    tell("Word-document invullen")
    fields = {**_clean(content), "grafieken": pictures, "inhoud": contents(content)}
    filled = fill(document, fields)
    stamp = f"{content['jaar']}-12-31T00:00:00Z"
    return steady(filled, stamp)


def opened(template: Path | None) -> DocxTemplate:
    """Open a template, the one that comes along by default (TemplateError if it is none)."""
    source: BinaryIO | str
    if template is None:
        source = io.BytesIO((resources.files(__package__) / DEFAULT).read_bytes())
    else:
        try:
            size = template.stat().st_size
            data = template.read_bytes() if size <= LARGEST else b""
        except OSError as error:
            raise TemplateError(f"{template} is niet te lezen.") from error
        if not data:
            raise TemplateError(f"{template} is leeg of te groot.")
        source = io.BytesIO(data)
    document = DocxTemplate(source)
    try:
        document.init_docx()
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise TemplateError("dit is geen Word-document (.docx).") from error
    return document


def fill(document: DocxTemplate, fields: Mapping[str, Any]) -> bytes:
    """Fill in the fields and give the bytes (TemplateError with a Dutch sentence)."""
    stream = io.BytesIO()
    try:
        document.render(dict(fields), sandbox(escape=True), autoescape=True)
        document.save(stream)
    except REFUSED as error:
        raise refused(error) from error
    return stream.getvalue()


def contents(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Give the lines of the table of contents with the names of their bookmarks."""
    lines = [("Samenvatting", "_samenvatting")]
    lines += [(f"{t['nummer']}. {t['titel']}", f"_thema{t['nummer']}") for t in content["themas"]]
    lines += [
        ("Alle doelen", "_doelen"),
        ("Bijlage: kwaliteit van de gegevens", "_kwaliteit"),
        ("Bijlage: gebruikte parameters", "_parameters"),
        ("Bijlage: herkomst van de cijfers", "_cijfers"),
    ]
    return [{"niveau": 1, "tekst": text, "anker": anchor} for text, anchor in lines]


def _clean(value: Any) -> Any:
    """Take out the characters that no XML document can hold."""
    match value:
        case str():
            return "".join(c for c in value if c in "\n\t" or _allowed(ord(c)))
        case Mapping():
            return {key: _clean(item) for key, item in value.items()}
        case list() | tuple():
            return [_clean(item) for item in value]
    return value


def _allowed(code: int) -> bool:
    return 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF
