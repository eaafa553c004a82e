"""What an attacker has: the published file and nothing else, every part of it taken apart.

Word, a page, Markdown and PDF give the same: headings, rows of tables, and all texts that stand
anywhere, in properties, comments, alternatives of pictures and the coordinates of a drawing too.
"""

from __future__ import annotations

import io
import re
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree  # our own files

from pypdf import PdfReader

CODE = re.compile(r"\(?\b([A-Z]{3}(?:-[A-Z]+)+)\)?\s*$")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass
class Found:
    """What stands in a file: `blocks` are headings (one text) and rows (a list), in order."""

    blocks: list[str | list[str]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    drawings: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Fact:
    """One value with its label; a norm beside it is a fact of its own (`what` is "norm")."""

    code: str
    part: str
    period: str
    text: str
    what: str = "waarde"


def taken_apart(data: bytes, suffix: str) -> Found:
    """Take a file apart."""
    match suffix:
        case ".md":
            return _markdown(data.decode("utf-8"))
        case ".html":
            return _page(data.decode("utf-8"))
        case ".docx":
            return _word(data)
    return _pdf(data)


def facts(found: Found, names: dict[str, str]) -> Iterator[Fact]:
    """Give every value with its label; `names` gives the code of what an indicator is called."""
    code = ""
    for block in found.blocks:
        if isinstance(block, str):
            match = CODE.search(block)
            code = match[1] if match else ""
        elif code and len(block) in (3, 4):
            yield Fact(code, *block[:3])
        elif len(block) == 6 and block[0] in names:
            yield Fact(names[block[0]], *block[1:4])
            yield Fact(names[block[0]], *block[1:3], block[4], "norm")


def _markdown(text: str) -> Found:
    found = Found(texts=[text])
    for line in text.splitlines():
        plain = re.sub(r"\\([^\w\s])", r"\1", line)
        if line.startswith("#"):
            found.blocks.append(plain.strip("# "))
        elif line.startswith("|"):
            cells = re.split(r"(?<!\\)\|", line)[1:-1]
            found.blocks.append([re.sub(r"\\([^\w\s])", r"\1", cell).strip() for cell in cells])
        found.texts.append(plain)
    return found


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found = Found()
        self.row: list[str] | None = None
        self.words: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.texts += [value for _, value in attrs if value]
        if tag == "tr":
            self.row = []
        if tag in ("td", "th", "h1", "h2", "h3", "h4"):
            self.words = []

    def handle_endtag(self, tag: str) -> None:
        if self.words is not None and tag in ("td", "th"):
            (self.row if self.row is not None else []).append(" ".join(self.words))
            self.words = None
        elif self.words is not None and tag in ("h1", "h2", "h3", "h4"):
            self.found.blocks.append(" ".join(self.words))
            self.words = None
        elif tag == "tr" and self.row is not None:
            self.found.blocks.append(self.row)
            self.row = None

    def handle_data(self, data: str) -> None:
        text = " ".join(data.replace("\u00ad", "").split())
        if text:
            self.found.texts.append(text)
            if self.words is not None:
                self.words.append(text)

    def handle_comment(self, data: str) -> None:
        self.found.texts.append(data)


def _page(text: str) -> Found:
    parser = _Page()
    parser.feed(text)
    parser.found.drawings = re.findall(r"<svg.*?</svg>", text, re.DOTALL)
    return parser.found


def _word(data: bytes) -> Found:
    found = Found()
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for name in parts.namelist():
            found.texts.append(name)
            if name.endswith((".xml", ".rels")):
                for element in ElementTree.fromstring(parts.read(name)).iter():  # noqa: S314
                    found.texts += [element.text or "", *element.attrib.values()]
        body = ElementTree.fromstring(parts.read("word/document.xml"))[0]  # noqa: S314
    for element in body:
        if element.tag == f"{_W}tbl":
            for row in element.iter(f"{_W}tr"):
                found.blocks.append([_said(cell) for cell in row.iter(f"{_W}tc")])
        elif element.tag == f"{_W}p":
            said = _said(element)
            style = element.find(f"{_W}pPr/{_W}pStyle")
            if style is not None and "eading" in style.get(f"{_W}val", ""):
                found.blocks.append(said)
            found.texts.append(said)
    return found


def _said(element: ElementTree.Element) -> str:
    return "".join(part.text or "" for part in element.iter(f"{_W}t")).strip()


def _pdf(data: bytes) -> Found:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "verslag.pdf"
        path.write_bytes(data)
        command = ["pdftotext", "-layout", str(path), "-"]
        text = subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8")
    found = Found(texts=[text, " ".join(text.split())])
    for line in text.splitlines():
        cells = re.split(r"\s{2,}", line.strip())
        if CODE.search(line):
            found.blocks.append(line.strip())
        elif len(cells) in (3, 4, 6):
            found.blocks.append(cells)
    reader = PdfReader(io.BytesIO(data))
    found.texts += [repr(reader.metadata), repr(reader.outline), repr(reader.attachments)]
    for page in reader.pages:  # alternatives of pictures stand in the tree of the document
        found.texts.append(repr(page.get("/Annots")))
    found.texts.append(repr(reader.trailer["/Root"].get("/StructTreeRoot")))
    return found


def bars(drawing: str) -> dict[str, float]:
    """Give how long each bar of a drawing is, on the scale that its ticks tell: by name."""
    ticks = _ticks(drawing, "xtick", "x")
    names = _ticks(drawing, "ytick", "y")
    scale = [(float(t.replace(".", "").replace(",", ".")), at) for t, at in ticks if _is_number(t)]
    if len(scale) < 2 or not names:
        return {}
    (low, left), (high, right) = scale[0], scale[-1]
    found: dict[str, float] = {}
    point = r"([\d.]+) ([\d.]+)"
    path = rf'<g id="patch_\d+">\s*<path d="M {point}\s+L {point}\s+L {point}'
    for match in re.finditer(path, drawing):
        x0, y0, x1, _, _, y2 = map(float, match.groups())
        for name, y in names:
            if abs((y0 + y2) / 2 - y) < 0.5 and x1 > x0:
                found[name] = low + (x1 - left) / (right - left) * (high - low)
    return found


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[\d.,]+", text) is not None


def _ticks(drawing: str, kind: str, axis: str) -> list[tuple[str, float]]:
    found = []
    for part in re.split(rf'<g id="{kind}_\d+">', drawing)[1:]:
        at = re.search(rf'<use [^>]*\b{axis}="([\d.]+)"', part)
        said = re.search(r"<!-- (.*?) -->", part)
        if at and said:
            found.append((said[1].strip(), float(at[1])))
    return found
