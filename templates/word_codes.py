r"""The codes of the fields of Word: which may stand in a template.

A field is `{ PAGE }` to whoever writes it, and in the file a begin, runs of code, a separation, a
result and an end. What Word does depends on the first word of the code: PAGE prints a number,
DDEAUTO starts a program. Here only those words are known that fetch, read and start nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

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


@dataclass
class _Code:
    text: str = ""
    asking: bool = True
    """Whether the code still goes on; after it comes the result."""


class Codes:
    """The fields of one part, followed from begin to end; `done` has their codes."""

    def __init__(self) -> None:
        self._open: list[_Code] = []
        self.done: list[str] = []

    def mark(self, kind: str) -> None:
        """Pass a mark of a field: a begin, a separation or an end."""
        if kind == "begin":
            if self._open and self._open[-1].asking:
                self._open[-1].text += NESTED
            self._open.append(_Code())
        elif kind in ("separate", "end") and self._open:
            if self._open[-1].asking:
                self.done.append(self._open[-1].text)
                self._open[-1].asking = False
            if kind == "end":
                self._open.pop()

    def write(self, text: str) -> None:
        """Take a piece of code; one outside any code counts as a code of its own."""
        if self._open and self._open[-1].asking:
            self._open[-1].text += text
        else:
            self.done.append(text)

    def all(self) -> list[str]:
        """Give all codes, those that do not end included."""
        return [*self.done, *(code.text for code in self._open if code.asking)]


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
