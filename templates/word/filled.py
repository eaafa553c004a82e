"""The report in Word: a template that people can restyle, filled in a sandbox."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any
from xml.sax.saxutils import quoteattr

from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.shared import Inches
from docxtpl import DocxTemplate, InlineImage
from jinja2 import TemplateAssertionError, TemplateSyntaxError, UndefinedError
from jinja2 import TemplateError as JinjaError
from jinja2.exceptions import SecurityError
from markupsafe import Markup

from prestatieafspraken.dutch.user_error import UserError
from prestatieafspraken.templates.charts.chart import WIDTH, Chart
from prestatieafspraken.templates.sandbox.budget import Budget, ExcessError
from prestatieafspraken.templates.sandbox.environment import sandbox
from prestatieafspraken.workbook.package.steady import steady

DEFAULT = "verslag.docx"


class TemplateError(UserError):
    """A template cannot be filled in; the text is a Dutch sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            "VSL-001",
            f"Het sjabloon kan niet worden ingevuld: {reason}",
            "Controleer het met: prestatieafspraken sjabloon controleer EIGEN.docx.",
        )
        self.args = (reason,)


REFUSED = (
    *(JinjaError, ArithmeticError, TypeError, ValueError, AttributeError, LookupError),
    *(RuntimeError, MemoryError, SyntaxError, AssertionError),  # too deep, too much, no XML
    *(PythonDocxError, OpcError),
)
"""What filling in the fields of somebody's template may raise."""


def refused(error: Exception) -> TemplateError:
    """Say in Dutch what is wrong with a field, and which words stand there."""
    quoted = re.findall(r"'([^']*)'", printable(str(error)))
    match error:
        case UndefinedError():
            reason = f"het veld {quoted[-1]} bestaat niet" if quoted else "een veld bestaat niet"
        case SecurityError():
            more = f" {error.message}" if error.message else ""
            return TemplateError(f"een veld doet iets wat in een sjabloon niet mag.{more}")
        case ExcessError():
            return TemplateError(f"{error.message}.")
        case TemplateAssertionError() if quoted:
            reason = f"{quoted[0]} kan in een sjabloon niet worden gebruikt"
        case TemplateSyntaxError() if "end of template" in str(error):
            reason = "een for of if houdt niet op; er ontbreekt een endfor of endif"
        case JinjaError():
            reason = "een veld is niet goed geschreven"
        case MemoryError() | RecursionError():
            reason = "het vraagt te veel geheugen"
        case _:
            reason = "een veld kan niet worden uitgerekend"
    near = [printable(line).strip() for line in getattr(error, "docx_context", ()) if "{" in line]
    return TemplateError(f"{reason}, bij '{near[-1][:80]}'." if near else f"{reason}.")


def printable(text: str) -> str:
    """Give words of a template without what steers a terminal or turns the writing around."""
    return "".join(c if c.isprintable() else " " for c in text)


@dataclass(frozen=True)
class Drawing:
    """A chart as plain data: the picture, and the words that a screen reader says instead."""

    png: bytes
    alt: str
    titel: str


def word(content: Mapping[str, Any], drawn: Sequence[Mapping[str, Any]]) -> bytes:
    """Give the document, made from the template that comes along."""
    template = (resources.files("prestatieafspraken.templates") / DEFAULT).read_bytes()
    return steady(fill(opened(template), fields(content, drawn)), stamp(content))


def stamp(content: Mapping[str, Any]) -> str:
    """Give the moment that the document states."""
    return f"{content['jaar']}-12-31T00:00:00Z"


def drawings(charts: Sequence[Chart], tell: Callable[[str], None]) -> list[dict[str, Any]]:
    """Paint the charts, and give what a template may print of each."""
    painted = []
    for number, chart in enumerate(charts, 1):
        tell(f"Grafiek {number} van {len(charts)}")
        words = chart.words()
        del words["id"]
        drawing = Drawing(chart.png, chart.alt, chart.titel)
        painted.append({"nummer": number, **_clean(words), "beeld": drawing})
    tell("Word-document invullen")
    return painted


def fields(content: Mapping[str, Any], drawn: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Give all fields of the template as plain data; a picture is a Drawing."""
    return {**_clean(content), "grafieken": list(drawn), "inhoud": contents(content)}


def opened(template: bytes) -> DocxTemplate:
    """Open a template (TemplateError if it is none)."""
    document = DocxTemplate(io.BytesIO(template))
    try:
        document.init_docx()
    except (*REFUSED, zipfile.BadZipFile, OSError) as error:
        raise TemplateError("dit is geen heel Word-document (.docx).") from error
    return document


def fill(document: DocxTemplate, fields: Mapping[str, Any], budget: Budget | None = None) -> bytes:
    """Fill in the fields and give the bytes (TemplateError with a Dutch sentence)."""
    stream = io.BytesIO()
    try:
        document.render(
            placed(fields, document), sandbox(escape=True, budget=budget), autoescape=True
        )
        _number_bookmarks(document)
        document.save(stream)
    except REFUSED as error:
        raise refused(error) from error
    return stream.getvalue()


def _number_bookmarks(document: DocxTemplate) -> None:
    """Give each bookmark a number of its own: those in a loop are copies of one."""
    numbers: dict[str | None, str] = {}
    body = document.docx.element.body
    for number, mark in enumerate(body.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd")), 1):
        own, starts = mark.get(qn("w:id")), mark.tag == qn("w:bookmarkStart")
        if starts:
            numbers[own] = str(number)
        mark.set(qn("w:id"), numbers.get(own, str(number)))


def placed(value: Any, document: DocxTemplate) -> Any:
    """Give the fields with each Drawing as something that can be printed into a document."""
    match value:
        case Drawing():
            return picture(document, value)
        case Mapping():
            return {key: placed(item, document) for key, item in value.items()}
        case list():
            return [placed(item, document) for item in value]
    return value


def picture(document: DocxTemplate, drawing: Drawing) -> object:
    """Give a value that prints a picture, and from which nothing leads to the document.

    Whatever is in reach of a template has no attributes but those of an empty object: the picture
    and the document are known to the function below alone.
    """

    def markup() -> Markup:
        width = Inches(min(WIDTH, 6.5))
        image = str(InlineImage(document, io.BytesIO(drawing.png), width=width))
        words = f"<wp:docPr descr={quoteattr(drawing.alt)} title={quoteattr(drawing.titel)} "
        return Markup(image.replace("<wp:docPr ", words, 1))  # noqa: S704 (ours; words are quoted)

    class Picture:
        __slots__ = ()

        def __html__(self) -> Markup:
            return markup()

        def __str__(self) -> str:
            return markup()

        def __repr__(self) -> str:
            return "beeld"

    return Picture()


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
