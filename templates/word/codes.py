r"""The codes of the fields of Word: which may stand in a template.

A field is `{ PAGE }` to whoever writes it, and in the file a begin, runs of code, a separation, a
result and an end. What Word does depends on the first word of the code: PAGE prints a number,
DDEAUTO starts a program. Here only those words are known that fetch, read and start nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

KNOWN = frozenset(
    {
        *("ADVANCE", "ASK", "AUTHOR", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "BIBLIOGRAPHY"),
        *("CITATION", "COMMENTS", "COMPARE", "CREATEDATE", "DATE", "DOCPROPERTY", "DOCVARIABLE"),
        *("EDITTIME", "EQ", "FILENAME", "FILESIZE", "FILLIN", "FORMCHECKBOX", "FORMDROPDOWN"),
        *("FORMTEXT", "GOTOBUTTON", "HYPERLINK", "IF", "INDEX", "INFO", "KEYWORDS", "LASTSAVEDBY"),
        *("LISTNUM", "MERGEFIELD", "NOTEREF", "NUMCHARS", "NUMPAGES", "NUMWORDS", "PAGE"),
        *("PAGEREF", "PRINTDATE", "QUOTE", "REF", "REVNUM", "SAVEDATE", "SECTION", "SECTIONPAGES"),
        *("SEQ", "SET", "STYLEREF", "SUBJECT", "SYMBOL", "TA", "TC", "TEMPLATE", "TIME", "TITLE"),
        *("TOA", "TOC", "USERADDRESS", "USERINITIALS", "USERNAME", "XE"),
    }
)
"""The first words that codes may have; not those that take in or start something (DDE, INCLUDETEXT,
LINK, DATABASE, AUTOTEXT, RD, MACROBUTTON, PRINT and their like), and none that nobody knows."""

NESTED = "\0"
"""Stands in a code for the result of a field within it: nobody knows yet what that will be."""

_WORD = re.compile(r"""([A-Za-z]+)(?=[\s\\"“„]|$)""")
_ARGUMENT = re.compile(r'"([^"]*)"|(\\\w)|([^\s"]+)')
_LINK = re.compile(r"\s*(?:https?://|mailto:|#|$)", re.IGNORECASE)


TRACKED = frozenset({"ins", "del", "moveFrom", "moveTo"})
"""Elements around what was changed while changes were tracked."""
OF_FIELDS = frozenset({"fldChar", "fldSimple", "instrText", "delInstrText"})
OF_WORD = frozenset(
    {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    }
)
"""The spaces of names of the elements that are Word's own; one that looks like them is nobody's."""


@dataclass
class _Code:
    text: str = ""
    asking: bool = True
    """Whether the code still goes on; after it comes the result."""
    changes: set[str] = field(default_factory=set)
    """The tracked changes that its pieces are part of."""

    def whole(self) -> str:
        """Give the code; one of which a part was changed has two readings, so nobody knows it."""
        return self.text if len(self.changes) < 2 else NESTED + self.text


@dataclass
class _Story:
    """The text of a part, or that of a text box in it."""

    fields: list[_Code] = field(default_factory=list)
    foreign: int = 0
    """Elements around that are not Word's own: a program may leave out what stands in them."""


class Fields:
    """The fields of one part, followed through its elements; `codes` gives what they ask for.

    A program that reads must not be able to see another code than is seen here. Therefore a piece
    of one stands in elements of Word alone, and is changed as a whole or not at all.
    """

    def __init__(self) -> None:
        self._stories = [_Story()]
        self._open: list[tuple[bool, str]] = []
        self._done: list[str] = []
        self._takes = self._prints = False

    def start(self, space: str, local: str, values: Sequence[str]) -> bool:
        """Enter an element of a space of names; False for a piece that may not stand there.

        `values` are those of its attribute `fldCharType` or `instr`.
        """
        own = space in OF_WORD
        self._takes, self._prints = False, local in ("t", "delText")
        if local in OF_FIELDS:
            if not own or self._stories[-1].foreign or len(values) > 1:
                return False
            if local == "fldSimple":
                self._done += values
            self._takes = local in ("instrText", "delInstrText")
            for kind in values if local == "fldChar" else ():
                self._mark(kind)
        if own and local == "txbxContent":
            self._stories.append(_Story())
        elif not own:
            self._stories[-1].foreign += 1
        self._open.append((own, local))
        return True

    def end(self) -> None:
        """Leave an element."""
        self._takes = self._prints = False
        own, local = self._open.pop()
        if own and local == "txbxContent":
            self._done += self._unended(self._stories.pop())
        elif not own:
            self._stories[-1].foreign -= 1

    def write(self, text: str) -> None:
        """Take a piece of text; in a code or not. One outside any field is a code of its own.

        Within a code the text of the document is code as well, whatever it is called.
        """
        story = self._stories[-1]
        if story.fields and story.fields[-1].asking and (self._takes or self._prints):
            story.fields[-1].text += NESTED if story.foreign else text
            story.fields[-1].changes.add(self._change())
        elif self._takes:
            self._done.append(text)

    def codes(self) -> list[str]:
        """Give all codes, those that do not end included."""
        return [*self._done, *(code for story in self._stories for code in self._unended(story))]

    def _mark(self, kind: str) -> None:
        """Pass a mark of a field: a begin, a separation or an end."""
        open_ = self._stories[-1].fields
        if kind == "begin":
            if open_ and open_[-1].asking:
                open_[-1].text += NESTED
            open_.append(_Code())
        elif kind in ("separate", "end") and open_:
            if open_[-1].asking:
                self._done.append(open_[-1].whole())
                open_[-1].asking = False
            if kind == "end":
                open_.pop()

    def _change(self) -> str:
        around = (local for _, local in reversed(self._open) if local in TRACKED)
        return next(around, "")

    @staticmethod
    def _unended(story: _Story) -> list[str]:
        return [code.whole() for code in story.fields if code.asking]


def forbidden(codes: list[str], *, template: bool) -> Iterator[str]:
    """Name the codes that may not stand there: DDEAUTO, or the first letters of an unknown one.

    In a `template` the place that a link leads to may be a field of ours; in the document that
    was made of it, it is known.
    """
    for code in codes:
        text = code.strip()
        if not text or text.startswith("="):
            continue
        found = _WORD.match(text)
        word = found[1].upper() if found else ""
        if word not in KNOWN:
            yield word or "".join(c for c in text[:12] if c.isalnum()) or "?"
        elif word == "HYPERLINK" and not _leads_nowhere(text[len(word) :], template=template):
            yield word


def safe_link(target: str) -> bool:
    """Say whether a link leads to a page or an address: only what a person clicks on opens it."""
    return bool(_LINK.match(target)) and NESTED not in target


def _leads_nowhere(arguments: str, *, template: bool) -> bool:
    r"""Say whether a link is safe: HYPERLINK "https://…" or HYPERLINK \l "bookmark"."""
    before = ""
    for quoted, switch, bare in _ARGUMENT.findall(arguments):
        target = quoted or bare
        if not switch and before not in (r"\l", r"\o", r"\t"):
            return safe_link(target) or (template and "{{" in target)
        before = switch
    return NESTED not in arguments
