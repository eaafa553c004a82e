"""The door for Word templates: of what somebody sent, only what fetches and starts nothing goes in.

The parts are unpacked under limits, looked at one by one, and put into a new file: no library ever
sees the one that was sent. Kinds of parts are allowed by name; a kind that nobody knows is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from xml.parsers import expat

from prestatieafspraken.dutch.legible import legible
from prestatieafspraken.templates.word.codes import Fields, forbidden, safe_link
from prestatieafspraken.templates.word.filled import TemplateError
from prestatieafspraken.workbook.package import archive
from prestatieafspraken.workbook.package import content as file
from prestatieafspraken.workbook.package import file_faults as faults
from prestatieafspraken.workbook.package.door import FaultyFileError, part_name, unpack
from prestatieafspraken.workbook.package.limits import LIMITS, MB
from prestatieafspraken.workbook.package.solution import names_program

OF_TEMPLATE = replace(LIMITS, file=20 * MB, part=32 * MB, total=64 * MB)
"""A template with a page of pictures takes some MB; its text unpacked less than one."""
OF_RESULT = replace(LIMITS, part=256 * MB, total=512 * MB, ratio=100_000)
"""What was filled in is ours and full of repetition; the worker's memory bounds it."""

KINDS = frozenset(
    {
        *("officeDocument", "core-properties", "extended-properties", "custom-properties"),
        *("thumbnail", "styles", "stylesWithEffects", "settings", "webSettings", "fontTable"),
        *("font", "theme", "themeOverride", "numbering", "header", "footer", "footnotes"),
        *("endnotes", "comments", "commentsExtended", "commentsIds", "commentsExtensible"),
        *("people", "documenttasks", "image", "hdphoto", "hyperlink", "customXml"),
        *("customXmlProps", "chart", "chartEx", "chartStyle", "chartColorStyle"),
        *("chartUserShapes", "diagramData", "diagramLayout", "diagramQuickStyle"),
        *("diagramColors", "diagramDrawing", "glossaryDocument", "classificationlabels"),
        *("printerSettings", "intelligence", "ink"),
    }
)
"""What a part may be to another, by the last word of the type of the relation."""

_NAMES = re.compile(r"(?:^|/)(?:vbaproject|vbadata|embeddings/|activex/|webextensions/|customui)")
_CONTENT = re.compile(r"macroEnabled|vbaProject|vbaData|oleObject|activeX|webextension", re.I)
_OFFICE = re.compile(r"wordprocessingml|drawingml|microsoft\.com/office|microsoft-com")
_VML = "schemas-microsoft-com"
_XML = re.compile(rb"[\s\0\xef\xbb\xbf\xff\xfe]*<")
"""How XML begins, in any coding; the name of a part does not count."""

_SVG = "http://www.w3.org/2000/svg"
_ABSOLUTE = re.compile(r"\s*(?:[\w+.-]+:|[/\\]{2})")
_FETCHED = re.compile(r"url\((?!\s*[\"']?(?:#|data:image/))|@import|\\", re.IGNORECASE)

_CLICKED = frozenset({"hyperlink", "hlinkClick", "hlinkHover", "hlinkMouseOver"})
"""Elements that may name a link; a picture or a template that does would be fetched."""

ELEMENTS = {
    "altChunk": "een ander bestand, dat bij het openen wordt ingevoegd",
    "subDoc": "een subdocument",
    "OLEObject": "een ingesloten of gekoppeld object (OLE)",
    "objectEmbed": "een ingesloten object (OLE)",
    "objectLink": "een gekoppeld object (OLE)",
    "control": "een besturingselement (ActiveX)",
    "mailMerge": "een koppeling met een bestand voor afdruk samenvoegen",
    "saveThroughXslt": "een verwijzing naar een bestand dat bij het opslaan wordt uitgevoerd",
    "frameset": "een pagina met frames van elders",
    "sourceFileName": "een pagina met frames van elders",
    "entryMacro": "een macro",
    "exitMacro": "een macro",
    "webVideoPr": "een film van internet",
    "webextension": "een invoegtoepassing van internet",
}
"""Elements that fetch or start something, in words."""

