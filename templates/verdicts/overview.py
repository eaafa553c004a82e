"""The overview of a run: who is done, who is not and why; with a page for each workbook."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Template
from markupsafe import Markup

from prestatieafspraken.dutch.counted import count_of
from prestatieafspraken.dutch.legible import one_line
from prestatieafspraken.dutch.written import listing
from prestatieafspraken.templates.sandbox.environment import sandbox, text
from prestatieafspraken.templates.verdicts.page import told
from prestatieafspraken.workbook.finding import Finding, Rule, Severity
from prestatieafspraken.workbook.lists.checked import TOLD_AS, Complete, Status, share, sound_of
from prestatieafspraken.workbook.lists.csv_text import harmless

WHY = {
    Status.ONVOLLEDIG: "onvolledig",
    Status.FOUTEN: "met fouten",
    Status.ONLEESBAAR: "onleesbaar",
    Status.INTERN: "niet beoordeeld",
}

CODES_SHOWN = 3
"""Codes in a row of the page; a workbook may have dozens, and its own page tells them all."""

NOBODY = "partij onbekend"
WHOLE = "hele werkmap"
COLUMNS = (
    "naam",
    "map",
    "partij",
    "jaar",
    "oordeel",
    "ingevuld",
    "fouten",
    "vragen",
    "waarom",
    "codes",
)
HEADERS = (
    *("Werkmap", "Map", "Partij", "Jaar", "Oordeel"),
    *("Ingevuld", "Fouten", "Vragen", "Wat eerst", "Regels"),
)


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """One workbook in the overview; every text in it may come from the sender.

    `ingevuld` says how many of how many cells are filled in ("12 van 70"), `deel` the part of them.
    `per_code` and `per_thema` count its findings: by code, those of a FOUT first and then the
    most frequent, and by theme and severity.
    """

    naam: str
    map: str
    status: Status
    partij: str
    jaar: str
    ingevuld: str
    deel: float
    fouten: int
    vragen: int
    waarom: str
    per_code: Mapping[str, int]
    per_thema: Mapping[tuple[str, str], int]
    pagina: str = ""

    @property
    def codes(self) -> str:
        """The codes that were found, in the order of `per_code`."""
        return ", ".join(self.per_code)

    @property
    def oordeel(self) -> str:
        """The verdict in a word."""
        return TOLD_AS[self.status][1]

    def shown(self) -> dict[str, Any]:
        """Give all that a template prints of it."""
        order = list(TOLD_AS).index(self.status)
        sign, word = TOLD_AS[self.status]
        codes = self.codes.split(", ")
        more = [f"en nog {len(codes) - CODES_SHOWN}"] if len(codes) > CODES_SHOWN else []
        return {
            **{name: getattr(self, name) for name in self.__slots__ if not name.startswith("per_")},
            "status": str(self.status),  # a template gets plain values only
            "codes": self.codes,
            "codes_kort": [*codes[:CODES_SHOWN], *more],
            "teken": sign,
            "oordeel": word,
            "volgorde": order,
        }


def row(
    path: str,
    status: Status,
    partij: str | None,
    jaar: int | None,
    findings: Sequence[Finding],
    theme_of: Mapping[str, str],
    page: str = "",
    there: Complete | None = None,
) -> OverviewRow:
    """Sum up one workbook; `theme_of` gives the title of the theme of each Excel table."""
    folder, _, name = path.replace("\\", "/").rpartition("/")
    wrong = [finding for finding in findings if finding.ernst is Severity.FOUT]
    first = {finding.code for finding in wrong}
    # Of many workbooks the same words come back in each row; they are kept once.
    times = Counter(sys.intern(finding.code) for finding in findings)
    why = wrong[0].melding if wrong and status != Status.GOED else ""
    if status is Status.ONVOLLEDIG and there:
        why = f"Nog in te vullen: {listing([one.blad for one in there.bladen if one.nog])}."
    if len(wrong) > 1:
        why += f" (en nog {len(wrong) - 1})"
    return OverviewRow(
        *(one_line(name or path), one_line(folder), status, one_line(partij or "") or NOBODY),
        *(str(jaar) if jaar else "", share(there)),
        *(there.ingevuld / there.gevraagd if there and there.gevraagd else 1.0, len(wrong)),
        sum(finding.ernst is Severity.WAARSCHUWING for finding in findings),
        one_line(why),
        {code: times[code] for code in sorted(times, key=lambda c: (c not in first, -times[c]))},
        Counter(
            (theme_of.get(f.place.tabel or "", WHOLE), sys.intern(str(f.ernst))) for f in findings
        ),
        page,
    )


def overview(
    rows: Sequence[OverviewRow], titles: Mapping[str, str], notes: Sequence[str] = (), left: int = 0
) -> str:
    """Give the overview as one web page that needs nothing else.

    `titles` says of each code what must hold, `notes` what was found between workbooks, `left`
    how many workbooks a run that was stopped did not come to.
    """
    script = text("overzicht.js")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    counts = Counter(item.status for item in rows)
    of = count_of(len(rows), "werkmap", "werkmappen")
    sentence = f"{sound_of([item.status for item in rows], of)}."
    if left:
        sentence += f" De controle is afgebroken: {left} niet aan de beurt gekomen."
    return _render(
        "overzicht.html.j2",
        klaar_zin=sentence,
        script=Markup(script),  # noqa: S704 (our own file, not data)
        script_hash=f"sha256-{digest}",
        mededelingen=[one_line(note) for note in notes],
        tellers=[
            {"klasse": str(status), "naam": word, "aantal": counts[status]}
            for status, (_, word) in TOLD_AS.items()
            if counts[status]
        ],
        rijen=(item.shown() for item in rows),
        partijen=list(_parties(rows)),
        themas=list(_themes(rows)),
        regels=list(_rules(rows, titles)),
    )


def page(
    item: OverviewRow,
    path: str,
    sha256: str | None,
    findings: Sequence[Finding],
    links: Mapping[str, str],
    rules: Mapping[str, Rule],
    there: Markup | str = "",
) -> str:
    """Give the page of one workbook; `links` are files beside it, by the words for them.

    `there` is what the page says of what is to be filled in (`filled`); `rules` gives the reason
    behind each code.
    """
    return _render(
        "overzicht_werkmap.html.j2",
        rij=item.shown(),
        pad=one_line(path),
        sha256=sha256 or "niet bepaald",
        bijlagen=[{"naam": words, "href": href} for words, href in links.items()],
        ingevuld=there,
        bevindingen=told(findings, one_line(path), rules),
    )


def table(rows: Sequence[OverviewRow]) -> list[tuple[Any, ...]]:
    """Give the overview as rows of values, the headers first."""
    return [HEADERS, *(tuple(getattr(item, name) for name in COLUMNS) for item in rows)]


def as_csv(rows: Sequence[OverviewRow]) -> str:
    """Give the overview as CSV as a Dutch Excel opens it; no text in it can become a formula."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    for values in table(rows):
        writer.writerow([harmless(v) if isinstance(v, str) else v for v in values])
    return "\ufeff" + stream.getvalue()


