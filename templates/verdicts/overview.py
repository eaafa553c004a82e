"""The overview of a run: who is done, who is not and why; with a page for each workbook."""

from __future__ import annotations

import csv
import io
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from prestatieafspraken.dutch.counted import count_of, counted
from prestatieafspraken.dutch.legible import one_line
from prestatieafspraken.dutch.written import day, listing
from prestatieafspraken.templates.verdicts.script import own_template, script
from prestatieafspraken.workbook.finding import MEANING, Finding, Severity
from prestatieafspraken.workbook.lists.checked import TOLD_AS, Complete, Status, sound_of
from prestatieafspraken.workbook.lists.csv_text import harmless

WHY = {
    Status.ONVOLLEDIG: "onvolledig",
    Status.FOUTEN: "met fouten",
    Status.ONLEESBAAR: "onleesbaar",
    Status.INTERN: "niet beoordeeld",
}

MOST_SHEETS = 4
"""Sheets to fill that are named in a row; the page of the workbook names them all."""

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

    `cellen` are how many cells are filled in and asked, None where nobody knows what is asked.
    `per_code` and `per_thema` count its findings: by code, those of a FOUT first and then the
    most frequent, and by theme and severity. `voorstellen` are those to change what was agreed.
    """

    naam: str
    map: str
    status: Status
    partij: str
    jaar: str
    cellen: tuple[int, int] | None
    fouten: int
    vragen: int
    waarom: str
    per_code: Mapping[str, int]
    per_thema: Mapping[tuple[str, str], int]
    pagina: str = ""
    voorstellen: int = 0

    @property
    def ingevuld(self) -> str:
        """How many of how many cells are filled in: 12 van 70."""
        return _share(self.cellen)

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
        return {
            **{name: getattr(self, name) for name in COLUMNS},
            "pagina": self.pagina,
            "deel": _part(self.cellen),
            "status": str(self.status),  # a template gets plain values only
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
        why = _waiting(there)
    if len(wrong) > 1:
        why += f" (en nog {len(wrong) - 1})"
    return OverviewRow(
        *(one_line(name or path), one_line(folder), status, one_line(partij or "") or NOBODY),
        str(jaar) if jaar else "",
        (there.ingevuld, there.gevraagd) if there else None,
        len(wrong),
        sum(finding.ernst is Severity.WAARSCHUWING for finding in findings),
        one_line(why),
        {code: times[code] for code in sorted(times, key=lambda c: (c not in first, -times[c]))},
        Counter(
            (theme_of.get(f.place.tabel or "", WHOLE), sys.intern(str(f.ernst))) for f in findings
        ),
        page,
        sum(finding.proposes for finding in findings),
    )


def _waiting(there: Complete) -> str:
    sheets = [one.blad for one in there.bladen if one.nog]
    named, more = sheets[:MOST_SHEETS], len(sheets) - MOST_SHEETS
    if more > 0:
        named.append(count_of(more, "ander blad", "andere bladen"))
    return f"Nog in te vullen: {listing(named)}."


@dataclass(frozen=True, slots=True)
class Difference:
    """What was found between workbooks: the finding, and the page of each that it is about."""

    finding: Finding
    pages: Mapping[str, str]

    def shown(self) -> dict[str, Any]:
        """Give all that a template prints of it."""
        one = self.finding
        return {
            "soort": one.ernst.word,
            "teken": one.ernst.sign,
            "code": one.code,
            "melding": one_line(one.melding),
            "herstel": one_line(one.herstel),
            "werkmappen": [{"naam": n, "pagina": href} for n, href in self.pages.items()],
        }


def overview(
    rows: Sequence[OverviewRow],
    titles: Mapping[str, str],
    notes: Sequence[str] = (),
    left: int = 0,
    *,
    differences: Sequence[Difference] = (),
    checked_on: date | None = None,
) -> str:
    """Give the overview as one web page that needs nothing else.

    `titles` says of each code what must hold, `notes` what is to know of the run, `left` how many
    workbooks a run that was stopped did not come to, `differences` what was found between them.
    """
    counts = Counter(item.status for item in rows)
    head = sound_of([item.status for item in rows], counted(len(rows), "werkmappen"))
    stopped = f"De controle is afgebroken: {left} niet aan de beurt gekomen."
    page = own_template("overzicht.html.j2").render(
        **script("overzicht.js"),
        titel=" ".join(filter(None, ("Overzicht van de controle", _years(rows)))),
        kop=head,
        feiten=_facts(rows, checked_on),
        betekenis=MEANING,
        mededelingen=[one_line(note) for note in [*([stopped] if left else []), *notes]],
        tellers=[
            {"klasse": str(status), "naam": word, "aantal": counts[status]}
            for status, (_, word) in TOLD_AS.items()
            if counts[status]
        ],
        rijen=[item.shown() for item in rows],
        partijen=list(_parties(rows)),
        verschillen=[one.shown() for one in differences],
        themas=list(_themes(rows)),
        regels=list(_rules(rows, titles)),
    )
    return page + "\n"


def _years(rows: Sequence[OverviewRow]) -> str:
    return listing(sorted({item.jaar for item in rows if item.jaar}))


def _facts(rows: Sequence[OverviewRow], checked_on: date | None) -> str:
    years = _years(rows)
    told = [
        f"afspraken van {years}" if years else "",
        f"gecontroleerd op {day(checked_on)}" if checked_on else "",
        f"{counted(len({item.partij for item in rows if item.partij != NOBODY}), 'partijen')}",
    ]
    return " · ".join(filter(None, told))


def _share(cells: tuple[int, int] | None) -> str:
    return f"{cells[0]} van {cells[1]}" if cells else ""


def _part(cells: tuple[int, int] | None) -> float:
    return cells[0] / cells[1] if cells and cells[1] else 1.0


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
        why = Counter(item.status for item in own if item.status != Status.GOED)
        ready, known = len(own) - why.total(), [item.cellen for item in own if item.cellen]
        cells = (sum(n for n, _ in known), sum(n for _, n in known)) if known else None
        yield {
            "naam": name,
            "aantal": len(own),
            "klasse": str(Status.FOUTEN if set(why) - {Status.ONVOLLEDIG} else Status.ONVOLLEDIG)
            if why
            else str(Status.GOED),
            "klaar": ("ja" if not why else "nee") if len(own) == 1 else f"{ready} van {len(own)}",
            "ingevuld": _share(cells),
            "deel": _part(cells),
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