ELSEWHERE = {
    "attachedTemplate": "een verwijzing naar een ander sjabloon. Koppel het los in Word: "
    "Ontwikkelaars, Documentsjabloon, en kies Normal",
    "image": "een afbeelding van buiten het document. Voeg de afbeelding in het document zelf in",
    "hyperlink": "een koppeling naar een bestand. Een koppeling mag alleen naar een webpagina of "
    "een e-mailadres gaan",
    "vbaProject": "een macro. Sla het sjabloon op als Word-document zonder macro's (.docx)",
    "oleObject": "een ingesloten of gekoppeld object (OLE). Plak het als afbeelding",
    "package": "een ingesloten bestand. Plak de grafiek of tabel als afbeelding",
    "control": "een besturingselement (ActiveX)",
    "aFChunk": "een ander bestand, dat bij het openen wordt ingevoegd",
    "subDocument": "een subdocument",
    "frame": "een pagina met frames van elders",
    "mailMergeSource": "een koppeling met een bestand voor afdruk samenvoegen",
}
"""Relations that are refused, in words, with what to do instead."""


def read(path: Path) -> bytes:
    """Read a template as it lies on disk (TemplateError when that cannot be)."""
    try:
        data = file.content(path, OF_TEMPLATE)
    except FaultyFileError as fault:
        if fault.rule is faults.TE_GROOT:
            size = OF_TEMPLATE.file // MB
            raise TemplateError(f"{path} telt meer dan {size} MB, en dat is te groot.") from fault
        raise TemplateError(f"{path} is niet te lezen.") from fault
    if not data:
        raise TemplateError(f"{path} is leeg.")
    return data


def admitted(data: bytes) -> bytes:
    """Give the template as a new file with the same parts (TemplateError when one may not be)."""
    if not data.startswith(b"PK"):
        raise TemplateError("dit is geen Word-document (.docx).")
    try:
        parts = unpack(data, OF_TEMPLATE)
    except FaultyFileError as fault:
        raise _told(fault) from fault
    examine(parts, template=True)
    listed = archive.entries(data, OF_TEMPLATE.entries)
    names = [entry.name for entry in listed if not entry.is_folder]
    return archive.stored({name: parts[part_name(name)] for name in names})


def examine_result(data: bytes) -> None:
    """Look at the document that was made as at the template: fields may have put things together.

    Raises TemplateError.
    """
    try:
        examine(unpack(data, OF_RESULT), template=False)
    except FaultyFileError as fault:
        raise TemplateError("wat het sjabloon maakt is geen heel Word-document.") from fault


def examine(parts: Mapping[str, bytes], *, template: bool) -> None:
    """Look at every part, by its name in lower case (TemplateError for the first that may not)."""
    links: dict[str, set[str]] = {}
    # The relations first: what a part refers to may be a link for one use and not for another.
    for name in sorted(parts, key=lambda name: not name.endswith(".rels")):
        if _NAMES.search(name):
            raise _holds(name, "een macro, een ingesloten bestand of een besturingselement")
        if name.endswith((".xml", ".rels", ".vml")) or _XML.match(parts[name]):
            part = _Part(name, links.get(name, set()), template=template)
            part.read(parts[name])
            if names_program(parts[name]):
                raise _holds(name, "een programma dat bij het document hoort")
            links[name.replace("_rels/", "").removesuffix(".rels")] = part.leaving