def _parties(rows: Sequence[OverviewRow]) -> Iterator[dict[str, Any]]:
    for name in sorted({item.partij for item in rows}, key=lambda n: (n == NOBODY, n.casefold())):
        own = [item for item in rows if item.partij == name]
        done = sum(item.status == Status.GOED for item in own)
        why = Counter(item.status for item in own if item.status != Status.GOED)
        yield {
            "naam": name,
            "aantal": len(own),
            "klaar": done,
            "niet": len(own) - done,
            "waarom": listing([f"{amount} {WHY[status]}" for status, amount in why.items()])
            if why
            else "",
        }


def _themes(rows: Sequence[OverviewRow]) -> Iterator[dict[str, Any]]:
    for name in sorted({theme for item in rows for theme, _ in item.per_thema}):
        counts = {
            severity: sum(item.per_thema.get((name, severity), 0) for item in rows)
            for severity in (str(Severity.FOUT), str(Severity.WAARSCHUWING))
        }
        yield {
            "naam": name,
            "fouten": counts["FOUT"],
            "vragen": counts["WAARSCHUWING"],
            "werkmappen": sum(any(theme == name for theme, _ in item.per_thema) for item in rows),
        }


def _rules(rows: Sequence[OverviewRow], titles: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    total: Counter[str] = Counter()
    for item in rows:
        total.update(item.per_code)
    for code, times in total.most_common():
        files = sum(code in item.per_code for item in rows)
        yield {"code": code, "titel": titles.get(code, ""), "keer": times, "werkmappen": files}


def _render(name: str, **content: Any) -> str:
    return _template(name).render(**content) + "\n"


@cache
def _template(name: str) -> Template:
    """Give a template, made once: there may be hundreds of workbooks, each with a page."""
    style = Markup(text("verslag.css") + text("overzicht.css"))  # noqa: S704 (our own files)
    return sandbox(escape=True).from_string(text(name), globals={"stijl": style})