class _Part:
    """One part in XML: its elements are looked at as they come by."""

    def __init__(self, name: str, links: set[str], *, template: bool) -> None:
        """`links` are the relations of the part that lead out of the document."""
        self._name, self._links, self._template = name, links, template
        self.leaving: set[str] = set()
        self._fields = Fields()
        self._style: list[str] | None = None
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartDoctypeDeclHandler = self._doctype

    def read(self, content: bytes) -> None:
        """Look at the part from begin to end."""
        try:
            self._parser.Parse(content, True)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise TemplateError(f"het onderdeel {legible(self._name)} is verminkt.") from error
        for code in forbidden(self._fields.codes(), template=self._template):
            raise self._holds(
                f"de veldcode {code}. Zo'n code kan iets van buiten het document halen of starten; "
                "verwijder haar (Alt+F9 toont de veldcodes)"
            )

    def _holds(self, what: str) -> TemplateError:
        return _holds(self._name, what)

    def _doctype(self, *_: object) -> None:
        raise self._holds("een documenttypedeclaratie, die Word nooit schrijft")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        space, _, local = tag.rpartition(" ")

        def values(name: str) -> list[str]:
            """Give all values of a name: an attribute of another space may hide one."""
            return [text for key, text in attributes.items() if key.rpartition(" ")[2] == name]

        if local == "Relationship" and self._name.endswith(".rels"):
            self._relation(attributes)
        elif self._name == "[content_types].xml":
            if _CONTENT.search(attributes.get("ContentType", "")):
                raise self._holds("een macro of een ingesloten object")
        elif local not in _CLICKED and not self._links.isdisjoint(attributes.values()):
            raise self._holds("een verwijzing naar buiten het document")
        kind = "instr" if local == "fldSimple" else "fldCharType"
        if not self._fields.start(space, local, values(kind)):
            raise self._holds("een stuk van een veldcode op een plaats waar Word het niet zet")
        if _OFFICE.search(space):
            self._fetches(local, values)
        if _VML in space:
            self._drawing(values)
        if space == _SVG:
            self._picture(local, attributes)

    def _fetches(self, local: str, values: Callable[[str], list[str]]) -> None:
        if local in ELEMENTS:
            raise self._holds(ELEMENTS[local])
        if any(values("embeddedHtml")):
            raise self._holds(ELEMENTS["webVideoPr"])
        if local == "smartTagType" and any(values("url")):
            raise self._holds("een verwijzing naar een programma van internet (infolabel)")

    def _text(self, text: str) -> None:
        self._fields.write(text)
        if self._style is not None:
            self._style.append(text)

    def _end(self, tag: str) -> None:
        self._fields.end()
        if _FETCHED.search("".join(self._style or ())):
            raise self._holds(ELSEWHERE["image"])
        self._style = None

    def _relation(self, own: Mapping[str, str]) -> None:
        kind, target = own.get("Type", "").rpartition("/")[2], own.get("Target", "")
        if own.get("TargetMode", "Internal") != "Internal":
            if kind != "hyperlink" or not safe_link(target):
                raise self._holds(ELSEWHERE.get(kind, "een verwijzing naar buiten het document"))
            self.leaving.add(own.get("Id", "rId"))
        elif kind not in KINDS:
            unknown = f"een onderdeel dat in een sjabloon niet kan ({legible(kind)[:40]})"
            raise self._holds(ELSEWHERE.get(kind, unknown))
        elif _ABSOLUTE.match(target) and not (kind == "hyperlink" and safe_link(target)):
            raise self._holds("een verwijzing naar buiten het document")

    def _drawing(self, values: Callable[[str], list[str]]) -> None:
        """Look at a drawing of the old kind, which may name its picture itself."""
        if any([*values("src"), *values("althref")]):
            raise self._holds(ELSEWHERE["image"])
        if not all(safe_link(link) for link in values("href") if link not in self._links):
            raise self._holds(ELSEWHERE["hyperlink"])

    def _picture(self, local: str, attributes: Mapping[str, str]) -> None:
        """Look at a picture in SVG, which may show another, and run what a page may run."""
        shown = [
            text
            for key, text in attributes.items()
            if key.rpartition(" ")[2] == "href" and not re.match(r"\s*(?:#|data:image/|$)", text)
        ]
        self._style = [] if local == "style" else None
        odd = local in ("script", "foreignObject")
        if shown or odd or any(map(_FETCHED.search, attributes.values())):
            raise self._holds(ELSEWHERE["image"])


def _holds(name: str, what: str) -> TemplateError:
    return TemplateError(f"in het onderdeel {legible(name)} staat {what}.")


def _told(fault: FaultyFileError) -> TemplateError:
    """Say in words of a document what the door says of a workbook."""
    what = str(fault.words.get("wat", "")).replace("zij telt", "het telt")
    words = {
        faults.WACHTWOORD.code: "het is beveiligd met een wachtwoord",
        faults.NIET_VERTROUWD.code: "er staat een documenttypedeclaratie in, die Word nooit "
        "schrijft",
        faults.TE_GROOT.code: f"het is te groot: {what}",
        faults.ONGEWOON_INGEPAKT.code: f"het is op een ongewone manier ingepakt: {what}",
    }
    return TemplateError(f"{words.get(fault.rule.code, f'het is beschadigd: {what}')}.")
